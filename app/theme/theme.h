// SPDX-License-Identifier: Apache-2.0
// The look as a whole: fonts, palette and style sheet for an application, icons in a token's colour, and the few pieces that pages
// are put together from. Which look is in force is the application's property and changes live.
#pragma once

#include <QFrame>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QString>

#include "app/theme/tokens.h"

class QApplication;
class QBoxLayout;
class QLayout;
class QScrollArea;
class QVBoxLayout;

namespace limen::theme {

struct Look {
  Scheme scheme = Scheme::light;
  int textPercent = 100;  // 100 to 200
  bool operator==(const Look&) const = default;
};
constexpr int kMaxTextPercent = 200;

void apply(QApplication& application, const Look& look);
const Look& current();
const Colours& colours();  // of the look in force
int sized(int pixels);     // by the text size in force

// Icons are ours (resources/icons), drawn in one colour. Those with a direction mirror where text runs right to left.
enum class Tone { ink, muted, primary, onPrimary, safe, wait, danger, sealed };
QColor colourOf(Tone tone);
QPixmap pixmap(const QString& name, Tone tone, int pixels = kIcon);
QIcon icon(const QString& name, Tone tone);

// Labels: `role` is a name of the style sheet.
QLabel* display(const QString& text);
QLabel* title(const QString& text);
QLabel* lead(const QString& text);
QLabel* body(const QString& text);
QLabel* strong(const QString& text);
QLabel* hint(const QString& text);
QLabel* small(const QString& text);
// A state: icon and word in one colour, never the colour alone.
QWidget* state(const QString& iconName, Tone tone, const QString& words);

QPushButton* primaryButton(const QString& text);
QPushButton* button(const QString& text, const QString& iconName = {});
QPushButton* quietButton(const QString& text, const QString& iconName = {});  // looks like a link
QPushButton* dangerButton(const QString& text);
// A button's text with the keys that do the same, in the reading direction's order.
QString withKeys(const QString& text, const QString& keys);

// A card: surface, rule, radius. `kind` is "", "sealed", "danger", "wait" or "safe".
QFrame* card(const QString& kind = {});
QVBoxLayout* column(QWidget* parent, int margin = 0, int spacing = kSpace16);
QBoxLayout* row(int spacing = kSpace12);
QFrame* rule();
// A page that scrolls inside the frame when it must; returns the column to fill, at most kColumn wide unless `wide`.
constexpr char kFollowingArea[] = "scrollingPage";  // the name of its area, which follows the focus
QVBoxLayout* scrollingPage(QWidget* page, bool wide = false);

void setRole(QWidget* widget, const char* property, const QString& value);  // and restyles it

}  // namespace limen::theme
