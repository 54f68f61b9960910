// SPDX-License-Identifier: Apache-2.0
#include "app/pages/close_shift.h"

#include <QBoxLayout>
#include <QTimer>

#include "app/frame/parts.h"
#include "app/languages.h"
#include "app/pages/draft_card.h"
#include "app/sentences.h"
#include "app/theme/theme.h"

namespace limen {

using namespace theme;

CloseShiftPanel::CloseShiftPanel(SessionModel& model, const StationFacts& facts) : model_(model), facts_(facts) {
  auto* whole = column(this);
  failure_ = new QVBoxLayout;
  whole->addLayout(failure_);
  lines_ = new QVBoxLayout;
  lines_->setSpacing(kSpace16);
  whole->addLayout(lines_);
  lines_->addWidget(loadingState(tr("Looking for drafts…")));
  connect(&model_, &SessionModel::draftsListed, this, &CloseShiftPanel::fill);
  connect(&model_, &SessionModel::draftGone, this, &CloseShiftPanel::list);
  const auto failed = [this](const Error& error) {
    empty(failure_);
    failure_->addWidget(errorPanel(explain(error, Doing::discard)));
  };
  connect(&model_, &SessionModel::draftKept, this, failed);
  connect(&model_, &SessionModel::draftsFailed, this, failed);
  connect(&model_, &SessionModel::shiftFailed, this, &CloseShiftPanel::list);  // a draft has come since
  QTimer::singleShot(0, this, &CloseShiftPanel::list);  // once it is where it will be seen, and can have the focus
}

void CloseShiftPanel::list() { model_.listDrafts(currentLanguage().formName.toStdString()); }

void CloseShiftPanel::fill(const std::vector<DraftSummary>& drafts) {
  empty(failure_);
  empty(lines_);
  if (drafts.empty()) return askForTheWord();
  auto* top = card("wait");
  auto* inside = column(top, kSpace16, kSpace8);
  inside->addWidget(state("wait", Tone::wait, tr("%n draft(s) before the shift can close", "", static_cast<int>(drafts.size()))));
  inside->addWidget(body(tr("Say for each what becomes of it. The shift closes when none is left.")));
  auto* acts = row();
  auto* cancel = button(tr("Leave the shift open"));
  acts->addWidget(cancel);
  acts->addStretch(1);
  inside->addLayout(acts);
  connect(cancel, &QPushButton::clicked, this, &CloseShiftPanel::cancelled);
  lines_->addWidget(top);
  for (const DraftSummary& draft : drafts) {
    auto* each = new DraftCard(model_, draft, DraftCard::In::closing, facts_.shiftOpen);
    connect(each, &DraftCard::goOnWanted, this, &CloseShiftPanel::goOnWanted);
    lines_->addWidget(each);
    each->show();
  }
  top->show();
  cancel->setFocus(Qt::OtherFocusReason);
}

void CloseShiftPanel::askForTheWord() {
  auto* confirm = confirmPanel(
      tr("The keys of this shift go: its sealed answers can then be read only by their readers, no longer here."),
      tr("All records stay, and go with the next sync. They can be corrected, and nothing of them read."), tr("close", "the word to type"),
      tr("Close shift"), [this] { model_.closeShift(); }, [this] { emit cancelled(); });
  lines_->addWidget(confirm);
  confirm->show();
  confirm->setFocus(Qt::OtherFocusReason);
}

}  // namespace limen
