// SPDX-License-Identifier: Apache-2.0
// The administrator's side: the organisation's folder and what is signed in it. Not on a station, not on the server.
//
// An organisation's folder:  root.key (offline)  administrator.key  protection-officer.key   each under its own passphrase
//                            kit  directory  escrow/<compartment>-<group>-<epoch>  grants/
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "crypto/certificates.h"
#include "crypto/key_slots.h"
#include "crypto/keys.h"
#include "protection/programme.h"
#include "proto/sync.pb.h"
#include "sync/directory.h"

namespace limen {

enum class OrganisationError { exists, missing, damaged, wrongPassphrase, unknownUser, unknownCompartment, badShape, notApplied };
constexpr std::string_view roomOf(OrganisationError) {
  return "organisation";
}
std::string_view nameOf(OrganisationError cause);

struct OrganisationPlan {
  std::string name;
  std::vector<std::string> sites;  // "site:group"; "site" alone stands in the group "main"
  std::vector<std::string> compartments;
  std::string serverAddress;  // host:port
  std::size_t escrowHolders = 5, escrowNeeded = 3;
};
struct OrganisationPassphrases {
  SecretBytes root, administrator, protectionOfficer;
};
// Everything or nothing. The escrow holders' secrets are written to escrow/holders/<n>.key, to be taken away at once.
Result<void> initOrganisation(const std::filesystem::path& folder, const OrganisationPlan& plan,
                              const OrganisationPassphrases& passphrases, KdfCost cost, const Clock& clock, Random& random);

class Organisation {
 public:
  // Opens the administrator's key.
  static Result<Organisation> open(const std::filesystem::path& folder, const SecretBytes& administratorPassphrase,
                                   const Clock& clock);
  Organisation(Organisation&&) noexcept;
  ~Organisation();

  const VerifiedDirectory& directory() const;
  Bytes kit() const;
  const TlsIdentity& administratorTls() const;
  const Authority& authority() const;

  Result<UserId> addUser(const std::string& name, const std::string& role, const std::string& siteGroup, Random& random);
  // unknownUser. Stations obey with their next directory: what the old role opened leaves the index, a disabled user unlocks nothing.
  Result<void> changeRole(const UserId& user, const std::string& role);
  Result<void> disableUser(const UserId& user, bool disabled);
  // Lists a user for one more station, where somebody in charge then admits them. unknownUser; badShape "station".
  Result<void> assignUser(const UserId& user, const StationId& station);
  // Enters the keys that a station made when it admitted the user, and gives those who work at a desk the grants of `operational`.
  // UserError::badRequest; unknownUser when the station does not list them; badShape "keys" when they have other keys already.
  Result<std::vector<Bytes>> confirmUser(ByteView userKeys, const SecretBytes& protectionOfficerPassphrase);
  // The code to hand over (112 bits, grouped base32) and what the server is told.
  struct Invitation {
    std::string code;
    OfferCode offer;
  };
  Result<Invitation> invite(const UserId& user, const std::string& site, Random& random);
  // The server's identity: certificate for its hosts, receipt key and erasure key entered in the directory.
  struct ServerIdentity {
    TlsIdentity tls;
    SecretBytes receiptSeed;
    SecretBytes erasureSecret;
    std::uint32_t erasureKeyId = 1;
  };
  Result<ServerIdentity> addServer(const std::string& address);
  // Approves an applicant: certificate, directory entry, grant of `operational` for an officer. The typed words must be those of
  // the request.
  Result<Approval> approve(const Applicant& applicant, const std::string& typedFingerprint,
                           const SecretBytes& protectionOfficerPassphrase);
  // Another 30 days for a listed station that proved its key: signed and entered in the directory beside the one that the station says it
  // uses. notApplied: not listed, revoked, not proved, or in use is a certificate that was never its own.
  Result<Renewal> renew(const RenewalRequest& request);
  // A compartment's key for a user, as a sealed file; enters the reading in the directory. The user must be enrolled
  // (notApplied). Keys of earlier epochs, which open earlier shifts, lie in grants/ beside it.
  Result<Bytes> grantReader(const UserId& user, const std::string& compartment, const SecretBytes& protectionOfficerPassphrase);
  // Ends it: the compartment's epoch rises with a new key pair; those who still read get new grants (files in grants/).
  Result<void> removeReader(const UserId& user, const std::string& compartment, const SecretBytes& protectionOfficerPassphrase);
  // As author and data protection officer. unknownCompartment when a compartment has no key at some site group.
  Result<Bytes> signProgramme(const Programme& programme, const SecretBytes& protectionOfficerPassphrase);

 private:
  struct Impl;
  explicit Organisation(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
