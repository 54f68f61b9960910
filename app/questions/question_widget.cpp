// SPDX-License-Identifier: Apache-2.0
#include "app/questions/question_widget.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>

#include "app/questions/media.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

QuestionWidget::QuestionWidget(IntakeFlow& flow, const forms::Place& place, Size size) : flow_(flow), place_(place), size_(size) {
  auto* across = new QHBoxLayout(this);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(0);
  auto* mark = new QFrame;
  mark->setObjectName("problem");
  mark->setProperty("mirrored", QApplication::isRightToLeft());
  mark->setFixedWidth(kSpace16);
  problemMark_ = mark;
  across->addWidget(mark);
  auto* content = new QWidget;
  across->addWidget(content, 1);
  inside_ = column(content, 0, kSpace8);
  heading_ = lead({});
  heading_->hide();
  inside_->addWidget(heading_);
  if (size == Size::tableRow || size == Size::tableHead) {
    addRow();
  } else {
    addTexts();
    addWrongLine();
    inside_->addSpacing(size == Size::alone ? kSpace8 : 0);
    field_ = makeField(flow, place, label_->text());
    inside_->addWidget(field_);
    if (this->type() == forms::Type::text) addStrayLine();
    addMore();
  }
  refresh();
}

void QuestionWidget::addTexts() {
  const QString text = words::fromUtf8(flow_.form().label(place_));
  label_ = size_ == Size::alone ? title(text) : lead(text);
  hint_ = theme::hint({});
  inside_->addWidget(label_);
  if (QWidget* media = mediaOf(flow_, place_)) inside_->addWidget(media);
  inside_->addWidget(hint_);
}

void QuestionWidget::addWrongLine() {
  wrongLine_ = new QWidget;
  auto* wrongRow = new QHBoxLayout(wrongLine_);
  wrongRow->setContentsMargins(0, 0, 0, 0);
  wrongRow->setSpacing(kSpace8);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap("alert", Tone::danger));
  wrong_ = body({});
  wrong_->setProperty("tone", "danger");
  wrongRow->addWidget(picture, 0, Qt::AlignTop);
  wrongRow->addWidget(wrong_, 1);
  inside_->addWidget(wrongLine_);
}

// Quiet and never in the way, but for the keys too: whoever does not see it is read it, and can go back to it with Tab.
void QuestionWidget::addStrayLine() {
  strayLine_ = new QWidget;
  auto* across = new QHBoxLayout(strayLine_);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(kSpace8);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap("alert", Tone::wait));
  stray_ = body({});
  stray_->setObjectName("stray");
  stray_->setProperty("tone", "wait");
  stray_->setFocusPolicy(Qt::TabFocus);
  across->addWidget(picture, 0, Qt::AlignTop);
  across->addWidget(stray_, 1);
  strayLine_->hide();
  inside_->addWidget(strayLine_);
}

void QuestionWidget::showStray() {
  if (strayLine_ == nullptr) return;
  const QString sentence = flow_.strayIn(place_);
  if (sentence == stray_->text()) return;
  stray_->setText(sentence);
  stray_->setAccessibleName(sentence);
  strayLine_->setVisible(!sentence.isEmpty());
  if (field_->entry() != nullptr) field_->entry()->setAccessibleDescription(sentence);
  if (sentence.isEmpty()) return;
  QAccessibleEvent event(stray_, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

// A line of a table. Why it is asked stands at the first line of the page's other questions; a table has no room for it.
void QuestionWidget::addRow() {
  addWrongLine();
  const QString text = words::fromUtf8(flow_.form().label(place_));
  label_ = body(text);
  hint_ = small({});
  auto* texts = new QVBoxLayout;
  texts->setSpacing(kSpace4);
  texts->addStretch(1);
  texts->addWidget(label_);
  texts->addWidget(hint_);
  texts->addStretch(1);
  const Appearance appearance(flow_.form().form().node(place_.question));
  const ChoiceStyle style = appearance.has("label") ? ChoiceStyle::heads : size_ == Size::tableHead ? ChoiceStyle::cellsWithHeads : ChoiceStyle::cells;
  field_ = makeField(flow_, place_, text, style);
  auto* line = row(kSpace16);
  line->addLayout(texts, 2);
  line->addWidget(field_, 3, Qt::AlignBottom);
  inside_->addLayout(line);
}

void QuestionWidget::addMore() {
  const forms::Node& node = flow_.form().form().node(place_.question);
  const bool protectedAnswer = forms::storesAnswer(node.type) && place_.question < flow_.programme().protections.size();
  if (node.guidanceHint.empty() && !protectedAnswer) return;
  auto* line = row(kSpace16);
  if (!node.guidanceHint.empty()) {
    moreButton_ = quietButton(tr("More", "guidance for the officer"), "down");
    connect(moreButton_, &QPushButton::clicked, this, [this] {
      more_->setVisible(more_->isHidden());
      moreButton_->setIcon(icon(more_->isHidden() ? "down" : "up", Tone::primary));
    });
    line->addWidget(moreButton_);
  }
  if (protectedAnswer) {
    whyButton_ = quietButton(tr("Why do you ask this?"), "down");
    connect(whyButton_, &QPushButton::clicked, this, &QuestionWidget::toggleWhy);
    line->addWidget(whyButton_);
  }
  line->addStretch(1);
  inside_->addLayout(line);
  if (moreButton_ == nullptr) return;
  more_ = body({});
  more_->hide();
  inside_->addWidget(more_);
}

void QuestionWidget::setHeading(const QString& text) {
  heading_->setText(text);
  heading_->setVisible(!text.isEmpty());
}

void QuestionWidget::refresh() {
  label_->setText(words::fromUtf8(flow_.form().label(place_)));
  label_->setVisible(!label_->text().isEmpty());
  hint_->setText(words::fromUtf8(flow_.form().hint(place_)));
  hint_->setVisible(!hint_->text().isEmpty());
  if (more_ != nullptr) {
    more_->setText(words::fromUtf8(flow_.form().guidance(place_)));
  }
  const QString sentence = flow_.problemOf(place_);
  wrong_->setText(sentence);
  wrongLine_->setVisible(!sentence.isEmpty());
  problemMark_->setVisible(!sentence.isEmpty());
  showStray();
  field_->refresh();
  field_->markWrong(!sentence.isEmpty());
}

void QuestionWidget::takeFocus() {
  if (field_->entry() != nullptr) field_->entry()->setFocus(Qt::TabFocusReason);  // selects what is there
}

void QuestionWidget::toggleWhy() {
  if (why_ == nullptr) {
    why_ = makeWhy();
    inside_->addWidget(why_);
  } else {
    why_->setVisible(why_->isHidden());
  }
  whyButton_->setIcon(icon(why_->isHidden() ? "down" : "up", Tone::primary));
}

QWidget* QuestionWidget::makeWhy() {
  const Programme& programme = flow_.programme();
  const auto& definition = programme.form->definition();
  const Protection& protection = programme.protections[place_.question];
  const auto text = [&](const forms::Translations& translations) {
    return words::fromUtf8(forms::translated(translations, flow_.form().language(), definition));
  };

  auto* aside = new QFrame;
  aside->setObjectName("aside");
  aside->setProperty("mirrored", QApplication::isRightToLeft());
  auto* lines = column(aside, kSpace12, kSpace8);
  const QString why = text(protection.why);
  lines->addWidget(body(why.isEmpty() ? tr("The programme gives no reason for this question.") : why));
  for (const Purpose& purpose : programme.purposes) {
    for (const std::string& name : protection.purposes) {
      if (name != purpose.name) continue;
      const QString label = text(purpose.label);
      lines->addWidget(theme::hint(tr("Used for: %1").arg(label.isEmpty() ? words::fromUtf8(name) : label)));
    }
  }
  lines->addWidget(theme::hint(words::kept(protection.minimise)));
  if (protection.compartment < programme.compartments.size() && protection.minimise.kind != Minimise::Kind::drop) {
    const Compartment& compartment = programme.compartments[protection.compartment];
    const QString readers = words::readers(programme, compartment);
    if (words::isSealed(compartment)) {
      lines->addWidget(state("sealed", Tone::sealed, tr("Sealed, readable by %1").arg(readers)));
    } else {
      lines->addWidget(state("open", Tone::primary, tr("Readable by %1").arg(readers)));
    }
  }
  return aside;
}

}  // namespace limen
