// SPDX-License-Identifier: Apache-2.0
// A day at the border through the real windows: twenty persons, refusals, yeses taken back, a minor alone, a health need, a correction.
// What is left afterwards, at the desk, at the server and with every reader, is exactly what the sample programme allows.
#include <QListWidget>
#include <QPlainTextEdit>
#include <iostream>
#include <map>
#include <set>

#include "app/pages/form_page.h"
#include "app/pages/person_screen.h"
#include "app/questions/question_widget.h"
#include "protection/notice.h"
#include "station/find_receipt.h"
#include "tests/app/station/at_keys.h"
#include "tests/station/headquarters.h"

using namespace limen;
using namespace limen::test;

namespace {

using Answers = std::map<std::string, std::string>;
using Names = std::set<std::string>;

struct Arrival {
  Answers answers;         // by question; of a repeat for its one instance
  Names kept;              // questions whose answers the programme allows to be left, beside what everybody leaves
  Names refused;           // purposes, in the talk
  Names refusedAtTheEnd;   // after their answers were given
  Names takenBack;         // purposes, once the record was finished
  std::string corrected;   // where they sleep tonight, after the record was finished
  bool pauses = false, hidden = false, guarded = false;  // guarded: opened with a second person only
  std::string code;        // of the receipt
};

const Names kPurposes{"family_unity", "legal_help", "contact"};
const Names kEverybody{"registered_on", "crossing_point", "arrival_date", "travelling_with", "spoken_language", "given_name", "persons", "doctor_now",
                       "limen_notice", "limen_language", "limen_mode", "limen_alone", "limen_consent_family_unity", "limen_consent_legal_help",
                       "limen_consent_contact"};

std::string number(std::size_t at) { return (at < 10 ? "0" : "") + std::to_string(at); }

// Words that were given and must be nowhere: dropped, made coarser, refused or taken back. No other text holds them.
std::string gone(std::size_t at, const char* what) { return std::string("Zqgone") + what + number(at); }
std::string phoneOf(std::size_t at) { return "+999 7311 " + number(at) + "64"; }

std::vector<Arrival> twentyPersons() {
  std::vector<Arrival> all(20);
  for (std::size_t at = 0; at < all.size(); ++at) {
    Arrival& one = all[at];
    one.answers = {{"limen_language", at % 4 == 3 ? "Arabic" : "French"},
                   {"limen_mode", at % 3 == 0 ? "read" : "read_aloud"},
                   {"limen_alone", at % 5 == 4 ? "no" : "yes"},
                   {"crossing_point", "river_post"},
                   {"travelling_with", "alone"},
                   {"spoken_language", "fr"},
                   {"given_name", "Zqkept" + number(at)},
                   {"doctor_now", "no"}};
  }
  const auto also = [&](std::size_t at, const Answers& answers, const Names& left) {
    all[at].answers.insert(answers.begin(), answers.end());
    all[at].kept.insert(left.begin(), left.end());
  };
  // 0-3: nothing but what everybody is asked; three refuse everything and are served alike.
  for (std::size_t at = 1; at < 4; ++at) all[at].refused = kPurposes;
  // 4: an interpreter, and a pause.
  all[4].answers["limen_mode"] = "interpreter";
  also(4, {{"limen_interpreter", "TI-204"}}, {"limen_interpreter"});
  all[4].pauses = true;
  // 5, 6: a day of birth, of which the year is left.
  for (std::size_t at : {5u, 6u})
    also(at, {{"birth_date_known", "yes"}, {"birth_date", "1979-08-" + number(at + 13)}}, {"birth_date", "under_18"});
  // 7: a way to be reached.
  also(7, {{"safe_contact", "phone"}, {"phone", "+999 5550 107"}}, {"safe_contact", "phone"});
  // 8: a telephone number that was written down, and then the person said no.
  also(8, {{"safe_contact", "phone"}, {"phone", phoneOf(8)}}, {});
  all[8].refusedAtTheEnd = {"contact"};
  // 9: the same about their family and about the law.
  also(9, {{"missing_relative", "yes"}, {"missing_details", gone(9, "family")}, {"nationality_status", "has"}, {"nationality", gone(9, "nation")}}, {});
  all[9].refusedAtTheEnd = {"family_unity", "legal_help"};
  // 10: looks for a brother, and wants it.
  also(10, {{"missing_relative", "yes"}, {"missing_details", "Zqkeptbrother"}}, {"missing_relative", "missing_details"});
  // 11: law.
  also(11, {{"nationality_status", "has"}, {"nationality", "Zqkeptland"}, {"protection_wish", "yes"}}, {"nationality_status", "nationality", "protection_wish"});
  // 12, 13: take their yes back at the desk, the next minute.
  also(12, {{"safe_contact", "phone"}, {"phone", phoneOf(12)}}, {});
  all[12].takenBack = {"contact"};
  also(13, {{"missing_relative", "yes"}, {"missing_details", gone(13, "back")}, {"nationality_status", "has"}, {"nationality", "Zqkeptother"}},
       {"nationality_status", "nationality"});
  all[13].takenBack = {"family_unity"};
  // 14: a minor alone.
  also(14, {{"birth_date_known", "no"}, {"birth_year", "2013"}}, {"birth_year", "under_18"});
  all[14].hidden = all[14].guarded = true;
  // 15: a health need.
  all[15].answers["doctor_now"] = "yes";
  also(15, {{"daily_medicine", "yes"}, {"medicine_days", "263"}}, {"daily_medicine", "medicine_days"});
  // 16: what was written wrongly is corrected.
  also(16, {{"place_tonight", "yes"}}, {"place_tonight"});
  all[16].corrected = "No";
  // 17: a family, of whose child the age group is left.
  all[17].answers["travelling_with"] = "family";
  also(17, {{"member_name", "Zqkeptchild"}, {"member_birth_year", "2017"}}, {"member_name", "member_birth_year"});
  // 18: a family of which the person would rather say nothing.
  all[18].answers["travelling_with"] = "family";
  all[18].refused = {"family_unity"};
  // 19: no safe way to be reached, so in no list.
  also(19, {{"safe_contact", "none"}}, {"safe_contact"});
  all[19].hidden = true;
  for (Arrival& one : all)
    for (const std::string& purpose : kPurposes)
      one.answers[std::string(kConsentPrefix) + purpose] = one.refused.contains(purpose) ? "no" : "yes";
  return all;
}

struct Officer : Session {
  using Session::Session;

  FormPageView& form() {
    for (auto* each : window.findChildren<FormPageView*>())
      if (each->isVisibleTo(&window)) return *each;
    FAIL("no form is open: " << seen().toStdString());
    throw 0;
  }
  const FormPage& page() { return form().flow().page(); }
  void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &window, code, modifiers);
    QCoreApplication::processEvents();
  }
  void answer(const forms::Place& place, const std::string& value) {
    for (auto* each : form().findChildren<QuestionWidget*>())
      if (each->place() == place && each->isVisibleTo(&form())) each->takeFocus();
    QCoreApplication::processEvents();
    const forms::Node& node = form().flow().form().form().node(place.question);
    if (node.type == forms::Type::selectOne || node.type == forms::Type::selectMultiple) {
      const auto choices = form().flow().form().choices(place);
      const auto wanted = std::find_if(choices.begin(), choices.end(), [&](const forms::ChoiceView& each) { return each.name == value; });
      REQUIRE(wanted != choices.end());
      if (choices.size() <= 9) return key(static_cast<Qt::Key>(Qt::Key_1 + (wanted - choices.begin())));
      type(QString::fromStdString(wanted->label));
      key(Qt::Key_Down);
      return key(Qt::Key_Space);
    }
    if (node.type != forms::Type::date) return type(QString::fromStdString(value));
    type(QString::fromStdString(value.substr(8, 2)));
    key(Qt::Key_Tab);
    type(QString::fromStdString(value.substr(5, 2)));
    key(Qt::Key_Tab);
    type(QString::fromStdString(value.substr(0, 4)));
  }
  // Answers what the person says, page after page.
  void talk(const Answers& answers) {
    for (int pages = 0; page().kind != FormPage::Kind::review; ++pages) {
      REQUIRE(pages < 100);
      for (std::size_t i = 0; page().kind == FormPage::Kind::questions && i < page().questions.size(); ++i) {
        const forms::Place place = page().questions[i];
        const auto said = answers.find(form().flow().form().form().node(place.question).name);
        if (said != answers.end() && forms::toLexical(form().flow().form().value(place)) != said->second) answer(place, said->second);
      }
      const std::size_t at = form().flow().at();
      press("Continue");
      INFO(seen().toStdString());
      REQUIRE(form().flow().at() != at);
    }
  }
  void take(Arrival& one) {
    press("Start record");
    REQUIRE(sees("Which notice was given?"));
    for (const forms::Entry& entry : form().flow().form().entries()) {  // nothing is chosen for anybody
      const std::string& name = form().flow().form().form().node(entry.place.question).name;
      if (name.starts_with(kConsentPrefix)) CHECK(forms::isEmpty(form().flow().form().value(entry.place)));
    }
    if (one.pauses) {
      key(Qt::Key_P, Qt::AltModifier);
      REQUIRE(window.findChild<PersonScreen*>() != nullptr);
      key(Qt::Key_1);  // whoever presses keys meanwhile answers nothing
      key(Qt::Key_Return);
    }
    talk(one.answers);
    if (!one.refusedAtTheEnd.empty()) {
      Answers changed = one.answers;
      for (const std::string& purpose : one.refusedAtTheEnd) changed[std::string(kConsentPrefix) + purpose] = "no";
      const auto choices = form().flow().form().form().find(std::string(kConsentPrefix) + *one.refusedAtTheEnd.begin());
      const_cast<IntakeFlow&>(form().flow()).goTo(form().flow().flow().pageOf({*choices, {}}));  // as a click on its step does
      QCoreApplication::processEvents();
      talk(changed);
    }
    press("Finish record");
    REQUIRE(sees("Record finished"));
    REQUIRE(sees("A receipt for the person"));
    one.code = window.findChild<QLabel*>("receiptCode")->text().remove(QChar(0x2068)).remove(QChar(0x2069)).toStdString();
    if (one.takenBack.empty() && one.corrected.empty()) return press("Next record");
    press("Show this record");
    REQUIRE(sees("What the person agreed to"));
    for (const std::string& purpose : one.takenBack) {
      press(purpose == "contact" ? "Take back: Reaching you" : "Take back: Keeping families together");
      press("Take it back");
      REQUIRE(sees("Refused or taken back"));
      REQUIRE(sees("Taken back"));
    }
    if (!one.corrected.empty()) {
      press("Correct an answer…");
      REQUIRE(QTest::qWaitFor([&] { return qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr; }, kAnswerMs));
      type("place to sleep");
      auto* list = window.findChild<QListWidget*>();
      REQUIRE(list != nullptr);
      REQUIRE(list->count() == 1);
      list->setFocus();
      list->setCurrentRow(0);
      key(Qt::Key_Return);
      key(Qt::Key_2);
      press("Seal the correction");
      REQUIRE(sees("Correct an answer…"));
    }
    window.goTo(Section::intake);
    QCoreApplication::processEvents();
  }
};

// Everything a reader is shown of a record, by question.
std::map<std::string, std::string> shown(const RecordView& view) {
  std::map<std::string, std::string> out;
  for (const ShownCompartment& one : view.compartments)
    for (const ShownAnswer& each : one.answers)
      if (each.text != "\u2013") out[each.question] = each.text;
  return out;
}

std::size_t hitsOf(const std::vector<std::string>& words, const std::string& content) {
  std::size_t found = 0;
  for (const std::string& word : words)
    for (const std::string& form : formsOf(word)) found += content.find(form) != std::string::npos;
  return found;
}

struct Reader {
  std::string role;
  Desk desk;
  std::optional<Vault> vault;
};

}  // namespace

TEST_CASE("a day at the border leaves exactly the data that the programme allows", "[app]") {
  Headquarters all;
  all.startServer();
  {
    Organisation organisation = all.world.open();
    must(all.administrator(organisation).publishPackage(all.package));
  }
  const Desk desk = all.enrolDesk("Officer One", "officer", "river post");
  std::vector<Reader> readers;
  for (const char* role : {"case_worker", "family_tracer", "health_worker", "legal_adviser"})
    readers.push_back({role, all.enrolDesk(std::string("The ") + role, role, "headquarters"), std::nullopt});
  std::map<std::string, std::vector<Bytes>> grants;
  {
    Organisation organisation = all.world.open();
    for (const Reader& reader : readers)
      for (const Compartment& compartment : all.programme->compartments)
        if (mayOpen(*all.programme, reader.role, compartment.name))
          grants[reader.role].push_back(must(organisation.grantReader(reader.desk.user, compartment.name, secret(kOfficerPassphrase))));
    must(all.administrator(organisation).publishDirectory(organisation.directory().bytes()));
  }

  std::vector<Arrival> arrivals = twentyPersons();
  {
    Officer officer(all.world, desk);
    for (std::size_t at = 0; at < arrivals.size(); ++at) {
      INFO("person " << at);
      officer.take(arrivals[at]);
    }
  }

  Vault officer = all.world.unlock(desk);
  const SyncReport sent = must(all.sync(officer));
  INFO(sent.cause);
  REQUIRE(sent.outcome == SyncReport::Outcome::synced);
  CHECK(sent.counts.own == 20);
  CHECK(sent.counts.confirmed == 20);

  std::vector<std::string> minimisedAway;
  for (std::size_t at = 0; at < arrivals.size(); ++at) {
    for (const auto& [question, value] : arrivals[at].answers)
      if (value.starts_with("Zqgone") || value == phoneOf(at)) minimisedAway.push_back(value);
    if (arrivals[at].answers.contains("birth_date")) minimisedAway.push_back(arrivals[at].answers["birth_date"]);
  }
  REQUIRE(minimisedAway.size() == 7);

  // Each reader opens what the matrix gives to their role, and all of them together see exactly what is allowed.
  std::map<std::string, std::map<std::string, std::string>> seen;  // by code
  std::string everything;
  std::size_t cells = 0;
  for (Reader& reader : readers) {
    reader.vault.emplace(all.world.unlock(reader.desk));
    for (const Bytes& grant : grants[reader.role]) must(reader.vault->takeGrant(grant));
    must(all.sync(*reader.vault));
    while (must(indexPulled(*reader.vault, 50))) {
    }
    const auto programme = must(reader.vault->programmes()).front();
    for (const Arrival& one : arrivals) {
      const RecordRow row = must(findByReceipt(*reader.vault, one.code));  // twenty codes, twenty records
      const RecordView view = must(showRecord(*reader.vault, row.record, "English"));
      for (const ShownCompartment& each : view.compartments) {
        INFO(reader.role << " and " << each.name);
        const bool open = each.state == ShownCompartment::State::readable || each.state == ShownCompartment::State::empty;
        CHECK(open == (mayOpen(*programme, reader.role, each.name) && !one.guarded));
        ++cells;
      }
      CHECK_FALSE((one.guarded && view.mayUnseal != view.guarded));  // and whoever opens some of it may ask for a second person
      for (const auto& [question, text] : shown(view)) {
        seen[one.code][question] = text;
        everything += question + "=" + text + "\n";
      }
    }
    for (const std::string& word : minimisedAway) CHECK(must(listRecords(*reader.vault, word, 0, 10)).total == 0);
  }
  CHECK(cells == 20 * 4 * 5);
  CHECK(seen.size() == 19);  // one opens with a second person only, and nobody stood beside
  for (std::size_t at = 0; at < arrivals.size(); ++at) {
    INFO("person " << at);
    const Arrival& one = arrivals[at];
    if (one.guarded) continue;
    Names expected = kEverybody;
    expected.insert(one.kept.begin(), one.kept.end());
    Names left;
    for (const auto& [question, text] : seen[one.code]) left.insert(question);
    CHECK(left == expected);
    CHECK(seen[one.code]["given_name"] == "Zqkept" + number(at));
    for (const std::string& purpose : kPurposes)
      CHECK(seen[one.code][std::string(kConsentPrefix) + purpose] == (one.takenBack.contains(purpose)                                          ? "Taken back"
                                                                    : one.refused.contains(purpose) || one.refusedAtTheEnd.contains(purpose) ? "No"
                                                                                                                                              : "Yes"));
  }
  CHECK(seen[arrivals[5].code]["birth_date"] == "1979");
  CHECK(seen[arrivals[15].code]["medicine_days"] == "263");
  CHECK(seen[arrivals[16].code]["place_tonight"] == "No");
  CHECK(seen[arrivals[17].code]["member_birth_year"] == "5-9");
  CHECK(seen[arrivals[4].code]["limen_interpreter"] == "TI-204");
  CHECK(hitsOf(minimisedAway, everything) == 0);
  CHECK(hitsOf({"Zqkept00", "Zqkeptbrother", "Zqkeptland", "Zqkeptchild"}, everything) >= 4);  // the search finds what is there

  // At the desk, the shift being over, the officer reads what the matrix gives them; who is hidden is found by no word.
  for (const Arrival& one : arrivals) {
    const RecordRow row = must(findByReceipt(officer, one.code));
    CHECK(row.summary.empty() == one.hidden);
  }

  // Nobody of this programme may export.
  for (const Role& role : all.programme->roles) CHECK_FALSE(mayDo(*all.programme, role.name, Act::exportRecords));

  // What lies about, and what went over the wire: the stores of five laptops, the server's, and all that a program writes besides.
  std::size_t searched = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) {
    INFO(fs::path(path).filename().string());
    CHECK(hitsOf(minimisedAway, content) == 0);
    searched += content.size();
  }
  CHECK(searched > 1'000'000);
  const std::string wire = all.tap.captured();
  CHECK(wire.size() > 20'000);
  CHECK(hitsOf(minimisedAway, wire) == 0);
  must(writeFile(all.world.folder / "planted", bytesOf("x" + minimisedAway[0] + utf16(minimisedAway[1]) + toHex(bytesOf(minimisedAway[2])))));
  std::size_t planted = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) planted += hitsOf(minimisedAway, content);
  CHECK(planted == 3);
  std::cout << "a day at the border: 20 persons, " << cells << " cells of the access matrix, " << minimisedAway.size() << " answers minimised away, 0 hits in "
            << searched / 1024 << " KiB of files and " << wire.size() / 1024 << " KiB of wire, " << planted << " of 3 planted\n";
  all.stopServer();
}
