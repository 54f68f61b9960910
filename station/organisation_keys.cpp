// SPDX-License-Identifier: Apache-2.0
#include "station/organisation_keys.h"

#include <algorithm>

#include "core/files.h"

namespace limen {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMaxPemBytes = 16 * 1024;
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::uint64_t kMaxHeldKeys = 4096;

// The writer's buffer holds private keys: it is wiped once it is in locked memory.
SecretBytes secretOf(ByteWriter& out) {
  Bytes plain = out.take();
  SecretBytes secret = SecretBytes::copyOf(plain);
  wipe(plain);
  return secret;
}

SecretBytes takeSecret(ByteReader& reader, std::size_t size) {
  return SecretBytes::copyOf(reader.raw(size));
}

Error damaged(std::string_view role) {
  return Error(OrganisationError::damaged, std::string(role));
}

}  // namespace

std::filesystem::path keyPath(const std::filesystem::path& folder, std::string_view role) {
  return folder / (std::string(role) + ".key");
}

std::filesystem::path escrowPath(const std::filesystem::path& folder, std::string_view compartment, std::string_view group,
                                 std::uint32_t epoch) {
  return folder / "escrow" / (std::string(compartment) + "-" + std::string(group) + "-" + std::to_string(epoch));
}

SecretBytes AdministratorKeys::serialise() const {
  ByteWriter out;
  out.raw(signer.seed().expose(SecretAccess{})).raw(box.secret().expose(SecretAccess{}));
  out.text(authority.certificatePem).sized(authority.privateKeyPem.expose(SecretAccess{}));
  out.text(tls.certificatePem).sized(tls.privateKeyPem.expose(SecretAccess{}));
  return secretOf(out);
}

Result<AdministratorKeys> AdministratorKeys::parse(const SecretBytes& content) {
  ByteReader in(content.expose(SecretAccess{}));
  const SecretBytes seed = takeSecret(in, kKeyBytes), box = takeSecret(in, kKeyBytes);
  AdministratorKeys out;
  out.authority.certificatePem = in.text(kMaxPemBytes);
  out.authority.privateKeyPem = SecretBytes::copyOf(in.sized(kMaxPemBytes));
  out.tls.certificatePem = in.text(kMaxPemBytes);
  out.tls.privateKeyPem = SecretBytes::copyOf(in.sized(kMaxPemBytes));
  if (!in.done()) return unexpected(damaged(kAdministratorRole));
  LIMEN_ASSIGN(out.signer, Signer::fromSeed(seed));
  LIMEN_ASSIGN(out.box, BoxKeys::fromSecret(box));
  return out;
}

SecretBytes OfficerKeys::serialise() const {
  ByteWriter out;
  out.raw(signer.seed().expose(SecretAccess{})).raw(box.secret().expose(SecretAccess{}));
  out.varint(escrowNeeded).varint(escrowHolders.size());
  for (const PublicKey& holder : escrowHolders) out.raw(holder);
  out.varint(compartments.size());
  for (const HeldCompartmentKey& held : compartments)
    out.text(held.compartment).text(held.group).u32(held.epoch).raw(held.keys.secret().expose(SecretAccess{}));
  return secretOf(out);
}

Result<OfficerKeys> OfficerKeys::parse(const SecretBytes& content) {
  ByteReader in(content.expose(SecretAccess{}));
  const SecretBytes seed = takeSecret(in, kKeyBytes), box = takeSecret(in, kKeyBytes);
  OfficerKeys out;
  out.escrowNeeded = in.varint();
  const std::uint64_t holders = in.varint();
  for (std::uint64_t i = 0; in.ok() && i < holders; ++i) out.escrowHolders.push_back(in.array<kKeyBytes>());
  const std::uint64_t count = in.varint();
  if (!in.ok() || count > kMaxHeldKeys) return unexpected(damaged(kOfficerRole));
  for (std::uint64_t i = 0; i < count; ++i) {
    HeldCompartmentKey held;
    held.compartment = in.text(kMaxNameBytes);
    held.group = in.text(kMaxNameBytes);
    held.epoch = in.u32();
    const SecretBytes secret = takeSecret(in, kKeyBytes);
    if (!in.ok()) return unexpected(damaged(kOfficerRole));
    LIMEN_ASSIGN(held.keys, BoxKeys::fromSecret(secret));
    out.compartments.push_back(std::move(held));
  }
  if (!in.done()) return unexpected(damaged(kOfficerRole));
  LIMEN_ASSIGN(out.signer, Signer::fromSeed(seed));
  LIMEN_ASSIGN(out.box, BoxKeys::fromSecret(box));
  return out;
}

const HeldCompartmentKey* OfficerKeys::find(std::string_view compartment, std::string_view group, std::uint32_t epoch) const {
  const auto found = std::find_if(compartments.begin(), compartments.end(), [&](const HeldCompartmentKey& held) {
    return held.compartment == compartment && held.group == group && held.epoch == epoch;
  });
  return found == compartments.end() ? nullptr : &*found;
}

Result<VerifiedDirectory> publishNext(const std::filesystem::path& folder, const VerifiedDirectory& before, Directory content,
                                      const Signer& administrator, const PublicKey& root, WallTime now) {
  content.set_version(before.version() + 1);
  content.set_issued_ms(toUnixMs(now));
  const std::string bytes = signDirectory(content, administrator).SerializeAsString();
  LIMEN_ASSIGN(VerifiedDirectory verified, VerifiedDirectory::verify(bytesOf(bytes), root, now));
  LIMEN_TRY(writeFile(folder / "directory", bytesOf(bytes), Access::everyoneReads));
  return verified;
}

}  // namespace limen
