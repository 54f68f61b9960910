// SPDX-License-Identifier: Apache-2.0
#include "tests/forms/xlsx_maker.h"

#include <zip.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace limen::forms {

Bytes zipOf(const Parts& parts) {
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  REQUIRE(whole != nullptr);
  zip_source_keep(whole);
  zip_t* zip = zip_open_from_source(whole, ZIP_TRUNCATE, nullptr);
  REQUIRE(zip != nullptr);
  for (const auto& [name, content] : parts)
    REQUIRE(zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), ZIP_FL_OVERWRITE) >= 0);
  REQUIRE(zip_close(zip) == 0);
  REQUIRE(zip_source_open(whole) == 0);
  zip_stat_t stat;
  REQUIRE(zip_source_stat(whole, &stat) == 0);
  Bytes bytes(stat.size);
  REQUIRE(zip_source_read(whole, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(whole);
  zip_source_free(whole);
  return bytes;
}

Bytes xlsxOf(const std::string& sheetData, const Parts& more) {
  Parts parts{
      {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheetData + "</sheetData></worksheet>"}};
  for (const auto& part : more) {
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.first == part.first; });
    if (same == parts.end()) {
      parts.push_back(part);
    } else {
      *same = part;
    }
  }
  return zipOf(parts);
}

}  // namespace limen::forms
