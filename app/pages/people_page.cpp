// SPDX-License-Identifier: Apache-2.0
#include "app/pages/people_page.h"

#include <QBoxLayout>
#include <algorithm>

#include "app/frame/approval_panel.h"
#include "app/frame/parts.h"
#include "app/sentences.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

namespace {
QString nameOfPerson(const StationPerson& person) { return words::isolated(words::fromUtf8(person.who.name)); }
}  // namespace

PeoplePage::PeoplePage(SessionModel& model, const StationFacts& facts) : model_(model), facts_(facts) {
  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("People")));
  lines->addWidget(theme::hint(tr("Who unlocks this laptop. What you do here needs your passphrase again and is in the log.")));
  top_ = new QVBoxLayout;
  top_->setSpacing(kSpace16);
  lines->addLayout(top_);
  list_ = new QVBoxLayout;
  list_->setSpacing(kSpace16);
  lines->addLayout(list_);
  lines->addStretch(1);
  connect(&model_, &SessionModel::peopleListed, this, &PeoplePage::fill);
  connect(&model_, &SessionModel::peopleFailed, this, &PeoplePage::refused);
  connect(&model_, &SessionModel::passphraseReset, this, &PeoplePage::showWords);
}

void PeoplePage::arrive() {
  wanted_.reset();
  empty(top_);
  model_.listPeople();
}

void PeoplePage::takeFocus() {
  if (first_ != nullptr) first_->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::fill(const std::vector<StationPerson>& people) {
  people_ = people;
  empty(list_);
  first_ = nullptr;
  for (const StationPerson& person : people) list_->addWidget(card(person));
  const bool help = std::any_of(people.begin(), people.end(), [](const StationPerson& one) { return one.mayConfirm; });
  if (!help) list_->addWidget(state("alert", Tone::wait, tr("Nobody else here is in charge: if you forget your passphrase, it is lost.")));
  if (top_->isEmpty()) takeFocus();  // who is asked something is not interrupted
}

QWidget* PeoplePage::card(const StationPerson& person) {
  auto* panel = theme::card();
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(lead(person.self ? tr("%1 (you)").arg(nameOfPerson(person)) : nameOfPerson(person)));
  const StationUser& who = person.who;
  QString role = tr("not listed for this station any more");
  if (!who.role.empty()) role = facts_.programmes.empty() ? words::fromUtf8(who.role) : words::role(*facts_.programmes.front(), who.role);
  lines->addWidget(theme::hint(role));
  if (who.disabled) {
    lines->addWidget(state("lock", Tone::danger, tr("Disabled: cannot unlock")));
  } else if (who.notBeforeMs > toUnixMs(model_.clock().now())) {
    lines->addWidget(state("wait", Tone::wait, tr("Waits until %1 after wrong tries").arg(words::isolated(words::clockTime(who.notBeforeMs)))));
  } else if (who.mustChange) {
    lines->addWidget(state("wait", Tone::wait, tr("Has to choose a new passphrase at the next unlock")));
  }
  if (person.self) return panel;
  auto* acts = row();
  auto* reset = button(tr("New passphrase…"));
  reset->setAccessibleName(tr("New passphrase for %1").arg(words::fromUtf8(who.name)));
  auto* able = button(who.disabled ? tr("Enable") : tr("Disable…"));
  able->setAccessibleName((who.disabled ? tr("Enable %1") : tr("Disable %1")).arg(words::fromUtf8(who.name)));
  if (first_ == nullptr) first_ = reset;
  acts->addWidget(reset);
  acts->addWidget(able);
  acts->addStretch(1);
  lines->addLayout(acts);
  connect(reset, &QPushButton::clicked, this, [this, person] {
    const QString name = nameOfPerson(person);
    ask({Act::resetPassphrase, person.who.user, tr("To give %1 a new passphrase.").arg(name),
         [this, user = person.who.user] { model_.resetPassphrase(user); }},
        tr("The passphrase of %1 stops working at once.").arg(name),
        tr("Drafts and records stay. You get six words for them that unlock once, and then they choose a passphrase of their own."),
        tr("Make six words"));
  });
  connect(able, &QPushButton::clicked, this, [this, person] {
    const QString name = nameOfPerson(person);
    const bool disable = !person.who.disabled;
    Wanted wanted{Act::disableUser, person.who.user, disable ? tr("To shut %1 out of this laptop.").arg(name) : tr("To let %1 in again.").arg(name),
                  [this, user = person.who.user, disable] { model_.disableUser(user, disable); }};
    if (!disable) return perform(std::move(wanted));
    ask(std::move(wanted), tr("%1 cannot unlock this laptop any more.").arg(name), tr("Their drafts and records stay, and you can let them in again."),
        tr("Disable"));
  });
  return panel;
}

void PeoplePage::ask(Wanted wanted, const QString& goes, const QString& stays, const QString& act) {
  empty(top_);
  auto* panel = confirmPanel(goes, stays, {}, act, [this, wanted] { perform(wanted); }, [this] { arrive(); });
  top_->addWidget(panel);
  panel->show();
  panel->setFocus(Qt::OtherFocusReason);
}

// Whether an approval is needed is not guessed here: the act is tried, and its answer says so.
void PeoplePage::perform(Wanted wanted) {
  empty(top_);
  wanted_ = std::move(wanted);
  const auto act = wanted_->again;  // its answer may come at once and end what is wanted
  act();
}

void PeoplePage::refused(const Error& error) {
  empty(top_);
  if (!wanted_ || !ApprovalPanel::helps(error)) {
    top_->addWidget(errorPanel(explain(error, Doing::people)));
    return;
  }
  auto* panel = new ApprovalPanel(model_, error, wanted_->act, copyOf(wanted_->user.bytes()), wanted_->what);
  connect(panel, &ApprovalPanel::given, this, [this] {
    const Wanted wanted = *wanted_;
    perform(wanted);
  });
  connect(panel, &ApprovalPanel::cancelled, this, &PeoplePage::arrive);
  top_->addWidget(panel);
  panel->show();
  panel->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::showWords(const UserId& user, const Typed& words) {
  empty(top_);
  wanted_.reset();
  const auto person = std::find_if(people_.begin(), people_.end(), [&](const StationPerson& one) { return one.who.user == user; });
  auto* panel = theme::card("primary");
  auto* lines = column(panel, kSpace24, kSpace12);
  lines->addWidget(lead(person == people_.end() ? tr("Six words") : tr("Six words for %1").arg(nameOfPerson(*person))));
  const ByteView text = words->expose(SecretAccess{});
  auto* shown = title(words::isolated(QString::fromUtf8(reinterpret_cast<const char*>(text.data()), static_cast<qsizetype>(text.size()))));
  shown->setObjectName("sixWords");
  lines->addWidget(shown);
  lines->addWidget(body(tr("They are shown this once. Hand them over on paper or by word of mouth; at the next unlock they are changed.")));
  auto* done = button(tr("Hide them"));
  connect(done, &QPushButton::clicked, this, &PeoplePage::arrive);
  auto* acts = row();
  acts->addWidget(done);
  acts->addStretch(1);
  lines->addLayout(acts);
  top_->addWidget(panel);
  panel->show();
  done->setFocus(Qt::OtherFocusReason);
}

}  // namespace limen
