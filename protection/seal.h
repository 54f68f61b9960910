// SPDX-License-Identifier: Apache-2.0
// A minimal record becomes a sealed revision, and back for those who hold a compartment's key. Coding: docs/sealed-record.md.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "crypto/envelope.h"
#include "protection/minimise.h"

namespace limen {

// Where a revision stands: its record, its own dot and what its writer had seen of the record.
struct RevisionPlace {
  RecordId record;
  RevisionId id;
  std::vector<RevisionId> context;
};

struct Sealed {
  SealedRevision revision;
  ErasureSeed seed;
};
// Codes each compartment by the form, compresses, pads, encrypts. The shift's compartments must be the programme's, in order.
// noShiftKey, tooManyCompartments, tooLarge.
Result<Sealed> seal(const MinimalRecord& record, const RevisionPlace& place, const ShiftKeys& keys, Random& random);

struct OpenedAnswer {
  std::string question;
  std::vector<RepeatId> instances;
  forms::Value value;
};
// The answers of one part. `programme` is the package named in the header. noShiftKey, noErasurePart, tampered, malformed.
Result<std::vector<OpenedAnswer>> open(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys,
                                       const ErasurePart& erasure, const Programme& programme);

// The coding alone, for tests and fuzzing: parse(serialise(x)) == x.
Bytes codeAnswers(const std::vector<KeptAnswer>& answers, const Programme& programme);
Result<std::vector<KeptAnswer>> decodeAnswers(ByteView coded, const Programme& programme);

}  // namespace limen
