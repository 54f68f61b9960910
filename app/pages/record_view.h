// SPDX-License-Identifier: Apache-2.0
// One record: a card a compartment. What this user may not open stands there as a closed shape with the words who can.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "crypto/attachment.h"
#include "station/records.h"

class QBoxLayout;

namespace limen {

class RecordViewPage : public QWidget {
  Q_OBJECT

 public:
  // correctable: this user may amend, and a shift is open.
  RecordViewPage(const RecordView& view, bool correctable);
  void takeFocus();
  void askForPictures();  // of which the small one comes first
  void showPicture(const AttachmentRef& ref, AttachmentPart part, const Bytes& picture);
  void sayMissing(const AttachmentRef& ref, AttachmentPart part, const Error& error);

 signals:
  void pictureWanted(const limen::AttachmentRef& ref, limen::AttachmentPart part);
  void backWanted();
  void correctionWanted();

 private:
  struct Picture {
    AttachmentRef ref;
    QLabel* shown;
    QLabel* says;
    QPushButton* larger;
  };
  QWidget* compartmentCard(const ShownCompartment& compartment);
  void addPicture(QBoxLayout* lines, const AttachmentRef& ref);
  std::vector<Picture> pictures_;
  QPushButton* back_;
};

}  // namespace limen
