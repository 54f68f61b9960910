// SPDX-License-Identifier: Apache-2.0
// Pairs of records that may be of one person, for who reads them or answers for it: beside each other, with the reasons. A person
// decides, and nothing is merged.
#pragma once

#include <QPushButton>

#include "app/sentences.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class AlikePage : public QWidget {
  Q_OBJECT

 public:
  explicit AlikePage(SessionModel& model);
  void takeFocus();

 signals:
  void over();  // back to the list of records
  void recordWanted(const limen::RecordId& record);

 private:
  void fill(const std::vector<AlikePair>& pairs);
  QWidget* pairCard(const AlikePair& pair);
  QWidget* sideCard(const AlikePerson& person);

  SessionModel& model_;
  QPushButton* back_ = nullptr;
  QVBoxLayout* failure_ = nullptr;
  QVBoxLayout* holder_ = nullptr;
};

}  // namespace limen
