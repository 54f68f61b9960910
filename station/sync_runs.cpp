// SPDX-License-Identifier: Apache-2.0
#include "station/sync_runs.h"

#include <algorithm>
#include <set>

#include "station/exchange.h"

namespace limen {

std::string_view nameOf(PulledError cause) {
  switch (cause) {
    case PulledError::unknownStation:
      return "unknownStation";
    case PulledError::wrongScope:
      return "wrongScope";
    case PulledError::badShiftObject:
      return "badShiftObject";
    case PulledError::shiftMissing:
      return "shiftMissing";
    case PulledError::badErasureParts:
      return "badErasureParts";
  }
  return "unknown";
}

RunCutter::RunCutter(ExchangeHost& host, const ServerKey& server, std::vector<ScopeId> scopes)
    : host_(host),
      erasureKeyId_(server.erasure_key_id()),
      erasureKey_(publicKeyFrom(bytesOf(server.erasure_x25519())).value_or(PublicKey{})),
      scopes_(std::move(scopes)) {}

Result<std::optional<CutRun>> RunCutter::next(std::size_t maxBytes) {
  for (; at_ < scopes_.size(); ++at_, after_ = 0) {
    LIMEN_ASSIGN(std::vector<OutboxRow> rows, host_.store().outbox(scopes_[at_], after_, maxBytes));
    if (rows.empty()) continue;
    if (!rows.front().ready.empty()) {
      LIMEN_ASSIGN(CutRun cut, again(scopes_[at_], std::move(rows.front().ready)));
      after_ = cut.last;
      return std::optional(std::move(cut));
    }
    // A run has no gap: rows in the middle may have been confirmed by a session that was cut.
    std::size_t count = 1;
    while (count < rows.size() && count < kMaxRunRevisions && rows[count].ready.empty() &&
           rows[count].counter == rows[count - 1].counter + 1)
      ++count;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end());
    LIMEN_ASSIGN(CutRun cut, build(scopes_[at_], rows));
    after_ = cut.last;
    return std::optional(std::move(cut));
  }
  return std::optional<CutRun>();
}

Result<CutRun> RunCutter::again(const ScopeId& scope, Bytes ready) {
  LIMEN_ASSIGN(const Run run, Run::parse(ready));
  return CutRun{scope, run.first, run.last, std::move(ready)};
}

Result<CutRun> RunCutter::build(const ScopeId& scope, const std::vector<OutboxRow>& rows) {
  Run run;
  run.station = host_.station();
  run.scope = scope;
  run.first = rows.front().counter;
  run.last = rows.back().counter;
  run.before = rows.front().before;
  run.after = rows.back().after;
  std::vector<ErasureSeed> seeds;
  std::set<ShiftId> named;
  for (const OutboxRow& row : rows) {
    LIMEN_ASSIGN(SealedRevision revision, SealedRevision::parse(row.revision));
    named.insert(revision.header().shift);
    run.revisions.push_back(std::move(revision));
    seeds.push_back(row.seed);
  }
  for (const ShiftId& shift : named) {
    if (!shifts_.contains(shift)) {
      LIMEN_ASSIGN(const auto bytes, host_.store().shiftObject(shift));
      if (!bytes) return unexpected(PulledError::shiftMissing);
      LIMEN_ASSIGN(ShiftObject object, ShiftObject::parse(*bytes));
      shifts_.emplace(shift, std::move(object));
    }
    run.shiftObjects.push_back(shifts_.at(shift));
  }
  run.erasureKeyId = erasureKeyId_;
  LIMEN_ASSIGN(run.seeds, sealSeeds(seeds, erasureKey_));
  for (ErasureSeed& seed : seeds) wipe(seed);
  run.sign(host_.stationSigner());
  return CutRun{scope, run.first, run.last, run.serialise()};
}

namespace {

Result<void> checkShiftObjects(ExchangeHost& host, const Run& run, const PublicKey& stationKey) {
  std::set<ShiftId> known;
  for (const ShiftObject& object : run.shiftObjects) {
    if (object.station != run.station || !object.signedBy(stationKey)) return unexpected(PulledError::badShiftObject);
    known.insert(object.shift);
  }
  for (const SealedRevision& revision : run.revisions) {
    const ShiftId& shift = revision.header().shift;
    if (known.contains(shift)) continue;
    LIMEN_ASSIGN(const auto held, host.store().shiftObject(shift));
    if (!held) return unexpected(PulledError::shiftMissing);
    known.insert(shift);
  }
  return {};
}

// One box a run: 16 bytes for each part that was given, in order.
Result<SecretBytes> openErasureParts(const ExchangeHost& host, const Run& run) {
  std::size_t given = 0;
  for (const SealedRevision& revision : run.revisions)
    given += static_cast<std::size_t>(std::count_if(revision.parts().begin(), revision.parts().end(),
                                                    [](const SealedPart& part) { return !part.ciphertext.empty(); }));
  if (run.erasureParts.empty() && given == 0) return SecretBytes();
  auto opened = host.stationBox().open(run.erasureParts);
  if (!opened || opened->size() != given * ErasurePart{}.size()) return unexpected(PulledError::badErasureParts);
  return std::move(*opened);
}

}  // namespace

Result<AppliedRun> applyPulledRun(ExchangeHost& host, std::uint64_t number, ByteView bytes) {
  LIMEN_ASSIGN(const Run run, Run::parse(bytes));
  const Station* writer = host.directory().station(run.station);
  const auto key = writer ? publicKeyFrom(bytesOf(writer->ed25519())) : std::nullopt;
  if (!key) return unexpected(PulledError::unknownStation);
  LIMEN_TRY(run.check(*key));
  LIMEN_TRY(checkShiftObjects(host, run, *key));
  LIMEN_ASSIGN(const SecretBytes parts, openErasureParts(host, run));

  PulledRun pulled;
  pulled.scope = run.scope;
  pulled.number = number;
  pulled.station = run.station;
  pulled.first = run.first;
  pulled.last = run.last;
  pulled.before = run.before;
  pulled.after = run.after;
  pulled.receivedMs = toUnixMs(host.clock().now());
  for (const ShiftObject& object : run.shiftObjects) pulled.shiftObjects.push_back(object.serialise());
  ByteReader reader(parts.expose(SecretAccess{}));
  for (std::size_t i = 0; i < run.revisions.size(); ++i) {
    PulledRevision revision{run.station, run.first + i, &run.revisions[i], {}};
    for (const SealedPart& part : run.revisions[i].parts())
      if (!part.ciphertext.empty()) revision.erasureParts.emplace_back(part.compartment, reader.array<16>());
    pulled.revisions.push_back(std::move(revision));
  }
  LIMEN_ASSIGN(const auto applied, host.store().apply(pulled));
  return AppliedRun{run.scope, run.revisions.size(), applied == StationStore::Applied::otherSetAside};
}

std::vector<ScopeHead> headsOf(const std::vector<ChainEnd>& ends) {
  std::vector<ScopeHead> heads;
  for (const ChainEnd& end : ends) heads.push_back({end.station, end.counter, end.hash, end.behind});
  return heads;
}

}  // namespace limen
