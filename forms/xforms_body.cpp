// SPDX-License-Identifier: Apache-2.0
// The body: each control is put on the node that it is for.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/search_appearance.h"
#include "forms/wording.h"
#include "forms/xforms_reading.h"

namespace limen::forms {

namespace {

constexpr int kMaxBodyDepth = 64;

Type typeOfInput(const std::string& bind) {
  static constexpr std::pair<std::string_view, Type> kTypes[] = {
      {"string", Type::text},       {"int", Type::integer},       {"integer", Type::integer},   {"long", Type::integer},
      {"decimal", Type::decimal},   {"double", Type::decimal},    {"date", Type::date},         {"time", Type::time},
      {"dateTime", Type::dateTime}, {"geopoint", Type::geopoint}, {"geotrace", Type::geotrace}, {"geoshape", Type::geoshape},
      {"barcode", Type::barcode},   {"binary", Type::file}};
  const auto found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const auto& t) { return t.first == bind; });
  return found == std::end(kTypes) ? Type::text : found->second;
}

Type typeOfUpload(const std::string& media) {
  if (media.starts_with("image/")) return Type::image;
  if (media.starts_with("audio/")) return Type::audio;
  if (media.starts_with("video/")) return Type::video;
  return Type::file;
}

class Body {
 public:
  explicit Body(XformReading& reading) : reading_(reading) {}

  void read() { controls(reading_.body, reading_.nodes[0].path, 0, 0); }

 private:
  void controls(XmlIndex below, const std::string& context, int depth, std::size_t section) {
    if (depth > kMaxBodyDepth) {
      if (!std::exchange(refused_, true))
        reading_.add(Severity::error, below, context, "Groups are nested more than 32 deep here; take some levels out.");
      return;
    }
    for (const XmlIndex element : reading_.elements(below)) {
      const XmlName& name = reading_.xml.name(element);
      if (name.uri != kXformsUri && name.uri != kOdkUri) continue;
      if (name.local == "group") {
        group(element, context, depth, section);
      } else if (name.local == "repeat") {
        repeat(element, context, depth, section, kNoXml);
      } else if (isControl(name.local)) {
        control(element, name.local, context, section);
      }
    }
  }

  static bool isControl(std::string_view name) {
    static constexpr std::string_view kControls[] = {"input", "secret", "textarea", "select", "select1",
                                                     "rank",  "upload", "trigger",  "range"};
    return std::find(std::begin(kControls), std::end(kControls), name) != std::end(kControls);
  }

  std::string pathOf(XmlIndex element, const std::string& context) const {
    if (const std::string id = reading_.attribute(element, "bind"); !id.empty()) {
      const auto known = reading_.bindIds.find(id);
      return known == reading_.bindIds.end() ? std::string() : known->second;
    }
    std::string reference = reading_.attribute(element, "ref");
    if (reference.empty()) reference = reading_.attribute(element, "nodeset");
    return reference.empty() ? std::string() : reading_.pathOf(reference, context);
  }

  XformNode* nodeAt(XmlIndex element, const std::string& path) {
    XformNode* node = path.empty() ? nullptr : reading_.find(path);
    if (node == nullptr)
      reading_.add(Severity::error, element, path,
                   path.empty()
                       ? "This control names no node of the primary instance; write its path into ref."
                       : "This control is for a node that the primary instance does not have; add it there or correct the path.");
    return node;
  }

  // A group around nothing but a repeat is how a repeat gets its label.
  void group(XmlIndex element, const std::string& context, int depth, std::size_t section) {
    const std::string path = pathOf(element, context);
    XmlIndex onlyRepeat = kNoXml;
    for (const XmlIndex each : reading_.elements(element)) {
      const std::string_view local = reading_.xml.name(each).local;
      if (local == "repeat" && onlyRepeat == kNoXml) {
        onlyRepeat = each;
      } else if (local != "label" && local != "hint") {
        onlyRepeat = kNoXml;
        if (local == "repeat" || local == "group" || isControl(local)) break;
      }
    }
    const std::string repeated = onlyRepeat == kNoXml ? std::string() : pathOf(onlyRepeat, path.empty() ? context : path);
    if (onlyRepeat != kNoXml && (path.empty() || path == repeated)) return repeat(onlyRepeat, context, depth, section, element);
    if (path.empty()) return controls(element, context, depth + 1, sectionOf(element, section));
    XformNode* found = nodeAt(element, path);
    if (found == nullptr) return;
    found->hasGroup = true;
    place(element, *found, section);
    look(element, found->node);
    labels(element, found->node);
    controls(element, path, depth + 1, 0);
  }

  // A group that stands for no node has its words and its look all the same.
  std::size_t sectionOf(XmlIndex element, std::size_t around) {
    Node shown;
    shown.type = Type::group;
    shown.row = reading_.xml.line(element);
    look(element, shown);
    labels(element, shown);
    if (shown.label.empty() && shown.appearance.empty() && shown.media.empty()) return around;
    reading_.sections.push_back({std::move(shown), around});
    return reading_.sections.size() - 1;
  }

  void repeat(XmlIndex element, const std::string& context, int depth, std::size_t section, XmlIndex around) {
    const std::string path = pathOf(element, context);
    XformNode* found = nodeAt(element, path);
    if (found == nullptr) return;
    found->isRepeat = true;
    place(element, *found, section);
    Node& node = found->node;
    node.repeatCount = reading_.attribute(element, "count");
    node.startsWith = static_cast<std::uint32_t>(found->occurrences.size());
    const std::string fixed = reading_.attribute(element, "noAddRemove");
    if (node.repeatCount.empty() && (fixed == "true()" || fixed == "true"))
      node.repeatCount = std::to_string(found->occurrences.size());
    look(element, node);
    if (around != kNoXml) {
      look(around, node);
      labels(around, node);
    }
    readActions(reading_, element, path, "");
    controls(element, path, depth + 1, 0);
  }

  void place(XmlIndex element, XformNode& at, std::size_t section) {
    at.section = section;
    at.order = ++order_;
    at.node.row = reading_.xml.line(element);
  }

  void look(XmlIndex element, Node& node) {
    if (const std::string appearance(trimmed(reading_.attribute(element, "appearance"))); !appearance.empty())
      node.appearance += (node.appearance.empty() ? "" : " ") + appearance;
  }

  void labels(XmlIndex element, Node& node) {
    for (const XmlIndex each : reading_.elements(element)) {
      if (reading_.isXforms(each, "label")) reading_.readLabel(each, node.label, &node.media, nullptr);
      if (reading_.isXforms(each, "hint")) reading_.readLabel(each, node.hint, nullptr, &node.guidanceHint);
    }
  }

  void control(XmlIndex element, const std::string& kind, const std::string& context, std::size_t section) {
    const std::string path = pathOf(element, context);
    XformNode* found = nodeAt(element, path);
    if (found == nullptr) return;
    if (found->order != 0) {
      reading_.add(Severity::warning, element, path,
                   "This node has a control already, in line " + std::to_string(found->node.row) + "; the first one is shown.");
      return;
    }
    place(element, *found, section);
    Node& node = found->node;
    look(element, node);
    labels(element, node);
    type(element, kind, *found);
    for (const std::string_view name : {"start", "end", "step"}) {
      if (const auto value = reading_.xml.attribute(element, name); kind == "range" && !value.empty())
        parameter(node, name, value);
    }
    if (const auto rows = reading_.xml.attribute(element, "rows"); !rows.empty()) parameter(node, "rows", rows);
    if (const auto limit = reading_.xml.attribute(element, "accuracyThreshold"); !limit.empty())
      parameter(node, "capture-accuracy", limit);
    if (const auto limit = reading_.xml.attribute(element, "unacceptableAccuracyThreshold"); !limit.empty())
      parameter(node, "warning-accuracy", limit);
    readActions(reading_, element, context, path);
  }

  static void parameter(Node& node, std::string_view name, std::string_view value) {
    node.parameters += (node.parameters.empty() ? "" : " ") + std::string(name) + "=" + std::string(value);
  }

  void type(XmlIndex element, const std::string& kind, XformNode& into) {
    Node& node = into.node;
    if (kind == "upload") {
      node.type = typeOfUpload(reading_.attribute(element, "mediatype"));
    } else if (kind == "trigger") {
      node.type = Type::acknowledge;
    } else if (kind == "range") {
      node.type = Type::range;
    } else if (kind == "select" || kind == "select1" || kind == "rank") {
      node.type = kind == "select" ? Type::selectMultiple : kind == "select1" ? Type::selectOne : Type::rank;
      readChoices(reading_, element, node);
      search(element, node);
    } else if (const std::string query = reading_.attribute(element, "query"); !query.empty()) {
      node.type = Type::selectOne;
      externalItems(element, query, node);
    } else {
      node.type = kind == "secret" ? Type::text : typeOfInput(into.bindType);
      if (kind == "secret") node.appearance += (node.appearance.empty() ? "" : " ") + std::string("masked");
      const bool fixed =
          node.readOnly == "true()" && node.calculation.empty() && node.defaultValue.empty() && node.required.empty();
      if (node.type == Type::text && fixed) {
        node.type = Type::note;
        node.readOnly.clear();
      }
    }
  }

  void addInstance(XmlIndex element, const std::string& id, const std::string& source) {
    auto& instances = reading_.form.instances;
    if (instances.size() >= kMaxInstances ||
        std::any_of(instances.begin(), instances.end(), [&](const auto& i) { return i.id == id; }))
      return;
    SecondaryInstance instance{id, source, nullptr};
    if (const auto problem = readItems(instance, reading_.companions); !problem.message.empty())
      reading_.add(problem.severity, element, id, problem.message);
    instances.push_back(std::move(instance));
  }

  void search(XmlIndex element, Node& node) {
    const auto search = takeSearch(node, reading_.form);
    if (!search) return;
    const std::string path = reading_.attribute(element, "ref");
    if (!search->problem.empty()) return reading_.add(Severity::error, element, path, search->problem);
    if (!search->warning.empty()) reading_.add(Severity::warning, element, path, search->warning);
    addInstance(element, search->table, sourceOfFile(search->table + ".csv"));
  }

  // select_one_external: a query instead of an itemset.
  void externalItems(XmlIndex element, const std::string& query, Node& node) {
    const auto quote = query.find_first_of("'\"");
    const auto end = quote == std::string::npos ? quote : query.find(query[quote], quote + 1);
    const auto open = end == std::string::npos ? end : query.find('[', end);
    if (end == std::string::npos) {
      reading_.add(Severity::error, element, "",
                   "The query cannot be read; it must name an instance, as instance('places')/root/item[...].");
      return;
    }
    node.list = query.substr(quote + 1, end - quote - 1);
    if (open != std::string::npos && query.back() == ']') node.choiceFilter = query.substr(open + 1, query.size() - open - 2);
    addInstance(element, node.list, "jr://file-csv/itemsets.csv");
    node.itemset.value = "name";
    node.itemset.label = "label";
  }

  XformReading& reading_;
  std::size_t order_ = 0;
  bool refused_ = false;
};

}  // namespace

void readBody(XformReading& reading) {
  Body(reading).read();
}

}  // namespace limen::forms
