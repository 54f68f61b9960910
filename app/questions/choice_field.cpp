// SPDX-License-Identifier: Apache-2.0
#include "app/questions/choice_field.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <algorithm>

#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

ChoiceField::ChoiceField(IntakeFlow& flow, const forms::Place& place, bool many, const QString& accessibleName)
    : Field(flow, place), many_(many), name_(accessibleName) {
  rows_ = column(this, 0, kSpace8);
  build(flow.form().choices(place));
}

void ChoiceField::build(const std::vector<forms::ChoiceView>& choices) {
  choices_ = choices;
  for (ChoiceButton* button : buttons_) {
    button->hide();
    button->deleteLater();
  }
  buttons_.clear();
  delete filter_;
  filter_ = nullptr;
  const bool digits = choices_.size() <= kMaxDigitChoices;
  if (!digits) {
    filter_ = new QLineEdit;
    filter_->setPlaceholderText(tr("Type to find one of %1").arg(choices_.size()));
    filter_->setAccessibleName(name_);
    filter_->installEventFilter(this);
    connect(filter_, &QLineEdit::textEdited, this, &ChoiceField::filter);
    rows_->addWidget(filter_);
  }
  for (std::size_t at = 0; at < choices_.size(); ++at) {
    const std::string& label = choices_[at].label.empty() ? choices_[at].name : choices_[at].label;
    auto* button = new ChoiceButton(words::fromUtf8(label), many_, digits ? static_cast<int>(at) + 1 : 0);
    button->setEnabled(!flow_.form().readOnly(place_));
    button->setAccessibleDescription(name_);
    connect(button, &QAbstractButton::clicked, this, [this, at] { picked(at); });
    rows_->addWidget(button);
    buttons_.push_back(button);
  }
  showChosen();
}

void ChoiceField::refresh() {
  const auto now = flow_.form().choices(place_);
  const bool same = std::equal(now.begin(), now.end(), choices_.begin(), choices_.end(),
                               [](const auto& a, const auto& b) { return a.name == b.name && a.label == b.label; });
  if (same) {
    showChosen();
  } else {
    build(now);
  }
}

// One stop for the tab key: the chosen row, else the first; the arrows do the rest.
void ChoiceField::showChosen() {
  const forms::Value value = flow_.form().value(place_);
  const auto chosen = [&](const std::string& name) {
    if (const auto* one = std::get_if<std::string>(&value)) return *one == name;
    const auto* several = std::get_if<forms::Selected>(&value);
    return several != nullptr && std::find(several->names.begin(), several->names.end(), name) != several->names.end();
  };
  QWidget* stop = buttons_.empty() ? nullptr : buttons_.front();
  for (std::size_t at = 0; at < buttons_.size(); ++at) {
    buttons_[at]->setChecked(chosen(choices_[at].name));
    buttons_[at]->setFocusPolicy(many_ ? Qt::StrongFocus : Qt::ClickFocus);
    if (buttons_[at]->isChecked()) stop = buttons_[at];
  }
  if (stop != nullptr) stop->setFocusPolicy(Qt::StrongFocus);
}

QWidget* ChoiceField::entry() const {
  if (filter_ != nullptr) return filter_;
  const auto stop = std::find_if(buttons_.begin(), buttons_.end(), [](ChoiceButton* b) { return b->isChecked(); });
  if (stop != buttons_.end()) return *stop;
  return buttons_.empty() ? nullptr : buttons_.front();
}

void ChoiceField::picked(std::size_t index) {
  const std::string& name = choices_[index].name;
  if (!many_) {
    flow_.set(place_, name);
  } else {
    forms::Selected selected;
    const forms::Value value = flow_.form().value(place_);
    if (const auto* now = std::get_if<forms::Selected>(&value)) selected = *now;
    const auto there = std::find(selected.names.begin(), selected.names.end(), name);
    if (there == selected.names.end()) {
      selected.names.push_back(name);
    } else {
      selected.names.erase(there);
    }
    flow_.set(place_, selected.names.empty() ? forms::Value(forms::Empty{}) : forms::Value(selected));
  }
  showChosen();
}

bool ChoiceField::choose(int digit) {
  if (filter_ != nullptr || digit < 1 || static_cast<std::size_t>(digit) > buttons_.size()) return false;
  ChoiceButton* button = buttons_[static_cast<std::size_t>(digit) - 1];
  if (!button->isEnabled()) return false;
  button->setFocus(Qt::ShortcutFocusReason);
  picked(static_cast<std::size_t>(digit) - 1);
  return true;
}

void ChoiceField::filter(const QString& text) {
  for (ChoiceButton* button : buttons_) button->setVisible(button->text().contains(text.trimmed(), Qt::CaseInsensitive));
}

void ChoiceField::walk(int step) {
  std::vector<QWidget*> stops;
  if (filter_ != nullptr) stops.push_back(filter_);
  std::copy_if(buttons_.begin(), buttons_.end(), std::back_inserter(stops), [](ChoiceButton* b) { return !b->isHidden(); });
  const auto now = std::find_if(stops.begin(), stops.end(), [](QWidget* w) { return w->hasFocus(); });
  if (now == stops.end()) return;
  const auto next = std::clamp<std::ptrdiff_t>(now - stops.begin() + step, 0, static_cast<std::ptrdiff_t>(stops.size()) - 1);
  stops[static_cast<std::size_t>(next)]->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void ChoiceField::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier) return Field::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Down: return walk(1);
    case Qt::Key_Up: return walk(-1);
    default: return Field::keyPressEvent(event);
  }
}

// A line edit takes the down arrow for itself.
bool ChoiceField::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
    walk(1);
    return true;
  }
  return Field::eventFilter(watched, event);
}

}  // namespace limen
