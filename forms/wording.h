// SPDX-License-Identifier: Apache-2.0
// What authors write and what they are told: quotes in findings, typographic signs in expressions, yes and no.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limen::forms {

std::string inQuotes(std::string_view text);                           // cut at 60 bytes
std::string oneOf(const std::vector<std::string_view>& words);         // "a, b or c"
std::string plainQuotes(std::string_view text);                        // typographic quotes and no-break spaces become plain ones
std::string condition(std::string_view text);                          // "yes" -> "true()", "no" -> "", else the expression
bool isYes(std::string_view text);
bool isName(std::string_view name);                                    // of an XML element, without a prefix
std::string replaced(std::string text, std::string_view what, std::string_view by);

// A text as a literal of an expression, also when it holds both kinds of quotes.
std::string literal(std::string_view text);

}  // namespace limen::forms
