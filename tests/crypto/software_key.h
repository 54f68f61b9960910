// SPDX-License-Identifier: Apache-2.0
// A CTAP2 authenticator in software behind libfido2's transport: CTAPHID frames, getInfo, makeCredential, getAssertion with hmac-secret, and
// PIN protocol one. Test persons and keys only.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "crypto/device_fido2.h"

namespace limen::test {

class SoftwareKey {
 public:
  explicit SoftwareKey(std::string pin = {});
  ~SoftwareKey();
  SoftwareKey(const SoftwareKey&) = delete;
  SoftwareKey& operator=(const SoftwareKey&) = delete;

  std::string pin;             // "": none is set
  bool hmacSecret = true;      // whether it can give secrets
  bool touched = true;         // somebody is there
  bool saysVerified = true;    // false: takes the PIN and answers as if it had not
  int reportsUntilGone = -1;   // counts reports both ways; pulled out at 0

  int write(ByteView report);
  int read(std::span<Byte> out);

 private:
  struct Agreement;
  void handle(Byte command, ByteView message);
  void answer(Byte command, ByteView message);
  Bytes cbor(ByteView message);
  Bytes makeCredential(ByteView message);
  Bytes getAssertion(ByteView message);
  Bytes clientPin(ByteView message);
  Bytes own(ByteView seed) const;  // credential ids are a seed and what only this key makes of it
  bool gone();

  std::unique_ptr<Agreement> agreement_;
  Bytes master_, pinToken_;
  Bytes incoming_;
  std::size_t expected_ = 0;
  Byte command_ = 0;
  std::deque<Bytes> outgoing_;
  std::uint32_t counter_ = 0;
};

class SoftwareUsb final : public HidTransport {
 public:
  std::vector<SoftwareKey*> plugged;
  std::vector<std::string> keys() override;
  bool open(const std::string& key) override;
  void close() override { open_ = nullptr; }
  int read(std::span<Byte> report, int) override { return open_->read(report); }
  int write(ByteView report) override { return open_->write(report); }
  bool isOpen() const { return open_ != nullptr; }

 private:
  SoftwareKey* open_ = nullptr;
};

}  // namespace limen::test
