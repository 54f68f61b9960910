// SPDX-License-Identifier: Apache-2.0
#include "forms/xforms.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "forms/compiled_form.h"
#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xforms_reading.h"

namespace limen::forms {

void XformReading::add(Severity severity, XmlIndex at, std::string path, std::string message) {
  const std::uint32_t line = at == kNoXml ? 0 : xml.line(at);
  if (findings.size() < kMaxFindings) {
    findings.push_back({severity, "xml", line, std::move(path), std::move(message)});
  } else if (findings.size() == kMaxFindings && severity == Severity::error) {
    findings.push_back({severity, "xml", line, "", "There are more errors below; correct these first."});
  }
}

std::vector<XmlIndex> XformReading::elements(XmlIndex of) const {
  std::vector<XmlIndex> out;
  for (XmlIndex each = xml.firstChild(of); each != kNoXml; each = xml.nextSibling(each)) {
    if (xml.kind(each) == XmlKind::element) out.push_back(each);
  }
  return out;
}

bool XformReading::is(XmlIndex element, std::string_view uri, std::string_view local) const {
  const XmlName& name = xml.name(element);
  return name.local == local && name.uri == uri;
}

XmlIndex XformReading::child(XmlIndex of, std::string_view uri, std::string_view local) const {
  for (XmlIndex each = xml.firstChild(of); each != kNoXml; each = xml.nextSibling(each)) {
    if (xml.kind(each) == XmlKind::element && is(each, uri, local)) return each;
  }
  return kNoXml;
}

std::string XformReading::pathOf(std::string_view reference, const std::string& context) const {
  reference = trimmed(reference);
  std::vector<std::string> steps;
  const auto walk = [&steps](std::string_view path) {
    while (!path.empty()) {
      const auto end = std::min(path.find('/'), path.size());
      std::string_view step = trimmed(path.substr(0, end));
      path.remove_prefix(std::min(end + 1, path.size()));
      if (step.empty() || step == "." || step == "current()") continue;
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
        continue;
      }
      const bool attribute = step.front() == '@';
      if (const auto colon = step.find(':'); colon != std::string_view::npos) step.remove_prefix(colon + 1);
      steps.push_back((attribute && step.front() != '@' ? "@" : "") + std::string(step));
    }
  };
  if (!reference.starts_with('/')) walk(context);
  walk(reference);
  std::string path;
  for (const auto& step : steps) path += "/" + step;
  return path;
}

XformNode* XformReading::find(const std::string& path) {
  const auto found = byPath.find(path);
  return found == byPath.end() ? nullptr : &nodes[found->second];
}

Entity* XformReading::entityAt(const std::string& path, std::string& below) {
  static constexpr std::string_view kEntity = "/meta/entity";
  const auto at = path.find(kEntity);
  const std::string& root = nodes[0].path;
  if (at == std::string::npos || !path.starts_with(root)) return nullptr;
  const std::string container = at == root.size() ? "" : path.substr(root.size() + 1, at - root.size() - 1);
  below = path.substr(std::min(at + kEntity.size() + 1, path.size()));
  const auto found =
      std::find_if(form.entities.begin(), form.entities.end(), [&](const Entity& e) { return e.container == container; });
  return found == form.entities.end() ? nullptr : &*found;
}

namespace {

constexpr const char* kNewId = "concat('uuid:', uuid())";

bool isError(const Finding& finding) {
  return finding.severity == Severity::error;
}

Type typeOfPreload(const XformNode& at) {
  static constexpr std::pair<std::string_view, Type> kProperties[] = {
      {"deviceid", Type::deviceid},       {"subscriberid", Type::subscriberid}, {"simserial", Type::simserial},
      {"phonenumber", Type::phonenumber}, {"username", Type::username},         {"email", Type::email}};
  if (at.preload == "timestamp") return at.preloadParams == "end" ? Type::end : Type::start;
  if (at.preload == "date") return Type::today;
  std::string_view asked = at.preloadParams;
  if (const auto colon = asked.rfind(':'); colon != std::string_view::npos) asked.remove_prefix(colon + 1);
  for (const auto& [word, type] : kProperties) {
    if (at.preload == "property" && asked == word) return type;
  }
  return Type::hidden;
}

class Assembly {
 public:
  explicit Assembly(XformReading& reading) : reading_(reading) {}

  std::vector<Node> run() { return childrenOf(0); }

 private:
  // In the order of the instance; nodes with a control in the order of the body.
  std::vector<Node> childrenOf(std::size_t parent) {
    std::vector<std::size_t> indexes = reading_.nodes[parent].children;
    std::vector<std::size_t> shown;
    for (const std::size_t each : indexes) {
      if (reading_.nodes[each].order != 0) shown.push_back(each);
    }
    std::sort(shown.begin(), shown.end(),
              [&](std::size_t a, std::size_t b) { return reading_.nodes[a].order < reading_.nodes[b].order; });
    auto next = shown.begin();
    for (std::size_t& each : indexes) {
      if (reading_.nodes[each].order != 0) each = *next++;
    }
    // Groups without a node come between them and their parent.
    std::vector<std::vector<Node>> levels(1);
    std::vector<std::size_t> open;
    const auto close = [&] {
      Node section = reading_.sections[open.back()].node;
      section.children = std::move(levels.back());
      levels.pop_back();
      levels.back().push_back(std::move(section));
      open.pop_back();
    };
    for (const std::size_t each : indexes) {
      if (reading_.nodes[each].order != 0) {
        const auto wanted = sectionsAround(reading_.nodes[each].section);
        while (open.size() > wanted.size() || !std::equal(open.begin(), open.end(), wanted.begin())) close();
        for (std::size_t i = open.size(); i < wanted.size(); ++i) {
          open.push_back(wanted[i]);
          ++shownGroups_;
          levels.emplace_back();
        }
      }
      levels.back().push_back(nodeOf(each));
    }
    while (!open.empty()) close();
    return std::move(levels.front());
  }

  std::vector<std::size_t> sectionsAround(std::size_t section) const {
    std::vector<std::size_t> out;
    if (shownGroups_ > kMaxSurveyRows) return out;
    for (; section != 0; section = reading_.sections[section].parent) out.insert(out.begin(), section);
    return out;
  }

  // What the instances of a repeat hold in the form itself; nothing where each is as a new one would be.
  std::vector<StartingInstance> startsOf(std::size_t repeat) const {
    std::vector<StartingInstance> out;
    bool differ = false;
    for (const XmlIndex element : reading_.nodes[repeat].occurrences) {
      out.emplace_back();
      start(element, repeat, "", out.back(), differ);
    }
    if (!differ) out.clear();
    return out;
  }

  void start(XmlIndex element, std::size_t holder, const std::string& below, StartingInstance& out, bool& differ) const {
    std::map<std::string, std::size_t> counted;
    for (const XmlIndex each : reading_.elements(element)) {
      const std::string& name = reading_.xml.name(each).local;
      const auto known = reading_.byPath.find(reading_.nodes[holder].path + "/" + name);
      if (known == reading_.byPath.end()) continue;
      const XformNode& at = reading_.nodes[known->second];
      const std::string path = below.empty() ? name : below + "/" + name;
      if (at.isRepeat) {
        ++counted[name];
        StartingInstance& inside = out.repeats[path].emplace_back();
        start(each, known->second, "", inside, differ);
        differ = differ || counted[name] > at.occurrences.size();
      } else if (!at.children.empty()) {
        start(each, known->second, path, out, differ);
      } else if (std::string text(trimmed(reading_.xml.text(each))); text != at.written) {
        out.answers.emplace(path, std::move(text));
        differ = true;
      }
    }
    for (const std::size_t child : reading_.nodes[holder].children) {
      const XformNode& at = reading_.nodes[child];
      if (at.isRepeat && counted[at.node.name] < at.occurrences.size()) differ = true;
    }
  }

  Node nodeOf(std::size_t index) {
    XformNode& at = reading_.nodes[index];
    Node node = at.node;
    if (at.isRepeat) node.starts = startsOf(index);
    if (at.isRepeat || at.hasGroup || !at.children.empty()) {
      node.type = at.isRepeat ? Type::repeat : Type::group;
      node.defaultValue.clear();
      node.children = childrenOf(index);
    } else if (at.order == 0 && node.type == Type::text) {
      silent(at, node);
    } else if (at.order != 0 && at.preload == "date") {
      node.defaultValue = "today()";
    } else if (at.order != 0 && at.preload == "timestamp" && at.preloadParams != "end") {
      node.defaultValue = "now()";
    } else if (at.order != 0 && at.preload == "uid") {
      node.defaultValue = kNewId;
    }
    return node;
  }

  // A node without a control is computed, filled in by the device, or set by an action.
  void silent(const XformNode& at, Node& node) {
    if (!at.preload.empty() && at.preload != "uid") {
      node.type = typeOfPreload(at);
      if (node.type == Type::hidden)
        add(at, node, Severity::warning,
            "The preload " + inQuotes(at.preload + " " + at.preloadParams) + " is not known here; the node stays empty.");
    } else {
      node.type = node.calculation.empty() || !node.trigger.empty() ? Type::hidden : Type::calculate;
      if (at.preload == "uid") node.defaultValue = kNewId;
    }
    if (node.type == Type::deviceid || node.type == Type::subscriberid || node.type == Type::simserial ||
        node.type == Type::phonenumber)
      add(at, node, Severity::warning,
          "The type " + inQuotes(xlsformWord(node.type)) +
              " is read but stores nothing: it identifies the device, not the need.");
  }

  void add(const XformNode& at, const Node& node, Severity severity, std::string message) {
    reading_.findings.push_back({severity, "xml", node.row, at.path, std::move(message)});
  }

  XformReading& reading_;
  std::size_t shownGroups_ = 0;
};

void readStyle(XformReading& reading) {
  reading.form.style = reading.attribute(reading.body, "class");
}

// Findings of the compiler name the line of a node and the attribute; here the node's path is the column.
void compile(XformReading& reading, const std::map<std::uint32_t, std::string>& paths) {
  for (auto& finding : compileForm(reading.form).findings) {
    const bool survey = finding.sheet == "survey";
    const auto path = survey ? paths.find(finding.row) : paths.end();
    const std::string what = finding.column.empty() ? "" : finding.column + ": ";
    reading.findings.push_back(
        {finding.severity, "xml", survey ? finding.row : 0, path == paths.end() ? "" : path->second, what + finding.message});
  }
}

bool locate(XformReading& reading) {
  const XmlIndex root = reading.xml.root();
  const XmlIndex head = root == kNoXml ? kNoXml : reading.child(root, kXhtmlUri, "head");
  if (head != kNoXml) reading.model = reading.child(head, kXformsUri, "model");
  if (head != kNoXml) reading.body = reading.child(root, kXhtmlUri, "body");
  if (reading.model == kNoXml || reading.body == kNoXml) {
    reading.add(Severity::error, root, "",
                "This is no XForm: an <h:html> with a <model> in its <h:head> and an <h:body> was expected, in the name spaces "
                "of XHTML and XForms.");
    return false;
  }
  if (const XmlIndex title = reading.child(head, kXhtmlUri, "title"); title != kNoXml)
    reading.form.title[""] = trimmed(reading.xml.text(title));
  return true;
}

FormReading finish(XformReading& reading, const std::map<std::uint32_t, std::string>& paths) {
  if (std::none_of(reading.findings.begin(), reading.findings.end(), isError)) compile(reading, paths);
  std::set<std::tuple<std::uint32_t, std::string, std::string>> said;
  std::erase_if(reading.findings, [&](const Finding& f) { return !said.emplace(f.row, f.column, f.message).second; });
  std::stable_sort(reading.findings.begin(), reading.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.row < b.row; });
  FormReading out;
  if (std::none_of(reading.findings.begin(), reading.findings.end(), isError)) out.form = std::move(reading.form);
  out.findings = std::move(reading.findings);
  return out;
}

}  // namespace

FormReading readXform(ByteView bytes, const Companions& companions) {
  FormReading refused;
  if (bytes.size() > kMaxXformBytes) {
    refused.findings.push_back(
        {Severity::error, "xml", 0, "", "The form is larger than 64 MiB; put its lists into files beside it."});
    return refused;
  }
  const auto tree = readXml(bytes);
  if (!tree) {
    const std::string where = tree.error().context().empty() ? "" : " (" + tree.error().context() + ")";
    const std::string why = tree.error().is(XmlError::entityBomb) ? "declares entities, which a form has no use for"
                            : tree.error().is(XmlError::tooDeep)  ? "is nested deeper than 256 elements"
                            : tree.error().is(XmlError::tooLarge) ? "is larger than this program reads"
                            : tree.error().is(XmlError::notUtf8)  ? "is not UTF-8"
                                                                  : "is not well formed";
    refused.findings.push_back({Severity::error, "xml", 0, "", "The XML " + why + where + "."});
    return refused;
  }
  XformReading reading(**tree, companions);
  if (!locate(reading)) return finish(reading, {});
  readItext(reading);
  readPrimaryInstance(reading);
  if (reading.nodes.empty()) return finish(reading, {});
  readInstances(reading);
  readBinds(reading);
  readActions(reading, reading.model, reading.nodes[0].path, "");
  readStyle(reading);
  readBody(reading);
  std::map<std::uint32_t, std::string> paths;
  for (const auto& each : reading.nodes) paths.emplace(each.node.row, each.path);
  if (reading.form.title[""].empty()) reading.form.title[""] = reading.form.id;
  reading.form.nodes = Assembly(reading).run();
  if (reading.form.nodes.empty()) reading.add(Severity::warning, reading.model, "", "The form has no question.");
  return finish(reading, paths);
}

}  // namespace limen::forms
