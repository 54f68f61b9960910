// SPDX-License-Identifier: Apache-2.0
// Memory for keys and passphrases: guarded, locked, wiped, never copied by accident, never printed.
// `key.expose(SecretAccess{})` is the only way to the bytes: one grep for SecretAccess lists every use.
#pragma once

#include <cstddef>
#include <span>

#include "core/bytes.h"

namespace limen {

struct SecretAccess {
  explicit SecretAccess() = default;
};

class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size);  // zeros, at most kMaxSecretBytes; ends the process when they cannot be had or locked
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;

  static SecretBytes random(std::size_t size);  // from libsodium, never from a seam
  static SecretBytes copyOf(ByteView bytes);    // the caller wipes its own copy
  SecretBytes clone() const;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::span<Byte> expose(SecretAccess) { return {data_, size_}; }
  ByteView expose(SecretAccess) const { return {data_, size_}; }
  bool equals(const SecretBytes& other) const;  // constant time
  void wipe();                                  // and empty from then on

 private:
  Byte* data_ = nullptr;
  std::size_t size_ = 0;
};

void wipe(std::span<Byte> bytes);  // for the rare buffer that is not a SecretBytes

// Once, at the start of every program: libsodium ready, core dumps off, not dumpable, as much lockable memory as the hard limit
// allows. False when the machine refuses.
bool hardenProcess();

}  // namespace limen
