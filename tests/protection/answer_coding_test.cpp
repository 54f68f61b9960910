// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <limits>

#include "protection/form_layout.h"
#include "protection/text_coding.h"
#include "tests/protection/support.h"

using namespace limen;
using forms::Value;

namespace {

test::Book allTypesBook() {
  test::Book book = test::smallBook();
  book.tables["survey"] = {{"type", "name", "label", "protect::category", "protect::minimise", "protect::why", "calculation"}};
  const auto add = [&](const char* type, const char* name, const char* minimise = "as-is", const char* calculation = "") {
    const bool stored = std::string(name) != "" && !std::string(type).starts_with("begin");
    book.tables["survey"].push_back({type, name, "Label", stored ? "none" : "", stored ? minimise : "", "Why.", calculation});
  };
  for (const char* type : {"start", "end", "today"}) add(type, type);
  for (const char* type : {"text", "integer", "decimal", "date", "geopoint"}) add(type, ("a_" + std::string(type)).c_str());
  add("select_one short", "one");
  add("select_multiple short", "some");
  add("select_multiple long", "many");
  add("calculate", "sum", "as-is", "1 + 1");
  add("date", "born", "year");
  add("date", "age", "age-band(5)");
  add("text", "letter", "initial");
  add("select_one short", "any_at_all", "yes-no");
  add("note", "read_this");
  add("begin_repeat", "outer");
  add("text", "outer_text");
  add("begin_repeat", "inner");
  add("integer", "inner_number");
  add("select_one short", "inner_choice");
  add("end_repeat", "");
  add("date", "outer_date");
  add("end_repeat", "");
  add("text", "last");
  book.tables["choices"] = {
      {"list_name", "name", "label"}, {"short", "a", "A"}, {"short", "b", "B"}, {"short", "c", "C"}, {"short", "a", "A again"}};
  for (int i = 0; i < 300; ++i) book.tables["choices"].push_back({"long", "choice" + std::to_string(i), "Choice"});
  book.tables["settings"] = {{"form_id", "allow_choice_duplicates"}, {"all_types", "yes"}};
  book.tables["purposes"] = {{"name", "legal_basis", "retention", "label", "explanation"},
                             {"care", "consent", "stay", "Care", "To care."}};
  book.tables["compartments"] = {{"name", "sensitivity", "readers", "label"}, {"operational", "1", "officer", "All"}};
  book.tables["roles"] = {{"name", "permissions", "label"}, {"officer", "capture", "officer"}};
  test::addGovernance(book, {""});
  return book;
}

const Programme& allTypes() {
  static const auto programme = test::programmeOf(allTypesBook().workbook());
  return *programme;
}

// Bit by bit: -0.0 is not 0.0, and a NaN is itself.
bool exactly(const Value& a, const Value& b) {
  const auto bits = [](double d) { return std::bit_cast<std::uint64_t>(d); };
  if (const auto* x = std::get_if<double>(&a), *y = std::get_if<double>(&b); x && y) return bits(*x) == bits(*y);
  if (const auto* x = std::get_if<forms::Point>(&a), *y = std::get_if<forms::Point>(&b); x && y)
    return bits(x->latitude) == bits(y->latitude) && bits(x->longitude) == bits(y->longitude) &&
           bits(x->altitude) == bits(y->altitude) && bits(x->accuracy) == bits(y->accuracy);
  return a == b;
}

bool returns(const std::vector<KeptAnswer>& answers, const Programme& programme = allTypes()) {
  const auto back = decodeAnswers(codeAnswers(answers, programme), programme);
  return back &&
         std::equal(back->begin(), back->end(), answers.begin(), answers.end(), [](const KeptAnswer& a, const KeptAnswer& b) {
           return a.question == b.question && a.instances == b.instances && exactly(a.value, b.value);
         });
}
bool returns(const char* question, Value value) {
  return returns({{*allTypes().form->find(question), {}, std::move(value)}});
}

class AnyValue {
 public:
  explicit AnyValue(std::uint64_t seed) : random(seed) {}

  std::string text() {
    static constexpr const char* kAlphabets[] = {"0123456789abcdef",
                                                 "0123456789ABCDEF",
                                                 "0123456789+-:./ ",
                                                 "abcdefghijklmnopqrstuvwxyz .,-",
                                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
                                                 "Aa Bb\xc3\xa9'!\n"};
    const std::string_view alphabet = kAlphabets[random.below(std::size(kAlphabets))];
    std::string out;
    for (std::uint64_t i = random.below(random.below(8) == 0 ? 400 : 40); i > 0; --i)
      out += alphabet[random.below(alphabet.size())];
    if (random.below(8) == 0) out.insert(0, 1, static_cast<char>(random.below(256)));
    return out;
  }
  std::int64_t integer() { return static_cast<std::int64_t>(random.next64()) >> random.below(64); }
  double decimal() {
    switch (random.below(4)) {
      case 0:
        return std::bit_cast<double>(random.next64());
      case 1:
        return static_cast<double>(integer());
      case 2:
        return static_cast<double>(static_cast<std::int64_t>(random.below(2'000'000)) - 1'000'000) / 1000;
      default:
        return std::round((static_cast<double>(random.below(1'000'000)) / 7) * 1e6) / 1e6;
    }
  }
  Value value(forms::Type type) {
    using T = forms::Type;
    switch (random.below(16) == 0 ? T::note : type) {  // now and then something else than the question promises
      case T::text:
        return text();
      case T::integer:
        return integer();
      case T::decimal:
        return decimal();
      case T::date:
      case T::today:
        return forms::Date{std::chrono::days{static_cast<int>(random.below(80'000)) - 30'000}};
      case T::start:
      case T::end:
        return forms::Moment{static_cast<std::int64_t>(random.next64() >> (random.below(48) + 8)),
                             static_cast<std::int16_t>(random.below(1000))};
      case T::selectOne:
        return std::string(1, static_cast<char>('a' + random.below(5)));
      case T::selectMultiple: {
        forms::Selected out;
        for (std::uint64_t i = random.below(6); i > 0; --i)
          out.names.push_back(random.below(2) == 0 ? std::string(1, static_cast<char>('a' + random.below(5)))
                                                   : "choice" + std::to_string(random.below(305)));
        if (random.below(2) == 0) std::sort(out.names.begin(), out.names.end());
        return out;
      }
      case T::geopoint:
        return forms::Point{decimal(), decimal(), decimal(), decimal()};
      default:
        return random.below(3) == 0 ? Value(forms::Empty{}) : value(static_cast<forms::Type>(random.below(9)));
    }
  }

  SeededRandom random;
};

// Any part of the form answered, in its order, repeats included.
std::vector<KeptAnswer> anyAnswers(AnyValue& any) {
  const FormLayout layout(allTypes().form->definition());
  std::vector<KeptAnswer> out;
  const auto scope = [&](auto&& self, std::uint32_t index, const std::vector<RepeatId>& at) -> void {
    const std::size_t before = out.size();
    const std::uint64_t density = 1 + any.random.below(6);
    for (const std::uint32_t question : layout.scopes[index].slots) {
      const auto& place = layout.questions[question];
      if (any.random.below(density) != 0) continue;
      if (!place.repeat) {
        out.push_back({question, at, any.value(place.node->type)});
        continue;
      }
      for (std::uint64_t i = any.random.below(4); i > 0; --i) {
        std::vector<RepeatId> inside = at;
        inside.push_back(RepeatId::make(any.random));
        self(self, place.inner, inside);
      }
    }
    if (out.size() == before && index != 0) out.push_back({layout.scopes[index].repeats.back(), at, forms::Empty{}});
  };
  scope(scope, 0, {});
  return out;
}

}  // namespace

TEST_CASE("any answers come back exactly as they were coded", "[protection]") {
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    AnyValue any(seed);
    const auto answers = anyAnswers(any);
    INFO("seed " << seed << ", " << answers.size() << " answers");
    REQUIRE(returns(answers));
  }
}

TEST_CASE("the edges of every type come back exactly", "[protection]") {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min(), kMax = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t number : {kMin, kMin + 1, std::int64_t{-1}, std::int64_t{0}, std::int64_t{15}, std::int64_t{16},
                                    std::int64_t{271}, std::int64_t{272}, std::int64_t{1849}, std::int64_t{1850},
                                    std::int64_t{2105}, std::int64_t{2106}, std::int64_t{1} << 61, kMax - 1, kMax}) {
    CHECK(returns("a_integer", number));
    CHECK(returns("start", forms::Moment{number, 0}));
    CHECK(returns("start", forms::Moment{number, -720}));
  }
  for (const double number : {0.0, -0.0, 0.1, -37.5, 1e-9, 1.23456789e-3, 1e15, 1e300, 5e-324, std::nan(""),
                              std::numeric_limits<double>::infinity(), 1.0 / 3})
    CHECK(returns("a_decimal", number));
  for (const int day : {-25568, -25567, 0, 20779, 39968, 39969, 2'000'000'000, -2'000'000'000})
    CHECK(returns("a_date", forms::Date{std::chrono::days{day}}));
  for (const forms::Point& point :
       {forms::Point{90, 180, 0, 0}, forms::Point{-90, -180, 0, 127}, forms::Point{26.505426, 20.035913, 0, 12},
        forms::Point{12.3, 40.1, 0, 0}, forms::Point{91.000001, 0, 0, 0}, forms::Point{-0.0, 0.000001, -0.0, 128}})
    CHECK(returns("a_geopoint", point));
  for (const char* question : {"a_text", "a_integer", "a_date", "one", "some", "sum", "start", "a_geopoint"}) {
    CHECK(returns(question, forms::Empty{}));
    CHECK(returns(question, std::string()));
    CHECK(returns(question, std::string("left the list")));
    CHECK(returns(question, forms::Selected{}));
    CHECK(returns(question, forms::Selected{{"c", "a"}}));
  }
  CHECK(returns("one", std::string("a")));
  CHECK(returns("some", forms::Selected{{"a", "c"}}));
  CHECK(returns("some", forms::Selected{{"a", "a"}}));
  CHECK(returns("some", forms::Selected{{"a", "gone", ""}}));
  CHECK(returns("many", forms::Selected{{"choice0", "choice299"}}));
  CHECK(returns(std::vector<KeptAnswer>{}));
}

TEST_CASE("an id, a number and a word cost what is in them", "[protection]") {
  const auto bits = [](std::string_view text) {
    BitWriter out;
    std::string block;
    writeText(out, block, text, false);
    BitReader in(out.bytes());
    std::string_view rest = block;
    REQUIRE(readText(in, rest) == text);
    REQUIRE(in.doneBefore(0));
    return out.size() + 8 * block.size();
  };
  CHECK(bits("a2768b62-53a7-42d8-aa31-09473d20ab03") == 3 + 128);
  CHECK(bits("d4fe7cce6ea6") == 3 + 5 + 48);
  CHECK(bits("89FA4BDCD") == 3 + 5 + 36);
  CHECK(bits("+99935150736") == 3 + 5 + 48);
  CHECK(bits("R2026-100000-94") == 3 + 8 + 5 + 56);
  CHECK(bits("ARwH0IP7GBXZob1uKuqJxiO_GTVrcSvM") == 3 + 7 + 192);
  CHECK(bits("Example") == 3 + 5 + 1 + 35);
  CHECK(bits("O'Example") == 3 + 5 + 1 + 5 + 13 + 10 + 30);
  CHECK(bits("A2768B62-53A7-42D8-AA31-09473D20AB03") > 131);  // upper case is no uuid of ours, but comes back
  CHECK(bits("\xd9\x85\xd8\xab\xd8\xa7\xd9\x84") == 3 + 5 + 64);
  CHECK(bits("") == 3 + 5);
}

TEST_CASE("long text is compressed with the form's own words, short text is left alone", "[protection]") {
  const auto question = *allTypes().form->find("a_text");
  std::string story;
  for (int i = 0; i < 40; ++i) story += "the child waits at the gate for the bus, and the bus is late; ";
  const Bytes coded = codeAnswers({{question, {}, story}}, allTypes());
  CHECK(coded.size() < story.size() / 8);
  CHECK(returns("a_text", story));
  CHECK((coded[0] >> 6) == 2);
  CHECK((codeAnswers({{question, {}, std::string("the child")}}, allTypes())[0] >> 6) == 0);
}

TEST_CASE("what is asked of a record's readers stands in each part, answered or not, and in no other way", "[protection]") {
  const auto question = *allTypes().form->find("a_text");
  const std::vector<KeptAnswer> some{{question, {}, std::string("word")}}, none;
  for (const Guard& guard : {Guard{true, false}, Guard{false, true}, Guard{true, true}}) {
    for (const Completeness whole : {Completeness::complete, Completeness::incomplete}) {
      for (const auto& answers : {some, none}) {
        const Bytes coded = codeAnswers(answers, allTypes(), whole, guard);
        CHECK(guardOf(coded) == guard);
        CHECK(completenessOf(coded) == whole);
        const auto back = decodeAnswers(coded, allTypes());
        REQUIRE(back);
        CHECK(*back == answers);
        for (std::size_t cut = 1; cut < coded.size(); ++cut) CHECK_FALSE(decodeAnswers(ByteView(coded).first(cut), allTypes()));
      }
      CHECK(codeAnswers(none, allTypes(), whole, guard).size() == 1);  // and is padded like one that is empty
    }
  }
  CHECK(codeAnswers(none, allTypes()).empty());
  CHECK(guardOf(codeAnswers(some, allTypes(), Completeness::incomplete)) == Guard{});
  for (const int byte : {0xf0, 0xf1, 0xf3, 0xf5, 0xf8, 0xf9}) {  // marks that guard nothing, or are followed by a bit that says nothing
    INFO(byte);
    CHECK_FALSE(decodeAnswers(Bytes{static_cast<Byte>(byte)}, allTypes()));
  }
}

TEST_CASE("answers out of order, and answered twice, are coded once and in order", "[protection]") {
  const auto question = [](const char* name) { return *allTypes().form->find(name); };
  SeededRandom random(5);
  const RepeatId a = RepeatId::make(random), b = RepeatId::make(random);
  const std::vector<KeptAnswer> mixed{
      {question("last"), {}, std::string("z")},        {question("outer_text"), {b}, std::string("b")},
      {question("a_text"), {}, std::string("first")},  {question("outer_text"), {a}, std::string("a")},
      {question("a_text"), {}, std::string("second")}, {question("outer_date"), {b}, forms::Date{}},
      {question("outer"), {b}, forms::Empty{}}};
  const auto back = decodeAnswers(codeAnswers(mixed, allTypes()), allTypes());
  REQUIRE(back);
  CHECK(*back == std::vector<KeptAnswer>{{question("a_text"), {}, std::string("second")},
                                         {question("outer_text"), {b}, std::string("b")},
                                         {question("outer_date"), {b}, forms::Date{}},
                                         {question("outer_text"), {a}, std::string("a")},
                                         {question("last"), {}, std::string("z")}});
}

TEST_CASE("a coded record that is cut short or goes on is malformed", "[protection]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    AnyValue any(seed * 7919);
    std::vector<KeptAnswer> answers;
    while (answers.size() < 4) answers = anyAnswers(any);
    if (seed % 3 == 0)
      answers.push_back({*allTypes().form->find("last"), {}, std::string(300, 'x') + "\xc3\xa9" + std::string(300, 'y')});
    const Bytes coded = codeAnswers(answers, allTypes());
    for (std::size_t size = 1; size < coded.size(); ++size) {
      const auto back = decodeAnswers(ByteView(coded).first(size), allTypes());
      INFO("seed " << seed << " cut to " << size << " of " << coded.size());
      CHECK((!back && back.error().is(SealError::malformed)));
    }
    Bytes longer = coded;
    longer.push_back(0);
    CHECK_FALSE(decodeAnswers(longer, allTypes()));
  }
}

TEST_CASE("bytes of a hostile writer are malformed or answers, never a crash", "[protection]") {
  SeededRandom random(99);
  std::size_t refused = 0, read = 0;
  for (int i = 0; i < 20'000; ++i) {
    Bytes bytes(1 + random.below(80));
    random.fill(bytes);
    const auto back = decodeAnswers(bytes, allTypes());
    ++(back ? read : refused);
    if (back) REQUIRE(returns(*back));
  }
  CHECK(refused > 19'000);
  AnyValue any(3);
  for (int i = 0; i < 2000; ++i) {
    Bytes coded = codeAnswers(anyAnswers(any), allTypes());
    if (coded.empty()) continue;
    coded[random.below(coded.size())] ^= static_cast<Byte>(1 + random.below(255));
    if (const auto back = decodeAnswers(coded, allTypes())) CHECK(back->size() <= kMaxAnswersInPart);
  }
  CHECK_FALSE(decodeAnswers(Bytes(kMaxPartBytes + 1), allTypes()));
  CHECK_FALSE(decodeAnswers(Bytes(kMaxPartBytes, 0xff), allTypes()));
  CHECK_FALSE(decodeAnswers(Bytes(kMaxPartBytes, 0x00), allTypes()));
}

TEST_CASE("a compressed text that unpacks to more than it says is malformed", "[protection]") {
  const auto question = *allTypes().form->find("a_text");
  const Bytes coded = codeAnswers({{question, {}, std::string(200'000, 'x') + "\xc3\xa9"}}, allTypes());
  REQUIRE(coded[0] >> 6 == 2);
  CHECK(coded.size() < 200);
  CHECK(decodeAnswers(coded, allTypes()));
  for (std::size_t bit = 2; bit < 64; ++bit) {  // the sizes and the first answers
    Bytes turned = coded;
    turned[bit / 8] ^= static_cast<Byte>(0x80 >> bit % 8);
    if (const auto back = decodeAnswers(turned, allTypes())) CHECK(back->size() <= 1);
  }
}

TEST_CASE("twice the same instance in one repeat is malformed", "[protection]") {
  const auto question = *allTypes().form->find("outer_text");
  RepeatId zero, one;
  one.value.fill(0xff);
  Bytes coded = codeAnswers({{question, {zero}, std::string("a")}, {question, {one}, std::string("a")}}, allTypes());
  REQUIRE(decodeAnswers(coded, allTypes()));
  std::size_t run = 0, bits = coded.size() * 8;
  for (std::size_t i = 0; i < bits; ++i) {  // find the 64 ones and clear them
    run = coded[i / 8] >> (7 - i % 8) & 1 ? run + 1 : 0;
    if (run != 64) continue;
    for (std::size_t k = i - 63; k <= i; ++k) coded[k / 8] &= static_cast<Byte>(~(0x80 >> k % 8));
    break;
  }
  REQUIRE(run == 64);
  CHECK_FALSE(decodeAnswers(coded, allTypes()));
}
