// SPDX-License-Identifier: Apache-2.0
#include "forms/wording.h"

#include <algorithm>

#include "forms/lexical.h"

namespace limen::forms {

std::string inQuotes(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return "\"" + std::string(text) + "\"";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "...\"";
}

std::string oneOf(const std::vector<std::string_view>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

// Word processors put typographic quotes and no-break spaces where the expression means plain ones.
std::string plainQuotes(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kPlain[] = {{"\xe2\x80\x98", '\''}, {"\xe2\x80\x99", '\''},
                                                                 {"\xe2\x80\x9c", '"'},  {"\xe2\x80\x9d", '"'},
                                                                 {"\xe2\x80\x9e", '"'},  {"\xc2\xa0", ' '}};
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if ((text[i] & 0x80) == 0) {
      out += text[i++];
      continue;
    }
    const auto match =
        std::find_if(std::begin(kPlain), std::end(kPlain), [&](const auto& p) { return text.substr(i).starts_with(p.first); });
    out += match != std::end(kPlain) ? match->second : text[i];
    i += match != std::end(kPlain) ? match->first.size() : 1;
  }
  return out;
}

std::string condition(std::string_view text) {
  const std::string word = lowered(text);
  if (word == "yes" || word == "true" || word == "1" || word == "true()") return "true()";
  if (word == "no" || word == "false" || word == "0" || word == "false()") return {};
  return plainQuotes(text);
}

bool isYes(std::string_view text) {
  return condition(text) == "true()";
}

bool isName(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0; };
  if (name.empty() || !letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

std::string literal(std::string_view text) {
  if (text.find('\'') == std::string_view::npos) return "'" + std::string(text) + "'";
  if (text.find('"') == std::string_view::npos) return "\"" + std::string(text) + "\"";
  std::string out = "concat(";
  for (std::size_t at = 0; at < text.size();) {
    const char quote = text[at] == '\'' ? '"' : '\'';
    const std::size_t end = std::min(text.find(quote, at), text.size());
    out += (at > 0 ? ", " : "") + std::string(1, quote) + std::string(text.substr(at, end - at)) + quote;
    at = end;
  }
  return out + ", '')";
}

}  // namespace limen::forms
