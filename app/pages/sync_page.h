// SPDX-License-Identifier: Apache-2.0
// Sync: the one honest line, the button, what is under way with Cancel, and what happened if it did not end well.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <functional>
#include <optional>

#include "app/sentences.h"
#include "app/session_model.h"

class QVBoxLayout;

namespace limen {

struct SyncState {
  Counts counts;
  bool running = false;
  bool cancelling = false;
  SyncProgress progress;
  std::optional<Explanation> failure;
  std::optional<SyncReport> report;
  std::int64_t syncedMs = 0;  // 0: not in this session
  bool anotherLog = false;    // until a sync says otherwise
  BackupState backup;
  enum class Stick { none, writing, taking } stick = Stick::none;  // what is under way, or was last
  std::optional<CourierSent> written;
  std::optional<CourierTaken> taken;
};

class SyncPage : public QWidget {
  Q_OBJECT

 public:
  SyncPage(SessionModel& model, SyncState& state);
  void refresh();
  void takeFocus();
  // Asks for the stick; "" when nobody chose one.
  void chooseFolderBy(std::function<QString()> choose) { chooseFolder_ = std::move(choose); }

 signals:
  void syncWanted();
  void stickWanted(limen::SyncState::Stick what, const QString& folder);

 private:
  void carryByStick(SyncState::Stick what);
  void showStick();

  SessionModel& model_;
  SyncState& state_;
  std::function<QString()> chooseFolder_;
  QPushButton* write_ = nullptr;
  QPushButton* take_ = nullptr;
  QVBoxLayout* stickOutcome_ = nullptr;
  QLabel* line_ = nullptr;
  QVBoxLayout* stateLine_ = nullptr;
  QPushButton* now_ = nullptr;
  QPushButton* cancel_ = nullptr;
  QWidget* under_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QLabel* doing_ = nullptr;
  QVBoxLayout* outcome_ = nullptr;
};

}  // namespace limen
