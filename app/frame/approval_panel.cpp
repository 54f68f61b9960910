// SPDX-License-Identifier: Apache-2.0
#include "app/frame/approval_panel.h"

#include <QBoxLayout>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/secret_field.h"
#include "app/sentences.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "station/factors.h"

namespace limen {

using namespace theme;

namespace {

constexpr int kMaxCodeTyped = 12;  // six digits, with what people put between them

// Digits of any script, and nothing of what phones show between them.
QString plainDigits(const QString& typed) {
  QString digits;
  for (const QChar letter : typed)
    if (letter.digitValue() >= 0) digits += QChar('0' + letter.digitValue());
  return digits;
}

}  // namespace

bool ApprovalPanel::helps(const Error& error) { return error.is(RightsError::notFresh) || error.is(RightsError::secondNeeded); }

ApprovalPanel::ApprovalPanel(SessionModel& model, const Error& error, Act act, Bytes subject, const QString& what)
    : model_(model), act_(act), subject_(std::move(subject)), second_(error.is(RightsError::secondNeeded)) {
  setObjectName("card");
  setProperty("kind", "primary");
  auto* lines = column(this, kSpace24, kSpace12);
  lines->addWidget(lead(second_ ? tr("A second person confirms") : tr("Your passphrase again")));
  lines->addWidget(body(what));
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  fields_ = new QVBoxLayout;
  fields_->setSpacing(kSpace8);
  lines->addLayout(fields_);
  further_ = new QVBoxLayout;
  further_->setSpacing(kSpace8);
  lines->addLayout(further_);
  auto* acts = row();
  confirm_ = primaryButton(withKeys(tr("Confirm"), tr("Enter", "the key")));
  auto* cancel = button(tr("Cancel"));
  acts->addWidget(confirm_);
  acts->addWidget(cancel);
  acts->addStretch(1);
  lines->addLayout(acts);
  setFocusProxy(cancel);
  connect(confirm_, &QPushButton::clicked, this, &ApprovalPanel::send);
  connect(cancel, &QPushButton::clicked, this, &ApprovalPanel::cancelled);
  connect(&model_, &SessionModel::approvalGiven, this, &ApprovalPanel::given);
  connect(&model_, &SessionModel::approvalRefused, this, [this](const Error& refused) {
    empty(failure_);
    failure_->addWidget(errorPanel(explain(refused, Doing::approve)));
    confirm_->setEnabled(true);
    if (refused.room() == roomOf(FactorError::codeNeeded)) askCode();  // set up since the people were listed
    if (passphrase_ != nullptr) passphrase_->setFocus(Qt::OtherFocusReason);
  });
  if (second_) {
    confirm_->setEnabled(false);
  } else {
    askPassphrase(tr("Passphrase"));
  }
  connect(&model_, &SessionModel::peopleListed, this, &ApprovalPanel::takePeople);
  model_.listPeople();
}

void ApprovalPanel::askPassphrase(const QString& label) {
  fields_->addWidget(strong(label));
  passphrase_ = secretField(label);
  passphrase_->setMaximumWidth(sized(kDialogColumn));
  fields_->addWidget(passphrase_);
  setFocusProxy(passphrase_);
  connect(passphrase_, &QLineEdit::returnPressed, this, &ApprovalPanel::send);
}

void ApprovalPanel::askFurther(const StationPerson& person) {
  empty(further_);
  pin_ = code_ = nullptr;
  if (person.securityKey) {
    const QString name = tr("PIN of the key, if it has one");
    further_->addWidget(strong(name));
    pin_ = secretField(name);
    pin_->setMaximumWidth(sized(kDialogColumn));
    further_->addWidget(pin_);
    further_->addWidget(theme::hint(tr("Plug the security key in, and touch it when it blinks.")));
    connect(pin_, &QLineEdit::returnPressed, this, &ApprovalPanel::send);
  }
  if (person.phone) askCode();
  if (person.printedCodes) further_->addWidget(theme::hint(tr("A printed code unlocks this laptop. It confirms nothing.")));
}

void ApprovalPanel::askCode() {
  if (code_ != nullptr) return;
  const QString name = tr("Six digits of the phone");
  further_->addWidget(strong(name));
  code_ = new QLineEdit;
  code_->setObjectName("phoneCode");
  code_->setAccessibleName(name);
  code_->setMaxLength(kMaxCodeTyped);
  code_->setMaximumWidth(sized(kDialogColumn));
  further_->addWidget(code_);
  further_->addWidget(theme::hint(tr("They change every half minute, and each counts once.")));
  connect(code_, &QLineEdit::returnPressed, this, &ApprovalPanel::send);
}

void ApprovalPanel::takePeople(const std::vector<StationPerson>& people) {
  if (!people_.empty()) return;
  std::copy_if(people.begin(), people.end(), std::back_inserter(people_),
               [this](const StationPerson& one) { return second_ ? one.mayConfirm : one.self; });
  if (second_) return choosePerson();
  if (!people_.empty()) askFurther(people_.front());
}

void ApprovalPanel::choosePerson() {
  if (people_.empty()) {
    fields_->addWidget(state("alert", Tone::danger, tr("Nobody else at this station can confirm this.")));
    return;
  }
  fields_->addWidget(strong(tr("Who confirms?")));
  auto* names = row();
  for (std::size_t at = 0; at < people_.size(); ++at) {
    auto* name = button(words::isolated(words::fromUtf8(people_[at].who.name)), "person");
    name->setCheckable(true);
    name->setAutoExclusive(true);
    name->setChecked(at == 0);
    connect(name, &QPushButton::clicked, this, [this, at] {
      chosen_ = at;
      passphrase_->clear();  // it was another's
      askFurther(people_[at]);
    });
    names->addWidget(name);
  }
  names->addStretch(1);
  fields_->addLayout(names);
  askPassphrase(tr("Their passphrase, typed by themselves"));
  askFurther(people_.front());
  confirm_->setEnabled(true);
  passphrase_->setFocus(Qt::OtherFocusReason);
}

void ApprovalPanel::send() {
  if (passphrase_ == nullptr || !confirm_->isEnabled()) return;
  if (passphrase_->text().isEmpty()) return passphrase_->setFocus(Qt::OtherFocusReason);
  if (code_ != nullptr && code_->text().isEmpty()) return code_->setFocus(Qt::OtherFocusReason);
  const auto take = [](QLineEdit* field) -> Typed {
    if (field == nullptr || field->text().isEmpty()) return nullptr;
    auto typed = std::make_shared<const SecretBytes>(secretOf(field->text()));
    field->clear();
    return typed;
  };
  if (code_ != nullptr) code_->setText(plainDigits(code_->text()));
  Proof proof{take(passphrase_), take(pin_), take(code_)};
  empty(failure_);
  confirm_->setEnabled(false);
  if (second_) return model_.confirmBySecond(act_, subject_, people_[chosen_].who.user, std::move(proof));
  model_.reauthenticate(std::move(proof));
}

}  // namespace limen
