// SPDX-License-Identifier: Apache-2.0
// What an XForm's body and instance say beyond a workbook: groups without a node, instances that begin with answers of their own.
#include "forms/external_files.h"
#include "forms/xforms.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

FormDefinition xform(const std::string& instance, const std::string& model, const std::string& body) {
  const std::string text =
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
      "xmlns:jr=\"http://openrosa.org/javarosa\"><h:head><h:title>T</h:title><model><instance><data id=\"t\" version=\"1\">" +
      instance + "</data></instance>" + model + "</model></h:head><h:body>" + body + "</h:body></h:html>";
  auto reading = readXform(bytesOf(text), Companions());
  for (const auto& finding : reading.findings) UNSCOPED_INFO(finding.column << ": " << finding.message);
  REQUIRE(reading.form);
  return std::move(*reading.form);
}

std::string body(const std::string& xml) {
  const std::size_t from = xml.find("version=\"1\">") + 12;
  return xml.substr(from, xml.rfind("<meta>") - from);
}

}  // namespace

TEST_CASE("a group without a node keeps its words, its look and its place", "[forms]") {
  const auto form =
      xform("<a/><b/><g><c/></g><d/>", "<bind nodeset=\"/data/d\" calculate=\"concat(../a, /data/g/c, ../g/../b)\"/>",
            "<input ref=\"/data/a\"/><group appearance=\"field-list\"><label>Page</label><input ref=\"/data/b\"/>"
            "<group><label>Inner</label><group ref=\"/data/g\"><label>G</label><input ref=\"/data/g/c\"/></group>"
            "</group></group>");
  REQUIRE(form.nodes.size() == 2);
  const Node& page = form.nodes[1];
  CHECK(page.type == Type::group);
  CHECK(page.name == "");
  CHECK(page.label.at("") == "Page");
  CHECK(page.appearance == "field-list");
  REQUIRE(page.children.size() == 2);
  CHECK(page.children[0].name == "b");
  CHECK(page.children[1].label.at("") == "Inner");

  Scenario s(compiled(form));
  std::string seen;
  for (const Entry& entry : s.session.entries())
    seen += std::to_string(entry.depth) + s.session.form().node(entry.place.question).name + " ";
  CHECK(seen == "0a 0 1b 1 2g 3c ");
  s.answer("a", "1").answer("b", "2").answer("c", "3");
  CHECK(s.answerOf("d") == "132");
  CHECK(body(s.session.submissionXml()) == "<a>1</a><b>2</b><g><c>3</c></g><d>132</d>");
  const auto c = s.session.placeAt("/data/g/c");
  REQUIRE(c);
  CHECK(s.session.pathOf(*c) == "/data/g/c");
  CHECK(s.session.evaluate("count(/data/*)", "/data")->string == "4");
  CHECK(s.session.evaluate("name(..)", "/data/b")->string == "data");
  CHECK(s.session.evaluate("name(../preceding-sibling::*[1])", "/data/g/c")->string == "b");
}

TEST_CASE("a group without a node holds what its controls are for, wherever that stands", "[forms]") {
  const auto form =
      xform("<g><a/><k/></g><r><b/></r>", "",
            "<group><label>Both</label><input ref=\"/data/g/a\"/></group><group ref=\"/data/g\"><input "
            "ref=\"/data/g/k\"/></group><group><label>Round</label><repeat nodeset=\"/data/r\"><group><label>In</label>"
            "<input ref=\"/data/r/b\"/></group></repeat><group><label>Empty</label></group></group>");
  Scenario s(compiled(form));
  s.addTo("r").answer("a", "1").answer("k", "2").answer("r[1]/b", "3").answer("r[2]/b", "4");
  CHECK(body(s.session.submissionXml()) == "<g><a>1</a><k>2</k></g><r><b>3</b></r><r><b>4</b></r>");
}

TEST_CASE("instances of a repeat begin with the answers that stand in them", "[forms]") {
  const auto form =
      xform("<r jr:template=\"\"><x>new</x><g><n/></g></r><r><x>first</x><g><n>1</n></g></r><r><x/><g><n>2</n></g></r>",
            "<bind nodeset=\"/data/r/g/n\" type=\"int\"/>",
            "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/><input "
            "ref=\"/data/r/g/n\"/></repeat></group>");
  Scenario s(compiled(form));
  REQUIRE(s.count("r") == 2);
  s.addTo("r");
  CHECK(body(s.session.submissionXml()) ==
        "<r><x>first</x><g><n>1</n></g></r><r><x/><g><n>2</n></g></r><r><x>new</x><g><n/></g></r>");
}

TEST_CASE("a template counts wherever it stands, and repeats in repeats begin as they are", "[forms]") {
  const auto form =
      xform("<r><q><y>a</y></q><q><y>b</y></q></r><r><q><y>c</y></q></r><r jr:template=\"\"><q><y>t</y></q></r>", "",
            "<repeat nodeset=\"/data/r\"><repeat nodeset=\"/data/r/q\"><input ref=\"/data/r/q/y\"/></repeat></repeat>");
  Scenario s(compiled(form));
  CHECK(body(s.session.submissionXml()) == "<r><q><y>a</y></q><q><y>b</y></q></r><r><q><y>c</y></q></r>");
  s.addTo("r");
  CHECK(body(s.session.submissionXml()).ends_with("<r><q><y>c</y></q></r><r><q><y>t</y></q></r>"));
}

TEST_CASE("instances of a counted repeat begin with their own answers too", "[forms]") {
  const auto form =
      xform("<n>3</n><r><x>a</x></r><r><x>b</x></r>", "<bind nodeset=\"/data/n\" type=\"int\"/>",
            "<input ref=\"/data/n\"/><repeat nodeset=\"/data/r\" jr:count=\"/data/n\"><input ref=\"/data/r/x\"/></repeat>");
  Scenario s(compiled(form));
  CHECK(body(s.session.submissionXml()) == "<n>3</n><r><x>a</x></r><r><x>b</x></r><r><x>a</x></r>");
}

TEST_CASE("alike instances need nothing of their own", "[forms]") {
  const auto form =
      xform("<r><x>a</x></r><r><x>a</x></r>", "", "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");
  CHECK(form.nodes[0].starts.empty());
  CHECK(form.nodes[0].startsWith == 2);
}

TEST_CASE("attributes of a node go into the submission", "[forms]") {
  const auto form =
      xform("<a tag=\"x &amp; y\"/><g kind=\"k\"><b/></g>", "", "<input ref=\"/data/a\"/><input ref=\"/data/g/b\"/>");
  Scenario s(compiled(form));
  CHECK(body(s.session.submissionXml()) == "<a tag=\"x &amp; y\"/><g kind=\"k\"><b/></g>");
}

TEST_CASE("what many hostile expressions take together is bounded too", "[forms]") {
  // Each takes some five million steps, which one may; after the twentieth nothing is computed any more.
  std::string items, nodes, binds;
  for (int i = 0; i < 700; ++i) items += "<item><name>1</name></item>";
  for (int i = 0; i < 60; ++i) {
    const std::string name = "a" + std::to_string(i);
    nodes += "<" + name + "/>";
    binds += "<bind nodeset=\"/data/" + name + "\" calculate=\"count(instance('x')//*[count(instance('x')//*) &gt; 0])\"/>";
  }
  const auto form = xform(nodes + "<b/><last/>",
                          "<instance id=\"x\"><root>" + items + "</root></instance>" + binds +
                              "<bind nodeset=\"/data/last\" calculate=\"concat(../b, '!')\"/>",
                          "<input ref=\"/data/b\"/>");
  Scenario s(compiled(form));
  int computed = 0;
  for (int i = 0; i < 60; ++i) computed += s.answerOf("a" + std::to_string(i)) == "1401" ? 1 : 0;
  CHECK(computed > 5);
  CHECK(computed < 40);
  s.answer("b", "x");  // what hangs on an answer has all its steps again
  CHECK(s.answerOf("last") == "x!");
}

TEST_CASE("a hostile tower of groups without a node is bounded", "[forms]") {
  std::string nodes, body;
  for (int i = 0; i < 2000; ++i) {
    const std::string at = std::to_string(i);
    nodes += "<g" + at + "><a/></g" + at + ">";
    body += "<input ref=\"/data/g" + at + "/a\"/>";
  }
  std::string open, close;
  for (int i = 0; i < 60; ++i) {
    open += "<group><label>L</label>";
    close += "</group>";
  }
  const auto form = xform(nodes, "", open + body + close);
  std::size_t count = 0;
  const auto walk = [&](const auto& self, const std::vector<Node>& all) -> void {
    for (const Node& node : all) {
      ++count;
      self(self, node.children);
    }
  };
  walk(walk, form.nodes);
  CHECK(count < 25'000);
}
