// SPDX-License-Identifier: Apache-2.0
#include "app/theme/style_sheet.h"

#include <QHash>

namespace limen::theme {
namespace {

// Tokens are written @name; longer names first, so that @line does not eat @lineSoft.
QString fill(QString sheet, const QList<QPair<QString, QString>>& tokens) {
  for (const auto& [name, value] : tokens) sheet.replace(u'@' + name, value);
  return sheet;
}

constexpr int kHuge = 36;  // what a person reads from the other side of the desk

constexpr auto kSheet = R"(
QWidget { color: @ink; }
QMainWindow, QWidget#canvas, QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: @canvas; border: 0; }
QLabel { background: transparent; border: 0; }
QLabel[role="display"] { font-size: @t27; font-weight: 600; }
QLabel[role="title"] { font-size: @t22; font-weight: 600; }
QLabel[role="lead"] { font-size: @t18; font-weight: 600; }
QLabel[role="strong"] { font-size: @t15; font-weight: 600; }
QLabel[role="hint"] { font-size: @t15; color: @muted; }
QLabel[role="small"] { font-size: @t13; color: @muted; }
QLabel[tone="safe"] { color: @safe; font-weight: 600; }
QLabel[tone="wait"] { color: @wait; font-weight: 600; }
QLabel[tone="danger"] { color: @danger; font-weight: 600; }
QLabel[tone="sealed"] { color: @sealed; font-weight: 600; }
QLabel[tone="primary"] { color: @primary; font-weight: 600; }
QLabel[role="banner"] { background: @waitTint; color: @wait; font-size: @t13; font-weight: 600; padding: 6px 16px; border-bottom: 1px solid @wait; }
QLabel[role="warning"] { background: @surface; color: @danger; font-size: @t13; font-weight: 600; padding: 6px 16px; border-bottom: 1px solid @danger; }
QLabel[role="key"] { background: @canvas; color: @muted; font-size: @t13; border: 1px solid @line; border-radius: 4px; padding: 1px 6px; }
QLabel[role="person"] { font-size: @t27; font-weight: 600; }
QLabel[role="huge"] { font-size: @t36; font-weight: 600; }

QFrame#topBar { background: @surface; border: 0; border-bottom: 1px solid @lineSoft; }
QFrame#navigation { background: @surface; border: 0; border-right: 1px solid @lineSoft; }
QFrame#navigation[mirrored="true"] { border-right: 0; border-left: 1px solid @lineSoft; }
QFrame#footer { background: @canvas; border: 0; border-top: 1px solid @lineSoft; }
QFrame#card { background: @surface; border: 1px solid @lineSoft; border-radius: @radius; }
QFrame#card[kind="sealed"] { background: @sealedTint; border: 1px solid @sealed; }
QFrame#card[kind="danger"] { background: @surface; border: 2px solid @danger; }
QFrame#card[kind="wait"] { background: @waitTint; border: 1px solid @wait; }
QFrame#card[kind="safe"] { background: @safeTint; border: 1px solid @safe; }
QFrame#card[kind="primary"] { background: @primaryTint; border: 1px solid @primary; }
QFrame#aside { background: @canvas; border: 0; border-left: 3px solid @primary; }
QFrame#aside[mirrored="true"] { border-left: 0; border-right: 3px solid @primary; }
QFrame#problem { background: transparent; border: 0; border-left: 4px solid @danger; }
QFrame#problem[mirrored="true"] { border-left: 0; border-right: 4px solid @danger; }
QFrame#rule { background: @lineSoft; border: 0; min-height: 1px; max-height: 1px; }
QWidget#cover, QWidget#personScreen { background: @canvas; }

QPushButton { min-height: @inner; padding: 0 16px; margin: 0; border: @ring solid transparent; border-radius: @radius; background: transparent; font-size: @t15; }
QPushButton[kind="primary"] { background: @primary; color: @onPrimary; font-weight: 600; padding: 0 22px; }
QPushButton[kind="primary"]:hover { background: @primaryHover; }
QPushButton[kind="primary"]:disabled { background: @lineSoft; color: @muted; }
QPushButton[kind="plain"] { background: @surface; border: 1px solid @line; margin: 2px; color: @ink; }
QPushButton[kind="plain"]:hover { background: @primaryTint; }
QPushButton[kind="plain"]:disabled { color: @muted; border-color: @lineSoft; }
QPushButton[kind="danger"] { background: @surface; border: 1px solid @danger; margin: 2px; color: @danger; font-weight: 600; }
QPushButton[kind="danger"]:disabled { color: @muted; border-color: @lineSoft; }
QPushButton[kind="quiet"] { color: @primary; padding: 0 6px; text-align: left; font-weight: 600; }
QPushButton[kind="quiet"]:hover { background: @primaryTint; }
QPushButton[kind="nav"] { text-align: left; padding: 0 12px; color: @ink; border-radius: @radius; }
QPushButton[kind="nav"]:hover { background: @primaryTint; }
QPushButton[kind="nav"]:checked { background: @primaryTint; color: @primary; font-weight: 600; }
QPushButton[kind="count"] { background: @canvas; border: 1px solid @lineSoft; margin: 2px; padding: 0 12px; font-weight: 600; }
QPushButton[kind="count"]:hover { background: @primaryTint; }
QPushButton[kind="step"] { padding: 0 4px; border-radius: 0; border-bottom: 3px solid @lineSoft; color: @muted; }
QPushButton[kind="step"][done="true"] { border-bottom-color: @primary; color: @ink; }
QPushButton[kind="step"]:checked { border-bottom-color: @primary; color: @primary; font-weight: 600; }
QPushButton[kind="step"]:hover { background: @primaryTint; }
QPushButton:focus, QPushButton[kind="plain"]:focus, QPushButton[kind="danger"]:focus, QPushButton[kind="count"]:focus,
QPushButton[kind="quiet"]:focus, QPushButton[kind="nav"]:focus, QPushButton[kind="step"]:focus { border: @ring solid @focus; margin: 0; outline: 0; }
QPushButton::menu-indicator { width: 0; }

QLineEdit, QPlainTextEdit { background: @surface; color: @ink; border: 1px solid @line; border-radius: @radius; margin: 2px; padding: 0 12px; min-height: @inner; font-size: @t18;
  selection-background-color: @primary; selection-color: @onPrimary; }
QPlainTextEdit { padding: 8px; }
QLabel#stray:focus { border: @ring solid @focus; }
QLineEdit:focus, QPlainTextEdit:focus { border: @ring solid @focus; margin: 0; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid @danger; margin: 1px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus { border: @ring solid @focus; margin: 0; }
QLineEdit:read-only { background: @canvas; color: @muted; }
QLineEdit[compact="true"] { font-size: @t15; }

QPushButton#unfold { text-align: left; }
QPushButton#unfold[wrong="true"] { border: 2px solid @danger; margin: 1px; }
QPushButton#unfold[wrong="true"]:focus { border: @ring solid @focus; margin: 0; }
QListView { background: @surface; color: @ink; border: 1px solid @line; border-radius: @radius; padding: 2px; outline: 0; font-size: @t15; }
QListView:focus { border: @ring solid @focus; padding: 0; }
QListView[wrong="true"] { border: 2px solid @danger; padding: 1px; }
QListWidget::item { padding: 0 12px; border-bottom: 1px solid @lineSoft; color: @ink; }
QListWidget::item:selected { background: @primaryTint; color: @ink; border: 2px solid @focus; border-radius: @radius; }
QComboBox { background: @surface; color: @ink; border: 1px solid @line; border-radius: @radius; margin: 2px; padding: 0 12px; min-height: @inner; font-size: @t18; }
QComboBox:focus { border: @ring solid @focus; margin: 0; }
QComboBox[wrong="true"] { border: 2px solid @danger; margin: 1px; }
QComboBox:disabled { background: @canvas; color: @muted; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { font-size: @t15; padding: 0; border: 1px solid @line; }
QComboBox QAbstractItemView::item { min-height: 36px; padding: 0 12px; }
QComboBox QAbstractItemView::item:selected { background: @primary; color: @onPrimary; }
QSlider { background: transparent; border: @ring solid transparent; border-radius: @radius; }
QSlider:focus { border: @ring solid @focus; }
QSlider::groove:horizontal { height: 6px; background: @lineSoft; border: 1px solid @line; border-radius: 3px; margin: 0 8px; }
QSlider::groove:vertical { width: 6px; background: @lineSoft; border: 1px solid @line; border-radius: 3px; margin: 8px 0; }
QSlider::handle { background: @surface; border: 2px solid @line; border-radius: 12px; }
QSlider::handle:horizontal { width: 20px; height: 20px; margin: -9px 0; }
QSlider::handle:vertical { height: 20px; width: 20px; margin: 0 -9px; }
QSlider[answered="true"]::handle { background: @primary; border-color: @primary; }

QAbstractButton#choice { background: @surface; border: 1px solid @line; border-radius: @radius; }

QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { min-height: 36px; padding: 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: @primary; color: @onPrimary; }

QTableWidget { background: @surface; border: 1px solid @lineSoft; border-radius: @radius; gridline-color: transparent; outline: 0; padding: 2px; }
QTableWidget:focus { border: @ring solid @focus; padding: 0; }
QTableWidget::item { padding: 0 12px; border: 0; border-bottom: 1px solid @lineSoft; color: @ink; }
QTableWidget::item:selected { background: @primaryTint; color: @ink; }
QHeaderView, QHeaderView::section { background: @surface; color: @muted; border: 0; font-size: @t13; font-weight: 600; }
QHeaderView::section { padding: 8px 12px; border-bottom: 1px solid @line; }

QProgressBar { background: @lineSoft; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; text-align: center; }
QProgressBar::chunk { background: @primary; border-radius: 4px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @line; min-height: 32px; border-radius: 4px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; height: 0; width: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; }
QScrollBar::handle:horizontal { background: @line; min-width: 32px; border-radius: 4px; margin: 2px; }
QToolTip { background: @ink; color: @surface; border: 0; padding: 6px; }
)";

}  // namespace

QString styleSheet(const Look& look) {
  const Colours& c = colours(look.scheme);
  const bool bare = look.scheme == Scheme::contrast;  // pale grounds and soft rules would cost contrast
  const auto tint = [&](const QColor& colour) { return (bare ? c.surface : mix(colour, c.surface, kTint)).name(); };
  const auto px = [&](int pixels) { return QString::number(pixels * look.textPercent / 100) + QStringLiteral("px"); };
  return fill(QString::fromUtf8(kSheet),
              {{"canvas", c.canvas.name()},
               {"surface", c.surface.name()},
               {"ink", c.ink.name()},
               {"muted", c.muted.name()},
               {"lineSoft", (bare ? c.line : mix(c.line, c.surface, 0.32)).name()},
               {"line", c.line.name()},
               {"primaryTint", tint(c.primary)},
               {"primaryHover", mix(c.primary, c.ink, 0.86).name()},
               {"primary", c.primary.name()},
               {"onPrimary", c.onPrimary.name()},
               {"safeTint", tint(c.safe)},
               {"safe", c.safe.name()},
               {"waitTint", tint(c.wait)},
               {"wait", c.wait.name()},
               {"danger", c.danger.name()},
               {"sealedTint", tint(c.sealed)},
               {"sealed", c.sealed.name()},
               {"focus", c.focus.name()},
               {"radius", QStringLiteral("%1px").arg(kRadius)},
               {"ring", QStringLiteral("%1px").arg(kFocusRing)},
               {"inner", px(kControl - 2 * kFocusRing)},
               {"t13", px(kSmall)},
               {"t15", px(kBody)},
               {"t18", px(kLead)},
               {"t22", px(kTitle)},
               {"t27", px(kDisplay)}, {"t36", px(kHuge)}});
}

}  // namespace limen::theme
