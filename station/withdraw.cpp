// SPDX-License-Identifier: Apache-2.0
#include "station/withdraw.h"

#include <algorithm>
#include <set>

#include "protection/form_layout.h"
#include "protection/notice.h"
#include "protection/risk.h"
#include "station/amend.h"
#include "station/opened_record.h"
#include "station/patch.h"

namespace limen {

namespace {

// The answers of a record as far as they open here, under the names of the newest form.
struct Standing {
  std::vector<MergedAnswer> answers;
  std::set<std::string> opened;  // compartments
};

Result<Standing> standingOf(Vault& vault, const std::vector<RevisionRow>& rows) {
  LIMEN_ASSIGN(OpenedRecord opened, openRecord(vault, rows, OwnShift::opens));
  Standing out;
  if (opened.programmes.empty()) return out;
  Versions versions(opened.programmes);
  const Programme& newest = *opened.programmes.front();
  const auto closed = [&](const std::string& name) {
    const auto found = opened.compartments.find(name);
    return found != opened.compartments.end() && !found->second.opened;
  };
  for (const auto& [name, compartment] : opened.compartments) {
    if (!compartment.opened || compartment.revisions.size() != compartment.seen.size()) continue;
    // What a risk rule gave to fewer readers does not stand here.
    bool elsewhere = false;
    for (std::uint8_t of = 0; of < newest.compartments.size(); ++of)
      for (std::uint8_t each = 0; newest.compartments[of].name == name && each < newest.compartments.size(); ++each)
        elsewhere = elsewhere || (isNarrower(newest, each, of) && closed(newest.compartments[each].name));
    if (!elsewhere) out.opened.insert(name);
    for (MergedAnswer& each : mergedNow(compartment.revisions, versions)) out.answers.push_back(std::move(each));
  }
  return out;
}

}  // namespace

std::string_view nameOf(ConsentError cause) {
  switch (cause) {
    case ConsentError::notAsked:
      return "notAsked";
    case ConsentError::notAgreed:
      return "notAgreed";
    case ConsentError::alreadyTaken:
      return "alreadyTaken";
  }
  return "unknown";
}

Result<std::vector<std::string>> refusedPurposes(Vault& vault, const RecordId& record, const Programme& programme) {
  if (!noticeOf(programme)) return std::vector<std::string>{};
  LIMEN_ASSIGN(const auto rows, vault.store().revisions(record));
  LIMEN_ASSIGN(const Standing standing, standingOf(vault, rows));
  return refusedIn(standing.answers);
}

Result<Withdrawal> withdrawConsent(Vault& vault, const RecordId& record, const std::vector<std::string>& purposes) {
  LIMEN_ASSIGN(const auto programme, amendingProgramme(vault, record));
  LIMEN_TRY(vault.require(Act::amend, *programme));
  const auto notice = noticeOf(*programme);
  if (!notice || notice->consents.empty()) return unexpected(ConsentError::notAsked);
  LIMEN_ASSIGN(const auto rows, vault.store().revisions(record));
  LIMEN_ASSIGN(const Standing standing, standingOf(vault, rows));
  std::vector<std::string> gone = refusedIn(standing.answers);
  const auto isGone = [&](const std::string& purpose) { return std::find(gone.begin(), gone.end(), purpose) != gone.end(); };
  for (const std::string& each : purposes)
    if (std::none_of(notice->consents.begin(), notice->consents.end(), [&](const ConsentQuestion& one) { return one.purpose == each; }))
      return unexpected(ConsentError::notAsked, each);

  Withdrawal out;
  forms::Submission submission;
  for (const ConsentQuestion& each : notice->consents) {
    const bool named = purposes.empty() || std::find(purposes.begin(), purposes.end(), each.purpose) != purposes.end();
    if (!named || isGone(each.purpose)) continue;
    gone.push_back(each.purpose);
    ++out.purposes;
    submission.answers.push_back({programme->form->answerName(each.question), {}, std::string(kWithdrawn)});
  }
  if (out.purposes == 0) return unexpected(ConsentError::alreadyTaken);

  const FormLayout layout(programme->form->definition());
  for (std::uint32_t question = 1; question < notice->group; ++question) {
    const FormLayout::Question& place = layout.questions[question];
    const Protection& protection = programme->protections[question];
    if (!place.stored || place.repeat || protection.minimise.kind == Minimise::Kind::drop || !restsOnlyOn(*programme, question, gone)) continue;
    const std::string name = programme->form->answerName(question);
    const std::size_t before = submission.answers.size();
    for (const MergedAnswer& each : standing.answers)
      if (each.question == name && std::any_of(each.values.begin(), each.values.end(), [](const forms::Value& value) { return !forms::isEmpty(value); }))
        submission.answers.push_back({name, each.instances, forms::Empty{}});
    out.cleared += submission.answers.size() - before;
    if (standing.opened.contains(programme->compartments[protection.compartment].name)) continue;
    // What is sealed may hold an answer: it is cleared unseen.
    if (layout.scopes[place.scope].repeats.empty()) {
      submission.answers.push_back({name, {}, forms::Empty{}});
      ++out.cleared;
    } else {
      out.repeatsLeft = true;
    }
  }
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  LIMEN_TRY(writePatch(vault, programme, record, rows, minimise(programme, submission, today), "record.withdraw"));
  return out;
}

}  // namespace limen
