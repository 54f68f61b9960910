// SPDX-License-Identifier: Apache-2.0
#include "station/duplicates.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>

#include "access.h"
#include "core/files.h"
#include "station/key_rotation.h"
#include "store/alike_words.h"
#include "store/person_prints.h"

using namespace limen;
using namespace limen::test;

namespace {

std::string personJson(const std::string& given, const std::string& family, int year, const std::string& sex = "woman") {
  return R"({"crossing_point": "river_post", "arrival_date": "2026-11-17", "travelling_with": "alone", "spoken_language": "ti",
    "interpreter": "no", "given_name": ")" + given + R"(", "family_name": ")" + family + R"(", "birth_date_known": "no", "birth_year": )" +
         std::to_string(year) + R"(, "sex": ")" + sex + R"(", "missing_relative": "no", "needs": ["shelter"], "doctor_now": "no",
    "difficulties": "none", "daily_medicine": "no", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes", "limen_consent_family_unity": "yes", "limen_consent_legal_help": "yes", "limen_consent_contact": "yes"})";
}

struct Border {
  Border() {
    const auto book = must(forms::readWorkbook(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
    world.addPackage(programmeOf(book, world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
  }
  World world{{"operational", "identity", "family", "health", "legal"}};
  Desk desk;
};

std::vector<std::string> words(const std::vector<Likeness>& reasons) {
  std::vector<std::string> out;
  for (const Likeness reason : reasons) out.emplace_back(nameOf(reason));
  return out;
}
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("whoever is asked a second time is suggested at capture, from records and open drafts, with reasons", "[station]") {
  Border at;
  Vault vault = at.world.unlockInShift(at.desk);
  const auto programme = must(vault.programmes()).front();
  const RecordId first = must(importRecord(vault, programme, personJson("Наталья", "Щербакова", 1984)));
  must(importRecord(vault, programme, personJson("Sample", "Other", 1984)));

  Intake waiting = begun(vault, programme, "English");
  answer(waiting, "given_name", "Natalia");
  must(waiting.save());
  DuplicateSearch search = must(DuplicateSearch::open(vault));
  CHECK(must(search.like(waiting)).empty());  // one name alone, and its own draft

  answer(waiting, "family_name", "Schtscherbakowa");
  answer(waiting, "birth_date_known", "no");
  answer(waiting, "birth_year", "1985");
  const auto found = must(search.like(waiting));
  REQUIRE(found.size() == 1);
  CHECK(found[0].record == first);
  CHECK(words(found[0].reasons) == Words{"same names in another spelling or script", "born within a year"});
  must(waiting.save());

  search = must(DuplicateSearch::open(vault));
  const RecordId third = must(importRecord(vault, programme, personJson("Shcherbakova", "Natalya", 1985)));
  const auto both = must(search.like(third));
  REQUIRE(both.size() == 2);
  CHECK(std::any_of(both.begin(), both.end(), [&](const Alike& one) { return one.draft == waiting.draft(); }));
  CHECK(std::any_of(both.begin(), both.end(), [&](const Alike& one) { return one.record == first; }));
  CHECK(must(vault.store().counts()).records == 3);  // nothing was merged
  must(search.add(third));
  CHECK(must(search.like(waiting)).size() == 2);

  const auto entries = must(vault.store().auditEntries(1, 1000));
  CHECK(std::count_if(entries.begin(), entries.end(), [](const AuditEntry& entry) { return entry.act.act == "record.alike"; }) == 3);
}

TEST_CASE("after the shift a station still compares, reads nothing, and forgets at ninety days or with its key", "[station]") {
  Border at;
  std::optional<Vault> vault(at.world.unlockInShift(at.desk));
  const auto programme = must(vault->programmes()).front();
  const RecordId first = must(importRecord(*vault, programme, personJson("Zqpersona", "Zqfamilia", 1984)));
  must(vault->closeShift());
  vault.reset();
  vault.emplace(at.world.unlockInShift(at.desk));

  Database& database = vault->store().database();
  const auto row = must(printOf(database, first));
  REQUIRE(row);
  const std::string content(row->content.begin(), row->content.end());
  CHECK(content.find("Zq") == std::string::npos);
  // The same answers under another station's key leave a print that shares no token.
  const PersonPrint print = must(PersonPrint::parse(row->content));
  CHECK(print.words.size() == 2);
  CHECK_FALSE(print.day);  // only the year is kept
  const auto other = PrintMaker(SecretBytes::random(32)).make({{"Zqpersona", "Zqfamilia"}, Birth{1984}, Sex::female});
  CHECK(compare(print, *other).empty());

  const RecordId again = must(importRecord(*vault, must(vault->programmes()).front(), personJson("Zqfamilia", "Zqpersona", 1984)));
  const auto found = must(must(DuplicateSearch::open(*vault)).like(again));
  REQUIRE(found.size() == 1);
  CHECK(words(found[0].reasons) == Words{"same names in another order", "same year of birth"});

  // An erased record takes its print along.
  must(vault->store().erase({}, vault->scope(*programme), first, Bytes(1), 0, vault->act("erase", first)));
  CHECK(must(must(DuplicateSearch::open(*vault)).like(again)).empty());

  at.world.clock.advance(kPrintLasts + std::chrono::hours(1));
  CHECK(must(must(DuplicateSearch::open(*vault)).like(again)).empty());
  CHECK(must(prints(database, 10)).empty());
  must(putPrint(database, {again, toUnixMs(at.world.clock.now()), print.serialise()}));
  CHECK(must(prints(database, 10)).size() == 1);
  must(vault->changeStationKey(SecretBytes::random(32)));
  CHECK(must(prints(database, 10)).empty());
}

TEST_CASE("an officer is shown the names of this shift's records and drafts, of older ones nothing, and their word is kept without a name", "[station]") {
  Border at;
  std::optional<Vault> vault(at.world.unlockInShift(at.desk));
  auto programme = must(vault->programmes()).front();
  const RecordId older = must(importRecord(*vault, programme, personJson("Zqpersona", "Zqfamilia", 1984)));
  must(vault->closeShift());
  vault.reset();
  vault.emplace(at.world.unlockInShift(at.desk));
  programme = must(vault->programmes()).front();
  const RecordId today = must(importRecord(*vault, programme, personJson("Zqfamilia", "Zqpersona", 1984)));
  Intake waiting = begun(*vault, programme, "English");
  for (const auto& [question, typed] : {std::pair{"given_name", "Zqpersona"}, {"family_name", "Zqfamilia"}, {"birth_date_known", "no"}, {"birth_year", "1984"}})
    answer(waiting, question, typed);
  must(waiting.save());
  Intake asked = begun(*vault, programme, "English");
  DuplicateSearch search = must(DuplicateSearch::begin(*vault));
  std::size_t pieces = 0;
  while (must(search.more(1))) ++pieces;
  CHECK(pieces == 2);
  CHECK(search.ready());
  CHECK(must(search.people(asked)).empty());
  for (const auto& [question, typed] : {std::pair{"given_name", "Zqpersona"}, {"family_name", "Zqfamilia"}, {"birth_date_known", "no"}, {"birth_year", "1984"}})
    answer(asked, question, typed);
  const auto people = must(search.people(asked));
  REQUIRE(people.size() == 3);
  const auto of = [&](const auto& id) {
    return *std::find_if(people.begin(), people.end(), [&](const AlikePerson& one) {
      if constexpr (std::is_same_v<std::decay_t<decltype(id)>, DraftId>)
        return one.alike.draft == id;
      else
        return one.alike.record == id;
    });
  };
  CHECK(of(today).readable);
  CHECK(of(today).names == "Zqfamilia Zqpersona");
  CHECK(of(waiting.draft()).readable);
  CHECK(of(waiting.draft()).names == "Zqpersona Zqfamilia");
  CHECK_FALSE(of(older).readable);
  CHECK(of(older).names.empty());
  CHECK(of(older).savedMs == 0);
  CHECK(must(search.people(asked)).size() == 3);  // the same answers are not looked up, nor logged, again

  CHECK_FALSE(search.say(waiting, of(today).alike, AlikeWord::same));  // not what was suggested there
  must(search.say(asked, of(older).alike, AlikeWord::asked));
  must(search.say(asked, of(today).alike, AlikeWord::another));
  must(search.say(asked, of(waiting.draft()).alike, AlikeWord::same));
  for (const AlikePerson& one : must(search.people(asked))) CHECK(one.word != AlikeWord::none);
  for (const auto& [question, typed] : {std::pair{"crossing_point", "river_post"}, {"arrival_date", "2026-11-17"}, {"travelling_with", "alone"},
                                        {"spoken_language", "ti"}, {"interpreter", "no"}, {"sex", "woman"}, {"missing_relative", "no"},
                                        {"needs", "shelter"}, {"doctor_now", "no"}, {"difficulties", "none"}, {"daily_medicine", "no"}})
    answer(asked, question, typed);
  const RecordId finished = must(asked.finish());
  Database& database = vault->store().database();
  CHECK(must(alikeWord(database, AlikeId{finished.value}, AlikeId{older.value})) == static_cast<int>(AlikeWord::asked));
  CHECK(must(alikeWord(database, AlikeId{today.value}, AlikeId{finished.value})) == static_cast<int>(AlikeWord::another));
  CHECK(must(alikeWord(database, AlikeId{finished.value}, AlikeId{waiting.draft().value})) == static_cast<int>(AlikeWord::same));

  std::map<std::string, int> acts;
  for (const AuditEntry& entry : must(vault->store().auditEntries(1, 1000))) {
    ++acts[entry.act.act];
    for (const char* name : {"Zq", "zq"}) CHECK((entry.act.act + entry.act.result).find(name) == std::string::npos);
  }
  CHECK(acts["alike.asked"] == 1);
  CHECK(acts["alike.another"] == 1);
  CHECK(acts["alike.same"] == 1);
  CHECK(acts["record.alike.read"] == 1);
  must(vault->store().erase({}, vault->scope(*programme), older, Bytes(1), 0, vault->act("erase", older)));
  CHECK(must(alikeWord(database, AlikeId{finished.value}, AlikeId{older.value})) == 0);
}

TEST_CASE("a reader is suggested pairs of the records that it may open, and who may not read gets none", "[station]") {
  Border at;
  const Desk readerDesk = at.world.enrolDesk("Reader One", "case_worker", "river post");
  const Desk healthDesk = at.world.enrolDesk("Reader Two", "health_worker", "river post");
  std::vector<Bytes> grants;
  for (const char* compartment : {"operational", "identity"})
    grants.push_back(must(at.world.open().grantReader(readerDesk.user, compartment, secret(kOfficerPassphrase))));
  const Bytes forHealth = must(at.world.open().grantReader(healthDesk.user, "health", secret(kOfficerPassphrase)));
  const Bytes directory = at.world.open().directory().bytes();

  Vault writer = at.world.unlockInShift(at.desk);
  must(writer.takeDirectory(directory));
  const auto programme = must(writer.programmes()).front();
  std::vector<RecordId> records;
  for (const auto& [given, family] : {std::pair{"يوسف", "حداد"}, {"Sample", "Person"}, {"Youssef", "Haddad"}})
    records.push_back(must(importRecord(writer, programme, personJson(given, family, 1990, "man"))));

  const auto readBy = [&](const Desk& desk, const std::vector<Bytes>& with, const std::function<void(Vault&)>& after = {}) {
    Vault reader = at.world.unlock(desk);
    must(reader.takeDirectory(directory));
    for (const Bytes& grant : with) must(reader.takeGrant(grant));
    PulledRun run;
    run.scope = writer.scope(*programme);
    run.number = 1;
    run.station = writer.station();
    run.first = 1;
    run.last = records.size();
    run.after = must(writer.store().ownChain(writer.station(), run.scope)).hash;
    run.receivedMs = toUnixMs(at.world.clock.now());
    std::vector<RevisionRow> rows;
    for (const RecordId& record : records) rows.push_back(must(writer.store().revisions(record)).front());
    for (const RevisionRow& row : rows) run.revisions.push_back({writer.station(), row.counter, &row.revision, row.erasureParts});
    run.shiftObjects.push_back(must(writer.store().shiftObject(rows.front().revision.header().shift)).value());
    must(reader.store().apply(run));
    if (after) after(reader);
    return must(duplicatesAmongOpened(reader));
  };
  const auto found = readBy(readerDesk, grants);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].alike.size() == 1);
  const std::vector<RecordId> pair{found[0].record, *found[0].alike[0].record};
  CHECK(std::is_permutation(pair.begin(), pair.end(), std::vector{records[0], records[2]}.begin()));
  CHECK(words(found[0].alike[0].reasons) == Words{"same names in another spelling or script", "same year of birth"});
  CHECK(readBy(healthDesk, {forHealth}).empty());

  // What a desk asked is listed for who answers for it, without a name; who can read neither decides nothing.
  must(sayAlike(writer, records[0], records[1], AlikeWord::asked));
  const auto pairsOf = [](Vault& vault) {
    DuplicateSweep sweep = must(DuplicateSweep::begin(vault));
    while (must(sweep.more(1))) {
    }
    return must(sweep.pairs());
  };
  must(writer.closeShift());
  const auto asked = pairsOf(writer);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].word == AlikeWord::asked);
  CHECK_FALSE((asked[0].one.readable || asked[0].other.readable || asked[0].mayDecide));
  CHECK(asked[0].one.names.empty());
  const auto refused = sayAlike(writer, records[0], records[1], AlikeWord::another);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(RightsError::notYourRole));

  readBy(readerDesk, {}, [&](Vault& reader) {
    const auto pairs = pairsOf(reader);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].mayDecide);
    CHECK(pairs[0].one.names == "Youssef Haddad");
    CHECK(pairs[0].other.names == "يوسف حداد");
    must(sayAlike(reader, *pairs[0].one.alike.record, *pairs[0].other.alike.record, AlikeWord::same));
    CHECK(pairsOf(reader)[0].word == AlikeWord::same);
    must(sayAlike(reader, *pairs[0].one.alike.record, *pairs[0].other.alike.record, AlikeWord::another));
    CHECK(pairsOf(reader).empty());  // said to be two persons, and not suggested again
    CHECK(must(reader.store().counts()).records == 3);
  });
}
