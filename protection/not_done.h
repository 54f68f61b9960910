// SPDX-License-Identifier: Apache-2.0
// The sentences of "what we do not do", each with what must hold of a programme for it to be said. The page and the build ask the
// same table.
#pragma once

#include "forms/definition.h"
#include "protection/not_done_words.h"
#include "protection/programme.h"

namespace limen {

struct NotDone {
  std::string_view id;  // as an author writes it in column protect::not_done of sheet settings
  std::string_view NotDoneWords::*words;
  // What makes the sentence false, named as an author would find it; "" where it is true.
  std::string (*fault)(const Programme& programme, const forms::FormDefinition& form);
};

constexpr const char* kNotDoneColumn = "protect::not_done";

const std::vector<NotDone>& notDoneSentences();
// By whole words of the name: score, rank, rating and what else puts a person above or below another.
bool namesScore(std::string_view question);

}  // namespace limen
