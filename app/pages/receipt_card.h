// SPDX-License-Identifier: Apache-2.0
// The person's receipt: on the screen, and as a sheet to print. In the person's language, whatever the officer's is.
#pragma once

#include <QFrame>
#include <functional>

#include "protection/receipt.h"

class QVBoxLayout;

namespace limen {

bool writeReceiptPdf(const Receipt& receipt, const QString& file);

class ReceiptCard : public QFrame {
  Q_OBJECT

 public:
  // `choose` asks where to, given a proposal; "" is no answer. A seam: the window's file dialog.
  ReceiptCard(const Receipt& receipt, std::function<QString(const QString& proposal)> choose);

 private:
  void save();
  const Receipt receipt_;
  std::function<QString(const QString&)> choose_;
  QVBoxLayout* said_ = nullptr;
};

}  // namespace limen
