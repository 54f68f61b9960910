// SPDX-License-Identifier: Apache-2.0
#include "protection/annotate.h"

#include <algorithm>
#include <map>
#include <set>

#include "protection/form_layout.h"
#include "protection/minimise.h"
#include "protection/sheets.h"
#include "protection/words.h"

namespace limen {

namespace {

using forms::Type;

struct Hint {
  std::string_view word, category, minimise;  // whole words of a name or label; the first that is found counts
};
constexpr Hint kHints[] = {
    {"fingerprint", "biometric", "drop"},   {"iris", "biometric", "drop"},        {"photo", "biometric", "drop"},
    {"pregnant", "health", ""},             {"disability", "health", ""},         {"illness", "health", ""},
    {"disease", "health", ""},              {"medicine", "health", ""},           {"medical", "health", ""},
    {"health", "health", ""},               {"vaccinated", "health", ""},         {"injury", "health", ""},
    {"asylum", "legal_status", ""},         {"refugee", "legal_status", ""},      {"visa", "legal_status", ""},
    {"legal", "legal_status", ""},          {"permit", "legal_status", ""},       {"detained", "legal_status", ""},
    {"passport", "document", "yes-no"},     {"document", "document", ""},         {"birth", "birth", "year"},
    {"dob", "birth", "year"},               {"age", "birth", "age-band(5)"},      {"mother", "family", ""},
    {"father", "family", ""},               {"spouse", "family", ""},             {"child", "family", ""},
    {"children", "family", ""},             {"household", "family", ""},          {"family", "family", ""},
    {"relationship", "family", ""},         {"marital", "family", ""},            {"phone", "contact", ""},
    {"telephone", "contact", ""},           {"mobile", "contact", ""},            {"email", "contact", ""},
    {"address", "location", ""},            {"gps", "location", "coarsen(0.1)"},  {"village", "location", ""},
    {"camp", "location", ""},               {"region", "location", ""},           {"district", "location", ""},
    {"nationality", "nationality", ""},     {"citizenship", "nationality", ""},   {"ethnicity", "ethnicity", "drop"},
    {"ethnic", "ethnicity", "drop"},        {"tribe", "ethnicity", "drop"},       {"clan", "ethnicity", "drop"},
    {"race", "ethnicity", "drop"},          {"religion", "belief", "drop"},       {"religious", "belief", "drop"},
    {"faith", "belief", "drop"},            {"political", "belief", "drop"},      {"sexual", "health", "drop"},
    {"sex", "sex", ""},                     {"gender", "sex", ""},                {"language", "language", ""},
    {"consent", "consent", ""},             {"enumerator", "staff", ""},          {"interviewer", "staff", ""},
    {"arrival", "travel", ""},              {"travel", "travel", ""},             {"displacement", "travel", ""},
    {"name", "name", "initial"},            {"names", "name", "initial"},         {"firstname", "name", "initial"},
    {"lastname", "name", "initial"},        {"surname", "name", "initial"},       {"forename", "name", "initial"},
};

std::set<std::string> wordsOf(const std::string& text) {
  std::set<std::string> out;
  std::string word;
  for (const char c : lowerCase(text) + ' ') {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else if (!word.empty()) {
      out.insert(std::move(word));
      word.clear();
    }
  }
  return out;
}

Proposal proposalFor(const forms::Node& node, const std::string& label) {
  Proposal out{node.row, node.name, "needs", "", "", ""};
  const auto take = [&](std::string_view category, std::string_view minimise, std::string because) {
    out.category = category;
    out.minimise = minimise;
    out.because = std::move(because);
  };
  const std::set<std::string> name = wordsOf(node.name), said = wordsOf(label);
  const auto hint = [&](const std::set<std::string>& words) {
    return std::find_if(std::begin(kHints), std::end(kHints), [&](const Hint& each) { return words.contains(std::string(each.word)); });
  };
  const std::string type = "type " + std::string(forms::xlsformWord(node.type));
  if (node.type == Type::start || node.type == Type::end || node.type == Type::today)
    take("none", "", type);
  else if (node.type == Type::username || node.type == Type::email || node.type == Type::audit)
    take("staff", "drop", type);
  else if (const auto* byName = hint(name); byName != std::end(kHints))
    take(byName->category, byName->minimise, "\"" + std::string(byName->word) + "\" in its name");
  else if (const auto* byLabel = hint(said); byLabel != std::end(kHints))
    take(byLabel->category, byLabel->minimise, "\"" + std::string(byLabel->word) + "\" in its label");
  else if (node.type == Type::geopoint || node.type == Type::geotrace || node.type == Type::geoshape || node.type == Type::startGeopoint)
    take("location", "coarsen(0.1)", type);
  else if (forms::isMedia(node.type))
    take("document", "drop", type);
  else if (node.type == Type::text)
    take("free_text", "as-is", type);
  else
    take("needs", "", "nothing speaks for more");
  const auto minimise = minimiseFromWord(out.minimise);
  if (!minimise || !canApply(*minimise, node.type)) out.minimise = "as-is";
  if (out.minimise.empty()) out.minimise = "as-is";
  out.compartment = categoryOf(out.category)->compartment;
  return out;
}

forms::Sheet sheetOf(std::string name, std::vector<std::string> headings, const std::vector<std::vector<std::string>>& rows) {
  forms::Sheet out{std::move(name), std::move(headings), {}};
  for (const auto& cells : rows) {
    out.rows.push_back({static_cast<std::uint32_t>(out.rows.size() + 2), cells});
    out.rows.back().cells.resize(out.headings.size());
  }
  return out;
}

class Annotation {
 public:
  Annotation(const forms::Workbook& from, const forms::FormDefinition& form) : form_(form), languages_(languagesOf(form)) {
    out_.workbook = from;
  }

  Annotated run() {
    std::map<std::uint32_t, const Proposal*> byRow;
    walkForm(form_.nodes, [&](std::uint32_t, const forms::Node& node, int) {
      if (forms::storesAnswer(node.type)) out_.proposals.push_back(proposalFor(node, labelOf(node)));
    });
    for (const Proposal& each : out_.proposals) byRow.emplace(each.row, &each);
    for (forms::Sheet& sheet : out_.workbook.sheets)
      if (lowerCase(sheet.name) == "survey") columns(sheet, byRow);
    sheets();
    return std::move(out_);
  }

 private:
  std::string labelOf(const forms::Node& node) const {
    std::string out;
    for (const auto& [language, text] : node.label) out += text + ' ';
    return out;
  }

  void columns(forms::Sheet& sheet, const std::map<std::uint32_t, const Proposal*>& byRow) {
    for (const char* each : {"protect::category", "protect::purpose", "protect::compartment", "protect::minimise"})
      sheet.headings.emplace_back(each);
    for (const std::string& language : languages_) sheet.headings.push_back(column("protect::why", language));
    for (forms::Row& row : sheet.rows) {
      const auto at = byRow.find(row.number);
      const std::size_t before = sheet.headings.size() - 4 - languages_.size();
      row.cells.resize(before);
      if (at != byRow.end())
        row.cells.insert(row.cells.end(), {at->second->category, "", at->second->compartment, at->second->minimise});
      row.cells.resize(sheet.headings.size());
    }
  }

  // Headings and names; the words that people read are for the author to write, in each language.
  void sheets() {
    const auto with = [&](std::vector<std::string> headings, std::string_view key) {
      for (const std::string& language : languages_) headings.push_back(column(key, language));
      return headings;
    };
    auto purposes = with({"name", "legal_basis", "recipients", "retention", "assessment"}, "label");
    for (const std::string& language : languages_) purposes.push_back(column("explanation", language));
    add(sheetOf("purposes", std::move(purposes), {}));
    std::vector<std::vector<std::string>> rows;
    std::set<std::string> used{std::string(kOperational)};
    for (const Proposal& each : out_.proposals) used.insert(each.compartment);
    for (const std::string& name : used) {
      const bool apart = name == "health" || name == "legal";
      rows.push_back({name, apart ? "3" : name == kOperational ? "1" : "2", name == kOperational ? "officer case_worker" : "case_worker"});
      for (std::size_t i = 0; i < languages_.size(); ++i) rows.back().push_back(name);
    }
    add(sheetOf("compartments", with({"name", "sensitivity", "readers"}, "label"), rows));
    rows = {{"officer", "capture sync"}, {"case_worker", "read amend sync"}, {"data_protection_officer", "protect"}, {"auditor", "audit"}};
    for (auto& row : rows) {
      const std::string name = row.front();
      for (std::size_t i = 0; i < languages_.size(); ++i) row.push_back(name);
    }
    add(sheetOf("roles", with({"name", "permissions"}, "label"), rows));
    add(sheetOf("retention", {"name", "duration", "event", "hold"}, {{"case", "12 months", "case_closed", "two_persons"}}));
    add(sheetOf("notices", with({"name", "version"}, "text"), {}));
    add(sheetOf("stewards", {"duty", "owner"}, {{"stewardship"}, {"consent"}, {"access"}, {"retention"}}));
    add(sheetOf("assessment", {"id", "kind", "date", "review"}, {}));
  }
  void add(forms::Sheet sheet) {
    if (out_.workbook.sheet(sheet.name) == nullptr) out_.workbook.sheets.push_back(std::move(sheet));
  }

  const forms::FormDefinition& form_;
  std::vector<std::string> languages_;
  Annotated out_;
};

}  // namespace

Annotated annotate(const forms::Workbook& workbook, const forms::FormDefinition& form) {
  return Annotation(workbook, form).run();
}

}  // namespace limen
