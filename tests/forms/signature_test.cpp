// SPDX-License-Identifier: Apache-2.0
// extract-signed() over a check that is given: what it asks, and what it makes of the answer.
#include "forms/digest.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

// A signature is 64 times the key's first byte; the key is 32 bytes of it.
bool toyCheck(ByteView key, ByteView, ByteView signature) {
  return std::all_of(signature.begin(), signature.end(), [&](Byte b) { return b == key.front(); });
}
std::string payload(Byte key, std::string_view message) {
  Bytes out(64, key);
  out.insert(out.end(), message.begin(), message.end());
  return toBase64(out);
}
std::string keyOf(Byte key, std::size_t size = 32) {
  return toBase64(Bytes(size, key));
}

FormDefinition form() {
  return formOf({"text | code", "text | key", "calculate | told | calculation=extract-signed(${code}, ${key})"});
}

}  // namespace

TEST_CASE("what is signed by the key is the message, anything else is no answer", "[forms]") {
  auto compiledForm = CompiledForm::compile(form(), toyCheck);
  REQUIRE(compiledForm);
  Scenario s(*compiledForm);
  const auto told = [&](const std::string& code, const std::string& key) {
    s.answer("code", code).answer("key", key);
    return s.answerOf("told");
  };
  CHECK(told(payload(7, "card 12"), keyOf(7)) == "card 12");
  CHECK(told(payload(7, "card 12"), keyOf(8)) == "");
  CHECK(told(payload(7, ""), keyOf(7)) == "");
  CHECK(told(payload(7, "card 12"), keyOf(7, 31)) == "");
  CHECK(told(payload(7, "card 12"), keyOf(7, 33)) == "");
  CHECK(told(toBase64(Bytes(63, 7)), keyOf(7)) == "");
  CHECK(told("no base64!", keyOf(7)) == "");
  CHECK(told(payload(7, "\xff\xfe"), keyOf(7)) == "");
}

TEST_CASE("without a check a form that needs one is refused, and says why", "[forms]") {
  const auto refused = CompiledForm::compile(form());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(FormError::badExpression));
  CHECK(refused.error().context().find("extract-signed()") != std::string::npos);
  Scenario s({"text | code"});
  const auto asked = s.session.evaluate("extract-signed('" + payload(7, "x") + "', '" + keyOf(7) + "')", "/data");
  REQUIRE_FALSE(asked);
  CHECK(asked.error().context().find("nothing here checks signatures") != std::string::npos);
}
