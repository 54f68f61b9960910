// SPDX-License-Identifier: Apache-2.0
// The catalogue of every question in the preview's window, and a hand on its keys.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/preview/preview_window.h"
#include "app/questions/choice_button.h"

namespace limen::test {

inline std::filesystem::path catalogue() { return std::filesystem::path(LIMEN_SOURCE_DIR) / "tests/data/forms/catalogue"; }

class TemporaryFolder {
 public:
  std::filesystem::path path() const { return folder_.path().toStdString(); }

 private:
  QTemporaryDir folder_;
};

struct PreviewDesk {
  explicit PreviewDesk(const std::filesystem::path& file = catalogue(), const std::string& language = {}) : window(file, clock, random) {
    window.show();
    window.activateWindow();
    if (!language.empty()) window.useFormLanguage(language);
    settle();
  }
  ~PreviewDesk() { applyPreferences(*qApp, {}); }

  static void settle() {
    for (int turn = 0; turn < 4; ++turn) {
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      QCoreApplication::processEvents();
    }
  }
  IntakeFlow& flow() {
    REQUIRE(window.flow() != nullptr);
    return const_cast<IntakeFlow&>(*window.flow());
  }
  FormPageView& page() {
    auto* found = window.findChild<FormPageView*>();
    REQUIRE(found != nullptr);
    return *found;
  }
  forms::Place place(const char* name) {
    const auto question = flow().form().form().find(name);
    INFO(name);
    REQUIRE(question);
    return {*question, {}};
  }
  // To the page of a question, with the focus where it would be.
  QuestionWidget& ask(const char* name) {
    const forms::Place at = place(name);
    flow().goTo(at);
    settle();
    for (auto* widget : page().findChildren<QuestionWidget*>()) {
      if (widget->place() != at || !widget->isVisible()) continue;
      widget->takeFocus();
      settle();
      return *widget;
    }
    FAIL("no question " << name);
    return *page().findChild<QuestionWidget*>();
  }
  void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : &window, code, modifiers);
    settle();
  }
  void type(const QString& text) {
    for (const QChar letter : text) {
      QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), Qt::NoModifier);
    }
    settle();
  }
  std::string answer(const char* name) { return forms::toLexical(flow().form().value(place(name))); }
  QString seen() const {
    QStringList words;
    for (auto* label : window.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&window)) words << label->text();
    }
    for (auto* button : window.findChildren<QAbstractButton*>()) {
      if (button->isVisibleTo(&window)) words << button->text();
    }
    QString all = words.join('\n');
    for (const char16_t mark : {u'\u2066', u'\u2067', u'\u2068', u'\u2069'}) all.remove(QChar(mark));
    return all;
  }
  bool sees(const QString& text) const { return seen().contains(text); }
  QAbstractButton* button(const QString& text) const {
    for (auto* each : window.findChildren<QAbstractButton*>()) {
      if (each->isVisibleTo(&window) && each->text().startsWith(text)) return each;
    }
    return nullptr;
  }

  ManualClock clock;
  SystemRandom random;
  PreviewWindow window;
};

}  // namespace limen::test
