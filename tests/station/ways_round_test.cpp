// SPDX-License-Identifier: Apache-2.0
// Thirty ways round the access matrix: each tries to come by an answer of a compartment that the role does not open, with every key in
// the store. What is found is text; none of it may hold the mark. The same search finds the marks for those who may read them.
#include <functional>
#include <iostream>

#include "access.h"
#include "core/files.h"
#include "station/approval.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Attempt {
  Staff& staff;
  const Person& person;
  Vault& vault;
};

// Everything that a page of the list tells of a search.
std::string listed(Vault& vault, const std::string& words, std::uint32_t offset = 0, std::uint32_t limit = 50) {
  const auto page = listRecords(vault, words, offset, limit);
  if (!page) return std::string(page.error().name()) + page.error().context();
  std::string out;
  for (const RecordRow& row : page->rows) out += row.summary + "\n";
  if (!words.empty() && page->total > 0) out += "found:" + words + "\n";
  return out;
}

std::string said(const Error& error) {
  return std::string(error.room()) + std::string(error.name()) + error.context();
}

std::string shownIn(Attempt& at, const std::string& language) {
  const auto view = showRecord(at.vault, at.staff.record, language);
  return view ? Staff::shown(*view) : said(view.error());
}

struct WayRound {
  const char* name;
  std::function<std::string(Attempt&, const std::string& mark)> found;
};

std::string folded(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

const std::vector<WayRound>& waysRound() {
  static const std::vector<WayRound> kWays{
      {"search the word", [](Attempt& at, const std::string& mark) { return listed(at.vault, mark); }},
      {"search its beginning",
       [](Attempt& at, const std::string& mark) {
         return listed(at.vault, mark.substr(0, mark.size() - 1)).find("found:") != std::string::npos ? mark : std::string();
       }},
      {"search it in small letters",
       [](Attempt& at, const std::string& mark) {
         return listed(at.vault, folded(mark)).find("found:") != std::string::npos ? mark : std::string();
       }},
      {"search it with accents",
       [](Attempt& at, const std::string& mark) {
         return listed(at.vault, mark + "\xCC\x81").find("found:") != std::string::npos ? mark : std::string();
       }},
      {"search it together with a word that all may read",
       [](Attempt& at, const std::string& mark) {
         return listed(at.vault, "River " + mark).find("found:") != std::string::npos ? mark : std::string();
       }},
      {"search it between operators of the full-text index",
       [](Attempt& at, const std::string& mark) {
         std::string out;
         for (const std::string& words : {"\"" + mark + "\"", mark + "*", "NOT " + mark, "text : " + mark, "NEAR(" + mark + " river)"})
           out += listed(at.vault, words);
         return out;
       }},
      {"count what a search finds",
       [](Attempt& at, const std::string& mark) {
         const auto page = listRecords(at.vault, mark, 0, 0);
         return page && page->total > 0 ? mark : std::string();
       }},
      {"page through the list", [](Attempt& at, const std::string&) { return listed(at.vault, "", 0, 1) + listed(at.vault, "", 1, 1); }},
      {"ask for a page of a million", [](Attempt& at, const std::string&) { return listed(at.vault, "", 0, 1'000'000); }},
      {"read in English", [](Attempt& at, const std::string&) { return shownIn(at, "English"); }},
      {"read in Arabic", [](Attempt& at, const std::string&) { return shownIn(at, "Arabic"); }},
      {"read in no language", [](Attempt& at, const std::string&) { return shownIn(at, ""); }},
      {"read the values behind the words",
       [](Attempt& at, const std::string&) {
         const auto view = showRecord(at.vault, at.staff.record, "English");
         std::string out;
         if (view)
           for (const ShownCompartment& one : view->compartments)
             for (const ShownAnswer& answer : one.answers)
               for (const forms::Value& value : answer.values) out += forms::toLexical(value) + "\n";
         return out;
       }},
      {"read a record that is not there",
       [](Attempt& at, const std::string&) { return said(showRecord(at.vault, RecordId{}, "English").error()); }},
      {"the error of a refused import",
       [](Attempt& at, const std::string& mark) {
         const auto taken = importRecord(at.vault, at.staff.programme, "{\"given_name\": [\"" + mark + "\", 1]}");
         return taken ? mark : said(taken.error());
       }},
      {"the error of a question that there is not",
       [](Attempt& at, const std::string& mark) {
         const auto taken = importRecord(at.vault, at.staff.programme, "{\"no_such\": \"" + mark + "\"}");
         return taken ? mark : said(taken.error());
       }},
      {"index again and search",
       [](Attempt& at, const std::string& mark) {
         must(at.vault.store().forgetIndex());
         while (must(indexPulled(at.vault, 10))) {
         }
         return listed(at.vault, mark) + listed(at.vault, "");
       }},
      {"the log",
       [](Attempt& at, const std::string&) {
         std::string out;
         for (const AuditEntry& entry : must(at.vault.store().auditEntries(1, 1000)))
           out += entry.act.act + entry.act.result;
         return out;
       }},
      {"the counts",
       [](Attempt& at, const std::string&) {
         const Counts counts = must(at.vault.store().counts());
         return std::to_string(counts.records) + std::to_string(counts.own) + std::to_string(counts.confirmed);
       }},
      {"the labels of drafts",
       [](Attempt& at, const std::string&) {
         std::string out;
         const auto list = drafts(at.vault, "English");
         if (list)
           for (const DraftSummary& draft : *list)
             for (const std::string& label : draft.answeredLabels) out += label;
         return out;
       }},
      {"resume a draft that is another's",
       [](Attempt& at, const std::string&) {
         SeededRandom random(1);
         const auto intake = Intake::resume(at.vault, DraftId::make(random), "English");
         return intake ? std::string("resumed") : said(intake.error());
       }},
      {"statistics without the right",
       [](Attempt& at, const std::string&) {
         Approvals approvals(at.vault, Approvals::Entry::typedNow);
         const auto permit = approvals.permit(Act::statistics);
         return permit ? std::string() : said(permit.error());
       }},
      {"an export",
       [](Attempt& at, const std::string& mark) {
         Approvals approvals(at.vault, Approvals::Entry::typedNow);
         return approvals.permit(Act::exportRecords) ? mark : std::string();
       }},
      {"a share of one's own approving",
       [](Attempt& at, const std::string& mark) {
         Approvals approvals(at.vault, Approvals::Entry::typedNow);
         const auto request = approvals.ask(Act::share);
         if (request) return mark;
         (void)approvals.confirm(RequestId{}, at.person.desk.user, secret(kUserPassphrase));
         return approvals.permit(Act::share) ? mark : std::string();
       }},
      {"take the grant again",
       [](Attempt& at, const std::string&) {
         std::string out;
         for (const auto& compartment : at.staff.programme->compartments) {
           const Bytes grant =
               must(at.staff.world.open().grantReader(at.person.desk.user, compartment.name, secret(kOfficerPassphrase)));
           (void)at.vault.takeGrant(grant);
         }
         while (must(indexPulled(at.vault, 10))) {
         }
         return shownIn(at, "English") + listed(at.vault, "");
       }},
      {"a directory that lists a reading",
       [](Attempt& at, const std::string& mark) {
         must(at.vault.takeDirectory(at.staff.world.open().directory().bytes()));
         return shownIn(at, "English") + listed(at.vault, mark);
       }},
      {"an unlock of its own",
       [](Attempt& at, const std::string& mark) {
         Vault again = at.staff.unlock(at.person);
         Attempt next{at.staff, at.person, again};
         return shownIn(next, "English") + listed(again, mark);
       }},
      {"an open shift of one's own",
       [](Attempt& at, const std::string& mark) {
         Vault again = at.staff.unlock(at.person);
         (void)again.enterShift(at.person.desk.carrier);
         Attempt next{at.staff, at.person, again};
         const std::string out = shownIn(next, "English") + listed(again, mark);
         if (again.shiftIsOpen()) must(again.closeShift());
         return out;
       }},
      {"names and content of the laptop's files",
       [](Attempt& at, const std::string& mark) {
         for (const auto& [path, content] : filesBelow(at.person.desk.home))
           if (mark.size() > 6 && (path.find(mark) != std::string::npos || content.find(mark) != std::string::npos)) return mark;
         return std::string();
       }},
      {"somebody else's name",
       [](Attempt& at, const std::string& mark) {
         const SecretBytes own = must(unlockSlot(at.person.desk.home, at.person.desk.user, secret(kUserPassphrase), at.staff.world.clock));
         return Vault::open(at.person.desk.home, at.staff.people.front().desk.user == at.person.desk.user
                                                     ? at.staff.people.back().desk.user
                                                     : at.staff.people.front().desk.user,
                            own, at.staff.world.surroundings())
                    ? mark
                    : std::string();
       }},
  };
  return kWays;
}

}  // namespace

TEST_CASE("thirty ways round the access matrix find nothing, and reading finds everything", "[station]") {
  Staff staff(Keys::everyOne);
  std::size_t tries = 0, controls = 0;
  REQUIRE(waysRound().size() >= 30);
  for (const char* role : {"officer", "case_worker", "health_worker", "family_tracer", "auditor", "administrator"}) {
    const Person& person = staff.of(role);
    Vault vault = staff.unlock(person);
    Attempt attempt{staff, person, vault};
    for (const WayRound& way : waysRound()) {
      for (const auto& [compartment, mark] : kMarks) {
        INFO(role << " / " << compartment << " / " << way.name);
        const std::string found = way.found(attempt, mark);
        if (mayDo(*staff.programme, role, Act::readRecord) && mayOpen(*staff.programme, role, compartment)) {
          controls += found.find(mark) != std::string::npos;
        } else {
          CHECK(found.find(mark) == std::string::npos);
          ++tries;
        }
      }
    }
  }
  CHECK(tries > 600);
  CHECK(controls > 50);  // what may be found is found by the same means
  std::cout << "ways round: " << waysRound().size() << ", " << tries << " tries, " << controls << " found by those who may\n";
}

TEST_CASE("a role that changes takes the words with it, and the next role builds its own", "[station]") {
  Staff staff(Keys::everyOne);
  const Person& person = staff.of("case_worker");
  const auto finds = [&](Vault& vault, const char* compartment) {
    const auto page = listRecords(vault, kMarks.at(compartment), 0, 10);
    return page && page->total > 0;
  };
  {
    Vault vault = staff.unlock(person);
    REQUIRE(finds(vault, "identity"));
    must(staff.world.open().changeRole(person.desk.user, "health_worker"));
    must(vault.takeDirectory(staff.world.open().directory().bytes()));
    CHECK_FALSE(finds(vault, "identity"));
    CHECK(listed(vault, "") == "\n");
  }
  Vault vault = staff.unlock(person);
  CHECK_FALSE(finds(vault, "identity"));
  while (must(indexPulled(vault, 10))) {
  }
  CHECK_FALSE(finds(vault, "identity"));
  CHECK(finds(vault, "health"));
  CHECK(Staff::shown(must(showRecord(vault, staff.record, "English"))).find(kMarks.at("identity")) == std::string::npos);

  SECTION("a role that no programme knows may do nothing, whatever it is called") {
    for (const char* role : {"Case_Worker", "case_worker ", "root", "*"}) {
      must(staff.world.open().changeRole(person.desk.user, role));
      must(vault.takeDirectory(staff.world.open().directory().bytes()));
      for (const ActRule& rule : kActs) {
        const auto refused = vault.require(rule.act);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().is(RightsError::unknownRole));
        CHECK(refused.error().context() == rule.word);
      }
      CHECK_FALSE(showRecord(vault, staff.record, "English"));
    }
  }
  SECTION("a user whom the directory disables unlocks nothing") {
    must(staff.world.open().disableUser(person.desk.user, true));
    const auto taken = vault.takeDirectory(staff.world.open().directory().bytes());
    REQUIRE_FALSE(taken);
    CHECK(taken.error().is(VaultError::notAllowed));
    const SecretBytes own = must(unlockSlot(person.desk.home, person.desk.user, secret(kUserPassphrase), staff.world.clock));
    CHECK_FALSE(Vault::open(person.desk.home, person.desk.user, own, staff.world.surroundings()));
  }
}

TEST_CASE("a newer package takes a reader away from what was sealed under the older one", "[station]") {
  Staff staff(Keys::everyOne);
  const Person& person = staff.of("case_worker");
  Vault vault = staff.unlock(person);
  REQUIRE(Staff::shown(must(showRecord(vault, staff.record, "English"))).find(kMarks.at("identity")) != std::string::npos);
  auto book = must(forms::readWorkbook(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
  for (forms::Sheet& sheet : book.sheets)
    if (sheet.name == "assessment") sheet.rows.front().cells.front() = "DPIA-border-intake-2";  // a new reader was assessed
  for (forms::Sheet& sheet : book.sheets)
    if (sheet.name == "compartments")
      for (forms::Row& row : sheet.rows)
        if (row.cells.front() == "identity")
          for (std::string& cell : row.cells)
            if (cell == "case_worker") cell = "legal_adviser";
  must(vault.takePackage(staff.world.addPackage(programmeOf(book, vault.organisation(), 2))));
  CHECK(Staff::shown(must(showRecord(vault, staff.record, "English"))).find(kMarks.at("identity")) == std::string::npos);
  CHECK(must(listRecords(vault, kMarks.at("identity"), 0, 10)).total == 0);
}
