// SPDX-License-Identifier: Apache-2.0
#include "crypto/device_fido2.h"

#include <fido.h>
#include <fido/es256.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <optional>
#include <utility>

#include "core/check.h"

namespace limen {

namespace {

constexpr const char* kParty = "limen.station";
constexpr std::uint8_t kVersion = 1, kVerified = 1;
constexpr std::size_t kSaltBytes = 32, kSecretBytes = 32, kMaxCredential = 960, kMaxKeys = 16;
constexpr unsigned char kUserVerified = 0x04;  // of the flags in the authenticator's answer
constexpr int kTouchMs = 30'000;

// libfido2 opens by a path alone; whose transport it is stands here while a call of ours runs.
thread_local HidTransport* transportNow = nullptr;

void* openReports(const char* path) {
  return transportNow->open(path) ? transportNow : nullptr;
}
void closeReports(void* handle) {
  static_cast<HidTransport*>(handle)->close();
}
int readReport(void* handle, unsigned char* out, std::size_t size, int waitMs) {
  return static_cast<HidTransport*>(handle)->read({out, size}, waitMs);
}
int writeReport(void* handle, const unsigned char* report, std::size_t size) {
  return static_cast<HidTransport*>(handle)->write({report, size});
}

void initialise() {
  static std::once_flag once;
  std::call_once(once, [] { fido_init(FIDO_DISABLE_U2F_FALLBACK); });
}

DeviceError causeOf(int error) {
  switch (error) {
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL:
      return DeviceError::wrongDevice;
    case FIDO_ERR_PIN_INVALID:
    case FIDO_ERR_PIN_BLOCKED:
    case FIDO_ERR_PIN_AUTH_INVALID:
    case FIDO_ERR_PIN_AUTH_BLOCKED:
      return DeviceError::wrongPin;
    case FIDO_ERR_PIN_REQUIRED:
      return DeviceError::pinNeeded;
    case FIDO_ERR_PIN_NOT_SET:
      return DeviceError::noVerification;
    case FIDO_ERR_OPERATION_DENIED:
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_KEEPALIVE_CANCEL:
      return DeviceError::refused;
    case FIDO_ERR_TX:
    case FIDO_ERR_RX:
    case FIDO_ERR_INTERNAL:  // what libfido2 says when the key goes away while the two agree on a key
      return DeviceError::removed;
    case FIDO_ERR_UNSUPPORTED_EXTENSION:
    case FIDO_ERR_UNSUPPORTED_ALGORITHM:
    case FIDO_ERR_UNSUPPORTED_OPTION:
      return DeviceError::unsuited;
    default:
      return DeviceError::failed;
  }
}

class Key {
 public:
  static Result<Key> open(HidTransport* transport, const std::string& path) {
    initialise();
    Key out;
    transportNow = transport;
    out.device_ = fido_dev_new();
    if (!out.device_) return unexpected(DeviceError::failed);
    const fido_dev_io_t reports{&openReports, &closeReports, &readReport, &writeReport};
    if (transport && fido_dev_set_io_functions(out.device_, &reports) != FIDO_OK) return unexpected(DeviceError::failed);
    if (fido_dev_open(out.device_, path.c_str()) != FIDO_OK) return unexpected(DeviceError::removed);
    out.opened_ = true;
    fido_dev_set_timeout(out.device_, kTouchMs);
    return out;
  }
  Key(Key&& other) noexcept : device_(std::exchange(other.device_, nullptr)), opened_(other.opened_) {}
  ~Key() {
    if (device_ && opened_) fido_dev_close(device_);
    if (device_) fido_dev_free(&device_);
  }

  bool givesSecrets() {
    const std::unique_ptr<fido_cbor_info_t, void (*)(fido_cbor_info_t*)> info(fido_cbor_info_new(),
                                                                             [](fido_cbor_info_t* made) { fido_cbor_info_free(&made); });
    if (!info || fido_dev_get_cbor_info(device_, info.get()) != FIDO_OK) return false;
    char** names = fido_cbor_info_extensions_ptr(info.get());
    return std::any_of(names, names + fido_cbor_info_extensions_len(info.get()),
                       [](const char* name) { return std::strcmp(name, "hmac-secret") == 0; });
  }
  bool verifies() { return fido_dev_has_pin(device_); }

  // The credential's id.
  Result<Bytes> enrol(const UserId& user, const std::string& name, const char* pin) {
    const std::unique_ptr<fido_cred_t, void (*)(fido_cred_t*)> made(fido_cred_new(), [](fido_cred_t* one) { fido_cred_free(&one); });
    std::array<Byte, 32> challenge{};
    fillRandom(challenge);
    int done = made ? FIDO_OK : FIDO_ERR_INTERNAL;
    const auto then = [&done](int next) { done = done == FIDO_OK ? next : done; };
    then(fido_cred_set_type(made.get(), COSE_ES256));
    then(fido_cred_set_clientdata_hash(made.get(), challenge.data(), challenge.size()));
    then(fido_cred_set_rp(made.get(), kParty, "Limen"));
    then(fido_cred_set_user(made.get(), user.value.data(), user.value.size(), name.c_str(), name.c_str(), nullptr));
    then(fido_cred_set_extensions(made.get(), FIDO_EXT_HMAC_SECRET));
    if (done == FIDO_OK) done = fido_dev_make_cred(device_, made.get(), pin);
    if (done != FIDO_OK) return unexpected(causeOf(done));
    const std::size_t size = fido_cred_id_len(made.get());
    if (size == 0 || size > kMaxCredential) return unexpected(DeviceError::unsuited);
    return copyOf({fido_cred_id_ptr(made.get()), size});
  }

  Result<SecretBytes> ask(ByteView credential, ByteView salt, const char* pin) {
    const std::unique_ptr<fido_assert_t, void (*)(fido_assert_t*)> asked(fido_assert_new(),
                                                                        [](fido_assert_t* one) { fido_assert_free(&one); });
    std::array<Byte, 32> challenge{};
    fillRandom(challenge);
    int done = asked ? FIDO_OK : FIDO_ERR_INTERNAL;
    const auto then = [&done](int next) { done = done == FIDO_OK ? next : done; };
    then(fido_assert_set_clientdata_hash(asked.get(), challenge.data(), challenge.size()));
    then(fido_assert_set_rp(asked.get(), kParty));
    then(fido_assert_allow_cred(asked.get(), credential.data(), credential.size()));
    then(fido_assert_set_extensions(asked.get(), FIDO_EXT_HMAC_SECRET));
    then(fido_assert_set_hmac_salt(asked.get(), salt.data(), salt.size()));
    if (done == FIDO_OK) done = fido_dev_get_assert(device_, asked.get(), pin);
    if (done != FIDO_OK) return unexpected(causeOf(done));
    if (fido_assert_count(asked.get()) != 1) return unexpected(DeviceError::failed);
    // The key keeps one secret for a verified holder and another for anybody: an answer of the other kind opens nothing.
    if (pin && (fido_assert_flags(asked.get(), 0) & kUserVerified) == 0) return unexpected(DeviceError::noVerification);
    if (fido_assert_hmac_secret_len(asked.get(), 0) != kSecretBytes) return unexpected(DeviceError::unsuited);
    return SecretBytes::copyOf({fido_assert_hmac_secret_ptr(asked.get(), 0), kSecretBytes});
  }

  static void fillRandom(std::span<Byte> out) {
    const SecretBytes drawn = SecretBytes::random(out.size());
    std::copy_n(drawn.expose(SecretAccess{}).begin(), out.size(), out.begin());
  }

 private:
  Key() = default;
  fido_dev_t* device_ = nullptr;
  bool opened_ = false;
};

// A C string in locked memory.
SecretBytes terminated(const SecretBytes& pin) {
  SecretBytes out(pin.size() + 1);
  std::copy_n(pin.expose(SecretAccess{}).begin(), pin.size(), out.expose(SecretAccess{}).begin());
  return out;
}
const char* textIn(const SecretBytes& pin) {
  return reinterpret_cast<const char*>(pin.expose(SecretAccess{}).data());
}

}  // namespace

SecurityKey::SecurityKey(HidTransport* transport) : transport_(transport) {}

std::vector<std::string> SecurityKey::keys() const {
  if (transport_) return transport_->keys();
  initialise();
  std::vector<std::string> out;
  fido_dev_info_t* found = fido_dev_info_new(kMaxKeys);
  if (!found) return out;
  std::size_t count = 0;
  if (fido_dev_info_manifest(found, kMaxKeys, &count) != FIDO_OK) count = 0;
  for (std::size_t i = 0; i < count; ++i) out.emplace_back(fido_dev_info_path(fido_dev_info_ptr(found, i)));
  fido_dev_info_free(&found, kMaxKeys);
  return out;
}

Result<SecondSource::Made> SecurityKey::make(const UserId& user, std::string_view name, const SecretBytes& pin) {
  const auto plugged = keys();
  if (plugged.empty()) return unexpected(DeviceError::absent);
  LIMEN_ASSIGN(Key key, Key::open(transport_, plugged.front()));
  if (!key.givesSecrets()) return unexpected(DeviceError::unsuited);
  const bool verified = key.verifies();
  if (verified && pin.empty()) return unexpected(DeviceError::pinNeeded);
  const SecretBytes typed = terminated(pin);
  const char* given = verified ? textIn(typed) : nullptr;
  LIMEN_ASSIGN(const Bytes credential, key.enrol(user, std::string(name), given));
  std::array<Byte, kSaltBytes> salt{};
  Key::fillRandom(salt);
  LIMEN_ASSIGN(SecretBytes secret, key.ask(credential, salt, given));
  Bytes data = ByteWriter().u8(kVersion).u8(verified ? kVerified : 0).raw(salt).sized(credential).take();
  return Made{std::move(data), std::move(secret)};
}

Result<SecretBytes> SecurityKey::again(ByteView data, const SecretBytes& pin) {
  ByteReader reader(data);
  const std::uint8_t version = reader.u8(), flags = reader.u8();
  const auto salt = reader.array<kSaltBytes>();
  const Bytes credential = copyOf(reader.sized(kMaxCredential));
  if (!reader.done() || version != kVersion || flags > kVerified || credential.empty()) return unexpected(DeviceError::failed);
  const bool verified = flags == kVerified;
  const auto plugged = keys();
  if (plugged.empty()) return unexpected(DeviceError::absent);
  if (verified && pin.empty()) return unexpected(DeviceError::pinNeeded);
  const SecretBytes typed = terminated(pin);
  for (const std::string& path : plugged) {
    LIMEN_ASSIGN(Key key, Key::open(transport_, path));
    if (verified && !key.verifies()) {
      if (plugged.size() == 1) return unexpected(DeviceError::noVerification);
      continue;
    }
    auto secret = key.ask(credential, salt, verified ? textIn(typed) : nullptr);
    if (secret || !secret.error().is(DeviceError::wrongDevice)) return secret;
  }
  return unexpected(DeviceError::wrongDevice);
}

}  // namespace limen
