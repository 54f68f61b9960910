// SPDX-License-Identifier: Apache-2.0
// Passphrases: one form of what is typed, what may not be one, and six words for who would rather not invent one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

constexpr std::size_t kMinPassphraseCodePoints = 15;
constexpr std::size_t kBlockedRoots = 300, kBlockedForms = 3000;

// Unicode's NFC, so that what one keyboard writes in two signs and another in one opens the same slot. What is not UTF-8 stays as it is.
SecretBytes normalisedPassphrase(const SecretBytes& typed);

// VaultError::weakPassphrase with the reason's word: "short", "common". `ownWords`: the organisation's and the user's names.
Result<void> checkPassphrase(std::string_view passphrase, const std::vector<std::string>& ownWords = {});

// Six words of 4,096: 72 bits, drawn by libsodium. The words are two syllables each, made up, and mean nothing in particular.
constexpr std::size_t kSuggestedWords = 6, kSuggestedBits = 72;
SecretBytes suggestPassphrase();

// The blocklist written out: every root in the forms that people give it. What checkPassphrase() refuses is told by rule, not looked
// up here; the list is what the rule is tested with.
std::vector<std::string> blockedPassphrases();

}  // namespace limen
