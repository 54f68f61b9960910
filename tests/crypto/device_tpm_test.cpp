// SPDX-License-Identifier: Apache-2.0
// The real library against swtpm, a TPM 2.0 in software, over its socket.
#include "crypto/device_tpm.h"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

extern char** environ;

using namespace limen;

namespace {

std::string swtpmProgram() {
  for (const char* path : {"/usr/bin/swtpm", "/usr/local/bin/swtpm"})
    if (::access(path, X_OK) == 0) return path;
  return {};
}

bool answers(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool ok = ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  ::close(fd);
  return ok;
}

int freePortPair() {
  for (int tries = 0; tries < 50; ++tries) {
    int fds[2], first = 0;
    bool both = true;
    for (int i = 0; i < 2; ++i) {
      fds[i] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sockaddr_in at{};
      at.sin_family = AF_INET;
      at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      at.sin_port = htons(static_cast<std::uint16_t>(i == 0 ? 0 : first + 1));
      both = both && ::bind(fds[i], reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
      socklen_t size = sizeof at;
      if (i == 0 && ::getsockname(fds[0], reinterpret_cast<sockaddr*>(&at), &size) == 0) first = ntohs(at.sin_port);
    }
    for (const int fd : fds) ::close(fd);
    if (both) return first;
  }
  return 0;
}

// One machine's chip: its seeds live in a folder, so that it is the same one after a restart.
class Chip {
 public:
  Chip() {
    char pattern[] = "/tmp/limen-chip-XXXXXX";
    folder_ = ::mkdtemp(pattern);
    start();
  }
  ~Chip() {
    stop();
    std::filesystem::remove_all(folder_);
  }
  Chip(const Chip&) = delete;
  Chip& operator=(const Chip&) = delete;

  void start() {
    port_ = freePortPair();
    REQUIRE(port_ > 0);
    std::vector<std::string> words{swtpmProgram(), "socket", "--tpm2", "--tpmstate", "dir=" + folder_.string(),
                                   "--server", "type=tcp,port=" + std::to_string(port_) + ",bindaddr=127.0.0.1",
                                   "--ctrl", "type=tcp,port=" + std::to_string(port_ + 1) + ",bindaddr=127.0.0.1",
                                   "--flags", "not-need-init,startup-clear"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    REQUIRE(::posix_spawn(&pid_, words[0].c_str(), nullptr, nullptr, arguments.data(), environ) == 0);
    // It listens on the control channel last; a poll of nothing is the pause between two looks.
    for (int look = 0; look < 500 && !answers(port_ + 1); ++look) ::poll(nullptr, 0, 10);
  }
  void stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  std::string tcti() const { return "swtpm:host=127.0.0.1,port=" + std::to_string(port_); }

 private:
  std::filesystem::path folder_;
  pid_t pid_ = -1;
  int port_ = 0;
};

}  // namespace

TEST_CASE("a TPM gives its secret again, also after a restart, and another machine's does not", "[crypto]") {
  if (swtpmProgram().empty()) SKIP("swtpm is not installed: no TPM to test with");
  UserId user{};
  Chip own;
  auto made = TpmChip(own.tcti()).make(user, "Officer One", {});
  REQUIRE(made);
  CHECK(made->secret.size() == 32);
  CHECK(made->data.size() < 512);
  CHECK(toHex(made->data).find(toHex(made->secret.expose(SecretAccess{}))) == std::string::npos);
  for (int i = 0; i < 5; ++i) {  // nothing stays loaded: a chip has room for three objects
    auto again = TpmChip(own.tcti()).again(made->data, {});
    REQUIRE(again);
    CHECK(again->equals(made->secret));
  }
  own.stop();
  own.start();
  auto restarted = TpmChip(own.tcti()).again(made->data, {});
  REQUIRE(restarted);
  CHECK(restarted->equals(made->secret));

  Chip other;  // the disk was moved
  const auto moved = TpmChip(other.tcti()).again(made->data, {});
  REQUIRE_FALSE(moved);
  CHECK(moved.error().is(DeviceError::otherChip));

  std::size_t refused = 0;
  for (std::size_t at = 0; at < made->data.size(); at += 7) {
    Bytes bad = made->data;
    bad[at] ^= 0x10;
    refused += !TpmChip(own.tcti()).again(bad, {});
  }
  CHECK(refused == (made->data.size() + 6) / 7);
  CHECK_FALSE(TpmChip(own.tcti()).again(ByteView(made->data).first(made->data.size() - 1), {}));
  // A credential in which something follows what it needs.
  ByteReader reader(made->data);
  const std::uint8_t version = reader.u8();
  const Bytes first = copyOf(reader.sized(512)), second = copyOf(reader.sized(512));
  REQUIRE(reader.done());
  const auto longer = [](Bytes part) { return part.push_back(0), part; };
  CHECK(TpmChip(own.tcti()).again(ByteWriter().u8(version).sized(first).sized(second).take(), {}));
  CHECK_FALSE(TpmChip(own.tcti()).again(ByteWriter().u8(version).sized(longer(first)).sized(second).take(), {}));
  CHECK_FALSE(TpmChip(own.tcti()).again(ByteWriter().u8(version).sized(first).sized(longer(second)).take(), {}));
}

TEST_CASE("a machine without a TPM says so", "[crypto]") {
  const auto made = TpmChip("swtpm:host=127.0.0.1,port=1").make(UserId{}, "Officer One", {});
  REQUIRE_FALSE(made);
  CHECK(made.error().is(DeviceError::noChip));
  if (::access("/dev/tpmrm0", F_OK) == 0) SKIP("this machine has a TPM of its own");
  CHECK(TpmChip().make(UserId{}, "Officer One", {}).error().is(DeviceError::noChip));
}
