// SPDX-License-Identifier: Apache-2.0
// Expressions as calculations of one small form, case by case.
#include <chrono>
#include <string>

#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

struct Case {
  const char* expression;
  const char* answer;
};

// Around the calculation `it` stand: a=3, b=4.5, t='hello', d=2026-11-22, multi='x z', empty, gone (not relevant, answered 9),
// and a repeat `r` with n = 10, 20, 30.
std::string calculated(const std::string& expression) {
  auto form = formOf({"integer | a", "decimal | b", "text | t", "date | d", "select_multiple l | multi", "select_one l | one",
                      "text | empty", "text | gone | relevant=${a} > 100", "begin_repeat | r", "integer | n", "text | w",
                      "end_repeat", "calculate | it | calculation=0"},
                     "list_name | name | label\nl | x | Ex\nl | y | Wye\nl | z | Zed");
  form.nodes.back().calculation = expression;
  Scenario s(compiled(std::move(form)));
  s.answer("a", "101").answer("gone", "9").answer("a", "3").answer("b", "4.5").answer("t", "hello").answer("d", "2026-11-22");
  s.answer("multi", "x z").answer("one", "y");
  s.addTo("r").addTo("r").answer("r[1]/n", "10").answer("r[2]/n", "20").answer("r[3]/n", "30");
  s.answer("r[1]/w", "p").answer("r[3]/w", "q");
  return s.answerOf("it");
}

template <std::size_t N>
void check(const Case (&cases)[N]) {
  for (const auto& [expression, answer] : cases) {
    INFO(expression);
    CHECK(calculated(expression) == answer);
  }
}

// The error of an expression, "" when it has none.
std::string refused(const std::string& expression) {
  auto form = formOf({"integer | a", "calculate | it | calculation=0"});
  form.nodes.back().calculation = expression;
  const auto compiled = CompiledForm::compile(std::move(form));
  return compiled ? "" : compiled.error().context();
}

}  // namespace

TEST_CASE("operators follow XPath's precedence and conversions", "[forms]") {
  check({
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"10 - 4 - 3", "3"},
      {"2 * 3 div 4", "1.5"},
      {"7 mod 3", "1"},
      {"-7 mod 3", "-1"},
      {"5.5 mod 2", "1.5"},
      {"--3", "3"},
      {"---3", "-3"},
      {"-(2 + 3)", "-5"},
      {"2 - -2", "4"},
      {"1 div 0", "Infinity"},
      {"-1 div 0", "-Infinity"},
      {"0 div 0", ""},
      {"0.1 + 0.2 = 0.3", "true"},
      {"1 = 1.0", "true"},
      {"'1' = 1", "true"},
      {"'1' = '1.0'", "false"},
      {"'a' != 'b'", "true"},
      {"1 < 2", "true"},
      {"2 <= 2", "true"},
      {"3 > 2 > 1", "false"},
      {"'10' > '9'", "true"},
      {"'b' > 'a'", "false"},
      {"1 or 0", "true"},
      {"0 or ''", "false"},
      {"1 and 'x'", "true"},
      {"true() and false()", "false"},
      {"true() or false() and false()", "true"},
      {"1 = 1 and 2 = 2", "true"},
      {"1 + 1 = 2", "true"},
      {"true() = 'anything'", "true"},
      {"1.5", "1.5"},
      {".5", "0.5"},
      {"100000000000000", "100000000000000"},
      {"1 div 3 > 0.333 and 1 div 3 < 0.334", "true"},
  });
}

TEST_CASE("names stand for answers, and no answer is the empty text", "[forms]") {
  check({
      {"${a}", "3"},
      {"${a} + ${b}", "7.5"},
      {"${ a }*2", "6"},
      {"${a}-1", "2"},
      {"${a} -1", "2"},
      {"../a", "3"},
      {"/data/a", "3"},
      {"/data/a + /anything/b", "7.5"},
      {"${empty}", ""},
      {"${empty} = ''", "true"},
      {"${empty} + 1", ""},
      {"${empty} >= 0", "false"},
      {"${gone}", ""},
      {"${gone} = ''", "true"},
      {"string-length(${gone})", "0"},
      {"Ethopia", ""},
      {"/data/nobody", ""},
      {"${d}", "2026-11-22"},
      {"${d} + 1", "20780"},
      {"${d} = '2026-11-22'", "true"},
      {"${d} > '2026-11-21'", "true"},
      {"${d} < date('2026-11-22')", "false"},
      {"${d} - date('2026-11-20')", "2"},
      {"today() - ${d}", "-4"},
      {"${d} = today()", "false"},
      {"'2026-01-01' < today()", "true"},
  });
}

TEST_CASE("a repeat seen from outside is the set of its instances", "[forms]") {
  check({
      {"count(${r})", "3"},
      {"sum(${n})", "60"},
      {"sum(${n}) div count(${n})", "20"},
      {"min(${n})", "10"},
      {"max(${n}, 25)", "30"},
      {"max(1, 5, 3)", "5"},
      {"max(-3, -1, 'x')", "-1"},
      {"sum(${w})", "0"},
      {"min(${empty})", ""},
      {"${n} = 20", "true"},
      {"${n} = 21", "false"},
      {"${n} > 29", "true"},
      {"join(', ', ${n})", "10, 20, 30"},
      {"join('-', 'a', ${w}, 'b')", "a-p--q-b"},
      {"concat(${n}, '!')", "102030!"},
      {"count-non-empty(${w})", "2"},
      {"indexed-repeat(${n}, ${r}, 2)", "20"},
      {"indexed-repeat(${n}, ${r}, 9)", ""},
      {"indexed-repeat(${n}, ${r}, 0)", "10"},
      {"/data/r[2]/n", "20"},
      {"/data/r[position() = 3]/n", "30"},
      {"/data/r[last()]/n", "30"},
      {"/data/r[n > 10]/n", "20"},
      {"count(/data/r[n > 10])", "2"},
      {"count(/data/r[n > ${a}][2])", "1"},
      {"sum(/data/r[w = 'q']/n)", "30"},
      {"count(//n)", "3"},
      {"count(/data/*)", "11"},
      {"count(/data/r/child::n)", "3"},
      {"count(${a} | ${n} | ${a})", "4"},
      {"count(/data/r/..)", "1"},
      {"${r}[2]/n", "20"},
      {"(${r})[3]/n", "30"},
      {"position(${r}[2])", "2"},
  });
}

TEST_CASE("functions on truth and numbers", "[forms]") {
  check({
      {"not(${empty})", "true"},
      {"boolean('false')", "true"},
      {"boolean-from-string('true')", "true"},
      {"boolean-from-string('yes')", "false"},
      {"number('12.50')", "12.5"},
      {"number('12a')", ""},
      {"number(true())", "1"},
      {"number(${t} = 'hello')", "1"},
      {"int(3.9)", "3"},
      {"int(-3.9)", "-3"},
      {"floor(-3.1)", "-4"},
      {"ceiling(3.1)", "4"},
      {"round(2.5)", "3"},
      {"round(-2.5)", "-3"},
      {"round(3.14159, 2)", "3.14"},
      {"round(1.005, 2)", "1.01"},
      {"round(-1.005, 2)", "-1.01"},
      {"round(1 div 0, 2)", "Infinity"},
      {"round(1, 31)", ""},
      {"round(1234.5, -2)", "1200"},
      {"abs(-4)", "4"},
      {"pow(2, 10)", "1024"},
      {"sqrt(16)", "4"},
      {"exp10(2)", "100"},
      {"log10(1000)", "3"},
      {"round(pi(), 4)", "3.1416"},
      {"random() < 1 and random() >= 0", "true"},
      {"if(${a} > 2, 'big', 'small')", "big"},
      {"if (${a} > 5, 'big', 'small')", "small"},
      {"if('', 1, if(0, 2, 3))", "3"},
      {"coalesce(${empty}, ${t})", "hello"},
      {"coalesce(${a}, ${t})", "3"},
      {"coalesce('', '', 'z')", "z"},
  });
}

TEST_CASE("functions on selects", "[forms]") {
  check({
      {"selected(${multi}, 'x')", "true"},
      {"selected(${multi}, 'y')", "false"},
      {"selected (${multi}, ' z ')", "true"},
      {"selected(${empty}, 'x')", "false"},
      {"selected-at(${multi}, 1)", "z"},
      {"selected-at(${multi}, 2)", ""},
      {"selected-at(${multi}, -1)", ""},
      {"count-selected(${multi})", "2"},
      {"count-selected(${empty})", "0"},
      {"jr:choice-name(${one}, '${one}')", "Wye"},
      {"jr:choice-name(selected-at(${multi}, 0), '${multi}')", "Ex"},
      {"jr:choice-name('nobody', '${one}')", ""},
  });
}

TEST_CASE("functions on texts count characters, not bytes", "[forms]") {
  check({
      {"string(12.0)", "12"},
      {"string(true())", "true"},
      {"concat('a', 1, true())", "a1true"},
      {"string-length('h\xc3\xa9llo')", "5"},
      {"string-length(${t})", "5"},
      {"substr('h\xc3\xa9llo', 1, 3)", "\xc3\xa9l"},
      {"substr(${t}, 2)", "llo"},
      {"substr(${t}, -3, -1)", "ll"},
      {"substr(${t}, 4, 99)", "o"},
      {"substring('12345', 2, 3)", "234"},
      {"substring('12345', 2)", "2345"},
      {"substring('12345', 1.5, 2.6)", "234"},
      {"substring('12345', 0, 3)", "12"},
      {"substring('12345', 0 div 0, 3)", ""},
      {"substring-before('1999/04/01', '/')", "1999"},
      {"substring-after('1999/04/01', '/')", "04/01"},
      {"substring-before('abc', 'x')", ""},
      {"contains(${t}, 'ell')", "true"},
      {"contains(${t}, '')", "true"},
      {"starts-with(${t}, 'he')", "true"},
      {"ends-with(${t}, 'lo')", "true"},
      {"ends-with(${t}, 'he')", "false"},
      {"normalize-space('  a   b ')", "a b"},
      {"translate('bar', 'abc', 'AB')", "BAr"},
      {"translate('\xc3\xa9t\xc3\xa9', '\xc3\xa9', 'e')", "ete"},
      {"regex('A12', '[A-Z][0-9]+')", "true"},
      {"regex('xA12', '[A-Z][0-9]+')", "false"},
      {"regex(${t}, concat('h', '.*'))", "true"},
      {"regex('\xd8\xa7', '\\p{Arabic}')", "true"},
      {"string-length(uuid())", "36"},
      {"version()", "1"},
  });
}

TEST_CASE("functions on dates", "[forms]") {
  check({
      {"today()", "2026-11-18"},
      {"now()", "2026-11-18T11:06:40.000+00:00"},
      {"date('2026-02-28')", "2026-02-28"},
      {"date('2026-02-29')", ""},
      {"date('2024-02-29')", "2024-02-29"},
      {"date(0)", "1970-01-01"},
      {"date(${d} + 10)", "2026-12-02"},
      {"date('')", ""},
      {"date(now())", "2026-11-18"},
      {"date-time('2026-11-22T10:30:00Z')", "2026-11-22T10:30:00.000+00:00"},
      {"date-time('2026-11-22T10:30:00.250+03:00')", "2026-11-22T07:30:00.250+00:00"},
      {"format-date(${d}, '%Y/%m/%d')", "2026/11/22"},
      {"format-date(${d}, '%e %b %y %a')", "22 Nov 26 Sun"},
      {"format-date('2026-03-04', '%n-%e %%')", "3-4 %"},
      {"format-date('', '%Y')", ""},
      {"format-date-time(now(), '%H:%M:%S')", "11:06:40"},
      {"format-date-time('2026-11-22T09:05:07.012+02:00', '%h:%M:%S.%3')", "7:05:07.012"},
      {"decimal-date-time('1970-01-02T12:00:00Z')", "1.5"},
      {"decimal-date-time(${d})", "20779"},
      {"decimal-time('06:00:00')", "0.25"},
      {"int((${d} - date('2000-11-23')) div 365.25)", "25"},
  });
}

TEST_CASE("inside a repeat a name means the same instance", "[forms]") {
  Scenario s({"begin_repeat | r", "integer | n", "calculate | twice | calculation=${n} * 2",
              "calculate | own | calculation=sum(${n})", "calculate | all | calculation=sum(/data/r/n) + 0 * count(${r})",
              "calculate | place | calculation=position(..)",
              "calculate | before | calculation=indexed-repeat(${n}, ${r}, position(..) - 1)",
              "calculate | i | calculation=index()", "end_repeat"});
  s.answer("r[1]/n", "5").addTo("r").answer("r[2]/n", "7");
  CHECK(s.answerOf("r[1]/twice") == "10");
  CHECK(s.answerOf("r[2]/twice") == "14");
  CHECK(s.answerOf("r[2]/own") == "7");
  CHECK(s.answerOf("r[1]/place") == "1");
  CHECK(s.answerOf("r[2]/place") == "2");
  CHECK(s.answerOf("r[2]/before") == "5");
  CHECK(s.answerOf("r[2]/i") == "2");
  s.removeFrom("r", 1);
  CHECK(s.answerOf("r[1]/place") == "1");
  CHECK(s.answerOf("r[1]/n") == "7");
}

TEST_CASE("what cannot be an expression is refused with the reason", "[forms]") {
  CHECK(refused("1 +").find("it ends where a value was expected") != std::string::npos);
  CHECK(refused("(1").find("\")\" is missing at the end") != std::string::npos);
  CHECK(refused("1)").find("\")\" cannot stand here") != std::string::npos);
  CHECK(refused("1 2").find("\"2\" cannot stand here") != std::string::npos);
  CHECK(refused("'abc").find("not closed") != std::string::npos);
  CHECK(refused("1.2.3").find("is no number") != std::string::npos);
  CHECK(refused("${nobody}").find("There is no question \"nobody\"") != std::string::npos);
  CHECK(refused("${a").find("${name}") != std::string::npos);
  CHECK(refused("selectd(${a}, 'x')").find("did you mean \"selected()\"?") != std::string::npos);
  CHECK(refused("frobnicate(1)").find("The function \"frobnicate()\" is not known.") != std::string::npos);
  CHECK(refused("if(1, 2)").find("if() takes 3 values, not 2") != std::string::npos);
  CHECK(refused("round()").find("round() takes 1 to 2 values, not 0") != std::string::npos);
  CHECK(refused("regex(${a}, '(')").find("regular expression") != std::string::npos);
  CHECK(refused("../../../a").find("leads out of the form") != std::string::npos);
  CHECK(refused("/data/following-cousin::a").find("axis") != std::string::npos);
  CHECK(refused("a[").find("it ends") != std::string::npos);
  CHECK(refused("1 !").find("cannot stand here") != std::string::npos);
  CHECK(refused("frobnicate(1)").starts_with("row 3, column calculation: "));
}

TEST_CASE("hostile expressions are refused or computed in bounded time", "[forms]") {
  CHECK(refused(std::string(30'000, '(') + "1").find("nested more than 200 deep") != std::string::npos);
  CHECK(refused(std::string(100'000, '(') + "1").find("longer than 64 KiB") != std::string::npos);
  std::string nots = "1";
  for (int i = 0; i < 5000; ++i) nots = "not(" + nots + ")";
  CHECK(refused(nots).find("nested more than 200 deep") != std::string::npos);
  std::string predicates = "a";
  for (int i = 0; i < 5000; ++i) predicates += "[a";
  CHECK(refused(predicates).find("nested more than 200 deep") != std::string::npos);

  std::string sum = "1";
  for (int i = 0; i < 20'000; ++i) sum += "+1";
  CHECK(calculated(sum) == "20001");
  CHECK(calculated(std::string(60'000, '-') + "1") == "1");
  // Each * under // multiplies; the steps run out and the answer is empty instead of late.
  std::string wide = "count(//*";
  for (int i = 0; i < 12; ++i) wide += "[count(//*";
  for (int i = 0; i < 12; ++i) wide += ") > 0]";
  CHECK(calculated(wide + ")") == "");
  CHECK(calculated("regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '(a*)*c')") == "false");
}
