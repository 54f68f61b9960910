// SPDX-License-Identifier: Apache-2.0
// Every type of question as a session meets it: what it takes, how what was typed is read, what it starts with.
#include <cstdlib>
#include <ctime>

#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

constexpr const char* kAbc = "list_name | name | label\nl | a | A\nl | b | B\nl | c | C";

void takes(Scenario& s, const char* name, const char* typed, const char* kept) {
  INFO(name << " " << typed);
  const auto value = s.session.parse(s.place(name), typed);
  REQUIRE(value);
  REQUIRE(s.session.set(s.place(name), *value));
  CHECK(s.answerOf(name) == kept);
}
void refuses(Scenario& s, const char* name, std::initializer_list<const char*> typed) {
  for (const char* each : typed) {
    INFO(name << " " << each);
    const auto value = s.session.parse(s.place(name), each);
    CHECK((!value || !s.session.set(s.place(name), *value)));
  }
}

}  // namespace

TEST_CASE("a range takes the numbers on its steps, whole or not as its parameters are", "[forms]") {
  Scenario s(
      {"range | usual", "range | fine | parameters=start=0 end=1 step=0.1", "range | down | parameters=start=10;end=-10;step=5"});
  takes(s, "usual", "10", "10");
  CHECK(s.session.value(s.place("usual")) == Value(std::int64_t{10}));
  refuses(s, "usual", {"0", "11", "1.5", "x"});
  CHECK(s.tryAnswer("usual", 4.0));
  CHECK(s.session.value(s.place("usual")) == Value(std::int64_t{4}));
  takes(s, "fine", "0.3", "0.3");
  takes(s, "fine", "1", "1");
  CHECK(s.session.value(s.place("fine")) == Value(1.0));
  refuses(s, "fine", {"0.35", "1.1", "-0.1"});
  takes(s, "down", "-5", "-5");
  refuses(s, "down", {"-15", "1"});
}

TEST_CASE("a time keeps its spelling, a moment its offset", "[forms]") {
  Scenario s({"time | t", "datetime | m", "date | d"});
  for (const char* good : {"00:00", "23:59:59", "14:05:09.250+01:00", "07:30Z", "07:30:00.5-03:30"}) takes(s, "t", good, good);
  refuses(s, "t", {"24:00", "7:30", "12:60", "12:00:60", "noon", "12:00+15:00", "12:00:00."});
  takes(s, "m", "2026-11-22T10:00:00.000+05:30", "2026-11-22T10:00:00.000+05:30");
  CHECK(std::holds_alternative<Moment>(s.session.value(s.place("m"))));
  takes(s, "m", "2026-11-22T10:00", "2026-11-22T10:00:00.000+00:00");
  takes(s, "m", "2026-11-22", "2026-11-22T00:00:00.000+00:00");
  refuses(s, "m", {"2026-02-30T10:00:00", "10:00", "yesterday"});
  takes(s, "d", "2026-11-22T23:30:00.000-05:00", "2026-11-22");
}

TEST_CASE("a moment without an offset is meant where the machine stands", "[forms]") {
  ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  ::tzset();
  Scenario s({"datetime | m"});
  takes(s, "m", "2026-07-01T12:00", "2026-07-01T12:00:00.000+02:00");
  takes(s, "m", "2026-12-01T12:00:30", "2026-12-01T12:00:30.000+01:00");
  ::setenv("TZ", "UTC", 1);
  ::tzset();
}

TEST_CASE("lines and areas are points that hang together", "[forms]") {
  Scenario s({"geotrace | line", "geoshape | area"});
  takes(s, "line", "1 2 0 0; 3 4 0 0", "1 2 0 0; 3 4 0 0");
  takes(s, "line", "1.5 2;3 4;", "1.5 2;3 4;");
  refuses(s, "line", {"1 2", "1 2; 91 0", "1 2; x", "1 2;; 3 4"});
  takes(s, "area", "0 0; 0 1; 1 1; 0 0", "0 0; 0 1; 1 1; 0 0");
  refuses(s, "area", {"0 0; 0 1; 1 1", "0 0; 0 1; 0 0", "0 0"});
}

TEST_CASE("a rank holds every choice once", "[forms]") {
  Scenario s({"rank l | r"}, kAbc);
  CHECK(s.answerOf("r") == "");
  takes(s, "r", "c a b", "c a b");
  refuses(s, "r", {"a b", "a b b", "a b c d", "a b x", "a a b c"});
  CHECK(s.session.value(s.place("r")) == Value(Selected{{"c", "a", "b"}}));
}

TEST_CASE("an acknowledgement is OK or nothing, a picture is the name of a file, a barcode any text", "[forms]") {
  Scenario s({"acknowledge | ok", "image | i", "audio | a", "video | v", "file | f", "barcode | b"});
  takes(s, "ok", "ok", "OK");
  takes(s, "ok", "", "");
  refuses(s, "ok", {"yes", "1"});
  for (const char* name : {"i", "a", "v", "f"}) {
    takes(s, name, "photo 1.jpg", "photo 1.jpg");
    refuses(s, name, {"../photo.jpg", "a/b", "a\\b", "..", "line\nbreak"});
  }
  takes(s, "b", "4006381333931", "4006381333931");
  CHECK(s.tryAnswer("b", std::int64_t{4}).error().is(FormError::notThatType));
}

TEST_CASE("a choice counts once among several", "[forms]") {
  Scenario s({"select_multiple l | m"}, kAbc);
  takes(s, "m", "c a", "c a");
  refuses(s, "m", {"a a", "a x"});
}

TEST_CASE("what is typed nowhere is set by nobody", "[forms]") {
  Scenario s({"hidden | h | default=kept", "username | u", "email | e", "audit | log", "start-geopoint | here",
              "background-audio | ear", "calculate | c | calculation=1", "deviceid | d"});
  for (const char* name : {"h", "u", "e", "log", "here", "ear", "c", "d"}) {
    INFO(name);
    CHECK(s.tryAnswer(name, std::string("x")).error().is(FormError::readOnly));
  }
  CHECK(s.session.entries().empty());
  CHECK(s.submitted() == "h=kept c=1");
}

TEST_CASE("a session tells a form who fills it in, never on what", "[forms]") {
  ManualClock clock;
  SeededRandom random{3};
  const auto form =
      compiled(formOf({"username | u", "email | e", "deviceid | d", "phonenumber | p", "text | t | default=concat(${u}, '!')"}));
  FormSession session(form, clock, random, "", {"Officer One", "one@example.org"});
  const auto at = [&](const char* path) { return toLexical(session.value(*session.placeAt(path))); };
  CHECK(at("/data/u") == "Officer One");
  CHECK(at("/data/e") == "one@example.org");
  CHECK(at("/data/d") == "");
  CHECK(at("/data/p") == "");
  CHECK(at("/data/t") == "Officer One!");
}

TEST_CASE("a default of the wrong kind is no answer, one that is computed is brought into its type", "[forms]") {
  Scenario s({"acknowledge | no | default=true", "time | t | default=now()", "geotrace | g | default=here",
              "select_one l | one | default=z", "select_multiple l | some | default=a z", "range | r | default=3"},
             kAbc);
  CHECK(s.answerOf("no") == "");
  CHECK(s.answerOf("t") == "11:06:40.000+00:00");
  CHECK(s.answerOf("g") == "");
  CHECK(s.answerOf("one") == "");
  CHECK(s.answerOf("some") == "a");
  CHECK(s.answerOf("r") == "3");
}

TEST_CASE("what lies in a group that is read-only is read-only", "[forms]") {
  Scenario s(
      {"text | t", "begin_group | g | read_only=${t} = 'x'", "begin_repeat | r", "text | inside", "end_repeat", "end_group"});
  s.answer("r[1]/inside", "a").answer("t", "x");
  CHECK(s.session.readOnly(s.place("r[1]/inside")));
  CHECK(s.tryAnswer("r[1]/inside", std::string("b")).error().is(FormError::readOnly));
  s.answer("t", "y").answer("r[1]/inside", "c");
}
