// SPDX-License-Identifier: Apache-2.0
// Choices put in an order: dragged, moved with Alt and the arrows, or sent to a place by its digit.
#pragma once

#include <QListWidget>

#include "app/questions/fields.h"

class QPushButton;

namespace limen {

class RankField : public Field {
  Q_OBJECT

 public:
  RankField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);
  void refresh() override;
  QWidget* entry() const override { return list_; }
  void markWrong(bool wrong) override;
  bool choose(int digit) override;  // the marked line goes to that place

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void moveTo(int from, int to);
  void store();
  void numberLines();

  QListWidget* list_ = nullptr;
  QPushButton* keep_ = nullptr;
  QPushButton* up_ = nullptr;
  QPushButton* down_ = nullptr;
};

}  // namespace limen
