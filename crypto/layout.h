// SPDX-License-Identifier: Apache-2.0
// What the files of this room share about the layouts of docs/sealed-record.md; no other room includes it.
#pragma once

#include <string_view>

#include "crypto/envelope.h"
#include "crypto/retention_weeks.h"

namespace limen {

constexpr std::size_t kPartTagBytes = 16;

bool wellFormed(const RevisionHeader& header);

struct ReadHeader {
  RevisionHeader header;
  std::vector<RetentionBound> bounds;
};
Result<ReadHeader> readHeader(ByteView bytes);
Bytes writeHeader(const RevisionHeader& header, const std::vector<RetentionBound>& bounds);
Bytes serialiseRevision(const Bytes& headerBytes, const std::vector<SealedPart>& parts);
bool isPaddedSize(std::size_t size);  // one that pad() makes

using CompartmentName = std::array<Byte, kCompartmentNameBytes>;
bool isCompartmentName(std::string_view name);           // 1 to 16 printing ASCII characters
CompartmentName compartmentName(std::string_view name);  // filled up with zeros

}  // namespace limen
