// SPDX-License-Identifier: Apache-2.0
// A shift on a station's store, from the first record to the change of the key, and what must hold of the store however it ended.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/station_store.h"

namespace limen::test {

// What the store has promised: only what it said was done.
struct Promises {
  std::vector<RecordId> saved;                // finish() returned
  std::map<std::uint64_t, bool> confirmed;    // of our chain: confirm() returned; true: as safe
  std::uint64_t draft = 0, draftTried = 0;    // the answers of the open draft that saveDraft() kept, and began to keep
  std::uint64_t entries = 0;                  // of the log
  bool rekeyed = false, rekeyTried = false;
  bool shiftClosed = false;
};

class Script {
 public:
  // A store with some history, made once and copied into `file`.
  Script(const std::filesystem::path& file, std::uint64_t seed);
  // Goes on after a failure as a program would: the act failed, the next one is tried. Ends where nothing can be done any more.
  Promises run();
  // "" or what does not hold.
  static std::string broken(const std::filesystem::path& file, const Promises& promises);

 private:
  std::filesystem::path file_;
  std::uint64_t seed_;
};

}  // namespace limen::test
