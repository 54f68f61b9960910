// SPDX-License-Identifier: Apache-2.0
// Intake: choose what to record or go on with a draft, ask, and the short page that says it is done.
#pragma once

#include <QPointer>
#include <QStackedWidget>
#include <memory>

#include "app/pages/form_page.h"
#include "app/session_model.h"

namespace limen {

// What outlives a change of language, scheme or page.
struct IntakeState {
  std::shared_ptr<IntakeFlow> flow;
  SaveState save;
  std::optional<RecordId> finished;
  std::optional<Receipt> receipt;  // of that record, until the next one
  std::vector<AlikePerson> alike;  // of the flow
};

class IntakePage : public QWidget {
  Q_OBJECT

 public:
  IntakePage(SessionModel& model, IntakeState& state, const StationFacts& facts);
  void takeFocus();
  void goOnWith(const DraftId& draft);
  void arrive();  // the section was chosen: the list of drafts is fetched anew

 signals:
  void recordWanted(const limen::RecordId& record);
  void shiftWanted();
  void formChanged();  // a form was opened or left: the banner may change

 private:
  void showNow();
  QWidget* startScreen();
  QWidget* doneScreen();
  void fillDrafts(const std::vector<DraftSummary>& drafts);
  void save();
  void leave();
  void say(const Alike& other, AlikeWord word);

  SessionModel& model_;
  IntakeState& state_;
  const StationFacts& facts_;
  QVBoxLayout* whole_ = nullptr;
  QPointer<FormPageView> form_;
  QPointer<QWidget> now_;
  QPointer<QWidget> draftsHolder_;
  QPointer<QPushButton> firstStart_;
  QVBoxLayout* drafts_ = nullptr;
};

}  // namespace limen
