// SPDX-License-Identifier: Apache-2.0
// The words that a form itself brings, as a zstd dictionary for what people write into it. Never made of answers: they would
// leak.
#pragma once

#include <optional>

#include "core/bytes.h"
#include "forms/definition.h"

namespace limen {

constexpr std::size_t kMaxDictionaryBytes = 8 * 1024;

Bytes dictionaryOf(
    const forms::FormDefinition& form);  // labels, hints and choices in the default language; the same form, the same bytes
std::uint32_t dictionaryId(ByteView dictionary);  // first four bytes of its BLAKE2b-256; 0 when it is empty

// A zstd frame without its magic number, content size and checksum (the seal vouches for it). Empty when zstd fails.
Bytes compressText(ByteView text, ByteView dictionary);
// Exactly `size` bytes, or nothing.
std::optional<Bytes> decompressText(ByteView compressed, std::size_t size, ByteView dictionary);

}  // namespace limen
