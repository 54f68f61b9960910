// SPDX-License-Identifier: Apache-2.0
#include "station/merge.h"
#include "core/planted.h"

#include <algorithm>
#include <map>

namespace limen {

namespace {

bool contains(const std::vector<RevisionId>& context, const RevisionId& dot) {
  return std::any_of(context.begin(), context.end(),
                     [&](const RevisionId& seen) { return seen.writer == dot.writer && seen.counter >= dot.counter; });
}

struct Write {
  const RevisionAnswers* revision;
  const forms::Value* value;
};

}  // namespace

std::vector<MergedAnswer> mergeAnswers(std::vector<RevisionAnswers> revisions) {
  std::sort(revisions.begin(), revisions.end(), [](const RevisionAnswers& a, const RevisionAnswers& b) { return a.id < b.id; });
  std::map<std::pair<std::string, std::vector<RepeatId>>, std::vector<Write>> writes;
  std::vector<std::pair<std::string, std::vector<RepeatId>>> order;
  for (const RevisionAnswers& revision : revisions) {
    for (const OpenedAnswer& answer : revision.answers) {
      auto key = std::make_pair(answer.question, answer.instances);
      auto [at, fresh] = writes.try_emplace(key);
      if (fresh) order.push_back(std::move(key));
      at->second.push_back({&revision, &answer.value});
    }
  }
  std::vector<MergedAnswer> out;
  for (const auto& key : order) {
    const std::vector<Write>& all = writes[key];
    MergedAnswer merged{key.first, key.second, {}};
    for (const Write& write : all) {
      const bool superseded = std::any_of(all.begin(), all.end(), [&](const Write& other) {
        return other.revision != write.revision && contains(other.revision->context, write.revision->id);
      }) || (LIMEN_BUG("context-removes-unnamed") && std::any_of(revisions.begin(), revisions.end(), [&](const RevisionAnswers& other) {
        return contains(other.context, write.revision->id);
      }));
      if (superseded || forms::isEmpty(*write.value)) continue;
      if (std::find(merged.values.begin(), merged.values.end(), *write.value) == merged.values.end())
        merged.values.push_back(*write.value);
    }
    if (LIMEN_BUG("last-writer-wins") && merged.values.size() > 1) merged.values = {merged.values.back()};
    if (!merged.values.empty()) out.push_back(std::move(merged));
  }
  return out;
}

}  // namespace limen
