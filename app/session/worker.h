// SPDX-License-Identifier: Apache-2.0
// A thread that owns what its tasks touch and does them in order.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace limen {

class Worker {
 public:
  Worker();
  ~Worker();  // the task under way ends, those behind it are dropped
  void post(std::function<void()> task);

 private:
  void run();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace limen
