// SPDX-License-Identifier: Apache-2.0
#include "server/server_backup.h"

#include <iostream>

#include "ctl/commands.h"
#include "ctl/shares.h"
#include "server/store_key.h"

namespace limen {

namespace {

struct BackupOptions {
  std::filesystem::path folder, storeKey, to;
};

void declareFolder(CLI::App& command, std::filesystem::path& folder, std::filesystem::path& storeKey, const char* what) {
  command.add_option("--dir", folder, what)->required()->type_name("SRV");
  command.add_option("--store-key-file", storeKey, "the key of its store, outside that folder")->required()->type_name("FILE");
}

// Not required() by the parser, which would ask for them before `backup verify` too: see runBackup().
void declareBackup(CLI::App& command, BackupOptions& options) {
  command.add_option("--dir", options.folder, "the server's folder; the server may run meanwhile")->type_name("SRV");
  command.add_option("--store-key-file", options.storeKey, "the key of its store, outside that folder")->type_name("FILE");
  command.add_option("--to", options.to, "the folder or stick that the backup goes to, on another disk")->type_name("DIR");
  command.require_subcommand(0, 1);
}

std::string written(const ServerBackupFacts& facts) {
  return "of " + toIso(fromUnixMs(facts.madeMs)) + ", " + std::to_string(facts.runs) + " runs, " + std::to_string(facts.tombstones) +
         " erasures";
}

Outcome runBackup(const BackupOptions& options, Tools& tools) {
  LIMEN_ASSIGN(const SecretBytes key, readStoreKeyFile(options.storeKey, options.folder));
  LIMEN_ASSIGN(const WrittenServerBackup done, backupServer(options.folder, key, options.to, tools.clock, tools.random));
  std::cout << done.file.string() << '\n';
  std::cerr << "Written and read back: " << written(done.facts) << ", " << done.bytes
            << " bytes. What it holds is safe from now on, so keep the newest one; destroy those older than 35 days, for they still open "
               "what was erased since.\n";
  return ExitCode::done;
}

struct VerifyOptions {
  std::filesystem::path file, storeKey, scratch;
  ShareOptions shares;
};

void declareVerify(CLI::App& command, VerifyOptions& options) {
  command.add_option("file", options.file, "the backup")->required()->type_name("FILE");
  auto* keys = command.add_option_group("key", "What opens it, one of:");
  keys->add_option("--store-key-file", options.storeKey, "the key of the server's store")->type_name("FILE");
  declareShares(*keys, options.shares);
  keys->require_option(1);
  command.add_option("--scratch", options.scratch, "where the copy of its store may lie meanwhile, encrypted; else the machine's temporary folder")
      ->type_name("DIR");
}

Outcome runVerify(const VerifyOptions& options, Tools& tools) {
  std::error_code failed;
  ServerBackupKey open;
  if (!options.shares.files.empty()) {
    LIMEN_ASSIGN(std::vector<BoxKeys> shares, readShares(options.shares));
    open = keyOfShares(std::move(shares));
  } else {
    LIMEN_ASSIGN(const SecretBytes key, readStoreKeyFile(options.storeKey, std::filesystem::absolute(options.file, failed).parent_path()));
    open = [backupKey = std::make_shared<SecretBytes>(serverBackupKey(key))](const BackupHeader& header) { return header.openWithStation(*backupKey); };
  }
  const auto scratch = options.scratch.empty() ? std::filesystem::temp_directory_path(failed) : options.scratch;
  LIMEN_ASSIGN(const ServerBackupFacts facts, verifyServerBackup(options.file, open, scratch, tools.random));
  std::cout << "Whole: " << written(facts) << ". Every chunk, page, signature and number holds.\n";
  return ExitCode::done;
}

struct RestoreOptions {
  std::filesystem::path folder, storeKey, file, tombstones;
  bool lost = false;
  ShareOptions shares;
};

void declareRestore(CLI::App& command, RestoreOptions& options) {
  command.add_option("file", options.file, "the backup, the newest there is")->required()->type_name("FILE");
  declareFolder(command, options.folder, options.storeKey, "the folder to make; it must not be there, or be empty");
  auto* tombstones = command.add_option_group("erasures", "What was erased since the backup, one of:");
  tombstones->add_option("--tombstones", options.tombstones, "the file `tombstones` of the old server's folder, or a copy of it")->type_name("FILE");
  tombstones->add_flag("--tombstones-lost", options.lost, "there is none: the stations bring what they know, each at its next sync");
  tombstones->require_option(1);
  declareShares(command, options.shares);
}

// The key that the new store gets: the old one, or where holders open the backup and there is none, a new one.
Result<SecretBytes> keyFor(const RestoreOptions& options) {
  auto key = readStoreKeyFile(options.storeKey, options.folder);
  if (key || options.shares.files.empty() || !key.error().is(StoreKeyError::missing)) return key;
  return createStoreKeyFile(options.storeKey, options.folder);
}

Outcome runRestore(const RestoreOptions& options, Tools& tools) {
  std::error_code unknown;
  if (std::filesystem::exists(options.folder, unknown) && !std::filesystem::is_empty(options.folder, unknown))
    return unexpected(ServerFolderError::exists);
  ServerBackupKey open;
  if (!options.shares.files.empty()) {
    LIMEN_ASSIGN(std::vector<BoxKeys> shares, readShares(options.shares));
    open = keyOfShares(std::move(shares));
  }
  LIMEN_ASSIGN(const SecretBytes key, keyFor(options));
  if (!open) open = [backupKey = std::make_shared<SecretBytes>(serverBackupKey(key))](const BackupHeader& header) { return header.openWithStation(*backupKey); };
  const auto newer = options.lost ? std::nullopt : std::optional(options.tombstones);
  LIMEN_ASSIGN(const ServerBackupFacts facts, restoreServer(options.folder, key, options.file, open, newer, tools.clock));
  std::cout << "Restored: " << written(facts) << ".\n";
  std::cerr << "What was erased stays erased. Start limen-server on this folder, and never again on the old one. Each station offers at its "
               "next sync what this backup lacks; make a new backup when they have.\n";
  return ExitCode::done;
}

}  // namespace

void addServerBackup(CLI::App& server, Chosen& chosen) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* backup = declareCommand(server, {"backup", "Copy a server, sealed, while it runs; what a copy that was read back holds is safe",
                                             "limenctl server backup --dir SRV --store-key-file store.key --to STICK",
                                             "0 written, its path on standard output; 1 no such folder or no recovery holders; 2 usage; 3 the "
                                             "key, or others can read its file; 4 disk or store, no half file stays"});
  declareBackup(*backup, *options);
  addCommand(*backup, chosen,
             {"verify", "Check a server's backup to its last byte, signature and number, without restoring it",
              "limenctl server backup verify STICK/FILE --store-key-file store.key",
              "0 whole; 1 truncated, damaged (the sentence says where), newer, or no server's backup; 2 usage; 3 another server's key, or too few "
              "shares; 4 disk"},
             &declareVerify, &runVerify);
  backup->callback([backup, options, &chosen] {
    if (!backup->get_subcommands().empty()) return;
    for (const char* each : {"--dir", "--store-key-file", "--to"})
      if (backup->count(each) == 0) throw CLI::RequiredError(each);
    chosen = [options](Tools& tools) { return runBackup(*options, tools); };
  });
}

void addServerRestore(CLI::App& server, Chosen& chosen) {
  addCommand(server, chosen,
             {"restore", "Make a server's folder from a backup; the erased stay erased, and the stations bring what it lacks",
              "limenctl server restore FILE --dir SRV --store-key-file store.key --tombstones OLD/tombstones",
              "0 restored; 1 truncated, damaged, newer, another server's erasures, or the folder is taken; 2 usage; 3 another server's key, or "
              "too few shares; 4 disk"},
             &declareRestore, &runRestore);
}

}  // namespace limen
