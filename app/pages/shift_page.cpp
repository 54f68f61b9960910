// SPDX-License-Identifier: Apache-2.0
#include "app/pages/shift_page.h"

#include <QBoxLayout>
#include <QGridLayout>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kTextSizes[] = {100, 125, 150, 200};
}  // namespace

ShiftPage::ShiftPage(SessionModel& model, const StationFacts& facts, const Preferences& preferences)
    : model_(model), facts_(facts), preferences_(preferences) {
  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("Shift")));
  shift_ = new QVBoxLayout;
  shift_->setSpacing(kSpace16);
  lines->addLayout(shift_);
  lines->addWidget(lookCard());
  lines->addWidget(keysCard());
  lines->addStretch(1);
  connect(&model_, &SessionModel::factsChanged, this, &ShiftPage::showShift);
  connect(&model_, &SessionModel::shiftFailed, this, [this](const Error& error) {
    showShift();
    shift_->addWidget(errorPanel(explain(error, Doing::shift)));
  });
  showShift();
}

void ShiftPage::takeFocus() {
  if (first_ != nullptr) first_->setFocus(Qt::OtherFocusReason);
}

void ShiftPage::showShift() {
  empty(shift_);
  auto* panel = card();
  auto* lines = column(panel, kSpace24, kSpace12);
  if (facts_.shiftOpen) {
    lines->addWidget(title(tr("Open since %1").arg(words::dayAndTime(facts_.shiftOpenedMs))));
    lines->addWidget(body(tr("While it is open, what was taken in it can be read and corrected here. Locking keeps it open.")));
    first_ = button(tr("Close shift…"));
    connect(first_, &QPushButton::clicked, this, &ShiftPage::askToClose);
  } else {
    lines->addWidget(title(tr("No shift is open")));
    lines->addWidget(state("sealed", Tone::sealed, tr("Sealed answers can no longer be read on this laptop")));
    lines->addWidget(body(tr("Open a shift to take new records.")));
    first_ = primaryButton(tr("Open shift"));
    connect(first_, &QPushButton::clicked, this, [this] {
      first_->setEnabled(false);
      model_.openShift();
    });
  }
  lines->addWidget(theme::hint(tr("You are %1.").arg(words::isolated(words::fromUtf8(facts_.userName)))));
  auto* acts = row();
  acts->addWidget(first_);
  acts->addStretch(1);
  lines->addLayout(acts);
  shift_->addWidget(panel);
}

void ShiftPage::askToClose() {
  empty(shift_);
  first_ = nullptr;
  auto* confirm = confirmPanel(
      tr("The keys of this shift go: its sealed answers can then be read only by their readers, no longer here."),
      tr("All records stay, and go with the next sync. Drafts stay and can be finished in the next shift."), tr("close", "the word to type"),
      tr("Close shift"), [this] { model_.closeShift(); }, [this] { showShift(); });
  shift_->addWidget(confirm);
  confirm->show();
  confirm->setFocus(Qt::OtherFocusReason);
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
