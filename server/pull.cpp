// SPDX-License-Identifier: Apache-2.0
#include "server/pull.h"

#include <algorithm>
#include <map>

#include "core/planted.h"
#include "sync/run.h"

namespace limen {
namespace {

constexpr std::string_view kOperational = "operational";  // read by everybody of the site group

}  // namespace

std::optional<std::set<std::string>> readableIn(const Registry::View& view, const Station& station, const ScopeId& scope) {
  const auto place = view.scopes.find(scope);
  if (place == view.scopes.end()) return std::nullopt;
  std::set<std::string> compartments;
  const std::string& group = place->second.siteGroup;
  if (view.directory.siteGroup(station.site()) == group) compartments.emplace(kOperational);
  for (const Reading& reading : view.directory.content().readings()) {
    if (reading.site_group() != group) continue;
    const auto& users = station.users();
    if (std::find(users.begin(), users.end(), reading.user()) == users.end()) continue;
    const auto user = UserId::from(bytesOf(reading.user()));
    if (user && view.directory.reads(*user, reading.compartment(), group)) compartments.insert(reading.compartment());
  }
  if (compartments.empty()) return std::nullopt;
  return compartments;
}

Result<NumberedRun> runFor(const StoredRun& stored, const std::set<std::string>& compartments, const PublicKey& stationBox,
                           std::set<ShiftId>& sent) {
  Run run;
  run.station = stored.run.station;
  run.scope = stored.run.scope;
  run.first = stored.run.first;
  run.last = stored.run.last;
  run.before = stored.run.before;
  run.after = stored.run.after;
  if (stored.run.signature.size() != run.signature.size()) return unexpected(StoreError::damaged, "signature");
  std::copy(stored.run.signature.begin(), stored.run.signature.end(), run.signature.begin());
  std::map<ShiftId, std::uint16_t> given;  // per shift, which of its compartments
  for (const Bytes& bytes : stored.run.shiftObjects) {
    LIMEN_ASSIGN(ShiftObject object, ShiftObject::parse(bytes));
    std::uint16_t mask = 0;
    for (std::size_t i = 0; i < object.entries.size(); ++i) {
      if (compartments.contains(object.entries[i].compartment)) mask = static_cast<std::uint16_t>(mask | 1u << i);
    }
    given[object.shift] = mask;
    if (sent.insert(object.shift).second && !(LIMEN_BUG("shift-object-left-out") && stored.run.first > 1)) run.shiftObjects.push_back(std::move(object));
  }
  Bytes parts;
  for (const StoredRevision& revision : stored.run.revisions) {
    LIMEN_ASSIGN(const SealedRevision whole, SealedRevision::parse(revision.revision));
    std::uint16_t mask = given[whole.header().shift];
    std::map<std::uint8_t, ErasurePart> known(revision.erasureParts.begin(), revision.erasureParts.end());
    for (const SealedPart& part : whole.parts()) {
      // Without its erasure part a ciphertext opens for nobody: it was erased, and its hash is what remains.
      const auto bit = static_cast<std::uint16_t>(1u << part.compartment);
      if (!known.contains(part.compartment)) mask = static_cast<std::uint16_t>(mask & ~bit);
      if (mask & bit) parts.insert(parts.end(), known[part.compartment].begin(), known[part.compartment].end());
    }
    run.revisions.push_back(whole.withOnly(mask));
  }
  if (run.revisions.size() != run.last - run.first + 1) return unexpected(StoreError::damaged, "run");
  if (!parts.empty()) {
    LIMEN_ASSIGN(run.erasureParts, sealTo(stationBox, parts));
    wipe(parts);
  }
  NumberedRun out;
  out.set_number(stored.number);
  const Bytes bytes = run.serialise();
  out.set_run(bytes.data(), bytes.size());
  return out;
}

}  // namespace limen
