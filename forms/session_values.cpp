// SPDX-License-Identifier: Apache-2.0
// Which value a question of each type takes, how what was typed becomes one, and what is left of it when the choices change.
#include <algorithm>
#include <limits>
#include <cmath>

#include "forms/lexical.h"
#include "forms/range.h"
#include "forms/session_state.h"
#include "forms/time_of_day.h"
#include "forms/trace.h"

namespace limen::forms {

namespace {

constexpr std::size_t kMaxFileName = 255;

// The name of a file beside the record, never a way out of its folder.
bool isFileName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxFileName && name != "." && name != ".." &&
         std::none_of(name.begin(), name.end(), [](char c) { return c == '/' || c == '\\' || (c >= 0 && c < ' '); });
}

// A day alone is its first moment.
std::optional<Moment> typedMoment(std::string_view text) {
  return parseDate(text) ? parseMoment(std::string(text) + "T00:00:00") : parseMoment(text);
}

template <class T>
Value orEmpty(const std::optional<T>& value) {
  return value ? Value(*value) : Value(Empty{});
}

bool holdsTwice(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace

bool FormSession::Impl::fits(NodeRef ref, Value& value) const {
  const auto* text = std::get_if<std::string>(&value);
  const auto* selected = std::get_if<Selected>(&value);
  const auto offers = [&](const std::string& name) { return isChoice(ref, name); };
  switch (node(ref.node).type) {
    case Type::text:
    case Type::barcode:
      return text != nullptr;
    case Type::integer:
      return std::holds_alternative<std::int64_t>(value);
    case Type::decimal:
      if (const auto* whole = std::get_if<std::int64_t>(&value)) value = static_cast<double>(*whole);
      return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value));
    case Type::range:
      return Range(node(ref.node)).takes(value);
    case Type::date:
      return std::holds_alternative<Date>(value);
    case Type::time:
      return text != nullptr && parseTimeOfDay(*text);
    case Type::dateTime:
      return std::holds_alternative<Moment>(value);
    case Type::geopoint:
      return std::holds_alternative<Point>(value);
    case Type::geotrace:
      return text != nullptr && isTrace(*text);
    case Type::geoshape:
      return text != nullptr && isShape(*text);
    case Type::acknowledge:
      return text != nullptr && *text == "OK";
    case Type::image:
    case Type::audio:
    case Type::video:
    case Type::file:
      return text != nullptr && isFileName(*text);
    case Type::selectOne:
      return text != nullptr && offers(*text);
    case Type::selectMultiple:
      return selected != nullptr && !holdsTwice(selected->names) &&
             std::all_of(selected->names.begin(), selected->names.end(), offers);
    case Type::rank:
      return selected != nullptr && !holdsTwice(selected->names) && selected->names.size() == choiceCount(ref) &&
             std::all_of(selected->names.begin(), selected->names.end(), offers);
    default:
      return false;
  }
}

Value FormSession::Impl::value(NodeRef ref) const {
  Value kept = valueOf(instance.cell(ref.frame, ref.node), node(ref.node).type);
  const auto* whole = std::get_if<std::int64_t>(&kept);
  if (whole != nullptr && node(ref.node).type == Type::range && !Range(node(ref.node)).whole())
    kept = static_cast<double>(*whole);
  return kept;
}

Value FormSession::Impl::typed(NodeRef ref, std::string_view written) const {
  const std::string_view text = trimmed(written);
  switch (node(ref.node).type) {
    case Type::text:
      return std::string(written);
    case Type::integer:
      return orEmpty(parseInteger(text));
    case Type::decimal:
      return orEmpty(parseNumber(text));
    case Type::range:
      if (const auto whole = parseInteger(text)) return *whole;
      return orEmpty(parseNumber(text));
    case Type::date:
      if (const auto moment = parseMoment(text)) return dateOf(*moment);
      return orEmpty(parseDate(text));
    case Type::dateTime:
      return orEmpty(typedMoment(text));
    case Type::geopoint:
      return orEmpty(parsePoint(text));
    case Type::acknowledge:
      return std::string(lowered(text) == "ok" ? "OK" : text);
    case Type::selectMultiple:
    case Type::rank:
      return Selected{words(text)};
    default:
      return std::string(text);
  }
}

// What the choices still hold of an answer. A rank keeps its order; what has come to the choices since stands at its end.
Atom FormSession::Impl::offered(NodeRef ref, const Atom& answer) const {
  const Type type = node(ref.node).type;
  if (type == Type::selectOne) return isChoice(ref, answer.toText()) ? answer : Atom();
  Selected left{words(answer.toText())};
  std::erase_if(left.names, [&](const std::string& name) { return !isChoice(ref, name); });
  if (type == Type::rank) {
    for (const ChoiceView& choice : choices(ref, 0, std::numeric_limits<std::size_t>::max())) {
      if (std::find(left.names.begin(), left.names.end(), choice.name) == left.names.end()) left.names.push_back(choice.name);
    }
  }
  return atomOf(left);
}

}  // namespace limen::forms
