// SPDX-License-Identifier: Apache-2.0
// The types of XLSForm beyond the plain ones: coded exactly, in few bytes, minimised as said, frozen for ever.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "core/files.h"
#include "forms/trace.h"
#include "tests/protection/support.h"

using namespace limen;
using forms::Selected;
using forms::Value;

namespace {

constexpr const char* kFrozen = LIMEN_SOURCE_DIR "/tests/data/protection/answers_types.hex";

test::Book typesBook() {
  test::Book book = test::smallBook();
  book.tables["survey"] = {
      {"type", "name", "label", "parameters", "protect::category", "protect::minimise", "protect::why", "default"}};
  const auto add = [&](const char* type, const char* name, const char* parameters = "", const char* minimise = "as-is") {
    book.tables["survey"].push_back({type, name, "Label", parameters, "none", minimise, "Why.", ""});
  };
  for (const char* type : {"time", "datetime", "geotrace", "geoshape", "barcode", "image", "audio", "video", "file",
                           "acknowledge", "username", "email", "start-geopoint", "background-audio"})
    add(type, ("a_" + std::string(type)).c_str());
  add("rank order", "ranked");
  add("range", "whole", "start=0 end=100 step=5");
  add("range", "part", "start=0 end=1 step=0.1");
  add("datetime", "year_of", "", "year");
  add("geotrace", "walked", "", "coarsen(0.1)");
  add("start-geopoint", "about", "", "coarsen(1)");
  add("range", "rough", "start=0 end=100", "coarsen(10)");
  add("acknowledge", "agreed", "", "yes-no");
  book.tables["choices"] = {{"list_name", "name", "label"}};
  for (const char* name : {"a", "b", "c", "d", "e"}) book.tables["choices"].push_back({"order", name, name});
  book.tables["settings"] = {{"form_id"}, {"types"}};
  book.tables["purposes"] = {{"name", "legal_basis", "retention", "label", "explanation"},
                             {"care", "consent", "stay", "Care", "To care."}};
  book.tables["compartments"] = {{"name", "sensitivity", "readers", "label"}, {"operational", "1", "officer", "All"}};
  book.tables["roles"] = {{"name", "permissions", "label"}, {"officer", "capture", "officer"}};
  test::addGovernance(book, {""});
  return book;
}

const Programme& types() {
  static const auto programme = test::programmeOf(typesBook().workbook());
  return *programme;
}

std::size_t bytesFor(const char* question, const Value& value) {
  const std::vector<KeptAnswer> answers{{*types().form->find(question), {}, value}};
  const Bytes coded = codeAnswers(answers, types());
  const auto back = decodeAnswers(coded, types());
  INFO(question << " " << forms::toLexical(value));
  REQUIRE(back);
  CHECK(*back == answers);
  return coded.size();
}

std::string minimal(const char* question, const Value& value) {
  const auto index = *types().form->find(question);
  return forms::toLexical(minimised(value, types().protections[index].minimise, forms::Date{}));
}

}  // namespace

TEST_CASE("every type is coded exactly, in the spelling it was given", "[protection]") {
  for (const char* time : {"00:00", "23:59", "14:05:09", "14:05:09.250", "14:05:09.250+01:00", "07:30-03:30",
                           "07:30:00.000+14:00", "07:30Z", "07:30:00.5", "24:61", ""})
    bytesFor("a_time", std::string(time));
  for (const std::int16_t offset : {0, 60, -210}) bytesFor("a_datetime", forms::Moment{1'795'000'000'123, offset});
  for (const char* line :
       {"1 2 0 0; 3 4 0 0", "1.5 -2.25 0 0; 1.500001 -2.250001 0 0; 89.999999 179.999999 0 0", "1.12345678 2 0 0; 3 4 0 0",
        "1 2 30.5 4; 3 4 31 5", "1 2;3 4;", "0 0 0 0", "x", "", "90 180 0 0; -90 -180 0 0"}) {
    bytesFor("a_geotrace", std::string(line));
    bytesFor("a_geoshape", std::string(line));
  }
  bytesFor("a_geoshape", std::string("0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0"));
  for (const Selected& order :
       {Selected{{"a", "b", "c", "d", "e"}}, Selected{{"e", "d", "c", "b", "a"}}, Selected{{"c", "a", "e", "b", "d"}},
        Selected{{"b", "a"}}, Selected{{"a", "b", "c", "d", "gone"}}, Selected{{"a", "a", "b", "c", "d"}}, Selected{}})
    bytesFor("ranked", order);
  for (const char* text : {"OK", "ok", ""}) bytesFor("a_acknowledge", std::string(text));
  for (const char* name : {"a_barcode", "a_image", "a_audio", "a_video", "a_file", "a_username", "a_email", "a_background-audio"})
    bytesFor(name, std::string("photo 17.jpg"));
  bytesFor("a_start-geopoint", forms::Point{12.5, 40.25, 0, 5});
  bytesFor("whole", std::int64_t{95});
  bytesFor("part", 0.3);
  // A value of another kind than its question promises, as an amendment may bring it.
  for (const char* name : {"a_time", "a_geotrace", "ranked", "a_acknowledge", "whole", "part"}) {
    bytesFor(name, forms::Empty{});
    bytesFor(name, std::int64_t{7});
    bytesFor(name, Selected{{"a"}});
  }
}

TEST_CASE("what a question promises costs few bytes", "[protection]") {
  CHECK(bytesFor("a_time", std::string("14:05:09.250+01:00")) <= 8);
  CHECK(bytesFor("a_acknowledge", std::string("OK")) <= 3);
  CHECK(bytesFor("ranked", Selected{{"c", "a", "e", "b", "d"}}) <= 4);
  std::vector<forms::Point> walk;
  for (int i = 0; i < 100; ++i) walk.push_back({12.5 + i / 1e4, 40.25 - i / 1e4, 0, 0});
  const std::string text = forms::formatPoints(walk);
  CHECK(text.size() > 1700);
  CHECK(bytesFor("a_geotrace", text) <= 460);
}

TEST_CASE("a year is kept of a moment, a coarse line of a walk", "[protection]") {
  CHECK(minimal("year_of", forms::Moment{1'795'000'000'000, 0}) == "2026");
  CHECK(minimal("walked", std::string("12.51 40.26 100 3; 12.52 40.27 100 3; 12.68 40.31 0 0")) ==
        "12.5 40.3 0 0; 12.7 40.3 0 0");
  CHECK(minimal("about", forms::Point{12.51, 40.26, 100, 3}) == "13 40 0 0");
  CHECK(minimal("rough", std::int64_t{47}) == "50");
  CHECK(minimal("agreed", std::string("OK")) == "yes");
  const auto may = [](const char* how, forms::Type type) { return canApply(*minimiseFromWord(how), type); };
  CHECK(may("year", forms::Type::dateTime));
  CHECK(may("coarsen(0.1)", forms::Type::geoshape));
  CHECK_FALSE(may("coarsen(0.5)", forms::Type::range));
  CHECK_FALSE(may("coarsen(1)", forms::Type::time));
  CHECK_FALSE(may("initial", forms::Type::image));
  for (const char* any : {"as-is", "yes-no", "drop"}) CHECK(may(any, forms::Type::rank));
}

TEST_CASE("bytes that are no answer of these types are refused", "[protection]") {
  std::vector<KeptAnswer> answers;
  const auto add = [&](const char* question, Value value) {
    answers.push_back({*types().form->find(question), {}, std::move(value)});
  };
  add("a_time", std::string("14:05:09.250+01:00"));
  add("a_geotrace", std::string("1 2 0 0; 3 4 0 0"));
  add("ranked", Selected{{"c", "a", "e", "b", "d"}});
  const Bytes coded = codeAnswers(answers, types());
  for (std::size_t size = 1; size < coded.size(); ++size) CHECK_FALSE(decodeAnswers(ByteView(coded).first(size), types()));
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < coded.size() * 8; ++bit) {
    Bytes flipped = coded;
    flipped[bit / 8] ^= static_cast<Byte>(1u << (bit % 8));
    const auto back = decodeAnswers(flipped, types());
    refused += back ? 0 : 1;
    if (back) CHECK(decodeAnswers(codeAnswers(*back, types()), types()));
  }
  CHECK(refused > 0);
}

TEST_CASE("coded answers of every type are read for ever", "[protection]") {
  std::vector<KeptAnswer> answers;
  const auto add = [&](const char* question, Value value) {
    answers.push_back({*types().form->find(question), {}, std::move(value)});
  };
  add("a_time", std::string("14:05:09.250+01:00"));
  add("a_datetime", forms::Moment{1'795'000'000'123, 60});
  add("a_geotrace", std::string("1.5 -2.25 0 0; 1.500001 -2.250001 0 0"));
  add("a_geoshape", std::string("0 0 1.5 2; 0 1 1.5 2; 1 1 1.5 2; 0 0 1.5 2"));
  add("a_barcode", std::string("4006381333931"));
  add("a_image", std::string("photo 17.jpg"));
  add("a_acknowledge", std::string("OK"));
  add("a_username", std::string("Example"));
  add("a_start-geopoint", forms::Point{12.5, 40.25, 0, 5});
  add("ranked", Selected{{"c", "a", "e", "b", "d"}});
  add("whole", std::int64_t{95});
  add("part", 0.3);
  const Bytes coded = codeAnswers(answers, types());
  if (std::getenv("LIMEN_WRITE_VECTORS") != nullptr)
    static_cast<void>(writeFile(kFrozen, bytesOf(toHex(coded) + '\n'), Access::everyoneReads, Replace::no));
  const auto file = readFile(kFrozen, 1 << 20);
  REQUIRE(file);
  std::string hex(textOf(*file));
  REQUIRE(hex.ends_with('\n'));
  hex.pop_back();
  const auto kept = fromHex(hex);
  REQUIRE(kept);
  const auto back = decodeAnswers(*kept, types());
  REQUIRE(back);
  CHECK(*back == answers);
  CHECK(coded == *kept);
}
