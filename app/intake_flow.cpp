// SPDX-License-Identifier: Apache-2.0
#include "app/intake_flow.h"

#include <algorithm>

#include "app/sentences.h"
#include "app/words.h"
#include "protection/identifiers.h"
#include "protection/notice.h"

namespace limen {

std::unique_ptr<IntakeFlow> IntakeFlow::open(const Clock& clock, Random& random, const OpenIntake& intake) {
  std::unique_ptr<IntakeFlow> flow(new IntakeFlow(clock, random, intake));
  if (!flow->form_.restoreDraft(intake.content)) return nullptr;
  flow->flow_ = flowOf(flow->form_);
  flow->at_ = flow->firstPage();
  return flow;
}

IntakeFlow::IntakeFlow(const Clock& clock, Random& random, const OpenIntake& intake)
    : programme_(intake.programme),
      draft_(intake.draft),
      mediaFolder_(QString::fromStdString(intake.media)),
      form_(intake.form != nullptr ? intake.form : intake.programme->form, clock, random,
            formLanguage(intake.programme->form->definition(), currentLanguage())),
      keepsPictures_(intake.keepsPictures) {}

// Whoever was told and has chosen is not told again: a draft goes on with what the programme asks.
std::size_t IntakeFlow::firstPage() const {
  if (!noticeOf(*programme_) || noticeMissing(*programme_, form_)) return 0;
  const auto asked = std::find_if(flow_.pages.begin(), flow_.pages.end(), [](const FormPage& each) { return each.step > 0; });
  return static_cast<std::size_t>(asked - flow_.pages.begin());
}

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
  if (const auto ref = picture(place)) return words::picture(*ref);
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

void IntakeFlow::moveTo(std::size_t to) {
  fromReview_ = false;
  if (to != at_) leftLast_ = page().questions;
  left_.insert(leftLast_.begin(), leftLast_.end());
  at_ = to;
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

std::optional<AttachmentRef> IntakeFlow::picture(const forms::Place& place) const {
  if (!forms::isMedia(form_.form().node(place.question).type)) return std::nullopt;
  const forms::Value value = form_.value(place);
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? AttachmentRef::parse(*text) : std::nullopt;
}

void IntakeFlow::keepPicture(const forms::Place& place, Bytes file, Bytes thumbnail) {
  refusedPictures_.erase(place);
  const quint64 question = ++lastQuestion_;
  handedOver_[question] = place;
  emit pictureTaken({draft_, question, std::move(file), std::move(thumbnail)});
  emit answered();
}

void IntakeFlow::noPicture(const forms::Place& place, const QString& sentence) {
  refusedPictures_[place] = sentence;
  emit answered();
}

void IntakeFlow::takePicture(quint64 question, const std::string& answer) {
  const auto asked = handedOver_.extract(question);
  if (asked.empty()) return;
  // Taken twice in a row: the later one is meant, and it answers later.
  if (!waitsForPicture(asked.mapped())) set(asked.mapped(), answer);
  emit saveWanted();
  emit answered();
}

void IntakeFlow::refusePicture(quint64 question, const QString& sentence) {
  const auto asked = handedOver_.extract(question);
  if (asked.empty()) return;
  noPicture(asked.mapped(), sentence);
}

QString IntakeFlow::refusedPicture(const forms::Place& place) const {
  const auto found = refusedPictures_.find(place);
  return found == refusedPictures_.end() ? QString() : found->second;
}

bool IntakeFlow::waitsForPicture(const forms::Place& place) const {
  return std::any_of(handedOver_.begin(), handedOver_.end(), [&](const auto& each) { return each.second == place; });
}

void IntakeFlow::removePicture(const forms::Place& place) {
  refusedPictures_.erase(place);
  set(place, forms::Empty{});
  emit saveWanted();
}

QImage IntakeFlow::thumbnail(const forms::Place& place) {
  const auto ref = picture(place);
  if (!ref || ref->thumbnailSize == 0) return {};
  const auto [at, fresh] = thumbnails_.try_emplace(ref->id);
  if (fresh) emit thumbnailWanted(*ref);
  return thumbnails_[ref->id];
}

void IntakeFlow::takeThumbnail(const AttachmentRef& ref, const QImage& image) {
  const auto asked = thumbnails_.find(ref.id);
  if (asked == thumbnails_.end()) return;
  asked->second = image;
  emit answered();
}

QString IntakeFlow::sentenceFor(const forms::Place& place) const {
  if (waitsForPicture(place)) return tr("The picture is being saved. Wait a moment");
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

void IntakeFlow::leave(const forms::Place& place) { left_.insert(place); }

QString IntakeFlow::strayIn(const forms::Place& place) const {
  if (!left_.contains(place) && page().kind != FormPage::Kind::review) return {};
  QStringList all;
  for (const Identifier kind : identifiersIn(*programme_, place.question, form_.value(place))) all << straySentence(kind);
  return all.join('\n');
}

std::vector<PageProblem> IntakeFlow::strays() const {
  const bool review = page().kind == FormPage::Kind::review;
  std::vector<PageProblem> found;
  for (const forms::Place& place : review ? questionsAsked() : leftLast_) {
    const auto& here = page().questions;
    if (std::find(here.begin(), here.end(), place) != here.end() || !form_.relevant(place)) continue;
    const QString sentence = strayIn(place);
    if (!sentence.isEmpty()) found.push_back({place, words::fromUtf8(form_.label(place)), sentence});
  }
  return found;
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
