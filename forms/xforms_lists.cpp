// SPDX-License-Identifier: Apache-2.0
// Where selects take their choices from. An instance of <item>s whose labels are itext becomes a list of the form; every other
// instance stays a document, of which a select names the columns.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xforms_reading.h"

namespace limen::forms {

namespace {

// "instance('id')/root/item[filter]", in randomize(..., seed) or not.
struct Nodeset {
  std::string whole;  // without randomize()
  std::string instance, filter;
  bool randomized = false;
  std::string seed;
};

// The place of the bracket or quote that closes the one at `open`; npos when none does.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'' || c == '"') {
      i = text.find(c, i + 1);
      if (i == std::string_view::npos) return i;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if ((c == ')' || c == ']') && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

// The comma between two arguments, outside brackets and quotes.
std::size_t commaIn(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') return i;
    if (text[i] == '\'' || text[i] == '"')
      i = std::min(text.find(text[i], i + 1), text.size());
    else if (text[i] == '(' || text[i] == '[')
      i = std::min(closing(text, i), text.size());
  }
  return std::string_view::npos;
}

Nodeset nodesetOf(std::string_view written) {
  Nodeset out;
  std::string_view text = trimmed(written);
  if (text.starts_with("randomize(") && closing(text, 9) == text.size() - 1) {
    out.randomized = true;
    text = text.substr(10, text.size() - 11);
    if (const auto comma = commaIn(text); comma != std::string_view::npos) {
      out.seed = trimmed(text.substr(comma + 1));
      text = text.substr(0, comma);
    }
    text = trimmed(text);
  }
  out.whole = text;
  static constexpr std::string_view kCall = "instance(";
  if (!text.starts_with(kCall)) return out;
  const auto end = closing(text, kCall.size() - 1);
  if (end == std::string_view::npos) return out;
  const auto id = trimmed(text.substr(kCall.size(), end - kCall.size()));
  static constexpr std::string_view kItems = "/root/item";
  std::string_view rest = trimmed(text.substr(end + 1));
  if (id.size() < 3 || id.front() != id.back() || !rest.starts_with(kItems)) return out;
  rest = trimmed(rest.substr(kItems.size()));
  if (!rest.empty() && (rest.front() != '[' || closing(rest, 0) != rest.size() - 1)) return out;
  out.instance = id.substr(1, id.size() - 2);
  if (!rest.empty()) out.filter = trimmed(rest.substr(1, rest.size() - 2));
  return out;
}

std::string itextColumn(std::string_view label) {
  label = trimmed(label);
  return label.starts_with("jr:itext(") && label.ends_with(')') ? std::string(trimmed(label.substr(9, label.size() - 10)))
                                                                : std::string();
}

XmlIndex elementBelow(const XmlTree& xml, XmlIndex parent, std::string_view local) {
  return xml.childNamed(parent, local);
}

// The lists whose labels are itext, by the select that shows them first.
bool becomesList(XformReading& reading, const Nodeset& nodeset, const std::string& value, const std::string& itextId) {
  if (reading.form.lists.contains(nodeset.instance)) return true;
  auto& instances = reading.form.instances;
  const auto found = std::find_if(instances.begin(), instances.end(), [&](const auto& i) { return i.id == nodeset.instance; });
  if (found == instances.end() || !found->source.empty() || found->items == nullptr) return false;
  const XmlTree& items = *found->items;
  std::vector<Choice> choices;
  for (XmlIndex item = items.firstChild(items.root()); item != kNoXml; item = items.nextSibling(item)) {
    if (items.kind(item) != XmlKind::element || items.name(item).local != "item") continue;
    Choice choice;
    for (XmlIndex cell = items.firstChild(item); cell != kNoXml; cell = items.nextSibling(cell)) {
      if (items.kind(cell) == XmlKind::element) choice.columns.emplace(items.name(cell).local, items.text(cell));
    }
    if (const auto name = choice.columns.find(value); name != choice.columns.end()) choice.name = name->second;
    const auto id = choice.columns.find(itextId);
    const auto entry = id == choice.columns.end() ? reading.itext.end() : reading.itext.find(id->second);
    if (entry != reading.itext.end()) {
      for (const auto& [form, texts] : entry->second.forms) {
        if (form.empty()) choice.label = texts;
        if (form == "image" || form == "big-image" || form == "audio" || form == "video") choice.media.emplace(form, texts);
      }
    }
    choices.push_back(std::move(choice));
  }
  reading.form.lists.emplace(nodeset.instance, std::move(choices));
  instances.erase(found);
  return true;
}

void itemset(XformReading& reading, XmlIndex element, Node& node) {
  const Nodeset nodeset = nodesetOf(reading.attribute(element, "nodeset"));
  if (nodeset.randomized) {
    node.parameters += std::string(node.parameters.empty() ? "" : " ") + "randomize=true";
    std::string seed = nodeset.seed;
    std::erase_if(seed, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    if (!seed.empty()) node.parameters += " seed=" + seed;
  }
  const XmlIndex valueElement = elementBelow(reading.xml, element, "value"),
                 labelElement = elementBelow(reading.xml, element, "label");
  std::string value = valueElement == kNoXml ? "name" : reading.attribute(valueElement, "ref");
  std::string label = labelElement == kNoXml ? value : reading.attribute(labelElement, "ref");
  if (value.empty()) value = "name";
  const std::string itextId = itextColumn(label);
  const auto& instances = reading.form.instances;
  const auto instance = std::find_if(instances.begin(), instances.end(), [&](const auto& i) { return i.id == nodeset.instance; });
  const bool known = instance != instances.end() || reading.form.lists.contains(nodeset.instance);
  if (!nodeset.instance.empty() && !known)
    reading.add(Severity::error, element, nodeset.instance,
                "There is no instance " + inQuotes(nodeset.instance) + " that the choices could be taken from.");
  if (known && !itextId.empty() && becomesList(reading, nodeset, value, itextId)) {
    node.list = nodeset.instance;
    node.choiceFilter = nodeset.filter;
  } else if (known && itextId.empty() && isName(value) && isName(label) && instance != instances.end()) {
    node.list = nodeset.instance;
    node.choiceFilter = nodeset.filter;
    node.itemset.value = value;
    node.itemset.label = label;
  } else {
    node.itemset = {nodeset.whole, value, label};
  }
}

void inlineItems(XformReading& reading, const std::vector<XmlIndex>& items, Node& node, const std::string& path) {
  std::string list = node.name;
  const auto taken = [&](const std::string& name) {
    return reading.form.lists.contains(name) ||
           std::any_of(reading.form.instances.begin(), reading.form.instances.end(), [&](const auto& i) { return i.id == name; });
  };
  if (taken(list)) list = path;
  std::vector<Choice>& choices = reading.form.lists[list];
  for (const XmlIndex item : items) {
    Choice choice;
    if (const XmlIndex value = reading.xml.childNamed(item, "value"); value != kNoXml)
      choice.name = trimmed(reading.xml.text(value));
    if (const XmlIndex label = reading.xml.childNamed(item, "label"); label != kNoXml)
      reading.readLabel(label, choice.label, &choice.media, nullptr);
    if (choice.name.empty()) reading.add(Severity::error, item, path, "This choice has no value.");
    choices.push_back(std::move(choice));
  }
  node.list = list;
}

}  // namespace

void readInstances(XformReading& reading) {
  bool primary = true;
  for (const XmlIndex element : reading.elements(reading.model)) {
    if (!reading.isXforms(element, "instance")) continue;
    if (std::exchange(primary, false)) continue;
    if (reading.form.instances.size() >= kMaxInstances) {
      reading.add(Severity::error, element, "", "There are more than 1,000 instances; a form can have no more.");
      return;
    }
    SecondaryInstance instance{reading.attribute(element, "id"), reading.attribute(element, "src"), nullptr};
    if (instance.id.empty()) {
      reading.add(Severity::error, element, "", "This instance has no id, so that no expression can name it.");
      continue;
    }
    const bool twice = std::any_of(reading.form.instances.begin(), reading.form.instances.end(),
                                   [&](const auto& i) { return i.id == instance.id; });
    if (twice) {
      reading.add(Severity::error, element, instance.id,
                  "The instance " + inQuotes(instance.id) + " stands there twice; give each an id of its own.");
      continue;
    }
    if (instance.source.empty()) {
      const auto inside = reading.elements(element);
      if (!inside.empty()) instance.items = reading.xml.subtree(inside.front());
    } else if (const auto problem = readItems(instance, reading.companions); !problem.message.empty()) {
      reading.add(problem.severity, element, instance.id, problem.message);
    }
    reading.form.instances.push_back(std::move(instance));
  }
}

void readChoices(XformReading& reading, XmlIndex control, Node& node) {
  std::vector<XmlIndex> items;
  const auto collect = [&](const auto& self, XmlIndex below) -> void {
    for (const XmlIndex each : reading.elements(below)) {
      if (reading.isXforms(each, "item")) items.push_back(each);
      if (reading.isXforms(each, "choices")) self(self, each);
      if (reading.isXforms(each, "itemset")) itemset(reading, each, node);
    }
  };
  collect(collect, control);
  if (!items.empty()) inlineItems(reading, items, node, reading.attribute(control, "ref"));
  if (node.list.empty() && node.itemset.nodes.empty())
    reading.add(Severity::error, control, reading.attribute(control, "ref"),
                "This select offers nothing; it needs <item>s or an <itemset>.");
}

}  // namespace limen::forms
