// SPDX-License-Identifier: Apache-2.0
// Many stations that come back at the same moment, each with a certificate, a TLS connection and waiting records of its own; and what
// the server holds when they have gone.
#pragma once

#include <string>
#include <vector>

#include "tests/support/server_fixture.h"

namespace limen::test {

struct CrowdResult {
  std::size_t synced = 0;
  std::uint64_t acknowledged = 0;      // revisions, as the stations were told
  std::uint64_t lost = 0, doubled = 0;  // at the server, compared with what was sent
  std::vector<double> ackSeconds;      // per station that was acknowledged whole: from the moment all begin, sorted
  double endSeconds = 0;               // until the last has its END
  std::string failure;                 // of the first that did not sync
};

class Crowd {
 public:
  Crowd(std::size_t stations, std::size_t stationsPerSite, std::size_t records);
  CrowdResult comeBack();  // once

 private:
  std::size_t records_;
  World world_{0};
  std::vector<TestChain> chains_;
  std::vector<StationMemory> memories_;
};

}  // namespace limen::test
