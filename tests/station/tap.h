// SPDX-License-Identifier: Apache-2.0
// A TCP relay on loopback that keeps every byte that passes, and that can be told to let nobody through.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace limen::test {

class Tap {
 public:
  Tap();
  ~Tap();
  int port() const { return port_; }
  void connectTo(int port) { target_ = port; }  // 0: whoever comes is turned away
  std::string captured() const;

 private:
  void acceptLoop();
  void relay(int from, int to);

  int listener_ = -1, port_ = 0;
  std::atomic<int> target_{0};
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::string captured_;
  std::vector<int> sockets_;
  std::vector<std::thread> relays_;
  std::thread acceptor_;
};

}  // namespace limen::test
