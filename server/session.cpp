// SPDX-License-Identifier: Apache-2.0
#include "server/session.h"

#include <algorithm>

#include "core/log.h"
#include "sync/engine.h"
#include "sync/receipt.h"

namespace limen {
namespace {

std::string idBytes(ByteView bytes) {
  return std::string(textOf(bytes));
}

// Adjoining runs with adjoining numbers become one range: it names the last run's number.
void addRange(std::vector<Range>& ranges, const IncomingRun& run, std::uint64_t number) {
  const std::string scope = idBytes(run.scope.bytes());
  if (!ranges.empty()) {
    Range& last = ranges.back();
    if (last.scope() == scope && last.last() + 1 == run.first && last.number() + 1 == number) {
      last.set_last(run.last);
      last.set_number(number);
      return;
    }
  }
  Range& range = ranges.emplace_back();
  range.set_scope(scope);
  range.set_first(run.first);
  range.set_last(run.last);
  range.set_number(number);
}

}  // namespace

bool SessionHost::enter(const StationId& station, const std::shared_ptr<Session>& session) {
  const std::lock_guard lock(mutex);
  std::erase_if(sessions, [](const std::weak_ptr<Session>& each) { return each.expired(); });
  if (sessions.size() >= limits.sessions || perStation[station] >= limits.sessionsPerStation) return false;
  ++perStation[station];
  sessions.push_back(session);
  return true;
}

void SessionHost::leave(const StationId& station) {
  const std::lock_guard lock(mutex);
  if (--perStation[station] == 0) perStation.erase(station);
}

void SessionHost::cancelIdle() {
  std::vector<std::shared_ptr<Session>> all;
  {
    const std::lock_guard lock(mutex);
    for (const auto& each : sessions) {
      if (auto session = each.lock()) all.push_back(std::move(session));
    }
  }
  for (const auto& session : all) {
    if (session->idleSince(limits.idle)) session->cancel();
  }
}

Session* Session::start(SessionHost& host, grpc::CallbackServerContext* context, const StationId& station,
                        const Hash& certificate) {
  std::shared_ptr<Session> session(new Session(host, context, station, certificate));
  session->self_ = session;
  const Lock lock(session->mutex_);
  session->lastActivity_ = host.clock.running();
  session->entered_ = host.enter(station, session);
  if (session->entered_) {
    session->readNext();
  } else {
    session->refuseSession(Refusal::BUSY);
  }
  return session.get();
}

bool Session::idleSince(Milliseconds limit) const {
  const std::lock_guard lock(mutex_);
  return !finished_ && host_.clock.running() - lastActivity_ >= limit;
}

void Session::cancel() {
  const std::lock_guard lock(mutex_);
  if (!finished_) context_->TryCancel();
}

void Session::OnReadDone(bool ok) {
  const Lock lock(mutex_);
  reading_ = false;
  if (!ok) {
    if (!endReceived_ && !closeAfterControl_) finish(grpc::Status(grpc::StatusCode::CANCELLED, "cut"));
    return;
  }
  lastActivity_ = host_.clock.running();
  if (finished_ || closeAfterControl_) return;
  if (!greeted_ && !in_.has_hello()) return refuseSession(Refusal::MALFORMED);
  switch (in_.kind_case()) {
    case Up::kHello:
      onHello(in_.hello());
      break;
    case Up::kRun:
      onRun(in_.run());
      break;
    case Up::kEnd:
      onEnd();
      break;
    case Up::KIND_NOT_SET:
      refuseSession(Refusal::MALFORMED);
      break;
  }
  readNext();
}

void Session::OnWriteDone(bool ok) {
  const Lock lock(mutex_);
  writing_ = false;
  if (!ok) return finish(grpc::Status(grpc::StatusCode::CANCELLED, "cut"));
  lastActivity_ = host_.clock.running();
  startNextWrite();
  if (runsBytes_ < host_.limits.queuedBytes / 2) schedulePull();
}

void Session::OnCancel() {
  const Lock lock(mutex_);
  finish(grpc::Status(grpc::StatusCode::CANCELLED, "cancelled"));
}

void Session::OnDone() {
  std::shared_ptr<Session> self;  // destroyed after the lock below
  const Lock lock(mutex_);
  self = std::move(self_);
  if (entered_) host_.leave(station_);
}

void Session::finish(const grpc::Status& status) {
  if (finished_) return;
  finished_ = true;
  Finish(status);
}

void Session::readNext() {
  if (finished_ || reading_ || endReceived_ || closeAfterControl_) return;
  readPaused_ = pendingBytes_ >= host_.limits.pendingBytes;
  if (readPaused_) return;
  reading_ = true;
  StartRead(&in_);
}

void Session::startNextWrite() {
  if (finished_ || writing_) return;
  if (!nextFrame()) {
    if (endSent_ || closeAfterControl_) finish(grpc::Status::OK);
    return;
  }
  writing_ = true;
  StartWrite(&out_);
}

// Control before acknowledgements before records; END when nothing else is left.
bool Session::nextFrame() {
  out_.Clear();
  if (!control_.empty()) {
    out_ = std::move(control_.front());
    control_.pop_front();
    return true;
  }
  if (closeAfterControl_) return false;
  if (!acknowledged_.empty()) {
    Ack& ack = *out_.mutable_ack();
    ack.set_epoch(host_.epoch);
    ack.set_station(idBytes(station_.bytes()));
    for (const Range& range : acknowledged_) {
      *ack.add_stored() = range;
      *ack.add_safe() = range;  // this server runs without a second copy and says so in END
    }
    acknowledged_.clear();
    signAck(ack, host_.receipt);
    return true;
  }
  if (!runs_.empty()) {
    *out_.mutable_run() = std::move(runs_.front());
    runs_.pop_front();
    runsBytes_ -= out_.run().run().size();
    return true;
  }
  if (!endReady_ || endSent_) return false;
  End& end = *out_.mutable_end();
  end.set_second_copy(false);
  for (const PullScope& scope : scopes_) {
    ScopeEnd& each = *end.add_scopes();
    each.set_scope(idBytes(scope.scope.bytes()));
    each.set_number(scope.until);
    each.set_fingerprint(idBytes(scope.fingerprint.bytes()));
  }
  endSent_ = true;
  return true;
}

void Session::refuse(Refusal::Reason reason, const IncomingRun* run) {
  Down frame;
  Refusal& refusal = *frame.mutable_refusal();
  refusal.set_reason(reason);
  if (run) {
    Range& range = *refusal.mutable_range();
    range.set_scope(idBytes(run->scope.bytes()));
    range.set_first(run->first);
    range.set_last(run->last);
  }
  logFact(LogLevel::warning, "server", "refused", {LogField("station", station_), LogField("reason", static_cast<int>(reason))});
  control_.push_back(std::move(frame));
  startNextWrite();
}

void Session::refuseSession(Refusal::Reason reason) {
  closeAfterControl_ = true;
  refuse(reason, nullptr);
}

bool Session::stillListed(const Registry::View& view) const {
  const Station* station = view.directory.station(station_);
  return station && !station->revoked() && station->certificate_sha256() == textOf(certificate_.bytes());
}

Session::PullScope* Session::find(const ScopeId& scope) {
  const auto at = std::find_if(scopes_.begin(), scopes_.end(), [&](const PullScope& each) { return each.scope == scope; });
  return at == scopes_.end() ? nullptr : &*at;
}

void Session::onHello(const Hello& hello) {
  if (greeted_) return refuseSession(Refusal::MALFORMED);
  greeted_ = true;
  restored_ = hello.restored();
  if (hello.version_min() > kSyncVersion || hello.version_max() < kSyncVersion) return refuseSession(Refusal::VERSION);
  if (hello.station() != textOf(station_.bytes())) return refuseSession(Refusal::NOT_YOURS);
  const auto view = host_.registry.view();
  const Station* station = view->directory.station(station_);
  if (!station || !stillListed(*view)) return refuseSession(Refusal::NOT_LISTED);

  Down frame;
  if (!hello.log_checkpoint().empty()) {
    const auto seen = host_.logs.see(bytesOf(hello.log_checkpoint()), *station, host_.store, host_.receipt);
    if (!seen) return refuseSession(seen.error().room() == roomOf(StoreError::failed) ? Refusal::STORE : Refusal::BAD_SIGNATURE);
    if (seen->countersigned().empty()) logFact(LogLevel::warning, "server", "another log was shown before", {LogField("station", station_)});
    *frame.mutable_log() = *seen;
    control_.push_back(frame);
  }
  if (hello.epoch() != 0 && hello.epoch() != host_.epoch) {
    frame.set_epoch(host_.epoch);
    control_.push_back(frame);
  }
  if (view->directory.version() > hello.directory_version()) {
    frame.set_directory(idBytes(view->directory.bytes()));
    control_.push_back(frame);
  }
  const std::set<std::string> held(hello.packages().begin(), hello.packages().end());
  for (const Registry::HeldPackage& package : view->packages) {
    if (held.contains(idBytes(package.hash.bytes()))) continue;
    frame.set_package(idBytes(package.bytes));
    control_.push_back(frame);
  }
  for (const Cursor& cursor : hello.cursors()) {
    IncomingRun place;
    const auto scope = ScopeId::from(bytesOf(cursor.scope()));
    if (!scope || find(*scope)) return refuseSession(Refusal::MALFORMED);
    place.scope = *scope;
    if (!readableIn(*view, *station, *scope)) {
      refuse(Refusal::SCOPE, &place);
      continue;
    }
    scopes_.push_back({.scope = *scope, .position = cursor.number(), .until = cursor.number(), .own = {}, .fingerprint = {}});
  }
  startNextWrite();
  // What is in the store now goes down at once, while runs still come up.
  host_.pulls.submit([self = shared_from_this()] {
    const Lock lock(self->mutex_);
    for (PullScope& scope : self->scopes_) {
      if (self->closing_ || self->finished_) return;
      const auto last = self->host_.store.lastNumber(scope.scope);
      if (!last) return self->refuseSession(Refusal::STORE);
      scope.until = std::max(scope.until, *last);
    }
    self->schedulePull();
  });
}

void Session::onRun(const std::string& bytes) {
  const auto view = host_.registry.view();
  if (!stillListed(*view)) return refuseSession(Refusal::NOT_LISTED);
  RunGate::Verdict verdict = host_.gate.check(bytesOf(bytes), station_, *view, seenShifts_);
  if (verdict.reason != Refusal::REASON_UNSPECIFIED) return refuse(verdict.reason, &verdict.run);
  pendingBytes_ += bytes.size();
  IncomingRun place;
  place.scope = verdict.run.scope;
  place.first = verdict.run.first;
  place.last = verdict.run.last;
  host_.commits.commit(std::move(verdict.run),
                       [self = shared_from_this(), place, size = bytes.size()](const Result<RunOutcome>& outcome) {
                         self->onCommitted(place, size, outcome);
                       });
}

void Session::onEnd() {
  endReceived_ = true;
  host_.commits.submit([self = shared_from_this()] { self->measureHeads(); });
}

void Session::onCommitted(const IncomingRun& place, std::size_t size, const Result<RunOutcome>& outcome) {
  const Lock lock(mutex_);
  pendingBytes_ -= size;
  if (finished_) return;
  if (!outcome) {
    refuse(Refusal::STORE, &place);
  } else if (outcome->kind == RunOutcome::Kind::chainConflict) {
    refuse(Refusal::CHAIN, &place);
  } else {
    addRange(acknowledged_, place, outcome->number);
    // Of a restored station the run that holds these may hold more.
    if (PullScope* scope = find(place.scope); scope && !restored_) scope->own.insert(outcome->number);
    startNextWrite();
  }
  if (readPaused_) readNext();
}

// On the commit lane, where nothing else is numbered meanwhile: number and heads belong together.
void Session::measureHeads() {
  const Lock lock(mutex_);
  if (finished_ || closeAfterControl_) return;
  for (PullScope& scope : scopes_) {
    const auto last = host_.store.lastNumber(scope.scope);
    const auto ends = host_.store.chainEnds(scope.scope);
    if (!last || !ends) return refuseSession(Refusal::STORE);
    std::vector<ScopeHead> heads;
    for (const ServerChainEnd& end : *ends) heads.push_back({.station = end.station, .counter = end.counter, .hash = end.hash});
    scope.until = *last;
    scope.fingerprint = fingerprint(std::move(heads));
  }
  closing_ = true;
  schedulePull();
}

void Session::schedulePull() {
  if (finished_ || closeAfterControl_ || pullScheduled_ || endReady_) return;
  pullScheduled_ = true;
  host_.pulls.submit([self = shared_from_this()] { self->pull(); });
}

// One portion a turn, so that a station that pulls for an hour does not hold up one that needs two runs.
void Session::pull() {
  Lock lock(mutex_);
  pullScheduled_ = false;
  if (finished_ || closeAfterControl_ || runsBytes_ >= host_.limits.queuedBytes) return;
  for (PullScope& scope : scopes_) {
    const auto more = pullScope(scope, lock);
    if (finished_ || closeAfterControl_) return;
    if (!more) return refuseSession(Refusal::STORE);
    if (!*more) continue;
    startNextWrite();
    if (runsBytes_ < host_.limits.queuedBytes) schedulePull();
    return;
  }
  if (closing_) endReady_ = true;
  startNextWrite();
}

// False: this scope is down to its number. The store is read without the lock: acknowledgements go on meanwhile.
Result<bool> Session::pullScope(PullScope& scope, Lock& lock) {
  while (scope.own.contains(scope.position + 1)) ++scope.position;
  if (scope.position >= scope.until) return false;
  const auto view = host_.registry.view();
  const Station* station = view->directory.station(station_);
  const auto box = station ? publicKeyFrom(bytesOf(station->x25519())) : std::nullopt;
  const auto compartments = station ? readableIn(*view, *station, scope.scope) : std::nullopt;
  if (!box || !compartments || !stillListed(*view)) {
    refuseSession(Refusal::NOT_LISTED);
    return false;
  }
  const ScopeId id = scope.scope;
  const std::uint64_t from = scope.position, until = scope.until;
  const bool ownToo = restored_;
  std::set<ShiftId> sent = sentShifts_;
  lock.unlock();
  std::vector<NumberedRun> ready;
  std::uint64_t reached = from;
  const Result<void> prepared = [&]() -> Result<void> {
    LIMEN_ASSIGN(const auto stored, host_.store.runsAfter(id, from, host_.limits.pullBytes));
    if (stored.empty()) reached = until;
    for (const StoredRun& each : stored) {
      reached = std::min(each.number, until);
      if (each.number > until) break;
      // It has them, and END's number moves its cursor over them; unless it was restored and has to have its own chain back.
      if (each.run.station == station_ && !ownToo) continue;
      LIMEN_ASSIGN(NumberedRun run, runFor(each, *compartments, *box, sent));
      ready.push_back(std::move(run));
    }
    return {};
  }();
  lock.lock();
  LIMEN_TRY(prepared);
  scope.position = std::max(scope.position, reached);
  sentShifts_ = std::move(sent);
  for (NumberedRun& run : ready) {
    runsBytes_ += run.run().size();
    runs_.push_back(std::move(run));
  }
  return true;
}

}  // namespace limen
