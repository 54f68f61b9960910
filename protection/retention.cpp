// SPDX-License-Identifier: Apache-2.0
#include "protection/retention.h"

#include <algorithm>
#include <map>

#include "protection/words.h"

namespace limen {

namespace {

constexpr std::uint16_t kEverything = 0xffff;

std::int64_t dayNumber(forms::Date day) {
  return std::chrono::sys_days{day}.time_since_epoch().count();
}

Week weekAfter(const Retention& rule, std::int64_t event) {
  return weekOfDay(event + rule.days);
}

std::optional<std::size_t> indexOf(const Programme& programme, std::string_view retention) {
  const auto at = std::find_if(programme.retentions.begin(), programme.retentions.end(),
                               [&](const Retention& each) { return each.name == retention; });
  if (at == programme.retentions.end()) return std::nullopt;
  return static_cast<std::size_t>(at - programme.retentions.begin());
}

const Retention* ruleOf(const Programme& programme, const RetentionBound& bound) {
  return bound.rule < programme.retentions.size() ? &programme.retentions[bound.rule] : nullptr;
}

}  // namespace

bool isCaseEvent(std::string_view word) {
  return std::find(kCaseEvents.begin(), kCaseEvents.end(), word) != kCaseEvents.end();
}

std::vector<RetentionBound> boundsAtCapture(const Programme& programme, const Safeguards& raised, forms::Date captured) {
  std::map<std::size_t, std::uint16_t> named;
  for (const Protection& each : programme.protections) {
    const auto rule = each.retain.empty() ? std::nullopt : indexOf(programme, each.retain);
    if (rule) named[*rule] = static_cast<std::uint16_t>(named[*rule] | 1u << each.compartment);
  }
  for (const auto& [from, into] : narrowingOf(programme, raised).into)
    for (auto& [rule, compartments] : named)
      if ((compartments >> from & 1) != 0) compartments = static_cast<std::uint16_t>(compartments | 1u << into);
  for (const std::string& shorter : raised.retentions)
    if (const auto rule = indexOf(programme, shorter)) named[*rule] = kEverything;
  const std::int64_t today = dayNumber(captured);
  std::vector<RetentionBound> out;
  for (const auto& [index, compartments] : named) {
    const Retention& rule = programme.retentions[index];
    const std::int64_t event = rule.event == kCapturedEvent ? today : today + kEventWaitsAtMostDays;
    out.push_back({static_cast<std::uint8_t>(index), compartments, weekAfter(rule, event)});
  }
  if (out.size() > kMaxRetentionBounds) out.resize(kMaxRetentionBounds);
  return out;
}

std::vector<RetentionBound> boundsAfter(const Programme& programme, const std::vector<RetentionBound>& standing, std::string_view event,
                                        forms::Date day) {
  std::map<std::uint8_t, RetentionBound> moved;
  for (const RetentionBound& bound : standing) {
    const Retention* rule = ruleOf(programme, bound);
    if (rule == nullptr || rule->event != event) continue;
    RetentionBound& now = moved[bound.rule];
    now.rule = bound.rule;
    now.compartments = static_cast<std::uint16_t>(now.compartments | bound.compartments);
    now.week = weekAfter(*rule, dayNumber(day));
  }
  std::vector<RetentionBound> out;
  for (const auto& [rule, bound] : moved) out.push_back(bound);
  return out;
}

std::uint16_t holdable(const Programme& programme, const std::vector<RetentionBound>& standing) {
  unsigned out = kEverything;
  for (const RetentionBound& bound : standing) {
    const Retention* rule = ruleOf(programme, bound);
    if (rule == nullptr || !rule->mayHold) out &= ~unsigned{bound.compartments};
  }
  return static_cast<std::uint16_t>(out & ((1u << programme.compartments.size()) - 1));
}

const Retention* nextRule(const Programme& programme, const std::vector<RetentionBound>& standing, std::uint8_t compartment) {
  const RetentionBound* first = nullptr;
  for (const RetentionBound& bound : standing) {
    if ((bound.compartments >> compartment & 1) != 0 && (first == nullptr || bound.week < first->week)) first = &bound;
  }
  return first == nullptr ? nullptr : ruleOf(programme, *first);
}

}  // namespace limen
