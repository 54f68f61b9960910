// SPDX-License-Identifier: Apache-2.0
#include "station/courier.h"

#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/picture_policy.h"
#include "ctl/progress.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::filesystem::path folder;
  PicturePolicy pictures = PicturePolicy::all;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--to", options.folder, "the stick, or a folder on it")->required()->type_name("DIR");
  declarePictures(command, options.pictures, "what of them goes along: all, thumbnails or none");
}

Outcome run(const Options& options, Tools& tools) {
  const std::atomic<bool>& cancelled = interruption();
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  Progress progress;
  const auto onProgress = [&progress](const SyncProgress& now) {
    progress.show("changes " + std::to_string(now.sent) + " of " + std::to_string(now.toSend) + ", pieces of pictures " +
                  std::to_string(now.chunksSent) + " of " + std::to_string(now.chunksToSend));
  };
  const auto sent = exportCourier(vault, options.folder, options.pictures, onProgress, cancelled);
  progress.end();
  LIMEN_TRY(sent);
  for (const std::filesystem::path& file : sent->files) std::cout << file.native() << '\n';
  std::cerr << "Written, " << sent->bytes << " bytes: " << sent->changes << " changes that are not confirmed, " << sent->pieces
            << " pieces of pictures, " << sent->wanted << " pieces asked for. They count as sent when the server's answer is imported here.\n";
  return ExitCode::done;
}

}  // namespace

void addCourierExport(CLI::App& courier, Chosen& chosen) {
  addCommand(courier, chosen,
             {"export", "Write what the server has not confirmed to a stick, sealed to the server; the files are printed",
              "limenctl courier export --home STATION --to /media/stick --passphrase-file officer.pass",
              "0 written, 1 full or read-only disk (nothing written), 2 usage, 3 locked or not your right, 4 no folder, store"},
             &declare, &run);
}

}  // namespace limen
