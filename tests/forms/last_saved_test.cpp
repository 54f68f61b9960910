// SPDX-License-Identifier: Apache-2.0
// What the record saved last leaves for the next one: only what the form asks for.
#include "forms/xml_text.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

std::vector<std::string> visit() {
  return {"text | village | default=${last-saved#village}",
          "text | name",
          "integer | size",
          "calculate | next_number | calculation=coalesce(${last-saved#number}, 0) + 1",
          "calculate | number | calculation=${next_number}",
          "note | hello | label=Before: ${last-saved#village}"};
}

}  // namespace

TEST_CASE("a form says whether it asks for the record saved last", "[forms]") {
  CHECK(compiled(formOf(visit()))->remembers());
  CHECK_FALSE(compiled(formOf({"text | village"}))->remembers());
}

TEST_CASE("the first record finds nothing saved", "[forms]") {
  Scenario s(visit());
  CHECK(s.answerOf("village") == "");
  CHECK(s.answerOf("number") == "1");
}

TEST_CASE("the next record begins with what the last one left", "[forms]") {
  const auto form = compiled(formOf(visit()));
  Scenario first(form);
  first.answer("village", "Nyala").answer("name", "Ana").answer("size", "4");
  const auto left = first.session.toRemember();
  REQUIRE(left != nullptr);
  auto after = form->after(left);
  REQUIRE(after);
  Scenario second(*after);
  CHECK(second.answerOf("village") == "Nyala");
  CHECK(second.answerOf("number") == "2");
  CHECK(second.answerOf("name") == "");
  CHECK(second.session.label(second.place("hello")) == "Before: Nyala");
  auto third = (*after)->after(second.session.toRemember());
  REQUIRE(third);
  CHECK(Scenario(*third).answerOf("number") == "3");
  CHECK(Scenario(form).answerOf("village") == "");  // the form itself has kept nothing
}

TEST_CASE("nothing is left but what the form asks for", "[forms]") {
  Scenario s(visit());
  s.answer("village", "Nyala").answer("name", "Ana").answer("size", "4");
  CHECK(xmlOf(*s.session.toRemember()).find("<data><village>Nyala</village><number>1</number></data>") != std::string::npos);
  CHECK(Scenario({"text | village"}).session.toRemember() == nullptr);
}

TEST_CASE("what is not relevant is not left either, and repeats keep their order", "[forms]") {
  const std::vector<std::string> rows{"text | hide",
                                      "text | secret | relevant=${hide} = ''",
                                      "begin_group | g",
                                      "begin_repeat | r",
                                      "text | x",
                                      "text | y",
                                      "end_repeat",
                                      "end_group",
                                      "calculate | all | calculation=count(instance('__last-saved')/data/g/r[y = 'b']/x)",
                                      "calculate | s | calculation=${last-saved#secret}"};
  const auto form = compiled(formOf(rows));
  Scenario s(form);
  s.answer("secret", "told").answer("r[1]/x", "1").answer("r[1]/y", "a").addTo("r").answer("r[2]/x", "2").answer("r[2]/y", "b");
  s.answer("hide", "yes");
  const std::string left = xmlOf(*s.session.toRemember());
  CHECK(left.find("told") == std::string::npos);
  CHECK(left.find("<g><r><x>1</x><y>a</y></r><r><x>2</x><y>b</y></r></g>") != std::string::npos);
  auto after = form->after(s.session.toRemember());
  REQUIRE(after);
  CHECK(Scenario(*after).answerOf("all") == "1");
}
