// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/stations.h"

#include <sys/resource.h>

#include <cstdio>

#include "tests/support/crowd.h"

namespace limen::bench {

// Both ends are in this process, on loopback: the server has less than the machine's cores for itself.
void stations(Figures& figures) {
  constexpr std::size_t kStations = 500, kPerSite = 20, kRecords = 20;
  rlimit files{};
  LIMEN_CHECK(::getrlimit(RLIMIT_NOFILE, &files) == 0);
  files.rlim_cur = files.rlim_max;
  LIMEN_CHECK(::setrlimit(RLIMIT_NOFILE, &files) == 0);  // two ends of each connection
  test::Crowd crowd(kStations, kPerSite, kRecords);
  const test::CrowdResult result = crowd.comeBack();
  const auto share = [&](double part) {
    return result.ackSeconds.empty() ? 0.0 : result.ackSeconds[static_cast<std::size_t>(part * static_cast<double>(result.ackSeconds.size() - 1))];
  };
  figures.atLeast("stations.500_at_once.acknowledged", static_cast<double>(result.ackSeconds.size()), "stations", kStations);
  figures.atMost("stations.500_at_once.last_ack", share(1), "s", 60);
  figures.plain("stations.500_at_once.ack_p50", share(0.5), "s");
  figures.plain("stations.500_at_once.ack_p99", share(0.99), "s");
  figures.plain("stations.500_at_once.all_synced", result.endSeconds, "s");
  figures.atLeast("stations.500_at_once.synced", static_cast<double>(result.synced), "stations", kStations);
  figures.atMost("stations.500_at_once.lost", static_cast<double>(result.lost), "records", 0);
  figures.atMost("stations.500_at_once.doubled", static_cast<double>(result.doubled), "records", 0);
  if (!result.failure.empty()) std::fprintf(stderr, "bench: the first that did not sync: %s\n", result.failure.c_str());
}

}  // namespace limen::bench
