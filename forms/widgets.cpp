// SPDX-License-Identifier: Apache-2.0
#include "forms/widgets.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "forms/headings.h"
#include "forms/lexical.h"
#include "forms/wording.h"

namespace limen::forms {

namespace {

using Words = std::vector<std::string_view>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

// "start = 0; end=10, step=1": pairs apart by spaces, commas or semicolons. What has no "=" comes back with an empty value and a
// finding.
Pairs pairsOf(std::string_view text, std::vector<WidgetFinding>& findings) {
  std::string even;  // no spaces around "="
  for (const char c : plainQuotes(text)) {
    const char here = c == ',' || c == ';' || c == '\n' || c == '\t' ? ' ' : c;
    if (here == '=') {
      while (!even.empty() && even.back() == ' ') even.pop_back();
    } else if (here == ' ' && (even.empty() || even.back() == '=' || even.back() == ' ')) {
      continue;
    }
    even += here;
  }
  Pairs pairs;
  for (const auto& word : words(even)) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
      findings.push_back({Severity::error, "parameters",
                          inQuotes(word) + " is no parameter; write pairs like \"start=0 end=10\" with a space between them."});
      continue;
    }
    pairs.emplace_back(lowered(word.substr(0, equals)), word.substr(equals + 1));
  }
  return pairs;
}

Words parametersOf(Type type, TypeCell::Source source) {
  using Source = TypeCell::Source;
  switch (type) {
    case Type::range:
      return {"start", "end", "step", "tick_interval", "placeholder", "tick_labelset"};
    case Type::text:
      return {"rows"};
    case Type::image:
      return {"max-pixels", "app"};
    case Type::audio:
    case Type::backgroundAudio:
      return {"quality"};
    case Type::video:
      return {"quality", "max-duration"};
    case Type::geopoint:
      return {"capture-accuracy", "warning-accuracy", "allow-mock-accuracy"};
    case Type::startGeopoint:
      return {"allow-mock-accuracy"};
    case Type::geotrace:
    case Type::geoshape:
      return {"allow-mock-accuracy", "incremental"};
    case Type::audit:
      return {"location-priority", "location-min-interval", "location-max-age",
              "track-changes",     "track-changes-reasons", "identify-user"};
    case Type::selectOne:
    case Type::selectMultiple:
    case Type::rank:
      if (source == Source::file) return {"randomize", "seed", "value", "label"};
      return {"randomize", "seed"};
    default:
      return {};
  }
}

std::optional<Words> valuesOf(Type type, std::string_view name) {
  if (name == "randomize" || name == "allow-mock-accuracy" || name == "incremental" || name == "identify-user" ||
      name == "track-changes")
    return Words{"true", "false"};
  if (name == "track-changes-reasons") return Words{"on-form-edit"};
  if (name == "location-priority") return Words{"no-power", "low-power", "balanced", "high-accuracy"};
  if (name == "quality" && type == Type::audio) return Words{"voice-only", "low", "normal", "external"};
  if (name == "quality" && type == Type::backgroundAudio) return Words{"voice-only", "low", "normal"};
  return std::nullopt;
}

bool needsNumber(std::string_view name) {
  return name == "start" || name == "end" || name == "step" || name == "rows" || name == "max-pixels" ||
         name == "tick_interval" || name == "capture-accuracy" || name == "warning-accuracy" || name == "location-min-interval" ||
         name == "location-max-age" || name == "max-duration";
}

void checkPair(Type type, const std::string& name, std::string& value, std::vector<WidgetFinding>& findings) {
  if (const auto values = valuesOf(type, name)) {
    if (const std::string small = lowered(value); std::find(values->begin(), values->end(), small) != values->end()) {
      value = small;
      return;
    }
    findings.push_back({Severity::error, "parameters",
                        "The parameter " + inQuotes(name) + " is " + inQuotes(value) + "; write " + oneOf(*values) + "."});
  } else if (needsNumber(name) && !parseNumber(value)) {
    findings.push_back(
        {Severity::error, "parameters", "The parameter " + inQuotes(name) + " is " + inQuotes(value) + "; write a number."});
  } else if (name == "seed" && !parseNumber(value) && !value.starts_with("${") && value.find('(') == std::string::npos &&
             !value.starts_with('/') && !value.starts_with("..")) {
    findings.push_back(
        {Severity::error, "parameters",
         "The seed " + inQuotes(value) + " is neither a number nor the name of a question; write seed=42 or seed=${name}."});
  }
}

std::string* valueIn(Pairs& pairs, std::string_view name) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? nullptr : &found->second;
}

void checkRange(Pairs& pairs, std::vector<WidgetFinding>& findings) {
  for (const auto& [name, value] : {std::pair{"start", "1"}, std::pair{"end", "10"}, std::pair{"step", "1"}}) {
    if (valueIn(pairs, name) == nullptr) pairs.emplace_back(name, value);
  }
  const auto start = parseNumber(*valueIn(pairs, "start")), end = parseNumber(*valueIn(pairs, "end")),
             step = parseNumber(*valueIn(pairs, "step"));
  if (!start || !end || !step) return;
  if (*step == 0) {
    findings.push_back(
        {Severity::error, "parameters", "The step of the range is 0; write how far one mark is from the next, as step=1."});
  } else if (*start == *end) {
    findings.push_back(
        {Severity::error, "parameters", "The range starts where it ends; write two numbers that differ, as start=0 end=10."});
  } else if (std::fabs(*step) > std::fabs(*end - *start)) {
    findings.push_back({Severity::error, "parameters", "The step of the range is larger than the range; write a smaller step."});
  }
}

constexpr std::string_view kSelectLooks[] = {"minimal",    "autocomplete",       "compact",    "columns",   "columns-pack",
                                             "list",       "list-nolabel",       "label",      "image-map", "no-buttons",
                                             "horizontal", "horizontal-compact", "randomized", "search"};
constexpr std::string_view kOneLooks[] = {"quick", "quickcompact", "likert", "map"};
constexpr std::string_view kCalendars[] = {"no-calendar",   "month-year", "year",    "ethiopian", "coptic",  "islamic",
                                           "bikram-sambat", "nepali",     "persian", "myanmar",   "buddhist"};
constexpr std::string_view kTextLooks[] = {"multiline", "multi-line",    "numbers", "url", "masked",
                                           "counter",   "thousands-sep", "email",   "tel"};
constexpr std::string_view kNumberLooks[] = {"thousands-sep", "counter", "bearing", "masked", "numbers", "distress", "rating"};
constexpr std::string_view kRangeLooks[] = {"vertical", "picker", "rating", "no-ticks", "distress", "analog-scale"};
constexpr std::string_view kPlaceLooks[] = {"maps", "placement-map", "hide-input", "streets", "terrain", "satellite"};
constexpr std::string_view kImageLooks[] = {"signature", "draw", "annotate", "new", "new-front", "selfie", "new-rear"};
constexpr std::string_view kGroupLooks[] = {"field-list", "table-list", "accordion", "no-collapse",
                                            "compact",    "summary",    "intent"};
constexpr std::string_view kBarcodeLooks[] = {"front", "hidden-answer"};

void append(Words& words, std::span<const std::string_view> more) {
  words.insert(words.end(), more.begin(), more.end());
}

Words looksOf(Type type) {
  Words known{"hidden", "hidden-answer"};
  switch (type) {
    case Type::text:
      append(known, kTextLooks);
      append(known, kCalendars);
      break;
    case Type::integer:
    case Type::decimal:
      append(known, kNumberLooks);
      break;
    case Type::range:
      append(known, kRangeLooks);
      break;
    case Type::date:
    case Type::dateTime:
    case Type::time:
      append(known, kCalendars);
      break;
    case Type::selectOne:
      append(known, kOneLooks);
      [[fallthrough]];
    case Type::selectMultiple:
    case Type::rank:
      append(known, kSelectLooks);
      break;
    case Type::geopoint:
    case Type::geotrace:
    case Type::geoshape:
    case Type::startGeopoint:
      append(known, kPlaceLooks);
      break;
    case Type::image:
    case Type::audio:
    case Type::video:
    case Type::file:
    case Type::backgroundAudio:
      append(known, kImageLooks);
      break;
    case Type::barcode:
      append(known, kBarcodeLooks);
      break;
    case Type::group:
    case Type::repeat:
      append(known, kGroupLooks);
      break;
    default:
      break;
  }
  return known;
}

bool isNumbered(std::string_view word, std::string_view stem) {
  if (!word.starts_with(stem) || word.size() == stem.size() || word.size() > stem.size() + 2) return false;
  return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(stem.size()), word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// Words in which a name or a number is part of the word, and those of other programs.
bool isOpenWord(std::string_view word) {
  for (const std::string_view stem : {"w", "h", "columns-", "compact-", "quickcompact-", "likert-"}) {
    if (isNumbered(word, stem)) return true;
  }
  for (const std::string_view first : {"ex:", "printer", "kobo--", "kb:", "bg-", "search("}) {
    if (word.starts_with(first)) return true;
  }
  return false;
}

// The words apart; what stands in brackets belongs to the word before them: "search('places', 'matches', ...)".
std::vector<std::string> looksIn(std::string_view text) {
  std::vector<std::string> out;
  int depth = 0;
  bool between = true;
  for (const char c : text) {
    if (depth == 0 && (c == ' ' || c == ',' || c == ';' || c == '\n' || c == '\t')) {
      between = true;
      continue;
    }
    if (between && !(c == '(' && !out.empty())) out.emplace_back();
    between = false;
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    out.back() += c;
  }
  return out;
}

}  // namespace

void readParameters(Node& node, TypeCell::Source source, std::vector<WidgetFinding>& findings) {
  if (node.parameters.empty() && node.type != Type::range) return;
  Pairs pairs = pairsOf(node.parameters, findings);
  const Words known = parametersOf(node.type, source);
  const std::string word(xlsformWord(node.type));
  std::string out;
  if (node.type == Type::range) checkRange(pairs, findings);
  for (auto& [name, value] : pairs) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const auto meant = nearestWord(name, known);
      findings.push_back({Severity::warning, "parameters",
                          "The parameter " + inQuotes(name) + " is not known for the type \"" + word + "\" and is ignored; " +
                              (meant           ? "did you mean \"" + std::string(*meant) + "\"?"
                               : known.empty() ? "this type has none."
                                               : "it knows " + oneOf(known) + ".")});
      continue;
    }
    checkPair(node.type, name, value, findings);
    out += (out.empty() ? "" : " ") + name + "=" + value;
  }
  if (valueIn(pairs, "seed") != nullptr && valueIn(pairs, "randomize") == nullptr)
    findings.push_back({Severity::warning, "parameters", "A seed does nothing without randomize=true."});
  node.parameters = std::move(out);
}

void checkAppearance(const Node& node, std::vector<WidgetFinding>& findings) {
  if (node.appearance.find("${") != std::string::npos && node.appearance.find('(') == std::string::npos)
    return;  // computed by other programs
  const Words known = looksOf(node.type);
  for (const auto& written : looksIn(node.appearance)) {
    const std::string word = lowered(written);
    if (std::find(known.begin(), known.end(), word) != known.end() || isOpenWord(word)) continue;
    const auto meant = nearestWord(word, known);
    findings.push_back({Severity::warning, "appearance",
                        "The appearance " + inQuotes(written) + " is not known for the type \"" +
                            std::string(xlsformWord(node.type)) + "\" and changes nothing" +
                            (meant ? "; did you mean \"" + std::string(*meant) + "\"?" : ".")});
  }
}

}  // namespace limen::forms
