// SPDX-License-Identifier: Apache-2.0
// A form in a few lines and a session of it, in the words of an interview. Survey rows are "type | name | column=value | ...".
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "forms/form_session.h"
#include "forms/workbook.h"

namespace limen::forms {

// A workbook from text: rows by line, cells by '|', the first row of each sheet being its headings.
Workbook bookOf(std::string_view survey, std::string_view choices = {}, std::string_view settings = "form_id|version\nt|1");
// The form of those rows with the columns named in them; fails the test when it has an error.
FormDefinition formOf(const std::vector<std::string>& rows, std::string_view choices = {});
const Finding* findingAt(const FormReading& reading, std::uint32_t row, std::string_view column);

std::shared_ptr<const CompiledForm> compiled(FormDefinition definition);  // fails the test when it does not compile

class Scenario {
 public:
  explicit Scenario(const std::vector<std::string>& rows, std::string_view choices = {}, std::string language = {});
  explicit Scenario(std::shared_ptr<const CompiledForm> form, std::string language = {});
  Scenario(const Scenario&) = delete;  // the session refers to the clock beside it

  // Paths are "name" or "repeat[2]/name", counted from 1; groups are left out.
  Place place(std::string_view path) const;
  Scenario& answer(std::string_view path, std::string_view typed);  // must be accepted
  Result<void> tryAnswer(std::string_view path, Value value) { return session.set(place(path), std::move(value)); }
  Scenario& addTo(std::string_view repeat);
  Scenario& removeFrom(std::string_view repeat, std::size_t number);
  std::string answerOf(std::string_view path) const { return toLexical(session.value(place(path))); }
  bool relevant(std::string_view path) const { return session.relevant(place(path)); }
  Problem problem(std::string_view path) const { return session.problem(place(path)); }
  std::size_t count(std::string_view repeat) const { return session.instances(place(repeat)).size(); }
  std::vector<std::string> problems() const;  // names
  std::vector<std::string> choices(std::string_view path) const;
  std::string submitted();  // "name=value name=value", in order

  ManualClock clock;
  SeededRandom random{7};
  FormSession session;
};

}  // namespace limen::forms
