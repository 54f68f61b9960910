// SPDX-License-Identifier: Apache-2.0
// One choice of a question: a whole row to press, its text wrapped, the digit that chooses it at the end. Beside others it may stand
// under its mark instead, or be the mark alone.
#pragma once

#include <QAbstractButton>
#include <QPixmap>

namespace limen {

enum class ChoiceShape { row, stacked, markOnly };

// The ring or box of a choice; `many` draws a box.
void drawMark(QPainter& painter, const QRectF& area, bool many, bool checked);

class ChoiceButton : public QAbstractButton {
  Q_OBJECT

 public:
  ChoiceButton(const QString& text, bool many, int digit, ChoiceShape shape = ChoiceShape::row);  // digit 0: none
  void setPicture(const QPixmap& picture);
  void hideMarkUntilChosen() { markAlways_ = false; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  int naturalWidth() const;  // of the text in one line

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QRect textArea(int width) const;
  int pictureHeight() const;
  void paintFrame(QPainter& painter) const;
  void paintDigit(QPainter& painter) const;

  bool many_;
  int digit_;
  ChoiceShape shape_;
  bool markAlways_ = true;
  QPixmap picture_;
};

}  // namespace limen
