// SPDX-License-Identifier: Apache-2.0
#include "app/pages/receipt_card.h"

#include <QAbstractTextDocumentLayout>
#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextOption>

#include "app/frame/parts.h"
#include "app/pages/slip_card.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

namespace {

constexpr int kDotsPerInch = 150;
constexpr int kPageWidth = 874, kPageHeight = 1240;  // A5 at that
constexpr int kMargin = 60, kCode = 250, kOnScreen = 4;

QLabel* inPersonsLanguage(QLabel* label, const Receipt& receipt) {
  label->setLayoutDirection(receipt.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  label->setAlignment((receipt.rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
  return label;
}

// A table on this kind of paper begins at the left in every language.
Receipt mirrored(Receipt receipt) {
  std::swap(receipt.what, receipt.who);
  std::swap(receipt.why, receipt.kept);
  for (Receipt::Line& line : receipt.lines) {
    std::swap(line.category, line.who);
    std::swap(line.why, line.kept);
  }
  return receipt;
}

}  // namespace

bool writeReceiptPdf(const Receipt& receipt, const QString& file) {
  QPdfWriter writer(file);
  writer.setTitle(words::fromUtf8(receipt.title));
  writer.setPageSize(QPageSize(QPageSize::A5));
  writer.setPageMargins({});
  writer.setResolution(kDotsPerInch);
  QPainter painter;
  if (!painter.begin(&writer)) return false;
  painter.fillRect(QRect(0, 0, kPageWidth, kPageHeight), Qt::white);
  const QImage code = qrImage(receipt.code.qrText(), 1);
  const int x = receipt.rightToLeft ? kMargin : kPageWidth - kMargin - kCode;
  painter.drawImage(QRect(x, kMargin, kCode, kCode), code.scaled(kCode, kCode, Qt::KeepAspectRatio, Qt::FastTransformation));
  QTextDocument page;
  page.documentLayout()->setPaintDevice(&writer);
  page.setDefaultStyleSheet("h1{font-size:14pt} td,th{padding:6px;font-size:8pt} p{font-size:9pt}");
  QTextOption option;
  option.setTextDirection(receipt.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  page.setDefaultTextOption(option);
  page.setTextWidth(kPageWidth - 2 * kMargin);
  page.setHtml(words::fromUtf8(receiptHtml(receipt.rightToLeft ? mirrored(receipt) : receipt, {})));
  painter.translate(kMargin, kMargin + kCode);
  const qreal room = kPageHeight - kCode - 2.0 * kMargin;
  if (page.size().height() > room) {  // one sheet, whatever was recorded
    const qreal scale = room / page.size().height();
    if (receipt.rightToLeft) painter.translate(page.size().width() * (1 - scale), 0);
    painter.scale(scale, scale);
  }
  page.drawContents(&painter);
  return painter.end();
}

ReceiptCard::ReceiptCard(const Receipt& receipt, std::function<QString(const QString&)> choose) : receipt_(receipt), choose_(std::move(choose)) {
  setObjectName("card");
  auto* lines = column(this, kSpace24, kSpace12);
  lines->addWidget(title(tr("A receipt for the person")));
  lines->addWidget(body(tr("Hand it over on paper now. The code is kept nowhere else; it finds the record again and opens nothing.")));
  auto* across = row(kSpace24);
  auto* picture = new QLabel;
  const QImage code = qrImage(receipt_.code.qrText(), kOnScreen);
  picture->setPixmap(QPixmap::fromImage(code));
  picture->setFixedSize(code.size());
  picture->setAccessibleName(tr("QR code of the receipt"));
  across->addWidget(picture, 0, Qt::AlignTop);
  auto* paper = new QWidget;  // in the person's direction, whatever the officer's is
  paper->setLayoutDirection(receipt_.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
  auto* text = column(paper, 0, kSpace8);
  text->addWidget(inPersonsLanguage(strong(words::fromUtf8(receipt_.title)), receipt_));
  auto* number = lead(words::isolated(words::fromUtf8(receipt_.code.text())));
  number->setObjectName("receiptCode");
  text->addWidget(number);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(kSpace16);
  grid->setVerticalSpacing(kSpace4);
  int at = 0;
  for (const Receipt::Line& line : receipt_.lines) {
    grid->addWidget(inPersonsLanguage(strong(words::fromUtf8(line.category)), receipt_), at, 0);
    grid->addWidget(inPersonsLanguage(theme::hint(words::fromUtf8(line.kept)), receipt_), at++, 1);
  }
  text->addLayout(grid);
  across->addWidget(paper, 1);
  lines->addLayout(across);
  auto* acts = row();
  auto* pdf = button(tr("Save to print (PDF)"));
  acts->addWidget(pdf);
  acts->addStretch(1);
  lines->addLayout(acts);
  said_ = new QVBoxLayout;
  lines->addLayout(said_);
  setFocusProxy(pdf);
  connect(pdf, &QPushButton::clicked, this, &ReceiptCard::save);
}

void ReceiptCard::save() {
  const QString file = choose_(QStringLiteral("receipt.pdf"));  // names of files say nothing, not even the code
  if (file.isEmpty()) return;
  empty(said_);
  said_->addWidget(writeReceiptPdf(receipt_, file) ? state("save", Tone::safe, tr("Saved"))
                                                   : state("alert", Tone::danger, tr("The file was not written. Choose another folder.")));
}

}  // namespace limen
