// SPDX-License-Identifier: Apache-2.0
#include "app/pages/slip_card.h"

#include <qrencode.h>

#include <QApplication>
#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>
#include <QPdfWriter>
#include <memory>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

namespace {

constexpr int kQuietZone = 4;  // modules, as the standard asks
constexpr int kOnScreen = 4;   // pixels a module
constexpr int kPdfDotsPerInch = 300;
constexpr int kPictureWidth = 1240, kPictureHeight = 1748;  // A6 at 300 dots an inch
constexpr int kLineHeight = 60, kMargin = 80, kLetters = 40;

using Lines = std::vector<std::pair<QString, QString>>;

Lines linesOf(const ShiftSlip& slip) {
  const auto number = [](std::uint64_t count) { return QString::number(count); };
  return {{SlipCard::tr("Station"), QString::fromStdString(slip.stationName())},
          {SlipCard::tr("Opened"), words::dayAndTime(slip.openedMs)},
          {SlipCard::tr("Closed"), words::dayAndTime(slip.closedMs)},
          {SlipCard::tr("Records finished"), number(slip.made.finished)},
          {SlipCard::tr("Sealed as incomplete"), number(slip.made.incomplete)},
          {SlipCard::tr("Corrections"), number(slip.made.amended)},
          {SlipCard::tr("Drafts handed over"), number(slip.made.handedOver)},
          {SlipCard::tr("Drafts discarded"), number(slip.made.discarded)},
          {SlipCard::tr("Taken at this laptop"), number(slip.here)},
          {SlipCard::tr("Confirmed by the server"), number(slip.confirmed)},
          {SlipCard::tr("Entries in the log"), number(slip.log.seq)}};
}

void paintSheet(QPainter& painter, const ShiftSlip& slip) {
  painter.fillRect(QRect(0, 0, kPictureWidth, kPictureHeight), Qt::white);
  painter.setPen(Qt::black);
  const bool mirrored = QApplication::isRightToLeft();
  QFont font = QApplication::font();
  font.setPixelSize(kLetters + kLetters / 2);
  font.setBold(true);
  painter.setFont(font);
  int y = kMargin;
  const int width = kPictureWidth - 2 * kMargin;
  const auto leading = mirrored ? Qt::AlignRight : Qt::AlignLeft, trailing = mirrored ? Qt::AlignLeft : Qt::AlignRight;
  painter.drawText(QRect(kMargin, y, width, 2 * kLineHeight), leading | Qt::AlignVCenter, SlipCard::tr("Limen shift slip"));
  y += 2 * kLineHeight;
  font.setPixelSize(kLetters);
  font.setBold(false);
  painter.setFont(font);
  for (const auto& [what, value] : linesOf(slip)) {
    const QRect line(kMargin, y, width, kLineHeight);
    painter.drawText(line, leading | Qt::AlignVCenter, what);
    painter.drawText(line, trailing | Qt::AlignVCenter, words::isolated(value));
    y += kLineHeight;
  }
  const QImage code = qrImage(slip.text(), 1);
  const int room = std::min(width, kPictureHeight - y - kMargin);
  const int pixels = std::max(1, room / std::max(1, code.width()));
  painter.drawImage((kPictureWidth - code.width() * pixels) / 2, y + kLineHeight / 2,
                    code.scaled(code.size() * pixels, Qt::KeepAspectRatio, Qt::FastTransformation));
}

}  // namespace

QImage qrImage(const std::string& text, int pixelsPerModule) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) return {};
  const int across = code->width + 2 * kQuietZone;
  QImage image(across, across, QImage::Format_RGB32);
  image.fill(Qt::white);
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x)
      if ((code->data[y * code->width + x] & 1) != 0) image.setPixel(x + kQuietZone, y + kQuietZone, qRgb(0, 0, 0));
  return image.scaled(image.size() * pixelsPerModule, Qt::KeepAspectRatio, Qt::FastTransformation);
}

bool writeSlipPng(const ShiftSlip& slip, const QString& file) {
  QImage sheet(kPictureWidth, kPictureHeight, QImage::Format_RGB32);
  QPainter painter(&sheet);
  paintSheet(painter, slip);
  painter.end();
  return sheet.save(file, "PNG");
}

bool writeSlipPdf(const ShiftSlip& slip, const QString& file) {
  QPdfWriter writer(file);
  writer.setTitle(SlipCard::tr("Limen shift slip"));
  writer.setPageSize(QPageSize(QPageSize::A6));
  writer.setPageMargins({});
  writer.setResolution(kPdfDotsPerInch);
  QPainter painter;
  if (!painter.begin(&writer)) return false;
  paintSheet(painter, slip);
  return painter.end();
}

SlipCard::SlipCard(const ShiftSlip& slip, std::function<QString(const QString&)> choose) : slip_(slip), choose_(std::move(choose)) {
  setObjectName("card");
  setProperty("kind", "safe");
  auto* lines = column(this, kSpace24, kSpace12);
  lines->addWidget(state("check", Tone::safe, tr("The shift is closed")));
  lines->addWidget(body(tr("This slip names nobody. Whoever checks the log of this laptop later can see by it that nothing was taken out.")));
  auto* across = row(kSpace24);
  auto* picture = new QLabel;
  const QImage code = qrImage(slip_.text(), kOnScreen);
  picture->setPixmap(QPixmap::fromImage(code));
  picture->setFixedSize(code.size());
  picture->setAccessibleName(tr("QR code of the slip"));
  across->addWidget(picture, 0, Qt::AlignTop);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(kSpace16);
  grid->setVerticalSpacing(kSpace8);
  int at = 0;
  for (const auto& [what, value] : linesOf(slip_)) {
    grid->addWidget(theme::hint(what), at, 0);
    grid->addWidget(strong(words::isolated(value)), at++, 1);
  }
  grid->setRowStretch(at, 1);
  across->addLayout(grid, 1);
  lines->addLayout(across);
  auto* acts = row();
  auto* pdf = button(tr("Save to print (PDF)"));
  auto* png = button(tr("Save as picture"));
  auto* away = quietButton(tr("Done"));
  acts->addWidget(pdf);
  acts->addWidget(png);
  acts->addWidget(away);
  acts->addStretch(1);
  lines->addLayout(acts);
  said_ = new QVBoxLayout;
  lines->addLayout(said_);
  setFocusProxy(pdf);
  connect(pdf, &QPushButton::clicked, this, [this] { save("pdf", &writeSlipPdf); });
  connect(png, &QPushButton::clicked, this, [this] { save("png", &writeSlipPng); });
  connect(away, &QPushButton::clicked, this, &SlipCard::done);
}

void SlipCard::save(const QString& ending, bool (*write)(const ShiftSlip&, const QString&)) {
  const QString file = choose_(QStringLiteral("shift-slip-%1.%2").arg(QString::fromStdString(toIso(fromUnixMs(slip_.closedMs))).left(10), ending));
  if (file.isEmpty()) return;
  empty(said_);
  if (write(slip_, file)) {
    said_->addWidget(state("save", Tone::safe, tr("Saved")));
  } else {
    said_->addWidget(state("alert", Tone::danger, tr("The file was not written. Choose another folder.")));
  }
}

}  // namespace limen
