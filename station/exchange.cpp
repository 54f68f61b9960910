// SPDX-License-Identifier: Apache-2.0
#include "station/exchange.h"

#include <algorithm>

#include "core/planted.h"
#include "station/log_contact.h"
#include "station/taking.h"
#include "store/station_healing.h"
#include "sync/receipt.h"

namespace limen {

namespace {

constexpr std::size_t kFirstWindowBytes = 8 * kWireRunBytes;  // sent before the server has answered anything
constexpr std::size_t kLargestRunBytes = 1 << 20;
constexpr std::size_t kRunsInWindow = 4;

// Below its cursor, where runs are wanted again.
Result<std::uint64_t> askAfter(StationStore& store, const ScopeId& scope) {
  LIMEN_ASSIGN(const std::uint64_t cursor, store.cursor(scope));
  LIMEN_ASSIGN(const auto again, store.againAfter(scope));
  return std::min(cursor, again.value_or(cursor));
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

std::vector<ScopeId> scopesOf(const SyncStart& start) {
  std::vector<ScopeId> out;
  for (const SyncStart::Scope& scope : start.scopes) out.push_back(scope.scope);
  return out;
}

}  // namespace

std::optional<Round> roundAfter(Round round, const SyncReport& report, std::uint64_t waiting) {
  using Outcome = SyncReport::Outcome;
  if (report.outcome == Outcome::incomplete && report.cause == "newEpoch") return Round::plain;
  const bool otherHistory = report.outcome == Outcome::refused && report.cause == "chain";
  if (otherHistory && round != Round::ownChain) return Round::ownChain;
  if (report.outcome == Outcome::mismatch && report.cause == "heads" && round == Round::plain) return Round::heads;
  const bool moved = report.outcome == Outcome::synced || (report.outcome == Outcome::mismatch && report.cause == "heads");
  if (round != Round::plain && moved && (waiting > 0 || report.outcome == Outcome::mismatch)) return Round::plain;
  return std::nullopt;
}

Result<SyncStart> startOf(ExchangeHost& host, const std::vector<ScopeId>& scopes, Round round) {
  StationStore& store = host.store();
  SyncStart start;
  LIMEN_ASSIGN(LogGreeting log, greetWithLog(host));
  start.logCheckpoint = std::move(log.checkpoint);
  start.logAgreed = std::move(log.agreed);
  LIMEN_ASSIGN(start.renewal, host.renewalRequest());
  LIMEN_ASSIGN(start.restored, host.restored());
  start.station = host.station();
  LIMEN_ASSIGN(start.epoch, store.epoch());
  start.directoryVersion = host.directory().version();
  LIMEN_ASSIGN(const auto packages, store.packages());
  for (const auto& row : packages) start.packages.push_back(row.hash);
  LIMEN_ASSIGN(start.erasures, store.unnumberedErasures());
  start.exchangeHeads = round == Round::heads;
  for (const ScopeId& id : scopes) {
    SyncStart::Scope scope;
    scope.scope = id;
    // Where heads are exchanged they say what is missing, wherever it stands.
    if (round != Round::heads) {
      LIMEN_ASSIGN(scope.cursor, askAfter(store, id));
    }
    LIMEN_ASSIGN(scope.erasures, store.erasureCursor(id));
    LIMEN_ASSIGN(const std::uint64_t own, store.wholeCounter(host.station(), id));
    LIMEN_ASSIGN(const ChainEnd confirmed, store.confirmedEnd(host.station(), id));
    scope.chainCounter = round == Round::ownChain ? confirmed.counter : own;
    scope.chainHash = confirmed.hash;
    scope.confirmed = confirmed.counter;
    LIMEN_ASSIGN(scope.safe, store.safeCounter(host.station(), id));
    LIMEN_ASSIGN(const auto ends, store.chainEnds(id));
    scope.heads = headsOf(ends);
    start.scopes.push_back(std::move(scope));
  }
  return start;
}

bool Exchange::Pace::mayCut() const {
  return underWay_ < std::max(kFirstWindowBytes, kRunsInWindow * runBytes_);
}

void Exchange::Pace::sent(const CutRun& run, Milliseconds now) {
  if (!started_) started_ = now;
  runs_.push_back({run.scope, run.first, run.last, run.bytes.size()});
  underWay_ += run.bytes.size();
}

void Exchange::Pace::answered(const Range& range, Milliseconds now) {
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

Exchange::Exchange(ExchangeHost& host, SyncStart start, const ServerKey& server, std::vector<ScopeId> outbox,
                   std::function<void(Up)> send, const SyncProgress& soFar)
    : host_(host),
      scopes_(scopesOf(start)),
      shown_(start.logCheckpoint),
      engine_(std::move(start)),
      receiptKey_(publicKeyFrom(bytesOf(server.receipt_ed25519())).value_or(PublicKey{})),
      cutter_(host, server, std::move(outbox)),
      send_(std::move(send)) {
  report_.progress = soFar;
}

Result<void> Exchange::begin() {
  LIMEN_ASSIGN(const std::uint64_t waiting, host_.store().outboxCount());
  report_.progress.toSend = report_.progress.sent + waiting;
  return perform(engine_.begin());
}

Result<bool> Exchange::cutNext() {
  asked_ = false;
  LIMEN_ASSIGN(std::optional<CutRun> cut, cutter_.next(pace_.runBytes()));
  if (!cut) {
    LIMEN_TRY(tell(sync_event::NoMoreRuns{}));
    return false;
  }
  pace_.sent(*cut, host_.clock().running());
  report_.progress.sent += cut->last - cut->first + 1;
  LIMEN_TRY(tell(sync_event::RunReady{cut->scope, cut->first, cut->last, std::move(cut->bytes)}));
  return true;
}

Result<void> Exchange::take(Down frame) {
  report_.progress.bytesReceived += frame.ByteSizeLong();
  if (frame.has_refusal() && frame.refusal().has_range()) pace_.answered(frame.refusal().range(), host_.clock().running());
  return tell(sync_event::Received{std::move(frame)});
}

Result<void> Exchange::perform(std::vector<SyncAction> actions) {
  for (SyncAction& action : actions) LIMEN_TRY(std::visit([this](auto& each) { return perform(each); }, action));
  return {};
}

Result<void> Exchange::perform(sync_action::Send& action) {
  report_.progress.bytesSent += action.frame.ByteSizeLong();
  send_(std::move(action.frame));
  return {};
}

Result<void> Exchange::perform(sync_action::AskForRun&) {
  asked_ = true;
  return {};
}

Result<void> Exchange::perform(sync_action::CommitRun& action) {
  auto applied = applyPulledRun(host_, action.number, action.run);
  if (!applied) {
    // A store that fails ends the session: the run is not at fault and comes again.
    if (applied.error().room() == roomOf(StoreError::failed)) return unexpected(applied.error());
    const auto scope = Run::scopeIn(action.run);
    return tell(sync_event::RunRejected{scope.value_or(ScopeId{}), action.number, std::string(applied.error().name())});
  }
  report_.progress.pulled += applied->revisions;
  if (applied->otherSetAside) LIMEN_TRY(host_.store().audit(host_.act("incident.heads", "twoHistories")));
  LIMEN_ASSIGN(const auto ends, host_.store().chainEnds(applied->scope));
  return tell(sync_event::Committed{applied->scope, action.number, headsOf(ends)});
}

Result<void> Exchange::perform(sync_action::CommitAck& action) {
  const Ack& ack = action.ack;
  const bool genuine = ack.station() == textOf(host_.station().bytes()) && ackSignedBy(ack, receiptKey_);
  if (!genuine && !LIMEN_BUG("receipt-unchecked")) {
    receiptRefused_ = true;
    return tell(sync_event::Closed{});
  }
  LIMEN_ASSIGN(const TakenAck taken, takeAck(host_, ack));
  report_.lateEdits += taken.late;
  for (const Range& range : ack.stored()) {
    pace_.answered(range, host_.clock().running());
    report_.progress.confirmed += range.last() - range.first() + 1;
  }
  for (const ScopeId& scope : taken.scopes) {
    LIMEN_ASSIGN(const auto ends, host_.store().chainEnds(scope));
    LIMEN_TRY(tell(sync_event::Confirmed{scope, headsOf(ends)}));
  }
  return {};
}

Result<void> Exchange::perform(sync_action::TakeDirectory& action) {
  auto taken = host_.takeDirectory(action.signedDirectory);
  // An administrator who ends this station's or this user's access is obeyed at once.
  if (!taken && (taken.error().is(VaultError::notAllowed) || taken.error().room() == roomOf(StoreError::failed))) return taken;
  if (!taken) noteCause(taken.error());
  return {};
}

Result<void> Exchange::perform(sync_action::TakePackage& action) {
  auto taken = host_.takePackage(action.package);
  if (!taken && taken.error().room() == roomOf(StoreError::failed)) return taken;
  if (!taken) noteCause(taken.error());
  return {};
}

Result<void> Exchange::perform(sync_action::TakeLog& action) {
  LIMEN_ASSIGN(const bool continued, takeLogSeen(host_, action.seen, shown_, receiptKey_));
  report_.anotherLog = report_.anotherLog || !continued;
  return {};
}

Result<void> Exchange::perform(sync_action::TakeRenewal& action) {
  auto taken = host_.takeRenewal(action.renewal);
  if (!taken && taken.error().room() == roomOf(StoreError::failed)) return taken;
  if (!taken) noteCause(taken.error());
  return {};
}

Result<void> Exchange::perform(sync_action::AdvanceCursor& action) {
  return host_.store().advanceCursor(action.scope, action.number);
}

Result<void> Exchange::perform(sync_action::TakeErasure& action) {
  auto taken = takeOrder(host_, action.scope, action.number, action.tombstone);
  if (!taken && taken.error().room() == roomOf(StoreError::failed)) return unexpected(taken.error());
  if (!taken) noteCause(taken.error());
  if (taken && *taken) ++report_.erased;
  return {};
}

Result<void> Exchange::perform(sync_action::BeginEpoch& action) {
  return host_.store().beginEpoch(action.epoch, action.cursors);
}

Result<void> Exchange::perform(sync_action::CompareHeads& action) {
  LIMEN_ASSIGN(const auto ours, host_.store().chainEnds(action.scope));
  for (const ChainEnd& own : ours) {
    const auto at = std::find_if(action.theirs.begin(), action.theirs.end(),
                                 [&](const ScopeHead& head) { return head.station == own.station; });
    const std::uint64_t theirs = at == action.theirs.end() ? 0 : at->counter;
    const bool lacksBehind = theirs == own.counter && at != action.theirs.end() && at->behind != own.behind;
    // What this server has counts: a copy of that station, or of this one, went on, and what was here before is kept beside it.
    LIMEN_ASSIGN(const bool another,
                 theirs == 0 ? Result<bool>(false)
                             : setAsideIfAnother(host_.store().database(), action.scope, own.station, theirs, at->hash));
    const bool mine = own.station == host_.station();
    if (mine && !another && (theirs < own.counter || lacksBehind)) {
      LIMEN_TRY(host_.store().offerAgain(own.station, action.scope, theirs));
    } else if (another || (!mine && theirs < own.counter)) {
      LIMEN_TRY(host_.store().audit(host_.act("incident.heads", another ? "twoHistories" : "serverLacks")));
    }
  }
  return {};
}

Result<void> Exchange::perform(sync_action::Finish& action) {
  report_.outcome = outcomeOf(action.outcome);
  report_.cause = receiptRefused_ ? "receipt" : action.cause;
  report_.secondCopy = action.secondCopy;
  if (report_.outcome == SyncReport::Outcome::synced)
    for (const ScopeId& scope : scopes_) LIMEN_TRY(host_.store().endPullAgain(scope));
  if (report_.outcome == SyncReport::Outcome::synced) LIMEN_TRY(host_.endRestore());
  if (report_.outcome == SyncReport::Outcome::mismatch) LIMEN_TRY(host_.store().audit(host_.act("incident.sync", report_.cause)));
  // The records are where they belong, but something that the organisation sent was not taken.
  if (report_.outcome == SyncReport::Outcome::synced && !noted_.empty()) {
    report_.outcome = SyncReport::Outcome::incomplete;
    report_.cause = noted_;
  }
  return {};
}

void Exchange::noteCause(const Error& error) {
  if (noted_.empty()) noted_ = std::string(error.room()) + "." + std::string(error.name());
}

}  // namespace limen
