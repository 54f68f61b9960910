// SPDX-License-Identifier: Apache-2.0
#include "protection/governance_sheets.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>

#include "protection/form_layout.h"
#include "protection/governance.h"
#include "protection/risk.h"
#include "protection/words.h"

namespace limen {

namespace {

constexpr std::uint32_t kMaxRetentionDays = 36'525;  // a hundred years

std::string words(auto&& list) {
  return sentenceList({list.begin(), list.end()});
}

const forms::Sheet* rowsOf(const GovernanceReading& in, const char* name) {
  const forms::Sheet* sheet = in.workbook.sheet(name);
  if (sheet == nullptr || sheet->rows.empty()) return nullptr;
  if (sheet->rows.size() > kMaxGovernanceRows)
    in.findings.error(sheet->name, sheet->rows[kMaxGovernanceRows].number, "name",
                      "The sheet has more than " + std::to_string(kMaxGovernanceRows) + " rows; join some of them.");
  return sheet;
}

const forms::Sheet* neededRows(const GovernanceReading& in, const char* name, const std::string& columns) {
  const forms::Sheet* sheet = rowsOf(in, name);
  if (sheet == nullptr)
    in.findings.error(name, 0, "",
                      "The workbook has no rows in a sheet " + inQuotes(name) + "; add the sheet with the columns " + columns + '.');
  return sheet;
}

struct Line {
  const GovernanceReading& in;
  const forms::Sheet& sheet;
  const forms::Row& row;
  const std::string& operator[](std::string_view column) const { return sheet.cell(row, column); }
  void error(std::string column, std::string message) const {
    in.findings.error(sheet.name, row.number, std::move(column), std::move(message));
  }
  void need(bool holds, const char* column, std::string message) const {
    if (!holds) error(column, std::move(message));
  }
  // A name of its own, or "" and a finding.
  std::string name(std::set<std::string>& seen, const char* column = "name") const {
    const std::string& text = (*this)[column];
    if (!isWord(text))
      error(column, "The name " + inQuotes(text) + " cannot be used; a name has 1 to 32 of the signs a-z, 0-9, _ and -, a letter first.");
    else if (!seen.insert(text).second)
      error(column, "The name " + inQuotes(text) + " stands twice in this sheet; give each row a name of its own.");
    else
      return text;
    return {};
  }
  std::optional<forms::Date> date(const char* column) const {
    const auto out = dateFrom((*this)[column]);
    if (!out) error(column, inQuotes((*this)[column]) + " is not a day; write it as 2026-11-23.");
    return out;
  }
};

// "30 days", "12 months", "2 years": a month has 30 days and a year 365, so that nothing outlives what was written.
std::optional<std::uint32_t> duration(std::string_view text) {
  std::uint32_t count = 0;
  const auto [end, cause] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (cause != std::errc{} || count == 0 || count > kMaxRetentionDays) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
  if (unit.ends_with('s')) unit.remove_suffix(1);
  const std::uint64_t days = std::uint64_t{count} * (unit == "day" ? 1 : unit == "week" ? 7 : unit == "month" ? 30 : unit == "year" ? 365 : 0);
  if (days == 0 || days > kMaxRetentionDays) return std::nullopt;
  return static_cast<std::uint32_t>(days);
}

template <class Named>
bool contains(const std::vector<Named>& all, std::string_view name) {
  return std::any_of(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
}

forms::Translations plainTexts(const Line& line, const char* key) {
  forms::Translations texts = textsOf(line.sheet, line.row, key, line.in.languages, true, line.in.findings);
  for (const auto& [language, text] : texts) {
    line.need(!holdsMarkup(text), column(key, language).c_str(), "The text holds HTML; write plain words, and empty lines between paragraphs.");
    line.need(text.size() <= kMaxNoticeBytes, column(key, language).c_str(),
              "The text has more than " + std::to_string(kMaxNoticeBytes) + " bytes; nobody reads that at a border, shorten it.");
  }
  return texts;
}

}  // namespace

bool holdsMarkup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!') return true;
  }
  return false;
}

std::optional<forms::Date> dateFrom(std::string_view text) {
  int parts[3] = {};
  constexpr std::size_t kAt[] = {0, 5, 8}, kSize[] = {4, 2, 2};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (int i = 0; i < 3; ++i) {
    const char* from = text.data() + kAt[i];
    const auto [end, cause] = std::from_chars(from, from + kSize[i], parts[i]);
    if (cause != std::errc{} || end != from + kSize[i] || parts[i] < 0) return std::nullopt;
  }
  const std::chrono::year_month_day day{std::chrono::year{parts[0]}, std::chrono::month{static_cast<unsigned>(parts[1])},
                                        std::chrono::day{static_cast<unsigned>(parts[2])}};
  if (!day.ok()) return std::nullopt;
  return forms::Date{day};
}

std::string textOfDate(forms::Date date) {
  return forms::toLexical(forms::Value{date});
}

void readRetentions(const GovernanceReading& in, Programme& out) {
  const forms::Sheet* sheet = neededRows(in, "retention", "name, duration, event and hold");
  if (sheet == nullptr) return;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    Retention each;
    each.name = line.name(seen);
    const auto days = duration(line["duration"]);
    line.need(days.has_value(), "duration", inQuotes(line["duration"]) + " is not a duration; write for example 30 days, 12 months or 2 years.");
    each.days = days.value_or(0);
    each.event = line["event"];
    if (each.event.empty())
      line.error("event", "The retention " + inQuotes(each.name) + " does not say from which event it is counted; write " + words(kCaseEvents) + '.');
    else if (!oneOf(kCaseEvents, each.event))
      line.error("event", inQuotes(each.event) + " is not an event that a case knows; write " + words(kCaseEvents) + '.');
    const std::string& hold = line["hold"];
    line.need(hold == "none" || hold == "two_persons", "hold",
              inQuotes(hold) + " is not a rule for holding; write two_persons, or none where nothing may be kept longer.");
    each.mayHold = hold == "two_persons";
    if (!each.name.empty()) out.retentions.push_back(std::move(each));
  }
}

void readAssessments(const GovernanceReading& in, Programme& out) {
  const forms::Sheet* sheet = rowsOf(in, "assessment");
  if (sheet == nullptr) return;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    Assessment each;
    each.id = line["id"];
    line.need(!each.id.empty(), "id", "This assessment has no id; write the one under which it is filed.");
    line.need(each.id.empty() || seen.insert(each.id).second, "id", "The id " + inQuotes(each.id) + " stands twice in this sheet; give each its own.");
    each.kind = line["kind"];
    line.need(oneOf(kAssessmentKinds, each.kind), "kind", inQuotes(each.kind) + " is not a kind of assessment; write " + words(kAssessmentKinds) + '.');
    const auto made = line.date("date"), review = line.date("review");
    if (!made || !review) continue;
    line.need(*review > *made, "review", "The review comes before the assessment; write a later day.");
    line.need(!in.today || *review >= *in.today, "review",
              "The review of " + inQuotes(each.id) + " was due on " + textOfDate(*review) + "; review it and write its new id, date and review.");
    line.need(!in.today || *made <= *in.today, "date", "The assessment is dated in the future; write the day on which it was made.");
    each.made = *made;
    each.review = *review;
    if (!each.id.empty()) out.assessments.push_back(std::move(each));
  }
}

void readNotices(const GovernanceReading& in, Programme& out) {
  const forms::Sheet* sheet = neededRows(in, "notices", "name, version and text");
  if (sheet == nullptr) return;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    Notice each;
    each.name = line.name(seen);
    const std::string& version = line["version"];
    const auto [end, cause] = std::from_chars(version.data(), version.data() + version.size(), each.version);
    line.need(cause == std::errc{} && end == version.data() + version.size() && each.version > 0, "version",
              inQuotes(version) + " is not a version; write 1, and one more whenever the text changes.");
    each.text = plainTexts(line, "text");
    if (!each.name.empty()) out.notices.push_back(std::move(each));
  }
}

void readStewards(const GovernanceReading& in, Programme& out) {
  const forms::Sheet* sheet = neededRows(in, "stewards", "duty and owner, one row for each of " + words(kDuties));
  if (sheet == nullptr) return;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    Steward each{line["duty"], line["owner"]};
    if (!oneOf(kDuties, each.duty)) {
      line.error("duty", inQuotes(each.duty) + " is not a duty of a steward; write " + words(kDuties) + '.');
      continue;
    }
    line.need(seen.insert(each.duty).second, "duty", "The duty " + inQuotes(each.duty) + " stands twice; one office answers for it.");
    line.need(!each.owner.empty(), "owner", "Nobody answers for " + each.duty + "; write the office or the function that does.");
    out.stewards.push_back(std::move(each));
  }
  for (const std::string_view duty : kDuties)
    if (!seen.contains(std::string(duty)))
      in.findings.error(sheet->name, 0, "duty", "The duty " + inQuotes(duty) + " is missing; add a row with the office that answers for it.");
}

void readRisks(const GovernanceReading& in, const forms::FormDefinition& form, Programme& out) {
  const forms::Sheet* sheet = rowsOf(in, "risk");
  if (sheet == nullptr) return;
  std::set<std::string> seen;
  std::vector<RiskRule> rules;
  std::vector<const forms::Row*> rows;
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    RiskRule each;
    each.name = line.name(seen);
    each.condition = line["condition"];
    line.need(!each.condition.empty(), "condition", "The rule " + inQuotes(each.name) + " has no condition; write an expression over the answers, for example ${under_18} = 'yes'.");
    each.safeguards = splitWords(line["safeguards"]);
    line.need(!each.safeguards.empty(), "safeguards", "The rule triggers nothing; write one or more of " + words(kSafeguards) + '.');
    for (const std::string& word : each.safeguards)
      line.need(oneOf(kSafeguards, word), "safeguards", inQuotes(word) + " is not a safeguard; write " + words(kSafeguards) + ". A rule never decides about a person.");
    const auto asks = [&](const char* word) { return std::find(each.safeguards.begin(), each.safeguards.end(), word) != each.safeguards.end(); };
    each.readers = splitWords(line["readers"]);
    line.need(!asks("narrow") || !each.readers.empty(), "readers", "The safeguard narrow needs the roles that are left; name at least one of sheet \"roles\".");
    for (const std::string& role : each.readers)
      line.need(contains(out.roles, role), "readers", "The role " + inQuotes(role) + " is not in sheet \"roles\"; add it there or correct it here.");
    each.retention = line["retention"];
    line.need(!asks("shorten") || retentionOf(out, each.retention) != nullptr, "retention",
              "The safeguard shorten needs a name of sheet \"retention\"; " + inQuotes(each.retention) + " is none.");
    each.label = plainTexts(line, "label");
    if (each.name.empty() || each.condition.empty()) continue;
    rules.push_back(std::move(each));
    rows.push_back(&row);
  }
  for (auto& [rule, sentence] : checkRiskRules(rules, form)) {
    if (!sentence.ends_with('.')) sentence += '.';
    in.findings.error(sheet->name, rows[rule]->number, "condition", std::move(sentence));
  }
  out.risks = std::move(rules);
}

// Asked once the form is compiled and each question has its compartment.
void warnOfNarrowing(const forms::Workbook& workbook, const Programme& programme, Findings& findings) {
  const forms::Sheet* sheet = workbook.sheet("risk");
  if (sheet == nullptr) return;
  for (const RiskRule& rule : programme.risks) {
    for (const auto& [compartment, roles] : lackingFor(programme, rule)) {
      std::string left;
      for (const std::string& role : roles) left += (left.empty() ? "" : " ") + role;
      const auto row = std::find_if(sheet->rows.begin(), sheet->rows.end(), [&](const forms::Row& each) { return sheet->cell(each, "name") == rule.name; });
      findings.warning("risk", row == sheet->rows.end() ? 0 : row->number, "readers", "The rule " + inQuotes(rule.name) + " leaves " + (left.empty() ? "none" : left) + " of the readers of " + inQuotes(compartment) +
                                                 ", and no compartment without questions has these: its records need a second person instead. Add a row to "
                                                 "\"compartments\" with these readers and no lower sensitivity.");
    }
  }
}

void readPartners(const GovernanceReading& in, const forms::FormDefinition& form, Programme& out) {
  const forms::Sheet* sheet = rowsOf(in, "partners");
  if (sheet == nullptr) return;
  std::set<std::string> seen, questions;
  walkForm(form.nodes, [&](std::uint32_t, const forms::Node& node, int) {
    if (forms::storesAnswer(node.type)) questions.insert(node.name);
  });
  for (const forms::Row& row : sheet->rows) {
    const Line line{in, *sheet, row};
    Partner each;
    each.name = line.name(seen);
    each.purposes = splitWords(line["purposes"]);
    line.need(!each.purposes.empty(), "purposes", "The partner " + inQuotes(each.name) + " has no purpose; name one of sheet \"purposes\".");
    for (const std::string& purpose : each.purposes)
      line.need(contains(out.purposes, purpose), "purposes", "The purpose " + inQuotes(purpose) + " is not in sheet \"purposes\".");
    each.answers = splitWords(line["answers"]);
    line.need(!each.answers.empty(), "answers", "The partner " + inQuotes(each.name) + " gets no answer; name the questions, or take the row out.");
    for (const std::string& answer : each.answers)
      line.need(questions.contains(answer), "answers", "The question " + inQuotes(answer) + " is not in sheet \"survey\" or stores no answer.");
    each.agreement = line["agreement"];
    line.need(!each.agreement.empty(), "agreement", "No agreement stands behind this partner; write the id under which it is filed.");
    const auto expires = line.date("expiry");
    if (!expires) continue;
    line.need(!in.today || *expires >= *in.today, "expiry",
              "The agreement with " + inQuotes(each.name) + " ended on " + textOfDate(*expires) + "; renew it or take the row out.");
    each.expires = *expires;
    if (!each.name.empty()) out.partners.push_back(std::move(each));
  }
}

}  // namespace limen
