// SPDX-License-Identifier: Apache-2.0
// The two folders that commands work on, a station's and an organisation's: their options, and how they are opened.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "ctl/command.h"
#include "station/approval.h"
#include "station/organisation.h"
#include "station/vault.h"
#include "sync/grpc_client.h"

namespace limen {

struct StationOptions {
  std::filesystem::path home;
  std::string user, passphraseFile, totpFile{}, tpm{}, pinFile{};
};
void declareStation(CLI::App& command, StationOptions& options);
// By name or id; without one the only user there is. No passphrase is needed.
Result<UnlockChoice> chooseUser(const std::filesystem::path& home, const std::string& wanted);
// --user by name or id; without it the only one. One Argon2id try, counted when wrong.
Result<Vault> unlockStation(const StationOptions& options, Tools& tools);
// The same with what was typed, for who has to check it once more.
struct UnlockedStation {
  Vault vault;
  SecretBytes passphrase;
};
Result<UnlockedStation> unlockStationTyped(const StationOptions& options, Tools& tools);
// Every act that asks for more than a right begins here: the phone's code is asked for where the user has one.
Result<Approvals> approvalsFor(Vault& vault, const StationOptions& options);

// What is plugged into, or built into, this machine.
class StationDevices {
 public:
  static Result<StationDevices> open(const StationOptions& options);
  Devices devices() const { return {key_.get(), chip_.get(), &pin_}; }

 private:
  std::unique_ptr<SecondSource> key_, chip_;
  SecretBytes pin_;
};
GrpcClient stationClient(const Vault& vault);
// After a session or a bundle, also one that broke off: what came is here and searchable.
Result<void> indexAllPulled(Vault& vault);

struct OrganisationOptions {
  std::filesystem::path folder;
  std::string administratorFile, protectionOfficerFile;
};
enum class Signers { none, administrator, both };
void declareOrganisation(CLI::App& command, OrganisationOptions& options, Signers signers);
Result<Organisation> openOrganisation(const OrganisationOptions& options, Tools& tools);
Result<SecretBytes> protectionOfficerPassphrase(const OrganisationOptions& options);

// What an organisation's folder says without a passphrase.
struct PublicOrganisation {
  Kit kit;
  VerifiedDirectory directory;
};
Result<Kit> readKit(const std::filesystem::path& file);  // FileError, CommandError::badKit
Result<PublicOrganisation> readOrganisation(const std::filesystem::path& kit,
                                            Tools& tools);  // the directory stands beside the kit

// An administrator's channel. Nothing connects before the first call.
class AdministratorClient {
 public:
  static Result<AdministratorClient> make(const Organisation& organisation);
  GrpcClient& operator*() { return *client_; }
  GrpcClient* operator->() { return client_.get(); }
  // The server takes the folder's directory unless it has it already.
  Result<std::uint64_t> publishDirectory(const Organisation& organisation);

 private:
  explicit AdministratorClient(std::unique_ptr<GrpcClient> client) : client_(std::move(client)) {}
  std::unique_ptr<GrpcClient> client_;
};

Result<UserId> userIdFrom(const std::string& text);      // CommandError::notAnId
Result<RecordId> recordIdFrom(const std::string& text);  // CommandError::notAnId

}  // namespace limen
