// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed_stream.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

#include "core/check.h"
#include "crypto/keys.h"

namespace limen {

namespace {

static_assert(kSealedChunkOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(std::tuple_size_v<StreamStart> == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kStreamKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);

auto* stateIn(SecretBytes& state) {
  return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(state.expose(SecretAccess{}).data());
}

}  // namespace

StreamSealer::StreamSealer(const SecretBytes& key, StreamStart& start) : state_(sizeof(crypto_secretstream_xchacha20poly1305_state)) {
  LIMEN_CHECK(key.size() == kStreamKeyBytes);
  crypto_secretstream_xchacha20poly1305_init_push(stateIn(state_), start.data(), key.expose(SecretAccess{}).data());
}

Bytes StreamSealer::seal(ByteView chunk, const Hash& bound, bool last) {
  Bytes out(chunk.size() + kSealedChunkOverhead);
  const unsigned char tag =
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(stateIn(state_), out.data(), nullptr, chunk.data(), chunk.size(), bound.bytes().data(),
                                             Hash::kSize, tag);
  return out;
}

Result<StreamOpener> StreamOpener::make(const SecretBytes& key, const StreamStart& start) {
  StreamOpener out;
  if (key.size() != kStreamKeyBytes) return unexpected(KeyError::malformed);
  out.state_ = SecretBytes(sizeof(crypto_secretstream_xchacha20poly1305_state));
  if (crypto_secretstream_xchacha20poly1305_init_pull(stateIn(out.state_), start.data(), key.expose(SecretAccess{}).data()) != 0)
    return unexpected(KeyError::malformed);
  return out;
}

Result<void> StreamOpener::open(ByteView sealed, const Hash& bound, std::span<Byte> out, bool& last) {
  LIMEN_CHECK(sealed.size() == out.size() + kSealedChunkOverhead);
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(stateIn(state_), out.data(), nullptr, &tag, sealed.data(), sealed.size(),
                                                 bound.bytes().data(), Hash::kSize) != 0)
    return unexpected(KeyError::tampered);
  last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return {};
}

std::uint64_t paddedChunks(std::uint64_t chunks) {
  if (chunks <= 1) return 1;
  const unsigned exponent = static_cast<unsigned>(std::bit_width(chunks)) - 1;
  const std::uint64_t low = (std::uint64_t{1} << (exponent - std::min(exponent, static_cast<unsigned>(std::bit_width(exponent))))) - 1;
  return (chunks + low) & ~low;
}

}  // namespace limen
