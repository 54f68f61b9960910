// SPDX-License-Identifier: Apache-2.0
// Between finishing and sealing: drop, coarsen, split by compartment. What comes out is all that Limen ever stores or sends of
// the answers; only minimise() makes it.
#pragma once

#include <vector>

#include "protection/programme.h"

namespace limen {

struct KeptAnswer {
  std::uint32_t question = 0;  // index in the package's form
  std::vector<RepeatId> instances;
  forms::Value value;  // Empty: an amendment clears it
};

class MinimalRecord {
 public:
  const Programme& programme() const { return *programme_; }
  // By compartment index; every compartment of the programme has an entry, empty or not.
  const std::vector<std::vector<KeptAnswer>>& compartments() const { return compartments_; }

 private:
  friend MinimalRecord minimise(const std::shared_ptr<const Programme>& programme, const forms::Submission& submission, forms::Date today);
  MinimalRecord() = default;
  std::shared_ptr<const Programme> programme_;
  std::vector<std::vector<KeptAnswer>> compartments_;
};

// `today` is what an age band is counted from. Answers whose kind cannot apply (a year of a text) were refused when the package was built.
MinimalRecord minimise(const std::shared_ptr<const Programme>& programme, const forms::Submission& submission, forms::Date today);

}  // namespace limen
