// SPDX-License-Identifier: Apache-2.0
// What the organisation has published to this server: the directory and the programmes' packages, verified, as one snapshot that
// every call and every run is judged by.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/clock.h"
#include "store/server_store.h"
#include "sync/directory.h"

namespace limen {

enum class PublishError { malformed, notSigned, otherOrganisation, older };
constexpr std::string_view roomOf(PublishError) {
  return "publish";
}
std::string_view nameOf(PublishError cause);

class Registry {
 public:
  struct HeldPackage {
    PackageHash hash;
    std::string programme;
    Bytes bytes;
    std::uint64_t version = 0;
    std::set<std::string> protectingRoles;  // who may sign an erasure for data protection
  };
  struct Place {
    std::string programme, site, siteGroup;
    std::set<std::string> protectingRoles;  // by the programme's newest package
  };
  struct View {
    VerifiedDirectory directory;
    std::vector<HeldPackage> packages;
    std::map<ScopeId, Place> scopes;  // every known programme at every listed site
  };

  // Takes the newer of the store's directory and `initial`.
  static Result<std::unique_ptr<Registry>> open(ServerStore& store, const PublicKey& root, ByteView initial);

  std::shared_ptr<const View> view() const;

  // Against the pinned root; the one held already is taken again without a change. older, or the directory's error.
  Result<std::uint64_t> publishDirectory(ByteView signedDirectory, WallTime now);
  // Signed by an appointed author and an appointed data protection officer. The programme's version.
  Result<std::uint64_t> publishPackage(ByteView package);

 private:
  Registry(ServerStore& store, const PublicKey& root) : store_(store), root_(root) {}
  void replace(VerifiedDirectory directory, std::vector<HeldPackage> packages);

  ServerStore& store_;
  PublicKey root_;
  std::mutex publishing_;
  mutable std::mutex mutex_;
  std::shared_ptr<const View> view_;
};

}  // namespace limen
