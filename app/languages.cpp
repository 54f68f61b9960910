// SPDX-License-Identifier: Apache-2.0
#include "app/languages.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>
#include <algorithm>
#include <memory>

#include "core/check.h"
#include "core/files.h"
#include "core/log.h"

namespace limen {
namespace {

constexpr std::size_t kMaxPreferences = 4096;
constexpr auto kFileName = "interface";
constexpr int kLeastLockMinutes = 1, kMostLockMinutes = 10;

struct Chosen {
  std::unique_ptr<QTranslator> translator;
  const Language* language = nullptr;
};
Chosen& chosen() {
  static Chosen all;
  return all;
}

QString wordOf(theme::Scheme scheme) {
  switch (scheme) {
    case theme::Scheme::light: return "light";
    case theme::Scheme::dark: return "dark";
    case theme::Scheme::contrast: return "contrast";
  }
  return "light";
}

void take(Preferences& preferences, const QString& name, const QString& value) {
  if (name == "language") {
    preferences.language = languageOf(value).code;
  } else if (name == "scheme") {
    for (const auto scheme : {theme::Scheme::light, theme::Scheme::dark, theme::Scheme::contrast}) {
      if (wordOf(scheme) == value) preferences.look.scheme = scheme;
    }
  } else if (name == "text") {
    preferences.look.textPercent = std::clamp(value.toInt(), 100, theme::kMaxTextPercent);
  } else if (name == "lock") {
    preferences.lockAfterMinutes = std::clamp(value.toInt(), kLeastLockMinutes, kMostLockMinutes);
  }
}

}  // namespace

const std::vector<Language>& languages() {
  static const std::vector<Language> all{{"en", "English", "English", false},
                                         {"fr", "Français", "French", false},
                                         {"es", "Español", "Spanish", false},
                                         {"ar", "العربية", "Arabic", true}};
  return all;
}

const Language& languageOf(const QString& code) {
  for (const Language& language : languages()) {
    if (language.code == code) return language;
  }
  return languages().front();
}

const Language* interfaceLanguage(const std::string& formLanguage) {
  const QString text = QString::fromStdString(formLanguage);
  for (const Language& language : languages()) {
    const bool same = text.compare(language.formName, Qt::CaseInsensitive) == 0 || text == language.ownName ||
                      text.endsWith(QStringLiteral("(%1)").arg(language.code), Qt::CaseInsensitive);
    if (same) return &language;
  }
  return nullptr;
}

std::string formLanguage(const forms::FormDefinition& form, const Language& language) {
  const auto is = [&](const std::string& name) { return interfaceLanguage(name) == &language; };
  const auto found = std::find_if(form.languages.begin(), form.languages.end(), is);
  if (found != form.languages.end()) return *found;
  if (!form.defaultLanguage.empty() || form.languages.empty()) return form.defaultLanguage;
  return form.languages.front();
}

Preferences readPreferences(const std::filesystem::path& home) {
  Preferences preferences;
  const auto file = readFile(home / kFileName, kMaxPreferences);
  if (!file) return preferences;
  const QString text = QString::fromUtf8(reinterpret_cast<const char*>(file->data()), static_cast<qsizetype>(file->size()));
  for (const QString& line : text.split('\n')) take(preferences, line.section('=', 0, 0), line.section('=', 1));
  return preferences;
}

void writePreferences(const std::filesystem::path& home, const Preferences& preferences) {
  const std::string text = QStringLiteral("language=%1\nscheme=%2\ntext=%3\nlock=%4\n")
                               .arg(preferences.language, wordOf(preferences.look.scheme))
                               .arg(preferences.look.textPercent)
                               .arg(preferences.lockAfterMinutes)
                               .toStdString();
  // A choice that cannot be kept is no reason to disturb anybody: it holds until the lock.
  const auto written = writeFile(home / kFileName, bytesOf(text));
  if (!written) logFact(LogLevel::warning, "app", "preferences not written", {LogField::cause(written.error().name())});
}

void applyPreferences(QApplication& application, const Preferences& preferences) {
  Chosen& now = chosen();
  if (now.translator) application.removeTranslator(now.translator.get());
  now.language = &languageOf(preferences.language);
  now.translator = std::make_unique<QTranslator>();
  LIMEN_CHECK(now.translator->load(QStringLiteral(":/translations/app_%1.qm").arg(now.language->code)));
  application.installTranslator(now.translator.get());
  application.setLayoutDirection(now.language->rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  QLocale::setDefault(QLocale(now.language->code));
  theme::apply(application, preferences.look);
}

const Language& currentLanguage() { return chosen().language != nullptr ? *chosen().language : languages().front(); }

}  // namespace limen

static void initLimenResources() { Q_INIT_RESOURCE(limen); }
static void initLimenTranslations() { Q_INIT_RESOURCE(limen_translations); }
namespace limen {
void initResources() {
  initLimenResources();
  initLimenTranslations();
}
}  // namespace limen
