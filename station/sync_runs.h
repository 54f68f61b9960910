// SPDX-License-Identifier: Apache-2.0
// Runs out of the outbox, and what is checked of a pulled run before it is stored. Used inside station/ only.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "station/vault.h"
#include "sync/run.h"

namespace limen {

class ExchangeHost;

struct CutRun {
  ScopeId scope;
  std::uint64_t first = 0, last = 0;
  Bytes bytes;
};

// Cuts the outbox, scope after scope, each row once a session.
class RunCutter {
 public:
  RunCutter(ExchangeHost& host, const ServerKey& server, std::vector<ScopeId> scopes);
  Result<std::optional<CutRun>> next(std::size_t maxBytes);  // nothing: all of it was cut

 private:
  static Result<CutRun> again(const ScopeId& scope, Bytes ready);
  Result<CutRun> build(const ScopeId& scope, const std::vector<OutboxRow>& rows);
  ExchangeHost& host_;
  std::uint32_t erasureKeyId_;
  PublicKey erasureKey_;
  std::vector<ScopeId> scopes_;
  std::size_t at_ = 0;
  std::uint64_t after_ = 0;
  std::map<ShiftId, ShiftObject> shifts_;
};

enum class PulledError { unknownStation, wrongScope, badShiftObject, shiftMissing, badErasureParts };
constexpr std::string_view roomOf(PulledError) {
  return "pulled";
}
std::string_view nameOf(PulledError cause);

// Checked whole (signature, chain, shift objects, erasure parts), then stored with its number as the scope's cursor. Errors of
// the store are the store's; every other error says what is wrong with the run. Answers how many revisions came.
struct AppliedRun {
  ScopeId scope;
  std::uint64_t revisions = 0;
  bool otherSetAside = false;  // it contradicted what came from the server before
};
Result<AppliedRun> applyPulledRun(ExchangeHost& host, std::uint64_t number, ByteView bytes);

std::vector<ScopeHead> headsOf(const std::vector<ChainEnd>& ends);

}  // namespace limen
