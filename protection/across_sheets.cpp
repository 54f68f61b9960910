// SPDX-License-Identifier: Apache-2.0
#include "protection/across_sheets.h"

#include <algorithm>
#include <map>
#include <optional>

#include "protection/form_layout.h"
#include "protection/words.h"

namespace limen {

namespace {

constexpr const char* kSurvey = "survey";

class Across {
 public:
  Across(const forms::FormDefinition& form, const Programme& programme, Findings& findings)
      : form_(form), programme_(programme), findings_(findings) {
    walkForm(form.nodes, [&](std::uint32_t index, const forms::Node& node, int) {
      if (forms::storesAnswer(node.type)) compartments_.emplace(node.name, programme.protections[index].compartment);
    });
  }

  void retentions() {
    std::vector<const forms::Node*> first(programme_.compartments.size());
    std::vector<std::string> kept(programme_.compartments.size());
    walkForm(form_.nodes, [&](std::uint32_t index, const forms::Node& node, int) {
      const Protection& protection = programme_.protections[index];
      if (!forms::storesAnswer(node.type) || protection.retain.empty() || protection.compartment >= kept.size()) return;
      const std::size_t at = protection.compartment;
      if (first[at] == nullptr) {
        first[at] = &node;
        kept[at] = protection.retain;
      }
      if (kept[at] == protection.retain) return;
      const std::string& name = programme_.compartments[at].name;
      findings_.error(kSurvey, node.row, "protect::retain",
                      "All answers of a compartment are kept for one time, but in " + inQuotes(name) + " " + inQuotes(first[at]->name) +
                          " is kept for " + inQuotes(kept[at]) + " and " + inQuotes(node.name) + " for " + inQuotes(protection.retain) +
                          "; write " + inQuotes(kept[at]) + " here, or split: move it to a compartment such as " +
                          inQuotes((name.substr(0, 7) + '_' + protection.retain).substr(0, 16)) + '.');
    });
  }

  void assessments() {
    if (std::any_of(programme_.assessments.begin(), programme_.assessments.end(), [](const Assessment& each) { return each.kind == "dpia"; }))
      return;
    const forms::Node* special = nullptr;
    walkForm(form_.nodes, [&](std::uint32_t index, const forms::Node& node, int) {
      if (special == nullptr && forms::storesAnswer(node.type) && isSpecial(programme_.protections[index].category)) special = &node;
    });
    if (special != nullptr)
      findings_.error("assessment", 0, "id",
                      "The question " + inQuotes(special->name) +
                          " asks for a special category of data; assess the impact first and write a row of kind dpia with id, date and review.");
  }

  void relevance(const std::vector<forms::Node>& nodes, std::uint32_t& index) {
    for (const forms::Node& node : nodes) {
      const std::uint32_t begin = index++;
      relevance(node.children, index);
      crossing(node, begin, index);
    }
  }

 private:
  // An amendment sees one compartment at a time, so that such logic is decided once, when the answer is taken.
  void crossing(const forms::Node& node, std::uint32_t begin, std::uint32_t end) {
    const auto asked = namedIn(node.relevant);
    if (!asked) return;
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto& [stored, compartment] = placeOf(i);
      if (!stored || compartment == asked->second) continue;
      findings_.warning(kSurvey, node.row, "relevant",
                        "Whether " + inQuotes(node.name) + " is asked hangs on " + inQuotes(asked->first) + " of the compartment " +
                            inQuotes(programme_.compartments[asked->second].name) + ", but its answers go to " +
                            inQuotes(programme_.compartments[compartment].name) + "; an amendment cannot evaluate that.");
      return;
    }
  }

  std::pair<bool, std::uint8_t> placeOf(std::uint32_t wanted) {
    if (places_.empty()) {
      places_.resize(programme_.protections.size());
      walkForm(form_.nodes, [&](std::uint32_t index, const forms::Node& node, int) {
        places_[index] = {forms::storesAnswer(node.type), programme_.protections[index].compartment};
      });
    }
    return places_[wanted];
  }

  // The first question named that lies in any compartment, and its compartment; preferring the most sensitive.
  std::optional<std::pair<std::string, std::uint8_t>> namedIn(const std::string& expression) const {
    std::optional<std::pair<std::string, std::uint8_t>> out;
    for (std::size_t at = expression.find("${"); at != std::string::npos; at = expression.find("${", at + 2)) {
      const std::size_t close = expression.find('}', at);
      if (close == std::string::npos) break;
      const auto found = compartments_.find(expression.substr(at + 2, close - at - 2));
      if (found == compartments_.end()) continue;
      if (!out || programme_.compartments[found->second].sensitivity > programme_.compartments[out->second].sensitivity)
        out.emplace(found->first, found->second);
    }
    return out;
  }

  const forms::FormDefinition& form_;
  const Programme& programme_;
  Findings& findings_;
  std::map<std::string, std::uint8_t> compartments_;
  std::vector<std::pair<bool, std::uint8_t>> places_;
};

}  // namespace

void acrossSheets(const forms::FormDefinition& form, const Programme& programme, Findings& findings) {
  Across across(form, programme, findings);
  if (!programme.compartments.empty() && programme.compartments.size() <= 255) {
    across.retentions();
    std::uint32_t index = 1;
    across.relevance(form.nodes, index);
  }
  across.assessments();
}

}  // namespace limen
