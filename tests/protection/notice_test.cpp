// SPDX-License-Identifier: Apache-2.0
// Notice and consent as the build derives them: what stands in the form, what refusing leaves out, and what a package may not lack.
#include <algorithm>

#include "protection/notice.h"
#include "protection/package_body.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

// Two purposes by consent: what `care` asks is asked anyway, `tracing` and `advice` only after a yes.
test::Book consentBook() {
  test::Book book = test::smallBook();
  auto purpose = book.tables["purposes"].back();
  for (const char* name : {"tracing", "advice"}) {
    purpose[0] = name;
    purpose[1] = "consent";
    book.tables["purposes"].push_back(purpose);
  }
  book.set("survey", 4, "protect::purpose", "care tracing");  // need
  book.set("survey", 5, "protect::purpose", "tracing");       // weeks
  book.set("survey", 7, "protect::purpose", "tracing advice");  // member_name
  return book;
}

class Desk {
 public:
  explicit Desk(const test::Book& book) : programme(test::programmeOf(book.workbook())), form(programme->form, clock_, random_, "English") {}
  forms::Place place(std::string_view name) const {
    INFO(name);
    const auto found = programme->form->find(name);
    REQUIRE(found);
    return {*found, {}};
  }
  void say(std::string_view name, std::string_view typed) {
    INFO(name << " = " << typed);
    const auto value = form.parse(place(name), typed);
    REQUIRE(value);
    REQUIRE(form.set(place(name), *value));
  }
  bool asked(std::string_view name) const { return form.relevant(place(name)); }
  std::string missing() const {
    const auto open = noticeMissing(*programme, form);
    return open ? programme->form->answerName(open->question) : std::string();
  }

 private:
  ManualClock clock_;
  SeededRandom random_{5};

 public:
  std::shared_ptr<const Programme> programme;
  forms::FormSession form;
};

}  // namespace

TEST_CASE("every programme asks how the person was told, and nothing of it is answered beforehand but the notice that there is", "[protection]") {
  Desk desk(consentBook());
  REQUIRE(noticeOf(*desk.programme));
  CHECK(forms::toLexical(desk.form.value(desk.place("limen_notice"))) == "arrival-1");
  for (const char* name : {"limen_language", "limen_mode", "limen_alone", "limen_consent_tracing", "limen_consent_advice"}) {
    INFO(name);
    CHECK(forms::isEmpty(desk.form.value(desk.place(name))));
    CHECK(desk.form.required(desk.place(name)));
    CHECK(desk.missing() == name);
    if (std::string_view(name) == "limen_language") desk.say(name, "French");
    else if (std::string_view(name) == "limen_mode") desk.say(name, "read_aloud");
    else desk.say(name, "no");
  }
  CHECK(desk.missing().empty());  // no is an answer
  desk.say("limen_mode", "interpreter");
  CHECK(desk.missing() == "limen_interpreter");
  desk.say("limen_interpreter", "Ms. Somebody Named");
  CHECK(desk.missing() == "limen_interpreter");  // a number, never a name
  desk.say("limen_interpreter", "TI-204");
  CHECK(desk.missing().empty());
  CHECK_FALSE(desk.form.set(desk.place("limen_notice"), std::string("arrival-2")));  // another version than the package's
}

TEST_CASE("what rests on consent alone is asked only after a yes, and goes when the yes goes", "[protection]") {
  Desk desk(consentBook());
  CHECK(desk.asked("given_name"));
  CHECK(desk.asked("need"));  // care asks for it as well
  CHECK_FALSE(desk.asked("weeks"));
  desk.say("limen_consent_tracing", "yes");
  CHECK(desk.asked("weeks"));
  desk.say("weeks", "7");
  const auto kept = [&] {
    std::string out;
    for (const forms::Answer& each : desk.form.submission().answers) out += each.question + ' ';
    return out;
  };
  CHECK(kept().find("weeks") != std::string::npos);
  desk.say("limen_consent_tracing", "no");  // at any point
  CHECK_FALSE(desk.asked("weeks"));
  CHECK(kept().find("weeks") == std::string::npos);
  const RepeatId member = desk.form.instances(desk.place("member")).front();
  const forms::Place name{desk.place("member_name").question, {member}};
  CHECK_FALSE(desk.form.relevant(name));
  desk.say("limen_consent_advice", "yes");  // either of its purposes
  CHECK(desk.form.relevant(name));
}

TEST_CASE("the words of notice and consent stand in the programme's languages, right to left where that is so", "[protection]") {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  const auto programme = test::programmeOf(*book);
  const auto notice = noticeOf(*programme);
  REQUIRE(notice);
  CHECK(notice->consents.size() == 3);
  const auto label = [&](std::uint32_t question, const char* language) { return programme->form->node(question).label.at(language); };
  CHECK(label(notice->mode, "English") == "How was it given?");
  CHECK(label(notice->mode, "Arabic") == "كيف قُدّم؟");
  CHECK(label(notice->consents[1].question, "French") == "Êtes-vous d'accord avec ceci : Aide juridique ?");
  CHECK(label(notice->text, "Spanish") == programme->notices.front().text.at("Spanish"));
  const auto& languages = programme->form->definition().lists.at("limen_languages");
  REQUIRE(languages.size() == 4);
  CHECK(languages[3].label.at("English") == "العربية");  // its own name, whoever reads
}

TEST_CASE("a package of today without a notice is damaged, one of before format 3 is not", "[protection]") {
  Programme programme = *test::programmeOf(test::smallBook().workbook());
  forms::FormDefinition form = programme.form->definition();
  form.nodes.pop_back();
  auto compiled = forms::CompiledForm::compile(std::move(form));
  REQUIRE(compiled);
  programme.form = *compiled;
  programme.protections.resize(programme.form->size());
  CHECK(programmeFromBody(packageBody(programme)).error().is(ProgrammeError::damaged));
  programme.format = 2;
  CHECK(programmeFromBody(packageBody(programme)));
}

TEST_CASE("a package whose notice can be passed by is damaged", "[protection]") {
  const auto good = test::programmeOf(consentBook().workbook());
  REQUIRE(programmeFromBody(packageBody(*good)));
  const auto broken = [&](auto&& breakIt) {
    Programme programme = *good;
    forms::FormDefinition form = programme.form->definition();
    breakIt(form, form.nodes.back());
    while (programme.protections.size() > 1 && form.nodes.back().name != kNoticeGroup) programme.protections.pop_back();
    auto compiled = forms::CompiledForm::compile(std::move(form));
    REQUIRE(compiled);
    programme.form = *compiled;
    programme.protections.resize(programme.form->size());
    const auto opened = programmeFromBody(packageBody(programme));
    return !opened && opened.error().is(ProgrammeError::damaged);
  };
  CHECK_FALSE(broken([](forms::FormDefinition&, forms::Node&) {}));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.children[0].children[3].required.clear(); }));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.children[1].relevant = "false()"; }));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.children[0].relevant = "false()"; }));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.relevant = "false()"; }));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.children[2].children[1].defaultValue = "yes"; }));
  CHECK(broken([](forms::FormDefinition&, forms::Node& group) { group.children[2].children[1].calculation = "'yes'"; }));
}
