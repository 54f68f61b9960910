// SPDX-License-Identifier: Apache-2.0
// One sync session at the server: a stream of frames on one side, the commit lane and the pull lane on the other. What the stream
// is made of is its link's: gRPC (grpc_session.h), or the simulator's wire.
#pragma once

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "proto/sync.pb.h"
#include "server/lane.h"
#include "server/limits.h"
#include "server/log_keeper.h"
#include "server/picture_desk.h"
#include "server/pull.h"
#include "server/registry.h"
#include "server/renewal_desk.h"
#include "server/run_gate.h"
#include "server/tombstone_log.h"

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
  CommitQueue& commits;
  JobQueue& pulls;
  TombstoneLog& tombstones;

  RenewalDesk* renewals = nullptr;  // none in the simulator

  LogKeeper logs{};
  std::mutex mutex{};
  std::list<std::weak_ptr<Session>> sessions{};
  std::map<StationId, std::size_t> perStation{};

  bool enter(const StationId& station, const std::shared_ptr<Session>& session);  // false: too many
  void leave(const StationId& station);
  void cancelIdle();
};

// The stream under a session. What is started is answered by Session::readDone() and writeDone(), never from within the call.
class SessionLink {
 public:
  enum class Ending { done, cut, cancelled };
  virtual ~SessionLink() = default;
  virtual void startRead(Up& into) = 0;
  virtual void startWrite(const Down& frame) = 0;  // stays as it is until writeDone()
  virtual void finish(Ending ending) = 0;
  virtual void cancel() = 0;
};

// gRPC's rules kept here: one write and one read under way, nothing started after finish, finish once. An ACK may be ready before
// the write before it is done (the commit lane is another thread), so a frame is handed to the link only by startNextWrite().
class Session final : public std::enable_shared_from_this<Session> {
 public:
  // `link` lives until closed() has been called.
  static std::shared_ptr<Session> make(SessionHost& host, SessionLink& link, const StationId& station, const Hash& certificate);
  void start();

  void readDone(bool ok);
  void writeDone(bool ok);
  void cancelled();
  void closed();

  bool idleSince(Milliseconds limit) const;
  void cancel();

 private:
  using Lock = std::unique_lock<std::mutex>;
  struct PullScope {
    ScopeId scope;
    std::uint64_t position = 0, until = 0;
    std::uint64_t erasures = 0;      // the last tombstone that the station has
    // Of the station's own chain: what it has, what it knows to be stored and by which link, what it has no seeds of any more.
    std::uint64_t own = 0, confirmed = 0, safe = 0;
    Hash link{};
    std::vector<ChainSpan> behind{};  // and behind a gap
    std::set<std::uint64_t> mine{};   // numbers that this session's own runs were given: nothing to send down
    std::map<std::uint64_t, Hash> committing{};  // by its last counter, the end of what came up and has no number yet that is known here
    std::optional<std::map<StationId, ScopeHead>> known{};  // per chain, after a mismatch: what it does not hold goes down
    Hash fingerprint{};               // at `until`, once closing
  };

  Session(SessionHost& host, SessionLink& link, const StationId& station, const Hash& certificate)
      : host_(host), link_(link), station_(station), certificate_(certificate) {}

  // Under the lock.
  void onHello(const Hello& hello);
  void onRun(const std::string& bytes);
  void onErasure(const std::string& bytes);
  void onPicture(const PictureUp& frame);
  void onRenewal(const RenewalRequest& request);
  void onEnd();
  bool openScopes(const Hello& hello, const Registry::View& view);
  Result<void> firstLook();
  bool hasRun(const PullScope& scope, const StoredRun& stored) const;
  void queueErasure(const ScopeId& scope, std::uint64_t number, const Bytes& tombstone);
  void refuse(Refusal::Reason reason, const IncomingRun* run);
  void refuseSession(Refusal::Reason reason);
  void readNext();
  void startNextWrite();
  bool nextFrame();
  void schedulePull();
  void finish(SessionLink::Ending ending);
  bool stillListed(const Registry::View& view) const;
  PullScope* find(const ScopeId& scope);

  // On the lanes.
  void onCommitted(const IncomingRun& place, std::size_t size, const Result<RunOutcome>& outcome);
  void measureHeads();
  void pull();
  Result<bool> pullScope(PullScope& scope, Lock& lock);

  SessionHost& host_;
  SessionLink& link_;
  const StationId station_;
  const Hash certificate_;

  mutable std::mutex mutex_;
  Milliseconds lastActivity_{0};
  Up in_;
  Down out_;
  std::uint64_t stationEpoch_ = 0;
  bool reading_ = false, readPaused_ = false, writing_ = false, finished_ = false, entered_ = false;
  bool greeted_ = false, restored_ = false, endReceived_ = false, endReady_ = false, endSent_ = false, closeAfterControl_ = false;
  bool pullScheduled_ = false, closing_ = false;
  bool epochTold_ = false;  // or known: what is numbered may go down

  SeenShifts seenShifts_;
  std::size_t pendingBytes_ = 0;
  std::deque<Down> erasures_, control_;
  std::vector<Range> acknowledged_, safe_, erased_;  // since the last ACK
  bool secondCopy_ = false;
  std::deque<NumberedRun> runs_;
  std::size_t runsBytes_ = 0;
  std::deque<PictureDown> pictures_;
  std::size_t pictureBytes_ = 0;
  std::vector<PullScope> scopes_;
  std::set<ShiftId> sentShifts_;
};

}  // namespace limen
