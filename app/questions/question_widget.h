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
  // tableRow: the label and, beside it, the choices as cells; tableHead has the labels of the choices above its cells.
  enum class Size { alone, amongOthers, tableRow, tableHead };
  QuestionWidget(IntakeFlow& flow, const forms::Place& place, Size size);

  const forms::Place& place() const { return place_; }
  void refresh();       // labels, choices, problem
  void showStray();     // what stands in free text and belongs elsewhere
  void setHeading(const QString& text);  // of a group that begins here
  Size size() const { return size_; }
  void takeFocus();
  Field& field() { return *field_; }
  forms::Type type() const { return flow_.form().form().node(place_.question).type; }

 private:
  void addTexts();
  void addWrongLine();
  void addStrayLine();
  void addRow();
  void addMore();
  QWidget* makeWhy();
  void toggleWhy();

  IntakeFlow& flow_;
  const forms::Place place_;
  const Size size_;
  QVBoxLayout* inside_ = nullptr;
  QLabel* heading_ = nullptr;
  QLabel* label_ = nullptr;
  QLabel* hint_ = nullptr;
  QWidget* wrongLine_ = nullptr;
  QLabel* wrong_ = nullptr;
  QWidget* problemMark_ = nullptr;
  Field* field_ = nullptr;
  QWidget* strayLine_ = nullptr;
  QLabel* stray_ = nullptr;
  QPushButton* moreButton_ = nullptr;
  QLabel* more_ = nullptr;  // guidance for the officer
  QPushButton* whyButton_ = nullptr;
  QWidget* why_ = nullptr;
};

}  // namespace limen
