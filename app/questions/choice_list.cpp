// SPDX-License-Identifier: Apache-2.0
// Choices as a searched list, open or folded behind a button. A list may have 100,000 lines: what is shown is looked up in the field's
// choices, nothing is copied while letters are typed, and only the visible lines are drawn.
#include "app/questions/choice_list.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <algorithm>
#include <numeric>

#include "app/questions/choice_field.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

ChoiceModel::ChoiceModel(const ChoiceField& field, QObject* parent) : QAbstractListModel(parent), field_(field) {
  keys_.reserve(field.choices().size());
  for (std::size_t at = 0; at < field.choices().size(); ++at) keys_.push_back(field.text(at).toCaseFolded());
  shown_.resize(keys_.size());
  std::iota(shown_.begin(), shown_.end(), 0U);
}

int ChoiceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(shown_.size()); }

QVariant ChoiceModel::data(const QModelIndex& index, int role) const {
  const std::size_t at = index.isValid() ? choiceAt(index.row()) : field_.choices().size();
  if (at >= field_.choices().size()) return {};  // the choices have changed and this list is on its way out
  switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return field_.text(at);
    case Qt::CheckStateRole: return field_.isChosen(at) ? Qt::Checked : Qt::Unchecked;
    default: return {};
  }
}

// A longer word can only match where the shorter one did.
void ChoiceModel::search(const QString& words) {
  const QString wanted = words.trimmed().toCaseFolded();
  if (wanted == wanted_) return;
  const bool narrower = wanted.startsWith(wanted_);
  beginResetModel();
  if (!narrower) {
    shown_.resize(keys_.size());
    std::iota(shown_.begin(), shown_.end(), 0U);
  }
  std::erase_if(shown_, [&](std::uint32_t at) { return !keys_[at].contains(wanted); });
  wanted_ = wanted;
  endResetModel();
}

int ChoiceModel::rowOf(std::size_t choice) const {
  const auto found = std::lower_bound(shown_.begin(), shown_.end(), static_cast<std::uint32_t>(choice));
  return found != shown_.end() && *found == choice ? static_cast<int>(found - shown_.begin()) : -1;
}

namespace {

constexpr int kMark = 22;
constexpr int kShownLines = 6;

class ChoiceDelegate : public QStyledItemDelegate {
 public:
  ChoiceDelegate(bool many, QObject* parent) : QStyledItemDelegate(parent), many_(many) {}
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {sized(kMediumField), sized(kControl)}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colours& c = colours();
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const bool marked = (option.state & QStyle::State_Selected) != 0 || (option.state & QStyle::State_HasFocus) != 0;
    const bool bare = current().scheme == Scheme::contrast;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (checked && !bare) painter->fillRect(option.rect, mix(c.primary, c.surface, kTint));
    if (marked) {
      painter->setPen(QPen(c.focus, 2));
      painter->setBrush(Qt::NoBrush);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), kRadius, kRadius);
    }
    const auto visual = [&](const QRect& logical) { return QStyle::visualRect(option.direction, option.rect, logical); };
    const int size = sized(kMark);
    const QRect line = option.rect;
    drawMark(*painter, visual({line.left() + kSpace12, line.center().y() - size / 2, size, size}), many_, checked);
    const QRect words(line.left() + kSpace24 + size, line.top(), line.width() - size - kSpace48, line.height());
    QFont larger = option.font;
    larger.setPixelSize(sized(kBody) + 1);
    painter->setFont(larger);
    painter->setPen(c.ink);
    const QString text = QFontMetrics(larger).elidedText(index.data().toString(), Qt::ElideRight, words.width());
    painter->drawText(visual(words), static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignVCenter | Qt::AlignLeft)), text);
    painter->restore();
  }

 private:
  const bool many_;
};

class ChoiceList : public ChoiceArea {
  Q_OBJECT

 public:
  ChoiceList(ChoiceField& field, bool folded) : ChoiceArea(field) {
    auto* lines = column(this, 0, kSpace8);
    if (folded) {
      button_ = button({}, "down");
      button_->setObjectName("unfold");
      button_->setAccessibleName(field.name());
      button_->setAutoDefault(false);  // Enter continues; the space bar and the arrow open
      button_->setEnabled(!field.readOnly());
      button_->installEventFilter(this);
      connect(button_, &QPushButton::clicked, this, [this] { unfold(panel_->isHidden()); });
      lines->addWidget(button_);
    }
    panel_ = new QWidget;
    auto* inside = column(panel_, 0, kSpace8);
    find_ = new QLineEdit;
    find_->setPlaceholderText(tr("Type to find one of %1").arg(field.choices().size()));
    find_->setAccessibleName(field.name());
    find_->setEnabled(!field.readOnly());
    find_->installEventFilter(this);
    inside->addWidget(find_);
    model_ = new ChoiceModel(field, this);
    view_ = new QListView;
    view_->setUniformItemSizes(true);
    view_->setItemDelegate(new ChoiceDelegate(field.many(), view_));
    view_->setModel(model_);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setAccessibleName(field.name());
    view_->setEnabled(!field.readOnly());
    view_->installEventFilter(this);
    inside->addWidget(view_);
    nothing_ = theme::hint(tr("Nothing matches. Type fewer letters, or clear the search to see all."));
    inside->addWidget(nothing_);
    lines->addWidget(panel_);
    panel_->setVisible(!folded);
    connect(find_, &QLineEdit::textEdited, this, &ChoiceList::search);
    connect(view_, &QListView::clicked, this, [this](const QModelIndex& index) { pick(index.row()); });
    showRows();
  }

  void showChosen() override {
    view_->viewport()->update();
    if (button_ == nullptr) return;
    QStringList names;
    const std::size_t count = field_.chosenCount();
    for (std::size_t at = 0; at < field_.choices().size() && static_cast<std::size_t>(names.size()) < count; ++at) {
      if (field_.isChosen(at)) names << field_.text(at);
    }
    const QString text = names.isEmpty() ? tr("Choose one of %1").arg(field_.choices().size()) : names.join(tr(", ", "between the names of a list"));
    button_->setText(button_->fontMetrics().elidedText(text, Qt::ElideRight, sized(kColumn) - 2 * kSpace48));
    button_->setAccessibleDescription(text);
  }

  QWidget* entry() const override { return button_ != nullptr ? static_cast<QWidget*>(button_) : find_; }
  void markWrong(bool wrong) override { setRole(entry(), "wrong", wrong ? "true" : "false"); }

  // Nine at most: the digits choose without opening.
  bool choose(int digit) override {
    const auto at = static_cast<std::size_t>(digit) - 1;
    if (find_->hasFocus() || field_.choices().size() > kMaxDigitChoices || at >= field_.choices().size() || field_.readOnly()) return false;
    field_.pick(at);
    return true;
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::KeyPress) return ChoiceArea::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    if (!plain) return ChoiceArea::eventFilter(watched, event);
    if (watched == button_) return buttonKey(*key);
    if (key->key() == Qt::Key_Escape && button_ != nullptr) {
      unfold(false);
      return true;
    }
    return watched == find_ ? findKey(*key) : viewKey(*key);
  }

 private:
  bool buttonKey(const QKeyEvent& key) {
    if (field_.readOnly()) return false;
    if (key.key() == Qt::Key_Down) {
      unfold(true);
      return true;
    }
    const bool digit = field_.choices().size() <= kMaxDigitChoices && key.key() >= Qt::Key_1 && key.key() <= Qt::Key_9;
    if (digit || key.text().isEmpty() || !key.text().front().isPrint() || key.key() == Qt::Key_Space) return false;
    unfold(true);
    find_->setText(key.text());
    search(key.text());
    return true;
  }
  bool findKey(const QKeyEvent& key) {
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (key.key() == Qt::Key_Down && model_->rowCount() > 0) {
      view_->setFocus(Qt::TabFocusReason);
      return true;
    }
    // With letters typed Enter takes the marked line; without any it continues, as everywhere.
    if (enter && !find_->text().trimmed().isEmpty()) {
      if (model_->rowCount() > 0) pick(view_->currentIndex().row());
      return true;
    }
    return false;
  }
  bool viewKey(const QKeyEvent& key) {
    switch (key.key()) {
      case Qt::Key_Space:
        pick(view_->currentIndex().row());
        return true;
      case Qt::Key_Up:
        if (view_->currentIndex().row() > 0) return false;
        find_->setFocus(Qt::BacktabFocusReason);
        return true;
      case Qt::Key_Down:
      case Qt::Key_Return:
      case Qt::Key_Enter: return false;
      default: break;
    }
    if (key.text().isEmpty() || !key.text().front().isPrint()) return false;
    find_->setFocus(Qt::OtherFocusReason);
    find_->setText(find_->text() + key.text());
    search(find_->text());
    return true;
  }

  void search(const QString& words) {
    model_->search(words);
    showRows();
  }

  void showRows() {
    const int rows = model_->rowCount();
    view_->setVisible(rows > 0);
    nothing_->setVisible(rows == 0);
    view_->setFixedHeight(std::min(rows, kShownLines) * sized(kControl) + 2 * kFocusRing + kSpace4);
    if (rows > 0) view_->setCurrentIndex(model_->index(std::max(0, firstChosen()), 0));
  }
  int firstChosen() const {
    if (field_.chosenCount() == 0) return -1;
    for (std::size_t at = 0; at < field_.choices().size(); ++at) {
      if (field_.isChosen(at)) return model_->rowOf(at);
    }
    return -1;
  }

  void pick(int row) {
    if (row < 0 || row >= model_->rowCount() || field_.readOnly()) return;
    const std::size_t choice = model_->choiceAt(row);
    if (!find_->text().isEmpty()) {
      find_->clear();
      model_->search({});
    }
    if (button_ != nullptr && !field_.many()) unfold(false);
    field_.pick(choice);
    // The answer may have changed the choices, and this list with them.
    if (isHidden()) return;
    showRows();
    view_->setCurrentIndex(model_->index(model_->rowOf(choice), 0));
  }

  void unfold(bool open) {
    panel_->setVisible(open);
    button_->setIcon(icon(open ? "up" : "down", Tone::ink));
    if (!open) {
      find_->clear();
      model_->search({});
      showRows();
      return button_->setFocus(Qt::OtherFocusReason);
    }
    find_->setFocus(Qt::OtherFocusReason);
    showRows();
  }

  QPushButton* button_ = nullptr;
  QWidget* panel_ = nullptr;
  QLineEdit* find_ = nullptr;
  QListView* view_ = nullptr;
  QLabel* nothing_ = nullptr;
  ChoiceModel* model_ = nullptr;
};

}  // namespace

ChoiceArea* makeChoiceList(ChoiceField& field, bool folded) { return new ChoiceList(field, folded); }

}  // namespace limen

#include "choice_list.moc"
