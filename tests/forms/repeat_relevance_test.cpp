// SPDX-License-Identifier: Apache-2.0
// The relevance of a repeat, asked of each of its instances.
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

TEST_CASE("a repeat's relevance may ask where the instance stands", "[forms]") {
  for (const char* place : {"position(.)", "position(current())", "index()"}) {
    INFO(place);
    Scenario s({"integer | most", "begin_repeat | r | relevant=" + std::string(place) + " <= ${most}", "text | x", "end_repeat",
                "calculate | all | calculation=count(${r})", "calculate | said | calculation=join(' ', ${x})"});
    s.answer("most", "2").addTo("r").addTo("r");
    CHECK(s.relevant("r"));
    CHECK(s.relevant("r[1]/x"));
    CHECK(s.relevant("r[2]/x"));
    CHECK_FALSE(s.relevant("r[3]/x"));
    s.answer("r[1]/x", "a").answer("r[2]/x", "b").answer("r[3]/x", "c");
    CHECK(s.answerOf("said") == "a b");
    CHECK(s.answerOf("all") == "2");
    CHECK(s.session.entries().size() == 1 + 1 + 2 * 2);
    CHECK(s.submitted().find("x=c") == std::string::npos);
    CHECK(s.session.submissionXml().find("<r><x>c</x></r>") == std::string::npos);
    s.removeFrom("r", 1);  // the third is the second now
    CHECK(s.answerOf("said") == "b c");
    s.answer("most", "0");
    CHECK(s.answerOf("all") == "0");
    CHECK(s.relevant("r"));  // one may still be added
    s.answer("most", "5").addTo("r");
    CHECK(s.answerOf("all") == "3");
    CHECK(s.session.entries().size() == 1 + 1 + 3 * 2);
  }
}

TEST_CASE("an instance is shown or not by its own answers, and comes back", "[forms]") {
  Scenario s({"begin_repeat | r | relevant=./stays = 'yes'", "text | stays", "text | x", "begin_repeat | inner", "text | deep",
              "end_repeat", "end_repeat", "calculate | said | calculation=join(' ', ${deep})"});
  s.addTo("r").answer("r[1]/x", "a").answer("r[2]/x", "b").answer("r[1]/stays", "yes").answer("r[2]/stays", "yes");
  const auto deep = [&](std::size_t at, const char* typed) {
    const auto place = s.session.placeAt("/data/r[" + std::to_string(at) + "]/inner[1]/deep");
    REQUIRE(place);
    REQUIRE(s.session.set(*place, std::string(typed)));
  };
  deep(1, "one");
  deep(2, "two");
  CHECK(s.answerOf("said") == "one two");
  s.answer("r[1]/stays", "no");
  CHECK_FALSE(s.relevant("r[1]/x"));
  CHECK(s.relevant("r[2]/x"));
  CHECK(s.answerOf("said") == "two");
  s.answer("r[1]/stays", "yes");
  CHECK(s.relevant("r[1]/x"));
  CHECK(s.answerOf("said") == "one two");
}

TEST_CASE("inside a repeat ${name} of its own relevance is that instance's", "[forms]") {
  Scenario s({"integer | limit", "begin_group | g | relevant=${limit} > 0", "begin_repeat | r | relevant=${size} < ${limit}",
              "integer | size", "begin_repeat | q | relevant=position(.) <= ${size}", "text | deep", "end_repeat", "end_repeat",
              "end_group"});
  s.answer("limit", "10").addTo("r").answer("r[1]/size", "1").answer("r[2]/size", "20");
  CHECK(s.relevant("r[1]/size"));
  CHECK_FALSE(s.relevant("r[2]/size"));
  const auto deep = [&](const char* path) { return s.session.relevant(*s.session.placeAt(path)); };
  CHECK(deep("/data/g/r[1]/q[1]/deep"));
  REQUIRE(s.session.addInstance(*s.session.placeAt("/data/g/r[1]/q")));
  CHECK_FALSE(deep("/data/g/r[1]/q[2]/deep"));
  CHECK_FALSE(deep("/data/g/r[2]/q[1]/deep"));
  s.answer("limit", "30");
  CHECK(deep("/data/g/r[2]/q[1]/deep"));
  s.answer("limit", "0");
  CHECK_FALSE(deep("/data/g/r[1]/q[1]/deep"));
  CHECK(s.session.entries().size() == 1);
}

TEST_CASE("a repeat whose relevance asks nothing of an instance has one for all", "[forms]") {
  Scenario s({"integer | a", "begin_repeat | r | relevant=${a} = 1", "text | x", "end_repeat"});
  CHECK_FALSE(s.relevant("r"));
  s.answer("a", "1");
  CHECK(s.relevant("r"));
  CHECK(s.relevant("r[1]/x"));
}

TEST_CASE("a restored draft knows which instances were not shown", "[forms]") {
  Scenario s({"begin_repeat | r | relevant=./stays != 'no'", "text | stays", "text | x", "end_repeat"});
  s.addTo("r").answer("r[1]/stays", "no").answer("r[2]/stays", "yes");
  Scenario again({"begin_repeat | r | relevant=./stays != 'no'", "text | stays", "text | x", "end_repeat"});
  REQUIRE(again.session.restoreDraft(s.session.saveDraft()));
  CHECK_FALSE(again.relevant("r[1]/x"));
  CHECK(again.relevant("r[2]/x"));
}

TEST_CASE("relevance that goes in a circle through a repeat is refused", "[forms]") {
  const auto book = bookOf(
      "type | name | label | relevant\nbegin_repeat | r | R | ./x = '1'\ntext | x | X | ${y} = '1'\ntext | y | Y | ${x} = "
      "'1'\nend_repeat | | |");
  const auto reading = readForm(book);
  CHECK_FALSE(reading.form);
}
