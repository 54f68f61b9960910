// SPDX-License-Identifier: Apache-2.0
// The set hash of a store: kept with every change, and not added up to by pages of different ages.
#include "store/row_set.h"

#include <map>
#include <set>

#include "station_support.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::size_t kPage = 8192;
const std::atomic<bool> kNever{false};

Result<void> check(const std::filesystem::path& file) {
  return StationStore::checkRows(file, keyOf(1), kNever);
}

// A change of every kind that a store knows.
void change(StationStore& store, Officer& officer, Random& random, std::uint64_t round) {
  const std::string word = "synthetic" + std::to_string(round);
  const RecordId record = officer.finish(word);
  officer.amend(record, word + " amended");
  must(store.indexRecord(record, {{"given_name", word}}, word));
  if (round % 3 == 2) officer.confirm(2 * round - 2, 2 * round - 1, round % 2 == 0, 0);
  DraftRow draft;
  draft.id = DraftId::make(random);
  draft.user.value.fill(7);
  draft.form = "arrival";
  draft.content = Bytes(500, static_cast<Byte>(round));
  must(store.saveDraft(draft));
  draft.content = Bytes(700, static_cast<Byte>(round));
  must(store.saveDraft(draft));
  if (round % 2 == 0) must(store.discardDraft(draft.id, auditAct("draft.discard")));
  must(store.put("value", bytesOf(word)));
  must(store.putShiftObject(ShiftId::make(random), bytesOf(word)));
  must(store.putShiftKeys(ShiftId::make(random), "arrival", bytesOf(word)));
  if (round % 5 == 4) must(store.dropShiftKeys());
  must(store.putPackage(PackageHash::make(random), "arrival", round, Bytes(300, 1)));
  must(store.putGrant(UserId{}, "health", "north", static_cast<std::uint32_t>(round), bytesOf(word)));
  const PulledChain chain(random, officer.scope(), 4);
  must(store.apply(chain.pulled(1, 2, 4 * round + 1)));
  must(store.apply(chain.pulled(3, 4, 4 * round + 3)));  // with a gap before it, so that `seen` has rows
  must(store.pullAgain(officer.scope()));
  if (round % 4 == 3) must(store.forgetPulledIndex());
  const auto head = must(store.logHead());
  must(store.putCheckpoint(Checkpoint::make(officer.station(), head.tree, head.hash, head.trustedMs, Signer::generate())));
}

std::int64_t rootOf(StationStore& store, std::string_view table) {
  Statement& root = store.database().cached("SELECT rootpage FROM sqlite_schema WHERE name = ?");
  root.bind(1, table);
  REQUIRE(must(root.step()));
  const std::int64_t page = root.integer(0);
  root.reset();
  return page;
}

}  // namespace

TEST_CASE("the set hash follows every kind of change, undone ones too", "[store]") {
  const Folder folder;
  SeededRandom random(11);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  must(check(folder / "station.db"));
  Officer officer(random, store);
  for (std::uint64_t round = 1; round <= 10; ++round) {
    INFO("round " << round);
    change(store, officer, random, round);
    must(check(folder / "station.db"));
    {
      const Transaction undone = must(Transaction::begin(store.database()));
      officer.finish("undone");
    }
    must(check(folder / "station.db"));
    {
      Transaction outer = must(Transaction::begin(store.database()));
      must(store.put("kept", bytesOf("kept")));
      {
        const Transaction part = must(Transaction::begin(store.database()));
        officer.finish("a part undone");
      }
      must(outer.commit());
    }
    must(check(folder / "station.db"));
  }
  must(store.forgetShiftErasureParts());
  must(check(folder / "station.db"));
  CHECK(must(store.database().integrityHolds()));
}

TEST_CASE("a change beside the set hash is undone and answers an error", "[store]") {
  const Folder folder;
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  CHECK(store.database().execute("INSERT INTO named VALUES('stray', x'00')").error().is(StoreError::failed));
  CHECK_FALSE(must(store.get("stray")).has_value());
  must(store.put("not stray", bytesOf("0")));
  must(check(folder / "station.db"));
}

TEST_CASE("a page of an older copy in any table or index is found", "[store]") {
  const Folder folder;
  const auto file = folder / "station.db";
  SeededRandom random(12);
  std::optional<Officer> officer;
  std::string old;
  {
    StationStore store = must(StationStore::create(file, keyOf(1)));
    officer.emplace(random, store);
    for (std::uint64_t round = 1; round <= 12; ++round) change(store, *officer, random, round);
    officer->finish("waits to be filed");
  }
  old = contentOf(file);
  {
    StationStore store = must(StationStore::open(file, keyOf(1)));
    Officer next(random, store);
    for (std::uint64_t round = 1; round <= 6; ++round) change(store, next, random, round);
    next.finish("waits in its place");
  }
  // The one table that is not compared: it says where in the index of words a search begins, and holds no row of anybody's.
  std::int64_t wayIntoTheIndex = 0;
  {
    StationStore store = must(StationStore::open(file, keyOf(1)));
    wayIntoTheIndex = rootOf(store, "words_idx");
  }
  const std::string fresh = contentOf(file);
  must(check(file));
  std::size_t spliced = 0;
  for (std::size_t at = kPage; at + kPage <= old.size(); at += kPage) {
    if (old.compare(at, kPage, fresh, at, kPage) == 0) continue;
    std::string mixed = fresh;
    mixed.replace(at, kPage, old, at, kPage);
    write(file, mixed);
    ++spliced;
    INFO("page " << at / kPage + 1);
    const auto checked = check(file);
    if (static_cast<std::int64_t>(at / kPage + 1) == wayIntoTheIndex) continue;
    REQUIRE_FALSE(checked.has_value());
    CHECK((checked.error().is(StoreError::mixedAges) || checked.error().is(StoreError::damaged)));
    CHECK((contentOf(file) == mixed));
  }
  CHECK(spliced >= 15);
  write(file, fresh);
  must(check(file));
}

TEST_CASE("a record filed since does not come back by the page on which it waited", "[store]") {
  const Folder folder;
  const auto file = folder / "station.db";
  SeededRandom random(14);
  std::int64_t page = 0;
  {
    StationStore store = must(StationStore::create(file, keyOf(1)));
    page = rootOf(store, "pending");
    Officer officer(random, store);
    officer.finish("first");
    must(store.settle());
    officer.finish("waits");
  }
  must(check(file));
  const std::string old = contentOf(file);
  CHECK(must(must(StationStore::open(file, keyOf(1))).counts()).records == 2);
  must(check(file));
  std::string mixed = contentOf(file);
  const auto at = static_cast<std::size_t>(page - 1) * kPage;
  REQUIRE(old.compare(at, kPage, mixed, at, kPage) != 0);
  mixed.replace(at, kPage, old, at, kPage);
  write(file, mixed);
  CHECK(check(file).error().is(StoreError::mixedAges));
}

TEST_CASE("a whole check stops when it is told to", "[store]") {
  const Folder folder;
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const std::atomic<bool> cancelled{true};
  CHECK(StationStore::checkRows(folder / "station.db", keyOf(1), cancelled).error().is(StoreError::failed));
}

TEST_CASE("a revision that its chain does not carry is damage when it is read", "[store]") {
  const Folder folder;
  SeededRandom random(13);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("first");
  const RecordId record = officer.finish("second");
  CHECK(must(store.revisions(record)).size() == 1);
  const Bytes other = sealedBytes(random, record, 1);
  must(store.database().cached("UPDATE revision SET revision = ? WHERE key = (SELECT max(key) FROM revision)").bind(1, ByteView(other)).run());
  CHECK(store.revisions(record).error().is(StoreError::damaged));
}
