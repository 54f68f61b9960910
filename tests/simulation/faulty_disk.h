// SPDX-License-Identifier: Apache-2.0
// A disk that fails when it is told to, under SQLCipher: an act fails at the nth time, or power goes away and takes what was not
// synced, whole, in part or not at all. One at a time in a process; memory too fails at the nth time.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/random.h"

struct sqlite3_file;

namespace limen::test {

class FaultyDisk {
 public:
  enum class Act { read, write, sync, open, truncate, full };  // full: a write for which there is no room
  static constexpr std::array kActs{Act::read, Act::write, Act::sync, Act::open, Act::truncate, Act::full};
  static const char* nameOf(Act act);

  FaultyDisk();  // becomes the disk of every store that is opened from now on
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  void failAt(Act act, std::uint64_t nth);  // from 1, counted from now on; once
  std::uint64_t count(Act act) const { return counts_[static_cast<std::size_t>(act)]; }
  bool failed() const { return failed_; }
  void heal();

  // Power goes away before the nth write, sync, truncate or deletion from now on.
  void cutAt(std::uint64_t nth);
  std::uint64_t changes() const { return changes_; }
  bool cut() const { return cut_; }
  bool changesFile() { return change(); }  // a change beside the stores; false: power is away
  // Once all is closed: the files are what the disk would show. Afterwards it works again.
  void comeBack(Random& random);

  static void failMemoryAt(std::uint64_t nth);  // of SQLCipher's allocations; 0: never again
  static std::uint64_t allocations();           // since failMemoryAt()
  static bool memoryFailed();

 private:
  friend struct FaultyFile;
  friend struct FaultyVfs;
  struct Pending {
    enum class Kind { write, truncate } kind;
    std::uint64_t offset;
    std::string data;
  };
  struct Image {  // of a file as a power cut would leave it
    bool existed = false, exists = false;
    std::string synced;
    std::vector<Pending> pending;
  };
  bool fails(Act act);
  bool change();  // false: power is away
  Image& image(const std::string& path);

  std::array<std::uint64_t, 6> counts_{};
  Act failing_ = Act::read;
  std::uint64_t failAt_ = 0, changes_ = 0, cutAt_ = 0;
  bool failed_ = false, cut_ = false;
  std::mutex looking_;  // a vault checks its rows on a connection beside the one that is worked with
  std::map<std::string, Image> images_;
};

}  // namespace limen::test
