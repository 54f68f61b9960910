// SPDX-License-Identifier: Apache-2.0
// Which value a question of each type takes, and how what was typed becomes one.
#include <algorithm>
#include <cmath>

#include "forms/lexical.h"
#include "forms/session_state.h"

namespace limen::forms {

bool FormSession::Impl::fits(NodeRef ref, Value& value) const {
  switch (node(ref.node).type) {
    case Type::text:
      return std::holds_alternative<std::string>(value);
    case Type::integer:
      return std::holds_alternative<std::int64_t>(value);
    case Type::decimal:
      if (const auto* whole = std::get_if<std::int64_t>(&value)) value = static_cast<double>(*whole);
      return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value));
    case Type::date:
      return std::holds_alternative<Date>(value);
    case Type::geopoint:
      return std::holds_alternative<Point>(value);
    case Type::selectOne: {
      const auto* name = std::get_if<std::string>(&value);
      return name != nullptr && isChoice(ref, *name);
    }
    case Type::selectMultiple: {
      const auto* selected = std::get_if<Selected>(&value);
      return selected != nullptr && std::all_of(selected->names.begin(), selected->names.end(),
                                                [&](const std::string& name) { return isChoice(ref, name); });
    }
    default:
      return false;
  }
}

Value FormSession::Impl::typed(NodeRef ref, std::string_view written) const {
  const std::string_view text = trimmed(written);
  switch (node(ref.node).type) {
    case Type::integer:
      if (const auto number = parseInteger(text)) return *number;
      return Empty{};
    case Type::decimal:
      if (const auto number = parseNumber(text)) return *number;
      return Empty{};
    case Type::date:
      if (const auto date = parseDate(text)) return *date;
      return Empty{};
    case Type::geopoint:
      if (const auto point = parsePoint(text)) return *point;
      return Empty{};
    case Type::selectMultiple:
      return Selected{words(text)};
    case Type::text:
      return std::string(written);
    default:
      return std::string(text);
  }
}

}  // namespace limen::forms
