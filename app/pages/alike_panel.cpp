// SPDX-License-Identifier: Apache-2.0
#include "app/pages/alike_panel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

QString likenessWords(const std::vector<Likeness>& reasons) {
  QStringList all;
  for (const Likeness reason : reasons) {
    switch (reason) {
      case Likeness::sameNames:
        all << AlikePanel::tr("the same names");
        break;
      case Likeness::namesSpeltDifferently:
        all << AlikePanel::tr("names that sound alike in another spelling or script");
        break;
      case Likeness::namesInAnotherOrder:
        all << AlikePanel::tr("the names in another order");
        break;
      case Likeness::moreNames:
        all << AlikePanel::tr("one of the two has more names");
        break;
      case Likeness::sameBirthDate:
        all << AlikePanel::tr("the same date of birth");
        break;
      case Likeness::dayAndMonthSwapped:
        all << AlikePanel::tr("day and month of birth swapped");
        break;
      case Likeness::bornWithinAYear:
        all << AlikePanel::tr("born within a year");
        break;
      case Likeness::sameBirthYear:
        all << AlikePanel::tr("the same year of birth");
        break;
      case Likeness::noBirthDate:
        all << AlikePanel::tr("no date of birth to compare");
        break;
    }
  }
  return all.join(AlikePanel::tr("; ", "between the reasons"));
}

QString saidWords(AlikeWord word) {
  switch (word) {
    case AlikeWord::same:
      return AlikePanel::tr("Said: the same person");
    case AlikeWord::another:
      return AlikePanel::tr("Said: another person");
    case AlikeWord::asked:
      return AlikePanel::tr("A supervisor is asked");
    case AlikeWord::none:
      break;
  }
  return {};
}

AlikePanel::AlikePanel() {
  setObjectName("card");
  setProperty("kind", "wait");
  auto* lines = column(this, kSpace16, kSpace12);
  auto* across = row(kSpace16);
  top_ = new QVBoxLayout;
  across->addLayout(top_, 1);
  toggle_ = button({});
  across->addWidget(toggle_, 0, Qt::AlignTop);
  lines->addLayout(across);
  connect(toggle_, &QPushButton::clicked, this, &AlikePanel::toggle);
  body_ = new QWidget;
  lines_ = column(body_, 0, kSpace12);
  lines->addWidget(body_);
  hide();
}

void AlikePanel::show(const std::vector<AlikePerson>& people) {
  people_ = people;
  if (people_.empty()) open_ = false;
  fill();
  setVisible(!people_.empty());
  const bool more = people_.size() > told_;
  told_ = people_.size();
  if (more) {
    QAccessibleEvent event(this, QAccessible::Alert);  // spoken, and no focus is taken
    QAccessible::updateAccessibility(&event);
  }
}

void AlikePanel::toggle() {
  if (people_.empty()) return;
  const bool inside = isAncestorOf(focusWidget());
  open_ = !open_;
  fill();
  if (open_ || inside) toggle_->setFocus(Qt::OtherFocusReason);
}

void AlikePanel::fill() {
  empty(top_);
  empty(lines_);
  const auto undecided =
      std::count_if(people_.begin(), people_.end(), [](const AlikePerson& one) { return one.word == AlikeWord::none; });
  const QString line =
      undecided > 0 ? tr("Perhaps the same person is here already: %1").arg(undecided) : tr("Compared with others who are here");
  top_->addWidget(undecided > 0 ? state("alert", Tone::wait, line) : state("check", Tone::muted, line), 0, Qt::AlignVCenter);
  setAccessibleName(line);
  toggle_->setText(withKeys(open_ ? tr("Hide") : tr("Compare"), "Alt+D"));
  toggle_->setAccessibleDescription(line);
  body_->setVisible(open_);
  if (!open_) return;
  for (const AlikePerson& person : people_) addPerson(person);
  lines_->addWidget(hint(tr("Nothing is joined by itself, and you can go on without an answer.")));
}

void AlikePanel::addPerson(const AlikePerson& person) {
  lines_->addWidget(rule());
  const QString who = person.readable ? words::isolated(words::fromUtf8(person.names)) : tr("A record of another shift");
  lines_->addWidget(strong(who));
  if (person.readable) {
    const QString when = words::isolated(words::dayAndTime(person.savedMs));
    lines_->addWidget(hint(person.alike.draft ? tr("A draft of yours, saved %1").arg(when)
                                              : tr("A record of this shift, finished %1").arg(when)));
  }
  lines_->addWidget(body(tr("Agrees: %1").arg(likenessWords(person.alike.reasons))));
  if (person.word != AlikeWord::none) lines_->addWidget(state("check", Tone::muted, saidWords(person.word)));
  auto* acts = row();
  const auto offer = [&](const QString& text, AlikeWord word) {
    auto* act = button(text);
    act->setAccessibleDescription(who);
    acts->addWidget(act);
    connect(act, &QPushButton::clicked, this, [this, other = person.alike, word] { emit said(other, word); });
  };
  if (person.readable) offer(person.alike.draft ? tr("Same person: go on with it") : tr("Same person: open it"), AlikeWord::same);
  if (person.word != AlikeWord::another) offer(tr("Another person"), AlikeWord::another);
  if (person.word != AlikeWord::asked) offer(tr("Ask a supervisor"), AlikeWord::asked);
  acts->addStretch(1);
  lines_->addLayout(acts);
}

}  // namespace limen
