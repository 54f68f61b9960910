// SPDX-License-Identifier: Apache-2.0
// The answers of a record's compartment as its revisions leave them: merged by question and repeat instance, never by arrival.
// Used inside station/ only.
#pragma once

#include <vector>

#include "protection/seal.h"

namespace limen {

struct RevisionAnswers {
  RevisionId id;
  std::vector<RevisionId> context;
  std::vector<OpenedAnswer> answers;
  PackageHash package = {};  // by which it was written
};

struct MergedAnswer {
  std::string question;
  std::vector<RepeatId> instances;
  std::vector<forms::Value> values;  // one; more where writers who had not seen each other differ
};

// A value goes only when another revision sets or clears the same answer and its context contains the value's dot. The result is
// a function of the set: any order of `revisions` gives the same.
std::vector<MergedAnswer> mergeAnswers(std::vector<RevisionAnswers> revisions);

}  // namespace limen
