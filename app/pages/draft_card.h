// SPDX-License-Identifier: Apache-2.0
// One draft of a list: what form, since when, the labels of what was answered first, and what can become of it. Acts go to the model;
// whoever shows the list fetches it anew when the model says that a draft has gone.
#pragma once

#include <QFrame>

#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class DraftCard : public QFrame {
  Q_OBJECT

 public:
  enum class In { list, closing };  // closing: the shift ends, and each draft has to be decided on
  DraftCard(SessionModel& model, const DraftSummary& draft, In in, bool shiftOpen);

 signals:
  void goOnWanted(const limen::DraftId& draft);

 private:
  void addTexts(QVBoxLayout* lines, const DraftSummary& draft);
  void ask(QWidget* question);
  void askTakers();

  SessionModel& model_;
  const DraftId draft_;
  QVBoxLayout* lines_ = nullptr;
  QWidget* acts_ = nullptr;
  QWidget* asked_ = nullptr;
};

}  // namespace limen
