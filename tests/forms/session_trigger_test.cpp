// SPDX-License-Identifier: Apache-2.0
// Calculations that wait for another answer to change.
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

TEST_CASE("a trigger computes once its answer changes, and then only", "[forms]") {
  Scenario s({"text | source", "text | other", "text | target | trigger=${source} | calculation=concat('got ', ${other})"});
  CHECK(s.answerOf("target") == "");
  s.answer("other", "one");
  CHECK(s.answerOf("target") == "");
  s.answer("source", "x");
  CHECK(s.answerOf("target") == "got one");
  s.answer("other", "two").answer("source", "x");
  CHECK(s.answerOf("target") == "got one");
  s.answer("target", "by hand");
  CHECK(s.answerOf("target") == "by hand");
  s.answer("source", "y");
  CHECK(s.answerOf("target") == "got two");
}

TEST_CASE("a trigger without a calculation clears", "[forms]") {
  Scenario s({"text | source", "text | target | trigger=${source}"});
  s.answer("target", "stale").answer("source", "x");
  CHECK(s.answerOf("target") == "");
}

TEST_CASE("several triggers compute one answer, and one trigger several", "[forms]") {
  Scenario s({"text | a", "text | b", "integer | n | trigger=${a}, ${b} | calculation=coalesce(${n}, 0) + 1",
              "text | t | trigger=${a} | calculation=${n}"});
  s.answer("a", "1");
  CHECK(s.answerOf("n") == "1");
  s.answer("b", "1");
  CHECK(s.answerOf("n") == "2");
  CHECK(s.answerOf("t") != "");
  s.answer("a", "2").answer("a", "2");
  CHECK(s.answerOf("n") == "3");
}

TEST_CASE("a trigger stays in its repeat instance, and reaches into repeats below it", "[forms]") {
  Scenario s({"text | top", "begin_repeat | r", "text | source",
              "text | target | trigger=${source} | calculation=concat(${source}, position(..))",
              "text | down | trigger=${top} | calculation=${top}", "end_repeat",
              "text | last | trigger=${source} | calculation=count(${r})"});
  s.addTo("r").answer("r[2]/source", "x");
  CHECK(s.answerOf("r[1]/target") == "");
  CHECK(s.answerOf("r[2]/target") == "x2");
  CHECK(s.answerOf("last") == "2");
  s.answer("top", "all");
  CHECK(s.answerOf("r[1]/down") == "all");
  CHECK(s.answerOf("r[2]/down") == "all");
}

TEST_CASE("what a form starts with triggers nothing", "[forms]") {
  Scenario s({"text | source | default=x", "integer | made | default=1 + 1", "text | a | trigger=${source} | calculation='ran'",
              "text | b | trigger=${made} | calculation='ran'", "begin_repeat | r", "text | q | default=y",
              "text | c | trigger=${q} | calculation='ran'", "end_repeat"});
  s.addTo("r");
  for (const char* name : {"a", "b", "r[1]/c", "r[2]/c"}) CHECK(s.answerOf(name) == "");
  const Bytes draft = s.session.saveDraft();
  REQUIRE(s.session.restoreDraft(draft));
  CHECK(s.answerOf("a") == "");
}

TEST_CASE("triggers follow each other, sets what is read-only, and end where they began", "[forms]") {
  Scenario s({"decimal | kg | trigger=${lb} | calculation=${lb} div 2",
              "decimal | lb | trigger=${kg} | calculation=${kg} * 2 + 1",
              "text | seen | read_only=yes | trigger=${lb} | calculation=${lb}"});
  s.answer("kg", "10");
  CHECK(s.answerOf("lb") == "21");
  CHECK(s.answerOf("seen") == "21");
  s.answer("lb", "4");
  CHECK(s.answerOf("seen") == "4");
}

TEST_CASE("a trigger that is no question is an error with its column", "[forms]") {
  const FormReading reading = readForm(bookOf("type|name|trigger|calculation\ntext|a||\ntext|b|${nobody}|1"));
  CHECK_FALSE(reading.form);
  CHECK(findingAt(reading, 3, "trigger") != nullptr);
}
