// SPDX-License-Identifier: Apache-2.0
// A session of the real windows over a real station, and a hand on its keys.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <catch2/catch_test_macros.hpp>

#include "app/frame/approval_panel.h"
#include "app/frame/main_window.h"
#include "app/session/station_model.h"
#include "tests/station/life.h"

namespace limen::test {

constexpr int kAnswerMs = 20'000;  // a bound for a hung machine; what is waited for is an answer

class OwnCarrier final : public CarrierLink {
 public:
  Result<SecretBytes> shiftBytes() override { return bytes_.clone(); }
  Result<SecretBytes> renewShiftBytes() override {
    bytes_ = SecretBytes::random(kShiftBytes);
    return shiftBytes();
  }
  Result<void> handOver(const NetworkHandover&) override { return {}; }

 private:
  SecretBytes bytes_ = SecretBytes::random(kShiftBytes);
};

class NoNetwork final : public TransportOpener {
 public:
  Result<std::unique_ptr<SyncTransport>> open() override { return unexpected(TransportError::unreachable); }
};

struct Session {
  Session(World& world, const Desk& desk)
      : model(desk.home, {desk.user, must(unlockSlot(desk.home, desk.user, secret(kUserPassphrase), world.clock))}, carrier, network, world.clock,
              world.random),
        window(model, {}, [](const Preferences&) {}) {
    window.show();
    window.activateWindow();
    REQUIRE(sees("New record"));
  }
  QString seen() const {
    QStringList words;
    for (auto* label : window.findChildren<QLabel*>())
      if (label->isVisibleTo(&window)) words << label->text();
    for (auto* button : window.findChildren<QAbstractButton*>())
      if (button->isVisibleTo(&window)) words << button->text();
    return words.join('\n').remove(QChar(0x2068)).remove(QChar(0x2069)).remove(QChar(0x2066));
  }
  bool sees(const QString& text) const {
    const bool found = QTest::qWaitFor([&] { return seen().contains(text); }, kAnswerMs);
    if (!found) UNSCOPED_INFO("not seen: " << text.toStdString() << " in " << seen().toStdString());
    return found;
  }
  void press(const QString& name) {
    QAbstractButton* found = nullptr;
    const bool there = QTest::qWaitFor(
        [&] {
          for (auto* each : window.findChildren<QAbstractButton*>())
            if (each->isVisibleTo(&window) && each->isEnabled() && (each->text().startsWith(name) || each->accessibleName() == name)) found = each;
          return found != nullptr;
        },
        kAnswerMs);
    INFO("no button " << name.toStdString() << " in " << (there ? std::string() : seen().toStdString()));
    REQUIRE(there);
    found->setFocus();
    QTest::keyClick(found, Qt::Key_Space);
    QCoreApplication::processEvents();
  }
  void type(const QString& text) {
    for (const QChar letter : text) QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), Qt::NoModifier);
  }
  void enter() {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCoreApplication::processEvents();
  }
  QLineEdit* codeField() { return window.findChild<QLineEdit*>("phoneCode"); }
  bool focusIn(const QLineEdit* field) {
    return QTest::qWaitFor([&] { return field != nullptr && QApplication::focusWidget() == field; }, kAnswerMs);
  }
  QLineEdit* passphraseField() {
    auto* panel = window.findChild<ApprovalPanel*>();
    return panel == nullptr ? nullptr : panel->findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
  }

  OwnCarrier carrier;
  NoNetwork network;
  StationModel model;
  MainWindow window;
};

}  // namespace limen::test
