// SPDX-License-Identifier: Apache-2.0
#include "app/questions/choice_button.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include "app/theme/theme.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kMark = 22;
}  // namespace

ChoiceButton::ChoiceButton(const QString& text, bool many, int digit, QWidget* parent)
    : QAbstractButton(parent), many_(many), digit_(digit) {
  setText(text);
  setCheckable(true);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  QFont larger = font();
  larger.setPixelSize(sized(kBody) + 1);
  setFont(larger);
}

QRect ChoiceButton::textArea(int width) const {
  const int before = kSpace12 + sized(kMark) + kSpace12;
  const int after = digit_ > 0 ? sized(kMark) + kSpace24 : kSpace16;
  return {before, kSpace8, width - before - after, sized(kControl)};
}

int ChoiceButton::heightForWidth(int width) const {
  const QRect area = textArea(width);
  const QRect text_ = fontMetrics().boundingRect(QRect(0, 0, area.width(), 10000), Qt::TextWordWrap, text());
  return std::max(sized(kControl), text_.height() + 2 * kSpace8);
}

QSize ChoiceButton::sizeHint() const { return {sized(kMediumField), sized(kControl)}; }

// The arrows walk among the choices (ChoiceField); the base class would walk in the order of the tab key.
void ChoiceButton::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) return event->ignore();
  QAbstractButton::keyPressEvent(event);
}

void ChoiceButton::paintEvent(QPaintEvent*) {
  const Colours& c = colours();
  const bool bare = current().scheme == Scheme::contrast;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);

  const int ring = hasFocus() ? kFocusRing : isChecked() ? 2 : kHair;
  const QColor ground = isChecked() && !bare ? mix(c.primary, c.surface, kTint) : underMouse() && !bare ? mix(c.primary, c.surface, kTint / 2) : c.surface;
  painter.setPen(QPen(hasFocus() ? c.focus : isChecked() ? c.primary : c.line, ring));
  painter.setBrush(ground);
  const qreal inset = ring / 2.0;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);

  const auto visual = [&](const QRect& logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
  const QRectF mark = visual({kSpace12, (height() - sized(kMark)) / 2, sized(kMark), sized(kMark)});
  const QRectF drawn = mark.adjusted(1.5, 1.5, -1.5, -1.5);
  painter.setPen(QPen(isChecked() ? c.primary : c.line, 2));
  painter.setBrush(many_ && isChecked() ? QBrush(c.primary) : QBrush(c.surface));
  if (many_) {
    painter.drawRoundedRect(drawn, 4, 4);
  } else {
    painter.drawEllipse(drawn);
  }
  if (isChecked() && many_) {
    const auto at = [&](qreal x, qreal y) { return QPointF(drawn.left() + x * drawn.width(), drawn.top() + y * drawn.height()); };
    painter.setPen(QPen(c.onPrimary, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({at(0.22, 0.54), at(0.43, 0.74), at(0.78, 0.3)}));
  } else if (isChecked()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.primary);
    painter.drawEllipse(mark.center(), mark.width() * 0.24, mark.width() * 0.24);
  }

  QRect area = textArea(width());
  area.setTop(0);
  area.setHeight(height());
  painter.setPen(c.ink);
  painter.drawText(visual(area), QStyle::visualAlignment(layoutDirection(), Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextWordWrap, text());

  if (digit_ > 0) {
    const int size = sized(kMark);
    const QRect key = visual({width() - kSpace12 - size, (height() - size) / 2, size, size});
    painter.setBrush(bare ? c.surface : c.canvas);
    painter.setPen(QPen(bare ? c.line : mix(c.line, c.surface, 0.6), 1));
    painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QFont smaller = font();
    smaller.setPixelSize(sized(kSmall));
    painter.setFont(smaller);
    painter.setPen(c.muted);
    painter.drawText(key, Qt::AlignCenter, QString::number(digit_));
  }
}

}  // namespace limen
