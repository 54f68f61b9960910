// SPDX-License-Identifier: Apache-2.0
#include "app/link.h"

#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>

#include "core/bytes.h"

using namespace limen;

namespace {

struct Pair {
  Pair() { LIMEN_CHECK(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }
  ~Pair() {
    closeOne();
    ::close(ends[1]);
  }
  void closeOne() {
    if (ends[0] >= 0) ::close(ends[0]);
    ends[0] = -1;
  }
  void write(const Bytes& bytes) { LIMEN_CHECK(::write(ends[0], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())); }
  int ends[2];
};

std::string textIn(const SecretBytes& secret) { return std::string(textOf(secret.expose(SecretAccess{}))); }

}  // namespace

TEST_CASE("a frame arrives as it was sent, and the next one behind it", "[app]") {
  Pair pair;
  REQUIRE(sendFrame(pair.ends[0], LinkKind::wantShift));
  REQUIRE(sendFrame(pair.ends[0], LinkKind::shiftBytes, SecretBytes::copyOf(bytesOf("thirty-two"))));
  const auto first = receiveFrame(pair.ends[1]);
  REQUIRE(first);
  CHECK(first->kind == LinkKind::wantShift);
  CHECK(first->payload.empty());
  const auto second = receiveFrame(pair.ends[1]);
  REQUIRE(second);
  CHECK(second->kind == LinkKind::shiftBytes);
  CHECK(textIn(second->payload) == "thirty-two");
}

TEST_CASE("a frame cut at any byte is malformed, and none at all is an end", "[app]") {
  const Bytes whole = ByteWriter().u32(3).u8(5).raw(bytesOf("abc")).take();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Pair pair;
    pair.write(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    pair.closeOne();
    const auto frame = receiveFrame(pair.ends[1]);
    REQUIRE_FALSE(frame);
    CHECK(frame.error().is(size == 0 ? LinkError::closed : LinkError::malformed));
  }
}

TEST_CASE("a frame that is too large or of an unknown kind is refused before it is read", "[app]") {
  Pair large;
  large.write(ByteWriter().u32(kMaxLinkFrame + 1).u8(5).take());
  CHECK(receiveFrame(large.ends[1]).error().is(LinkError::tooLarge));
  Pair unknown;
  unknown.write(ByteWriter().u32(0).u8(99).take());
  CHECK(receiveFrame(unknown.ends[1]).error().is(LinkError::malformed));
}

TEST_CASE("sending to a peer that is gone is an error, not the end of the process", "[app]") {
  std::signal(SIGPIPE, SIG_IGN);
  Pair pair;
  pair.closeOne();
  CHECK(sendFrame(pair.ends[1], LinkKind::wantShift).error().is(LinkError::closed));
}

TEST_CASE("what is handed over reads back, and a byte more or less is malformed", "[app]") {
  UserId user;
  user.value.fill(7);
  SecretBytes unlocked = encodeUnlocked({user, SecretBytes::copyOf(bytesOf("a user secret"))});
  const auto read = decodeUnlocked(unlocked);
  REQUIRE(read);
  CHECK(read->user == user);
  CHECK(textIn(read->secret) == "a user secret");

  NetworkHandover network{"server.example:7443", "authority", {"certificate", SecretBytes::copyOf(bytesOf("private"))}, 7};
  SecretBytes coded = encodeNetwork(network);
  const auto back = decodeNetwork(coded);
  REQUIRE(back);
  CHECK(back->serverAddress == network.serverAddress);
  CHECK(back->authorityPem == network.authorityPem);
  CHECK(back->identity.certificatePem == "certificate");
  CHECK(textIn(back->identity.privateKeyPem) == "private");

  const auto longer = [](const SecretBytes& whole) {
    Bytes bytes = copyOf(whole.expose(SecretAccess{}));
    bytes.push_back(0);
    return SecretBytes::copyOf(bytes);
  };
  const auto shorter = [](const SecretBytes& whole) {
    const ByteView bytes = whole.expose(SecretAccess{});
    return SecretBytes::copyOf(bytes.first(bytes.size() - 1));
  };
  CHECK_FALSE(decodeUnlocked(longer(unlocked)));
  CHECK_FALSE(decodeUnlocked(shorter(unlocked)));
  CHECK_FALSE(decodeNetwork(longer(coded)));
  CHECK_FALSE(decodeNetwork(shorter(coded)));
}
