// SPDX-License-Identifier: Apache-2.0
#include "app/frame/focus_follow.h"

#include <QApplication>
#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>

#include "app/theme/theme.h"

namespace limen {

FocusFollow::FocusFollow(QWidget& window) : window_(window) {
  afterLayout_.setSingleShot(true);
  afterLayout_.setInterval(0);
  connect(&afterLayout_, &QTimer::timeout, this, &FocusFollow::show);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    if (now == nullptr || !window_.isAncestorOf(now)) return;
    focus_ = now;
    afterLayout_.start();
  });
}

void FocusFollow::show() {
  if (focus_ == nullptr) return;
  QScrollArea* area = nullptr;
  QWidget* shown = focus_;
  for (QWidget* each = focus_; each != nullptr && area == nullptr; each = each->parentWidget()) {
    if (each->objectName() == "card") shown = each;  // the outermost: a question inside a draft's card is about that draft
    area = qobject_cast<QScrollArea*>(each);
  }
  if (area == nullptr || area->objectName() != theme::kFollowingArea) return;
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
  const int room = area->viewport()->height();
  if (shown->height() > room) shown = focus_;
  const int top = shown->mapTo(area->widget(), QPoint()).y(), bottom = top + shown->height() + theme::kSpace16;
  QScrollBar* bar = area->verticalScrollBar();
  if (bottom <= room) {
    bar->setValue(0);  // with the page's own title
  } else if (top < bar->value()) {
    bar->setValue(top - theme::kSpace16);
  } else if (bottom > bar->value() + room) {
    bar->setValue(bottom - room);
  }
}

}  // namespace limen
