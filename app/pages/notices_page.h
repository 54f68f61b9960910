// SPDX-License-Identifier: Apache-2.0
// Notices: for each question of a programme why it is asked, what is kept of it and who may read that, by compartment.
#pragma once

#include <QWidget>

#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class NoticesPage : public QWidget {
  Q_OBJECT

 public:
  NoticesPage(const StationFacts& facts, std::size_t& shown);
  void takeFocus();

 private:
  void showProgramme();
  QWidget* compartmentCard(const Programme& programme, std::size_t index);

  const StationFacts& facts_;
  std::size_t& shown_;
  QVBoxLayout* body_ = nullptr;
};

}  // namespace limen
