// SPDX-License-Identifier: Apache-2.0
#include "store/search_text.h"

#include <algorithm>

namespace limen {

namespace {
// The marks dropped are all two bytes in UTF-8: U+0300-036F, U+0640, U+064B-065F, U+0670, U+06D6-06ED without U+06DD-06DE,
// U+06E5-06E6 and U+06E9, which are not combining.
bool isDroppedMark(unsigned point) {
  if (point >= 0x300 && point <= 0x36f) return true;
  if (point == 0x640 || point == 0x670 || (point >= 0x64b && point <= 0x65f)) return true;
  if (point < 0x6d6 || point > 0x6ed) return false;
  return point != 0x6dd && point != 0x6de && point != 0x6e5 && point != 0x6e6 && point != 0x6e9;
}
}  // namespace

std::string foldForSearch(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x20 || lead == 0x7f) {
      out += ' ';
      continue;
    }
    if (lead >= 0xcc && lead <= 0xdb && i + 1 < text.size()) {
      const auto next = static_cast<unsigned char>(text[i + 1]);
      if ((next & 0xc0) == 0x80 && isDroppedMark((lead & 0x1fu) << 6 | (next & 0x3fu))) {
        ++i;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

std::string searchExpression(std::string_view words) {
  const std::string folded = foldForSearch(words.substr(0, kMaxSearchBytes));
  std::string expression;
  std::size_t count = 0;
  for (std::size_t at = 0; at < folded.size() && count < kMaxSearchWords;) {
    const std::size_t begin = folded.find_first_not_of(" \"", at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(folded.find_first_of(" \"", begin), folded.size());
    if (!expression.empty()) expression += ' ';
    expression.append("\"").append(folded, begin, end - begin).append("\"*");
    ++count;
    at = end;
  }
  return expression;
}

}  // namespace limen
