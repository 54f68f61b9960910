// SPDX-License-Identifier: Apache-2.0
// Any text as a calculation beside a repeat, as a choice filter and over a document: refused, or evaluated within its bounds.
#include <cstddef>

#include "core/check.h"
#include "forms/form_session.h"
#include "forms/xml_tree.h"

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
  form.nodes.push_back(node(Type::selectOne, "s"));
  form.nodes.back().list = "l";
  form.nodes.back().choiceFilter = std::string(limen::textOf({data, size}));
  form.lists["l"] = {Choice{"one", {{"English", "One"}}, {}, {{"a", "1"}}}, Choice{"two", {}, {}, {{"a", "2"}}}};
  form.nodes.push_back(node(Type::calculate, "x"));
  form.nodes.back().calculation = std::string(limen::textOf({data, size}));
  limen::ManualClock clock;
  limen::SeededRandom random(1);
  static const auto kDocument = *readXml(limen::bytesOf("<d x='1'><a y='2'>3<b/>t</a><!--c--><?p i?><a>4</a></d>"));
  static_cast<void>(DocumentExpressions(kDocument, {}, clock, random).evaluate(limen::textOf({data, size}), "/d/a[1]"));
  const auto compiled = CompiledForm::compile(std::move(form));
  if (!compiled) return 0;
  FormSession session(*compiled, clock, random, "English");
  const auto repeat = (*compiled)->find("r"), number = (*compiled)->find("b");
  LIMEN_CHECK(repeat && number);
  static_cast<void>(session.addInstance({*repeat, {}}));
  static_cast<void>(session.set({*number, {}}, Value(std::int64_t{3})));
  if (const auto select = (*compiled)->find("s")) static_cast<void>(session.choices({*select, {}}));
  static_cast<void>(session.submission());
  return 0;
}
