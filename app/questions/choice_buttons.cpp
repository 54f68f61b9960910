// SPDX-License-Identifier: Apache-2.0
// Choices as buttons: in rows, in columns, packed, side by side under their marks, or as the cells of a table.
#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <algorithm>

#include "app/questions/choice_field.h"
#include "app/theme/theme.h"

namespace limen {
namespace {

using namespace theme;

constexpr int kColumnsUnsaid = 3, kColumnsOfLongText = 2;
constexpr int kShortText = 16;

class ChoiceButtons : public ChoiceArea {
  Q_OBJECT

 public:
  ChoiceButtons(ChoiceField& field, ChoiceStyle style) : ChoiceArea(field), style_(style) {
    lines_ = column(this, 0, kSpace8);
    if (style == ChoiceStyle::heads || style == ChoiceStyle::cellsWithHeads) addHeads();
    if (style == ChoiceStyle::heads) return;
    const bool digits = field.choices().size() <= kMaxDigitChoices;
    const bool bare = field.appearance().has("no-buttons");
    for (std::size_t at = 0; at < field.choices().size(); ++at) {
      const int digit = digits ? static_cast<int>(at) + 1 : 0;
      auto* button = new ChoiceButton(field.text(at), field.many(), shape() == ChoiceShape::markOnly ? 0 : digit, shape());
      button->setEnabled(!field.readOnly());
      button->setAccessibleDescription(field.name());
      const QPixmap picture = shape() == ChoiceShape::markOnly ? QPixmap() : field.picture(at);
      if (!picture.isNull()) button->setPicture(picture);
      if (bare && !picture.isNull()) button->hideMarkUntilChosen();
      connect(button, &QAbstractButton::clicked, this, [this, at] { field_.pick(at); });
      buttons_.push_back(button);
    }
    layOut();
  }

  // One stop for the tab key: the chosen one, else the first; the arrows do the rest.
  void showChosen() override {
    QWidget* stop = buttons_.empty() ? nullptr : buttons_.front();
    for (std::size_t at = 0; at < buttons_.size(); ++at) {
      buttons_[at]->setChecked(field_.isChosen(at));
      buttons_[at]->setFocusPolicy(field_.many() ? Qt::StrongFocus : Qt::ClickFocus);
      if (buttons_[at]->isChecked()) stop = buttons_[at];
    }
    if (stop != nullptr) stop->setFocusPolicy(Qt::StrongFocus);
  }

  QWidget* entry() const override {
    const auto stop = std::find_if(buttons_.begin(), buttons_.end(), [](ChoiceButton* b) { return b->isChecked(); });
    if (stop != buttons_.end()) return *stop;
    return buttons_.empty() ? nullptr : buttons_.front();
  }

  bool choose(int digit) override {
    const auto at = static_cast<std::size_t>(digit) - 1;
    if (buttons_.size() > kMaxDigitChoices || digit < 1 || at >= buttons_.size() || !buttons_[at]->isEnabled()) return false;
    buttons_[at]->setFocus(Qt::ShortcutFocusReason);
    field_.pick(at);
    return true;
  }

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier) return ChoiceArea::keyPressEvent(event);
    const int across = columns_ > 1 ? (layoutDirection() == Qt::RightToLeft ? -1 : 1) : 0;
    switch (event->key()) {
      case Qt::Key_Down: return walk(columns_);
      case Qt::Key_Up: return walk(-columns_);
      case Qt::Key_Right: return walk(across);
      case Qt::Key_Left: return walk(-across);
      default: return ChoiceArea::keyPressEvent(event);
    }
  }

 private:
  ChoiceShape shape() const {
    switch (style_) {
      case ChoiceStyle::stacked: return ChoiceShape::stacked;
      case ChoiceStyle::cells:
      case ChoiceStyle::cellsWithHeads: return ChoiceShape::markOnly;
      default: return field_.appearance().has("no-buttons") ? ChoiceShape::stacked : ChoiceShape::row;
    }
  }

  void addHeads() {
    auto* heads = row(kSpace8);
    for (std::size_t at = 0; at < field_.choices().size(); ++at) {
      auto* head = small(field_.text(at));
      head->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
      head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
      heads->addWidget(head, 1);
    }
    lines_->addLayout(heads);
  }

  int columnsWanted() const {
    switch (style_) {
      case ChoiceStyle::stacked:
      case ChoiceStyle::cells:
      case ChoiceStyle::cellsWithHeads: return static_cast<int>(buttons_.size());
      case ChoiceStyle::columns: break;
      default: return 1;
    }
    if (field_.appearance().columns() > 0) return field_.appearance().columns();
    const bool wide = std::any_of(buttons_.begin(), buttons_.end(), [](ChoiceButton* b) { return b->text().size() > kShortText; });
    return wide ? kColumnsOfLongText : kColumnsUnsaid;
  }

  void layOut() {
    if (style_ == ChoiceStyle::pack) return pack();
    columns_ = std::max(1, std::min(columnsWanted(), static_cast<int>(buttons_.size())));
    auto* grid = new QGridLayout;
    grid->setSpacing(kSpace8);
    for (int at = 0; at < static_cast<int>(buttons_.size()); ++at) grid->addWidget(buttons_[static_cast<std::size_t>(at)], at / columns_, at % columns_);
    for (int at = 0; at < columns_; ++at) grid->setColumnStretch(at, 1);
    // Columns of one width, so that the marks of a table stand under each other.
    if (columns_ > 1) {
      for (ChoiceButton* button : buttons_) button->setSizePolicy(withIgnoredWidth(button->sizePolicy()));
    }
    lines_->addLayout(grid);
  }
  static QSizePolicy withIgnoredWidth(QSizePolicy policy) {
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    return policy;
  }

  // As many in a line as the column has room for, each as wide as its text.
  void pack() {
    QBoxLayout* line = nullptr;
    int left = 0;
    for (ChoiceButton* button : buttons_) {
      const int width = std::min(button->naturalWidth(), sized(kColumn));
      if (line == nullptr || width > left) {
        if (line != nullptr) line->addStretch(1);
        line = row(kSpace8);
        lines_->addLayout(line);
        left = sized(kColumn) - kSpace48;
      }
      button->setFixedWidth(width);
      line->addWidget(button);
      left -= width + kSpace8;
    }
    if (line != nullptr) line->addStretch(1);
  }

  void walk(int step) {
    const auto now = std::find_if(buttons_.begin(), buttons_.end(), [](QWidget* w) { return w->hasFocus(); });
    if (now == buttons_.end() || step == 0) return;
    const auto last = static_cast<std::ptrdiff_t>(buttons_.size()) - 1;
    auto next = now - buttons_.begin() + step;
    if (columns_ > 1 && (next < 0 || next > last)) return;
    next = std::clamp<std::ptrdiff_t>(next, 0, last);
    buttons_[static_cast<std::size_t>(next)]->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
  }

  const ChoiceStyle style_;
  int columns_ = 1;
  QVBoxLayout* lines_ = nullptr;
  std::vector<ChoiceButton*> buttons_;
};

}  // namespace

ChoiceArea* makeChoiceButtons(ChoiceField& field, ChoiceStyle style) { return new ChoiceButtons(field, style); }

}  // namespace limen

#include "choice_buttons.moc"
