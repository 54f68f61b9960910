// SPDX-License-Identifier: Apache-2.0
// Any expression, asked from outside: over a document that need not be a form, or (FormSession::evaluate) over a form being
// filled in.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "forms/definition.h"
#include "forms/signature_check.h"

namespace limen::forms {

enum class EvaluationError { badExpression, badContext, tooManySteps };
constexpr std::string_view roomOf(EvaluationError) {
  return "evaluation";
}
std::string_view nameOf(EvaluationError cause);

// What an expression gives, with the conversions of XPath. A date is the text that ODK writes it as.
struct Computed {
  enum class Kind { text, number, boolean, nodes };
  Kind kind = Kind::text;
  std::vector<std::string> values;  // of nodes: the text of each, in document order
  std::string string;
  double number = 0;
  bool boolean = false;
};

class DocumentExpressions {
 public:
  // `model` lends its secondary instances, texts and languages; its questions play no part. Names without a prefix mean elements
  // in no name space, in that of XForms, or in `plainNamespace`.
  DocumentExpressions(std::shared_ptr<const XmlTree> primary, FormDefinition model, const Clock& clock, Random& random,
                      std::string plainNamespace = {}, SignatureCheck check = {});
  ~DocumentExpressions();

  // `context` is a path to the node that is asked about: the first that it leads to.
  // badExpression and badContext with a sentence; tooManySteps.
  Result<Computed> evaluate(std::string_view expression, std::string_view context) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace limen::forms
