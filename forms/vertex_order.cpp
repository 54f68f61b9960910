// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "forms/compiled_form.h"

namespace limen::forms {

namespace {

// Follows vertices that wait for each other until one comes again.
std::vector<NodeIndex> cycleFrom(const std::vector<std::vector<Edge>>& dependents, const std::vector<std::uint32_t>& waiting) {
  // Backwards: every vertex that still waits has a source that still waits.
  std::vector<VertexIndex> source(dependents.size(), kNone);
  for (VertexIndex from = 0; from < dependents.size(); ++from) {
    if (waiting[from] == 0) continue;
    for (const Edge& edge : dependents[from]) {
      if (waiting[edge.dependent] != 0) source[edge.dependent] = from;
    }
  }
  VertexIndex at = 0;
  while (waiting[at] == 0) ++at;
  std::vector<VertexIndex> trail;
  std::vector<bool> seen(dependents.size(), false);
  for (; !seen[at]; at = source[at]) {
    seen[at] = true;
    trail.push_back(at);
  }
  trail.erase(trail.begin(), std::find(trail.begin(), trail.end(), at));
  std::reverse(trail.begin(), trail.end());
  std::vector<NodeIndex> names;
  for (const VertexIndex vertex : trail) {
    if (names.empty() || names.back() != vertexAt(vertex).node) names.push_back(vertexAt(vertex).node);
  }
  // It starts at the question that stands first in the form.
  std::rotate(names.begin(), std::min_element(names.begin(), names.end()), names.end());
  names.push_back(names.front());
  return names;
}

}  // namespace

namespace {

// As ODK's forms repeat for as long as somebody says so: a count that asks, through calculations, for answers given in its own
// repeat. It follows them, as choices do. One that only asks for what it makes itself never comes to an end, and stays a cycle.
NodeIndex countThatFollows(const CompiledForm::Impl& form, const std::vector<std::vector<Dependency>>& readsByVertex,
                           const std::vector<NodeIndex>& cycle) {
  const FormTree& tree = form.tree;
  const auto isGiven = [&](NodeIndex node) {
    const Question& asked = form.questions[node];
    const Type type = tree[node].node->type;
    return type != Type::group && type != Type::repeat && type != Type::note && type != Type::hidden && type != Type::calculate &&
           asked.calculation == 0 && !asked.triggered;
  };
  for (const NodeIndex repeat : cycle) {
    if (form.questions[repeat].repeatCount == 0 || form.follows.contains(repeat)) continue;
    for (const NodeIndex asking : cycle) {
      for (const Dependency& read : readsByVertex[valueVertex(asking)]) {
        if (isGiven(read.node) && tree.common(tree[read.node].scope, tree[repeat].inner) == tree[repeat].inner) return repeat;
      }
    }
  }
  return 0;
}

std::vector<NodeIndex> orderOnce(CompiledForm::Impl& form, const std::vector<std::vector<Dependency>>& readsByVertex) {
  const FormTree& tree = form.tree;
  const auto count = static_cast<VertexIndex>(readsByVertex.size());
  const auto follows = [&](VertexIndex vertex) {
    return !vertexAt(vertex).relevance && form.follows.contains(vertexAt(vertex).node);
  };
  form.dependents.assign(count, {});
  const auto connect = [&](VertexIndex from, VertexIndex to, ScopeIndex scope) {
    form.dependents[from].push_back({to, tree.common(scope, form.scopeOf(from))});
  };
  for (VertexIndex vertex = 0; vertex < count; ++vertex) {
    if (!form.computed(vertex)) continue;
    const auto [node, relevance] = vertexAt(vertex);
    for (const Dependency& read : readsByVertex[vertex]) {
      connect(valueVertex(read.node), vertex, read.scope);
      const NodeIndex owner = tree[read.node].relevance;
      const bool own = relevance && owner == node && tree[node].eachInstance;  // its answers count, shown or not
      if (owner != kNone && !own) connect(relevanceVertex(owner), vertex, read.scope);
    }
    const NodeIndex above = tree[tree[node].parent].relevance;
    if (relevance && above != kNone) connect(relevanceVertex(above), vertex, form.scopeOf(relevanceVertex(above)));
  }

  std::vector<std::uint32_t> waiting(count, 0);
  for (auto& edges : form.dependents) {
    const auto key = [](const Edge& edge) { return std::pair(edge.dependent, edge.scope); };
    std::sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
    edges.erase(std::unique(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) { return key(a) == key(b); }),
                edges.end());
    for (const Edge& edge : edges) waiting[edge.dependent] += follows(edge.dependent) ? 0 : 1;
  }
  std::vector<VertexIndex> order;
  order.reserve(count);
  for (VertexIndex vertex = 0; vertex < count; ++vertex) {
    if (waiting[vertex] == 0) order.push_back(vertex);
  }
  form.rank.assign(count, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    form.rank[order[i]] = static_cast<std::uint32_t>(follows(order[i]) ? count + i : i);
    for (const Edge& edge : form.dependents[order[i]]) {
      if (!follows(edge.dependent) && --waiting[edge.dependent] == 0) order.push_back(edge.dependent);
    }
  }
  return order.size() == count ? std::vector<NodeIndex>() : cycleFrom(form.dependents, waiting);
}

}  // namespace

std::vector<NodeIndex> orderVertices(CompiledForm::Impl& form, const std::vector<std::vector<Dependency>>& readsByVertex) {
  for (;;) {
    auto cycle = orderOnce(form, readsByVertex);
    const NodeIndex repeat = cycle.empty() ? 0 : countThatFollows(form, readsByVertex, cycle);
    if (repeat == 0) return cycle;
    form.follows.insert(repeat);
  }
}

}  // namespace limen::forms
