// SPDX-License-Identifier: Apache-2.0
#include "protection/not_done.h"

#include <algorithm>
#include <array>
#include <utility>

#include "protection/form_layout.h"
#include "protection/governance.h"
#include "protection/sheets.h"
#include "protection/words.h"

namespace limen {

namespace {

constexpr std::array<std::string_view, 11> kScoreWords{"score",   "scores",  "scoring",     "rank",      "ranking",   "rating",
                                                       "ratings", "puntaje", "credibility", "suspicion", "puntuacion"};

template <class Makes>
std::string questionThat(const Programme& programme, const forms::FormDefinition& form, Makes&& makes) {
  std::string out;
  walkForm(form.nodes, [&](std::uint32_t index, const forms::Node& node, int) {
    if (out.empty() && forms::storesAnswer(node.type) && index < programme.protections.size() &&
        makes(node, programme.protections[index]))
      out = "the question " + inQuotes(node.name);
  });
  return out;
}

std::string biometrics(const Programme& programme, const forms::FormDefinition& form) {
  return questionThat(programme, form, [](const forms::Node&, const Protection& each) { return each.category == "biometric"; });
}

std::string pictures(const Programme& programme, const forms::FormDefinition& form) {
  return questionThat(programme, form, [](const forms::Node& node, const Protection&) {
    return node.type == forms::Type::image || node.type == forms::Type::video;
  });
}

std::string decisions(const Programme& programme, const forms::FormDefinition&) {
  for (const RiskRule& rule : programme.risks)
    for (const std::string& each : rule.safeguards)
      if (!oneOf(kSafeguards, each)) return "the risk rule " + inQuotes(rule.name);
  return {};
}

std::string scores(const Programme& programme, const forms::FormDefinition& form) {
  return questionThat(programme, form, [](const forms::Node& node, const Protection&) { return namesScore(node.name); });
}

std::string nobody(const Programme& programme, const forms::FormDefinition&) {
  for (const Purpose& each : programme.purposes)
    if (!each.recipients.empty())
      return "the recipient " + inQuotes(each.recipients.front()) + " of the purpose " + inQuotes(each.name);
  return programme.partners.empty() ? "" : "the partner " + inQuotes(programme.partners.front().name);
}

// A partner who is no recipient of each of its purposes stands in no row of the register.
std::string recipientsOnly(const Programme& programme, const forms::FormDefinition&) {
  for (const Partner& partner : programme.partners)
    for (const std::string& name : partner.purposes)
      for (const Purpose& purpose : programme.purposes)
        if (purpose.name == name &&
            std::find(purpose.recipients.begin(), purpose.recipients.end(), partner.name) == purpose.recipients.end())
          return "the partner " + inQuotes(partner.name) + ", who is no recipient of the purpose " + inQuotes(name);
  return {};
}

std::string anEnd(const Programme& programme, const forms::FormDefinition& form) {
  for (const Purpose& each : programme.purposes)
    if (retentionOf(programme, each.retention) == nullptr) return "the purpose " + inQuotes(each.name);
  return questionThat(programme, form, [&](const forms::Node&, const Protection& each) {
    return each.minimise.kind != Minimise::Kind::drop && !each.retain.empty() && retentionOf(programme, each.retain) == nullptr;
  });
}

}  // namespace

const std::vector<NotDone>& notDoneSentences() {
  static const std::vector<NotDone> kSentences{{"biometrics", &NotDoneWords::biometrics, &biometrics},
                                               {"pictures", &NotDoneWords::pictures, &pictures},
                                               {"decisions", &NotDoneWords::decisions, &decisions},
                                               {"scores", &NotDoneWords::scores, &scores},
                                               {"nobody", &NotDoneWords::nobody, &nobody},
                                               {"recipients_only", &NotDoneWords::recipientsOnly, &recipientsOnly},
                                               {"an_end", &NotDoneWords::anEnd, &anEnd}};
  return kSentences;
}

bool namesScore(std::string_view question) {
  std::string word;
  char before = 0;
  const auto ended = [&] { return oneOf(kScoreWords, std::exchange(word, {})); };
  for (const char c : question) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    const bool apart = !upper && !lower, camel = upper && before >= 'a' && before <= 'z';
    if ((apart || camel) && ended()) return true;
    if (!apart) word += static_cast<char>(upper ? c - 'A' + 'a' : c);
    before = c;
  }
  return ended();
}

}  // namespace limen
