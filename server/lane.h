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

// What a session hands its work to; threads here, steps of one seed in the simulator.
class JobQueue {
 public:
  virtual ~JobQueue() = default;
  virtual void submit(std::function<void()> job) = 0;
};
class CommitQueue {
 public:
  using Done = std::function<void(const Result<RunOutcome>&)>;
  virtual ~CommitQueue() = default;
  virtual void commit(IncomingRun run, Done done) = 0;
  // After every run that was handed over before it.
  virtual void submit(std::function<void()> job) = 0;
};

// Jobs in their order, one at a time. Destroyed, it runs what is queued and joins.
class Lane final : public JobQueue {
 public:
  Lane();
  ~Lane() override;
  void submit(std::function<void()> job) override;

 private:
  void work();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

class CommitLane final : public CommitQueue {
 public:
  static constexpr std::size_t kMaxRunsInBatch = 1024;

  explicit CommitLane(ServerStore& store);
  ~CommitLane() override;

  void commit(IncomingRun run, Done done) override;
  void submit(std::function<void()> job) override;

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
