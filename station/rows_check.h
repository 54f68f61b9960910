// SPDX-License-Identifier: Apache-2.0
// Every row of the store against its set hash, behind an unlock: it begins with the vault, nobody waits for it but what would carry
// a store of mixed ages out of the laptop. Used inside station/ only.
#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

class RowsCheck {
 public:
  RowsCheck(std::filesystem::path store, SecretBytes key);
  ~RowsCheck();  // does not wait for the end of it
  RowsCheck(const RowsCheck&) = delete;
  RowsCheck& operator=(const RowsCheck&) = delete;

  Result<void> wait();  // StoreError::mixedAges, damaged

 private:
  std::atomic<bool> cancelled_{false};
  Result<void> found_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace limen
