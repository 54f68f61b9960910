// SPDX-License-Identifier: Apache-2.0
// What CompiledForm holds: the form as arrays, its expressions as trees, and which of them hangs on which answer.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "forms/documents.h"
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

// What a select offers: the nodes of `items`, each with a name and a label.
struct ChoicePlan {
  ExprIndex items = 0;
  std::uint32_t document = kNone;              // that the items stand in, where that is known
  std::string nameColumn, labelColumn;         // of an item, where they are plain
  const Translations* labelColumns = nullptr;  // the latter by language, where that differs
  ExprIndex name = 0, label = 0;               // asked about an item, where they are not
  bool shuffled = false;                       // parameters randomize=true, with a seed where one is given
  ExprIndex seed = 0;
};

struct Question {
  ExprIndex relevant = 0, required = 0, constraint = 0, calculation = 0, defaultValue = 0, readOnly = 0, repeatCount = 0;
  ChoicePlan choices;
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

// The expressions of one entity, asked about its container; 0 where there is none.
struct EntityExpressions {
  NodeIndex container = 0;
  ExprIndex id = 0, label = 0, createIf = 0, updateIf = 0, baseVersion = 0;
};

constexpr std::string_view kLastSaved = "__last-saved";  // the instance that is the record saved last

struct CompiledForm::Impl {
  explicit Impl(FormDefinition form, SignatureCheck check = {})
      : signatureCheck(std::move(check)),
        definition(std::move(form)),
        tree(definition),
        documents(documentsOf(definition)),
        questions(tree.size()) {}
  const SignatureCheck signatureCheck;
  const FormDefinition definition;
  FormTree tree;
  const Documents documents;
  std::uint32_t primary = 0;     // documents[primary - 1] stands in place of the form: an expression over a bare document
  std::string primaryNamespace;  // that names without a prefix mean there, beside none
  ExpressionPool pool;
  std::vector<Question> questions;            // by node
  std::vector<std::vector<Edge>> dependents;  // by vertex
  std::vector<std::uint32_t> rank;            // by vertex: the order in which to recompute
  // What is no calculation but follows one all the same; it orders nothing and may go in circles. By vertex: the selects whose
  // choices hang on it. By node: those that name it as their trigger.
  std::vector<std::vector<Edge>> choosers;
  std::vector<std::vector<Edge>> triggers;
  std::set<NodeIndex> follows;                    // repeats whose count hangs on answers in them: it is adjusted after all else
  std::vector<VertexIndex> spoken;                // calculations that a change of language changes
  std::vector<EntityExpressions> entities;        // as in the definition
  std::set<std::string, std::less<>> remembered;  // names that expressions look for in the record saved last
  ExprIndex instanceName = 0;
  std::vector<NodeIndex> instanceNameReads;  // sorted, each once

  // The choice whose text has that id, of a list that stands in a workbook.
  const Choice* choiceWithText(std::string_view id) const;

  // Where it is computed: once in each frame of that scope.
  ScopeIndex scopeOf(VertexIndex vertex) const {
    const auto [node, relevance] = vertexAt(vertex);
    return relevance && tree[node].eachInstance ? tree[node].inner : tree[node].scope;
  }
  bool computed(VertexIndex vertex) const {
    const auto [node, relevance] = vertexAt(vertex);
    const Question& question = questions[node];
    return relevance ? question.relevant != 0 : question.calculation != 0 || question.repeatCount != 0;
  }
};

struct Compilation {
  std::unique_ptr<CompiledForm::Impl> form;
  // Of sheets "survey", "settings" (row 0) and "entities" (its row is which of them it is, from 1); columns by canonical names.
  std::vector<Finding> findings;
  bool cycle = false;
};
Compilation compileForm(FormDefinition definition, SignatureCheck check = {});

// What expressions look for in the document `which`: the names in their paths through it.
std::set<std::string, std::less<>> namesAskedOf(std::uint32_t which, const ExpressionPool& pool);

// Fills `dependents` and `rank` from what each vertex reads. Names of a cycle in order, the first again at the end; empty when
// there is none.
std::vector<NodeIndex> orderVertices(CompiledForm::Impl& form, const std::vector<std::vector<Dependency>>& readsByVertex);

}  // namespace limen::forms
