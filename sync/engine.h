// SPDX-License-Identifier: Apache-2.0
// The station's side of a session as a pure state machine: (state, event) -> actions. It decides; whoever drives it sends,
// receives and commits. Same events, same actions, byte for byte.
//
// What the driver owes for each action: AskForRun -> one RunReady or NoMoreRuns; CommitRun -> one Committed or RunRejected;
// CommitAck -> one Confirmed for each scope that the ACK's `stored` names (an ACK whose signature fails is answered with Closed:
// such a server is not listened to any further); all others -> nothing. Closed when the stream ends.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/ids.h"
#include "proto/sync.pb.h"
#include "sync/run.h"

namespace limen {

// 1 knew no epochs, erasures and heads, 2 no gaps in the fingerprint and a longer HELLO: they are told to update.
constexpr std::uint32_t kSyncVersion = 3;
constexpr std::size_t kPackageMarkBytes = 8;  // of a package's hash, in HELLO: enough to say which one

// What the driver knows at the start of a session.
struct SyncStart {
  StationId station;
  std::uint64_t epoch = 0;
  std::uint64_t directoryVersion = 0;
  bool restored = false;  // from a backup: all of its own runs are wanted
  std::vector<PackageHash> packages;
  std::optional<RenewalRequest> renewal{};  // of its certificate, when it is time
  Bytes logCheckpoint;  // of the station's audit log; empty: none is shown
  Bytes logAgreed{};    // the mark of the last one that the server signed; empty: there is none
  struct Scope {
    ScopeId scope;
    std::uint64_t cursor = 0;
    std::uint64_t chainCounter = 0;  // of this station's own chain all is here up to this one, confirmed or not
    Hash chainHash;                  // h(confirmed)
    std::vector<ScopeHead> heads;  // of all stations, as confirmed or pulled
    std::uint64_t erasures = 0;    // the last tombstone applied
    std::uint64_t safe = 0;        // of the own chain: nothing up to here is in the outbox
    std::uint64_t confirmed = 0;   // of the own chain: acknowledged up to here
  };
  std::vector<Scope> scopes;
  std::vector<Bytes> erasures{};  // tombstones that the server has not numbered yet
  bool exchangeHeads = false;   // after a mismatch: the server is told all heads, and sends what is missing here
};

namespace sync_event {
struct RunReady {
  ScopeId scope;
  std::uint64_t first = 0, last = 0;
  Bytes run;
};  // answer to ask for more
struct NoMoreRuns {};
struct Received {
  Down frame;
};
struct Committed {
  ScopeId scope;
  std::uint64_t number = 0;
  std::vector<ScopeHead> heads;
};  // a pulled run is on disk
struct RunRejected {
  ScopeId scope;
  std::uint64_t number = 0;
  std::string cause;
};  // a pulled run failed its checks
struct Confirmed {
  ScopeId scope;
  std::vector<ScopeHead> heads;
};                 // an ACK is on disk
struct Closed {};  // the stream ended
}  // namespace sync_event
using SyncEvent = std::variant<sync_event::RunReady, sync_event::NoMoreRuns, sync_event::Received, sync_event::Committed,
                               sync_event::RunRejected, sync_event::Confirmed, sync_event::Closed>;

namespace sync_action {
struct Send {
  Up frame;
};
struct AskForRun {};  // the next unsent run of the outbox, cut for this link
struct CommitRun {
  std::uint64_t number = 0;
  Bytes run;
};  // verify, then store with the cursor
struct CommitAck {
  Ack ack;
};  // verify the signature, then store
struct TakeDirectory {
  Bytes signedDirectory;
};
struct TakePackage {
  Bytes package;
};
// What the server has to say of the audit log.
struct TakeLog {
  LogSeen seen;
};
// The certificate that was asked for.
struct TakeRenewal {
  Renewal renewal;
};
// The fingerprints match at this number: the runs up to it that were not sent down are this station's own. Store it as the
// cursor.
struct AdvanceCursor {
  ScopeId scope;
  std::uint64_t number = 0;
};
struct TakeErasure {
  ScopeId scope;
  std::uint64_t number = 0;
  Bytes tombstone;
};  // verify, then apply and store with the number
// The server was restored: cursors go back to where its numbers are the ones known here, tombstones are asked for from the first,
// what is not safe is offered again. At the first contact there are no cursors to go back.
struct BeginEpoch {
  std::uint64_t epoch = 0;
  std::map<ScopeId, std::uint64_t> cursors;
};
// What the server holds of each chain, when it was asked: what it acknowledged and lacks now is offered again, the rest is an
// incident.
struct CompareHeads {
  ScopeId scope;
  std::vector<ScopeHead> theirs;
};
struct Finish {
  enum class Outcome { synced, incomplete, mismatch, refused } outcome = Outcome::incomplete;
  std::string cause;  // a word when not synced: a Refusal's reason, a RunRejected's cause, "cut", "unacknowledged", "heads", ...
  bool secondCopy = true;
};
}  // namespace sync_action
using SyncAction =
    std::variant<sync_action::Send, sync_action::AskForRun, sync_action::CommitRun, sync_action::CommitAck,
                 sync_action::TakeDirectory, sync_action::TakePackage, sync_action::TakeLog, sync_action::TakeRenewal, sync_action::AdvanceCursor,
                 sync_action::TakeErasure, sync_action::BeginEpoch, sync_action::CompareHeads, sync_action::Finish>;

// "version", "notListed", "notYours", "malformed", "badSignature", "chain", "scope", "erasureKey", "busy", "store", "erasure".
std::string_view wordOf(Refusal::Reason reason);

void writeHead(StationHead& to, const ScopeHead& head);
std::optional<std::vector<ChainSpan>> readSpans(const google::protobuf::RepeatedPtrField<ChainPart>& from);  // nothing: as below
std::optional<ScopeHead> readHead(const StationHead& from);  // nothing: it makes no sense

class SyncEngine {
 public:
  explicit SyncEngine(SyncStart start);
  std::vector<SyncAction> begin();  // the first flight: HELLO and the first ask
  std::vector<SyncAction> on(const SyncEvent& event);
  bool finished() const { return finished_; }

 private:
  using Actions = std::vector<SyncAction>;
  struct ScopeState {
    ScopeId scope;
    std::uint64_t asked = 0, cursor = 0;
    std::vector<ScopeHead> heads;
    std::optional<ScopeEnd> promised;
    bool stopped = false;  // a run of it failed its checks: what follows would leave a gap behind the cursor
    std::map<std::uint64_t, std::uint64_t> sent;  // first -> last of runs that no ACK or refusal has answered
  };
  Actions take(const sync_event::RunReady& event);
  Actions take(const sync_event::NoMoreRuns& event);
  Actions take(const sync_event::Received& event);
  Actions take(const sync_event::Committed& event);
  Actions take(const sync_event::RunRejected& event);
  Actions take(const sync_event::Confirmed& event);
  Actions take(const sync_event::Closed& event);
  Actions onRun(const NumberedRun& run);
  Actions onAck(const Ack& ack);
  Actions onRefusal(const Refusal& refusal);
  Actions onEnd(const End& end);
  Actions onEpoch(const NewEpoch& epoch);
  Actions onErasure(const NumberedErasure& erasure);
  Actions onHeads(const ScopeHeads& heads);
  Actions finishIfDone();
  Actions finish(sync_action::Finish::Outcome outcome, std::string_view cause);
  ScopeState* find(const ScopeId& scope);

  SyncStart start_;
  std::uint64_t epoch_ = 0;  // the server's: as known, or as told in this session
  std::vector<ScopeState> scopes_;
  bool sentEnd_ = false, receivedEnd_ = false, finished_ = false, secondCopy_ = true;
  std::size_t pending_ = 0;  // commits that the driver still owes an answer for
  bool newEpoch_ = false;
  std::set<Bytes> erasures_;  // sent and not numbered yet
  std::string refused_;      // the first refusal's word
  std::string rejected_;     // the first rejected run's cause
};

}  // namespace limen
