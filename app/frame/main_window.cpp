// SPDX-License-Identifier: Apache-2.0
#include "app/frame/main_window.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

MainWindow::MainWindow(SessionModel& model, Preferences preferences, std::function<void(const Preferences&)> keep, std::optional<ShiftSlip> slip)
    : model_(model), preferences_(std::move(preferences)), keep_(std::move(keep)), watch_(model.clock()) {
  if (slip) {
    section_ = Section::shift;
    shiftState_.slip = std::move(slip);
  }
  setWindowTitle("Limen");
  resize(kUsualWidth, kUsualHeight);
  setMinimumSize(kSmallestWidth, kSmallestHeight);
  applyPreferences(*qApp, preferences_);
  addKeys();

  lookAgain_.setSingleShot(true);
  connect(&lookAgain_, &QTimer::timeout, this, &MainWindow::lookAtClock);
  qApp->installEventFilter(this);

  connect(&model_, &SessionModel::opened, this, [this](const StationFacts& facts, const Counts& counts) {
    facts_ = facts;
    syncState_.counts = counts;
    opened_ = true;
    rebuild();
    watch_.touched();
    lookAtClock();
  });
  connect(&model_, &SessionModel::openFailed, this, [this](const Error& error) {
    openFailure_ = explain(error, Doing::open);
    rebuild();
  });
  connect(&model_, &SessionModel::factsChanged, this, [this](const StationFacts& facts) {
    const bool samePackages = std::equal(facts.programmes.begin(), facts.programmes.end(), facts_.programmes.begin(), facts_.programmes.end(),
                                         [](const auto& a, const auto& b) { return a->id == b->id && a->hash == b->hash; });
    const bool other = facts.shiftOpen != facts_.shiftOpen || facts.othersShift != facts_.othersShift ||
                       facts.mayManagePeople != facts_.mayManagePeople || !samePackages;
    facts_ = facts;
    showFacts();
    if (other && opened_) rebuild();
  });
  connect(&model_, &SessionModel::countsChanged, this, [this](const Counts& counts) {
    syncState_.counts = counts;
    showFacts();
    if (sync_ != nullptr) sync_->refresh();
  });
  connect(&model_, &SessionModel::syncProgressed, this, [this](const SyncProgress& progress) {
    syncState_.progress = progress;
    if (sync_ != nullptr) sync_->refresh();
  });
  connect(&model_, &SessionModel::syncEnded, this, [this](const SyncReport& report) {
    syncState_.running = false;
    syncState_.report = report;
    syncState_.failure.reset();
    syncState_.anotherLog = report.anotherLog;
    if (report.outcome == SyncReport::Outcome::synced) {
      syncState_.syncedMs = toUnixMs(model_.clock().now());
    } else {
      syncState_.failure = explainUnfinishedSync(report.outcome == SyncReport::Outcome::refused, report.outcome == SyncReport::Outcome::mismatch);
    }
    if (sync_ != nullptr) sync_->refresh();
    showWarnings();
    if (section_ == Section::records && records_ != nullptr) records_->arrive();
  });
  connect(&model_, &SessionModel::backupKnown, this, [this](const BackupState& state) {
    syncState_.backup = state;
    if (sync_ != nullptr) sync_->refresh();
    showWarnings();
  });
  connect(&model_, &SessionModel::syncFailed, this, [this](const Error& error) {
    syncState_.running = false;
    syncState_.failure = explain(error, Doing::sync);
    if (sync_ != nullptr) sync_->refresh();
  });
  connect(&model_, &SessionModel::bundlesWritten, this, [this](const CourierSent& sent) {
    syncState_.running = false;
    syncState_.written = sent;
    if (sync_ != nullptr) sync_->refresh();
  });
  connect(&model_, &SessionModel::bundlesTaken, this, [this](const CourierTaken& taken) {
    syncState_.running = false;
    syncState_.taken = taken;
    if (sync_ != nullptr) sync_->refresh();
    if (section_ == Section::records && records_ != nullptr) records_->arrive();
  });
  connect(&model_, &SessionModel::shiftClosed, this, [this](const ShiftSlip& closed) {
    locking_ = true;  // this window has nothing more to say
    lookAgain_.stop();
    hide();
    emit shiftClosed(closed);
  });
  connect(&model_, &SessionModel::locked, this, &MainWindow::locked);
  rebuild();
  model_.open();
}

MainWindow::~MainWindow() {
  qApp->removeEventFilter(this);
  delete takeCentralWidget();  // its pages look at what is held here
}

void MainWindow::addKeys() {
  const auto key = [this](const QKeySequence& keys, auto act) {
    auto* action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::ApplicationShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
  };
  key(QKeySequence(Qt::Key_F2), [this] { lock(false); });
  key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F2), [this] { lock(true); });
  key(QKeySequence(Qt::Key_F3), [this] { toggleCover(); });
  key(QKeySequence(Qt::CTRL | Qt::Key_S), [this] { startSync(); });
  for (int at = 0; at < kSections; ++at) {
    key(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + at)), [this, at] { goTo(static_cast<Section>(at)); });
  }
}

void MainWindow::rebuild() {
  auto* frame = new QWidget;
  frame->setObjectName("canvas");
  auto* lines = column(frame, 0, 0);
  navigation_.clear();
  intake_ = nullptr;
  records_ = nullptr;
  sync_ = nullptr;
  notices_ = nullptr;
  shift_ = nullptr;
  people_ = nullptr;
  lines->addWidget(makeTopBar());
  banner_ = new QLabel;
  banner_->setProperty("role", "banner");
  banner_->setWordWrap(true);
  lines->addWidget(banner_);
  warnings_ = new QLabel;
  warnings_->setObjectName("warnings");
  warnings_->setProperty("role", "warning");
  warnings_->setWordWrap(true);
  lines->addWidget(warnings_);

  auto* across = new QHBoxLayout;
  across->setSpacing(0);
  sections_ = new QStackedWidget;
  if (opened_) {
    across->addWidget(makeNavigation());
    intake_ = new IntakePage(model_, intakeState_, facts_);
    records_ = new RecordsPage(model_, recordsState_, facts_);
    sync_ = new SyncPage(model_, syncState_);
    notices_ = new NoticesPage(facts_, noticesShown_);
    shift_ = new ShiftPage(model_, shiftState_, facts_, preferences_);
    people_ = new PeoplePage(model_, facts_);
    for (QWidget* page : std::initializer_list<QWidget*>{intake_, records_, sync_, notices_, shift_, people_}) sections_->addWidget(page);
    connect(intake_, &IntakePage::recordWanted, this, [this](const RecordId& record) {
      recordsState_.shown = record;
      goTo(Section::records);
    });
    connect(intake_, &IntakePage::shiftWanted, this, [this] { goTo(Section::shift); });
    connect(intake_, &IntakePage::formChanged, this, &MainWindow::showBanner);
    connect(records_, &RecordsPage::intakeWanted, this, [this] { goTo(Section::intake); });
    connect(sync_, &SyncPage::syncWanted, this, &MainWindow::startSync);
    connect(sync_, &SyncPage::stickWanted, this, &MainWindow::startStick);
    connect(shift_, &ShiftPage::lookChosen, this, [this](const Look& look) {
      Preferences changed = preferences_;
      changed.look = look;
      prefer(changed);
    });
    connect(shift_, &ShiftPage::lockAfterChosen, this, [this](int minutes) {
      Preferences changed = preferences_;
      changed.lockAfterMinutes = minutes;
      prefer(changed);
    });
    connect(shift_, &ShiftPage::draftWanted, this, [this](const DraftId& draft) {
      if (intakeState_.flow == nullptr || intakeState_.flow->draft() != draft) {
        intakeState_.finished.reset();
        intake_->goOnWith(draft);
      }
      goTo(Section::intake);
    });
  } else {
    auto* page = new QWidget;
    auto* inside = scrollingPage(page);
    inside->addWidget(openFailure_ ? errorPanel(*openFailure_) : loadingState(tr("Opening the records of this station…")));
    inside->addStretch(1);
    sections_->addWidget(page);
  }
  across->addWidget(sections_, 1);
  lines->addLayout(across, 1);
  setCentralWidget(frame);
  frame->show();
  showFacts();
  showBanner();
  showWarnings();
  if (opened_) goTo(section_);
}

QWidget* MainWindow::makeTopBar() {
  auto* bar = new QFrame;
  bar->setObjectName("topBar");
  bar->setFixedHeight(sized(kTopBar));
  auto* across = new QHBoxLayout(bar);
  across->setContentsMargins(kSpace16, 0, kSpace16, 0);
  across->setSpacing(kSpace12);
  auto* mark = new QLabel;
  mark->setPixmap(pixmap("mark", Tone::primary, kSpace24));
  auto* name = lead("Limen");
  name->setWordWrap(false);
  site_ = theme::hint({});
  site_->setWordWrap(false);
  count_ = new QPushButton;
  count_->setProperty("kind", "count");
  count_->setIconSize({sized(kIcon), sized(kIcon)});
  count_->setCursor(Qt::PointingHandCursor);
  count_->setAutoDefault(true);
  connect(count_, &QPushButton::clicked, this, [this] { goTo(Section::sync); });
  auto* language = button(currentLanguage().ownName, "globe");
  language->setAccessibleName(tr("Language"));
  auto* menu = new QMenu(language);
  for (const Language& each : languages()) {
    auto* act = menu->addAction(each.ownName, this, [this, code = each.code] { useLanguage(code); });
    act->setCheckable(true);
    act->setChecked(each.code == currentLanguage().code);
  }
  connect(language, &QPushButton::clicked, menu, [menu, language] { menu->popup(language->mapToGlobal(QPoint(0, language->height()))); });
  auto* lockButton = button(withKeys(tr("Lock"), "F2"), "lock");
  connect(lockButton, &QPushButton::clicked, this, [this] { lock(false); });
  across->addWidget(mark);
  across->addWidget(name);
  across->addSpacing(kSpace16);
  across->addWidget(site_, 1);
  across->addWidget(count_);
  across->addWidget(language);
  across->addWidget(lockButton);
  return bar;
}

QWidget* MainWindow::makeNavigation() {
  auto* side = new QFrame;
  side->setObjectName("navigation");
  side->setProperty("mirrored", QApplication::isRightToLeft());
  side->setFixedWidth(sized(kNavigation));
  auto* lines = column(side, kSpace12, kSpace4);
  const std::pair<QString, QString> entries[kSections] = {
      {tr("Intake"), "intake"}, {tr("Records"), "records"}, {tr("Sync"), "sync"}, {tr("Notices"), "notices"}, {tr("Shift"), "shift"}, {tr("People"), "person"}};
  for (int at = 0; at < kSections; ++at) {
    auto* entry = new QPushButton(icon(entries[at].second, Tone::ink), QStringLiteral("  ") + entries[at].first);
    entry->setProperty("kind", "nav");
    entry->setProperty("mirrored", QApplication::isRightToLeft());
    entry->setCheckable(true);
    entry->setIconSize({sized(kIcon), sized(kIcon)});
    entry->setCursor(Qt::PointingHandCursor);
    entry->setAutoDefault(true);
    entry->setAccessibleName(entries[at].first);
    entry->setToolTip(withKeys(entries[at].first, QStringLiteral("Alt+%1").arg(at + 1)));
    connect(entry, &QPushButton::clicked, this, [this, at] { goTo(static_cast<Section>(at)); });
    lines->addWidget(entry);
    entry->setVisible(offered(static_cast<Section>(at)));
    navigation_.push_back(entry);
  }
  lines->addStretch(1);
  return side;
}

void MainWindow::showFacts() {
  if (!opened_) {
    count_->hide();
    return;
  }
  const QString shift = !facts_.othersShift.empty() ? tr("shift of %1 open").arg(words::isolated(words::fromUtf8(facts_.othersShift)))
                        : facts_.shiftOpen ? tr("shift open since %1").arg(words::isolated(words::clockTime(facts_.shiftOpenedMs))) : tr("no shift open");
  site_->setText(tr("%1, %2", "site, shift").arg(words::isolated(words::fromUtf8(facts_.site)), shift));
  count_->setText(words::counts(syncState_.counts));
  count_->setAccessibleName(words::countsLine(syncState_.counts));
  const bool all = syncState_.counts.own == syncState_.counts.confirmed;
  count_->setIcon(icon(all ? "check" : "wait", all ? Tone::safe : Tone::wait));
  count_->show();
}

// Wherever a form without protection rules runs, every screen says so.
void MainWindow::showBanner() {
  const bool demo = std::any_of(facts_.programmes.begin(), facts_.programmes.end(), [](const auto& p) { return p->unprotectedDemo; });
  banner_->setText(tr("Demonstration: this station runs a form without protection rules. Do not enter real people."));
  banner_->setVisible(opened_ && demo);
}

// What has to be known on every page, until it is put right.
void MainWindow::showWarnings() {
  QStringList sentences;
  const auto add = [&](const Explanation& words, const QString& kept) { sentences << Explanation{words.happened, kept, words.next}.whole(); };
  if (syncState_.anotherLog) add(anotherLogWords(), {});
  if (const auto failed = backupWords(syncState_.backup)) add(*failed, failed->kept);
  warnings_->setText(sentences.join('\n'));
  warnings_->setVisible(opened_ && !sentences.isEmpty());
}

// A page that a role has nothing to do on is not there.
bool MainWindow::offered(Section section) const { return section != Section::people || facts_.mayManagePeople; }

void MainWindow::goTo(Section section) {
  if (!opened_ || cover_ != nullptr) return;
  if (!offered(section)) section = Section::intake;
  const bool left = section_ != section;
  if (left && section_ == Section::intake && intakeState_.flow != nullptr) emit intakeState_.flow->saveWanted();
  section_ = section;
  const int index = static_cast<int>(section);
  sections_->setCurrentIndex(index);
  for (int at = 0; at < kSections; ++at) navigation_[static_cast<std::size_t>(at)]->setChecked(at == index);
  switch (section) {
    case Section::intake:
      intake_->arrive();
      intake_->takeFocus();
      break;
    case Section::records:
      records_->arrive();
      records_->takeFocus();
      break;
    case Section::sync:
      sync_->refresh();
      sync_->takeFocus();
      break;
    case Section::notices: notices_->takeFocus(); break;
    case Section::shift:
      shift_->arrive();
      shift_->takeFocus();
      break;
    case Section::people:
      people_->arrive();
      people_->takeFocus();
      break;
  }
}

void MainWindow::useLanguage(const QString& code) {
  Preferences changed = preferences_;
  changed.language = code;
  prefer(changed);
}

void MainWindow::prefer(const Preferences& preferences) {
  preferences_ = preferences;
  keep_(preferences_);
  // The button that was pressed is about to be replaced: let its event end first.
  QTimer::singleShot(0, this, [this] {
    applyPreferences(*qApp, preferences_);
    if (intakeState_.flow != nullptr) intakeState_.flow->useLanguage(currentLanguage());
    rebuild();
  });
}

bool MainWindow::beginSync(SyncState::Stick what) {
  if (!opened_ || syncState_.running) return false;
  syncState_.running = true;
  syncState_.stick = what;
  syncState_.written.reset();
  syncState_.taken.reset();
  syncState_.cancelling = false;
  syncState_.progress = {};
  syncState_.failure.reset();
  syncState_.report.reset();
  goTo(Section::sync);
  return true;
}

void MainWindow::startSync() {
  if (beginSync(SyncState::Stick::none)) model_.sync();
}

void MainWindow::startStick(SyncState::Stick what, const QString& folder) {
  if (!beginSync(what)) return;
  const std::string path = QFile::encodeName(folder).toStdString();
  what == SyncState::Stick::writing ? model_.writeBundles(path) : model_.takeBundles(path);
}

void MainWindow::lock(bool endShift) {
  if (locking_) return;
  locking_ = true;
  lookAgain_.stop();
  std::optional<DraftContent> content;
  if (intakeState_.flow != nullptr) content = DraftContent{intakeState_.flow->draft(), intakeState_.flow->content()};
  hide();
  model_.lock(std::move(content), endShift);
}

void MainWindow::lookAtClock() {
  if (!opened_ || locking_) return;
  if (watch_.due(idleLimit())) return lock(false);
  lookAgain_.start(watch_.lookAfter(idleLimit()));
}

void MainWindow::toggleCover() {
  if (cover_ != nullptr) {
    delete cover_;
    if (opened_) goTo(section_);
    return;
  }
  cover_ = new QWidget(this);
  cover_->setObjectName("cover");
  cover_->setAttribute(Qt::WA_StyledBackground);
  auto* lines = column(cover_);
  lines->setAlignment(Qt::AlignCenter);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap("mark", Tone::muted, kSpace48));
  picture->setAlignment(Qt::AlignCenter);
  auto* words = lead(tr("The screen is covered"));
  words->setAlignment(Qt::AlignCenter);
  auto* how = theme::hint(tr("Press F3 to go on, F2 to lock."));
  how->setAlignment(Qt::AlignCenter);
  lines->addWidget(picture);
  lines->addWidget(words);
  lines->addWidget(how);
  cover_->setGeometry(rect());
  cover_->setFocusPolicy(Qt::StrongFocus);
  cover_->show();
  cover_->raise();
  cover_->setFocus(Qt::OtherFocusReason);
}

// Closing the window is a way to walk away from it: it locks.
void MainWindow::closeEvent(QCloseEvent* event) {
  event->ignore();
  lock(false);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
      watch_.touched();
      break;
    case QEvent::Resize:
      if (watched == this && cover_ != nullptr) cover_->setGeometry(rect());
      break;
    default: break;
  }
  // Nothing behind the cover takes a key.
  if (cover_ != nullptr && event->type() == QEvent::KeyPress && watched != cover_ && watched->isWidgetType() && watched != this) return true;
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace limen
