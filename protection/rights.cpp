// SPDX-License-Identifier: Apache-2.0
#include "protection/rights.h"

#include <algorithm>

#include "core/check.h"

namespace limen {

namespace {

struct PermissionWord {
  std::string_view word;
  std::uint16_t bit;
};
constexpr std::array kPermissions{
    PermissionWord{"capture", kMayCapture},     PermissionWord{"read", kMayRead},       PermissionWord{"amend", kMayAmend},
    PermissionWord{"sync", kMaySync},           PermissionWord{"supervise", kMaySupervise}, PermissionWord{"protect", kMayProtect},
    PermissionWord{"audit", kMayAudit},         PermissionWord{"administer", kMayAdminister}, PermissionWord{"export", kMayExport},
    PermissionWord{"share", kMayShare},
};

constexpr bool everyActHasItsRow() {
  for (std::size_t i = 0; i < kActs.size(); ++i)
    if (static_cast<std::size_t>(kActs[i].act) != i) return false;
  return static_cast<std::size_t>(Act::changeFactor) + 1 == kActs.size();
}
static_assert(everyActHasItsRow());

const Role* roleOf(const Programme& programme, std::string_view name) {
  const auto at = std::find_if(programme.roles.begin(), programme.roles.end(), [&](const Role& role) { return role.name == name; });
  return at == programme.roles.end() ? nullptr : &*at;
}

std::uint16_t permissionsOf(const Role& role) {
  std::uint16_t out = 0;
  for (const std::string& word : role.permissions)
    for (const PermissionWord& known : kPermissions)
      if (known.word == word) out |= known.bit;
  return out;
}

}  // namespace

std::string_view nameOf(RightsError cause) {
  switch (cause) {
    case RightsError::notYourRole:
      return "notYourRole";
    case RightsError::unknownRole:
      return "unknownRole";
    case RightsError::notFresh:
      return "notFresh";
    case RightsError::secondNeeded:
      return "secondNeeded";
    case RightsError::ownRequest:
      return "ownRequest";
    case RightsError::notSecond:
      return "notSecond";
    case RightsError::unknownRequest:
      return "unknownRequest";
  }
  return "unknown";
}

const ActRule& ruleOf(Act act) {
  LIMEN_CHECK(static_cast<std::size_t>(act) < kActs.size());
  return kActs[static_cast<std::size_t>(act)];
}

bool isKnownPermission(std::string_view word) {
  return std::any_of(kPermissions.begin(), kPermissions.end(), [&](const PermissionWord& each) { return each.word == word; });
}

bool knowsRole(const Programme& programme, std::string_view role) {
  return roleOf(programme, role) != nullptr;
}

bool mayDo(const Programme& programme, std::string_view role, Act act) {
  const Role* known = roleOf(programme, role);
  return known != nullptr && (permissionsOf(*known) & ruleOf(act).allowedBy) != 0;
}

bool mayOpen(const Programme& programme, std::string_view role, std::string_view compartment) {
  if (!knowsRole(programme, role)) return false;
  const auto at = std::find_if(programme.compartments.begin(), programme.compartments.end(),
                               [&](const Compartment& each) { return each.name == compartment; });
  return at != programme.compartments.end() && std::find(at->readers.begin(), at->readers.end(), role) != at->readers.end();
}

std::vector<AccessCell> accessMatrix(const Programme& programme) {
  std::vector<AccessCell> out;
  for (const Role& role : programme.roles)
    for (const Compartment& compartment : programme.compartments)
      for (const ActRule& rule : kActs) {
        const bool allowed = mayDo(programme, role.name, rule.act) &&
                             (rule.touches != Touches::reads || mayOpen(programme, role.name, compartment.name));
        out.push_back({role.name, compartment.name, rule.act, allowed});
      }
  return out;
}

}  // namespace limen
