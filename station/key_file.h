// SPDX-License-Identifier: Apache-2.0
// One person's key of an organisation: a passphrase slot and what it opens. Used by organisation*.cpp only.
#pragma once

#include <filesystem>

#include "core/clock.h"
#include "core/result.h"
#include "crypto/key_slots.h"
#include "crypto/secret_bytes.h"

namespace limen {

constexpr std::size_t kMaxKeyFileBytes = 1 << 20;

class KeyFile {
 public:
  static Result<KeyFile> make(std::string_view role, const SecretBytes& passphrase, KdfCost cost);
  // missing, damaged, wrongPassphrase of OrganisationError, or SlotError::waiting and disabled. A failed try is written back.
  static Result<KeyFile> open(const std::filesystem::path& path, std::string_view role, const SecretBytes& passphrase,
                              const Clock& clock);
  Bytes serialise(const SecretBytes& content) const;
  const SecretBytes& content() const { return content_; }

 private:
  KeyFile(KeySlots slots, std::string role, SecretBytes secret)
      : slots_(std::move(slots)), role_(std::move(role)), secret_(std::move(secret)) {}
  KeySlots slots_;
  std::string role_;
  SecretBytes secret_, content_;
};

}  // namespace limen
