// SPDX-License-Identifier: Apache-2.0
// The unlock page: who, in which of their ways, and the passphrase or a printed code. It tries on a thread of its own, because one try is slow by design, and says the user's
// secret once; what becomes of that is the program's business.
#pragma once

#include <QCheckBox>
#include <QLineEdit>
#include <QMainWindow>
#include <QPointer>
#include <QPushButton>
#include <functional>
#include <memory>
#include <thread>

#include "app/languages.h"
#include "app/sentences.h"
#include "core/clock.h"
#include "crypto/secret_bytes.h"
#include "station/users.h"
#include "station/vault.h"

class QVBoxLayout;

namespace limen {

// The station as the unlock page sees it: a seam, so that the page is tested without a station.
struct UnlockDoor {
  std::function<Result<std::vector<UnlockChoice>>()> choices;
  // Called on another thread. `typed`: the passphrase, or the code; `pin`: the security key's, or empty.
  std::function<Result<SecretBytes>(const UserId&, const UnlockWay& way, const SecretBytes& typed, const SecretBytes& pin)> open;
  std::function<bool(const UserId&)> mustChange;  // whether what was just typed was given by somebody else
  std::function<Result<void>(const UserId&, const SecretBytes& secret, const SecretBytes& passphrase, DevicesAre devices)>
      change;  // on another thread
  std::function<SecretBytes()> suggest;
};

class UnlockWindow : public QMainWindow {
  Q_OBJECT

 public:
  UnlockWindow(UnlockDoor door, const Clock& clock, Preferences preferences, std::function<void(const Preferences&)> keep);
  ~UnlockWindow() override;

 signals:
  void unlocked(const limen::UserId& user, std::shared_ptr<limen::SecretBytes> secret);
  void closed();

 protected:
  void closeEvent(QCloseEvent* event) override;

 private:
  void rebuild();
  void fillCard(QVBoxLayout* lines);
  void fillWays(QVBoxLayout* lines);
  UnlockWay way() const;  // the chosen one
  void tryNow();
  void answered(Result<SecretBytes> secret);
  void fillChange(QVBoxLayout* lines);
  void changeNow();
  void changed(const Result<void>& done);
  void begin(const QString& busy);
  void showFailure(const Explanation& words);
  void showWaiting();
  void choose(const QString& code);

  UnlockDoor door_;
  const Clock& clock_;
  Preferences preferences_;
  std::function<void(const Preferences&)> keep_;
  std::vector<UnlockChoice> choices_;
  std::size_t chosen_ = 0, way_ = 0;
  std::thread trying_;
  bool busy_ = false;

  std::shared_ptr<SecretBytes> opened_;  // the user's secret while they choose a passphrase of their own

  QLineEdit* passphrase_ = nullptr;
  QLineEdit* again_ = nullptr;
  QLineEdit* pin_ = nullptr;
  QCheckBox* lost_ = nullptr;
  QPushButton* unlock_ = nullptr;
  QVBoxLayout* failure_ = nullptr;
};

}  // namespace limen
