// SPDX-License-Identifier: Apache-2.0
// The end of a station: ordered, withdrawn, looked at; and the station's side of it.
#pragma once

#include "crypto/certificates.h"
#include "ctl/command.h"
#include "station/vault.h"

namespace limen {

void addStationWipe(CLI::App& station, Chosen& chosen);
void addStationWipes(CLI::App& station, Chosen& chosen);

// What a station needs to obey without being unlocked any more.
class WipeWatch {
 public:
  explicit WipeWatch(const Vault& vault);
  // Asks the server; with an order that stands, `vault` is closed and the station destroyed. True: it was. WipeError when one was refused.
  Result<bool> obey(std::optional<Vault>& vault, WallTime now) const;

 private:
  std::filesystem::path home_;
  std::string address_, authorityPem_;
  TlsIdentity identity_;
  std::uint64_t directory_ = 0;
};

}  // namespace limen
