// SPDX-License-Identifier: Apache-2.0
// An input as the frames of a stream: each a varint size and that many bytes.
#pragma once

#include <algorithm>
#include <optional>

#include "core/bytes.h"

namespace limen::fuzz {

class Frames {
 public:
  explicit Frames(ByteView input) : in_(input) {}
  std::optional<ByteView> next() {
    if (in_.remaining() == 0 || ++count_ > kMost) return std::nullopt;
    const std::uint64_t size = in_.varint();
    if (!in_.ok()) return std::nullopt;
    return in_.raw(static_cast<std::size_t>(std::min<std::uint64_t>(size, in_.remaining())));
  }

 private:
  static constexpr int kMost = 64;
  ByteReader in_;
  int count_ = 0;
};

}  // namespace limen::fuzz
