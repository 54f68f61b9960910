// SPDX-License-Identifier: Apache-2.0
#include "app/questions/rank_field.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <algorithm>

#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

namespace {
constexpr int kName = Qt::UserRole, kLabel = Qt::UserRole + 1;
constexpr int kShownLines = 9;
}  // namespace

RankField::RankField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) : Field(flow, place) {
  auto* lines = column(this, 0, kSpace8);
  lines->addWidget(small(tr("Drag the lines, or move the marked one with the keys shown, so that the first comes first.")));
  list_ = new QListWidget;
  list_->setAccessibleName(accessibleName);
  list_->setDragDropMode(fixed() ? QAbstractItemView::NoDragDrop : QAbstractItemView::InternalMove);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setWordWrap(true);
  list_->installEventFilter(this);
  lines->addWidget(list_);
  auto* acts = row(kSpace8);
  up_ = button(withKeys(tr("Up", "in an order"), "Alt+\u2191"), "up");
  down_ = button(withKeys(tr("Down", "in an order"), "Alt+\u2193"), "down");
  keep_ = button(tr("This order is right"), "check");
  for (QPushButton* act : {up_, down_, keep_}) {
    act->setEnabled(!fixed());
    acts->addWidget(act);
  }
  acts->addStretch(1);
  lines->addLayout(acts);
  connect(up_, &QPushButton::clicked, this, [this] { moveTo(list_->currentRow(), list_->currentRow() - 1); });
  connect(down_, &QPushButton::clicked, this, [this] { moveTo(list_->currentRow(), list_->currentRow() + 1); });
  connect(keep_, &QPushButton::clicked, this, [this] {
    store();
    list_->setFocus(Qt::OtherFocusReason);
  });
  // A drop is only whole once the event that brought it is over.
  connect(list_->model(), &QAbstractItemModel::rowsMoved, this, [this] { QMetaObject::invokeMethod(this, &RankField::store, Qt::QueuedConnection); });
  refresh();
}

void RankField::refresh() {
  const auto choices = flow_.form().choices(place_);
  const QStringList ranked = flow_.shown(place_).split(' ', Qt::SkipEmptyParts);
  std::vector<forms::ChoiceView> order(choices.begin(), choices.end());
  const auto rankOf = [&](const forms::ChoiceView& choice) {
    const auto at = ranked.indexOf(words::fromUtf8(choice.name));
    return at < 0 ? ranked.size() : at;
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return rankOf(a) < rankOf(b); });
  bool same = list_->count() == static_cast<int>(order.size());
  for (int at = 0; same && at < list_->count(); ++at) {
    const auto& choice = order[static_cast<std::size_t>(at)];
    same = list_->item(at)->data(kName).toString() == words::fromUtf8(choice.name) &&
           list_->item(at)->data(kLabel).toString() == words::fromUtf8(choice.label);
  }
  if (!same) {
    const QString marked = list_->currentItem() != nullptr ? list_->currentItem()->data(kName).toString() : QString();
    list_->clear();
    for (const forms::ChoiceView& choice : order) {
      auto* item = new QListWidgetItem;
      item->setData(kName, words::fromUtf8(choice.name));
      item->setData(kLabel, words::fromUtf8(choice.label.empty() ? choice.name : choice.label));
      item->setSizeHint({0, sized(kControl)});
      list_->addItem(item);
      if (item->data(kName).toString() == marked) list_->setCurrentItem(item);
    }
    if (list_->currentRow() < 0) list_->setCurrentRow(0);
    list_->setFixedHeight(std::clamp(list_->count(), 1, kShownLines) * sized(kControl) + kSpace12);
  }
  numberLines();
  keep_->setVisible(forms::isEmpty(flow_.form().value(place_)));
}

// Without an answer there are no places yet, and no numbers that would look like some.
void RankField::numberLines() {
  const bool ranked = !forms::isEmpty(flow_.form().value(place_));
  for (int at = 0; at < list_->count(); ++at) {
    QListWidgetItem* item = list_->item(at);
    const QString number = ranked ? QString::number(at + 1) : QStringLiteral("\u2013");
    item->setText(words::isolated(number) + QStringLiteral("   ") + item->data(kLabel).toString());
  }
}

void RankField::markWrong(bool wrong) { setRole(list_, "wrong", wrong ? "true" : "false"); }

void RankField::moveTo(int from, int to) {
  if (fixed() || from < 0 || to < 0 || to >= list_->count() || from == to) return;
  list_->insertItem(to, list_->takeItem(from));
  list_->setCurrentRow(to);
  store();
}

void RankField::store() {
  QStringList names;
  for (int at = 0; at < list_->count(); ++at) names << list_->item(at)->data(kName).toString();
  flow_.type(place_, names.join(' '));
  numberLines();
}

bool RankField::choose(int digit) {
  if (fixed() || !list_->hasFocus() || digit > list_->count()) return false;
  moveTo(list_->currentRow(), digit - 1);
  if (forms::isEmpty(flow_.form().value(place_))) store();
  return true;
}

bool RankField::eventFilter(QObject* watched, QEvent* event) {
  if (watched == list_ && event->type() == QEvent::KeyPress) {
    auto* key = static_cast<QKeyEvent*>(event);
    const bool up = key->key() == Qt::Key_Up, down = key->key() == Qt::Key_Down;
    if (key->modifiers() == Qt::AltModifier && (up || down)) {
      moveTo(list_->currentRow(), list_->currentRow() + (up ? -1 : 1));
      return true;
    }
    if (key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9 && key->modifiers() == Qt::NoModifier) return choose(key->key() - Qt::Key_0);
  }
  return Field::eventFilter(watched, event);
}

}  // namespace limen
