// SPDX-License-Identifier: Apache-2.0
// A minimal record becomes a sealed revision, and back for those who hold a compartment's key. Coding: docs/sealed-record.md.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "crypto/attachment.h"
#include "crypto/envelope.h"
#include "crypto/retention_weeks.h"
#include "protection/minimise.h"

namespace limen {

constexpr std::size_t kMaxAnswersInPart = 65'536;

// What the risk rules ask of whoever opens the record. It stands inside each part, answered or not: outside, it would say what the
// record is about.
struct Guard {
  bool secondPerson = false;  // opened only with one
  bool noList = false;        // in no list and no search, wherever it is read
  bool any() const { return secondPerson || noList; }
  bool operator==(const Guard&) const = default;
};

// Where a revision stands: its record, its own dot and what its writer had seen of the record.
struct RevisionPlace {
  RecordId record;
  RevisionId id;
  std::vector<RevisionId> context;
  std::vector<RetentionBound> bounds = {};  // when parts of the record go; what stood before and is not named stays as it was
  Guard guard = {};
  // Where the answers of a compartment go instead: into one with fewer readers (narrowedTo() of risk.h). What clears an answer goes into both.
  std::map<std::uint8_t, std::uint8_t> narrowed = {};
};

struct Sealed {
  SealedRevision revision;
  ErasureSeed seed;
};
// Codes each compartment by the form, compresses, pads, encrypts. The shift's compartments must be the programme's, in order.
// A first revision (no context) has a part for every compartment, empty or not; a later one for those it changes (malformed when
// it changes none and moves no bound; where it only moves bounds, its one part is empty).
// A picture that an answer names is sealed under the content key of the part that the answer goes into: `attach` does that and says
// what names it from then on; nothing: there is no such picture, and the answer goes. With `attach` no other text is the answer to a
// question that asks for a file: not its name either. Without it, such answers stay as they are.
// noShiftKey, tooManyCompartments, tooLarge.
using SealAttachment = std::function<Result<std::optional<AttachmentRef>>(const AttachmentRef& named, const SecretBytes& contentKey)>;
Result<Sealed> seal(const MinimalRecord& record, const RevisionPlace& place, const ShiftKeys& keys, Random& random,
                    const SealAttachment& attach = {});

struct OpenedAnswer {
  std::string question;  // as CompiledForm::answerName() calls it
  std::vector<RepeatId> instances;
  forms::Value value;
};
// The answers of one part. `programme` is the package named in the header. noShiftKey, noErasurePart, tampered, malformed.
// `incomplete` is told whether the record was sealed before it was complete, `guard` what is asked of its readers.
Result<std::vector<OpenedAnswer>> open(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys,
                                       const ErasurePart& erasure, const Programme& programme, bool* incomplete = nullptr,
                                       Guard* guard = nullptr);

// The coding alone, for tests and fuzzing. Answers come back in the form's order, instances of a repeat as they first came. An
// answer whose question is a repeat and whose value is Empty stands for an instance without an answer of its own.
// decodeAnswers is strict and bounded: malformed for any bytes that codeAnswers could not have written.
Bytes codeAnswers(const std::vector<KeptAnswer>& answers, const Programme& programme,
                  Completeness completeness = Completeness::complete, const Guard& guard = {});
Result<std::vector<KeptAnswer>> decodeAnswers(ByteView coded, const Programme& programme);
Completeness completenessOf(ByteView coded);  // of a part without an answer: complete
Guard guardOf(ByteView coded);

}  // namespace limen
