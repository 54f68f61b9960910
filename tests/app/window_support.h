// SPDX-License-Identifier: Apache-2.0
// A main window over a fake station, and a hand on its keys.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <catch2/catch_test_macros.hpp>

#include "app/frame/main_window.h"
#include "tests/app/fake_model.h"

namespace limen::test {

struct Desk {
  explicit Desk(const QString& language = "en", theme::Look look = {}, const std::function<void(FakeModel&)>& prepare = {}) {
    if (prepare) prepare(model);
    kept = {language, look};
    begin();
    settle();
  }
  // As the session does: when a shift closes, what follows begins anew with its slip.
  void begin(const std::optional<ShiftSlip>& slip = {}) {
    window = std::make_unique<MainWindow>(model, Preferences(kept), [this](const Preferences& p) { kept = p; }, slip);
    QObject::connect(window.get(), &MainWindow::shiftClosed, &model, [this](const ShiftSlip& closed) { begin(closed); }, Qt::QueuedConnection);
    window->show();
    window->activateWindow();
  }
  static void settle() {
    for (int turn = 0; turn < 4; ++turn) {
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      QCoreApplication::processEvents();
    }
  }
  void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : window.get(), code, modifiers);
    settle();
  }
  void type(const QString& text) {
    for (const QChar letter : text) QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), Qt::NoModifier);
    settle();
  }
  // What a person sees, isolates removed.
  bool sees(const QString& text) const { return seen().contains(text); }
  QString seen() const {
    QStringList words;
    for (auto* label : window->findChildren<QLabel*>()) {
      if (label->isVisibleTo(window.get())) words << label->text();
    }
    for (auto* button : window->findChildren<QAbstractButton*>()) {
      if (button->isVisibleTo(window.get())) words << button->text();
    }
    QString all = words.join('\n');
    for (const char16_t mark : {u'\u2066', u'\u2067', u'\u2068', u'\u2069'}) all.remove(QChar(mark));
    return all;
  }
  QAbstractButton* button(const QString& text) const {
    for (auto* each : window->findChildren<QAbstractButton*>()) {
      if (each->isVisibleTo(window.get()) && each->text().startsWith(text)) return each;
    }
    return nullptr;
  }
  void start() {
    REQUIRE(button(QCoreApplication::translate("limen::IntakePage", "Start record")) != nullptr);
    button(QCoreApplication::translate("limen::IntakePage", "Start record"))->setFocus();
    key(Qt::Key_Return);
  }
  FormPageView* form() const {
    auto* page = window->findChild<FormPageView*>();
    return page;
  }
  // Answers what must be answered until the review is there.
  void fillToReview() {
    for (int page = 0; page < 100 && form() != nullptr && form()->flow().page().kind != FormPage::Kind::review; ++page) {
      for (const auto& place : form()->flow().page().questions) {
        if (!form()->flow().form().required(place)) continue;
        const auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        if (!forms::isEmpty(form()->flow().form().value(place))) continue;
        if (line != nullptr && line->placeholderText().isEmpty()) {
          type("Synthetic");
        } else if (line != nullptr) {  // a long list: past its filter to the first row
          key(Qt::Key_Down);
          key(Qt::Key_Space);
        } else {
          key(Qt::Key_1);
        }
      }
      key(Qt::Key_Return);
    }
    INFO(seen().toStdString());
    CHECK(form()->flow().page().kind == FormPage::Kind::review);
  }

  FakeModel model;
  Preferences kept;
  std::unique_ptr<MainWindow> window;
};

}  // namespace limen::test
