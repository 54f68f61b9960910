// SPDX-License-Identifier: Apache-2.0
// The model: what nodes there are, what binds demand of them and what actions do to them.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xforms_reading.h"

namespace limen::forms {

namespace {

constexpr std::size_t kMaxDepth = 32;  // as deep as the groups of a workbook
constexpr std::size_t kMaxNodes = kMaxSurveyRows;

std::string nearestPath(const XformReading& reading, const std::string& path) {
  // Nodes of the same name elsewhere are what an author meant more often than a slip of the finger.
  if (reading.findings.size() >= kMaxGuesses) return ".";
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  for (const auto& each : reading.nodes) {
    if (each.node.name == name) return "; did you mean " + each.path + "?";
  }
  return ".";
}

class PrimaryInstance {
 public:
  explicit PrimaryInstance(XformReading& reading) : reading_(reading) {}

  void read(XmlIndex root) {
    XformNode& first = reading_.nodes.emplace_back();
    first.path = "/" + reading_.xml.name(root).local;
    first.node.name = reading_.xml.name(root).local;
    reading_.byPath.emplace(first.path, 0);
    children(root, 0, 1);
  }

 private:
  void children(XmlIndex element, std::size_t parent, std::size_t depth) {
    for (const XmlIndex each : reading_.elements(element)) {
      const std::string& name = reading_.xml.name(each).local;
      if (name == "meta" && (parent == 0 || holdsEntity(each))) {
        meta(each, parent);
        continue;
      }
      const std::string path = reading_.nodes[parent].path + "/" + name;
      const bool isTemplate = hasTemplate(each);
      if (const auto known = reading_.byPath.find(path); known != reading_.byPath.end()) {
        another(each, known->second, isTemplate);
        continue;
      }
      if (depth > kMaxDepth || reading_.nodes.size() > kMaxNodes) {
        if (!refused_)
          reading_.add(Severity::error, each, path,
                       depth > kMaxDepth ? "Groups are nested more than 32 deep here; take some levels out."
                                         : "The form has more than 20,000 nodes; split it.");
        refused_ = true;
        return;
      }
      const std::size_t index = reading_.nodes.size();
      XformNode& added = reading_.nodes.emplace_back();
      added.path = path;
      added.parent = parent;
      added.node.name = name;
      added.node.row = reading_.xml.line(each);
      attributes(each, added.node);
      if (!isTemplate) added.occurrences.push_back(each);
      reading_.nodes[parent].children.push_back(index);
      reading_.byPath.emplace(path, index);
      if (reading_.elements(each).empty()) {
        defaultText(reading_.xml.text(each), added);
      } else {
        children(each, index, depth + 1);
      }
    }
  }

  // One more instance of a repeat; a template says what new ones begin with, wherever it stands.
  void another(XmlIndex element, std::size_t index, bool isTemplate) {
    if (!isTemplate) {
      if (reading_.nodes[index].occurrences.size() < kMaxNodes) reading_.nodes[index].occurrences.push_back(element);
      return;
    }
    for (const std::size_t child : reading_.nodes[index].children) reading_.nodes[child].occurrences.clear();
    for (const XmlIndex each : reading_.elements(element)) {
      const auto known = reading_.byPath.find(reading_.nodes[index].path + "/" + reading_.xml.name(each).local);
      if (known == reading_.byPath.end()) continue;
      reading_.nodes[known->second].occurrences.push_back(each);
      if (reading_.elements(each).empty()) {
        defaultText(reading_.xml.text(each), reading_.nodes[known->second]);
      } else {
        another(each, known->second, true);
      }
    }
  }

  // Attributes are part of what is submitted; those of the form's own making say how it is read.
  void attributes(XmlIndex element, Node& node) const {
    for (XmlIndex each = reading_.xml.firstAttribute(element); each != kNoXml; each = reading_.xml.nextAttribute(each)) {
      const XmlName& name = reading_.xml.name(each);
      if (name.uri.empty() && name.prefix.empty()) node.attributes.emplace(name.local, reading_.xml.text(each));
    }
  }

  bool holdsEntity(XmlIndex element) const {
    const auto inside = reading_.elements(element);
    return std::any_of(inside.begin(), inside.end(), [&](XmlIndex each) { return reading_.xml.name(each).local == "entity"; });
  }

  bool hasTemplate(XmlIndex element) const {
    for (XmlIndex each = reading_.xml.firstAttribute(element); each != kNoXml; each = reading_.xml.nextAttribute(each)) {
      if (reading_.xml.name(each).local == "template") return true;
    }
    return false;
  }

  // What stands in the instance is the answer itself, also where it looks like a call.
  static void defaultText(const std::string& text, XformNode& at) {
    at.written = trimmed(text);
    const bool looksComputed = at.written.find('(') != std::string::npos || at.written.find("${") != std::string::npos;
    at.node.defaultValue = looksComputed ? "string(" + literal(at.written) + ")" : at.written;
  }

  void meta(XmlIndex element, std::size_t parent) {
    for (const XmlIndex each : reading_.elements(element)) {
      const std::string& name = reading_.xml.name(each).local;
      if (name == "audit" && parent == 0) {
        XformNode& added = reading_.nodes.emplace_back();
        added.path = reading_.nodes[0].path + "/meta/audit";
        added.node.name = "audit";
        added.node.type = Type::audit;
        added.node.row = reading_.xml.line(each);
        const std::size_t index = reading_.nodes.size() - 1;
        reading_.nodes[0].children.push_back(index);
        reading_.byPath.emplace(added.path, index);
      } else if (name == "entity") {
        const std::string container = parent == 0 ? "" : reading_.nodes[parent].path.substr(reading_.nodes[0].path.size() + 1);
        const auto& known = reading_.form.entities;
        if (std::any_of(known.begin(), known.end(), [&](const Entity& e) { return e.container == container; })) continue;
        Entity& entity = reading_.form.entities.emplace_back();
        entity.list = reading_.attribute(each, "dataset");
        entity.container = container;
      }
    }
  }

  XformReading& reading_;
  bool refused_ = false;
};

class Binds {
 public:
  explicit Binds(XformReading& reading) : reading_(reading) {}

  void read() { below(reading_.model, reading_.nodes[0].path); }

 private:
  void below(XmlIndex parent, const std::string& context) {
    for (const XmlIndex bind : reading_.elements(parent)) {
      if (!reading_.isXforms(bind, "bind")) continue;
      std::string reference = reading_.attribute(bind, "nodeset");
      if (reference.empty()) reference = reading_.attribute(bind, "ref");
      const std::string path = reading_.pathOf(reference, context);
      if (const std::string id = reading_.attribute(bind, "id"); !id.empty()) reading_.bindIds.emplace(id, path);
      std::string part;
      if (Entity* entity = reading_.entityAt(path, part)) {
        ofEntity(bind, part, *entity);
      } else if (path.starts_with(reading_.nodes[0].path + "/meta/")) {
        meta(bind, path);
      } else if (XformNode* node = reading_.find(path); node == nullptr) {
        reading_.add(Severity::error, bind, path,
                     "This bind is for a node that the primary instance does not have" + nearestPath(reading_, path));
      } else {
        apply(bind, *node);
      }
      below(bind, path);
    }
  }

  void meta(XmlIndex bind, const std::string& path) {
    const std::string calculate = reading_.attribute(bind, "calculate");
    const std::string at = path.substr(reading_.nodes[0].path.size() + 6);
    if (at == "instanceName") reading_.form.instanceName = calculate;
    if (at == "audit") {
      if (XformNode* node = reading_.find(path)) parameters(bind, node->node);
    }
  }

  void ofEntity(XmlIndex bind, const std::string& below, Entity& entity) {
    const std::string calculate = reading_.attribute(bind, "calculate");
    if (below == "label") entity.label = calculate;
    if (below == "@id") entity.id = calculate;
    if (below == "@create") entity.createIf = calculate;
    if (below == "@update") entity.updateIf = calculate;
  }

  void apply(XmlIndex bind, XformNode& into) {
    Node& node = into.node;
    node.row = reading_.xml.line(bind);
    into.bindType = reading_.attribute(bind, "type");
    if (const auto colon = into.bindType.rfind(':'); colon != std::string::npos) into.bindType.erase(0, colon + 1);
    node.relevant = reading_.attribute(bind, "relevant");
    if (trimmed(node.relevant) == "true()") node.relevant.clear();
    node.required = xformCondition(reading_.attribute(bind, "required"));
    node.readOnly = xformCondition(reading_.attribute(bind, "readonly"));
    node.constraint = reading_.attribute(bind, "constraint");
    if (trimmed(node.constraint) == "true()") node.constraint.clear();
    node.calculation = reading_.attribute(bind, "calculate");
    node.constraintMessage = reading_.messageOf(reading_.attribute(bind, "constraintMsg"));
    node.requiredMessage = reading_.messageOf(reading_.attribute(bind, "requiredMsg"));
    node.saveTo = reading_.attribute(bind, "saveto");
    into.preload = reading_.attribute(bind, "preload");
    into.preloadParams = reading_.attribute(bind, "preloadParams");
    parameters(bind, node);
  }

  void parameters(XmlIndex bind, Node& node) {
    static constexpr std::string_view kKept[] = {
        "max-pixels",           "quality",       "allow-mock-accuracy",   "track-changes",
        "location-priority",    "identify-user", "location-min-interval", "location-max-age",
        "track-changes-reasons"};
    for (const auto name : kKept) {
      if (const auto value = reading_.xml.attribute(bind, name); !value.empty())
        node.parameters += (node.parameters.empty() ? "" : " ") + std::string(name) + "=" + std::string(value);
    }
  }

  XformReading& reading_;
};

}  // namespace

std::string xformCondition(std::string_view expression) {
  expression = trimmed(expression);
  return expression == "false()" ? std::string() : std::string(expression);
}

void readPrimaryInstance(XformReading& reading) {
  const XmlIndex instance = reading.child(reading.model, kXformsUri, "instance");
  const auto inside = instance == kNoXml ? std::vector<XmlIndex>() : reading.elements(instance);
  if (inside.empty()) {
    reading.add(Severity::error, reading.model, "",
                "The model has no primary instance; its first <instance> must hold the form's root.");
    return;
  }
  const XmlIndex root = inside.front();
  FormDefinition& form = reading.form;
  form.root = reading.xml.name(root).local;
  form.id = reading.attribute(root, "id");
  form.version = reading.attribute(root, "version");
  if (form.id.empty()) {
    form.id = "form";
    reading.add(Severity::warning, root, "/" + form.root,
                "The form has no id; it is called \"form\" until its root has an attribute id.");
  }
  PrimaryInstance(reading).read(root);
}

void readBinds(XformReading& reading) {
  Binds(reading).read();
}

void readActions(XformReading& reading, XmlIndex below, const std::string& context, const std::string& trigger) {
  for (const XmlIndex action : reading.elements(below)) {
    const XmlName& name = reading.xml.name(action);
    const std::string event = reading.attribute(action, "event");
    const bool set = reading.isXforms(action, "setvalue");
    const bool point = name.uri == kOdkUri && name.local == "setgeopoint",
               sound = name.uri == kOdkUri && name.local == "recordaudio";
    if (reading.isXforms(action, "action")) readActions(reading, action, context, trigger);
    if (!set && !point && !sound) continue;
    std::string reference = reading.attribute(action, "ref");
    if (const std::string bind = reading.attribute(action, "bind"); reference.empty() && reading.bindIds.contains(bind))
      reference = reading.bindIds.at(bind);
    // Seen from the control that it stands in.
    const std::string path = reading.pathOf(reference, trigger.empty() ? context : trigger);
    std::string part;
    if (path.starts_with(reading.nodes[0].path + "/meta/") || reading.entityAt(path, part) != nullptr)
      continue;  // ids are made when a submission is
    XformNode* target = reading.find(path);
    if (target == nullptr) {
      reading.add(Severity::error, action, path,
                  "This action sets a node that the primary instance does not have" + nearestPath(reading, path));
      continue;
    }
    const bool onChange = event.find("xforms-value-changed") != std::string::npos;
    if (onChange) {
      if (trigger.empty()) {
        reading.add(Severity::warning, action, path,
                    "An action on xforms-value-changed stands in the control that it waits for; here it never runs.");
        continue;
      }
      target->node.trigger += (target->node.trigger.empty() ? "" : ",") + trigger;
    }
    if (point) target->node.type = Type::startGeopoint;
    if (sound) {
      target->node.type = Type::backgroundAudio;
      if (const auto quality = reading.attribute(action, "quality"); !quality.empty())
        target->node.parameters = "quality=" + quality;
    }
    if (!set) continue;
    std::string value = reading.attribute(action, "value");
    if (value.empty()) {
      const std::string text(trimmed(reading.xml.text(action)));
      value = text.empty() ? "''" : literal(text);
    }
    if (!onChange) {
      target->node.defaultValue = "string(" + value + ")";
    } else if (target->node.calculation.empty()) {
      target->node.calculation = value;
    } else if (target->node.calculation != value) {
      reading.add(Severity::warning, action, path, "Two actions set this node to different values; the first one is kept.");
    }
  }
}

}  // namespace limen::forms
