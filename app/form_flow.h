// SPDX-License-Identifier: Apache-2.0
// The way through a form as pages and steps, worked out from the entries of a form session: a question a page, a group with the
// appearance field-list or table-list on one page, a page at the end of each repeat that asks for one more, the review at the end. No widgets.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "forms/form_session.h"

namespace limen {

struct FormPage {
  enum class Kind { questions, repeat, review } kind = Kind::questions;
  forms::Place key;                    // the first question, or the repeat
  std::optional<forms::Place> group;   // of a field-list: its heading
  std::vector<forms::Place> questions;
  std::map<forms::Place, std::vector<forms::Place>> headings;  // groups inside a field-list, above their first question
  std::size_t step = 0;                // index into FormFlow::steps
  std::optional<forms::Place> repeat;  // the innermost repeat this page lies in
  int instanceNumber = 0;              // 1.. within it
};
struct FormStep {
  std::optional<forms::Place> group;  // nothing: questions outside any group, and the review
  bool review = false;
  std::size_t firstPage = 0;
};
struct FormFlow {
  std::vector<FormPage> pages;  // the last is the review
  std::vector<FormStep> steps;
  std::size_t pageOf(const forms::Place& question) const;  // the review when it is on no page
  // The page with this key, else the nearest one that is left when relevance took it away.
  std::size_t pageWithKey(const FormPage& page, std::size_t nearby) const;
};
FormFlow flowOf(const forms::FormSession& form);

}  // namespace limen
