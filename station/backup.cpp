// SPDX-License-Identifier: Apache-2.0
#include "station/backup.h"

#include <algorithm>

#include "core/files.h"
#include "crypto/hash.h"
#include "station/backup_content.h"
#include "station/station_files.h"
#include "station/sync_runs.h"
#include "station/vault_host.h"
#include "store/station_copy.h"
#include "sync/run.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::uint8_t kAboutVersion = 1;
constexpr std::uint32_t kEntriesAtOnce = 1024;
constexpr std::size_t kReadyRunBytes = kWireRunBytes;
constexpr std::size_t kFileNameBytes = 8;
constexpr std::size_t kMaxFolderBytes = 4096;

// What a new machine needs of the named values; nothing of a shift, an index or a plan of this machine.
bool comesAlong(std::string_view name) {
  for (const std::string_view one :
       {value_name::kStation, value_name::kSeed, value_name::kBox, value_name::kTlsKey, value_name::kTlsRequest,
        value_name::kTlsCertificate, value_name::kNextTlsKey, value_name::kNextTlsRequest, value_name::kDirectory, value_name::kDirectoryTaken, value_name::kSlotsGeneration,
        value_name::kAuditKey,
        StationStore::kEpochName})
    if (name == one) return true;
  return name.starts_with("rescue.") || name.starts_with("totp.");  // a restore takes nobody's phone off
}

Result<BackupFacts> factsOf(Vault& vault) {
  BackupFacts facts;
  facts.station = vault.station();
  facts.organisation = vault.organisation();
  facts.madeMs = toUnixMs(vault.clock().now());
  LIMEN_ASSIGN(const auto chains, ownChains(vault.store()));
  for (const OwnChain& chain : chains) facts.own += chain.made;
  LIMEN_ASSIGN(facts.waiting, vault.store().outboxCount());
  LIMEN_ASSIGN(const auto head, vault.store().logHead());
  facts.logEntries = head.tree.size();
  return facts;
}

Result<void> putFiles(Vault& vault, BackupWriter& out) {
  LIMEN_ASSIGN(const Bytes kit, readFile(kitPath(vault.home()), kMaxKitBytes));
  LIMEN_ASSIGN(const Bytes slotBytes, readFile(slotsPath(vault.home()), KeySlots::kMaxFileBytes));
  LIMEN_ASSIGN(const KeySlots slots, KeySlots::parse(slotBytes));
  LIMEN_TRY(out.put(BackupItem::kit, kit));
  LIMEN_TRY(out.put(BackupItem::slots, slotBytes));
  std::vector<UserId> seen;
  for (const SlotInfo& slot : slots.list()) {
    if (std::find(seen.begin(), seen.end(), slot.user) != seen.end()) continue;
    seen.push_back(slot.user);
    LIMEN_ASSIGN(const Bytes ring, readFile(ringPath(vault.home(), slot.user), kMaxRingBytes));
    LIMEN_TRY(out.put(BackupItem::ring, ByteWriter().raw(slot.user.bytes()).raw(ring).take()));
  }
  return {};
}

Result<void> putOrganisation(Vault& vault, BackupWriter& out) {
  LIMEN_ASSIGN(auto values, namedValues(vault.store()));
  for (NamedValue& value : values) {
    Bytes item = comesAlong(value.name) ? ByteWriter().text(value.name).raw(value.value).take() : Bytes();
    wipe(value.value);
    const Result<void> put = item.empty() ? Result<void>() : out.put(BackupItem::named, item);
    wipe(item);
    LIMEN_TRY(put);
  }
  LIMEN_ASSIGN(const auto packages, vault.store().packages());
  for (const auto& row : packages) {
    LIMEN_ASSIGN(const auto content, vault.store().package(row.hash));
    if (!content) continue;
    LIMEN_TRY(out.put(BackupItem::package,
                      ByteWriter().raw(row.hash.bytes()).text(row.programme).u64(row.version).raw(*content).take()));
  }
  LIMEN_ASSIGN(const auto grants, heldGrants(vault.store()));
  for (const HeldGrant& held : grants)
    LIMEN_TRY(out.put(
        BackupItem::grant,
        ByteWriter().raw(held.user.bytes()).text(held.compartment).text(held.siteGroup).u32(held.epoch).raw(held.grant).take()));
  return {};
}

Result<void> putChain(Vault& vault, BackupWriter& out) {
  std::set<ShiftId> shifts;
  const auto shiftOf = [&](ByteView revision) -> Result<void> {
    LIMEN_ASSIGN(const SealedRevision sealed, SealedRevision::parse(revision));
    const ShiftId& shift = sealed.header().shift;
    if (!shifts.insert(shift).second) return {};
    LIMEN_ASSIGN(const auto object, vault.store().shiftObject(shift));
    if (!object) return unexpected(PulledError::shiftMissing);
    return out.put(BackupItem::shiftObject, ByteWriter().raw(shift.bytes()).raw(*object).take());
  };
  const auto put = [&](const OwnRevision& own) -> Result<void> {
    LIMEN_TRY(shiftOf(own.revision));
    return out.put(BackupItem::revision, ByteWriter()
                                             .raw(own.scope.bytes())
                                             .u64(own.counter)
                                             .text(own.form)
                                             .u64(static_cast<std::uint64_t>(own.savedMs))
                                             .raw(own.revision)
                                             .take());
  };
  LIMEN_TRY(eachOwnRevision(vault.store(), put));
  LIMEN_ASSIGN(const auto chains, ownChains(vault.store()));
  for (const OwnChain& chain : chains)
    LIMEN_TRY(out.put(BackupItem::chain, ByteWriter().raw(chain.scope.bytes()).u64(chain.made).raw(chain.hash.bytes()).take()));
  // What is not acknowledged goes as it would travel: the seeds sealed to the server, so that an erasure reaches this copy too.
  LIMEN_ASSIGN(std::vector<ScopeId> waiting, vault.store().outboxScopes());
  if (waiting.empty()) return {};
  const ServerKey* server = vault.directory().server(vault.serverAddress());
  if (!server) return unexpected(BackupError::noRecovery, "server");
  VaultHost host(vault);
  RunCutter cutter(host, *server, std::move(waiting));
  for (;;) {
    LIMEN_ASSIGN(const auto cut, cutter.next(kReadyRunBytes));
    if (!cut) return {};
    LIMEN_TRY(out.put(BackupItem::run, cut->bytes));
  }
}

Result<void> putLog(Vault& vault, BackupWriter& out) {
  for (std::uint64_t at = 1;;) {
    LIMEN_ASSIGN(const auto entries, vault.store().auditEntries(at, kEntriesAtOnce));
    if (entries.empty()) break;
    at = entries.back().seq + 1;
    for (const AuditEntry& entry : entries) LIMEN_TRY(out.put(BackupItem::logEntry, backup_content::bytesOf(entry)));
  }
  LIMEN_ASSIGN(const auto checkpoints, vault.store().checkpoints(1));
  for (const Checkpoint& checkpoint : checkpoints) LIMEN_TRY(out.put(BackupItem::checkpoint, checkpoint.serialise()));
  return {};
}

Result<WrittenBackup> writeBackup(Vault& vault, const fs::path& folder) {
  LIMEN_TRY(vault.rowsHold());
  std::vector<PublicKey> holders;
  for (const std::string& key : vault.directory().content().escrow_x25519())
    if (const auto holder = publicKeyFrom(bytesOf(key))) holders.push_back(*holder);
  const std::size_t needed = vault.directory().content().escrow_needed();
  if (holders.empty() || needed == 0) return unexpected(BackupError::noRecovery);
  SecretBytes bodyKey;
  LIMEN_ASSIGN(BackupHeader header, BackupHeader::make(vault.stationSubkey("backup"), holders, needed, bodyKey));
  LIMEN_ASSIGN(BackupWriter out, BackupWriter::begin(folder, std::move(header), std::move(bodyKey)));

  WrittenBackup done;
  {
    // One state of the store, whoever else writes to it.
    LIMEN_ASSIGN(Transaction snapshot, Transaction::begin(vault.store().database()));
    LIMEN_ASSIGN(done.facts, factsOf(vault));
    LIMEN_TRY(out.put(BackupItem::about, backup_content::bytesOf(done.facts)));
    LIMEN_TRY(out.put(BackupItem::stationKey, vault.stationKey().expose(SecretAccess{})));
    LIMEN_TRY(putFiles(vault, out));
    LIMEN_TRY(putOrganisation(vault, out));
    LIMEN_TRY(putChain(vault, out));
    LIMEN_TRY(putLog(vault, out));
  }
  std::array<Byte, kFileNameBytes> name{};
  vault.random().fill(name);
  LIMEN_ASSIGN(done.file, out.finish(toHex(name) + std::string(kBackupEnding), done.bytes));
  return done;
}

Result<void> keepOutcome(Vault& vault, std::string_view result) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  const Bytes last =
      ByteWriter().u64(static_cast<std::uint64_t>(toUnixMs(vault.clock().now()))).text(result).take();
  LIMEN_TRY(vault.store().put(value_name::kBackupLast, last));
  LIMEN_TRY(vault.store().audit(vault.act("backup", result)));
  return transaction.commit();
}

Result<WrittenBackup> writeAndLog(Vault& vault, const fs::path& folder) {
  auto written = writeBackup(vault, folder);
  LIMEN_TRY(keepOutcome(vault, written ? "ok" : written.error().name()));
  return written;
}

}  // namespace

namespace backup_content {

Bytes bytesOf(const BackupFacts& facts) {
  return ByteWriter()
      .u8(kAboutVersion)
      .raw(facts.organisation.bytes())
      .raw(facts.station.bytes())
      .u64(static_cast<std::uint64_t>(facts.madeMs))
      .u64(facts.own)
      .u64(facts.waiting)
      .u64(facts.logEntries)
      .take();
}

Result<BackupFacts> factsFrom(ByteView bytes) {
  ByteReader in(bytes);
  BackupFacts facts;
  const std::uint8_t version = in.u8();
  facts.organisation.value = in.array<OrganisationId::kSize>();
  facts.station.value = in.array<StationId::kSize>();
  facts.madeMs = static_cast<std::int64_t>(in.u64());
  facts.own = in.u64();
  facts.waiting = in.u64();
  facts.logEntries = in.u64();
  if (in.ok() && version > kAboutVersion) return unexpected(BackupError::newerVersion);
  if (!in.done() || version != kAboutVersion) return unexpected(BackupError::damaged, "about");
  return facts;
}

Bytes bytesOf(const AuditEntry& entry) {
  return ByteWriter()
      .raw(entry.hash.bytes())
      .raw(entry.act.actor.bytes())
      .text(entry.act.act)
      .raw(entry.act.pseudonym)
      .text(entry.act.result)
      .u64(static_cast<std::uint64_t>(entry.act.wallMs))
      .u64(static_cast<std::uint64_t>(entry.act.trustedMs))
      .take();
}

Result<AuditEntry> entryFrom(ByteView bytes) {
  ByteReader in(bytes);
  AuditEntry entry;
  entry.hash.value = in.array<Hash::kSize>();
  entry.act.actor.value = in.array<UserId::kSize>();
  entry.act.act = in.text(64);
  entry.act.pseudonym = in.array<16>();
  entry.act.result = in.text(64);
  entry.act.wallMs = static_cast<std::int64_t>(in.u64());
  entry.act.trustedMs = static_cast<std::int64_t>(in.u64());
  if (!in.done()) return unexpected(BackupError::damaged, "log");
  return entry;
}

Result<OwnRevision> revisionFrom(ByteView bytes) {
  ByteReader in(bytes);
  OwnRevision own;
  own.scope.value = in.array<ScopeId::kSize>();
  own.counter = in.u64();
  own.form = in.text(256);
  own.savedMs = static_cast<std::int64_t>(in.u64());
  own.revision = copyOf(in.raw(in.remaining()));
  if (!in.ok() || own.revision.empty()) return unexpected(BackupError::damaged, "revision");
  return own;
}

Result<OwnChain> chainFrom(ByteView bytes) {
  ByteReader in(bytes);
  OwnChain chain;
  chain.scope.value = in.array<ScopeId::kSize>();
  chain.made = in.u64();
  chain.hash.value = in.array<Hash::kSize>();
  if (!in.done()) return unexpected(BackupError::damaged, "chain");
  return chain;
}

}  // namespace backup_content

Result<WrittenBackup> createBackup(Vault& vault, Permit permit, const fs::path& folder) {
  permit.use(Act::backup);
  return writeAndLog(vault, folder);
}

Result<void> setBackupPlan(Vault& vault, Permit permit, const std::optional<BackupPlan>& plan) {
  permit.use(Act::backup);
  Bytes bytes;
  if (plan) {
    std::error_code looked;
    if (!plan->folder.is_absolute() || !fs::is_directory(plan->folder, looked)) return unexpected(BackupError::noFolder);
    if (plan->every.count() < 1 || plan->every > kLongestBackupInterval || plan->folder.native().size() > kMaxFolderBytes)
      return unexpected(BackupError::notSet);
    bytes = ByteWriter().u32(static_cast<std::uint32_t>(plan->every.count())).text(plan->folder.native()).take();
  }
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().put(value_name::kBackupPlan, bytes));
  LIMEN_TRY(vault.store().audit(vault.act(plan ? "backup.plan" : "backup.no_plan")));
  return transaction.commit();
}

Result<BackupState> backupState(Vault& vault) {
  BackupState out;
  LIMEN_ASSIGN(const auto plan, vault.store().get(value_name::kBackupPlan));
  if (plan && !plan->empty()) {
    ByteReader in(*plan);
    BackupPlan held;
    held.every = std::chrono::hours(in.u32());
    held.folder = in.text(kMaxFolderBytes);
    if (in.done()) out.plan = std::move(held);
  }
  LIMEN_ASSIGN(const auto last, vault.store().get(value_name::kBackupLast));
  if (last) {
    ByteReader in(*last);
    out.lastMs = static_cast<std::int64_t>(in.u64());
    out.lastResult = in.text(64);
  }
  return out;
}

Result<std::optional<WrittenBackup>> backupIfDue(Vault& vault) {
  LIMEN_ASSIGN(const BackupState state, backupState(vault));
  if (!state.plan) return std::optional<WrittenBackup>();
  // A try that failed (the stick is not in) is made again at the next occasion.
  const WallTime due = fromUnixMs(state.lastMs) + state.plan->every;
  if (state.lastResult == "ok" && vault.clock().now() < due && toUnixMs(vault.clock().now()) >= state.lastMs)
    return std::optional<WrittenBackup>();
  auto written = writeAndLog(vault, state.plan->folder);
  if (!written) {
    if (written.error().room() == roomOf(StoreError::failed)) return unexpected(written.error());
    return std::optional<WrittenBackup>();
  }
  return std::optional(std::move(*written));
}

BackupKey keyOfStation(const Vault& vault) {
  auto key = std::make_shared<SecretBytes>(vault.stationSubkey("backup"));
  return [key](const BackupHeader& header) { return header.openWithStation(*key); };
}

BackupKey keyOfShares(std::vector<BoxKeys> holders) {
  auto held = std::make_shared<std::vector<BoxKeys>>(std::move(holders));
  return [held](const BackupHeader& header) {
    std::vector<const BoxKeys*> present;
    for (const BoxKeys& holder : *held) present.push_back(&holder);
    return header.openWithShares(present);
  };
}

Result<BackupFacts> verifyBackup(const fs::path& file, const BackupKey& key) {
  LIMEN_ASSIGN(const BackupHeader header, BackupReader::header(file));
  LIMEN_ASSIGN(const SecretBytes bodyKey, key(header));
  LIMEN_ASSIGN(BackupReader reader, BackupReader::open(file, header, bodyKey));
  BackupFacts facts;
  std::map<ScopeId, OwnChain> chains;
  std::uint64_t own = 0, entries = 0, waiting = 0;
  Hash log;
  for (bool first = true;; first = false) {
    LIMEN_ASSIGN(const ReadItem item, reader.next());
    if (first != (item.kind == BackupItem::about)) return unexpected(BackupError::damaged, "about");
    if (item.kind == BackupItem::end) break;
    if (item.kind == BackupItem::about) {
      LIMEN_ASSIGN(facts, backup_content::factsFrom(item.content));
    } else if (item.kind == BackupItem::revision) {
      LIMEN_ASSIGN(const OwnRevision revision, backup_content::revisionFrom(item.content));
      const auto sealed = SealedRevision::parse(revision.revision);
      OwnChain& chain = chains[revision.scope];
      if (!sealed || revision.counter != chain.made + 1) return unexpected(BackupError::damaged, "chain");
      chain.made = revision.counter;
      chain.hash = chainStep(chain.hash, sealed->hash());
      ++own;
    } else if (item.kind == BackupItem::chain) {
      LIMEN_ASSIGN(const OwnChain chain, backup_content::chainFrom(item.content));
      const OwnChain& built = chains[chain.scope];
      if (built.made != chain.made || built.hash != chain.hash) return unexpected(BackupError::damaged, "chain");
    } else if (item.kind == BackupItem::run) {
      const auto run = Run::parse(item.content);
      if (!run || run->station != facts.station) return unexpected(BackupError::otherStation, "run");
      waiting += run->last - run->first + 1;
    } else if (item.kind == BackupItem::logEntry) {
      LIMEN_ASSIGN(const AuditEntry entry, backup_content::entryFrom(item.content));
      if (auditHash(++entries, log, entry.act) != entry.hash) return unexpected(BackupError::damaged, "log");
      log = entry.hash;
    }
  }
  if (own != facts.own || entries != facts.logEntries || waiting < facts.waiting) return unexpected(BackupError::damaged, "count");
  return facts;
}

Result<std::vector<ListedBackup>> listBackups(const fs::path& folder, const BackupKey& key) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) return unexpected(BackupError::noFolder);
  const auto about = [&](const fs::path& file) -> Result<BackupFacts> {
    LIMEN_ASSIGN(const BackupHeader header, BackupReader::header(file));
    LIMEN_ASSIGN(const SecretBytes bodyKey, key(header));
    LIMEN_ASSIGN(BackupReader reader, BackupReader::open(file, header, bodyKey));
    LIMEN_ASSIGN(const ReadItem item, reader.next());
    if (item.kind != BackupItem::about) return unexpected(BackupError::damaged, "about");
    return backup_content::factsFrom(item.content);
  };
  std::vector<ListedBackup> out;
  fs::directory_iterator at(folder, failed);
  if (failed) return unexpected(FileError::unreadable, "folder");
  for (const fs::directory_iterator end; at != end; at.increment(failed)) {
    if (at->path().extension() != kBackupEnding) continue;
    std::error_code none;
    const auto bytes = fs::file_size(at->path(), none);
    out.push_back({at->path(), none ? 0 : bytes, about(at->path())});
  }
  std::sort(out.begin(), out.end(), [](const ListedBackup& a, const ListedBackup& b) {
    const std::int64_t left = a.facts ? a.facts->madeMs : 0, right = b.facts ? b.facts->madeMs : 0;
    return left != right ? left > right : a.file < b.file;
  });
  return out;
}

}  // namespace limen
