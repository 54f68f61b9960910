// SPDX-License-Identifier: Apache-2.0
#include "app/pages/shift_page.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QGridLayout>

#include "app/frame/approval_panel.h"
#include "app/frame/parts.h"
#include "app/pages/close_shift.h"
#include "app/pages/slip_card.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kTextSizes[] = {100, 125, 150, 200};
constexpr int kLockMinutes[] = {1, 3, 5, 10};
}  // namespace

ShiftPage::ShiftPage(SessionModel& model, ShiftState& state, const StationFacts& facts, const Preferences& preferences)
    : model_(model), state_(state), facts_(facts), preferences_(preferences) {
  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("Shift")));
  shift_ = new QVBoxLayout;
  shift_->setSpacing(kSpace16);
  lines->addLayout(shift_);
  lines->addWidget(lookCard());
  lines->addWidget(lockCard());
  lines->addWidget(keysCard());
  lines->addStretch(1);
  connect(&model_, &SessionModel::factsChanged, this, &ShiftPage::showShift);
  connect(&model_, &SessionModel::shiftFailed, this, [this](const Error& error) {
    if (ApprovalPanel::helps(error)) return;  // the panel for it is there
    if (!error.is(IntakeError::draftsOpen)) state_.closing = false;
    showShift();
    shift_->insertWidget(0, errorPanel(explain(error, Doing::shift)));
  });
  showShift();
}

void ShiftPage::arrive() { showShift(); }

void ShiftPage::takeFocus() {
  if (first_ != nullptr) first_->setFocus(Qt::OtherFocusReason);
}

void ShiftPage::showShift() {
  empty(shift_);
  first_ = nullptr;
  if (state_.slip) {
    auto* slip = new SlipCard(*state_.slip, [this](const QString& proposal) { return QFileDialog::getSaveFileName(window(), {}, proposal); });
    connect(slip, &SlipCard::done, this, [this] {
      state_.slip.reset();
      showShift();
      takeFocus();
    });
    shift_->addWidget(slip);
    slip->show();
    first_ = slip->findChild<QPushButton*>();
  }
  if (facts_.shiftOpen && state_.closing) {
    auto* closing = new CloseShiftPanel(model_, facts_);
    connect(closing, &CloseShiftPanel::goOnWanted, this, &ShiftPage::draftWanted);
    connect(closing, &CloseShiftPanel::cancelled, this, [this] {
      state_.closing = false;
      showShift();
      takeFocus();
    });
    shift_->addWidget(closing);
    closing->show();
    return;
  }
  auto* now = !facts_.shiftOpen && !facts_.othersShift.empty() ? othersCard() : openCard();
  shift_->addWidget(now);
  now->show();
}

QWidget* ShiftPage::openCard() {
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  QPushButton* act = nullptr;
  if (facts_.shiftOpen) {
    lines->addWidget(title(tr("Open since %1").arg(words::dayAndTime(facts_.shiftOpenedMs))));
    lines->addWidget(body(tr("While it is open, what was taken in it can be read and corrected here. Locking keeps it open.")));
    act = button(tr("Close shift…"));
    connect(act, &QPushButton::clicked, this, [this] {
      state_.closing = true;
      state_.slip.reset();
      showShift();
    });
  } else {
    lines->addWidget(title(tr("No shift is open")));
    lines->addWidget(state("sealed", Tone::sealed, tr("Sealed answers can no longer be read on this laptop")));
    lines->addWidget(body(tr("Open a shift to take new records.")));
    act = primaryButton(tr("Open shift"));
    connect(act, &QPushButton::clicked, this, [this, act] {
      act->setEnabled(false);
      state_.slip.reset();
      model_.openShift();
    });
  }
  if (first_ == nullptr) first_ = act;
  lines->addWidget(theme::hint(tr("You are %1.").arg(words::isolated(words::fromUtf8(facts_.userName)))));
  auto* acts = row();
  acts->addWidget(act);
  acts->addStretch(1);
  lines->addLayout(acts);
  return panel;
}

QWidget* ShiftPage::othersCard() {
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  const QString name = words::isolated(words::fromUtf8(facts_.othersShift));
  lines->addWidget(title(tr("The shift of %1 is open").arg(name)));
  lines->addWidget(body(tr("You work beside it: you can read and sync, and their shift stays as it is. Its keys are not yours.")));
  lines->addWidget(theme::hint(tr("You are %1.").arg(words::isolated(words::fromUtf8(facts_.userName)))));
  if (!facts_.mayEndShift) return panel;
  auto* end = button(tr("End their shift…"));
  auto* acts = row();
  acts->addWidget(end);
  acts->addStretch(1);
  lines->addLayout(acts);
  if (first_ == nullptr) first_ = end;
  connect(end, &QPushButton::clicked, this, &ShiftPage::endOthers);
  return panel;
}

void ShiftPage::endOthers() {
  empty(shift_);
  const QString name = words::isolated(words::fromUtf8(facts_.othersShift));
  auto* ask = confirmPanel(tr("The keys of %1's shift go: what was sealed in it can then be read only by its readers.").arg(name),
                           tr("Their records stay, and so do their drafts, which only they can open."), {}, tr("End their shift"),
                           [this] { model_.endOthersShift(); }, [this] { showShift(); });
  connect(&model_, &SessionModel::shiftFailed, ask, [this, name](const Error& error) {
    if (!ApprovalPanel::helps(error)) return;
    empty(shift_);
    auto* panel = new ApprovalPanel(model_, error, Act::endShift, {}, tr("To end the shift of %1.").arg(name));
    connect(panel, &ApprovalPanel::given, this, [this] { model_.endOthersShift(); });
    connect(panel, &ApprovalPanel::cancelled, this, &ShiftPage::showShift);
    shift_->addWidget(panel);
    panel->show();
    panel->setFocus(Qt::OtherFocusReason);
  });
  shift_->addWidget(ask);
  ask->show();
  ask->setFocus(Qt::OtherFocusReason);
}

QWidget* ShiftPage::lockCard() {
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  lines->addWidget(lead(tr("Lock by itself")));
  auto* minutes = row();
  minutes->addWidget(theme::hint(tr("When nobody is at the keys for")));
  for (const int each : kLockMinutes) {
    auto* made = button(tr("%n min", "", each));
    made->setCheckable(true);
    made->setChecked(each == preferences_.lockAfterMinutes);
    if (made->isChecked()) made->setIcon(icon("save", Tone::primary));
    connect(made, &QPushButton::clicked, this, [this, each] { emit lockAfterChosen(each); });
    minutes->addWidget(made);
  }
  minutes->addStretch(1);
  lines->addLayout(minutes);
  lines->addWidget(small(tr("Also when the lid closes, the laptop sleeps or its screen locks, and after 12 hours. The shift stays open for 4 hours.")));
  return panel;
}

QWidget* ShiftPage::lookCard() {
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  lines->addWidget(lead(tr("Display")));
  const auto choice = [this](const QString& text, const Look& look) {
    auto* made = button(text);
    made->setCheckable(true);
    made->setChecked(look == preferences_.look);
    if (made->isChecked()) made->setIcon(icon("save", Tone::primary));
    connect(made, &QPushButton::clicked, this, [this, look] { emit lookChosen(look); });
    return made;
  };
  auto* schemes = row();
  schemes->addWidget(choice(tr("Light"), {Scheme::light, preferences_.look.textPercent}));
  schemes->addWidget(choice(tr("Dark"), {Scheme::dark, preferences_.look.textPercent}));
  schemes->addWidget(choice(tr("High contrast"), {Scheme::contrast, preferences_.look.textPercent}));
  schemes->addStretch(1);
  lines->addLayout(schemes);
  auto* sizes = row();
  sizes->addWidget(theme::hint(tr("Text size")));
  for (int percent : kTextSizes) sizes->addWidget(choice(words::isolated(QStringLiteral("%1 %").arg(percent)), {preferences_.look.scheme, percent}));
  sizes->addStretch(1);
  lines->addLayout(sizes);
  return panel;
}

QWidget* ShiftPage::keysCard() {
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  lines->addWidget(lead(tr("Keys")));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(kSpace24);
  grid->setVerticalSpacing(kSpace8);
  const std::pair<QString, QString> keys[] = {
      {tr("Enter", "the key"), tr("Continue")},
      {"Alt+\u2190", tr("Back")},
      {"1 – 9", tr("Choose an answer")},
      {"F2", tr("Lock; the shift stays open")},
      {"Ctrl+Shift+F2", tr("Lock and end the shift at once")},
      {"F3", tr("Cover the screen")},
      {"Alt+N", tr("Set a record aside as a draft")},
      {"Alt+D", tr("Compare with who may be the same person")},
      {"Ctrl+S", tr("Sync now")},
      {"Alt+1 – 5", tr("Go to Intake, Records, Sync, Notices, Shift")},
  };
  int at = 0;
  for (const auto& [key, what] : keys) {
    auto* label = new QLabel(words::isolated(key));
    label->setProperty("role", "key");
    grid->addWidget(label, at, 0, Qt::AlignLeading | Qt::AlignVCenter);
    grid->addWidget(body(what), at++, 1);
  }
  grid->setColumnStretch(1, 1);
  lines->addLayout(grid);
  return panel;
}

}  // namespace limen
