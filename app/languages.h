// SPDX-License-Identifier: Apache-2.0
// The languages of the interface, and what the officer chose for it: language, scheme, text size. Choices live in the station's
// folder, because they say nothing about anybody.
#pragma once

#include <QString>
#include <filesystem>
#include <string>
#include <vector>

#include "app/theme/theme.h"
#include "forms/definition.h"

class QApplication;

namespace limen {

struct Language {
  QString code;        // "ar"
  QString ownName;     // "العربية"
  QString formName;    // "Arabic", as XLSForm headings have it
  bool rightToLeft = false;
};
const std::vector<Language>& languages();
const Language& languageOf(const QString& code);  // English for an unknown code

// The interface's language that goes with a form's, by its name as headings have it: "French", "Français", "French (fr)". Null when the
// interface does not speak it.
const Language* interfaceLanguage(const std::string& formLanguage);
// The form's language that goes with the interface's; the form's default when it has none of that name.
std::string formLanguage(const forms::FormDefinition& form, const Language& language);

struct Preferences {
  QString language = "en";
  theme::Look look;
  int lockAfterMinutes = 3;  // without a key or a movement; kept within 1 and 10 whatever the file says
  bool operator==(const Preferences&) const = default;
};
Preferences readPreferences(const std::filesystem::path& home);  // the defaults when there are none, or damaged ones
void writePreferences(const std::filesystem::path& home, const Preferences& preferences);

// Translations, direction, fonts and colours of the whole application, at once.
void applyPreferences(QApplication& application, const Preferences& preferences);
const Language& currentLanguage();

// The pictures and translations of this library are linked statically and have to be named once.
void initResources();

}  // namespace limen
