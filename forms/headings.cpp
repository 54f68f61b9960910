// SPDX-License-Identifier: Apache-2.0
#include "forms/headings.h"

#include <algorithm>
#include <array>

namespace limen::forms {

namespace {

constexpr std::array<std::string_view, 34> kSurvey{"type",
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
                                                   "media::image",
                                                   "media::audio",
                                                   "media::video",
                                                   "media::big_image",
                                                   "autoplay",
                                                   "save_to",
                                                   "intent",
                                                   "count",
                                                   "bind::type",
                                                   "note",
                                                   "notes"};
constexpr std::array<std::string_view, 11> kChoices{"list_name",    "name",         "label",        "image",     "audio", "video",
                                                    "media::image", "media::audio", "media::video", "big_image", "order"};
constexpr std::array<std::string_view, 12> kSettings{
    "form_title", "form_id",        "version",   "default_language", "instance_name",           "style",
    "public_key", "submission_url", "auto_send", "auto_delete",      "allow_choice_duplicates", "name"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSurveyAliases{{
    {"relevance", "relevant"},
    {"skippattern", "relevant"},
    {"readonly", "read_only"},
    {"calculate", "calculation"},
    {"constraint_msg", "constraint_message"},
    {"constraintmsg", "constraint_message"},
    {"constraining_message", "constraint_message"},
    {"required_msg", "required_message"},
    {"requiredmsg", "required_message"},
    {"repeatcount", "repeat_count"},
    {"caption", "label"},
    {"bind::relevant", "relevant"},
    {"bind::required", "required"},
    {"bind::constraint", "constraint"},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kChoiceAliases{
    {{"value", "name"}, {"listname", "list_name"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSettingAliases{
    {{"title", "form_title"}, {"id_string", "form_id"}}};

// Slips of the finger between two words: a letter more, less, other, or two swapped.
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known) {
  constexpr std::size_t kLongWord = 64;
  if (word.size() > kLongWord) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t fewest = word.size() < 4 ? 1 : word.size() < 7 ? 2 : 3;  // one more than is allowed
  for (const auto candidate : known) {
    const std::size_t count = slips(word, candidate);
    if (count == 0) return std::nullopt;
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

Columns::Columns(const Sheet& sheet, Kind kind, std::vector<Finding>& findings) : sheet_(sheet) {
  std::span<const std::string_view> known;
  std::span<const std::pair<std::string_view, std::string_view>> aliases;
  switch (kind) {
    case Kind::survey:
      known = kSurvey;
      aliases = kSurveyAliases;
      break;
    case Kind::choices:
      known = kChoices;
      aliases = kChoiceAliases;
      break;
    case Kind::settings:
      known = kSettings;
      aliases = kSettingAliases;
      break;
  }
  for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
    if (sheet.headings[i].empty()) continue;
    Column column{i, headingKey(sheet.headings[i]), {}};
    const bool knownWhole = std::find(known.begin(), known.end(), column.key) != known.end();
    const bool ours = column.key.starts_with("protect::");
    if (const auto cut = column.key.rfind("::"); cut != std::string::npos && !knownWhole && !ours &&
                                                 !column.key.starts_with("bind::") && !column.key.starts_with("body::")) {
      column.language = column.key.substr(cut + 2);
      column.key.resize(cut);
    }
    for (const auto& [alias, canonical] : aliases) {
      if (column.key == alias) column.key = canonical;
    }
    const bool isKnown = std::find(known.begin(), known.end(), column.key) != known.end();
    if (!isKnown && !ours) {
      if (const auto meant = nearestWord(column.key, known))
        findings.push_back({Severity::warning, sheet.name, 0, sheet.headings[i],
                            "The column \"" + sheet.headings[i] + "\" is not known and is ignored; did you mean \"" +
                                std::string(*meant) + "\"?"});
    }
    const bool twice = std::any_of(columns_.begin(), columns_.end(),
                                   [&](const Column& c) { return c.key == column.key && c.language == column.language; });
    // `id_string` beside `form_id` is an old form that was kept up to date: the later heading counts as the first when that one
    // is empty.
    if (twice && isKnown && kind != Kind::settings)
      findings.push_back({Severity::warning, sheet.name, 0, sheet.headings[i],
                          "The column \"" + sheet.headings[i] + "\" stands there twice; the first one counts."});
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
