// SPDX-License-Identifier: Apache-2.0
// What the tests of this room share: a folder that goes away, keys, and chains of synthetic runs.
#pragma once

#include <stdlib.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/check.h"
#include "core/random.h"
#include "crypto/hash.h"
#include "store/server_store.h"

namespace limen::test {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "limen-store-XXXXXX").string();
    LIMEN_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline SecretBytes keyOf(Byte fill) {
  SecretBytes key(kStoreKeyBytes);
  for (Byte& byte : key.expose(SecretAccess{})) byte = fill;
  return key;
}

inline std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void write(const std::filesystem::path& file, std::string_view content) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  LIMEN_CHECK(static_cast<bool>(out.flush()));
}

template <class T>
T must(Result<T> result) {
  if (!result)
    FAIL("unexpected cause " << result.error().room() << "." << result.error().name() << " " << result.error().context());
  return std::move(*result);
}
inline void must(Result<void> result) {
  if (!result)
    FAIL("unexpected cause " << result.error().room() << "." << result.error().name() << " " << result.error().context());
}

// One station's chain in one scope, from which runs are cut at will.
class SyntheticChain {
 public:
  SyntheticChain(Random& random, const ScopeId& scope, std::size_t length, std::size_t size = 450)
      : station_(StationId::make(random)), scope_(scope), links_(1) {
    for (std::size_t i = 1; i <= length; ++i) {
      StoredRevision revision;
      revision.counter = i;
      revision.revision.resize(size);
      random.fill(revision.revision);
      revision.hash = Hash::make(random);
      for (std::uint8_t compartment = 0; compartment < 2; ++compartment) {
        ErasurePart part{};
        random.fill(part);
        revision.erasureParts.emplace_back(compartment, part);
      }
      links_.push_back(chainStep(links_.back(), revision.hash));
      revisions_.push_back(std::move(revision));
    }
  }
  IncomingRun cut(std::uint64_t first, std::uint64_t last) const {
    IncomingRun run;
    run.station = station_;
    run.scope = scope_;
    run.first = first;
    run.last = last;
    run.before = links_[first - 1];
    run.after = links_[last];
    run.signature.resize(64, 0x5a);
    run.shiftObjects = {Bytes(300, 0x11)};
    const auto begin = revisions_.begin();
    run.revisions.assign(begin + static_cast<std::ptrdiff_t>(first - 1), begin + static_cast<std::ptrdiff_t>(last));
    return run;
  }
  const StationId& station() const { return station_; }
  const Hash& link(std::uint64_t counter) const { return links_[counter]; }

 private:
  StationId station_;
  ScopeId scope_;
  std::vector<StoredRevision> revisions_;
  std::vector<Hash> links_;
};

}  // namespace limen::test
