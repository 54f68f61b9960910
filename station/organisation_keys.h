// SPDX-License-Identifier: Apache-2.0
// What the key files of an organisation hold, and the names in its folder. Used by organisation*.cpp only.
#pragma once

#include <filesystem>
#include <vector>

#include "station/key_file.h"
#include "station/organisation.h"

namespace limen {

constexpr std::string_view kRootRole = "root";
constexpr std::string_view kAdministratorRole = "administrator";
constexpr std::string_view kOfficerRole = "protection-officer";
constexpr std::string_view kDefaultGroup = "main";

std::filesystem::path keyPath(const std::filesystem::path& folder, std::string_view role);
std::filesystem::path escrowPath(const std::filesystem::path& folder, std::string_view compartment, std::string_view group,
                                 std::uint32_t epoch);

constexpr std::size_t kMaxDirectoryFile = 4 << 20;

struct AdministratorKeys {
  Signer signer;
  BoxKeys box;
  Authority authority;
  TlsIdentity tls;
  SecretBytes serialise() const;
  static Result<AdministratorKeys> parse(const SecretBytes& content);
};

struct HeldCompartmentKey {
  std::string compartment, group;
  std::uint32_t epoch = 1;
  BoxKeys keys;
};
struct OfficerKeys {
  Signer signer;
  BoxKeys box;
  std::vector<PublicKey> escrowHolders;
  std::size_t escrowNeeded = 0;
  std::vector<HeldCompartmentKey> compartments;
  SecretBytes serialise() const;
  static Result<OfficerKeys> parse(const SecretBytes& content);
  const HeldCompartmentKey* find(std::string_view compartment, std::string_view group, std::uint32_t epoch) const;
};

// The next version, signed; on disk before it counts.
Result<VerifiedDirectory> publishNext(const std::filesystem::path& folder, const VerifiedDirectory& before, Directory content,
                                      const Signer& administrator, const PublicKey& root, WallTime now);

}  // namespace limen
