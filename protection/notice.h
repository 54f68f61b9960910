// SPDX-License-Identifier: Apache-2.0
// Notice and consent, derived from the sheets so that no author writes them: a group of questions that the build adds to the form, and
// the condition that leaves out what was asked only for purposes that the person refused. The answers are sealed like any other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form_session.h"
#include "protection/programme.h"

namespace limen {

// Names of the form that are ours; a survey that uses one is refused.
constexpr std::string_view kOwnPrefix = "limen_";
constexpr std::string_view kNoticeGroup = "limen_consent";
constexpr std::string_view kConsentPrefix = "limen_consent_";
constexpr std::string_view kAgreed = "yes", kRefused = "no", kWithdrawn = "withdrawn";
constexpr std::string_view kByInterpreter = "interpreter";

struct ConsentQuestion {
  std::string purpose;
  std::uint32_t question = 0;
};
// Indices in the programme's form.
struct NoticeQuestions {
  std::uint32_t group = 0, text = 0, notice = 0, language = 0, mode = 0, interpreter = 0, alone = 0;
  std::vector<ConsentQuestion> consents;  // one a purpose whose basis is consent
  bool has(std::uint32_t question) const { return question >= group; }  // the group stands last
};
// Nothing: a demonstration, or a package of before format 3.
std::optional<NoticeQuestions> noticeOf(const Programme& programme);

// Appended last, so that a question keeps the number that the author's form gives it; it is asked first. Texts stand in the languages
// that Limen has words for, in English elsewhere. `retains`: of each compartment, "" where no answer is kept.
void addNotice(forms::FormDefinition& form, const Programme& programme, const std::vector<std::string>& languages,
               const std::vector<std::string>& retains);
// What stands on nothing but consent is asked once one of its purposes is agreed to. After `programme.protections` are complete.
void askOnlyWithConsent(forms::FormDefinition& form, const Programme& programme);

// The first question of the group that is still open: such a record is not closed, whole or incomplete.
std::optional<forms::Place> noticeMissing(const Programme& programme, const forms::FormSession& form);
// The language in which the person was told, as the form names it; nothing while that is open.
std::optional<std::string> toldIn(const Programme& programme, const forms::FormSession& form);
// What the choice of sheet `notices` is called: "arrival-1".
std::string noticeWord(const Notice& notice);
std::string languageWord(const std::string& language);  // "English", "Francais_fr": without blanks, as names of choices are
// Whether an answer rests on nothing but consent to these purposes: all of its purposes are among them.
bool restsOnlyOn(const Programme& programme, std::uint32_t question, const std::vector<std::string>& purposes);

}  // namespace limen
