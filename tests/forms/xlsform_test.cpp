// SPDX-License-Identifier: Apache-2.0
// What an author is told: sheet, row, column, what was found and what would be right.
#include <algorithm>

#include "forms/xml_tree.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

struct Bad {
  const char* survey;
  std::uint32_t row;
  const char* column;
  const char* message;
};

constexpr const char* kChoices = "list_name | name | label\nyn | yes | Yes\nyn | no | No\nspaced | a b | AB";

FormReading read(const std::string& survey, const char* choices = kChoices) {
  return readForm(bookOf(survey, choices));
}

bool isClean(const FormReading& reading) {
  return std::none_of(reading.findings.begin(), reading.findings.end(),
                      [](const Finding& f) { return f.severity == Severity::error; });
}

}  // namespace

TEST_CASE("every error names sheet, row and column and says what would be right", "[forms]") {
  const Bad cases[] = {
      {"type | name\ninteger | a\ntexte | b", 3, "type", "The type \"texte\" is not known; did you mean \"text\"?"},
      {"Type | name\nbegin grup | b\ntext | x\nend group |", 2, "Type",
       "The type \"begin grup\" is not known; did you mean \"begin_group\"?"},
      {"type | name\nselect_one | a", 2, "type", "\"select_one\" names no list; write \"select_one list_name\"."},
      {"type | name\nselect_one yes no | a", 2, "type",
       "\"select_one yes no\" has more than one word after the type; a list name has no spaces."},
      {"type | name\nselect_one spacde | a", 2, "type",
       "The list \"spacde\" is not in sheet \"choices\"; did you mean \"spaced\"?"},
      {"type | name\nselect_one nowhere | a", 2, "type", "The list \"nowhere\" is not in sheet \"choices\"."},
      {"type | name\nselect_multiple spaced | a", 4, "name",
       "The name \"a b\" has a space in it, which a select_multiple cannot store; write it without."},
      {"type | name\ntext |", 2, "name", "This row has no name."},
      {"type | name\n | a", 2, "type", "This row has a name but no type."},
      {"type | name\ntext | 1st", 2, "name",
       "The name \"1st\" cannot be used; a name starts with a letter or _ and goes on with letters, digits, - . or _."},
      {"type | name\ntext | a\ntext | a", 3, "name",
       "The name \"a\" stands twice in the same group; give each question a name of its own."},
      {"type | name\nbegin_group | g\ntext | a", 2, "type", "The group \"g\" is never ended; add an \"end_group\" row."},
      {"type | name\nbegin_repeat | g\ntext | a\nend_group |", 4, "type",
       "\"end_group\" was found, but what is open is the repeat \"g\" of row 2; write \"end_repeat\"."},
      {"type | name\ntext | a\nend_repeat |", 3, "type", "There is no open repeat to end here."},
      {"type | name\ncalculate | a", 2, "calculation", "The calculation of \"a\" is empty."},
      {"type | name | Relevance\ntext | age |\ntext | b | ${agee} > 3", 3, "Relevance",
       "There is no question \"agee\"; did you mean \"age\"?"},
      {"type | name | constraint\ninteger | a | . > nothing(3)", 2, "constraint", "The function \"nothing()\" is not known."},
      {"type | name | required\ninteger | a | . >", 2, "required",
       "The expression cannot be read: it ends where a value was expected."},
      {"type | name | label::en\ntext | a | Hello ${who}", 2, "label::en", "There is no question \"who\"."},
      {"type | name | choice_filter\nselect_one yn | a | ${b}", 2, "choice_filter", "There is no question \"b\"."},
      {"type | name | repeat_count\nbegin_repeat | a | ${n\ntext | x |\nend_repeat | |", 2, "repeat_count",
       "The expression cannot be read: \"$\" starts a name: ${name}."},
      {"type | name | calculation\nbegin_group | g |\ntext | a |\nend_group | |\ntext | a |\ncalculate | c | ${a}", 6,
       "calculation", "There are 2 questions called \"a\"; a name that is referred to must be unique."},
      {"type\ntext", 0, "name", "The sheet has no column \"name\"."},
      {"type | name", 0, "", "The form has no question."},
  };
  for (const auto& bad : cases) {
    INFO(bad.survey);
    const auto reading = read(bad.survey);
    CHECK_FALSE(reading.form);
    const auto* finding = findingAt(reading, bad.row, bad.column);
    for (const auto& f : reading.findings) INFO(f.sheet << " " << f.row << " " << f.column << ": " << f.message);
    REQUIRE(finding != nullptr);
    const bool found = std::any_of(reading.findings.begin(), reading.findings.end(), [&](const Finding& f) {
      return f.row == bad.row && f.column == bad.column && f.message == bad.message && f.severity == Severity::error;
    });
    if (!found) UNSCOPED_INFO("said: " << finding->message);
    CHECK(found);
  }
}

TEST_CASE("all findings of a form come at once, in order of its rows", "[forms]") {
  const auto reading = read("type | name | relevant\ntexte | a |\nselect_one q | b |\ntext | 9 |");
  REQUIRE(reading.findings.size() == 3);
  CHECK(reading.findings[0].row == 2);
  CHECK(reading.findings[2].row == 4);
}

TEST_CASE("slips that do no harm are warnings", "[forms]") {
  const auto reading = readForm(bookOf("type | name | relevent | colour\ntext | a | | \ndate | d | | ", "", ""));
  CHECK(reading.form);
  const auto* slip = findingAt(reading, 0, "relevent");
  REQUIRE(slip != nullptr);
  CHECK(slip->message == "The column \"relevent\" is not known and is ignored; did you mean \"relevant\"?");
  CHECK(findingAt(reading, 0, "colour") == nullptr);
  CHECK(findingAt(reading, 0, "form_id")->message ==
        "The form has no form_id; it is called \"form\" until sheet \"settings\" names it.");

  Workbook book = bookOf("type | name\ntext | a");
  book.sheets.push_back({"choises", {"x"}, {}});
  book.sheets.push_back({"my notes", {"x"}, {}});
  const auto misspelt = readForm(book);
  REQUIRE(misspelt.findings.size() == 1);
  CHECK(misspelt.findings[0].sheet == "choises");
  CHECK(misspelt.findings[0].message == "The sheet \"choises\" is not known and is ignored; did you mean \"choices\"?");

  const auto nothing = readForm(Workbook{});
  REQUIRE(nothing.findings.size() == 1);
  CHECK(nothing.findings[0].sheet == "survey");
}

TEST_CASE("XLSForm's spellings of the same thing are the same thing", "[forms]") {
  auto reading =
      readForm(bookOf("TYPE | Name | Label : English | required | Read Only | skippattern | calculate\n"
                      "begin group | g | | | | |\n"
                      "select one from yn | q | Q | TRUE | | |\n"
                      "end group | | | | | |\n"
                      "begin_group | h | | | | ${q} = \xe2\x80\x98yes\xe2\x80\x99 |\n"
                      "int | i | | no | yes | |\n"
                      "end_group | | | | | |\n"
                      "string | s | | ${i} > 3 | | |\n"
                      "calculate | c | | | | | concat(\xe2\x80\x9c"
                      "a\xe2\x80\x9d, 1)",
                      "List Name | value | label:english | extra\nyn | yes | Yes | 27\nyn | no | No | ",
                      "Title | id_string | default language\nT | F | english"));
  REQUIRE(isClean(reading));
  const FormDefinition& form = *reading.form;
  CHECK(form.id == "F");
  CHECK(form.defaultLanguage == "English");
  CHECK(form.title.at("") == "T");
  CHECK(form.languages == std::vector<std::string>{"English"});
  REQUIRE(form.nodes.size() == 4);
  const Node& select = form.nodes[0].children.at(0);
  CHECK(select.type == Type::selectOne);
  CHECK(select.required == "true()");
  CHECK(select.label.at("English") == "Q");
  CHECK(form.nodes[1].relevant == "${q} = 'yes'");
  CHECK(form.nodes[1].children[0].required.empty());
  CHECK(form.nodes[1].children[0].readOnly == "true()");
  CHECK(form.nodes[2].type == Type::text);
  CHECK(form.nodes[2].required == "${i} > 3");
  CHECK(form.nodes[3].calculation == "concat(\"a\", 1)");
  CHECK(form.lists.at("yn")[0].columns.at("extra") == "27");
}

TEST_CASE("columns of protection travel with their question", "[forms]") {
  auto reading =
      read("type | name | Protect::Category | protect::why::English | unknown\ntext | a | birth | To know | x\ntext | b | | |");
  REQUIRE(isClean(reading));
  CHECK(reading.form->nodes[0].extra ==
        std::map<std::string, std::string>{{"protect::category", "birth"}, {"protect::why::English", "To know"}});
  CHECK(reading.form->nodes[1].extra.empty());
  CHECK(reading.form->languages.empty());
}

TEST_CASE("groups may nest 32 deep and not deeper", "[forms]") {
  const auto nested = [](int depth) {
    std::string rows = "type | name\n";
    for (int i = 0; i < depth; ++i) rows += "begin_group | g" + std::to_string(i) + "\n";
    rows += "text | a\n";
    for (int i = 0; i < depth; ++i) rows += "end_group |\n";
    return rows;
  };
  CHECK(isClean(read(nested(32))));
  CHECK_FALSE(isClean(read(nested(33))));
  CHECK_FALSE(isClean(read(nested(50'000))));
}

TEST_CASE("disabled rows and notes without a name are no error", "[forms]") {
  auto reading = read("type | name | label | disabled\nfrobnicate | x | | yes\nnote | | Hello |\ntext | a | |");
  REQUIRE(isClean(reading));
  REQUIRE(reading.form->nodes.size() == 2);
  CHECK(reading.form->nodes[0].name == "note_3");
}

TEST_CASE("a form without a title goes by its form_id", "[forms]") {
  const auto titled = readForm(bookOf("type | name\ntext | a", kChoices, "form_id | form_title\nintake | Arrivals"));
  const auto untitled = readForm(bookOf("type | name\ntext | a", kChoices, "form_id\nintake"));
  REQUIRE(titled.form);
  REQUIRE(untitled.form);
  CHECK(translated(titled.form->title, "English", *titled.form) == "Arrivals");
  CHECK(translated(untitled.form->title, "English", *untitled.form) == "intake");
}

TEST_CASE("what a select takes its choices from is checked like any other word", "[forms]") {
  const Bad cases[] = {
      {"type | name\nselect_one_from_file places.txt | a", 2, "type",
       "The file \"places.txt\" is no list of choices; it must end in .csv, .xml or .geojson."},
      {"type | name\nselect_one_from_file | a", 2, "type",
       "\"select_one_from_file\" names no file; write \"select_one_from_file places.csv\"."},
      {"type | name\nselect_one ${who} | a", 2, "type", "There is no question \"who\"."},
      {"type | name\ntext | who\nselect_one ${who} | a", 3, "type",
       "The question \"who\" is not in a repeat, so there is nothing to choose from."},
      {"type | name | choice_filter\nselect_one yn or_other | a | name = 'yes'", 2, "choice_filter",
       "The filter would always take the choice \"other\" out, so or_other and a choice_filter do not go together; write the "
       "choice "
       "\"other\" into the list and ask for it in a question of its own."},
      {"type | name | trigger\ntext | b |\ntext | a | ${c}", 3, "trigger", "There is no question \"c\"."},
      {"type | name | trigger\ntext | b |\ntext | a | b", 3, "trigger",
       "The trigger \"b\" names no question; write it as ${name}."},
      {"type | name | save_to\ntext | a | given", 2, "save_to",
       "The answer is to be saved to an entity, but there is no sheet \"entities\" that says of which list."},
      {"type | name | parameters\nrange | a | start=0 end=5 step=0", 2, "parameters",
       "The step of the range is 0; write how far one mark is from the next, as step=1."},
      {"type | name | parameters\nimage | a | max-pixels=big", 2, "parameters",
       "The parameter \"max-pixels\" is \"big\"; write a number."},
      {"type | name | parameters\naudio | a | quality=high", 2, "parameters",
       "The parameter \"quality\" is \"high\"; write voice-only, low, normal or external."},
      {"type | name | parameters\nselect_one yn | a | randomize", 2, "parameters",
       "\"randomize\" is no parameter; write pairs like \"start=0 end=10\" with a space between them."},
      {"type | name\ncsv-external | ", 2, "name", "This row names no file; write the name of the .csv file without its ending."},
  };
  for (const auto& bad : cases) {
    INFO(bad.survey);
    const auto reading = read(bad.survey);
    CHECK_FALSE(reading.form);
    for (const auto& f : reading.findings) UNSCOPED_INFO(f.row << " " << f.column << ": " << f.message);
    CHECK(std::any_of(reading.findings.begin(), reading.findings.end(), [&](const Finding& f) {
      return f.row == bad.row && f.column == bad.column && f.message == bad.message && f.severity == Severity::error;
    }));
  }
}

TEST_CASE("a warning says what is ignored and which word was meant", "[forms]") {
  const Bad cases[] = {
      {"type | name | appearance\ntext | a | multilin", 2, "appearance",
       "The appearance \"multilin\" is not known for the type \"text\" and changes nothing; did you mean \"multiline\"?"},
      {"type | name | parameters\nselect_one yn | a | randomise=true", 2, "parameters",
       "The parameter \"randomise\" is not known for the type \"select_one\" and is ignored; did you mean \"randomize\"?"},
      {"type | name | choice_filter\ntext | a | 1 = 1", 2, "choice_filter",
       "A choice_filter does nothing for the type \"text\"; it is for selects."},
      {"type | name | label\ntext | a |", 2, "label", "The question \"a\" has no label; its name is shown."},
  };
  for (const auto& bad : cases) {
    INFO(bad.survey);
    const auto reading = read(bad.survey);
    CHECK(reading.form);
    CHECK(std::any_of(reading.findings.begin(), reading.findings.end(), [&](const Finding& f) {
      return f.row == bad.row && f.column == bad.column && f.message == bad.message && f.severity == Severity::warning;
    }));
  }
}

TEST_CASE("search() becomes a file of choices with a filter", "[forms]") {
  auto reading = read(
      "type | name | appearance\ntext | d |\nselect_one cols | a | minimal search('sites', 'startswith', 'district', ${d}, "
      "'open', 'y')",
      "list_name | name | label\ncols | code | title");
  REQUIRE(isClean(reading));
  const Node& a = reading.form->nodes[1];
  CHECK(a.list == "sites");
  CHECK(a.itemset.value == "code");
  CHECK(a.itemset.label == "title");
  CHECK(a.choiceFilter == "starts-with(district, ${d}) and open = 'y'");
  CHECK(a.appearance == "minimal");
  CHECK(reading.form->instances.at(0).source == "jr://file-csv/sites.csv");
}

TEST_CASE("search() shows the column of the language", "[forms]") {
  auto reading = read("type | name | label::English | label::French | appearance\nselect_one cols | a | A | A | search('sites')",
                      "list_name | name | label::English | label::French\ncols | code | title, note | titre");
  REQUIRE(isClean(reading));
  const auto items = readCsvItems(bytesOf("code,title,titre\n1,Mill,Moulin\n2,Hill,\n"));
  REQUIRE(items);
  reading.form->instances.at(0).items = *items;
  Scenario s(compiled(std::move(*reading.form)), "French");
  const auto labels = [&] {
    std::string out;
    for (const ChoiceView& choice : s.session.choices(s.place("a"))) out += choice.label + " ";
    return out;
  };
  CHECK(labels() == "Moulin Hill ");  // where a row has no word of the language, the form's first
  s.session.setLanguage("English");
  CHECK(labels() == "Mill Hill ");
}

TEST_CASE("a filter over a repeat's answers sees those of the same instance", "[forms]") {
  const auto reading = read(
      "type | name | choice_filter\nbegin_group | g |\nbegin_repeat | r |\ntext | who |\ninteger | age |\nend_repeat | "
      "|\nend_group | |\ninteger | least |\n"
      "select_one ${who} | a | ${age} > ${least}");
  REQUIRE(isClean(reading));
  const Itemset& items = reading.form->nodes[2].itemset;
  CHECK(items.nodes == "/data/g/r[./who != '' and (./age > ${least})]");
  CHECK(items.value == "who");
  CHECK(reading.form->nodes[2].choiceFilter.empty());
}

TEST_CASE("an entity that contradicts itself is refused", "[forms]") {
  const auto entity = [](std::vector<std::string> headings, std::vector<std::string> cells) {
    auto book = bookOf("type | name | label\ntext | a | A");
    book.sheets.push_back({"entities", std::move(headings), {{2, std::move(cells)}}});
    return readForm(book);
  };
  CHECK(isClean(entity({"list_name", "label"}, {"people", "${a}"})));
  CHECK(isClean(entity({"dataset", "entity_id"}, {"people", "${a}"})));
  CHECK_FALSE(isClean(entity({"list_name", "label"}, {"", "${a}"})));
  CHECK_FALSE(isClean(entity({"list_name", "label"}, {"__people", "${a}"})));
  CHECK_FALSE(isClean(entity({"list_name", "label"}, {"my people", "${a}"})));
  CHECK_FALSE(isClean(entity({"list_name", "label"}, {"people", ""})));
  CHECK_FALSE(isClean(entity({"list_name", "label", "update_if"}, {"people", "${a}", "1 = 1"})));
  CHECK_FALSE(isClean(entity({"list_name", "entity_id", "create_if"}, {"people", "${a}", "1 = 1"})));
}

TEST_CASE("a form as large as a sheet may be is refused in time, and its findings are counted", "[forms]") {
  Workbook book;
  Sheet survey{"survey", {"type", "name"}, {}};
  for (std::uint32_t row = 2; row < 1'000'002; ++row) survey.rows.push_back({row, {"text", "a"}});
  book.sheets.push_back(survey);
  auto reading = readForm(book);
  CHECK_FALSE(reading.form);
  CHECK(reading.findings.size() < 5);
  CHECK(findingAt(reading, 0, "")->message == "The sheet has 1000000 rows; a form has at most 20,000. Split it.");

  survey.rows.resize(20'000);
  for (auto& row : survey.rows) row.cells = {"select_one nowhere" + std::to_string(row.number), "n" + std::to_string(row.number)};
  book.sheets[0] = survey;
  reading = readForm(book);
  CHECK_FALSE(reading.form);
  CHECK(reading.findings.size() <= 1'002);
  CHECK(std::any_of(reading.findings.begin(), reading.findings.end(),
                    [](const Finding& f) { return f.message == "There are more errors below; correct these first."; }));

  for (auto& row : survey.rows)
    row.cells = {"text", "n" + std::to_string(row.number), "${m" + std::to_string(row.number) + "} = 1"};
  survey.headings.emplace_back("relevant");
  book.sheets[0] = survey;
  reading = readForm(book);
  CHECK_FALSE(reading.form);
  CHECK(reading.findings.size() <= 1'002);
}

TEST_CASE("where the sheet of choices is too long, no list of it is missed besides", "[forms]") {
  Workbook book = bookOf("type | name | label\nselect_one l | a | A", "list_name | name | label\nl | x | X");
  Sheet& choices = book.sheets[1];
  choices.rows.resize(300'001, choices.rows.front());
  const auto reading = readForm(book);
  CHECK_FALSE(reading.form);
  REQUIRE(reading.findings.size() == 1);
  CHECK(reading.findings[0].sheet == "choices");
  CHECK(reading.findings[0].message.find("300001 rows; it may have 300,000") != std::string::npos);
}
