// SPDX-License-Identifier: Apache-2.0
#include "tests/support/crowd.h"

#include <algorithm>
#include <latch>
#include <set>
#include <thread>

#include "crypto/hash.h"

namespace limen::test {

using Monotonic = std::chrono::steady_clock;

Crowd::Crowd(std::size_t stations, std::size_t stationsPerSite, std::size_t records) : records_(records) {
  std::string site;
  for (std::size_t i = 0; i < stations; ++i) {
    if (i % stationsPerSite == 0) {
      site = "site " + std::to_string(i / stationsPerSite);
      world_.organisation.addSite(site, "border");
    }
    world_.addStation(site);
  }
  world_.start();
  world_.publish("intake");
  // They were here before: the directory and the programme are known.
  programme::Package package;
  LIMEN_CHECK(package.ParseFromString(text(world_.organisation.package("intake"))));
  const PackageHash held = *PackageHash::from(hash256({bytesOf(package.body())}).bytes());
  chains_.reserve(stations);
  for (std::size_t i = 0; i < stations; ++i) {
    TestChain& chain = chains_.emplace_back(world_.organisation, i, "intake");
    chain.addRecords(records);
    StationMemory& memory = memories_.emplace_back();
    memory.directoryVersion = world_.organisation.version;
    memory.packages = {held};
    memory.scopes[chain.scope()];
  }
  world_.ownHash = [this](std::size_t station, std::uint64_t counter) { return chains_[station].hashAt(counter); };
}

CrowdResult Crowd::comeBack() {
  const std::size_t count = chains_.size();
  std::vector<std::vector<Run>> runs;
  for (const TestChain& chain : chains_) runs.push_back({chain.cut(1, records_)});
  std::vector<SessionResult> results(count);
  std::latch ready(static_cast<std::ptrdiff_t>(count) + 1);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      ready.arrive_and_wait();
      results[i] = world_.sync(i, memories_[i], runs[i]);
    });
  }
  const auto begin = Monotonic::now();
  ready.arrive_and_wait();
  for (std::thread& thread : threads) thread.join();
  CrowdResult out;
  out.endSeconds = std::chrono::duration<double>(Monotonic::now() - begin).count();
  for (const SessionResult& result : results) {
    out.acknowledged += result.acknowledgedRevisions();
    if (result.acknowledgedRevisions() == records_) out.ackSeconds.push_back(std::chrono::duration<double>(result.lastAck - begin).count());
    if (result.finish.outcome == sync_action::Finish::Outcome::synced) {
      ++out.synced;
    } else if (out.failure.empty()) {
      out.failure = result.failure ? std::string(result.failure->name()) : result.finish.cause;
    }
  }
  std::sort(out.ackSeconds.begin(), out.ackSeconds.end());

  world_.stop();
  const auto store = openServerStore(world_.serverFolder(), world_.storeKey);
  LIMEN_CHECK(store.has_value());
  std::set<ScopeId> scopes;
  std::set<Hash> sent, held;
  std::uint64_t rows = 0;
  for (const TestChain& chain : chains_) {
    scopes.insert(chain.scope());
    for (std::uint64_t i = 1; i <= chain.end(); ++i) sent.insert(chain.revision(i).hash());
  }
  for (const ScopeId& scope : scopes) {
    const auto stored = (*store)->runsAfter(scope, 0, 1 << 30);
    LIMEN_CHECK(stored.has_value());
    for (const StoredRun& run : *stored)
      for (const StoredRevision& revision : run.run.revisions) ++rows, held.insert(revision.hash);
  }
  for (const Hash& hash : sent) out.lost += held.contains(hash) ? 0 : 1;
  out.doubled = rows - held.size();
  return out;
}

}  // namespace limen::test
