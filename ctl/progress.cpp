// SPDX-License-Identifier: Apache-2.0
#include "ctl/progress.h"

#include <unistd.h>

#include <iostream>

namespace limen {

Progress::Progress(std::uint64_t total) : terminal_(::isatty(STDERR_FILENO) == 1), total_(total) {}

void Progress::advance(std::uint64_t step, std::uint64_t count) {
  done_ += step;
  const std::uint64_t percent = total_ == 0 || done_ >= total_ ? 100 : done_ * 100 / total_;
  if (shown_ && percent == percent_) return;
  percent_ = percent;
  show(std::to_string(percent) + " %, " + std::to_string(count) + " records");
}

void Progress::show(const std::string& line) {
  if (!terminal_) return;
  std::cerr << "\r\x1b[K" << line << std::flush;
  shown_ = true;
}

void Progress::end() {
  if (terminal_ && shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace limen
