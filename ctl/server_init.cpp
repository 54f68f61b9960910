// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "server/server_folder.h"
#include "server/store_key.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::filesystem::path folder, storeKey;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
  command.add_option("--dir", options.folder, "the server's folder to make")->required()->type_name("SRV");
  command
      .add_option("--store-key-file", options.storeKey,
                  "the key of its store, outside that folder; made with mode 0400 when missing")
      ->required()
      ->type_name("FILE");
}

Result<SecretBytes> storeKeyOf(const Options& options) {
  auto key = readStoreKeyFile(options.storeKey, options.folder);
  if (key || !key.error().is(StoreKeyError::missing)) return key;
  LIMEN_ASSIGN(SecretBytes made, createStoreKeyFile(options.storeKey, options.folder));
  std::error_code failed;
  std::filesystem::permissions(options.storeKey, std::filesystem::perms::owner_read, failed);
  if (failed) return unexpected(StoreKeyError::unreadable);
  return made;
}

bool isTaken(const std::filesystem::path& folder) {
  std::error_code unknown;
  return std::filesystem::exists(folder, unknown) && !std::filesystem::is_empty(folder, unknown);
}

Outcome run(const Options& options, Tools& tools) {
  // Before the directory names new keys of a server: a folder that is there is refused while nothing has changed.
  if (isTaken(options.folder)) return unexpected(ServerFolderError::exists);
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const Kit kit, readKit(options.organisation.folder / "kit"));
  LIMEN_ASSIGN(const SecretBytes storeKey, storeKeyOf(options));
  LIMEN_ASSIGN(Organisation::ServerIdentity identity, organisation.addServer(kit.server_address()));
  ServerFolder server;
  server.certificatePem = identity.tls.certificatePem;
  server.authorityPem = kit.ca_certificate_pem();
  server.tlsKeyPem = std::move(identity.tls.privateKeyPem);
  server.receiptSeed = std::move(identity.receiptSeed);
  server.erasureSecret = std::move(identity.erasureSecret);
  server.erasureKeyId = identity.erasureKeyId;
  server.root = *publicKeyFrom(bytesOf(kit.root_ed25519()));
  server.directory = organisation.directory().bytes();
  LIMEN_TRY(server.create(options.folder, storeKey));
  std::cout << "Server folder made for " << printable(kit.server_address()) << ".\n"
            << "Take it and the store's key to the server by different ways, and start limen-server there.\n";
  return ExitCode::done;
}

}  // namespace

void addServerInit(CLI::App& server, Chosen& chosen) {
  addCommand(server, chosen,
             {"init",
              "Make the server's folder: certificate, receipt key, erasure key, an empty store. None of its keys opens an answer",
              "limenctl server init --org ORG --dir SRV --store-key-file store.key --admin-passphrase-file admin.pass",
              "0 made, 1 refused (the folder is there), 2 usage, 3 passphrase, or others can read the key file, 4 disk"},
             &declare, &run);
}

}  // namespace limen
