// SPDX-License-Identifier: Apache-2.0
// A form being filled in: answers in, and with each answer whatever hangs on it recalculated (calculations, relevance,
// constraints). Non-relevant answers are kept while the form is open and left out of the submission.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/random.h"
#include "core/result.h"
#include "forms/definition.h"
#include "forms/evaluation.h"
#include "forms/signature_check.h"
#include "forms/value.h"

namespace limen::forms {

enum class FormError { badExpression, cycle, unknownQuestion, notThatType, readOnly, noSuchInstance, tooDeep, badDraft };
constexpr std::string_view roomOf(FormError) {
  return "form";
}
std::string_view nameOf(FormError cause);

// Where a question stands: its index in the compiled form and the repeat instances it lies in, outermost first.
struct Place {
  std::uint32_t question = 0;
  std::vector<RepeatId> instances;
  auto operator<=>(const Place&) const = default;
};

// What is handed on when a record is finished: relevant, non-empty answers only, in form order.
struct Answer {
  std::string question;
  std::vector<RepeatId> instances;
  Value value;
};
struct Submission {
  std::vector<Answer> answers;
  std::vector<Place> emptyRepeats;  // instances without an answer of their own
};

// Parsed expressions and the dependency graph, shared by all sessions of the form.
class CompiledForm {
 public:
  // badExpression or cycle; the context names row, column and, for a cycle, the path of names. A form that checks signatures
  // is refused where nothing does it for it.
  static Result<std::shared_ptr<const CompiledForm>> compile(FormDefinition definition, SignatureCheck check = {});
  ~CompiledForm();
  const FormDefinition& definition() const;
  const Node& node(std::uint32_t question) const;
  // Questions, groups and repeats are numbered from 1 to size() - 1 in order of the form; 0 is the form itself, a group without a
  // name.
  std::uint32_t size() const;
  // What an Answer calls it: its name, or "group/name" where the form has another of that name.
  std::string answerName(std::uint32_t question) const;
  std::optional<std::uint32_t> find(std::string_view name) const;  // by either of them; the first of several
  // The question of another version of the form that this one still asks: the one at the same path, else, moved to another group,
  // the one of its name where neither form has two of that name. Labels, order, choices and types do not count.
  std::optional<std::uint32_t> sameAs(const CompiledForm& other, std::uint32_t question) const;
  // Whether expressions ask for the record of this form that was saved last, and this form with that record at hand, as
  // FormSession::toRemember() gave it.
  bool remembers() const;
  Result<std::shared_ptr<const CompiledForm>> after(std::shared_ptr<const XmlTree> lastSaved) const;
  // Every question, group and repeat (and 0, the form) that FormSession::instanceName() may look at, directly.
  const std::vector<std::uint32_t>& instanceNameReads() const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit CompiledForm(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One line of the form as it stands now, for a screen: groups and repeats as entries of their own, children after them. A repeat
// is one entry for itself and one for each instance, whose place ends with that instance.
struct Entry {
  Place place;
  Type type = Type::text;
  int depth = 0;
};
enum class Problem { none, required, constraint };
struct Violation {
  Place place;
  Problem problem = Problem::none;
  std::string message;  // the form's own sentence, or ""
};
struct ChoiceView {
  std::string name, label;
  std::map<std::string, std::string> media;  // "image", "audio" ...: the name of a file
};

// What a form may ask of the one who fills it in. It is never asked about the device.
struct Preloads {
  std::string username, email;
};

class FormSession {
 public:
  // Fills start, today and defaults from `clock`; `language` is one of the definition's.
  FormSession(std::shared_ptr<const CompiledForm> form, const Clock& clock, Random& random, std::string language,
              Preloads preloads = {});
  ~FormSession();
  FormSession(FormSession&&) noexcept;

  const CompiledForm& form() const;
  const std::shared_ptr<const CompiledForm>& sharedForm() const;
  void setLanguage(std::string language);  // what is calculated from a label is calculated anew
  const std::string& language() const;

  // Relevant entries in order of the form, repeats unfolded; notes included, calculates and metadata not.
  std::vector<Entry> entries() const;
  Value value(const Place& place) const;
  // Empty clears. notThatType (also: not one of its choices), readOnly, noSuchInstance; then nothing changed. Constraints do not
  // refuse: see problem(). An answer that a later change of the choice filter excludes is set aside: blank, kept in the
  // draft, back when the filter lets it.
  Result<void> set(const Place& place, Value value);
  // From what was typed, by the question's type ("", "12", "2026-11-22", "lat lon"); notThatType when it cannot be read.
  Result<Value> parse(const Place& place, std::string_view typed) const;

  bool relevant(const Place& place) const;
  bool required(const Place& place) const;
  bool readOnly(const Place& place) const;
  std::string label(const Place& place) const;  // with ${name} filled in
  std::string hint(const Place& place) const;
  std::string guidance(const Place& place) const;                      // what the one who asks should know
  std::string media(const Place& place, std::string_view kind) const;  // "image", "big-image", "audio", "video": a file's name
  // After choice_filter, in the order of the list, or shuffled where the form says so: the same whenever asked, as long as the
  // seed is.
  std::vector<ChoiceView> choices(const Place& place) const;
  std::vector<ChoiceView> choices(const Place& place, std::size_t from, std::size_t most) const;  // of a long list, a page
  std::size_t choiceCount(const Place& place) const;
  Problem problem(const Place& place) const;
  std::string problemMessage(const Place& place) const;  // the form's own sentence, or "" when it has none
  std::vector<Place> problems() const;                   // of relevant questions, in order
  std::vector<Violation> violations() const;             // the same with their reasons
  std::string instanceName() const;                      // what settings.instance_name makes of the answers; "" without it

  // Absolute paths with positions: "/data/group/repeat[2]/question". Names of the form itself: "/data".
  std::string pathOf(const Place& place) const;
  // The first instance where no position is given; the last step of a repeat without one is the repeat as a whole.
  // unknownQuestion, noSuchInstance.
  Result<Place> placeAt(std::string_view path) const;

  std::vector<RepeatId> instances(const Place& repeat) const;
  Result<RepeatId> addInstance(const Place& repeat);
  Result<void> removeInstance(const Place& repeat, RepeatId instance);

  // Any expression, over the answers as they stand; see evaluation.h.
  Result<Computed> evaluate(std::string_view expression, std::string_view context) const;

  // Draft: every answer kept, also the non-relevant, in a versioned layout that only this class reads.
  Bytes saveDraft() const;
  Result<void> restoreDraft(ByteView draft);  // badDraft: of another form or damaged; then nothing changed

  // Fills `end`, drops what is not relevant. Call only when problems() is empty or the record is sealed as incomplete.
  Submission submission();

  // The same as ODK's servers take it, also with what is relevant and empty. No attachment goes with it and nothing is encrypted.
  std::string submissionXml();
  // Of the relevant answers those that the form's expressions ask the last saved record for, and no other; null without one.
  std::shared_ptr<const XmlTree> toRemember() const;
  std::string instanceXml() const;        // every node, relevant or not, as it stands
  const std::string& instanceId() const;  // "uuid:...", of this session

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen::forms
