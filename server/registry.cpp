// SPDX-License-Identifier: Apache-2.0
#include "server/registry.h"

#include <algorithm>

#include "crypto/hash.h"
#include "proto/programme.pb.h"

namespace limen {
namespace {

constexpr std::string_view kProtects = "protect";  // the permission of who answers for data protection

constexpr std::string_view kPackageDomain = "limen/package/v1";
constexpr std::size_t kMaxPackageBytes = 4 << 20;
constexpr int kMaxSignatures = 16;

// A directory that was taken once was signed in time then: its own date is the one its appointments must have covered.
Result<VerifiedDirectory> verifyHeld(ByteView bytes, const PublicKey& root) {
  SignedDirectory outer;
  Directory content;
  if (!outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !content.ParseFromString(outer.body())) {
    return unexpected(DirectoryError::malformed);
  }
  return VerifiedDirectory::verify(bytes, root, fromUnixMs(content.issued_ms()));
}

struct ReadPackage {
  Registry::HeldPackage held;
  std::uint64_t version = 0;
  std::string organisation;
  programme::Package package;
};

Result<ReadPackage> readPackage(ByteView bytes) {
  ReadPackage out;
  programme::Programme programme;
  if (bytes.size() > kMaxPackageBytes || !out.package.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      !programme.ParseFromString(out.package.body()) || programme.id().empty() ||
      out.package.signatures_size() > kMaxSignatures) {
    return unexpected(PublishError::malformed);
  }
  out.held.hash.value = hash256({bytesOf(out.package.body())}).value;
  out.held.programme = programme.id();
  out.held.bytes = copyOf(bytes);
  out.version = out.held.version = programme.version();
  for (const programme::Role& role : programme.roles()) {
    const auto& words = role.permissions();
    if (std::find(words.begin(), words.end(), kProtects) != words.end()) out.held.protectingRoles.insert(role.name());
  }
  out.organisation = programme.organisation();
  return out;
}

bool signedByOneOf(const programme::Package& package, const std::vector<PublicKey>& appointed) {
  return std::any_of(package.signatures().begin(), package.signatures().end(), [&](const auto& signature) {
    const auto signer = publicKeyFrom(bytesOf(signature.signer()));
    return signer && std::find(appointed.begin(), appointed.end(), *signer) != appointed.end() &&
           verify(*signer, kPackageDomain, bytesOf(package.body()), bytesOf(signature.signature()));
  });
}

}  // namespace

std::string_view nameOf(PublishError cause) {
  switch (cause) {
    case PublishError::malformed:
      return "malformed";
    case PublishError::notSigned:
      return "notSigned";
    case PublishError::otherOrganisation:
      return "otherOrganisation";
    case PublishError::older:
      return "older";
  }
  return "unknown";
}

Result<std::unique_ptr<Registry>> Registry::open(ServerStore& store, const PublicKey& root, ByteView initial) {
  std::unique_ptr<Registry> registry(new Registry(store, root));
  LIMEN_ASSIGN(VerifiedDirectory directory, verifyHeld(initial, root));
  LIMEN_ASSIGN(const auto stored, store.directory());
  if (stored) {
    LIMEN_ASSIGN(VerifiedDirectory newer, verifyHeld(*stored, root));
    if (newer.version() > directory.version()) directory = std::move(newer);
  }
  std::vector<HeldPackage> packages;
  LIMEN_ASSIGN(const auto held, store.packages());
  for (const Bytes& bytes : held) {
    LIMEN_ASSIGN(ReadPackage package, readPackage(bytes));
    packages.push_back(std::move(package.held));
  }
  registry->replace(std::move(directory), std::move(packages));
  return registry;
}

std::shared_ptr<const Registry::View> Registry::view() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

void Registry::replace(VerifiedDirectory directory, std::vector<HeldPackage> packages) {
  auto view = std::make_shared<View>(View{std::move(directory), std::move(packages), {}});
  std::map<std::string, const HeldPackage*> newest;
  for (const HeldPackage& package : view->packages) {
    const HeldPackage*& best = newest[package.programme];
    if (best == nullptr || package.version > best->version) best = &package;
  }
  for (const auto& [programme, package] : newest) {
    for (const Site& site : view->directory.content().sites()) {
      view->scopes[scopeOf(view->directory.organisation(), programme, site.name())] = {programme, site.name(), site.group(),
                                                                                       package->protectingRoles};
    }
  }
  const std::lock_guard lock(mutex_);
  view_ = std::move(view);
}

Result<std::uint64_t> Registry::publishDirectory(ByteView signedDirectory, WallTime now) {
  const std::lock_guard publishing(publishing_);
  const auto held = view();
  if (std::equal(signedDirectory.begin(), signedDirectory.end(), held->directory.bytes().begin(),
                 held->directory.bytes().end())) {
    return held->directory.version();
  }
  LIMEN_ASSIGN(VerifiedDirectory directory, VerifiedDirectory::verify(signedDirectory, root_, now));
  if (directory.organisation() != held->directory.organisation()) return unexpected(PublishError::otherOrganisation);
  if (directory.version() <= held->directory.version()) return unexpected(PublishError::older);
  LIMEN_TRY(store_.putDirectory(directory.version(), signedDirectory));
  const std::uint64_t version = directory.version();
  replace(std::move(directory), held->packages);
  return version;
}

Result<std::uint64_t> Registry::publishPackage(ByteView bytes) {
  const std::lock_guard publishing(publishing_);
  const auto held = view();
  LIMEN_ASSIGN(ReadPackage package, readPackage(bytes));
  if (package.organisation != textOf(held->directory.organisation().bytes())) return unexpected(PublishError::otherOrganisation);
  for (const Appointment::Office office : {Appointment::PROGRAMME_AUTHOR, Appointment::DATA_PROTECTION_OFFICER}) {
    if (!signedByOneOf(package.package, held->directory.appointed(office))) return unexpected(PublishError::notSigned);
  }
  std::vector<HeldPackage> packages = held->packages;
  const bool known =
      std::any_of(packages.begin(), packages.end(), [&](const HeldPackage& each) { return each.hash == package.held.hash; });
  if (known) return package.version;
  LIMEN_TRY(store_.putPackage(package.held.hash, bytes));
  packages.push_back(std::move(package.held));
  replace(held->directory, std::move(packages));
  return package.version;
}

}  // namespace limen
