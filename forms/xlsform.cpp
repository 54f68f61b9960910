// SPDX-License-Identifier: Apache-2.0
// Sheets to FormDefinition: types, names, groups, lists, languages. What stands inside expressions is judged by compileForm().
#include <algorithm>
#include <set>

#include "forms/compiled_form.h"
#include "forms/headings.h"
#include "forms/lexical.h"
#include "forms/workbook.h"

namespace limen::forms {
namespace {

constexpr std::size_t kMaxGroupDepth = 32;

std::string inQuotes(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return "\"" + std::string(text) + "\"";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "...\"";
}

// Word processors put typographic quotes and no-break spaces where the expression means plain ones.
std::string plainQuotes(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kPlain[] = {
      {"\xe2\x80\x98", '\''}, {"\xe2\x80\x99", '\''}, {"\xe2\x80\x9c", '"'}, {"\xe2\x80\x9d", '"'}, {"\xc2\xa0", ' '}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto match =
        std::find_if(std::begin(kPlain), std::end(kPlain), [&](const auto& p) { return text.substr(i).starts_with(p.first); });
    out += match != std::end(kPlain) ? match->second : text[i];
    i += match != std::end(kPlain) ? match->first.size() : 1;
  }
  return out;
}

// `required` and `read_only` are written yes, TRUE, no or as an expression.
std::string condition(std::string_view text) {
  const std::string word = lowered(text);
  if (word == "yes" || word == "true" || word == "1" || word == "true()") return "true()";
  if (word == "no" || word == "false" || word == "0" || word == "false()") return {};
  return plainQuotes(text);
}

bool isYes(std::string_view text) {
  return condition(text) == "true()";
}

bool isName(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0; };
  if (name.empty() || !letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

class Reader {
 public:
  explicit Reader(const Workbook& book) : book_(book) {}

  FormReading read() {
    warnOfMisspeltSheets();
    const Sheet* survey = book_.sheet("survey");
    if (survey == nullptr) {
      add(Severity::error, "survey", 0, "",
          "The workbook has no sheet \"survey\"; the questions must stand in a sheet of that name.");
      return finish();
    }
    languagesOf(*survey);
    settings();
    choices();
    questions(*survey);
    return finish();
  }

 private:
  struct Open {  // a group or repeat that is not ended yet
    Node node;
    std::set<std::string> names;
  };

  void add(Severity severity, std::string sheet, std::uint32_t row, std::string column, std::string message) {
    findings_.push_back({severity, std::move(sheet), row, std::move(column), std::move(message)});
  }

  FormReading finish() {
    const auto isError = [](const Finding& f) { return f.severity == Severity::error; };
    const bool sound = std::none_of(findings_.begin(), findings_.end(), isError);
    if (sound) {
      for (auto& finding : compileForm(form_).findings) {
        if (finding.sheet == "survey") finding.sheet = surveyName_;
        if (const auto as = surveyHeadings_.find(finding.column); as != surveyHeadings_.end()) finding.column = as->second;
        findings_.push_back(std::move(finding));
      }
    }
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) { return a.row < b.row; });
    FormReading reading;
    if (std::none_of(findings_.begin(), findings_.end(), isError)) reading.form = std::move(form_);
    reading.findings = std::move(findings_);
    return reading;
  }

  void warnOfMisspeltSheets() {
    static constexpr std::string_view kSheets[] = {"survey",    "choices", "settings", "purposes", "compartments", "roles",
                                                   "retention", "notices", "risk",     "partners", "stewards",     "assessment"};
    for (const auto& sheet : book_.sheets) {
      if (const auto meant = nearestWord(lowered(trimmed(sheet.name)), kSheets))
        add(Severity::warning, sheet.name, 0, "",
            "The sheet " + inQuotes(sheet.name) + " is not known and is ignored; did you mean \"" + std::string(*meant) + "\"?");
    }
  }

  // "english" and "English" are one language, spelled as it came first.
  std::string language(const std::string& written) {
    if (written.empty()) return written;
    for (const auto& known : form_.languages) {
      if (lowered(known) == lowered(written)) return known;
    }
    form_.languages.push_back(written);
    return written;
  }

  Translations texts(const Columns& columns, const Row& row, std::string_view key) {
    Translations out;
    for (const auto& column : columns.all()) {
      if (column.key == key && !row.cells[column.index].empty()) out.emplace(language(column.language), row.cells[column.index]);
    }
    return out;
  }

  // A language is offered as soon as it heads a column, even where that column has gaps.
  void languagesOf(const Sheet& sheet) {
    for (const auto& heading : sheet.headings) {
      const std::string key = headingKey(heading);
      for (const std::string_view text : {"label::", "hint::"}) {
        if (key.starts_with(text)) language(key.substr(text.size()));
      }
    }
  }

  void settings() {
    const Sheet* sheet = book_.sheet("settings");
    form_.id = "form";
    if (sheet == nullptr || sheet->rows.empty()) {
      add(Severity::warning, "settings", 0, "form_id",
          "The form has no form_id; it is called \"form\" until sheet \"settings\" names it.");
      return;
    }
    const Columns columns(*sheet, Columns::Kind::settings, findings_);
    const Row& row = sheet->rows.front();
    if (const auto& id = columns.text(row, "form_id"); !id.empty()) {
      form_.id = id;
    } else {
      add(Severity::warning, sheet->name, row.number, columns.heading("form_id"),
          "The form has no form_id; it is called \"form\" until sheet \"settings\" names it.");
    }
    form_.version = columns.text(row, "version");
    form_.instanceName = plainQuotes(columns.text(row, "instance_name"));
    const std::string& first = columns.text(row, "default_language");
    const auto spelled =
        std::find_if(form_.languages.begin(), form_.languages.end(), [&](const auto& l) { return lowered(l) == lowered(first); });
    form_.defaultLanguage = spelled == form_.languages.end() ? first : *spelled;
    form_.title = texts(columns, row, "form_title");
    if (form_.title.empty()) form_.title[""] = form_.id;  // a list of forms shows no nameless line
    duplicatesAllowed_ = isYes(columns.text(row, "allow_choice_duplicates"));
  }

  void choices() {
    const Sheet* sheet = book_.sheet("choices");
    if (sheet == nullptr || sheet->headings.empty()) return;
    const Columns columns(*sheet, Columns::Kind::choices, findings_);
    languagesOf(*sheet);
    for (const char* needed : {"list_name", "name"}) {
      if (columns.find(needed) == nullptr)
        add(Severity::error, sheet->name, 0, needed, "The sheet has no column \"" + std::string(needed) + "\".");
    }
    std::map<std::string, std::set<std::string>> seen;
    for (const Row& row : sheet->rows) {
      const std::string& list = columns.text(row, "list_name");
      if (list.empty()) continue;  // a line of notes between lists
      Choice choice;
      choice.name = columns.text(row, "name");
      if (choice.name.empty()) {
        add(Severity::error, sheet->name, row.number, columns.heading("name"),
            "This choice of list " + inQuotes(list) + " has no name.");
        continue;
      }
      if (!seen[list].insert(choice.name).second && !duplicatesAllowed_)
        add(Severity::warning, sheet->name, row.number, columns.heading("name"),
            "The name " + inQuotes(choice.name) + " stands twice in list " + inQuotes(list) +
                "; answers will not tell the two apart.");
      if (choice.name.find(' ') != std::string::npos) spaced_.emplace(list, std::pair(row.number, choice.name));
      choice.label = texts(columns, row, "label");
      for (const auto& column : columns.all()) {
        if (column.key == "list_name" || column.key == "name" || column.key == "label") continue;
        const std::string key = column.language.empty() ? column.key : column.key + "::" + column.language;
        choice.columns.emplace(key, row.cells[column.index]);
      }
      form_.lists[list].push_back(std::move(choice));
    }
    choicesName_ = sheet->name;
    choiceNameHeading_ = columns.heading("name");
  }

  void questions(const Sheet& sheet) {
    surveyName_ = sheet.name;
    const Columns columns(sheet, Columns::Kind::survey, findings_);
    for (const auto& column : columns.all()) surveyHeadings_.emplace(column.key, sheet.headings[column.index]);
    for (const char* needed : {"type", "name"}) {
      if (columns.find(needed) == nullptr)
        add(Severity::error, sheet.name, 0, needed, "The sheet has no column \"" + std::string(needed) + "\".");
    }
    open_.emplace_back();
    for (const Row& row : sheet.rows) question(sheet, columns, row);
    while (open_.size() > 1) {
      const Node& left = open_.back().node;
      add(Severity::error, sheet.name, left.row, columns.heading("type"),
          "The " + std::string(left.type == Type::group ? "group" : "repeat") + " " + inQuotes(left.name) +
              " is never ended; add an \"" + (left.type == Type::group ? "end_group" : "end_repeat") + "\" row.");
      close();
    }
    form_.nodes = std::move(open_.back().node.children);
    if (form_.nodes.empty() && findings_.empty()) add(Severity::error, sheet.name, 0, "", "The form has no question.");
  }

  void close() {
    Node done = std::move(open_.back().node);
    open_.pop_back();
    if (open_.size() > kMaxGroupDepth) done.children.clear();  // refused already: a tree that deep would exhaust the stack
    open_.back().node.children.push_back(std::move(done));
  }

  void question(const Sheet& sheet, const Columns& columns, const Row& row) {
    const auto& written = columns.text(row, "type");
    if (isYes(columns.text(row, "disabled"))) return;
    if (written.empty()) {
      if (!columns.text(row, "name").empty())
        add(Severity::error, sheet.name, row.number, columns.heading("type"), "This row has a name but no type.");
      return;
    }
    const std::string word = lowered(written);
    if (word == "end_group" || word == "end group" || word == "end_repeat" || word == "end repeat")
      return end(sheet, columns, row, word);
    Node node;
    node.row = row.number;
    if (!typeInto(node, sheet, columns, row, written)) {
      // Its children would each complain about the missing parent, so a group of unknown kind is read as a plain one.
      if (!word.starts_with("begin")) return;
      node.type = Type::group;
    }
    nameInto(node, sheet, columns, row);
    columnsInto(node, columns, row);
    if (node.type == Type::calculate && node.calculation.empty() && node.defaultValue.empty())
      add(Severity::error, sheet.name, row.number, columns.heading("calculation"),
          "The calculation of " + inQuotes(node.name) + " is empty.");
    if (node.type == Type::deviceid || node.type == Type::subscriberid || node.type == Type::simserial || node.type == Type::phonenumber)
      add(Severity::warning, sheet.name, row.number, columns.heading("type"),
          "The type " + inQuotes(written) + " is read but stores nothing: it identifies the device, not the need.");
    if (node.type != Type::group && node.type != Type::repeat) {
      open_.back().node.children.push_back(std::move(node));
    } else if (open_.size() > kMaxGroupDepth) {
      if (open_.size() == kMaxGroupDepth + 1)
        add(Severity::error, sheet.name, row.number, columns.heading("type"), "Groups are nested more than 32 deep.");
      open_.push_back({std::move(node), {}});
    } else {
      open_.push_back({std::move(node), {}});
    }
  }

  void end(const Sheet& sheet, const Columns& columns, const Row& row, const std::string& word) {
    const bool group = word.ends_with("group");
    if (open_.size() == 1) {
      add(Severity::error, sheet.name, row.number, columns.heading("type"),
          "There is no open " + std::string(group ? "group" : "repeat") + " to end here.");
      return;
    }
    const Node& last = open_.back().node;
    if ((last.type == Type::group) != group)
      add(Severity::error, sheet.name, row.number, columns.heading("type"),
          inQuotes(word) + " was found, but what is open is the " + (last.type == Type::group ? "group " : "repeat ") +
              inQuotes(last.name) + " of row " + std::to_string(last.row) + "; write \"" +
              (last.type == Type::group ? "end_group" : "end_repeat") + "\".");
    close();
  }

  // False, and a finding, when the words in `type` mean nothing that this engine knows.
  bool typeInto(Node& node, const Sheet& sheet, const Columns& columns, const Row& row, const std::string& written) {
    static constexpr std::string_view kSelects[] = {"select_one", "select_multiple", "select one",
                                                    "select1",    "select multiple", "select all that apply"};
    static constexpr std::string_view kTypes[] = {
        "text",         "integer",    "decimal",  "date",      "select_one", "select_multiple", "note",
        "calculate",    "geopoint",   "start",    "end",       "today",      "begin_group",     "end_group",
        "begin_repeat", "end_repeat", "deviceid", "simserial", "phonenumber"};
    const std::string column = columns.heading("type");
    const std::string word = lowered(written);
    for (const auto select : kSelects) {
      if (!word.starts_with(select) || (word.size() > select.size() && word[select.size()] != ' ')) continue;
      node.type = *typeFromWord(select);
      auto rest = words(std::string_view(written).substr(select.size()));
      if (!rest.empty() && rest.front() == "from") rest.erase(rest.begin());
      if (rest.empty()) {
        add(Severity::error, sheet.name, row.number, column,
            inQuotes(written) + " names no list; write \"" + std::string(xlsformWord(node.type)) + " list_name\".");
        return false;
      }
      if (rest.size() > 1) {
        add(Severity::error, sheet.name, row.number, column,
            inQuotes(written) + " has more than one word after the type; a list name has no spaces.");
        return false;
      }
      node.list = rest.front();
      checkList(node, sheet.name, row.number, column);
      return true;
    }
    if (const auto type = typeFromWord(word)) {
      node.type = *type;
      return true;
    }
    const std::string first = word.substr(0, word.find(' '));
    auto meant = nearestWord(word, kTypes);
    if (!meant) meant = nearestWord(first, kTypes);
    add(Severity::error, sheet.name, row.number, column,
        "The type " + inQuotes(written) + " is not known; " +
            (meant ? "did you mean \"" + std::string(*meant) + "\"?"
                   : "a type is one of text, integer, decimal, date, select_one, select_multiple, note, "
                     "calculate, geopoint, start, end, today, begin_group, begin_repeat."));
    return false;
  }

  void checkList(const Node& node, const std::string& sheet, std::uint32_t row, const std::string& column) {
    if (!form_.lists.contains(node.list)) {
      std::vector<std::string_view> names;
      for (const auto& [name, choices] : form_.lists) names.push_back(name);
      const auto meant = nearestWord(node.list, names);
      add(Severity::error, sheet, row, column,
          "The list " + inQuotes(node.list) + " is not in sheet \"choices\"" +
              (meant ? "; did you mean \"" + std::string(*meant) + "\"?" : "."));
    } else if (const auto spaced = spaced_.find(node.list); node.type == Type::selectMultiple && spaced != spaced_.end()) {
      add(Severity::error, choicesName_, spaced->second.first, choiceNameHeading_,
          "The name " + inQuotes(spaced->second.second) +
              " has a space in it, which a select_multiple cannot store; write it without.");
      spaced_.erase(spaced);
    }
  }

  void nameInto(Node& node, const Sheet& sheet, const Columns& columns, const Row& row) {
    node.name = columns.text(row, "name");
    const std::string column = columns.heading("name");
    if (node.name.empty()) {
      if (node.type != Type::note && node.type != Type::group)
        add(Severity::error, sheet.name, row.number, column, "This row has no name.");
      node.name = std::string(node.type == Type::note ? "note" : "row") + "_" + std::to_string(row.number);
    } else if (!isName(node.name)) {
      add(Severity::error, sheet.name, row.number, column,
          "The name " + inQuotes(node.name) +
              " cannot be used; a name starts with a letter or _ and goes on with letters, digits, - . or _.");
    }
    if (!open_.back().names.insert(node.name).second)
      add(Severity::error, sheet.name, row.number, column,
          "The name " + inQuotes(node.name) + " stands twice in the same group; give each question a name of its own.");
  }

  void columnsInto(Node& node, const Columns& columns, const Row& row) {
    node.label = texts(columns, row, "label");
    node.hint = texts(columns, row, "hint");
    node.requiredMessage = texts(columns, row, "required_message");
    node.constraintMessage = texts(columns, row, "constraint_message");
    node.relevant = plainQuotes(columns.text(row, "relevant"));
    node.required = condition(columns.text(row, "required"));
    node.constraint = plainQuotes(columns.text(row, "constraint"));
    node.calculation = plainQuotes(columns.text(row, "calculation"));
    node.defaultValue = columns.text(row, "default");
    node.readOnly = condition(columns.text(row, "read_only"));
    node.choiceFilter = plainQuotes(columns.text(row, "choice_filter"));
    node.repeatCount = plainQuotes(columns.text(row, "repeat_count"));
    node.appearance = columns.text(row, "appearance");
    node.parameters = columns.text(row, "parameters");
    for (const auto& column : columns.all()) {
      if (column.key.starts_with("protect::") && !row.cells[column.index].empty())
        node.extra.emplace(column.key, row.cells[column.index]);
    }
  }

  const Workbook& book_;
  FormDefinition form_;
  std::vector<Finding> findings_;
  std::vector<Open> open_;
  std::map<std::string, std::pair<std::uint32_t, std::string>> spaced_;  // list -> row and name of a choice with a space
  std::map<std::string, std::string> surveyHeadings_;                    // canonical -> as written
  std::string surveyName_, choicesName_, choiceNameHeading_;
  bool duplicatesAllowed_ = false;
};

}  // namespace

FormReading readForm(const Workbook& workbook) {
  return Reader(workbook).read();
}

}  // namespace limen::forms
