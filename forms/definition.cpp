// SPDX-License-Identifier: Apache-2.0
#include "forms/definition.h"

#include <algorithm>
#include <utility>

namespace limen::forms {

namespace {

constexpr std::pair<Type, std::string_view> kWords[] = {
    {Type::text, "text"},
    {Type::integer, "integer"},
    {Type::decimal, "decimal"},
    {Type::range, "range"},
    {Type::date, "date"},
    {Type::time, "time"},
    {Type::dateTime, "datetime"},
    {Type::selectOne, "select_one"},
    {Type::selectMultiple, "select_multiple"},
    {Type::rank, "rank"},
    {Type::note, "note"},
    {Type::calculate, "calculate"},
    {Type::hidden, "hidden"},
    {Type::acknowledge, "acknowledge"},
    {Type::geopoint, "geopoint"},
    {Type::geotrace, "geotrace"},
    {Type::geoshape, "geoshape"},
    {Type::barcode, "barcode"},
    {Type::image, "image"},
    {Type::audio, "audio"},
    {Type::video, "video"},
    {Type::file, "file"},
    {Type::backgroundAudio, "background-audio"},
    {Type::start, "start"},
    {Type::end, "end"},
    {Type::today, "today"},
    {Type::username, "username"},
    {Type::email, "email"},
    {Type::audit, "audit"},
    {Type::startGeopoint, "start-geopoint"},
    {Type::group, "begin_group"},
    {Type::repeat, "begin_repeat"},
    {Type::deviceid, "deviceid"},
    {Type::subscriberid, "subscriberid"},
    {Type::simserial, "simserial"},
    {Type::phonenumber, "phonenumber"},
};

// Other spellings that XLSForm has had over the years.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
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
    {"subscriber id", "subscriberid"},
    {"trigger", "acknowledge"},
    {"photo", "image"},
};

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
    case Type::subscriberid:
    case Type::simserial:
    case Type::phonenumber:
      return false;
    default:
      return true;
  }
}

bool isSelect(Type type) {
  return type == Type::selectOne || type == Type::selectMultiple || type == Type::rank;
}

bool isMedia(Type type) {
  return type == Type::image || type == Type::audio || type == Type::video || type == Type::file || type == Type::backgroundAudio;
}

std::string_view parameter(const Node& node, std::string_view name) {
  const std::string_view all = node.parameters;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find_first_of(" ,;", at), all.size());
    const std::string_view pair = all.substr(at, end - at);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') return pair.substr(name.size() + 1);
    at = end + 1;
  }
  return {};
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
