// SPDX-License-Identifier: Apache-2.0
#include "app/pages/correction_page.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

namespace {
constexpr int kListRows = 6;
}

CorrectionPage::CorrectionPage(SessionModel& model, const RecordView& view, std::shared_ptr<const Programme> programme)
    : model_(model), record_(view.record), programme_(std::move(programme)) {
  forms::FormSession form(programme_->form, model_.clock(), model_.random(), formLanguage(programme_->form->definition(), currentLanguage()));
  // What may be read of the record: choices and labels hang on it.
  for (const ShownCompartment& compartment : view.compartments) {
    for (const ShownAnswer& answer : compartment.answers) {
      const auto question = programme_->form->find(answer.question);
      if (question && answer.instance == 0 && answer.values.size() == 1) (void)form.set({*question, {}}, answer.values.front());
    }
  }
  flow_ = IntakeFlow::open(model_.clock(), model_.random(), {programme_, DraftId{}, form.saveDraft()});
  LIMEN_CHECK(flow_ != nullptr);

  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("Correct an answer")));
  lines->addWidget(theme::hint(tr("The correction is sealed like the record. What was there before stays in its history, for those who may read it.")));
  filter_ = new QLineEdit;
  filter_->setPlaceholderText(tr("Which question?"));
  filter_->setAccessibleName(tr("Which question?"));
  lines->addWidget(filter_);
  list_ = new QListWidget;
  list_->setAccessibleName(tr("Questions"));
  lines->addWidget(list_);
  none_ = theme::hint(tr("No question has these words. Try fewer letters."));
  lines->addWidget(none_);
  asked_ = new QVBoxLayout;
  asked_->setSpacing(kSpace16);
  lines->addLayout(asked_);
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  auto* leave = quietButton(tr("Back to the record"), "back");
  auto* acts = row();
  acts->addWidget(leave);
  acts->addStretch(1);
  lines->addLayout(acts);
  lines->addStretch(1);
  connect(leave, &QPushButton::clicked, this, &CorrectionPage::over);
  connect(filter_, &QLineEdit::textChanged, this, &CorrectionPage::fillList);
  connect(filter_, &QLineEdit::returnPressed, this, [this] { choose(0); });
  connect(list_, &QListWidget::itemClicked, this, [this] { choose(list_->currentRow()); });
  connect(list_, &QListWidget::itemActivated, this, [this] { choose(list_->currentRow()); });
  connect(flow_.get(), &IntakeFlow::answered, this, [this] {
    if (question_ != nullptr) question_->refresh();
  });
  connect(&model_, &SessionModel::recordAmended, this, &CorrectionPage::over);
  connect(&model_, &SessionModel::amendFailed, this, [this](const Error& error) {
    empty(failure_);
    failure_->addWidget(errorPanel(explain(error, Doing::amend)));
  });
  fillList();
}

void CorrectionPage::takeFocus() { filter_->setFocus(Qt::OtherFocusReason); }

void CorrectionPage::fillList() {
  list_->clear();
  questions_.clear();
  const std::string& language = flow_->form().language();
  for (std::uint32_t question = 1; question < programme_->form->size(); ++question) {
    const forms::Node& node = programme_->form->node(question);
    if (node.label.empty() || !isCorrectable(*programme_, question)) continue;
    const QString label = words::fromUtf8(forms::translated(node.label, language, programme_->form->definition()));
    if (!label.contains(filter_->text().trimmed(), Qt::CaseInsensitive)) continue;
    questions_.push_back(question);
    auto* item = new QListWidgetItem(label, list_);
    item->setSizeHint({0, sized(kControl)});
  }
  const int rows = std::min(kListRows, list_->count());
  list_->setFixedHeight(rows * sized(kControl) + 2 * list_->frameWidth() + kSpace8);
  list_->setVisible(rows > 0);
  none_->setVisible(rows == 0);
}

void CorrectionPage::choose(int row) {
  if (row < 0 || static_cast<std::size_t>(row) >= questions_.size()) return;
  empty(asked_);
  empty(failure_);
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace16);
  question_ = new QuestionWidget(*flow_, {questions_[static_cast<std::size_t>(row)], {}}, QuestionWidget::Size::alone);
  lines->addWidget(question_);
  auto* acts = theme::row();
  auto* seal = primaryButton(tr("Seal the correction"));
  auto* clear = button(tr("Clear this answer"));
  acts->addWidget(seal);
  acts->addWidget(clear);
  acts->addStretch(1);
  lines->addLayout(acts);
  connect(seal, &QPushButton::clicked, this, [this] { this->seal(false); });
  connect(clear, &QPushButton::clicked, this, [this] { this->seal(true); });
  asked_->addWidget(panel);
  panel->show();
  question_->takeFocus();
}

void CorrectionPage::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (plain && question_ != nullptr && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 &&
      question_->field().choose(event->key() - Qt::Key_0))
    return;
  QWidget::keyPressEvent(event);
}

void CorrectionPage::seal(bool clear) {
  const forms::Place place = question_->place();
  forms::Value value = clear ? forms::Value(forms::Empty{}) : flow_->form().value(place);
  if (!clear && forms::isEmpty(value)) {  // nothing typed, or nothing that can be read: clearing has its own button
    empty(failure_);
    failure_->addWidget(errorPanel({unreadableSentence(programme_->form->node(place.question)), explain(IntakeError::notValid, Doing::amend).kept, {}}));
    return;
  }
  model_.amendRecord(record_, {{programme_->form->answerName(place.question), std::move(value)}});
}

}  // namespace limen
