// SPDX-License-Identifier: Apache-2.0
#include "protection/succession.h"

#include <algorithm>

#include "protection/governance.h"
#include "protection/sheets.h"

namespace limen {

namespace {

std::vector<std::string> added(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> out;
  for (const std::string& each : after)
    if (std::find(before.begin(), before.end(), each) == before.end()) out.push_back(each);
  return out;
}

// Records say by the place of a row in its sheet which compartment goes when, and by which rule: a row keeps its place for ever.
template <class Row>
void keepPlaces(const char* sheet, const std::vector<Row>& before, const std::vector<Row>& after, std::vector<Weakening>& out) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (i < after.size() && after[i].name == before[i].name) continue;
    out.push_back({sheet, i < after.size() ? after[i].name : before[i].name, "name",
                   "Row " + std::to_string(i + 1) + " of the sheet was " + inQuotes(before[i].name) +
                       "; keep the rows of the version before in their order, and put new ones behind them."});
    return;
  }
}

constexpr const char* kAssess = " without a new assessment; write its id in sheet \"assessment\", or take the change back.";

}  // namespace

std::vector<Weakening> weakenings(const Programme& previous, const Programme& next) {
  const bool assessed = std::any_of(next.assessments.begin(), next.assessments.end(), [&](const Assessment& each) {
    return each.kind == "dpia" && !hasAssessment(previous, each.id, "dpia");
  });
  std::vector<Weakening> out;
  keepPlaces("compartments", previous.compartments, next.compartments, out);
  keepPlaces("retention", previous.retentions, next.retentions, out);
  if (assessed) return out;
  for (const Compartment& now : next.compartments) {
    const auto before = std::find_if(previous.compartments.begin(), previous.compartments.end(),
                                     [&](const Compartment& each) { return each.name == now.name; });
    if (before == previous.compartments.end()) continue;
    if (now.sensitivity < before->sensitivity)
      out.push_back({"compartments", now.name, "sensitivity",
                     "The sensitivity of " + inQuotes(now.name) + " falls from " + std::to_string(before->sensitivity) + " to " +
                         std::to_string(now.sensitivity) + kAssess});
    if (const auto roles = added(before->readers, now.readers); !roles.empty())
      out.push_back({"compartments", now.name, "readers",
                     "The compartment " + inQuotes(now.name) + " gets the reader " + inQuotes(roles.front()) + kAssess});
  }
  for (std::uint32_t i = 1; i < next.form->size(); ++i) {
    const forms::Node& node = next.form->node(i);
    const auto old = next.form->sameAs(*previous.form, i);
    if (!old || !forms::storesAnswer(node.type) || !forms::storesAnswer(previous.form->node(*old).type)) continue;
    const Compartment& before = previous.compartments[previous.protections[*old].compartment];
    const Compartment& now = next.compartments[next.protections[i].compartment];
    if (before.name == now.name) continue;
    if (now.sensitivity < before.sensitivity || !added(before.readers, now.readers).empty())
      out.push_back({"survey", node.name, "protect::compartment",
                     "The question " + inQuotes(node.name) + " moves from " + inQuotes(before.name) + " to " + inQuotes(now.name) +
                         ", which is less sensitive or has other readers," + kAssess});
  }
  return out;
}

Result<void> maySucceed(const Programme* previous, const Programme& next, forms::Date today) {
  if (previous != nullptr && next.hash != previous->hash && next.version <= previous->version) return unexpected(ProgrammeError::older);
  if (expired(next, today)) return unexpected(ProgrammeError::expired);
  if (previous != nullptr && next.hash != previous->hash && !weakenings(*previous, next).empty())
    return unexpected(ProgrammeError::weakened);
  return {};
}

}  // namespace limen
