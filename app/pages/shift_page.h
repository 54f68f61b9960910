// SPDX-License-Identifier: Apache-2.0
// Shift: what the open shift means, closing it, opening the next; below it how Limen looks and the keys it knows.
#pragma once

#include <QPointer>
#include <QPushButton>
#include <QWidget>
#include <optional>

#include "app/languages.h"
#include "app/sentences.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

// What outlives a change of language, look or page.
struct ShiftState {
  bool closing = false;
  std::optional<ShiftSlip> slip;  // of the shift that was closed in this session
};

class ShiftPage : public QWidget {
  Q_OBJECT

 public:
  ShiftPage(SessionModel& model, ShiftState& state, const StationFacts& facts, const Preferences& preferences);
  void arrive();
  void takeFocus();

 signals:
  void lookChosen(const limen::theme::Look& look);
  void lockAfterChosen(int minutes);
  void draftWanted(const limen::DraftId& draft);

 private:
  void showShift();
  QWidget* openCard();
  QWidget* othersCard();
  void endOthers();
  QWidget* lockCard();
  QWidget* lookCard();
  QWidget* keysCard();

  SessionModel& model_;
  ShiftState& state_;
  const StationFacts& facts_;
  const Preferences& preferences_;
  QVBoxLayout* shift_ = nullptr;
  QPointer<QWidget> first_;
};

}  // namespace limen
