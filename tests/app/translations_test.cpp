// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

namespace {

struct Message {
  QString key;  // context, source, comment
  QString source;
  QStringList forms;
  bool finished = true, numerus = false;
};

std::vector<Message> messagesOf(const QString& path) {
  QFile file(path);
  REQUIRE(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  std::vector<Message> all;
  QString context;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    const auto name = xml.name();
    if (name == u"name") context = xml.readElementText();
    if (name == u"message") {
      Message& message = all.emplace_back();
      message.key = context;
      message.numerus = xml.attributes().value("numerus") == u"yes";
    } else if (name == u"source") {
      all.back().source = xml.readElementText();
      all.back().key += '|' + all.back().source;
    } else if (name == u"comment") {
      all.back().key += '|' + xml.readElementText();
    } else if (name == u"translation") {
      all.back().finished = !xml.attributes().hasAttribute("type");
      if (!all.back().numerus) all.back().forms << xml.readElementText();
    } else if (name == u"numerusform") {
      all.back().forms << xml.readElementText();
    }
  }
  REQUIRE_FALSE(xml.hasError());
  return all;
}

QString top() { return QStringLiteral(LIMEN_SOURCE_DIR); }
QString ts(const QString& language) { return top() + "/translations/app_" + language + ".ts"; }

std::set<QString> placeholders(const QString& text) {
  std::set<QString> found;
  for (qsizetype at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == '%') found.insert(text.mid(at, 2));
  }
  return found;
}

}  // namespace

TEST_CASE("every translation is finished, and keeps what is filled into it", "[app]") {
  const std::map<QString, int> numerusForms{{"en", 2}, {"fr", 2}, {"es", 2}, {"ar", 6}};
  for (const auto& [language, count] : numerusForms) {
    for (const Message& message : messagesOf(ts(language))) {
      INFO(language.toStdString() << ": " << message.source.toStdString());
      CHECK(message.finished);
      REQUIRE(message.forms.size() == (message.numerus ? count : 1));
      for (const QString& form : message.forms) {
        CHECK_FALSE(form.isEmpty());
        if (!message.numerus) CHECK(placeholders(form) == placeholders(message.source));
      }
    }
  }
}

TEST_CASE("every sentence of the sources is in every translation, and nothing else is", "[app]") {
  const QString lupdate = QStringLiteral(LIMEN_LUPDATE);
  if (!QFile::exists(lupdate)) SKIP("lupdate is not installed");
  QTemporaryDir folder;
  const QString fresh = folder.filePath("fresh.ts");
  QProcess process;
  process.setWorkingDirectory(top());
  process.start(lupdate, {"-I", ".", "app", "-ts", fresh});
  REQUIRE(process.waitForFinished(-1));
  std::set<QString> wanted, plural;
  for (const Message& message : messagesOf(fresh)) {
    wanted.insert(message.key);
    if (message.numerus) plural.insert(message.key);
  }
  REQUIRE(wanted.size() > 200);
  for (const char* language : {"fr", "es", "ar", "en"}) {
    std::set<QString> there;
    for (const Message& message : messagesOf(ts(language))) there.insert(message.key);
    const std::set<QString>& expected = QString(language) == "en" ? plural : wanted;
    for (const QString& key : expected) {
      INFO(language << " lacks " << key.toStdString());
      CHECK(there.contains(key));
    }
    for (const QString& key : there) {
      INFO(language << " has too much: " << key.toStdString());
      CHECK(expected.contains(key));
    }
  }
}
