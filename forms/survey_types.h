// SPDX-License-Identifier: Apache-2.0
// What may stand in the column `type` of sheet survey: the words of today and those of the last fifteen years.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "forms/definition.h"

namespace limen::forms {

struct TypeCell {
  enum class Kind { question, begin, end, instance, osm, unknown };
  enum class Source { none, list, file, externalList, question };
  Kind kind = Kind::unknown;
  Type type = Type::text;        // of a question; group or repeat of begin and end
  Source source = Source::none;  // of a select
  std::string list;              // its list, file or question, as written
  bool orOther = false;
  std::string extension;               // of an instance: "csv", "xml"
  std::string constraint, appearance;  // that the word brings along ("phone number")
  std::string problem;                 // a whole sentence; the kind is unknown then
};
TypeCell readTypeCell(std::string_view written);

// Has a place on the screen: neither calculated nor metadata.
bool isShown(Type type);

}  // namespace limen::forms
