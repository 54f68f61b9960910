// SPDX-License-Identifier: Apache-2.0
// One record being asked: the form session, where the officer stands in it, what was typed and cannot be read yet, and whether all of it
// is saved. Widgets come and go (a change of language makes them anew); this stays.
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <set>

#include "app/form_flow.h"
#include "app/languages.h"
#include "app/session_model.h"

namespace limen {

struct PageProblem {
  forms::Place place;
  QString label, sentence;
};

class IntakeFlow : public QObject {
  Q_OBJECT

 public:
  // Nothing when the draft does not fit its form.
  static std::unique_ptr<IntakeFlow> open(const Clock& clock, Random& random, const OpenIntake& intake);

  const Programme& programme() const { return *programme_; }
  const DraftId& draft() const { return draft_; }
  const QString& mediaFolder() const { return mediaFolder_; }
  forms::FormSession& form() { return form_; }
  const forms::FormSession& form() const { return form_; }
  const FormFlow& flow() const { return flow_; }
  std::size_t at() const { return at_; }
  const FormPage& page() const { return flow_.pages[at_]; }
  void useLanguage(const Language& language);

  // Answers. Typed text that cannot be read stays as it is and counts as a problem.
  void type(const forms::Place& place, const QString& text);
  void set(const forms::Place& place, forms::Value value);
  QString shown(const forms::Place& place) const;

  // Going on checks the page and stays when something is missing. Who came from the review to change one answer goes back to it.
  bool goOn();
  void goBack();
  void goTo(std::size_t page);
  void goTo(const forms::Place& question);
  void addInstance(const forms::Place& repeat);
  void removeInstance(const forms::Place& repeat, RepeatId instance);

  // Of this page (of the whole form on the review), once the officer wanted to go on.
  std::vector<PageProblem> problems() const;
  QString problemOf(const forms::Place& place) const;
  // What seems to stand in free text and belongs into a question of its own: once the field was left, until it is mended.
  void leave(const forms::Place& place);
  QString strayIn(const forms::Place& place) const;
  std::vector<PageProblem> strays() const;  // of the page that was left last; on the review, of the whole form
  bool ready();  // marks every question as asked; true when no problem is left

  // Pictures. One that is handed over is answered by takePicture() or refusePicture(); its answer is set then.
  bool keepsPictures() const { return keepsPictures_; }
  void keepPicture(const forms::Place& place, Bytes file, Bytes thumbnail);
  void noPicture(const forms::Place& place, const QString& sentence);  // what was chosen is none
  void takePicture(quint64 question, const std::string& answer);
  void refusePicture(quint64 question, const QString& sentence);
  bool waitsForPicture(const forms::Place& place) const;
  QString refusedPicture(const forms::Place& place) const;  // why the last one was not taken
  void removePicture(const forms::Place& place);
  QImage thumbnail(const forms::Place& place);  // null while it is fetched, and where there is none
  void takeThumbnail(const AttachmentRef& ref, const QImage& image);
  std::optional<AttachmentRef> picture(const forms::Place& place) const;

  bool dirty() const { return dirty_; }
  Bytes content();   // what a draft is; clean from now on
  void stayDirty() { dirty_ = true; }

  static QString title(const forms::FormSession& form, const forms::Place& container);

 signals:
  void answered();      // labels, choices or relevance may differ now
  void moved();         // another page
  void saveWanted();
  void pictureTaken(const limen::PictureFile& picture);
  void thumbnailWanted(const limen::AttachmentRef& ref);

 private:
  IntakeFlow(const Clock& clock, Random& random, const OpenIntake& intake);
  QString sentenceFor(const forms::Place& place) const;
  std::vector<PageProblem> problemsOf(const std::vector<forms::Place>& places) const;
  std::vector<forms::Place> questionsAsked() const;
  std::size_t firstPage() const;
  void changed();
  void moveTo(std::size_t page);

  std::shared_ptr<const Programme> programme_;
  DraftId draft_;
  QString mediaFolder_;
  forms::FormSession form_;
  FormFlow flow_;
  std::size_t at_ = 0;
  bool fromReview_ = false;
  std::map<forms::Place, QString> unreadable_;
  std::set<forms::Place> checked_, left_;
  std::vector<forms::Place> leftLast_;
  bool keepsPictures_ = false;
  quint64 lastQuestion_ = 0;
  std::map<quint64, forms::Place> handedOver_;
  std::map<AttachmentId, QImage> thumbnails_;  // null: asked for
  std::map<forms::Place, QString> refusedPictures_;
  bool dirty_ = false;
};

}  // namespace limen
