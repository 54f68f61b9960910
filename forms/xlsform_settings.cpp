// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

namespace {

constexpr const char* kNoId = "The form has no form_id; it is called \"form\" until sheet \"settings\" names it.";

// "English" also means "English (en)".
std::string languageMeant(const std::string& written, const std::vector<std::string>& languages) {
  const std::string wanted = lowered(written);
  for (const auto& known : languages) {
    if (lowered(known) == wanted) return known;
  }
  for (const auto& known : languages) {
    if (lowered(known).starts_with(wanted + " (")) return known;
  }
  return written;
}

struct Ignored {
  const char* key;
  const char* why;
};
constexpr Ignored kIgnored[] = {
    {"public_key", "is not used: what is stored here is sealed for the programme's readers in any case"},
    {"submission_url", "is not used: records go to the organisation's own server"},
    {"namespaces", "is read but nothing of another namespace is stored"},
    {"clean_text_values", "is not used: answers are kept as they were typed"},
};

}  // namespace

void readSettings(XlsformReading& reading) {
  FormDefinition& form = reading.form;
  const Sheet* sheet = reading.book.sheet("settings");
  form.id = "form";
  if (sheet == nullptr || sheet->rows.empty()) {
    reading.add(Severity::warning, "settings", 0, "form_id", kNoId);
    form.title[""] = form.id;
    return;
  }
  const Columns columns(*sheet, Columns::Kind::settings, reading.findings);
  const Row& row = sheet->rows.front();
  reading.settingsRow = row.number;
  const auto add = [&](Severity severity, const char* key, std::string message) {
    reading.add(severity, sheet->name, row.number, columns.heading(key), std::move(message));
  };
  if (const auto& id = columns.text(row, "form_id"); !id.empty()) {
    form.id = id;
  } else {
    add(Severity::warning, "form_id", kNoId);
  }
  form.version = columns.text(row, "version");
  form.instanceName = plainQuotes(columns.text(row, "instance_name"));
  form.style = columns.text(row, "style");
  if (const auto& root = columns.text(row, "name"); isName(root)) {
    form.root = root;
  } else if (!root.empty()) {
    add(Severity::error, "name",
        "The name " + inQuotes(root) +
            " cannot be the root's; a name starts with a letter or _ and goes on with letters, digits, - . or _.");
  }
  if (const auto& first = columns.text(row, "default_language"); !first.empty()) {
    form.defaultLanguage = languageMeant(first, form.languages);
    const bool known = std::find(form.languages.begin(), form.languages.end(), form.defaultLanguage) != form.languages.end();
    if (!known && !form.languages.empty() && lowered(first) != "default")
      add(Severity::warning, "default_language",
          "No column is headed with the language " + inQuotes(first) + "; the form has " +
              oneOf({form.languages.begin(), form.languages.end()}) + ".");
  }
  form.title = reading.texts(columns, row, "form_title");
  if (form.title.empty()) form.title[""] = form.id;  // a list of forms shows no nameless line
  reading.duplicatesAllowed = isYes(columns.text(row, "allow_choice_duplicates"));
  for (const auto& [key, why] : kIgnored) {
    if (!columns.text(row, key).empty()) add(Severity::warning, key, "The setting \"" + std::string(key) + "\" " + why + ".");
  }
  if (sheet->rows.size() > 1)
    reading.add(Severity::warning, sheet->name, sheet->rows[1].number, "",
                "Settings stand in one row; this one and those below it are ignored.");
}

}  // namespace limen::forms
