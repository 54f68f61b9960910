// SPDX-License-Identifier: Apache-2.0
#include "sync/engine.h"
#include "core/planted.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace limen {

using sync_action::Finish;

namespace {

void append(std::vector<SyncAction>& to, std::vector<SyncAction> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

namespace {

void writeSpans(google::protobuf::RepeatedPtrField<ChainPart>& to, const std::vector<ChainSpan>& spans) {
  for (const ChainSpan& span : spans) {
    ChainPart& part = *to.Add();
    part.set_first(span.first);
    part.set_last(span.last);
    part.set_hash(span.hash.value.data(), span.hash.value.size());
  }
}

}  // namespace

std::optional<std::vector<ChainSpan>> readSpans(const google::protobuf::RepeatedPtrField<ChainPart>& from) {
  std::vector<ChainSpan> spans;
  for (const ChainPart& part : from) {
    const auto link = Hash::from(bytesOf(part.hash()));
    if (!link || part.first() == 0 || part.last() < part.first()) return std::nullopt;
    spans.push_back({part.first(), part.last(), *link});
  }
  return spans;
}

void writeHead(StationHead& to, const ScopeHead& head) {
  to.set_station(head.station.value.data(), head.station.value.size());
  to.set_counter(head.counter);
  to.set_hash(head.hash.value.data(), head.hash.value.size());
  writeSpans(*to.mutable_behind(), head.behind);
}

std::optional<ScopeHead> readHead(const StationHead& from) {
  const auto station = StationId::from(bytesOf(from.station()));
  const auto hash = Hash::from(bytesOf(from.hash()));
  if (!station || !hash) return std::nullopt;
  auto behind = readSpans(from.behind());
  if (!behind) return std::nullopt;
  return ScopeHead{*station, from.counter(), *hash, std::move(*behind)};
}

std::string_view wordOf(Refusal::Reason reason) {
  switch (reason) {
    case Refusal::VERSION:
      return "version";
    case Refusal::NOT_LISTED:
      return "notListed";
    case Refusal::NOT_YOURS:
      return "notYours";
    case Refusal::MALFORMED:
      return "malformed";
    case Refusal::BAD_SIGNATURE:
      return "badSignature";
    case Refusal::CHAIN:
      return "chain";
    case Refusal::SCOPE:
      return "scope";
    case Refusal::ERASURE_KEY:
      return "erasureKey";
    case Refusal::BUSY:
      return "busy";
    case Refusal::STORE:
      return "store";
    case Refusal::ERASURE:
      return "erasure";
    default:
      return "refused";
  }
}

SyncEngine::SyncEngine(SyncStart start)
    : start_(std::move(start)), epoch_(start_.epoch), erasures_(start_.erasures.begin(), start_.erasures.end()) {
  for (const SyncStart::Scope& scope : start_.scopes) {
    scopes_.push_back(
        {.scope = scope.scope, .asked = scope.cursor, .cursor = scope.cursor, .heads = scope.heads, .promised = {}, .stopped = false, .sent = {}});
  }
}

SyncEngine::Actions SyncEngine::begin() {
  Up frame;
  Hello& hello = *frame.mutable_hello();
  hello.set_version_min(kSyncVersion);
  hello.set_version_max(kSyncVersion);
  hello.set_epoch(start_.epoch);
  if (start_.restored) hello.set_restored(true);
  hello.set_directory_version(start_.directoryVersion);
  if (!start_.logCheckpoint.empty()) hello.set_log_checkpoint(start_.logCheckpoint.data(), start_.logCheckpoint.size());
  if (!start_.logAgreed.empty()) hello.set_log_agreed(start_.logAgreed.data(), start_.logAgreed.size());
  if (start_.renewal) *hello.mutable_renewal() = *start_.renewal;
  for (const SyncStart::Scope& scope : start_.scopes) {
    Cursor& cursor = *hello.add_cursors();
    cursor.set_scope(scope.scope.value.data(), scope.scope.value.size());
    cursor.set_number(scope.cursor);
    cursor.set_erasures(scope.erasures);
    if (start_.exchangeHeads) {
      ScopeHeads& known = *hello.add_known();
      known.set_scope(scope.scope.value.data(), scope.scope.value.size());
      for (const ScopeHead& each : scope.heads) writeHead(*known.add_heads(), each);
    }
    const auto own = std::find_if(scope.heads.begin(), scope.heads.end(), [&](const ScopeHead& head) { return head.station == start_.station; });
    if (own != scope.heads.end()) writeSpans(*cursor.mutable_behind(), own->behind);
    if (scope.chainCounter == 0) continue;
    cursor.set_counter(scope.chainCounter);
    cursor.set_hash(scope.chainHash.value.data(), scope.chainHash.value.size());
    cursor.set_unconfirmed(scope.chainCounter - std::min(scope.chainCounter, scope.confirmed));
    cursor.set_unsafe(scope.confirmed - std::min(scope.confirmed, scope.safe));
  }
  for (const PackageHash& package : start_.packages) hello.add_packages(package.value.data(), kPackageMarkBytes);
  Actions actions{sync_action::Send{std::move(frame)}};
  for (const Bytes& tombstone : start_.erasures) {
    Up erasure;
    erasure.set_erasure(tombstone.data(), tombstone.size());
    actions.push_back(sync_action::Send{std::move(erasure)});
  }
  actions.push_back(sync_action::AskForRun{});
  return actions;
}

SyncEngine::Actions SyncEngine::on(const SyncEvent& event) {
  if (finished_) return {};
  return std::visit([this](const auto& each) { return take(each); }, event);
}

SyncEngine::ScopeState* SyncEngine::find(const ScopeId& scope) {
  const auto at = std::find_if(scopes_.begin(), scopes_.end(), [&](const ScopeState& each) { return each.scope == scope; });
  return at == scopes_.end() ? nullptr : &*at;
}

SyncEngine::Actions SyncEngine::take(const sync_event::RunReady& event) {
  ScopeState* scope = find(event.scope);
  LIMEN_CHECK(scope && !sentEnd_);
  scope->sent[event.first] = event.last;
  Up frame;
  frame.set_run(event.run.data(), event.run.size());
  return {sync_action::Send{std::move(frame)}, sync_action::AskForRun{}};
}

SyncEngine::Actions SyncEngine::take(const sync_event::NoMoreRuns&) {
  LIMEN_CHECK(!sentEnd_);
  sentEnd_ = true;
  Up frame;
  frame.mutable_end();
  return {sync_action::Send{std::move(frame)}};
}

SyncEngine::Actions SyncEngine::take(const sync_event::Received& event) {
  const Down& frame = event.frame;
  switch (frame.kind_case()) {
    case Down::kRun:
      return onRun(frame.run());
    case Down::kAck:
      return onAck(frame.ack());
    case Down::kEnd:
      return onEnd(frame.end());
    case Down::kRefusal:
      return onRefusal(frame.refusal());
    case Down::kDirectory:
      return {sync_action::TakeDirectory{copyOf(bytesOf(frame.directory()))}};
    case Down::kPackage:
      return {sync_action::TakePackage{copyOf(bytesOf(frame.package()))}};
    case Down::kEpoch:
      return onEpoch(frame.epoch());
    case Down::kLog:
      return {sync_action::TakeLog{frame.log()}};
    case Down::kRenewal:
      if (!start_.renewal) break;  // not asked for
      return {sync_action::TakeRenewal{frame.renewal()}};
    case Down::kErasure:
      return onErasure(frame.erasure());
    case Down::kHeads:
      return onHeads(frame.heads());
    case Down::kPictures:  // of another session
    case Down::KIND_NOT_SET:
      break;
  }
  return finish(Finish::Outcome::incomplete, "unknownFrame");
}

SyncEngine::Actions SyncEngine::onEpoch(const NewEpoch& epoch) {
  // A server that counts backwards was restored from a copy that this station has already seen past.
  if (epoch.epoch() <= start_.epoch) return finish(Finish::Outcome::refused, "olderServer");
  if (newEpoch_ || receivedEnd_ || epoch_ != start_.epoch) return finish(Finish::Outcome::incomplete, "unexpectedEpoch");
  epoch_ = epoch.epoch();
  sync_action::BeginEpoch action{epoch.epoch(), {}};
  if (start_.epoch == 0) return {std::move(action)};  // the first contact
  newEpoch_ = true;
  for (ScopeState& scope : scopes_) {
    // Of a scope that the server does not name nothing is known: all of it comes again.
    std::uint64_t base = 0;
    for (const Cursor& each : epoch.base())
      if (each.scope() == textOf(scope.scope.bytes())) base = each.number();
    if (LIMEN_BUG("cursor-kept-over-epoch")) base = scope.cursor;
    scope.cursor = std::min(scope.cursor, base);
    action.cursors[scope.scope] = base;
  }
  return {std::move(action)};
}

SyncEngine::Actions SyncEngine::onErasure(const NumberedErasure& erasure) {
  const auto id = ScopeId::from(bytesOf(erasure.scope()));
  if (!id || !find(*id) || receivedEnd_ || epoch_ == 0) return finish(Finish::Outcome::incomplete, "unexpectedErasure");
  Bytes tombstone = copyOf(bytesOf(erasure.tombstone()));
  erasures_.erase(tombstone);
  return {sync_action::TakeErasure{*id, erasure.number(), std::move(tombstone)}};
}

SyncEngine::Actions SyncEngine::onHeads(const ScopeHeads& heads) {
  const auto id = ScopeId::from(bytesOf(heads.scope()));
  if (!id || !find(*id) || !start_.exchangeHeads) return finish(Finish::Outcome::incomplete, "unexpectedHeads");
  sync_action::CompareHeads action{*id, {}};
  for (const StationHead& each : heads.heads()) {
    auto head = readHead(each);
    if (!head) return finish(Finish::Outcome::incomplete, "unexpectedHeads");
    action.theirs.push_back(std::move(*head));
  }
  return {std::move(action)};
}

SyncEngine::Actions SyncEngine::onRun(const NumberedRun& run) {
  const auto id = Run::scopeIn(bytesOf(run.run()));
  ScopeState* scope = id ? find(*id) : nullptr;
  if (!scope || receivedEnd_ || epoch_ == 0) return finish(Finish::Outcome::incomplete, "unexpectedRun");
  if (scope->stopped || run.number() <= scope->cursor) return {};
  ++pending_;
  return {sync_action::CommitRun{run.number(), copyOf(bytesOf(run.run()))}};
}

SyncEngine::Actions SyncEngine::onAck(const Ack& ack) {
  // Numbers of an epoch that is not known here would stay as if they were this one's.
  if (ack.epoch() != epoch_) return finish(Finish::Outcome::incomplete, "unexpectedAck");
  std::set<std::string> scopes;
  for (const Range& range : ack.stored()) {
    const auto id = ScopeId::from(bytesOf(range.scope()));
    ScopeState* scope = id ? find(*id) : nullptr;
    if (!scope) return finish(Finish::Outcome::incomplete, "unexpectedAck");
    scopes.insert(range.scope());
    const auto from = scope->sent.lower_bound(range.first());
    auto to = from;
    while (to != scope->sent.end() && to->second <= range.last()) ++to;
    scope->sent.erase(from, to);
  }
  pending_ += scopes.size();
  return {sync_action::CommitAck{ack}};
}

SyncEngine::Actions SyncEngine::onRefusal(const Refusal& refusal) {
  const std::string_view word = wordOf(refusal.reason());
  if (!refusal.has_range()) return finish(Finish::Outcome::refused, word);
  if (refused_.empty()) refused_ = word;
  const auto id = ScopeId::from(bytesOf(refusal.range().scope()));
  if (ScopeState* scope = id ? find(*id) : nullptr) scope->sent.erase(refusal.range().first());
  return {};
}

SyncEngine::Actions SyncEngine::onEnd(const End& end) {
  if (!sentEnd_ || receivedEnd_) return finish(Finish::Outcome::incomplete, "unexpectedEnd");
  receivedEnd_ = true;
  secondCopy_ = end.second_copy();
  for (const ScopeEnd& each : end.scopes()) {
    const auto id = ScopeId::from(bytesOf(each.scope()));
    if (ScopeState* scope = id ? find(*id) : nullptr) scope->promised = each;
  }
  return finishIfDone();
}

SyncEngine::Actions SyncEngine::take(const sync_event::Committed& event) {
  ScopeState* scope = find(event.scope);
  LIMEN_CHECK(scope && pending_ > 0);
  --pending_;
  scope->cursor = std::max(scope->cursor, event.number);
  scope->heads = event.heads;
  return finishIfDone();
}

SyncEngine::Actions SyncEngine::take(const sync_event::RunRejected& event) {
  ScopeState* scope = find(event.scope);
  LIMEN_CHECK(scope && pending_ > 0);
  --pending_;
  scope->stopped = true;
  if (rejected_.empty()) rejected_ = event.cause.empty() ? "run" : event.cause;
  return finishIfDone();
}

SyncEngine::Actions SyncEngine::take(const sync_event::Confirmed& event) {
  ScopeState* scope = find(event.scope);
  LIMEN_CHECK(scope && pending_ > 0);
  --pending_;
  scope->heads = event.heads;
  return finishIfDone();
}

SyncEngine::Actions SyncEngine::take(const sync_event::Closed&) {
  if (receivedEnd_) return {};  // what END promised is here; the commits still owed decide
  return refused_.empty() ? finish(Finish::Outcome::incomplete, "cut") : finish(Finish::Outcome::refused, refused_);
}

SyncEngine::Actions SyncEngine::finishIfDone() {
  if (!receivedEnd_ || pending_ > 0) return {};
  if (!rejected_.empty()) return finish(Finish::Outcome::mismatch, rejected_);
  if (!refused_.empty()) return finish(Finish::Outcome::refused, refused_);
  // What is here and not safe has to be offered to this server once more: the next session does.
  if (newEpoch_) return finish(Finish::Outcome::incomplete, "newEpoch");
  if (!erasures_.empty()) return finish(Finish::Outcome::incomplete, "erasure");
  Actions actions;
  for (const ScopeState& scope : scopes_) {
    if (!scope.promised) return finish(Finish::Outcome::incomplete, "scopeMissing");
    if (!scope.sent.empty()) return finish(Finish::Outcome::incomplete, "unacknowledged");
    const Hash ours = fingerprint(scope.heads);
    if (textOf(ours.bytes()) != scope.promised->fingerprint() && !LIMEN_BUG("fingerprint-unchecked")) return finish(Finish::Outcome::mismatch, "heads");
    // By what was asked for, not by the last run that came: what is our own does not come, and lies in between.
    if (scope.promised->number() > scope.asked)
      actions.push_back(sync_action::AdvanceCursor{scope.scope, scope.promised->number()});
  }
  append(actions, finish(Finish::Outcome::synced, ""));
  return actions;
}

SyncEngine::Actions SyncEngine::finish(Finish::Outcome outcome, std::string_view cause) {
  finished_ = true;
  return {Finish{outcome, std::string(cause), secondCopy_}};
}

}  // namespace limen
