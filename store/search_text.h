// SPDX-License-Identifier: Apache-2.0
// Words for the full-text index and for asking it, folded the same way, so that a name is found however its marks were typed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace limen {

constexpr std::size_t kMaxSearchBytes = 512;
constexpr std::size_t kMaxSearchWords = 8;

// Without combining accents, Arabic vowel marks and tatweel, and control characters as spaces. Case and precomposed accents
// are the tokenizer's.
std::string foldForSearch(std::string_view text);

// An FTS5 expression that every word begins somewhere; what was typed can form no operator. "" when no word was typed.
std::string searchExpression(std::string_view words);

}  // namespace limen
