// SPDX-License-Identifier: Apache-2.0
// The signed directory, verified: root -> appointment -> directory. Every key that Limen uses is looked up here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "proto/directory.pb.h"

namespace limen {

enum class DirectoryError { malformed, badSignature, notAppointed, otherOrganisation, older, wrongGrant };
constexpr std::string_view roomOf(DirectoryError) {
  return "directory";
}
std::string_view nameOf(DirectoryError cause);

class VerifiedDirectory {
 public:
  // `root` is pinned at enrolment. An appointment past its end signs nothing new: `now` is trusted time.
  static Result<VerifiedDirectory> verify(ByteView signedDirectory, const PublicKey& root, WallTime now);

  const Directory& content() const { return *content_; }
  const Bytes& bytes() const { return bytes_; }  // the SignedDirectory as received
  std::uint64_t version() const;
  OrganisationId organisation() const;

  const Station* station(const StationId& id) const;  // null when not listed; check revoked
  const Station* stationByCertificate(const Hash& fingerprint) const;  // the one in use, or the next
  bool isAdministratorCertificate(const Hash& fingerprint) const;
  const User* user(const UserId& id) const;
  std::string siteGroup(const std::string& site) const;
  const ServerKey* server(const std::string& address) const;
  const CompartmentKey* compartmentKey(const std::string& compartment,
                                       const std::string& siteGroup) const;  // of the highest epoch
  bool reads(const UserId& user, const std::string& compartment, const std::string& siteGroup) const;
  // Public keys of the people appointed to an office.
  std::vector<PublicKey> appointed(Appointment::Office office) const;

 private:
  std::shared_ptr<const Directory> content_;
  Bytes bytes_;
};

bool hasCertificate(const Station& station, const Hash& fingerprint);

SignedDirectory signDirectory(const Directory& content, const Signer& administrator);
SignedAppointment signAppointment(const Appointment& content, const Signer& root);
SignedGrant signGrant(const Grant& content, const Signer& giver);
// The private key of one compartment, opened by the user it is for. wrongGrant: another user's, or not signed by an appointed
// data protection officer or administrator of this directory, or the key does not match the directory's public half.
Result<BoxKeys> openGrant(ByteView signedGrant, const VerifiedDirectory& directory, const UserId& user, const BoxKeys& userKeys);

// programme x site. Derived, so that stations and server agree: the first 16 bytes of BLAKE2b-256("limen/scope/v1" | organisation
// | sized programme | sized site).
ScopeId scopeOf(const OrganisationId& organisation, std::string_view programme, std::string_view site);

}  // namespace limen
