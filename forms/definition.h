// SPDX-License-Identifier: Apache-2.0
// A form as the engine runs it: a tree of questions, groups and repeats, choice lists and texts per language. Names are
// XLSForm's. It carries the extra columns (protect::*) through as text; their meaning is protection's business.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limen::forms {

using Translations = std::map<std::string, std::string>;  // language name as in the heading ("English"), "" when it has none

enum class Type {
  text,
  integer,
  decimal,
  date,
  selectOne,
  selectMultiple,
  note,
  calculate,
  geopoint,
  start,
  end,
  today,
  group,
  repeat,
  deviceid,
  simserial,
  phonenumber,  // read, answered empty, with a warning: they identify the device, not the need
};
std::string_view xlsformWord(Type type);  // "select_one"
std::optional<Type> typeFromWord(std::string_view word);
bool storesAnswer(Type type);  // false for note, group, repeat, deviceid, simserial, phonenumber

struct Node {
  Type type = Type::text;
  std::string name;
  std::string list;  // of a select
  Translations label, hint, requiredMessage, constraintMessage;
  std::string relevant, required, constraint, calculation, defaultValue, readOnly, choiceFilter, repeatCount;
  std::string appearance, parameters;
  std::map<std::string, std::string> extra;  // "protect::category" -> "birth", "protect::why::English" -> "..."
  std::vector<Node> children;                // of a group or repeat
  std::uint32_t row = 0;                     // in sheet `survey`, from 1 as Excel counts
};

struct Choice {
  std::string name;
  Translations label;
  std::map<std::string, std::string> columns;
};

struct FormDefinition {
  std::string id, version, instanceName, defaultLanguage;
  Translations title;
  std::vector<std::string> languages;
  std::vector<Node> nodes;
  std::map<std::string, std::vector<Choice>> lists;
};

// In `language`, else the form's default, else any, else "".
const std::string& translated(const Translations& texts, const std::string& language, const FormDefinition& form);

}  // namespace limen::forms
