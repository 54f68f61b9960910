// SPDX-License-Identifier: Apache-2.0
// What has the focus is seen, and with it the card that says what it is about: a field alone, with its question scrolled away, is answered
// wrongly.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

class QWidget;

namespace limen {

class FocusFollow : public QObject {
  Q_OBJECT

 public:
  explicit FocusFollow(QWidget& window);

 private:
  void show();

  QWidget& window_;
  QPointer<QWidget> focus_;
  QTimer afterLayout_;  // what was just put in has no place yet
};

}  // namespace limen
