// SPDX-License-Identifier: Apache-2.0
// The unlocked station: who is at it, its keys, its store, and the shift. Everything a session does starts from a Vault; when it
// is destroyed the keys are wiped and the store is closed.
//
// A station's folder:  kit (public: organisation, root key, server)  slots (who may unlock)
//                      rings/<user>  (station key and the user's private keys, under the user's secret)  station.db
#pragma once

#include <filesystem>
#include <memory>
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
#include "protection/programme.h"
#include "protection/rights.h"
#include "store/station_store.h"
#include "sync/directory.h"

namespace limen {

enum class VaultError {
  notAStation,
  notEnrolled,
  damaged,
  weakPassphrase,
  wrongFolder,
  noShift,
  shiftOpen,
  noProgramme,
  notAllowed
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

struct UnlockChoice {  // what the unlock page shows before anybody has unlocked
  UserId user;
  std::string name;
  bool disabled = false;
  std::int64_t notBeforeMs = 0;
};

constexpr std::size_t kMinPassphraseCodePoints = 15;
// weakPassphrase with the reason's word: "short", "common". `ownWords`: the organisation's and the user's names.
Result<void> checkPassphrase(std::string_view passphrase, const std::vector<std::string>& ownWords = {});

Result<std::vector<UnlockChoice>> unlockChoices(const std::filesystem::path& home);
// The user's secret; the slot file is written back (the ladder counts failed tries). Slow by design.
Result<SecretBytes> unlockSlot(const std::filesystem::path& home, const UserId& user, const SecretBytes& passphrase,
                               const Clock& clock);

class Vault {
 public:
  static Result<Vault> open(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                            Surroundings surroundings);
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

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
  Result<void> takePackage(ByteView package);
  Result<void> takeGrant(ByteView signedGrant);  // must be for this user
  // Before a session: where the directory lets this station's users read more than it did at the last one, runs that were pulled
  // are asked for again, now with the parts that came as hashes then. The server gives parts by the directory, so a grant alone
  // needs no new pull. Left out are the scopes of which all runs came after that directory. True: there are such runs.
  Result<bool> pullAgainWhatMayNowBeRead(const std::set<ScopeId>& cameWhole = {});
  std::uint64_t serverEpoch() const;
  Result<void> setServerEpoch(std::uint64_t epoch);

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

  // The shift. `carrierBytes` are the 32 bytes that only the carrier holds; with them the keys outlive a lock or a crash.
  Result<void> enterShift(const SecretBytes& carrierBytes);  // restores the open one or opens one for every programme
  bool shiftIsOpen() const;
  std::int64_t shiftOpenedMs() const;
  Result<const ShiftKeys*> shiftKeys(const Programme& programme);
  Result<void> closeShift();  // shift keys and the erasure parts kept for it are gone; only amendments afterwards

  // The next dot of this writing session (a new writer id each time a vault opens).
  RevisionId nextRevision();

  // A secret of the station for one purpose: "draft", "search", ...
  SecretBytes stationSubkey(std::string_view purpose) const;
  const SecretBytes& userSecret() const;
  const BoxKeys& userBox() const;
  const Clock& clock() const;
  Random& random() const;
  AuditAct act(std::string_view word, std::string_view result = "ok") const;
  AuditAct act(std::string_view word, const RecordId& record, std::string_view result = "ok") const;

 private:
  struct Impl;
  explicit Vault(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
