// SPDX-License-Identifier: Apache-2.0
#include "forms/evaluation.h"

#include "forms/evaluator.h"
#include "forms/session_state.h"

namespace limen::forms {

std::string_view nameOf(EvaluationError cause) {
  switch (cause) {
    case EvaluationError::badExpression:
      return "badExpression";
    case EvaluationError::badContext:
      return "badContext";
    case EvaluationError::tooManySteps:
      return "tooManySteps";
  }
  return "unknown";
}

namespace {

// Over one form or document, with expressions that are not its own.
class Asking {
 public:
  Asking(const CompiledForm::Impl& form, const Instance& instance, const Clock& clock, Random& random,
         const std::string& language)
      : form_(form), evaluator_(form, pool_, instance, clock, random, language) {}

  Result<Computed> evaluate(std::string_view expression, std::string_view context) {
    LIMEN_ASSIGN(const XNode node, nodeAt(context));
    LIMEN_ASSIGN(const ExprIndex parsed, parse(expression, EvaluationError::badExpression));
    const Focus focus(node);
    Computed out;
    if (evaluator_.holdsNodes(pool_.nodes[parsed])) {
      const auto nodes = evaluator_.select(parsed, focus);
      out.kind = Computed::Kind::nodes;
      for (const XNode& each : nodes) out.values.push_back(evaluator_.valueAt(each).toText());
      const Atom first = nodes.empty() ? Atom() : evaluator_.valueAt(nodes.front());
      out.string = first.toText();
      out.number = first.toNumber();
      out.boolean = evaluator_.anyTrue(nodes);
    } else {
      const Atom value = evaluator_.evaluate(parsed, focus);
      out.kind = value.kind() == Atom::Kind::number    ? Computed::Kind::number
                 : value.kind() == Atom::Kind::boolean ? Computed::Kind::boolean
                                                       : Computed::Kind::text;
      out.string = value.toText();
      out.number = value.toNumber();
      out.boolean = value.toBoolean();
    }
    if (evaluator_.exhausted()) return unexpected(EvaluationError::tooManySteps);
    if (!evaluator_.failure().empty()) return unexpected(EvaluationError::badExpression, evaluator_.failure());
    return out;
  }

 private:
  Result<ExprIndex> parse(std::string_view text, EvaluationError cause) {
    ExpressionContext context{form_.tree, form_.documents, 0, true, namespaces()};
    std::vector<Dependency> reads;
    Problems problems;
    const ExprIndex parsed = parseExpression(text, context, pool_, reads, problems);
    for (auto& [severity, sentence] : problems.found) {
      if (severity == Severity::error) return unexpected(cause, std::move(sentence));
    }
    return parsed;
  }

  Result<XNode> nodeAt(std::string_view context) {
    LIMEN_ASSIGN(const ExprIndex parsed, parse(context, EvaluationError::badContext));
    const auto nodes =
        evaluator_.isSet(pool_.nodes[parsed]) ? evaluator_.select(parsed, Focus(evaluator_.document())) : std::vector<XNode>();
    if (nodes.empty()) return unexpected(EvaluationError::badContext, "The path leads to no node.");
    return nodes.front();
  }

  const std::map<std::string, std::string>* namespaces() const {
    return form_.primary == 0 ? nullptr : &form_.documents[form_.primary - 1]->tree().namespaces();
  }

  const CompiledForm::Impl& form_;
  ExpressionPool pool_;
  Evaluator evaluator_;
};

FormDefinition modelOver(std::shared_ptr<const XmlTree> primary, FormDefinition model) {
  model.nodes.clear();
  model.instances.push_back({"", "", std::move(primary)});
  return model;
}

}  // namespace

struct DocumentExpressions::Inside {
  Inside(std::shared_ptr<const XmlTree> primary, FormDefinition model, const Clock& c, Random& r, std::string plainNamespace,
         SignatureCheck check)
      : form(modelOver(std::move(primary), std::move(model)), std::move(check)), instance(form.tree), clock(c), random(r) {
    form.primary = static_cast<std::uint32_t>(form.definition.instances.size());
    form.primaryNamespace = std::move(plainNamespace);
    language = form.definition.defaultLanguage;
  }
  CompiledForm::Impl form;
  Instance instance;
  std::string language;
  const Clock& clock;
  Random& random;
};

DocumentExpressions::DocumentExpressions(std::shared_ptr<const XmlTree> primary, FormDefinition model, const Clock& clock,
                                         Random& random, std::string plainNamespace, SignatureCheck check)
    : inside_(std::make_unique<Inside>(std::move(primary), std::move(model), clock, random, std::move(plainNamespace),
                                       std::move(check))) {}
DocumentExpressions::~DocumentExpressions() = default;

Result<Computed> DocumentExpressions::evaluate(std::string_view expression, std::string_view context) const {
  Asking asking(inside_->form, inside_->instance, inside_->clock, inside_->random, inside_->language);
  return asking.evaluate(expression, context);
}

Result<Computed> FormSession::evaluate(std::string_view expression, std::string_view context) const {
  Asking asking(impl_->form->impl(), impl_->instance, impl_->clock, impl_->random, impl_->language);
  return asking.evaluate(expression, context);
}

}  // namespace limen::forms
