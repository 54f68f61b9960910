// SPDX-License-Identifier: Apache-2.0
// The unlocked station: who is at it, its keys, its store, and the shift. Everything a session does starts from a Vault; when it
// is destroyed the keys are wiped and the store is closed.
//
// A station's folder:  kit (public: organisation, root key, server)  slots (who may unlock)
//                      rings/<user>  (station key and the user's private keys, under the user's secret)  station.db
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/random.h"
#include "core/result.h"
#include "crypto/certificates.h"
#include "crypto/envelope.h"
#include "crypto/key_slots.h"
#include "crypto/keys.h"
#include "crypto/second_source.h"
#include "protection/programme.h"
#include "protection/rights.h"
#include "store/station_store.h"
#include "sync/directory.h"

namespace limen {

constexpr std::chrono::hours kShiftLastsAtMost{16};  // a session of twelve and four hours locked

class Permit;  // station/approval.h

enum class VaultError {
  notAStation,
  notEnrolled,
  damaged,
  weakPassphrase,
  wrongFolder,
  noShift,
  shiftOpen,
  noProgramme,
  notAllowed,
  olderSlots,   // the slot file is older than the one that this station wrote last
  mustChange,   // the passphrase was chosen by somebody else and has to be changed first
  anothersShift,  // somebody else's shift is open here
  pullFirst       // restored from a backup: a sync brings back what it sealed since, before anything new is sealed
};
constexpr std::string_view roomOf(VaultError) {
  return "vault";
}
std::string_view nameOf(VaultError cause);

// What comes from outside: the seams of a station.
struct Surroundings {
  const Clock* clock = nullptr;
  Random* random = nullptr;
};

struct UnlockWay {  // one of a user's
  SlotKind kind = SlotKind::passphrase;
  SlotId slot;              // of the passphrase or the device
  std::string name;         // of the device
  std::size_t codesLeft = 0;
};

struct UnlockChoice {  // what the unlock page shows before anybody has unlocked
  UserId user;
  std::string name;
  bool disabled = false;
  std::int64_t notBeforeMs = 0;
  std::vector<UnlockWay> ways{};  // the printed codes are one, and the last
};

// What this machine has beside the keyboard; null: not here.
struct Devices {
  SecondSource* securityKey = nullptr;
  SecondSource* chip = nullptr;
  const SecretBytes* pin = nullptr;  // of the security key

  Result<SecretBytes> second(SlotKind kind, ByteView data) const;
};

Result<std::vector<UnlockChoice>> unlockChoices(const std::filesystem::path& home);
// The user's secret; the slot file is written back (the ladder counts failed tries). Slow by design.
// Without a `way` it is the passphrase's own slot, else the first device that is here: DeviceError or SlotError::deviceNeeded when none is.
// Parameters of the slot below `least` are raised with it; a failure of that is told by nothing but the slot as it was.
Result<SecretBytes> unlockSlot(const std::filesystem::path& home, const UserId& user, const SecretBytes& passphrase,
                               const Clock& clock, std::optional<KdfCost> least = {}, const Devices& devices = {},
                               const std::optional<SlotId>& way = {});
// By one of the printed codes. Its slot is gone from the disk, and a new passphrase is asked for, before the secret is handed out: whoever
// ends this process in between loses the code. SlotError::wrongPassphrase, counted like any other try.
Result<SecretBytes> unlockWithCode(const std::filesystem::path& home, const UserId& user, const SecretBytes& typed, const Clock& clock);

class Vault {
 public:
  static Result<Vault> open(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                            Surroundings surroundings);
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

  const std::filesystem::path& home() const;
  const UserId& user() const;
  std::string userName() const;
  std::string role() const;
  const StationId& station() const;
  const std::string& site() const;
  const OrganisationId& organisation() const;
  std::string serverAddress() const;
  std::string authorityPem() const;
  const TlsIdentity& tls() const;  // handed to the carrier after unlock
  const Signer& stationSigner() const;
  const BoxKeys& stationBox() const;
  const PublicKey& rootKey() const;

  StationStore& store();
  // Every row against the store's set hash: begun when the vault was opened, waited for before anything leaves the laptop.
  // StoreError::mixedAges, damaged; logged when it fails.
  Result<void> rowsHold();
  const VerifiedDirectory& directory() const;
  Result<void> takeDirectory(ByteView signedDirectory);  // older ones are refused, the one held stays
  // older (also the same version with other content), expired, weakened: what is held stays. A version below the one held is kept to
  // read old records with.
  Result<void> takePackage(ByteView package);
  Result<void> mayBegin(const Programme& programme);  // a new record: older, expired
  Result<void> takeGrant(ByteView signedGrant);  // must be for this user
  // Before a session: where the directory lets this station's users read more than it did at the last one, runs that were pulled
  // are asked for again, now with the parts that came as hashes then. The server gives parts by the directory, so a grant alone
  // needs no new pull. Left out are the scopes of which all runs came after that directory. True: there are such runs.
  Result<bool> pullAgainWhatMayNowBeRead(const std::set<ScopeId>& cameWhole = {});

  // Programmes that this station runs: the newest package of each id.
  Result<std::vector<std::shared_ptr<const Programme>>> programmes();
  Result<std::shared_ptr<const Programme>> programme(const PackageHash& hash);  // noProgramme
  ScopeId scope(const Programme& programme) const;
  const BoxKeys* compartmentKey(std::string_view compartment, std::uint32_t epoch) const;  // of our site group; null: none here
  // What this user can open of a shift, own or pulled: the open shift's keys as they are, else through the user's grants.
  Result<const ShiftKeys*> readableKeys(const ShiftId& shift);
  std::vector<std::string> readableSites() const;  // whose records belong on this station

  // What this user may do and open: the role is the directory's, its rights those of the newest package of each programme. An act
  // of the station is allowed where any programme allows it; a station without a programme yet may sync, and nothing else.
  // require(): unknownRole, notYourRole with the act's word; the refusal is logged.
  bool may(Act act);
  bool may(Act act, const Programme& programme);
  Result<void> require(Act act);
  Result<void> require(Act act, const Programme& programme);
  bool opens(const Programme& programme, std::string_view compartment);
  bool allows(const UserId& user, Act act);  // somebody else who works at this station
  bool isOwnOpenShift(const ShiftId& shift) const;  // what was typed in it can be read again until it closes

  // The shift: one at a time, of one user. Somebody else gets anothersShift, until it is closed, ended by a supervisor, or so old that
  // neither its carrier nor its four hours of lock can have kept it (kShiftLastsAtMost).
  // `carrierBytes` are the 32 bytes that only the carrier holds; with them the keys outlive a lock or a crash.
  Result<void> enterShift(const SecretBytes& carrierBytes);  // restores the open one or opens one for every programme
  Result<std::optional<UserId>> shiftHolder();  // whose keys are kept here, open in this session or not
  Result<void> endShift();  // one's own, without asking for its drafts; somebody else's: anothersShift; nothing to end: noShift
  Result<void> endShift(Permit permit);  // somebody else's: the permit is for Act::endShift about its holder
  bool shiftIsOpen() const;
  std::int64_t shiftOpenedMs() const;
  Result<const ShiftKeys*> shiftKeys(const Programme& programme);
  Result<void> closeShift();  // shift keys and the erasure parts kept for it are gone; only amendments afterwards

  // The next dot of this writing session (a new writer id each time a vault opens).
  RevisionId nextRevision();

  // What the record saved last in this session leaves for the next one of its programme: the answers that the form itself asks for
  // (forms::FormSession::toRemember()), as XML. Kept in locked memory, until the vault is closed; null: there is none.
  void rememberLastSaved(const std::string& programme, SecretBytes answers);
  const SecretBytes* lastSaved(const std::string& programme) const;
  // Restored from a backup, and not yet synced since: no shift opens, for the station does not know the end of its own chain.
  Result<bool> restored();
  Result<void> endRestore();  // a session ended with equal heads on both sides

  // A secret of the station for one purpose: "draft", "search", ...
  SecretBytes stationSubkey(std::string_view purpose) const;
  const SecretBytes& stationKey() const;  // for backups (backup.h) and for the change of it (key_rotation.h) alone
  // The store under the next station key. The rings of those who stay hold it already; key_rotation.h has the order of things.
  Result<void> changeStationKey(const SecretBytes& next);
  const SecretBytes& userSecret() const;
  const BoxKeys& userBox() const;
  const Clock& clock() const;
  Random& random() const;
  // A ring of this station for a user who is admitted: the station key and their own keys under their secret.
  Bytes ringFor(const UserId& user, const SecretBytes& userSecret, const Signer& signer, const BoxKeys& box) const;
  AuditAct act(std::string_view word, std::string_view result = "ok") const;
  AuditAct act(std::string_view word, const UserId& about) const;  // the user as a pseudonym
  AuditAct act(std::string_view word, const RecordId& record, std::string_view result = "ok") const;

 private:
  struct Impl;
  explicit Vault(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
