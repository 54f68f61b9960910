// SPDX-License-Identifier: Apache-2.0
#include "server/server_status.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "server/store_key.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path folder, storeKey;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("--dir", options.folder, "the server's folder; the server may run meanwhile")->required()->type_name("SRV");
  command.add_option("--store-key-file", options.storeKey, "the key of its store, outside that folder")->required()->type_name("FILE");
  command.add_flag("--json", options.json, "one JSON object");
}

nlohmann::json jsonOf(const ServerStatus& status) {
  nlohmann::json tries = nlohmann::json::array();
  for (const BackupTry& each : status.backups)
    tries.push_back({{"when_ms", each.whenMs}, {"cause", each.cause}, {"file", each.file}, {"bytes", each.bytes}, {"runs", each.runs}});
  nlohmann::json out{{"epoch", status.epoch}, {"scopes", status.scopes}, {"runs", status.runs}, {"second_copy", status.secondCopy},
                     {"well", status.isWell()}, {"backups", tries}};
  if (status.drop)
    out["drop"] = {{"taken", status.drop->taken}, {"refused", status.drop->refused}, {"waiting", status.drop->waiting}, {"failure", status.drop->failure}};
  return out;
}

void print(const ServerStatus& status) {
  std::cout << "Server of epoch " << status.epoch << ", " << status.runs << " runs in " << status.scopes << " scopes; "
            << (status.secondCopy ? "there is a second copy" : "there is no second copy") << ".\n";
  if (!status.backups.empty()) {
    const BackupTry& last = status.backups.back();
    if (last.cause.empty()) {
      std::cout << "Last backup by itself: " << toIso(fromUnixMs(last.whenMs)) << ", " << last.runs << " runs, " << last.bytes << " bytes.\n";
    } else {
      std::cout << "BACKUP FAILED: " << toIso(fromUnixMs(last.whenMs)) << " (" << last.cause << "). It is tried again every quarter of an hour; ";
      const auto good = std::find_if(status.backups.rbegin(), status.backups.rend(), [](const BackupTry& each) { return each.cause.empty(); });
      std::cout << (good == status.backups.rend() ? std::string("none came about yet") : "the last one is of " + toIso(fromUnixMs(good->whenMs))) << ".\n";
    }
  }
  if (!status.drop) return;
  std::cout << "Drop folder: " << status.drop->taken << " bundles taken and " << status.drop->refused << " refused since the server started, "
            << status.drop->waiting << " not whole yet.\n";
  if (!status.drop->failure.empty())
    std::cout << "DROP FOLDER FAILED (" << status.drop->failure << "). What lies there stays, and is tried again every second.\n";
}

Outcome run(const Options& options, Tools&) {
  LIMEN_ASSIGN(const SecretBytes key, readStoreKeyFile(options.storeKey, options.folder));
  LIMEN_ASSIGN(const ServerStatus status, serverStatus(options.folder, key));
  if (options.json) {
    std::cout << jsonOf(status).dump() << '\n';
  } else {
    print(status);
  }
  return status.isWell() ? ExitCode::done : ExitCode::other;
}

}  // namespace

void addServerStatus(CLI::App& server, Chosen& chosen) {
  addCommand(server, chosen,
             {"status", "Say what a server holds, how its own backups went and what couriers brought; the server may run meanwhile",
              "limenctl server status --dir SRV --store-key-file store.key",
              "0 all is well, 1 no such folder, 2 usage, 3 the key, 4 store, 6 the last backup failed, or the drop folder cannot be worked in"},
             &declare, &run);
}

}  // namespace limen
