// SPDX-License-Identifier: Apache-2.0
// What CompiledForm holds: the form as arrays, its expressions as trees, and which of them hangs on which answer.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "forms/expression.h"
#include "forms/form_session.h"
#include "forms/form_tree.h"
#include "forms/workbook.h"

namespace limen::forms {

// A text with ${name} in it, cut into pieces.
struct TextPiece {
  std::string literal;
  ExprIndex expression = 0;
};
using Template = std::vector<TextPiece>;

struct Question {
  ExprIndex relevant = 0, required = 0, constraint = 0, calculation = 0, defaultValue = 0, readOnly = 0, choiceFilter = 0,
            repeatCount = 0;
  bool triggered = false;   // its calculation is computed when one of its triggers changes, and only then
  ExprIndex onTrigger = 0;  // that calculation; none clears
  std::map<std::string, Template, std::less<>>
      texts;  // its labels, hints, messages and choice labels that hold ${name}, by that text
};

// What recalculation recomputes: the value of a node (of a repeat: how many instances it has), or whether it is relevant.
struct Vertex {
  NodeIndex node = 0;
  bool relevance = false;
};
using VertexIndex = std::uint32_t;
constexpr VertexIndex valueVertex(NodeIndex node) {
  return node * 2;
}
constexpr VertexIndex relevanceVertex(NodeIndex node) {
  return node * 2 + 1;
}
constexpr Vertex vertexAt(VertexIndex index) {
  return {index / 2, index % 2 == 1};
}

// When a vertex changes in some frame, `dependent` is recomputed in all its frames below that frame's ancestor of `scope`.
struct Edge {
  VertexIndex dependent = 0;
  ScopeIndex scope = 0;
};

// The expressions of sheet `entities`; 0 where there is none.
struct EntityExpressions {
  ExprIndex id = 0, label = 0, createIf = 0, updateIf = 0, baseVersion = 0;
};

struct CompiledForm::Impl {
  explicit Impl(FormDefinition form) : definition(std::move(form)), tree(definition), questions(tree.size()) {}
  const FormDefinition definition;
  const FormTree tree;
  ExpressionPool pool;
  std::vector<Question> questions;            // by node
  std::vector<std::vector<Edge>> dependents;  // by vertex
  std::vector<std::uint32_t> rank;            // by vertex: the order in which to recompute
  // What is no calculation but follows one all the same; it orders nothing and may go in circles. By vertex: the selects whose
  // choices hang on it. By node: those that name it as their trigger.
  std::vector<std::vector<Edge>> choosers;
  std::vector<std::vector<Edge>> triggers;
  std::vector<VertexIndex> spoken;  // calculations that a change of language changes
  EntityExpressions entity;
  ExprIndex instanceName = 0;
  std::vector<NodeIndex> instanceNameReads;  // sorted, each once

  bool computed(VertexIndex vertex) const {
    const auto [node, relevance] = vertexAt(vertex);
    const Question& question = questions[node];
    return relevance ? question.relevant != 0 : question.calculation != 0 || question.repeatCount != 0;
  }
};

struct Compilation {
  std::unique_ptr<CompiledForm::Impl> form;
  std::vector<Finding> findings;  // of sheets "survey" and "settings"; columns by their canonical names
  bool cycle = false;
};
Compilation compileForm(FormDefinition definition);

// Fills `dependents` and `rank` from what each vertex reads. Names of a cycle in order, the first again at the end; empty when
// there is none.
std::vector<NodeIndex> orderVertices(CompiledForm::Impl& form, const std::vector<std::vector<Dependency>>& readsByVertex);

}  // namespace limen::forms
