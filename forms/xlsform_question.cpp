// SPDX-License-Identifier: Apache-2.0
// One row of sheet `survey`: what its cells say about the question, and whether they fit its type.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/widgets.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

namespace {

// "${a}, ${b}" -> "a,b"
std::string namesIn(std::string_view trigger) {
  std::string out;
  for (std::size_t at = trigger.find("${"); at != std::string_view::npos; at = trigger.find("${", at)) {
    const std::size_t end = std::min(trigger.find('}', at), trigger.size());
    out += (out.empty() ? "" : ",") + std::string(trimmed(trigger.substr(at + 2, end - at - 2)));
    at = end;
  }
  return out;
}

class QuestionRow {
 public:
  QuestionRow(XlsformReading& reading, const Columns& columns, const Row& row, const TypeCell& cell)
      : reading_(reading), columns_(columns), row_(row), cell_(cell) {}

  Node read() {
    node_.row = row_.number;
    node_.type = cell_.type;
    node_.name = text("name");
    texts();
    expressions();
    node_.appearance = cell_.appearance;
    if (const auto& look = text("appearance"); !look.empty()) node_.appearance += (node_.appearance.empty() ? "" : " ") + look;
    node_.parameters = text("parameters");
    if (const auto& rows = text("rows"); !rows.empty()) node_.parameters += " rows=" + rows;
    if (const auto& limit = text("accuracy_threshold"); !limit.empty()) node_.parameters += " capture-accuracy=" + limit;
    if (isSelect(node_.type)) select();
    widgets();
    fit();
    for (const auto& column : columns_.all()) {
      if (const std::string name = attributeOf(columns_.written(column)); !name.empty() && !row_.cells[column.index].empty())
        node_.attributes.emplace(name, row_.cells[column.index]);
      if (column.key.starts_with("protect::") && !row_.cells[column.index].empty())
        node_.extra.emplace(column.key, row_.cells[column.index]);
    }
    return std::move(node_);
  }

 private:
  const std::string& text(std::string_view key) const { return columns_.text(row_, key); }
  void add(Severity severity, const std::string& key, std::string message) {
    reading_.survey(severity, row_.number, key, std::move(message));
  }

  void texts() {
    node_.label = reading_.texts(columns_, row_, "label");
    node_.hint = reading_.texts(columns_, row_, "hint");
    node_.guidanceHint = reading_.texts(columns_, row_, "guidance_hint");
    node_.requiredMessage = reading_.texts(columns_, row_, "required_message");
    node_.constraintMessage = reading_.texts(columns_, row_, "constraint_message");
    node_.media = reading_.media(columns_, row_);
  }

  void expressions() {
    node_.relevant = plainQuotes(text("relevant"));
    node_.required = condition(text("required"));
    node_.constraint = plainQuotes(text("constraint"));
    if (node_.constraint.empty()) node_.constraint = cell_.constraint;
    node_.calculation = plainQuotes(text("calculation"));
    node_.defaultValue = text("default");
    if (node_.defaultValue.find("${") != std::string::npos || node_.defaultValue.find('(') != std::string::npos)
      node_.defaultValue = plainQuotes(node_.defaultValue);
    node_.readOnly = condition(text("read_only"));
    node_.choiceFilter = plainQuotes(text("choice_filter"));
    node_.repeatCount = plainQuotes(text("repeat_count"));
    node_.saveTo = text("save_to");
    if (const auto& trigger = text("trigger"); !trigger.empty()) {
      node_.trigger = namesIn(trigger);
      if (node_.trigger.empty())
        add(Severity::error, "trigger", "The trigger " + inQuotes(trigger) + " names no question; write it as ${name}.");
    }
  }

  void select() {
    using Source = TypeCell::Source;
    node_.orOther = cell_.orOther;
    node_.list = cell_.list;
    switch (cell_.source) {
      case Source::file:
        return selectFromFile();
      case Source::question:  // xlsform_links.cpp: it may stand further down
        node_.list.clear();
        node_.itemset.nodes = cell_.list;
        return;
      case Source::externalList:
        add(Severity::warning, "type",
            "\"select_one_external\" is read as select_one; its list is filtered as fast as any other.");
        break;
      default:
        break;
    }
    checkList();
    if (!node_.orOther) return;
    if (!node_.choiceFilter.empty()) {
      add(Severity::error, "choice_filter",
          "The filter would always take the choice \"other\" out, so or_other and a choice_filter do not go together; write the "
          "choice \"other\" "
          "into the list and ask for it in a question of its own.");
      return;
    }
    auto& choices = reading_.form.lists[node_.list];
    if (std::none_of(choices.begin(), choices.end(), [](const Choice& choice) { return choice.name == "other"; })) {
      Choice other;
      other.name = "other";
      other.label[""] = "Other";
      choices.push_back(std::move(other));
    }
    if (reading_.form.languages.size() > 1)
      add(Severity::warning, "type",
          "or_other adds the English texts \"Other\" and \"Specify other.\" in every language; write the choice and its question "
          "yourself to "
          "translate them.");
  }

  void checkList() {
    const auto& lists = reading_.form.lists;
    if (!lists.contains(node_.list) && reading_.listsUnread) return;
    if (!lists.contains(node_.list)) {
      std::vector<std::string_view> names;
      for (const auto& [name, choices] : lists) names.push_back(name);
      const auto meant = reading_.guesses() ? nearestWord(node_.list, names) : std::nullopt;
      add(Severity::error, "type",
          "The list " + inQuotes(node_.list) + " is not in sheet \"choices\"" +
              (meant ? "; did you mean \"" + std::string(*meant) + "\"?" : "."));
    } else if (const auto spaced = reading_.spaced.find(node_.list);
               node_.type != Type::selectOne && spaced != reading_.spaced.end()) {
      reading_.add(Severity::error, reading_.choicesName, spaced->second.first, reading_.choiceNameHeading,
                   "The name " + inQuotes(spaced->second.second) + " has a space in it, which a " +
                       std::string(xlsformWord(node_.type)) + " cannot store; write it without.");
      reading_.spaced.erase(spaced);
    }
  }

  void selectFromFile() {
    const std::string file = cell_.list;
    const auto dot = file.rfind('.');
    const std::string ending = dot == std::string::npos ? "" : lowered(std::string_view(file).substr(dot));
    if (ending != ".csv" && ending != ".xml" && ending != ".geojson") {
      add(Severity::error, "type",
          "The file " + inQuotes(file) + " is no list of choices; it must end in .csv, .xml or .geojson.");
      return;
    }
    if (cell_.orOther)
      add(Severity::error, "type",
          "or_other cannot add a choice to the file " + inQuotes(file) + "; add a row to the file instead.");
    node_.orOther = false;
    node_.list = file.substr(0, dot);
    const bool places = ending == ".geojson";
    node_.itemset.value = places ? "id" : "name";
    node_.itemset.label = places ? "title" : "label";
    if (!isName(node_.list)) {
      add(Severity::error, "type",
          "The file name " + inQuotes(file) + " cannot be used; it starts with a letter or _ and has no spaces.");
      return;
    }
    reading_.addInstance(node_.list, sourceOfFile(file), row_.number, "type");
  }

  void widgets() {
    std::vector<WidgetFinding> found;
    readParameters(node_, cell_.source, found);
    checkAppearance(node_, found);
    for (auto& finding : found) add(finding.severity, finding.column, std::move(finding.message));
    if (cell_.source != TypeCell::Source::file) return;
    if (const auto value = parameter(node_, "value"); !value.empty()) node_.itemset.value = value;
    if (const auto label = parameter(node_, "label"); !label.empty()) node_.itemset.label = label;
    for (const std::string* each : {&node_.itemset.value, &node_.itemset.label}) {
      if (!isName(*each))
        add(Severity::error, "parameters",
            inQuotes(*each) + " cannot be the name of a column; it starts with a letter or _ and has no spaces.");
    }
  }

  // What the type cannot do with a cell that is filled in.
  void fit() {
    const std::string word(xlsformWord(node_.type));
    if (node_.type == Type::calculate && node_.calculation.empty() && node_.defaultValue.empty())
      add(Severity::error, "calculation", "The calculation of " + inQuotes(node_.name) + " is empty.");
    if (node_.type == Type::deviceid || node_.type == Type::subscriberid || node_.type == Type::simserial ||
        node_.type == Type::phonenumber)
      add(Severity::warning, "type",
          "The type " + inQuotes(text("type")) + " is read but stores nothing: it identifies the device, not the need.");
    if (cell_.kind == TypeCell::Kind::osm)
      add(Severity::warning, "type", "The type \"osm\" needs a map editor on a telephone; it is asked for as a file.");
    if (!node_.choiceFilter.empty() && !isSelect(node_.type))
      add(Severity::warning, "choice_filter", "A choice_filter does nothing for the type \"" + word + "\"; it is for selects.");
    if (!node_.repeatCount.empty() && node_.type != Type::repeat)
      add(Severity::warning, "repeat_count",
          "A repeat_count does nothing for the type \"" + word + "\"; it is for begin_repeat.");
    const bool silent = node_.label.empty() && node_.hint.empty() && node_.guidanceHint.empty() && node_.media.empty();
    const bool frame = node_.type == Type::group || node_.type == Type::repeat;
    if (silent && !frame && isShown(node_.type) && columns_.find("label") != nullptr)
      add(Severity::warning, "label", "The question " + inQuotes(node_.name) + " has no label; its name is shown.");
    if (!node_.saveTo.empty() && frame)
      add(Severity::error, "save_to", "A " + word.substr(6) + " cannot be saved to an entity; save the questions in it.");
  }

  XlsformReading& reading_;
  const Columns& columns_;
  const Row& row_;
  const TypeCell& cell_;
  Node node_;
};

}  // namespace

Node readQuestion(XlsformReading& reading, const Columns& columns, const Row& row, const TypeCell& cell) {
  return QuestionRow(reading, columns, row, cell).read();
}

}  // namespace limen::forms
