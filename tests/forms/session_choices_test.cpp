// SPDX-License-Identifier: Apache-2.0
// Answers whose choices change under them.
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

constexpr const char* kPlaces =
    "list_name | name | label | region | town\n"
    "region | n | North | |\nregion | s | South | |\n"
    "town | a | A | n |\ntown | b | B | n |\ntown | c | C | s |\n"
    "street | a1 | A1 | | a\nstreet | a2 | A2 | | a\nstreet | c1 | C1 | | c";

const std::vector<std::string> kCascade{
    "select_one region | reg", "select_one town | town | choice_filter=region = ${reg} | required=yes",
    "select_one street | street | choice_filter=town = ${town}", "select_multiple town | towns | choice_filter=region = ${reg}",
    "calculate | seen | calculation=concat(${town}, '/', ${street}, '/', ${towns})"};

}  // namespace

TEST_CASE("an answer that the filter excludes is blank, all the way down the cascade", "[forms]") {
  Scenario s(kCascade, kPlaces);
  CHECK(s.choices("town").empty());
  s.answer("reg", "n").answer("town", "a").answer("street", "a2").answer("towns", "b a");
  CHECK(s.choices("street") == std::vector<std::string>{"a1", "a2"});
  CHECK(s.answerOf("seen") == "a/a2/b a");
  s.answer("reg", "s");
  CHECK(s.answerOf("town") == "");
  CHECK(s.answerOf("street") == "");
  CHECK(s.answerOf("towns") == "");
  CHECK(s.answerOf("seen") == "//");
  CHECK(s.problem("town") == Problem::required);
  CHECK(s.submitted() == "reg=s seen=//");
}

TEST_CASE("an answer that was set aside is back when the filter lets it, unless another was given", "[forms]") {
  Scenario s(kCascade, kPlaces);
  s.answer("reg", "n").answer("town", "a").answer("street", "a2").answer("reg", "s").answer("reg", "n");
  CHECK(s.answerOf("town") == "a");
  CHECK(s.answerOf("street") == "a2");
  s.answer("reg", "s").answer("town", "c").answer("reg", "n");
  CHECK(s.answerOf("town") == "");
  s.answer("reg", "s");
  CHECK(s.answerOf("town") == "c");
}

TEST_CASE("what cannot be chosen now cannot be set now", "[forms]") {
  Scenario s(kCascade, kPlaces);
  CHECK(s.tryAnswer("town", std::string("a")).error().is(FormError::notThatType));
  s.answer("reg", "s");
  CHECK(s.tryAnswer("town", std::string("a")).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("towns", Selected{{"c", "a"}}).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("town", std::string("c")));
}

TEST_CASE("only what left the filter leaves a choice of several", "[forms]") {
  Scenario s({"integer | least", "select_multiple n | m | choice_filter=name >= ${least}"},
             "list_name | name | label\nn | 1 | One\nn | 2 | Two\nn | 3 | Three");
  s.answer("least", "1").answer("m", "3 1 2").answer("least", "2");
  CHECK(s.answerOf("m") == "3 2");
  s.answer("least", "3");
  CHECK(s.answerOf("m") == "3");
  s.answer("least", "1");
  CHECK(s.answerOf("m") == "3 1 2");
}

TEST_CASE("a filter in a repeat looks at its own instance", "[forms]") {
  Scenario s(
      {"begin_repeat | r", "select_one region | reg", "select_one town | town | choice_filter=region = ${reg}", "end_repeat"},
      kPlaces);
  s.addTo("r").answer("r[1]/reg", "n").answer("r[2]/reg", "n").answer("r[1]/town", "a").answer("r[2]/town", "b");
  s.answer("r[2]/reg", "s");
  CHECK(s.answerOf("r[1]/town") == "a");
  CHECK(s.answerOf("r[2]/town") == "");
  s.removeFrom("r", 1);
  CHECK(s.answerOf("r[1]/town") == "");
  s.answer("r[1]/reg", "n");
  CHECK(s.answerOf("r[1]/town") == "b");
}

TEST_CASE("two selects may exclude each other's answer", "[forms]") {
  Scenario s({"select_one region | first | choice_filter=name != ${second}",
              "select_one region | second | choice_filter=name != ${first}"},
             kPlaces);
  s.answer("first", "n");
  CHECK(s.choices("second") == std::vector<std::string>{"s"});
  s.answer("second", "s");
  CHECK(s.answerOf("first") == "n");
  CHECK(s.tryAnswer("second", std::string("n")).error().is(FormError::notThatType));
}

TEST_CASE("filters that chase each other come to rest", "[forms]") {
  // Each answer is offered while the other is given, and not while it is not.
  Scenario s(
      {"select_one region | a | choice_filter=${b} = ''", "select_one region | b | choice_filter=${a} != ''", "integer | i"},
      kPlaces);
  s.answer("a", "n").answer("b", "n").answer("i", "1");
  CHECK(s.answerOf("i") == "1");
}

TEST_CASE("a rank loses what the filter excludes and gains at its end what comes in", "[forms]") {
  Scenario s({"select_multiple l | m", "rank l | r | choice_filter=selected(${m}, name)"},
             "list_name | name | label\nl | a | A\nl | b | B\nl | c | C");
  s.answer("m", "a b").answer("r", "b a").answer("m", "a c");
  CHECK(s.answerOf("r") == "a c");
  s.answer("m", "");
  CHECK(s.answerOf("r") == "");
  s.answer("m", "c b a");
  CHECK(s.answerOf("r") == "b a c");
}

TEST_CASE("a calculated choice counts only where it is offered", "[forms]") {
  Scenario s({"text | t", "select_one region | c | calculation=${t}"}, kPlaces);
  s.answer("t", "n");
  CHECK(s.answerOf("c") == "n");
  s.answer("t", "x");
  CHECK(s.answerOf("c") == "");
}

TEST_CASE("a draft keeps an answer that its choices no longer hold", "[forms]") {
  Scenario before(kCascade, kPlaces);
  before.answer("reg", "n").answer("town", "a").answer("towns", "a b").answer("reg", "s");
  const Bytes aside = before.session.saveDraft();
  Scenario after(kCascade, kPlaces);
  REQUIRE(after.session.restoreDraft(aside));
  CHECK(after.answerOf("town") == "");
  after.answer("reg", "n");
  CHECK(after.answerOf("town") == "a");
  CHECK(after.answerOf("towns") == "a b");

  // The same form, built again without that town: the answer is blank, and in the next draft all the same.
  const std::string fewer =
      "list_name | name | label | region | town\nregion | n | North | |\nregion | s | South | |\ntown | b | B | n |\nstreet | a1 "
      "| A1 | | a";
  before.answer("reg", "n");
  Scenario rebuilt(kCascade, fewer);
  REQUIRE(rebuilt.session.restoreDraft(before.session.saveDraft()));
  CHECK(rebuilt.answerOf("town") == "");
  CHECK(rebuilt.answerOf("towns") == "b");
  Scenario again(kCascade, kPlaces);
  REQUIRE(again.session.restoreDraft(rebuilt.session.saveDraft()));
  CHECK(again.answerOf("town") == "a");
  CHECK(again.answerOf("towns") == "a b");
}
