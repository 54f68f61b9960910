// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <sodium.h>

#include "core/check.h"

namespace limen {

namespace {
void blake2b(std::span<Byte> out, ByteView key, std::initializer_list<ByteView> pieces) {
  crypto_generichash_state state;
  LIMEN_CHECK(crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), out.size()) == 0);
  for (ByteView piece : pieces) crypto_generichash_update(&state, piece.data(), piece.size());
  crypto_generichash_final(&state, out.data(), out.size());
  if (!key.empty()) sodium_memzero(&state, sizeof(state));
}
}  // namespace

Hash hash256(std::initializer_list<ByteView> pieces) {
  Hash out;
  blake2b(out.value, {}, pieces);
  return out;
}

Mac16 mac128(ByteView key, std::initializer_list<ByteView> pieces) {
  LIMEN_CHECK(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX);
  Mac16 out{};
  blake2b(out, key, pieces);
  return out;
}

Mac16 mac128(const SecretBytes& key, std::initializer_list<ByteView> pieces) {
  return mac128(key.expose(SecretAccess{}), pieces);
}

Hash mac256(const SecretBytes& key, std::initializer_list<ByteView> pieces) {
  LIMEN_CHECK(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX);
  Hash out;
  blake2b(out.value, key.expose(SecretAccess{}), pieces);
  return out;
}

SecretBytes deriveKey(const SecretBytes& key, std::initializer_list<ByteView> pieces) {
  LIMEN_CHECK(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX);
  SecretBytes out(32);
  blake2b(out.expose(SecretAccess{}), key.expose(SecretAccess{}), pieces);
  return out;
}

SecretBytes deriveSubkey(const SecretBytes& master, std::uint64_t id, const char context[9]) {
  LIMEN_CHECK(master.size() == crypto_kdf_KEYBYTES && std::char_traits<char>::length(context) == crypto_kdf_CONTEXTBYTES);
  SecretBytes out(32);
  crypto_kdf_derive_from_key(out.expose(SecretAccess{}).data(), out.size(), id, context, master.expose(SecretAccess{}).data());
  return out;
}

bool equalInConstantTime(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

Hash chainStep(const Hash& previous, const Hash& revision) {
  return hash256({bytesOf("limen/chain/v1"), previous.bytes(), revision.bytes()});
}

}  // namespace limen
