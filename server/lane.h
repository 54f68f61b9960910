// SPDX-License-Identifier: Apache-2.0
// A thread with a queue. The commit lane takes all runs that wait at a moment into one transaction: the disk's sync is paid once
// for all of them, and each is answered after it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "store/server_store.h"

namespace limen {

// Jobs in their order, one at a time. Destroyed, it runs what is queued and joins.
class Lane {
 public:
  Lane();
  ~Lane();
  void submit(std::function<void()> job);

 private:
  void work();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

class CommitLane {
 public:
  static constexpr std::size_t kMaxRunsInBatch = 1024;

  explicit CommitLane(ServerStore& store);
  ~CommitLane();

  using Done = std::function<void(const Result<RunOutcome>&)>;
  void commit(IncomingRun run, Done done);
  // After every run that was handed over before it.
  void submit(std::function<void()> job);

 private:
  struct Waiting {
    IncomingRun run;
    Done done;
  };
  void work();
  void commitAll(std::vector<Waiting> batch);

  struct Job {
    std::uint64_t after = 0;  // how many runs came before it
    std::function<void()> work;
  };

  ServerStore& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> runs_;
  std::deque<Job> jobs_;
  std::uint64_t submitted_ = 0, taken_ = 0;  // runs
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace limen
