// SPDX-License-Identifier: Apache-2.0
#include "app/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace limen::theme {

const Colours& colours(Scheme scheme) {
  static const Colours light{.canvas = "#F6F7F5", .surface = "#FFFFFF", .ink = "#1B2430", .muted = "#52606D",
                             .line = "#7C8894", .primary = "#1D5C87", .onPrimary = "#FFFFFF", .safe = "#1E6B45",
                             .wait = "#7A4F00", .danger = "#A32A2A", .sealed = "#5B3E8C", .focus = "#B35900"};
  static const Colours dark{.canvas = "#12171D", .surface = "#1B222B", .ink = "#E8EDF2", .muted = "#A9B4C0",
                            .line = "#74808D", .primary = "#7DB8E8", .onPrimary = "#0E1318", .safe = "#6FCF9B",
                            .wait = "#F0B84A", .danger = "#F28B82", .sealed = "#B9A0E6", .focus = "#FFD24A"};
  // Black, white and yellow: states are told by icon and word alone, yellow belongs to the focus.
  static const Colours contrast{.canvas = "#000000", .surface = "#000000", .ink = "#FFFFFF", .muted = "#FFFFFF",
                                .line = "#FFFFFF", .primary = "#FFFFFF", .onPrimary = "#000000", .safe = "#FFFFFF",
                                .wait = "#FFFFFF", .danger = "#FFFFFF", .sealed = "#FFFFFF", .focus = "#FFE600"};
  switch (scheme) {
    case Scheme::light: return light;
    case Scheme::dark: return dark;
    case Scheme::contrast: return contrast;
  }
  return light;
}

QColor mix(const QColor& over, const QColor& under, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
  return {channel(over.red(), under.red()), channel(over.green(), under.green()), channel(over.blue(), under.blue())};
}

double contrast(const QColor& a, const QColor& b) {
  const auto linear = [](double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
  const auto luminance = [&](const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
  };
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace limen::theme
