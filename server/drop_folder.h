// SPDX-License-Identifier: Apache-2.0
// Couriers' bundles at a server that runs. What is put into the folder is taken as from a stick; the answers lie in `out`, what was
// taken in `done`, what was refused in `refused` beside a file that says why. Names there are of the bundle's hash: nothing of how a
// person called the file stays. A file that is still being copied is left alone until its own last chunk says that it is whole.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>

#include "core/random.h"
#include "server/courier_desk.h"

namespace limen {

struct DropState {
  std::uint64_t taken = 0, refused = 0;  // since the server started
  std::uint64_t waiting = 0;             // not whole yet
  std::string failure;                   // why nothing could be written or moved, as room.cause; "": nothing is wrong
  bool operator==(const DropState&) const = default;
};

class DropFolder {
 public:
  // Makes what is missing of the folder. FileError::notWritten.
  static Result<DropFolder> open(SessionHost& host, BoxKeys receiver, const std::filesystem::path& folder);
  // Everything that lies there now. What failed for the disk's sake stays, and is tried again at the next look.
  const DropState& look(const std::atomic<bool>& ending);

 private:
  struct Stamp {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed{};
    bool operator==(const Stamp&) const = default;
  };
  struct Seen {
    Stamp stamp;
    bool twice = false;  // a file may change once more within a tick of its clock
  };
  DropFolder(SessionHost& host, BoxKeys receiver, std::filesystem::path folder)
      : host_(&host), receiver_(std::move(receiver)), folder_(std::move(folder)) {}
  void take(const std::filesystem::path& file, std::map<std::filesystem::path, Seen>& waiting);
  Result<void> away(const std::filesystem::path& file, const char* where, const std::string& name) const;
  void failed(const Error& error);

  SessionHost* host_;
  BoxKeys receiver_;
  std::filesystem::path folder_;
  SystemRandom random_;
  DropState state_;
  std::map<std::filesystem::path, Seen> waiting_;
};

}  // namespace limen
