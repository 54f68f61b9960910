// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "app/theme/tokens.h"

using namespace limen::theme;

namespace {
constexpr double kText = 4.5, kLine = 3.0;
const Scheme kSchemes[] = {Scheme::light, Scheme::dark, Scheme::contrast};
}  // namespace

TEST_CASE("contrast is computed as WCAG 2.2 does", "[app]") {
  CHECK(std::abs(contrast("#000000", "#FFFFFF") - 21.0) < 1e-9);
  CHECK(std::abs(contrast("#FFFFFF", "#FFFFFF") - 1.0) < 1e-9);
  CHECK(std::abs(contrast("#777777", "#FFFFFF") - 4.48) < 0.01);
}

TEST_CASE("every colour of text stands out from every ground it is written on", "[app]") {
  for (const Scheme scheme : kSchemes) {
    const Colours& c = colours(scheme);
    for (const QColor& text : {c.ink, c.muted, c.primary, c.safe, c.wait, c.danger, c.sealed}) {
      INFO(static_cast<int>(scheme) << ' ' << text.name().toStdString());
      CHECK(contrast(text, c.surface) >= kText);
      CHECK(contrast(text, c.canvas) >= kText);
    }
    CHECK(contrast(c.onPrimary, c.primary) >= kText);
    if (scheme == Scheme::contrast) continue;  // it has no pale grounds
    for (const QColor& state : {c.primary, c.safe, c.wait, c.sealed}) {
      const QColor ground = mix(state, c.surface, kTint);
      INFO(static_cast<int>(scheme) << " on " << ground.name().toStdString());
      CHECK(contrast(state, ground) >= kText);
      CHECK(contrast(c.ink, ground) >= kText);
      CHECK(contrast(c.muted, ground) >= kText);
    }
  }
}

TEST_CASE("lines and the ring of the focus stand out", "[app]") {
  for (const Scheme scheme : kSchemes) {
    const Colours& c = colours(scheme);
    for (const QColor& line : {c.line, c.focus}) {
      CHECK(contrast(line, c.surface) >= kLine);
      CHECK(contrast(line, c.canvas) >= kLine);
    }
  }
  CHECK(kFocusRing == 3);
  CHECK(kControl == 44);
}
