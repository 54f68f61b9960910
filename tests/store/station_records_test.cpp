// SPDX-License-Identifier: Apache-2.0
#include "station_support.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("a finished record is in the list, in the outbox and in the log, and its draft is gone", "[store]") {
  const Folder folder;
  SeededRandom random(1);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  DraftRow draft;
  draft.id = DraftId::make(random);
  draft.user = UserId::make(random);
  draft.form = "arrival";
  draft.content = Bytes(100, 7);
  must(store.saveDraft(draft));
  draft.content = Bytes(120, 8);
  must(store.saveDraft(draft));
  REQUIRE(must(store.drafts(draft.user)).size() == 1);
  CHECK((must(store.drafts(draft.user))[0].content == draft.content));
  CHECK(must(store.drafts(UserId::make(random))).empty());

  const RecordId record = RecordId::make(random);
  const SealedRevision revision = sealed(random, record);
  FinishedRecord finished = officer.form(revision, "Synthetic Person One");
  finished.draft = draft.id;
  CHECK(must(store.finish(officer.station(), finished)) == 1);

  CHECK(must(store.drafts(draft.user)).empty());
  const auto rows = must(store.records("", 0, 10));
  REQUIRE(rows.size() == 1);
  CHECK((rows[0].record == record && rows[0].form == "arrival" && rows[0].summary == "Synthetic Person One"));
  CHECK((rows[0].ours && !rows[0].confirmed && rows[0].revisions == 1 && rows[0].savedMs == finished.savedMs));
  const auto revisions = must(store.revisions(record));
  REQUIRE(revisions.size() == 1);
  CHECK((revisions[0].revision.serialise() == revision.serialise()));
  CHECK((revisions[0].station == officer.station() && revisions[0].scope == officer.scope() && revisions[0].counter == 1));
  CHECK((revisions[0].erasureParts == finished.erasureParts));
  const auto outbox = must(store.outbox(officer.scope(), 0, 1 << 20));
  REQUIRE(outbox.size() == 1);
  CHECK((outbox[0].revision == revision.serialise() && outbox[0].seed == finished.seed));
  CHECK(outbox[0].before.isZero());
  CHECK((outbox[0].after == chainStep(Hash{}, revision.hash())));
  CHECK(must(store.auditEntries(1, 10)).size() == 1);
  CHECK(store.revisions(RecordId::make(random)).error().is(StoreError::notFound));
}

TEST_CASE("a record that cannot be filed yet waits, counted and chained, and nothing passes it by", "[store]") {
  const Folder folder;
  SeededRandom random(21);
  std::optional<StationStore> store(must(StationStore::create(folder / "station.db", keyOf(1))));
  std::optional<Officer> officer(std::in_place, random, *store);
  must(store->database().execute("CREATE TRIGGER refuse BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'refused'); END"));
  const RecordId first = officer->finish("first"), second = officer->finish("second");
  const std::atomic<bool> never{false};
  CHECK_FALSE(store->counts().has_value());
  CHECK_FALSE(store->audit(auditAct("unlock")).has_value());
  CHECK_FALSE(store->records("first", 0, 10).has_value());
  CHECK_FALSE(store->countRecords("").has_value());
  CHECK_FALSE(store->record(first).has_value());
  CHECK_FALSE(store->unindexed(10).has_value());
  CHECK_FALSE(store->outboxScopes().has_value());
  CHECK_FALSE(store->outboxCount().has_value());
  CHECK_FALSE(store->logHead().has_value());
  CHECK_FALSE(store->auditEntries(1, 10).has_value());
  must(StationStore::checkRows(folder / "station.db", keyOf(1), never));
  store.emplace(must(StationStore::open(folder / "station.db", keyOf(1))));
  CHECK_FALSE(store->counts().has_value());
  must(store->database().execute("DROP TRIGGER refuse"));
  CHECK(must(store->counts()).records == 2);
  CHECK(must(store->outboxCount()) == 2);
  CHECK(must(store->records("first", 0, 10)).at(0).record == first);
  const auto revisions = must(store->revisions(second));
  CHECK(revisions.at(0).counter == 2);
  const auto entries = must(store->auditEntries(1, 10));
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].previous == entries[0].hash);
  CHECK(entries[1].hash == auditHash(2, entries[0].hash, entries[1].act));
  must(StationStore::checkRows(folder / "station.db", keyOf(1), never));
}

TEST_CASE("more records than wait at once, in two chains, file in their order", "[store]") {
  const Folder folder;
  SeededRandom random(22);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer here(random, store), there(random, store);
  for (int i = 0; i < 90; ++i) (i % 3 == 0 ? there : here).finish("person " + std::to_string(i));
  CHECK(must(store.ownChain(here.station(), here.scope())).counter == 60);
  CHECK(must(store.ownChain(there.station(), there.scope())).counter == 30);
  CHECK(must(store.auditEntries(1, 100)).size() == 90);
  CHECK(must(store.records("person", 0, 100)).size() == 90);
  CHECK(must(store.outbox(here.scope(), 0, 1 << 20)).size() == 60);
  const std::atomic<bool> never{false};
  must(StationStore::checkRows(folder / "station.db", keyOf(1), never));
}

TEST_CASE("an act whose log entry cannot be written does not happen", "[store]") {
  const Folder folder;
  SeededRandom random(2);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("before");
  must(store.settle());
  DraftRow draft;
  draft.id = DraftId::make(random);
  draft.user = UserId::make(random);
  must(store.saveDraft(draft));
  must(store.database().execute("CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'refused'); END"));
  must(store.database().execute("CREATE TRIGGER refuse_finished BEFORE INSERT ON pending BEGIN SELECT RAISE(ABORT, 'refused'); END"));
  const SealedRevision revision = sealed(random, RecordId::make(random));
  FinishedRecord finished = officer.form(revision, "never");
  finished.draft = draft.id;
  CHECK_FALSE(store.finish(officer.station(), finished).has_value());
  CHECK_FALSE(store.discardDraft(draft.id, auditAct("draft.discard")).has_value());
  CHECK_FALSE(store.audit(auditAct("unlock")).has_value());
  CHECK(must(store.records("", 0, 10)).size() == 1);
  CHECK(must(store.countRecords("never")) == 0);
  CHECK(must(store.outbox(officer.scope(), 0, 1 << 20)).size() == 1);
  CHECK(must(store.outboxCount()) == 1);
  CHECK(must(store.drafts(draft.user)).size() == 1);
  CHECK(must(store.ownChain(officer.station(), officer.scope())).counter == 1);
  must(store.database().execute("DROP TRIGGER refuse; DROP TRIGGER refuse_finished"));
  CHECK(must(store.finish(officer.station(), finished)) == 2);
  must(store.discardDraft(DraftId::make(random), auditAct("draft.discard")));
}

TEST_CASE("the log is a chain that anybody can compute again", "[store]") {
  const Folder folder;
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  for (int i = 0; i < 5; ++i) {
    AuditAct act = auditAct(i % 2 == 0 ? "unlock" : "record.read");
    act.pseudonym.fill(static_cast<Byte>(i));
    act.wallMs += i;
    must(store.audit(act));
  }
  const auto entries = must(store.auditEntries(1, 100));
  REQUIRE(entries.size() == 5);
  Hash previous;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(entries[i].seq == i + 1);
    CHECK((entries[i].previous == previous));
    CHECK((entries[i].hash == auditHash(entries[i].seq, previous, entries[i].act)));
    previous = entries[i].hash;
  }
  AuditAct changed = entries[2].act;
  changed.result = "wrongKey";
  CHECK((auditHash(3, entries[2].previous, changed) != entries[2].hash));
  CHECK(must(store.auditEntries(4, 1)).at(0).seq == 4);
  // The layout does not change: written out by hand once.
  AuditAct fixed;
  fixed.act = "unlock";
  fixed.result = "ok";
  ByteWriter layout;
  layout.u64(1)
      .raw(Bytes(32, 0))
      .raw(Bytes(16, 0))
      .u8(6)
      .raw(bytesOf("unlock"))
      .raw(Bytes(16, 0))
      .u8(2)
      .raw(bytesOf("ok"))
      .u64(0)
      .u64(0);
  CHECK((auditHash(1, Hash{}, fixed) == hash256({bytesOf("limen/audit/v1"), layout.bytes()})));
}

TEST_CASE("an act inside a larger transaction goes with it", "[store]") {
  const Folder folder;
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  {
    Transaction transaction = must(Transaction::begin(store.database()));
    must(store.audit(auditAct("record.read")));
  }
  CHECK(must(store.auditEntries(1, 10)).empty());
  Transaction transaction = must(Transaction::begin(store.database()));
  must(store.audit(auditAct("record.read")));
  must(transaction.commit());
  CHECK(must(store.auditEntries(1, 10)).size() == 1);
}

TEST_CASE("a record is found by the beginning of any of its words, in any script, however its marks are typed", "[store]") {
  const Folder folder;
  SeededRandom random(3);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("Zo\u00eb al-Synthetic 0042");
  officer.finish(
      "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f \u0627\u0644\u062a\u062c\u0631\u064a\u0628\u064a");  // with vowel marks
  officer.finish("\u041f\u0440\u0438\u043c\u0435\u0440 \u041b\u0438\u0446\u043e");
  officer.finish("\u0930\u093e\u092e \u092a\u0930\u0940\u0915\u094d\u0937\u0923");
  const auto found = [&](std::string_view words) {
    const auto rows = must(store.records(words, 0, 10));
    CHECK(must(store.countRecords(words)) == rows.size());
    return rows.size() == 1 ? rows[0].summary.substr(0, 4) : std::to_string(rows.size());
  };
  CHECK(found("zoe") == "Zo\u00eb");
  CHECK(found("ZOE\u0308") == "Zo\u00eb");  // the accent as a mark of its own
  CHECK(found("synth") == "Zo\u00eb");
  CHECK(found("al-synth") == "Zo\u00eb");
  CHECK(found("004 zo") == "Zo\u00eb");
  CHECK(found("zoe other") == "0");
  CHECK(found("ynthetic") == "0");
  CHECK(found("\u0645\u062d\u0645\u062f") == "\u0645\u064f");
  CHECK(found("\u043f\u0440\u0438\u043c") == "\u041f\u0440");
  CHECK(found("\u0930\u093e\u092e") == std::string("\u0930\u093e\u092e").substr(0, 4));
  CHECK(found("") == "4");
  CHECK(found("   ") == "4");
}

TEST_CASE("nothing that is typed into the search is an error or an operator", "[store]") {
  const Folder folder;
  SeededRandom random(4);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("Synthetic or not and near");
  for (const char* typed : {"\"",
                            "\"\"",
                            "'",
                            "*",
                            "-",
                            "--",
                            "a\"b",
                            "(",
                            ")",
                            "synthetic)",
                            "NOT",
                            "AND",
                            "OR",
                            "NEAR(",
                            "NEAR(a b)",
                            "text:synthetic",
                            "{text}:x",
                            "^synthetic",
                            "a*b",
                            "%",
                            "\\",
                            ";",
                            "synthetic\" OR \"x",
                            "\x01",
                            "\xff\xfe",
                            "\xc3",
                            "\xcc",
                            "+",
                            ", ,"}) {
    INFO(typed);
    CHECK(store.records(typed, 0, 10).has_value());
    CHECK(store.countRecords(typed).has_value());
  }
  CHECK(must(store.countRecords(std::string_view("synth\0etic", 10))) == 0);
  CHECK(must(store.countRecords(std::string(100'000, '"'))) == 1);
  CHECK(store.countRecords(std::string(100'000, 'x')).has_value());
  for (int round = 0; round < 2000; ++round) {
    Bytes noise(random.below(40));
    random.fill(noise);
    REQUIRE(store.countRecords(textOf(noise)).has_value());
  }
  CHECK(must(store.countRecords("NOT")) == 1);  // a word like any other
  CHECK(must(store.countRecords("synthetic OR nobody")) == 0);
  CHECK(must(store.countRecords("text:synthetic")) == 0);
}

TEST_CASE("pages of the list are whole, newest first, without a row twice or missing", "[store]") {
  const Folder folder;
  SeededRandom random(5);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  for (int i = 0; i < 53; ++i) officer.finish("person " + std::to_string(i) + (i % 2 == 0 ? " even" : " odd"));
  for (const char* words : {"", "person"}) {
    std::vector<std::string> summaries;
    for (std::uint32_t offset = 0; offset < 60; offset += 7) {
      for (const RecordRow& row : must(store.records(words, offset, 7))) summaries.push_back(row.summary);
    }
    REQUIRE(summaries.size() == 53);
    for (int i = 0; i < 53; ++i) {
      CHECK(summaries[static_cast<std::size_t>(i)] == "person " + std::to_string(52 - i) + (i % 2 == 0 ? " even" : " odd"));
    }
  }
  CHECK(must(store.countRecords("")) == 53);
  CHECK(must(store.countRecords("even")) == 27);
  CHECK(must(store.countRecords("person 5 odd")) == 2);  // 5 and 51
  CHECK(must(store.records("", 53, 10)).empty());
  CHECK(must(store.records("", 0, 0)).empty());
}

TEST_CASE("an amended record is one record, found by its new words only", "[store]") {
  const Folder folder;
  SeededRandom random(6);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  const RecordId record = officer.finish("Mistyped Name");
  CHECK(officer.amend(record, "Corrected Name") == 2);
  CHECK(must(store.counts()).records == 1);
  CHECK(must(store.countRecords("mistyped")) == 0);
  CHECK(must(store.countRecords("corrected")) == 1);
  CHECK(must(store.revisions(record)).size() == 2);
  CHECK(must(store.records("", 0, 5)).at(0).revisions == 2);
  CHECK(must(store.database().integrityHolds()));
}

TEST_CASE("closing the shift forgets the erasure parts that only the shift justified", "[store]") {
  const Folder folder;
  SeededRandom random(7);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  const RecordId record = officer.finish("someone");
  CHECK(must(store.revisions(record)).at(0).erasureParts.size() == 1);
  must(store.forgetShiftErasureParts());
  CHECK(must(store.revisions(record)).at(0).erasureParts.empty());
}

TEST_CASE("what the organisation signed and the shift's objects and keys stay over a restart", "[store]") {
  const Folder folder;
  SeededRandom random(8);
  const ShiftId shift = ShiftId::make(random);
  const PackageHash old = PackageHash::make(random), fresh = PackageHash::make(random);
  {
    StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
    must(store.put("identity", bytesOf("one")));
    must(store.put("identity", bytesOf("two")));
    must(store.putShiftObject(shift, bytesOf("object")));
    must(store.putShiftObject(shift, bytesOf("another")));
    must(store.putShiftKeys(shift, "arrival", bytesOf("wrapped")));
    must(store.putPackage(old, "arrival", 1, bytesOf("old")));
    must(store.putPackage(fresh, "arrival", 2, bytesOf("fresh")));
    must(store.putGrant(UserId{}, "health", "north", 1, bytesOf("grant")));
    must(store.putGrant(UserId{}, "health", "north", 2, bytesOf("grant of the next epoch")));
  }
  CHECK(StationStore::create(folder / "station.db", keyOf(1)).error().is(StoreError::duplicate));
  CHECK(StationStore::open(folder / "other.db", keyOf(1)).error().is(StoreError::missing));
  StationStore store = must(StationStore::open(folder / "station.db", keyOf(1)));
  CHECK(textOf(must(store.get("identity")).value()) == "two");
  CHECK_FALSE(must(store.get("nothing")).has_value());
  CHECK(textOf(must(store.shiftObject(shift)).value()) == "object");  // the first stays
  REQUIRE(must(store.shiftKeys()).size() == 1);
  must(store.dropShiftKeys());
  CHECK(must(store.shiftKeys()).empty());
  const auto packages = must(store.packages());
  REQUIRE(packages.size() == 2);
  CHECK((packages[0].hash == fresh && packages[0].version == 2));
  CHECK(textOf(must(store.package(old)).value()) == "old");
  CHECK(must(store.grants()).size() == 2);
}
