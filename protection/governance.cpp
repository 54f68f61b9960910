// SPDX-License-Identifier: Apache-2.0
#include "protection/governance.h"

#include <algorithm>

#include "protection/form_layout.h"
#include "protection/notice.h"
#include "protection/risk.h"
#include "protection/words.h"

namespace limen {

namespace {

std::int64_t daysOf(forms::Date date) {
  return date.time_since_epoch().count();
}
forms::Date dateOf(std::int64_t days) {
  constexpr std::int64_t kFarthest = 3'652'058;  // the year 9999
  return forms::Date{std::chrono::days{static_cast<int>(std::clamp<std::int64_t>(days, -kFarthest, kFarthest))}};
}

void write(const forms::Translations& texts, programme::Translated* out) {
  for (const auto& [language, text] : texts) (*out->mutable_by_language())[language] = text;
}
forms::Translations read(const programme::Translated& in) {
  return {in.by_language().begin(), in.by_language().end()};
}
template <class Strings>
std::vector<std::string> read(const Strings& in) {
  return {in.begin(), in.end()};
}

template <class Named>
bool contains(const std::vector<Named>& all, std::string_view name) {
  return std::any_of(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
}

bool stewardsSound(const Programme& programme) {
  return std::all_of(kDuties.begin(), kDuties.end(), [&](std::string_view duty) {
    return std::any_of(programme.stewards.begin(), programme.stewards.end(),
                       [&](const Steward& each) { return each.duty == duty && !each.owner.empty(); });
  });
}

bool purposesSound(const Programme& programme) {
  return std::all_of(programme.purposes.begin(), programme.purposes.end(), [&](const Purpose& each) {
    return retentionOf(programme, each.retention) != nullptr &&
           (each.basis != "legitimate_interest" || hasAssessment(programme, each.assessment, "legitimate_interest"));
  });
}

bool risksSound(const Programme& programme) {
  for (const RiskRule& rule : programme.risks) {
    for (const std::string& word : rule.safeguards) {
      if (!oneOf(kSafeguards, word)) return false;
      if (word == "narrow" && rule.readers.empty()) return false;
      if (word == "shorten" && retentionOf(programme, rule.retention) == nullptr) return false;
    }
    for (const std::string& reader : rule.readers)
      if (!contains(programme.roles, reader)) return false;
  }
  return checkRiskRules(programme.risks, programme.form->definition()).empty();
}

// One retention a compartment, and an assessment where a kind of data asks for it.
bool answersSound(const Programme& programme) {
  std::vector<std::string> retains(programme.compartments.size());
  bool fits = true;
  walkForm(programme.form->definition().nodes, [&](std::uint32_t index, const forms::Node& node, int) {
    const Protection& protection = programme.protections[index];
    if (!fits || !forms::storesAnswer(node.type)) return;
    if (isSpecial(protection.category))
      fits = std::any_of(programme.assessments.begin(), programme.assessments.end(),
                         [](const Assessment& each) { return each.kind == "dpia"; });
    if (protection.retain.empty()) return;
    std::string& retain = retains[protection.compartment];
    if (retain.empty()) retain = protection.retain;
    fits = fits && retain == protection.retain && retentionOf(programme, retain) != nullptr;
  });
  return fits;
}

// The group stands last, nothing takes it or a question in it away, and no choice is made beforehand.
bool noticeSound(const Programme& programme) {
  const auto notice = noticeOf(programme);
  const std::vector<forms::Node>& nodes = programme.form->definition().nodes;
  if (!notice || nodes.back().name != kNoticeGroup || !nodes.back().relevant.empty()) return false;
  std::vector<std::uint32_t> asked{notice->notice, notice->language, notice->mode, notice->interpreter, notice->alone};
  for (const ConsentQuestion& each : notice->consents) asked.push_back(each.question);
  for (std::uint32_t question = notice->group + 1; question < programme.form->size(); ++question) {
    const forms::Node& node = programme.form->node(question);
    const bool follows = question == notice->interpreter || node.type == forms::Type::note;
    if (!node.calculation.empty() || (!node.relevant.empty() && !follows)) return false;
    if (!node.defaultValue.empty() && question != notice->notice) return false;
  }
  return std::all_of(asked.begin(), asked.end(), [&](std::uint32_t question) {
    return notice->has(question) && programme.form->node(question).required == "true()";
  });
}

}  // namespace

const Retention* retentionOf(const Programme& programme, std::string_view name) {
  const auto at = std::find_if(programme.retentions.begin(), programme.retentions.end(),
                               [&](const Retention& each) { return each.name == name; });
  return at == programme.retentions.end() ? nullptr : &*at;
}

bool hasAssessment(const Programme& programme, std::string_view id, std::string_view kind) {
  return std::any_of(programme.assessments.begin(), programme.assessments.end(),
                     [&](const Assessment& each) { return each.id == id && each.kind == kind; });
}

void writeGovernance(const Programme& from, programme::Programme& out) {
  out.set_format(from.format);
  for (const Retention& each : from.retentions) {
    auto* to = out.add_retentions();
    to->set_name(each.name);
    to->set_days(each.days);
    to->set_event(each.event);
    to->set_may_hold(each.mayHold);
  }
  for (const Notice& each : from.notices) {
    auto* to = out.add_notices();
    to->set_name(each.name);
    to->set_version(each.version);
    write(each.text, to->mutable_text());
  }
  for (const Steward& each : from.stewards) {
    auto* to = out.add_stewards();
    to->set_duty(each.duty);
    to->set_owner(each.owner);
  }
  for (const Assessment& each : from.assessments) {
    auto* to = out.add_assessments();
    to->set_id(each.id);
    to->set_kind(each.kind);
    to->set_made(daysOf(each.made));
    to->set_review(daysOf(each.review));
  }
  for (const RiskRule& each : from.risks) {
    auto* to = out.add_risks();
    to->set_name(each.name);
    to->set_condition(each.condition);
    for (const std::string& word : each.safeguards) to->add_safeguards(word);
    for (const std::string& role : each.readers) to->add_readers(role);
    to->set_retention(each.retention);
    write(each.label, to->mutable_label());
  }
  for (const Partner& each : from.partners) {
    auto* to = out.add_partners();
    to->set_name(each.name);
    to->set_agreement(each.agreement);
    for (const std::string& purpose : each.purposes) to->add_purposes(purpose);
    for (const std::string& answer : each.answers) to->add_answers(answer);
    to->set_expires(daysOf(each.expires));
  }
  if (from.expires) out.set_expires(daysOf(*from.expires));
}

void readGovernance(const programme::Programme& in, Programme& out) {
  out.format = in.format();
  for (const auto& each : in.retentions()) out.retentions.push_back({each.name(), each.days(), each.event(), each.may_hold()});
  for (const auto& each : in.notices()) out.notices.push_back({each.name(), each.version(), read(each.text())});
  for (const auto& each : in.stewards()) out.stewards.push_back({each.duty(), each.owner()});
  for (const auto& each : in.assessments())
    out.assessments.push_back({each.id(), each.kind(), dateOf(each.made()), dateOf(each.review())});
  for (const auto& each : in.risks())
    out.risks.push_back({each.name(), each.condition(), read(each.safeguards()), read(each.readers()), each.retention(), read(each.label())});
  for (const auto& each : in.partners())
    out.partners.push_back({each.name(), each.agreement(), read(each.purposes()), read(each.answers()), dateOf(each.expires())});
  if (in.has_expires()) out.expires = dateOf(in.expires());
}

bool governanceSound(const Programme& programme) {
  if (programme.format == 0) return true;
  for (const Retention& each : programme.retentions)
    if (!oneOf(kCaseEvents, each.event) || each.days == 0) return false;
  if (!risksSound(programme)) return false;
  if (programme.unprotectedDemo) return true;
  return stewardsSound(programme) && purposesSound(programme) && !programme.notices.empty() && answersSound(programme) &&
         (programme.format < 3 || noticeSound(programme));
}

}  // namespace limen
