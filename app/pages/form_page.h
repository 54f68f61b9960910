// SPDX-License-Identifier: Apache-2.0
// The form being asked: steps above, one page of questions, the honest line about saving and the way on below.
#pragma once

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <map>
#include <memory>

#include "app/frame/step_bar.h"
#include "app/intake_flow.h"
#include "app/pages/alike_panel.h"
#include "app/pages/person_screen.h"
#include "app/questions/question_widget.h"
#include "app/sentences.h"

class QVBoxLayout;

namespace limen {

// What is known of saving, kept by whoever owns the flow.
struct SaveState {
  std::int64_t savedMs = 0;  // 0: not yet in this session
  bool saving = false;
  QString failure;  // whole sentences; "" when the last save went well
  int underWay = 0;  // saves that the station has not answered yet
  bool kept = true;  // false: a preview, which saves nothing
};

class FormPageView : public QWidget {
  Q_OBJECT

 public:
  // Shares the flow: its widgets get their last focus event after the record is finished.
  FormPageView(std::shared_ptr<IntakeFlow> flow, const Clock& clock);
  void showSaved(const SaveState& state);
  void showFailure(const Explanation& words);  // finishing failed: on top of the review
  void showAlike(const std::vector<AlikePerson>& people);
  void takeFocus();
  const IntakeFlow& flow() const { return flow_; }

 signals:
  void leaveWanted();   // to the start of Intake; the draft stays
  void finishWanted();
  void alikeSaid(const limen::Alike& other, limen::AlikeWord word);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showPage();
  void showQuestions();
  void showRepeat();
  void showReview();
  void showSummary();
  void addStrays();
  QString folded(const QString& text) const;
  void showSteps();
  void refresh();
  void goOn();
  void toggleAside();
  void showAside();
  void showPerson(PersonScreen::Shows shows);
  QuestionWidget* addQuestion(const forms::Place& place, QuestionWidget::Size size);
  QWidget* reviewCard(std::size_t compartment, const std::vector<forms::Place>& questions);
  void addAnswers(QVBoxLayout* lines, const std::vector<forms::Place>& questions, bool ruleFirst);
  QuestionWidget::Size sizeOf(const forms::Place& place) const;
  void showHeadings();

  const std::shared_ptr<IntakeFlow> held_;
  IntakeFlow& flow_;
  const Clock& clock_;
  SaveState saveState_;
  StepBar* steps_ = nullptr;
  QPushButton* setAside_ = nullptr;
  QScrollArea* area_ = nullptr;
  AlikePanel* alike_ = nullptr;
  QVBoxLayout* top_ = nullptr;       // summary
  QVBoxLayout* questions_ = nullptr;
  QWidget* aside_ = nullptr;
  QVBoxLayout* asideLines_ = nullptr;
  QLabel* saved_ = nullptr;
  QPushButton* back_ = nullptr;
  QPushButton* continue_ = nullptr;
  QPushButton* person_ = nullptr;
  std::map<forms::Place, QuestionWidget*> widgets_;
  QPointer<QWidget> summary_;
  std::string personLanguage_;
  bool asideClosed_ = false;  // by hand: it does not open by itself any more
  QPointer<PersonScreen> personScreen_;
  std::size_t furthest_ = 0;
};

}  // namespace limen
