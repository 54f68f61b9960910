// SPDX-License-Identifier: Apache-2.0
// Answers in words: where a question stands in its form, its label, and what an answer reads like. Used inside station/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form_session.h"
#include "protection/programme.h"
#include "protection/seal.h"
#include "protection/words.h"
#include "store/station_store.h"

namespace limen {

// The picture that an answer names, if it is one.
std::optional<AttachmentRef> pictureIn(const forms::Node& node, const forms::Value& value);

class FormWords {
 public:
  struct Standing {
    const forms::Node* node = nullptr;
    std::uint32_t index = 0;             // as CompiledForm counts
    std::vector<std::uint32_t> repeats;  // indices of the repeats it lies in, outermost first
  };

  explicit FormWords(const forms::CompiledForm& form);
  const Standing* find(std::string_view question) const;  // as CompiledForm::answerName() calls it; null when it is not there
  const Standing& at(std::uint32_t index) const { return standings_[index]; }

  std::string label(const Standing& standing, const std::string& language) const;
  // Of one of its choices; nothing when it has no such choice.
  std::optional<std::string> choiceLabel(const Standing& standing, const std::string& name, const std::string& language) const;
  std::optional<std::string> pictureInWords(std::uint32_t question, const forms::Value& value) const;  // nothing: it names none
  std::string inWords(const Standing& standing, const forms::Value& value, const std::string& language) const;
  std::string searchText(const Standing& standing, const forms::Value& value) const;  // a choice in every language

 private:
  void add(const std::vector<forms::Node>& nodes, std::vector<std::uint32_t>& repeats);
  const forms::Choice* choice(const forms::Node& node, const std::string& name) const;
  const forms::CompiledForm* compiled_;
  const forms::FormDefinition* form_;
  std::vector<Standing> standings_;  // by index; 0 is the form itself
};

// What the records list knows of a record: rows to search and one line to show, both from `answers` and nothing else.
struct IndexRows {
  std::vector<IndexedAnswer> answers;
  std::string summary;
};
// Protected attributes are in neither, so that nobody lists people by them. `words` are those of the programme's form.
IndexRows indexRows(const FormWords& words, const Programme& programme, const std::vector<OpenedAnswer>& answers,
                    const std::string& language);

// The form's own name for a record, where the list may show it: all that it looks at is kept unchanged in `operational`.
// "" otherwise: the line is then made of the answers.
std::string listedName(const Programme& programme, const forms::FormSession& form);

std::optional<std::uint8_t> operationalCompartment(const Programme& programme);

}  // namespace limen
