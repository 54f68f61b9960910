// SPDX-License-Identifier: Apache-2.0
#include "tests/journey/player.h"

#include <signal.h>
#include <unistd.h>

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <set>

#include "app/pages/form_page.h"
#include "app/questions/choice_button.h"

namespace limen::test {
namespace {

constexpr int kWaitMs = 20'000;
constexpr int kWaitForScriptMs = 180'000;
constexpr int kMaxTabs = 150;
constexpr int kMaxPages = 600;
constexpr int kAttempts = 4;

QWidget* focused() {
  QWidget* focus = QApplication::focusWidget();
  return focus != nullptr ? focus : window();
}

void say(const QString& line) {
  std::fputs((line + '\n').toUtf8().constData(), stdout);
  std::fflush(stdout);
}

void typeText(QWidget* widget, const QString& text) {
  for (const QChar letter : text) QTest::sendKeyEvent(QTest::Click, widget, Qt::Key_unknown, QString(letter), Qt::NoModifier);
}

void pressKeys(const QString& keys) {
  const QKeySequence sequence(keys);
  for (int at = 0; at < sequence.count(); ++at) QTest::keyClick(focused(), sequence[at].key(), sequence[at].keyboardModifiers());
}

std::vector<QuestionWidget*> questionsOf(FormPageView& page) {
  std::vector<QuestionWidget*> shown;
  for (auto* question : page.findChildren<QuestionWidget*>()) {
    if (question->isVisible()) shown.push_back(question);
  }
  std::sort(shown.begin(), shown.end(), [&](auto* a, auto* b) { return a->mapTo(&page, QPoint()).y() < b->mapTo(&page, QPoint()).y(); });
  return shown;
}

struct Candidate {
  const char *text, *integer, *decimal, *date, *point;
};
// A page that refuses the first is tried with the next.
constexpr Candidate kCandidates[kAttempts] = {{"Synthetic Example", "4", "2.5", "12-3-1990", "36.8-10.2"},
                                              {"0123456", "30", "60", "20-11-2026", "12.5-40.1"},
                                              {"2026", "1990", "1", "1-1-2026", "1-1"},
                                              {"A", "1", "0", "1-6-2020", "0-0"}};

// With LIMEN_JOURNEY_WORDS, a file, its words go into the answers, two at a time. Read where they are typed and nowhere else: no
// other process is to have them.
QString nextWords() {
  static QStringList words = [] {
    QFile file(qEnvironmentVariable("LIMEN_JOURNEY_WORDS"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts) : QStringList();
  }();
  QString next;
  for (int i = 0; i < 2 && !words.isEmpty(); ++i) {
    next += ' ' + words.front();
    words.append(words.takeFirst());
  }
  return next;
}

void answer(QuestionWidget& question, int attempt) {
  QWidget* entry = question.field().entry();
  if (entry == nullptr) return;
  entry->setFocus();
  const Candidate& candidate = kCandidates[attempt];
  if (qobject_cast<ChoiceButton*>(entry) != nullptr) {
    QTest::keyClick(entry, static_cast<Qt::Key>(Qt::Key_1 + attempt));
    return;
  }
  if (entry->objectName() == "unfold") {  // a folded list: its first line
    QTest::keyClick(entry, Qt::Key_Down);
    QTest::keyClick(focused(), Qt::Key_Down);
    QTest::keyClick(focused(), Qt::Key_Space);
    return;
  }
  const QString parts = question.type() == forms::Type::date ? candidate.date : question.type() == forms::Type::geopoint ? candidate.point : "";
  if (!parts.isEmpty()) {
    for (const QString& part : parts.split('-')) {
      QTest::keyClick(focused(), Qt::Key_A, Qt::ControlModifier);
      typeText(focused(), part);
      QTest::keyClick(focused(), Qt::Key_Tab);
    }
    return;
  }
  auto* line = qobject_cast<QLineEdit*>(entry);
  if (line != nullptr && line->isReadOnly()) return;
  if (line != nullptr && !line->placeholderText().isEmpty()) {  // a long list: the filter field, then its first row
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(focused(), Qt::Key_Space);
    return;
  }
  QTest::keyClick(entry, Qt::Key_A, Qt::ControlModifier);
  const QString text = attempt == 0 ? candidate.text + nextWords() : QString(candidate.text);
  typeText(entry, question.type() == forms::Type::integer ? candidate.integer : question.type() == forms::Type::decimal ? candidate.decimal : text);
}

}  // namespace

QMainWindow* window() {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    auto* main = qobject_cast<QMainWindow*>(widget);
    if (main != nullptr && main->isVisible()) return main;
  }
  return nullptr;
}

FormPageView* formPage() {
  if (window() == nullptr) return nullptr;
  for (auto* page : window()->findChildren<FormPageView*>())  // one that was left is hidden and not gone yet
    if (page->isVisible()) return page;
  return nullptr;
}

QString visibleText(const QWidget& window) {
  QStringList words;
  const auto seen = [&](const QWidget* widget) { return widget->isVisibleTo(&window); };
  for (const auto* label : window.findChildren<QLabel*>()) {
    if (seen(label)) words << label->text();
  }
  for (const auto* button : window.findChildren<QAbstractButton*>()) {
    if (seen(button)) words << button->text();
  }
  for (const auto* line : window.findChildren<QLineEdit*>()) {
    if (seen(line) && line->echoMode() == QLineEdit::Normal) words << line->text() << line->placeholderText();
  }
  for (const auto* table : window.findChildren<QTableWidget*>()) {
    if (!seen(table)) continue;
    for (int row = 0; row < table->rowCount(); ++row) {
      for (int at = 0; at < table->columnCount(); ++at) words << table->item(row, at)->text();
    }
  }
  // Isolates order the runs on the screen and are no words.
  return words.join('\n').remove(QRegularExpression("[\u2066-\u2069]"));
}

Player* Player::fromEnvironment(const QString& program, QObject* parent) {
  const QString script = qEnvironmentVariable("LIMEN_JOURNEY");
  if (script.isEmpty()) return nullptr;
  auto* player = new Player(program, parent);
  player->folder_ = qEnvironmentVariable("LIMEN_JOURNEY_SHOTS", ".");
  QDir().mkpath(player->folder_);
  QFile file(script);
  QJsonParseError error;
  if (file.open(QIODevice::ReadOnly)) player->acts_ = QJsonDocument::fromJson(file.readAll(), &error).object()["acts"].toArray();
  QFile state(player->folder_ + "/journey.state");
  if (state.open(QIODevice::ReadOnly)) player->act_ = state.readAll().trimmed().toInt();
  return player;
}

void Player::start() {
  QTimer::singleShot(0, this, &Player::play);
}

void Player::writeState(const QString& word) const {
  QFile state(folder_ + "/journey.state");
  if (state.open(QIODevice::WriteOnly)) state.write(word.toUtf8());
}

QString Player::filled(QString text) const {
  static const QRegularExpression name("\\$\\{([A-Z_]+)\\}");
  for (auto match = name.match(text); match.hasMatch(); match = name.match(text)) {
    const QByteArray variable = match.captured(1).toUtf8();
    QString value = qEnvironmentVariable(variable.constData());
    // A passphrase stands in a file: the environment is inherited by every process.
    QFile file(qEnvironmentVariable((variable + "_FILE").constData()));
    if (value.isEmpty() && file.open(QIODevice::ReadOnly)) value = QString::fromUtf8(file.readAll()).trimmed();
    text.replace(match.capturedStart(), match.capturedLength(), value);
  }
  return text;
}

void Player::play() {
  const QJsonObject act = acts_.at(act_).toObject();
  if (act["in"].toString() != program_) return fail(QStringLiteral("act %1 is not for the %2").arg(act_).arg(program_));
  const QJsonArray steps = act["steps"].toArray();
  for (qsizetype at = 0; at < steps.size(); ++at) {
    // The last step ends the process, perhaps before it returns.
    if (at + 1 == steps.size()) writeState(act_ + 1 == acts_.size() ? "done" : QString::number(act_ + 1));
    const QJsonObject step = steps[at].toObject();
    why_.clear();
    if (!playStep(step)) return fail(QStringLiteral("step %1, %2: %3").arg(at + 1).arg(step["do"].toString(), why_));
  }
}

void Player::fail(const QString& why) {
  say(program_ + ": FAILED " + why);
  if (window() != nullptr) {
    shot("failed");
    say(QStringLiteral("seen: ") + visibleText(*window()).replace('\n', " | "));
  }
  writeState("failed");
  ::kill(::getppid(), SIGTERM);
}

bool Player::playStep(const QJsonObject& step) {
  const QString what = step["do"].toString();
  const QString text = filled(step["text"].toString());
  const QString name = step["name"].toString();
  if (what != "type") say(program_ + ": " + what + ' ' + step["keys"].toString() + step["button"].toString() + name + text);
  if (what == "type") {
    say(program_ + ": type " + QString::number(text.size()) + " characters");
    typeText(focused(), text);
  } else if (what == "key") {
    pressKeys(step["keys"].toString());
  } else if (what == "press") {
    return press(filled(step["button"].toString()));
  } else if (what == "wait-for") {
    return waitFor(text);
  } else if (what == "expect") {
    why_ = "not seen: " + text;
    return window() != nullptr && visibleText(*window()).contains(text);
  } else if (what == "expect-not") {
    why_ = "seen: " + text;
    return window() != nullptr && !visibleText(*window()).contains(text);
  } else if (what == "shot") {
    return shot(name);
  } else if (what == "fill-form") {
    return fillForm(step["shots"].toBool());
  } else if (what == "fill-drafts") {
    return fillDrafts();
  } else if (what == "check-drafts") {
    return checkDrafts();
  } else if (what == "language") {
    return chooseLanguage(name);
  } else if (what == "wait-file") {
    why_ = "no file " + name;
    return QTest::qWaitFor([&] { return QFile::exists(folder_ + '/' + name); }, kWaitForScriptMs);
  } else if (what == "touch") {
    QFile file(folder_ + '/' + name);
    return file.open(QIODevice::WriteOnly);
  } else if (what == "close") {
    window()->close();
  } else {
    why_ = "no such step";
    return false;
  }
  QCoreApplication::processEvents();
  return true;
}

bool Player::waitFor(const QString& text) {
  why_ = "never seen: " + text;
  return QTest::qWaitFor([&] { return window() != nullptr && visibleText(*window()).contains(text); }, kWaitMs);
}

bool Player::press(const QString& button) {
  why_ = "no way to the button " + button;
  const auto there = [&] {
    auto* push = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    return push != nullptr && push->isEnabled() && (push->text().trimmed().remove(QRegularExpression("[\u2066-\u2069]")).startsWith(button) || push->accessibleName() == button);
  };
  for (int tabs = 0; tabs < kMaxTabs && !there(); ++tabs) QTest::keyClick(focused(), Qt::Key_Tab);
  if (!there()) return false;
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  QCoreApplication::processEvents();
  return true;
}

// Offscreen a menu cannot take the keyboard, so its entry is triggered.
bool Player::chooseLanguage(const QString& name) {
  why_ = "no language " + name;
  for (const QPointer<QMenu> menu : window()->findChildren<QMenu*>()) {
    for (auto* action : menu->actions()) {
      if (action->text() != name) continue;
      action->trigger();
      return QTest::qWaitFor([&] { return !menu; }, kWaitMs) &&  // the windows are built anew, menus included
             QTest::qWaitFor([&] { return window() != nullptr && visibleText(*window()).contains(name); }, kWaitMs);
    }
  }
  return false;
}

bool Player::fillPage(int attempt) {
  auto* page = formPage();
  std::set<forms::Place> answered;  // an answer may bring more questions to the same page
  for (bool more = true; more;) {
    more = false;
    for (auto* question : questionsOf(*page)) {
      if (!answered.insert(question->place()).second) continue;
      answer(*question, attempt);
      QCoreApplication::processEvents();
      more = true;
      break;
    }
  }
  return true;
}

bool Player::fillForm(bool shots) {
  why_ = "no form is open";
  if (!QTest::qWaitFor([] { return formPage() != nullptr; }, kWaitMs)) return false;
  for (int page = 1; page <= kMaxPages; ++page) {
    auto* form = formPage();
    if (form == nullptr) return false;
    auto* flow = &form->flow();
    if (flow->page().kind == FormPage::Kind::review) return !shots || shot("review");
    const std::size_t before = flow->at();
    bool moved = false;
    for (int attempt = 0; attempt < kAttempts && !moved; ++attempt) {
      fillPage(attempt);
      if (shots && attempt == 0 && !shot(QStringLiteral("form-%1").arg(page, 2, 10, QChar('0')))) return false;
      form->setFocus();
      QTest::keyClick(form, Qt::Key_Return);
      QCoreApplication::processEvents();
      moved = flow->at() != before;
    }
    why_ = QStringLiteral("page %1 takes no answer of mine").arg(page);
    if (!moved) return false;
  }
  return false;
}

bool Player::shot(const QString& name) {
  why_ = "no picture " + name;
  QCoreApplication::processEvents();
  if (window() == nullptr) return false;
  const QString file = QStringLiteral("%1/%2.png").arg(folder_, name);
  say(QStringLiteral("screenshot %1").arg(file));
  return window()->grab().save(file);
}

}  // namespace limen::test
