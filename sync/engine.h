// SPDX-License-Identifier: Apache-2.0
// The station's side of a session as a pure state machine: (state, event) -> actions. It decides; whoever drives it sends,
// receives and commits. Same events, same actions, byte for byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/ids.h"
#include "proto/sync.pb.h"
#include "sync/run.h"

namespace limen {

// What the driver knows at the start of a session.
struct SyncStart {
  StationId station;
  std::uint64_t epoch = 0;
  std::uint64_t directoryVersion = 0;
  std::vector<PackageHash> packages;
  struct Scope {
    ScopeId scope;
    std::uint64_t cursor = 0;
    std::uint64_t chainCounter = 0;
    Hash chainHash;
  };
  std::vector<Scope> scopes;
};

namespace sync_event {
struct RunReady { ScopeId scope; std::uint64_t first = 0, last = 0; Bytes run; };  // answer to ask for more
struct NoMoreRuns {};
struct Received { Down frame; };
struct Committed { ScopeId scope; std::uint64_t number = 0; std::vector<ScopeHead> heads; };  // a pulled run is on disk
struct RunRejected { ScopeId scope; std::uint64_t number = 0; std::string cause; };           // a pulled run failed its checks
struct Confirmed { ScopeId scope; std::vector<ScopeHead> heads; };                            // an ACK is on disk
struct Closed {};                                                                             // the stream ended
}  // namespace sync_event
using SyncEvent = std::variant<sync_event::RunReady, sync_event::NoMoreRuns, sync_event::Received, sync_event::Committed,
                               sync_event::RunRejected, sync_event::Confirmed, sync_event::Closed>;

namespace sync_action {
struct Send { Up frame; };
struct AskForRun {};                                             // the next unsent run of the outbox, cut for this link
struct CommitRun { std::uint64_t number = 0; Bytes run; };       // verify, then store with the cursor
struct CommitAck { Ack ack; };                                   // verify the signature, then store
struct TakeDirectory { Bytes signedDirectory; };
struct TakePackage { Bytes package; };
struct Finish {
  enum class Outcome { synced, incomplete, mismatch, refused } outcome = Outcome::incomplete;
  std::string cause;      // a cause's name when refused or incomplete
  bool secondCopy = true;
};
}  // namespace sync_action
using SyncAction = std::variant<sync_action::Send, sync_action::AskForRun, sync_action::CommitRun, sync_action::CommitAck,
                                sync_action::TakeDirectory, sync_action::TakePackage, sync_action::Finish>;

class SyncEngine {
 public:
  explicit SyncEngine(SyncStart start);
  std::vector<SyncAction> begin();                    // the first flight: HELLO and the first ask
  std::vector<SyncAction> on(const SyncEvent& event);
  bool finished() const;

 private:
  SyncStart start_;
  struct ScopeState {
    ScopeId scope;
    std::uint64_t cursor = 0;
    std::vector<ScopeHead> heads;
    std::optional<ScopeEnd> promised;
  };
  std::vector<ScopeState> scopes_;
  bool sentEnd_ = false, receivedEnd_ = false, finished_ = false, secondCopy_ = true;
  std::size_t sent_ = 0, acknowledged_ = 0, pending_ = 0;
};

}  // namespace limen
