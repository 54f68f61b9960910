// SPDX-License-Identifier: Apache-2.0
// The slip of a shift that was closed: on the screen, and as a sheet to print or a picture to keep. Counts and the log's head, nobody's
// name.
#pragma once

#include <QFrame>
#include <QImage>
#include <functional>

#include "station/shift_slip.h"

class QVBoxLayout;

namespace limen {

QImage qrImage(const std::string& text, int pixelsPerModule);  // with its quiet zone; null when the text is too long for one
bool writeSlipPdf(const ShiftSlip& slip, const QString& file);
bool writeSlipPng(const ShiftSlip& slip, const QString& file);

class SlipCard : public QFrame {
  Q_OBJECT

 public:
  // `choose` asks where to, given a proposal; "" is no answer. A seam: the window's file dialog.
  SlipCard(const ShiftSlip& slip, std::function<QString(const QString& proposal)> choose);

 signals:
  void done();

 private:
  void save(const QString& ending, bool (*write)(const ShiftSlip&, const QString&));
  const ShiftSlip slip_;
  std::function<QString(const QString&)> choose_;
  QVBoxLayout* said_ = nullptr;
};

}  // namespace limen
