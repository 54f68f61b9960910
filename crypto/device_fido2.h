// SPDX-License-Identifier: Apache-2.0
// A FIDO2 security key as a second source: hmac-secret over a salt that lies in the slot. The assertion's signature is not checked: nobody
// is told apart by it, and what a false key answers opens nothing. libfido2, over USB or over a transport given by a test.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "crypto/second_source.h"

namespace limen {

// The reports that libfido2 exchanges with a key (CTAPHID). One key is open at a time.
class HidTransport {
 public:
  virtual ~HidTransport() = default;
  virtual std::vector<std::string> keys() = 0;
  virtual bool open(const std::string& key) = 0;
  virtual void close() = 0;
  virtual int read(std::span<Byte> report, int waitMs) = 0;  // its size, -1 when there is none
  virtual int write(ByteView report) = 0;                    // likewise; a zero in front of the 64 bytes
};

class SecurityKey final : public SecondSource {
 public:
  explicit SecurityKey(HidTransport* transport = nullptr);  // null: what is plugged into this machine
  // With the key's PIN where it has one, which is asked for again at every unlock then. absent, unsuited, pinNeeded, wrongPin, refused,
  // removed, failed.
  Result<Made> make(const UserId& user, std::string_view name, const SecretBytes& pin) override;
  // Of several keys, the one that was set up. Also wrongDevice, noVerification.
  Result<SecretBytes> again(ByteView data, const SecretBytes& pin) override;

 private:
  std::vector<std::string> keys() const;
  HidTransport* transport_;
};

}  // namespace limen
