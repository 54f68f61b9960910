// SPDX-License-Identifier: Apache-2.0
#include "forms/choice_source.h"

#include <algorithm>

#include "forms/functions.h"

namespace limen::forms {

namespace {

// Asked about an item, for the question whose choice it would be.
Focus about(const XNode& item, const Focus& focus) {
  Focus out = focus;
  out.here = item;
  return out;
}

}  // namespace

std::vector<XNode> ChoiceSource::items(const Focus& focus) {
  if (plan_.items == 0) return {};
  std::vector<XNode> out = e_.select(plan_.items, focus);
  if (plan_.shuffled) {
    const double seed = plan_.seed != 0 ? randomSeed(e_.evaluate(plan_.seed, focus))
                                        : static_cast<double>(select_) + static_cast<double>(focus.origin.frame) * 7919;
    shuffleNodes(out, seed);
  }
  return out;
}

const Choice* ChoiceSource::choiceOf(const XNode& item) const {
  return item.inForm() ? nullptr : e_.form().documents[item.world - 1]->choiceOf(item.node);
}

std::string ChoiceSource::columnOf(const XNode& item, const std::string& column) const {
  if (!item.inForm() && e_.form().documents[item.world - 1]->choiceOf(item.node) == nullptr) {
    const XmlTree& tree = e_.treeOf(item);
    const XmlIndex cell = tree.childNamed(item.node, column);
    return cell == kNoXml ? std::string() : tree.text(cell);
  }
  for (const XNode& child : e_.children(item)) {
    if (child.kind == XmlKind::element && e_.localName(child) == column) return e_.valueAt(child).toText();
  }
  return {};
}

std::string ChoiceSource::nameOf(const XNode& item, const Focus& focus) {
  if (plan_.name != 0) return e_.evaluate(plan_.name, about(item, focus)).toText();
  return columnOf(item, plan_.nameColumn);
}

// Without a label an item may name one of the form's texts, as pyxform writes it.
std::string ChoiceSource::labelOf(const XNode& item, const Focus& focus) {
  if (plan_.label != 0) return e_.evaluate(plan_.label, about(item, focus)).toText();
  if (plan_.labelColumns != nullptr) {
    const auto own = plan_.labelColumns->find(e_.language());
    if (std::string label = own == plan_.labelColumns->end() ? "" : columnOf(item, own->second); !label.empty()) return label;
  }
  std::string label = columnOf(item, plan_.labelColumn);
  if (!label.empty() || plan_.labelColumn != "label") return label;
  const auto& form = e_.form().definition;
  const auto text = form.itext.find(columnOf(item, "itextId"));
  return text == form.itext.end() ? label : translated(text->second, e_.language(), form);
}

const Expr* ChoiceSource::indexed() const {
  if (plan_.items == 0 || plan_.name != 0) return nullptr;
  const Expr* path = &e_.pool().nodes[plan_.items];
  if (path->op == Op::call && path->function->name == "randomize") path = &e_.operandExpr(*path, 0);
  if (path->op != Op::path || path->lookup == 0) return nullptr;
  const Lookup& lookup = e_.pool().lookups[path->lookup];
  return lookup.apart && lookup.path.size() == path->stepCount ? path : nullptr;
}

std::vector<XNode> ChoiceSource::itemsNamed(std::string_view name) const {
  const Lookup& lookup = e_.pool().lookups[indexed()->lookup];
  const Document& document = *e_.form().documents[lookup.document];
  const ItemTable& table = document.table(lookup.path);
  std::vector<std::uint32_t> found;
  table.column(plan_.nameColumn, false).find(name, found);
  std::vector<XNode> out;
  for (const std::uint32_t item : found) out.push_back(XNode::of(lookup.document + 1, document.tree(), table.items()[item]));
  return out;
}

bool ChoiceSource::offers(std::string_view name, const Focus& focus) {
  if (const Expr* path = indexed(); path != nullptr && !name.empty()) {
    const auto found = itemsNamed(name);
    return std::any_of(found.begin(), found.end(), [&](const XNode& item) { return e_.passesFilter(*path, item, focus); });
  }
  const auto all = items(focus);
  return std::any_of(all.begin(), all.end(), [&](const XNode& item) { return nameOf(item, focus) == name; });
}

std::string ChoiceSource::labelOf(const std::string& name, const Focus& focus) const {
  if (plan_.items == 0 || name.empty()) return {};
  // A function is in the middle of an expression whose steps go on being counted.
  Evaluator inner(e_.form(), e_.pool(), e_.instance(), e_.clock(), e_.random(), e_.language());
  ChoiceSource source(inner, select_);
  if (indexed() != nullptr) {
    const auto found = itemsNamed(name);
    return found.empty() ? std::string() : source.labelOf(found.front(), focus);
  }
  for (const XNode& item : source.items(focus)) {
    if (source.nameOf(item, focus) == name) return source.labelOf(item, focus);
  }
  return {};
}

}  // namespace limen::forms
