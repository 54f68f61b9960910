// SPDX-License-Identifier: Apache-2.0
#include "software_key.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "crypto/hash.h"

namespace limen::test {

namespace {

constexpr Byte kOk = 0x00, kInvalidParameter = 0x02, kUnsupportedExtension = 0x16, kDenied = 0x27, kNoCredentials = 0x2E, kPinInvalid = 0x31,
               kPinAuthInvalid = 0x33, kPinRequired = 0x36, kPinNotSet = 0x35;
constexpr Byte kInit = 0x86, kMessage = 0x90, kCancel = 0x91, kKeepAlive = 0xBB;
constexpr std::size_t kReport = 64;

// --- CBOR, as much as CTAP2 says -------------------------------------------------------------------------------------------
struct Value {
  Byte kind = 7;  // the major type
  std::uint64_t number = 0;
  Bytes bytes;  // of byte strings and texts
  std::vector<std::pair<Value, Value>> entries;  // of maps; arrays keep the second alone

  const Value* at(std::int64_t key) const {
    for (const auto& [name, value] : entries)
      if ((key >= 0 && name.kind == 0 && name.number == static_cast<std::uint64_t>(key)) ||
          (key < 0 && name.kind == 1 && name.number == static_cast<std::uint64_t>(-1 - key)))
        return &value;
    return nullptr;
  }
  const Value* at(std::string_view key) const {
    for (const auto& [name, value] : entries)
      if (name.kind == 3 && textOf(name.bytes) == key) return &value;
    return nullptr;
  }
};

Bytes head(Byte kind, std::uint64_t number) {
  ByteWriter out;
  const Byte top = static_cast<Byte>(kind << 5);
  if (number < 24) {
    out.u8(static_cast<Byte>(top | number));
  } else if (number < 256) {
    out.u8(static_cast<Byte>(top | 24)).u8(static_cast<Byte>(number));
  } else {
    out.u8(static_cast<Byte>(top | 25)).u8(static_cast<Byte>(number >> 8)).u8(static_cast<Byte>(number));
  }
  return out.take();
}
Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
Bytes number(std::int64_t value) {
  return value >= 0 ? head(0, static_cast<std::uint64_t>(value)) : head(1, static_cast<std::uint64_t>(-1 - value));
}
Bytes text(std::string_view value) {
  return head(3, value.size()) + copyOf(bytesOf(value));
}
Bytes blob(ByteView value) {
  return head(2, value.size()) + copyOf(value);
}
Bytes boolean(bool value) {
  return {static_cast<Byte>(value ? 0xF5 : 0xF4)};
}
Bytes map(std::uint64_t size) {
  return head(5, size);
}

Value parsed(ByteReader& reader, int depth = 0) {
  Value out;
  const Byte first = reader.u8();
  out.kind = first >> 5;
  const Byte low = first & 31;
  out.number = low;
  if (low == 24) out.number = reader.u8();
  if (low == 25) {
    out.number = reader.u8();
    out.number = out.number << 8 | reader.u8();
  }
  if (low > 25 || depth > 6) reader.fail();
  if (out.kind == 2 || out.kind == 3) out.bytes = copyOf(reader.raw(static_cast<std::size_t>(out.number)));
  if (out.kind == 4 || out.kind == 5)
    for (std::uint64_t i = 0; i < out.number && reader.ok(); ++i) {
      Value name = out.kind == 5 ? parsed(reader, depth + 1) : Value{};
      out.entries.emplace_back(std::move(name), parsed(reader, depth + 1));
    }
  return out;
}

// --- what the standard computes with ---------------------------------------------------------------------------------------
Bytes hmac(ByteView key, ByteView message) {
  Bytes out(32);
  unsigned size = 32;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), out.data(), &size);
  return out;
}
Bytes sha(ByteView message) {
  Bytes out(32);
  SHA256(message.data(), message.size(), out.data());
  return out;
}
Bytes aes(ByteView key, ByteView content, bool encrypt) {
  const Bytes zero(16, 0);
  Bytes out(content.size() + 16);
  int size = 0, rest = 0;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  EVP_CipherInit_ex(context, EVP_aes_256_cbc(), nullptr, key.data(), zero.data(), encrypt ? 1 : 0);
  EVP_CIPHER_CTX_set_padding(context, 0);
  EVP_CipherUpdate(context, out.data(), &size, content.data(), static_cast<int>(content.size()));
  EVP_CipherFinal_ex(context, out.data() + size, &rest);
  EVP_CIPHER_CTX_free(context);
  out.resize(static_cast<std::size_t>(size + rest));
  return out;
}
Bytes randomBytes(std::size_t size) {
  const SecretBytes drawn = SecretBytes::random(size);
  return copyOf(drawn.expose(SecretAccess{}));
}
Bytes coseKey(ByteView x, ByteView y, std::int64_t algorithm) {
  return map(5) + number(1) + number(2) + number(3) + number(algorithm) + number(-1) + number(1) + number(-2) + blob(x) + number(-3) +
         blob(y);
}
Bytes failure(Byte status) {
  return {status};
}

}  // namespace

struct SoftwareKey::Agreement {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  ~Agreement() { EVP_PKEY_free(key); }
  Bytes point() const {
    unsigned char* encoded = nullptr;
    const std::size_t size = EVP_PKEY_get1_encoded_public_key(key, &encoded);
    Bytes out(encoded, encoded + size);
    OPENSSL_free(encoded);
    return out;
  }
  // The shared secret of PIN protocol one.
  std::optional<Bytes> with(const Value& cose) const {
    const Value *x = cose.at(-2), *y = cose.at(-3);
    if (!x || !y) return std::nullopt;
    const Bytes encoded = Bytes{4} + x->bytes + y->bytes;
    EVP_PKEY* other = EVP_PKEY_new();
    Bytes shared(32);
    std::size_t size = shared.size();
    EVP_PKEY_copy_parameters(other, key);
    bool fine = EVP_PKEY_set1_encoded_public_key(other, encoded.data(), encoded.size()) == 1;
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
    fine = fine && EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, other) == 1 &&
           EVP_PKEY_derive(context, shared.data(), &size) == 1;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(other);
    if (!fine) return std::nullopt;
    return sha(shared);
  }
};

SoftwareKey::SoftwareKey(std::string itsPin)
    : pin(std::move(itsPin)), agreement_(std::make_unique<Agreement>()), master_(randomBytes(32)), pinToken_(randomBytes(32)) {}
SoftwareKey::~SoftwareKey() = default;

bool SoftwareKey::gone() {
  if (reportsUntilGone > 0) --reportsUntilGone;
  return reportsUntilGone == 0;
}

int SoftwareKey::write(ByteView report) {
  if (gone() || report.size() != kReport + 1) return -1;
  const ByteView frame = report.subspan(1);
  if ((frame[4] & 0x80) != 0) {
    command_ = frame[4];
    expected_ = static_cast<std::size_t>(frame[5] << 8 | frame[6]);
    incoming_.assign(frame.begin() + 7, frame.end());
  } else {
    incoming_.insert(incoming_.end(), frame.begin() + 5, frame.end());
  }
  if (incoming_.size() >= expected_) {
    incoming_.resize(expected_);
    const Bytes message = std::exchange(incoming_, {});
    handle(command_, message);
  }
  return static_cast<int>(report.size());
}

int SoftwareKey::read(std::span<Byte> out) {
  if (gone() || outgoing_.empty() || out.size() < kReport) return -1;
  std::copy(outgoing_.front().begin(), outgoing_.front().end(), out.begin());
  outgoing_.pop_front();
  return static_cast<int>(kReport);
}

void SoftwareKey::answer(Byte command, ByteView message) {
  const Bytes channel = command == kInit ? Bytes(4, 0xFF) : Bytes{1, 2, 3, 4};
  Bytes report = channel + Bytes{command, static_cast<Byte>(message.size() >> 8), static_cast<Byte>(message.size())};
  std::size_t at = std::min(message.size(), kReport - report.size());
  report.insert(report.end(), message.begin(), message.begin() + static_cast<std::ptrdiff_t>(at));
  report.resize(kReport);
  outgoing_.push_back(report);
  for (Byte sequence = 0; at < message.size(); ++sequence) {
    const std::size_t more = std::min(message.size() - at, kReport - 5);
    Bytes next = channel + Bytes{sequence} + copyOf(message.subspan(at, more));
    next.resize(kReport);
    outgoing_.push_back(next);
    at += more;
  }
}

void SoftwareKey::handle(Byte command, ByteView message) {
  if (command == kInit) {
    outgoing_.clear();
    return answer(kInit, copyOf(message.first(8)) + Bytes{1, 2, 3, 4, 2, 1, 0, 0, 0x04 | 0x08});
  }
  if (command == kCancel || command != kMessage || message.empty()) return;
  if (message[0] == 0x01 || message[0] == 0x02) answer(kKeepAlive, Bytes{2});  // "touch me"
  answer(kMessage, cbor(message));
}

Bytes SoftwareKey::cbor(ByteView message) {
  const ByteView rest = message.subspan(1);
  switch (message[0]) {
    case 0x01:
      return makeCredential(rest);
    case 0x02:
      return getAssertion(rest);
    case 0x04: {
      Bytes out = Bytes{kOk} + map(hmacSecret ? 6 : 5) + number(1) + head(4, 1) + text("FIDO_2_0");
      if (hmacSecret) out = out + number(2) + head(4, 1) + text("hmac-secret");
      return out + number(3) + blob(Bytes(16, 0x4c)) + number(4) + map(3) + text("rk") + boolean(false) + text("up") + boolean(true) +
             text("clientPin") + boolean(!pin.empty()) + number(5) + number(1200) + number(6) + head(4, 1) + number(1);
    }
    case 0x06:
      return clientPin(rest);
    default:
      return failure(0x01);
  }
}

Bytes SoftwareKey::own(ByteView seed) const {
  Bytes mark = hmac(master_, seed);
  return copyOf(seed) + mark;
}

Bytes SoftwareKey::makeCredential(ByteView message) {
  ByteReader reader(message);
  const Value request = parsed(reader);
  const Value *challenge = request.at(1), *party = request.at(2);
  if (!reader.done() || !challenge || !party || !party->at("id")) return failure(kInvalidParameter);
  const Value* proof = request.at(8);
  if (!pin.empty() && !proof) return failure(kPinRequired);
  if (proof) {
    const Bytes expected = hmac(pinToken_, challenge->bytes);
    if (!std::equal(proof->bytes.begin(), proof->bytes.end(), expected.begin())) return failure(kPinAuthInvalid);
  }
  const Value* extensions = request.at(6);
  if (extensions && !hmacSecret) return failure(kUnsupportedExtension);
  if (!touched) return failure(kDenied);
  const Bytes id = own(randomBytes(16));
  const Bytes point = agreement_->point();
  const Byte flags = static_cast<Byte>(0x41 | (proof && saysVerified ? 4 : 0) | (extensions ? 0x80 : 0));
  Bytes data = sha(party->at("id")->bytes) + Bytes{flags, 0, 0, 0, static_cast<Byte>(++counter_)} + Bytes(16, 0x4c) +
               Bytes{0, static_cast<Byte>(id.size())} + id + coseKey(ByteView(point).subspan(1, 32), ByteView(point).subspan(33, 32), -7);
  if (extensions) data = data + map(1) + text("hmac-secret") + boolean(true);
  return Bytes{kOk} + map(3) + number(1) + text("none") + number(2) + blob(data) + number(3) + map(0);
}

Bytes SoftwareKey::getAssertion(ByteView message) {
  ByteReader reader(message);
  const Value request = parsed(reader);
  const Value *party = request.at(1), *challenge = request.at(2), *allowed = request.at(3);
  if (!reader.done() || !party || !challenge || !allowed) return failure(kInvalidParameter);
  const Value* proof = request.at(6);
  if (proof && pin.empty()) return failure(kPinNotSet);
  if (proof) {
    const Bytes expected = hmac(pinToken_, challenge->bytes);
    if (!std::equal(proof->bytes.begin(), proof->bytes.end(), expected.begin())) return failure(kPinAuthInvalid);
  }
  Bytes id;
  for (const auto& [unused, entry] : allowed->entries) {
    const Value* candidate = entry.at("id");
    if (candidate && candidate->bytes.size() == 48 && own(ByteView(candidate->bytes).first(16)) == candidate->bytes) id = candidate->bytes;
  }
  if (id.empty()) return failure(kNoCredentials);
  if (!touched) return failure(kDenied);
  const bool verified = proof && saysVerified;
  const Value* extensions = request.at(4);
  const Value* wanted = extensions ? extensions->at("hmac-secret") : nullptr;
  Bytes given;
  if (wanted) {
    const Value *theirs = wanted->at(1), *salt = wanted->at(2), *mac = wanted->at(3);
    if (!theirs || !salt || !mac) return failure(kInvalidParameter);
    const auto shared = agreement_->with(*theirs);
    if (!shared) return failure(kInvalidParameter);
    const Bytes expected = hmac(*shared, salt->bytes);
    if (mac->bytes.size() != 16 || !std::equal(mac->bytes.begin(), mac->bytes.end(), expected.begin())) return failure(kInvalidParameter);
    const Bytes secret = hmac(master_, id + Bytes{static_cast<Byte>(verified)});
    given = aes(*shared, hmac(secret, aes(*shared, salt->bytes, false)), true);
  }
  const Byte flags = static_cast<Byte>(0x01 | (verified ? 4 : 0) | (wanted ? 0x80 : 0));
  Bytes data = sha(party->bytes) + Bytes{flags, 0, 0, 0, static_cast<Byte>(++counter_)};
  if (wanted) data = data + map(1) + text("hmac-secret") + blob(given);
  return Bytes{kOk} + map(3) + number(1) + map(2) + text("id") + blob(id) + text("type") + text("public-key") + number(2) + blob(data) +
         number(3) + blob(Bytes(70, 0x30));
}

Bytes SoftwareKey::clientPin(ByteView message) {
  ByteReader reader(message);
  const Value request = parsed(reader);
  const Value* command = request.at(2);
  if (!reader.done() || !command) return failure(kInvalidParameter);
  if (command->number == 2) {
    const Bytes point = agreement_->point();
    return Bytes{kOk} + map(1) + number(1) + coseKey(ByteView(point).subspan(1, 32), ByteView(point).subspan(33, 32), -25);
  }
  if (command->number != 5) return failure(kInvalidParameter);
  if (pin.empty()) return failure(kPinNotSet);
  const Value *theirs = request.at(3), *hashed = request.at(6);
  const auto shared = theirs && hashed ? agreement_->with(*theirs) : std::nullopt;
  if (!shared) return failure(kInvalidParameter);
  Bytes expected = sha(bytesOf(pin));
  expected.resize(16);
  if (aes(*shared, hashed->bytes, false) != expected) return failure(kPinInvalid);
  return Bytes{kOk} + map(1) + number(2) + blob(aes(*shared, pinToken_, true));
}

std::vector<std::string> SoftwareUsb::keys() {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < plugged.size(); ++i) out.push_back(std::to_string(i));
  return out;
}

bool SoftwareUsb::open(const std::string& key) {
  open_ = plugged.at(std::stoul(key));
  return open_->reportsUntilGone != 0;
}

}  // namespace limen::test
