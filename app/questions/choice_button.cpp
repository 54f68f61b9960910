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
constexpr int kMostText = 10'000;
}  // namespace

void drawMark(QPainter& painter, const QRectF& area, bool many, bool checked) {
  const Colours& c = colours();
  const QRectF drawn = area.adjusted(1.5, 1.5, -1.5, -1.5);
  painter.setPen(QPen(checked ? c.primary : c.line, 2));
  painter.setBrush(many && checked ? QBrush(c.primary) : QBrush(c.surface));
  if (many) {
    painter.drawRoundedRect(drawn, 4, 4);
  } else {
    painter.drawEllipse(drawn);
  }
  if (checked && many) {
    const auto at = [&](qreal x, qreal y) { return QPointF(drawn.left() + x * drawn.width(), drawn.top() + y * drawn.height()); };
    painter.setPen(QPen(c.onPrimary, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({at(0.22, 0.54), at(0.43, 0.74), at(0.78, 0.3)}));
  } else if (checked) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.primary);
    painter.drawEllipse(area.center(), area.width() * 0.24, area.width() * 0.24);
  }
}

ChoiceButton::ChoiceButton(const QString& text, bool many, int digit, ChoiceShape shape) : many_(many), digit_(digit), shape_(shape) {
  setText(text);
  setAccessibleName(text);
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

void ChoiceButton::setPicture(const QPixmap& picture) {
  picture_ = picture;
  updateGeometry();
}

int ChoiceButton::pictureHeight() const {
  return picture_.isNull() ? 0 : qRound(picture_.height() / picture_.devicePixelRatio()) + kSpace8;
}

QRect ChoiceButton::textArea(int width) const {
  const int digit = digit_ > 0 ? sized(kMark) + kSpace24 : kSpace16;
  if (shape_ == ChoiceShape::stacked) {
    const int top = kSpace8 + (markAlways_ ? sized(kMark) + kSpace4 : 0) + pictureHeight();
    return {kSpace8, top, width - 2 * kSpace8, sized(kControl)};
  }
  const int before = kSpace12 + sized(kMark) + kSpace12;
  return {before, kSpace8 + pictureHeight(), width - before - digit, sized(kControl)};
}

int ChoiceButton::heightForWidth(int width) const {
  if (shape_ == ChoiceShape::markOnly) return sized(kControl);
  const QRect area = textArea(width);
  const QRect needed = fontMetrics().boundingRect(QRect(0, 0, area.width(), kMostText), Qt::TextWordWrap, text());
  const bool keyBelow = shape_ == ChoiceShape::stacked && digit_ > 0;
  return std::max(sized(kControl), area.top() + needed.height() + kSpace8 + (keyBelow ? sized(kMark) + kSpace4 : 0));
}

QSize ChoiceButton::sizeHint() const {
  if (shape_ == ChoiceShape::row) return {sized(kMediumField), sized(kControl)};
  return {sized(kControl), heightForWidth(sized(kShortField))};
}

QSize ChoiceButton::minimumSizeHint() const { return {sized(kControl), sized(kControl)}; }

int ChoiceButton::naturalWidth() const {
  const QRect area = textArea(0);
  return fontMetrics().horizontalAdvance(text()) - area.width() + kSpace4;
}

// The arrows walk among the choices (ChoiceField); the base class would walk in the order of the tab key.
void ChoiceButton::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
      return event->ignore();
    default:
      QAbstractButton::keyPressEvent(event);
  }
}

void ChoiceButton::paintFrame(QPainter& painter) const {
  const Colours& c = colours();
  const bool bare = current().scheme == Scheme::contrast;
  const int ring = hasFocus() ? kFocusRing : isChecked() ? 2 : kHair;
  const QColor ground = isChecked() && !bare ? mix(c.primary, c.surface, kTint) : underMouse() && !bare ? mix(c.primary, c.surface, kTint / 2) : c.surface;
  painter.setPen(QPen(hasFocus() ? c.focus : isChecked() ? c.primary : c.line, ring));
  painter.setBrush(ground);
  const qreal inset = ring / 2.0;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
}

void ChoiceButton::paintDigit(QPainter& painter) const {
  const Colours& c = colours();
  const bool bare = current().scheme == Scheme::contrast;
  const int size = sized(kMark);
  const QRect logical = shape_ == ChoiceShape::stacked ? QRect((width() - size) / 2, height() - size - kSpace8, size, size)
                                                       : QRect(width() - kSpace12 - size, (height() - size) / 2, size, size);
  const QRect key = QStyle::visualRect(layoutDirection(), rect(), logical);
  painter.setBrush(bare ? c.surface : c.canvas);
  painter.setPen(QPen(bare ? c.line : mix(c.line, c.surface, 0.6), 1));
  painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  QFont smaller = font();
  smaller.setPixelSize(sized(kSmall));
  painter.setFont(smaller);
  painter.setPen(c.muted);
  painter.drawText(key, Qt::AlignCenter, QString::number(digit_));
}

void ChoiceButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  paintFrame(painter);
  const auto visual = [&](const QRect& logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
  const int size = sized(kMark);
  const bool stacked = shape_ == ChoiceShape::stacked;
  QRect mark(kSpace12, (height() - size) / 2, size, size);
  if (shape_ == ChoiceShape::markOnly) mark.moveLeft((width() - size) / 2);
  if (stacked) mark.moveTo((width() - size) / 2, kSpace8);
  const QRect area = textArea(width());
  if (!picture_.isNull()) {
    const QSize pixels = picture_.deviceIndependentSize().toSize();
    const int left = stacked ? (width() - pixels.width()) / 2 : area.left();
    const int top = stacked && markAlways_ ? mark.bottom() + kSpace8 : kSpace8;
    painter.drawPixmap(visual({QPoint(left, top), pixels}), picture_);
  }
  if (markAlways_) {
    drawMark(painter, visual(mark), many_, isChecked());
  } else if (isChecked()) {  // on the picture itself: a state is never the colour alone
    drawMark(painter, visual({kSpace8, kSpace8, size, size}), true, true);
  }
  if (shape_ == ChoiceShape::markOnly) return;
  const int keys = stacked && digit_ > 0 ? size + kSpace4 : 0;
  const QRect text_(area.left(), stacked || !picture_.isNull() ? area.top() : 0, area.width(),
                    height() - (stacked || !picture_.isNull() ? area.top() + keys : 0));
  painter.setPen(isEnabled() ? colours().ink : colours().muted);
  const Qt::Alignment across = stacked ? Qt::AlignHCenter | Qt::AlignTop : QStyle::visualAlignment(layoutDirection(), Qt::AlignVCenter | Qt::AlignLeft);
  painter.drawText(visual(text_), static_cast<int>(across) | Qt::TextWordWrap, text());
  if (digit_ > 0) paintDigit(painter);
}

}  // namespace limen
