// SPDX-License-Identifier: Apache-2.0
// Every colour, size and duration of the interface (interface.md, "Tokens"). Nothing outside app/theme names one of its own.
#pragma once

#include <QColor>

namespace limen::theme {

enum class Scheme { light, dark, contrast };

struct Colours {
  QColor canvas, surface, ink, muted, line, primary, onPrimary, safe, wait, danger, sealed, focus;
};
const Colours& colours(Scheme scheme);

// `share` of `over` laid on `under`: the pale grounds of states and of what is chosen.
QColor mix(const QColor& over, const QColor& under, double share);
constexpr double kTint = 0.09;

// WCAG 2.2: (lighter + 0.05) / (darker + 0.05), 1 to 21.
double contrast(const QColor& a, const QColor& b);

// Pixels at 100 % text size; sized() in theme.h applies the officer's text size.
constexpr int kSmall = 13, kBody = 15, kLead = 18, kTitle = 22, kDisplay = 27;
constexpr int kHair = 1, kSpace4 = 4, kSpace8 = 8, kSpace12 = 12, kSpace16 = 16, kSpace24 = 24, kSpace32 = 32, kSpace48 = 48;
constexpr int kRadius = 6;
constexpr int kControl = 44;
constexpr int kFocusRing = 3;
constexpr int kColumn = 720;     // the question column is never wider
constexpr int kSideColumn = 340; // the question in the person's language, beside it
constexpr int kNavigation = 184;
constexpr int kTopBar = 60;
constexpr int kIcon = 20;
constexpr int kShortField = 96;
constexpr int kMediumField = 260;
constexpr int kDialogColumn = 440;
constexpr int kMotionMs = 120;
constexpr int kSmallestWidth = 1024, kSmallestHeight = 600;
constexpr int kUsualWidth = 1366, kUsualHeight = 768;

}  // namespace limen::theme
