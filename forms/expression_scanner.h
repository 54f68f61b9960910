// SPDX-License-Identifier: Apache-2.0
// The characters of an expression: spaces between tokens, names as XML spells them (any byte beyond ASCII is part of a name).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace limen::forms {

inline bool isNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
inline bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
inline bool isNameChar(char c) {
  return isNameStart(c) || isDigit(c) || c == '-' || c == '.';
}

class ExpressionScanner {
 public:
  explicit ExpressionScanner(std::string_view text) : text_(text) {}

 protected:
  void skipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  char peek() {
    skipSpace();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool takes(std::string_view token) {
    skipSpace();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  std::string_view takeName() {
    const std::size_t start = at_;
    while (at_ < text_.size() && isNameChar(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }
  std::string rest() const {
    std::size_t size = std::min<std::size_t>(text_.size() - at_, 20);
    while (size > 0 && at_ + size < text_.size() && (static_cast<unsigned char>(text_[at_ + size]) & 0xc0) == 0x80) --size;
    return std::string(text_.substr(at_, size));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace limen::forms
