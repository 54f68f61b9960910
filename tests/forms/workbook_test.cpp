// SPDX-License-Identifier: Apache-2.0
// Containers: what a sheet holds after reading, and what is refused before it costs anything.
#include "forms/workbook.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "core/files.h"
#include "core/random.h"
#include "forms/csv.h"
#include "tests/forms/xlsx_maker.h"

using namespace limen;
using namespace limen::forms;
namespace fs = std::filesystem;

namespace {

std::string csvOf(const std::vector<CsvRow>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += '"';
      for (const char c : row[i]) out += c == '"' ? "\"\"" : std::string(1, c);
      out += '"';
    }
    out += "\r\n";
  }
  return out;
}

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("limen-forms-" + RepeatName())) { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  void add(const std::string& name, std::string_view text) const { REQUIRE(writeFile(path / name, bytesOf(text))); }
  static std::string RepeatName() {
    SystemRandom random;
    return std::to_string(random.next64());
  }
  fs::path path;
};

std::string inlineCell(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

const std::string kHead = "<row r=\"1\">" + inlineCell("A1", "type") + inlineCell("B1", "name") + "</row>";

Sheet onlySheet(const Bytes& file) {
  auto book = readXlsx(file);
  if (!book) FAIL(book.error().name() << " " << book.error().context());
  REQUIRE(book->sheets.size() == 1);
  return book->sheets[0];
}

}  // namespace

TEST_CASE("csv cells may hold quotes, commas and line ends", "[forms]") {
  const auto rows = parseCsv(
      "\xef\xbb\xbf"
      "a,\"b,c\",\"say \"\"no\"\"\"\r\n\"two\nlines\",,\n\nlast");
  REQUIRE(rows);
  REQUIRE(rows->size() == 4);
  CHECK((*rows)[0] == CsvRow{"a", "b,c", "say \"no\""});
  CHECK((*rows)[1] == CsvRow{"two\nlines", "", ""});
  CHECK((*rows)[2] == CsvRow{""});
  CHECK((*rows)[3] == CsvRow{"last"});
  CHECK(parseCsv("")->empty());
  CHECK(*parseCsv("a,") == std::vector<CsvRow>{{"a", ""}});
  CHECK(*parseCsv("a\rb") == std::vector<CsvRow>{{"a"}, {"b"}});
}

TEST_CASE("csv that was written reads back the same", "[forms]") {
  SeededRandom random(20261122);
  const std::string alphabet = "ab,\"\n\r \xd8\xb9";
  for (int round = 0; round < 300; ++round) {
    std::vector<CsvRow> rows(random.below(5));
    for (auto& row : rows) {
      row.resize(1 + random.below(4));
      for (auto& cell : row) {
        for (auto left = random.below(6); left > 0; --left) {
          const auto at = random.below(alphabet.size() - 1);
          cell += at + 2 == alphabet.size() ? alphabet.substr(at) : alphabet.substr(at, 1);
        }
      }
    }
    CHECK(*parseCsv(csvOf(rows)) == rows);
  }
}

TEST_CASE("csv that is damaged is refused with its row", "[forms]") {
  CHECK(parseCsv("a\n\"b").error().context() == "row 2: a quote is not closed");
  CHECK(parseCsv("a\nb\n\"c\"d").error().context() == "row 3: text follows a closing quote");
  CHECK(parseCsv("a\xff").error().is(WorkbookError::refused));
  CHECK(parseCsv("\xc0\xaf").error().is(WorkbookError::refused));
  CHECK(parseCsv("\xed\xa0\x80").error().is(WorkbookError::refused));
  CHECK(parseCsv(std::string(200'000, 'x')).error().is(WorkbookError::tooLarge));
  CHECK(parseCsv(std::string(20'000, ',')).error().is(WorkbookError::tooLarge));
}

TEST_CASE("a folder of csv files is a workbook", "[forms]") {
  const Folder folder;
  folder.add("survey.csv", "type,name\n\n  text , a \n,\n,,,\n");
  folder.add("Settings.CSV", "form_id\nf\n");
  folder.add("notes.txt", "not a sheet");
  const auto book = readWorkbook(folder.path);
  REQUIRE(book);
  CHECK(book->sheets.size() == 2);
  const Sheet* survey = book->sheet("SURVEY");
  REQUIRE(survey != nullptr);
  REQUIRE(survey->rows.size() == 1);
  CHECK(survey->rows[0].number == 3);
  CHECK(survey->cell(survey->rows[0], "Name") == "a");
  CHECK(survey->cell(survey->rows[0], "label").empty());
  CHECK(book->sheet("choices") == nullptr);

  folder.add("bad.csv", "a\n\"b");
  CHECK(readCsvFolder(folder.path).error().context() == "sheet bad, row 2: a quote is not closed");
  const Folder empty;
  CHECK(readCsvFolder(empty.path).error().is(WorkbookError::notAWorkbook));
  CHECK(readWorkbook(empty.path / "missing.xlsx").error().is(WorkbookError::unreadable));
}

TEST_CASE("headings compare in any case, with any colons and spaces", "[forms]") {
  CHECK(headingKey("Label::English (en)") == "label::English (en)");
  CHECK(headingKey("label : English") == "label::English");
  CHECK(headingKey("label:english") == "label::english");
  CHECK(headingKey(" List Name ") == "list_name");
  CHECK(headingKey("Protect::Why::Fran\xc3\xa7"
                   "ais") ==
        "protect::why::Fran\xc3\xa7"
        "ais");
  CHECK(headingKey("read-only") == "read_only");
}

TEST_CASE("cells read as Excel shows them", "[forms]") {
  const std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\/mm\\/yyyy\"/><numFmt numFmtId=\"165\" "
      "formatCode=\"0.00&quot;days&quot;\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
      "numFmtId=\"22\"/></cellXfs></styleSheet>";
  const std::string strings =
      "<sst><si><t>plain</t></si><si><r><t>rich "
      "</t></r><r><t>text</t></r><rPh><t>hint</t></rPh></si><si><t>a_x000D_\nb</t></si></sst>";
  const auto sheet = onlySheet(
      xlsxOf("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
             "<row r=\"3\"><c r=\"A3\"><v>27</v></c><c r=\"B3\"><v>27.50</v></c><c r=\"C3\" t=\"b\"><v>1</v></c></row>"
             "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>46348</v></c><c r=\"B4\" s=\"2\"><v>61</v></c><c r=\"C4\" "
             "s=\"3\"><v>12.5</v></c></row>"
             "<row r=\"5\"><c r=\"A5\" s=\"4\"><v>46348.5</v></c><c r=\"B5\" s=\"4\"><v>0.25</v></c><c r=\"C5\" t=\"str\"><v> "
             "sum </v></c></row>"
             "<row r=\"6\"><c r=\"A6\"><v>1E3</v></c><c r=\"C6\" s=\"1\"><v>59</v></c></row>"
             "<row r=\"9\"><c r=\"D9\" t=\"s\"><v>0</v></c></row>",
             {{"xl/styles.xml", styles}, {"xl/sharedStrings.xml", strings}}));
  CHECK(sheet.headings == std::vector<std::string>{"plain", "rich text", "a\nb"});
  REQUIRE(sheet.rows.size() == 5);
  CHECK(sheet.rows[0].number == 3);
  CHECK(sheet.rows[0].cells == std::vector<std::string>{"27", "27.5", "TRUE"});
  CHECK(sheet.rows[1].cells == std::vector<std::string>{"2026-11-22", "1900-03-01", "12.5"});
  CHECK(sheet.rows[2].cells == std::vector<std::string>{"2026-11-22T12:00:00", "06:00:00", "sum"});
  CHECK(sheet.rows[3].cells == std::vector<std::string>{"1000", "", "1900-02-28"});
}

TEST_CASE("hundreds of empty rows below a sheet cost nothing", "[forms]") {
  std::string data = kHead + "<row r=\"2\">" + inlineCell("A2", "text") + inlineCell("B2", "a") + "</row>";
  for (int row = 3; row < 900; ++row)
    data += "<row r=\"" + std::to_string(row) + "\"><c r=\"A" + std::to_string(row) + "\" s=\"1\"/></row>";
  CHECK(onlySheet(xlsxOf(data)).rows.size() == 1);
}

TEST_CASE("what is no workbook is refused with its cause", "[forms]") {
  CHECK(readXlsx(bytesOf("")).error().is(WorkbookError::notAWorkbook));
  CHECK(readXlsx(bytesOf("PK but no zip")).error().is(WorkbookError::notAWorkbook));
  CHECK(readXlsx(zipOf({{"word/document.xml", "<x/>"}})).error().is(WorkbookError::notAWorkbook));
  CHECK(readXlsx(Bytes(kHead.size(), 0)).error().is(WorkbookError::notAWorkbook));
  CHECK(readXlsx(Bytes((2u << 20) + 1, 0)).error().is(WorkbookError::tooLarge));
  CHECK(readXlsx(xlsxOf("<row><c r=")).error().is(WorkbookError::refused));
  CHECK(readXlsx(xlsxOf(kHead, {{"xl/_rels/workbook.xml.rels", "<Relationships/>"}})).error().context() ==
        "sheet survey is missing");
  CHECK(readXlsx(xlsxOf("<row r=\"2000000\"/>")).error().is(WorkbookError::tooLarge));
  CHECK(readXlsx(xlsxOf("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>")).error().is(WorkbookError::refused));
}

TEST_CASE("a workbook that is cut off or altered is refused or read, and nothing worse", "[forms]") {
  const Bytes whole = xlsxOf(kHead + "<row r=\"2\">" + inlineCell("A2", "text") + inlineCell("B2", "a") + "</row>");
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(readXlsx(ByteView(whole).first(size)));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Bytes altered = whole;
    altered[i] ^= 0x5a;
    const auto book = readXlsx(altered);
    if (book) CHECK(book->sheets.size() <= 1);
  }
}

TEST_CASE("a zip bomb is refused once it has unpacked to the bound", "[forms]") {
  const std::string blanks(std::size_t{80} << 20, ' ');
  const Bytes bomb = xlsxOf(blanks);
  CHECK(bomb.size() < (2u << 20));
  CHECK(readXlsx(bomb).error().is(WorkbookError::tooLarge));
  // Many small tags cost more memory than their text.
  std::string tags;
  for (int i = 0; i < 5'000'000; ++i) tags += "<c/>";
  CHECK(readXlsx(xlsxOf(tags)).error().is(WorkbookError::tooLarge));
  // One far cell a row, all that is between them counted.
  std::string far;
  for (int row = 1; row < 400; ++row) far += "<row><c r=\"XFD" + std::to_string(row) + "\"><v>1</v></c></row>";
  CHECK(readXlsx(xlsxOf(far)).error().is(WorkbookError::tooLarge));
}

TEST_CASE("an entity bomb and deep nesting are refused before they unfold", "[forms]") {
  const std::string entities =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
  CHECK(readXlsx(xlsxOf(kHead, {{"xl/sharedStrings.xml", entities}})).error().is(WorkbookError::refused));
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  CHECK(readXlsx(xlsxOf(deep)).error().is(WorkbookError::refused));
  for (int i = 0; i < 1'000'000; ++i) deep += "</a>";
  CHECK(onlySheet(xlsxOf(deep)).rows.empty());
}

TEST_CASE("a workbook of Excel 97 reads like one of today, whatever its name ends in", "[forms]") {
  const auto content = readFile(fs::path(LIMEN_SOURCE_DIR) / "tests/data/forms/older.xls", std::size_t{1} << 20);
  REQUIRE(content);
  const Folder folder;
  folder.add("renamed.xlsx", textOf(*content));
  const auto book = readWorkbook(folder.path / "renamed.xlsx");
  REQUIRE(book);
  REQUIRE(book->sheets.size() == 3);
  const Sheet* survey = book->sheet("survey");
  REQUIRE(survey != nullptr);
  REQUIRE(survey->rows.size() >= 7);
  const auto cell = [&](std::size_t row, const char* heading) { return survey->cell(survey->rows[row], heading); };
  CHECK(cell(0, "label") == "A word \xe2\x80\x93 \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7");
  CHECK(cell(1, "default") == "27");
  CHECK(cell(2, "default") == "2.5");
  CHECK(cell(3, "default") == "2026-11-22");
  CHECK(cell(4, "default") == "2026-11-22T06:30:00");
  CHECK(cell(5, "default") == "06:00:00");
  CHECK(survey->rows[6].number == 8);
  REQUIRE(survey->rows.size() == 8);  // 800 rows below it hold nothing but a format
  CHECK(cell(7, "label") == "Computed \xe2\x80\x93 label");  // what a formula came to
  CHECK(cell(7, "default") == "3.5");
  CHECK(readForm(*book).form);
}

TEST_CASE("an old workbook that is cut off or altered is refused or read, and nothing worse", "[forms]") {
  const auto whole = readFile(fs::path(LIMEN_SOURCE_DIR) / "tests/data/forms/older.xls", std::size_t{1} << 20);
  REQUIRE(whole);
  CHECK(readXls(bytesOf("PK not this")).error().is(WorkbookError::notAWorkbook));
  CHECK(readXls(ByteView(*whole).first(600)).error().is(WorkbookError::refused));
  Bytes large(*whole);
  large.resize((std::size_t{16} << 20) + 1);
  CHECK(readXls(large).error().is(WorkbookError::tooLarge));
  SeededRandom random(20261122);
  for (int round = 0; round < 60; ++round) {
    Bytes altered = *whole;
    for (int change = 0; change < 8; ++change) altered[random.below(altered.size())] = static_cast<Byte>(random.below(256));
    const auto book = readXls(altered);
    if (book) CHECK(book->sheets.size() <= 3);
  }
}
