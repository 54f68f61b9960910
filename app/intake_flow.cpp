// SPDX-License-Identifier: Apache-2.0
#include "app/intake_flow.h"

#include <algorithm>

#include "app/sentences.h"
#include "app/words.h"

namespace limen {

std::unique_ptr<IntakeFlow> IntakeFlow::open(const Clock& clock, Random& random, const OpenIntake& intake) {
  std::unique_ptr<IntakeFlow> flow(new IntakeFlow(clock, random, intake));
  if (!flow->form_.restoreDraft(intake.content)) return nullptr;
  flow->flow_ = flowOf(flow->form_);
  return flow;
}

IntakeFlow::IntakeFlow(const Clock& clock, Random& random, const OpenIntake& intake)
    : programme_(intake.programme),
      draft_(intake.draft),
      mediaFolder_(QString::fromStdString(intake.media)),
      form_(intake.form != nullptr ? intake.form : intake.programme->form, clock, random,
            formLanguage(intake.programme->form->definition(), currentLanguage())) {}

void IntakeFlow::useLanguage(const Language& language) {
  form_.setLanguage(formLanguage(form_.form().definition(), language));
}

void IntakeFlow::type(const forms::Place& place, const QString& text) {
  const auto value = form_.parse(place, text.trimmed().toStdString());
  if (value) {
    unreadable_.erase(place);
    set(place, *value);
  } else {
    // What stood there before is no longer what the officer means.
    unreadable_[place] = text;
    set(place, forms::Empty{});
  }
}

void IntakeFlow::set(const forms::Place& place, forms::Value value) {
  if (form_.value(place) == value && !unreadable_.contains(place)) return;
  if (!form_.set(place, std::move(value))) return;
  changed();
}

void IntakeFlow::changed() {
  dirty_ = true;
  const FormPage before = page();
  flow_ = flowOf(form_);
  at_ = flow_.pageWithKey(before, at_);
  emit answered();
}

QString IntakeFlow::shown(const forms::Place& place) const {
  const auto typed = unreadable_.find(place);
  return typed != unreadable_.end() ? typed->second : words::fromUtf8(forms::toLexical(form_.value(place)));
}

bool IntakeFlow::goOn() {
  checked_.insert(page().questions.begin(), page().questions.end());
  emit saveWanted();
  if (!problems().empty()) return false;
  if (fromReview_)
    moveTo(flow_.pages.size() - 1);
  else if (at_ + 1 < flow_.pages.size())
    moveTo(at_ + 1);
  return true;
}

void IntakeFlow::goBack() {
  emit saveWanted();
  if (fromReview_)
    moveTo(flow_.pages.size() - 1);
  else if (at_ > 0)
    moveTo(at_ - 1);
}

void IntakeFlow::goTo(std::size_t page) {
  emit saveWanted();
  moveTo(std::min(page, flow_.pages.size() - 1));
}

void IntakeFlow::goTo(const forms::Place& question) {
  const bool change = page().kind == FormPage::Kind::review;
  goTo(flow_.pageOf(question));
  fromReview_ = change;
}

void IntakeFlow::moveTo(std::size_t page) {
  fromReview_ = false;
  at_ = page;
  emit moved();
}

void IntakeFlow::addInstance(const forms::Place& repeat) {
  const auto added = form_.addInstance(repeat);
  if (!added) return;
  dirty_ = true;
  flow_ = flowOf(form_);
  const auto inside = [&](const FormPage& page) {
    const auto& chain = page.key.instances;
    return page.kind == FormPage::Kind::questions && std::find(chain.begin(), chain.end(), *added) != chain.end();
  };
  const auto first = std::find_if(flow_.pages.begin(), flow_.pages.end(), inside);
  emit saveWanted();
  if (first != flow_.pages.end()) moveTo(static_cast<std::size_t>(first - flow_.pages.begin()));
}

void IntakeFlow::removeInstance(const forms::Place& repeat, RepeatId instance) {
  if (!form_.removeInstance(repeat, instance)) return;
  changed();
  emit saveWanted();
  emit moved();
}

QString IntakeFlow::sentenceFor(const forms::Place& place) const {
  if (unreadable_.contains(place)) return unreadableSentence(form_.form().node(place.question));
  return form_.problem(place) == forms::Problem::none ? QString() : problemSentence(form_, place);
}

QString IntakeFlow::problemOf(const forms::Place& place) const { return checked_.contains(place) ? sentenceFor(place) : QString(); }

std::vector<PageProblem> IntakeFlow::problemsOf(const std::vector<forms::Place>& places) const {
  std::vector<PageProblem> found;
  for (const forms::Place& place : places) {
    const QString sentence = problemOf(place);
    if (!sentence.isEmpty()) found.push_back({place, words::fromUtf8(form_.label(place)), sentence});
  }
  return found;
}

std::vector<forms::Place> IntakeFlow::questionsAsked() const {
  std::vector<forms::Place> all;
  for (const FormPage& each : flow_.pages) all.insert(all.end(), each.questions.begin(), each.questions.end());
  return all;
}

std::vector<PageProblem> IntakeFlow::problems() const {
  return problemsOf(page().kind == FormPage::Kind::review ? questionsAsked() : page().questions);
}

bool IntakeFlow::ready() {
  const auto all = questionsAsked();
  checked_.insert(all.begin(), all.end());
  return problemsOf(all).empty();
}

Bytes IntakeFlow::content() {
  dirty_ = false;
  return form_.saveDraft();
}

QString IntakeFlow::title(const forms::FormSession& form, const forms::Place& container) {
  const std::string label = form.label(container);
  return words::fromUtf8(label.empty() ? form.form().node(container.question).name : label);
}

}  // namespace limen
