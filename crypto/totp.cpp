// SPDX-License-Identifier: Apache-2.0
#include "crypto/totp.h"

#include <oath.h>

#include <algorithm>
#include <array>

#include "core/check.h"
#include "crypto/hash.h"

namespace limen {

namespace {

constexpr char kBase32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648; ours (core/bytes.h) has other letters

std::string percentEncoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += toHex(bytesOf(std::string_view(&c, 1)));
    }
  }
  return out;
}

void append(SecretBytes& out, std::size_t& at, std::string_view text) {
  const std::span<Byte> bytes = out.expose(SecretAccess{});
  LIMEN_CHECK(at + text.size() <= bytes.size());
  std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
  at += text.size();
}

}  // namespace

std::int64_t totpStepAt(WallTime now) {
  return std::max<std::int64_t>(toUnixMs(now), 0) / 1000 / kTotpStepSeconds;
}

std::string totpCode(const SecretBytes& secret, std::int64_t step) {
  char digits[kTotpDigits + 1] = {};
  const auto key = reinterpret_cast<const char*>(secret.expose(SecretAccess{}).data());
  LIMEN_CHECK(oath_hotp_generate(key, secret.size(), static_cast<std::uint64_t>(step), kTotpDigits, false, OATH_HOTP_DYNAMIC_TRUNCATION,
                                 digits) == OATH_OK);
  return digits;
}

std::optional<std::int64_t> totpStepOf(const SecretBytes& secret, std::string_view code, WallTime now, std::int64_t lastUsed) {
  std::string typed;
  for (const char c : code)
    if (c != ' ') typed += c;
  if (typed.size() != kTotpDigits) return std::nullopt;
  const std::int64_t present = totpStepAt(now);
  std::optional<std::int64_t> found;
  for (std::int64_t step = std::max<std::int64_t>(present - kTotpWindow, 0); step <= present + kTotpWindow; ++step)
    if (equalInConstantTime(bytesOf(totpCode(secret, step)), bytesOf(typed)) && step > lastUsed && !found) found = step;
  return found;
}

SecretBytes totpText(const SecretBytes& secret) {
  const std::size_t size = (secret.size() * 8 + 4) / 5;
  SecretBytes out(size);
  const ByteView key = secret.expose(SecretAccess{});
  for (std::size_t i = 0; i < size; ++i) {
    unsigned value = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit)
      value = value << 1 | (bit / 8 < key.size() ? key[bit / 8] >> (7 - bit % 8) & 1u : 0u);
    out.expose(SecretAccess{})[i] = static_cast<Byte>(kBase32[value]);
  }
  return out;
}

SecretBytes totpUri(const SecretBytes& secret, std::string_view issuer, std::string_view name) {
  const std::string who = percentEncoded(issuer);
  const std::string before = "otpauth://totp/" + who + ":" + percentEncoded(name) + "?secret=";
  const std::string after = "&issuer=" + who;
  const SecretBytes text = totpText(secret);
  SecretBytes out(before.size() + text.size() + after.size());
  std::size_t at = 0;
  append(out, at, before);
  append(out, at, textOf(text.expose(SecretAccess{})));
  append(out, at, after);
  return out;
}

}  // namespace limen
