// SPDX-License-Identifier: Apache-2.0
// Photographs, scans, signatures and drawings: chosen as a file or drawn here. What a camera wrote beside the picture is taken off by the
// station before it is kept; the file's name is not kept at all.
#include <QBoxLayout>
#include <QBuffer>
#include <QFile>
#include <QFileDialog>
#include <QMouseEvent>
#include <QPainter>

#include "app/questions/appearance.h"
#include "app/questions/fields.h"
#include "app/questions/media.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "protection/picture.h"

namespace limen {
namespace {

using namespace theme;

// Paper and ink are the picture's own, whatever the look of the window.
constexpr QSize kPaper{600, 220};
constexpr qreal kPen = 3;

class DrawingPad : public QWidget {
  Q_OBJECT

 public:
  DrawingPad() : paper_(kPaper, QImage::Format_Grayscale8) {
    setFixedSize(kPaper);
    setCursor(Qt::CrossCursor);
    setObjectName("drawing");
    setAccessibleName(tr("Sign or draw here with mouse, pen or finger"));
    clear();
  }
  void clear() {
    paper_.fill(0xff);
    drawn_ = false;
    update();
  }
  bool isDrawn() const { return drawn_; }
  Bytes picture() const {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    paper_.save(&buffer, "PNG");
    return copyOf(bytesOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
  }

 signals:
  void drawn();

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.drawImage(0, 0, paper_);
    painter.setPen(colours().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
  void mousePressEvent(QMouseEvent* event) override { stroke(last_ = event->position()); }
  void mouseMoveEvent(QMouseEvent* event) override {
    if (event->buttons().testFlag(Qt::LeftButton)) stroke(event->position());
  }

 private:
  void stroke(const QPointF& to) {
    QPainter painter(&paper_);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(Qt::GlobalColor::black), kPen, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(last_, to);
    last_ = to;
    drawn_ = true;
    update();
    emit drawn();
  }
  QImage paper_;
  QPointF last_;
  bool drawn_ = false;
};

class AttachmentField : public Field {
  Q_OBJECT

 public:
  AttachmentField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place) {
    auto* lines = column(this, 0, kSpace12);
    const Appearance appearance(node());
    const bool kept = node().type == forms::Type::image || node().type == forms::Type::file;
    if (!kept || !flow.keepsPictures()) {
      auto* panel = card("wait");
      column(panel, kSpace16, kSpace4)
          ->addWidget(state("alert", Tone::wait, kept ? tr("A preview keeps no pictures: nothing is stored for this question.")
                                                      : tr("Limen keeps pictures only: nothing is stored for this question.")));
      lines->addWidget(panel);
      return;
    }
    shown_ = new QLabel;
    shown_->setAccessibleName(tr("Picture"));
    lines->addWidget(shown_);
    says_ = theme::hint({});
    lines->addWidget(says_);
    wrong_ = body({});
    wrong_->setProperty("tone", "danger");
    lines->addWidget(wrong_);
    if (fixed()) {
      refresh();
      return;
    }
    for (const char* word : {"signature", "draw", "annotate"}) {
      if (appearance.has(word) && pad_ == nullptr) addPad(lines, name);
    }
    auto* acts = row();
    choose_ = button(pad_ == nullptr ? tr("Choose a picture…") : tr("Choose a picture instead…"));
    choose_->setAccessibleDescription(name);
    choose_->setAutoDefault(false);  // Enter goes on, as everywhere in a form; Space chooses
    remove_ = button(tr("Remove the picture"));
    acts->addWidget(choose_);
    acts->addWidget(remove_);
    acts->addStretch(1);
    lines->addLayout(acts);
    connect(choose_, &QPushButton::clicked, this, &AttachmentField::chooseFile);
    connect(remove_, &QPushButton::clicked, this, [this] { flow_.removePicture(place_); });
    refresh();
  }

  void refresh() override {
    if (shown_ == nullptr) return;
    const auto ref = flow_.picture(place_);
    const bool waits = flow_.waitsForPicture(place_);
    const QImage image = flow_.thumbnail(place_);
    shown_->setPixmap(image.isNull() ? QPixmap() : QPixmap::fromImage(image.scaled(sized(kLabelPicture), sized(kLabelPicture), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    shown_->setVisible(!image.isNull());
    says_->setText(waits ? tr("The picture is being saved…") : ref ? words::picture(*ref) : tr("JPEG or PNG. Place, time and camera are taken off; the file's name is not kept."));
    const QString refused = flow_.refusedPicture(place_);
    wrong_->setText(refused);
    wrong_->setVisible(!refused.isEmpty());
    if (choose_ == nullptr) return;
    remove_->setVisible(ref.has_value());
    remove_->setEnabled(!waits);
    if (pad_ != nullptr) {
      padBox_->setVisible(!ref && !waits);
      keep_->setEnabled(pad_->isDrawn());
    }
  }
  QWidget* entry() const override { return choose_; }

 private:
  void addPad(QBoxLayout* lines, const QString& name) {
    padBox_ = new QWidget;
    auto* inside = column(padBox_, 0, kSpace8);
    pad_ = new DrawingPad;
    pad_->setAccessibleDescription(name);
    inside->addWidget(pad_);
    auto* acts = row();
    keep_ = button(tr("Keep this drawing"));
    auto* again = button(tr("Clear"));
    acts->addWidget(keep_);
    acts->addWidget(again);
    acts->addStretch(1);
    inside->addLayout(acts);
    lines->addWidget(padBox_);
    connect(pad_, &DrawingPad::drawn, this, [this] { keep_->setEnabled(true); });
    connect(again, &QPushButton::clicked, this, [this] {
      pad_->clear();
      keep_->setEnabled(false);
    });
    connect(keep_, &QPushButton::clicked, this, [this] {
      Bytes drawing = pad_->picture();
      Bytes small = thumbnailOf(drawing);
      pad_->clear();
      flow_.keepPicture(place_, std::move(drawing), std::move(small));
    });
  }

  void chooseFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a picture"), {}, tr("Pictures (*.jpg *.jpeg *.png)"));
    if (!path.isEmpty()) take(path);
  }

 public slots:
  void take(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return flow_.noPicture(place_, tr("The file cannot be read. Nothing was kept."));
    if (file.size() > static_cast<qint64>(kMaxPictureFileBytes))
      return flow_.noPicture(place_, tr("The file is larger than %1. Nothing was kept.").arg(words::isolated(words::bytes(kMaxPictureFileBytes))));
    Bytes bytes(static_cast<std::size_t>(file.size()));
    bytes.resize(static_cast<std::size_t>(std::max<qint64>(0, file.read(reinterpret_cast<char*>(bytes.data()), file.size()))));
    Bytes small = thumbnailOf(bytes);
    if (small.empty()) return flow_.noPicture(place_, tr("This is no JPEG or PNG that can be shown. Nothing was kept."));
    flow_.keepPicture(place_, std::move(bytes), std::move(small));
  }

 private:
  QLabel* shown_ = nullptr;
  QLabel* says_ = nullptr;
  QLabel* wrong_ = nullptr;
  QWidget* padBox_ = nullptr;
  DrawingPad* pad_ = nullptr;
  QPushButton* keep_ = nullptr;
  QPushButton* choose_ = nullptr;
  QPushButton* remove_ = nullptr;
};

}  // namespace

Field* makeAttachmentField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  return new AttachmentField(flow, place, accessibleName);
}

}  // namespace limen

#include "picture_field.moc"
