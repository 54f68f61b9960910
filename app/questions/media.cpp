// SPDX-License-Identifier: Apache-2.0
#include "app/questions/media.h"

#include <QBoxLayout>
#include <QApplication>
#include <QBuffer>
#include <QFileInfo>
#include <QImageReader>
#include <QLabel>

#include "app/theme/theme.h"
#include "protection/picture.h"
#include "app/words.h"

namespace limen {
namespace {

using namespace theme;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Media)
};

// "jr://images/map.png" as "map.png".
QString plainName(QString file) {
  for (const char* scheme : {"jr://images/", "jr://audio/", "jr://video/"}) file.remove(QLatin1String(scheme));
  return file;
}

// A plain name in the form's own folder: no path leads out of it.
QString besideForm(const IntakeFlow& flow, const QString& name) {
  if (flow.mediaFolder().isEmpty() || name.isEmpty() || name.contains('/') || name.contains('\\') || name.startsWith('.')) return {};
  const QFileInfo file(flow.mediaFolder() + '/' + name);
  return file.isFile() && file.size() <= kMaxPictureBytes ? file.filePath() : QString();
}

}  // namespace

QPixmap pictureOf(const IntakeFlow& flow, const QString& file, int longest) {
  const QString path = besideForm(flow, plainName(file));
  if (path.isEmpty()) return {};
  QImageReader reader(path);
  reader.setAutoTransform(true);
  const qreal ratio = qApp->devicePixelRatio();
  const QSize room = QSize(sized(longest), sized(longest)) * ratio;
  if (reader.size().isValid()) reader.setScaledSize(reader.size().scaled(room, Qt::KeepAspectRatio));
  QImage image = reader.read();
  if (image.isNull()) return {};
  image = image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  image.setDevicePixelRatio(ratio);
  return QPixmap::fromImage(image);
}

QImage imageOf(ByteView picture, int longest) {
  QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(picture.data()), static_cast<qsizetype>(picture.size()));
  QBuffer buffer(&bytes);
  QImageReader reader(&buffer);
  reader.setAutoTransform(true);
  const QSize whole = reader.size();
  if (!whole.isValid() || static_cast<std::uint64_t>(whole.width()) * static_cast<std::uint64_t>(whole.height()) > kMaxPicturePixels) return {};
  if (std::max(whole.width(), whole.height()) > longest) reader.setScaledSize(whole.scaled(longest, longest, Qt::KeepAspectRatio));
  return reader.read();
}

Bytes thumbnailOf(ByteView picture) {
  constexpr int kQuality = 72;
  const QImage small = imageOf(picture, kThumbnailPixels);
  if (small.isNull()) return {};
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!small.convertToFormat(QImage::Format_RGB888).save(&buffer, "JPEG", kQuality)) return {};
  return copyOf(bytesOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

QWidget* mediaOf(const IntakeFlow& flow, const forms::Place& place) {
  const auto named = [&](const char* kind) { return words::fromUtf8(flow.form().media(place, kind)); };
  const QString image = named("image"), audio = named("audio"), video = named("video");
  if (image.isEmpty() && audio.isEmpty() && video.isEmpty()) return nullptr;
  auto* whole = new QWidget;
  auto* lines = column(whole, 0, kSpace4);
  const auto name = [](const QString& file) { return words::isolated(plainName(file)); };
  const QPixmap picture = pictureOf(flow, image, kLabelPicture);
  if (!picture.isNull()) {
    auto* shown = new QLabel;
    shown->setPixmap(picture);
    shown->setAccessibleName(Words::tr("Picture"));
    lines->addWidget(shown);
  } else if (!image.isEmpty()) {
    lines->addWidget(small(Words::tr("Picture %1 is not on this laptop.").arg(name(image))));
  }
  if (!audio.isEmpty()) lines->addWidget(small(Words::tr("Sound %1: this laptop plays none.").arg(name(audio))));
  if (!video.isEmpty()) lines->addWidget(small(Words::tr("Film %1: this laptop plays none.").arg(name(video))));
  return whole;
}

}  // namespace limen
