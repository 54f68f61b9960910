// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "forms/cells.h"
#include "forms/digest.h"
#include "forms/function_tools.h"

namespace limen::forms {

namespace {

constexpr std::size_t kSignatureBytes = 64, kPublicKeyBytes = 32;

// extract-signed(payload, public key), both base64; the payload is the signature and then the message. What is not signed by that
// key is no answer.
Atom fnExtractSigned(Evaluator& e, const Expr& c, const Focus& f) {
  const SignatureCheck& check = e.form().signatureCheck;
  if (!check) {
    e.fail("extract-signed() cannot be computed: nothing here checks signatures.");
    return Atom();
  }
  const auto payload = fromBase64(textOf(e, c, 0, f)), key = fromBase64(textOf(e, c, 1, f));
  if (!payload || !key || payload->size() < kSignatureBytes || key->size() != kPublicKeyBytes) return Atom();
  const ByteView signature = ByteView(*payload).first(kSignatureBytes), message = ByteView(*payload).subspan(kSignatureBytes);
  if (!check(*key, message, signature) || !isUtf8(limen::textOf(message))) return Atom();
  return Atom(std::string(limen::textOf(message)));
}

constexpr std::array kFunctions{Function{"extract-signed", 2, 2, fnExtractSigned}};

}  // namespace

std::span<const Function> signatureFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
