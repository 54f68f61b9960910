// SPDX-License-Identifier: Apache-2.0
// The choices of a select: digits choose among up to nine, typing filters longer lists, the arrows walk, the space bar chooses.
#pragma once

#include <QLineEdit>
#include <vector>

#include "app/questions/choice_button.h"
#include "app/questions/fields.h"

class QVBoxLayout;

namespace limen {

class ChoiceField : public Field {
  Q_OBJECT

 public:
  ChoiceField(IntakeFlow& flow, const forms::Place& place, bool many, const QString& accessibleName);
  void refresh() override;
  QWidget* entry() const override;
  bool choose(int digit) override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build(const std::vector<forms::ChoiceView>& choices);
  void showChosen();
  void picked(std::size_t index);
  void filter(const QString& text);
  void walk(int step);

  const bool many_;
  const QString name_;
  QVBoxLayout* rows_ = nullptr;
  QLineEdit* filter_ = nullptr;
  std::vector<forms::ChoiceView> choices_;
  std::vector<ChoiceButton*> buttons_;
};

}  // namespace limen
