// SPDX-License-Identifier: Apache-2.0
// Risk rules: conditions over the answers that raise a record's safeguards. They only ever raise: what two rules ask for is done
// both. They decide nothing about a person; nothing here can refuse a record or an answer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "forms/form_session.h"
#include "protection/programme.h"

namespace limen {

// What stands in the way of a rule, with the index of the rule: an expression that cannot be read, a rule that is not there, a
// circle of rules. Empty when all can be asked.
std::vector<std::pair<std::size_t, std::string>> checkRiskRules(const std::vector<RiskRule>& rules, const forms::FormDefinition& form);

struct Safeguards {
  bool seal = false;            // nothing of it is readable where it was taken, not even in this shift
  bool secondApproval = false;  // opened only with a second person
  bool noList = false;          // in no list and no search
  bool narrow = false;          // then only `readers`, which may be nobody
  std::vector<std::string> readers;
  std::vector<std::string> retentions;  // the earliest counts
  std::vector<std::size_t> triggered;   // rules of the programme, in its order: what an officer is shown
  bool any() const { return !triggered.empty(); }
};

// The answers as they stand, before anything is minimised. A condition that cannot be computed counts as met: what is not known is
// guarded.
Safeguards safeguardsOf(const Programme& programme, const forms::FormSession& answers);

// Fewer readers are a key of their own: a compartment of the sheet without a question, to which the answers of another go when a rule
// with `narrow` is met. A rule narrows the compartments of the answers that its condition asks about, to those of its roles.
bool isNarrower(const Programme& programme, std::uint8_t narrower, std::uint8_t of);
struct Narrowing {
  std::map<std::uint8_t, std::uint8_t> into;  // of a compartment: where its answers go
  bool missing = false;                       // the sheet has no such compartment: whoever opens the record needs a second person instead
};
Narrowing narrowingOf(const Programme& programme, const Safeguards& raised);
// Of the rule by itself: the compartments for which there is none, each with the roles that it would have.
std::vector<std::pair<std::string, std::vector<std::string>>> lackingFor(const Programme& programme, const RiskRule& rule);

}  // namespace limen
