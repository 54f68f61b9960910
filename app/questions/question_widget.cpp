// SPDX-License-Identifier: Apache-2.0
#include "app/questions/question_widget.h"

#include <QApplication>
#include <QBoxLayout>

#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

QuestionWidget::QuestionWidget(IntakeFlow& flow, const forms::Place& place, Size size) : flow_(flow), place_(place) {
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

  const QString text = words::fromUtf8(flow.form().label(place));
  label_ = size == Size::alone ? title(text) : lead(text);
  hint_ = theme::hint({});
  inside_->addWidget(label_);
  inside_->addWidget(hint_);

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

  inside_->addSpacing(size == Size::alone ? kSpace8 : 0);
  field_ = makeField(flow, place, text);
  inside_->addWidget(field_);

  const bool stores = forms::storesAnswer(flow.form().form().node(place.question).type);
  if (stores && place.question < flow.programme().protections.size()) {
    whyButton_ = quietButton(tr("Why do you ask this?"), "down");
    connect(whyButton_, &QPushButton::clicked, this, &QuestionWidget::toggleWhy);
    auto* line = row(0);
    line->addWidget(whyButton_);
    line->addStretch(1);
    inside_->addLayout(line);
  }
  refresh();
}

void QuestionWidget::refresh() {
  label_->setText(words::fromUtf8(flow_.form().label(place_)));
  label_->setVisible(!label_->text().isEmpty());
  hint_->setText(words::fromUtf8(flow_.form().hint(place_)));
  hint_->setVisible(!hint_->text().isEmpty());
  const QString sentence = flow_.problemOf(place_);
  wrong_->setText(sentence);
  wrongLine_->setVisible(!sentence.isEmpty());
  problemMark_->setVisible(!sentence.isEmpty());
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
