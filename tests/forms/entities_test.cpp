// SPDX-License-Identifier: Apache-2.0
// Entities: several of them, made in repeats and groups, and where they stand in a submission.
#include <algorithm>

#include "forms/external_files.h"
#include "forms/xforms.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

Workbook withEntities(std::string_view survey, std::string_view entities) {
  Workbook book = bookOf(survey);
  Workbook other = bookOf(entities);
  other.sheets.front().name = "entities";
  book.sheets.push_back(std::move(other.sheets.front()));
  return book;
}

FormDefinition readEntityForm(std::string_view survey, std::string_view entities) {
  auto reading = readForm(withEntities(survey, entities));
  for (const auto& finding : reading.findings) UNSCOPED_INFO(finding.row << " " << finding.column << ": " << finding.message);
  REQUIRE(reading.form);
  return std::move(*reading.form);
}

std::string refusal(std::string_view survey, std::string_view entities) {
  const auto reading = readForm(withEntities(survey, entities));
  CHECK_FALSE(reading.form);
  std::string out;
  for (const auto& f : reading.findings) {
    if (f.severity == Severity::error) out += f.sheet + ":" + std::to_string(f.row) + ":" + f.column + ": " + f.message + "\n";
  }
  return out;
}

// Ids are drawn; here they are told apart by the order in which they come.
std::string withoutIds(std::string xml, std::vector<std::string>* ids = nullptr) {
  for (std::size_t at = xml.find(" id=\""); at != std::string::npos; at = xml.find(" id=\"", at + 5)) {
    const std::size_t end = xml.find('"', at + 5);
    if (end - at - 5 != 36) continue;
    if (ids != nullptr) ids->push_back(xml.substr(at + 5, 36));
    xml.replace(at + 5, 36, "*");
  }
  const std::size_t instance = xml.find("<instanceID>");
  if (instance != std::string::npos) xml.replace(instance, xml.find("</instanceID>") + 13 - instance, "<instanceID/>");
  return xml.substr(xml.find("version=\"1\">") + 12);
}

constexpr const char* kHousehold =
    "type | name | label | save_to\ntext | address | A | where\nbegin_repeat | person | P |\ntext | given | G | given_name\n"
    "integer | age | Y | age\nend_repeat | | |";

}  // namespace

TEST_CASE("save_to inside a repeat makes an entity of each instance, in the instance's own meta", "[forms]") {
  const auto form = readEntityForm(
      "type | name | label | save_to\ntext | address | A |\nbegin_repeat | person | P |\ntext | given | G | "
      "given_name\nend_repeat | | |",
      "list_name | label\npeople | ${given}");
  REQUIRE(form.entities.size() == 1);
  CHECK(form.entities[0].container == "person");
  Scenario s(compiled(form));
  s.answer("address", "Mill Lane").addTo("person").answer("person[1]/given", "Ana").answer("person[2]/given", "Ben");
  const std::string xml = s.session.submissionXml();
  std::vector<std::string> ids;
  CHECK(withoutIds(xml, &ids) ==
        "<address>Mill Lane</address>"
        "<person><given>Ana</given><meta><entity dataset=\"people\" id=\"*\" "
        "create=\"1\"><label>Ana</label></entity></meta></person>"
        "<person><given>Ben</given><meta><entity dataset=\"people\" id=\"*\" "
        "create=\"1\"><label>Ben</label></entity></meta></person>"
        "<meta><instanceID/></meta></data>");
  REQUIRE(ids.size() == 2);
  CHECK(ids[0] != ids[1]);
  CHECK(s.session.submissionXml() == xml);  // an entity keeps its id
  s.removeFrom("person", 1);
  CHECK(s.session.submissionXml().find(ids[1]) != std::string::npos);
  CHECK(s.session.submissionXml().find(ids[0]) == std::string::npos);
}

TEST_CASE("a form has entities of several lists, each where its properties are asked", "[forms]") {
  std::string survey = kHousehold;
  survey.replace(survey.find("| where"), 7, "| houses#where");
  survey.replace(survey.find("| given_name"), 12, "| people#given_name");
  survey.replace(survey.find("| Y | age"), 9, "| Y | people#age");
  const auto form =
      readEntityForm(survey, "list_name | label | create_if\nhouses | ${address} |\npeople | ${given} | ${age} > 17");
  REQUIRE(form.entities.size() == 2);
  CHECK(form.entities[0].container == "");
  CHECK(form.entities[1].container == "person");
  Scenario s(compiled(form));
  s.answer("address", "Mill Lane").addTo("person").answer("person[1]/given", "Ana").answer("person[1]/age", "30");
  s.answer("person[2]/given", "Ben").answer("person[2]/age", "3");
  CHECK(withoutIds(s.session.submissionXml()) ==
        "<address>Mill Lane</address><person><given>Ana</given><age>30</age><meta><entity dataset=\"people\" id=\"*\" "
        "create=\"1\"><label>Ana</label></entity></meta></person><person><given>Ben</given><age>3</age></person>"
        "<meta><instanceID/><entity dataset=\"houses\" id=\"*\" create=\"1\"><label>Mill Lane</label></entity></meta></data>");
}

TEST_CASE("an entity of a repeat is updated by the id that the instance names", "[forms]") {
  const auto form = readEntityForm(
      "type | name | label | save_to\nbegin_repeat | tree | T |\ntext | which | W |\ninteger | girth | G | girth\nend_repeat | | "
      "|",
      "list_name | entity_id | repeat\ntrees | ${which} | ${tree}");
  Scenario s(compiled(form));
  s.addTo("tree").answer("tree[1]/which", "t-1").answer("tree[2]/which", "t-2");
  const std::string xml = s.session.submissionXml();
  CHECK(xml.find("<which>t-1</which><girth/><meta><entity dataset=\"trees\" id=\"t-1\" update=\"1\" baseVersion=\"\"/></meta>") !=
        std::string::npos);
  CHECK(xml.find("<entity dataset=\"trees\" id=\"t-2\" update=\"1\"") != std::string::npos);
}

TEST_CASE("two entities at one level stand in the groups that their questions are in", "[forms]") {
  const auto form = readEntityForm(
      "type | name | label | save_to\ntext | a | A | one#p\nbegin_group | g | G |\ntext | b | B | two#p\nend_group | | |",
      "list_name | label\none | ${a}\ntwo | ${b}");
  CHECK(form.entities[0].container == "");
  CHECK(form.entities[1].container == "g");
  Scenario s(compiled(form));
  CHECK(withoutIds(s.session.submissionXml()) ==
        "<a/><g><b/><meta><entity dataset=\"two\" id=\"*\" create=\"1\"><label/></entity></meta></g>"
        "<meta><instanceID/><entity dataset=\"one\" id=\"*\" create=\"1\"><label/></entity></meta></data>");
  CHECK(refusal("type | name | label | save_to\ntext | a | A | one#p\ntext | b | B | two#p",
                "list_name | label\none | ${a}\ntwo | ${b}")
            .find("entities:3:list_name: The entity of the list \"two\" has no place of its own") != std::string::npos);
}

TEST_CASE("what cannot be saved to an entity is named with its row", "[forms]") {
  const auto one = [](const char* saveTo, const char* entities) {
    return refusal("type | name | label | save_to\ntext | top | T |\nbegin_repeat | r | R |\ntext | a | A | " +
                       std::string(saveTo) + "\nend_repeat | | |",
                   entities);
  };
  const char* two = "list_name | label\npeople | x\nhouses | x";
  CHECK(one("age", two)
            .find("survey:4:save_to: The form has entities of several lists; write which one has this property, as "
                  "\"people#age\".") != std::string::npos);
  CHECK(one("peple#age", two).find("There is no entity of the list \"peple\" in sheet \"entities\"; did you mean \"people\"?") !=
        std::string::npos);
  CHECK(one("people#name", two).find("survey:4:save_to: The property \"name\" cannot be used") != std::string::npos);
  CHECK(one("age", "list_name | label | repeat\npeople | x | ${nowhere}")
            .find("entities:2:repeat: There is no repeat \"nowhere\"") != std::string::npos);
  CHECK(one("age", "list_name | label | repeat\npeople | x | ${top}").find("entities:2:repeat: \"top\" is no repeat") !=
        std::string::npos);
  CHECK(one("age", "list_name | label | repeat\npeople | x | r").find("entities:2:repeat: The repeat \"r\" cannot be read") !=
        std::string::npos);
  CHECK(
      one("age", "list_name | label\npeople | x\npeople | y").find("entities:3:list_name: The list \"people\" stands in row 2") !=
      std::string::npos);
  CHECK(refusal(kHousehold, "list_name | label\npeople | x")
            .find("survey:4:save_to: The property \"given_name\" of the list "
                  "\"people\" is asked in a repeat") != std::string::npos);
  CHECK(
      refusal(kHousehold, "list_name | label\npeople | x").find("an entity takes its properties from one repeat, or from none") !=
      std::string::npos);
}

TEST_CASE("what an entity's expression names in vain is told with its row, and so is what settings name", "[forms]") {
  Workbook book = withEntities(
      "type | name | label | save_to\ntext | a | A | people#p\nbegin_group | g | G |\ntext | c | C | houses#p\nend_group",
      "list_name | label\npeople | ${a}\n\nhouses | ${b}");
  book.sheets[1] = {"settings", {"form_id", "instance_name"}, {{2, {"t", "${nobody}"}}}};
  const auto reading = readForm(book);
  const auto says = [&](const char* sheet, std::uint32_t row, const char* column) {
    return std::any_of(reading.findings.begin(), reading.findings.end(), [&](const Finding& f) {
      return f.sheet == sheet && f.row == row && f.column == column && f.message.find("There is no question") == 0;
    });
  };
  CHECK(says("entities", book.sheets.back().rows.back().number, "label"));
  CHECK(says("settings", 2, "instance_name"));
}

TEST_CASE("a plain save_to means the one entity of its repeat", "[forms]") {
  const auto form = readEntityForm(
      "type | name | label | save_to\ntext | address | A | houses#where\nbegin_repeat | person | P |\ntext | given | G | "
      "given_name\n"
      "end_repeat | | |",
      "list_name | label | repeat\nhouses | ${address} |\npeople | ${given} | ${person}");
  CHECK(form.entities[0].container == "");
  CHECK(form.entities[1].container == "person");
}

TEST_CASE("an XForm's entity stands where its meta does", "[forms]") {
  const std::string text =
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
      "xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:entities=\"http://www.opendatakit.org/xforms/entities\">"
      "<h:head><h:title>T</h:title><model><instance><data id=\"t\" version=\"1\"><r jr:template=\"\"><x/><meta><entity "
      "dataset=\"people\" id=\"\" create=\"1\"><label/></entity></meta></r><meta><instanceID/></meta></data></instance>"
      "<bind nodeset=\"/data/r/x\" type=\"string\" entities:saveto=\"given\"/>"
      "<bind nodeset=\"/data/r/meta/entity/@id\" type=\"string\"/>"
      "<setvalue event=\"odk-instance-first-load\" ref=\"/data/r/meta/entity/@id\" value=\"uuid()\"/>"
      "<bind nodeset=\"/data/r/meta/entity/@create\" calculate=\" ../../../x != 'no' \"/>"
      "<bind nodeset=\"/data/r/meta/entity/label\" calculate=\"/data/r/x\" type=\"string\"/></model></h:head><h:body>"
      "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\"><input "
      "ref=\"/data/r/x\"/></repeat></group></h:body></h:html>";
  std::string plain = text;
  const std::string when = " ../../../x != 'no' ";
  plain.replace(plain.find(when), when.size(), " /data/r/x != 'no' ");
  auto reading = readXform(bytesOf(plain), Companions());
  for (const auto& finding : reading.findings) UNSCOPED_INFO(finding.column << ": " << finding.message);
  REQUIRE(reading.form);
  REQUIRE(reading.form->entities.size() == 1);
  CHECK(reading.form->entities[0].container == "r");
  Scenario s(compiled(std::move(*reading.form)));
  s.addTo("r").addTo("r").answer("r[1]/x", "Ana").answer("r[2]/x", "no");
  CHECK(
      withoutIds(s.session.submissionXml()) ==
      "<r><x>Ana</x><meta><entity dataset=\"people\" id=\"*\" create=\"1\"><label>Ana</label></entity></meta></r><r><x>no</x></r>"
      "<meta><instanceID/></meta></data>");
}
