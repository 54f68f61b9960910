// SPDX-License-Identifier: Apache-2.0
#include "tests/support/link_emulator.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "core/check.h"

namespace limen::test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLargestParcel = 256 * 1024;
constexpr std::size_t kSmallestParcel = 128;  // a line sends packets, not bytes

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

nanoseconds sendingTime(std::size_t bytes, double bitsPerSecond) {
  if (bitsPerSecond <= 0) return nanoseconds{0};
  return nanoseconds(static_cast<std::int64_t>(static_cast<double>(bytes) * 8e9 / bitsPerSecond));
}

}  // namespace

LinkEmulator::LinkEmulator() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  LIMEN_CHECK(listener_ >= 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof(address);
  LIMEN_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 && ::listen(listener_, 1024) == 0 &&
              ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0 && ::pipe2(wake_, O_CLOEXEC) == 0);
  port_ = ntohs(address.sin_port);
}

LinkEmulator::~LinkEmulator() {
  LIMEN_CHECK(::write(wake_[1], "x", 1) == 1);
  if (thread_.joinable()) thread_.join();
  for (Connection& connection : connections_) close(connection, false);
  for (const int fd : {listener_, wake_[0], wake_[1]}) ::close(fd);
}

void LinkEmulator::forwardTo(int port) {
  target_ = port;
  thread_ = std::thread([this] { run(); });
}

void LinkEmulator::shape(LinkShape shape) {
  const std::lock_guard lock(mutex_);
  shape_ = shape;
}

void LinkEmulator::cutAfter(std::optional<std::uint64_t> bytes) {
  const std::lock_guard lock(mutex_);
  cutAt_ = bytes ? std::optional(up_ + down_ + *bytes) : std::nullopt;
}

void LinkEmulator::run() {
  for (;;) {
    std::vector<pollfd> waiting = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    const Moment now = steady_clock::now();
    Moment next = now + std::chrono::hours(1);
    for (const Connection& connection : connections_) {
      for (const Direction* each : {&connection.up, &connection.down}) {
        const bool takes = !each->ended && each->free - now < kBuffered;
        if (!each->ended && !takes) next = std::min(next, each->free - kBuffered + std::chrono::milliseconds(1));
        waiting.push_back({takes ? each->from : -1, POLLIN, 0});
        const bool due = !each->under.empty() && each->under.front().due <= now;
        if (!each->under.empty() && !due) next = std::min(next, each->under.front().due);
        waiting.push_back({due ? each->to : -1, POLLOUT, 0});
      }
    }
    const nanoseconds left = std::max(nanoseconds{0}, nanoseconds(next - now));
    const timespec timeout{static_cast<time_t>(left.count() / 1'000'000'000), static_cast<long>(left.count() % 1'000'000'000)};
    if (::ppoll(waiting.data(), waiting.size(), &timeout, nullptr) < 0 && errno != EINTR) return;
    if (waiting[0].revents != 0) return;

    const Moment after = steady_clock::now();
    std::size_t at = 2;
    for (auto connection = connections_.begin(); connection != connections_.end();) {
      Step step = Step::open;
      for (Direction* each : {&connection->up, &connection->down}) {
        if (step == Step::open && waiting[at].revents != 0) step = take(*each, each == &connection->up ? up_ : down_, after);
        if (step == Step::open) step = give(*each, after);
        at += 2;
      }
      if (step == Step::cut) ++cuts_;
      if (step == Step::open && !(connection->up.passedOn && connection->down.passedOn)) {
        ++connection;
        continue;
      }
      close(*connection, step == Step::cut);
      connection = connections_.erase(connection);
    }
    if (waiting[1].revents != 0) accept();
  }
}

void LinkEmulator::accept() {
  const int near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (near < 0) return;
  const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(target_);
  if (far < 0 || ::connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    ::close(near);
    if (far >= 0) ::close(far);
    return;
  }
  LIMEN_CHECK(::fcntl(far, F_SETFL, O_NONBLOCK) == 0);
  const int yes = 1;
  for (const int fd : {near, far}) ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
  Connection& connection = connections_.emplace_back();
  connection.up.from = connection.down.to = near;
  connection.up.to = connection.down.from = far;
}

LinkEmulator::Step LinkEmulator::take(Direction& direction, std::atomic<std::uint64_t>& count, Moment now) {
  LinkShape shape;
  std::optional<std::uint64_t> cutAt;
  {
    const std::lock_guard lock(mutex_);
    shape = shape_;
    cutAt = cutAt_;
  }
  std::size_t most = kLargestParcel;
  if (shape.bitsPerSecond > 0) {
    const auto buffered = static_cast<std::size_t>(shape.bitsPerSecond / 8 * std::chrono::duration<double>(kBuffered).count());
    most = std::clamp(buffered / 4, kSmallestParcel, kLargestParcel);
  }
  if (cutAt)
    most = std::min<std::uint64_t>(most, std::max<std::uint64_t>(1, *cutAt - std::min<std::uint64_t>(*cutAt, up_ + down_)));
  std::string bytes(most, '\0');
  const ssize_t got = ::read(direction.from, bytes.data(), bytes.size());
  if (got < 0) return errno == EAGAIN || errno == EINTR ? Step::open : Step::closed;
  if (got == 0) {
    direction.ended = true;
    return Step::open;
  }
  bytes.resize(static_cast<std::size_t>(got));
  count += bytes.size();
  if (cutAt && up_ + down_ >= *cutAt) {
    cutAfter(std::nullopt);
    return Step::cut;
  }
  direction.free = std::max(direction.free, now) + sendingTime(bytes.size(), shape.bitsPerSecond);
  direction.under.push_back({direction.free + shape.oneWay, std::move(bytes)});
  return Step::open;
}

LinkEmulator::Step LinkEmulator::give(Direction& direction, Moment now) {
  while (!direction.under.empty() && direction.under.front().due <= now) {
    Parcel& parcel = direction.under.front();
    const ssize_t put =
        ::send(direction.to, parcel.bytes.data() + parcel.sent, parcel.bytes.size() - parcel.sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0) return errno == EAGAIN || errno == EINTR ? Step::open : Step::closed;
    parcel.sent += static_cast<std::size_t>(put);
    if (parcel.sent == parcel.bytes.size()) direction.under.pop_front();
  }
  if (direction.ended && direction.under.empty() && !direction.passedOn) {
    direction.passedOn = true;
    ::shutdown(direction.to, SHUT_WR);
  }
  return Step::open;
}

void LinkEmulator::close(Connection& connection, bool reset) {
  for (const int fd : {connection.up.from, connection.up.to}) {
    const linger hard{1, 0};
    if (reset) ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    ::close(fd);
  }
}

}  // namespace limen::test
