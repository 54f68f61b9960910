// SPDX-License-Identifier: Apache-2.0
#include "app/pages/person_screen.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>

#include "app/theme/theme.h"
#include "app/words.h"
#include "protection/notice.h"

namespace limen {

using namespace theme;

namespace {

constexpr int kPictogram = 72, kSmallPictogram = 40;
constexpr int kReadingWidth = 980;

// What kind of thing is asked, for who does not read.
QString pictogramOf(const std::string& category) {
  if (category == "name" || category == "birth" || category == "sex" || category == "nationality") return "person";
  if (category == "health") return "health";
  if (category == "family") return "family";
  if (category == "contact") return "phone";
  if (category == "location" || category == "travel") return "place";
  if (category == "language") return "globe";
  if (category == "consent") return "hand";
  if (category == "needs") return "bed";
  if (category == "legal_status" || category == "document") return "paper";
  return "help";
}

QLabel* large(const QString& text, const char* role, bool rightToLeft) {
  auto* label = new QLabel(text);
  label->setWordWrap(true);
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  label->setLayoutDirection(rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  label->setAlignment((rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
  return label;
}

QLabel* picture(const QString& name, int pixels) {
  auto* label = new QLabel;
  label->setPixmap(pixmap(name, Tone::primary, pixels));
  label->setAlignment(Qt::AlignTop);
  return label;
}

}  // namespace

std::string personsLanguage(const IntakeFlow& flow, const std::string& otherwise) {
  return toldIn(flow.programme(), flow.form()).value_or(otherwise);
}

PersonScreen::PersonScreen(QWidget* window, IntakeFlow& flow, const std::string& language, Shows shows) : QWidget(window) {
  setObjectName("personScreen");
  setAttribute(Qt::WA_StyledBackground);
  setFocusPolicy(Qt::StrongFocus);
  forms::FormSession& form = flow.form();
  const std::string own = form.language();
  form.setLanguage(language);
  const auto in = [&](const forms::Translations& texts) { return words::fromUtf8(forms::translated(texts, language, form.form().definition())); };

  auto* outer = column(this, kSpace32, kSpace24);
  auto* area = area_ = new QScrollArea;
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  auto* inside = new QWidget;
  inside->setObjectName("scrolled");
  inside->setMaximumWidth(sized(kReadingWidth));
  auto* lines = column(inside, 0, kSpace24);
  area->setWidget(inside);
  area->setAlignment(Qt::AlignHCenter);
  outer->addWidget(area, 1);

  const auto line = [&](const QString& pictogram, int pixels, QLabel* text) {
    auto* holder = new QWidget;  // the picture stands where reading begins
    holder->setLayoutDirection(text->layoutDirection());
    auto* across = new QHBoxLayout(holder);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(kSpace24);
    if (!pictogram.isEmpty()) across->addWidget(picture(pictogram, pixels), 0, Qt::AlignTop);
    across->addWidget(text, 1);
    lines->addWidget(holder);
  };
  if (shows == Shows::pause) {
    const auto notice = noticeOf(flow.programme());
    const auto pause = notice ? form.form().find("limen_pause") : std::nullopt;
    const QString text = pause ? in(form.form().node(*pause).label) : QString();
    lines->addStretch(1);
    line("pause", kPictogram, large(tr("Pause"), "huge", isRightToLeft()));
    if (!text.isEmpty()) line({}, 0, large(text, "person", text.isRightToLeft()));
    line({}, 0, large(tr("The answers so far are saved. Nothing of them is on the screen."), "lead", isRightToLeft()));
    lines->addStretch(1);
  } else {
    for (const forms::Place& place : flow.page().questions) {
      const forms::Node& node = form.form().node(place.question);
      if (node.name == "limen_interpreter") continue;  // the officer's
      const QString label = words::fromUtf8(form.label(place));
      if (label.isEmpty()) continue;
      const bool rightToLeft = label.isRightToLeft();
      const std::string category =
          place.question < flow.programme().protections.size() ? flow.programme().protections[place.question].category : std::string();
      const bool stores = forms::storesAnswer(node.type);
      line(stores ? pictogramOf(category) : "notices", kPictogram, large(label, stores ? "huge" : "person", rightToLeft));
      const QString hint = words::fromUtf8(form.hint(place));
      if (!hint.isEmpty()) line({}, 0, large(hint, "lead", rightToLeft));
      int number = 0;
      for (const forms::ChoiceView& choice : form.choices(place)) {
        const QString sign = choice.name == kAgreed ? "check" : choice.name == kRefused ? "no" : QString();
        const QString text = words::isolated(QString::number(++number)) + QStringLiteral("   ") + words::fromUtf8(choice.label);
        line(sign, kSmallPictogram, large(text, "person", rightToLeft));
      }
      if (stores && place.question < flow.programme().protections.size()) {
        const QString why = in(flow.programme().protections[place.question].why);
        if (!why.isEmpty()) line("help", kSmallPictogram, large(why, "lead", rightToLeft));
      }
      lines->addWidget(rule());
    }
    lines->addStretch(1);
  }
  form.setLanguage(own);

  auto* back = primaryButton(shows == Shows::pause ? withKeys(tr("Go on"), tr("Enter", "the key")) : withKeys(tr("Back to the questions"), tr("Enter", "the key")));
  back->setFocusPolicy(Qt::NoFocus);
  auto* acts = row();
  acts->addStretch(1);
  acts->addWidget(back);
  outer->addLayout(acts);
  connect(back, &QPushButton::clicked, this, &PersonScreen::end);
  setGeometry(window->rect());
  window->installEventFilter(this);
  show();
  raise();
  setFocus(Qt::OtherFocusReason);
}

void PersonScreen::end() {
  hide();
  emit over();
  deleteLater();
}

void PersonScreen::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_F4: return end();
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return;  // nothing behind it takes the focus
    case Qt::Key_Up: return area_->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Down: return area_->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_PageUp: return area_->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    case Qt::Key_PageDown:
    case Qt::Key_Space: return area_->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
    default: break;
  }
  event->accept();  // a key that the person presses answers nothing
}

bool PersonScreen::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && watched == parentWidget()) setGeometry(parentWidget()->rect());
  return QWidget::eventFilter(watched, event);
}

}  // namespace limen
