// SPDX-License-Identifier: Apache-2.0
// Decisions: records that two changed without having seen each other. The list, then the sides of one record beside each other. Who
// may not read a compartment learns that there is something, and whom to ask.
#pragma once

#include <QPointer>
#include <QPushButton>
#include <optional>

#include "app/sentences.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class ConflictsPage : public QWidget {
  Q_OBJECT

 public:
  ConflictsPage(SessionModel& model, const StationFacts& facts);
  void takeFocus();

 signals:
  void over();                                      // back to the list of records
  void recordWanted(const limen::RecordId& record);  // as it is, to correct it

 private:
  void fetch();
  void fill(const std::vector<ConflictLine>& lines);
  void compare(const RecordView& view);
  static QString questionOf(const ShownAnswer& answer);
  QWidget* lineCard(const ConflictLine& line);
  QWidget* conflictCard(const ShownCompartment& compartment, const ShownAnswer& answer);
  QWidget* sideCard(const ShownCompartment& compartment, const ShownAnswer& answer, std::size_t side);
  QWidget* misfitCard(const ShownAnswer& answer);
  void say(const Error& error, Doing doing);

  SessionModel& model_;
  const StationFacts& facts_;
  std::optional<RecordId> shown_;
  QPushButton* back_ = nullptr;
  QVBoxLayout* holder_ = nullptr;
  QVBoxLayout* failure_ = nullptr;
};

}  // namespace limen
