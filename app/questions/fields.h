// SPDX-License-Identifier: Apache-2.0
// What an answer is entered in, by the question's type and appearance. A field shows what the flow holds and tells the flow what is
// entered; it keeps nothing itself.
#pragma once

#include <QLineEdit>
#include <QWidget>
#include <vector>

#include "app/intake_flow.h"
#include "app/questions/appearance.h"

class QBoxLayout;

namespace limen {

constexpr int kMaxTyped = 10'000;  // letters of a text

class Field : public QWidget {
  Q_OBJECT

 public:
  Field(IntakeFlow& flow, forms::Place place) : flow_(flow), place_(std::move(place)) {}
  virtual void refresh() = 0;          // after anything was answered anywhere
  virtual QWidget* entry() const = 0;  // takes the focus; null for what takes no answer
  virtual void markWrong(bool) {}
  virtual bool choose(int) { return false; }  // a digit; false when it means nothing here

 signals:
  void moveOnWanted();  // the answer is whole and the form wants no further press

 protected:
  const forms::Node& node() const { return flow_.form().form().node(place_.question); }
  bool fixed() const { return flow_.form().readOnly(place_); }

  IntakeFlow& flow_;
  const forms::Place place_;
};

// Several short fields that make one answer, each under a small heading.
class PartsField : public Field {
  Q_OBJECT

 public:
  using Field::Field;
  QWidget* entry() const override { return parts_.front(); }
  void markWrong(bool wrong) override;

 protected:
  QLineEdit* addPart(QBoxLayout* across, const QString& heading, const QString& question, int width, int maxLength);
  QString part(std::size_t index) const { return plainDigits(parts_[index]->text().trimmed()); }
  void showParts(const QStringList& texts);
  virtual QString joined() const = 0;  // "" when every part is empty
  std::vector<QLineEdit*> parts_;
};

// `style` of a select that stands in a table; else it follows from the appearance.
Field* makeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName, std::optional<ChoiceStyle> style = {});

// By file; each for the types in its name.
Field* makeTextField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);
Field* makeDateField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);
Field* makePlaceField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);
Field* makeAttachmentField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);
Field* makeRangeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName);

}  // namespace limen
