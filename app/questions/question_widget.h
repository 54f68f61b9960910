// SPDX-License-Identifier: Apache-2.0
// A question as it is asked: label, hint, what is wrong with the answer, the field, and on demand why it is asked, what is kept of it and
// who can read that.
#pragma once

#include <QLabel>
#include <QPushButton>

#include "app/questions/fields.h"

class QVBoxLayout;

namespace limen {

class QuestionWidget : public QWidget {
  Q_OBJECT

 public:
  enum class Size { alone, amongOthers };
  QuestionWidget(IntakeFlow& flow, const forms::Place& place, Size size);

  const forms::Place& place() const { return place_; }
  void refresh();       // labels, choices, problem
  void takeFocus();
  Field& field() { return *field_; }
  forms::Type type() const { return flow_.form().form().node(place_.question).type; }

 private:
  QWidget* makeWhy();
  void toggleWhy();

  IntakeFlow& flow_;
  const forms::Place place_;
  QVBoxLayout* inside_ = nullptr;
  QLabel* label_ = nullptr;
  QLabel* hint_ = nullptr;
  QWidget* wrongLine_ = nullptr;
  QLabel* wrong_ = nullptr;
  QWidget* problemMark_ = nullptr;
  Field* field_ = nullptr;
  QPushButton* whyButton_ = nullptr;
  QWidget* why_ = nullptr;
};

}  // namespace limen
