// SPDX-License-Identifier: Apache-2.0
// A node that an expression can reach: of the form being filled in, or of a document (a list, a secondary instance, a primary
// instance without a form).
#pragma once

#include "forms/instance.h"
#include "forms/xml_tree.h"

namespace limen::forms {

struct XNode {
  std::uint32_t world = 0;          // 0: the form; n: documents[n - 1]
  XmlKind kind = XmlKind::element;  // of the form: document, element, the text of an answer, an attribute of the root
  FrameIndex frame = 0;             // of the form
  std::uint32_t node = 0;           // NodeIndex or XmlIndex; of an attribute of the form its number

  XNode() = default;
  XNode(NodeRef ref) : frame(ref.frame), node(ref.node) {}
  static XNode of(std::uint32_t world, const XmlTree& tree, XmlIndex index) {
    XNode out;
    out.world = world;
    out.kind = tree.kind(index);
    out.node = index;
    return out;
  }
  bool inForm() const { return world == 0; }
  bool isAnswer() const { return world == 0 && kind == XmlKind::element; }  // a question, group or repeat instance
  NodeRef ref() const { return {frame, node}; }
  bool operator==(const XNode&) const = default;
};

}  // namespace limen::forms
