// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "forms/function_tools.h"
#include "forms/lexical.h"

namespace limen::forms {

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xc0) == 0x80) ++size;
    out.push_back(text.substr(i, size));
    i += size;
  }
  return out;
}

namespace {

Atom fnString(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOrHere(e, c, f));
}
Atom fnConcat(Evaluator& e, const Expr& c, const Focus& f) {
  std::string out;
  e.eachValue(c, 0, f, [&](const Atom& value) { out += value.toText(); });
  return Atom(std::move(out));
}
Atom fnJoin(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string separator = textOf(e, c, 0, f);
  std::string out;
  bool first = true;
  e.eachValue(c, 1, f, [&](const Atom& value) {
    if (!first) out += separator;
    first = false;
    out += value.toText();
  });
  return Atom(std::move(out));
}
Atom fnStringLength(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOrHere(e, c, f);
  return Atom(static_cast<double>(characters(text).size()));
}

// Characters first..last (not included), cut to what there is.
Atom slice(std::string_view text, double first, double last) {
  const auto letters = characters(text);
  const auto size = static_cast<double>(letters.size());
  std::string out;
  if (std::isnan(first) || std::isnan(last)) return Atom();
  for (double i = std::clamp(first, 0.0, size); i < std::clamp(last, 0.0, size); ++i) out += letters[static_cast<std::size_t>(i)];
  return Atom(std::move(out));
}
// substr(text, start, end): from 0, the end not included, negative numbers counted from the end.
Atom fnSubstr(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  const auto size = static_cast<double>(characters(text).size());
  double first = std::trunc(numberOf(e, c, 1, f));
  double last = c.count > 2 ? std::trunc(numberOf(e, c, 2, f)) : size;
  if (first < 0) first += size;
  if (last < 0) last += size;
  return slice(text, first, last);
}
// substring(text, first, length): from 1, as XPath 1.0 has it, rounding included.
Atom fnSubstring(Evaluator& e, const Expr& c, const Focus& f) {
  const double first = std::floor(numberOf(e, c, 1, f) + 0.5);
  const double last = c.count > 2 ? first + std::floor(numberOf(e, c, 2, f) + 0.5) : std::numeric_limits<double>::infinity();
  return slice(textOf(e, c, 0, f), first - 1, last - 1);
}
Atom fnSubstringBefore(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  const std::size_t at = text.find(textOf(e, c, 1, f));
  return at == std::string::npos ? Atom() : Atom(text.substr(0, at));
}
Atom fnSubstringAfter(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f), mark = textOf(e, c, 1, f);
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? Atom() : Atom(text.substr(at + mark.size()));
}
Atom fnContains(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).find(textOf(e, c, 1, f)) != std::string::npos);
}
Atom fnStartsWith(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).starts_with(textOf(e, c, 1, f)));
}
Atom fnEndsWith(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).ends_with(textOf(e, c, 1, f)));
}
Atom fnNormalizeSpace(Evaluator& e, const Expr& c, const Focus& f) {
  std::string out;
  for (const auto& word : words(textOrHere(e, c, f))) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return Atom(std::move(out));
}
Atom fnTranslate(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f), from = textOf(e, c, 1, f), to = textOf(e, c, 2, f);
  const auto sources = characters(from), targets = characters(to);
  std::string out;
  for (const auto letter : characters(text)) {
    const auto at = static_cast<std::size_t>(std::find(sources.begin(), sources.end(), letter) - sources.begin());
    if (at == sources.size()) {
      out += letter;
    } else if (at < targets.size()) {
      out += targets[at];
    }
  }
  return Atom(std::move(out));
}
Atom fnRegex(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  if (c.step != 0) return Atom(re2::RE2::FullMatch(text, *e.pool().patterns[c.step - 1]));
  const re2::RE2 pattern(textOf(e, c, 1, f), re2::RE2::Quiet);
  return Atom(pattern.ok() && re2::RE2::FullMatch(text, pattern));
}

// 1234567.891 -> "1,234,567.891"
Atom fnThousandSeparated(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string separator = textOf(e, c, 1, f);
  const double number = numberOf(e, c, 0, f);
  std::string text = formatNumber(number);
  if (!std::isfinite(number)) return Atom(std::move(text));
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;) {
    at -= 3;
    text.insert(at, separator);
  }
  return Atom(std::move(text));
}

constexpr std::array kFunctions{
    Function{"string", 0, 1, fnString},
    Function{"concat", 0, kAny, fnConcat},
    Function{"join", 1, kAny, fnJoin},
    Function{"string-length", 0, 1, fnStringLength},
    Function{"substr", 2, 3, fnSubstr},
    Function{"substring", 2, 3, fnSubstring},
    Function{"substring-before", 2, 2, fnSubstringBefore},
    Function{"substring-after", 2, 2, fnSubstringAfter},
    Function{"contains", 2, 2, fnContains},
    Function{"starts-with", 2, 2, fnStartsWith},
    Function{"ends-with", 2, 2, fnEndsWith},
    Function{"normalize-space", 0, 1, fnNormalizeSpace},
    Function{"translate", 3, 3, fnTranslate},
    Function{"regex", 2, 2, fnRegex},
    Function{"thousandsep", 2, 2, fnThousandSeparated},
};

}  // namespace

std::span<const Function> textFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
