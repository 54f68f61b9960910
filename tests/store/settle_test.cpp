// SPDX-License-Identifier: Apache-2.0
// Nothing reads or writes past a record that waits to be filed. A store in which filing fails shows who files first: each of them fails
// as filing did, and none says what a store without those records would say.
#include <functional>

#include "station_support.h"
#include "store/station_copy.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr int kMostThatWait = 32;

template <class T>
std::string causeOf(const Result<T>& result) {
  return result ? "it went through" : result.error().context();
}

}  // namespace

TEST_CASE("whoever reads or writes what finished records change files them first", "[store]") {
  const Folder folder;
  SeededRandom random(23);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  must(store.database().execute("CREATE TRIGGER refuse BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'refused'); END"));
  std::vector<RecordId> made;
  for (int i = 0; i < kMostThatWait; ++i) made.push_back(officer.finish("person"));
  const RecordId record = made.front();
  const ScopeId scope = officer.scope();
  const StationId station = officer.station();
  const PulledChain others(random, scope, 2);
  const SealedRevision oneMore = sealed(random, RecordId::make(random));

  const std::string wanted = causeOf(store.settle());
  REQUIRE(wanted.starts_with("sqlite "));
  const std::vector<std::pair<const char*, std::function<std::string()>>> acts{
      {"records", [&] { return causeOf(store.records("", 0, 10)); }},
      {"records by word", [&] { return causeOf(store.records("person", 0, 10)); }},
      {"countRecords", [&] { return causeOf(store.countRecords("")); }},
      {"countRecords by word", [&] { return causeOf(store.countRecords("person")); }},
      {"record", [&] { return causeOf(store.record(record)); }},
      {"revisions", [&] { return causeOf(store.revisions(record)); }},
      {"counts", [&] { return causeOf(store.counts()); }},
      {"indexRecord", [&] { return causeOf(store.indexRecord(record, {{"given_name", "another"}}, "another")); }},
      {"indexAnew", [&] { return causeOf(store.indexAnew(record)); }},
      {"unindexed", [&] { return causeOf(store.unindexed(10)); }},
      {"forgetPulledIndex", [&] { return causeOf(store.forgetPulledIndex()); }},
      {"forgetIndex", [&] { return causeOf(store.forgetIndex()); }},
      {"safeBefore", [&] { return causeOf(store.safeBefore(1, 10)); }},
      {"forgetAnswers", [&] { return causeOf(store.forgetAnswers(record, 1)); }},
      {"forgetShiftErasureParts", [&] { return causeOf(store.forgetShiftErasureParts()); }},
      {"outboxScopes", [&] { return causeOf(store.outboxScopes()); }},
      {"outbox", [&] { return causeOf(store.outbox(scope, 0, 1 << 20)); }},
      {"outboxCount", [&] { return causeOf(store.outboxCount()); }},
      {"ownChain", [&] { return causeOf(store.ownChain(station, scope)); }},
      {"confirm", [&] { return causeOf(store.confirm(station, {{scope, 1, 1, 1, true}})); }},
      {"apply", [&] { return causeOf(store.apply(others.pulled(1, 2, 1))); }},
      {"chainEnds", [&] { return causeOf(store.chainEnds(scope)); }},
      {"discardDraft", [&] { return causeOf(store.discardDraft(DraftId::make(random), auditAct("draft.discard"))); }},
      {"audit", [&] { return causeOf(store.audit(auditAct("unlock"))); }},
      {"auditEntries", [&] { return causeOf(store.auditEntries(1, 10)); }},
      {"logHead", [&] { return causeOf(store.logHead()); }},
      {"eachOwnRevision", [&] { return causeOf(eachOwnRevision(store, [](const OwnRevision&) { return Result<void>(); })); }},
      {"ownChains", [&] { return causeOf(ownChains(store)); }},
      {"finish, when no more may wait", [&] { return causeOf(store.finish(station, officer.form(oneMore, "one more"))); }}};
  for (const auto& [name, act] : acts) {
    INFO(name);
    CHECK(act() == wanted);
  }
  // None of them has changed anything.
  must(store.database().execute("DROP TRIGGER refuse"));
  CHECK(must(store.counts()).records == kMostThatWait);
  CHECK(must(store.records("person", 0, 100)).size() == kMostThatWait);
  CHECK(must(store.auditEntries(1, 100)).size() == kMostThatWait);
  CHECK(must(store.finish(station, officer.form(oneMore, "one more"))) == kMostThatWait + 1);
}

TEST_CASE("a record with a correction that waits is not among those whose answers may go", "[store]") {
  const Folder folder;
  SeededRandom random(24);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  const RecordId record = officer.finish("person");
  officer.confirm(1, 1, true);
  REQUIRE(must(store.safeBefore(1'000, 10)) == std::vector<RecordId>{record});
  officer.amend(record, "person corrected");
  CHECK(must(store.safeBefore(1'000, 10)).empty());
}
