// SPDX-License-Identifier: Apache-2.0
// The frame: top bar, navigation, one section. It holds what outlives its widgets, so that a change of language or look builds the widgets
// anew in place. Locking, the privacy screen and idleness live here.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

#include "app/frame/focus_follow.h"
#include "app/frame/lock_watch.h"
#include "app/languages.h"
#include "app/pages/intake_page.h"
#include "app/pages/notices_page.h"
#include "app/pages/people_page.h"
#include "app/pages/records_page.h"
#include "app/pages/shift_page.h"
#include "app/pages/sync_page.h"
#include "app/session_model.h"

class QLabel;
class QPushButton;

namespace limen {

enum class Section { intake, records, sync, notices, shift, people };
constexpr int kSections = 6;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // `keep` stores a changed preference.
  // `slip`: of the shift that closed just before, in the session that this one follows.
  MainWindow(SessionModel& model, Preferences preferences, std::function<void(const Preferences&)> keep, std::optional<ShiftSlip> slip = {});
  ~MainWindow() override;

  Section section() const { return section_; }
  void goTo(Section section);
  void lock(bool endShift);
  void useLanguage(const QString& code);
  void lookAtClock();  // locks when it is time to; the window's own timer asks, and nothing else has to

 signals:
  void locked();  // drafts and shift are on disk: the program may end
  void shiftClosed(const limen::ShiftSlip& slip);  // likewise, and another window may begin with the slip

 protected:
  void closeEvent(QCloseEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addKeys();
  void rebuild();
  QWidget* makeTopBar();
  QWidget* makeNavigation();
  void showFacts();
  void showBanner();
  void showWarnings();
  void toggleCover();
  void startSync();
  void startStick(SyncState::Stick what, const QString& folder);
  bool beginSync(SyncState::Stick what);  // false: one is under way
  void prefer(const Preferences& preferences);
  bool offered(Section section) const;
  Milliseconds idleLimit() const { return std::chrono::minutes(preferences_.lockAfterMinutes); }

  SessionModel& model_;
  Preferences preferences_;
  std::function<void(const Preferences&)> keep_;
  LockWatch watch_;
  FocusFollow follow_{*this};
  QTimer lookAgain_;
  StationFacts facts_;
  bool opened_ = false;
  bool locking_ = false;
  std::optional<Explanation> openFailure_;

  Section section_ = Section::intake;
  IntakeState intakeState_;
  RecordsState recordsState_;
  SyncState syncState_;
  ShiftState shiftState_;
  std::size_t noticesShown_ = 0;

  QStackedWidget* sections_ = nullptr;
  IntakePage* intake_ = nullptr;
  RecordsPage* records_ = nullptr;
  SyncPage* sync_ = nullptr;
  NoticesPage* notices_ = nullptr;
  ShiftPage* shift_ = nullptr;
  PeoplePage* people_ = nullptr;
  std::vector<QPushButton*> navigation_;
  QLabel* site_ = nullptr;
  QPushButton* count_ = nullptr;
  QLabel* banner_ = nullptr;
  QLabel* warnings_ = nullptr;
  QPointer<QWidget> cover_;
};

}  // namespace limen
