// SPDX-License-Identifier: Apache-2.0
// Records: the list with search and pages of 50, and one record as far as this user may open it.
#pragma once

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <optional>

#include "app/session_model.h"

class QLabel;
class QTimer;
class QVBoxLayout;

namespace limen {

constexpr std::uint32_t kRecordsPerPage = 50;

struct RecordsState {
  QString words;
  std::uint32_t offset = 0;
  std::optional<RecordId> shown;
};

class RecordsPage : public QWidget {
  Q_OBJECT

 public:
  RecordsPage(SessionModel& model, RecordsState& state, const StationFacts& facts);
  void arrive();
  void open(const RecordId& record);
  void takeFocus();

 signals:
  void intakeWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void showList();
  void fetch();
  void fill(const ListPage& page, std::uint32_t offset);
  void openRow(int row);
  void showRecord(const RecordView& view);
  void correct(const RecordView& view, const std::shared_ptr<const Programme>& programme);
  void decide();
  void compare();
  void unseal(const RecordId& record);
  bool asksSecond(const Error& error);
  void showBody(QWidget* body);
  QString programmeTitle(const std::string& form) const;

  SessionModel& model_;
  RecordsState& state_;
  const StationFacts& facts_;
  QVBoxLayout* lines_ = nullptr;
  QWidget* list_ = nullptr;
  QPointer<QWidget> record_;
  QPointer<QWidget> body_;
  QVBoxLayout* bodyHolder_ = nullptr;
  QLineEdit* search_ = nullptr;
  QPushButton* decisions_ = nullptr;  // seen where something waits for one
  QPushButton* alike_ = nullptr;      // for who may compare
  QTimer* pause_ = nullptr;
  QTableWidget* table_ = nullptr;
  QWidget* pager_ = nullptr;
  QLabel* range_ = nullptr;
  QPushButton* previous_ = nullptr;
  QPushButton* next_ = nullptr;
  std::vector<RecordId> ids_;
  std::optional<RecordId> unsealing_;
};

}  // namespace limen
