// SPDX-License-Identifier: Apache-2.0
#include "tests/forms/scenario.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "forms/lexical.h"

namespace limen::forms {

namespace {

// Dates of tests must not hang on where they run.
const bool kUtc = (::setenv("TZ", "UTC", 1), true);

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(by, at), text.size());
    out.emplace_back(trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

Sheet sheetOf(std::string name, std::string_view text) {
  Sheet sheet;
  sheet.name = std::move(name);
  std::uint32_t number = 0;
  for (const auto& line : split(text, '\n')) {
    ++number;
    if (line.empty()) continue;
    auto cells = split(line, '|');
    if (sheet.headings.empty()) {
      sheet.headings = std::move(cells);
    } else {
      cells.resize(sheet.headings.size());
      sheet.rows.push_back({number, std::move(cells)});
    }
  }
  return sheet;
}

}  // namespace

Workbook bookOf(std::string_view survey, std::string_view choices, std::string_view settings) {
  Workbook book;
  book.sheets.push_back(sheetOf("survey", survey));
  if (!choices.empty()) book.sheets.push_back(sheetOf("choices", choices));
  if (!settings.empty()) book.sheets.push_back(sheetOf("settings", settings));
  return book;
}

FormDefinition formOf(const std::vector<std::string>& rows, std::string_view choices) {
  Sheet survey;
  survey.name = "survey";
  survey.headings = {"type", "name"};
  std::vector<std::vector<std::pair<std::string, std::string>>> named;
  std::vector<std::vector<std::string>> fixed;
  for (const auto& row : rows) {
    auto cells = split(row, '|');
    cells.resize(std::max<std::size_t>(cells.size(), 2));
    fixed.push_back({cells[0], cells[1]});
    named.emplace_back();
    for (std::size_t i = 2; i < cells.size(); ++i) {
      const auto equals = cells[i].find('=');
      named.back().emplace_back(cells[i].substr(0, equals), cells[i].substr(equals + 1));
      if (std::find(survey.headings.begin(), survey.headings.end(), named.back().back().first) == survey.headings.end())
        survey.headings.push_back(named.back().back().first);
    }
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Row row{static_cast<std::uint32_t>(r + 2), fixed[r]};
    row.cells.resize(survey.headings.size());
    for (const auto& [heading, value] : named[r]) {
      const auto at = std::find(survey.headings.begin(), survey.headings.end(), heading) - survey.headings.begin();
      row.cells[static_cast<std::size_t>(at)] = value;
    }
    survey.rows.push_back(std::move(row));
  }
  Workbook book = bookOf("type", choices);
  book.sheets[0] = std::move(survey);
  FormReading reading = readForm(book);
  for (const auto& finding : reading.findings) {
    if (finding.severity == Severity::error) FAIL("row " << finding.row << " " << finding.column << ": " << finding.message);
  }
  return std::move(*reading.form);
}

const Finding* findingAt(const FormReading& reading, std::uint32_t row, std::string_view column) {
  const auto found = std::find_if(reading.findings.begin(), reading.findings.end(),
                                  [&](const Finding& f) { return f.row == row && f.column == column; });
  return found == reading.findings.end() ? nullptr : &*found;
}

std::shared_ptr<const CompiledForm> compiled(FormDefinition definition) {
  auto form = CompiledForm::compile(std::move(definition));
  if (!form) FAIL(form.error().name() << " " << form.error().context());
  return *form;
}

Scenario::Scenario(const std::vector<std::string>& rows, std::string_view choices, std::string language)
    : Scenario(compiled(formOf(rows, choices)), std::move(language)) {}
Scenario::Scenario(std::shared_ptr<const CompiledForm> form, std::string language)
    : session(std::move(form), clock, random, std::move(language)) {}

Place Scenario::place(std::string_view path) const {
  Place place;
  if (const auto whole = session.form().find(path)) {
    place.question = *whole;
    return place;
  }
  for (const auto& step : split(path, '/')) {
    const auto bracket = step.find('[');
    const auto index = session.form().find(step.substr(0, bracket));
    if (!index) FAIL("no question " << step);
    place.question = *index;
    if (bracket == std::string::npos) continue;
    std::size_t number = 0;
    std::from_chars(step.data() + bracket + 1, step.data() + step.size(), number);
    const auto instances = session.instances(place);
    if (number < 1 || number > instances.size()) FAIL("no instance " << step);
    place.instances.push_back(instances[number - 1]);
  }
  return place;
}

Scenario& Scenario::answer(std::string_view path, std::string_view typed) {
  const Place at = place(path);
  auto value = session.parse(at, typed);
  if (!value) FAIL(path << " does not take " << typed);
  if (const auto done = session.set(at, *value); !done) FAIL(path << ": " << done.error().name());
  return *this;
}

Scenario& Scenario::addTo(std::string_view repeat) {
  if (!session.addInstance(place(repeat))) FAIL("cannot add to " << repeat);
  return *this;
}

Scenario& Scenario::removeFrom(std::string_view repeat, std::size_t number) {
  const Place at = place(repeat);
  if (!session.removeInstance(at, session.instances(at).at(number - 1))) FAIL("cannot remove from " << repeat);
  return *this;
}

std::vector<std::string> Scenario::problems() const {
  std::vector<std::string> names;
  for (const auto& at : session.problems()) names.push_back(session.form().node(at.question).name);
  return names;
}

std::vector<std::string> Scenario::choices(std::string_view path) const {
  std::vector<std::string> names;
  for (const auto& choice : session.choices(place(path))) names.push_back(choice.name);
  return names;
}

std::string Scenario::submitted() {
  std::string out;
  for (const auto& answer : session.submission().answers)
    out += (out.empty() ? "" : " ") + answer.question + "=" + toLexical(answer.value);
  return out;
}

}  // namespace limen::forms
