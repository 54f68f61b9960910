// SPDX-License-Identifier: Apache-2.0
#include "ctl/handed_over.h"

#include <iostream>

#include "station/enrolment.h"

namespace limen {

void declareFloor(CLI::App& command, bool& floor) {
  command.add_flag("--argon2-floor", floor, "the documented floor of 64 MiB and 3 passes instead of calibrating: tests and demos");
}

KdfCost costFor(bool floor, const Tools& tools) {
  return floor ? KdfCost::floor() : calibrateKdf(timedBy(tools.clock));
}

void handOver(const SecretBytes& words) {
  const ByteView bytes = words.expose(SecretAccess{});
  std::cout.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  std::cout << std::endl;
}

}  // namespace limen
