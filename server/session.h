// SPDX-License-Identifier: Apache-2.0
// One sync session at the server: a gRPC stream on one side, the commit lane and the pull lane on the other.
#pragma once

#include <grpcpp/grpcpp.h>

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "proto/sync.grpc.pb.h"
#include "server/lane.h"
#include "server/limits.h"
#include "server/log_keeper.h"
#include "server/pull.h"
#include "server/registry.h"
#include "server/run_gate.h"

namespace limen {

class Session;

// What all sessions share.
struct SessionHost {
  const Clock& clock;
  const ServerLimits limits;
  Registry& registry;
  ServerStore& store;
  RunGate gate;
  Signer receipt;
  std::uint64_t epoch = 0;
  CommitLane& commits;
  Lane& pulls;

  LogKeeper logs{};
  std::mutex mutex{};
  std::list<std::weak_ptr<Session>> sessions{};
  std::map<StationId, std::size_t> perStation{};

  bool enter(const StationId& station, const std::shared_ptr<Session>& session);  // false: too many
  void leave(const StationId& station);
  void cancelIdle();
};

// gRPC's rules kept here: one write and one read under way, nothing started after Finish, Finish once. An ACK may be ready before
// the write before it is done (the commit lane is another thread), so a frame is handed to gRPC only by startNextWrite().
class Session final : public grpc::ServerBidiReactor<Up, Down>, public std::enable_shared_from_this<Session> {
 public:
  static Session* start(SessionHost& host, grpc::CallbackServerContext* context, const StationId& station,
                        const Hash& certificate);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

  bool idleSince(Milliseconds limit) const;
  void cancel();

 private:
  using Lock = std::unique_lock<std::mutex>;
  struct PullScope {
    ScopeId scope;
    std::uint64_t position = 0, until = 0;
    std::set<std::uint64_t> own;  // numbers that this session's own runs were given: nothing to send down
    Hash fingerprint;             // at `until`, once closing
  };

  Session(SessionHost& host, grpc::CallbackServerContext* context, const StationId& station, const Hash& certificate)
      : host_(host), context_(context), station_(station), certificate_(certificate) {}

  // Under the lock.
  void onHello(const Hello& hello);
  void onRun(const std::string& bytes);
  void onEnd();
  void refuse(Refusal::Reason reason, const IncomingRun* run);
  void refuseSession(Refusal::Reason reason);
  void readNext();
  void startNextWrite();
  bool nextFrame();
  void schedulePull();
  void finish(const grpc::Status& status);
  bool stillListed(const Registry::View& view) const;
  PullScope* find(const ScopeId& scope);

  // On the lanes.
  void onCommitted(const IncomingRun& place, std::size_t size, const Result<RunOutcome>& outcome);
  void measureHeads();
  void pull();
  Result<bool> pullScope(PullScope& scope, Lock& lock);

  SessionHost& host_;
  grpc::CallbackServerContext* context_;
  const StationId station_;
  const Hash certificate_;
  std::shared_ptr<Session> self_;  // gRPC's share, given back in OnDone

  mutable std::mutex mutex_;
  Milliseconds lastActivity_{0};
  Up in_;
  Down out_;
  bool reading_ = false, readPaused_ = false, writing_ = false, finished_ = false, entered_ = false;
  bool greeted_ = false, restored_ = false, endReceived_ = false, endReady_ = false, endSent_ = false, closeAfterControl_ = false;
  bool pullScheduled_ = false, closing_ = false;

  SeenShifts seenShifts_;
  std::size_t pendingBytes_ = 0;
  std::deque<Down> control_;
  std::vector<Range> acknowledged_;  // stored since the last ACK
  std::deque<NumberedRun> runs_;
  std::size_t runsBytes_ = 0;
  std::vector<PullScope> scopes_;
  std::set<ShiftId> sentShifts_;
};

}  // namespace limen
