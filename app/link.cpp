// SPDX-License-Identifier: Apache-2.0
#include "app/link.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "core/bytes.h"

namespace limen {
namespace {

constexpr std::size_t kMaxAddress = 512, kMaxPem = 64 * 1024;
constexpr std::size_t kMaxUserSecret = 1024;

// A pipe has no MSG_NOSIGNAL: every program of ours ignores SIGPIPE through endWithParent() or the carrier's start.
Result<void> writeAll(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(errno == EPIPE || errno == ECONNRESET ? LinkError::closed : LinkError::failed);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> readAll(int fd, std::span<Byte> bytes, bool atStart) {
  bool first = atStart;
  while (!bytes.empty()) {
    const ssize_t count = ::read(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unexpected(errno == ECONNRESET ? LinkError::closed : LinkError::failed);
    if (count == 0) return unexpected(first ? LinkError::closed : LinkError::malformed);
    first = false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

bool known(std::uint8_t kind) {
  return kind >= static_cast<std::uint8_t>(LinkKind::unlocked) && kind <= static_cast<std::uint8_t>(LinkKind::slip);
}

SecretBytes takeSecret(ByteWriter& writer) {
  Bytes plain = writer.take();
  SecretBytes secret = SecretBytes::copyOf(plain);
  wipe(plain);
  return secret;
}

}  // namespace

std::string_view nameOf(LinkError cause) {
  switch (cause) {
    case LinkError::closed: return "closed";
    case LinkError::malformed: return "malformed";
    case LinkError::tooLarge: return "tooLarge";
    case LinkError::failed: return "failed";
  }
  return "failed";
}

Result<void> sendFrame(int fd, LinkKind kind, const SecretBytes& payload) {
  if (payload.size() > kMaxLinkFrame) return unexpected(LinkError::tooLarge);
  const Bytes head = ByteWriter().u32(static_cast<std::uint32_t>(payload.size())).u8(static_cast<std::uint8_t>(kind)).take();
  LIMEN_TRY(writeAll(fd, head));
  return payload.empty() ? Result<void>() : writeAll(fd, payload.expose(SecretAccess{}));
}

Result<LinkFrame> receiveFrame(int fd) {
  std::array<Byte, 5> head{};
  LIMEN_TRY(readAll(fd, head, true));
  ByteReader reader(head);
  const std::size_t size = reader.u32();
  const std::uint8_t kind = reader.u8();
  if (size > kMaxLinkFrame) return unexpected(LinkError::tooLarge);
  if (!known(kind)) return unexpected(LinkError::malformed);
  LinkFrame frame{static_cast<LinkKind>(kind), size == 0 ? SecretBytes() : SecretBytes(size)};
  if (size > 0) LIMEN_TRY(readAll(fd, frame.payload.expose(SecretAccess{}), false));
  return frame;
}

SecretBytes encodeUnlocked(const Unlocked& unlocked) {
  ByteWriter writer;
  writer.raw(unlocked.user.bytes()).sized(unlocked.secret.expose(SecretAccess{}));
  return takeSecret(writer);
}

Result<Unlocked> decodeUnlocked(const SecretBytes& payload) {
  ByteReader reader(payload.expose(SecretAccess{}));
  Unlocked unlocked;
  unlocked.user.value = reader.array<UserId::kSize>();
  const ByteView secret = reader.sized(kMaxUserSecret);
  if (!reader.done() || secret.empty()) return unexpected(LinkError::malformed);
  unlocked.secret = SecretBytes::copyOf(secret);
  return unlocked;
}

SecretBytes encodeNetwork(const NetworkHandover& network) {
  ByteWriter writer;
  writer.text(network.serverAddress).text(network.authorityPem).text(network.identity.certificatePem);
  writer.sized(network.identity.privateKeyPem.expose(SecretAccess{})).u64(network.directoryVersion);
  return takeSecret(writer);
}

Result<NetworkHandover> decodeNetwork(const SecretBytes& payload) {
  ByteReader reader(payload.expose(SecretAccess{}));
  NetworkHandover network;
  network.serverAddress = reader.text(kMaxAddress);
  network.authorityPem = reader.text(kMaxPem);
  network.identity.certificatePem = reader.text(kMaxPem);
  const ByteView key = reader.sized(kMaxPem);
  network.directoryVersion = reader.u64();
  if (!reader.done()) return unexpected(LinkError::malformed);
  network.identity.privateKeyPem = SecretBytes::copyOf(key);
  return network;
}

bool endWithParent() {
  std::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  return ::getppid() != 1;
}

}  // namespace limen
