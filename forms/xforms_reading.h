// SPDX-License-Identifier: Apache-2.0
// What the readers of an XForm's parts share. xforms.cpp calls them in turn:
//   texts     xforms_texts.cpp      itext, and what a label, hint or message says
//   model     xforms_model.cpp      the primary instance, binds, actions, the entity
//   lists     xforms_lists.cpp      secondary instances, and where a select takes its choices from
//   body      xforms_body.cpp       controls are put on the nodes of the primary instance
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "forms/external_files.h"
#include "forms/workbook.h"
#include "forms/xml_tree.h"

namespace limen::forms {

constexpr std::string_view kXformsUri = "http://www.w3.org/2002/xforms";
constexpr std::string_view kXhtmlUri = "http://www.w3.org/1999/xhtml";
constexpr std::string_view kOdkUri = "http://www.opendatakit.org/xforms";
constexpr std::string_view kJavarosaUri = "http://openrosa.org/javarosa";

// A node of the primary instance, and all that binds and controls say of it.
struct XformNode {
  Node node;
  std::string path;  // "/data/group/name", without prefixes
  std::size_t parent = 0;
  std::vector<std::size_t> children;
  std::string bindType, preload, preloadParams;
  std::string written;                // what it holds in the instance, of a repeat in the template
  std::vector<XmlIndex> occurrences;  // of it in the primary instance, templates not counted
  std::size_t order = 0;              // of its control in the body, from 1
  bool isRepeat = false, hasGroup = false;
  std::size_t section = 0;  // innermost group without a node around its control, below the nearest node's; 0 none
};

// A group that stands for no node: only its words and its look.
struct XformSection {
  Node node;
  std::size_t parent = 0;
};

struct ItextEntry {
  std::map<std::string, Translations> forms;  // "" is the text itself; "image", "guidance", ...
};

struct XformReading {
  XformReading(const XmlTree& tree, const Companions& files) : xml(tree), companions(files) {}

  const XmlTree& xml;
  const Companions& companions;
  FormDefinition form;
  std::vector<Finding> findings;
  XmlIndex model = kNoXml, body = kNoXml;
  std::vector<XformNode> nodes;           // 0 is the root
  std::vector<XformSection> sections{1};  // 0 is none
  std::map<std::string, std::size_t> byPath;
  std::map<std::string, ItextEntry> itext;
  std::map<std::string, std::string> bindIds;  // id of a bind -> its path

  void add(Severity severity, XmlIndex at, std::string path, std::string message);
  std::vector<XmlIndex> elements(XmlIndex of) const;
  bool is(XmlIndex element, std::string_view uri, std::string_view local) const;
  bool isXforms(XmlIndex element, std::string_view local) const { return is(element, kXformsUri, local); }
  XmlIndex child(XmlIndex of, std::string_view uri, std::string_view local) const;
  std::string attribute(XmlIndex element, std::string_view local) const { return std::string(xml.attribute(element, local)); }

  // A reference as a path of the primary instance: against `context` when it is relative, prefixes left out.
  std::string pathOf(std::string_view reference, const std::string& context) const;
  XformNode* find(const std::string& path);
  Entity* entityAt(const std::string& path, std::string& below);  // "/data/r/meta/entity/label" -> that of r, "label"

  // Of a label, hint or value element: its itext or its own words, with ${expression} for each <output>.
  std::string wordsOf(XmlIndex element);
  void readLabel(XmlIndex element, Translations& text, std::map<std::string, Translations>* media, Translations* guidance);
  Translations messageOf(const std::string& written);  // "jr:itext('id')" or the message itself
};

// "jr:itext('a')" -> "a"; "" for anything else.
std::string itextId(std::string_view reference);
// true() -> "true()", false() -> "".
std::string xformCondition(std::string_view expression);

void readItext(XformReading& reading);
void readPrimaryInstance(XformReading& reading);
void readBinds(XformReading& reading);
void readActions(XformReading& reading, XmlIndex below, const std::string& context, const std::string& trigger);
void readInstances(XformReading& reading);
// The <item>s or the <itemset> of a select become node.list or node.itemset.
void readChoices(XformReading& reading, XmlIndex control, Node& node);
void readBody(XformReading& reading);

}  // namespace limen::forms
