// SPDX-License-Identifier: Apache-2.0
#include "station/syncing.h"

#include <optional>
#include <set>

#include "station/picture_sync.h"
#include "station/renewal.h"
#include "station/sync_pump.h"
#include "station/taking.h"
#include "station/vault_host.h"
#include "store/station_attachments.h"

namespace limen {

namespace {

Result<SyncReport> runSession(ExchangeHost& host, SyncStart start, Round round, TransportOpener& opener, const SyncProgress& soFar,
                              const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled) {
  const ServerKey* server = host.server();
  if (!server) return unexpected(TransportError::untrustedServer);
  const ServerKey key = *server;  // the directory may be exchanged in the session
  std::vector<ScopeId> outbox;
  if (round != Round::ownChain) {
    LIMEN_ASSIGN(outbox, host.store().outboxScopes());
  }
  LIMEN_ASSIGN(std::unique_ptr<SyncTransport> transport, opener.open());
  std::optional<SyncPump> pump;
  Exchange exchange(host, std::move(start), key, std::move(outbox), [&](Up frame) { pump->send(std::move(frame)); }, soFar);
  pump.emplace(std::move(transport), cancelled);
  LIMEN_TRY(exchange.begin());
  while (!exchange.finished()) {
    LIMEN_ASSIGN(SyncPump::Event event, pump->poll());
    const bool maySend = exchange.mayCut();
    if (event.kind == SyncPump::Event::Kind::nothing) {
      if (maySend && pump->hasRoom()) {
        LIMEN_ASSIGN(const bool more, exchange.cutNext());
        if (!more) pump->finishSending();
        continue;
      }
      LIMEN_ASSIGN(event, pump->wait(maySend));
    }
    if (event.kind == SyncPump::Event::Kind::frame) LIMEN_TRY(exchange.take(std::move(event.frame)));
    if (event.kind == SyncPump::Event::Kind::closed) LIMEN_TRY(exchange.closed());
    if (onProgress) onProgress(exchange.report().progress);
  }
  LIMEN_ASSIGN(exchange.report().counts, host.store().counts());
  return std::move(exchange.report());
}

// One session, and those that have to follow it: after a server was restored, where fingerprints differ, where a chain has two
// histories.
Result<SyncReport> runRounds(Vault& vault, TransportOpener& opener, SyncProgress soFar,
                             const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled,
                             std::set<ScopeId>* whole) {
  VaultHost host(vault);
  Round round = Round::plain;
  bool anotherLog = false;
  std::uint64_t erased = 0, lateEdits = 0;
  for (int done = 1;; ++done) {
    LIMEN_ASSIGN(const auto scopes, scopesOf(vault));
    LIMEN_ASSIGN(SyncStart start, startOf(host, scopes, round));
    if (whole && done == 1) {
      for (const SyncStart::Scope& scope : start.scopes)
        if (scope.cursor == 0) whole->insert(scope.scope);
    }
    LIMEN_ASSIGN(SyncReport report, runSession(host, std::move(start), round, opener, soFar, onProgress, cancelled));
    LIMEN_ASSIGN(const std::uint64_t waiting, vault.store().outboxCount());
    const auto next = roundAfter(round, report, waiting);
    anotherLog = report.anotherLog = report.anotherLog || anotherLog;
    erased = report.erased += erased;
    lateEdits = report.lateEdits += lateEdits;
    if (!next || done == kMaxRounds || cancelled) return report;
    soFar = report.progress;
    round = *next;
  }
}

// A directory comes down within a session, when the cursors are told already: what it opens of earlier runs is fetched by a
// second one. Every run of the first was cut by that directory, so a scope that was asked for from its beginning is whole.
Result<SyncReport> runSessions(Vault& vault, TransportOpener& opener, const std::function<void(const SyncProgress&)>& onProgress,
                               const std::atomic<bool>& cancelled) {
  LIMEN_TRY(vault.pullAgainWhatMayNowBeRead());
  std::set<ScopeId> whole;
  LIMEN_ASSIGN(SyncReport first, runRounds(vault, opener, {}, onProgress, cancelled, &whole));
  if (first.outcome != SyncReport::Outcome::synced || cancelled) return first;
  LIMEN_ASSIGN(const bool wanted, vault.pullAgainWhatMayNowBeRead(whole));
  if (!wanted) return first;
  LIMEN_ASSIGN(SyncReport second, runRounds(vault, opener, first.progress, onProgress, cancelled, nullptr));
  second.anotherLog = second.anotherLog || first.anotherLog;
  second.erased += first.erased;
  second.lateEdits += first.lateEdits;
  return second;
}

}  // namespace

Result<SyncReport> syncNow(Vault& vault, TransportOpener& transport, const std::function<void(const SyncProgress&)>& onProgress,
                           const std::atomic<bool>& cancelled, PicturePolicy pictures) {
  LIMEN_TRY(vault.require(Act::sync));
  // What is of mixed ages goes nowhere; and each session begins with a word about the log that nobody can take back.
  LIMEN_TRY(vault.rowsHold());
  auto report = runSessions(vault, transport, onProgress, cancelled);
  if (!report && report.error().room() == roomOf(TransportError::cut)) LIMEN_TRY(certificateHolds(vault));
  for (bool again = pictures != PicturePolicy::none; again && report && report->outcome == SyncReport::Outcome::synced;) {
    const auto done = syncPictures(vault, transport, pictures, report->progress, onProgress, cancelled);
    again = done && *done == PicturesEnd::recordsWait;
    // Pictures may have to wait for a better link: what the server said of the records stands.
    if (!done) report->picturesCause = done.error().name();
    if (done && *done == PicturesEnd::refused) report->picturesCause = "refused";
    if (again) report = runSessions(vault, transport, onProgress, cancelled);
  }
  if (report) {
    LIMEN_ASSIGN(const auto waiting, AttachmentStore(vault.store().database()).waiting());
    report->picturesWaiting = waiting.size();
  }
  LIMEN_TRY(settleAfterSync(vault, report && report->erased > 0));
  std::string_view result = report ? std::string_view(report->cause) : report.error().name();
  LIMEN_TRY(vault.store().audit(vault.act("sync", result.empty() ? "ok" : result)));
  return report;
}

}  // namespace limen
