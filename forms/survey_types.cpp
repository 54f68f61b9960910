// SPDX-License-Identifier: Apache-2.0
#include "forms/survey_types.h"

#include <algorithm>
#include <array>

#include "forms/headings.h"
#include "forms/lexical.h"
#include "forms/wording.h"

namespace limen::forms {

namespace {

using Kind = TypeCell::Kind;
using Source = TypeCell::Source;

struct Select {
  std::string_view word;
  Type type;
  Source source;
};
// Longest first: "select_one" begins "select_one_from_file".
constexpr std::array kSelects = {
    Select{"select_multiple_from_file", Type::selectMultiple, Source::file},
    Select{"select multiple from file", Type::selectMultiple, Source::file},
    Select{"select_one_from_file", Type::selectOne, Source::file},
    Select{"select one from file", Type::selectOne, Source::file},
    Select{"select_one_external", Type::selectOne, Source::externalList},
    Select{"select one external", Type::selectOne, Source::externalList},
    Select{"select all that apply from", Type::selectMultiple, Source::list},
    Select{"select_all_that_apply", Type::selectMultiple, Source::list},
    Select{"select all that apply", Type::selectMultiple, Source::list},
    Select{"select multiple using", Type::selectMultiple, Source::list},
    Select{"select multiple from", Type::selectMultiple, Source::list},
    Select{"select_multiple", Type::selectMultiple, Source::list},
    Select{"select multiple", Type::selectMultiple, Source::list},
    Select{"select one using", Type::selectOne, Source::list},
    Select{"select one from", Type::selectOne, Source::list},
    Select{"select_one", Type::selectOne, Source::list},
    Select{"select one", Type::selectOne, Source::list},
    Select{"select1", Type::selectOne, Source::list},
    Select{"rank", Type::rank, Source::list},
};

constexpr std::pair<std::string_view, Type> kOlder[] = {
    {"picture", Type::image},
    {"date time", Type::dateTime},
    {"date_time", Type::dateTime},
    {"calculation", Type::calculate},
    {"imei", Type::deviceid},
    {"device_id", Type::deviceid},
    {"sim id", Type::simserial},
    {"sim_serial", Type::simserial},
    {"subscriber_id", Type::subscriberid},
    {"start time", Type::start},
    {"end time", Type::end},
    {"start_time", Type::start},
    {"end_time", Type::end},
    {"signature", Type::image},
    {"background_audio", Type::backgroundAudio},
    {"start_geopoint", Type::startGeopoint},
    {"dateTime", Type::dateTime},
    {"phone_number", Type::phonenumber},
    {"background-geopoint", Type::startGeopoint},
    {"trace", Type::geotrace},
    {"shape", Type::geoshape},
    {"user name", Type::username},
};

constexpr std::string_view kKnown[] = {"text",
                                       "integer",
                                       "decimal",
                                       "range",
                                       "date",
                                       "time",
                                       "datetime",
                                       "select_one",
                                       "select_multiple",
                                       "select_one_from_file",
                                       "select_multiple_from_file",
                                       "rank",
                                       "note",
                                       "calculate",
                                       "hidden",
                                       "acknowledge",
                                       "geopoint",
                                       "geotrace",
                                       "geoshape",
                                       "barcode",
                                       "image",
                                       "audio",
                                       "video",
                                       "file",
                                       "background-audio",
                                       "start",
                                       "end",
                                       "today",
                                       "username",
                                       "email",
                                       "audit",
                                       "start-geopoint",
                                       "begin_group",
                                       "end_group",
                                       "begin_repeat",
                                       "end_repeat",
                                       "deviceid",
                                       "simserial",
                                       "phonenumber",
                                       "subscriberid",
                                       "csv-external",
                                       "xml-external",
                                       "background-geopoint"};

// "Add select one prompt using" and "q string" are how the first forms were written.
std::string_view withoutOldWords(std::string_view word) {
  if (word.starts_with("uri:")) word.remove_prefix(4);
  for (const std::string_view first : {"add ", "q ", "get "}) {
    if (word.starts_with(first)) word.remove_prefix(first.size());
  }
  if (word.ends_with(" prompt")) word.remove_suffix(7);
  return word;
}

std::optional<Type> groupWord(std::string_view word) {
  if (word == "group") return Type::group;
  if (word == "repeat" || word == "lgroup" || word == "looped group" || word == "repeated group") return Type::repeat;
  return std::nullopt;
}

TypeCell select(const Select& as, std::string_view rest, std::string_view written) {
  TypeCell cell;
  cell.type = as.type;
  cell.source = as.source;
  for (const std::string_view other : {" or_other", " or other", " or specify other"}) {
    if (lowered(rest).ends_with(other)) {
      cell.orOther = true;
      rest.remove_suffix(other.size());
    }
  }
  rest = trimmed(rest);
  const auto names = words(rest);
  const std::string word = as.source == Source::file
                               ? (as.type == Type::selectOne ? "select_one_from_file" : "select_multiple_from_file")
                               : std::string(xlsformWord(as.type));
  if (names.empty()) {
    cell.problem =
        inQuotes(written) + " names no " +
        (as.source == Source::file ? "file; write \"" + word + " places.csv\"." : "list; write \"" + word + " list_name\".");
  } else if (names.size() > 1 && as.source != Source::file) {
    cell.problem = inQuotes(written) + " has more than one word after the type; a list name has no spaces.";
  } else {
    cell.kind = Kind::question;
    cell.list = rest;
    if (cell.list.starts_with("${") && cell.list.ends_with("}")) {
      cell.source = Source::question;
      cell.list = cell.list.substr(2, cell.list.size() - 3);
    }
  }
  return cell;
}

std::string unknownType(std::string_view written, const std::string& word) {
  auto meant = nearestWord(word, kKnown);
  if (!meant) meant = nearestWord(word.substr(0, word.find(' ')), kKnown);
  return "The type " + inQuotes(written) + " is not known; " +
         (meant ? "did you mean \"" + std::string(*meant) + "\"?"
                : "a type is one of text, integer, decimal, date, select_one, select_multiple, note, "
                  "calculate, geopoint, start, end, today, begin_group, begin_repeat.");
}

}  // namespace

TypeCell readTypeCell(std::string_view written) {
  TypeCell cell;
  std::string spaced;  // one space between words
  for (const auto& part : words(written)) spaced += (spaced.empty() ? "" : " ") + part;
  const std::string lower = lowered(spaced);
  const std::string word(withoutOldWords(lower));
  for (const auto kind : {Kind::begin, Kind::end}) {
    const std::string_view first = kind == Kind::begin ? "begin" : "end";
    if (word.size() <= first.size() + 1 || !word.starts_with(first)) continue;
    const char between = word[first.size()];
    const auto type =
        groupWord(std::string_view(word).substr(first.size() + (between == ' ' || between == '_' || between == '-')));
    if (!type) continue;
    cell.kind = kind;
    cell.type = *type;
    return cell;
  }
  if (word.starts_with("begin loop") || word == "end loop") {
    cell.problem = "The type " + inQuotes(written) + " is no longer part of XLSForm; write begin_repeat with a repeat_count.";
    return cell;
  }
  for (const Select& each : kSelects) {
    if (!word.starts_with(each.word) || (word.size() > each.word.size() && word[each.word.size()] != ' ')) continue;
    const std::size_t skipped = lower.find(each.word) + each.word.size();
    std::string_view rest = std::string_view(spaced).substr(skipped);
    if (lowered(rest).starts_with(" prompt using")) rest.remove_prefix(13);
    if (lowered(rest).starts_with(" from ")) rest.remove_prefix(5);
    return select(each, rest, written);
  }
  if (word == "csv-external" || word == "xml-external" || word == "csv_external" || word == "xml_external") {
    cell.kind = Kind::instance;
    cell.extension = word.substr(0, 3);
    return cell;
  }
  cell.kind = Kind::question;
  if (word == "osm" || word.starts_with("osm ")) {
    cell.kind = Kind::osm;
    cell.type = Type::file;
  } else if (word == "phone number") {
    cell.type = Type::text;
    cell.constraint = "regex(., '^\\d*$')";
    cell.appearance = "numbers";
  } else if (const auto type = typeFromWord(word); type && *type != Type::group && *type != Type::repeat) {
    cell.type = *type;
  } else if (const auto older =
                 std::find_if(std::begin(kOlder), std::end(kOlder), [&](const auto& o) { return o.first == word; });
             older != std::end(kOlder)) {
    cell.type = older->second;
    if (word == "signature") cell.appearance = "signature";
  } else {
    cell.kind = Kind::unknown;
    cell.problem = unknownType(written, word);
  }
  return cell;
}

bool isShown(Type type) {
  switch (type) {
    case Type::calculate:
    case Type::hidden:
    case Type::start:
    case Type::end:
    case Type::today:
    case Type::username:
    case Type::email:
    case Type::audit:
    case Type::startGeopoint:
    case Type::backgroundAudio:
    case Type::deviceid:
    case Type::subscriberid:
    case Type::simserial:
    case Type::phonenumber:
      return false;
    default:
      return true;
  }
}

}  // namespace limen::forms
