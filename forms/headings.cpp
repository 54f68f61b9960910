// SPDX-License-Identifier: Apache-2.0
#include "forms/headings.h"

#include <algorithm>
#include <array>

#include "forms/lexical.h"
#include "forms/wording.h"

namespace limen::forms {

namespace {

using Words = std::span<const std::string_view>;
using Aliases = std::span<const std::pair<std::string_view, std::string_view>>;

constexpr std::string_view kSurvey[] = {"type",
                                        "name",
                                        "label",
                                        "hint",
                                        "guidance_hint",
                                        "relevant",
                                        "required",
                                        "required_message",
                                        "constraint",
                                        "constraint_message",
                                        "calculation",
                                        "default",
                                        "read_only",
                                        "choice_filter",
                                        "repeat_count",
                                        "appearance",
                                        "parameters",
                                        "trigger",
                                        "disabled",
                                        "image",
                                        "audio",
                                        "video",
                                        "big_image",
                                        "autoplay",
                                        "save_to",
                                        "intent",
                                        "rows",
                                        "note",
                                        "notes",
                                        "bind::type",
                                        "no_app_error_string",
                                        "accuracy_threshold"};
constexpr std::string_view kChoices[] = {"list_name", "name", "label", "image", "audio", "video", "big_image", "order"};
constexpr std::string_view kSettings[] = {"form_title",
                                          "form_id",
                                          "version",
                                          "default_language",
                                          "instance_name",
                                          "style",
                                          "public_key",
                                          "submission_url",
                                          "auto_send",
                                          "auto_delete",
                                          "allow_choice_duplicates",
                                          "name",
                                          "namespaces",
                                          "instance_xmlns",
                                          "omit_instanceid",
                                          "clean_text_values",
                                          "instance_id",
                                          "sms_keyword",
                                          "sms_separator",
                                          "sms_allow_media",
                                          "sms_date_format",
                                          "sms_datetime_format",
                                          "prefix",
                                          "delimiter",
                                          "add_none_option",
                                          "client_editable"};
constexpr std::string_view kEntities[] = {"list_name", "entity_id", "create_if", "update_if", "label", "repeat"};

constexpr std::pair<std::string_view, std::string_view> kSurveyAliases[] = {
    {"command", "type"},
    {"tag", "name"},
    {"value", "name"},
    {"caption", "label"},
    {"relevance", "relevant"},
    {"skippattern", "relevant"},
    {"readonly", "read_only"},
    {"calculate", "calculation"},
    {"constraint_msg", "constraint_message"},
    {"constraintmsg", "constraint_message"},
    {"constraining_message", "constraint_message"},
    {"jr:constraintmsg", "constraint_message"},
    {"required_msg", "required_message"},
    {"requiredmsg", "required_message"},
    {"jr:requiredmsg", "required_message"},
    {"repeatcount", "repeat_count"},
    {"count", "repeat_count"},
    {"jr:count", "repeat_count"},
    {"noapperrorstring", "no_app_error_string"},
    {"bind::relevant", "relevant"},
    {"bind::required", "required"},
    {"bind::constraint", "constraint"},
    {"bind::calculate", "calculation"},
    {"bind::calculation", "calculation"},
    {"bind::readonly", "read_only"},
    {"bind::read_only", "read_only"},
    {"bind::jr:constraintmsg", "constraint_message"},
    {"bind::jr:requiredmsg", "required_message"},
    {"bind::jr:noapperrorstring", "no_app_error_string"},
    {"bind::entities:saveto", "save_to"},
    {"saveto", "save_to"},
    {"body::appearance", "appearance"},
    {"body::jr:count", "repeat_count"},
    {"body::rows", "rows"},
    {"body::intent", "intent"},
    {"body::autoplay", "autoplay"},
    {"body::accuracythreshold", "accuracy_threshold"},
    {"accuracythreshold", "accuracy_threshold"},
    {"guidance", "guidance_hint"},
};
constexpr std::pair<std::string_view, std::string_view> kChoiceAliases[] = {
    {"value", "name"}, {"listname", "list_name"}, {"list", "list_name"}, {"caption", "label"}};
constexpr std::pair<std::string_view, std::string_view> kSettingAliases[] = {
    {"title", "form_title"}, {"id_string", "form_id"},    {"set_form_title", "form_title"}, {"set_form_id", "form_id"},
    {"formid", "form_id"},   {"formtitle", "form_title"}, {"language", "default_language"}, {"style::theme", "style"}};
constexpr std::pair<std::string_view, std::string_view> kEntityAliases[] = {{"dataset", "list_name"}, {"listname", "list_name"}};

struct SheetWords {
  Words known;
  Aliases aliases;
};
SheetWords wordsOf(Columns::Kind kind) {
  switch (kind) {
    case Columns::Kind::survey:
      return {kSurvey, kSurveyAliases};
    case Columns::Kind::choices:
      return {kChoices, kChoiceAliases};
    case Columns::Kind::settings:
      return {kSettings, kSettingAliases};
    case Columns::Kind::entities:
      break;
  }
  return {kEntities, kEntityAliases};
}

bool contains(Words known, std::string_view word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

std::string plainWord(std::string_view part) {
  std::string out = lowered(trimmed(part));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return out;
}

// "label:English" and "label::English" are one heading; in "jr:count" the colon belongs to the word.
std::vector<std::string> partsOf(std::string_view heading) {
  const bool twice = heading.find("::") != std::string_view::npos;
  const std::string_view by = twice ? "::" : ":";
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= heading.size();) {
    const std::size_t end = std::min(heading.find(by, at), heading.size());
    const std::string_view part = trimmed(heading.substr(at, end - at));
    static constexpr std::string_view kPrefixes[] = {"jr", "odk", "orx", "kb", "entities", "esri"};
    const bool belongs = !twice && !parts.empty() && contains(kPrefixes, lowered(parts.back()));
    if (belongs) {
      parts.back() += ":" + std::string(part);
    } else {
      parts.emplace_back(part);
    }
    at = end + by.size();
  }
  return parts;
}

Column columnOf(const std::string& heading, std::size_t index, const SheetWords& sheet) {
  Column column;
  column.index = index;
  const auto parts = partsOf(heading);
  column.key = plainWord(parts.front());
  std::size_t used = 1;
  if (column.key == "protect") {
    column.key = headingKey(heading);
    column.known = true;
    return column;
  }
  static constexpr std::string_view kFamilies[] = {"bind", "body", "control", "media", "instance", "attribute"};
  if (parts.size() > 1 && contains(kFamilies, column.key)) {
    const std::string second = plainWord(parts[1]);
    column.key = column.key == "media" ? second : (column.key == "control" ? "body" : column.key) + "::" + second;
    used = 2;
  }
  for (; used < parts.size(); ++used) column.language += (column.language.empty() ? "" : "::") + parts[used];
  const auto alias =
      std::find_if(sheet.aliases.begin(), sheet.aliases.end(), [&](const auto& a) { return a.first == column.key; });
  if (alias != sheet.aliases.end()) column.key = alias->second;
  column.known = contains(sheet.known, column.key);
  return column;
}

constexpr std::size_t kLongWord = 64;

// Slips of the finger between two words of at most kLongWord: a letter more, less, other, or two swapped. `limit` where there are
// as many or more.
std::size_t slips(std::string_view a, std::string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) >= limit) return limit;
  std::array<std::size_t, kLongWord + 4> before{}, last{}, now{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    std::size_t fewest = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
      fewest = std::min(fewest, now[j]);
    }
    if (fewest > limit) return limit;  // a swap reaches back two rows, so a row at the limit may still be mended
    before = last;
    last = now;
  }
  return std::min(last[b.size()], limit);
}

}  // namespace

std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > kLongWord) return std::nullopt;
  std::optional<std::string_view> best;
  if (std::find(known.begin(), known.end(), word) != known.end()) return std::nullopt;
  std::size_t fewest = word.size() < 4 ? 1 : word.size() < 7 ? 2 : 3;  // one more than is allowed
  for (const auto candidate : known) {
    const std::size_t count = slips(word, candidate, fewest);
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

std::string attributeOf(std::string_view heading) {
  const auto mark = heading.find(':');
  if (mark == std::string_view::npos || plainWord(heading.substr(0, mark)) != "instance") return {};
  heading.remove_prefix(mark + (heading.substr(mark).starts_with("::") ? 2 : 1));
  const std::string name(trimmed(heading));
  return isName(name) && !lowered(name).starts_with("xml") ? name : std::string();
}

Columns::Columns(const Sheet& sheet, Kind kind, std::vector<Finding>& findings) : sheet_(sheet) {
  const SheetWords words = wordsOf(kind);
  const auto warn = [&](std::size_t index, std::string message) {
    findings.push_back({Severity::warning, sheet.name, 0, sheet.headings[index], std::move(message)});
  };
  for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
    if (sheet.headings[i].empty()) continue;
    Column column = columnOf(sheet.headings[i], i, words);
    const std::string quoted = inQuotes(sheet.headings[i]);
    if (!column.known) {
      if (const auto meant = nearestWord(column.key, words.known))
        warn(i, "The column " + quoted + " is not known and is ignored; did you mean \"" + std::string(*meant) + "\"?");
      else if (column.key.starts_with("bind::") || column.key.starts_with("body::") ||
               (column.key.starts_with("instance::") && attributeOf(sheet.headings[i]).empty()))
        warn(i, "The column " + quoted + " is written for another program and is ignored.");
    }
    const bool twice = std::any_of(columns_.begin(), columns_.end(),
                                   [&](const Column& c) { return c.key == column.key && c.language == column.language; });
    // `id_string` beside `form_id` is an old form that was kept up to date: the later heading counts as the first when that one
    // is empty.
    if (twice && column.known && kind != Kind::settings)
      warn(i, "The column " + quoted + " stands there twice; the first one counts.");
    columns_.push_back(std::move(column));
  }
}

const Column* Columns::find(std::string_view key) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.key == key; });
  return found == columns_.end() ? nullptr : &*found;
}

const std::string& Columns::text(const Row& row, std::string_view key) const {
  static const std::string kNothing;
  for (const auto& column : columns_) {
    if (column.key == key && !row.cells[column.index].empty()) return row.cells[column.index];
  }
  return kNothing;
}

std::string Columns::heading(std::string_view key) const {
  const Column* column = find(key);
  return column != nullptr ? sheet_.headings[column->index] : std::string(key);
}

}  // namespace limen::forms
