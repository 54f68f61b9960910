// SPDX-License-Identifier: Apache-2.0
// One record: a card a compartment. What this user may not open stands there as a closed shape with the words who can.
#pragma once

#include <QPushButton>
#include <QWidget>

#include "station/records.h"

namespace limen {

class RecordViewPage : public QWidget {
  Q_OBJECT

 public:
  // correctable: this user may amend, and a shift is open.
  RecordViewPage(const RecordView& view, bool correctable);
  void takeFocus();

 signals:
  void backWanted();
  void correctionWanted();

 private:
  QWidget* compartmentCard(const ShownCompartment& compartment);
  QPushButton* back_;
};

}  // namespace limen
