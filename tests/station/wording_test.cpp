// SPDX-License-Identifier: Apache-2.0
#include "protection/notice.h"
#include "station/wording.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "protection/words.h"
#include "tests/protection/support.h"

using namespace limen;

TEST_CASE("no list and no search knows a protected attribute", "[station]") {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  const auto programme = test::programmeOf(*book);
  REQUIRE(programme);
  const FormWords words(*programme->form);
  std::size_t apart = 0, listed = 0;
  for (std::uint32_t i = 1; i < programme->form->size(); ++i) {
    if (programme->form->node(i).type != forms::Type::text && programme->form->node(i).type != forms::Type::selectOne) continue;
    const std::string question = programme->form->answerName(i);
    if (question.starts_with(kOwnPrefix)) {  // how each was told and what they agreed to is read in the record, and sought by nobody
      CHECK(indexRows(words, *programme, {{question, {}, std::string("yes")}}, "English").answers.empty());
      continue;
    }
    const IndexRows rows = indexRows(words, *programme, {{question, {}, std::string("a word of this answer")}}, "English");
    const std::string& category = programme->protections[i].category;
    INFO(question << " is of " << category);
    const bool chosen = programme->form->node(i).type == forms::Type::selectOne;
    const bool expected = category != "sex" && category != "nationality" && category != "belief" && category != "ethnicity" &&
                          category != "biometric" && !(chosen && (category == "health" || category == "legal_status"));
    CHECK(rows.answers.size() == (expected ? 1 : 0));
    if (!expected) CHECK(rows.summary.empty());
    (expected ? listed : apart) += 1;
  }
  CHECK(apart >= 5);
  CHECK(listed >= 5);
}
