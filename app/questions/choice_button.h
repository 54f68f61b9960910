// SPDX-License-Identifier: Apache-2.0
// One choice of a question: a whole row to press, its text wrapped, the digit that chooses it at the end.
#pragma once

#include <QAbstractButton>

namespace limen {

class ChoiceButton : public QAbstractButton {
  Q_OBJECT

 public:
  ChoiceButton(const QString& text, bool many, int digit, QWidget* parent = nullptr);  // digit 0: none
  QSize sizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QRect textArea(int width) const;
  bool many_;
  int digit_;
};

}  // namespace limen
