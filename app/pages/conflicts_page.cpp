// SPDX-License-Identifier: Apache-2.0
#include "app/pages/conflicts_page.h"

#include <QAction>
#include <QBoxLayout>

#include "app/frame/parts.h"
#include "app/languages.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {

using namespace theme;

QString joined(const std::vector<std::string>& names) {
  QStringList all;
  for (const std::string& name : names) all << words::fromUtf8(name);
  return all.join(ConflictsPage::tr(", ", "between the names of a list"));
}

QString inWords(const AnswerSide& side) {
  if (forms::isEmpty(side.value)) return ConflictsPage::tr("Cleared");
  return words::isolated(words::written(side.value, words::fromUtf8(side.text)));
}

QString writtenBy(const AnswerSide& side) {
  QStringList all;
  for (const AnswerWriter& writer : side.by) {
    QString line = ConflictsPage::tr("%1, station %2").arg(words::isolated(words::fromUtf8(writer.site)), words::isolated(words::fromUtf8(writer.station)));
    if (writer.here) line += '\n' + ConflictsPage::tr("This laptop");
    if (!writer.roles.empty()) line += '\n' + joined(writer.roles);
    line += '\n' + (writer.sinceMs == 0 ? ConflictsPage::tr("Since when it is here is not known")
                                        : ConflictsPage::tr("Here since %1, by this laptop's clock").arg(words::isolated(words::dayAndTime(writer.sinceMs))));
    all << line;
  }
  return all.join('\n');
}

bool waits(const ShownAnswer& answer) { return answer.conflict || answer.inconsistent != Misfit::none; }

}  // namespace

ConflictsPage::ConflictsPage(SessionModel& model, const StationFacts& facts) : model_(model), facts_(facts) {
  auto* lines = scrollingPage(this, true);
  back_ = button({}, "back");
  auto* top = row();
  top->addWidget(back_);
  top->addStretch(1);
  lines->addLayout(top);
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  holder_ = new QVBoxLayout;
  holder_->setSpacing(kSpace16);
  lines->addLayout(holder_);
  lines->addStretch(1);
  const auto leave = [this] {
    if (shown_) return fetch();
    emit over();
  };
  connect(back_, &QPushButton::clicked, this, leave);
  auto* backKey = new QAction(this);
  backKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
  addAction(backKey);
  connect(backKey, &QAction::triggered, this, leave);
  connect(&model_, &SessionModel::conflictsListed, this, &ConflictsPage::fill);
  connect(&model_, &SessionModel::conflictsFailed, this, [this](const Error& error) { say(error, Doing::list); });
  connect(&model_, &SessionModel::recordShown, this, &ConflictsPage::compare);
  connect(&model_, &SessionModel::recordFailed, this, [this](const Error& error) { say(error, Doing::read); });
  connect(&model_, &SessionModel::conflictDecided, this, [this](const RecordId& record) {
    if (shown_ == record) model_.showRecord(record, currentLanguage().formName.toStdString());
  });
  connect(&model_, &SessionModel::decideFailed, this, [this](const Error& error) { say(error, Doing::amend); });
  fetch();
}

void ConflictsPage::takeFocus() { back_->setFocus(Qt::OtherFocusReason); }

void ConflictsPage::say(const Error& error, Doing doing) {
  empty(failure_);
  failure_->addWidget(errorPanel(explain(error, doing)));
}

void ConflictsPage::fetch() {
  shown_.reset();
  empty(failure_);
  empty(holder_);
  back_->setText(withKeys(tr("Back to the records"), "Alt+\u2190"));
  holder_->addWidget(loadingState(tr("Looking for decisions…")));
  model_.listConflicts(currentLanguage().formName.toStdString());
}

void ConflictsPage::fill(const std::vector<ConflictLine>& lines) {
  if (shown_) return;
  empty(holder_);
  if (lines.empty()) {
    holder_->addWidget(emptyState("check", tr("Nothing to decide"),
                                  tr("When two people change the same answer and neither has seen the other's change, it waits here.")));
    return;
  }
  holder_->addWidget(display(tr("Decisions")));
  holder_->addWidget(hint(tr("Two people changed the same record and neither had seen the other's change. Nothing was lost: both answers stay until "
                             "somebody decides.")));
  for (const ConflictLine& line : lines) holder_->addWidget(lineCard(line));
}

QWidget* ConflictsPage::lineCard(const ConflictLine& line) {
  auto* panel = card(line.sealed ? "sealed" : "wait");
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(lead(words::fromUtf8(line.label)));
  lines->addWidget(hint(words::fromUtf8(line.programmeTitle)));
  if (line.conflicts > 0) lines->addWidget(state("alert", Tone::wait, tr("Answers to decide: %1").arg(line.conflicts)));
  if (line.inconsistent > 0) lines->addWidget(state("alert", Tone::wait, tr("Answers that no longer fit the others: %1").arg(line.inconsistent)));
  if (line.sealed) lines->addWidget(state("sealed", Tone::sealed, tr("Changed by two, sealed here. Ask: %1").arg(joined(line.readers))));
  if (!line.sealed && !line.mayDecide) lines->addWidget(hint(tr("You may not decide here. Ask: %1").arg(joined(line.readers))));
  if (!line.sealed) {
    auto* open = button(tr("Compare the answers"));
    auto* acts = row();
    acts->addWidget(open);
    acts->addStretch(1);
    lines->addLayout(acts);
    connect(open, &QPushButton::clicked, this, [this, record = line.record] {
      shown_ = record;
      model_.showRecord(record, currentLanguage().formName.toStdString());
    });
  }
  return panel;
}

void ConflictsPage::compare(const RecordView& view) {
  if (!shown_ || *shown_ != view.record) return;
  const bool left = std::any_of(view.compartments.begin(), view.compartments.end(), [](const ShownCompartment& compartment) {
    return std::any_of(compartment.answers.begin(), compartment.answers.end(), waits);
  });
  if (!left) return fetch();  // the last one was decided
  empty(failure_);
  empty(holder_);
  back_->setText(withKeys(tr("Back to the decisions"), "Alt+\u2190"));
  holder_->addWidget(display(words::fromUtf8(view.programmeTitle)));
  if (!facts_.shiftOpen) holder_->addWidget(state("alert", Tone::wait, tr("Open a shift to decide.")));
  for (const ShownCompartment& compartment : view.compartments) {
    if (std::none_of(compartment.answers.begin(), compartment.answers.end(), waits)) continue;
    holder_->addWidget(lead(words::fromUtf8(compartment.label)));
    for (const ShownAnswer& answer : compartment.answers) {
      if (answer.conflict) holder_->addWidget(conflictCard(compartment, answer));
      if (answer.inconsistent != Misfit::none) holder_->addWidget(misfitCard(answer));
    }
  }
  auto* open = button(tr("Open the record"));
  auto* acts = row();
  acts->addWidget(open);
  acts->addStretch(1);
  holder_->addLayout(acts);
  connect(open, &QPushButton::clicked, this, [this, record = view.record] { emit recordWanted(record); });
}

QString ConflictsPage::questionOf(const ShownAnswer& answer) {
  const QString label = words::fromUtf8(answer.label.empty() ? answer.question : answer.label);
  return answer.instance > 0 ? tr("%1, number %2: %3").arg(words::fromUtf8(answer.repeatLabel)).arg(answer.instance).arg(label) : label;
}

QWidget* ConflictsPage::conflictCard(const ShownCompartment& compartment, const ShownAnswer& answer) {
  auto* panel = card("wait");
  auto* lines = column(panel, kSpace16, kSpace12);
  lines->addWidget(strong(questionOf(answer)));
  auto* sides = row(kSpace16);
  for (std::size_t side = 0; side < answer.sides.size(); ++side) sides->addWidget(sideCard(compartment, answer, side), 1, Qt::AlignTop);
  lines->addLayout(sides);
  if (!compartment.mayDecide) lines->addWidget(hint(tr("You may not decide here. Ask: %1").arg(joined(compartment.readers))));
  return panel;
}

QWidget* ConflictsPage::sideCard(const ShownCompartment& compartment, const ShownAnswer& answer, std::size_t side) {
  auto* panel = card();
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(title(inWords(answer.sides[side])));
  lines->addWidget(hint(writtenBy(answer.sides[side])));
  if (side == 0) lines->addWidget(state("check", Tone::muted, tr("Counts until it is decided")));
  if (compartment.mayDecide && facts_.shiftOpen) {
    auto* keep = button(tr("Keep this answer"));
    keep->setAccessibleDescription(inWords(answer.sides[side]));
    lines->addWidget(keep);
    connect(keep, &QPushButton::clicked, this, [this, mark = answer.mark, side] { model_.decideConflict(*shown_, mark, side); });
  }
  return panel;
}

QWidget* ConflictsPage::misfitCard(const ShownAnswer& answer) {
  auto* panel = card("wait");
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(strong(questionOf(answer)));
  lines->addWidget(body(words::isolated(answer.values.size() == 1 ? words::written(answer.values.front(), words::fromUtf8(answer.text))
                                                                  : words::fromUtf8(answer.text))));
  QString why = tr("It breaks a rule of the form beside the other answers.");
  if (answer.inconsistent == Misfit::notRelevant) why = tr("Beside the other answers, this question is not asked any more.");
  if (answer.inconsistent == Misfit::noSuchChoice) why = tr("Beside the other answers, this choice is not offered any more.");
  if (!answer.inconsistentWhy.empty()) why = words::fromUtf8(answer.inconsistentWhy);
  lines->addWidget(state("alert", Tone::wait, why));
  lines->addWidget(hint(tr("Open the record to correct it, or leave it as it is.")));
  return panel;
}

}  // namespace limen
