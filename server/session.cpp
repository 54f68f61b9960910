// SPDX-License-Identifier: Apache-2.0
#include "server/session.h"

#include <algorithm>

#include "core/log.h"
#include "core/planted.h"
#include "sync/engine.h"
#include "sync/hold_order.h"
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
    if (last.scope() == scope && last.last() + 1 == run.first && last.number() > 0 && last.number() + 1 == number) {
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

std::shared_ptr<Session> Session::make(SessionHost& host, SessionLink& link, const StationId& station, const Hash& certificate) {
  return std::shared_ptr<Session>(new Session(host, link, station, certificate));
}

void Session::start() {
  const Lock lock(mutex_);
  lastActivity_ = host_.clock.running();
  entered_ = host_.enter(station_, shared_from_this());
  if (entered_) {
    readNext();
  } else {
    refuseSession(Refusal::BUSY);
  }
}

bool Session::idleSince(Milliseconds limit) const {
  const std::lock_guard lock(mutex_);
  return !finished_ && host_.clock.running() - lastActivity_ >= limit;
}

void Session::cancel() {
  const std::lock_guard lock(mutex_);
  if (!finished_) link_.cancel();
}

void Session::readDone(bool ok) {
  const Lock lock(mutex_);
  reading_ = false;
  if (!ok) {
    if (!endReceived_ && !closeAfterControl_) finish(SessionLink::Ending::cut);
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
    case Up::kErasure:
      onErasure(in_.erasure());
      break;
    case Up::kPictures:
      onPicture(in_.pictures());
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

void Session::writeDone(bool ok) {
  const Lock lock(mutex_);
  writing_ = false;
  if (!ok) return finish(SessionLink::Ending::cut);
  lastActivity_ = host_.clock.running();
  startNextWrite();
  if (runsBytes_ < host_.limits.queuedBytes / 2) schedulePull();
}

void Session::cancelled() {
  const Lock lock(mutex_);
  finish(SessionLink::Ending::cancelled);
}

void Session::closed() {
  const Lock lock(mutex_);
  if (entered_) host_.leave(station_);
}

void Session::finish(SessionLink::Ending ending) {
  if (finished_) return;
  finished_ = true;
  link_.finish(ending);
}

void Session::readNext() {
  if (finished_ || reading_ || endReceived_ || closeAfterControl_) return;
  readPaused_ = pendingBytes_ >= host_.limits.pendingBytes;
  if (readPaused_) return;
  reading_ = true;
  link_.startRead(in_);
}

void Session::startNextWrite() {
  if (finished_ || writing_) return;
  if (!nextFrame()) {
    if (endSent_ || closeAfterControl_) finish(SessionLink::Ending::done);
    return;
  }
  writing_ = true;
  link_.startWrite(out_);
}

// Erasures before control before acknowledgements before records; END when nothing else is left.
bool Session::nextFrame() {
  out_.Clear();
  for (std::deque<Down>* queue : {&erasures_, &control_}) {
    if (queue->empty() || (queue == &erasures_ && (closeAfterControl_ || !epochTold_))) continue;
    out_ = std::move(queue->front());
    queue->pop_front();
    return true;
  }
  // A number says nothing without its epoch: who has another one would keep it beside its own.
  if (closeAfterControl_ || !epochTold_) return false;
  if (!acknowledged_.empty() || !safe_.empty()) {
    Ack& ack = *out_.mutable_ack();
    ack.set_epoch(host_.epoch);
    ack.set_station(idBytes(station_.bytes()));
    for (const Range& range : acknowledged_) {
      *ack.add_stored() = range;
    }
    for (const Range& range : safe_) *ack.add_safe() = range;
    for (const Range& range : erased_) *ack.add_erased() = range;
    acknowledged_.clear();
    safe_.clear();
    erased_.clear();
    signAck(ack, host_.receipt);
    return true;
  }
  if (!runs_.empty()) {
    *out_.mutable_run() = std::move(runs_.front());
    runs_.pop_front();
    runsBytes_ -= out_.run().run().size();
    return true;
  }
  if (!pictures_.empty()) {
    pictureBytes_ -= pictures_.front().ByteSizeLong();
    *out_.mutable_pictures() = std::move(pictures_.front());
    pictures_.pop_front();
    return true;
  }
  if (!endReady_ || endSent_) return false;
  End& end = *out_.mutable_end();
  end.set_second_copy(secondCopy_);
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
  if (LIMEN_BUG("revoked-goes-on")) return true;
  const Station* station = view.directory.station(station_);
  return station && !station->revoked() && hasCertificate(*station, certificate_);
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
  if (!hello.station().empty() && hello.station() != textOf(station_.bytes())) return refuseSession(Refusal::NOT_YOURS);
  const auto view = host_.registry.view();
  const Station* station = view->directory.station(station_);
  if (!station || !stillListed(*view)) return refuseSession(Refusal::NOT_LISTED);

  Down frame;
  if (!hello.log_checkpoint().empty()) {
    const auto seen =
        host_.logs.see(bytesOf(hello.log_checkpoint()), bytesOf(hello.log_agreed()), *station, host_.store, host_.receipt);
    if (!seen) return refuseSession(seen.error().room() == roomOf(StoreError::failed) ? Refusal::STORE : Refusal::BAD_SIGNATURE);
    if (seen->mark().empty()) logFact(LogLevel::warning, "server", "another log was shown before", {LogField("station", station_)});
    *frame.mutable_log() = *seen;
    control_.push_back(frame);
  } else if (!hello.log_agreed().empty()) {
    const auto seen = host_.logs.compare(bytesOf(hello.log_agreed()), station_, host_.store);
    if (!seen) return refuseSession(Refusal::STORE);
    if (*seen) *frame.mutable_log() = **seen, control_.push_back(frame);
  }
  stationEpoch_ = hello.epoch();
  epochTold_ = stationEpoch_ == host_.epoch;
  if (view->directory.version() > hello.directory_version()) {
    frame.set_directory(idBytes(view->directory.bytes()));
    control_.push_back(frame);
  }
  const std::set<std::string> held(hello.packages().begin(), hello.packages().end());
  for (const Registry::HeldPackage& package : view->packages) {
    if (held.contains(idBytes(package.hash.bytes().first(kPackageMarkBytes)))) continue;
    frame.set_package(idBytes(package.bytes));
    control_.push_back(frame);
  }
  if (!openScopes(hello, *view)) return refuseSession(Refusal::MALFORMED);
  if (hello.has_renewal() && host_.renewals != nullptr) onRenewal(hello.renewal());
  startNextWrite();
  // What is in the store now goes down at once, while runs still come up.
  host_.pulls.submit([self = shared_from_this()] {
    const Lock lock(self->mutex_);
    if (self->finished_ || self->closeAfterControl_) return;
    if (!self->firstLook()) return self->refuseSession(Refusal::STORE);
    self->startNextWrite();
    self->schedulePull();
  });
}

// What is made for it comes before END, which is measured on the same lane; what cannot be made now stays as it was.
void Session::onRenewal(const RenewalRequest& request) {
  host_.commits.submit([self = shared_from_this(), request] {
    auto renewal = self->host_.renewals->ask(self->station_, request);
    const Lock lock(self->mutex_);
    if (self->finished_ || self->closeAfterControl_) return;
    if (!renewal) return logFact(LogLevel::warning, "server", "renewal refused", {LogField("station", self->station_), LogField::cause(renewal.error().name())});
    if (!*renewal) return;
    *self->control_.emplace_back().mutable_renewal() = std::move(**renewal);
    self->startNextWrite();
  });
}

// False: what HELLO says of its scopes makes no sense.
bool Session::openScopes(const Hello& hello, const Registry::View& view) {
  const Station* station = view.directory.station(station_);
  for (const Cursor& cursor : hello.cursors()) {
    IncomingRun place;
    const auto scope = ScopeId::from(bytesOf(cursor.scope()));
    if (!scope || find(*scope)) return false;
    place.scope = *scope;
    if (!readableIn(view, *station, *scope)) {
      refuse(Refusal::SCOPE, &place);
      continue;
    }
    if (cursor.unconfirmed() > cursor.counter() || cursor.unsafe() > cursor.counter() - cursor.unconfirmed()) return false;
    auto behind = readSpans(cursor.behind());
    if (!behind) return false;
    const std::uint64_t confirmed = cursor.counter() - cursor.unconfirmed();
    scopes_.push_back({.scope = *scope,
                       .position = cursor.number(),
                       .until = cursor.number(),
                       .erasures = cursor.erasures(),
                       .own = restored_ ? 0 : cursor.counter(),  // from a backup: what opens its own revisions was not in it
                       .confirmed = confirmed,
                       .safe = confirmed - cursor.unsafe(),
                       .link = Hash::from(bytesOf(cursor.hash())).value_or(Hash{}),
                       .behind = std::move(*behind)});
  }
  for (const ScopeHeads& each : hello.known()) {
    const auto id = ScopeId::from(bytesOf(each.scope()));
    PullScope* scope = id ? find(*id) : nullptr;
    if (!scope) continue;
    scope->known.emplace();
    for (const StationHead& told : each.heads())
      if (const auto head = readHead(told)) (*scope->known)[head->station] = *head;
  }
  return true;
}

// Under the lock, on the pull lane: what the store says before the first run goes down.
Result<void> Session::firstLook() {
  LIMEN_ASSIGN(secondCopy_, host_.store.hasSecondCopy());
  Down frame;
  for (PullScope& scope : scopes_) {
    LIMEN_ASSIGN(const std::uint64_t last, host_.store.lastNumber(scope.scope));
    if (stationEpoch_ != 0 && stationEpoch_ != host_.epoch) {
      LIMEN_ASSIGN(const std::uint64_t base, host_.store.baseSince(scope.scope, stationEpoch_));
      scope.position = std::min(scope.position, base);
      scope.erasures = 0;
      Cursor& entry = *frame.mutable_epoch()->add_base();
      entry.set_scope(idBytes(scope.scope.bytes()));
      entry.set_number(base);
    }
    if (!closing_) scope.until = std::max(scope.position, last);  // else END's number stands
    LIMEN_ASSIGN(const auto erasures, host_.store.erasuresAfter(scope.scope, scope.erasures));
    for (const NumberedErasureRow& each : erasures) queueErasure(scope.scope, each.number, each.tombstone);
    if (!secondCopy_) continue;
    std::vector<ChainSpan> parts = scope.behind;
    parts.insert(parts.begin(), {scope.safe + 1, scope.confirmed, scope.link});
    for (const ChainSpan& part : parts) {
      LIMEN_ASSIGN(const std::uint64_t copied, host_.store.copiedCounter(scope.scope, station_, part));
      if (copied < part.first) continue;
      Range& range = safe_.emplace_back();
      range.set_scope(idBytes(scope.scope.bytes()));
      range.set_first(part.first);
      range.set_last(copied);
    }
  }
  if (epochTold_) return {};
  frame.mutable_epoch()->set_epoch(host_.epoch);
  erasures_.push_front(std::move(frame));  // before anything that is counted anew
  epochTold_ = true;
  return {};
}

void Session::queueErasure(const ScopeId& scope, std::uint64_t number, const Bytes& tombstone) {
  NumberedErasure& erasure = *erasures_.emplace_back().mutable_erasure();
  erasure.set_scope(idBytes(scope.bytes()));
  erasure.set_number(number);
  erasure.set_tombstone(idBytes(tombstone));
}

void Session::onErasure(const std::string& bytes) {
  const auto view = host_.registry.view();
  const Station* station = view->directory.station(station_);
  if (!station || !stillListed(*view)) return refuseSession(Refusal::NOT_LISTED);
  IncomingRun place;
  const auto order = parseOrder(bytesOf(bytes));
  if (order) place.scope = scopeOf(*order);
  const auto scope = order ? view->scopes.find(place.scope) : view->scopes.end();
  if (scope == view->scopes.end()) return refuse(order ? Refusal::SCOPE : Refusal::ERASURE, &place);
  const auto protects = [&](const std::string& role) { return scope->second.protectingRoles.contains(role); };
  if (!readableIn(*view, *station, place.scope)) return refuse(Refusal::SCOPE, &place);
  // One that a station had from this server before it was restored comes back from there: its signers may have left since.
  const auto moment = stationEpoch_ == host_.epoch || stationEpoch_ == 0 ? Tombstone::Moment::asked : Tombstone::Moment::taken;
  if (!check(*order, view->directory, protects, moment)) return refuse(Refusal::ERASURE, &place);
  host_.commits.submit([self = shared_from_this(), place, content = copyOf(bytesOf(bytes))] {
    const auto number = enter(self->host_.tombstones, self->host_.store, content);
    const Lock lock(self->mutex_);
    if (self->finished_) return;
    if (!number) return self->refuse(Refusal::STORE, &place);
    self->queueErasure(place.scope, *number, content);
    self->startNextWrite();
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
  if (PullScope* scope = find(place.scope); scope && !restored_) scope->committing[place.last] = verdict.run.after;
  if (LIMEN_BUG("ack-before-commit")) addRange(acknowledged_, place, 0), startNextWrite();
  host_.commits.commit(std::move(verdict.run),
                       [self = shared_from_this(), place, size = bytes.size()](const Result<RunOutcome>& outcome) {
                         self->onCommitted(place, size, outcome);
                       });
}

// Chunks are committed one by one: the next of the same session come while one is being written. What is only read goes the way of pulls.
void Session::onPicture(const PictureUp& frame) {
  const auto view = host_.registry.view();
  if (!stillListed(*view)) return refuseSession(Refusal::NOT_LISTED);
  const std::size_t size = frame.ByteSizeLong();
  pendingBytes_ += size;
  const auto work = [self = shared_from_this(), view, frame, size] {
    auto answers = answerPicture(self->host_.store.pictures(), *view, self->station_, frame);
    const Lock lock(self->mutex_);
    self->pendingBytes_ -= size;
    if (self->finished_ || self->closeAfterControl_) return;
    if (!answers) return self->refuseSession(answers.error().is(PictureFrameError::malformed) ? Refusal::MALFORMED : Refusal::STORE);
    for (PictureDown& each : *answers) {
      self->pictureBytes_ += each.ByteSizeLong();
      self->pictures_.push_back(std::move(each));
    }
    if (self->pictureBytes_ > self->host_.limits.queuedPictureBytes) return self->refuseSession(Refusal::BUSY);
    self->startNextWrite();
    if (self->readPaused_) self->readNext();
  };
  frame.has_want() ? host_.pulls.submit(work) : host_.commits.submit(work);
}

void Session::onEnd() {
  endReceived_ = true;
  host_.commits.submit([self = shared_from_this()] { self->measureHeads(); });
}

void Session::onCommitted(const IncomingRun& place, std::size_t size, const Result<RunOutcome>& outcome) {
  // Asked after the commit: a copy that is begun between the two holds it, one that was begun before does not.
  const auto copies = host_.store.hasSecondCopy();
  const Lock lock(mutex_);
  secondCopy_ = copies.value_or(true);
  pendingBytes_ -= size;
  if (PullScope* scope = find(place.scope)) scope->committing.erase(place.last);
  if (finished_) return;
  if (!outcome) {
    refuse(Refusal::STORE, &place);
  } else if (outcome->kind == RunOutcome::Kind::chainConflict) {
    refuse(Refusal::CHAIN, &place);
  } else if (outcome->kind == RunOutcome::Kind::bareRevision) {
    refuse(Refusal::MALFORMED, &place);
  } else {
    addRange(acknowledged_, place, outcome->number);
    if (!secondCopy_ || LIMEN_BUG("stored-called-safe")) addRange(safe_, place, outcome->number);  // END says so
    for (const std::uint64_t counter : outcome->erased) {
      IncomingRun one;
      one.scope = place.scope;
      one.first = one.last = counter;
      addRange(erased_, one, outcome->number);
    }
    // What a backup kept of a run that waited does not open it.
    if (PullScope* scope = find(place.scope); scope && !restored_) scope->mine.insert(outcome->number);
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
    if (scope.known) {
      ScopeHeads& told = *control_.emplace_back().mutable_heads();
      told.set_scope(idBytes(scope.scope.bytes()));
      for (const ServerChainEnd& end : *ends) writeHead(*told.add_heads(), {end.station, end.counter, end.hash, end.behind});
    }
    for (const ServerChainEnd& end : *ends) heads.push_back({end.station, end.counter, end.hash, end.behind});
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

// Its own runs a station has, unless its HELLO shows that it was restored; after a mismatch the heads decide.
bool Session::hasRun(const PullScope& scope, const StoredRun& stored) const {
  if (stored.run.station == station_ && LIMEN_BUG("own-runs-kept-back")) return true;
  if (stored.run.station == station_) {
    // It may be numbered and not answered yet: the store knows of a commit before the session does. Its end's link says whose it is.
    const auto coming = scope.committing.find(stored.run.last);
    return stored.run.last <= scope.own || scope.mine.contains(stored.number) ||
           (coming != scope.committing.end() && coming->second == stored.run.after);
  }
  if (!scope.known) return false;
  const auto at = scope.known->find(stored.run.station);
  if (at == scope.known->end()) return false;
  const auto holds = [&](const ChainSpan& span) { return span.first <= stored.run.first && stored.run.last <= span.last; };
  return stored.run.last <= at->second.counter || std::any_of(at->second.behind.begin(), at->second.behind.end(), holds);
}

// False: this scope is down to its number. The store is read without the lock: acknowledgements go on meanwhile.
Result<bool> Session::pullScope(PullScope& scope, Lock& lock) {
  while (scope.mine.contains(scope.position + 1)) ++scope.position;
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
  std::set<ShiftId> sent = sentShifts_;
  lock.unlock();
  const auto stored = host_.store.runsAfter(id, from, host_.limits.pullBytes);
  lock.lock();
  LIMEN_TRY(stored);
  // Looked at only now: what this session sent up may have been numbered while the store was read.
  std::uint64_t reached = stored->empty() ? until : from;
  std::vector<const StoredRun*> wanted;
  for (const StoredRun& each : *stored) {
    reached = std::min(LIMEN_BUG("number-skip") ? each.number + 1 : each.number, until);
    if (each.number > until) break;
    if (!hasRun(scope, each)) wanted.push_back(&each);  // over what it has END's number moves the cursor
  }
  lock.unlock();
  std::vector<NumberedRun> ready;
  const Result<void> prepared = [&]() -> Result<void> {
    for (const StoredRun* each : wanted) {
      LIMEN_ASSIGN(NumberedRun run, runFor(*each, *compartments, *box, sent));
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
