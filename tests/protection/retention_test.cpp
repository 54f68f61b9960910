// SPDX-License-Identifier: Apache-2.0
#include "protection/retention.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "protection/governance_sheets.h"
#include "protection/words.h"

using namespace limen;

namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string each; std::getline(in, each, at);)
    if (!each.empty() && each != "-") out.push_back(each);
  return out;
}

const std::vector<Retention> kRules{{"arrival", 360, "captured", true},      {"stay", 90, "departure", true},
                                    {"case", 730, "case_closed", false},     {"appeal", 30, "appeal_end", true},
                                    {"permit", 180, "permit_expiry", true},  {"handover", 14, "transfer", true},
                                    {"ruling", 60, "decision", true}};

struct Event {
  bool blind = false;
  forms::Date day;
  std::string name;
};
std::vector<Event> eventsIn(const std::string& text) {
  std::vector<Event> out;
  for (std::string each : split(text, ';')) {
    Event event;
    event.blind = each.front() == '~';
    if (event.blind) each.erase(0, 1);
    event.day = dateFrom(each.substr(0, 10)).value();
    event.name = each.substr(11);
    out.push_back(std::move(event));
  }
  return out;
}

std::string monday(Week week) {
  return textOfDate(forms::Date{std::chrono::sys_days{std::chrono::days{firstDayOf(week)}}});
}

struct Case {
  Programme programme;
  Safeguards raised;
  std::vector<BoundRevision> revisions;

  void capture(const Event& event) { revisions.push_back({{WriterId{{1}}, 1}, {}, boundsAtCapture(programme, raised, event.day)}); }
  void enter(const Event& event) {
    const auto bounds = boundsAfter(programme, standingBounds(revisions), event.name, event.day);
    // Who had not seen the one before writes elsewhere, over what was there before it.
    const std::size_t seen = revisions.size() - (event.blind ? 1 : 0);
    std::map<WriterId, std::uint64_t> highest;
    for (std::size_t i = 0; i < seen; ++i) highest[revisions[i].id.writer] = std::max(highest[revisions[i].id.writer], revisions[i].id.counter);
    const WriterId writer{{static_cast<Byte>(event.blind ? revisions.size() + 1 : 1)}};
    BoundRevision next{{writer, highest[writer] + 1}, {}, bounds};
    for (const auto& [each, counter] : highest)
      if (counter > 0) next.context.push_back({each, counter});
    if (!bounds.empty()) revisions.push_back(std::move(next));
  }
};

}  // namespace

TEST_CASE("each record goes in the week that its rules, its events and its holds say, over thirty cases", "[protection]") {
  std::ifstream table(LIMEN_SOURCE_DIR "/tests/data/protection/retention_cases.tsv");
  int count = 0;
  std::set<std::string> events;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    INFO(line);
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string each; std::getline(in, each, '\t');) cells.push_back(each);
    REQUIRE(cells.size() == 5);
    Case at;
    at.programme.retentions = kRules;
    for (const std::string& pair : split(cells[0], ' ')) {
      Protection protection;
      protection.compartment = static_cast<std::uint8_t>(at.programme.compartments.size());
      protection.retain = pair.substr(pair.find('=') + 1);
      at.programme.protections.push_back(protection);
      at.programme.compartments.push_back({pair.substr(0, pair.find('=')), 1, {}, {}});
    }
    at.raised.retentions = split(cells[1], ' ');
    for (const Event& event : eventsIn(cells[2])) {
      events.insert(event.name);
      event.name == kCapturedEvent ? at.capture(event) : at.enter(event);
    }
    const auto standing = standingBounds(at.revisions);
    const auto holds = split(cells[3], ' ');
    const std::uint16_t held = !holds.empty() && holds.back() == "hold" ? holdable(at.programme, standing) : 0;
    const WeekByCompartment weeks = earliestWeeks(standing);
    std::string found;
    for (std::size_t i = 0; i < at.programme.compartments.size(); ++i) {
      REQUIRE(weeks[i]);
      found += (found.empty() ? "" : " ") + at.programme.compartments[i].name + '=' + monday(*weeks[i]) + ((held >> i & 1) != 0 ? "*" : "");
    }
    CHECK(found == cells[4]);
    ++count;
  }
  CHECK(count >= 30);
  CHECK(events.size() == kCaseEvents.size());  // each that the sheet takes is real
}

TEST_CASE("what is forgotten goes ten years after its event would have counted, and what nobody stated stays", "[protection]") {
  Programme programme;
  programme.retentions = kRules;
  programme.compartments = {{"operational", 1, {}, {}}, {"identity", 2, {}, {}}};
  programme.protections = {{}, {}};
  programme.protections[1].compartment = 1;
  programme.protections[1].retain = "stay";
  const auto captured = dateFrom("2026-01-05").value();
  const auto bounds = boundsAtCapture(programme, {}, captured);
  REQUIRE(bounds.size() == 1);
  CHECK(bounds[0].rule == 1);
  CHECK(bounds[0].compartments == 2);
  CHECK(monday(bounds[0].week) == "2036-03-31");  // 2026-01-05, 3650 days and 90 later
  CHECK_FALSE(earliestWeeks(bounds)[0]);
  CHECK(nextRule(programme, bounds, 1)->name == "stay");
  CHECK(nextRule(programme, bounds, 0) == nullptr);
  CHECK(boundsAfter(programme, bounds, "decision", captured).empty());
}
