// SPDX-License-Identifier: Apache-2.0
// tests/forms/matrix/*.tsv: every type, column and appearance of XLSForm with the smallest form that shows it and what must hold.
// docs/xlsform-support.md is made from the same rows. The notation:
//   form   sheets apart by " ## " (survey, choices, settings, entities), rows by " // ", cells by "|"
//   holds  claims apart by " ;; ", in this order done and checked:
//     node.field=text, form.field=text, list.name=a b   the definition
//     clean, refused, says text                         the findings
//     set, is, shows, hides, valid, invalid, offers, instances   a session of it
#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "core/files.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

std::vector<std::string> cut(std::string_view text, std::string_view by) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(by, at);
    if (end == std::string_view::npos) {
      out.emplace_back(text.substr(at));
      return out;
    }
    out.emplace_back(text.substr(at, end - at));
    at = end + by.size();
  }
}

std::string trim(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

Workbook bookFrom(std::string_view notation) {
  static constexpr const char* kNames[] = {"survey", "choices", "settings", "entities"};
  Workbook book;
  const auto sheets = cut(notation, " ## ");
  for (std::size_t i = 0; i < sheets.size() && i < std::size(kNames); ++i) {
    if (trim(sheets[i]).empty()) continue;
    Sheet sheet;
    sheet.name = kNames[i];
    std::uint32_t number = 0;
    for (const auto& line : cut(sheets[i], " // ")) {
      ++number;
      auto cells = cut(line, "|");
      for (auto& cell : cells) cell = trim(cell);
      if (number == 1) {
        sheet.headings = std::move(cells);
      } else {
        cells.resize(sheet.headings.size());
        sheet.rows.push_back({number, std::move(cells)});
      }
    }
    book.sheets.push_back(std::move(sheet));
  }
  if (book.sheet("settings") == nullptr) book.sheets.push_back({"settings", {"form_id"}, {{2, {"t"}}}});
  return book;
}

const Node* nodeNamed(const std::vector<Node>& nodes, const std::string& name) {
  for (const Node& node : nodes) {
    if (node.name == name) return &node;
    if (const Node* below = nodeNamed(node.children, name)) return below;
  }
  return nullptr;
}

std::string first(const Translations& texts) {
  return texts.empty() ? "" : texts.begin()->second;
}

std::string fieldOf(const Node& node, const std::string& field) {
  if (field == "type") return std::string(xlsformWord(node.type));
  if (field == "label") return first(node.label);
  if (field == "hint") return first(node.hint);
  if (field == "guidance") return first(node.guidanceHint);
  if (field == "message") return first(node.constraintMessage);
  if (field == "requiredmessage") return first(node.requiredMessage);
  if (field == "relevant") return node.relevant;
  if (field == "required") return node.required;
  if (field == "default") return node.defaultValue;
  if (field == "readonly") return node.readOnly;
  if (field == "count") return node.repeatCount;
  if (field == "appearance") return node.appearance;
  if (field == "parameters") return node.parameters;
  if (field == "trigger") return node.trigger;
  if (field == "saveto") return node.saveTo;
  if (field == "list") return node.list;
  if (field == "attribute")
    return node.attributes.empty() ? "none" : node.attributes.begin()->first + " " + node.attributes.begin()->second;
  if (field == "items") return node.itemset.nodes;
  if (field == "valuecolumn") return node.itemset.value;
  if (field == "labelcolumn") return node.itemset.label;
  const auto media = node.media.find(field);
  return media == node.media.end() ? "no field " + field : first(media->second);
}

std::string formField(const FormDefinition& form, const std::string& field, const std::string& wanted) {
  if (field == "id") return form.id;
  if (field == "title") return first(form.title);
  if (field == "version") return form.version;
  if (field == "defaultlanguage") return form.defaultLanguage;
  if (field == "instancename") return form.instanceName;
  if (field == "style") return form.style;
  if (field == "root") return form.root;
  if (field == "languages") {
    std::string out;
    for (const auto& language : form.languages) out += (out.empty() ? "" : ",") + language;
    return out;
  }
  if (field == "instance") {
    std::string all;
    for (const auto& instance : form.instances) {
      all = instance.id + " " + instance.source;
      if (all == wanted) return all;
    }
    return all;
  }
  if (form.entities.empty()) return "no entity";
  if (field == "entity") return form.entities[0].list;
  if (field == "container") return form.entities[0].container;
  if (field == "containers") {
    std::string out;
    for (const Entity& entity : form.entities) out += (&entity == &form.entities.front() ? "" : ",") + entity.container;
    return out;
  }
  if (field == "entityid") return form.entities[0].id;
  if (field == "createif") return form.entities[0].createIf;
  if (field == "updateif") return form.entities[0].updateIf;
  return "no field " + field;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

class Claims {
 public:
  explicit Claims(FormReading reading) : reading_(std::move(reading)) {}

  // "" when it holds, else what was there instead.
  std::string check(const std::string& claim) {
    if (claim == "clean") return reading_.findings.empty() ? "" : reading_.findings.front().message;
    if (claim == "refused") return reading_.form ? "it was read" : "";
    if (claim.starts_with("submits ")) {
      Scenario s(compiled(*reading_.form));
      return s.session.submissionXml().find(claim.substr(8)) != std::string::npos ? "" : s.session.submissionXml();
    }
    if (claim.starts_with("says ")) {
      const auto text = claim.substr(5);
      const bool said = std::any_of(reading_.findings.begin(), reading_.findings.end(),
                                    [&](const Finding& f) { return f.message.find(text) != std::string::npos; });
      return said ? "" : reading_.findings.empty() ? "nothing was said" : reading_.findings.front().message;
    }
    if (!reading_.form) return reading_.findings.empty() ? "no form" : reading_.findings.front().message;
    const auto equals = claim.find('=');
    const std::string left = claim.substr(0, equals), right = equals == std::string::npos ? "" : claim.substr(equals + 1);
    const auto space = left.find(' ');
    if (space != std::string::npos) return inSession(left.substr(0, space), left.substr(space + 1), right);
    const auto dot = left.find('.');
    if (dot == std::string::npos) return "no such claim";
    const std::string whose = left.substr(0, dot), field = left.substr(dot + 1);
    std::string found;
    if (whose == "form") {
      found = formField(*reading_.form, field, right);
    } else if (whose == "list") {
      std::vector<std::string> names;
      const auto list = reading_.form->lists.find(field);
      if (list != reading_.form->lists.end()) {
        for (const auto& choice : list->second) names.push_back(choice.name);
      }
      found = joined(names);
    } else if (const Node* node = nodeNamed(reading_.form->nodes, whose)) {
      found = fieldOf(*node, field);
    } else {
      found = "no node";
    }
    return found == right ? "" : found;
  }

 private:
  std::string inSession(const std::string& what, const std::string& path, const std::string& wanted) {
    if (!scenario_) scenario_ = std::make_unique<Scenario>(compiled(*reading_.form));
    const auto is = [](bool holds) { return std::string(holds ? "" : "it is not"); };
    const auto same = [&](const std::string& found) { return found == wanted ? std::string() : found; };
    if (what == "set") {
      auto value = scenario_->session.parse(scenario_->place(path), wanted);
      if (!value) return "it does not take that";
      return is(scenario_->session.set(scenario_->place(path), *value).has_value());
    }
    if (what == "is") return same(scenario_->answerOf(path));
    if (what == "shows") return is(scenario_->relevant(path));
    if (what == "hides") return is(!scenario_->relevant(path));
    if (what == "valid") return is(scenario_->problem(path) == Problem::none);
    if (what == "invalid") return is(scenario_->problem(path) != Problem::none);
    if (what == "offers") return same(joined(scenario_->choices(path)));
    if (what == "next") {  // the answer in a record that begins after this one
      auto after = scenario_->session.form().after(scenario_->session.toRemember());
      return after ? same(Scenario(*after).answerOf(path)) : "it does not compile";
    }
    if (what == "instances") return same(std::to_string(scenario_->count(path)));
    return "no such claim";
  }

  FormReading reading_;
  std::unique_ptr<Scenario> scenario_;
};

void run(const char* file, std::size_t atLeast) {
  const auto content = readFile(std::filesystem::path(LIMEN_SOURCE_DIR) / "tests/forms/matrix" / file, std::size_t{1} << 20);
  REQUIRE(content);
  const auto lines = cut(textOf(*content), "\n");
  REQUIRE(lines.front() == "word\twhere\tform\tholds\tstatus\tnote");
  std::set<std::string> seen;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto cells = cut(lines[i], "\t");
    INFO(file << " line " << i + 1 << ": " << lines[i]);
    REQUIRE(cells.size() == 6);
    CHECK(seen.insert(cells[0] + "\t" + cells[1]).second);
    CHECK((cells[4] == "yes" || cells[4] == "partial" || cells[4] == "no"));
    const auto claims = cut(cells[3], " ;; ");
    REQUIRE_FALSE(claims.front().empty());
    Claims all(readForm(bookFrom(cells[2])));
    for (const auto& claim : claims) {
      INFO(claim);
      CHECK(all.check(claim) == "");
    }
  }
  CHECK(seen.size() >= atLeast);
}

}  // namespace

TEST_CASE("every type of the matrix reads and runs as its row says", "[forms]") {
  run("types.tsv", 55);
}
TEST_CASE("every column of the matrix reads and runs as its row says", "[forms]") {
  run("columns.tsv", 80);
}
TEST_CASE("every appearance of the matrix reads as its row says", "[forms]") {
  run("appearances.tsv", 55);
}
