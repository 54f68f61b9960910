// SPDX-License-Identifier: Apache-2.0
// A program of ours run as a shell would run it, and a folder of its own for each test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace limen::test {

struct Ended {
  int exitCode = -1;  // 128 + signal when a signal ended it
  std::string out, err;
};
// `program` is a name in LIMEN_BIN_DIR or a path. No terminal: standard input is a pipe with `input`, the session is a new one.
Ended runProgram(const std::string& program, const std::vector<std::string>& arguments, const std::string& input = {},
                 const std::filesystem::path& folder = {});

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::filesystem::path write(const std::string& name, const std::string& content, unsigned mode = 0600) const;

 private:
  std::filesystem::path path_;
};

std::uint16_t freePort();  // of the loopback, asked from the kernel and given back

}  // namespace limen::test
