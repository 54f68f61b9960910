// SPDX-License-Identifier: Apache-2.0
// What a pushed run must pass before it reaches the store: whose it is, where it belongs, its signature and chain, its seeds.
// The seeds end here: what leaves is the erasure parts made of them.
#pragma once

#include <map>

#include "proto/sync.pb.h"
#include "server/registry.h"
#include "store/server_store.h"
#include "sync/run.h"

namespace limen {

// Shift objects that this session has brought: a later run of it need not bring them again.
class SeenShifts {
 public:
  static constexpr std::size_t kMax = 64;
  const ShiftObject* find(const ShiftId& shift) const;
  void add(const ShiftObject& object);  // the oldest makes room

 private:
  std::map<ShiftId, ShiftObject> objects_;
  std::vector<ShiftId> order_;
};

class RunGate {
 public:
  RunGate(BoxKeys erasure, std::uint32_t erasureKeyId) : erasure_(std::move(erasure)), erasureKeyId_(erasureKeyId) {}

  struct Verdict {
    Refusal::Reason reason = Refusal::REASON_UNSPECIFIED;  // unspecified: it may be stored
    IncomingRun run;                                       // scope, first and last are set as far as they could be read
  };
  Verdict check(ByteView bytes, const StationId& authenticated, const Registry::View& view, SeenShifts& seen) const;

 private:
  BoxKeys erasure_;
  std::uint32_t erasureKeyId_;
};

}  // namespace limen
