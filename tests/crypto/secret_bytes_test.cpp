// SPDX-License-Identifier: Apache-2.0
#include "crypto/secret_bytes.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdio>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "crypto/locked_pool.h"

using namespace limen;

namespace {

constexpr std::size_t kSizes[] = {1, 31, 32, 33, 64, 65, 112, 113, 1000, 16'368, 16'369, 100'000, 1 << 20};

// How a child process that runs `act` ends: its exit status, or minus the signal.
int childEnds(const std::function<int()>& act) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGSEGV, SIG_DFL);  // or Catch2 would answer it
    if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(99);
    _exit(act());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// As an ordinary user under this limit: root may lock without bound.
bool asUserWithLockLimit(std::size_t bytes) {
  const rlimit limit{bytes, bytes};
  if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0) return false;
  return geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMlockIsReal = false;  // the sanitizers' mlock does nothing
#else
constexpr bool kMlockIsReal = true;
#endif

}  // namespace

TEST_CASE("secret bytes start as zeros, also where a secret lay before", "[crypto]") {
  for (int round = 0; round < 3; ++round)
    for (const std::size_t size : kSizes) {
      SecretBytes secret(size);
      const auto view = secret.expose(SecretAccess{});
      REQUIRE(view.size() == size);
      REQUIRE(std::all_of(view.begin(), view.end(), [](Byte b) { return b == 0; }));
      std::fill(view.begin(), view.end(), Byte{0xa5});
    }
}

TEST_CASE("a wiped secret is gone from where it lay", "[crypto]") {
  SecretBytes secret = SecretBytes::copyOf(bytesOf("synthetic words"));
  const volatile Byte* lay = secret.expose(SecretAccess{}).data();  // the slab stays mapped
  REQUIRE(lay[0] == 's');
  secret.wipe();
  CHECK(secret.empty());
  for (int i = 0; i < 15; ++i) CHECK(lay[i] == 0);
}

TEST_CASE("secret bytes move and are cloned, and compare by content", "[crypto]") {
  SecretBytes one = SecretBytes::random(32);
  SecretBytes two = one.clone();
  CHECK(one.equals(two));
  two.expose(SecretAccess{})[31] ^= 1;
  CHECK_FALSE(one.equals(two));
  const Byte* place = one.expose(SecretAccess{}).data();
  SecretBytes moved = std::move(one);
  CHECK(moved.expose(SecretAccess{}).data() == place);
  CHECK(one.empty());
  two = std::move(moved);
  CHECK(two.expose(SecretAccess{}).data() == place);
  CHECK_FALSE(two.equals(SecretBytes::copyOf(std::as_const(two).expose(SecretAccess{}).first(31))));
  CHECK(SecretBytes().equals(SecretBytes(0)));
  CHECK_FALSE(SecretBytes::random(32).equals(SecretBytes::random(32)));
}

TEST_CASE("a write past a secret's end ends the process", "[crypto]") {
  for (const std::size_t size : kSizes) {
    CAPTURE(size);
    CHECK(childEnds([size] {
            SecretBytes secret(size);
            Byte* volatile data = secret.expose(SecretAccess{}).data();
            data[size] ^= 1;
            secret.wipe();
            return 0;
          }) == kNoLockedMemoryExit);
    CHECK(childEnds([size] {
            SecretBytes secret(size);
            secret.expose(SecretAccess{})[size - 1] ^= 1;
            secret.wipe();
            return 0;
          }) == 0);
  }
}

TEST_CASE("a pointer that runs off a large secret meets an unreadable page", "[crypto]") {
  if (!kMlockIsReal) SKIP("a sanitizer answers the signal itself");
  CHECK(childEnds([] {
          SecretBytes secret(100'000);
          const volatile Byte* data = secret.expose(SecretAccess{}).data();
          return static_cast<int>(data[-1]);
        }) == -SIGSEGV);
  CHECK(childEnds([] {
          SecretBytes secret(100'000);
          const volatile Byte* data = secret.expose(SecretAccess{}).data();
          int sum = 0;
          for (int i = 0; i < 16'384; ++i) sum += data[100'000 + i];
          return sum & 1;
        }) == -SIGSEGV);
}

TEST_CASE("ten thousand keys and the parts of a record fit into Debian's 8 MiB of lockable memory", "[crypto]") {
  if (!kMlockIsReal) SKIP("a sanitizer's mlock does nothing");
  const int end = childEnds([] {
    if (!asUserWithLockLimit(8 << 20)) return 1;
    std::vector<SecretBytes> keys;
    for (int i = 0; i < 10'000; ++i) keys.push_back(SecretBytes::random(32));
    for (int i = 0; i < 1'000; ++i) keys.push_back(SecretBytes::random(64));
    for (int i = 0; i < 16; ++i) keys.push_back(SecretBytes::random(5000));
    keys.push_back(SecretBytes(1 << 20));
    return lockedSecretBytes() < 4u << 20 ? 0 : 2;
  });
  if (end == 1) SKIP("this machine's hard limit of lockable memory is below 8 MiB");
  CHECK(end == 0);
}

TEST_CASE("where memory cannot be locked the process ends with one sentence and no key made", "[crypto]") {
  if (!kMlockIsReal) SKIP("a sanitizer's mlock does nothing");
  CHECK(childEnds([] {
          if (!asUserWithLockLimit(0)) return 1;
          // Of a size that no slab made before the fork can serve.
          SecretBytes large(2 << 20);
          return 0;
        }) == kNoLockedMemoryExit);
}

TEST_CASE("locked memory is given back when a large secret goes, and small secrets reuse theirs", "[crypto]") {
  { SecretBytes warm(32); }
  const std::size_t before = lockedSecretBytes();
  {
    SecretBytes large(1 << 20);
    CHECK(lockedSecretBytes() > before);
  }
  for (int i = 0; i < 10'000; ++i) SecretBytes(32);
  CHECK(lockedSecretBytes() == before);
}

TEST_CASE("threads take and give back secrets side by side", "[crypto]") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t, &wrong] {
      std::vector<SecretBytes> held;
      for (int i = 0; i < 5'000; ++i) {
        SecretBytes secret(static_cast<std::size_t>(16 + i % 200));
        const auto view = secret.expose(SecretAccess{});
        for (const Byte b : view) wrong[static_cast<std::size_t>(t)] += b != 0;
        std::fill(view.begin(), view.end(), static_cast<Byte>(t + 1));
        held.push_back(std::move(secret));
        if (held.size() > 50) {
          for (const Byte b : held.front().expose(SecretAccess{})) wrong[static_cast<std::size_t>(t)] += b != t + 1;
          held.erase(held.begin());
        }
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("a hardened process leaves no core file and lets nobody look in", "[crypto]") {
  CHECK(childEnds([] {
          if (!hardenProcess()) return 1;
          rlimit core{};
          getrlimit(RLIMIT_CORE, &core);
          return core.rlim_cur == 0 && core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 2;
        }) == 0);
}
