// SPDX-License-Identifier: Apache-2.0
// An XForm as Central, Kobo and pyxform write it becomes the same FormDefinition as a workbook.
#include "forms/xforms.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "forms/external_files.h"
#include "forms/form_session.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

struct Xform {
  std::string instance, model, body;
  std::string id = "visit";

  std::string text() const {
    return "<?xml version=\"1.0\"?>\n<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
           "xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\" "
           "xmlns:orx=\"http://openrosa.org/xforms\" xmlns:entities=\"http://www.opendatakit.org/xforms/entities\">"
           "<h:head><h:title>Visit</h:title><model>\n<instance><data id=\"" +
           id + "\" version=\"7\">" + instance + "</data></instance>\n" + model + "</model></h:head><h:body class=\"pages\">\n" +
           body + "</h:body></h:html>";
  }
  FormReading read() const { return readXform(bytesOf(text()), Companions()); }
};

std::string said(const FormReading& reading) {
  std::string out;
  for (const auto& f : reading.findings)
    out += std::string(f.severity == Severity::error ? "error " : "warning ") + f.sheet + " " + std::to_string(f.row) + " " +
           f.column + ": " + f.message + "\n";
  return out;
}

FormDefinition readAs(const Xform& xform) {
  auto reading = xform.read();
  INFO(said(reading));
  REQUIRE(reading.form);
  return std::move(*reading.form);
}

bool mentions(const FormReading& reading, std::string_view words) {
  return std::any_of(reading.findings.begin(), reading.findings.end(),
                     [&](const Finding& f) { return f.message.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("an XForm's head says what the form is called", "[forms]") {
  const auto form = readAs({"<a/>", "", "<input ref=\"/data/a\"><label>A</label></input>"});
  CHECK(form.id == "visit");
  CHECK(form.version == "7");
  CHECK(form.root == "data");
  CHECK(form.style == "pages");
  CHECK(form.title.at("") == "Visit");
}

TEST_CASE("a control and its bind decide the type of a question", "[forms]") {
  struct Case {
    const char* bind;
    const char* control;
    Type type;
  };
  const Case cases[] = {
      {"type=\"string\"", "<input ref=\"/data/a\"/>", Type::text},
      {"type=\"xsd:int\"", "<input ref=\"/data/a\"/>", Type::integer},
      {"type=\"decimal\"", "<input ref=\"/data/a\"/>", Type::decimal},
      {"type=\"date\"", "<input ref=\"/data/a\"/>", Type::date},
      {"type=\"time\"", "<input ref=\"/data/a\"/>", Type::time},
      {"type=\"dateTime\"", "<input ref=\"/data/a\"/>", Type::dateTime},
      {"type=\"geopoint\"", "<input ref=\"/data/a\"/>", Type::geopoint},
      {"type=\"geotrace\"", "<input ref=\"/data/a\"/>", Type::geotrace},
      {"type=\"geoshape\"", "<input ref=\"/data/a\"/>", Type::geoshape},
      {"type=\"barcode\"", "<input ref=\"/data/a\"/>", Type::barcode},
      {"type=\"binary\"", "<upload ref=\"/data/a\" mediatype=\"image/*\"/>", Type::image},
      {"type=\"binary\"", "<upload ref=\"/data/a\" mediatype=\"audio/*\"/>", Type::audio},
      {"type=\"binary\"", "<upload ref=\"/data/a\" mediatype=\"video/*\"/>", Type::video},
      {"type=\"binary\"", "<upload ref=\"/data/a\" mediatype=\"application/*\"/>", Type::file},
      {"type=\"string\"", "<trigger ref=\"/data/a\"/>", Type::acknowledge},
      {"type=\"int\"", "<range ref=\"/data/a\" start=\"0\" end=\"5\" step=\"1\"/>", Type::range},
      {"type=\"string\"", "<select1 ref=\"/data/a\"><item><label>X</label><value>x</value></item></select1>", Type::selectOne},
      {"type=\"string\"", "<select ref=\"/data/a\"><item><label>X</label><value>x</value></item></select>", Type::selectMultiple},
      {"type=\"odk:rank\"", "<odk:rank ref=\"/data/a\"><item><label>X</label><value>x</value></item></odk:rank>", Type::rank},
      {"type=\"string\" readonly=\"true()\"", "<input ref=\"/data/a\"><label>Read this</label></input>", Type::note},
      {"type=\"string\" calculate=\"1 + 1\"", "", Type::calculate},
      {"type=\"string\"", "", Type::hidden},
      {"type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"", "", Type::start},
      {"type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"end\"", "", Type::end},
      {"type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"", "", Type::today},
      {"type=\"string\" jr:preload=\"property\" jr:preloadParams=\"uri:deviceid\"", "", Type::deviceid},
      {"type=\"string\" jr:preload=\"property\" jr:preloadParams=\"email\"", "", Type::email},
  };
  for (const auto& each : cases) {
    INFO(each.bind << " " << each.control);
    const auto form = readAs({"<a/>", "<bind nodeset=\"/data/a\" " + std::string(each.bind) + "/>", each.control});
    REQUIRE(form.nodes.size() == 1);
    CHECK(form.nodes[0].type == each.type);
    CHECK(form.nodes[0].name == "a");
  }
}

TEST_CASE("a read-only question that holds an answer is not a note", "[forms]") {
  const char* control = "<input ref=\"/data/a\"><label>A</label></input>";
  CHECK(readAs({"<a>kept</a>", "<bind nodeset=\"/data/a\" readonly=\"true()\"/>", control}).nodes[0].type == Type::text);
  CHECK(readAs({"<a/>", "<bind nodeset=\"/data/a\" readonly=\"true()\" calculate=\"'x'\"/>", control}).nodes[0].type ==
        Type::text);
}

TEST_CASE("what a bind demands is kept as it stands", "[forms]") {
  const auto form = readAs(
      {"<a/><b/>",
       "<itext><translation lang=\"English\" default=\"true()\"><text id=\"m\"><value>Too young</value></text></translation>"
       "<translation lang=\"Arabic\"><text id=\"m\"><value>\xd9\x84\xd8\xa7</value></text></translation></itext>"
       "<bind nodeset=\"/data/a\" type=\"int\" relevant=\"/data/b = 'y'\" required=\"true()\" constraint=\". &gt; 17\" "
       "jr:constraintMsg=\"jr:itext('m')\" jr:requiredMsg=\"Needed\"/><bind nodeset=\"/data/b\" required=\"false()\" "
       "relevant=\"true()\"/>",
       "<input ref=\"/data/a\"/><input ref=\"/data/b\"/>"});
  const Node& a = form.nodes[0];
  CHECK(a.relevant == "/data/b = 'y'");
  CHECK(a.required == "true()");
  CHECK(a.constraint == ". > 17");
  CHECK(a.constraintMessage.at("English") == "Too young");
  CHECK(a.constraintMessage.at("Arabic") == "\xd9\x84\xd8\xa7");
  CHECK(a.requiredMessage.at("") == "Needed");
  CHECK(form.nodes[1].required.empty());
  CHECK(form.nodes[1].relevant.empty());
  CHECK(form.defaultLanguage == "English");
  CHECK(form.languages == std::vector<std::string>{"English", "Arabic"});
}

TEST_CASE("labels, hints and media come from itext in every language", "[forms]") {
  const auto form = readAs(
      {"<a/>",
       "<itext><translation lang=\"French (fr)\"><text id=\"/data/a:label\"><value>Bonjour <output value=\"/data/a\"/> !</value>"
       "<value form=\"image\">jr://images/map.png</value><value form=\"big-image\">jr://images/big.png</value></text>"
       "<text id=\"/data/a:hint\"><value>Aide</value><value form=\"guidance\">Guide</value></text></translation></itext>",
       "<input ref=\"/data/a\"><label ref=\"jr:itext('/data/a:label')\"/><hint ref=\"jr:itext('/data/a:hint')\"/></input>"});
  const Node& a = form.nodes[0];
  CHECK(a.label.at("French (fr)") == "Bonjour ${/data/a} !");
  CHECK(a.hint.at("French (fr)") == "Aide");
  CHECK(a.guidanceHint.at("French (fr)") == "Guide");
  CHECK(a.media.at("image").at("French (fr)") == "map.png");
  CHECK(a.media.at("big-image").at("French (fr)") == "big.png");
  CHECK(form.itext.at("/data/a:hint").at("French (fr)") == "Aide");
}

TEST_CASE("groups and repeats nest as in the primary instance", "[forms]") {
  const auto form = readAs({"<g><x/></g><r jr:template=\"\"><y>5</y></r><r><y>6</y></r>",
                            "<bind nodeset=\"/data/g\" relevant=\"/data/n = 1\"/><bind nodeset=\"/data/r/y\" type=\"int\"/>",
                            "<group ref=\"/data/g\" appearance=\"field-list\"><label>Group</label><input ref=\"x\"/></group>"
                            "<group ref=\"/data/r\"><label>People</label><repeat nodeset=\"/data/r\" jr:count=\" /data/g/x "
                            "\"><input ref=\"/data/r/y\"/></repeat></group>"});
  REQUIRE(form.nodes.size() == 2);
  const Node& group = form.nodes[0];
  CHECK(group.type == Type::group);
  CHECK(group.appearance == "field-list");
  CHECK(group.label.at("") == "Group");
  CHECK(group.relevant == "/data/n = 1");
  CHECK(group.children.at(0).name == "x");
  const Node& repeat = form.nodes[1];
  CHECK(repeat.type == Type::repeat);
  CHECK(repeat.label.at("") == "People");
  CHECK(repeat.repeatCount == " /data/g/x ");
  CHECK(repeat.children.at(0).type == Type::integer);
  CHECK(repeat.children.at(0).defaultValue == "5");
}

TEST_CASE("a repeat that nobody may add to keeps the number it starts with", "[forms]") {
  const auto form = readAs({"<r jr:template=\"\"><y/></r><r><y/></r><r><y/></r>", "",
                            "<repeat nodeset=\"/data/r\" jr:noAddRemove=\"true()\"><input ref=\"/data/r/y\"/></repeat>"});
  CHECK(form.nodes[0].repeatCount == "2");
}

TEST_CASE("questions stand in the order of the body, the silent ones where the instance has them", "[forms]") {
  const auto form = readAs(
      {"<a/><sum/><b/>", "<bind nodeset=\"/data/sum\" calculate=\"1\"/>", "<input ref=\"/data/b\"/><input ref=\"/data/a\"/>"});
  CHECK(form.nodes.at(0).name == "b");
  CHECK(form.nodes.at(1).name == "sum");
  CHECK(form.nodes.at(2).name == "a");
}

TEST_CASE("name spaces count by their URI, whatever the prefix", "[forms]") {
  const char* text =
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:f=\"http://www.w3.org/2002/xforms\" "
      "xmlns:rosa=\"http://openrosa.org/javarosa\">"
      "<body><f:input ref=\"/survey/q\"><f:label>Q</f:label></f:input></body>"
      "<head><f:model><f:bind nodeset=\"/survey/q\" type=\"int\" rosa:requiredMsg=\"Please\"/>"
      "<f:instance><survey xmlns=\"\" id=\"odd\"><q/></survey></f:instance></f:model></head></html>";
  const auto reading = readXform(bytesOf(std::string_view(text)), Companions());
  INFO(said(reading));
  REQUIRE(reading.form);
  CHECK(reading.form->root == "survey");
  CHECK(reading.form->nodes.at(0).type == Type::integer);
  CHECK(reading.form->nodes.at(0).requiredMessage.at("") == "Please");
}

TEST_CASE("an itemset of a plain instance names its columns, one with itext becomes a list", "[forms]") {
  const std::string plain =
      "<instance id=\"towns\"><root><item><code>t1</code><title>Alpha</title><in>r1</in></item></root></instance>";
  const std::string worded =
      "<itext><translation lang=\"default\"><text id=\"c-0\"><value>Yes</value><value "
      "form=\"audio\">jr://audio/yes.mp3</value></text></translation></itext>"
      "<instance id=\"yn\"><root><item><itextId>c-0</itextId><name>y</name></item></root></instance>";
  const auto form = readAs(
      {"<a/><b/><c/>", plain + worded,
       "<select1 ref=\"/data/a\"><itemset nodeset=\"randomize(instance('towns')/root/item[in = /data/b and code != ')'], 42)\">"
       "<value ref=\"code\"/><label ref=\"title\"/></itemset></select1>"
       "<select1 ref=\"/data/b\"><itemset nodeset=\"instance('yn')/root/item\"><value ref=\"name\"/><label "
       "ref=\"jr:itext(itextId)\"/></itemset></select1>"
       "<select1 ref=\"/data/c\"><item><label>One</label><value>1</value></item></select1>"});
  const Node& a = form.nodes[0];
  CHECK(a.list == "towns");
  CHECK(a.itemset.value == "code");
  CHECK(a.itemset.label == "title");
  CHECK(a.itemset.nodes.empty());
  CHECK(a.choiceFilter == "in = /data/b and code != ')'");
  CHECK(parameter(a, "randomize") == "true");
  CHECK(parameter(a, "seed") == "42");
  const Choice& yes = form.lists.at(form.nodes[1].list).at(0);
  CHECK(yes.name == "y");
  CHECK(yes.label.at("") == "Yes");
  CHECK(yes.media.at("audio").at("") == "yes.mp3");
  CHECK(form.lists.at(form.nodes[2].list).at(0).name == "1");
  REQUIRE(form.instances.size() == 1);
  CHECK(form.instances[0].items != nullptr);
}

TEST_CASE("choices may be the nodes of a repeat", "[forms]") {
  const auto form = readAs({"<r><name/></r><who/>", "",
                            "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/name\"/></repeat>"
                            "<select1 ref=\"/data/who\"><itemset nodeset=\"/data/r[./name != '']\"><value ref=\"name\"/><label "
                            "ref=\"name\"/></itemset></select1>"});
  const Node& who = form.nodes[1];
  CHECK(who.list.empty());
  CHECK(who.itemset.nodes == "/data/r[./name != '']");
  CHECK(who.itemset.value == "name");
}

TEST_CASE("a file that is missing is named and leaves an empty list", "[forms]") {
  const Xform xform{"<a/>", "<instance id=\"places\" src=\"jr://file-csv/places.csv\"/>",
                    "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('places')/root/item\"><value ref=\"name\"/><label "
                    "ref=\"label\"/></itemset></select1>"};
  const auto reading = xform.read();
  REQUIRE(reading.form);
  CHECK(mentions(reading, "The file \"places.csv\" is not beside the form"));
  CHECK(reading.form->instances[0].items == nullptr);
}

TEST_CASE("actions become defaults, triggers and places", "[forms]") {
  const auto form =
      readAs({"<a/><b/><c/><here/><voice/>",
              "<bind nodeset=\"/data/here\" type=\"geopoint\"/><bind nodeset=\"/data/voice\" type=\"binary\"/>"
              "<setvalue event=\"odk-instance-first-load\" ref=\"/data/c\" value=\"/data/a\"/>"
              "<odk:setgeopoint event=\"odk-instance-first-load\" ref=\"/data/here\"/>"
              "<odk:recordaudio event=\"odk-instance-load\" ref=\"/data/voice\" odk:quality=\"low\"/>",
              "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/b\" value=\"now()\"/></input>"
              "<input ref=\"/data/c\"/>"});
  CHECK(form.nodes[1].trigger == "/data/a");
  CHECK(form.nodes[1].calculation == "now()");
  CHECK(form.nodes[1].type == Type::hidden);
  CHECK(form.nodes[2].defaultValue == "string(/data/a)");
  CHECK(form.nodes[3].type == Type::startGeopoint);
  CHECK(form.nodes[4].type == Type::backgroundAudio);
  CHECK(parameter(form.nodes[4], "quality") == "low");
}

TEST_CASE("a default that looks like a call is the text that it is", "[forms]") {
  const auto form = readAs({"<a>today()</a><b>it's \"so\" (here)</b>", "", "<input ref=\"/data/a\"/><input ref=\"/data/b\"/>"});
  Scenario s(compiled(form), "");
  CHECK(s.submitted() == "a=today() b=it's \"so\" (here)");
}

TEST_CASE("the record's name, its entity and the audit stand in meta", "[forms]") {
  const auto form = readAs(
      {"<a/><meta><instanceID/><instanceName/><audit/><entity dataset=\"people\" id=\"\" create=\"1\"><label/></entity></meta>",
       "<bind nodeset=\"/data/a\" entities:saveto=\"given\"/><bind nodeset=\"/data/meta/instanceName\" calculate=\"concat('V ', "
       "/data/a)\"/>"
       "<bind nodeset=\"/data/meta/audit\" type=\"binary\" odk:track-changes=\"true\"/>"
       "<bind nodeset=\"/data/meta/entity/@create\" calculate=\"/data/a != ''\"/><bind nodeset=\"/data/meta/entity/label\" "
       "calculate=\"/data/a\"/>",
       "<input ref=\"/data/a\"/>"});
  CHECK(form.instanceName == "concat('V ', /data/a)");
  REQUIRE(form.entities.size() == 1);
  CHECK(form.entities[0].list == "people");
  CHECK(form.entities[0].createIf == "/data/a != ''");
  CHECK(form.entities[0].label == "/data/a");
  CHECK(form.nodes[0].saveTo == "given");
  CHECK(form.nodes[1].type == Type::audit);
  CHECK(parameter(form.nodes[1], "track-changes") == "true");
}

TEST_CASE("an XForm's findings name the line and the path", "[forms]") {
  const auto reading =
      Xform{"<a/>", "<bind nodeset=\"/data/b\" type=\"int\"/>\n", "<input ref=\"/data/c\"/>\n<select1 ref=\"/data/a\"/>"}.read();
  CHECK_FALSE(reading.form);
  REQUIRE(reading.findings.size() == 3);
  CHECK(reading.findings[0].sheet == "xml");
  CHECK(reading.findings[0].row == 4);
  CHECK(reading.findings[0].column == "/data/b");
  CHECK(reading.findings[1].row == 6);
  CHECK(reading.findings[1].column == "/data/c");
  CHECK(reading.findings[2].row == 7);
  CHECK(reading.findings[2].message == "This select offers nothing; it needs <item>s or an <itemset>.");
  const auto broken = Xform{"<a/>", "<bind nodeset=\"/data/a\" relevant=\"nothing(3)\"/>", "<input ref=\"/data/a\"/>"}.read();
  CHECK_FALSE(broken.form);
  CHECK(mentions(broken, "relevant: The function \"nothing()\" is not known."));
  CHECK(broken.findings[0].column == "/data/a");
}

TEST_CASE("hostile XML is refused before it costs anything", "[forms]") {
  const auto refused = [](const std::string& text, std::string_view why) {
    const auto reading = readXform(bytesOf(text), Companions());
    INFO(said(reading));
    CHECK_FALSE(reading.form);
    REQUIRE(reading.findings.size() == 1);
    CHECK(reading.findings[0].message.find(why) != std::string::npos);
  };
  refused("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>", "declares entities");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  refused(deep, "nested deeper than 256");
  refused("<html><head>", "not well formed");
  refused("<x/>", "This is no XForm");
  refused("", "not well formed");
  std::string nested, ends;
  for (int i = 0; i < 60; ++i) {
    nested += "<g>";
    ends += "</g>";
  }
  CHECK(mentions(Xform{nested + "<a/>" + ends, "", "<input ref=\"/data/g\"/>"}.read(), "nested more than 32 deep"));
}

TEST_CASE("an XForm that is cut off or altered is refused or read, and nothing worse", "[forms]") {
  const std::string whole = Xform{"<a/><r><b/></r>", "<bind nodeset=\"/data/a\" type=\"int\"/>",
                                  "<input ref=\"/data/a\"/><repeat nodeset=\"/data/r\"><input ref=\"/data/r/b\"/></repeat>"}
                                .text();
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(readXform(bytesOf(whole.substr(0, size)), Companions()).form);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string altered = whole;
    altered[i] = static_cast<char>(altered[i] ^ 0x15);
    const auto reading = readXform(bytesOf(altered), Companions());
    CHECK((reading.form || !reading.findings.empty()));
  }
}

TEST_CASE("an XForm's search() is a file of choices too", "[forms]") {
  const Xform xform{
      "<d/><a/>", "",
      "<input ref=\"/data/d\"/><select1 ref=\"/data/a\" appearance=\"quick search('sites', 'matches', 'in', /data/d)\">"
      "<item><label>title</label><value>code</value></item></select1>"};
  const auto form = readAs(xform);
  CHECK(form.nodes[1].list == "sites");
  CHECK(form.nodes[1].itemset.value == "code");
  CHECK(form.nodes[1].itemset.label == "title");
  CHECK(form.nodes[1].choiceFilter == "in = /data/d");
  CHECK(form.nodes[1].appearance == "quick");
  CHECK(form.instances.at(0).source == "jr://file-csv/sites.csv");
}

TEST_CASE("a form as Kobo writes it keeps its own groups silent", "[forms]") {
  const auto form = readAs({"<formhub><uuid/></formhub><name/><__version__/><meta><instanceID/></meta>",
                            "<bind nodeset=\"/data/formhub/uuid\" type=\"string\" calculate=\"'0a1b'\"/><bind "
                            "nodeset=\"/data/name\" type=\"string\" required=\"true()\"/>"
                            "<bind nodeset=\"/data/__version__\" type=\"string\" calculate=\"'v1'\"/>"
                            "<bind jr:preload=\"uid\" nodeset=\"/data/meta/instanceID\" readonly=\"true()\" type=\"string\"/>",
                            "<input ref=\"/data/name\"><label>Name</label></input>"});
  REQUIRE(form.nodes.size() == 3);
  CHECK(form.nodes[0].type == Type::group);
  CHECK(form.nodes[0].children.at(0).type == Type::calculate);
  CHECK(form.nodes[1].required == "true()");
  CHECK(form.nodes[2].calculation == "'v1'");
}

TEST_CASE("binds may nest, be named by an id and be referred to from where they stand", "[forms]") {
  const auto form =
      readAs({"<g><x/></g><y/>",
              "<bind nodeset=\"/data/g\"><bind id=\"bx\" nodeset=\"x\" type=\"int\"/></bind><bind nodeset=\"y\" type=\"date\"/>",
              "<group ref=\"/data/g\"><input bind=\"bx\"><label>X</label></input></group><secret ref=\"../data/y\"/>"});
  CHECK(form.nodes[0].children.at(0).type == Type::integer);
  CHECK(form.nodes[0].children.at(0).label.at("") == "X");
  CHECK(form.nodes[1].appearance == "masked");
}

TEST_CASE("what an XForm says in vain is named", "[forms]") {
  const auto reading =
      Xform{"<a/><b/><c/>",
            "<bind nodeset=\"/data/b\" jr:preload=\"patient\" jr:preloadParams=\"id\"/>"
            "<setvalue event=\"xforms-value-changed\" ref=\"/data/a\" value=\"1\"/>"
            "<setvalue event=\"odk-instance-first-load\" ref=\"/data/meta/instanceID\" value=\"1\"/>",
            "<input ref=\"/data/a\"><label ref=\"jr:itext('none')\"/><hint>So <output value=\"concat('}')\"/></hint></input>"
            "<input ref=\"/data/a\"/>"
            "<input ref=\"/data/c\"><label ref=\"/data/a\"/><action event=\"xforms-value-changed\"/></input>"}
          .read();
  REQUIRE(reading.form);
  CHECK(mentions(reading, "The preload \"patient id\" is not known here"));
  CHECK(mentions(reading, "stands in the control that it waits for"));
  CHECK(mentions(reading, "There is no itext \"none\""));
  CHECK(mentions(reading, "holds a brace"));
  CHECK(mentions(reading, "This node has a control already"));
  CHECK(reading.form->nodes[2].label.at("") == "${/data/a}");
}

TEST_CASE("instances without an id or with another's are errors", "[forms]") {
  const char* body = "<input ref=\"/data/a\"/>";
  CHECK(mentions(Xform{"<a/>", "<instance><root/></instance>", body}.read(), "This instance has no id"));
  CHECK(mentions(Xform{"<a/>", "<instance id=\"x\"><root/></instance><instance id=\"x\"><root/></instance>", body}.read(),
                 "stands there twice"));
  CHECK(mentions(
      Xform{"<a/>", "",
            "<select1 ref=\"/data/a\"><itemset nodeset=\"instance('x')/root/item\"><value ref=\"name\"/></itemset></select1>"}
          .read(),
      "There is no instance \"x\""));
  CHECK(mentions(Xform{"<a/>", "", "<select1 ref=\"/data/a\"><item><label>A</label></item></select1>"}.read(),
                 "This choice has no value."));
  CHECK(mentions(Xform{"<a/>", "<setvalue event=\"odk-instance-first-load\" ref=\"/data/b\" value=\"1\"/>", body}.read(),
                 "This action sets a node"));
  CHECK(mentions(Xform{"<a/>", "", ""}.read(), "") == false);
}

TEST_CASE("a question by query offers the file of external lists", "[forms]") {
  const auto form = readAs(
      {"<d/><a/>", "", "<input ref=\"/data/d\"/><input ref=\"/data/a\" query=\"instance('towns')/root/item[in= /data/d ]\"/>"});
  CHECK(form.nodes[1].type == Type::selectOne);
  CHECK(form.nodes[1].list == "towns");
  CHECK(form.nodes[1].choiceFilter == "in= /data/d ");
  CHECK(form.instances.at(0).source == "jr://file-csv/itemsets.csv");
}

TEST_CASE("a text set by an action is that text, and the last of two triggers is not lost", "[forms]") {
  const auto form = readAs(
      {"<a/><b/><c/>", "<setvalue event=\"odk-instance-first-load odk-new-repeat\" ref=\"/data/b\">plain 'text'</setvalue>",
       "<input ref=\"/data/a\"><action event=\"x\"><setvalue event=\"xforms-value-changed\" ref=\"/data/c\" "
       "value=\"1\"/></action></input>"
       "<input ref=\"/data/b\"><setvalue event=\"xforms-value-changed\" ref=\"/data/c\" value=\"1\"/></input>"});
  CHECK(form.nodes[1].defaultValue == "string(\"plain 'text'\")");
  CHECK(form.nodes[2].trigger == "/data/a,/data/b");
  CHECK(form.nodes[2].calculation == "1");
}

TEST_CASE("a translation marked in any way but as false is the one that is shown first", "[forms]") {
  const auto first = [](const std::string& mark) {
    return readAs({"<a/>",
                   "<itext><translation lang=\"English\"><text id=\"m\"><value>Name</value></text></translation>"
                   "<translation lang=\"French\"" +
                       mark + "><text id=\"m\"><value>Nom</value></text></translation></itext>",
                   "<input ref=\"/data/a\"><label ref=\"jr:itext('m')\"/></input>"})
        .defaultLanguage;
  };
  CHECK(first("").empty());
  CHECK(first(" default=\"\"") == "French");
  CHECK(first(" default=\"true()\"") == "French");
  CHECK(first(" default=\"false()\"").empty());
}

TEST_CASE("a form that only has a model can be computed with", "[forms]") {
  const auto reading = readXform(bytesOf(std::string_view("<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
                                                          "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><model><instance>"
                                                          "<data id=\"a\"/></instance></model></h:head><h:body/></h:html>")),
                                 Companions());
  CHECK(reading.form);
  CHECK(said(reading).starts_with("warning "));
}

TEST_CASE("what the device fills in may be asked about too, and an action sees from its control", "[forms]") {
  const auto form =
      readAs({"<day/><r jr:template=\"\"><a/><b/></r>",
              "<bind nodeset=\"/data/day\" type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"/>",
              "<input ref=\"/data/day\"/><group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/a\">"
              "<setvalue event=\"xforms-value-changed\" ref=\"../b\" value=\"position(..)\"/></input></repeat></group>"});
  CHECK(form.nodes[0].type == Type::date);
  CHECK(form.nodes[0].defaultValue == "today()");
  REQUIRE(form.nodes[1].children.size() == 2);
  CHECK(form.nodes[1].children[1].trigger == "/data/r/a");
}
