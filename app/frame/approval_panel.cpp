// SPDX-License-Identifier: Apache-2.0
#include "app/frame/approval_panel.h"

#include <QBoxLayout>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/secret_field.h"
#include "app/sentences.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

bool ApprovalPanel::helps(const Error& error) { return error.is(RightsError::notFresh) || error.is(RightsError::secondNeeded); }

ApprovalPanel::ApprovalPanel(SessionModel& model, const Error& error, Act act, Bytes subject, const QString& what)
    : model_(model), act_(act), subject_(std::move(subject)), second_(error.is(RightsError::secondNeeded)) {
  setObjectName("card");
  setProperty("kind", "primary");
  auto* lines = column(this, kSpace24, kSpace12);
  lines->addWidget(lead(second_ ? tr("A second person confirms") : tr("Your passphrase again")));
  lines->addWidget(body(what));
  fields_ = new QVBoxLayout;
  fields_->setSpacing(kSpace8);
  lines->addLayout(fields_);
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
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
    if (passphrase_ != nullptr) passphrase_->setFocus(Qt::OtherFocusReason);
  });
  if (!second_) {
    askPassphrase(tr("Passphrase"));
    return;
  }
  confirm_->setEnabled(false);
  connect(&model_, &SessionModel::peopleListed, this, &ApprovalPanel::choosePerson);
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

void ApprovalPanel::choosePerson(const std::vector<StationPerson>& people) {
  if (!people_.empty()) return;
  std::copy_if(people.begin(), people.end(), std::back_inserter(people_), [](const StationPerson& one) { return one.mayConfirm; });
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
    connect(name, &QPushButton::clicked, this, [this, at] { chosen_ = at; });
    names->addWidget(name);
  }
  names->addStretch(1);
  fields_->addLayout(names);
  askPassphrase(tr("Their passphrase, typed by themselves"));
  confirm_->setEnabled(true);
  passphrase_->setFocus(Qt::OtherFocusReason);
}

void ApprovalPanel::send() {
  if (passphrase_ == nullptr || passphrase_->text().isEmpty() || !confirm_->isEnabled()) return;
  auto typed = std::make_shared<const SecretBytes>(secretOf(passphrase_->text()));
  passphrase_->clear();
  empty(failure_);
  confirm_->setEnabled(false);
  if (second_) return model_.confirmBySecond(act_, subject_, people_[chosen_].who.user, std::move(typed));
  model_.reauthenticate(std::move(typed));
}

}  // namespace limen
