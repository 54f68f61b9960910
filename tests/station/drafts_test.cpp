// SPDX-License-Identifier: Apache-2.0
// Drafts side by side, what becomes of each when a shift closes, and the slip that closing gives.
#include "life.h"
#include "station/amend.h"
#include "station/approval.h"
#include "station/audit_log.h"
#include "station/shift_slip.h"
#include "station/users.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kFirst = "handed over words of the first day";
const std::string kSecond = "silver compass ladder eleven";

forms::Workbook workbook(const std::string& remarkLabel = "Remark") {
  forms::Workbook book = smallWorkbook();
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name == "roles") {
      sheet.rows[0].cells[1] = "capture amend sync";
      sheet.rows.push_back({5, {"supervisor", "capture sync supervise", "supervisor", "المشرف"}});
    }
    if (sheet.name == "survey")
      for (forms::Row& row : sheet.rows)
        if (row.cells[1] == "remark") row.cells[2] = remarkLabel;
  }
  return book;
}

// A laptop of an officer, a second officer whose keys the directory knows, and a case worker's desk elsewhere.
struct Shared {
  explicit Shared(const std::string& remarkLabel = "Remark") {
    world.addPackage(programmeOf(workbook(remarkLabel), world.open().directory().organisation()));
    desk = world.enrolDesk("Supervisor One", "supervisor", "river post");
    officer = admit("Officer Two");
  }
  UserId admit(const std::string& name) {
    const UserId user = must(world.open().addUser(name, "officer", "main", world.random));
    Vault vault = world.unlock(desk);
    must(world.open().assignUser(user, vault.station()));
    must(vault.takeDirectory(world.open().directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const Bytes keys = must(admitUser(vault, must(approvals.permit(Act::admitUser, user.bytes())), user, secret(kFirst), kCheap));
    must(changePassphrase(desk.home, user, must(unlockSlot(desk.home, user, secret(kFirst), world.clock)), secret(kSecond), kCheap,
                          world.clock));
    must(world.open().confirmUser(keys, secret(kOfficerPassphrase)));
    must(vault.takeDirectory(world.open().directory().bytes()));
    return user;
  }
  Vault openAs(const UserId& user) {
    return must(Vault::open(desk.home, user, must(unlockSlot(desk.home, user, secret(kSecond), world.clock)), world.surroundings()));
  }
  World world;
  Desk desk;
  UserId officer;
};

struct Working {
  Working() {
    world.addPackage(programmeOf(workbook(), world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
  }
  World world;
  Desk desk;
};

DraftId begin(Vault& vault, const std::string& name, const std::string& remark = {}) {
  Intake intake = begun(vault, must(vault.programmes()).front(), "English");
  if (!name.empty()) answer(intake, "given_name", name);
  if (!remark.empty()) answer(intake, "remark", remark);
  must(intake.save());
  return intake.draft();
}

template <class T, ErrorCause E>
void refusedWith(const Result<T>& result, E cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

int logged(Vault& vault, const std::string& act) {
  int count = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 2000))) count += entry.act.act == act && entry.act.result == "ok";
  return count;
}

}  // namespace

TEST_CASE("drafts stand side by side, each with its own answers, start and labels", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const DraftId first = begin(vault, "Synthia");
  at.world.clock.advance(std::chrono::minutes(7));
  const DraftId second = begin(vault, "Anna", "tall");
  const auto list = must(drafts(vault, "English"));
  REQUIRE(list.size() == 2);
  CHECK(list[0].id == second);  // the last saved first
  CHECK(list[0].answeredLabels == std::vector<std::string>{"Remark", "Name"});
  CHECK(list[1].answeredLabels == std::vector<std::string>{"Name"});
  CHECK(list[0].startedMs - list[1].startedMs == 7 * 60'000);
  CHECK(list[0].opens);
  CHECK_FALSE(list[0].older);
  {
    Intake one = must(Intake::resume(vault, first, ""));
    Intake two = must(Intake::resume(vault, second, ""));
    answer(one, "remark", "of the first");
    must(one.save());
    CHECK(std::get<std::string>(two.form().value({*two.form().form().find("remark"), {}})) == "tall");
    must(two.finish());
  }
  REQUIRE(must(drafts(vault, "English")).size() == 1);
  Intake one = must(Intake::resume(vault, first, ""));
  CHECK(std::get<std::string>(one.form().value({*one.form().form().find("remark"), {}})) == "of the first");
}

TEST_CASE("a label that quotes an answer quotes none in the list of drafts", "[station]") {
  World world;
  world.addPackage(programmeOf(workbook("What of ${given_name} and her ${crossing_point}?"), world.open().directory().organisation()));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  begin(vault, "Synthia", "tall");
  CHECK(must(drafts(vault, "English")).front().answeredLabels == std::vector<std::string>{"What of … and her …?", "Name"});
}

TEST_CASE("a draft goes on with the package it was begun by, and opens with no other", "[station]") {
  Working at;
  DraftId draft;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    draft = begin(vault, "Synthia");
    must(vault.takePackage(at.world.addPackage(
        programmeOf(workbook("Note"), at.world.open().directory().organisation(), 2))));
  }
  Vault vault = at.world.unlockInShift(at.desk);
  const auto list = must(drafts(vault, "English"));
  REQUIRE(list.size() == 1);
  CHECK(list.front().older);
  CHECK(list.front().version == 1);
  REQUIRE(must(vault.programmes()).front()->version == 2);
  SECTION("it is finished under the older one") {
    Intake intake = must(Intake::resume(vault, draft, ""));
    CHECK(intake.programme().version == 1);
    const RecordId record = must(intake.finish());
    CHECK(must(vault.store().revisions(record)).front().revision.header().package != must(vault.programmes()).front()->hash);
    CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "given_name") == "Synthia");
  }
  SECTION("a row that names another package opens nothing, hides no other draft and can be discarded") {
    begin(vault, "Anna");
    auto rows = must(vault.store().drafts(vault.user()));
    auto row = std::find_if(rows.begin(), rows.end(), [&](const DraftRow& one) { return one.id == draft; });
    row->package = must(vault.programmes()).front()->hash;
    must(vault.store().saveDraft(*row));
    refusedWith(Intake::resume(vault, draft, ""), KeyError::tampered);
    const auto both = must(drafts(vault, "English"));
    REQUIRE(both.size() == 2);
    CHECK(std::count_if(both.begin(), both.end(), [](const DraftSummary& one) { return one.opens; }) == 1);
    must(discardDraft(vault, draft));
    CHECK(must(drafts(vault, "English")).size() == 1);
    refusedWith(discardDraft(vault, draft), IntakeError::noSuchDraft);
  }
}

TEST_CASE("what is sealed as incomplete says so to whoever opens it, and a complete one does not", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = must(Intake::resume(vault, begin(vault, "", "tall"), ""));
  refusedWith(intake.finish(), IntakeError::notValid);
  const RecordId record = must(intake.sealIncomplete());
  CHECK(must(drafts(vault, "English")).empty());
  const RecordView view = must(showRecord(vault, record, "English"));
  CHECK(view.incomplete);
  CHECK(view.programme == "small_intake");
  CHECK(textOfAnswer(view, "remark") == "tall");
  CHECK(logged(vault, "record.incomplete") == 1);
  Intake whole = must(Intake::resume(vault, begin(vault, "Synthia"), ""));
  CHECK_FALSE(must(showRecord(vault, must(whole.sealIncomplete()), "English")).incomplete);
  CHECK(must(vault.store().outboxCount()) == 2);
}

TEST_CASE("a shift closes when every draft was decided, and its slip says what it made", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  refusedWith(amendRecord(vault, RecordId{}, {Correction{"remark", std::string("x")}}), StoreError::notFound);
  const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia");
  const DraftId draft = begin(vault, "Anna");
  refusedWith(closeShift(vault), IntakeError::draftsOpen);
  CHECK(vault.shiftIsOpen());
  must(discardDraft(vault, draft));
  must(must(Intake::resume(vault, begin(vault, "", "tall"), "")).sealIncomplete());
  must(amendRecord(vault, record, {TypedCorrection{"remark", "small"}}));
  at.world.clock.advance(std::chrono::hours(2));
  const ShiftSlip slip = must(closeShift(vault));
  CHECK_FALSE(vault.shiftIsOpen());
  refusedWith(closeShift(vault), VaultError::noShift);
  CHECK(slip.made.finished == 1);
  CHECK(slip.made.incomplete == 1);
  CHECK(slip.made.amended == 1);
  CHECK(slip.made.discarded == 1);
  CHECK(slip.made.handedOver == 0);
  CHECK(slip.here == 2);
  CHECK(slip.confirmed == 0);
  CHECK(slip.closedMs - slip.openedMs == 2 * 3'600'000);
  CHECK(slip.signedBy(vault.stationSigner().publicKey()));

  const ShiftSlip read = must(ShiftSlip::read(slip.text() + "\n"));
  CHECK(read.serialise() == slip.serialise());
  CHECK(slip.text().size() < 600);
  CHECK(slip.stationName().size() == 9);
  CHECK(slip.text().find("Officer") == std::string::npos);
  Bytes changed = slip.serialise();
  changed[slip.serialise().size() - 66] ^= 1;  // the last count
  if (const auto other = ShiftSlip::parse(changed)) CHECK_FALSE(other->signedBy(vault.stationSigner().publicKey()));
  for (std::size_t size = 0; size < changed.size(); ++size) CHECK_FALSE(ShiftSlip::parse(ByteView(changed).first(size)));
  refusedWith(ShiftSlip::read("LIMEN:ABC"), AuditError::malformed);

  // The log of the station goes on, and still has the history that the slip saw.
  must(vault.store().audit(vault.act("sync")));
  const Checkpoint later = must(sealLog(vault));
  CHECK(later.seq > slip.log.seq);
  CHECK(must(vault.store().auditEntries(slip.log.seq, 1)).front().hash == slip.log.head);
  CHECK(must(vault.store().auditEntries(slip.log.seq, 1)).front().act.act == "shift.close");

  must(vault.enterShift(at.desk.carrier));
  CHECK(must(closeShift(vault)).made.finished == 0);  // of this shift, not of the one before
}

TEST_CASE("a handed-over draft is the other officer's, with no key of the giver's shift", "[station]") {
  Shared at;
  DraftId draft;
  ShiftId given;
  {
    Vault giver = at.world.unlockInShift(at.desk);
    given = must(giver.shiftKeys(*must(giver.programmes()).front()))->shift();
    draft = begin(giver, "Synthia", "tall");
    const auto takers = must(draftTakers(giver));
    REQUIRE(takers.size() == 1);
    CHECK(takers.front().name == "Officer Two");
    refusedWith(handOverDraft(giver, draft, giver.user()), IntakeError::cannotTake);
    refusedWith(handOverDraft(giver, DraftId{}, at.officer), IntakeError::noSuchDraft);
    must(handOverDraft(giver, draft, at.officer));
    CHECK(must(drafts(giver, "English")).empty());
    refusedWith(Intake::resume(giver, draft, ""), IntakeError::noSuchDraft);
    CHECK(logged(giver, "draft.hand_over") == 1);
    // The row itself opens for nobody but the taker.
    auto rows = must(giver.store().drafts(at.officer));
    REQUIRE(rows.size() == 1);
    rows.front().user = giver.user();
    must(giver.store().saveDraft(rows.front()));
    refusedWith(Intake::resume(giver, draft, ""), KeyError::tampered);
    rows.front().user = at.officer;
    must(giver.store().saveDraft(rows.front()));
    must(closeShift(giver));
  }
  Vault taker = at.openAs(at.officer);
  must(taker.enterShift(SecretBytes::random(32)));
  Intake intake = must(Intake::resume(taker, draft, ""));
  CHECK(std::get<std::string>(intake.form().value({*intake.form().form().find("given_name"), {}})) == "Synthia");
  must(intake.save());  // from now on under the taker's own secret
  const RecordId record = must(must(Intake::resume(taker, draft, "")).finish());
  CHECK(must(taker.store().revisions(record)).front().revision.header().shift != given);
}

TEST_CASE("who may not take drafts is not offered any", "[station]") {
  Shared at;
  const UserId third = at.admit("Officer Three");
  Vault giver = at.world.unlockInShift(at.desk);
  CHECK(must(draftTakers(giver)).size() == 2);
  Approvals approvals(giver, Approvals::Entry::typedNow);
  must(disableUser(giver, must(approvals.permit(Act::disableUser, third.bytes())), third, true));
  CHECK(must(draftTakers(giver)).size() == 1);
  const DraftId draft = begin(giver, "Synthia");
  refusedWith(handOverDraft(giver, draft, third), IntakeError::cannotTake);
  must(at.world.open().changeRole(at.officer, "case_worker"));
  must(giver.takeDirectory(at.world.open().directory().bytes()));
  refusedWith(handOverDraft(giver, draft, at.officer), IntakeError::cannotTake);
}

TEST_CASE("a draft that a power cut left opens for its officer alone, and after a day is sealed at their unlock", "[station]") {
  Shared at;
  DraftId draft;
  {
    Vault officer = at.openAs(at.officer);
    must(officer.enterShift(at.desk.carrier));
    draft = begin(officer, "", "tall");
    must(officer.endShift());
  }
  {
    Vault other = at.world.unlockInShift(at.desk);
    CHECK(must(drafts(other, "English")).empty());
    refusedWith(Intake::resume(other, draft, ""), IntakeError::noSuchDraft);
    refusedWith(discardDraft(other, draft), IntakeError::noSuchDraft);
    at.world.clock.advance(kDraftWaits * 2);
    CHECK(must(sealLeftDrafts(other)).sealed == 0);
    at.world.clock.advance(-kDraftWaits * 2);
    must(closeShift(other));
  }
  Vault officer = at.openAs(at.officer);
  must(officer.enterShift(at.desk.carrier));
  at.world.clock.advance(kDraftWaits - Milliseconds{1});
  CHECK(must(sealLeftDrafts(officer)).sealed == 0);
  CHECK(must(drafts(officer, "English")).size() == 1);
  at.world.clock.advance(Milliseconds{1});
  const LeftDrafts left = must(sealLeftDrafts(officer));
  CHECK(left.sealed == 1);
  CHECK(left.kept == 0);
  CHECK(must(drafts(officer, "English")).empty());
  CHECK(must(showRecord(officer, must(listRecords(officer, "tall", 0, 1)).rows.front().record, "English")).incomplete);
}

TEST_CASE("a correction is a sealed revision that stands over what it saw, and bad ones change nothing", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
  CHECK(must(listRecords(vault, "tall", 0, 10)).total == 1);
  must(amendRecord(vault, record, {TypedCorrection{"remark", "short"}, TypedCorrection{"given_name", "Anna"}}));
  RecordView view = must(showRecord(vault, record, "English"));
  CHECK(textOfAnswer(view, "remark") == "short");
  CHECK(textOfAnswer(view, "given_name") == "Anna");
  CHECK(textOfAnswer(view, "crossing_point") == "River post");
  CHECK(must(vault.store().revisions(record)).size() == 2);
  CHECK(must(vault.store().revisions(record)).back().revision.parts().size() == 2);  // only what it changes
  CHECK(must(listRecords(vault, "tall", 0, 10)).total == 0);
  must(closeShift(vault));
  refusedWith(amendRecord(vault, record, {TypedCorrection{"remark", "x"}}), VaultError::noShift);

  must(vault.enterShift(at.desk.carrier));
  CHECK(compartment(must(showRecord(vault, record, "English")), "identity").state == ShownCompartment::State::sealed);
  must(amendRecord(vault, record, {Correction{"given_name", forms::Empty{}}, Correction{"crossing_point", std::string("north")}}));
  view = must(showRecord(vault, record, "English"));
  CHECK(textOfAnswer(view, "given_name").empty());
  CHECK(textOfAnswer(view, "crossing_point") == "North gate");
  CHECK(logged(vault, "record.amend") == 2);

  const auto cause = [&](const std::string& question, const std::string& typed) {
    const auto refused = amendRecord(vault, record, {TypedCorrection{question, typed}});
    REQUIRE_FALSE(refused);
    return std::string(refused.error().name()) + " " + refused.error().context();
  };
  CHECK(cause("colour", "red") == "unknownQuestion colour");
  CHECK(cause("member_name", "Bert") == "unknownQuestion member_name");
  CHECK(cause("birth_date", "soon") == "notThatType birth_date");
  CHECK(cause("crossing_point", "nowhere") == "notThatType crossing_point");
  refusedWith(amendRecord(vault, record, std::vector<Correction>{}), ImportError::notValid);
  CHECK(must(vault.store().revisions(record)).size() == 3);
}

TEST_CASE("who may not amend changes nothing, and the refusal is in the log", "[station]") {
  Shared at;
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia");
  refusedWith(amendRecord(vault, record, {TypedCorrection{"remark", "x"}}), RightsError::notYourRole);
  CHECK(must(vault.store().revisions(record)).size() == 1);
  bool refused = false;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 2000)))
    refused = refused || (entry.act.act == "amend" && entry.act.result == "notYourRole");
  CHECK(refused);
}
