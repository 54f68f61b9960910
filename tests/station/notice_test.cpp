// SPDX-License-Identifier: Apache-2.0
// A record is closed only with the notice, what a refusal leaves out is not sealed, a yes is taken back, and a receipt finds its record.
#include <set>

#include "life.h"
#include "protection/notice.h"
#include "station/amend.h"
#include "station/find_receipt.h"
#include "station/withdraw.h"

using namespace limen;
using namespace limen::test;

namespace {

// The condition is asked by consent alone.
forms::Workbook consentWorkbook() {
  forms::Workbook book = smallWorkbook();
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name == "purposes")
      sheet.rows.push_back({3, {"treatment", "consent", "clinic", "stay", "Treatment", "العلاج", "To treat you.", "لعلاجك."}});
    if (sheet.name == "survey")
      for (forms::Row& row : sheet.rows)
        if (row.cells[1] == "condition") row.cells[7] = "treatment";
    if (sheet.name == "roles") sheet.rows[0].cells[1] = "capture amend sync";
  }
  return book;
}

struct Clinic {
  Clinic() {
    world.addPackage(programmeOf(consentWorkbook(), world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
  }
  World world;
  Desk desk;
};

template <class T>
std::string causeOf(const Result<T>& result) {
  return result ? std::string("none") : std::string(result.error().name()) + " " + result.error().context();
}

}  // namespace

TEST_CASE("no record is closed, whole or incomplete, before the person was told and has chosen", "[station]") {
  Clinic at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = must(Intake::start(vault, must(vault.programmes()).front(), "English"));
  answer(intake, "given_name", "Synthia");
  must(intake.save());
  for (const auto& [question, typed] : {std::pair<std::string, std::string>{"limen_language", "Arabic"},
                                        {"limen_mode", "interpreter"},
                                        {"limen_interpreter", "TI-204"},
                                        {"limen_alone", "no"},
                                        {"limen_consent_treatment", "no"}}) {
    CHECK(causeOf(intake.finish()) == "noNotice " + question);
    CHECK(causeOf(intake.sealIncomplete()) == "noNotice " + question);
    answer(intake, question, typed);
  }
  CHECK(must(listRecords(vault, "", 0, 10)).total == 0);
  CHECK(must(drafts(vault, "English")).size() == 1);  // nothing of it was lost by asking
  const RecordView view = must(showRecord(vault, must(intake.finish()), "English"));
  CHECK(textOfAnswer(view, "limen_notice") == "arrival, version 1");
  CHECK(textOfAnswer(view, "limen_language") == "العربية");
  CHECK(textOfAnswer(view, "limen_mode") == "Through an interpreter");
  CHECK(textOfAnswer(view, "limen_interpreter") == "TI-204");
  CHECK(textOfAnswer(view, "limen_alone") == "No");
  CHECK(textOfAnswer(view, "limen_consent_treatment") == "No");
}

TEST_CASE("what was answered before a refusal is not in the record, and the rest is", "[station]") {
  Clinic at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, must(vault.programmes()).front(), "English");
  answer(intake, "given_name", "Synthia");
  answer(intake, "condition", "Zqcondition");
  answer(intake, "limen_consent_treatment", "no");
  const RecordId record = must(intake.finish());
  const RecordView view = must(showRecord(vault, record, "English"));
  CHECK(textOfAnswer(view, "given_name") == "Synthia");
  CHECK(textOfAnswer(view, "condition").empty());
  CHECK(compartment(view, "health").state == ShownCompartment::State::empty);
  // It is not there, and not merely out of sight: a yes of later brings nothing back.
  must(amendRecord(vault, record, std::vector<TypedCorrection>{{"limen_consent_treatment", "yes"}}));
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "condition").empty());
}

TEST_CASE("a draft that was left before the notice waits for its officer and is not sealed behind their back", "[station]") {
  Clinic at;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    Intake left = must(Intake::start(vault, must(vault.programmes()).front(), "English"));
    answer(left, "given_name", "Synthia");
    must(left.save());
    Intake told = begun(vault, must(vault.programmes()).front(), "English");
    must(told.save());
  }
  at.world.clock.advance(kDraftWaits + std::chrono::hours(1));
  Vault vault = at.world.unlockInShift(at.desk);
  const LeftDrafts done = must(sealLeftDrafts(vault));
  CHECK(done.sealed == 1);
  CHECK(done.kept == 1);
}

TEST_CASE("taking a yes back is a revision of its own that clears what rested on it alone, and only that", "[station]") {
  Clinic at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, must(vault.programmes()).front(), "English");
  answer(intake, "given_name", "Synthia");
  answer(intake, "remark", "tall");
  answer(intake, "condition", "Zqcondition");
  const RecordId record = must(intake.finish());
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "condition") == "Zqcondition");
  CHECK(causeOf(withdrawConsent(vault, record, {"reception"})) == "notAsked reception");  // not by consent
  const Withdrawal done = must(withdrawConsent(vault, record, {"treatment"}));
  CHECK(done.purposes == 1);
  CHECK(done.cleared == 1);
  const RecordView view = must(showRecord(vault, record, "English"));
  CHECK(textOfAnswer(view, "limen_consent_treatment") == "Taken back");
  CHECK(textOfAnswer(view, "condition").empty());
  CHECK(textOfAnswer(view, "given_name") == "Synthia");
  CHECK(textOfAnswer(view, "remark") == "tall");
  CHECK(must(vault.store().revisions(record)).size() == 2);
  CHECK(causeOf(withdrawConsent(vault, record, {})) == "alreadyTaken ");
  // What was refused is not written afterwards either, unless the yes comes with it.
  CHECK(causeOf(amendRecord(vault, record, std::vector<TypedCorrection>{{"condition", "again"}})) == "notAgreed condition");
  must(amendRecord(vault, record, std::vector<TypedCorrection>{{"remark", "very tall"}}));
  must(amendRecord(vault, record, std::vector<TypedCorrection>{{"limen_consent_treatment", "yes"}}));
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "condition").find("Zq") == std::string::npos);  // cleared, not hidden
  CHECK(must(withdrawConsent(vault, record, {"treatment"})).purposes == 1);
  must(amendRecord(vault, record, std::vector<TypedCorrection>{{"limen_consent_treatment", "yes"}, {"condition", "well"}}));
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "condition") == "well");
}

TEST_CASE("what is sealed to the officer by now is cleared unseen when the yes is taken back", "[station]") {
  Clinic at;
  RecordId record;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    Intake intake = begun(vault, must(vault.programmes()).front(), "English");
    answer(intake, "given_name", "Synthia");
    answer(intake, "condition", "Zqcondition");
    record = must(intake.finish());
    must(vault.endShift());
  }
  Vault vault = at.world.unlockInShift(at.desk);
  CHECK(compartment(must(showRecord(vault, record, "English")), "health").state == ShownCompartment::State::sealed);
  const Withdrawal done = must(withdrawConsent(vault, record, {}));
  CHECK(done.cleared == 1);
  CHECK_FALSE(done.repeatsLeft);
  const auto rows = must(vault.store().revisions(record));
  REQUIRE(rows.size() == 2);
  const auto programme = must(vault.programmes()).front();
  std::set<std::string> touched;
  for (const SealedPart& part : rows.back().revision.parts()) touched.insert(programme->compartments[part.compartment].name);
  CHECK(touched == std::set<std::string>{"operational", "health"});  // nothing of the name is written anew
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "limen_consent_treatment") == "Taken back");
}

TEST_CASE("the code of a receipt finds its record, also one that is in no list, and opens nothing", "[station]") {
  Clinic at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, must(vault.programmes()).front(), "English");
  answer(intake, "given_name", "Zqname");
  CHECK_FALSE(intake.receipt());
  const RecordId record = must(intake.finish());
  REQUIRE(intake.receipt());
  const ReceiptCode code = intake.receipt()->code;
  CHECK(intake.receipt()->language == "English");
  CHECK(receiptHtml(*intake.receipt(), {}).find("Zqname") == std::string::npos);
  const RecordRow row = must(findByReceipt(vault, code.qrText()));
  CHECK(row.record == record);
  const ListPage found = must(listRecords(vault, code.text(), 0, 10));
  REQUIRE(found.rows.size() == 1);
  CHECK(found.rows.front().record == record);
  CHECK(causeOf(findByReceipt(vault, ReceiptCode::make(at.world.random).text())) == "notFound ");
  CHECK(causeOf(findByReceipt(vault, "no code")) == "notACode ");
  // The code is nowhere in the station: its hash is, as the record's id.
  for (const auto& [name, content] : filesBelow(at.desk.home)) {
    INFO(name);
    CHECK(content.find(code.text()) == std::string::npos);
  }
}
