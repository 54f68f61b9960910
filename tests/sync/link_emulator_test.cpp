// SPDX-License-Identifier: Apache-2.0
// The line on which sync is measured: it carries everything in order, no faster than it says, and loses what was under way at a
// cut.
#include "tests/support/link_emulator.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <string>
#include <thread>

using namespace limen::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// Takes one connection, keeps what comes, and answers "done" when the other side has ended.
class Listener {
 public:
  Listener() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    REQUIRE(::listen(socket_, 1) == 0);
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] {
      const int one = ::accept(socket_, nullptr, nullptr);
      char buffer[4096];
      for (ssize_t got; (got = ::read(one, buffer, sizeof(buffer))) > 0;) came_.append(buffer, static_cast<std::size_t>(got));
      static_cast<void>(::send(one, "done", 4, MSG_NOSIGNAL));
      ::close(one);
    });
  }
  ~Listener() {
    if (thread_.joinable()) thread_.join();
    ::close(socket_);
  }
  int port() const { return port_; }
  const std::string& came() {
    thread_.join();
    return came_;
  }

 private:
  int socket_ = -1, port_ = 0;
  std::string came_;
  std::thread thread_;
};

// Sends the text, ends, and gives what came back; "" when the line was cut.
std::string ask(int port, const std::string& text) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t put = ::send(fd, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (put <= 0) break;
    sent += static_cast<std::size_t>(put);
  }
  ::shutdown(fd, SHUT_WR);
  std::string back;
  char buffer[64];
  for (ssize_t got; (got = ::read(fd, buffer, sizeof(buffer))) > 0;) back.append(buffer, static_cast<std::size_t>(got));
  ::close(fd);
  return back;
}

std::string someText(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i * i % 23);
  return text;
}

}  // namespace

TEST_CASE("A link carries everything in order and counts it", "[sync]") {
  Listener listener;
  LinkEmulator link;
  link.forwardTo(listener.port());
  const std::string text = someText(300'000);
  REQUIRE(ask(link.port(), text) == "done");
  CHECK(listener.came() == text);
  CHECK(link.bytesUp() == text.size());
  CHECK(link.bytesDown() == 4);
  CHECK(link.cuts() == 0);
}

TEST_CASE("A slow link is no faster than its rate and its way", "[sync]") {
  Listener listener;
  LinkEmulator link;
  link.shape({800'000, milliseconds(40)});
  link.forwardTo(listener.port());
  const std::string text = someText(20'000);  // 200 ms of it
  const auto start = steady_clock::now();
  REQUIRE(ask(link.port(), text) == "done");
  CHECK(steady_clock::now() - start >= milliseconds(200 + 2 * 40));
  CHECK(listener.came() == text);
}

TEST_CASE("A cut takes what was under way and both ends with it, once", "[sync]") {
  LinkEmulator link;
  const std::string text = someText(50'000);
  Listener first;
  link.cutAfter(20'000);
  link.forwardTo(first.port());
  CHECK(ask(link.port(), text).empty());
  const std::string came = first.came();
  CHECK(came.size() < 20'000);
  CHECK(text.starts_with(came));
  CHECK(link.cuts() == 1);
  CHECK(link.bytesUp() == 20'000);
}
