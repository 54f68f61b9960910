// SPDX-License-Identifier: Apache-2.0
#include "ctl/folders.h"

#include "core/files.h"
#include "crypto/device_fido2.h"
#include "crypto/device_tpm.h"
#include "ctl/passphrase.h"
#include "station/records.h"

namespace limen {

namespace {

constexpr std::uint32_t kIndexAtOnce = 200;
constexpr std::size_t kMaxKitBytes = 64 * 1024;
constexpr std::size_t kMaxDirectoryBytes = 16 * 1024 * 1024;
constexpr const char* kSecretHelp = "file with the passphrase, - for standard input; asked for when left out";

}  // namespace

Result<UnlockChoice> chooseUser(const std::filesystem::path& home, const std::string& wanted) {
  LIMEN_ASSIGN(const std::vector<UnlockChoice> choices, unlockChoices(home));
  if (choices.empty()) return unexpected(CommandError::noUsers);
  if (wanted.empty()) {
    if (choices.size() > 1) return unexpected(CommandError::severalUsers);
    return choices.front();
  }
  const UnlockChoice* found = nullptr;
  for (const UnlockChoice& choice : choices) {
    if (choice.user.hex() == wanted) return choice;
    if (choice.name != wanted) continue;
    if (found) return unexpected(CommandError::severalUsers);
    found = &choice;
  }
  if (!found) return unexpected(CommandError::unknownUser);
  return *found;
}

void declareStation(CLI::App& command, StationOptions& options) {
  command.add_option("--home", options.home, "the station's folder")->required()->type_name("DIR");
  command.add_option("--user", options.user, "who unlocks, by name or id; not needed when there is only one")
      ->type_name("NAME-or-ID");
  command.add_option("--passphrase-file", options.passphraseFile, kSecretHelp)->type_name("FILE");
  command.add_option("--totp-file", options.totpFile, "file with the phone's six digits, - for standard input; asked for when needed")
      ->type_name("FILE");
  command.add_option("--pin-file", options.pinFile, "file with the PIN of the security key, - for standard input, where it has one")
      ->type_name("FILE");
  command.add_option("--tpm", options.tpm, "how the machine's chip is reached; device:/dev/tpmrm0 when left out")->type_name("TCTI");
}

Result<StationDevices> StationDevices::open(const StationOptions& options) {
  StationDevices out;
  out.key_ = std::make_unique<SecurityKey>();
  out.chip_ = std::make_unique<TpmChip>(options.tpm);
  if (!options.pinFile.empty()) {
    LIMEN_ASSIGN(out.pin_, readPassphrase(options.pinFile, "the security key", Passphrase::code));
  }
  return out;
}

Result<Approvals> approvalsFor(Vault& vault, const StationOptions& options) {
  Approvals approvals(vault, Approvals::Entry::typedNow);
  if (!approvals.waitsForCode()) return approvals;
  LIMEN_ASSIGN(const SecretBytes code, readPassphrase(options.totpFile, "the phone, six digits", Passphrase::code));
  LIMEN_TRY(approvals.giveCode(textOf(code.expose(SecretAccess{}))));
  return approvals;
}

Result<Vault> unlockStation(const StationOptions& options, Tools& tools) {
  LIMEN_ASSIGN(UnlockedStation unlocked, unlockStationTyped(options, tools));
  return std::move(unlocked.vault);
}

Result<UnlockedStation> unlockStationTyped(const StationOptions& options, Tools& tools) {
  LIMEN_ASSIGN(const UnlockChoice choice, chooseUser(options.home, options.user));
  LIMEN_ASSIGN(SecretBytes passphrase, readPassphrase(options.passphraseFile, "the station's user"));
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options));
  LIMEN_ASSIGN(const SecretBytes secret,
               unlockSlot(options.home, choice.user, passphrase, tools.clock, KdfCost::floor(), here.devices()));
  LIMEN_ASSIGN(Vault vault, Vault::open(options.home, choice.user, secret, {&tools.clock, &tools.random}));
  return UnlockedStation{std::move(vault), std::move(passphrase)};
}

GrpcClient stationClient(const Vault& vault) {
  return GrpcClient({vault.serverAddress(), vault.authorityPem()}, &vault.tls());
}

Result<void> indexAllPulled(Vault& vault) {
  while (true) {
    LIMEN_ASSIGN(const bool more, indexPulled(vault, kIndexAtOnce));
    if (!more || interruption()) return {};
  }
}

void declareOrganisation(CLI::App& command, OrganisationOptions& options, Signers signers) {
  command.add_option("--org", options.folder, "the organisation's folder")->required()->type_name("ORG");
  if (signers == Signers::none) return;
  command.add_option("--admin-passphrase-file", options.administratorFile, kSecretHelp)->type_name("FILE");
  if (signers == Signers::administrator) return;
  command.add_option("--dpo-passphrase-file", options.protectionOfficerFile, kSecretHelp)->type_name("FILE");
}

Result<Organisation> openOrganisation(const OrganisationOptions& options, Tools& tools) {
  // Before a passphrase is asked for: a wrong folder is the commoner mistake.
  LIMEN_TRY(readKit(options.folder / "kit"));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.administratorFile, "the administrator"));
  return Organisation::open(options.folder, passphrase, tools.clock);
}

Result<SecretBytes> protectionOfficerPassphrase(const OrganisationOptions& options) {
  return readPassphrase(options.protectionOfficerFile, "the data protection officer");
}

Result<Kit> readKit(const std::filesystem::path& file) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(file, kMaxKitBytes));
  Kit kit;
  if (!kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return unexpected(CommandError::badKit);
  const bool whole = OrganisationId::from(bytesOf(kit.organisation())) && publicKeyFrom(bytesOf(kit.root_ed25519())) &&
                     !kit.server_address().empty() && !kit.ca_certificate_pem().empty();
  if (!whole) return unexpected(CommandError::badKit);
  return kit;
}

Result<PublicOrganisation> readOrganisation(const std::filesystem::path& kitFile, Tools& tools) {
  LIMEN_ASSIGN(Kit kit, readKit(kitFile));
  LIMEN_ASSIGN(const Bytes bytes, readFile(kitFile.parent_path() / "directory", kMaxDirectoryBytes));
  LIMEN_ASSIGN(VerifiedDirectory directory,
               VerifiedDirectory::verify(bytes, *publicKeyFrom(bytesOf(kit.root_ed25519())), tools.clock.now()));
  return PublicOrganisation{std::move(kit), std::move(directory)};
}

Result<AdministratorClient> AdministratorClient::make(const Organisation& organisation) {
  const Bytes bytes = organisation.kit();
  Kit kit;
  if (!kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return unexpected(CommandError::badKit);
  return AdministratorClient(std::make_unique<GrpcClient>(ServerAddress{kit.server_address(), kit.ca_certificate_pem()},
                                                          &organisation.administratorTls()));
}

Result<std::uint64_t> AdministratorClient::publishDirectory(const Organisation& organisation) {
  LIMEN_ASSIGN(const Bytes held, client_->currentDirectory());
  if (held == organisation.directory().bytes()) return organisation.directory().version();
  return client_->publishDirectory(organisation.directory().bytes());
}

Result<UserId> userIdFrom(const std::string& text) {
  const auto id = UserId::fromHex(text);
  if (!id) return unexpected(CommandError::notAnId, "user");
  return *id;
}

Result<RecordId> recordIdFrom(const std::string& text) {
  const auto id = RecordId::fromHex(text);
  if (!id) return unexpected(CommandError::notAnId, "record");
  return *id;
}

}  // namespace limen
