// SPDX-License-Identifier: Apache-2.0
#include "station/shift_slip.h"

#include <algorithm>

#include "crypto/hash.h"
#include "station/intake.h"

namespace limen {

namespace {

constexpr std::uint8_t kSlipVersion = 1;
constexpr std::string_view kSlipDomain = "limen/slip/v1";
constexpr std::string_view kTextBegins = "LIMEN-SLIP:";
constexpr std::uint32_t kEntriesAtOnce = 1024;

Bytes unsignedBytes(const ShiftSlip& slip) {
  ByteWriter out;
  out.u8(kSlipVersion).sized(slip.log.serialise());
  out.u64(static_cast<std::uint64_t>(slip.openedMs)).u64(static_cast<std::uint64_t>(slip.closedMs));
  for (const std::uint64_t count : {slip.made.finished, slip.made.incomplete, slip.made.amended, slip.made.handedOver,
                                    slip.made.discarded, slip.here, slip.confirmed})
    out.varint(count);
  return out.take();
}

// The log says what a shift made: from its end backwards to the entry that opened it.
Result<ShiftSlip::Made> madeInShift(Vault& vault) {
  LIMEN_ASSIGN(const auto head, vault.store().logHead());
  ShiftSlip::Made made;
  for (std::uint64_t end = head.tree.size(); end > 0;) {
    const std::uint64_t from = end > kEntriesAtOnce ? end - kEntriesAtOnce + 1 : 1;
    LIMEN_ASSIGN(const auto entries, vault.store().auditEntries(from, static_cast<std::uint32_t>(end - from + 1)));
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      const AuditAct& act = entry->act;
      if (act.actor != vault.user() || act.result != "ok") continue;
      if (act.act == "shift.open") return made;
      made.finished += act.act == "record.finish";
      made.incomplete += act.act == "record.incomplete";
      made.amended += act.act == "record.amend";
      made.handedOver += act.act == "draft.hand_over";
      made.discarded += act.act == "draft.discard";
    }
    end = from - 1;
  }
  return made;
}

}  // namespace

Bytes ShiftSlip::serialise() const { return ByteWriter().raw(unsignedBytes(*this)).raw(signature).take(); }

Result<ShiftSlip> ShiftSlip::parse(ByteView bytes) {
  ByteReader reader(bytes);
  const std::uint8_t version = reader.u8();
  if (reader.ok() && version > kSlipVersion) return unexpected(AuditError::newerVersion);
  const ByteView log = reader.sized(kMaxCheckpointBytes);
  ShiftSlip slip;
  slip.openedMs = static_cast<std::int64_t>(reader.u64());
  slip.closedMs = static_cast<std::int64_t>(reader.u64());
  for (std::uint64_t* count : {&slip.made.finished, &slip.made.incomplete, &slip.made.amended, &slip.made.handedOver,
                               &slip.made.discarded, &slip.here, &slip.confirmed})
    *count = reader.varint();
  slip.signature = reader.array<64>();
  if (!reader.done() || version != kSlipVersion) return unexpected(AuditError::malformed);
  LIMEN_ASSIGN(slip.log, Checkpoint::parse(log));
  return slip;
}

void ShiftSlip::sign(const Signer& station) { signature = station.sign(kSlipDomain, unsignedBytes(*this)); }

bool ShiftSlip::signedBy(const PublicKey& station) const { return verify(station, kSlipDomain, unsignedBytes(*this), signature); }

std::string ShiftSlip::text() const { return std::string(kTextBegins) + toBase32(serialise()); }

Result<ShiftSlip> ShiftSlip::read(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  if (text.size() > kMaxSlipText || !text.starts_with(kTextBegins)) return unexpected(AuditError::malformed);
  const auto bytes = fromBase32(text.substr(kTextBegins.size()));
  if (!bytes) return unexpected(AuditError::malformed);
  return parse(*bytes);
}

std::string ShiftSlip::stationName() const {
  std::string digits = toHex(ByteView(log.station.bytes()).first(4));
  std::transform(digits.begin(), digits.end(), digits.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
  return digits.substr(0, 4) + "-" + digits.substr(4);
}

Result<ShiftSlip> closeShift(Vault& vault) {
  if (!vault.shiftIsOpen()) return unexpected(VaultError::noShift);
  LIMEN_ASSIGN(const auto drafts, vault.store().drafts(vault.user()));
  if (!drafts.empty()) return unexpected(IntakeError::draftsOpen);
  ShiftSlip slip;
  slip.openedMs = vault.shiftOpenedMs();
  slip.closedMs = toUnixMs(vault.clock().now());
  LIMEN_ASSIGN(slip.made, madeInShift(vault));
  LIMEN_TRY(vault.closeShift());
  LIMEN_ASSIGN(const auto counts, vault.store().counts());
  slip.here = counts.own;
  slip.confirmed = counts.confirmed;
  LIMEN_ASSIGN(const auto head, vault.store().logHead());
  LIMEN_ASSIGN(auto checkpoints, vault.store().checkpoints(head.tree.size()));
  if (checkpoints.empty()) return unexpected(AuditError::unsealed);
  slip.log = std::move(checkpoints.back());
  slip.sign(vault.stationSigner());
  return slip;
}

}  // namespace limen
