// SPDX-License-Identifier: Apache-2.0
#include "forms/documents.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "forms/lexical.h"

namespace limen::forms {

namespace {

std::uint32_t hashOf(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text)*0x9e3779b97f4a7c15u >> 32);
}

// Numbers that compare as equal lie in the same or in neighbouring buckets.
constexpr double kScale = 1e6;
std::int64_t roundedTo(double number) {
  return std::abs(number) < 9e12 ? std::llround(number * kScale) : std::bit_cast<std::int64_t>(number);
}
std::uint32_t hashOf(std::int64_t rounded) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(rounded) * 0x9e3779b97f4a7c15u >> 32);
}

bool isNamed(const XmlTree& tree, XmlIndex node, std::string_view name) {
  return tree.kind(node) == XmlKind::element && tree.name(node).local == name && tree.name(node).prefix.empty();
}

}  // namespace

ColumnIndex::ColumnIndex(const XmlTree& tree, std::span<const XmlIndex> items, std::string_view column, bool numeric)
    : tree_(tree) {
  std::vector<std::uint32_t> hashes;
  std::vector<Entry> cells;
  hashes.reserve(items.size());
  cells.reserve(items.size());
  std::string scratch;
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (XmlIndex child = tree.firstChild(items[i]); child != kNoXml; child = tree.nextSibling(child)) {
      if (!isNamed(tree, child, column)) continue;
      scratch.clear();
      const std::string_view text = tree.text(child, scratch);
      const auto number = numeric ? parseNumber(text) : std::nullopt;
      if (numeric && !number) continue;
      hashes.push_back(numeric ? hashOf(roundedTo(*number)) : hashOf(text));
      cells.push_back({static_cast<std::uint32_t>(i), child});
    }
  }
  mask_ = std::bit_ceil(static_cast<std::uint32_t>(std::max<std::size_t>(cells.size(), 1))) - 1;
  starts_.assign(std::size_t{mask_} + 2, 0);
  for (const std::uint32_t hash : hashes) ++starts_[(hash & mask_) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  entries_.resize(cells.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t i = 0; i < cells.size(); ++i) entries_[next[hashes[i] & mask_]++] = cells[i];
}

std::span<const ColumnIndex::Entry> ColumnIndex::bucket(std::uint32_t hash) const {
  const std::uint32_t at = hash & mask_;
  return std::span(entries_).subspan(starts_[at], starts_[at + 1] - starts_[at]);
}

void ColumnIndex::find(std::string_view text, std::vector<std::uint32_t>& out) const {
  std::string scratch;
  for (const Entry& entry : bucket(hashOf(text))) {
    scratch.clear();
    if (tree_.text(entry.cell, scratch) == text && (out.empty() || out.back() != entry.item)) out.push_back(entry.item);
  }
}

std::size_t ColumnIndex::count(std::string_view text) const {
  return bucket(hashOf(text)).size();
}

void ColumnIndex::find(double number, std::vector<std::uint32_t>& out) const {
  const std::size_t before = out.size();
  const std::int64_t rounded = roundedTo(number);
  std::vector<std::uint32_t> buckets;
  for (const std::int64_t near : {rounded - 1, rounded, rounded + 1}) buckets.push_back(hashOf(near) & mask_);
  std::sort(buckets.begin(), buckets.end());
  buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
  for (const std::uint32_t at : buckets) {
    for (const Entry& entry : bucket(at)) out.push_back(entry.item);
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
  out.erase(std::unique(out.begin() + static_cast<std::ptrdiff_t>(before), out.end()), out.end());
}

ItemTable::ItemTable(const XmlTree& tree, std::span<const std::string> path) : tree_(tree), items_{0} {
  for (const std::string& name : path) {
    std::vector<XmlIndex> below;
    for (const XmlIndex node : items_) {
      for (XmlIndex child = tree.firstChild(node); child != kNoXml; child = tree.nextSibling(child)) {
        if (isNamed(tree, child, name)) below.push_back(child);
      }
    }
    items_ = std::move(below);
  }
  items_.shrink_to_fit();
}

const ColumnIndex& ItemTable::column(const std::string& name, bool numeric) const {
  const std::lock_guard lock(mutex_);
  auto& index = columns_[{name, numeric}];
  if (!index) index = std::make_unique<ColumnIndex>(tree_, items_, name, numeric);
  return *index;
}

namespace {

std::shared_ptr<const XmlTree> treeOf(const std::string& id, const std::vector<Choice>& list, const FormDefinition& form) {
  XmlBuilder builder;
  const NameIndex item = builder.name("item"), itextId = builder.name("itextId"), name = builder.name("name"),
                  label = builder.name("label");
  builder.start(builder.name("root"));
  for (std::size_t i = 0; i < list.size(); ++i) {
    builder.start(item);
    if (form.languages.size() > 1) builder.leaf(itextId, choiceTextId(id, i));
    builder.leaf(name, list[i].name);
    builder.leaf(label, translated(list[i].label, form.defaultLanguage, form));
    for (const auto& [column, text] : list[i].columns) builder.leaf(builder.name(column), text);
    builder.end();
  }
  return builder.finish();
}

const XmlTree& emptyTree() {
  static const auto kEmpty = [] {
    XmlBuilder builder;
    builder.start(builder.name("root"));
    return builder.finish();
  }();
  return *kEmpty;
}

}  // namespace

const XmlTree& Document::tree() const {
  if (const XmlTree* ready = ready_.load(std::memory_order_acquire)) return *ready;
  const std::lock_guard lock(mutex_);
  if (!tree_ && list_ != nullptr) tree_ = treeOf(id_, *list_, *form_);
  const XmlTree& tree = tree_ ? *tree_ : emptyTree();
  ready_.store(&tree, std::memory_order_release);
  return tree;
}

const ItemTable& Document::table(std::span<const std::string> path) const {
  const XmlTree& tree = this->tree();
  const std::lock_guard lock(mutex_);
  auto& table = tables_[std::vector<std::string>(path.begin(), path.end())];
  if (!table) table = std::make_unique<ItemTable>(tree, path);
  return *table;
}

const Choice* Document::choiceOf(XmlIndex item) const {
  if (list_ == nullptr) return nullptr;
  static const std::vector<std::string> kPath{"root", "item"};
  const auto& items = table(kPath).items();
  const auto found = std::lower_bound(items.begin(), items.end(), item);
  return found == items.end() || *found != item ? nullptr : &(*list_)[static_cast<std::size_t>(found - items.begin())];
}

const Choice* Document::choiceLabelled(XmlIndex label) const {
  return list_ != nullptr && isNamed(tree(), label, "label") ? choiceOf(tree().parent(label)) : nullptr;
}

std::vector<std::unique_ptr<Document>> documentsOf(const FormDefinition& form) {
  std::vector<std::unique_ptr<Document>> out;
  for (const SecondaryInstance& instance : form.instances) out.push_back(std::make_unique<Document>(instance.id, instance.items));
  for (const auto& [id, list] : form.lists) {
    const bool shadowed =
        std::any_of(form.instances.begin(), form.instances.end(), [&id = id](const auto& i) { return i.id == id; });
    if (!shadowed) out.push_back(std::make_unique<Document>(id, list, form));
  }
  return out;
}

std::string choiceTextId(std::string_view list, std::size_t choice) {
  return std::string(list) + "-" + std::to_string(choice);
}

}  // namespace limen::forms
