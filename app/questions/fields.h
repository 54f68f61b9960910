// SPDX-License-Identifier: Apache-2.0
// What an answer is entered in, by the question's type. A field shows what the flow holds and tells the flow what is entered; it keeps
// nothing itself.
#pragma once

#include <QWidget>

#include "app/intake_flow.h"

namespace limen {

constexpr int kMaxDigitChoices = 9;

class Field : public QWidget {
  Q_OBJECT

 public:
  Field(IntakeFlow& flow, forms::Place place) : flow_(flow), place_(std::move(place)) {}
  virtual void refresh() = 0;             // after anything was answered anywhere
  virtual QWidget* entry() const = 0;     // takes the focus; null for a note
  virtual void markWrong(bool) {}
  virtual bool choose(int) { return false; }  // a digit; false when it means nothing here

 protected:
  IntakeFlow& flow_;
  const forms::Place place_;
};

Field* makeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);

}  // namespace limen
