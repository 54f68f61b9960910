// SPDX-License-Identifier: Apache-2.0
// What a Vault holds. Used by vault*.cpp and key_rotation.cpp only.
#pragma once

#include <map>
#include <optional>
#include <tuple>

#include "station/rows_check.h"
#include "station/station_files.h"
#include "station/vault.h"

namespace limen {

struct Vault::Impl {
  explicit Impl(StationStore opened) : store(std::move(opened)) {}

  std::filesystem::path home;
  UserId user;
  SecretBytes userSecret, stationKey, auditKey;
  BoxKeys userBox;
  Kit kit;
  PublicKey root{};
  OrganisationId organisation;
  const Clock* clock = nullptr;
  Random* random = nullptr;

  StationStore store;
  StationId station;
  Signer stationSigner;
  BoxKeys stationBox;
  TlsIdentity tls;
  VerifiedDirectory directory;
  std::string site;

  using GrantKey = std::tuple<std::string, std::string, std::uint32_t>;  // compartment, site group, epoch
  std::map<GrantKey, BoxKeys> grants;
  std::map<PackageHash, std::shared_ptr<const Programme>> packages;
  std::optional<std::vector<std::shared_ptr<const Programme>>> newest;  // of each programme; rights are theirs

  struct OpenShift {
    std::string programme;
    ShiftKeys keys;
  };
  SecretBytes shiftWrapping;                           // empty: no shift is open
  std::vector<std::unique_ptr<OpenShift>> openShifts;  // their addresses are handed out
  std::int64_t shiftOpenedMs = 0;
  std::map<ShiftId, std::unique_ptr<ShiftKeys>> shiftCache;  // of shifts that are not open here

  std::map<std::string, SecretBytes> lastSaved;  // by programme

  WriterId writer;
  std::uint64_t counter = 0;

  std::unique_ptr<RowsCheck> rowsCheck;  // reads the store beside it, so it ends first

  Result<void> readIdentity();
  Result<void> useDirectory(VerifiedDirectory verified);
  Result<void> reloadGrants();
  const BoxKeys* grant(std::string_view compartment, std::string_view group, std::uint32_t epoch) const;
  Result<std::shared_ptr<const Programme>> openStored(const PackageHash& hash);

  const std::vector<std::shared_ptr<const Programme>>& newestProgrammes();  // none where the store fails: nothing is allowed then
  const Programme* newestOf(const std::string& programme);
  Result<void> refuse(const Vault& vault, Act act);
  Result<void> alignIndex();

  const ShiftKeys* openShiftFor(const Programme& programme) const;
  Result<const ShiftKeys*> openNewShift(const Programme& programme);
  void forgetShiftInMemory();
  Result<void> dropShift(Vault& vault, const AuditAct& entry);
};

constexpr std::size_t kMaxCachedShifts = 256;

}  // namespace limen
