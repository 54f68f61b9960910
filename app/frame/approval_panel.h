// SPDX-License-Identifier: Apache-2.0
// What an act asks for before it is done: one's own passphrase again, or a second person with theirs. Every act that the table of rights
// marks so shows this one panel, and repeats itself when the panel says given().
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

class ApprovalPanel : public QFrame {
  Q_OBJECT

 public:
  // Whether `error` is one that this panel helps with.
  static bool helps(const Error& error);
  // `what` says what will be done, as the rest of "To ...". `subject` is what the act is about.
  ApprovalPanel(SessionModel& model, const Error& error, Act act, Bytes subject, const QString& what);

 signals:
  void given();
  void cancelled();

 private:
  void askPassphrase(const QString& label);
  void takePeople(const std::vector<StationPerson>& people);
  void choosePerson();
  void askFurther(const StationPerson& person);  // what this one needs beside the passphrase
  void askCode();
  void send();

  SessionModel& model_;
  const Act act_;
  const Bytes subject_;
  const bool second_;
  std::vector<StationPerson> people_;  // who may give it: oneself, or the second persons
  std::size_t chosen_ = 0;
  QVBoxLayout* fields_ = nullptr;   // who, passphrase
  QVBoxLayout* further_ = nullptr;  // security key, phone
  QVBoxLayout* failure_ = nullptr;
  QPointer<QLineEdit> passphrase_, pin_, code_;
  QPushButton* confirm_ = nullptr;
};

}  // namespace limen
