// SPDX-License-Identifier: Apache-2.0
// Above the questions: who may be the same person, why, and what the officer says to it. Nothing waits for it and nothing is
// merged.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <vector>

#include "station/duplicates.h"

class QVBoxLayout;

namespace limen {

QString likenessWords(const std::vector<Likeness>& reasons);  // "names that sound alike, born within a year"
QString saidWords(AlikeWord word);                            // "You said: another person"

class AlikePanel : public QFrame {
  Q_OBJECT

 public:
  AlikePanel();
  void show(const std::vector<AlikePerson>& people);  // none: it is not there
  void toggle();
  bool isOpen() const { return open_; }

 signals:
  void said(const limen::Alike& other, limen::AlikeWord word);

 private:
  void fill();
  void addPerson(const AlikePerson& person);

  std::vector<AlikePerson> people_;
  bool open_ = false;
  std::size_t told_ = 0;  // how many were spoken of
  QVBoxLayout* top_ = nullptr;
  QPushButton* toggle_ = nullptr;
  QWidget* body_ = nullptr;
  QVBoxLayout* lines_ = nullptr;
};

}  // namespace limen
