// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/picture_policy.h"
#include "ctl/progress.h"
#include "ctl/wipe_commands.h"
#include "station/records.h"
#include "station/renewal.h"
#include "station/syncing.h"
#include "sync/wipe_order.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  PicturePolicy pictures = PicturePolicy::all;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  declarePictures(command, options.pictures, "what of them goes over this link: all, thumbnails or none; records go first");
}

ExitCode print(const SyncReport& report) {
  if (report.anotherLog)
    std::cout << "The server was shown a log of this station that the one here does not continue: this laptop's store is an older copy, or "
                 "there are two. Tell the administrator before you go on.\n";
  if (report.erased > 0) std::cout << "Records that two people erased elsewhere, gone here too: " << report.erased << ".\n";
  if (report.lateEdits > 0)
    std::cout << "Corrections of records that were erased meanwhile: " << report.lateEdits << ". The server kept nothing of them that can be read.\n";
  const std::string line = std::to_string(report.counts.records) + " records here, " + std::to_string(report.counts.confirmed) +
                           " of " + std::to_string(report.counts.own) + " captured here confirmed by the server";
  const std::string cause = report.cause.empty() ? "" : " (" + report.cause + ")";
  switch (report.outcome) {
    case SyncReport::Outcome::synced:
      std::cout << "Synced: " << line << (report.secondCopy ? "" : "; this server keeps no second copy") << ".\n";
      if (report.picturesWaiting > 0)
        std::cout << "Pictures that the server has not got whole: " << report.picturesWaiting
                  << (report.picturesCause.empty() ? "" : " (" + report.picturesCause + ")") << ". They go on with the next sync.\n";
      return ExitCode::done;
    case SyncReport::Outcome::incomplete:
      std::cout << "Not finished" << cause << ": " << line << ". Nothing is lost; run it again.\n";
      return ExitCode::network;
    case SyncReport::Outcome::mismatch:
      std::cout << "Not synced, the two sides do not agree" << cause << ": " << line
                << ". Nothing is lost; report it to the administrator.\n";
      return ExitCode::other;
    case SyncReport::Outcome::refused:
      std::cout << "The server refused" << cause << ": " << line << ". Nothing is lost; ask the administrator.\n";
      return ExitCode::locked;
  }
  return ExitCode::other;
}

// A revoked station has no sessions: the server says no more than that, and what else it has to say is asked for.
bool endsHere(const Error& error) {
  return error.is(TransportError::notAllowed) || error.is(VaultError::notAllowed);
}

Outcome run(const Options& options, Tools& tools) {
  const std::atomic<bool>& cancelled = interruption();
  LIMEN_ASSIGN(Vault opened, unlockStation(options.station, tools));
  std::optional<Vault> unlocked(std::move(opened));
  Vault& vault = *unlocked;
  const WipeWatch watch(vault);
  GrpcClient client = stationClient(vault);
  Progress progress;
  const auto onProgress = [&progress](const SyncProgress& now) {
    if (now.chunksToSend + now.chunksToFetch > 0)
      return progress.show("pictures: pieces sent " + std::to_string(now.chunksSent) + " of " + std::to_string(now.chunksToSend) +
                           ", received " + std::to_string(now.chunksFetched) + " of " + std::to_string(now.chunksToFetch));
    progress.show("sent " + std::to_string(now.sent) + " of " + std::to_string(now.toSend) + ", confirmed " +
                  std::to_string(now.confirmed) + ", received " + std::to_string(now.pulled));
  };
  const Result<SyncReport> report = syncNow(vault, client, onProgress, cancelled, options.pictures);
  progress.end();
  if (!report && endsHere(report.error())) {
    LIMEN_ASSIGN(const bool wiped, watch.obey(unlocked, tools.clock.now()));
    if (wiped) return unexpected(WipeError::wiped);
  }
  LIMEN_TRY(indexAllPulled(vault));
  LIMEN_TRY(report);
  LIMEN_ASSIGN(const CertificateState certificate, certificateState(vault));
  if (certificate.due)
    std::cout << "This laptop's certificate ends on " << toIso(certificate.days.ends).substr(0, 10)
              << "; the next one is asked for. The administrator makes it with `limenctl station renew`, and a sync brings it.\n";
  return print(*report);
}

}  // namespace

void addSync(CLI::App& app, Chosen& chosen) {
  addCommand(app, chosen,
             {"sync", "Send what is not confirmed, take what is new, and say honestly how it ended",
              "limenctl sync --home STATION --passphrase-file officer.pass",
              "0 synced, 1 refused input, 2 usage, 3 locked or refused by the server, 4 store, 5 network (nothing lost), 6 the "
              "sides do not agree"},
             &declare, &run);
}

}  // namespace limen
