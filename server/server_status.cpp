// SPDX-License-Identifier: Apache-2.0
#include "server/server_status.h"

namespace limen {
namespace {

constexpr std::string_view kDrop = "drop.state";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxWord = 128;

Result<std::optional<DropState>> dropState(ServerStore& store) {
  LIMEN_ASSIGN(const auto held, store.get(kDrop));
  if (!held) return std::optional<DropState>();
  ByteReader in(*held);
  const std::uint8_t version = in.u8();
  DropState out;
  out.taken = in.u64();
  out.refused = in.u64();
  out.waiting = in.u64();
  out.failure = in.text(kMaxWord);
  if (!in.done() || version != kVersion) return unexpected(StoreError::damaged, "drop");
  return std::optional(out);
}

}  // namespace

Result<void> putDropState(ServerStore& store, const DropState& state) {
  return store.put(kDrop, ByteWriter().u8(kVersion).u64(state.taken).u64(state.refused).u64(state.waiting).text(state.failure).take());
}

Result<ServerStatus> serverStatus(const std::filesystem::path& folder, const SecretBytes& storeKey) {
  LIMEN_TRY(ServerFolder::load(folder, storeKey));
  LIMEN_ASSIGN(const auto store, openServerStore(folder, storeKey));
  ServerStatus out;
  LIMEN_ASSIGN(out.epoch, store->epoch());
  LIMEN_ASSIGN(out.secondCopy, store->hasSecondCopy());
  LIMEN_ASSIGN(const auto numbers, store->numbers());
  out.scopes = numbers.size();
  for (const ServerStore::Copied& each : numbers) out.runs += each.number;
  LIMEN_ASSIGN(out.backups, backupTries(*store));
  LIMEN_ASSIGN(out.drop, dropState(*store));
  return out;
}

}  // namespace limen
