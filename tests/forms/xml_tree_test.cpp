// SPDX-License-Identifier: Apache-2.0
// Documents as trees: what XPath needs to know of each node, from XML, csv and geojson.
#include "forms/xml_tree.h"

#include <catch2/catch_test_macros.hpp>

using namespace limen;
using namespace limen::forms;

namespace {

std::shared_ptr<const XmlTree> tree(std::string_view text) {
  auto read = readXml(bytesOf(text));
  if (!read) FAIL(read.error().name() << " " << read.error().context());
  return *read;
}

// Every node in document order: "root(@a=1 'text' item('x'))".
std::string shape(const XmlTree& tree, XmlIndex node = 0) {
  std::string out;
  switch (tree.kind(node)) {
    case XmlKind::text:
      return "'" + tree.text(node) + "'";
    case XmlKind::comment:
      return "!" + tree.text(node);
    case XmlKind::instruction:
      return "?" + tree.name(node).local + ":" + tree.text(node);
    default:
      break;
  }
  for (XmlIndex at = tree.kind(node) == XmlKind::element ? tree.firstAttribute(node) : kNoXml; at != kNoXml;
       at = tree.nextAttribute(at))
    out += (out.empty() ? "@" : " @") + tree.name(at).qualified() + "=" + tree.text(at);
  for (XmlIndex child = tree.firstChild(node); child != kNoXml; child = tree.nextSibling(child)) {
    CHECK(tree.parent(child) == node);
    out += (out.empty() ? "" : " ") + shape(tree, child);
  }
  return tree.name(node).qualified() + "(" + out + ")";
}

std::string refusal(const Result<std::shared_ptr<const XmlTree>>& read) {
  return read ? "" : std::string(read.error().name()) + " " + read.error().context();
}

}  // namespace

TEST_CASE("a document keeps its elements, attributes, texts, comments and instructions in order", "[forms]") {
  const auto read = tree("<?xml version='1.0'?><!--c--><a x='1' y=\"2\">one<b/>two<b z=''>th<![CDATA[r&]]>ee</b><?do it?></a>");
  CHECK(shape(*read) == "(!c a(@x=1 @y=2 'one' b() 'two' b(@z= 'thr&ee') ?do:it))");
  CHECK(read->text(0) == "onetwothr&ee");
  const XmlIndex root = read->root();
  CHECK(read->attribute(root, "y") == "2");
  CHECK(read->attribute(root, "none").empty());
  CHECK(read->childNamed(root, "b") != kNoXml);
  CHECK(read->childNamed(root, "c") == kNoXml);
}

TEST_CASE("names keep their name spaces and nodes their lines", "[forms]") {
  const auto read = tree("<h:a xmlns:h='urn:h' xmlns='urn:d' xml:lang='en'>\n<b h:c='1'/>\n</h:a>");
  const XmlIndex root = read->root();
  CHECK(read->name(root).qualified() == "h:a");
  CHECK(read->name(root).uri == "urn:h");
  CHECK(read->name(read->firstAttribute(root)).qualified() == "xml:lang");
  const XmlIndex inner = read->childNamed(root, "b");
  CHECK(read->name(inner).uri == "urn:d");
  CHECK(read->line(inner) == 2);
  CHECK(read->name(read->firstAttribute(inner)).uri == "urn:h");
  CHECK(read->namespaces().at("h") == "urn:h");
  CHECK(read->namespaces().at("") == "urn:d");
}

TEST_CASE("document order counts attributes before texts", "[forms]") {
  const auto read = tree("<a x='1'>t</a>");
  const XmlIndex root = read->root(), at = read->firstAttribute(root), text = read->firstChild(root);
  CHECK(read->orderKey(root) < read->orderKey(at));
  CHECK(read->orderKey(at) < read->orderKey(text));
}

TEST_CASE("a subtree is a document of its own", "[forms]") {
  const auto whole = tree("<m><instance id='x'><root k='v'><item><name>a</name></item></root></instance><b/></m>");
  const auto part = whole->subtree(whole->childNamed(whole->childNamed(whole->root(), "instance"), "root"));
  CHECK(shape(*part) == "(root(@k=v item(name('a'))))");
}

TEST_CASE("bad XML is refused with its line", "[forms]") {
  CHECK(refusal(readXml(bytesOf("<a>\n<b></a>"))).starts_with("malformed line 2"));
  CHECK(refusal(readXml(bytesOf(""))).starts_with("malformed"));
  CHECK(refusal(readXml(bytesOf("<a>\xff</a>"))).starts_with("malformed line 1"));
  CHECK(refusal(readXml(bytesOf("<?xml version='1.0' encoding='klingon'?><a/>"))).starts_with("notUtf8"));
  CHECK(refusal(readXml(bytesOf("<!DOCTYPE a [\n<!ENTITY b 'c'>]><a>&b;</a>"))) == "entityBomb line 2");
  CHECK(refusal(readXml(bytesOf("<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///c'>]><a/>"))).starts_with("entityBomb"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(refusal(readXml(bytesOf(deep))).starts_with("tooDeep"));
}

TEST_CASE("a table becomes items whose children are its columns", "[forms]") {
  const auto items = [](std::string_view text) {
    auto read = readCsvItems(bytesOf(text));
    return read ? shape(**read) : refusal(read);
  };
  CHECK(items("name,label\na,A\nb,\"B, \"\"b\"\"\"\n") == "(root(item(name('a') label('A')) item(name('b') label('B, \"b\"'))))");
  CHECK(items("\xef\xbb\xbfname;label\r\na;1,5\r\n\r\n") == "(root(item(name('a') label('1,5'))))");
  CHECK(items("name\tlabel\na\n") == "(root(item(name('a') label())))");
  CHECK(items("name\n") == "(root())");
  CHECK(items("") == "(root())");
  CHECK(items("name\n\"a").starts_with("malformed row 2"));
  CHECK(items("name\n\xff").starts_with("notUtf8"));
}

TEST_CASE("a geojson feature becomes an item with its geometry, id and properties", "[forms]") {
  const auto items = [](std::string_view text) {
    auto read = readGeojson(bytesOf(text));
    return read ? shape(**read) : refusal(read);
  };
  CHECK(items(R"({"type":"FeatureCollection","features":[
        {"type":"Feature","id":"f1","geometry":{"type":"Point","coordinates":[102.5,0.25]},"properties":{"name":"a","n":3,"id":"z"}},
        {"type":"Feature","properties":{"id":"p","deep":{"x":1},"no":null},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4,5]]}},
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]},"properties":{}}]})") ==
        "(root(item(geometry('0.25 102.5 0 0') id('f1') name('a') n('3')) item(geometry('2 1 0 0; 4 3 0 0') id('p')) "
        "item(geometry('2 1 0 0; 4 3 0 0; 2 1 0 0'))))");
  CHECK(items("{}").starts_with("malformed no FeatureCollection"));
  CHECK(items("{").starts_with("malformed not JSON"));
  CHECK(items(R"({"features":[{"geometry":{"coordinates":[1]}}]})").starts_with("malformed a position"));
  CHECK(items("{\"a\":" + std::string(1000, '[')).starts_with("tooDeep"));
}

TEST_CASE("a hundred thousand items fit into flat arrays", "[forms]") {
  std::string csv = "name,label,region,district\n";
  for (int i = 0; i < 100'000; ++i) {
    const std::string n = std::to_string(i);
    csv += "p" + n + ",Place " + n + ",r" + std::to_string(i % 20) + ",d" + std::to_string(i % 1000) + "\n";
  }
  const auto read = readCsvItems(bytesOf(csv));
  REQUIRE(read);
  CHECK((*read)->size() == 500'002);
  CHECK((*read)->text((*read)->size() - 1) == "d999");
}
