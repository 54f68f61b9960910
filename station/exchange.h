// SPDX-License-Identifier: Apache-2.0
// The station's side of a session without threads: what the engine decides, done on the store. Whoever drives it carries the frames:
// syncNow() over a transport, the simulator over its wire. And which session must follow an outcome before the sync is over.
#pragma once

#include <functional>
#include <set>

#include "station/sync_runs.h"
#include "station/syncing.h"
#include "sync/engine.h"

namespace limen {

// What a session needs of a station. The vault gives it, and so does the simulator.
class ExchangeHost {
 public:
  virtual ~ExchangeHost() = default;
  virtual StationStore& store() = 0;
  virtual const Clock& clock() const = 0;
  virtual const StationId& station() const = 0;
  virtual const Signer& stationSigner() const = 0;
  virtual const BoxKeys& stationBox() const = 0;
  virtual const VerifiedDirectory& directory() const = 0;
  virtual const ServerKey* server() const = 0;
  virtual Result<void> takeDirectory(ByteView signedDirectory) = 0;
  virtual Result<void> takePackage(ByteView package) = 0;
  virtual bool protects(const ScopeId& scope, const std::string& role) = 0;  // answers for data protection, by the scope's programme
  virtual AuditAct act(std::string_view word, std::string_view result) const = 0;
  virtual Result<bool> restored() = 0;
  virtual Result<void> endRestore() = 0;
  virtual Result<std::optional<RenewalRequest>> renewalRequest() { return std::optional<RenewalRequest>(); }
  virtual Result<void> takeRenewal(const Renewal&) { return {}; }
};

// plain: the outbox up, what is new down. heads: after a mismatch, everything that differs as well. ownChain: after the server has
// refused a run because it holds another history, its history comes down first and nothing goes up.
enum class Round { plain, heads, ownChain };
constexpr int kMaxRounds = 6;
// What has to follow; nothing: the sync is over, well or not.
std::optional<Round> roundAfter(Round round, const SyncReport& report, std::uint64_t waiting);

Result<SyncStart> startOf(ExchangeHost& host, const std::vector<ScopeId>& scopes, Round round);

class Exchange {
 public:
  Exchange(ExchangeHost& host, SyncStart start, const ServerKey& server, std::vector<ScopeId> outbox,
           std::function<void(Up)> send, const SyncProgress& soFar);
  Result<void> begin();
  bool mayCut() const { return asked_ && !finished() && pace_.mayCut(); }
  Result<bool> cutNext();  // false: all is cut, nothing more will be sent
  Result<void> take(Down frame);
  Result<void> closed() { return tell(sync_event::Closed{}); }
  bool finished() const { return engine_.finished(); }
  SyncReport& report() { return report_; }

 private:
  // How much is cut into one run and how much may be under way, from what the server has acknowledged so far: one second of the
  // link, at least what sync.md calls a run. Before the first answer the link counts as slow.
  class Pace {
   public:
    std::size_t runBytes() const { return runBytes_; }
    bool mayCut() const;
    void sent(const CutRun& run, Milliseconds now);
    void answered(const Range& range, Milliseconds now);

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

  Result<void> tell(const SyncEvent& event) { return perform(engine_.on(event)); }
  Result<void> perform(std::vector<SyncAction> actions);
  Result<void> perform(sync_action::Send& action);
  Result<void> perform(sync_action::AskForRun& action);
  Result<void> perform(sync_action::CommitRun& action);
  Result<void> perform(sync_action::CommitAck& action);
  Result<void> perform(sync_action::TakeDirectory& action);
  Result<void> perform(sync_action::TakePackage& action);
  Result<void> perform(sync_action::TakeLog& action);
  Result<void> perform(sync_action::TakeRenewal& action);
  Result<void> perform(sync_action::AdvanceCursor& action);
  Result<void> perform(sync_action::TakeErasure& action);
  Result<void> perform(sync_action::BeginEpoch& action);
  Result<void> perform(sync_action::CompareHeads& action);
  Result<void> perform(sync_action::Finish& action);
  void noteCause(const Error& error);

  ExchangeHost& host_;
  std::vector<ScopeId> scopes_;
  Bytes shown_;  // of the log, in HELLO
  SyncEngine engine_;
  PublicKey receiptKey_;
  RunCutter cutter_;
  Pace pace_;
  std::function<void(Up)> send_;
  SyncReport report_;
  bool asked_ = false, receiptRefused_ = false;
  std::string noted_;
};

}  // namespace limen
