// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "protection/package_body.h"
#include "proto/programme.pb.h"

namespace limen {

namespace {

constexpr std::size_t kMaxSignatures = 8;
constexpr std::size_t kMaxPackage = kMaxPackageBody + 4096;

void addSignature(programme::Package& package, const Signer& signer, ByteView body) {
  Signature* signature = package.add_signatures();
  signature->set_signer(std::string(textOf(signer.publicKey())));
  signature->set_signature(std::string(textOf(signer.sign(kPackageDomain, body))));
}

bool listed(const PublicKey& key, const std::vector<PublicKey>& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::string_view nameOf(ProgrammeError cause) {
  switch (cause) {
    case ProgrammeError::refused:
      return "refused";
    case ProgrammeError::damaged:
      return "damaged";
    case ProgrammeError::badSignature:
      return "badSignature";
    case ProgrammeError::unknownSigner:
      return "unknownSigner";
    case ProgrammeError::otherOrganisation:
      return "otherOrganisation";
    case ProgrammeError::older:
      return "older";
    case ProgrammeError::newerVersion:
      return "newerVersion";
    case ProgrammeError::expired:
      return "expired";
    case ProgrammeError::weakened:
      return "weakened";
  }
  return "unknown";
}

bool expired(const Programme& programme, forms::Date today) {
  return programme.expires && today > *programme.expires;
}

Bytes buildPackage(const Programme& from, const Signer& author, const Signer& dataProtectionOfficer) {
  const Bytes body = packageBody(from);
  LIMEN_CHECK(body.size() <= kMaxPackageBody);
  programme::Package package;
  package.set_body(std::string(textOf(body)));
  addSignature(package, author, body);
  addSignature(package, dataProtectionOfficer, body);
  std::string bytes;
  LIMEN_CHECK(package.SerializeToString(&bytes));  // no map in it: one order only
  return copyOf(bytesOf(bytes));
}

Result<Programme> openPackage(ByteView bytes, const PackageSigners& signers, const OrganisationId& organisation) {
  programme::Package package;
  if (bytes.size() > kMaxPackage || !package.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return unexpected(ProgrammeError::damaged);
  if (package.body().empty() || package.signatures().empty() || package.signatures_size() > static_cast<int>(kMaxSignatures))
    return unexpected(ProgrammeError::damaged);

  if (!package.GetReflection()->GetUnknownFields(package).empty()) return unexpected(ProgrammeError::newerVersion);
  if (package.SerializeAsString() != textOf(bytes)) return unexpected(ProgrammeError::damaged);  // one spelling only

  const ByteView body = bytesOf(package.body());
  std::vector<PublicKey> authors, officers;  // whose signatures hold
  for (const Signature& signature : package.signatures()) {
    const auto key = publicKeyFrom(bytesOf(signature.signer()));
    if (!key) return unexpected(ProgrammeError::damaged);
    const bool author = listed(*key, signers.authors), officer = listed(*key, signers.dataProtectionOfficers);
    if (!author && !officer) continue;
    if (!verify(*key, kPackageDomain, body, bytesOf(signature.signature()))) return unexpected(ProgrammeError::badSignature);
    if (author) authors.push_back(*key);
    if (officer) officers.push_back(*key);
  }
  // Two people: who holds both offices cannot approve their own programme.
  const bool two = std::any_of(authors.begin(), authors.end(), [&](const PublicKey& author) {
    return std::any_of(officers.begin(), officers.end(), [&](const PublicKey& officer) { return officer != author; });
  });
  if (!two) return unexpected(ProgrammeError::unknownSigner);

  LIMEN_ASSIGN(Programme programme, programmeFromBody(body));
  if (programme.organisation != organisation) return unexpected(ProgrammeError::otherOrganisation);
  return programme;
}

}  // namespace limen
