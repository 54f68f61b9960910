// SPDX-License-Identifier: Apache-2.0
// Who unlocks this laptop, for who is in charge of it: disable, enable, and six new words for somebody who forgot their passphrase.
#pragma once

#include <QPointer>
#include <QPushButton>
#include <QWidget>
#include <functional>

#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class PeoplePage : public QWidget {
  Q_OBJECT

 public:
  explicit PeoplePage(SessionModel& model, const StationFacts& facts);
  void arrive();
  void takeFocus();

 private:
  struct Wanted {  // the act that waits for an approval
    Act act;
    UserId user;
    QString what;
    std::function<void()> again;
  };
  void fill(const std::vector<StationPerson>& people);
  QWidget* card(const StationPerson& person);
  void ask(Wanted wanted, const QString& goes, const QString& stays, const QString& act);
  void perform(Wanted wanted);
  void refused(const Error& error);
  void showWords(const UserId& user, const Typed& words);

  SessionModel& model_;
  const StationFacts& facts_;
  QVBoxLayout* top_ = nullptr;  // what is asked, what was refused, what is shown once
  QVBoxLayout* list_ = nullptr;
  QPointer<QPushButton> first_;
  std::vector<StationPerson> people_;
  std::optional<Wanted> wanted_;
};

}  // namespace limen
