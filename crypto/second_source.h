// SPDX-License-Identifier: Apache-2.0
// What a slot's key may need beside the passphrase: 32 bytes that only a device gives, a security key or the chip of this machine.
// A seam: the real ones are crypto/device_*.h, in a library of their own.
#pragma once

#include <string_view>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class DeviceError {
  absent,          // no security key is plugged in
  wrongDevice,     // one is, but not the one that was set up
  removed,         // it went away in the middle
  refused,         // nobody touched it, or it said no
  unsuited,        // it cannot do what is needed (hmac-secret)
  pinNeeded,       // it was set up with its PIN, and none was given
  wrongPin,        // counted by the device itself
  noVerification,  // it was set up with its PIN and no longer verifies anybody
  noChip,          // this machine has none, or it is not reachable
  otherChip,       // sealed by another machine's
  failed,
};
constexpr std::string_view roomOf(DeviceError) {
  return "device";
}
std::string_view nameOf(DeviceError cause);

class SecondSource {
 public:
  virtual ~SecondSource() = default;
  struct Made {
    Bytes data;  // public: finds the secret again, on this device only
    SecretBytes secret;
  };
  virtual Result<Made> make(const UserId& user, std::string_view name, const SecretBytes& pin) = 0;
  virtual Result<SecretBytes> again(ByteView data, const SecretBytes& pin) = 0;
};

}  // namespace limen
