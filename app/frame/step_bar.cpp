// SPDX-License-Identifier: Apache-2.0
#include "app/frame/step_bar.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <algorithm>

#include "app/theme/theme.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kNarrowest = 112, kWidest = 200;
}  // namespace

StepBar::StepBar(QWidget* parent) : QWidget(parent), across_(new QHBoxLayout(this)) {
  across_->setContentsMargins(0, 0, 0, 0);
  across_->setSpacing(kSpace4);
}

void StepBar::show(const QStringList& titles, std::size_t current, std::size_t furthest) {
  titles_ = titles;
  current_ = current;
  furthest_ = furthest;
  arrange();
}

void StepBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void StepBar::arrange() {
  const std::size_t count = static_cast<std::size_t>(titles_.size());
  const std::size_t most = std::max<std::size_t>(3, static_cast<std::size_t>(width() / sized(kNarrowest)));
  const std::size_t shown = std::min(count, most);
  const std::size_t before = std::min(current_, shown / 2);
  const std::size_t first = std::min(current_ - before, count - shown);

  while (auto* item = across_->takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  buttons_.clear();
  for (std::size_t step = first; step < first + shown; ++step) {
    const QString& title = titles_[static_cast<qsizetype>(step)];
    auto* button = new QPushButton(this);
    button->setProperty("kind", "step");
    button->setProperty("done", step <= furthest_);
    button->setCheckable(true);
    button->setAutoExclusive(false);
    button->setChecked(step == current_);
    button->setAutoDefault(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setMinimumWidth(sized(kNarrowest) - kSpace24);
    button->setMaximumWidth(sized(kWidest));
    QFont heavy = button->font();  // the present step is written so: what is cut for lighter letters would lose its first one
    heavy.setWeight(QFont::DemiBold);
    const int room = std::min((width() - kSpace4 * static_cast<int>(shown)) / static_cast<int>(shown), sized(kWidest)) - kSpace24;
    button->setText(QFontMetrics(step == current_ ? heavy : button->font()).elidedText(title, Qt::ElideRight, room));
    button->setToolTip(title);
    button->setAccessibleName(tr("Step %1 of %2: %3").arg(step + 1).arg(count).arg(title));
    connect(button, &QPushButton::clicked, this, [this, step] { emit chosen(step); });
    across_->addWidget(button, 1);
    buttons_.push_back(button);
  }
  across_->addStretch(0);  // what the steps leave, and no share of what they need
}

}  // namespace limen
