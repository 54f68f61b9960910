// SPDX-License-Identifier: Apache-2.0
// The fixed words of the protect columns: kinds of data, legal bases, and which compartment a kind belongs to.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace limen {

struct Category {
  std::string_view word;
  std::string_view compartment;  // where it goes when the sheet says nothing
  bool apart;                    // never in `operational`
};
inline constexpr std::array kCategories{Category{"name", "identity", false},         Category{"birth", "identity", false},
                                        Category{"sex", "identity", false},          Category{"nationality", "identity", false},
                                        Category{"contact", "identity", false},      Category{"document", "identity", false},
                                        Category{"biometric", "identity", false},    Category{"health", "health", true},
                                        Category{"legal_status", "legal", true},     Category{"family", "family", true},
                                        Category{"belief", "identity", true},        Category{"ethnicity", "identity", true},
                                        Category{"language", "operational", false},  Category{"location", "operational", false},
                                        Category{"travel", "operational", false},    Category{"needs", "operational", false},
                                        Category{"consent", "operational", false},   Category{"staff", "operational", false},
                                        Category{"free_text", "operational", false}, Category{"none", "operational", false}};
inline constexpr std::array<std::string_view, 5> kLegalBases{"consent", "legal_obligation", "vital_interest", "public_task",
                                                             "legitimate_interest"};
// From which a retention is counted.
inline constexpr std::array<std::string_view, 7> kCaseEvents{"captured",   "case_closed",   "departure", "decision",
                                                             "appeal_end", "permit_expiry", "transfer"};
inline constexpr std::array<std::string_view, 4> kDuties{"stewardship", "consent", "access", "retention"};
inline constexpr std::array<std::string_view, 5> kSafeguards{"seal", "narrow", "second_approval", "shorten", "no_list"};
inline constexpr std::array<std::string_view, 2> kAssessmentKinds{"dpia", "legitimate_interest"};
template <std::size_t size>
constexpr bool oneOf(const std::array<std::string_view, size>& words, std::string_view word) {
  for (const std::string_view each : words)
    if (each == word) return true;
  return false;
}
bool isSpecial(
    std::string_view category);  // asks for an impact assessment: health, legal status, family, belief, ethnicity, biometrics
// By which nobody lists, searches, sorts or filters people (S54): sex, nationality, belief, ethnicity, biometrics; of health and
// legal status what is chosen from a list. Words that were written of them are found by those who may read them.
bool isProtected(std::string_view category, bool chosen);
constexpr std::string_view kOperational = "operational";

const Category* categoryOf(std::string_view word);  // null when there is none
bool mayHold(std::string_view compartment, std::string_view category);
bool isLegalBasis(std::string_view word);
bool namesCompartment(std::string_view name);  // 1 to 16 of a-z 0-9 _ -
bool isCompartmentCount(std::size_t count);    // 1 to 16
bool isWord(std::string_view name);            // 1 to 32 of a-z 0-9 _ -, a letter first

}  // namespace limen
