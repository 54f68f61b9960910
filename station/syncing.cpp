// SPDX-License-Identifier: Apache-2.0
#include "station/syncing.h"

#include <algorithm>
#include <set>

#include "station/audit_log.h"
#include "station/backup.h"
#include "station/log_contact.h"
#include "station/retention.h"
#include "station/sync_pump.h"
#include "station/sync_runs.h"
#include "sync/receipt.h"

namespace limen {

namespace {

constexpr std::size_t kFirstWindowBytes = 8 * kWireRunBytes;  // sent before the server has answered anything
constexpr std::size_t kLargestRunBytes = 1 << 20;
constexpr std::size_t kRunsInWindow = 4;
constexpr std::uint32_t kForgottenAfterSync = 500;  // in one transaction

// How much is cut into one run and how much may be under way, from what the server has acknowledged so far: one second of the
// link, at least what sync.md calls a run. Before the first answer the link counts as slow.
class Pace {
 public:
  std::size_t runBytes() const { return runBytes_; }
  bool mayCut() const { return underWay_ < std::max(kFirstWindowBytes, kRunsInWindow * runBytes_); }

  void sent(const CutRun& run, Milliseconds now) {
    if (!started_) started_ = now;
    runs_.push_back({run.scope, run.first, run.last, run.bytes.size()});
    underWay_ += run.bytes.size();
  }
  void answered(const Range& range, Milliseconds now) {
    const auto scope = ScopeId::from(bytesOf(range.scope()));
    std::erase_if(runs_, [&](const UnderWay& run) {
      if (run.scope != scope || run.first < range.first() || run.last > range.last()) return false;
      underWay_ -= run.bytes;
      done_ += run.bytes;
      return true;
    });
    if (!started_ || done_ == 0) return;
    const auto elapsed = static_cast<std::uint64_t>(std::max<std::int64_t>((now - *started_).count(), 1));
    runBytes_ = static_cast<std::size_t>(std::clamp<std::uint64_t>(done_ * 1000 / elapsed, kWireRunBytes, kLargestRunBytes));
  }

 private:
  struct UnderWay {
    ScopeId scope;
    std::uint64_t first, last;
    std::size_t bytes;
  };
  std::vector<UnderWay> runs_;
  std::size_t underWay_ = 0, runBytes_ = kWireRunBytes;
  std::uint64_t done_ = 0;
  std::optional<Milliseconds> started_;
};

// Below its cursor, where runs are wanted again.
Result<std::uint64_t> askAfter(Vault& vault, const ScopeId& scope) {
  LIMEN_ASSIGN(const std::uint64_t cursor, vault.store().cursor(scope));
  LIMEN_ASSIGN(const auto again, vault.store().againAfter(scope));
  return std::min(cursor, again.value_or(cursor));
}

Result<SyncStart> startOf(Vault& vault) {
  SyncStart start;
  LIMEN_ASSIGN(const Checkpoint checkpoint, sealLog(vault));
  start.logCheckpoint = checkpoint.serialise();
  start.station = vault.station();
  start.epoch = vault.serverEpoch();
  start.directoryVersion = vault.directory().version();
  LIMEN_ASSIGN(start.restored, vault.restored());
  LIMEN_ASSIGN(const auto packages, vault.store().packages());
  std::set<std::string> programmes;
  for (const auto& row : packages) {
    start.packages.push_back(row.hash);
    programmes.insert(row.programme);
  }
  for (const std::string& programme : programmes) {
    for (const std::string& site : vault.readableSites()) {
      SyncStart::Scope scope;
      scope.scope = scopeOf(vault.organisation(), programme, site);
      LIMEN_ASSIGN(scope.cursor, askAfter(vault, scope.scope));
      LIMEN_ASSIGN(const ChainEnd own, vault.store().ownChain(vault.station(), scope.scope));
      scope.chainCounter = own.counter;
      scope.chainHash = own.hash;
      LIMEN_ASSIGN(const auto ends, vault.store().chainEnds(scope.scope));
      scope.heads = headsOf(ends);
      start.scopes.push_back(std::move(scope));
    }
  }
  return start;
}

SyncReport::Outcome outcomeOf(sync_action::Finish::Outcome outcome) {
  switch (outcome) {
    case sync_action::Finish::Outcome::synced:
      return SyncReport::Outcome::synced;
    case sync_action::Finish::Outcome::incomplete:
      return SyncReport::Outcome::incomplete;
    case sync_action::Finish::Outcome::mismatch:
      return SyncReport::Outcome::mismatch;
    case sync_action::Finish::Outcome::refused:
      return SyncReport::Outcome::refused;
  }
  return SyncReport::Outcome::incomplete;
}

class Session {
 public:
  Session(Vault& vault, SyncStart start, const ServerKey& server, std::vector<ScopeId> outbox,
          std::unique_ptr<SyncTransport> transport, const SyncProgress& soFar,
          const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled)
      : vault_(vault),
        scopes_(scopesOf(start)),
        engine_(std::move(start)),
        receiptKey_(publicKeyFrom(bytesOf(server.receipt_ed25519())).value_or(PublicKey{})),
        cutter_(vault, server, std::move(outbox)),
        onProgress_(onProgress),
        pump_(std::move(transport), cancelled) {
    report_.progress = soFar;
  }

  Result<SyncReport> run() {
    LIMEN_ASSIGN(const std::uint64_t waiting, vault_.store().outboxCount());
    report_.progress.toSend = report_.progress.sent + waiting;
    LIMEN_TRY(perform(engine_.begin()));
    while (!engine_.finished()) {
      LIMEN_ASSIGN(SyncPump::Event event, pump_.poll());
      const bool maySend = asked_ && pace_.mayCut();
      if (event.kind == SyncPump::Event::Kind::nothing) {
        if (maySend && pump_.hasRoom()) {
          LIMEN_TRY(cutNext());
          continue;
        }
        LIMEN_ASSIGN(event, pump_.wait(maySend));
      }
      if (event.kind == SyncPump::Event::Kind::frame) LIMEN_TRY(take(std::move(event.frame)));
      if (event.kind == SyncPump::Event::Kind::closed) LIMEN_TRY(tell(sync_event::Closed{}));
      if (onProgress_) onProgress_(report_.progress);
    }
    LIMEN_ASSIGN(report_.counts, vault_.store().counts());
    return report_;
  }

 private:
  Result<void> cutNext() {
    asked_ = false;
    LIMEN_ASSIGN(std::optional<CutRun> cut, cutter_.next(pace_.runBytes()));
    if (!cut) {
      LIMEN_TRY(tell(sync_event::NoMoreRuns{}));
      pump_.finishSending();
      return {};
    }
    pace_.sent(*cut, vault_.clock().running());
    report_.progress.sent += cut->last - cut->first + 1;
    return tell(sync_event::RunReady{cut->scope, cut->first, cut->last, std::move(cut->bytes)});
  }

  Result<void> take(Down frame) {
    report_.progress.bytesReceived += frame.ByteSizeLong();
    if (frame.has_refusal() && frame.refusal().has_range()) pace_.answered(frame.refusal().range(), vault_.clock().running());
    const std::uint64_t epoch = frame.kind_case() == Down::kEpoch ? frame.epoch() : 0;
    LIMEN_TRY(tell(sync_event::Received{std::move(frame)}));
    if (epoch > vault_.serverEpoch() && !engine_.finished()) LIMEN_TRY(vault_.setServerEpoch(epoch));
    return {};
  }

  Result<void> tell(const SyncEvent& event) { return perform(engine_.on(event)); }

  Result<void> perform(std::vector<SyncAction> actions) {
    for (SyncAction& action : actions) LIMEN_TRY(std::visit([this](auto& each) { return perform(each); }, action));
    return {};
  }

  Result<void> perform(sync_action::Send& action) {
    report_.progress.bytesSent += action.frame.ByteSizeLong();
    pump_.send(std::move(action.frame));
    return {};
  }
  Result<void> perform(sync_action::AskForRun&) {
    asked_ = true;
    return {};
  }
  Result<void> perform(sync_action::CommitRun& action) {
    auto applied = applyPulledRun(vault_, action.number, action.run);
    if (!applied) {
      // A store that fails ends the session: the run is not at fault and comes again. A duplicate is another history of the
      // chain.
      if (applied.error().room() == roomOf(StoreError::failed) && !applied.error().is(StoreError::duplicate))
        return unexpected(applied.error());
      const auto scope = Run::scopeIn(action.run);
      return tell(sync_event::RunRejected{scope.value_or(ScopeId{}), action.number, std::string(applied.error().name())});
    }
    report_.progress.pulled += applied->revisions;
    LIMEN_ASSIGN(const auto ends, vault_.store().chainEnds(applied->scope));
    return tell(sync_event::Committed{applied->scope, action.number, headsOf(ends)});
  }
  Result<void> perform(sync_action::CommitAck& action) {
    const Ack& ack = action.ack;
    if (ack.station() != textOf(vault_.station().bytes()) || !ackSignedBy(ack, receiptKey_)) {
      receiptRefused_ = true;
      return tell(sync_event::Closed{});
    }
    std::vector<StationStore::Confirmed> ranges;
    std::set<ScopeId> scopes;
    const std::int64_t now = toUnixMs(vault_.clock().now());
    const auto add = [&](const Range& range, bool safe) {
      const ScopeId scope = ScopeId::from(bytesOf(range.scope())).value_or(ScopeId{});
      ranges.push_back({scope, range.first(), range.last(), range.number(), safe, now});
      if (!safe) scopes.insert(scope);
    };
    for (const Range& range : ack.stored()) add(range, false);
    for (const Range& range : ack.safe()) add(range, true);
    LIMEN_TRY(vault_.store().confirm(vault_.station(), ranges));
    if (ack.epoch() > vault_.serverEpoch()) LIMEN_TRY(vault_.setServerEpoch(ack.epoch()));
    for (const Range& range : ack.stored()) {
      pace_.answered(range, vault_.clock().running());
      report_.progress.confirmed += range.last() - range.first() + 1;
    }
    for (const ScopeId& scope : scopes) {
      LIMEN_ASSIGN(const auto ends, vault_.store().chainEnds(scope));
      LIMEN_TRY(tell(sync_event::Confirmed{scope, headsOf(ends)}));
    }
    return {};
  }
  Result<void> perform(sync_action::TakeDirectory& action) {
    auto taken = vault_.takeDirectory(action.signedDirectory);
    // An administrator who ends this station's or this user's access is obeyed at once.
    if (!taken && (taken.error().is(VaultError::notAllowed) || taken.error().room() == roomOf(StoreError::failed))) return taken;
    if (!taken) noteCause(taken.error());
    return {};
  }
  Result<void> perform(sync_action::TakePackage& action) {
    auto taken = vault_.takePackage(action.package);
    if (!taken && taken.error().room() == roomOf(StoreError::failed)) return taken;
    if (!taken) noteCause(taken.error());
    return {};
  }
  Result<void> perform(sync_action::TakeLog& action) {
    LIMEN_ASSIGN(const bool continued, takeLogSeen(vault_, action.seen, receiptKey_));
    report_.anotherLog = report_.anotherLog || !continued;
    return {};
  }
  Result<void> perform(sync_action::AdvanceCursor& action) { return vault_.store().advanceCursor(action.scope, action.number); }
  Result<void> perform(sync_action::Finish& action) {
    report_.outcome = outcomeOf(action.outcome);
    report_.cause = receiptRefused_ ? "receipt" : action.cause;
    report_.secondCopy = action.secondCopy;
    if (report_.outcome == SyncReport::Outcome::synced)
      for (const ScopeId& scope : scopes_) LIMEN_TRY(vault_.store().endPullAgain(scope));
    if (report_.outcome == SyncReport::Outcome::synced) LIMEN_TRY(vault_.endRestore());
    // The records are where they belong, but something that the organisation sent was not taken.
    if (report_.outcome == SyncReport::Outcome::synced && !noted_.empty()) {
      report_.outcome = SyncReport::Outcome::incomplete;
      report_.cause = noted_;
    }
    return {};
  }
  void noteCause(const Error& error) {
    if (noted_.empty()) noted_ = std::string(error.room()) + "." + std::string(error.name());
  }

  static std::vector<ScopeId> scopesOf(const SyncStart& start) {
    std::vector<ScopeId> out;
    for (const SyncStart::Scope& scope : start.scopes) out.push_back(scope.scope);
    return out;
  }

  Vault& vault_;
  std::vector<ScopeId> scopes_;
  SyncEngine engine_;
  PublicKey receiptKey_;
  RunCutter cutter_;
  Pace pace_;
  const std::function<void(const SyncProgress&)>& onProgress_;
  SyncReport report_;
  bool asked_ = false, receiptRefused_ = false;
  std::string noted_;
  SyncPump pump_;  // last: its threads end before what they feed
};

Result<SyncReport> runSession(Vault& vault, SyncStart start, TransportOpener& opener, const SyncProgress& soFar,
                              const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled) {
  const ServerKey* server = vault.directory().server(vault.serverAddress());
  if (!server) return unexpected(TransportError::untrustedServer);
  LIMEN_ASSIGN(std::vector<ScopeId> outbox, vault.store().outboxScopes());
  LIMEN_ASSIGN(std::unique_ptr<SyncTransport> transport, opener.open());
  const ServerKey key = *server;  // the directory may be exchanged in the session
  Session session(vault, std::move(start), key, std::move(outbox), std::move(transport), soFar, onProgress, cancelled);
  return session.run();
}

// A directory comes down within a session, when the cursors are told already: what it opens of earlier runs is fetched by a
// second one. Every run of the first was cut by that directory, so a scope that was asked for from its beginning is whole.
Result<SyncReport> runSessions(Vault& vault, TransportOpener& opener, const std::function<void(const SyncProgress&)>& onProgress,
                               const std::atomic<bool>& cancelled) {
  LIMEN_TRY(vault.pullAgainWhatMayNowBeRead());
  LIMEN_ASSIGN(SyncStart start, startOf(vault));
  std::set<ScopeId> whole;
  for (const SyncStart::Scope& scope : start.scopes)
    if (scope.cursor == 0) whole.insert(scope.scope);
  LIMEN_ASSIGN(SyncReport first, runSession(vault, std::move(start), opener, {}, onProgress, cancelled));
  if (first.outcome != SyncReport::Outcome::synced || cancelled) return first;
  LIMEN_ASSIGN(const bool wanted, vault.pullAgainWhatMayNowBeRead(whole));
  if (!wanted) return first;
  LIMEN_ASSIGN(start, startOf(vault));
  LIMEN_ASSIGN(SyncReport second, runSession(vault, std::move(start), opener, first.progress, onProgress, cancelled));
  second.anotherLog = second.anotherLog || first.anotherLog;
  return second;
}

}  // namespace

Result<SyncReport> syncNow(Vault& vault, TransportOpener& transport, const std::function<void(const SyncProgress&)>& onProgress,
                           const std::atomic<bool>& cancelled) {
  LIMEN_TRY(vault.require(Act::sync));
  // What is of mixed ages goes nowhere; and each session begins with a word about the log that nobody can take back.
  LIMEN_TRY(vault.rowsHold());
  auto report = runSessions(vault, transport, onProgress, cancelled);
  for (bool more = true; more;) {
    LIMEN_ASSIGN(more, forgetWhatIsSafe(vault, kForgottenAfterSync));
  }
  LIMEN_TRY(backupIfDue(vault));
  std::string_view result = report ? std::string_view(report->cause) : report.error().name();
  LIMEN_TRY(vault.store().audit(vault.act("sync", result.empty() ? "ok" : result)));
  return report;
}

}  // namespace limen
