// SPDX-License-Identifier: Apache-2.0
#include "server/tombstone_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/files.h"
#include "core/planted.h"
#include "crypto/hash.h"
#include "sync/hold_order.h"

namespace limen {

namespace {

constexpr std::string_view kDomain = "limen/tombstones/v1";
constexpr std::size_t kMaxLogBytes = 256 << 20;  // a million erasures

struct Entries {
  std::vector<Bytes> tombstones;
  std::uint64_t size = 0;  // of the whole ones
  Hash last;
};
Result<Entries> entriesOf(ByteView content) {
  Entries out;
  ByteReader in(content);
  while (in.remaining() > 0) {
    const std::uint32_t length = in.u32();
    const ByteView tombstone = in.raw(length);
    const Hash link{in.array<Hash::kSize>()};
    if (!in.ok()) break;
    if (link != hash256({bytesOf(kDomain), out.last.bytes(), tombstone})) return unexpected(TombstoneLogError::damaged);
    out.tombstones.push_back(copyOf(tombstone));
    out.last = link;
    out.size += sizeof(length) + tombstone.size() + Hash::kSize;
  }
  return out;
}

class FileTombstoneLog final : public TombstoneLog {
 public:
  explicit FileTombstoneLog(int file) : file_(file) {}
  ~FileTombstoneLog() override { ::close(file_); }
  FileTombstoneLog(const FileTombstoneLog&) = delete;
  FileTombstoneLog& operator=(const FileTombstoneLog&) = delete;

  Result<void> append(ByteView tombstone) override {
    const Hash link = hash256({bytesOf(kDomain), last_.bytes(), tombstone});
    const Bytes entry = ByteWriter().u32(static_cast<std::uint32_t>(tombstone.size())).raw(tombstone).raw(link.bytes()).take();
    // Half an entry of a write that failed goes first.
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0) return unexpected(TombstoneLogError::notWritten);
    const ssize_t put = ::pwrite(file_, entry.data(), entry.size(), static_cast<off_t>(size_));
    if (put != static_cast<ssize_t>(entry.size()) || ::fsync(file_) != 0) return unexpected(TombstoneLogError::notWritten);
    size_ += entry.size();
    last_ = link;
    return {};
  }

  Result<std::vector<Bytes>> all() override {
    struct stat info {};
    if (::fstat(file_, &info) != 0) return unexpected(TombstoneLogError::damaged);
    Bytes content(static_cast<std::size_t>(info.st_size));
    if (::pread(file_, content.data(), content.size(), 0) != static_cast<ssize_t>(content.size()))
      return unexpected(TombstoneLogError::damaged);
    LIMEN_ASSIGN(Entries entries, entriesOf(content));
    last_ = entries.last;
    size_ = entries.size;
    return std::move(entries.tombstones);
  }

 private:
  int file_;
  std::uint64_t size_ = 0;
  Hash last_;
};

Result<std::uint64_t> enterInStore(ServerStore& store, ByteView bytes) {
  LIMEN_ASSIGN(const ScopeOrder order, parseOrder(bytes));
  if (const auto* tombstone = std::get_if<Tombstone>(&order))
    return store.erase({tombstone->id, tombstone->scope, tombstone->record, copyOf(bytes)});
  const HoldOrder& hold = std::get<HoldOrder>(order);
  const bool lift = hold.kind == HoldOrder::Kind::lift;
  return store.erase({hold.id, hold.scope, hold.record, copyOf(bytes), lift ? OrderKind::lift : OrderKind::hold, hold.lifts, hold.compartments});
}

}  // namespace

std::string_view nameOf(TombstoneLogError cause) {
  switch (cause) {
    case TombstoneLogError::damaged:
      return "damaged";
    case TombstoneLogError::notWritten:
      return "notWritten";
  }
  return "unknown";
}

Result<std::unique_ptr<TombstoneLog>> openTombstoneLog(const std::filesystem::path& file) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (opened < 0) return unexpected(TombstoneLogError::notWritten);
  auto log = std::make_unique<FileTombstoneLog>(opened);
  LIMEN_TRY(log->all());
  return std::unique_ptr<TombstoneLog>(std::move(log));
}

Result<std::vector<Bytes>> readTombstoneLog(const std::filesystem::path& file) {
  LIMEN_ASSIGN(const Bytes content, readFile(file, kMaxLogBytes));
  LIMEN_ASSIGN(Entries entries, entriesOf(content));
  return std::move(entries.tombstones);
}

Result<void> replay(TombstoneLog& log, ServerStore& store) {
  if (LIMEN_BUG("tombstones-not-replayed")) return {};
  LIMEN_ASSIGN(const auto tombstones, log.all());
  for (const Bytes& each : tombstones) LIMEN_TRY(enterInStore(store, each));
  return {};
}

Result<std::uint64_t> enter(TombstoneLog& log, ServerStore& store, ByteView tombstone) {
  LIMEN_ASSIGN(const ScopeOrder parsed, parseOrder(tombstone));
  LIMEN_ASSIGN(const auto known, store.erasuresAfter(scopeOf(parsed), 0));
  for (const NumberedErasureRow& each : known) {
    const auto held = parseOrder(each.tombstone);
    if (held && idOf(*held) == idOf(parsed)) return each.number;
  }
  LIMEN_TRY(log.append(tombstone));
  return enterInStore(store, tombstone);
}

}  // namespace limen
