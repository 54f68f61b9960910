// SPDX-License-Identifier: Apache-2.0
#include "station/patch.h"

#include <algorithm>
#include <map>

#include "protection/risk.h"
#include "protection/seal.h"
#include "station/erasure.h"
#include "station/opened_record.h"
#include "station/records.h"

namespace limen {

namespace {

constexpr std::uint32_t kIndexedAtOnce = 64;

bool hasAnswers(const OpenedRecord& record, const std::string& compartment) {
  const auto found = record.compartments.find(compartment);
  return found != record.compartments.end() &&
         std::any_of(found->second.revisions.begin(), found->second.revisions.end(), [](const RevisionAnswers& each) { return !each.answers.empty(); });
}

// Where what is written now belongs: to the answers that stand, as far as they open here. Whoever sees neither them nor that they are not
// there writes for the fewest readers: what they wrote may be read by too few, never by too many.
std::map<std::uint8_t, std::uint8_t> narrowedIn(const Programme& programme, const OpenedRecord& record) {
  std::map<std::uint8_t, std::uint8_t> out;
  for (std::uint8_t of = 0; of < programme.compartments.size(); ++of) {
    std::optional<std::uint8_t> into, fewest;
    bool unseen = false;
    for (std::uint8_t each = 0; each < programme.compartments.size(); ++each) {
      if (!isNarrower(programme, each, of)) continue;
      const auto opened = record.compartments.find(programme.compartments[each].name);
      unseen = unseen || opened == record.compartments.end() || !opened->second.opened;
      if (hasAnswers(record, programme.compartments[each].name)) into = each;
      if (!fewest || programme.compartments[each].readers.size() < programme.compartments[*fewest].readers.size()) fewest = each;
    }
    if (!into && unseen && !hasAnswers(record, programme.compartments[of].name)) into = fewest;
    if (into) out.emplace(of, *into);
  }
  return out;
}

}  // namespace

Result<std::vector<RevisionId>> contextOf(Vault& vault, const std::vector<RevisionRow>& revisions) {
  std::map<ScopeId, std::map<StationId, std::uint64_t>> ends;
  std::map<WriterId, std::uint64_t> seen;
  for (const RevisionRow& row : revisions) {
    if (row.station != vault.station()) {
      auto [scope, fresh] = ends.try_emplace(row.scope);
      if (fresh) {
        LIMEN_ASSIGN(const auto found, vault.store().chainEnds(row.scope));
        for (const ChainEnd& end : found) scope->second[end.station] = end.counter;
      }
      if (row.counter == 0 || row.counter > scope->second[row.station]) continue;
    }
    const RevisionId& id = row.revision.header().id;
    seen[id.writer] = std::max(seen[id.writer], id.counter);
  }
  std::vector<RevisionId> out;
  for (const auto& [writer, counter] : seen) out.push_back({writer, counter});
  return out;
}

Result<void> writePatch(Vault& vault, const std::shared_ptr<const Programme>& programme, const RecordId& record,
                        const std::vector<RevisionRow>& revisions, const MinimalRecord& minimal, std::string_view act,
                        const std::vector<RetentionBound>& bounds) {
  LIMEN_ASSIGN(const bool erased, vault.store().isErased(record));
  if (erased) return unexpected(ErasureError::erased);  // it wins over whatever is written
  LIMEN_ASSIGN(const ShiftKeys* keys, vault.shiftKeys(*programme));
  LIMEN_ASSIGN(auto context, contextOf(vault, revisions));
  // Only to see where it belongs: nothing of it comes out.
  LIMEN_ASSIGN(const OpenedRecord standing, openRecord(vault, revisions, OwnShift::opens, SecondPerson::present));
  const RevisionPlace place{record, vault.nextRevision(), std::move(context), bounds, {}, narrowedIn(*programme, standing)};
  LIMEN_ASSIGN(const Sealed sealed, seal(minimal, place, *keys, vault.random()));
  FinishedRecord out;
  out.scope = vault.scope(*programme);
  out.form = programme->id;
  out.revision = &sealed.revision;
  out.seed = sealed.seed;
  out.savedMs = toUnixMs(vault.clock().now());
  out.audit = vault.act(act, record);
  const std::string group = vault.directory().siteGroup(vault.site());
  for (const SealedPart& part : sealed.revision.parts()) {
    const std::string& name = programme->compartments[part.compartment].name;
    out.erasureParts.emplace_back(part.compartment, erasurePart(sealed.seed, name));
    if (vault.directory().reads(vault.user(), name, group) && vault.opens(*programme, name))
      out.keptParts |= static_cast<std::uint16_t>(1u << part.compartment);
  }
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().finish(vault.station(), out));
  LIMEN_TRY(vault.store().indexAnew(record));  // its words are merged from all its revisions
  LIMEN_TRY(transaction.commit());
  LIMEN_TRY(indexPulled(vault, kIndexedAtOnce));
  return {};
}

}  // namespace limen
