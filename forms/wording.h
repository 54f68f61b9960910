// SPDX-License-Identifier: Apache-2.0
// What authors write and what they are told: quotes in findings, typographic signs in expressions, yes and no.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace limen::forms {

// Bounds of what a form is read into and of what is said about it, so that a hostile one costs no more than a large one.
constexpr std::size_t kMaxSurveyRows = 20'000;
constexpr std::size_t kMaxChoiceRows = 300'000;  // a longer list stands in a file of its own
constexpr std::size_t kMaxInstances = 1'000;
constexpr std::size_t kMaxLanguages = 200;
constexpr std::size_t kMaxFindings = 1'000;
constexpr std::size_t kMaxGuesses = 100;  // findings after which no nearest word is looked for

std::string inQuotes(std::string_view text);                    // cut at 60 bytes
std::string oneOf(const std::vector<std::string_view>& words);  // "a, b or c"
std::string plainQuotes(std::string_view text);                 // typographic quotes and no-break spaces become plain ones
std::string condition(std::string_view text);                   // "yes" -> "true()", "no" -> "", else the expression
bool isYes(std::string_view text);
bool isName(std::string_view name);  // of an XML element, without a prefix
std::string replaced(std::string text, std::string_view what, std::string_view by);

// A text as a literal of an expression, also when it holds both kinds of quotes.
std::string literal(std::string_view text);

}  // namespace limen::forms
