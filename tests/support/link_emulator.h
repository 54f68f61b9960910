// SPDX-License-Identifier: Apache-2.0
// A loopback port that passes everything on to another one the way a slow link would: so many bits a second each way, so long on
// the way, cut after so many bytes. Needs no rights of the system. It counts the TCP payload of both directions.
//
// A direction takes up what the link would send in kBuffered and no more; the sender waits, as it does behind a slow modem. What
// has been taken up when a cut comes is lost, and both ends see a reset.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace limen::test {

struct LinkShape {
  double bitsPerSecond = 0;  // each way; 0: as fast as the machine
  std::chrono::milliseconds oneWay{0};
};

class LinkEmulator {
 public:
  static constexpr std::chrono::milliseconds kBuffered{250};

  LinkEmulator();
  LinkEmulator(const LinkEmulator&) = delete;
  LinkEmulator& operator=(const LinkEmulator&) = delete;
  ~LinkEmulator();

  int port() const { return port_; }
  void forwardTo(int port);
  void shape(LinkShape shape);  // of what is taken up from now on
  // Once, when this many more bytes have been taken up in both directions together; with its connection. Nothing: no cut is due.
  void cutAfter(std::optional<std::uint64_t> bytes);
  std::uint64_t bytesUp() const { return up_; }
  std::uint64_t bytesDown() const { return down_; }
  std::uint64_t cuts() const { return cuts_; }

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Parcel {
    Moment due;
    std::string bytes;
    std::size_t sent = 0;
  };
  struct Direction {
    int from = -1, to = -1;
    Moment free{};  // when the line has sent what was taken up
    std::deque<Parcel> under;
    bool ended = false, passedOn = false;
  };
  struct Connection {
    Direction up, down;
  };
  enum class Step { open, closed, cut };

  void run();
  void accept();
  Step take(Direction& direction, std::atomic<std::uint64_t>& count, Moment now);
  Step give(Direction& direction, Moment now);
  void close(Connection& connection, bool reset);

  int listener_ = -1, port_ = 0, target_ = 0;
  int wake_[2] = {-1, -1};
  std::atomic<std::uint64_t> up_{0}, down_{0}, cuts_{0};
  std::mutex mutex_;  // shape_ and cutAt_
  LinkShape shape_;
  std::optional<std::uint64_t> cutAt_;  // of up_ + down_
  std::list<Connection> connections_;
  std::thread thread_;
};

}  // namespace limen::test
