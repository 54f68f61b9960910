// SPDX-License-Identifier: Apache-2.0
// The main job with nothing pretended: organisation, programme, server, two stations, two languages, and what may be found where.
#include <algorithm>
#include <array>
#include <cstdio>

#include "headquarters.h"

using namespace limen;
using namespace limen::test;

namespace {

RecordId captureEverything(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& language,
                           std::size_t& next) {
  Intake intake = must(Intake::start(vault, programme, language));
  answerEverything(intake, next);
  must(intake.save());
  auto finished = intake.finish();
  if (!finished) FAIL("not finished: " << finished.error().context());
  return *finished;
}

std::string everythingShown(const RecordView& view) {
  std::string out;
  for (const ShownCompartment& one : view.compartments)
    for (const ShownAnswer& shown : one.answers) out += shown.text + "\n";
  return out;
}

}  // namespace

TEST_CASE("a record goes from the desk to headquarters, opens for those who may read it and stays sealed for everybody else",
          "[station]") {
  Headquarters all;
  const Surrounded around(all.world.folder.path());
  all.startServer();
  {
    Organisation organisation = all.world.open();
    GrpcClient admin({all.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    must(admin.publishPackage(all.package));
  }
  const Desk officerDesk = all.enrolDesk("Officer One", "officer", "river post");
  const Desk readerDesk = all.enrolDesk("Reader One", "case_worker", "headquarters");
  std::vector<Bytes> grants;
  {
    Organisation organisation = all.world.open();
    grants.push_back(must(organisation.grantReader(readerDesk.user, "identity", secret(kOfficerPassphrase))));
    grants.push_back(must(organisation.grantReader(readerDesk.user, "operational", secret(kOfficerPassphrase))));
    GrpcClient admin({all.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    must(admin.publishDirectory(organisation.directory().bytes()));
  }
  all.stopServer();

  Vault officer = all.world.unlockInShift(officerDesk);
  const auto programme = must(officer.programmes()).front();
  std::size_t next = 0;
  std::vector<RecordId> records;
  for (const char* language : {"English", "Arabic", "French"})
    records.push_back(captureEverything(officer, programme, language, next));
  REQUIRE(next >= kCanaries.size());  // every one of them was typed

  // The server is down: a plain cause, and nothing is lost.
  const auto down = all.sync(officer);
  REQUIRE_FALSE(down);
  CHECK(down.error().room() == "transport");
  CHECK(must(officer.store().outboxCount()) == 3);
  CHECK(must(officer.store().counts()).confirmed == 0);

  all.startServer();
  const SyncReport first = must(all.sync(officer));
  INFO(first.cause);
  REQUIRE(first.outcome == SyncReport::Outcome::synced);
  CHECK(first.counts.own == 3);
  CHECK(first.counts.confirmed == 3);
  CHECK(must(officer.store().outboxCount()) == 0);
  const SyncReport again = must(all.sync(officer));
  CHECK(again.outcome == SyncReport::Outcome::synced);
  CHECK(again.progress.sent == 0);

  Vault reader = all.world.unlock(readerDesk);
  for (const Bytes& grant : grants) must(reader.takeGrant(grant));
  const SyncReport pulled = must(all.sync(reader));
  INFO(pulled.cause);
  REQUIRE(pulled.outcome == SyncReport::Outcome::synced);
  CHECK(pulled.progress.pulled == 3);
  while (must(indexPulled(reader, 2))) {
  }
  const SyncReport nothingNew = must(all.sync(reader));
  CHECK(nothingNew.outcome == SyncReport::Outcome::synced);
  CHECK(nothingNew.progress.pulled == 0);
  CHECK(must(listRecords(reader, "", 0, 10)).total == 3);

  std::string seen;
  for (const RecordId& record : records) {
    const RecordView view = must(showRecord(reader, record, "Arabic"));
    CHECK(view.programmeTitle == "الاستقبال عند الحدود");
    CHECK(compartment(view, "identity").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "operational").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "health").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "family").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "health").readers == std::vector<std::string>{"الفريق الصحي", "مسؤول الحالات"});
    seen += everythingShown(view);
    // What is kept of a birth date is its year.
    CHECK(textOfAnswer(view, "birth_date").find("02-03") == std::string::npos);
  }
  CHECK(hits(seen) > 0);
  std::size_t found = 0;
  for (const std::string& canary : kCanaries) found += must(listRecords(reader, canary, 0, 10)).total;
  CHECK(found > 0);

  // A grant that comes after the pull opens what was pulled before it, with one sync.
  const ChainEnd chainBefore = must(reader.store().chainEnds(officer.scope(*programme))).at(0);
  Bytes late;
  {
    Organisation organisation = all.world.open();
    late = must(organisation.grantReader(readerDesk.user, "health", secret(kOfficerPassphrase)));
    must(all.administrator(organisation).publishDirectory(organisation.directory().bytes()));
  }
  must(reader.takeGrant(late));
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "health").state == ShownCompartment::State::sealed);
  const SyncReport opened = must(all.sync(reader));
  INFO(opened.cause);
  REQUIRE(opened.outcome == SyncReport::Outcome::synced);
  CHECK(opened.progress.pulled == 3);
  CHECK(must(reader.store().unindexed(10)).size() == 3);
  while (must(indexPulled(reader, 2))) {
  }
  for (const RecordId& record : records) {
    const RecordView view = must(showRecord(reader, record, "Arabic"));
    CHECK(compartment(view, "health").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "identity").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "family").state == ShownCompartment::State::sealed);
  }
  CHECK(must(reader.store().chainEnds(officer.scope(*programme))).at(0).hash == chainBefore.hash);
  const SyncReport thereafter = must(all.sync(reader));
  CHECK(thereafter.outcome == SyncReport::Outcome::synced);
  CHECK(thereafter.progress.pulled == 0);

  // The other way about: the directory first, which brings the parts, then the grant, which opens them without a sync.
  {
    Organisation organisation = all.world.open();
    late = must(organisation.grantReader(readerDesk.user, "family", secret(kOfficerPassphrase)));
    must(all.administrator(organisation).publishDirectory(organisation.directory().bytes()));
  }
  CHECK(must(all.sync(reader)).progress.pulled == 3);
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "family").state == ShownCompartment::State::sealed);
  must(reader.takeGrant(late));
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "family").state != ShownCompartment::State::sealed);
  CHECK(must(all.sync(reader)).progress.pulled == 0);

  // At the desk: everything within the shift, what the role reads afterwards.
  CHECK(hits(everythingShown(must(showRecord(officer, records.front(), "English")))) > 0);
  must(officer.closeShift());
  const RecordView after = must(showRecord(officer, records.front(), "English"));
  CHECK(compartment(after, "identity").state == ShownCompartment::State::sealed);
  CHECK(compartment(after, "health").state == ShownCompartment::State::sealed);
  CHECK(compartment(after, "operational").state == ShownCompartment::State::readable);
  CHECK(hits(everythingShown(after)) == 0);

  // While everything is still open, WAL files included, and on the wire: no canary in any form.
  std::size_t searched = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) {
    INFO(fs::path(path).filename().string());
    CHECK(hits(content) == 0);
    searched += content.size();
  }
  CHECK(searched > 100'000);
  std::size_t logs = 0, besides = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) {
    logs += path.ends_with("station.db-wal") || path.ends_with("around/log") ? 1 : 0;
    besides += fs::path(path).filename().string().starts_with("core") ? 1 : 0;
  }
  CHECK(logs >= 2);
  CHECK(besides == 0);
  const std::string wire = all.tap.captured();
  CHECK(wire.size() > 10'000);
  CHECK(hits(wire) == 0);

  // The search is able to find: the same bytes, written where they must not be.
  must(writeFile(all.world.folder / "planted", bytesOf("x" + kCanaries[1] + utf16(kCanaries[3]) + toHex(bytesOf(kCanaries[2])))));
  std::size_t planted = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) planted += hits(content);
  CHECK(planted >= 3);
  for (const std::string& canary : kCanaries)
    for (const std::string& form : formsOf(canary)) CHECK(hits("x" + form + "y") >= 1);
  all.stopServer();
}
