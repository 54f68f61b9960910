// SPDX-License-Identifier: Apache-2.0
// The files beside a form: where they are looked for, what is said when one is missing, damaged or lacks a column.
#include "forms/external_files.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "core/files.h"
#include "core/random.h"
#include "forms/form_file.h"
#include "forms/xml_text.h"
#include "tests/forms/scenario.h"
#include "tests/forms/xlsx_maker.h"

using namespace limen;
using namespace limen::forms;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() {
    SystemRandom random;
    path = fs::temp_directory_path() / ("limen-companions-" + std::to_string(random.next64()));
    fs::create_directories(path / "book");
  }
  ~Folder() { fs::remove_all(path); }
  void add(const fs::path& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    REQUIRE(writeFile(path / name, bytesOf(text)));
  }
  FormReading read(const fs::path& name) const {
    auto reading = readFormFile(path / name);
    REQUIRE(reading);
    return std::move(*reading);
  }
  fs::path path;
};

constexpr const char* kSurvey =
    "type,name,label,parameters,choice_filter\n"
    "select_one_from_file places.csv,place,Place,value=code label=title,\n";

bool says(const FormReading& reading, Severity severity, std::string_view words) {
  return std::any_of(reading.findings.begin(), reading.findings.end(),
                     [&](const Finding& f) { return f.severity == severity && f.message.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a file is found in the form's folder, beside it and in its media folder", "[forms]") {
  for (const char* where : {"book/places.csv", "places.csv", "book-media/places.csv"}) {
    INFO(where);
    const Folder folder;
    folder.add("book/survey.csv", kSurvey);
    folder.add("book/settings.csv", "form_id\nf\n");
    if (std::string_view(where) == "book/places.csv") folder.add("book/unrelated.csv", "a\n1\n");
    folder.add(where, "code,title\nx,Ex\ny,Why\n");
    const auto reading = folder.read("book");
    REQUIRE(reading.form);
    REQUIRE(reading.form->instances.size() == 1);
    REQUIRE(reading.form->instances[0].items != nullptr);
    CHECK(columnsOf(*reading.form->instances[0].items) == std::vector<std::string>{"code", "title"});
  }
}

TEST_CASE("a missing file is named and the form opens without it", "[forms]") {
  const Folder folder;
  folder.add("book/survey.csv", kSurvey);
  const auto reading = folder.read("book");
  REQUIRE(reading.form);
  CHECK(says(reading, Severity::warning, "The file \"places.csv\" is not beside the form"));
}

TEST_CASE("a file that is damaged or lacks the column that is asked for is an error", "[forms]") {
  const Folder folder;
  folder.add("book/survey.csv", kSurvey);
  folder.add("places.csv", "code,name\nx,Ex\n");
  auto reading = folder.read("book");
  CHECK_FALSE(reading.form);
  CHECK(says(reading, Severity::error, "has no column \"title\"; it has code or name"));
  folder.add("places.csv", "code,title\n\"x,Ex\n");
  reading = folder.read("book");
  CHECK_FALSE(reading.form);
  CHECK(says(reading, Severity::error, "cannot be read as csv"));
}

TEST_CASE("no name leads out of the form's folder", "[forms]") {
  const Folder folder;
  folder.add("secret.csv", "name,label\na,A\n");
  folder.add("book/deep/survey.csv", kSurvey);
  const Companions companions(folder.path / "book" / "deep");
  for (const char* name : {"../secret.csv", "../../secret.csv", "/etc/hostname", "..", ".", "", "deep/survey.csv", "a\\b"}) {
    INFO(name);
    CHECK(companions.read(name).error().is(FileError::missing));
  }
}

TEST_CASE("choices of a file are filtered, shown and stored by the columns that are named", "[forms]") {
  const Folder folder;
  folder.add("book/survey.csv",
             "type,name,label,calculation,choice_filter\n"
             "select_one_from_file sites.geojson,site,Site,,\n"
             "select_multiple_from_file more.csv,some,Some,,value > ${rate}\n"
             "csv-external,rates,,,\n"
             "calculate,rate,,\"instance('rates')/root/item[name = 'a']/value\",\n"
             "calculate,other,,\"pulldata('more', 'label', 'name', 'b')\",\n");
  folder.add("book-media/rates.csv", "name,value\na,7\n");
  folder.add("book-media/more.csv", "name,label,value\nb,Be,9\nc,Ce,5\n");
  folder.add(
      "sites.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"id":"s1","title":"One"}}]})");
  const auto reading = folder.read("book");
  for (const auto& f : reading.findings) UNSCOPED_INFO(f.message);
  REQUIRE(reading.form);
  REQUIRE(reading.form->instances.size() == 3);
  CHECK(std::all_of(reading.form->instances.begin(), reading.form->instances.end(),
                    [](const auto& i) { return i.items != nullptr; }));
  const Scenario session(compiled(*reading.form));
  CHECK(session.answerOf("rate") == "7");
  CHECK(session.answerOf("other") == "Be");
  CHECK(session.choices("site") == std::vector<std::string>{"s1"});
  CHECK(session.choices("some") == std::vector<std::string>{"b"});
}

TEST_CASE("the kind of a form is told by its bytes, not by its name", "[forms]") {
  const Folder folder;
  folder.add("form.xlsx", "\xef\xbb\xbf  <h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"/>");
  CHECK(says(folder.read("form.xlsx"), Severity::error, "This is no XForm"));
  folder.add("form.xml", "PK\x03\x04 nothing");
  CHECK(says(folder.read("form.xml"), Severity::error, "This is no form"));
  const Bytes small = xlsxOf("<row r=\"1\"/>");
  folder.add("book.xml", textOf(small));
  CHECK(says(folder.read("book.xml"), Severity::error, "The sheet has no column \"type\"."));
  CHECK(readFormFile(folder.path / "nowhere.xlsx").error().is(FileError::missing));
}

TEST_CASE("a tree that is written as text reads back the same", "[forms]") {
  const char* text =
      "<root xmlns:o=\"urn:o\"><item o:kind=\"a &quot;b&quot; &lt;\"><name>x &amp; y</name><o:x xmlns:o=\"urn:other\" "
      "xmlns=\"urn:d\"><z/></o:x></item>"
      "<item>\n mixed <b>bold</b> end&#13;</item></root>";
  const auto tree = readXml(bytesOf(std::string_view(text)));
  REQUIRE(tree);
  const std::string written = xmlOf(**tree);
  const auto again = readXml(bytesOf(written));
  REQUIRE(again);
  CHECK(xmlOf(**again) == written);
  CHECK((*again)->size() == (*tree)->size());
  for (XmlIndex i = 0; i < (*tree)->size(); ++i) {
    CHECK((*tree)->kind(i) == (*again)->kind(i));
    CHECK((*tree)->name(i).uri == (*again)->name(i).uri);
    CHECK((*tree)->name(i).local == (*again)->name(i).local);
    CHECK((*tree)->text(i) == (*again)->text(i));
  }
}

TEST_CASE("a damaged container is a finding with its sheet and row", "[forms]") {
  const Folder folder;
  folder.add("book/survey.csv", "type,name\ntext,\"a\n");
  const auto reading = folder.read("book");
  REQUIRE(reading.findings.size() == 1);
  CHECK(reading.findings[0].sheet == "survey");
  CHECK(reading.findings[0].row == 2);
  CHECK(reading.findings[0].message ==
        "The form is damaged (sheet survey, row 2: a quote is not closed); save it again from the program that made it.");
}

TEST_CASE("sheets with semicolons or tabs between their cells read like those with commas", "[forms]") {
  const Folder folder;
  folder.add("book/survey.csv", "type;name;label\ntext;a;\"Name; given\"\n");
  folder.add("book/settings.csv", "form_id\tversion\nf\t2\n");
  const auto reading = folder.read("book");
  REQUIRE(reading.form);
  CHECK(reading.findings.empty());
  CHECK(reading.form->nodes.at(0).label.at("") == "Name; given");
  CHECK(reading.form->version == "2");
}

TEST_CASE("every question type's form reads without a finding once its list of places lies beside it", "[forms]") {
  const char* set = std::getenv("LIMEN_CORPUS");
  const fs::path corpus = set != nullptr ? fs::path(set) : fs::path(LIMEN_SOURCE_DIR) / ".." / "shared" / "forms";
  if (!fs::exists(corpus / "all-question-types.xlsx")) SKIP("the corpus is not here: all-question-types.xlsx");
  const Folder folder;
  fs::copy_file(corpus / "all-question-types.xlsx", folder.path / "types.xlsx");
  CHECK(says(folder.read("types.xlsx"), Severity::warning, "The file \"cities.geojson\" is not beside the form"));
  folder.add(
      "types-media/cities.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[36.1,1.9]},"properties":{"id":"c1","title":"One"}}]})");
  const auto reading = folder.read("types.xlsx");
  REQUIRE(reading.form);
  CHECK(reading.findings.empty());
}
