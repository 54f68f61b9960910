// SPDX-License-Identifier: Apache-2.0
// What a user has beside the passphrase: printed codes that open once, devices that the passphrase alone does not replace, and a phone
// whose codes are asked for when an act wants the passphrase again. What each protects: docs/threat-model.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "station/approval.h"
#include "station/vault.h"

namespace limen {

enum class FactorError {
  codeNeeded,  // this user has a phone set up: the six digits are asked for as well
  wrongCode,   // not the code of this half minute or of those beside it
  usedCode,    // it was, and it has been used: each half minute counts once
  codeWaiting,  // too many wrong ones
  codeUsedUp,   // twenty wrong ones: a supervisor has to reset
  noFactor,     // there is none of that kind or name
  alreadyThere,
};
constexpr std::string_view roomOf(FactorError) {
  return "factor";
}
std::string_view nameOf(FactorError cause);

// Every permit is for Act::changeFactor of the vault's own user.

// Printed codes, each 112 bits, in place of those that were left: shown once, kept by nobody.
constexpr std::size_t kPrintedCodes = 8, kPrintedCodeBytes = 14;
Result<std::vector<SecretBytes>> makeCodes(Vault& vault, Permit permit);
SecretBytes codeText(const SecretBytes& code);                      // groups of four, Crockford's base 32
std::optional<SecretBytes> codeFrom(const SecretBytes& typed);      // blanks, hyphens, small letters and 0/O, 1/I/L are forgiven

// A security key or this machine's chip. From then on the passphrase alone opens nothing (codes still do). SlotError, DeviceError.
Result<void> addDevice(Vault& vault, Permit permit, SlotKind kind, const Devices& devices, const std::string& name,
                       const SecretBytes& passphrase);
Result<void> removeDevice(Vault& vault, Permit permit, const std::string& name, const SecretBytes& passphrase);  // noFactor

// The phone. The secret is shown when it is made and lies under the user's secret afterwards; it counts from the first right code on.
struct TotpOffer {
  SecretBytes secret, uri, text;
};
TotpOffer offerTotp(const Vault& vault);
Result<void> addTotp(Vault& vault, Permit permit, const TotpOffer& offer, std::string_view firstCode);  // wrongCode, alreadyThere
Result<void> removeTotp(Vault& vault, Permit permit);                                                  // noFactor
Result<bool> hasTotp(Vault& vault, const UserId& user);
// Nothing where the user has none. Every try is written down before it is answered; the step that was used too, for ever.
Result<void> checkTotp(Vault& vault, const UserId& user, const SecretBytes& userSecret, std::string_view code);

std::string totpName(const UserId& user);  // of the value in the store

}  // namespace limen
