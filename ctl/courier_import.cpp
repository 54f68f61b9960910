// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "server/courier_desk.h"
#include "server/store_key.h"
#include "station/courier.h"

namespace limen {

namespace {

namespace fs = std::filesystem;

struct Options {
  StationOptions station;
  fs::path server, storeKey, answers;
  std::vector<fs::path> places;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("places", options.places, "bundles, or folders with bundles in them")->required()->type_name("FILE-or-DIR");
  declareStation(command, options.station);
  CLI::Option* home = command.get_option("--home")->required(false);
  CLI::Option* server = command.add_option("--server", options.server, "instead of --home: the folder of a server that is not running")
                            ->type_name("SRV");
  CLI::Option* key = command.add_option("--store-key-file", options.storeKey, "the key of the server's store")->type_name("FILE");
  CLI::Option* answers = command.add_option("--to", options.answers, "of a server: the stick or folder that its answers go to")->type_name("DIR");
  server->needs(key)->needs(answers)->excludes(home);
  key->needs(server);
  answers->needs(server);
}

void printRefused(const fs::path& file, const Error& error) {
  std::cerr << file.native() << ": " << sentence(error) << '\n';
}

Outcome atStation(const Options& options, Tools& tools) {
  if (options.station.home.empty()) return unexpected(CommandError::noCourierPlace);
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  const auto taken = importCourier(vault, options.places, interruption());
  LIMEN_TRY(indexAllPulled(vault));
  LIMEN_TRY(taken);
  std::cout << "Taken: " << taken->bundles << " bundles, " << taken->forOthers << " for others left alone. " << taken->confirmed
            << " changes confirmed, " << taken->pulled << " received; " << taken->pictures << " pictures whole at the server, " << taken->pieces
            << " pieces received. " << taken->counts.records << " records here, " << taken->counts.confirmed << " of " << taken->counts.own
            << " captured here confirmed by the server.\n";
  for (const auto& [file, error] : taken->refused) printRefused(file, error);
  if (!taken->refused.empty()) return exitCodeOf(taken->refused.front().second);
  if (taken->causes.empty()) return ExitCode::done;
  std::cerr << "Not all of it was taken (";
  for (const std::string& cause : taken->causes) std::cerr << (&cause == &taken->causes.front() ? "" : ", ") << cause;
  std::cerr << "). Nothing is lost; a sync over the network finds out more.\n";
  return ExitCode::other;
}

Outcome atServer(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const SecretBytes key, readStoreKeyFile(options.storeKey, options.server));
  LIMEN_ASSIGN(const auto desk, CourierDesk::open(options.server, key, tools.clock, tools.random));
  std::optional<Error> first;
  for (const CourierFile& file : courierFiles(options.places)) {
    if (interruption()) break;
    const auto answer = [&]() -> Result<BundleAnswer> {
      LIMEN_ASSIGN(const Bytes bundle, readFile(file.path, kMaxCourierBytes));
      return desk->answer(bundle, options.answers);
    }();
    if (!answer && isForOthers(file, answer.error())) continue;
    if (!answer) {
      printRefused(file.path, answer.error());
      if (!first) first = answer.error();
      continue;
    }
    for (const fs::path& each : answer->files) std::cout << each.native() << '\n';
    std::cerr << "Taken from station " << answer->station.hex() << ": " << answer->stored << " changes and " << answer->pieces
              << " pieces of pictures are on the disk, refused: " << answer->refused << ". Bring the answer back.\n";
  }
  return first ? exitCodeOf(*first) : ExitCode::done;
}

Outcome run(const Options& options, Tools& tools) {
  return options.server.empty() ? atStation(options, tools) : atServer(options, tools);
}

}  // namespace

void addCourierImport(CLI::App& courier, Chosen& chosen) {
  addCommand(courier, chosen,
             {"import",
              "Take bundles that a courier brought: at a station the server's answers, with --server what stations have sent; the answers' files "
              "are printed",
              "limenctl courier import /media/stick --server SRV --store-key-file store.key --to /media/stick",
              "0 taken, 1 a bundle was refused (the others were taken), 2 usage, 3 locked, not your right or not listed, 4 store, no folder, or "
              "the server is running, 6 the server refused something"},
             &declare, &run);
}

}  // namespace limen
