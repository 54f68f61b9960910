// SPDX-License-Identifier: Apache-2.0
// A synthetic station with an open shift of three compartments, and the reader of all of them.
#pragma once

#include <map>

#include "core/random.h"
#include "crypto/envelope.h"

namespace limen {

struct Desk {
  SeededRandom random{7};
  Signer station = Signer::generate();
  std::vector<std::string> names{"operational", "identity", "health"};
  std::map<std::string, BoxKeys, std::less<>> readers;
  ShiftKeys::Opened shift;
  ErasureSeed seed{};

  Desk() : shift(openShift()) { random.fill(seed); }

  ShiftKeys::Opened openShift() {
    std::vector<CompartmentKeyRef> refs;
    for (const std::string& name : names) {
      if (!readers.contains(name)) readers.emplace(name, BoxKeys::generate());
      refs.push_back({name, 1, readers.at(name).publicKey()});
    }
    return std::move(ShiftKeys::open(ShiftId::make(random), StationId::make(random), WriterId::make(random), refs, station))
        .value();
  }

  RevisionHeader header(std::uint64_t counter = 1) {
    RevisionHeader out;
    out.record = RecordId::make(random);
    out.id = {shift.object.writer, counter};
    out.shift = shift.keys.shift();
    out.package = PackageHash::make(random);
    out.dictionary = 3;
    return out;
  }

  static std::vector<Sealer::Content> contents(const std::vector<std::string>& texts) {
    std::vector<Sealer::Content> out;
    for (const std::string& text : texts) out.push_back({static_cast<std::uint8_t>(out.size()), pad(bytesOf(text))});
    return out;
  }

  SealedRevision sealed(const std::vector<std::string>& texts = {"first part", "second part", "third part"}) {
    return Sealer::seal(header(), contents(texts), shift.keys, seed).value();
  }

  ErasurePart erasure(std::uint8_t compartment) const { return erasurePart(seed, names[compartment]); }

  // The text of a part, or the name of the cause.
  std::string read(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys) const {
    auto padded = Sealer::open(revision, compartment, keys, erasure(compartment));
    if (!padded) return std::string(padded.error().name());
    auto content = unpad(std::as_const(*padded).expose(SecretAccess{}));
    return content ? std::string(textOf(*content)) : "padding";
  }
  std::string read(const SealedRevision& revision, std::uint8_t compartment) const {
    return read(revision, compartment, shift.keys);
  }
};

}  // namespace limen
