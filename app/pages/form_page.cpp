// SPDX-License-Identifier: Apache-2.0
#include "app/pages/form_page.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTimer>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/pages/guarded_card.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "protection/notice.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kSecondMs = 1000;
constexpr const char* kEnlarge = "enlarge";
constexpr int kRoomForWords = 1100;  // pixels at 100 % text size
}  // namespace

FormPageView::FormPageView(std::shared_ptr<IntakeFlow> flow, const Clock& clock) : held_(std::move(flow)), flow_(*held_), clock_(clock) {
  setObjectName("page");
  setAttribute(Qt::WA_StyledBackground);
  auto* outer = column(this, 0, 0);

  auto* above = new QHBoxLayout;
  above->setContentsMargins(kSpace32, kSpace12, kSpace32, 0);
  steps_ = new StepBar;
  above->addWidget(steps_, 1);
  auto* pause = button(withKeys(tr("Pause"), "Alt+P"), "pause");
  pause->setToolTip(tr("Saves, and covers the answers until the person wants to go on"));
  above->addWidget(pause, 0, Qt::AlignTop);
  connect(pause, &QPushButton::clicked, this, [this] { showPerson(PersonScreen::Shows::pause); });
  setAside_ = button(withKeys(tr("Set aside"), "Alt+N"));
  setAside_->setToolTip(tr("Keeps this one as a draft, so that you can start another or go on with one"));
  above->addWidget(setAside_, 0, Qt::AlignTop);
  connect(setAside_, &QPushButton::clicked, this, &FormPageView::leaveWanted);
  outer->addLayout(above);
  connect(steps_, &StepBar::chosen, this, [this](std::size_t step) { flow_.goTo(flow_.flow().steps[step].firstPage); });

  area_ = new QScrollArea;
  area_->setWidgetResizable(true);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setFocusPolicy(Qt::NoFocus);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* scrolled = new QWidget;
  scrolled->setObjectName("scrolled");
  auto* across = new QHBoxLayout(scrolled);
  across->setContentsMargins(kSpace32, kSpace24, kSpace32, kSpace24);
  across->setSpacing(kSpace32);
  auto* inner = new QWidget;
  inner->setMaximumWidth(sized(kColumn));
  across->addWidget(inner, 3);
  auto* beside = new QFrame;
  beside->setObjectName("card");
  beside->setProperty("kind", "primary");
  beside->setMaximumWidth(sized(kSideColumn) + kSpace48);
  asideLines_ = column(beside, kSpace24, kSpace16);
  aside_ = beside;
  aside_->hide();
  across->addWidget(aside_, 2, Qt::AlignTop);
  across->addStretch(0);
  area_->setWidget(scrolled);
  outer->addWidget(area_, 1);

  auto* lines = column(inner, 0, kSpace24);
  alike_ = new AlikePanel;
  lines->addWidget(alike_);
  connect(alike_, &AlikePanel::said, this, &FormPageView::alikeSaid);
  top_ = new QVBoxLayout;
  top_->setSpacing(kSpace12);
  lines->addLayout(top_);
  questions_ = new QVBoxLayout;
  questions_->setSpacing(kSpace32);
  lines->addLayout(questions_);
  lines->addStretch(1);

  auto* footer = new QFrame;
  footer->setObjectName("footer");
  auto* acts = new QHBoxLayout(footer);
  acts->setContentsMargins(kSpace32, kSpace8, kSpace32, kSpace8);
  acts->setSpacing(kSpace12);
  saved_ = small({});
  saved_->setAccessibleName(tr("Whether the answers are saved"));
  back_ = button(withKeys(tr("Back"), "Alt+\u2190"), "back");
  continue_ = primaryButton({});
  person_ = quietButton(tr("Show in another language"), "globe");
  acts->addWidget(saved_, 1);
  acts->addWidget(person_);
  auto* large = quietButton(withKeys(tr("Show to the person"), "F4"), "person");
  large->setObjectName(kEnlarge);
  large->setAccessibleName(tr("Show to the person"));
  large->setToolTip(tr("Show to the person"));
  installEventFilter(this);  // its own width
  acts->addWidget(large);
  connect(large, &QPushButton::clicked, this, [this] { showPerson(PersonScreen::Shows::page); });
  acts->addWidget(back_);
  acts->addWidget(continue_);
  outer->addWidget(footer);
  connect(back_, &QPushButton::clicked, this, [this] {
    const std::size_t at = flow_.at();  // the first page may have been opened from the review
    flow_.goBack();
    if (flow_.at() == at) emit leaveWanted();
  });
  connect(continue_, &QPushButton::clicked, this, &FormPageView::goOn);
  connect(person_, &QPushButton::clicked, this, &FormPageView::toggleAside);
  person_->setVisible(flow_.form().form().definition().languages.size() > 1);

  auto* backKey = new QAction(this);
  backKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
  addAction(backKey);
  connect(backKey, &QAction::triggered, back_, &QPushButton::click);

  for (const auto& [keys, shows] : {std::pair{QKeySequence(Qt::Key_F4), PersonScreen::Shows::page},
                                    std::pair{QKeySequence(Qt::ALT | Qt::Key_P), PersonScreen::Shows::pause}}) {
    auto* personKey = new QAction(this);
    personKey->setShortcut(keys);
    addAction(personKey);
    connect(personKey, &QAction::triggered, this, [this, shows = shows] { showPerson(shows); });
  }

  auto* alikeKey = new QAction(this);
  alikeKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_D));
  addAction(alikeKey);
  connect(alikeKey, &QAction::triggered, this, [this] {
    area_->ensureVisible(0, 0);
    alike_->toggle();
  });

  auto* asideKey = new QAction(this);
  asideKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_N));
  addAction(asideKey);
  connect(asideKey, &QAction::triggered, this, [this] {
    if (saveState_.kept) emit leaveWanted();
  });

  auto* every = new QTimer(this);
  every->setInterval(kSecondMs);
  connect(every, &QTimer::timeout, this, [this] { showSaved(saveState_); });
  every->start();

  connect(&flow_, &IntakeFlow::answered, this, &FormPageView::refresh);
  connect(&flow_, &IntakeFlow::moved, this, &FormPageView::showPage);
  showPage();
}

void FormPageView::showSaved(const SaveState& state) {
  saveState_ = state;
  setAside_->setVisible(state.kept);
  QString text;
  if (!state.kept) {
    text = tr("Preview: nothing is kept");
  } else if (!state.failure.isEmpty()) {
    text = state.failure;
  } else if (state.saving) {
    text = tr("Saving…");
  } else if (flow_.dirty()) {
    text = tr("Not saved yet");
  } else if (state.savedMs > 0) {
    text = tr("Saved %1").arg(words::ago(Milliseconds(toUnixMs(clock_.now()) - state.savedMs)));
  }
  saved_->setText(text);
  setRole(saved_, "tone", state.failure.isEmpty() ? QString() : QStringLiteral("danger"));
}

void FormPageView::showAlike(const std::vector<AlikePerson>& people) { alike_->show(people); }

void FormPageView::takeFocus() {
  for (const forms::Place& place : flow_.page().questions) {
    const auto found = widgets_.find(place);
    if (found != widgets_.end() && found->second->field().entry() != nullptr) return found->second->takeFocus();
  }
  continue_->setFocus(Qt::OtherFocusReason);
}

void FormPageView::showSteps() {
  QStringList titles;
  for (const FormStep& step : flow_.flow().steps) {
    titles << (step.review ? tr("Review") : step.group ? IntakeFlow::title(flow_.form(), *step.group) : tr("Questions"));
  }
  furthest_ = std::max(furthest_, flow_.page().step);
  steps_->show(titles, flow_.page().step, furthest_);
}

void FormPageView::showPage() {
  widgets_.clear();
  empty(questions_);
  showSteps();
  showSummary();
  const bool review = flow_.page().kind == FormPage::Kind::review;
  continue_->setText(review ? tr("Finish record") : withKeys(tr("Continue"), tr("Enter", "the key")));
  switch (flow_.page().kind) {
    case FormPage::Kind::questions: showQuestions(); break;
    case FormPage::Kind::repeat: showRepeat(); break;
    case FormPage::Kind::review: showReview(); break;
  }
  showAside();
  showSaved(saveState_);
  area_->ensureVisible(0, 0);
  takeFocus();
}

QuestionWidget* FormPageView::addQuestion(const forms::Place& place, QuestionWidget::Size size) {
  auto* widget = new QuestionWidget(flow_, place, size);
  for (QWidget* child : widget->findChildren<QWidget*>()) {
    if (child->focusPolicy() != Qt::NoFocus) child->installEventFilter(this);
  }
  connect(&widget->field(), &Field::moveOnWanted, this, [this] {
    if (flow_.page().questions.size() == 1) QTimer::singleShot(0, this, &FormPageView::goOn);
  });
  widgets_[place] = widget;
  return widget;
}

// What a question looks like beside the others of its page. Selects of one list that follow one another in a table-list are its lines.
QuestionWidget::Size FormPageView::sizeOf(const forms::Place& place) const {
  const FormPage& page = flow_.page();
  if (page.questions.size() <= 1) return QuestionWidget::Size::alone;
  const auto nodeAt = [&](const forms::Place& at) -> const forms::Node& { return flow_.form().form().node(at.question); };
  const forms::Node& node = nodeAt(place);
  if (node.type != forms::Type::selectOne && node.type != forms::Type::selectMultiple) return QuestionWidget::Size::amongOthers;
  const Appearance own(node);
  if (own.has("label") || own.has("list-nolabel")) return QuestionWidget::Size::tableRow;
  if (!page.group || !Appearance(nodeAt(*page.group)).has("table-list")) return QuestionWidget::Size::amongOthers;
  const auto here = std::find(page.questions.begin(), page.questions.end(), place);
  const bool first = here == page.questions.begin() || nodeAt(*(here - 1)).list != node.list || page.headings.contains(place);
  return first ? QuestionWidget::Size::tableHead : QuestionWidget::Size::tableRow;
}

void FormPageView::showHeadings() {
  const FormPage& page = flow_.page();
  for (const auto& [place, widget] : widgets_) {
    QStringList titles;
    const auto found = page.headings.find(place);
    if (found != page.headings.end()) {
      for (const forms::Place& group : found->second) titles << words::fromUtf8(flow_.form().label(group));
    }
    titles.removeAll(QString());
    widget->setHeading(titles.join('\n'));
  }
}

void FormPageView::showQuestions() {
  const FormPage& page = flow_.page();
  if (page.repeat && page.instanceNumber > 0) {
    questions_->addWidget(theme::hint(tr("%1, number %2").arg(IntakeFlow::title(flow_.form(), *page.repeat)).arg(page.instanceNumber)));
  }
  if (page.group) {
    const QString heading = words::fromUtf8(flow_.form().label(*page.group));
    if (!heading.isEmpty()) questions_->addWidget(title(heading));
  }
  for (const forms::Place& place : page.questions) {
    auto* question = addQuestion(place, sizeOf(place));
    questions_->addWidget(question);
    question->show();  // what is not shown yet takes no focus
  }
  showHeadings();
}

void FormPageView::showRepeat() {
  const forms::Place repeat = *flow_.page().repeat;
  const QString what = IntakeFlow::title(flow_.form(), repeat);
  questions_->addWidget(title(what));
  const auto all = flow_.form().instances(repeat);
  questions_->addWidget(theme::hint(tr("Entered so far: %1. Add one more, or continue.").arg(all.size())));
  auto* list = new QVBoxLayout;
  list->setSpacing(kSpace8);
  for (std::size_t at = 0; at < all.size(); ++at) {
    auto* line = card();
    auto* across = new QHBoxLayout(line);
    across->setContentsMargins(kSpace16, kSpace4, kSpace8, kSpace4);
    across->addWidget(body(tr("%1, number %2").arg(what).arg(at + 1)), 1);
    auto* change = quietButton(tr("Change"));
    auto* remove = quietButton(tr("Remove"));
    change->setAccessibleName(tr("Change number %1").arg(at + 1));
    remove->setAccessibleName(tr("Remove number %1").arg(at + 1));
    across->addWidget(change);
    across->addWidget(remove);
    const RepeatId instance = all[at];
    connect(change, &QPushButton::clicked, this, [this, instance] {
      const auto& pages = flow_.flow().pages;
      const auto found = std::find_if(pages.begin(), pages.end(), [&](const FormPage& page) {
        return page.kind == FormPage::Kind::questions && std::find(page.key.instances.begin(), page.key.instances.end(), instance) != page.key.instances.end();
      });
      if (found != pages.end()) flow_.goTo(static_cast<std::size_t>(found - pages.begin()));
    });
    connect(remove, &QPushButton::clicked, this, [this, repeat, instance] { flow_.removeInstance(repeat, instance); });
    list->addWidget(line);
  }
  questions_->addLayout(list);
  auto* add = button(tr("Add one more"), "plus");
  connect(add, &QPushButton::clicked, this, [this, repeat] { flow_.addInstance(repeat); });
  auto* line = row();
  line->addWidget(add);
  line->addStretch(1);
  questions_->addLayout(line);
}

QWidget* FormPageView::reviewCard(std::size_t index, const std::vector<forms::Place>& questions) {
  const Programme& programme = flow_.programme();
  const Compartment& compartment = programme.compartments[index];
  const bool sealed = words::isSealed(compartment);
  auto* panel = card(sealed ? "sealed" : "");
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(lead(words::compartment(programme, compartment)));
  const QString readers = words::readers(programme, compartment);
  lines->addWidget(sealed ? state("sealed", Tone::sealed, tr("Will be sealed, readable by %1").arg(readers))
                          : state("open", Tone::primary, tr("Readable by %1").arg(readers)));
  addAnswers(lines, questions, true);
  return panel;
}

void FormPageView::addAnswers(QVBoxLayout* lines, const std::vector<forms::Place>& questions, bool ruleFirst) {
  for (const forms::Place& place : questions) {
    if (ruleFirst || place != questions.front()) lines->addWidget(rule());
    auto* line = row(kSpace16);
    auto* label = theme::hint(words::fromUtf8(flow_.form().label(place)));
    const QString text = words::answer(flow_.form(), place);
    auto* answer = body(text.isEmpty() ? tr("No answer") : text);
    auto* change = quietButton(tr("Change"));
    change->setAccessibleName(tr("Change: %1").arg(label->text()));
    connect(change, &QPushButton::clicked, this, [this, place] { flow_.goTo(place); });
    line->addWidget(label, 5);
    line->addWidget(answer, 5);
    line->addWidget(change, 0, Qt::AlignTop);
    lines->addLayout(line);
  }
}

void FormPageView::showReview() {
  auto* heading = new QVBoxLayout;
  heading->setSpacing(kSpace8);
  questions_->addLayout(heading);
  heading->addWidget(title(tr("Check the answers")));
  if (QWidget* guarded = guardedCard(flow_.programme(), flow_.form())) questions_->addWidget(guarded);
  const Programme& programme = flow_.programme();
  std::map<std::size_t, std::vector<forms::Place>> byCompartment;
  std::vector<forms::Place> unprotected;  // of a preview
  for (const FormPage& page : flow_.flow().pages) {
    for (const forms::Place& place : page.questions) {
      const bool stores = forms::storesAnswer(flow_.form().form().node(place.question).type);
      if (!stores) continue;
      if (place.question < programme.protections.size()) {
        byCompartment[programme.protections[place.question].compartment].push_back(place);
      } else {
        unprotected.push_back(place);
      }
    }
  }
  if (!byCompartment.empty()) {
    heading->addWidget(theme::hint(tr("Finishing seals the record. Sealed answers can be read here only while this shift is open.")));
  }
  if (!unprotected.empty()) {
    auto* panel = card();
    addAnswers(column(panel, kSpace16, kSpace8), unprotected, false);
    questions_->addWidget(panel);
  }
  for (const auto& [compartment, places] : byCompartment) {
    if (compartment < programme.compartments.size()) questions_->addWidget(reviewCard(compartment, places));
  }
}

// A button's text does not wrap by itself; a question may be longer than the column.
QString FormPageView::folded(const QString& text) const {
  const QFontMetrics metrics(font());
  const int width = kColumn - 4 * kSpace24;
  QStringList lines;
  for (const QString& word : text.split(' ')) {
    if (!lines.isEmpty() && metrics.horizontalAdvance(lines.back() + ' ' + word) <= width)
      lines.back() += ' ' + word;
    else
      lines << word;
  }
  return lines.join('\n');
}

void FormPageView::showSummary() {
  empty(top_);
  addStrays();
  const auto problems = flow_.problems();
  if (problems.empty()) return;
  auto* panel = card("danger");
  panel->setFocusPolicy(Qt::NoFocus);
  auto* lines = column(panel, kSpace16, kSpace4);
  lines->addWidget(state("alert", Tone::danger, tr("Check these answers first")));
  for (const PageProblem& problem : problems) {
    auto* link = quietButton(folded(problem.label + QStringLiteral(" \u2013 ") + problem.sentence));
    link->setObjectName("summaryLink");
    connect(link, &QPushButton::clicked, this, [this, place = problem.place] {
      const auto found = widgets_.find(place);
      if (found == widgets_.end()) return flow_.goTo(place);
      area_->ensureWidgetVisible(found->second);
      found->second->takeFocus();
    });
    lines->addWidget(link);
  }
  top_->insertWidget(0, panel);
  panel->show();
  summary_ = panel;
}

// Of the page that was just left, and of all on the review: told, never in the way.
void FormPageView::addStrays() {
  const auto strays = flow_.strays();
  if (strays.empty()) return;
  auto* panel = card("wait");
  auto* lines = column(panel, kSpace16, kSpace4);
  lines->addWidget(state("alert", Tone::wait, tr("Something stands in free text that belongs elsewhere")));
  for (const PageProblem& stray : strays) {
    auto* link = quietButton(folded(stray.label + QStringLiteral(" \u2013 ") + stray.sentence));
    link->setObjectName("strayLink");
    connect(link, &QPushButton::clicked, this, [this, place = stray.place] { flow_.goTo(place); });
    lines->addWidget(link);
  }
  top_->addWidget(panel);
  panel->show();
}

void FormPageView::showFailure(const Explanation& words) {
  empty(top_);
  top_->addWidget(errorPanel(words));
  area_->ensureVisible(0, 0);
}

// Relevance may have brought or taken questions of this page; those that stay keep their widgets, and with them the focus.
void FormPageView::refresh() {
  const FormPage& page = flow_.page();
  if (page.kind != FormPage::Kind::questions) return;
  bool same = page.questions.size() == widgets_.size();
  for (const forms::Place& place : page.questions) same = same && widgets_.contains(place);
  if (!same) {
    std::map<forms::Place, QuestionWidget*> before;
    before.swap(widgets_);
    int at = questions_->count() - static_cast<int>(before.size());
    for (const forms::Place& place : page.questions) {
      const auto kept = before.find(place);
      QuestionWidget* widget = kept != before.end() ? kept->second : addQuestion(place, sizeOf(place));
      if (kept != before.end()) {
        widgets_[place] = widget;
        before.erase(kept);
        questions_->removeWidget(widget);
      }
      questions_->insertWidget(at++, widget);
    }
    for (const auto& [place, widget] : before) {
      questions_->removeWidget(widget);
      widget->hide();
      widget->deleteLater();
    }
    QWidget* previous = nullptr;  // the tab order is the reading order again
    for (const forms::Place& place : page.questions) {
      for (QWidget* child : widgets_[place]->findChildren<QWidget*>()) {
        if (child->focusPolicy() == Qt::NoFocus) continue;
        if (previous != nullptr) setTabOrder(previous, child);
        previous = child;
      }
    }
  }
  for (const auto& [place, widget] : widgets_) widget->refresh();
  showHeadings();
  showSteps();
  showAside();
  showSaved(saveState_);
}

void FormPageView::goOn() {
  if (flow_.page().kind == FormPage::Kind::review) {
    if (flow_.ready()) return emit finishWanted();
  } else if (flow_.goOn()) {
    return;
  }
  for (const auto& [place, widget] : widgets_) widget->refresh();
  showSummary();
  area_->ensureVisible(0, 0);
  if (summary_ != nullptr) {
    if (auto* first = summary_->findChild<QPushButton*>("summaryLink")) first->setFocus(Qt::OtherFocusReason);
  }
}

void FormPageView::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) return goOn();
  if (plain && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9) {
    const int digit = event->key() - Qt::Key_0;
    for (const forms::Place& place : flow_.page().questions) {
      QuestionWidget* widget = widgets_[place];
      const bool here = flow_.page().questions.size() == 1 || widget->isAncestorOf(QApplication::focusWidget());
      if (here && widget->field().choose(digit)) return;
    }
  }
  QWidget::keyPressEvent(event);
}

bool FormPageView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == this) {
    // Where there is little room, the key says it.
    if (event->type() == QEvent::Resize) {
      auto* large = findChild<QPushButton*>(kEnlarge);
      large->setText(width() < sized(kRoomForWords) ? QStringLiteral("F4") : withKeys(tr("Show to the person"), "F4"));
    }
  } else if (event->type() == QEvent::FocusOut) {
    if (flow_.dirty()) emit flow_.saveWanted();
    QTimer::singleShot(0, this, [this] {
      for (const auto& [place, widget] : widgets_) {
        widget->field().refresh();
        if (!widget->field().isAncestorOf(QApplication::focusWidget())) flow_.leave(place);
        widget->showStray();
      }
    });
  }
  return QWidget::eventFilter(watched, event);
}

void FormPageView::showPerson(PersonScreen::Shows shows) {
  const bool questions = flow_.page().kind == FormPage::Kind::questions;
  if (personScreen_ != nullptr || (shows == PersonScreen::Shows::page && !questions)) return;
  emit flow_.saveWanted();
  const std::string chosen = personLanguage_.empty() ? flow_.form().language() : personLanguage_;
  personScreen_ = new PersonScreen(window(), flow_, personsLanguage(flow_, chosen), shows);
  connect(personScreen_, &PersonScreen::over, this, &FormPageView::takeFocus);
}

void FormPageView::toggleAside() {
  if (!personLanguage_.empty()) {
    personLanguage_.clear();
    asideClosed_ = true;
    return showAside();
  }
  QMenu menu(this);
  for (const std::string& language : flow_.form().form().definition().languages) {
    if (language == flow_.form().language()) continue;
    menu.addAction(words::fromUtf8(language), this, [this, language] {
      personLanguage_ = language;
      asideClosed_ = true;  // what was chosen by hand stays
      showAside();
    });
  }
  menu.exec(person_->mapToGlobal(QPoint(0, -menu.sizeHint().height())));
}

void FormPageView::showAside() {
  empty(asideLines_);
  // Once it is known in which language the person was told, they read along.
  if (const auto told = toldIn(flow_.programme(), flow_.form()); told && !told->empty() && *told != flow_.form().language() && !asideClosed_)
    personLanguage_ = *told;
  if (personLanguage_ == flow_.form().language()) personLanguage_.clear();
  const bool wanted = !personLanguage_.empty() && flow_.page().kind == FormPage::Kind::questions;
  aside_->setVisible(wanted);
  person_->setText(personLanguage_.empty() ? tr("Show in another language") : tr("Hide the other language"));
  if (!wanted) return;
  const std::string own = flow_.form().language();
  flow_.form().setLanguage(personLanguage_);
  asideLines_->addWidget(small(words::fromUtf8(personLanguage_)));
  for (const forms::Place& place : flow_.page().questions) {
    auto* label = body(words::fromUtf8(flow_.form().label(place)));
    label->setProperty("role", "person");
    const bool rightToLeft = label->text().isRightToLeft();
    const auto align = [&](QLabel* each) {  // by the person's language, whatever the window's is
      each->setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
      each->setAlignment((rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignTop);
      return each;
    };
    asideLines_->addWidget(align(label));
    const QString hint = words::fromUtf8(flow_.form().hint(place));
    if (!hint.isEmpty()) asideLines_->addWidget(align(theme::hint(hint)));
    int number = 0;
    for (const forms::ChoiceView& choice : flow_.form().choices(place)) {
      if (++number > kMaxDigitChoices) break;
      auto* line = lead(words::isolated(QString::number(number)) + QStringLiteral("  ") + words::fromUtf8(choice.label));
      asideLines_->addWidget(align(line));
    }
  }
  flow_.form().setLanguage(own);
}

}  // namespace limen
