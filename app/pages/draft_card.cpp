// SPDX-License-Identifier: Apache-2.0
#include "app/pages/draft_card.h"

#include <QBoxLayout>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

DraftCard::DraftCard(SessionModel& model, const DraftSummary& draft, In in, bool shiftOpen) : model_(model), draft_(draft.id) {
  setObjectName("card");
  lines_ = column(this, kSpace16, kSpace8);
  addTexts(lines_, draft);
  acts_ = new QWidget;
  auto* across = new QHBoxLayout(acts_);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(kSpace12);
  const bool closing = in == In::closing;
  const bool goesOn = shiftOpen && draft.opens;
  auto* go = button(closing ? tr("Finish it") : tr("Go on"));
  go->setEnabled(goesOn);
  connect(go, &QPushButton::clicked, this, [this] { emit goOnWanted(draft_); });
  across->addWidget(go);
  if (closing) {
    auto* seal = button(tr("Seal as incomplete…"));
    seal->setEnabled(goesOn);
    across->addWidget(seal);
    connect(seal, &QPushButton::clicked, this, [this] {
      ask(confirmPanel(tr("The draft goes: nobody can go on with its questions."),
                       tr("Its answers stay, as a sealed record that its readers see marked as incomplete. It goes with the next sync."), {},
                       tr("Seal as incomplete"), [this] { model_.sealDraft(draft_); }, [this] { ask(nullptr); }));
    });
  }
  auto* hand = quietButton(tr("Hand over…"));
  hand->setEnabled(draft.opens);
  across->addWidget(hand);
  connect(hand, &QPushButton::clicked, this, &DraftCard::askTakers);
  auto* discard = quietButton(tr("Discard…"));
  across->addWidget(discard);
  across->addStretch(1);
  connect(discard, &QPushButton::clicked, this, [this] {
    ask(confirmPanel(tr("All answers of this draft go, for good."), tr("Finished records and other drafts stay."),
                     tr("discard", "the word to type"), tr("Discard draft"), [this] { model_.discardDraft(draft_); },
                     [this] { ask(nullptr); }));
  });
  lines_->addWidget(acts_);
}

void DraftCard::addTexts(QVBoxLayout* lines, const DraftSummary& draft) {
  lines->addWidget(strong(words::fromUtf8(draft.programmeTitle)));
  lines->addWidget(theme::hint(tr("Started %1, saved %2")
                                   .arg(words::isolated(words::dayAndTime(draft.startedMs)), words::isolated(words::dayAndTime(draft.savedMs)))));
  QStringList answered;
  for (const std::string& label : draft.answeredLabels) answered << words::fromUtf8(label);
  if (!answered.isEmpty()) lines->addWidget(small(tr("Answered so far: %1").arg(answered.join(tr("; ", "between questions")))));
  if (draft.older) lines->addWidget(small(tr("It goes on with version %1 of the programme, by which it was begun.").arg(draft.version)));
  if (!draft.opens) lines->addWidget(state("alert", Tone::danger, tr("This draft cannot be opened. It is kept as it is.")));
}

// In the place of the acts, so that nothing else can be pressed meanwhile.
void DraftCard::ask(QWidget* question) {
  if (asked_ != nullptr) {
    asked_->hide();
    asked_->deleteLater();
  }
  asked_ = question;
  acts_->setVisible(question == nullptr);
  if (question == nullptr) return;
  lines_->addWidget(question);
  question->show();
  question->setFocus(Qt::OtherFocusReason);
}

void DraftCard::askTakers() {
  auto* panel = new QWidget;
  auto* lines = column(panel, 0, kSpace8);
  lines->addWidget(body(tr("To whom? The draft leaves your list and is in theirs when they unlock this laptop. Your shift stays yours.")));
  auto* names = row(kSpace12);
  lines->addLayout(names);
  connect(&model_, &SessionModel::takersListed, panel, [this, panel, names](const std::vector<DraftTaker>& takers) {
    empty(names);
    for (const DraftTaker& taker : takers) {
      auto* to = button(words::isolated(words::fromUtf8(taker.name)), "person");
      connect(to, &QPushButton::clicked, this, [this, user = taker.user] { model_.handOverDraft(draft_, user); });
      names->addWidget(to);
    }
    if (takers.empty()) names->addWidget(theme::hint(tr("Nobody else at this station can take drafts.")), 1);
    auto* cancel = quietButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, [this] { ask(nullptr); });
    names->addWidget(cancel);
    if (!takers.empty()) names->addStretch(1);
    cancel->setFocus(Qt::OtherFocusReason);
  });
  ask(panel);
  model_.listTakers();
}

}  // namespace limen
