// SPDX-License-Identifier: Apache-2.0
// Digests and encodings.
#include <array>

#include "forms/cells.h"
#include "forms/digest.h"
#include "forms/function_tools.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace {

// digest(text, algorithm[, "base64" or "hex"])
Atom fnDigest(Evaluator& e, const Expr& c, const Focus& f) {
  const auto digest = digestOf(textOf(e, c, 1, f), bytesOf(textOf(e, c, 0, f)));
  if (!digest) return Atom();
  const bool hex = c.count > 2 && lowered(trimmed(textOf(e, c, 2, f))) == "hex";
  return Atom(hex ? toHex(*digest) : toBase64(*digest));
}
Atom fnBase64Encode(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(toBase64(bytesOf(textOf(e, c, 0, f))));
}
// What is no text is no answer.
Atom fnBase64Decode(Evaluator& e, const Expr& c, const Focus& f) {
  const auto bytes = fromBase64(textOf(e, c, 0, f));
  if (!bytes || !isUtf8(limen::textOf(*bytes))) return Atom();
  return Atom(std::string(limen::textOf(*bytes)));
}

constexpr std::array kFunctions{
    Function{"digest", 2, 3, fnDigest},
    Function{"base64-encode", 1, 1, fnBase64Encode},
    Function{"base64-decode", 1, 1, fnBase64Decode},
};

}  // namespace

std::span<const Function> codeFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
