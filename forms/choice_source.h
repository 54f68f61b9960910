// SPDX-License-Identifier: Apache-2.0
// What a select offers, computed: its items after the filter, in their order, and the name and label of each. One of a hundred
// thousand is found through the index of its column.
#pragma once

#include <string>
#include <vector>

#include "forms/evaluator.h"

namespace limen::forms {

class ChoiceSource {
 public:
  ChoiceSource(Evaluator& evaluator, NodeIndex select)
      : e_(evaluator), plan_(evaluator.form().questions[select].choices), select_(select) {}

  std::vector<XNode> items(const Focus& focus);
  std::string nameOf(const XNode& item, const Focus& focus);
  std::string labelOf(const XNode& item, const Focus& focus);
  const Choice* choiceOf(const XNode& item) const;  // of a list that stands in the form
  bool offers(std::string_view name, const Focus& focus);
  // Whether the filter lets the item through or not; "" when nothing is called so.
  std::string labelOf(const std::string& name, const Focus& focus) const;

 private:
  const Expr* indexed() const;  // the path to the items when it can be asked for single ones
  std::vector<XNode> itemsNamed(std::string_view name) const;
  std::string columnOf(const XNode& item, const std::string& column) const;

  Evaluator& e_;
  const ChoicePlan& plan_;
  NodeIndex select_;
};

}  // namespace limen::forms
