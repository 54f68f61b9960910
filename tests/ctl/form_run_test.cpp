// SPDX-License-Identifier: Apache-2.0
// limenctl form run, the real program: its lines as documented, and whole forms filled in to a valid submission.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/ctl/real_program.h"

using namespace limen::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct Ran {
  std::vector<Json> lines;
  Ended ended;
};

Ran runForm(const fs::path& form, const std::vector<Json>& script) {
  std::string input;
  for (const Json& line : script) input += line.dump() + '\n';
  Ran ran{{}, runProgram("limenctl", {"form", "run", form.string()}, input)};
  std::istringstream out(ran.ended.out);
  for (std::string line; std::getline(out, line);) {
    ran.lines.push_back(Json::parse(line, nullptr, false));
    REQUIRE(ran.lines.back().is_object());
  }
  INFO(ran.ended.err);
  REQUIRE(ran.ended.exitCode == 0);
  REQUIRE(ran.lines.size() == script.size());
  return ran;
}

Json set(const std::string& path, const Json& value) {
  return {{"set", path}, {"value", value}};
}

// All answers are taken, the form is valid, and its submission stands last.
std::string submitted(const fs::path& form, std::vector<Json> script) {
  script.push_back({{"validate", true}});
  script.push_back({{"submission", true}});
  const Ran ran = runForm(form, script);
  for (std::size_t i = 0; i + 2 < script.size(); ++i) {
    INFO(script[i].dump() << " " << ran.lines[i].dump());
    CHECK_FALSE(ran.lines[i].contains("error"));
  }
  const Json& validity = ran.lines[ran.lines.size() - 2];
  INFO(validity.dump());
  CHECK(validity.at("valid") == true);
  return ran.lines.back().at("xml").get<std::string>();
}

fs::path shared(const char* folder, const char* name) {
  const char* corpus = std::getenv("LIMEN_CORPUS");
  const fs::path forms = corpus != nullptr ? fs::path(corpus) : fs::path(LIMEN_SOURCE_DIR) / ".." / "shared" / "forms";
  const fs::path path = std::string_view(folder) == "forms" ? forms / name : forms / ".." / folder / name;
  if (!fs::exists(path)) SKIP("the corpus is not here: " << name);
  return path;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kSurvey =
    "type,name,label::English,label::French,relevant,required,constraint,constraint_message::English,calculation,read_only,"
    "choice_filter\n"
    "text,who,Name,Nom,,yes,,,,,\n"
    "integer,age,Age of ${who},Age de ${who},,,. < 120,Too old,,,\n"
    "select_one region,region,Region,,,,,,,,\n"
    "select_one town,town,Town,,,,,,,,region = ${region}\n"
    "calculate,twice,,,,,,,${age} * 2,,\n"
    "text,fixed,Fixed,,,,,,,yes,\n"
    "begin_repeat,kid,Child,,${age} > 20,,,,,,\n"
    "text,name,Name,,,,,,,,\n"
    "calculate,place,,,,,,,position(..),,\n"
    "end_repeat,,,,,,,,,,\n";
constexpr const char* kChoices =
    "list_name,name,label,region\nregion,n,North,\nregion,s,South,\ntown,a,A town,n\ntown,b,B town,n\ntown,c,C town,s\n";

fs::path smallForm(const Folder& folder) {
  fs::create_directories(folder / "form");
  folder.write("form/survey.csv", kSurvey);
  folder.write("form/choices.csv", kChoices);
  folder.write("form/settings.csv", "form_id,version,default_language\nsmall,3,English\n");
  return folder / "form";
}

}  // namespace

TEST_CASE("each line of a form's script has one line for an answer", "[ctl]") {
  const Folder folder;
  const Ran ran = runForm(smallForm(folder), {{{"clock", "2026-11-22T10:00:00.000Z"}},
                                              set("/data/age", 34),
                                              {{"get", "/data/age"}},
                                              set("/data/who", "Example"),
                                              {{"language", "french"}},
                                              {{"get", "/data/age"}},
                                              set("/data/age", "134"),
                                              {{"validate", true}},
                                              set("/data/age", nullptr),
                                              {{"get", "/data/twice"}},
                                              set("/data/age", "21"),
                                              {{"get", "/data/twice"}},
                                              set("/data/region", "n"),
                                              {{"choices", "/data/town"}},
                                              {{"add-repeat", "/data/kid"}},
                                              set("/data/kid[2]/name", "Second"),
                                              {{"remove-repeat", "/data/kid"}, {"index", 1}},
                                              {{"get", "/data/kid[1]/name"}},
                                              {{"get", "/data/kid"}},
                                              {{"submission", true}}});
  const auto& out = ran.lines;
  CHECK(out[0] == Json{{"ok", true}});
  CHECK(out[1] == Json{{"ok", true}, {"value", "34"}, {"valid", true}});
  CHECK(out[2] == Json{{"value", "34"},
                       {"relevant", true},
                       {"required", false},
                       {"readonly", false},
                       {"valid", true},
                       {"label", "Age of "},
                       {"hint", ""}});
  CHECK(out[4] == Json{{"ok", true}, {"language", "French"}});
  CHECK(out[5].at("label") == "Age de Example");
  CHECK(out[6] == Json{{"ok", true}, {"value", "134"}, {"valid", false}});
  CHECK(out[7] ==
        Json{{"valid", false}, {"violations", {{{"path", "/data/age"}, {"reason", "constraint"}, {"message", "Too old"}}}}});
  CHECK(out[8].at("value") == "");
  CHECK(out[9].at("value") == "");
  CHECK(out[11].at("value") == "42");
  CHECK(out[13] == Json{{"values", {"a", "b"}}, {"labels", {"A town", "B town"}}});
  CHECK(out[14] == Json{{"ok", true}, {"path", "/data/kid[2]"}});
  CHECK(out[17].at("value") == "Second");
  CHECK(out[18].at("count") == 1);
  const std::string xml = out[19].at("xml");
  CHECK(holds(xml, "<kid><name>Second</name><place>1</place></kid>"));
  CHECK(holds(xml, "id=\"small\" version=\"3\""));
}

TEST_CASE("a line that cannot be done says so, changes nothing, and the run goes on", "[ctl]") {
  const Folder folder;
  const std::vector<Json> bad{set("/data/nothing", 1),
                              set("/data/age", "old"),
                              set("/data/age", {{"a", 1}}),
                              set("/data/town", "a"),
                              set("/data/twice", 4),
                              set("/data/fixed", "x"),
                              set("/data/kid[2]/name", "x"),
                              {{"get", "data/age"}},
                              {{"get", 7}},
                              {{"choices", "/data/age"}},
                              {{"add-repeat", "/data/age"}},
                              {{"remove-repeat", "/data/kid"}, {"index", 0}},
                              {{"remove-repeat", "/data/kid"}, {"index", 2}},
                              {{"remove-repeat", "/data/kid"}},
                              {{"language", "Klingon"}},
                              {{"clock", "noon"}},
                              {{"unheard", true}},
                              Json::array({1})};
  std::vector<Json> script = bad;
  script.insert(script.begin(), set("/data/age", 30));
  script.push_back({{"get", "/data/age"}});
  const Ran ran = runForm(smallForm(folder), script);
  for (std::size_t i = 1; i <= bad.size(); ++i) {
    INFO(script[i].dump() << " " << ran.lines[i].dump());
    REQUIRE(ran.lines[i].contains("error"));
    CHECK(ran.lines[i].at("error").get<std::string>().ends_with('.'));
  }
  CHECK(ran.lines.back().at("value") == "30");
  const Ended torn =
      runProgram("limenctl", {"form", "run", (folder / "form").string()}, "{\"get\": \n\n{\"get\": \"/data/age\"}");
  CHECK(std::count(torn.out.begin(), torn.out.end(), '\n') == 2);
  CHECK(torn.out.starts_with("{\"error\":"));
}

TEST_CASE("numbers, days and positions are taken as a program would write them", "[ctl]") {
  const Folder folder;
  const Ran ran = runForm(smallForm(folder), {{{"clock", "2026-11-22"}},
                                              set("/data/age", 34.0),
                                              {{"add-repeat", "/data/kid"}},
                                              set("/data/kid[2]/name", "Second"),
                                              {{"remove-repeat", "/data/kid[1]"}},
                                              {{"get", "/data/kid[1]/name"}},
                                              {{"remove-repeat", "/data/kid"}}});
  CHECK(ran.lines[0] == Json{{"ok", true}});
  CHECK(ran.lines[1].at("value") == "34");
  CHECK(ran.lines[4] == Json{{"ok", true}});
  CHECK(ran.lines[5].at("value") == "Second");
  CHECK(ran.lines[6].contains("error"));
}

TEST_CASE("a form that is refused runs no script", "[ctl]") {
  const Folder folder;
  fs::create_directories(folder / "form");
  folder.write("form/survey.csv", "type,name\ntext,a\nnonsense,b\n");
  const Ended ended = runProgram("limenctl", {"form", "run", (folder / "form").string()}, "{\"get\": \"/data/a\"}\n");
  CHECK(ended.exitCode == 1);
  CHECK(ended.out.empty());
  CHECK(holds(ended.err, "survey:3:type: error: "));
  CHECK(runProgram("limenctl", {"form", "run", (folder / "absent").string()}).exitCode == 1);
  CHECK(runProgram("limenctl", {"form", "run"}).exitCode == 2);
}

TEST_CASE("the XML of an XForm runs like a workbook", "[ctl]") {
  const Folder folder;
  const fs::path form = folder.write("form.xml",
                                     R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance><people id="x" version="2"><age/><who jr:template="">
  <name/></who><meta><instanceID/></meta></people></instance><bind nodeset="/people/age" type="int" constraint=". &lt; 120"/>
  <bind nodeset="/people/meta/instanceID" jr:preload="uid"/></model></h:head><h:body><input ref="/people/age"><label>Age</label></input>
  <group ref="/people/who"><label>Who</label><repeat nodeset="/people/who"><input ref="/people/who/name"><label>Name</label></input>
  </repeat></group></h:body></h:html>)");
  const Ran ran = runForm(form, {set("/people/age", 12),
                                 {{"get", "/people/who"}},
                                 {{"add-repeat", "/people/who"}},
                                 set("/people/who/name", "Example"),
                                 {{"submission", true}}});
  CHECK(ran.lines[1].at("count") == 0);
  CHECK(holds(ran.lines[4].at("xml"), "<age>12</age><who><name>Example</name></who><meta><instanceID>uuid:"));
}

TEST_CASE("a household is interviewed by a script", "[ctl]") {
  const fs::path form = shared("forms", "household-survey-unhcr.xlsx");
  const std::string xml = submitted(form, {{{"clock", "2026-11-22T10:00:00.000Z"}},
                                           set("/data/your_name", "Test Officer"),
                                           set("/data/name_typed", "Test Officer"),
                                           set("/data/structure", 12),
                                           set("/data/household", 3),
                                           set("/data/hh_duplicate_check", "no"),
                                           set("/data/available", "no"),
                                           set("/data/survey_language", "english")});
  CHECK(holds(xml, "<structure>12</structure>"));
  CHECK_FALSE(holds(xml, "<hh_rpt>"));
}

TEST_CASE("a verbal autopsy is taken by a script", "[ctl]") {
  const fs::path form = shared("forms", "who-verbal-autopsy.xlsx");
  std::ifstream in(shared("bench", "answers_whova_form.json"));
  const Json answers = Json::parse(in, nullptr, false);
  REQUIRE(answers.is_array());
  std::vector<Json> script{{{"clock", "2026-11-22T10:00:00.000Z"}}};
  for (const Json& answer : answers) script.push_back(set(answer[1], answer[2]));
  // The recorded answers were drawn at random; these bring them within the form's constraints.
  const std::string ill = "/data/consented/illhistory/", signs = ill + "signs_symptoms_final_illness/";
  for (const std::string& path : {ill + "illdur/Id10120_0", signs + "Id10148_a", signs + "breathdur/Id10161_0",
                                  signs + "Id10184_a", signs + "Id10274_a", signs + "neonatal_childC/Id10285"})
    script.push_back(set(path, 88));
  script.push_back(set(signs + "Id10183", 5));
  script.push_back(set(ill + "neonatal_child/neonatal_childA/Id10394", 5));
  script.push_back(set("/data/consented/deceased_CRVS/info_on_deceased/Id10023_a", "2013-03-10"));
  const std::string xml = submitted(form, script);
  CHECK(holds(xml, "<Id10021>2013-03-10</Id10021>"));
  CHECK(holds(xml, "<Id10394>5</Id10394>"));
}

TEST_CASE("every type of question is answered by a script, with the companion file made where it is missing", "[ctl]") {
  const fs::path original = shared("forms", "all-question-types.xlsx");
  const Folder folder;
  fs::copy_file(original, folder / "all.xlsx");
  folder.write("cities.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "one", "geometry": {"type": "Point", "coordinates": [2.35, 48.85]}, "properties": {"title": "First", "id": "one", "name": "one"}},
    {"type": "Feature", "id": "two", "geometry": {"type": "Point", "coordinates": [13.4, 52.5]}, "properties": {"title": "Second", "id": "two", "name": "two"}}]})");
  const auto in = [](const char* group, const char* name, const Json& value) {
    return set("/data/" + std::string(group) + "/" + name, value);
  };
  const std::string xml =
      submitted(folder / "all.xlsx", {in("text_question_types", "string", "Some text"),
                                      in("numerical_question_types", "integer", 5),
                                      in("numerical_question_types", "decimal", 1.5),
                                      in("range_question_types", "range_integer", 7),
                                      in("range_question_types", "range_decimal", 2.5),
                                      in("range_question_types", "range_integer_rating", 4),
                                      in("image_question_types", "image", "a.jpg"),
                                      in("image_question_types", "signature", "s.png"),
                                      in("media_question_types", "barcode", "4006381333931"),
                                      in("media_question_types", "audio", "a.m4a"),
                                      in("media_question_types", "video", "v.mp4"),
                                      in("media_question_types", "file", "f.pdf"),
                                      in("date_time_question_types", "date", "2026-11-22"),
                                      in("date_time_question_types", "time", "10:30:00.000+01:00"),
                                      in("date_time_question_types", "date_time", "2026-11-22T10:30:00.000+01:00"),
                                      in("date_time_question_types", "ethiopian_date", "2026-11-22"),
                                      in("geo_question_types", "geopoint", "12.5 40.1 0 5"),
                                      in("geo_question_types", "geotrace", "1 2 0 0; 3 4 0 0"),
                                      in("geo_question_types", "geoshape", "0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0"),
                                      in("select_one_question_types", "select_one", "a"),
                                      in("select_one_question_types", "map", "two"),
                                      in("select_multi_question_types", "select_multi", {"a", "c"}),
                                      in("table_list", "table_list_1", "yes"),
                                      in("other_question_types", "rank", {"d", "c", "b", "a"}),
                                      in("other_question_types", "my_trigger", "OK")});
  for (const char* part : {"<string>Some text</string>", "<range_decimal>2.5</range_decimal>", "<signature>s.png</signature>",
                           "<time>10:30:00.000+01:00</time>", "<map>two</map>", "<select_multi>a c</select_multi>",
                           "<rank>d c b a</rank>", "<my_trigger>OK</my_trigger>"}) {
    INFO(part);
    CHECK(holds(xml, part));
  }
}

TEST_CASE("the sample programme is filled in by a script", "[ctl]") {
  const std::string xml = submitted(fs::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake",
                                    {{{"clock", "2026-11-22T10:00:00.000Z"}},
                                     {{"language", "Arabic"}},
                                     set("/data/arrival/crossing_point", "river_post"),
                                     set("/data/arrival/arrival_date", "2026-11-20"),
                                     set("/data/arrival/travelling_with", "alone"),
                                     set("/data/arrival/spoken_language", "ti"),
                                     set("/data/identity/given_name", "Example")});
  CHECK(holds(xml, "<given_name>Example</given_name>"));
  CHECK(holds(xml, "<registered_on>2026-11-22</registered_on>"));
}

TEST_CASE("the next record begins with what the one before left for it, and a clock set in between counts", "[ctl]") {
  const Folder folder;
  std::ofstream(folder.path() / "survey.csv") << "type,name,label,default,calculation\n"
                                                 "text,village,Village,${last-saved#village},\n"
                                                 "text,person,Name,,\ntoday,day,,,\n";
  std::ofstream(folder.path() / "settings.csv") << "form_id\nvisit\n";
  const Ran ran = runForm(folder.path(), {{{"clock", "2026-11-22T10:00:00.000Z"}},
                                          set("/data/village", "Nyala"),
                                          set("/data/person", "Ana"),
                                          {{"submission", true}},
                                          {{"next", true}},
                                          {{"clock", "2026-11-23T10:00:00.000Z"}},
                                          {{"get", "/data/village"}},
                                          {{"get", "/data/person"}},
                                          {{"get", "/data/day"}},
                                          set("/data/village", "Kutum"),
                                          {{"next", true}},
                                          {{"get", "/data/village"}}});
  CHECK(ran.lines[4] == Json{{"ok", true}});
  CHECK(ran.lines[6].at("value") == "Nyala");
  CHECK(ran.lines[7].at("value") == "");
  CHECK(ran.lines[8].at("value") == "2026-11-23");
  CHECK(ran.lines[11].at("value") == "Nyala");  // the second was never submitted
}

TEST_CASE("a signature made elsewhere is checked from the command line", "[ctl]") {
  // RFC 8032, 7.1, test 2: the message is one letter.
  const std::string payload = "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI=";
  const std::string key = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
  const auto asked = [&](const std::string& code) {
    const Ended ended = runProgram("limenctl", {"form", "eval", "extract-signed('" + code + "', '" + key + "')"}, "");
    return Json::parse(ended.out, nullptr, false);
  };
  CHECK(asked(payload).at("value") == "r");
  std::string altered = payload;
  altered[10] = altered[10] == 'A' ? 'B' : 'A';
  CHECK(asked(altered).at("value") == "");
}
