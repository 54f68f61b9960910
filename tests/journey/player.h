// SPDX-License-Identifier: Apache-2.0
// Plays a journey in the real windows: reads a script, sends key events to whatever has the focus, waits for words to appear, grabs
// screenshots and prints what it does. It is linked into test builds of the unlock page and the session; the shipped ones know nothing of it.
//
// What is typed into text questions ends with words of the file LIMEN_JOURNEY_WORDS, where there is one.
// A script is {"acts": [{"in": "unlock" | "session", "steps": [...]}, ...]}; each process plays the next act, which file `journey.state`
// in the folder of screenshots counts. The last step of an act is the one that ends the process. ${NAME} is taken from the environment, or from the file NAME_FILE.
//   {"do": "type", "text": T}        {"do": "key", "keys": "Ctrl+S"}       {"do": "press", "button": T}   tabs to it, then space
//   {"do": "wait-for", "text": T}    {"do": "expect", "text": T}           {"do": "expect-not", "text": T}
//   {"do": "shot", "name": N}        {"do": "fill-form", "shots": true}    answers page after page up to the review
//   {"do": "wait-file", "name": N}   {"do": "touch", "name": N}            to keep step with a script outside
//   {"do": "language", "name": T}    {"do": "close"}
//   {"do": "fill-drafts"}            answers several drafts in turn, for ever; `drafts.log` says what had left the focus and was saved
//   {"do": "check-drafts"}           opens each draft and compares it with that log
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

class QMainWindow;
class QWidget;

namespace limen {
class FormPageView;
}

namespace limen::test {

class Player : public QObject {
  Q_OBJECT

 public:
  // From LIMEN_JOURNEY (the script) and LIMEN_JOURNEY_SHOTS (the folder); null when there is no script.
  static Player* fromEnvironment(const QString& program, QObject* parent);
  void start();  // once the window is there

 private:
  Player(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {}
  void play();
  bool playStep(const QJsonObject& step);
  bool waitFor(const QString& text);
  bool press(const QString& button);
  bool fillForm(bool shots);
  bool fillPage(int attempt);
  bool fillDrafts();
  bool checkDrafts();
  bool shot(const QString& name);
  bool chooseLanguage(const QString& name);
  void fail(const QString& why);
  void writeState(const QString& word) const;
  QString filled(QString text) const;

  QString program_, folder_;
  QJsonArray acts_;
  int act_ = 0;
  QString why_;
  QStringList drafts_;  // that this process opened
};

// All words a person could see in the window now.
QString visibleText(const QWidget& window);
QMainWindow* window();      // the one that is seen, or null
FormPageView* formPage();   // likewise

}  // namespace limen::test
