// SPDX-License-Identifier: Apache-2.0
// The envelope of a sealed revision and the shift object that opens it, as fixed layouts (docs/sealed-record.md has the bytes
// and the vectors). Nothing here knows what an answer is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class SealError {
  truncated,
  malformed,
  tampered,
  wrongReader,
  newerVersion,
  noShiftKey,
  noErasurePart,
  tooManyCompartments,
  tooLarge
};
constexpr std::string_view roomOf(SealError) {
  return "seal";
}
std::string_view nameOf(SealError cause);

constexpr std::size_t kMaxCompartments = 16;
constexpr std::size_t kMaxPartBytes = 1 << 20;
constexpr std::size_t kMaxContext = 64;
constexpr std::size_t kCompartmentNameBytes = 16;

using ErasureSeed = std::array<Byte, 16>;
using ErasurePart = Mac16;
ErasurePart erasurePart(const ErasureSeed& seed, std::string_view compartment);

struct RevisionHeader {
  RecordId record;
  RevisionId id;
  std::vector<RevisionId> context;  // sorted; the highest dot of each writer that this revision has seen of its record
  ShiftId shift;
  PackageHash package;
  std::uint32_t dictionary = 0;
  std::uint16_t parts = 0;  // bit i: a part for compartment i of the shift object

  Bytes serialise() const;
  static Result<RevisionHeader> parse(ByteView bytes);  // the whole of `bytes`, in the one form that serialise() writes
  bool operator==(const RevisionHeader&) const = default;
};

struct SealedPart {
  std::uint8_t compartment = 0;
  Bytes ciphertext;  // empty where this station was given only the hash
  Hash hash;         // BLAKE2b-256 of the ciphertext
};

// One sealed, immutable change to a record. Made by sealRevision() or by parsing bytes; there is no third way.
class SealedRevision {
 public:
  const RevisionHeader& header() const { return header_; }
  const Bytes& headerBytes() const { return headerBytes_; }
  const std::vector<SealedPart>& parts() const { return parts_; }
  const Hash& hash() const { return hash_; }  // BLAKE2b-256("limen/rev/v1" | header | part hashes in order)

  // sized header | per part: kind 0 + sized ciphertext, or kind 1 + hash
  Bytes serialise() const;
  static Result<SealedRevision> parse(ByteView bytes);        // truncated, malformed, newerVersion
  SealedRevision withOnly(std::uint16_t compartments) const;  // the other parts as hashes; hash() stays the same
  // The same revision with the ciphertexts that either of the two holds.
  SealedRevision withPartsOf(const SealedRevision& same) const;

 private:
  friend class Sealer;
  SealedRevision(RevisionHeader header, Bytes headerBytes, std::vector<SealedPart> parts);
  RevisionHeader header_;
  Bytes headerBytes_;
  std::vector<SealedPart> parts_;
  Hash hash_;
};

// Sealed once when a shift opens: one random shift key a compartment, boxed to that compartment's public key.
struct ShiftObject {
  struct Entry {
    std::string compartment;  // at most 16 ASCII bytes
    std::uint32_t epoch = 0;
    Bytes box;
  };
  ShiftId shift;
  StationId station;
  WriterId writer;  // the first of the shift
  std::vector<Entry> entries;
  SignatureBytes signature{};  // the station's, under "limen/shift/v1"

  Bytes serialise() const;
  static Result<ShiftObject> parse(ByteView bytes);
  bool signedBy(const PublicKey& station) const;
};

struct CompartmentKeyRef {
  std::string name;
  std::uint32_t epoch = 0;
  PublicKey key{};
};

// The keys of an open shift (all of them) or of somebody else's shift (those that this reader could open).
class ShiftKeys {
 public:
  struct Opened;
  // tooManyCompartments, malformed (none, a name twice or not 1 to 16 printing ASCII characters), or KeyError::lowOrder.
  static Result<Opened> open(const ShiftId& shift, const StationId& station, const WriterId& writer,
                             const std::vector<CompartmentKeyRef>& compartments, const Signer& stationSigner);
  // What `reader` can open of it: per entry, the compartment key of that name and epoch if the reader has it.
  template <class FindKey>  // const BoxKeys* (std::string_view compartment, std::uint32_t epoch)
  static ShiftKeys read(const ShiftObject& object, FindKey&& find) {
    ShiftKeys keys(object.shift);
    for (const ShiftObject::Entry& entry : object.entries) {
      const BoxKeys* key = find(entry.compartment, entry.epoch);
      keys.addBoxed(entry, key);
    }
    return keys;
  }

  const ShiftId& shift() const { return shift_; }
  std::size_t size() const { return compartments_.size(); }
  const std::string& compartment(std::size_t index) const { return compartments_[index]; }
  std::optional<std::uint8_t> indexOf(std::string_view compartment) const;
  bool has(std::size_t index) const { return index < keys_.size() && !keys_[index].empty(); }

  // For the vault: all keys under one wrapping key, so that a lock or a crash keeps the shift. malformed, tampered.
  Bytes wrap(const SecretBytes& wrappingKey) const;
  static Result<ShiftKeys> unwrap(const SecretBytes& wrappingKey, ByteView wrapped);

  // content key = BLAKE2b-256(key = shift key, "limen/rec/v1" | record | revision | compartment | erasure part)
  SecretBytes contentKey(std::size_t index, const RecordId& record, const RevisionId& revision, const ErasurePart& erasure) const;

 private:
  explicit ShiftKeys(const ShiftId& shift) : shift_(shift) {}
  void addBoxed(const ShiftObject::Entry& entry, const BoxKeys* key);
  ShiftId shift_;
  std::vector<std::string> compartments_;
  std::vector<SecretBytes> keys_;  // empty where this reader has none
};
struct ShiftKeys::Opened {
  ShiftKeys keys;
  ShiftObject object;
};

// Encrypts padded part contents. One key encrypts once, so the nonce is zero; AAD = header | compartment name (16 bytes).
class Sealer {
 public:
  struct Content {
    std::uint8_t compartment = 0;
    SecretBytes padded;
  };
  // noShiftKey (also: of another shift), tooManyCompartments, tooLarge, malformed (no part, one twice, not padded, a context that
  // is not sorted or names itself). The header's `parts` is filled in from `contents`.
  static Result<SealedRevision> seal(RevisionHeader header, std::vector<Content> contents, const ShiftKeys& keys,
                                     const ErasureSeed& seed);
  // The padded content of one part. noShiftKey, noErasurePart (it has no such part, or only its hash is here), tampered.
  static Result<SecretBytes> open(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys,
                                  const ErasurePart& erasure);
};

// 32-byte steps up to 256, then Padme (Nikitin et al., PoPETs 2019). The content's length stands in front as a varint.
std::size_t paddedSize(std::size_t contentSize);
SecretBytes pad(ByteView content);        // at most kMaxPartBytes of it: the caller refuses more before it is in locked memory
Result<ByteView> unpad(ByteView padded);  // malformed; a view into `padded`

}  // namespace limen
