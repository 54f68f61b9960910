// SPDX-License-Identifier: Apache-2.0
// The numbers that a question of type `range` takes: start, end and step of its parameters, 1, 10 and 1 where they are missing.
#pragma once

#include "forms/definition.h"
#include "forms/value.h"

namespace limen::forms {

class Range {
 public:
  explicit Range(const Node& node);
  double start() const { return start_; }
  double end() const { return end_; }
  double step() const { return step_; }
  bool whole() const { return whole_; }  // its answers are integers
  // A number that stands on one of its steps; brings it into the kind that the range stores.
  bool takes(Value& value) const;

 private:
  double start_ = 1, end_ = 10, step_ = 1;
  bool whole_ = true;
};

}  // namespace limen::forms
