// SPDX-License-Identifier: Apache-2.0
// Any text as a calculation beside a repeat: refused at compile, or evaluated within its bounds.
#include <cstddef>

#include "core/check.h"
#include "forms/form_session.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  using namespace limen::forms;
  FormDefinition form;
  form.id = "fuzz";
  form.languages = {"English"};
  const auto node = [](Type type, const char* name) {
    Node out;
    out.type = type;
    out.name = name;
    return out;
  };
  form.nodes.push_back(node(Type::text, "a"));
  form.nodes.push_back(node(Type::integer, "b"));
  form.nodes.push_back(node(Type::repeat, "r"));
  form.nodes.back().children.push_back(node(Type::decimal, "c"));
  form.nodes.push_back(node(Type::calculate, "x"));
  form.nodes.back().calculation = std::string(limen::textOf({data, size}));
  const auto compiled = CompiledForm::compile(std::move(form));
  if (!compiled) return 0;
  limen::ManualClock clock;
  limen::SeededRandom random(1);
  FormSession session(*compiled, clock, random, "English");
  const auto repeat = (*compiled)->find("r"), number = (*compiled)->find("b");
  LIMEN_CHECK(repeat && number);
  static_cast<void>(session.addInstance({*repeat, {}}));
  static_cast<void>(session.set({*number, {}}, Value(std::int64_t{3})));
  static_cast<void>(session.submission());
  return 0;
}
