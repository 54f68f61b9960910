// SPDX-License-Identifier: Apache-2.0
// The slot file: who may unlock, and in which ways. Each slot holds one user's secret: under Argon2id(passphrase) alone, under that and
// what a device gives (a FIDO2 key's hmac-secret, a secret that a TPM holds), or under a printed code that opens once.
// Bytes and vectors: docs/sealed-record.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/ladder.h"
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
  badLabel,
  deviceNeeded  // every way of this user asks for a device or a code, and none was given; no try was made
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
constexpr bool isDevice(SlotKind kind) {
  return kind == SlotKind::fido2 || kind == SlotKind::tpm;
}

using SlotId = Id<struct SlotTag, 16>;  // its salt: another one whenever the slot is made anew

struct SlotInfo {  // what can be told without a passphrase
  SlotId id;
  UserId user;
  SlotKind kind = SlotKind::passphrase;
  std::string label;   // the user's name as the unlock page shows it
  std::string name;    // how the user calls the device; "" for the other kinds
  Bytes device;        // what the device needs
  KdfCost cost;
  bool disabled = false;
  bool mustChange = false;  // a passphrase that somebody else chose
  std::uint32_t failedTries = 0;
  std::int64_t notBeforeMs = 0;  // the ladder: no try is made before this wall time
};

// A value: parse, change, serialise; the caller writes the file. Each change re-authenticates nothing. A user has either one
// passphrase slot or one or more device slots (a passphrase slot beside them would make them worth nothing), and any number of codes.
// Label, marks and ladder are the user's: the same in all of their slots.
class KeySlots {
 public:
  static constexpr std::size_t kMaxUsers = 64;
  static constexpr std::size_t kMaxSlots = 255;
  static constexpr std::size_t kMaxFileBytes = 64 * 1024;
  static constexpr std::size_t kSecondBytes = 32;       // what a device adds to the KEK
  static constexpr std::size_t kMaxDeviceBytes = 1024;  // of what finds that again: bound to the box, public
  static constexpr std::size_t kMaxNameBytes = 64;

  static Result<KeySlots> parse(ByteView file);  // damaged, newerVersion, parametersTooCostly
  Bytes serialise() const;

  std::vector<SlotInfo> list() const;   // every slot, in the order of the file
  std::vector<SlotInfo> users() const;  // the first of each user
  std::vector<SlotInfo> of(const UserId& user) const;

  // full, alreadyListed, badLabel (not 1 to 128 bytes, or a control character), parametersTooCostly (above the cap). The floor is
  // the caller's business (station/vault.h keeps it).
  Result<void> add(const UserId& user, std::string label, const SecretBytes& passphrase, const SecretBytes& userSecret,
                   KdfCost cost);
  // One more way in: the passphrase that is in force and, mixed into the KEK, what a device gives (32 bytes). The plain passphrase slot
  // goes. `device`: what the device needs to give it again. unknownUser, wrongPassphrase (another than the one in force; not counted),
  // full, badLabel (the name, 1 to 64 bytes), alreadyListed (the name).
  Result<SlotId> addDevice(const UserId& user, SlotKind kind, const SecretBytes& passphrase, const SecretBytes& userSecret,
                           const SecretBytes& second, std::string name, Bytes device);
  // The last device gives way to a plain passphrase slot. unknownUser (no such device), wrongPassphrase (not counted).
  Result<void> removeDevice(const SlotId& slot, const SecretBytes& passphrase, const SecretBytes& userSecret);
  // A slot for each code, in place of those that the user had. unknownUser, full.
  Result<void> setCodes(const UserId& user, const SecretBytes& userSecret, const std::vector<SecretBytes>& codes);

  // The user's secret. wrongPassphrase (the commitment did not match), waiting (no try was made), disabled, unknownUser,
  // parametersTooCostly (no try was made), deviceNeeded (no try was made), damaged (the commitment matched, the box did not open).
  // Records a failed try on the ladder: 5 free, then 30 s doubling to 1 h, disabled at 20; serialise() and write after every
  // call. By the user: their passphrase slot, or else their first device.
  Result<SecretBytes> open(const UserId& user, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second = {});
  Result<SecretBytes> openSlot(const SlotId& slot, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second = {});
  // As open(), by a printed code: its slot is removed, and nobody may see the secret before the file without it is on the disk.
  Result<SecretBytes> openCode(const UserId& user, const SecretBytes& code, std::int64_t nowMs);
  // Why no try would be made now: disabled, waiting, unknownUser.
  Result<void> mayTry(const UserId& user, std::int64_t nowMs);
  // Whether this is the passphrase in force. Devices are not needed: their part is kept under the user's secret.
  bool isInForce(const UserId& user, const SecretBytes& passphrase, const SecretBytes& userSecret) const;

  // A new passphrase for the passphrase slot or every device slot. Starts the ladder anew; the disabled mark stays. Codes stay.
  Result<void> changePassphrase(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase, KdfCost cost);
  // Nothing but a passphrase slot is left: devices and codes go.
  Result<void> startAnew(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase, KdfCost cost);
  Result<void> remove(const UserId& user);
  Result<void> setDisabled(const UserId& user, bool disabled);  // false starts the ladder anew
  void setMustChange(const UserId& user, bool mustChange);      // of a user who is there

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
    bool ofDevice = false;  // the layout with the three fields below; FIDO2 slots before version 3 have none
    std::string name;
    Bytes device, kept;  // kept: what the device gives, under the user's secret
    std::array<Byte, 32> commitment{};
    Bytes box;  // nonce | user secret, encrypted | tag
    bool disabled = false, mustChange = false;
    Ladder ladder;

    SlotId id() const { return {salt}; }
    Byte layout() const;
    Bytes headBytes() const;  // without the commitment
    Bytes associated() const;
    bool isDisabled() const;
    SlotInfo info() const;
    Result<SecretBytes> keyFrom(const SecretBytes& passphrase, ByteView second) const;
    bool fits(const SecretBytes& key) const;
    Result<void> close(const SecretBytes& passphrase, const SecretBytes& userSecret, ByteView second);
    void becomePlain(SlotKind now);
    void keep(const SecretBytes& userSecret, const SecretBytes& second);
    Result<SecretBytes> second(const SecretBytes& userSecret) const;
  };
  Slot* find(const UserId& user);
  const Slot* find(const UserId& user) const;
  template <class Change>
  void each(const UserId& user, Change change);
  Result<SecretBytes> openAt(Slot& slot, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second);
  bool hasRoom(std::size_t more) const;
  static Result<Slot> parseSlot(ByteReader& reader, std::uint8_t version);
  bool agrees(const Slot& slot) const;
  void write(ByteWriter& out, bool withLadder) const;

  std::vector<Slot> slots_;
  std::uint64_t generation_ = 0;
  // Of the file; seal() and what older ones cannot say raise it. Who is not unlocked cannot make the MAC of another.
  std::uint8_t version_ = 1;
  Bytes mac_;  // empty before the first seal()
};

}  // namespace limen
