// SPDX-License-Identifier: Apache-2.0
#include "station/amend.h"

#include <algorithm>

#include "protection/form_layout.h"
#include "protection/notice.h"
#include "station/intake.h"
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

}  // namespace

bool isCorrectable(const Programme& programme, std::uint32_t question) {
  if (question == 0 || question >= programme.form->size()) return false;
  const forms::Node& node = programme.form->node(question);
  const FormLayout layout(programme.form->definition());
  const FormLayout::Question& place = layout.questions[question];
  return place.stored && !place.repeat && layout.scopes[place.scope].repeats.empty() && node.calculation.empty() &&
         node.readOnly.empty() && !forms::isMedia(node.type) &&
         programme.protections[question].minimise.kind != Minimise::Kind::drop;
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
  forms::FormSession form(programme->form, vault.clock(), vault.random(), programme->form->definition().defaultLanguage);
  forms::Submission submission;
  for (const Correction& correction : corrections) {
    const auto question = programme->form->find(correction.question);
    if (!question || !isCorrectable(*programme, *question)) return unexpected(ImportError::unknownQuestion, correction.question);
    LIMEN_TRY(check(form, {*question, {}}, correction));
    submission.answers.push_back({correction.question, {}, correction.value});
  }
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  return writePatch(vault, programme, record, revisions, minimise(programme, submission, today), "record.amend");
}

Result<void> amendRecord(Vault& vault, const RecordId& record, const std::vector<TypedCorrection>& corrections) {
  LIMEN_ASSIGN(const auto programme, amendingProgramme(vault, record));
  forms::FormSession form(programme->form, vault.clock(), vault.random(), programme->form->definition().defaultLanguage);
  std::vector<Correction> read;
  for (const TypedCorrection& correction : corrections) {
    const auto question = programme->form->find(correction.question);
    if (!question || !isCorrectable(*programme, *question)) return unexpected(ImportError::unknownQuestion, correction.question);
    auto value = form.parse({*question, {}}, correction.typed);
    if (!value) return unexpected(ImportError::notThatType, correction.question);
    read.push_back({correction.question, std::move(*value)});
  }
  return amendRecord(vault, record, read);
}

}  // namespace limen
