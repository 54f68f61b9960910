// SPDX-License-Identifier: Apache-2.0
// The frame: top bar, navigation, one section. It holds what outlives its widgets, so that a change of language or look builds the widgets
// anew in place. Locking, the privacy screen and idleness live here.
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

#include "app/languages.h"
#include "app/pages/intake_page.h"
#include "app/pages/notices_page.h"
#include "app/pages/records_page.h"
#include "app/pages/shift_page.h"
#include "app/pages/sync_page.h"
#include "app/session_model.h"

class QLabel;
class QPushButton;

namespace limen {

constexpr Milliseconds kIdleLock{3 * 60 * 1000};

enum class Section { intake, records, sync, notices, shift };
constexpr int kSections = 5;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // `keep` stores a changed preference.
  MainWindow(SessionModel& model, Preferences preferences, std::function<void(const Preferences&)> keep, Milliseconds idleLock = kIdleLock);
  ~MainWindow() override;

  Section section() const { return section_; }
  void goTo(Section section);
  void lock(bool endShift);
  void useLanguage(const QString& code);

 signals:
  void locked();  // drafts and shift are on disk: the program may end

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
  void toggleCover();
  void startSync();
  void prefer(const Preferences& preferences);

  SessionModel& model_;
  Preferences preferences_;
  std::function<void(const Preferences&)> keep_;
  QTimer idle_;
  StationFacts facts_;
  bool opened_ = false;
  bool locking_ = false;
  std::optional<Explanation> openFailure_;

  Section section_ = Section::intake;
  IntakeState intakeState_;
  RecordsState recordsState_;
  SyncState syncState_;
  std::size_t noticesShown_ = 0;

  QStackedWidget* sections_ = nullptr;
  IntakePage* intake_ = nullptr;
  RecordsPage* records_ = nullptr;
  SyncPage* sync_ = nullptr;
  NoticesPage* notices_ = nullptr;
  ShiftPage* shift_ = nullptr;
  std::vector<QPushButton*> navigation_;
  QLabel* site_ = nullptr;
  QPushButton* count_ = nullptr;
  QLabel* banner_ = nullptr;
  QPointer<QWidget> cover_;
};

}  // namespace limen
