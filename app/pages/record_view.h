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
  explicit RecordViewPage(const RecordView& view);
  void takeFocus();

 signals:
  void backWanted();

 private:
  QWidget* compartmentCard(const ShownCompartment& compartment);
  QPushButton* back_;
};

}  // namespace limen
