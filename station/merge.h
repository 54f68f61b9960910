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

struct StandingValue {
  forms::Value value;          // Empty: cleared by somebody who had not seen the others
  std::vector<RevisionId> by;  // who wrote it and was not superseded; ascending
};

struct MergedAnswer {
  std::string question;
  std::vector<RepeatId> instances;
  std::vector<forms::Value> values = {};  // one; more where writers who had not seen each other differ
  // The same with those who wrote it, and with clears. The first is what counts until somebody decides: it had seen the most of
  // the record; of equals, the one of the lowest dot.
  std::vector<StandingValue> standing = {};
  bool parallel = false;  // beside it, somebody who had not seen it changed another answer, and nobody who saw both wrote since

  bool isConflict() const { return standing.size() > 1; }
};

// A value goes only when another revision sets or clears the same answer and its context contains the value's dot. The result is
// a function of the set: any order of `revisions` gives the same.
std::vector<MergedAnswer> mergeAnswers(std::vector<RevisionAnswers> revisions);

// Of a compartment that is closed here, from the headers alone: two revisions of it had not seen each other, and none has seen both.
struct Seen {
  RevisionId id;
  std::vector<RevisionId> context;
};
bool isUnsettled(const std::vector<Seen>& revisions);

}  // namespace limen
