// SPDX-License-Identifier: Apache-2.0
#include "protection/minimise.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "protection/dictionary.h"
#include "tests/protection/support.h"

using namespace limen;
using forms::Date;
using forms::Empty;
using forms::Point;
using forms::Selected;
using forms::Value;

// A minimal record comes from minimise() and from nowhere else.
static_assert(!std::is_default_constructible_v<MinimalRecord>);
static_assert(!std::is_constructible_v<MinimalRecord, std::shared_ptr<const Programme>>);
static_assert(!std::is_constructible_v<MinimalRecord, std::shared_ptr<const Programme>, std::vector<std::vector<KeptAnswer>>>);
static_assert(!std::is_aggregate_v<MinimalRecord>);
static_assert(
    std::is_same_v<decltype(std::declval<MinimalRecord&>().compartments()), const std::vector<std::vector<KeptAnswer>>&>);
// Nothing else is sealed.
static_assert(!std::is_invocable_v<decltype(&seal), const forms::Submission&, const RevisionPlace&, const ShiftKeys&, Random&>);

namespace {

Date day(int year, unsigned month, unsigned date) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date)};
}
std::string text(const char* words) {
  return words;
}
std::int64_t whole(std::int64_t number) {
  return number;
}

}  // namespace

TEST_CASE("each way to minimise keeps what it says and no more", "[protection]") {
  const Date today = day(2026, 11, 22);
  struct Case {
    const char* word;
    Value given, kept;
  };
  const std::vector<Case> cases{
      {"as-is", text("Example"), text("Example")},
      {"", Point{1.23456, 2, 3, 4}, Point{1.23456, 2, 3, 4}},
      {"year", day(1990, 12, 31), whole(1990)},
      {"year", day(1969, 12, 31), whole(1969)},
      {"year", whole(1987), whole(1987)},
      {"age-band(5)", day(1990, 11, 22), text("35-39")},  // 36 today
      {"age-band(5)", day(1991, 11, 22), text("35-39")},  // 35 today
      {"age-band(5)", day(1991, 11, 23), text("30-34")},  // 35 tomorrow
      {"age-band(5)", day(2026, 11, 22), text("0-4")},
      {"age-band(5)", day(2027, 1, 1), text("0-4")},
      {"age-band(10)", day(1926, 1, 1), text("100-109")},
      {"age-band(1)", day(2008, 11, 22), text("18-18")},
      {"age-band(18)", day(2008, 11, 23), text("0-17")},
      {"age-band(18)", day(2008, 11, 22), text("18-35")},
      {"age-band(5)", whole(1990), text("35-39")},
      {"age-band(5)", whole(34), text("30-34")},
      {"age-band(5)", whole(-3), text("0-4")},
      {"initial", text("Example"), text("E")},
      {"initial", text("\xd9\x85\xd8\xab\xd8\xa7\xd9\x84"), text("\xd9\x85")},
      {"initial", text("\xf0\x9d\x94\xb8x"), text("\xf0\x9d\x94\xb8")},
      {"initial", text(""), text("")},
      {"coarsen(0.1)", Point{12.3456, -40.0512, 812, 5}, Point{12.3, -40.1, 0, 0}},
      {"coarsen(0.5)", Point{-0.2, 179.9, 1, 1}, Point{0, 180, 0, 0}},
      {"coarsen(0.1)", 0.26, 0.3},
      {"coarsen(2.5)", 6.0, 5.0},
      {"coarsen(10)", whole(14), whole(10)},
      {"coarsen(10)", whole(15), whole(20)},
      {"coarsen(10)", whole(-14), whole(-10)},
      {"coarsen(10)", whole(-16), whole(-20)},
      {"coarsen(10)", std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max() - 7},
      {"yes-no", text("Example"), text("yes")},
      {"yes-no", text("no"), text("no")},
      {"yes-no", text("None"), text("no")},
      {"yes-no", whole(0), text("no")},
      {"yes-no", whole(3), text("yes")},
      {"yes-no", 0.0, text("no")},
      {"yes-no", Selected{{"none"}}, text("no")},
      {"yes-no", Selected{{"water", "none"}}, text("yes")},
      {"yes-no", day(1990, 1, 1), text("yes")},
      {"yes-no", Point{1, 2, 3, 4}, text("yes")},
      {"drop", text("Example"), Empty{}},
      {"year", Empty{}, Empty{}},
      {"yes-no", Empty{}, Empty{}},
      // A value that is not of the promised kind never passes whole.
      {"year", text("1990-05-01"), text("yes")},
      {"age-band(5)", 34.5, text("yes")},
      {"initial", whole(7), text("yes")},
      {"coarsen(0.1)", text("12.34567 40.1"), text("yes")},
  };
  for (const Case& each : cases) {
    INFO(each.word << " of " << forms::toLexical(each.given));
    const auto how = minimiseFromWord(each.word);
    REQUIRE(how);
    const Value kept = minimised(each.given, *how, today);
    INFO("gives " << forms::toLexical(kept));
    CHECK(kept == each.kept);
    CHECK(minimiseFromWord(wordOf(*how))->kind == how->kind);
    CHECK(minimiseFromWord(wordOf(*how))->parameter == how->parameter);
  }
}

TEST_CASE("who is born on 29 February grows older on 1 March of a common year", "[protection]") {
  const auto band = [](Date today) { return minimised(day(2008, 2, 29), *minimiseFromWord("age-band(1)"), today); };
  CHECK(band(day(2026, 2, 28)) == Value(text("17-17")));
  CHECK(band(day(2026, 3, 1)) == Value(text("18-18")));
  CHECK(band(day(2028, 2, 28)) == Value(text("19-19")));
  CHECK(band(day(2028, 2, 29)) == Value(text("20-20")));
}

TEST_CASE("a submission is split by compartment, and what is dropped is gone", "[protection]") {
  test::Book book = test::smallBook();
  book.set("survey", 2, "protect::minimise", "drop");
  const auto programme = test::programmeOf(book.workbook());
  SeededRandom random(1);
  const RepeatId one = RepeatId::make(random), two = RepeatId::make(random);
  const auto question = [&](const char* name) { return *programme->form->find(name); };
  forms::Submission submission;
  submission.answers = {{"given_name", {}, text("CANARYNAME")},
                        {"birth_date", {}, day(1990, 5, 4)},
                        {"need", {}, text("water")},
                        {"weeks", {}, whole(1)},
                        {"weeks", {}, whole(2)},
                        {"member_name", {one}, text("Sample")},
                        {"nobody_asked", {}, text("x")},
                        {"member_name", {}, text("astray")},
                        {"twice", {}, Empty{}}};
  submission.emptyRepeats = {{question("member"), {two}}};
  const MinimalRecord record = minimise(programme, submission, day(2026, 11, 22));
  REQUIRE(record.compartments().size() == 4);
  CHECK(record.compartments()[0] ==
        std::vector<KeptAnswer>{{question("need"), {}, text("water")}, {question("twice"), {}, Empty{}}});
  CHECK(record.compartments()[1] == std::vector<KeptAnswer>{{question("birth_date"), {}, whole(1990)}});
  CHECK(record.compartments()[2] == std::vector<KeptAnswer>{{question("weeks"), {}, whole(2)}});
  CHECK(record.compartments()[3] ==
        std::vector<KeptAnswer>{{question("member_name"), {one}, text("Sample")}, {question("member"), {two}, Empty{}}});
}

TEST_CASE("a dropped or coarsened answer is nowhere in what is coded", "[protection]") {
  const auto codedWith = [](const char* minimise) {
    test::Book book = test::smallBook();
    book.set("survey", 2, "protect::minimise", minimise);
    const auto programme = test::programmeOf(book.workbook());
    forms::Submission submission;
    submission.answers = {{"given_name",
                           {},
                           text("\xc3\x89"
                                "CANARYCANARYCANARY")},
                          {"need", {}, text("water")}};
    Bytes all;
    const MinimalRecord record = limen::minimise(programme, submission, day(2026, 11, 22));
    for (const auto& answers : record.compartments()) {
      const Bytes coded = codeAnswers(answers, *programme);
      all.insert(all.end(), coded.begin(), coded.end());
      const auto back = decodeAnswers(coded, *programme);
      REQUIRE(back);
      for (const KeptAnswer& each : *back) {
        const std::string lexical = forms::toLexical(each.value);
        all.insert(all.end(), lexical.begin(), lexical.end());
      }
    }
    return textOf(all).find("CANARY") != std::string_view::npos;
  };
  CHECK(codedWith("as-is"));  // the search finds it where it is kept
  CHECK_FALSE(codedWith("drop"));
  CHECK_FALSE(codedWith("initial"));
  CHECK_FALSE(codedWith("yes-no"));
}
