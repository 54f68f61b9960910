// SPDX-License-Identifier: Apache-2.0
// What a session and a backup need of a station, from the vault.
#pragma once

#include "station/erasure.h"
#include "station/exchange.h"
#include "station/renewal.h"
#include "station/vault.h"

namespace limen {

class VaultHost final : public ExchangeHost {
 public:
  explicit VaultHost(Vault& vault) : vault_(vault) {}
  StationStore& store() override { return vault_.store(); }
  const Clock& clock() const override { return vault_.clock(); }
  const StationId& station() const override { return vault_.station(); }
  const Signer& stationSigner() const override { return vault_.stationSigner(); }
  const BoxKeys& stationBox() const override { return vault_.stationBox(); }
  const VerifiedDirectory& directory() const override { return vault_.directory(); }
  const ServerKey* server() const override { return vault_.directory().server(vault_.serverAddress()); }
  Result<void> takeDirectory(ByteView signedDirectory) override { return vault_.takeDirectory(signedDirectory); }
  Result<void> takePackage(ByteView package) override { return vault_.takePackage(package); }
  bool protects(const ScopeId& scope, const std::string& role) override { return roleProtects(vault_, scope, role); }
  AuditAct act(std::string_view word, std::string_view result) const override { return vault_.act(word, result); }
  Result<bool> restored() override { return vault_.restored(); }
  Result<void> endRestore() override { return vault_.endRestore(); }
  Result<std::optional<RenewalRequest>> renewalRequest() override { return renewalIfDue(vault_); }
  Result<void> takeRenewal(const Renewal& renewal) override { return limen::takeRenewal(vault_, renewal); }

 private:
  Vault& vault_;
};

}  // namespace limen
