// SPDX-License-Identifier: Apache-2.0
// A station's bundle at the server: the frames in it are a session like any other, and what the server sends in it goes back in bundles.
// The one thing of its own is who asks: over the network a certificate says so, here the station's signature over the bundle.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "crypto/courier.h"
#include "server/server_folder.h"

namespace limen {

struct SessionHost;

struct BundleAnswer {
  StationId station;
  std::uint64_t stored = 0;   // revisions acknowledged, those that were here already included
  std::uint64_t pieces = 0;   // of pictures, as well
  std::uint64_t refused = 0;  // runs, pictures, or the whole session; the answer says why
  std::vector<std::filesystem::path> files;  // the answer, sealed to the station
};

// CourierError, FileError of the answer's folder, StoreError. An answer that could not be written changes nothing of what was stored:
// the same bundle is answered again.
Result<BundleAnswer> answerBundle(SessionHost& host, const BoxKeys& receiver, Random& random, ByteView bundle,
                                  const std::filesystem::path& answers);

// A server's folder without its network, for a server that stands still or has none. The folder is taken for as long as it lives.
class CourierDesk {
 public:
  // ServerFolderError, inUse among it; the store's and the directory's errors. `clock` and `random` outlive it.
  static Result<std::unique_ptr<CourierDesk>> open(const std::filesystem::path& folder, const SecretBytes& storeKey, const Clock& clock, Random& random);
  ~CourierDesk();
  Result<BundleAnswer> answer(ByteView bundle, const std::filesystem::path& answers);

 private:
  struct Impl;
  explicit CourierDesk(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
