// SPDX-License-Identifier: Apache-2.0
// The TPM 2.0 of this machine as a second source: it seals 32 random bytes under its own storage key (P-256, made anew from its owner
// seed each time), and gives them to nobody else's. No PCR and no PIN: the passphrase is the other half.
#pragma once

#include <string>

#include "crypto/second_source.h"

namespace limen {

class TpmChip final : public SecondSource {
 public:
  explicit TpmChip(std::string tcti = {});  // "": the kernel's own, if there is one
  Result<Made> make(const UserId& user, std::string_view name, const SecretBytes& pin) override;  // noChip, failed
  Result<SecretBytes> again(ByteView data, const SecretBytes& pin) override;                       // noChip, otherChip, failed

 private:
  std::string tcti_;
};

}  // namespace limen
