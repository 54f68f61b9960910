// SPDX-License-Identifier: Apache-2.0
#include "forms/definition.h"

#include <array>
#include <utility>

namespace limen::forms {

namespace {

constexpr std::array<std::pair<Type, std::string_view>, 17> kWords{{
    {Type::text, "text"},
    {Type::integer, "integer"},
    {Type::decimal, "decimal"},
    {Type::date, "date"},
    {Type::selectOne, "select_one"},
    {Type::selectMultiple, "select_multiple"},
    {Type::note, "note"},
    {Type::calculate, "calculate"},
    {Type::geopoint, "geopoint"},
    {Type::start, "start"},
    {Type::end, "end"},
    {Type::today, "today"},
    {Type::group, "begin_group"},
    {Type::repeat, "begin_repeat"},
    {Type::deviceid, "deviceid"},
    {Type::simserial, "simserial"},
    {Type::phonenumber, "phonenumber"},
}};

// Other spellings that XLSForm has had over the years.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kAliases{{
    {"string", "text"},
    {"int", "integer"},
    {"select1", "select_one"},
    {"select one", "select_one"},
    {"select multiple", "select_multiple"},
    {"select all that apply", "select_multiple"},
    {"gps", "geopoint"},
    {"location", "geopoint"},
    {"begin group", "begin_group"},
    {"begin repeat", "begin_repeat"},
    {"device id", "deviceid"},
    {"phone number", "phonenumber"},
    {"sim serial", "simserial"},
}};

}  // namespace

std::string_view xlsformWord(Type type) {
  for (const auto& [known, word] : kWords) {
    if (known == type) return word;
  }
  return {};
}

std::optional<Type> typeFromWord(std::string_view word) {
  for (const auto& [alias, canonical] : kAliases) {
    if (word == alias) word = canonical;
  }
  for (const auto& [type, known] : kWords) {
    if (word == known) return type;
  }
  return std::nullopt;
}

bool storesAnswer(Type type) {
  switch (type) {
    case Type::note:
    case Type::group:
    case Type::repeat:
    case Type::deviceid:
    case Type::simserial:
    case Type::phonenumber:
      return false;
    default:
      return true;
  }
}

const std::string& translated(const Translations& texts, const std::string& language, const FormDefinition& form) {
  static const std::string kNothing;
  for (const auto& key : {language, form.defaultLanguage, std::string()}) {
    const auto found = texts.find(key);
    if (found != texts.end() && !found->second.empty()) return found->second;
  }
  for (const auto& [key, text] : texts) {
    if (!text.empty()) return text;
  }
  return kNothing;
}

}  // namespace limen::forms
