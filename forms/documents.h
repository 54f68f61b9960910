// SPDX-License-Identifier: Apache-2.0
// What instance('id') gives: the lists of a workbook and the secondary instances, as trees, with an index for each column that a
// filter asks for. Trees of lists and indexes are made when first asked for and shared by all sessions of the form.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/definition.h"
#include "forms/xml_tree.h"

namespace limen::forms {

// Which items have a value in one column: by the hash of the text, or by the number that it spells.
class ColumnIndex {
 public:
  struct Entry {
    std::uint32_t item = 0;
    XmlIndex cell = 0;
  };
  ColumnIndex(const XmlTree& tree, std::span<const XmlIndex> items, std::string_view column, bool numeric);
  // Appends candidates in ascending order: every item that has the value is among them.
  void find(std::string_view text, std::vector<std::uint32_t>& out) const;
  void find(double number, std::vector<std::uint32_t>& out) const;
  std::size_t count(std::string_view text) const;

 private:
  std::span<const Entry> bucket(std::uint32_t hash) const;
  const XmlTree& tree_;
  std::uint32_t mask_ = 0;
  std::vector<std::uint32_t> starts_;
  std::vector<Entry> entries_;
};

// The nodes that a path of plain names leads to, in document order.
class ItemTable {
 public:
  ItemTable(const XmlTree& tree, std::span<const std::string> path);
  const std::vector<XmlIndex>& items() const { return items_; }
  const ColumnIndex& column(const std::string& name, bool numeric) const;

 private:
  const XmlTree& tree_;
  std::vector<XmlIndex> items_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<std::string, bool>, std::unique_ptr<ColumnIndex>> columns_;
};

class Document {
 public:
  Document(std::string id, std::shared_ptr<const XmlTree> tree) : id_(std::move(id)), tree_(std::move(tree)) {}
  // Neither the list nor the form may move while this lives.
  Document(std::string id, const std::vector<Choice>& list, const FormDefinition& form)
      : id_(std::move(id)), list_(&list), form_(&form) {}

  const std::string& id() const { return id_; }
  const XmlTree& tree() const;
  const ItemTable& table(std::span<const std::string> path) const;
  // Of a list: the choice whose item, or the label of whose item, this node is.
  const Choice* choiceOf(XmlIndex item) const;
  const Choice* choiceLabelled(XmlIndex label) const;
  bool isList() const { return list_ != nullptr; }

 private:
  std::string id_;
  const std::vector<Choice>* list_ = nullptr;
  const FormDefinition* form_ = nullptr;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const XmlTree> tree_;
  mutable std::atomic<const XmlTree*> ready_ = nullptr;
  mutable std::map<std::vector<std::string>, std::unique_ptr<ItemTable>> tables_;
};

// By id: lists and instances of the form, in this order: instances first, then lists that no instance is called like.
std::vector<std::unique_ptr<Document>> documentsOf(const FormDefinition& form);

// "list-0": the id of a choice's text in jr:itext() when its list stands in a workbook.
std::string choiceTextId(std::string_view list, std::size_t choice);

}  // namespace limen::forms
