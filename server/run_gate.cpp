// SPDX-License-Identifier: Apache-2.0
#include "server/run_gate.h"
#include "core/planted.h"

#include <algorithm>

namespace limen {
namespace {

Refusal::Reason reasonOf(const Error& error) {
  if (error.is(RunError::newerVersion)) return Refusal::VERSION;
  if (error.is(RunError::badSignature)) return Refusal::BAD_SIGNATURE;
  if (error.is(RunError::brokenChain)) return Refusal::CHAIN;
  return Refusal::MALFORMED;
}

// The shift objects of `run`, own and remembered, in the order the revisions name them; nothing when one is missing or not this
// station's.
Refusal::Reason collectShifts(const Run& run, const PublicKey& stationKey, SeenShifts& seen,
                              std::map<ShiftId, ShiftObject>& named) {
  for (const ShiftObject& object : run.shiftObjects) {
    const ShiftObject* known = seen.find(object.shift);
    const bool same = known && known->serialise() == object.serialise();
    if (same) continue;
    if (object.station != run.station || !object.signedBy(stationKey)) return Refusal::BAD_SIGNATURE;
    seen.add(object);
  }
  for (const SealedRevision& revision : run.revisions) {
    const ShiftId& shift = revision.header().shift;
    if (named.contains(shift)) continue;
    const ShiftObject* object = seen.find(shift);
    if (!object) return Refusal::MALFORMED;
    named.emplace(shift, *object);
  }
  return Refusal::REASON_UNSPECIFIED;
}

}  // namespace

const ShiftObject* SeenShifts::find(const ShiftId& shift) const {
  const auto at = objects_.find(shift);
  return at == objects_.end() ? nullptr : &at->second;
}

void SeenShifts::add(const ShiftObject& object) {
  if (objects_.insert_or_assign(object.shift, object).second) order_.push_back(object.shift);
  if (order_.size() <= kMax) return;
  objects_.erase(order_.front());
  order_.erase(order_.begin());
}

RunGate::Verdict RunGate::check(ByteView bytes, const StationId& authenticated, const Registry::View& view,
                                SeenShifts& seen) const {
  Verdict verdict;
  IncomingRun& out = verdict.run;
  const auto refuse = [&](Refusal::Reason reason) {
    verdict.reason = reason;
    return std::move(verdict);
  };
  out.scope = Run::scopeIn(bytes).value_or(ScopeId{});
  auto parsed = Run::parse(bytes);
  if (!parsed) return refuse(reasonOf(parsed.error()));
  const Run& run = *parsed;
  out.scope = run.scope;
  out.first = run.first;
  out.last = run.last;
  if (run.station != authenticated) return refuse(Refusal::NOT_YOURS);
  const Station* station = view.directory.station(authenticated);
  if (!station || (station->revoked() && !LIMEN_BUG("revoked-goes-on"))) return refuse(Refusal::NOT_LISTED);
  const auto stationKey = publicKeyFrom(bytesOf(station->ed25519()));
  if (!stationKey) return refuse(Refusal::NOT_LISTED);
  const auto place = view.scopes.find(run.scope);
  if (place == view.scopes.end() || place->second.site != station->site()) return refuse(Refusal::SCOPE);
  if (const auto checked = run.check(*stationKey); !checked) return refuse(reasonOf(checked.error()));
  std::map<ShiftId, ShiftObject> shifts;
  if (const auto reason = collectShifts(run, *stationKey, seen, shifts); reason != Refusal::REASON_UNSPECIFIED)
    return refuse(reason);

  if (run.erasureKeyId != erasureKeyId_) return refuse(Refusal::ERASURE_KEY);
  auto seeds = openSeeds(run.seeds, erasure_, run.revisions.size());
  if (!seeds) return refuse(Refusal::ERASURE_KEY);
  out.revisions.reserve(run.revisions.size());
  for (std::size_t i = 0; i < run.revisions.size(); ++i) {
    const SealedRevision& revision = run.revisions[i];
    const std::vector<ShiftObject::Entry>& entries = shifts.at(revision.header().shift).entries;
    const auto isBare = [](const SealedPart& part) { return part.ciphertext.empty(); };
    StoredRevision stored{.counter = run.first + i,
                          .revision = revision.serialise(),
                          .hash = revision.hash(),
                          .erasureParts = {},
                          .record = revision.header().record,
                          .bare = !revision.parts().empty() && std::all_of(revision.parts().begin(), revision.parts().end(), isBare)};
    for (const SealedPart& part : revision.parts()) {
      if (stored.bare) break;  // whether its record is erased, the store knows
      // A station pushes what it sealed: a bare hash, or a part of a compartment that the shift does not have, would be a record
      // that nobody can ever open.
      if (part.ciphertext.empty() || part.compartment >= entries.size()) {
        for (ErasureSeed& seed : *seeds) wipe(seed);
        return refuse(Refusal::MALFORMED);
      }
      stored.erasureParts.emplace_back(part.compartment, erasurePart((*seeds)[i], entries[part.compartment].compartment));
    }
    out.revisions.push_back(std::move(stored));
  }
  for (ErasureSeed& seed : *seeds) wipe(seed);
  out.station = run.station;
  out.before = run.before;
  out.after = run.after;
  out.signature.assign(run.signature.begin(), run.signature.end());
  for (const auto& [shift, object] : shifts) out.shiftObjects.push_back(object.serialise());
  return verdict;
}

}  // namespace limen
