// SPDX-License-Identifier: Apache-2.0
#include "station/merge.h"
#include "core/planted.h"

#include <algorithm>
#include <map>

namespace limen {

namespace {

using Key = std::pair<std::string, std::vector<RepeatId>>;

bool contains(const std::vector<RevisionId>& context, const RevisionId& dot) {
  return std::any_of(context.begin(), context.end(),
                     [&](const RevisionId& seen) { return seen.writer == dot.writer && seen.counter >= dot.counter; });
}

template <class Revision>
bool knows(const Revision& later, const Revision& earlier) {
  return later.id == earlier.id || contains(later.context, earlier.id);
}

template <class Revision>
bool unsettled(const Revision& one, const Revision& other, const std::vector<Revision>& all) {
  if (knows(one, other) || knows(other, one)) return false;
  return std::none_of(all.begin(), all.end(),
                      [&](const Revision& each) { return contains(each.context, one.id) && contains(each.context, other.id); });
}

struct Write {
  const RevisionAnswers* revision;
  const forms::Value* value;
};

// How much of the record its writer had seen.
std::ptrdiff_t sight(const RevisionAnswers& revision, const std::vector<RevisionAnswers>& all) {
  return std::count_if(all.begin(), all.end(), [&](const RevisionAnswers& each) { return contains(revision.context, each.id); });
}

struct Ranked {
  StandingValue value;
  std::ptrdiff_t sight = 0;
};

std::vector<StandingValue> inRank(const std::vector<const Write*>& standing, const std::vector<RevisionAnswers>& all) {
  std::vector<Ranked> ranked;
  for (const Write* write : standing) {
    auto at = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& each) { return each.value.value == *write->value; });
    if (at == ranked.end()) at = ranked.insert(ranked.end(), Ranked{{*write->value, {}}, 0});
    at->value.by.push_back(write->revision->id);
    at->sight = std::max(at->sight, sight(*write->revision, all));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.sight != b.sight ? a.sight > b.sight : a.value.by.front() < b.value.by.front();
  });
  std::vector<StandingValue> out;
  for (Ranked& each : ranked) out.push_back(std::move(each.value));
  return out;
}

// Answers that stand by revisions which had not seen each other, and which nobody has seen together since.
void markParallel(std::vector<MergedAnswer>& merged, const std::vector<RevisionAnswers>& revisions) {
  std::map<RevisionId, std::vector<std::size_t>> written;  // by revision, the answers that stand by it
  for (std::size_t i = 0; i < merged.size(); ++i)
    for (const StandingValue& standing : merged[i].standing)
      for (const RevisionId& id : standing.by) written[id].push_back(i);
  const auto mark = [&](const std::vector<std::size_t>& answers, const std::vector<std::size_t>& others) {
    for (const std::size_t answer : answers)
      if (std::any_of(others.begin(), others.end(), [&](std::size_t other) { return other != answer; })) merged[answer].parallel = true;
  };
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    const auto one = written.find(revisions[i].id);
    if (one == written.end()) continue;
    for (std::size_t j = i + 1; j < revisions.size(); ++j) {
      const auto other = written.find(revisions[j].id);
      if (other == written.end() || !unsettled(revisions[i], revisions[j], revisions)) continue;
      mark(one->second, other->second);
      mark(other->second, one->second);
    }
  }
}

}  // namespace

std::vector<MergedAnswer> mergeAnswers(std::vector<RevisionAnswers> revisions) {
  std::sort(revisions.begin(), revisions.end(), [](const RevisionAnswers& a, const RevisionAnswers& b) { return a.id < b.id; });
  std::map<Key, std::vector<Write>> writes;
  std::vector<Key> order;
  for (const RevisionAnswers& revision : revisions) {
    for (const OpenedAnswer& answer : revision.answers) {
      auto key = std::make_pair(answer.question, answer.instances);
      auto [at, fresh] = writes.try_emplace(key);
      if (fresh) order.push_back(std::move(key));
      at->second.push_back({&revision, &answer.value});
    }
  }
  std::vector<MergedAnswer> out;
  for (const Key& key : order) {
    const std::vector<Write>& all = writes[key];
    std::vector<const Write*> standing;
    for (const Write& write : all) {
      const bool superseded = std::any_of(all.begin(), all.end(), [&](const Write& other) {
        return other.revision != write.revision && contains(other.revision->context, write.revision->id);
      }) || (LIMEN_BUG("context-removes-unnamed") && std::any_of(revisions.begin(), revisions.end(), [&](const RevisionAnswers& other) {
        return contains(other.context, write.revision->id);
      }));
      if (!superseded) standing.push_back(&write);
    }
    MergedAnswer merged{key.first, key.second};
    merged.standing = inRank(standing, revisions);
    for (const StandingValue& each : merged.standing)
      if (!forms::isEmpty(each.value)) merged.values.push_back(each.value);
    if (LIMEN_BUG("last-writer-wins") && merged.values.size() > 1) merged.values = {merged.values.back()};
    if (!merged.values.empty()) out.push_back(std::move(merged));
  }
  markParallel(out, revisions);
  return out;
}

bool isUnsettled(const std::vector<Seen>& revisions) {
  for (std::size_t i = 0; i < revisions.size(); ++i)
    for (std::size_t j = i + 1; j < revisions.size(); ++j)
      if (unsettled(revisions[i], revisions[j], revisions)) return true;
  return false;
}

}  // namespace limen
