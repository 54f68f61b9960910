// SPDX-License-Identifier: Apache-2.0
#include "forms/digest.h"

#include <array>
#include <bit>
#include <cmath>

#include "forms/lexical.h"

namespace limen::forms {

namespace {

// The message, a 1 bit, zeros, and its length in bits at the end of the last block.
Bytes padded(ByteView data, std::size_t block, bool bigEndian) {
  Bytes out = copyOf(data);
  const std::size_t lengthBytes = block / 8;
  out.push_back(0x80);
  while (out.size() % block != block - lengthBytes) out.push_back(0);
  const std::uint64_t bits = std::uint64_t{data.size()} * 8;
  for (std::size_t i = 0; i < lengthBytes; ++i) {
    const std::size_t place = bigEndian ? lengthBytes - 1 - i : i;
    out.push_back(place < 8 ? static_cast<Byte>(bits >> (8 * place)) : Byte{0});
  }
  return out;
}

template <class Word>
Word wordAt(const Byte* bytes, bool bigEndian) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i)
    word |= static_cast<Word>(bytes[i]) << (8 * (bigEndian ? sizeof(Word) - 1 - i : i));
  return word;
}
template <class Word>
void addWord(Bytes& out, Word word, bool bigEndian) {
  for (std::size_t i = 0; i < sizeof(Word); ++i)
    out.push_back(static_cast<Byte>(word >> (8 * (bigEndian ? sizeof(Word) - 1 - i : i))));
}

Bytes md5(ByteView data) {
  constexpr std::array<std::array<int, 4>, 4> kTurns{{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
  std::array<std::uint32_t, 4> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  const Bytes message = padded(data, 64, false);
  for (std::size_t at = 0; at < message.size(); at += 64) {
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
      std::uint32_t mixed = 0, from = 0;
      switch (i / 16) {
        case 0:
          mixed = (b & c) | (~b & d), from = i;
          break;
        case 1:
          mixed = (d & b) | (~d & c), from = (5 * i + 1) % 16;
          break;
        case 2:
          mixed = b ^ c ^ d, from = (3 * i + 5) % 16;
          break;
        default:
          mixed = c ^ (b | ~d), from = (7 * i) % 16;
      }
      const auto constant = static_cast<std::uint32_t>(std::floor(std::abs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
      const std::uint32_t sum = a + mixed + constant + wordAt<std::uint32_t>(&message[at + from * 4], false);
      a = d, d = c, c = b;
      b += std::rotl(sum, kTurns[i / 16][i % 4]);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  }
  Bytes out;
  for (const std::uint32_t word : state) addWord(out, word, false);
  return out;
}

Bytes sha1(ByteView data) {
  std::array<std::uint32_t, 5> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const Bytes message = padded(data, 64, true);
  for (std::size_t at = 0; at < message.size(); at += 64) {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t i = 0; i < 16; ++i) w[i] = wordAt<std::uint32_t>(&message[at + i * 4], true);
    for (std::size_t i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const std::uint32_t mixed = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d);
      constexpr std::array<std::uint32_t, 4> kConstants{0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
      const std::uint32_t next = std::rotl(a, 5) + mixed + e + kConstants[i / 20] + w[i];
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
  Bytes out;
  for (const std::uint32_t word : state) addWord(out, word, true);
  return out;
}

// The first bits of the fraction of a prime's root, by whole numbers: floor(root(prime) * 2^bits) mod 2^bits.
__extension__ using Wide = unsigned __int128;

template <class Word>
struct Sha2;
template <>
struct Sha2<std::uint32_t> {
  static constexpr std::size_t kRounds = 64, kBlock = 64;
  static constexpr std::array<int, 12> kTurns{2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10};
};
template <>
struct Sha2<std::uint64_t> {
  static constexpr std::size_t kRounds = 80, kBlock = 128;
  static constexpr std::array<int, 12> kTurns{28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6};
};

// 256-bit products would be needed for the cube of a 67-bit number: kept as two 128-bit halves of 64-bit digits.
bool cubeAtMost(Wide root, std::uint64_t prime, int bits) {
  std::array<std::uint64_t, 8> product{1};
  for (int times = 0; times < 3; ++times) {
    std::array<std::uint64_t, 8> next{};
    const std::array<std::uint64_t, 2> factor{static_cast<std::uint64_t>(root), static_cast<std::uint64_t>(root >> 64)};
    for (std::size_t i = 0; i < 6; ++i) {
      Wide carry = 0;
      for (std::size_t j = 0; j < 2; ++j) {
        carry += static_cast<Wide>(product[i]) * factor[j] + next[i + j];
        next[i + j] = static_cast<std::uint64_t>(carry);
        carry >>= 64;
      }
      next[i + 2] += static_cast<std::uint64_t>(carry);
    }
    product = next;
  }
  std::array<std::uint64_t, 8> limit{};
  const int shift = 3 * bits;
  limit[static_cast<std::size_t>(shift / 64)] = prime << (shift % 64);
  for (std::size_t i = 8; i-- > 0;) {
    if (product[i] != limit[i]) return product[i] < limit[i];
  }
  return true;
}

template <class Word>
std::array<Word, Sha2<Word>::kRounds> roundConstants() {
  std::array<Word, Sha2<Word>::kRounds> out{};
  constexpr int kBits = sizeof(Word) * 8;
  std::uint64_t prime = 1;
  for (Word& constant : out) {
    for (bool found = false; !found;) {
      ++prime;
      found = true;
      for (std::uint64_t d = 2; d * d <= prime; ++d) found = found && prime % d != 0;
    }
    Wide root = 0;
    for (int bit = kBits + 3; bit >= 0; --bit) {
      const Wide tried = root | (static_cast<Wide>(1) << bit);
      if (cubeAtMost(tried, prime, kBits)) root = tried;
    }
    constant = static_cast<Word>(root);
  }
  return out;
}

template <class Word>
Bytes sha2(ByteView data, std::array<Word, 8> state, std::size_t size) {
  using Kind = Sha2<Word>;
  static const auto kConstants = roundConstants<Word>();
  constexpr auto& kT = Kind::kTurns;
  const Bytes message = padded(data, Kind::kBlock, true);
  for (std::size_t at = 0; at < message.size(); at += Kind::kBlock) {
    std::array<Word, Kind::kRounds> w{};
    for (std::size_t i = 0; i < 16; ++i) w[i] = wordAt<Word>(&message[at + i * sizeof(Word)], true);
    for (std::size_t i = 16; i < w.size(); ++i) {
      const Word low = std::rotr(w[i - 15], kT[6]) ^ std::rotr(w[i - 15], kT[7]) ^ (w[i - 15] >> kT[8]);
      const Word high = std::rotr(w[i - 2], kT[9]) ^ std::rotr(w[i - 2], kT[10]) ^ (w[i - 2] >> kT[11]);
      w[i] = w[i - 16] + low + w[i - 7] + high;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < w.size(); ++i) {
      const Word one = std::rotr(e, kT[3]) ^ std::rotr(e, kT[4]) ^ std::rotr(e, kT[5]);
      const Word first = h + one + ((e & f) ^ (~e & g)) + kConstants[i] + w[i];
      const Word zero = std::rotr(a, kT[0]) ^ std::rotr(a, kT[1]) ^ std::rotr(a, kT[2]);
      const Word second = zero + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
  Bytes out;
  for (const Word word : state) addWord(out, word, true);
  out.resize(size);
  return out;
}

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::optional<Bytes> digestOf(std::string_view algorithm, ByteView data) {
  const std::string name = lowered(trimmed(algorithm));
  if (name == "md5") return md5(data);
  if (name == "sha-1") return sha1(data);
  if (name == "sha-256")
    return sha2<std::uint32_t>(
        data, {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, 32);
  if (name == "sha-384")
    return sha2<std::uint64_t>(data,
                               {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                                0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4},
                               48);
  if (name == "sha-512")
    return sha2<std::uint64_t>(data,
                               {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
                               64);
  return std::nullopt;
}

std::string toBase64(ByteView bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t j = 0; j < 3; ++j) three = three << 8 | (i + j < bytes.size() ? bytes[i + j] : 0u);
    for (std::size_t j = 0; j < 4; ++j) out += i + j <= bytes.size() ? kAlphabet[three >> (18 - 6 * j) & 63] : '=';
  }
  return out;
}

std::optional<Bytes> fromBase64(std::string_view text) {
  Bytes out;
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t letters = 0, padding = 0;
  for (const char c : text) {
    if (c == '=') {
      ++padding;
      continue;
    }
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) continue;
    ++letters;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<Byte>(bits >> held));
    }
  }
  if (letters % 4 == 1 || (padding > 0 && (letters + padding) % 4 != 0)) return std::nullopt;
  return out;
}

}  // namespace limen::forms
