// SPDX-License-Identifier: Apache-2.0
// BLAKE2b (RFC 7693), by libsodium. Every keyed use starts with a domain word such as "limen/rec/v1".
#pragma once

#include <array>
#include <initializer_list>

#include "core/bytes.h"
#include "core/ids.h"
#include "crypto/secret_bytes.h"

namespace limen {

using Mac16 = std::array<Byte, 16>;

Hash hash256(std::initializer_list<ByteView> pieces);                          // over the pieces joined
Mac16 mac128(const SecretBytes& key, std::initializer_list<ByteView> pieces);  // key of 16 to 64 bytes
Mac16 mac128(ByteView key, std::initializer_list<ByteView> pieces);
Hash mac256(const SecretBytes& key, std::initializer_list<ByteView> pieces);
SecretBytes deriveKey(const SecretBytes& key, std::initializer_list<ByteView> pieces);         // BLAKE2b-256, keyed
SecretBytes deriveSubkey(const SecretBytes& master, std::uint64_t id, const char context[9]);  // crypto_kdf
bool equalInConstantTime(ByteView a, ByteView b);

// h(i) = BLAKE2b-256("limen/chain/v1" | h(i-1) | revision hash); h(0) is all zeros.
Hash chainStep(const Hash& previous, const Hash& revision);

}  // namespace limen
