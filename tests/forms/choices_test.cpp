// SPDX-License-Identifier: Apache-2.0
// What selects offer: lists, files and general itemsets, through their filters, whatever their size.
#include "forms/xml_tree.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

std::shared_ptr<const XmlTree> places(int count) {
  std::string csv = "name,label,region,district,size\n";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    csv += "p" + n + ",Place " + n + ",r" + std::to_string(i % 7) + ",d" + std::to_string(i % 35) + "," + std::to_string(i % 5) +
           ".0\n";
  }
  return *readCsvItems(bytesOf(csv));
}

// region, district and size are texts and a number; `place` offers the file through that filter.
FormDefinition formWith(const std::string& filter, std::shared_ptr<const XmlTree> items) {
  FormDefinition form;
  form.id = "t";
  form.languages = {""};
  const auto add = [&](Type type, const char* name) -> Node& {
    form.nodes.emplace_back();
    form.nodes.back().type = type;
    form.nodes.back().name = name;
    return form.nodes.back();
  };
  add(Type::text, "region");
  add(Type::text, "district");
  add(Type::integer, "size");
  Node& place = add(Type::selectOne, "place");
  place.list = "places";
  place.choiceFilter = filter;
  add(Type::calculate, "name").calculation = "jr:choice-name(${place}, '${place}')";
  form.instances.push_back({"places", "jr://file-csv/places.csv", std::move(items)});
  return form;
}

std::size_t offered(const std::string& filter, const std::vector<std::pair<const char*, const char*>>& answers) {
  Scenario s(compiled(formWith(filter, places(700))));
  for (const auto& [path, typed] : answers) s.answer(path, typed);
  return s.choices("place").size();
}

}  // namespace

TEST_CASE("a filter answered from an index offers what testing every item would", "[forms]") {
  // not(not(...)) hides the shape, so that every item is tested.
  const auto both = [](const std::string& filter, const std::vector<std::pair<const char*, const char*>>& answers) {
    INFO(filter);
    const std::size_t indexed = offered(filter, answers);
    CHECK(indexed == offered("not(not(" + filter + "))", answers));
    return indexed;
  };
  CHECK(both("region = ${region}", {{"region", "r3"}}) == 100);
  CHECK(both("${region} = region and district = ${district}", {{"region", "r3"}, {"district", "d10"}}) == 20);
  CHECK(both("region = ${region} and district = ${district}", {{"region", "r3"}, {"district", "d11"}}) == 0);
  CHECK(both("region = ${region} or district = ${district}", {{"region", "r3"}, {"district", "d11"}}) == 120);
  CHECK(both("region = ${region} and (size = 1 or size = ${size})", {{"region", "r3"}, {"size", "4"}}) == 40);
  CHECK(both("size = ${size}", {{"size", "2"}}) == 140);
  CHECK(both("size = '2.0'", {}) == 140);
  CHECK(both("size = '2'", {}) == 0);
  CHECK(both("region = ${region}", {}) == 0);
  CHECK(both("nothing = ''", {}) == 700);
  CHECK(both("region = ${region} and contains(label, '9')", {{"region", "r3"}}) == 19);
  CHECK(both("region = 'r1' and size < 2", {}) == 40);
  CHECK(offered("region = 'r1' and position() < 8", {}) == 1);
}

TEST_CASE("an answer is checked against the filter without making all choices", "[forms]") {
  Scenario s(compiled(formWith("region = ${region}", places(700))));
  s.answer("region", "r3").answer("place", "p3");
  CHECK(s.answerOf("name") == "Place 3");
  CHECK(!s.tryAnswer("place", Value(std::string("p4"))));
  CHECK(!s.tryAnswer("place", Value(std::string("nobody"))));
  CHECK(s.session.choiceCount(s.place("place")) == 100);
  const auto page = s.session.choices(s.place("place"), 98, 10);
  REQUIRE(page.size() == 2);
  CHECK(page[0].name == "p689");
  CHECK(page[0].label == "Place 689");
}

TEST_CASE("a missing file leaves its list empty", "[forms]") {
  Scenario s(compiled(formWith("region = ${region}", nullptr)));
  CHECK(s.choices("place").empty());
}

TEST_CASE("a seed gives the same order each time, and another seed another", "[forms]") {
  const auto order = [](const std::string& parameters) {
    auto form = formOf({"integer | s", "select_one l | one"},
                       "list_name | name | label\nl | A | A\nl | B | B\nl | C | C\nl | D | D\nl | E | E\nl | F | F");
    form.nodes[1].parameters = parameters;
    Scenario s(compiled(std::move(form)));
    s.answer("s", "42");
    std::string out;
    for (const auto& name : s.choices("one")) out += name;
    CHECK(s.choices("one").size() == 6);
    return out;
  };
  CHECK(order("randomize=true seed=42") == "AFCBDE");
  CHECK(order("randomize=true seed=${s}") == "AFCBDE");
  CHECK(order("randomize=true seed=1") == "BFEACD");
  CHECK(order("randomize=true") == order("randomize=true"));
  CHECK(order("") == "ABCDEF");
}

TEST_CASE("a select offers what was answered in a repeat", "[forms]") {
  auto form = formOf({"begin_repeat | person", "text | name", "integer | age", "end_repeat", "select_one l | head"},
                     "list_name | name | label\nl | x | X");
  form.nodes[1].list.clear();
  form.nodes[1].itemset = {"/data/person[./age > 17]", "name", "name"};
  Scenario s(compiled(std::move(form)));
  s.addTo("person").answer("person[1]/name", "Ada").answer("person[1]/age", "30");
  s.answer("person[2]/name", "Ben").answer("person[2]/age", "4");
  CHECK(s.choices("head") == std::vector<std::string>{"Ada"});
  s.answer("person[2]/age", "18");
  CHECK(s.choices("head") == std::vector<std::string>{"Ada", "Ben"});
  CHECK(s.session.choices(s.place("head"))[1].label == "Ben");
}

TEST_CASE("columns and labels of a file may have other names", "[forms]") {
  FormDefinition form = formWith("", *readCsvItems(bytesOf("code,title\n7,Seven\n8,Eight\n")));
  form.nodes[3].parameters = "value=code label=title";
  Scenario s(compiled(std::move(form)));
  s.answer("place", "8");
  CHECK(s.answerOf("name") == "Eight");
  CHECK(s.choices("place") == std::vector<std::string>{"7", "8"});
}

TEST_CASE("a list answers as an instance, its labels in the language of the session", "[forms]") {
  auto form = formOf({"select_one l | one", "calculate | it | calculation=instance('l')/root/item[name = ${one}]/label",
                      "calculate | deep | calculation=instance('l')/root/item[deep > 1][2]/name"},
                     "list_name | name | label::English | label::Deutsch | deep\nl | x | Ex | Iks | 1\nl | y | Wye | Ypsilon | "
                     "2\nl | z | Zed | Zett | 3");
  Scenario s(compiled(std::move(form)), "Deutsch");
  s.answer("one", "y");
  CHECK(s.answerOf("it") == "Ypsilon");
  CHECK(s.answerOf("deep") == "z");
}
