// SPDX-License-Identifier: Apache-2.0
// One record: a card a compartment. What this user may not open stands there as a closed shape with the words who can.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "app/sentences.h"
#include "crypto/attachment.h"
#include "protection/programme.h"
#include "station/records.h"

class QBoxLayout;
class QVBoxLayout;

namespace limen {

class RecordViewPage : public QWidget {
  Q_OBJECT

 public:
  // `amends`: the programme by which this user may amend it now, a shift being open; null: may not.
  RecordViewPage(const RecordView& view, const Programme* amends);
  void takeFocus();
  void askForPictures();  // of which the small one comes first
  void showPicture(const AttachmentRef& ref, AttachmentPart part, const Bytes& picture);
  void sayFailed(const Explanation& words);  // taking a consent back
  void ask(QWidget* panel);                  // what opening it with a second person wants first
  void sayMissing(const AttachmentRef& ref, AttachmentPart part, const Error& error);

 signals:
  void pictureWanted(const limen::AttachmentRef& ref, limen::AttachmentPart part);
  void backWanted();
  void correctionWanted();
  void unsealWanted();
  void withdrawalWanted(const std::string& purpose);

 private:
  struct Picture {
    AttachmentRef ref;
    QLabel* shown;
    QLabel* says;
    QPushButton* larger;
  };
  QWidget* compartmentCard(const ShownCompartment& compartment);
  QWidget* consentCard(const RecordView& view, const Programme& programme);
  void askAgain(const std::string& purpose, const QString& label);
  void addPicture(QBoxLayout* lines, const AttachmentRef& ref);
  std::vector<Picture> pictures_;
  QWidget* guardedCard(bool mayUnseal);
  QVBoxLayout* asked_ = nullptr;  // below the consents: whether it is meant
  QVBoxLayout* guarded_ = nullptr;
  QPushButton* back_;
};

}  // namespace limen
