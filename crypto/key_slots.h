// SPDX-License-Identifier: Apache-2.0
// The slot file: who may unlock. Each slot holds one user's secret under Argon2id(passphrase) and, for a FIDO2 slot, the
// authenticator's hmac-secret. Bytes and vectors: docs/sealed-record.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class SlotError {
  damaged,
  newerVersion,
  wrongPassphrase,
  unknownUser,
  disabled,
  waiting,
  parametersTooCostly,  // above the cap, or the machine lacks the memory for them
  full,
  alreadyListed,
  badLabel
};
constexpr std::string_view roomOf(SlotError) {
  return "slot";
}
std::string_view nameOf(SlotError cause);

struct KdfCost {  // Argon2id 1.3, one lane
  std::uint64_t memoryBytes = 256ull << 20;
  std::uint32_t passes = 3;
  static KdfCost floor() { return {64ull << 20, 3}; }
  static KdfCost cap() { return {1ull << 30, 10}; }  // what is read from a file may ask for no more
  bool operator==(const KdfCost&) const = default;
};

enum class SlotKind : std::uint8_t { passphrase = 1, fido2 = 2, oneTimeCode = 3, tpm = 4 };

struct SlotInfo {  // what can be told without a passphrase
  UserId user;
  SlotKind kind = SlotKind::passphrase;
  std::string label;  // the user's name as the unlock page shows it
  KdfCost cost;
  bool disabled = false;
  bool mustChange = false;  // a passphrase that somebody else chose
  std::uint32_t failedTries = 0;
  std::int64_t notBeforeMs = 0;  // the ladder: no try is made before this wall time
};

// A value: parse, change, serialise; the caller writes the file. Each change re-authenticates nothing.
class KeySlots {
 public:
  static constexpr std::size_t kMaxSlots = 64;
  static constexpr std::size_t kMaxFileBytes = 64 * 1024;

  static Result<KeySlots> parse(ByteView file);  // damaged, newerVersion, parametersTooCostly
  Bytes serialise() const;

  std::vector<SlotInfo> list() const;
  // full, alreadyListed, badLabel (not 1 to 128 bytes, or a control character), parametersTooCostly (above the cap). The floor is
  // the caller's business (station/vault.h keeps it). With an hmac-secret (32 bytes) the slot is a FIDO2 slot.
  Result<void> add(const UserId& user, std::string label, const SecretBytes& passphrase, const SecretBytes& userSecret,
                   KdfCost cost, ByteView hmacSecret = {});
  // The user's secret. wrongPassphrase (the commitment did not match), waiting (no try was made), disabled, unknownUser,
  // parametersTooCostly (no try was made), damaged (the commitment matched, the box did not open).
  // Records a failed try on the ladder: 5 free, then 30 s doubling to 1 h, disabled at 20; serialise() and write after every
  // call.
  Result<SecretBytes> open(const UserId& user, const SecretBytes& passphrase, std::int64_t nowMs, ByteView hmacSecret = {});
  // Starts the ladder anew; the disabled mark stays.
  Result<void> changePassphrase(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase, KdfCost cost,
                                ByteView hmacSecret = {});
  Result<void> remove(const UserId& user);
  Result<void> setDisabled(const UserId& user, bool disabled);  // false starts the ladder anew
  void setMustChange(const UserId& user, bool mustChange);      // of a slot that is there

  // MAC with a key that only an unlocked station has, over everything but the ladder: failed tries are recorded while the station
  // is locked. An altered file shows at unlock. An older one has its MAC too: it shows by its generation, which seal() raises and
  // which the station keeps in its database as well.
  void seal(const SecretBytes& macKey);
  bool macValid(const SecretBytes& macKey) const;
  std::uint64_t generation() const { return generation_; }

 private:
  struct Slot {
    UserId user;
    SlotKind kind = SlotKind::passphrase;
    std::string label;
    KdfCost cost;
    std::array<Byte, 16> salt{};
    std::array<Byte, 32> commitment{};
    Bytes box;  // nonce | user secret, encrypted | tag
    bool disabled = false, mustChange = false;
    std::uint8_t failedTries = 0;
    std::int64_t notBeforeMs = 0;

    Bytes headBytes() const;  // without the commitment
    Bytes associated() const;
    bool isDisabled() const;
    Result<SecretBytes> keyFrom(const SecretBytes& passphrase, ByteView hmacSecret) const;
    Result<void> close(const SecretBytes& passphrase, const SecretBytes& userSecret, ByteView hmacSecret);
    void recordFailure(std::int64_t nowMs);
    void restartLadder();
  };
  Slot* find(const UserId& user);
  static Result<Slot> parseSlot(ByteReader& reader, std::uint8_t version);
  void write(ByteWriter& out, bool withLadder) const;

  std::vector<Slot> slots_;
  std::uint64_t generation_ = 0;
  std::uint8_t version_ = 1;  // of the file; seal() raises it, for who is not unlocked cannot make the MAC of another
  Bytes mac_;  // empty before the first seal()
};

}  // namespace limen
