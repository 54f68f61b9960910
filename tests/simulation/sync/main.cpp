// SPDX-License-Identifier: Apache-2.0
// limen-simulate: worlds from seeds. ./dev simulate --only sync
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>

#include "bugs.h"
#include "core/log.h"
#include "wire.h"

// Locking each of SQLCipher's allocations in memory takes half of a world's time, and what is kept from being swapped here is nothing.
extern "C" int mlock(const void*, std::size_t) {
  return 0;
}
extern "C" int munlock(const void*, std::size_t) {
  return 0;
}

namespace limen::simulation {

namespace {

std::optional<SeededRandom> repeated;

void fill(void* out, std::size_t size) {
  repeated->fill({static_cast<Byte*>(out), size});
}
std::uint32_t number() {
  std::uint32_t out = 0;
  fill(&out, sizeof(out));
  return out;
}

}  // namespace

void makeRandomnessRepeat(std::uint64_t seed) {
  static randombytes_implementation implementation{
      [] { return "seed"; }, [] { return number(); }, nullptr, nullptr, [](void* const out, const std::size_t size) { fill(out, size); }, nullptr};
  repeated.emplace(seed);
  static const bool installed = randombytes_set_implementation(&implementation) == 0 && sodium_init() >= 0;
  LIMEN_CHECK(installed);
}

Outcome runOne(const Plan& plan) {
  makeRandomnessRepeat(plan.seed);
  World world(plan);
  return world.run();
}

}  // namespace limen::simulation

using namespace limen::simulation;

namespace {

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int sweep() {
  Plan plan;
  plan.script = true;
  const Outcome whole = runOne(plan);
  if (!whole.broken.empty()) {
    std::cout << "the script itself: " << whole.broken << "\n";
    return 1;
  }
  std::uint64_t cases = 0, failed = 0;
  for (std::size_t machine = 0; machine < whole.changes.size(); ++machine) {
    for (std::uint64_t change = 1; change <= whole.changes[machine]; ++change, ++cases) {
      plan.crash = Plan::Crash{machine, change};
      const Outcome outcome = runOne(plan);
      if (outcome.broken.empty()) continue;
      ++failed;
      std::cout << "machine " << machine << " at change " << change << ": " << outcome.broken << "\n";
    }
  }
  std::cout << "crash sweep: " << cases << " crashes, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Stations, a server and everything that goes wrong between them, from a seed"};
  std::uint64_t seeds = 200, seed = 1;
  double minutes = 0;
  bool trace = false, bugs = false, crashes = false, twice = false;
  std::string bug;
  app.add_option("--seeds", seeds);
  app.add_option("--seed", seed);
  app.add_option("--minutes", minutes, "fresh seeds until this time is over");
  app.add_option("--bug", bug, "plant this bug");
  app.add_flag("--bugs", bugs, "plant every bug in turn and find it");
  app.add_flag("--crashes", crashes, "the fixed script, with power going away at each change on each machine");
  app.add_flag("--twice", twice, "each seed twice: the same bytes go over the wires");
  app.add_flag("--trace", trace);
  CLI11_PARSE(app, count, words);
  if (!trace && std::freopen("/dev/null", "w", stderr) == nullptr) return 2;  // the log of what was refused
  useSimulatedDisks();
  makeEmptyStores();
  plantBug(bug);
  if (crashes) return sweep();

  const auto begin = std::chrono::steady_clock::now();
  if (bugs) {
    int missed = 0;
    for (const std::string_view name : allBugs()) {
      plantBug(name);
      std::uint64_t at = 0;
      std::string how;
      for (std::uint64_t i = 0; i < seeds && at == 0; ++i) {
        Plan plan;
        plan.seed = seed + i;
        const Outcome outcome = runOne(plan);
        if (outcome.broken.empty()) continue;
        at = plan.seed;
        how = outcome.broken.substr(0, outcome.broken.find('\n'));
      }
      std::cout << name << (at == 0 ? ": not found" : ": seed " + std::to_string(at) + ", " + how) << std::endl;
      missed += at == 0 ? 1 : 0;
    }
    return missed == 0 ? 0 : 1;
  }
  std::uint64_t done = 0, failed = 0, first = 0;
  while (minutes > 0 ? secondsSince(begin) < minutes * 60 : done < seeds) {
    Plan plan;
    plan.seed = seed + done;
    plan.trace = trace;
    const Outcome outcome = runOne(plan);
    ++done;
    const bool same = !twice || runOne(plan).digest == outcome.digest;
    if (outcome.broken.empty() && same) continue;
    if (failed++ == 0) first = plan.seed;
    std::cout << "seed " << plan.seed << ": " << (same ? outcome.broken : "a second run is another one")
              << "\n  replay: ./dev simulate --only sync --seeds 1 --seed " << plan.seed << std::endl;
    if (failed >= 20) break;
  }
  const double seconds = secondsSince(begin);
  std::cout << "sync: " << done << " seeds, " << failed << " failed, " << static_cast<double>(done) / seconds << " a second";
  if (failed > 0) std::cout << ", first failing seed " << first;
  std::cout << "\n";
  return failed == 0 ? 0 : 1;
}
