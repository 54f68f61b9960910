// SPDX-License-Identifier: Apache-2.0
// Paths, reasons, media, and the XML of a submission.
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

const std::vector<std::string> kNested{"begin_group | g", "text | x",   "begin_repeat | r", "text | y",  "begin_repeat | q",
                                       "text | z",        "end_repeat", "end_repeat",       "end_group", "note | n"};

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto start = text.find(from);
  if (start == std::string::npos) return "";
  return text.substr(start, text.find(to, start) + to.size() - start);
}

}  // namespace

TEST_CASE("places have absolute paths that count instances, and paths have places", "[forms]") {
  Scenario s(kNested);
  s.addTo("r").addTo("r[2]/q");
  for (const char* path : {"/data/g", "/data/g/x", "/data/g/r", "/data/g/r[2]", "/data/g/r[2]/y", "/data/g/r[2]/q",
                           "/data/g/r[2]/q[2]", "/data/g/r[2]/q[2]/z", "/data/n"}) {
    INFO(path);
    const auto place = s.session.placeAt(path);
    REQUIRE(place);
    CHECK(s.session.pathOf(*place) == path);
  }
  CHECK(s.session.pathOf(*s.session.placeAt("/data/g/r/q/z")) == "/data/g/r[1]/q[1]/z");
  CHECK(s.session.pathOf(*s.session.placeAt("/data/g[1]/x[1]")) == "/data/g/x");
  for (const char* path :
       {"", "/", "/data", "data/g/x", "/other/g/x", "/data/x", "/data/g/r[0]", "/data/g/r[a]", "/data/g/r]/y", "/data//x"}) {
    INFO(path);
    CHECK(s.session.placeAt(path).error().is(FormError::unknownQuestion));
  }
  for (const char* path : {"/data/g/r[3]", "/data/g/r[1]/q[2]/z", "/data/g/x[2]"}) {
    INFO(path);
    CHECK(s.session.placeAt(path).error().is(FormError::noSuchInstance));
  }
  // A position is where an instance stands now.
  const Place second = *s.session.placeAt("/data/g/r[2]/y");
  s.removeFrom("r", 1);
  CHECK(s.session.pathOf(second) == "/data/g/r[1]/y");
}

TEST_CASE("a violation says where and why, in the language of the session", "[forms]") {
  const FormReading reading =
      readForm(bookOf("type|name|label::A|required|required_message::A|required_message::B|constraint|constraint_message\n"
                      "text|t|T|yes|say it|sag es||\ninteger|i|I||||. < 5|below ${t}"));
  REQUIRE(reading.form);
  Scenario s(compiled(*reading.form), "A");
  s.answer("i", "7");
  const auto found = s.session.violations();
  REQUIRE(found.size() == 2);
  CHECK((found[0].problem == Problem::required && found[0].message == "say it"));
  CHECK((found[1].problem == Problem::constraint && s.session.pathOf(found[1].place) == "/data/i"));
  s.session.setLanguage("B");
  CHECK(s.session.violations()[0].message == "sag es");
}

TEST_CASE("guidance and media follow the language", "[forms]") {
  const FormReading reading =
      readForm(bookOf("type|name|label::A|label::B|guidance_hint::A|guidance_hint::B|image::A|image::B|audio\n"
                      "text|t|T|T|ask ${t} twice|frag ${t}|a.png|b.png|ask.mp3"));
  REQUIRE(reading.form);
  Scenario s(compiled(*reading.form), "A");
  s.answer("t", "it");
  const Place t = s.place("t");
  CHECK(s.session.guidance(t) == "ask it twice");
  CHECK(s.session.media(t, "image") == "a.png");
  s.session.setLanguage("B");
  CHECK(s.session.guidance(t) == "frag it");
  CHECK(s.session.media(t, "image") == "b.png");
  CHECK(s.session.media(t, "audio") == "ask.mp3");
  CHECK(s.session.media(t, "video") == "");
}

TEST_CASE("what is calculated from a label follows the language", "[forms]") {
  const FormReading reading =
      readForm(bookOf("type|name|calculation\nselect_one l|one|\ncalculate|shown|jr:choice-name(${one}, "
                      "'${one}')\ncalculate|drawn|random() + string-length(${one})",
                      "list_name|name|label::A|label::B\nl|x|Yes|Ja"));
  REQUIRE(reading.form);
  Scenario s(compiled(*reading.form), "A");
  s.answer("one", "x");
  const std::string drawn = s.answerOf("drawn");
  CHECK(s.answerOf("shown") == "Yes");
  s.session.setLanguage("B");
  CHECK(s.answerOf("shown") == "Ja");
  CHECK(s.answerOf("drawn") == drawn);
}

TEST_CASE("a submission is ODK's XML: relevant nodes, empty ones too, instances in order, meta at the end", "[forms]") {
  FormDefinition form = formOf({"select_one l | in", "begin_group | g | relevant=${in} = 'a'", "text | hid", "end_group",
                                "begin_group | k", "text | no | relevant=false()", "end_group", "select_multiple l | m",
                                "begin_repeat | r", "integer | i", "end_repeat", "note | n", "text | t", "audit | audit"},
                               "list_name | name | label\nl | a | A\nl | b | B");
  form.id = "a \"form\" & more";
  form.version = "7";
  form.instanceName = "concat(${t}, '.')";
  Scenario s(compiled(std::move(form)));
  s.answer("in", "b")
      .answer("m", "b a")
      .answer("r[1]/i", "1")
      .addTo("r")
      .answer("r[2]/i", "2")
      .answer("t", "<a> & \"b\"\r\n\x01\xd8\xb9");
  const std::string xml = s.session.submissionXml();
  CHECK(xml.starts_with("<?xml version=\"1.0\"?>\n<data "));
  CHECK(xml.find(" id=\"a &quot;form&quot; &amp; more\" version=\"7\"") != std::string::npos);
  CHECK(xml.find("<in>b</in><k/><m>b a</m><r><i>1</i></r><r><i>2</i></r><n/>") != std::string::npos);
  CHECK(xml.find("<t>&lt;a&gt; &amp; \"b\"&#13;\n\xd8\xb9</t><meta><audit/><instanceID>uuid:") != std::string::npos);
  CHECK(xml.find("<instanceName>&lt;a&gt; &amp; \"b\"") != std::string::npos);
  CHECK(xml.ends_with("</meta></data>"));
  CHECK(xml.find("hid") == std::string::npos);
  CHECK(xml.find("<no") == std::string::npos);
  CHECK(s.session.instanceId().size() == 41);
  CHECK(xml.find(s.session.instanceId()) != std::string::npos);
  CHECK(s.session.submissionXml() == xml);
  // The instance holds what is not relevant too.
  CHECK(s.session.instanceXml().find("<g><hid/></g>") != std::string::npos);
}

TEST_CASE("a repeat without instances leaves nothing in the submission", "[forms]") {
  Scenario s({"begin_repeat | r", "text | x", "end_repeat", "text | t"});
  s.removeFrom("r", 1);
  CHECK(s.session.submissionXml().find("<r") == std::string::npos);
}

TEST_CASE("an entity is created or updated as the form says", "[forms]") {
  const auto submission = [](Entity entity, const char* age) {
    FormDefinition form = formOf({"text | name", "integer | age", "text | which"});
    form.entities.push_back(std::move(entity));
    Scenario s(compiled(std::move(form)));
    s.answer("name", "A & B").answer("age", age).answer("which", "11111111-2222-4333-8444-555555555555");
    return between(s.session.submissionXml(), "<entity", "</entity>");
  };
  const std::string made = submission({"people", "", "${name}", "", ""}, "3");
  CHECK(made.starts_with("<entity dataset=\"people\" id=\""));
  CHECK(made.find("\" create") - made.find("id=\"") == 4 + 36);  // a uuid
  CHECK(made.find("\" create=\"1\"><label>A &amp; B</label></entity>") != std::string::npos);
  CHECK(submission({"people", "${which}", "${name}", "", ""}, "3") ==
        "<entity dataset=\"people\" id=\"11111111-2222-4333-8444-555555555555\" update=\"1\" baseVersion=\"\"><label>A &amp; "
        "B</label></entity>");
  CHECK(submission({"people", "", "${name}", "${age} > 17", ""}, "3") == "");
  CHECK(submission({"people", "", "${name}", "${age} > 17", ""}, "30").find("create=\"1\"") != std::string::npos);
  const std::string both = submission({"people", "${which}", "${name}", "${age} > 17", "${age} < 18"}, "3");
  CHECK(both.find("update=\"1\"") != std::string::npos);
  CHECK(both.find("create") == std::string::npos);
}

TEST_CASE("a repeat begins with as many instances as the form has of it", "[forms]") {
  FormDefinition form =
      formOf({"begin_repeat | none", "text | x", "end_repeat", "begin_repeat | three", "text | y", "end_repeat"});
  form.nodes[0].startsWith = 0;
  form.nodes[1].startsWith = 3;
  Scenario s(compiled(std::move(form)));
  CHECK(s.count("none") == 0);
  CHECK(s.count("three") == 3);
  s.addTo("none");
  CHECK(s.count("none") == 1);
}

TEST_CASE("positions and counts follow when an instance goes", "[forms]") {
  Scenario s({"begin_repeat | r", "text | x", "calculate | place | calculation=position(..)",
              "calculate | all | calculation=count(${r})", "end_repeat"});
  s.addTo("r").addTo("r").addTo("r").answer("r[4]/x", "last");
  CHECK(s.answerOf("r[4]/place") == "4");
  s.removeFrom("r", 2);
  CHECK(s.answerOf("r[3]/place") == "3");
  CHECK(s.answerOf("r[3]/x") == "last");
  CHECK(s.answerOf("r[1]/all") == "3");
  s.removeFrom("r", 1);
  CHECK(s.answerOf("r[2]/place") == "2");
}

TEST_CASE("a form's next version still asks a question that was moved, renamed in words or put elsewhere", "[forms]") {
  const auto older =
      compiled(formOf({"text | a | label=Old", "begin_group | g", "text | b", "text | twice", "end_group", "begin_group | h",
                       "text | twice", "end_group", "begin_repeat | r", "text | c", "end_repeat", "text | gone"}));
  const auto newer =
      compiled(formOf({"text | added", "begin_repeat | r", "text | more", "text | c", "end_repeat", "begin_group | k", "text | b",
                       "end_group", "begin_group | h", "text | twice", "end_group", "text | a | label=New"}));
  const auto same = [&](const char* name) -> std::string {
    const auto now = newer->sameAs(*older, *older->find(name));
    return now ? newer->node(*now).name + std::to_string(*now) : "";
  };
  CHECK(same("a") == "a" + std::to_string(*newer->find("a")));
  CHECK(same("b") == "b" + std::to_string(*newer->find("b")));
  CHECK(same("c") == "c" + std::to_string(*newer->find("c")));
  CHECK(same("h/twice") == "twice" + std::to_string(*newer->find("twice")));
  CHECK(same("g/twice") == "");
  CHECK(same("gone") == "");
  CHECK(same("r") == "r" + std::to_string(*newer->find("r")));
}
