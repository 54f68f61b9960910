// SPDX-License-Identifier: Apache-2.0
// One line on standard error that says how far a long command is. Silent unless standard error is a terminal.
#pragma once

#include <cstdint>
#include <string>

namespace limen {

class Progress {
 public:
  explicit Progress(std::uint64_t total = 0);
  ~Progress() { end(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::uint64_t step, std::uint64_t count);  // "42 %, 1234 records"; redrawn when the percentage changes
  void show(const std::string& line);
  void end();  // takes the line away, so that other lines can follow

 private:
  bool terminal_;
  std::uint64_t total_, done_ = 0, percent_ = 0;
  bool shown_ = false;
};

}  // namespace limen
