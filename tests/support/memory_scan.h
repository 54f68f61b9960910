// SPDX-License-Identifier: Apache-2.0
// What a process has in its memory, read as a thief with root would: through /proc/PID/mem, every readable mapping.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limen::test {

// What is looked for, kept masked: the looking must not be what is found.
class MaskedNeedle {
 public:
  MaskedNeedle(std::string name, std::string_view bytes) : name_(std::move(name)), masked_(bytes) {
    for (char& c : masked_) c = static_cast<char>(c ^ kMask);
  }
  const std::string& name() const { return name_; }
  std::size_t countIn(const char* begin, std::size_t size) const {
    std::size_t found = 0;
    const char first = static_cast<char>(masked_[0] ^ kMask);
    for (const char* at = begin; size >= masked_.size();) {
      const auto* hit = static_cast<const char*>(std::memchr(at, first, size - masked_.size() + 1));
      if (hit == nullptr) break;
      bool same = true;
      for (std::size_t i = 0; same && i < masked_.size(); ++i) same = static_cast<char>(hit[i] ^ kMask) == masked_[i];
      found += same ? 1 : 0;
      size -= static_cast<std::size_t>(hit + 1 - at);
      at = hit + 1;
    }
    return found;
  }
  std::size_t size() const { return masked_.size(); }

 private:
  static constexpr char kMask = 0x55;
  std::string name_, masked_;
};

struct MemoryScan {
  std::map<std::string, std::size_t> hits;  // by the needle's name; only those found
  std::uint64_t bytes = 0;                  // read
  std::string where;                        // kinds of mapping that held them
};

// Nothing where the machine does not let this process read that one.
inline std::optional<MemoryScan> scanMemory(pid_t process, const std::vector<MaskedNeedle>& needles) {
  constexpr std::size_t kAtOnce = std::size_t{4} << 20, kOverlap = 4096;
  const std::string folder = "/proc/" + std::to_string(process);
  const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) return std::nullopt;
  void* mapped = mmap(nullptr, kAtOnce, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char* buffer = static_cast<char*>(mapped);
  MemoryScan scan;
  bool read = false;
  std::vector<std::string> lines;
  {
    std::ifstream maps(folder + "/maps");
    for (std::string line; std::getline(maps, line);) lines.push_back(line);
  }
  for (const std::string& line : lines) {
    unsigned long begin = 0, end = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, rights) != 3 || rights[0] != 'r') continue;
    const auto own = reinterpret_cast<unsigned long>(buffer);
    if (process == ::getpid() && begin < own + kAtOnce && end > own) {
      if (begin < own) end = own;  // the buffer that is read into; its neighbours may have been merged with it
      else begin = std::min(end, own + kAtOnce);
    }
    for (unsigned long at = begin; at < end;) {
      const std::size_t wanted = std::min<std::size_t>(kAtOnce, end - at);
      const ssize_t got = ::pread(memory, buffer, wanted, static_cast<off_t>(at));
      if (got <= 0) break;
      read = true;
      scan.bytes += static_cast<std::uint64_t>(got);
      for (const MaskedNeedle& needle : needles) {
        const std::size_t found = needle.countIn(buffer, static_cast<std::size_t>(got));
        if (found == 0) continue;
        scan.hits[needle.name()] += found;
        const std::size_t name = line.find_first_of("/[");
        scan.where += needle.name() + " in " + (name == std::string::npos ? "anonymous memory" : line.substr(name)) + "\n";
      }
      if (static_cast<std::size_t>(got) < wanted) break;
      at += static_cast<std::size_t>(got);
      if (at < end) at -= kOverlap;
    }
  }
  munmap(mapped, kAtOnce);
  ::close(memory);
  if (!read) return std::nullopt;
  return scan;
}

}  // namespace limen::test
