// SPDX-License-Identifier: Apache-2.0
// The steps of a form above its questions, clickable. Only the steps around the present one are shown when there is no room for all.
#pragma once

#include <QPushButton>
#include <QWidget>
#include <vector>

class QHBoxLayout;

namespace limen {

class StepBar : public QWidget {
  Q_OBJECT

 public:
  explicit StepBar(QWidget* parent = nullptr);
  void show(const QStringList& titles, std::size_t current, std::size_t furthest);

 signals:
  void chosen(std::size_t step);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();
  QStringList titles_;
  std::size_t current_ = 0, furthest_ = 0;
  QHBoxLayout* across_;
  std::vector<QPushButton*> buttons_;
};

}  // namespace limen
