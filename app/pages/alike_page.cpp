// SPDX-License-Identifier: Apache-2.0
#include "app/pages/alike_page.h"

#include <QAction>
#include <QBoxLayout>

#include "app/frame/parts.h"
#include "app/pages/alike_panel.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

AlikePage::AlikePage(SessionModel& model) : model_(model) {
  auto* lines = scrollingPage(this, true);
  back_ = button(withKeys(tr("Back to the records"), "Alt+\u2190"), "back");
  auto* top = row();
  top->addWidget(back_);
  top->addStretch(1);
  lines->addLayout(top);
  lines->addWidget(display(tr("Perhaps the same person")));
  lines->addWidget(
      hint(tr("Suggested by names and birth. Nothing is joined: you say what you know, and correct or erase a "
              "record where that is right.")));
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  holder_ = new QVBoxLayout;
  holder_->setSpacing(kSpace16);
  lines->addLayout(holder_);
  lines->addStretch(1);
  connect(back_, &QPushButton::clicked, this, &AlikePage::over);
  auto* backKey = new QAction(this);
  backKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
  addAction(backKey);
  connect(backKey, &QAction::triggered, this, &AlikePage::over);
  connect(&model_, &SessionModel::alikeListed, this, &AlikePage::fill);
  connect(&model_, &SessionModel::alikeFailed, this, [this](const Error& error) {
    empty(failure_);
    failure_->addWidget(errorPanel(explain(error, Doing::list)));
  });
  holder_->addWidget(loadingState(tr("Comparing the records that you may read…")));
  model_.listAlike();
}

void AlikePage::takeFocus() {
  back_->setFocus(Qt::OtherFocusReason);
}

void AlikePage::fill(const std::vector<AlikePair>& pairs) {
  empty(failure_);
  empty(holder_);
  if (pairs.empty()) {
    holder_->addWidget(emptyState("check", tr("Nothing to compare"),
                                  tr("No two records that you may read look like one person's, and no desk has asked.")));
    return;
  }
  for (const AlikePair& pair : pairs) holder_->addWidget(pairCard(pair));
}

QWidget* AlikePage::pairCard(const AlikePair& pair) {
  auto* panel = card(pair.word == AlikeWord::same ? "" : "wait");
  auto* lines = column(panel, kSpace16, kSpace12);
  if (pair.word == AlikeWord::asked) lines->addWidget(state("alert", Tone::wait, tr("A desk asks you to look")));
  if (pair.word == AlikeWord::same) lines->addWidget(state("check", Tone::safe, saidWords(pair.word)));
  if (!pair.reasons.empty()) lines->addWidget(body(tr("Agrees: %1").arg(likenessWords(pair.reasons))));
  auto* sides = row(kSpace16);
  for (const AlikePerson* person : {&pair.one, &pair.other}) sides->addWidget(sideCard(*person), 1, Qt::AlignTop);
  lines->addLayout(sides);
  if (!pair.mayDecide) return panel;
  auto* acts = row();
  const auto offer = [&](const QString& text, AlikeWord word) {
    auto* act = button(text);
    acts->addWidget(act);
    connect(act, &QPushButton::clicked, this, [this, one = *pair.one.alike.record, other = *pair.other.alike.record, word] {
      model_.decideAlike(one, other, word);
    });
  };
  if (pair.word != AlikeWord::same) offer(tr("The same person"), AlikeWord::same);
  offer(tr("Two persons"), AlikeWord::another);
  acts->addStretch(1);
  lines->addLayout(acts);
  return panel;
}

QWidget* AlikePage::sideCard(const AlikePerson& person) {
  auto* panel = card(person.readable ? "" : "sealed");
  auto* lines = column(panel, kSpace16, kSpace8);
  if (person.readable)
    lines->addWidget(title(words::isolated(words::fromUtf8(person.names))));
  else
    lines->addWidget(state("sealed", Tone::sealed, tr("The name is sealed for you")));
  lines->addWidget(hint(tr("Saved %1").arg(words::isolated(words::dayAndTime(person.savedMs)))));
  auto* open = button(tr("Open the record"));
  auto* acts = row();
  acts->addWidget(open);
  acts->addStretch(1);
  lines->addLayout(acts);
  connect(open, &QPushButton::clicked, this, [this, record = *person.alike.record] { emit recordWanted(record); });
  return panel;
}

}  // namespace limen
