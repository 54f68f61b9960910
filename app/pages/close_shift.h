// SPDX-License-Identifier: Apache-2.0
// Closing a shift: first what becomes of each draft, then the word, then the slip. What was decided holds when the officer goes to finish
// one and comes back.
#pragma once

#include <QPointer>
#include <QWidget>

#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class CloseShiftPanel : public QWidget {
  Q_OBJECT

 public:
  CloseShiftPanel(SessionModel& model, const StationFacts& facts);

 signals:
  void goOnWanted(const limen::DraftId& draft);
  void cancelled();

 private:
  void list();
  void fill(const std::vector<DraftSummary>& drafts);
  void askForTheWord();

  SessionModel& model_;
  const StationFacts& facts_;
  QVBoxLayout* failure_ = nullptr;
  QVBoxLayout* lines_ = nullptr;
};

}  // namespace limen
