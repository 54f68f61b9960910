// SPDX-License-Identifier: Apache-2.0
// A form being filled in: what hangs on what, what is kept, what is handed on.
#include <algorithm>

#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

constexpr const char* kYesNo = "list_name | name | label\nyn | yes | Yes\nyn | no | No";

std::vector<std::string> namesOf(const std::vector<Entry>& entries, const CompiledForm& form) {
  std::vector<std::string> out;
  for (const auto& entry : entries)
    out.push_back(std::string(static_cast<std::size_t>(entry.depth), '.') + form.node(entry.place.question).name);
  return out;
}

}  // namespace

TEST_CASE("an answer recalculates what hangs on it, through other calculations", "[forms]") {
  Scenario s({"integer | a", "calculate | c | calculation=${b} + 1", "calculate | b | calculation=${a} * 2", "integer | other",
              "calculate | untouched | calculation=once(random())"});
  const auto before = s.answerOf("untouched");
  CHECK(s.answerOf("c") == "");
  s.answer("a", "5");
  CHECK(s.answerOf("b") == "10");
  CHECK(s.answerOf("c") == "11");
  s.answer("a", "");
  CHECK(s.answerOf("c") == "");
  CHECK(s.answerOf("untouched") == before);
}

TEST_CASE("only what hangs on an answer is recomputed", "[forms]") {
  // random() draws anew at every computation, so an unchanged value was not computed.
  Scenario s({"integer | a", "integer | b", "calculate | on_a | calculation=${a} * 0 + random()",
              "calculate | on_b | calculation=${b} * 0 + random()"});
  s.answer("a", "1").answer("b", "1");
  const auto onA = s.answerOf("on_a"), onB = s.answerOf("on_b");
  s.answer("a", "2");
  CHECK(s.answerOf("on_a") != onA);
  CHECK(s.answerOf("on_b") == onB);
}

TEST_CASE("relevance is inherited, and what is not relevant is kept but not handed on", "[forms]") {
  Scenario s(
      {"select_one yn | in", "begin_group | g | relevant=${in} = 'yes'", "text | x", "begin_group | h | relevant=${x} != ''",
       "text | y", "end_group", "end_group", "calculate | seen | calculation=concat(${x}, ${y})"},
      kYesNo);
  CHECK_FALSE(s.relevant("x"));
  s.answer("in", "yes").answer("x", "one");
  CHECK(s.relevant("y"));
  s.answer("y", "two");
  CHECK(s.answerOf("seen") == "onetwo");
  CHECK(s.submitted() == "in=yes x=one y=two seen=onetwo");
  s.answer("in", "no");
  CHECK_FALSE(s.relevant("y"));
  CHECK(s.answerOf("x") == "one");
  CHECK(s.answerOf("seen") == "");
  CHECK(s.submitted() == "in=no");
  s.answer("in", "yes");
  CHECK(s.submitted() == "in=yes x=one y=two seen=onetwo");
}

TEST_CASE("a group that is not relevant takes along those in it that would be", "[forms]") {
  Scenario s({"integer | a", "begin_group | g | relevant=${a} = 1", "begin_group | h | relevant=true()",
              "text | x | default=here", "end_group", "end_group", "calculate | seen | calculation=${x}"});
  CHECK_FALSE(s.relevant("h"));
  CHECK(s.answerOf("seen") == "");
  s.answer("a", "1");
  CHECK(s.relevant("x"));
  CHECK(s.answerOf("seen") == "here");
  s.answer("a", "2");
  CHECK_FALSE(s.relevant("x"));
  CHECK(s.answerOf("seen") == "");
}

TEST_CASE("required and constraint are problems, not refusals", "[forms]") {
  Scenario s(
      {"integer | age | required=yes | required_message=Say an age | constraint=. >= 0 and . < 130 | constraint_message=${name}, "
       "that is not an age",
       "text | name", "text | maybe | required=${age} > 10", "note | stop | required=true | relevant=${name} = 'x'"});
  CHECK(s.problem("age") == Problem::required);
  CHECK(s.session.problemMessage(s.place("age")) == "Say an age");
  CHECK(s.problems() == std::vector<std::string>{"age"});
  s.answer("age", "200").answer("name", "Tester");
  CHECK(s.problem("age") == Problem::constraint);
  CHECK(s.session.problemMessage(s.place("age")) == "Tester, that is not an age");
  CHECK(s.problem("maybe") == Problem::required);
  CHECK(s.session.problemMessage(s.place("maybe")) == "");
  s.answer("age", "9");
  CHECK(s.problems().empty());
  s.answer("name", "x");
  CHECK(s.problems() == std::vector<std::string>{"stop"});
}

TEST_CASE("what is set must be of the question's type, and nothing changes when it is not", "[forms]") {
  Scenario s({"integer | i", "decimal | f", "date | d", "select_one yn | one", "select_multiple yn | many", "geopoint | p",
              "text | t", "note | n", "calculate | c | calculation=1", "text | fixed | read_only=yes", "deviceid | device"},
             kYesNo);
  s.answer("i", "3").answer("one", "yes");
  CHECK(s.tryAnswer("i", std::string("3")).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("one", std::string("maybe")).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("many", Selected{{"yes", "maybe"}}).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("d", 3.5).error().is(FormError::notThatType));
  CHECK(s.tryAnswer("t", std::int64_t{4}).error().is(FormError::notThatType));
  for (const char* name : {"n", "c", "fixed", "device"})
    CHECK(s.tryAnswer(name, std::string("x")).error().is(FormError::readOnly));
  CHECK(s.session.set(Place{999, {}}, Empty{}).error().is(FormError::unknownQuestion));
  CHECK(s.session.set(Place{1, {RepeatId{}}}, Empty{}).error().is(FormError::noSuchInstance));
  CHECK(s.answerOf("i") == "3");
  CHECK(s.answerOf("one") == "yes");
  CHECK(s.tryAnswer("f", std::int64_t{4}));
  CHECK(s.session.value(s.place("f")) == Value(4.0));
  CHECK(s.tryAnswer("many", Selected{{"no", "yes"}}));
  CHECK(s.answerOf("many") == "no yes");
}

TEST_CASE("what was typed is read by the question's type", "[forms]") {
  Scenario s({"integer | i", "decimal | f", "date | d", "select_one yn | one", "geopoint | p", "text | t"}, kYesNo);
  const auto parse = [&](const char* name, const char* typed) { return s.session.parse(s.place(name), typed); };
  CHECK(*parse("i", " 12 ") == Value(std::int64_t{12}));
  CHECK(*parse("i", "") == Value(Empty{}));
  for (const char* bad : {"1.5", "1e3", "x", "99999999999999999999"}) CHECK(parse("i", bad).error().is(FormError::notThatType));
  CHECK(*parse("f", "-1.50") == Value(-1.5));
  CHECK_FALSE(parse("f", "1,5"));
  CHECK(*parse("d", "2026-11-22") == Value(Date{std::chrono::days{20'779}}));
  for (const char* bad : {"2026-02-30", "22.11.2026", "2026-1-1", "0000-01-01"}) CHECK_FALSE(parse("d", bad));
  CHECK(*parse("p", "12.5 40.1") == Value(Point{12.5, 40.1, 0, 0}));
  for (const char* bad : {"12.5", "91 0", "0 181", "1 2 3 4 5", "1 2 3 -4"}) CHECK_FALSE(parse("p", bad));
  CHECK_FALSE(parse("one", "Yes"));
  CHECK(*parse("t", " kept as it is ") == Value(std::string(" kept as it is ")));
}

TEST_CASE("repeats start with one instance, nest, and are counted", "[forms]") {
  Scenario s({"begin_repeat | h", "text | hn", "begin_repeat | m", "text | mn", "end_repeat",
              "calculate | size | calculation=count(${m})", "end_repeat", "calculate | all | calculation=count(${m})",
              "calculate | names | calculation=join(' ', ${mn})"});
  CHECK(s.count("h") == 1);
  CHECK(s.count("h[1]/m") == 1);
  s.addTo("h").addTo("h[2]/m").addTo("h[2]/m");
  CHECK(s.answerOf("h[1]/size") == "1");
  CHECK(s.answerOf("h[2]/size") == "3");
  CHECK(s.answerOf("all") == "4");
  s.answer("h[1]/m[1]/mn", "a").answer("h[2]/m[1]/mn", "b").answer("h[2]/m[3]/mn", "d");
  CHECK(s.answerOf("names") == "a b  d");
  s.removeFrom("h[2]/m", 2);
  CHECK(s.answerOf("names") == "a b d");
  s.removeFrom("h", 1);
  CHECK(s.answerOf("all") == "2");
  CHECK(s.answerOf("names") == "b d");
  CHECK(s.session.removeInstance(s.place("h"), RepeatId{}).error().is(FormError::noSuchInstance));
  CHECK(s.session.addInstance(s.place("all")).error().is(FormError::notThatType));
}

TEST_CASE("repeat_count makes as many instances as it says", "[forms]") {
  Scenario s({"integer | n", "begin_repeat | r | repeat_count=${n}", "text | x", "calculate | c | calculation=position(..) * 10",
              "end_repeat", "calculate | total | calculation=sum(${c})"});
  CHECK(s.count("r") == 0);
  s.answer("n", "3");
  CHECK(s.count("r") == 3);
  CHECK(s.answerOf("total") == "60");
  s.answer("r[2]/x", "kept").answer("n", "2");
  CHECK(s.count("r") == 2);
  CHECK(s.answerOf("r[2]/x") == "kept");
  CHECK(s.answerOf("total") == "30");
  CHECK(s.session.addInstance(s.place("r")).error().is(FormError::readOnly));
  s.answer("n", "-1");
  CHECK(s.count("r") == 0);
  s.answer("n", "999999999");
  CHECK(s.count("r") == 10'000);
}

TEST_CASE("defaults are filled once, and metadata when its time comes", "[forms]") {
  Scenario s({"start | began", "end | ended", "today | day", "integer | i | default=7", "text | t | default=plain (text)",
              "integer | copy | default=${i} + 1", "begin_repeat | r", "integer | place | default=position(..)", "end_repeat"});
  CHECK(s.answerOf("began") == "2026-11-18T11:06:40.000+00:00");
  CHECK(s.answerOf("day") == "2026-11-18");
  CHECK(s.answerOf("ended") == "");
  CHECK(s.answerOf("t") == "plain (text)");
  CHECK(s.answerOf("copy") == "8");
  s.answer("i", "20");
  CHECK(s.answerOf("copy") == "8");
  s.addTo("r");
  CHECK(s.answerOf("r[2]/place") == "2");
  s.clock.advance(Milliseconds{60'000});
  CHECK(s.submitted().find("ended=2026-11-18T11:07:40.000+00:00") != std::string::npos);
  CHECK(s.answerOf("began") == "2026-11-18T11:06:40.000+00:00");
}

TEST_CASE("choices pass the filter, with columns of the list as bare names", "[forms]") {
  Scenario s({"select_one region | reg", "select_one town | town | choice_filter=region = ${reg} and name != 'closed'"},
             "list_name | name | label | region\nregion | n | North\nregion | s | South\n"
             "town | a | A town of ${reg} | n\ntown | b | B | s\ntown | c | C | n\ntown | closed | D | n");
  CHECK(s.choices("town").empty());
  s.answer("reg", "n");
  CHECK(s.choices("town") == std::vector<std::string>{"a", "c"});
  CHECK(s.session.choices(s.place("town"))[0].label == "A town of n");
  s.answer("reg", "s");
  CHECK(s.choices("town") == std::vector<std::string>{"b"});
}

TEST_CASE("labels are in the chosen language, else the default, else any", "[forms]") {
  auto reading =
      readForm(bookOf("type | name | label::English | label::French | hint::english\n"
                      "text | a | Name | Nom | as in papers\ntext | b | Only ${a} | | ",
                      "", "form_id | version | default_language\nf | 1 | English"));
  REQUIRE(reading.form);
  CHECK(reading.form->languages == std::vector<std::string>{"English", "French"});
  Scenario s(compiled(std::move(*reading.form)), "French");
  s.answer("a", "T");
  CHECK(s.session.label(s.place("a")) == "Nom");
  CHECK(s.session.label(s.place("b")) == "Only T");
  CHECK(s.session.hint(s.place("a")) == "as in papers");
  s.session.setLanguage("English");
  CHECK(s.session.label(s.place("a")) == "Name");
}

TEST_CASE("entries unfold repeats and leave out what is not shown", "[forms]") {
  Scenario s({"start | s", "text | a", "begin_group | g", "note | n", "calculate | c | calculation=1", "end_group",
              "begin_repeat | r", "text | x", "end_repeat", "text | z | relevant=false()"});
  s.addTo("r");
  CHECK(namesOf(s.session.entries(), s.session.form()) ==
        std::vector<std::string>{"a", "g", ".n", "r", ".r", "..x", ".r", "..x"});
  const auto entries = s.session.entries();
  CHECK(entries[3].place.instances.empty());
  CHECK(entries[4].place.instances == std::vector<RepeatId>{s.session.instances(s.place("r"))[0]});
}

TEST_CASE("a submission names answers, instances, and instances without an answer", "[forms]") {
  Scenario s({"begin_group | g", "text | x", "end_group", "begin_group | k", "text | x", "end_group", "begin_repeat | r",
              "text | y", "end_repeat"});
  s.answer("g/x", "1").answer("k/x", "2").addTo("r").answer("r[2]/y", "3");
  const auto submission = s.session.submission();
  REQUIRE(submission.answers.size() == 3);
  CHECK(submission.answers[0].question == "g/x");
  CHECK(submission.answers[1].question == "k/x");
  CHECK(submission.answers[2].question == "y");
  const auto ids = s.session.instances(s.place("r"));
  CHECK(submission.answers[2].instances == std::vector<RepeatId>{ids[1]});
  REQUIRE(submission.emptyRepeats.size() == 1);
  CHECK(submission.emptyRepeats[0].instances == std::vector<RepeatId>{ids[0]});
}

TEST_CASE("a record is called what instance_name makes of its relevant answers", "[forms]") {
  const auto named = [](const std::string& name) {
    FormDefinition form = formOf({"select_one yn | in", "text | x | relevant=${in} = 'yes'", "begin_group | g", "text | y",
                                  "end_group", "begin_repeat | r", "text | z", "end_repeat"},
                                 kYesNo);
    form.instanceName = name;
    return compiled(std::move(form));
  };
  Scenario s(named("concat(${x}, ' at ', jr:choice-name(${in}, '${in}'))"));
  s.answer("in", "yes").answer("x", "Synthia");
  CHECK(s.session.instanceName() == "Synthia at Yes");
  s.answer("in", "no");
  CHECK(s.session.instanceName() == " at No");

  const auto readsOf = [&](const std::string& name) {
    const auto form = named(name);
    std::vector<std::string> out;
    for (const std::uint32_t question : form->instanceNameReads()) out.push_back(form->node(question).name);
    return out;
  };
  CHECK(readsOf("concat(${x}, ' at ', jr:choice-name(${in}, '${in}'), ${x})") == std::vector<std::string>{"in", "x"});
  CHECK(readsOf("/data/g/y") == std::vector<std::string>{"y"});
  CHECK(readsOf("concat(/data/*)").size() == 7);
  CHECK(readsOf("if(count(${r}) > 1, 'a', 'b')") == std::vector<std::string>{"r"});
  CHECK(readsOf("").empty());
  CHECK(Scenario(named("")).session.instanceName().empty());
}

TEST_CASE("an instance_name that cannot be read is warned of, and the form has none", "[forms]") {
  const FormReading reading =
      readForm(bookOf("type|name\ntext|x", {}, "form_id|version|instance_name\nt|1|concat(${x}, ${nobody})"));
  REQUIRE(reading.form);
  const Finding* finding = findingAt(reading, 2, "instance_name");
  REQUIRE(finding != nullptr);
  CHECK((finding->severity == Severity::warning && finding->sheet == "settings"));
  Scenario s(compiled(*reading.form));
  s.answer("x", "Synthia");
  CHECK(s.session.instanceName().empty());
}

TEST_CASE("calculations that hang on themselves are refused with their path", "[forms]") {
  const auto reading = readForm(
      bookOf("type | name | calculation | relevant\ncalculate | a | ${b} + 1 |\ncalculate | b | ${c} |\ncalculate | c | ${a} |"));
  CHECK_FALSE(reading.form);
  const auto* finding = findingAt(reading, 2, "calculation");
  REQUIRE(finding != nullptr);
  CHECK(finding->message == "This hangs on itself: a -> c -> b -> a.");

  for (const char* rows :
       {"calculate | a | ${a} + 1 |", "text | a | | ${a} = 1", "begin_group | a | | ${x} = 1\ntext | x | |\nend_group | | |",
        "begin_repeat | a | |\ncalculate | x | sum(/data/a/x) |\nend_repeat | | |"}) {
    INFO(rows);
    const auto refused = readForm(bookOf(std::string("type | name | calculation | relevant\n") + rows));
    CHECK_FALSE(refused.form);
    REQUIRE_FALSE(refused.findings.empty());
    CHECK(refused.findings.back().message.find("This hangs on itself: ") == 0);
  }
}

// ODK's way to repeat as long as somebody says so: the count asks for the last answer in its own repeat.
TEST_CASE("a count that hangs on answers in its repeat follows them", "[forms]") {
  for (const char* count :
       {"count(/data/r[more = 'y']) + 1",
        "if(count(${r}) = 0 or indexed-repeat(${more}, ${r}, count(${r})) = 'y', count(${r}) + 1, count(${r}))"}) {
    INFO(count);
    Scenario s({"begin_repeat | r | repeat_count=${n}", "text | more", "end_repeat",
                "calculate | n | calculation=" + std::string(count), "calculate | all | calculation=count(${r})"});
    CHECK(s.count("r") == 1);
    s.answer("r[1]/more", "y");
    CHECK(s.count("r") == 2);
    s.answer("r[2]/more", "y");
    CHECK(s.count("r") == 3);
    s.answer("r[3]/more", "n");
    CHECK(s.count("r") == 3);
    CHECK(s.answerOf("all") == "3");
    CHECK(s.answerOf("r[2]/more") == "y");
  }
  // Where every new instance begins with the answer that asks for another, it ends after a few.
  Scenario ever({"begin_repeat | r | repeat_count=${n}", "text | more | default=y", "end_repeat",
                 "calculate | n | calculation=count(/data/r[more = 'y']) + 1"});
  CHECK(ever.count("r") < 20);
  for (const char* rows :
       {"begin_repeat | r | | count(${r}) + 1\ntext | x | |\nend_repeat | | |",
        "begin_repeat | r | | ${n}\ncalculate | x | position(..) |\nend_repeat | | |\ncalculate | n | sum(${x}) |"}) {
    INFO(rows);
    const auto refused = readForm(bookOf(std::string("type | name | calculation | repeat_count\n") + rows));
    CHECK_FALSE(refused.form);
    REQUIRE_FALSE(refused.findings.empty());
    CHECK(refused.findings.back().message.starts_with("This hangs on itself: "));
  }
}

TEST_CASE("a long chain of calculations settles in one pass", "[forms]") {
  std::vector<std::string> rows{"integer | c0"};
  for (int i = 1; i <= 1000; ++i)
    rows.push_back("calculate | c" + std::to_string(i) + " | calculation=${c" + std::to_string(i - 1) + "} + 1");
  Scenario s(rows);
  s.answer("c0", "41");
  CHECK(s.answerOf("c1000") == "1041");
}
