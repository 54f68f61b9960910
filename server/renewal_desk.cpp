// SPDX-License-Identifier: Apache-2.0
#include "server/renewal_desk.h"

#include "crypto/certificates.h"
#include "crypto/hash.h"
#include "sync/receipt.h"

namespace limen {
namespace {

constexpr std::size_t kMaxCertificateRequest = 8192, kMaxRenewal = 5 << 20;

std::string askedName(const StationId& station) {
  return "renewal.asked." + station.hex();
}
std::string madeName(const StationId& station) {
  return "renewal.made." + station.hex();
}

template <class Message>
Result<std::optional<Message>> kept(ServerStore& store, const std::string& name) {
  LIMEN_ASSIGN(const auto bytes, store.get(name));
  std::optional<Message> out;
  if (!bytes) return out;
  out.emplace();
  if (!out->ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) return unexpected(StoreError::damaged, "renewal");
  return out;
}

template <class Message>
Result<void> keep(ServerStore& store, const std::string& name, const Message& message) {
  const std::string bytes = message.SerializeAsString();
  return store.put(name, bytesOf(bytes));
}

std::string hashOf(const RenewalRequest& request) {
  return std::string(textOf(hash256({bytesOf(request.certificate_request_pem())}).bytes()));
}

}  // namespace

std::string_view nameOf(RenewalDeskError cause) {
  switch (cause) {
    case RenewalDeskError::badRequest:
      return "badRequest";
    case RenewalDeskError::badRenewal:
      return "badRenewal";
  }
  return "unknown";
}

Result<std::optional<Renewal>> RenewalDesk::ask(const StationId& station, const RenewalRequest& request) {
  const auto view = registry_.view();
  const Station* listed = view->directory.station(station);
  const auto key = listed && !listed->revoked() ? publicKeyFrom(bytesOf(listed->ed25519())) : std::nullopt;
  if (!key || request.station() != textOf(station.bytes()) || request.certificate_request_pem().size() > kMaxCertificateRequest ||
      !renewalRequestProven(request, *key))
    return unexpected(RenewalDeskError::badRequest);
  LIMEN_ASSIGN(auto made, kept<Renewal>(store_, madeName(station)));
  if (made && made->request_hash() == hashOf(request)) return made;
  LIMEN_ASSIGN(const auto asked, kept<RenewalRequest>(store_, askedName(station)));
  if (!asked || asked->SerializeAsString() != request.SerializeAsString()) LIMEN_TRY(keep(store_, askedName(station), request));
  return std::optional<Renewal>();
}

Result<RenewalRequests> RenewalDesk::waiting() {
  RenewalRequests out;
  const auto view = registry_.view();
  for (const Station& station : view->directory.content().stations()) {
    const auto id = StationId::from(bytesOf(station.id()));
    if (!id || station.revoked()) continue;
    LIMEN_ASSIGN(const auto asked, kept<RenewalRequest>(store_, askedName(*id)));
    if (!asked) continue;
    LIMEN_ASSIGN(const auto made, kept<Renewal>(store_, madeName(*id)));
    if (!made || made->request_hash() != hashOf(*asked)) *out.add_waiting() = *asked;
  }
  return out;
}

Result<void> RenewalDesk::take(const Renewal& renewal) {
  const auto id = StationId::from(bytesOf(renewal.station()));
  if (!id || renewal.ByteSizeLong() > kMaxRenewal) return unexpected(RenewalDeskError::badRenewal);
  LIMEN_TRY(checkCertificate(renewal.certificate_pem(), authorityPem_, clock_.now()));
  LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(renewal.certificate_pem()));
  // The directory first: a station must not get a certificate that nobody lists.
  LIMEN_TRY(registry_.publishDirectory(bytesOf(renewal.directory()), clock_.now()));
  const auto view = registry_.view();
  const Station* station = view->directory.stationByCertificate(fingerprint);
  if (!station || station->revoked() || station->id() != renewal.station()) return unexpected(RenewalDeskError::badRenewal);
  Renewal made = renewal;
  made.clear_directory();
  return keep(store_, madeName(*id), made);
}

}  // namespace limen
