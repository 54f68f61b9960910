// SPDX-License-Identifier: Apache-2.0
#include "app/pages/intake_page.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/pages/draft_card.h"
#include "app/pages/receipt_card.h"
#include "app/questions/media.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

IntakePage::IntakePage(SessionModel& model, IntakeState& state, const StationFacts& facts) : model_(model), state_(state), facts_(facts) {
  whole_ = column(this, 0, 0);
  connect(&model_, &SessionModel::intakeOpened, this, [this](const OpenIntake& intake) {
    state_.flow = IntakeFlow::open(model_.clock(), model_.random(), intake);
    state_.save = {};
    state_.finished.reset();
    state_.receipt.reset();
    state_.alike.clear();
    showNow();
    if (state_.flow != nullptr) model_.lookAlike(intake.draft);
    if (state_.flow == nullptr) drafts_->insertWidget(0, errorPanel(explain(forms::FormError::badDraft, Doing::start)));
  });
  connect(&model_, &SessionModel::intakeFailed, this, [this](const Error& error) {
    if (draftsHolder_ != nullptr) drafts_->insertWidget(0, errorPanel(explain(error, Doing::start)));
  });
  connect(&model_, &SessionModel::draftsListed, this, &IntakePage::fillDrafts);
  connect(&model_, &SessionModel::draftsFailed, this, [this](const Error& error) {
    if (draftsHolder_ == nullptr) return;
    empty(drafts_);
    drafts_->addWidget(errorPanel(explain(error, Doing::list), tr("Try again"), [this] { arrive(); }));
  });
  connect(&model_, &SessionModel::draftGone, this, [this](const DraftId& draft) {
    if (state_.flow != nullptr && state_.flow->draft() == draft) {
      state_.flow.reset();
      showNow();
    }
    arrive();
  });
  connect(&model_, &SessionModel::draftKept, this, [this](const Error& error) {
    if (draftsHolder_ != nullptr) drafts_->insertWidget(0, errorPanel(explain(error, Doing::discard)));
  });
  connect(&model_, &SessionModel::draftSaved, this, [this](qint64 atMs) {
    state_.save.underWay = std::max(0, state_.save.underWay - 1);
    if (state_.save.underWay > 0) return;  // what was answered since is not on the disk yet
    state_.save = {atMs, false, {}};
    if (form_ != nullptr) form_->showSaved(state_.save);
    if (state_.flow != nullptr) model_.lookAlike(state_.flow->draft());
  });
  connect(&model_, &SessionModel::draftFailed, this, [this](const Error& error) {
    state_.save.underWay = std::max(0, state_.save.underWay - 1);
    state_.save.saving = false;
    state_.save.failure = explain(error, Doing::save).whole();
    if (state_.flow != nullptr) state_.flow->stayDirty();
    if (form_ != nullptr) form_->showSaved(state_.save);
  });
  const auto asked = [this](const DraftId& draft) { return state_.flow != nullptr && state_.flow->draft() == draft; };
  connect(&model_, &SessionModel::pictureKept, this, [this, asked](const DraftId& draft, quint64 question, const std::string& answer) {
    if (asked(draft)) state_.flow->takePicture(question, answer);
  });
  connect(&model_, &SessionModel::pictureRefused, this, [this, asked](const DraftId& draft, quint64 question, const Error& error) {
    if (asked(draft)) state_.flow->refusePicture(question, explain(error, Doing::save).happened);
  });
  connect(&model_, &SessionModel::pictureShown, this, [this](const AttachmentRef& ref, AttachmentPart part, const Bytes& picture) {
    if (state_.flow != nullptr && part == AttachmentPart::thumbnail) state_.flow->takeThumbnail(ref, imageOf(picture, kThumbnailPixels));
  });
  connect(&model_, &SessionModel::alikeFound, this, [this, asked](const DraftId& draft, const std::vector<AlikePerson>& people) {
    if (!asked(draft)) return;
    state_.alike = people;
    if (form_ != nullptr) form_->showAlike(people);
  });
  connect(&model_, &SessionModel::alikeFailed, this, [this](const Error& error) {
    if (form_ != nullptr && state_.flow != nullptr) form_->showFailure(explain(error, Doing::save));
  });
  connect(&model_, &SessionModel::receiptMade, this, [this](const Receipt& receipt) { state_.receipt = receipt; });
  connect(&model_, &SessionModel::recordFinished, this, [this](const RecordId& record) {
    state_.flow.reset();
    state_.finished = record;
    showNow();
  });
  connect(&model_, &SessionModel::finishFailed, this, [this](const Error& error) {
    if (form_ != nullptr) form_->showFailure(explain(error, Doing::finish));
  });
  showNow();
}

void IntakePage::showNow() {
  if (now_ != nullptr) {
    now_->hide();
    now_->deleteLater();
  }
  if (state_.flow != nullptr) {
    form_ = new FormPageView(state_.flow, model_.clock());
    form_->showSaved(state_.save);
    form_->showAlike(state_.alike);
    connect(form_, &FormPageView::alikeSaid, this, &IntakePage::say);
    connect(form_, &FormPageView::leaveWanted, this, &IntakePage::leave);
    connect(form_, &FormPageView::finishWanted, this, [this] { model_.finishRecord({state_.flow->draft(), state_.flow->content()}); });
    connect(state_.flow.get(), &IntakeFlow::saveWanted, form_, [this] { save(); });
    connect(state_.flow.get(), &IntakeFlow::pictureTaken, form_, [this](const PictureFile& picture) { model_.keepPicture(picture); });
    connect(state_.flow.get(), &IntakeFlow::thumbnailWanted, form_,
            [this](const AttachmentRef& ref) { model_.showDraftPicture(state_.flow->draft(), ref); });
    now_ = form_.data();
  } else {
    now_ = state_.finished ? doneScreen() : startScreen();
  }
  whole_->addWidget(now_);
  now_->show();
  emit formChanged();
  takeFocus();
}

void IntakePage::takeFocus() {
  if (form_ != nullptr && now_ == form_) return form_->takeFocus();
  if (firstStart_ != nullptr) firstStart_->setFocus(Qt::OtherFocusReason);
}

void IntakePage::arrive() {
  if (state_.flow == nullptr && !state_.finished) model_.listDrafts(currentLanguage().formName.toStdString());
}

void IntakePage::save() {
  if (state_.flow == nullptr || !state_.flow->dirty()) return;
  state_.save.saving = true;
  ++state_.save.underWay;
  model_.saveDraft({state_.flow->draft(), state_.flow->content()});
  if (form_ != nullptr) form_->showSaved(state_.save);
}

void IntakePage::leave() {
  save();
  state_.flow.reset();
  showNow();
  arrive();
}

// Who is the same person is corrected where they are already: this one stays a draft, to be discarded by who knows it holds nothing more.
void IntakePage::say(const Alike& other, AlikeWord word) {
  model_.sayAlike(state_.flow->draft(), other, word);
  if (word != AlikeWord::same) return;
  save();
  state_.flow.reset();
  showNow();
  if (other.draft) return goOnWith(*other.draft);
  arrive();
  emit recordWanted(*other.record);
}

QWidget* IntakePage::startScreen() {
  auto* page = new QWidget;
  auto* lines = scrollingPage(page);
  lines->addWidget(display(tr("New record")));
  if (!facts_.shiftOpen) {
    const QString happened = facts_.othersShift.empty()
                                 ? tr("No shift is open.")
                                 : tr("The shift of %1 is open on this laptop.").arg(words::isolated(words::fromUtf8(facts_.othersShift)));
    lines->addWidget(errorPanel({happened, tr("Records that were finished stay sealed."), facts_.othersShift.empty() ? tr("Open a shift to take new records.") : tr("You can read and sync meanwhile.")},
                                tr("Go to Shift"), [this] { emit shiftWanted(); }));
  } else if (facts_.programmes.empty()) {
    lines->addWidget(emptyState("intake", tr("There is no programme on this station yet"),
                                tr("A programme says what is asked and why. Sync to receive one, or ask your administrator.")));
  }
  const bool offered = facts_.shiftOpen;
  firstStart_ = nullptr;
  for (const auto& programme : facts_.programmes) {
    if (!offered) break;
    const auto& definition = programme->form->definition();
    auto* panel = card();
    auto* across = new QHBoxLayout(panel);
    across->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    across->setSpacing(kSpace24);
    auto* text = new QVBoxLayout;
    text->setSpacing(kSpace4);
    const QString title = words::fromUtf8(forms::translated(programme->title, formLanguage(definition, currentLanguage()), definition));
    text->addWidget(lead(title));
    text->addWidget(theme::hint(tr("Version %1. Languages: %2")
                                    .arg(programme->version)
                                    .arg([&] {
                                      QStringList names;
                                      for (const auto& name : definition.languages) names << words::isolated(words::fromUtf8(name));
                                      return names.join(tr(", "));
                                    }())));
    if (programme->unprotectedDemo) text->addWidget(state("alert", Tone::wait, tr("Demonstration only, without protection rules")));
    across->addLayout(text, 1);
    // One primary button a page: the first programme's.
    auto* start = firstStart_ == nullptr ? primaryButton(tr("Start record")) : button(tr("Start record"));
    start->setAccessibleName(tr("Start record: %1").arg(title));
    if (firstStart_ == nullptr) firstStart_ = start;
    connect(start, &QPushButton::clicked, this, [this, programme] {
      model_.startIntake(programme, formLanguage(programme->form->definition(), currentLanguage()));
    });
    across->addWidget(start, 0, Qt::AlignVCenter);
    lines->addWidget(panel);
  }
  draftsHolder_ = new QWidget;
  drafts_ = column(draftsHolder_);
  lines->addWidget(draftsHolder_);
  lines->addStretch(1);
  return page;
}

void IntakePage::fillDrafts(const std::vector<DraftSummary>& drafts) {
  if (draftsHolder_ == nullptr) return;
  empty(drafts_);
  if (drafts.empty()) return;
  drafts_->addSpacing(kSpace8);
  drafts_->addWidget(title(tr("Not finished yet: %1").arg(drafts.size())));
  for (const DraftSummary& draft : drafts) {
    auto* card = new DraftCard(model_, draft, DraftCard::In::list, facts_.shiftOpen);
    drafts_->addWidget(card);
    connect(card, &DraftCard::goOnWanted, this, &IntakePage::goOnWith);
  }
}

void IntakePage::goOnWith(const DraftId& draft) { model_.resumeIntake(draft, currentLanguage().formName.toStdString()); }

QWidget* IntakePage::doneScreen() {
  auto* page = new QWidget;
  auto* lines = scrollingPage(page);
  auto* panel = card("safe");
  auto* inside = column(panel, kSpace24, kSpace12);
  auto* across = row(kSpace16);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap("check", Tone::safe, kSpace32));
  across->addWidget(picture, 0, Qt::AlignTop);
  across->addWidget(display(tr("Record finished")), 1);
  inside->addLayout(across);
  inside->addWidget(body(tr("It is sealed and saved on this laptop. The server has not confirmed it yet: it goes with the next sync.")));
  lines->addWidget(panel);
  auto* next = primaryButton(withKeys(tr("Next record"), tr("Enter", "the key")));
  auto* show = button(tr("Show this record"));
  auto* acts = row();
  acts->addWidget(next);
  acts->addWidget(show);
  acts->addStretch(1);
  lines->addLayout(acts);
  if (state_.receipt)
    lines->addWidget(new ReceiptCard(*state_.receipt, [this](const QString& proposal) { return QFileDialog::getSaveFileName(window(), {}, proposal); }));
  lines->addStretch(1);
  firstStart_ = next;
  connect(next, &QPushButton::clicked, this, [this] {
    state_.finished.reset();
    state_.receipt.reset();
    showNow();
    arrive();
  });
  connect(show, &QPushButton::clicked, this, [this] {
    const RecordId record = *state_.finished;
    state_.finished.reset();
    state_.receipt.reset();
    showNow();
    emit recordWanted(record);
  });
  return page;
}

}  // namespace limen
