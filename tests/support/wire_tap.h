// SPDX-License-Identifier: Apache-2.0
// A loopback port that passes everything on to another one, counts the TCP payload of both directions and, when asked, keeps it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/check.h"

namespace limen::test {

class WireTap {
 public:
  enum class Keep { no, yes };

  explicit WireTap(Keep keep) : keep_(keep) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    LIMEN_CHECK(listener_ >= 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    LIMEN_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 && ::listen(listener_, 64) == 0 &&
                ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0 && ::pipe(wake_) == 0);
    port_ = ntohs(address.sin_port);
  }
  WireTap(const WireTap&) = delete;
  WireTap& operator=(const WireTap&) = delete;
  ~WireTap() {
    LIMEN_CHECK(::write(wake_[1], "x", 1) == 1);
    if (accepting_.joinable()) accepting_.join();
    for (std::thread& pump : pumps_) pump.join();
    for (const int fd : {listener_, wake_[0], wake_[1]}) ::close(fd);
  }

  int port() const { return port_; }
  void forwardTo(int port) {
    target_ = port;
    accepting_ = std::thread([this] { accept(); });
  }
  std::uint64_t bytesUp() const { return up_; }
  std::uint64_t bytesDown() const { return down_; }
  std::string kept() {
    std::lock_guard lock(mutex_);
    return kept_;
  }

 private:
  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
  }

  // Waits for bytes or for the end of the tap; false at the end.
  bool readable(int fd) const {
    pollfd waiting[2] = {{fd, POLLIN, 0}, {wake_[0], POLLIN, 0}};
    return ::poll(waiting, 2, -1) > 0 && waiting[1].revents == 0;
  }

  void accept() {
    while (readable(listener_)) {
      const int near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const sockaddr_in address = loopback(target_);
      if (near < 0 || far < 0 || ::connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        ::close(near);
        ::close(far);
        continue;
      }
      const int yes = 1;
      for (const int fd : {near, far}) ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
      pumps_.emplace_back([this, near, far] { pump(near, far); });
    }
  }

  void pump(int near, int far) {
    std::vector<char> buffer(256 * 1024);
    bool open = true;
    while (open) {
      pollfd waiting[3] = {{near, POLLIN, 0}, {far, POLLIN, 0}, {wake_[0], POLLIN, 0}};
      if (::poll(waiting, 3, -1) < 0 || waiting[2].revents != 0) break;
      if (waiting[0].revents != 0) open = pass(near, far, buffer, up_);
      if (open && waiting[1].revents != 0) open = pass(far, near, buffer, down_);
    }
    ::close(near);
    ::close(far);
  }

  bool pass(int from, int to, std::vector<char>& buffer, std::atomic<std::uint64_t>& count) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got <= 0) return false;
    count += static_cast<std::uint64_t>(got);
    if (keep_ == Keep::yes) {
      std::lock_guard lock(mutex_);
      kept_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    for (ssize_t sent = 0; sent < got;) {
      const ssize_t put = ::send(to, buffer.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
      if (put <= 0) return false;
      sent += put;
    }
    return true;
  }

  Keep keep_;
  int listener_ = -1, port_ = 0, target_ = 0;
  int wake_[2] = {-1, -1};
  std::atomic<std::uint64_t> up_{0}, down_{0};
  std::mutex mutex_;
  std::string kept_;
  std::thread accepting_;
  std::vector<std::thread> pumps_;  // touched by the accepting thread until it is joined
};

}  // namespace limen::test
