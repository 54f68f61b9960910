// SPDX-License-Identifier: Apache-2.0
// A document as XPath sees it, in flat arrays: what instance('id') and any form's primary instance are read from. A node is 24
// bytes, names are interned, texts point into one pool; a million items of four columns stay below 400 MB.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"

namespace limen::forms {

constexpr std::size_t kMaxXmlBytes = std::size_t{512} << 20;
constexpr std::uint32_t kMaxXmlDepth = 256;

enum class XmlError { malformed, tooLarge, tooDeep, entityBomb, notUtf8 };
constexpr std::string_view roomOf(XmlError) {
  return "xml";
}
std::string_view nameOf(XmlError cause);

enum class XmlKind : std::uint8_t { document, element, attribute, text, comment, instruction };

// In document order: 0 is the document. The one text of an element that holds nothing else has no node of its own, it is the
// element's number with kInlineText.
using XmlIndex = std::uint32_t;
constexpr XmlIndex kNoXml = 0xffffffff;
constexpr XmlIndex kInlineText = 0x80000000;

using NameIndex = std::uint32_t;
struct XmlName {
  std::string prefix, local, uri;
  std::string qualified() const { return prefix.empty() ? local : prefix + ":" + local; }
};

class XmlTree {
 public:
  XmlKind kind(XmlIndex node) const {
    return isInline(node) ? XmlKind::text : static_cast<XmlKind>(nodes_[node].name >> kNameBits);
  }
  XmlIndex parent(XmlIndex node) const { return isInline(node) ? node & ~kInlineText : nodes_[node].parent; }
  // Children and attributes: first(...), then next(...) until kNoXml. Only elements have attributes.
  XmlIndex firstChild(XmlIndex node) const;
  XmlIndex nextSibling(XmlIndex node) const;
  XmlIndex firstAttribute(XmlIndex element) const;
  XmlIndex nextAttribute(XmlIndex attribute) const;
  // One past the last node of the subtree, attributes included.
  XmlIndex end(XmlIndex node) const { return isInline(node) ? node : nodes_[node].end; }
  std::uint32_t line(XmlIndex node) const { return nodes_[node & ~kInlineText].line; }  // in the file, from 1; 0 for tables

  NameIndex nameIndex(XmlIndex node) const { return isInline(node) ? 0 : nodes_[node].name & kNameMask; }
  const XmlName& name(XmlIndex node) const { return names_[nameIndex(node)]; }
  // Of the document and elements all text below; of the others their own. The view is into the tree whenever the text stands in
  // one piece, else into `scratch`.
  std::string_view text(XmlIndex node, std::string& scratch) const;
  std::string text(XmlIndex node) const;

  // For readers: by local name, whatever the namespace. kNoXml and "" when missing.
  XmlIndex root() const;
  XmlIndex childNamed(XmlIndex element, std::string_view local) const;
  std::string_view attribute(XmlIndex element, std::string_view local) const;

  std::uint64_t orderKey(XmlIndex node) const {  // grows in document order
    return isInline(node) ? std::uint64_t{nodes_[node & ~kInlineText].end} * 2 - 1 : std::uint64_t{node} * 2;
  }
  XmlIndex size() const { return static_cast<XmlIndex>(nodes_.size()); }
  const std::vector<XmlName>& names() const { return names_; }
  const std::map<std::string, std::string>& namespaces() const { return namespaces_; }  // prefix -> URI, as first declared
  std::shared_ptr<const XmlTree> subtree(XmlIndex element) const;                       // a document of its own

 private:
  friend class XmlBuilder;
  static constexpr std::uint32_t kNameBits = 28, kNameMask = (1u << kNameBits) - 1;
  struct Node {
    std::uint32_t parent, end, name, textAt, textSize, line;
  };
  static bool isInline(XmlIndex node) { return (node & kInlineText) != 0; }
  bool hasInlineText(const Node& node) const { return node.textSize != 0; }

  std::vector<Node> nodes_;
  std::vector<XmlName> names_;  // 0 is no name
  std::string pool_;
  std::map<std::string, std::string> namespaces_;
};

// Builds a tree from the outside in; attributes follow their element's start directly.
class XmlBuilder {
 public:
  XmlBuilder();
  void reserve(std::size_t nodes, std::size_t textBytes);
  NameIndex name(std::string_view local, std::string_view prefix = {}, std::string_view uri = {});
  void namespaceDeclared(std::string prefix, std::string uri) { tree_->namespaces_.emplace(std::move(prefix), std::move(uri)); }
  XmlIndex start(NameIndex name, std::uint32_t line = 0);
  void attribute(NameIndex name, std::string_view value);
  void text(std::string_view more);  // adjacent pieces become one node
  void comment(std::string_view text, std::uint32_t line = 0);
  void instruction(NameIndex target, std::string_view data, std::uint32_t line = 0);
  void end();
  void leaf(NameIndex name, std::string_view value) {  // <name>value</name>
    start(name);
    text(value);
    end();
  }
  std::size_t depth() const { return open_.size() - 1; }
  bool full() const { return full_; }  // more nodes or text than a tree can number: what came after is missing
  std::shared_ptr<const XmlTree> finish();

 private:
  XmlIndex add(XmlKind kind, NameIndex name, std::uint32_t line);
  void flushText();

  std::shared_ptr<XmlTree> tree_;
  std::unordered_map<std::string, NameIndex> known_;
  std::vector<XmlIndex> open_;
  std::size_t pendingAt_ = 0;  // text of the innermost element since its last child starts here in the pool
  bool full_ = false;
};

// The context of an error says where: "line 3". An XML file keeps its shape; white space stays text.
Result<std::shared_ptr<const XmlTree>> readXml(ByteView bytes);
// The same tree from the containers that a form may name: <root><item><name/>...</item>...</root>. Cells are separated by commas,
// semicolons or tabs, whichever the first line holds most of. A geojson feature is an item with `geometry` in ODK's lexical
// form, its id and its properties.
Result<std::shared_ptr<const XmlTree>> readCsvItems(ByteView bytes);
Result<std::shared_ptr<const XmlTree>> readGeojson(ByteView bytes);

}  // namespace limen::forms
