// SPDX-License-Identifier: Apache-2.0
// Pictures in the window: chosen, drawn, seen in the form and in the record, refused with a sentence.
#include <QBuffer>
#include <QTemporaryDir>
#include <fstream>

#include "app/pages/record_view.h"
#include "app/questions/media.h"
#include "forms/workbook.h"
#include "protection/picture.h"
#include "tests/app/window_support.h"
#include "tests/support/pictures.h"

using namespace limen;
using namespace limen::test;

namespace {

std::shared_ptr<const Programme> pictureProgramme(bool required = false) {
  const QTemporaryDir folder;
  const std::filesystem::path at = folder.path().toStdString();
  std::ofstream(at / "survey.csv") << "type,name,label::English (en),label::Arabic (ar),appearance,required\n"
                                      "image,face,Photograph of the person,صورة الشخص,," << (required ? "yes" : "") << "\n"
                                      "image,sign,Signature,التوقيع,signature,\n"
                                      "audio,voice,Voice,الصوت,,\n";
  std::ofstream(at / "settings.csv") << "form_title,form_id,default_language\nPictures,pictures,English (en)\n";
  auto book = forms::readCsvFolder(at);
  REQUIRE(book);
  BuildOptions options;
  options.unprotectedDemo = true;
  auto reading = readProgramme(*book, options);
  REQUIRE(reading.programme);
  return std::make_shared<const Programme>(std::move(*reading.programme));
}

// A picture that a viewer can draw, half red and half blue, turned by its EXIF.
QByteArray realPhotograph() {
  QImage image(400, 300, QImage::Format_RGB888);
  image.fill(Qt::red);
  for (int y = 0; y < image.height(); ++y) {
    for (int x = image.width() / 2; x < image.width(); ++x) image.setPixelColor(x, y, Qt::blue);
  }
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "JPEG", 90);
  const QByteArray exif("Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 32);
  QByteArray segment("\xff\xe1");
  segment.append('\0').append(static_cast<char>(exif.size() + 2)).append(exif);
  return bytes.insert(2, segment);
}

ByteView viewOf(const QByteArray& bytes) { return bytesOf(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))); }

struct Working {
  explicit Working(const QString& language = "en", bool required = false)
      : desk(language, {}, [&](FakeModel& model) { model.facts.programmes = {pictureProgramme(required)}; }) {
    file = folder.path() + "/IMG_20261123_NAMES_SOMEBODY.jpg";
    std::ofstream(file.toStdString(), std::ios::binary) << realPhotograph().toStdString();
    desk.start();
  }
  Field& field() {
    for (auto* each : desk.window->findChildren<Field*>()) {
      if (each->isVisibleTo(desk.window.get())) return *each;
    }
    FAIL("no field");
    return *desk.window->findChild<Field*>();
  }
  void take(const QString& path) {
    QMetaObject::invokeMethod(&field(), "take", Q_ARG(QString, path));
    desk.settle();
  }
  IntakeFlow& flow() { return const_cast<IntakeFlow&>(desk.form()->flow()); }
  std::optional<AttachmentRef> answer(const char* name) { return flow().picture({*flow().form().form().find(name), {}}); }
  QImage seen() {
    for (auto* label : field().findChildren<QLabel*>()) {
      if (!label->pixmap(Qt::ReturnByValue).isNull() && label->width() > 100) return label->pixmap(Qt::ReturnByValue).toImage();
    }
    return {};
  }

  QTemporaryDir folder;
  QString file;
  Desk desk;
};

}  // namespace

TEST_CASE("a picture is chosen, seen as it was held, and can be removed", "[app]") {
  Working at;
  CHECK(at.desk.sees("JPEG or PNG. Place, time and camera are taken off; the file's name is not kept."));
  at.take(at.file);
  const auto ref = at.answer("face");
  REQUIRE(ref);
  CHECK(at.desk.sees("Picture, "));
  const QImage seen = at.seen();
  REQUIRE_FALSE(seen.isNull());
  CHECK(seen.height() > seen.width());  // orientation 6: it lies on its side
  CHECK(seen.pixelColor(seen.width() / 2, seen.height() / 10).red() > 200);
  CHECK(seen.pixelColor(seen.width() / 2, seen.height() * 9 / 10).blue() > 200);
  CHECK(textOf(at.desk.model.lastDraft).find("NAMES_SOMEBODY") == std::string_view::npos);
  CHECK(textOf(at.desk.model.lastDraft).find(ref->text()) != std::string_view::npos);  // saved at once
  REQUIRE(at.desk.button("Remove the picture") != nullptr);
  at.desk.button("Remove the picture")->click();
  at.desk.settle();
  CHECK_FALSE(at.answer("face"));
  CHECK(at.seen().isNull());
}

TEST_CASE("a stripped picture is drawn as the one that was taken", "[app]") {
  const QByteArray taken = realPhotograph();
  const auto stripped = stripPicture(viewOf(taken));
  REQUIRE(stripped);
  CHECK(imageOf(stripped->bytes, 4000) == imageOf(viewOf(taken), 4000));
  QImage scan(40, 30, QImage::Format_ARGB32);
  scan.fill(QColor(10, 200, 30, 100));
  scan.setText("Author", "SOMEBODY");
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  scan.save(&buffer, "PNG");
  REQUIRE(png.contains("SOMEBODY"));
  const auto plain = stripPicture(viewOf(png));
  REQUIRE(plain);
  CHECK(textOf(plain->bytes).find("SOMEBODY") == std::string_view::npos);
  CHECK(imageOf(plain->bytes, 4000).convertToFormat(QImage::Format_ARGB32) == imageOf(viewOf(png), 4000).convertToFormat(QImage::Format_ARGB32));
  const Bytes small = thumbnailOf(viewOf(taken));
  REQUIRE_FALSE(small.empty());
  CHECK(small.size() < 32'000);
  CHECK(imageOf(small, 4000).size() == QSize(240, 320));
}

TEST_CASE("a signature is drawn, cleared, drawn again and kept as a picture", "[app]") {
  Working at;
  at.desk.key(Qt::Key_Return);  // past the photograph, which may be left out
  auto* pad = at.desk.window->findChild<QWidget*>("drawing");
  REQUIRE(pad != nullptr);
  REQUIRE(at.desk.button("Keep this drawing") != nullptr);
  CHECK_FALSE(at.desk.button("Keep this drawing")->isEnabled());
  const auto stroke = [&] {
    QTest::mousePress(pad, Qt::LeftButton, {}, QPoint(20, 20));
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 120), pad->mapToGlobal(QPointF(300, 120)), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(pad, &move);
    QTest::mouseRelease(pad, Qt::LeftButton, {}, QPoint(300, 120));
    at.desk.settle();
  };
  stroke();
  REQUIRE(at.desk.button("Keep this drawing")->isEnabled());
  at.desk.button("Clear")->click();
  CHECK_FALSE(at.desk.button("Keep this drawing")->isEnabled());
  stroke();
  at.desk.button("Keep this drawing")->click();
  at.desk.settle();
  const auto ref = at.answer("sign");
  REQUIRE(ref);
  CHECK(ref->kind == static_cast<std::uint8_t>(PictureKind::png));
  const QImage kept = imageOf(at.desk.model.pictures[ref->id].second, 4000);
  CHECK(kept.size() == QSize(600, 220));
  CHECK(kept.pixelColor(160, 70).lightness() < 60);  // on the line
  CHECK(kept.pixelColor(500, 200).lightness() == 255);
  CHECK_FALSE(at.seen().isNull());
}

TEST_CASE("what is no picture is refused with a sentence and nothing is kept", "[app]") {
  Working at;
  const QString words = at.folder.path() + "/words.jpg";
  std::ofstream(words.toStdString()) << "words";
  at.take(words);
  CHECK(at.desk.sees("This is no JPEG or PNG that can be shown. Nothing was kept."));
  CHECK_FALSE(at.answer("face"));
  at.take(at.folder.path() + "/nothing.jpg");
  CHECK(at.desk.sees("The file cannot be read. Nothing was kept."));
  at.desk.model.pictureError = Error(AttachmentError::tooMany);
  at.take(at.file);
  CHECK(at.desk.sees("This record holds as many pictures as it may."));
  CHECK_FALSE(at.answer("face"));
  at.desk.model.pictureError.reset();
  at.take(at.file);
  CHECK(at.answer("face"));
  CHECK_FALSE(at.desk.sees("This record holds as many pictures as it may."));
}

TEST_CASE("nobody goes on while a picture is still being saved, and a later one takes its place", "[app]") {
  Working at;
  at.desk.model.holdPictures = true;
  at.take(at.file);
  CHECK(at.desk.sees("The picture is being saved…"));
  const auto page = at.flow().at();
  at.desk.key(Qt::Key_Return);
  CHECK(at.flow().at() == page);
  CHECK(at.desk.sees("The picture is being saved. Wait a moment"));
  at.desk.model.holdPictures = false;
  at.desk.model.keepPicture(*at.desk.model.heldPicture);
  at.desk.settle();
  CHECK(at.answer("face"));
  at.field().entry()->setFocus();  // the summary of what is wrong had it
  at.desk.key(Qt::Key_Return);
  CHECK(at.flow().at() == page + 1);
}

TEST_CASE("a required picture asks to be chosen", "[app]") {
  Working at("en", true);
  at.desk.key(Qt::Key_Return);
  CHECK(at.desk.sees("Choose a picture"));
  CHECK(at.flow().at() == 0);
}

TEST_CASE("sound is not kept and the field says so", "[app]") {
  Working at;
  at.desk.key(Qt::Key_Return);
  at.desk.key(Qt::Key_Return);
  CHECK(at.desk.sees("Limen keeps pictures only: nothing is stored for this question."));
  CHECK(at.field().entry() == nullptr);
}

TEST_CASE("the picture's field speaks Arabic and mirrors", "[app]") {
  Working at("ar");
  CHECK(at.desk.sees(QString::fromUtf8("JPEG أو PNG")));
  CHECK(at.desk.window->layoutDirection() == Qt::RightToLeft);
  at.take(at.file);
  CHECK(at.answer("face"));
  CHECK(at.desk.sees(QString::fromUtf8("صورة، ")));
  CHECK_FALSE(at.seen().isNull());
}

TEST_CASE("a record shows its pictures small, large when asked, and says when they are not here", "[app]") {
  Desk desk;
  desk.model.addRecords(1);
  const QByteArray photo = realPhotograph();
  const Bytes small = thumbnailOf(viewOf(photo));
  const auto sealed = sealAttachment(AttachmentId::make(desk.model.random_), 1, viewOf(photo), small, SecretBytes::random(32));
  RecordView view;
  view.record = desk.model.records[0].record;
  view.programmeTitle = "Pictures";
  ShownCompartment compartment;
  compartment.name = compartment.label = "operational";
  compartment.state = ShownCompartment::State::readable;
  ShownAnswer answer;
  answer.question = answer.label = "face";
  answer.text = "JPEG, 9 KiB";
  answer.picture = true;
  answer.values = {sealed.ref.text()};
  compartment.answers = {answer};
  view.compartments = {compartment};
  RecordViewPage page(view, nullptr);
  page.resize(900, 900);
  QObject::connect(&page, &RecordViewPage::pictureWanted, &desk.model,
                   [&](const AttachmentRef& ref, AttachmentPart part) { desk.model.showPicture(view.record, ref, part); });
  QObject::connect(&desk.model, &SessionModel::pictureShown, &page, &RecordViewPage::showPicture);
  QObject::connect(&desk.model, &SessionModel::pictureMissing, &page, &RecordViewPage::sayMissing);
  page.show();
  const auto shown = [&] {
    for (auto* label : page.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&page) && label->pixmap(Qt::ReturnByValue).width() > 100) return label->pixmap(Qt::ReturnByValue).size();
    }
    return QSize();
  };
  const auto says = [&](const QString& words) {
    for (auto* label : page.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&page) && label->text().contains(words)) return true;
    }
    return false;
  };
  page.askForPictures();
  CHECK(says("The picture is not on this laptop yet. Its small form comes with the next sync."));
  CHECK(shown().isEmpty());
  desk.model.pictures[sealed.ref.id] = {small, copyOf(viewOf(photo))};
  page.askForPictures();
  CHECK(shown() == QSize(210, 280));
  for (auto* each : page.findChildren<QPushButton*>()) {
    if (each->text() == "Show it large") each->click();
  }
  CHECK(shown() == QSize(300, 400));
}
