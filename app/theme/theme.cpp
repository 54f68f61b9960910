// SPDX-License-Identifier: Apache-2.0
#include "app/theme/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QFile>
#include <QFont>
#include <QPainter>
#include <QPalette>
#include <QScrollArea>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <QVariant>

#include "app/theme/style_sheet.h"
#include "core/check.h"

namespace limen::theme {
namespace {

const char* const kLookProperty = "limen.look";

QPalette paletteOf(const Colours& c) {
  QPalette palette;
  palette.setColor(QPalette::Window, c.canvas);
  palette.setColor(QPalette::WindowText, c.ink);
  palette.setColor(QPalette::Base, c.surface);
  palette.setColor(QPalette::AlternateBase, c.canvas);
  palette.setColor(QPalette::Text, c.ink);
  palette.setColor(QPalette::PlaceholderText, c.muted);
  palette.setColor(QPalette::Button, c.surface);
  palette.setColor(QPalette::ButtonText, c.ink);
  palette.setColor(QPalette::Highlight, c.primary);
  palette.setColor(QPalette::HighlightedText, c.onPrimary);
  palette.setColor(QPalette::Link, c.primary);
  palette.setColor(QPalette::ToolTipBase, c.ink);
  palette.setColor(QPalette::ToolTipText, c.surface);
  return palette;
}

// Named one by one: the system's default does not join every script's letters.
QStringList families() {
  return {"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Bengali", "Noto Sans Devanagari", "Noto Sans Hebrew",
          "Noto Sans Georgian", "Noto Sans Armenian", "Noto Sans Symbols", "Noto Sans Symbols2"};
}

bool hasDirection(const QString& name) { return name == "back" || name == "forward" || name == "intake" || name == "records"; }

Look& inForce() {
  static Look look;
  return look;
}

QLabel* label(const char* role, const QString& text) {
  auto* made = new QLabel(text);
  made->setWordWrap(true);
  made->setTextFormat(Qt::PlainText);
  made->setProperty("role", role);
  // By the page, not by the letters: a name in another script stands where the reader looks for it.
  if (QApplication::isRightToLeft()) made->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
  return made;
}

QPushButton* made(const char* kind, const QString& text, const QString& iconName, Tone tone) {
  auto* push = new QPushButton(text);
  push->setProperty("kind", kind);
  push->setProperty("mirrored", QApplication::isRightToLeft());
  push->setCursor(Qt::PointingHandCursor);
  push->setAutoDefault(true);  // Enter presses whatever button has the focus
  if (!iconName.isEmpty()) push->setIcon(icon(iconName, tone));
  push->setIconSize({sized(kIcon), sized(kIcon)});
  return push;
}

}  // namespace

void apply(QApplication& application, const Look& look) {
  inForce() = look;
  if (application.property(kLookProperty).isNull()) {
    application.setStyle(QStyleFactory::create("Fusion"));
    application.setProperty(kLookProperty, true);
  }
  QFont font;
  font.setFamilies(families());
  font.setPixelSize(sized(kBody));
  application.setFont(font);
  application.setPalette(paletteOf(colours()));
  application.setStyleSheet(styleSheet(look));
}

const Look& current() { return inForce(); }
const Colours& colours() { return colours(inForce().scheme); }
int sized(int pixels) { return pixels * inForce().textPercent / 100; }

QColor colourOf(Tone tone) {
  const Colours& c = colours();
  switch (tone) {
    case Tone::ink: return c.ink;
    case Tone::muted: return c.muted;
    case Tone::primary: return c.primary;
    case Tone::onPrimary: return c.onPrimary;
    case Tone::safe: return c.safe;
    case Tone::wait: return c.wait;
    case Tone::danger: return c.danger;
    case Tone::sealed: return c.sealed;
  }
  return c.ink;
}

QPixmap pixmap(const QString& name, Tone tone, int pixels) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  LIMEN_CHECK(file.open(QIODevice::ReadOnly));
  QByteArray drawing = file.readAll();
  drawing.replace("currentColor", colourOf(tone).name().toLatin1());
  QSvgRenderer renderer(drawing);
  const qreal ratio = qApp->devicePixelRatio();
  QImage image(QSize(sized(pixels), sized(pixels)) * ratio, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  renderer.render(&painter);
  painter.end();
  if (hasDirection(name) && QApplication::isRightToLeft()) image = image.mirrored(true, false);
  image.setDevicePixelRatio(ratio);
  return QPixmap::fromImage(image);
}

QIcon icon(const QString& name, Tone tone) { return QIcon(pixmap(name, tone)); }

QLabel* display(const QString& text) { return label("display", text); }
QLabel* title(const QString& text) { return label("title", text); }
QLabel* lead(const QString& text) { return label("lead", text); }
QLabel* body(const QString& text) { return label("body", text); }
QLabel* strong(const QString& text) { return label("strong", text); }
QLabel* hint(const QString& text) { return label("hint", text); }
QLabel* small(const QString& text) { return label("small", text); }

QWidget* state(const QString& iconName, Tone tone, const QString& words) {
  auto* whole = new QWidget;
  auto* layout = new QHBoxLayout(whole);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kSpace8);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap(iconName, tone));
  auto* text = body(words);
  text->setProperty("tone", tone == Tone::safe     ? "safe"
                            : tone == Tone::wait   ? "wait"
                            : tone == Tone::danger ? "danger"
                            : tone == Tone::sealed ? "sealed"
                                                   : "primary");
  layout->addWidget(picture, 0, Qt::AlignTop);
  layout->addWidget(text, 1);
  return whole;
}

QPushButton* primaryButton(const QString& text) { return made("primary", text, {}, Tone::onPrimary); }
QPushButton* button(const QString& text, const QString& iconName) { return made("plain", text, iconName, Tone::ink); }
QPushButton* quietButton(const QString& text, const QString& iconName) { return made("quiet", text, iconName, Tone::primary); }
QPushButton* dangerButton(const QString& text) { return made("danger", text, {}, Tone::danger); }

// The keys are a run of their own, whatever the direction of the words before them.
QString withKeys(const QString& text, const QString& keys) { return QStringLiteral("%1  \u2066(%2)\u2069").arg(text, keys); }

QFrame* card(const QString& kind) {
  auto* frame = new QFrame;
  frame->setObjectName("card");
  if (!kind.isEmpty()) frame->setProperty("kind", kind);
  return frame;
}

QVBoxLayout* column(QWidget* parent, int margin, int spacing) {
  auto* layout = new QVBoxLayout(parent);
  layout->setContentsMargins(margin, margin, margin, margin);
  layout->setSpacing(spacing);
  return layout;
}

QBoxLayout* row(int spacing) {
  auto* layout = new QHBoxLayout;
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}

QFrame* rule() {
  auto* line = new QFrame;
  line->setObjectName("rule");
  return line;
}

QVBoxLayout* scrollingPage(QWidget* page, bool wide) {
  page->setObjectName("page");
  page->setAttribute(Qt::WA_StyledBackground);
  auto* outer = column(page, 0, 0);
  auto* area = new QScrollArea;
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  area->setObjectName(kFollowingArea);
  auto* scrolled = new QWidget;
  scrolled->setObjectName("scrolled");
  auto* across = new QHBoxLayout(scrolled);
  across->setContentsMargins(kSpace32, kSpace24, kSpace32, kSpace24);
  auto* inner = new QWidget;
  inner->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  if (!wide) inner->setMaximumWidth(sized(kColumn));
  across->addWidget(inner, 1);
  if (!wide) across->addStretch(0);
  area->setWidget(scrolled);
  outer->addWidget(area, 1);
  return column(inner);
}

void setRole(QWidget* widget, const char* property, const QString& value) {
  widget->setProperty(property, value);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace limen::theme
