// SPDX-License-Identifier: Apache-2.0
#include "app/pages/sync_page.h"

#include <QBoxLayout>
#include <QFileDialog>

#include "app/frame/parts.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

SyncPage::SyncPage(SessionModel& model, SyncState& state) : model_(model), state_(state) {
  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("Sync")));
  auto* panel = card();
  auto* inside = column(panel, kSpace24);
  line_ = title({});
  inside->addWidget(line_);
  stateLine_ = new QVBoxLayout;
  inside->addLayout(stateLine_);
  now_ = primaryButton(withKeys(tr("Sync now"), "Ctrl+S"));
  auto* acts = row();
  acts->addWidget(now_);
  acts->addStretch(1);
  inside->addLayout(acts);

  under_ = new QWidget;
  auto* progress = column(under_, 0, kSpace8);
  doing_ = body({});
  bar_ = new QProgressBar;
  bar_->setTextVisible(false);
  cancel_ = button(tr("Cancel"));
  progress->addWidget(doing_);
  progress->addWidget(bar_);
  auto* cancelLine = row();
  cancelLine->addWidget(cancel_);
  cancelLine->addStretch(1);
  progress->addLayout(cancelLine);
  inside->addWidget(under_);
  lines->addWidget(panel);
  outcome_ = new QVBoxLayout;
  lines->addLayout(outcome_);
  auto* stick = card();
  auto* carried = column(stick, kSpace24);
  carried->addWidget(title(tr("Carry by USB")));
  carried->addWidget(body(tr("Without a network a stick carries what waits: write to it here, have it brought to the server, then take the answer from it.")));
  write_ = button(tr("Write to a stick…"));
  take_ = button(tr("Take the answer…"));
  auto* carry = row();
  carry->addWidget(write_);
  carry->addWidget(take_);
  carry->addStretch(1);
  carried->addLayout(carry);
  stickOutcome_ = new QVBoxLayout;
  carried->addLayout(stickOutcome_);
  lines->addWidget(stick);
  lines->addWidget(theme::hint(tr("Only sealed records leave this laptop. The server stores them and cannot read them.")));
  lines->addStretch(1);

  connect(now_, &QPushButton::clicked, this, &SyncPage::syncWanted);
  chooseFolder_ = [this] { return QFileDialog::getExistingDirectory(window(), tr("Choose the stick")); };
  connect(write_, &QPushButton::clicked, this, [this] { carryByStick(SyncState::Stick::writing); });
  connect(take_, &QPushButton::clicked, this, [this] { carryByStick(SyncState::Stick::taking); });
  connect(cancel_, &QPushButton::clicked, this, [this] {
    state_.cancelling = true;
    model_.cancelSync();
    refresh();
  });
  refresh();
}

void SyncPage::carryByStick(SyncState::Stick what) {
  const QString folder = chooseFolder_();
  if (!folder.isEmpty()) emit stickWanted(what, folder);
}

void SyncPage::takeFocus() { (state_.running ? cancel_ : now_)->setFocus(Qt::OtherFocusReason); }

void SyncPage::refresh() {
  line_->setText(words::countsLine(state_.counts));
  empty(stateLine_);
  const std::uint64_t waiting = state_.counts.own - std::min(state_.counts.own, state_.counts.confirmed);
  if (state_.counts.own == 0) {
    stateLine_->addWidget(theme::hint(tr("Nothing waits to be sent.")));
  } else if (waiting == 0) {
    stateLine_->addWidget(state("check", Tone::safe, tr("Everything taken here is confirmed by the server")));
  } else {
    stateLine_->addWidget(state("wait", Tone::wait, tr("%n record(s) of this laptop wait to be sent", "", static_cast<int>(waiting))));
  }

  const bool hadFocus = now_->hasFocus() || cancel_->hasFocus();
  now_->setVisible(!state_.running);
  under_->setVisible(state_.running);
  if (hadFocus) takeFocus();
  write_->setEnabled(!state_.running);
  take_->setEnabled(!state_.running);
  if (state_.running) {
    const SyncProgress& p = state_.progress;
    bar_->setRange(0, static_cast<int>(std::max<std::uint64_t>(1, p.toSend)));
    bar_->setValue(static_cast<int>(state_.stick == SyncState::Stick::writing ? p.sent : p.confirmed));
    doing_->setText(state_.cancelling
                        ? tr("Stopping…")
                    : state_.stick == SyncState::Stick::writing ? tr("Writing to the stick: %1 of %2 changes, %3 of pictures.").arg(p.sent).arg(p.toSend).arg(words::bytes(p.pictureBytesSent))
                    : state_.stick == SyncState::Stick::taking ? tr("Reading the stick…")
                        : tr("Sent %1 of %2, confirmed %3, received %4. %5 up, %6 down.")
                              .arg(p.sent).arg(p.toSend).arg(p.confirmed).arg(p.pulled).arg(words::bytes(p.bytesSent), words::bytes(p.bytesReceived)));
    cancel_->setEnabled(!state_.cancelling);
  }
  empty(outcome_);
  empty(stickOutcome_);
  if (state_.running) return;
  showStick();
  if (state_.anotherLog) outcome_->addWidget(errorPanel(anotherLogWords()));
  if (state_.failure) {
    outcome_->addWidget(errorPanel(*state_.failure));
  } else if (state_.report && state_.report->outcome == SyncReport::Outcome::synced) {
    auto* panel = card("safe");
    auto* inside = column(panel, kSpace16, kSpace8);
    inside->addWidget(state("check", Tone::safe, tr("Synced at %1").arg(words::isolated(words::clockTime(state_.syncedMs)))));
    inside->addWidget(body(tr("Sent %1, received %2.").arg(state_.report->progress.sent).arg(state_.report->progress.pulled)));
    if (!state_.report->secondCopy) inside->addWidget(theme::hint(tr("The server keeps no second copy yet.")));
    outcome_->addWidget(panel);
  }
  if (!state_.backup.plan) return;
  if (const auto failed = backupWords(state_.backup)) {
    outcome_->addWidget(errorPanel(*failed));
  } else if (state_.backup.lastMs > 0) {
    outcome_->addWidget(theme::hint(tr("The last backup was made on %1.").arg(words::dayAndTime(state_.backup.lastMs))));
  }
}

void SyncPage::showStick() {
  if (state_.written) {
    stickOutcome_->addWidget(state("check", Tone::safe, tr("Written to the stick: %1").arg(words::bytes(state_.written->bytes))));
    stickOutcome_->addWidget(theme::hint(tr("It counts as sent when the server's answer has been taken here.")));
  }
  if (!state_.taken) return;
  const CourierTaken& taken = *state_.taken;
  if (taken.bundles > 0) {
    stickOutcome_->addWidget(state("check", Tone::safe, tr("Taken from the stick: confirmed %1, received %2").arg(taken.confirmed).arg(taken.pulled)));
  } else if (taken.refused.empty()) {
    stickOutcome_->addWidget(theme::hint(tr("No answer for this station was on the stick.")));
  }
  if (!taken.refused.empty()) stickOutcome_->addWidget(errorPanel(explain(taken.refused.front().second, Doing::sync)));
  if (!taken.causes.empty()) stickOutcome_->addWidget(errorPanel(explainUnfinishedSync(true, false)));
}

}  // namespace limen
