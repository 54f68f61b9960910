// SPDX-License-Identifier: Apache-2.0
// What one row says about another row or a file, read once all rows are known: triggers, choices that are the answers of a
// repeat, the last saved record, tables that pulldata() looks into.
#include <algorithm>

#include "forms/compiled_form.h"
#include "forms/lexical.h"
#include "forms/search_appearance.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"
#include "forms/xml_tree.h"

namespace limen::forms {

namespace {

struct Place {
  std::string path;              // "/data/group/person/name"
  const Node* repeat = nullptr;  // the innermost it lies in
  std::string repeatPath;
};

class Links {
 public:
  explicit Links(XlsformReading& reading) : reading_(reading) {}

  void read() {
    index(reading_.form.nodes, "/" + reading_.form.root, nullptr, "");
    for (Node& node : reading_.form.nodes) link(node);
    for (std::string* text : {&reading_.form.instanceName}) expression(*text, 0, "instance_name");
    for (Entity& entity : reading_.form.entities) {
      for (std::string* text : {&entity.id, &entity.label, &entity.createIf, &entity.updateIf}) expression(*text, 0, "entities");
    }
  }

 private:
  void index(const std::vector<Node>& nodes, const std::string& above, const Node* repeat, const std::string& repeatPath) {
    for (const Node& node : nodes) {
      const std::string path = above + "/" + node.name;
      const bool opens = node.type == Type::repeat;
      places_.emplace(node.name, Place{path, repeat, repeatPath});
      index(node.children, path, opens ? &node : repeat, opens ? path : repeatPath);
    }
  }

  void link(Node& node) {
    for (const auto& [text, key] : {std::pair{&node.relevant, "relevant"}, std::pair{&node.required, "required"},
                                    std::pair{&node.constraint, "constraint"}, std::pair{&node.calculation, "calculation"},
                                    std::pair{&node.defaultValue, "default"}, std::pair{&node.readOnly, "read_only"},
                                    std::pair{&node.choiceFilter, "choice_filter"}, std::pair{&node.repeatCount, "repeat_count"}})
      expression(*text, node.row, key);
    for (Translations* texts : {&node.label, &node.hint, &node.guidanceHint, &node.constraintMessage, &node.requiredMessage}) {
      for (auto& [language, text] : *texts) expression(text, node.row, "label");
    }
    trigger(node);
    if (node.list.empty() && !node.itemset.nodes.empty()) selectFromAnswers(node);
    if (!node.itemset.value.empty() && !node.list.empty()) columns(node);
    search(node);
    for (Node& child : node.children) link(child);
  }

  void add(Severity severity, std::uint32_t row, const char* key, std::string message) {
    reading_.survey(severity, row, key, std::move(message));
  }

  std::string nearest(std::string_view name) const {
    if (!reading_.guesses()) return ".";
    std::vector<std::string_view> names;
    for (const auto& [known, place] : places_) names.push_back(known);
    const auto meant = nearestWord(name, names);
    return meant ? "; did you mean \"" + std::string(*meant) + "\"?" : ".";
  }

  void trigger(const Node& node) {
    std::string_view names = node.trigger;
    while (!names.empty()) {
      const auto end = std::min(names.find(','), names.size());
      const auto name = names.substr(0, end);
      if (!places_.contains(std::string(name)))
        add(Severity::error, node.row, "trigger", "There is no question " + inQuotes(name) + nearest(name));
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }

  // ${last-saved#name} is an answer of the record saved last; pulldata('table', ...) needs that table.
  void expression(std::string& text, std::uint32_t row, const char* key) {
    if (text.find('{') == std::string::npos && text.find('(') == std::string::npos) return;
    static constexpr std::string_view kLast = "${last-saved#";
    for (std::size_t at = text.find(kLast); at != std::string::npos; at = text.find(kLast, at)) {
      const std::size_t close = text.find('}', at);
      if (close == std::string::npos) break;
      const std::string name = text.substr(at + kLast.size(), close - at - kLast.size());
      const auto place = places_.find(name);
      if (place == places_.end()) {
        add(Severity::error, row, key, "There is no question " + inQuotes(name) + " in the record saved last" + nearest(name));
        return;
      }
      const bool inText = std::string_view(key) == "label";
      const std::string path = "instance('" + std::string(kLastSaved) + "')" + place->second.path;
      text.replace(at, close + 1 - at, inText ? "${" + path + "}" : path);
      reading_.addInstance(std::string(kLastSaved), "jr://instance/last-saved", row, key);
      at += path.size();
    }
    tablesIn(text, row, key);
  }

  void tablesIn(const std::string& text, std::uint32_t row, const char* key) {
    static constexpr std::string_view kCall = "pulldata";
    for (std::size_t at = text.find(kCall); at != std::string::npos; at = text.find(kCall, at + 1)) {
      std::size_t quote = text.find_first_not_of(" \t\r\n", at + kCall.size());
      if (quote == std::string::npos || text[quote] != '(') continue;
      quote = text.find_first_not_of(" \t\r\n", quote + 1);
      if (quote == std::string::npos || (text[quote] != '\'' && text[quote] != '"')) continue;
      const std::size_t end = text.find(text[quote], quote + 1);
      if (end == std::string::npos) continue;
      std::string table = text.substr(quote + 1, end - quote - 1);
      if (lowered(table).ends_with(".csv")) table.resize(table.size() - 4);
      const bool known = std::any_of(reading_.form.instances.begin(), reading_.form.instances.end(),
                                     [&](const auto& i) { return i.id == table; });
      if (!known && isName(table)) reading_.addInstance(table, sourceOfFile(table + ".csv"), row, key);
    }
  }

  // select_one ${name}: the answers given to that question of a repeat, each instance a choice.
  void selectFromAnswers(Node& node) {
    const std::string name = node.itemset.nodes;
    const auto place = places_.find(name);
    if (place == places_.end() || place->second.repeat == nullptr) {
      node.itemset.nodes.clear();
      const std::string why = place == places_.end()
                                  ? "There is no question " + inQuotes(name) + nearest(name)
                                  : "The question " + inQuotes(name) + " is not in a repeat, so there is nothing to choose from.";
      return add(Severity::error, node.row, "type", why);
    }
    const Place& at = place->second;
    const std::string below = at.path.substr(at.repeatPath.size() + 1);
    std::string filter = "./" + below + " != ''";
    if (!node.choiceFilter.empty()) filter += " and (" + within(node.choiceFilter, at.repeatPath) + ")";
    node.itemset = {at.repeatPath + "[" + filter + "]", below, below};
    node.choiceFilter.clear();
  }

  // In a filter over instances of a repeat, ${name} of the same repeat is that instance's answer.
  std::string within(std::string filter, const std::string& repeatPath) const {
    for (std::size_t at = filter.find("${"); at != std::string::npos; at = filter.find("${", at + 1)) {
      const std::size_t close = filter.find('}', at);
      if (close == std::string::npos) break;
      const auto place = places_.find(filter.substr(at + 2, close - at - 2));
      if (place == places_.end() || !place->second.path.starts_with(repeatPath + "/")) continue;
      filter.replace(at, close + 1 - at, "./" + place->second.path.substr(repeatPath.size() + 1));
    }
    return filter;
  }

  void columns(const Node& node) {
    const auto instance = std::find_if(reading_.form.instances.begin(), reading_.form.instances.end(),
                                       [&](const auto& i) { return i.id == node.list; });
    if (instance == reading_.form.instances.end() || instance->items == nullptr) return;
    const auto known = columnsOf(*instance->items);
    if (known.empty()) return;
    for (const auto& [name, what] : {std::pair{&node.itemset.value, "value"}, std::pair{&node.itemset.label, "label"}}) {
      if (std::find(known.begin(), known.end(), *name) != known.end()) continue;
      if (std::string_view(what) == "label" && fileOfSource(instance->source).ends_with("geojson"))
        continue;  // a feature may go without a title
      add(Severity::error, node.row, "parameters",
          "The file " + inQuotes(fileOfSource(instance->source)) + " has no column " + inQuotes(*name) + "; it has " +
              oneOf({known.begin(), known.end()}) + ". Name another with " + what + "=...");
    }
  }

  void search(Node& node) {
    const auto search = takeSearch(node, reading_.form);
    if (!search) return;
    if (!search->problem.empty()) return add(Severity::error, node.row, "appearance", search->problem);
    if (!search->warning.empty()) add(Severity::warning, node.row, "appearance", search->warning);
    if (reading_.addInstance(search->table, sourceOfFile(search->table + ".csv"), node.row, "appearance")) columns(node);
  }

  XlsformReading& reading_;
  std::map<std::string, Place> places_;  // the first of each name
};

}  // namespace

void readLinks(XlsformReading& reading) {
  Links(reading).read();
}

}  // namespace limen::forms
