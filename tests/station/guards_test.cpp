// SPDX-License-Identifier: Apache-2.0
// What risk rules raise, asked of who must not: at another laptop, with everything that the server could hand over, and at the
// desk itself.
#include <algorithm>

#include "access.h"
#include "protection/risk.h"
#include "protection/seal.h"
#include "station/amend.h"
#include "station/approval.h"
#include "station/duplicates.h"
#include "station/users.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kFirst = "handed over words of the first day", kSecond = "amber plough stairway eleven";

struct Rule {
  std::string condition, safeguards, readers;
};

struct Case {
  explicit Case(const Rule& rule) {
    forms::Workbook book = smallWorkbook();
    for (forms::Sheet& sheet : book.sheets) {
      if (sheet.name == "roles") {
        sheet.rows.front().cells[1] = "capture amend sync";
        sheet.rows.push_back({5, {"child_worker", "read amend sync", "child worker", "مسؤول الأطفال"}});
        sheet.rows.push_back({6, {"supervisor", "read sync supervise", "supervisor", "المشرف"}});
      }
      if (sheet.name != "compartments") continue;
      sheet.rows[1].cells[2] = "case_worker child_worker";
      sheet.rows.push_back({5, {"identity_few", "2", "child_worker", "Identity, child protection", "هوية الأطفال"}});
    }
    forms::Sheet risk{"risk", {"name", "condition", "safeguards", "readers", "retention", "label::English", "label::Arabic"}, {}};
    risk.rows.push_back({2, {"guarded", rule.condition, rule.safeguards, rule.readers, "", "Guarded.", "محمي."}});
    book.sheets.push_back(risk);
    world.addPackage(programmeOf(book, world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
    worker = reads("Case Worker", "case_worker", {"operational", "identity"});
    child = reads("Child Worker", "child_worker", {"identity", "identity_few"});
    for (const Desk* each : {&desk, &worker, &child}) must(world.unlock(*each).takeDirectory(world.open().directory().bytes()));
    for (const auto& [at, grant] : grants) must(world.unlock(at == "Case Worker" ? worker : child).takeGrant(grant));
  }
  Desk reads(const std::string& name, const std::string& role, const std::vector<std::string>& compartments) {
    Desk out = world.enrolDesk(name, role, "river post");
    for (const std::string& each : compartments)
      grants.emplace_back(name, must(world.open().grantReader(out.user, each, secret(kOfficerPassphrase))));
    return out;
  }
  // Everything that waits there, with every erasure part: what the server would keep back is not what keeps it closed here.
  void bring(const Desk& to) {
    Vault writer = world.unlock(desk), reader = world.unlock(to);
    const auto programme = must(writer.programmes()).front();
    const ScopeId scope = writer.scope(*programme);
    const auto rows = must(writer.store().outbox(scope, 0, 1 << 20));
    REQUIRE_FALSE(rows.empty());
    PulledRun run;
    run.scope = scope, run.number = 1, run.station = writer.station(), run.first = rows.front().counter,
    run.last = rows.back().counter;
    run.before = rows.front().before, run.after = rows.back().after, run.receivedMs = toUnixMs(world.clock.now());
    std::vector<SealedRevision> revisions;
    for (const OutboxRow& row : rows) revisions.push_back(must(SealedRevision::parse(row.revision)));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::vector<std::pair<std::uint8_t, ErasurePart>> parts;
      for (const SealedPart& part : revisions[i].parts())
        parts.emplace_back(part.compartment, erasurePart(rows[i].seed, programme->compartments[part.compartment].name));
      run.revisions.push_back({writer.station(), rows[i].counter, &revisions[i], parts});
      run.shiftObjects.push_back(must(writer.store().shiftObject(revisions[i].header().shift)).value());
    }
    must(reader.store().apply(run));
    while (must(indexPulled(reader, 50))) {
    }
  }
  // A laptop of who answers for it, at which a case worker works too.
  Desk twoPeople(UserId& caseWorker) {
    Desk out = world.enrolDesk("Supervisor Two", "supervisor", "river post");
    Organisation organisation = world.open();
    caseWorker = must(organisation.addUser("Case Worker Two", "case_worker", "main", world.random));
    Vault vault = world.unlock(out);
    must(organisation.assignUser(caseWorker, vault.station()));
    must(vault.takeDirectory(organisation.directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const Bytes keys =
        must(admitUser(vault, must(approvals.permit(Act::admitUser, caseWorker.bytes())), caseWorker, secret(kFirst), kCheap));
    must(organisation.confirmUser(keys, secret(kOfficerPassphrase)));
    must(vault.takeDirectory(organisation.directory().bytes()));
    const SecretBytes own = must(unlockSlot(out.home, caseWorker, secret(kFirst), world.clock));
    must(changePassphrase(out.home, caseWorker, own, secret(kSecond), kCheap, world.clock));
    for (const char* each : {"operational", "identity"}) {
      const Bytes grant = must(world.open().grantReader(caseWorker, each, secret(kOfficerPassphrase)));
      must(world.unlock(out).takeDirectory(world.open().directory().bytes()));
      Vault theirs = unlockSecond(out, caseWorker);
      must(theirs.takeGrant(grant));
    }
    return out;
  }
  Vault unlockSecond(const Desk& at, const UserId& user) {
    return must(Vault::open(at.home, user, must(unlockSlot(at.home, user, secret(kSecond), world.clock)), world.surroundings()));
  }
  RecordId take(Vault& vault, const std::string& name, const std::string& remark) {
    return capture(vault, must(vault.programmes()).front(), name, remark);
  }

  World world{{"operational", "identity", "identity_few", "health"}};
  Desk desk, worker, child;
  std::vector<std::pair<std::string, Bytes>> grants;
};

bool says(const RecordView& view, const std::string& word) {
  return Staff::shown(view).find(word) != std::string::npos;
}

std::size_t found(Vault& vault, const std::string& words) {
  return must(listRecords(vault, words, 0, 50)).rows.size();
}

}  // namespace

TEST_CASE("a record that needs a second person opens for nobody alone, is in no search, and opens once for two", "[station]") {
  Case at({"${remark} = 'syntheticguard'", "second_approval", ""});
  RecordId guarded, plain;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    guarded = at.take(vault, "Zqguarded", "syntheticguard");
    plain = at.take(vault, "Zqplain", "syntheticplain");
    CHECK(says(must(showRecord(vault, guarded, "English")), "Zqguarded"));  // what was typed in this shift
    CHECK(found(vault, "syntheticguard") == 0);
    CHECK(found(vault, "syntheticplain") == 1);
    must(vault.closeShift());
    const RecordView view = must(showRecord(vault, guarded, "English"));
    CHECK_FALSE(says(view, "syntheticguard"));  // the officer reads operational, and not this
  }
  at.bring(at.worker);
  Vault reader = at.world.unlock(at.worker);
  CHECK(found(reader, "Zqguarded") == 0);
  CHECK(found(reader, "Zqplain") == 1);
  const RecordView closed = must(showRecord(reader, guarded, "English"));
  CHECK(closed.guarded);
  CHECK(closed.mayUnseal);
  CHECK_FALSE(says(closed, "Zqguarded"));
  CHECK_FALSE(says(closed, "syntheticguard"));
  CHECK_FALSE(must(showRecord(reader, plain, "English")).guarded);
  CHECK(must(openedTraits(reader, guarded)).names.empty());
  Approvals approvals(reader, Approvals::Entry::typedNow);
  const auto alone = approvals.permit(Act::unseal, guarded.bytes());
  REQUIRE_FALSE(alone);
  CHECK(alone.error().is(RightsError::secondNeeded));
  const RequestId request = must(approvals.ask(Act::unseal, guarded.bytes()));
  CHECK_FALSE(approvals.confirm(request, reader.user(), secret(kUserPassphrase)));  // not by oneself
}

TEST_CASE("a second person opens a guarded record for one reading, and it is in the log", "[station]") {
  Case at({"${remark} = 'syntheticguard'", "second_approval", ""});
  RecordId guarded;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    guarded = at.take(vault, "Zqguarded", "syntheticguard");
    must(amendRecord(vault, guarded, std::vector<TypedCorrection>{{"remark", "syntheticafter"}}));
  }
  UserId caseWorker;
  const Desk laptop = at.twoPeople(caseWorker);
  at.bring(laptop);
  Vault reader = at.unlockSecond(laptop, caseWorker);
  while (must(indexPulled(reader, 50))) {
  }
  CHECK_FALSE(says(must(showRecord(reader, guarded, "English")), "syntheticafter"));
  CHECK(found(reader, "syntheticafter") == 0);
  Approvals approvals(reader, Approvals::Entry::typedNow);
  const RequestId request = must(approvals.ask(Act::unseal, guarded.bytes()));
  must(approvals.confirm(request, laptop.user, secret(kUserPassphrase)));
  const RecordView view = must(unsealRecord(reader, guarded, "English", must(approvals.permit(Act::unseal, guarded.bytes()))));
  CHECK_FALSE(approvals.permit(Act::unseal, guarded.bytes()));  // good for this once
  CHECK_FALSE(view.guarded);
  CHECK(says(view, "Zqguarded"));
  CHECK(says(view, "syntheticafter"));
  CHECK(must(showRecord(reader, guarded, "English")).guarded);
  CHECK(found(reader, "Zqguarded") == 0);
  const auto entries = must(reader.store().auditEntries(1, 1000));
  CHECK(std::count_if(entries.begin(), entries.end(), [](const AuditEntry& each) { return each.act.act == "record.unseal"; }) ==
        1);
}

TEST_CASE("a record that is in no list is in none at its readers either, and is suggested to nobody", "[station]") {
  Case at({"${remark} = 'syntheticguard'", "no_list", ""});
  RecordId hidden;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    hidden = at.take(vault, "Zqguarded", "syntheticguard");
    at.take(vault, "Zqplain", "syntheticplain");
    CHECK(found(vault, "") == 1);
  }
  at.bring(at.worker);
  Vault reader = at.world.unlock(at.worker);
  CHECK(found(reader, "") == 1);
  CHECK(must(listRecords(reader, "", 0, 50)).total == 1);
  CHECK(found(reader, "Zqguarded") == 0);
  CHECK(found(reader, "Zqplain") == 1);
  CHECK(must(openedTraits(reader, hidden)).names.empty());
  CHECK(says(must(showRecord(reader, hidden, "English")), "Zqguarded"));  // by its id or its receipt
}

TEST_CASE("narrower readers are a key of their own: who is left out opens nothing with all that a server has, nor a correction",
          "[station]") {
  Case at({"${given_name} = 'Zqguarded'", "narrow", "child_worker"});
  RecordId narrow, plain;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    narrow = at.take(vault, "Zqguarded", "syntheticguard");
    plain = at.take(vault, "Zqplain", "syntheticplain");
    must(amendRecord(vault, narrow, std::vector<TypedCorrection>{{"given_name", "Zqcorrected"}}));
    must(vault.closeShift());
  }
  {
    Vault vault = at.world.unlockInShift(at.desk);  // who sees neither answer writes for the fewest
    must(amendRecord(vault, narrow, std::vector<TypedCorrection>{{"birth_date", "1990-01-01"}}));
    must(vault.closeShift());
  }
  for (const Desk* each : {&at.worker, &at.child}) at.bring(*each);
  Vault worker = at.world.unlock(at.worker), child = at.world.unlock(at.child);
  CHECK(says(must(showRecord(worker, plain, "English")), "Zqplain"));
  CHECK(says(must(showRecord(child, plain, "English")), "Zqplain"));
  const RecordView left = must(showRecord(worker, narrow, "English"));
  for (const char* word : {"Zqguarded", "Zqcorrected", "1990"}) CHECK_FALSE(says(left, word));
  CHECK(says(left, "syntheticguard"));  // a rule narrows the compartments that it asks about
  CHECK(compartment(left, "identity").state == ShownCompartment::State::empty);
  CHECK(compartment(left, "identity_few").state == ShownCompartment::State::sealed);
  CHECK(found(worker, "Zqcorrected") == 0);
  const RecordView mine = must(showRecord(child, narrow, "English"));
  CHECK(says(mine, "Zqcorrected"));
  CHECK(says(mine, "1990"));
  CHECK(compartment(mine, "identity_few").state == ShownCompartment::State::readable);
  CHECK(found(child, "Zqcorrected") == 1);

  const auto programme = must(worker.programmes()).front();
  for (const RevisionRow& row : must(worker.store().revisions(narrow))) {
    const ShiftKeys* keys = must(worker.readableKeys(row.revision.header().shift));
    for (const auto& [part, erasure] : row.erasureParts) {
      if (programme->compartments[part].name != "identity_few") continue;
      const auto opened = open(row.revision, part, *keys, erasure, *programme);
      REQUIRE_FALSE(opened);
      CHECK(opened.error().is(SealError::noShiftKey));
    }
  }
}

TEST_CASE("what is sealed at once is read by nobody at the desk, in the shift or after it, and leaves no word and no print there",
          "[station]") {
  Case at({"${remark} = 'syntheticguard'", "seal", ""});
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId sealed = at.take(vault, "Zqguarded", "syntheticguard");
  const RecordId plain = at.take(vault, "Zqplain", "syntheticplain");
  CHECK(says(must(showRecord(vault, plain, "English")), "Zqplain"));
  const RecordView view = must(showRecord(vault, sealed, "English"));
  for (const ShownCompartment& each : view.compartments) CHECK(each.state != ShownCompartment::State::readable);
  CHECK_FALSE(says(view, "syntheticguard"));
  CHECK(found(vault, "syntheticguard") == 0);
  CHECK(found(vault, "syntheticplain") == 1);
  CHECK(must(openedTraits(vault, sealed)).names.empty());
}
