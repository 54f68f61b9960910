// SPDX-License-Identifier: Apache-2.0
// What the readers of the sheets share: the form as it grows, the findings, the languages. xlsform.cpp calls them in turn:
//   settings  xlsform_settings.cpp    what the form is called, and sheet `entities`
//   choices   xlsform_choices.cpp     lists
//   survey    xlsform_survey.cpp      rows become a tree; xlsform_question.cpp reads the cells of one row
//   links     xlsform_links.cpp       what points at another row or at a file, once every row is known
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "forms/external_files.h"
#include "forms/headings.h"
#include "forms/survey_types.h"
#include "forms/wording.h"
#include "forms/workbook.h"

namespace limen::forms {

struct XlsformReading {
  XlsformReading(const Workbook& workbook, const Companions& files) : book(workbook), companions(files) {}

  const Workbook& book;
  const Companions& companions;
  FormDefinition form;
  std::vector<Finding> findings;

  std::string surveyName = "survey", choicesName = "choices", choiceNameHeading = "name";
  std::map<std::string, std::string> surveyHeadings;                    // canonical -> as written
  std::map<std::string, std::pair<std::uint32_t, std::string>> spaced;  // list -> row and name of a choice with a space
  bool duplicatesAllowed = false;
  bool listsUnread = false;               // the sheet is too long: no list is missed
  std::uint32_t settingsRow = 0;          // that counts
  std::vector<std::uint32_t> entityRows;  // of form.entities

  void add(Severity severity, const std::string& sheet, std::uint32_t row, std::string column, std::string message);
  bool guesses() const { return findings.size() < kMaxGuesses; }
  // Of sheet survey, the column by its canonical key.
  void survey(Severity severity, std::uint32_t row, const std::string& key, std::string message) {
    add(severity, surveyName, row, heading(key), std::move(message));
  }
  std::string heading(const std::string& key) const {
    const auto found = surveyHeadings.find(key);
    return found == surveyHeadings.end() ? key : found->second;
  }

  // "english" and "English" are one language, spelled as it came first.
  std::string language(const std::string& written);
  // A language is offered as soon as it heads a column, even where that column has gaps.
  void languagesOf(const Columns& columns);
  Translations texts(const Columns& columns, const Row& row, std::string_view key);
  std::map<std::string, Translations> media(const Columns& columns, const Row& row);

  // An instance of that id and source; its file is read once. False, and a finding, when the id stands for something else.
  bool addInstance(const std::string& id, const std::string& source, std::uint32_t row, const std::string& key);

 private:
  bool more_ = false;  // it has been said that there is more to correct
};

// "image", "big-image", "audio", "video"
constexpr std::pair<std::string_view, std::string_view> kMediaColumns[] = {
    {"image", "image"}, {"big_image", "big-image"}, {"audio", "audio"}, {"video", "video"}};

void readSettings(XlsformReading& reading);
void readEntities(XlsformReading& reading);
void readChoices(XlsformReading& reading);
void readSurvey(XlsformReading& reading, const Sheet& sheet);
// The cells of a row that is a question, group or repeat; what its type says is in `cell`.
Node readQuestion(XlsformReading& reading, const Columns& columns, const Row& row, const TypeCell& cell);
void readLinks(XlsformReading& reading);

}  // namespace limen::forms
