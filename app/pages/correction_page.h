// SPDX-License-Identifier: Apache-2.0
// Correcting one answer of a finished record: which question, then that question as it is asked in Intake, sealed as a revision. What is
// sealed is not shown; it is replaced or cleared unseen.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>

#include "app/intake_flow.h"
#include "app/questions/question_widget.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class CorrectionPage : public QWidget {
  Q_OBJECT

 public:
  CorrectionPage(SessionModel& model, const RecordView& view, std::shared_ptr<const Programme> programme);
  void takeFocus();

 signals:
  void over();  // corrected or left

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void fillList();
  void choose(int row);
  void seal(bool clear);

  SessionModel& model_;
  const RecordId record_;
  const std::shared_ptr<const Programme> programme_;
  std::unique_ptr<IntakeFlow> flow_;  // of nobody: a form beside the record, with what of it may be read
  std::vector<std::uint32_t> questions_;
  QLineEdit* filter_ = nullptr;
  QListWidget* list_ = nullptr;
  QLabel* none_ = nullptr;
  QVBoxLayout* asked_ = nullptr;
  QVBoxLayout* failure_ = nullptr;
  QPointer<QuestionWidget> question_;
};

}  // namespace limen
