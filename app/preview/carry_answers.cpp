// SPDX-License-Identifier: Apache-2.0
#include "app/preview/carry_answers.h"

#include <algorithm>

namespace limen {
namespace {

using forms::Entry;
using forms::FormSession;
using forms::Place;
using forms::Type;

void carryInstances(const FormSession& from, FormSession& to, const Place& repeat, CarriedInstances& known) {
  const auto there = placeAfter(from, to, repeat, known);
  if (!there) return;
  const auto old = from.instances(repeat);
  auto now = to.instances(*there);
  while (now.size() < old.size() && to.addInstance(*there)) now = to.instances(*there);
  while (now.size() > old.size() && to.removeInstance(*there, now.back())) now.pop_back();
  for (std::size_t at = 0; at < std::min(old.size(), now.size()); ++at) known[old[at]] = now[at];
}

}  // namespace

std::optional<Place> placeAfter(const FormSession& from, const FormSession& to, const Place& place, const CarriedInstances& instances) {
  const auto question = to.form().find(from.form().answerName(place.question));
  if (!question || to.form().node(*question).type != from.form().node(place.question).type) return std::nullopt;
  Place found{*question, {}};
  for (const RepeatId& instance : place.instances) {
    const auto known = instances.find(instance);
    if (known == instances.end()) return std::nullopt;
    found.instances.push_back(known->second);
  }
  return found;
}

CarriedInstances carryAnswers(const FormSession& from, FormSession& to) {
  CarriedInstances known;
  for (const Entry& entry : from.entries()) {
    if (entry.type == Type::repeat) {
      carryInstances(from, to, entry.place, known);
      continue;
    }
    const forms::Value value = from.value(entry.place);
    if (entry.type == Type::group || forms::isEmpty(value)) continue;
    const auto there = placeAfter(from, to, entry.place, known);
    // What the new form does not take any more stays behind: it is the author's to see.
    if (there) static_cast<void>(to.set(*there, value));
  }
  return known;
}

}  // namespace limen
