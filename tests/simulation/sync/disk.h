// SPDX-License-Identifier: Apache-2.0
// The disks of several machines in one process, under SQLCipher: each machine's power, room and half-written sectors are its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/random.h"

namespace limen::simulation {

// The files in one folder. What was written and not synced is lost, kept or torn when its power goes.
class Machine {
 public:
  explicit Machine(std::filesystem::path folder);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  void cutAt(std::uint64_t nth);  // before the nth change from now on; 0: never
  bool cut() const { return cut_; }
  void cutNow() { cut_ = true; }
  void setFull(bool full) { full_ = full; }
  std::uint64_t changes() const { return changes_; }  // since cutAt()
  void comeBack(Random& random);  // once all is closed: the files are what the disk would show

 private:
  friend struct SimFile;
  friend struct SimVfs;
  struct Pending {
    bool truncation;
    std::uint64_t offset;
    std::string data;
  };
  struct Image {
    bool existed = false, exists = false;
    std::string synced;
    std::vector<Pending> pending;
  };
  bool change();
  Image& image(const std::string& path);

  std::filesystem::path folder_;
  std::map<std::string, Image> images_;
  std::uint64_t changes_ = 0, cutAt_ = 0;
  bool cut_ = false, full_ = false;
};

void useSimulatedDisks();  // for every store that this process opens from now on

}  // namespace limen::simulation
