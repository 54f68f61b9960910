// SPDX-License-Identifier: Apache-2.0
// The choices of a select: digits choose among up to nine, typing filters longer lists, the arrows walk, the space bar chooses. How
// they are laid out follows from the appearance and from how many there are.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/questions/choice_button.h"
#include "app/questions/fields.h"

class QVBoxLayout;

namespace limen {

class ChoiceField;

// The visible part of a choice field: buttons or a list. It asks the field what is chosen and tells it what was picked.
class ChoiceArea : public QWidget {
  Q_OBJECT

 public:
  explicit ChoiceArea(ChoiceField& field) : field_(field) {}
  virtual void showChosen() = 0;
  virtual QWidget* entry() const = 0;
  virtual bool choose(int) { return false; }
  virtual void markWrong(bool) {}

 protected:
  ChoiceField& field_;
};

class ChoiceField : public Field {
  Q_OBJECT

 public:
  // `style` when the place in a table decides; else the appearance does.
  ChoiceField(IntakeFlow& flow, const forms::Place& place, bool many, QString accessibleName, std::optional<ChoiceStyle> style);
  void refresh() override;
  QWidget* entry() const override { return area_ != nullptr ? area_->entry() : nullptr; }
  void markWrong(bool wrong) override;
  bool choose(int digit) override { return area_ != nullptr && area_->choose(digit); }

  // For the area.
  const std::vector<forms::ChoiceView>& choices() const { return choices_; }
  QString text(std::size_t index) const;  // what the choice is called on the screen
  QPixmap picture(std::size_t index) const;
  bool isChosen(std::size_t index) const { return chosen_.contains(choices_[index].name); }
  std::size_t chosenCount() const { return chosen_.size(); }
  void pick(std::size_t index);
  bool many() const { return many_; }
  bool readOnly() const { return fixed(); }
  const QString& name() const { return name_; }
  const Appearance& appearance() const { return appearance_; }

 private:
  void build();
  void readChosen();
  bool staysTheSame() const;

  const bool many_;
  const QString name_;
  const Appearance appearance_;
  const std::optional<ChoiceStyle> fixedStyle_;
  QVBoxLayout* inside_ = nullptr;
  ChoiceArea* area_ = nullptr;
  std::vector<forms::ChoiceView> choices_;
  std::string language_;  // that choices_ is in
  bool filtered_ = false;  // another answer may change the choices
  std::set<std::string> chosen_;
};

ChoiceArea* makeChoiceButtons(ChoiceField& field, ChoiceStyle style);
ChoiceArea* makeChoiceList(ChoiceField& field, bool folded);

}  // namespace limen
