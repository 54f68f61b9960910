// SPDX-License-Identifier: Apache-2.0
// The access matrix of the sample programme, cell by cell: what the table says, and what happens when a person of the role does
// it.
#include <functional>
#include <iostream>

#include "access.h"
#include "station/approval.h"

using namespace limen;
using namespace limen::test;

namespace {

class NoNetwork : public TransportOpener {
 public:
  Result<std::unique_ptr<SyncTransport>> open() override { return unexpected(TransportError::unreachable); }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// One way to perform an act on a compartment. `did`: whether the person got through to it.
struct Way {
  const char* name;
  Act act;
  std::function<bool(Staff&, Vault&, const std::string& compartment)> did;
};

template <class T>
std::string textIfAny(const Result<T>& result, const std::function<std::string(const T&)>& text) {
  return result ? text(*result) : std::string();
}

std::string read(Vault& vault, const RecordId& record, const std::string& compartment, const char* language = "English") {
  const auto view = showRecord(vault, record, language);
  return view ? Staff::shown(*view, compartment) : std::string();
}

std::uint64_t found(Vault& vault, const std::string& words) {
  const auto page = listRecords(vault, words, 0, 10);
  return page ? page->total : 0;
}

const std::vector<Way>& ways() {
  static const std::vector<Way> kWays{
      {"read it", Act::readRecord,
       [](Staff& staff, Vault& vault, const std::string& compartment) {
         return contains(read(vault, staff.record, compartment), kMarks.at(compartment));
       }},
      {"read it in another language", Act::readRecord,
       [](Staff& staff, Vault& vault, const std::string& compartment) {
         return !read(vault, staff.record, compartment, "Arabic").empty();
       }},
      {"read it in a language that there is not", Act::readRecord,
       [](Staff& staff, Vault& vault, const std::string& compartment) {
         return !read(vault, staff.record, compartment, "Klingon").empty();
       }},
      {"see it marked as readable", Act::readRecord,
       [](Staff& staff, Vault& vault, const std::string& name) {
         const auto view = showRecord(vault, staff.record, "English");
         return view && compartment(*view, name).state == ShownCompartment::State::readable;
       }},
      {"search for it", Act::searchRecords,
       [](Staff&, Vault& vault, const std::string& compartment) { return found(vault, kMarks.at(compartment)) == 1; }},
      {"search for its beginning", Act::searchRecords,
       [](Staff&, Vault& vault, const std::string& compartment) {
         const std::string& mark = kMarks.at(compartment);
         return found(vault, mark.substr(0, mark.size() - 1)) == 1;
       }},
      {"search for it in capitals", Act::searchRecords,
       [](Staff&, Vault& vault, const std::string& compartment) {
         std::string mark = kMarks.at(compartment);
         for (char& c : mark) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
         return found(vault, mark) == 1;
       }},
      {"index it again and search", Act::searchRecords,
       [](Staff&, Vault& vault, const std::string& compartment) {
         must(vault.store().forgetPulledIndex());
         while (must(indexPulled(vault, 10))) {
         }
         return found(vault, kMarks.at(compartment)) == 1;
       }},
      {"search for it after a restart", Act::searchRecords,
       [](Staff& staff, Vault& vault, const std::string& compartment) {
         const auto person = std::find_if(staff.people.begin(), staff.people.end(),
                                          [&](const Person& one) { return one.desk.user == vault.user(); });
         Vault again = staff.unlock(*person);
         return found(again, kMarks.at(compartment)) == 1;
       }},
  };
  return kWays;
}

// What stands of `legal` in the marked record is a nationality, by which nobody finds people.
bool mayFind(const Way& way, const std::string& compartment) {
  return way.act != Act::searchRecords || compartment != "legal";
}

// Of capturing: whether the station lets an answer of that compartment in, shows it in the shift, and after it.
struct Captured {
  bool taken = false, drafted = false, resumed = false, discarded = false;
  std::map<std::string, bool> inShift, afterwards, searchable;
};

Captured captureAs(Staff& staff, const Person& person) {
  Captured out;
  Vault vault = staff.unlock(person);
  const auto entered = vault.enterShift(person.desk.carrier);
  CHECK(entered.has_value() == (mayDo(*staff.programme, person.role, Act::openShift)));
  const auto taken = importRecord(vault, staff.programme, kMarkedRecord);
  out.taken = taken.has_value();
  {
    auto intake = Intake::start(vault, staff.programme, "English");
    if (intake) {
      answer(*intake, "given_name", "Synthia");
      out.drafted = intake->save().has_value();
      const auto list = drafts(vault, "English");
      if (list && list->size() == 1) {
        auto again = Intake::resume(vault, list->front().id, "");
        out.resumed = again.has_value();
        out.discarded = again && again->discard();
      }
    }
  }
  for (const auto& [compartment, mark] : kMarks) {
    out.inShift[compartment] = taken && contains(read(vault, *taken, compartment), mark);
    out.searchable[compartment] = taken && found(vault, mark) > found(vault, mark + " zqother");
  }
  if (vault.shiftIsOpen()) must(vault.closeShift());
  for (const auto& [compartment, mark] : kMarks)
    out.afterwards[compartment] = taken && contains(read(vault, *taken, compartment), mark);
  return out;
}

}  // namespace

TEST_CASE("every cell of the access matrix is what happens, when everybody holds every key", "[station]") {
  Staff staff(Keys::everyOne);
  std::size_t cells = 0, allowedCells = 0;
  const Programme& programme = *staff.programme;

  for (const Person& person : staff.people) {
    Vault vault = staff.unlock(person);
    for (const Compartment& compartment : programme.compartments) {
      for (const Way& way : ways()) {
        INFO(person.role << " / " << compartment.name << " / " << way.name);
        const bool allowed = mayDo(programme, person.role, way.act) && mayOpen(programme, person.role, compartment.name) &&
                             mayFind(way, compartment.name);
        CHECK(way.did(staff, vault, compartment.name) == allowed);
        ++cells;
        allowedCells += allowed;
      }
    }
    {
      INFO(person.role << " / sync");
      const std::atomic<bool> cancelled{false};
      NoNetwork network;
      const auto report = syncNow(vault, network, {}, cancelled);
      REQUIRE_FALSE(report);
      CHECK((report.error().room() == "transport") == mayDo(programme, person.role, Act::sync));
      ++cells;
    }
    // What an approval asks first is the right; every act of the table, those of other rooms too.
    Approvals approvals(vault, Approvals::Entry::typedNow);
    for (const ActRule& rule : kActs) {
      INFO(person.role << " / " << rule.word);
      const auto permit = approvals.permit(rule.act);
      const bool refused = !permit && (permit.error().is(RightsError::notYourRole));
      CHECK(refused == !mayDo(programme, person.role, rule.act));
      if (!refused) CHECK(permit.has_value() == !rule.secondPerson);
      ++cells;
    }
  }

  for (const Person& person : staff.people) {
    const Captured captured = captureAs(staff, person);
    const bool captures = mayDo(programme, person.role, Act::capture), reads = mayDo(programme, person.role, Act::readRecord);
    for (const Compartment& compartment : programme.compartments) {
      INFO(person.role << " / " << compartment.name << " / capture");
      const bool opens = mayOpen(programme, person.role, compartment.name);
      CHECK(captured.taken == captures);
      CHECK(captured.drafted == captures);
      CHECK(captured.resumed == captures);
      CHECK(captured.discarded == captures);
      CHECK(captured.inShift.at(compartment.name) == (captures && reads));
      CHECK(captured.afterwards.at(compartment.name) == (captures && reads && opens));
      if (captured.searchable.at(compartment.name)) CHECK(opens);
      cells += 7;
    }
  }

  for (const Person& person : staff.people) {
    Vault vault = staff.unlock(person);
    for (const Compartment& compartment : programme.compartments) {
      INFO(person.role << " / " << compartment.name << " / take a grant");
      const Bytes grant = must(staff.world.open().grantReader(person.desk.user, compartment.name, secret(kOfficerPassphrase)));
      const auto taken = vault.takeGrant(grant);
      CHECK(taken.has_value() == mayDo(programme, person.role, Act::acceptGrant));
      ++cells;
    }
  }
  CHECK(allowedCells > 0);
  CHECK(cells >= 500);
  CHECK(accessMatrix(programme).size() == programme.roles.size() * programme.compartments.size() * kActs.size());
  std::cout << "access matrix: " << cells << " cells performed, " << accessMatrix(programme).size() << " in the table\n";
}

TEST_CASE("with the keys that the programme gives, everybody reads what their role reads and nothing else", "[station]") {
  Staff staff(Keys::asTheProgrammeSays);
  for (const Person& person : staff.people) {
    Vault vault = staff.unlock(person);
    for (const Compartment& compartment : staff.programme->compartments)
      for (const Way& way : ways()) {
        INFO(person.role << " / " << compartment.name << " / " << way.name);
        const bool allowed = mayDo(*staff.programme, person.role, way.act) &&
                             mayOpen(*staff.programme, person.role, compartment.name) && mayFind(way, compartment.name);
        CHECK(way.did(staff, vault, compartment.name) == allowed);
      }
  }
}
