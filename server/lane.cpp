// SPDX-License-Identifier: Apache-2.0
#include "server/lane.h"

#include <algorithm>
#include <iterator>

namespace limen {

Lane::Lane() : thread_([this] { work(); }) {}

Lane::~Lane() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Lane::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void Lane::work() {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !jobs_.empty() || stopping_; });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

CommitLane::CommitLane(ServerStore& store) : store_(store), thread_([this] { work(); }) {}

CommitLane::~CommitLane() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void CommitLane::commit(IncomingRun run, Done done) {
  {
    const std::lock_guard lock(mutex_);
    runs_.push_back({std::move(run), std::move(done)});
    ++submitted_;
  }
  changed_.notify_one();
}

void CommitLane::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({submitted_, std::move(job)});
  }
  changed_.notify_one();
}

void CommitLane::work() {
  while (true) {
    std::vector<Waiting> batch;
    std::vector<std::function<void()>> jobs;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !runs_.empty() || !jobs_.empty() || stopping_; });
      if (runs_.empty() && jobs_.empty()) return;
      const auto end = runs_.begin() + static_cast<std::ptrdiff_t>(std::min(runs_.size(), kMaxRunsInBatch));
      batch.assign(std::make_move_iterator(runs_.begin()), std::make_move_iterator(end));
      runs_.erase(runs_.begin(), end);
      taken_ += batch.size();
      for (; !jobs_.empty() && jobs_.front().after <= taken_; jobs_.pop_front()) jobs.push_back(std::move(jobs_.front().work));
    }
    if (!batch.empty()) commitAll(std::move(batch));
    for (const auto& job : jobs) job();
  }
}

void CommitLane::commitAll(std::vector<Waiting> batch) {
  std::vector<IncomingRun> runs;
  runs.reserve(batch.size());
  for (Waiting& each : batch) runs.push_back(std::move(each.run));
  const auto outcomes = store_.commit(runs);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (outcomes) {
      batch[i].done((*outcomes)[i]);
    } else {
      batch[i].done(unexpected(outcomes.error()));
    }
  }
}

}  // namespace limen
