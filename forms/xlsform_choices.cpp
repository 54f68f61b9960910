// SPDX-License-Identifier: Apache-2.0
#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

namespace {

class ChoicesSheet {
 public:
  ChoicesSheet(XlsformReading& reading, const Sheet& sheet)
      : reading_(reading), sheet_(sheet), columns_(sheet, Columns::Kind::choices, reading.findings) {}

  void read() {
    reading_.languagesOf(columns_);
    for (const char* needed : {"list_name", "name"}) {
      if (columns_.find(needed) == nullptr)
        reading_.add(Severity::error, sheet_.name, 0, needed, "The sheet has no column \"" + std::string(needed) + "\".");
    }
    for (const auto& column : columns_.all()) {
      if (!column.known && sheet_.headings[column.index].find(' ') != std::string::npos && column.language.empty())
        reading_.add(Severity::warning, sheet_.name, 0, sheet_.headings[column.index],
                     "The column " + inQuotes(sheet_.headings[column.index]) +
                         " has a space in its name; an expression cannot name it. Write it without.");
    }
    if (sheet_.rows.size() > kMaxChoiceRows) {
      reading_.listsUnread = true;
      reading_.add(
          Severity::error, sheet_.name, 0, "",
          "The sheet has " + std::to_string(sheet_.rows.size()) +
              " rows; it may have 300,000. Put the longest list into a .csv file and ask for it with select_one_from_file.");
      return;
    }
    for (const Row& row : sheet_.rows) choice(row);
  }

  std::string nameHeading() const { return columns_.heading("name"); }

 private:
  void choice(const Row& row) {
    const std::string& list = columns_.text(row, "list_name");
    const std::string& name = columns_.text(row, "name");
    if (list.empty()) return;  // a line of notes between lists
    const auto add = [&](Severity severity, const char* key, std::string message) {
      reading_.add(severity, sheet_.name, row.number, columns_.heading(key), std::move(message));
    };
    if (name.empty()) return add(Severity::error, "name", "This choice of list " + inQuotes(list) + " has no name.");
    if (!seen_[list].insert(name).second && !reading_.duplicatesAllowed)
      add(Severity::warning, "name",
          "The name " + inQuotes(name) + " stands twice in list " + inQuotes(list) + "; answers will not tell the two apart.");
    if (name.find(' ') != std::string::npos) reading_.spaced.emplace(list, std::pair(row.number, name));
    Choice choice;
    choice.name = name;
    choice.label = reading_.texts(columns_, row, "label");
    choice.media = reading_.media(columns_, row);
    if (choice.label.empty() && choice.media.empty() && unlabelled_.insert(list).second)
      add(Severity::warning, "label",
          "The choice " + inQuotes(name) + " of list " + inQuotes(list) +
              " has no label; its name is shown. Others of this list may lack one too.");
    for (const auto& column : columns_.all()) {
      // A filter names a column as it is written, in its own case.
      if (!column.known || column.key == "order") choice.columns.emplace(sheet_.headings[column.index], row.cells[column.index]);
    }
    reading_.form.lists[list].push_back(std::move(choice));
  }

  XlsformReading& reading_;
  const Sheet& sheet_;
  const Columns columns_;
  std::map<std::string, std::set<std::string>> seen_;
  std::set<std::string> unlabelled_;
};

}  // namespace

void readChoices(XlsformReading& reading) {
  if (const Sheet* sheet = reading.book.sheet("choices"); sheet != nullptr && !sheet->headings.empty()) {
    ChoicesSheet choices(reading, *sheet);
    choices.read();
    reading.choicesName = sheet->name;
    reading.choiceNameHeading = choices.nameHeading();
  }
  // Lists of select_one_external are lists like any other here: long ones are filtered from an index anyway.
  if (const Sheet* sheet = reading.book.sheet("external_choices"); sheet != nullptr && !sheet->headings.empty())
    ChoicesSheet(reading, *sheet).read();
}

}  // namespace limen::forms
