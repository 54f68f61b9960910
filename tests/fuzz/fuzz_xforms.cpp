// SPDX-License-Identifier: Apache-2.0
// Any bytes as the XML of an XForm: refused with a finding, or a form that compiles and opens.
#include <cstddef>

#include "core/check.h"
#include "forms/external_files.h"
#include "forms/form_session.h"
#include "forms/xforms.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  using namespace limen::forms;
  auto reading = readXform({data, size}, Companions());
  LIMEN_CHECK(reading.form || !reading.findings.empty());
  if (!reading.form) return 0;
  const SignatureCheck odd = [](limen::ByteView, limen::ByteView message, limen::ByteView) { return message.size() % 2 == 1; };
  const auto compiled = CompiledForm::compile(std::move(*reading.form), odd);
  LIMEN_CHECK(compiled);  // the reader has judged the expressions already
  limen::ManualClock clock;
  limen::SeededRandom random(1);
  FormSession session(*compiled, clock, random, "");
  static_cast<void>(session.submission());
  static_cast<void>(session.submissionXml());
  if ((*compiled)->remembers()) LIMEN_CHECK((*compiled)->after(session.toRemember()));
  return 0;
}
