// SPDX-License-Identifier: Apache-2.0
// What the three programs say to each other over inherited descriptors: frames of u32 length, u8 kind, payload. Every payload is
// held in SecretBytes, because some are secrets and the others are small.
//
//   unlock page -> session   unlocked       user id 16 | user secret      over a pipe whose bytes the carrier never reads
//   session -> its successor  unlocked, slip                          over a pipe of its own, when a shift closed
//   session -> carrier       wantShift      -                             answered with shiftBytes
//   session -> carrier       renewShift     -                             new bytes are drawn; answered with shiftBytes
//   session -> carrier       network        server, authority, identity, directory   not answered
//   carrier -> session       shiftBytes     32 random bytes
#pragma once

#include <filesystem>
#include <string>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/certificates.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class LinkError { closed, malformed, tooLarge, failed };
constexpr std::string_view roomOf(LinkError) { return "link"; }
std::string_view nameOf(LinkError cause);

enum class LinkKind : std::uint8_t { unlocked = 1, wantShift = 2, renewShift = 3, network = 4, shiftBytes = 5, slip = 6 };
constexpr std::size_t kMaxLinkFrame = 256 * 1024;
constexpr std::size_t kShiftBytes = 32;

// Where a child finds its ends.
constexpr int kSecretFd = 3;   // unlock page: to write; session: to read
constexpr int kControlFd = 4;  // session: to and from the carrier
constexpr int kSyncFd = 5;     // session: PipeOpener's

// How a child ends. Anything else is a crash: the unlock page comes back.
constexpr int kExitUnlocked = 0;  // the unlock page has written the secret
constexpr int kExitLocked = 10;   // the session locked
constexpr int kExitClosed = 11;   // the unlock page was closed: Limen ends

struct LinkFrame {
  LinkKind kind = LinkKind::wantShift;
  SecretBytes payload;
};
// Blocking. closed: the other end is gone (for receive: also before the first byte of a frame).
Result<void> sendFrame(int fd, LinkKind kind, const SecretBytes& payload = {});
Result<LinkFrame> receiveFrame(int fd);

struct Unlocked {
  UserId user;
  SecretBytes secret;
};
SecretBytes encodeUnlocked(const Unlocked& unlocked);
Result<Unlocked> decodeUnlocked(const SecretBytes& payload);

struct NetworkHandover {
  std::string serverAddress, authorityPem;
  TlsIdentity identity;
  std::uint64_t directoryVersion = 0;  // held by the session that hands over: an order from before it is not obeyed
};
SecretBytes encodeNetwork(const NetworkHandover& network);
Result<NetworkHandover> decodeNetwork(const SecretBytes& payload);

// A child's first act: it ends when the carrier does, and a peer that is gone is an error, not a signal. False when the carrier is gone.
bool endWithParent();

}  // namespace limen
