// SPDX-License-Identifier: Apache-2.0
#include "station/amend.h"

#include <algorithm>
#include <map>
#include <set>

#include "protection/form_layout.h"
#include "protection/notice.h"
#include "station/intake.h"
#include "station/opened_record.h"
#include "station/patch.h"
#include "station/withdraw.h"

namespace limen {

namespace {

bool looksAtOthers(const std::string& expression) { return expression.find("${") != std::string::npos; }

bool listHas(const forms::FormDefinition& form, const forms::Node& node, const forms::Value& value) {
  const auto list = form.lists.find(node.list);
  if (list == form.lists.end()) return false;
  const auto known = [&](const std::string& name) {
    return std::any_of(list->second.begin(), list->second.end(), [&](const forms::Choice& one) { return one.name == name; });
  };
  if (const auto* one = std::get_if<std::string>(&value)) return node.type == forms::Type::selectOne && known(*one);
  const auto* several = std::get_if<forms::Selected>(&value);
  return several != nullptr && node.type == forms::Type::selectMultiple &&
         std::all_of(several->names.begin(), several->names.end(), known);
}

Result<void> check(forms::FormSession& form, const forms::Place& place, const Correction& correction) {
  const forms::Node& node = form.form().node(place.question);
  if (forms::isEmpty(correction.value)) return {};
  const auto set = form.set(place, correction.value);
  // A choice filter hangs on other answers: the whole list stands in for what it would leave.
  if (!set && !(!node.choiceFilter.empty() && listHas(form.form().definition(), node, correction.value)))
    return unexpected(ImportError::notThatType, correction.question);
  if (set && !node.constraint.empty() && !looksAtOthers(node.constraint) && form.problem(place) == forms::Problem::constraint)
    return unexpected(ImportError::notValid, correction.question);
  return {};
}

// What a person refused is not written afterwards either, unless the same correction says that they agree now.
Result<void> agreedTo(Vault& vault, const RecordId& record, const Programme& programme, const std::vector<Correction>& corrections) {
  std::optional<std::vector<std::string>> refused;
  for (const Correction& correction : corrections) {
    const auto question = programme.form->find(correction.question);
    if (!question || forms::isEmpty(correction.value) || correction.question.starts_with(kOwnPrefix)) continue;
    if (!refused) {
      LIMEN_ASSIGN(refused, refusedPurposes(vault, record, programme));
      std::erase_if(*refused, [&](const std::string& purpose) {
        return std::any_of(corrections.begin(), corrections.end(), [&](const Correction& one) {
          const auto* word = std::get_if<std::string>(&one.value);
          return one.question == std::string(kConsentPrefix) + purpose && word != nullptr && *word == kAgreed;
        });
      });
    }
    if (restsOnlyOn(programme, *question, *refused)) return unexpected(ConsentError::notAgreed, correction.question);
  }
  return {};
}

bool mayBeTyped(const Programme& programme, const FormLayout& layout, std::uint32_t question) {
  if (question == 0 || question >= programme.form->size()) return false;
  const forms::Node& node = programme.form->node(question);
  const FormLayout::Question& place = layout.questions[question];
  return place.stored && !place.repeat && node.calculation.empty() && node.readOnly.empty() && !forms::isMedia(node.type) &&
         programme.protections[question].minimise.kind != Minimise::Kind::drop;
}

// Where it can be tried in an empty form: in a first row.
std::optional<forms::Place> firstPlace(forms::FormSession& form, const FormLayout& layout, std::uint32_t question) {
  forms::Place place{question, {}};
  for (const std::uint32_t repeat : layout.scopes[layout.questions[question].scope].repeats) {
    const auto rows = form.instances({repeat, place.instances});
    const Result<RepeatId> row = rows.empty() ? form.addInstance({repeat, place.instances}) : Result<RepeatId>(rows.front());
    if (!row) return std::nullopt;
    place.instances.push_back(*row);
  }
  return place;
}

using Path = std::vector<RepeatId>;
constexpr std::string_view kNewRow = "new";

// Rows by the names that a person types, as far as this user sees them.
class Rows {
 public:
  Rows(const Programme& programme, const FormLayout& layout, const RecordView& view, Random& random)
      : form_(*programme.form), layout_(layout), random_(random) {
    for (const ShownCompartment& compartment : view.compartments)
      for (const ShownAnswer& answer : compartment.answers) {
        const auto question = form_.find(answer.question);
        if (!question) continue;
        const auto& repeats = repeatsOf(*question);
        for (std::size_t i = 0; i < repeats.size() && i < answer.instances.size(); ++i)
          known_[repeats[i]].insert(Path(answer.instances.begin(), answer.instances.begin() + static_cast<std::ptrdiff_t>(i) + 1));
      }
  }

  struct Found {
    std::uint32_t question = 0;  // a repeat where a row was named
    Path path;
  };
  std::optional<Found> find(std::string_view typed) {
    Found found;
    for (bool more = true; more;) {
      const std::size_t slash = typed.find('/');
      std::string_view step = typed.substr(0, slash);
      more = slash != std::string_view::npos;
      typed = more ? typed.substr(slash + 1) : std::string_view();
      const std::size_t open = step.find('[');
      const bool row = open != std::string_view::npos && step.ends_with(']');
      const auto question = form_.find(step.substr(0, open));
      if (!question || *question >= layout_.questions.size() || row != layout_.questions[*question].repeat || (more && !row)) return std::nullopt;
      found.question = *question;
      if (!row) break;
      if (!enter(*question, std::string(step.substr(open + 1, step.size() - open - 2)), found.path)) return std::nullopt;
    }
    const std::size_t depth = repeatsOf(found.question).size() + (layout_.questions[found.question].repeat ? 1 : 0);
    return found.path.size() == depth ? std::optional(found) : std::nullopt;
  }

  // Every answer of a row and of the rows in it.
  void clear(std::uint32_t repeat, const Path& path, std::vector<Correction>& out) const {
    for (std::uint32_t question = 1; question < layout_.questions.size(); ++question) {
      const FormLayout::Question& each = layout_.questions[question];
      if (!each.stored) continue;
      const auto& around = repeatsOf(question);
      if (around.empty() || around.back() != repeat) continue;
      if (!each.repeat) out.push_back({form_.answerName(question), forms::Empty{}, path});
      const auto inner = known_.find(question);
      if (!each.repeat || inner == known_.end()) continue;
      for (const Path& row : inner->second)
        if (std::equal(path.begin(), path.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(path.size()))) clear(question, row, out);
    }
  }

 private:
  const std::vector<std::uint32_t>& repeatsOf(std::uint32_t question) const { return layout_.scopes[layout_.questions[question].scope].repeats; }
  bool enter(std::uint32_t repeat, const std::string& name, Path& path) {
    if (name.starts_with(kNewRow)) {
      if (path.size() != repeatsOf(repeat).size() || !form_.node(repeat).repeatCount.empty()) return false;
      auto [at, fresh] = begun_.try_emplace({repeat, path, name});
      if (fresh) at->second = RepeatId::make(random_);
      path.push_back(at->second);
      return true;
    }
    std::vector<Path> fitting;
    for (const Path& row : known_[repeat])
      if (!name.empty() && row.back().hex().starts_with(name) && row.size() > path.size() && std::equal(path.begin(), path.end(), row.begin()))
        fitting.push_back(row);
    if (fitting.size() != 1) return false;
    path = fitting.front();
    return true;
  }

  const forms::CompiledForm& form_;
  const FormLayout& layout_;
  Random& random_;
  std::map<std::uint32_t, std::set<Path>> known_;
  std::map<std::tuple<std::uint32_t, Path, std::string>, RepeatId> begun_;
};

}  // namespace

bool isCorrectable(const Programme& programme, std::uint32_t question) {
  const FormLayout layout(programme.form->definition());
  return mayBeTyped(programme, layout, question) && layout.scopes[layout.questions[question].scope].repeats.empty();
}

Result<std::shared_ptr<const Programme>> amendingProgramme(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  if (revisions.empty()) return unexpected(StoreError::notFound);
  LIMEN_ASSIGN(const auto written, vault.programme(revisions.front().revision.header().package));
  LIMEN_ASSIGN(const auto running, vault.programmes());
  const auto now = std::find_if(running.begin(), running.end(), [&](const auto& each) { return each->id == written->id; });
  if (now == running.end()) return unexpected(VaultError::noProgramme);
  return *now;
}

Result<void> amendRecord(Vault& vault, const RecordId& record, const std::vector<Correction>& corrections) {
  LIMEN_ASSIGN(const auto programme, amendingProgramme(vault, record));
  LIMEN_TRY(vault.require(Act::amend, *programme));
  if (corrections.empty() || corrections.size() > kMaxCorrections) return unexpected(ImportError::notValid);
  LIMEN_TRY(agreedTo(vault, record, *programme, corrections));
  const FormLayout layout(programme->form->definition());
  forms::FormSession form(programme->form, vault.clock(), vault.random(), programme->form->definition().defaultLanguage);
  forms::Submission submission;
  for (const Correction& correction : corrections) {
    const auto question = programme->form->find(correction.question);
    const bool clears = forms::isEmpty(correction.value) && !correction.instances.empty();  // of a whole row: what was calculated too
    if (!question || *question >= layout.questions.size() || !(clears ? layout.questions[*question].stored : mayBeTyped(*programme, layout, *question)) ||
        layout.scopes[layout.questions[*question].scope].repeats.size() != correction.instances.size())
      return unexpected(ImportError::unknownQuestion, correction.question);
    const auto place = firstPlace(form, layout, *question);
    if (!place && !clears) return unexpected(ImportError::unknownQuestion, correction.question);
    if (place) LIMEN_TRY(check(form, *place, correction));
    submission.answers.push_back({correction.question, correction.instances, correction.value});
  }
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  return writePatch(vault, programme, record, revisions, minimise(programme, submission, today), "record.amend");
}

Result<void> amendRecord(Vault& vault, const RecordId& record, const std::vector<TypedCorrection>& corrections) {
  LIMEN_ASSIGN(const auto programme, amendingProgramme(vault, record));
  const FormLayout layout(programme->form->definition());
  RecordView view;
  if (std::any_of(corrections.begin(), corrections.end(), [](const auto& each) { return each.question.find('[') != std::string::npos; })) {
    LIMEN_TRY(vault.require(Act::amend, *programme));
    LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
    LIMEN_ASSIGN(const OpenedRecord opened, openRecord(vault, revisions, OwnShift::opens));
    show(vault, opened, programme->form->definition().defaultLanguage, view);
  }
  Rows rows(*programme, layout, view, vault.random());
  forms::FormSession form(programme->form, vault.clock(), vault.random(), programme->form->definition().defaultLanguage);
  std::vector<Correction> read;
  for (const TypedCorrection& correction : corrections) {
    const auto found = rows.find(correction.question);
    if (!found) return unexpected(ImportError::unknownQuestion, correction.question);
    if (layout.questions[found->question].repeat) {
      if (!correction.typed.empty()) return unexpected(ImportError::notThatType, correction.question);
      rows.clear(found->question, found->path, read);
      continue;
    }
    if (!mayBeTyped(*programme, layout, found->question)) return unexpected(ImportError::unknownQuestion, correction.question);
    const auto place = firstPlace(form, layout, found->question);
    if (!place) return unexpected(ImportError::unknownQuestion, correction.question);
    auto value = form.parse(*place, correction.typed);
    if (!value) return unexpected(ImportError::notThatType, correction.question);
    read.push_back({programme->form->answerName(found->question), std::move(*value), found->path});
  }
  return amendRecord(vault, record, read);
}

}  // namespace limen
