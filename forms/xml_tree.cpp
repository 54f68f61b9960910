// SPDX-License-Identifier: Apache-2.0
#include "forms/xml_tree.h"

namespace limen::forms {

std::string_view nameOf(XmlError cause) {
  switch (cause) {
    case XmlError::malformed:
      return "malformed";
    case XmlError::tooLarge:
      return "tooLarge";
    case XmlError::tooDeep:
      return "tooDeep";
    case XmlError::entityBomb:
      return "entityBomb";
    case XmlError::notUtf8:
      return "notUtf8";
  }
  return "unknown";
}

XmlIndex XmlTree::firstAttribute(XmlIndex element) const {
  if (isInline(element)) return kNoXml;
  return element + 1 < nodes_[element].end && kind(element + 1) == XmlKind::attribute ? element + 1 : kNoXml;
}

XmlIndex XmlTree::nextAttribute(XmlIndex attribute) const {
  return attribute + 1 < nodes_[nodes_[attribute].parent].end && kind(attribute + 1) == XmlKind::attribute ? attribute + 1
                                                                                                           : kNoXml;
}

XmlIndex XmlTree::firstChild(XmlIndex node) const {
  if (isInline(node)) return kNoXml;
  const Node& holder = nodes_[node];
  const XmlKind kind = this->kind(node);
  if (kind != XmlKind::element && kind != XmlKind::document) return kNoXml;
  if (hasInlineText(holder)) return node | kInlineText;
  for (XmlIndex child = node + 1; child < holder.end; ++child) {
    if (this->kind(child) != XmlKind::attribute) return child;
  }
  return kNoXml;
}

XmlIndex XmlTree::nextSibling(XmlIndex node) const {
  if (isInline(node) || node == 0 || kind(node) == XmlKind::attribute) return kNoXml;
  const XmlIndex next = nodes_[node].end;
  return next < nodes_[nodes_[node].parent].end ? next : kNoXml;
}

std::string_view XmlTree::text(XmlIndex node, std::string& scratch) const {
  const Node& at = nodes_[node & ~kInlineText];
  const XmlKind kind = this->kind(node);
  if ((kind != XmlKind::element && kind != XmlKind::document) || hasInlineText(at))
    return std::string_view(pool_).substr(at.textAt, at.textSize);
  std::string_view only;
  bool several = false;
  for (XmlIndex inner = node + 1; inner < at.end; ++inner) {
    const XmlKind what = this->kind(inner);
    const Node& piece = nodes_[inner];
    if (piece.textSize == 0 || (what != XmlKind::text && what != XmlKind::element)) continue;
    const auto more = std::string_view(pool_).substr(piece.textAt, piece.textSize);
    if (several) {
      scratch += more;
    } else if (only.empty()) {
      only = more;
    } else {
      scratch = only;
      scratch += more;
      several = true;
    }
  }
  return several ? std::string_view(scratch) : only;
}

std::string XmlTree::text(XmlIndex node) const {
  std::string scratch;
  return std::string(text(node, scratch));
}

XmlIndex XmlTree::root() const {
  for (XmlIndex child = firstChild(0); child != kNoXml; child = nextSibling(child)) {
    if (kind(child) == XmlKind::element) return child;
  }
  return kNoXml;
}

XmlIndex XmlTree::childNamed(XmlIndex element, std::string_view local) const {
  for (XmlIndex child = firstChild(element); child != kNoXml; child = nextSibling(child)) {
    if (kind(child) == XmlKind::element && name(child).local == local) return child;
  }
  return kNoXml;
}

std::string_view XmlTree::attribute(XmlIndex element, std::string_view local) const {
  for (XmlIndex at = firstAttribute(element); at != kNoXml; at = nextAttribute(at)) {
    if (name(at).local == local) return std::string_view(pool_).substr(nodes_[at].textAt, nodes_[at].textSize);
  }
  return {};
}

std::shared_ptr<const XmlTree> XmlTree::subtree(XmlIndex element) const {
  auto out = std::make_shared<XmlTree>();
  out->names_ = names_;
  out->namespaces_ = namespaces_;
  out->nodes_.reserve(end(element) - element + 1);
  out->nodes_.push_back({kNoXml, 0, 0, 0, 0, 0});
  for (XmlIndex node = element; node < end(element); ++node) {
    Node copy = nodes_[node];
    copy.parent = node == element ? 0 : copy.parent - element + 1;
    copy.end = copy.end - element + 1;
    const std::string_view text = std::string_view(pool_).substr(copy.textAt, copy.textSize);
    copy.textAt = static_cast<std::uint32_t>(out->pool_.size());
    out->pool_ += text;
    out->nodes_.push_back(copy);
  }
  out->nodes_[0].end = out->size();
  return out;
}

XmlBuilder::XmlBuilder() : tree_(std::make_shared<XmlTree>()) {
  tree_->names_.emplace_back();
  tree_->nodes_.push_back({kNoXml, 0, 0, 0, 0, 0});
  open_.push_back(0);
}

void XmlBuilder::reserve(std::size_t nodes, std::size_t textBytes) {
  tree_->nodes_.reserve(nodes + 1);
  tree_->pool_.reserve(textBytes);
}

NameIndex XmlBuilder::name(std::string_view local, std::string_view prefix, std::string_view uri) {
  std::string key(local);
  if (!prefix.empty() || !uri.empty()) key.append(1, '\n').append(prefix).append(1, '\n').append(uri);
  const auto [found, fresh] = known_.emplace(std::move(key), static_cast<NameIndex>(tree_->names_.size()));
  if (fresh) tree_->names_.push_back({std::string(prefix), std::string(local), std::string(uri)});
  return found->second;
}

XmlIndex XmlBuilder::add(XmlKind kind, NameIndex name, std::uint32_t line) {
  const XmlIndex index = tree_->size();
  if (index >= kInlineText || name > XmlTree::kNameMask || tree_->pool_.size() > kNoXml) {
    full_ = true;
    return index;
  }
  tree_->nodes_.push_back({open_.back(), index + 1, (static_cast<std::uint32_t>(kind) << XmlTree::kNameBits) | name,
                           static_cast<std::uint32_t>(tree_->pool_.size()), 0, line});
  return index;
}

// What was collected becomes a node, because something stands beside it.
void XmlBuilder::flushText() {
  const std::size_t size = tree_->pool_.size() - pendingAt_;
  if (size == 0) return;
  const XmlIndex index = add(XmlKind::text, 0, tree_->nodes_[open_.back()].line);
  if (full_) return;
  tree_->nodes_[index].textAt = static_cast<std::uint32_t>(pendingAt_);
  tree_->nodes_[index].textSize = static_cast<std::uint32_t>(size);
  pendingAt_ = tree_->pool_.size();
}

XmlIndex XmlBuilder::start(NameIndex name, std::uint32_t line) {
  flushText();
  const XmlIndex index = add(XmlKind::element, name, line);
  if (full_) return index;
  open_.push_back(index);
  pendingAt_ = tree_->pool_.size();
  return index;
}

void XmlBuilder::attribute(NameIndex name, std::string_view value) {
  const XmlIndex index = add(XmlKind::attribute, name, tree_->nodes_[open_.back()].line);
  if (full_) return;
  tree_->nodes_[index].textSize = static_cast<std::uint32_t>(value.size());
  tree_->pool_ += value;
  pendingAt_ = tree_->pool_.size();
}

void XmlBuilder::text(std::string_view more) {
  tree_->pool_ += more;
}

void XmlBuilder::comment(std::string_view text, std::uint32_t line) {
  flushText();
  const XmlIndex index = add(XmlKind::comment, 0, line);
  if (full_) return;
  tree_->nodes_[index].textSize = static_cast<std::uint32_t>(text.size());
  tree_->pool_ += text;
  pendingAt_ = tree_->pool_.size();
}

void XmlBuilder::instruction(NameIndex target, std::string_view data, std::uint32_t line) {
  flushText();
  const XmlIndex index = add(XmlKind::instruction, target, line);
  if (full_) return;
  tree_->nodes_[index].textSize = static_cast<std::uint32_t>(data.size());
  tree_->pool_ += data;
  pendingAt_ = tree_->pool_.size();
}

void XmlBuilder::end() {
  if (full_ || open_.size() == 1) return;
  const XmlIndex index = open_.back();
  auto& nodes = tree_->nodes_;
  const XmlIndex last = tree_->size() - 1;
  const bool alone = last == index || (nodes[last].parent == index && tree_->kind(last) == XmlKind::attribute);
  if (alone) {
    nodes[index].textAt = static_cast<std::uint32_t>(pendingAt_);
    nodes[index].textSize = static_cast<std::uint32_t>(tree_->pool_.size() - pendingAt_);
    pendingAt_ = tree_->pool_.size();
  } else {
    flushText();
  }
  nodes[index].end = tree_->size();
  open_.pop_back();
}

std::shared_ptr<const XmlTree> XmlBuilder::finish() {
  while (open_.size() > 1) end();
  tree_->pool_.resize(pendingAt_);  // white space around the root
  tree_->nodes_[0].end = tree_->size();
  return std::move(tree_);
}

}  // namespace limen::forms
