// SPDX-License-Identifier: Apache-2.0
// Shift: what the open shift means, closing it, opening the next; below it how Limen looks and the keys it knows.
#pragma once

#include <QPushButton>
#include <QWidget>
#include <optional>

#include "app/languages.h"
#include "app/sentences.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class ShiftPage : public QWidget {
  Q_OBJECT

 public:
  ShiftPage(SessionModel& model, const StationFacts& facts, const Preferences& preferences);
  void takeFocus();

 signals:
  void lookChosen(const limen::theme::Look& look);

 private:
  void showShift();
  void askToClose();
  QWidget* lookCard();
  QWidget* keysCard();

  SessionModel& model_;
  const StationFacts& facts_;
  const Preferences& preferences_;
  QVBoxLayout* shift_ = nullptr;
  QPushButton* first_ = nullptr;
};

}  // namespace limen
