// SPDX-License-Identifier: Apache-2.0
// Between finishing and sealing: drop, coarsen, split by compartment. What comes out is all that Limen ever stores or sends of
// the answers; only minimise() makes it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protection/programme.h"

namespace limen {

struct KeptAnswer {
  std::uint32_t question = 0;  // index in the package's form
  std::vector<RepeatId> instances;
  forms::Value value;  // Empty: an amendment clears it
  bool operator==(const KeptAnswer&) const = default;
};

// The word of the sheet: "as-is", "year", "age-band(5)", "initial", "coarsen(0.1)", "yes-no", "drop"; "" is as-is.
std::optional<Minimise> minimiseFromWord(std::string_view word);
std::string wordOf(const Minimise& minimise);
bool canApply(const Minimise& minimise, forms::Type type);  // a year of a date, never of a text

// What is kept of one answer, by itself. Empty (an amendment that clears) stays Empty; an answer whose value is not of the kind
// that the question promises is kept only as "yes".
forms::Value minimised(const forms::Value& value, const Minimise& minimise, forms::Date today);

enum class Completeness { complete, incomplete };  // incomplete: sealed before the form had what it asks for

class MinimalRecord {
 public:
  const Programme& programme() const { return *programme_; }
  // By compartment index; every compartment of the programme has an entry, empty or not.
  const std::vector<std::vector<KeptAnswer>>& compartments() const { return compartments_; }
  bool isIncomplete() const { return incomplete_; }

 private:
  friend MinimalRecord minimise(const std::shared_ptr<const Programme>& programme, const forms::Submission& submission,
                                forms::Date today, Completeness completeness);
  MinimalRecord() = default;
  std::shared_ptr<const Programme> programme_;
  std::vector<std::vector<KeptAnswer>> compartments_;
  bool incomplete_ = false;
};

// `today` is what an age band is counted from. Answers whose kind cannot apply (a year of a text) were refused when the package
// was built. A question answered twice at the same place keeps the later answer; one that the form does not have is left out.
MinimalRecord minimise(const std::shared_ptr<const Programme>& programme, const forms::Submission& submission, forms::Date today,
                       Completeness completeness = Completeness::complete);

}  // namespace limen
