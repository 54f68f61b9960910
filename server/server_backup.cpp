// SPDX-License-Identifier: Apache-2.0
#include "server/server_backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/files.h"
#include "server/registry.h"
#include "server/tombstone_log.h"
#include "store/backup_file.h"
#include "store/database_copy.h"
#include "store/server_store.h"
#include "sync/directory.h"
#include "sync/hold_order.h"
#include "sync/run.h"

namespace limen {
namespace {

namespace fs = std::filesystem;

constexpr std::uint8_t kAboutVersion = 1;
constexpr std::size_t kPartBytes = 1 << 20;
constexpr std::size_t kFileNameBytes = 8;
constexpr std::size_t kMaxName = 32, kMaxPem = 16 * 1024;
constexpr std::string_view kCertificate = "certificate.pem", kAuthority = "ca.pem", kRoot = "root.key", kDirectory = "directory";

// A file of the work that goes with it, its write-ahead log too.
class Scrap {
 public:
  explicit Scrap(fs::path path) : path_(std::move(path)) { drop(); }
  ~Scrap() { drop(); }
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  const fs::path& path() const { return path_; }

 private:
  void drop() const {
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) ::unlink((path_.string() + ending).c_str());
  }
  fs::path path_;
};

class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Error writeError() {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return full ? Error(FileError::diskFull, "server") : Error(FileError::notWritten, "server");
}

// Who may open it beside the server's own key, by the newest directory. It stands by its own date: who signed may have left since.
struct Holders {
  std::vector<PublicKey> keys;
  std::size_t needed = 0;
};
Result<Holders> holdersOf(ByteView signedDirectory, const PublicKey& root) {
  SignedDirectory outer;
  Directory content;
  if (!outer.ParseFromArray(signedDirectory.data(), static_cast<int>(signedDirectory.size())) || !content.ParseFromString(outer.body()))
    return unexpected(ServerFolderError::damaged, "directory");
  LIMEN_ASSIGN(const VerifiedDirectory directory, VerifiedDirectory::verify(signedDirectory, root, fromUnixMs(content.issued_ms())));
  Holders out;
  for (const std::string& key : directory.content().escrow_x25519())
    if (const auto holder = publicKeyFrom(bytesOf(key))) out.keys.push_back(*holder);
  out.needed = directory.content().escrow_needed();
  if (out.keys.empty() || out.needed == 0) return unexpected(BackupError::noRecovery);
  return out;
}

Bytes bytesOfFacts(const ServerBackupFacts& facts) {
  return ByteWriter()
      .u8(kAboutVersion)
      .u64(static_cast<std::uint64_t>(facts.madeMs))
      .u64(facts.epoch)
      .u64(facts.runs)
      .u64(facts.tombstones)
      .take();
}

Result<ServerBackupFacts> factsFrom(ByteView bytes) {
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  ServerBackupFacts facts;
  facts.madeMs = static_cast<std::int64_t>(in.u64());
  facts.epoch = in.u64();
  facts.runs = in.u64();
  facts.tombstones = in.u64();
  if (in.ok() && version > kAboutVersion) return unexpected(BackupError::newerVersion);
  if (!in.done() || version != kAboutVersion) return unexpected(BackupError::damaged, "about");
  return facts;
}

Result<void> putKeys(BackupWriter& out, const ServerFolder& folder) {
  Bytes keys = ByteWriter()
                   .sized(folder.tlsKeyPem.expose(SecretAccess{}))
                   .raw(folder.receiptSeed.expose(SecretAccess{}))
                   .u32(folder.erasureKeyId)
                   .raw(folder.erasureSecret.expose(SecretAccess{}))
                   .take();
  const Result<void> put = out.put(BackupItem::serverKeys, keys);
  wipe(keys);
  return put;
}

Result<void> putFile(BackupWriter& out, std::string_view name, ByteView content) {
  return out.put(BackupItem::serverFile, ByteWriter().text(name).raw(content).take());
}

Result<void> putDatabase(BackupWriter& out, const fs::path& copy, const SecretBytes& key) {
  LIMEN_TRY(out.put(BackupItem::databaseKey, key.expose(SecretAccess{})));
  const File file(copy, O_RDONLY);
  Bytes part(kPartBytes);
  for (;;) {
    const ssize_t got = file.get() < 0 ? -1 : ::read(file.get(), part.data(), part.size());
    if (got < 0 && errno == EINTR && file.get() >= 0) continue;
    if (got < 0) return unexpected(FileError::unreadable, "server");
    if (got == 0) return {};
    LIMEN_TRY(out.put(BackupItem::databasePart, ByteView(part).first(static_cast<std::size_t>(got))));
  }
}

Result<std::vector<Bytes>> tombstonesIn(const fs::path& file) {
  auto found = readTombstoneLog(file);
  if (!found && found.error().is(FileError::missing)) return std::vector<Bytes>();  // the server was never started
  return found;
}

// One log goes on from the other: the longer one.
Result<std::vector<Bytes>> longerOf(std::vector<Bytes> one, std::vector<Bytes> other) {
  if (one.size() < other.size()) std::swap(one, other);
  if (!std::equal(other.begin(), other.end(), one.begin())) return unexpected(ServerBackupError::otherTombstones);
  return one;
}

struct Restored {
  ServerBackupFacts facts;
  ServerFolder folder;
  SecretBytes databaseKey;
  std::vector<Bytes> tombstones;
};

Result<void> takeFile(ByteView content, ServerFolder& folder) {
  ByteReader in(content);
  const std::string name = in.text(kMaxName);
  const ByteView bytes = in.raw(in.remaining());
  if (name == kCertificate) folder.certificatePem = textOf(bytes);
  if (name == kAuthority) folder.authorityPem = textOf(bytes);
  if (name == kDirectory) folder.directory = copyOf(bytes);
  if (name != kRoot) return {};
  const auto root = publicKeyFrom(bytes);
  if (!root) return unexpected(BackupError::damaged, "root");
  folder.root = *root;
  return {};
}

Result<void> takeKeys(ByteView content, ServerFolder& folder) {
  ByteReader in(content);
  folder.tlsKeyPem = SecretBytes::copyOf(in.sized(kMaxPem));
  folder.receiptSeed = SecretBytes::copyOf(in.raw(32));
  folder.erasureKeyId = in.u32();
  folder.erasureSecret = SecretBytes::copyOf(in.raw(32));
  if (!in.done()) return unexpected(BackupError::damaged, "keys");
  return {};
}

// All of the backup, its store into the file `copy`.
Result<Restored> readAll(const fs::path& file, const ServerBackupKey& key, const fs::path& copy) {
  LIMEN_ASSIGN(const BackupHeader header, BackupReader::header(file));
  LIMEN_ASSIGN(const SecretBytes bodyKey, key(header));
  LIMEN_ASSIGN(BackupReader reader, BackupReader::open(file, header, bodyKey));
  Restored out;
  const File target(copy, O_CREAT | O_EXCL | O_WRONLY);
  if (target.get() < 0) return unexpected(writeError());
  for (bool first = true;; first = false) {
    LIMEN_ASSIGN(const ReadItem item, reader.next());
    if (first != (item.kind == BackupItem::serverAbout)) return unexpected(ServerBackupError::notAServers);
    if (item.kind == BackupItem::end) break;
    if (item.kind == BackupItem::serverAbout) {
      LIMEN_ASSIGN(out.facts, factsFrom(item.content));
    } else if (item.kind == BackupItem::serverFile) {
      LIMEN_TRY(takeFile(item.content, out.folder));
    } else if (item.kind == BackupItem::serverKeys) {
      LIMEN_TRY(takeKeys(item.content, out.folder));
    } else if (item.kind == BackupItem::databaseKey) {
      out.databaseKey = SecretBytes::copyOf(item.content);
    } else if (item.kind == BackupItem::tombstone) {
      out.tombstones.push_back(item.content);
    } else if (item.kind == BackupItem::databasePart) {
      for (ByteView rest = item.content; !rest.empty();) {
        const ssize_t put = ::write(target.get(), rest.data(), rest.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return unexpected(writeError());
        rest = rest.subspan(static_cast<std::size_t>(put));
      }
    } else {
      return unexpected(ServerBackupError::notAServers);
    }
  }
  const bool whole = out.tombstones.size() == out.facts.tombstones && out.databaseKey.size() == kStoreKeyBytes &&
                     !out.folder.certificatePem.empty() && !out.folder.authorityPem.empty() && !out.folder.directory.empty() &&
                     out.folder.tlsKeyPem.size() > 0;
  if (!whole) return unexpected(BackupError::damaged, "count");
  return out;
}

Result<ServerBackupFacts> fill(const fs::path& folder, const SecretBytes& storeKey, const fs::path& file, const ServerBackupKey& key,
                               const std::optional<fs::path>& tombstones, const Clock& clock) {
  const Scrap copy(folder.string() + ".store");
  LIMEN_ASSIGN(Restored restored, readAll(file, key, copy.path()));
  if (tombstones) {
    LIMEN_ASSIGN(std::vector<Bytes> newer, readTombstoneLog(*tombstones));
    LIMEN_ASSIGN(restored.tombstones, longerOf(std::move(restored.tombstones), std::move(newer)));
  }
  LIMEN_TRY(restored.folder.create(folder, storeKey));
  {
    const Scrap empty(serverStorePath(folder));  // the one that a new folder gets
  }
  LIMEN_TRY(copyDatabase(copy.path(), restored.databaseKey, serverStorePath(folder), serverStoreKey(storeKey)));
  LIMEN_ASSIGN(const ServerFolder made, ServerFolder::load(folder, storeKey));
  LIMEN_ASSIGN(const std::unique_ptr<TombstoneLog> log, openTombstoneLog(made.tombstones));
  for (const Bytes& each : restored.tombstones) LIMEN_TRY(log->append(each));
  LIMEN_ASSIGN(const std::unique_ptr<ServerStore> store, openServerStore(folder, storeKey));
  LIMEN_TRY(replay(*log, *store));
  LIMEN_TRY(store->raiseEpoch(static_cast<std::uint64_t>(std::max<std::int64_t>(toUnixMs(clock.now()) / 1000, 0))));
  return restored.facts;
}

constexpr std::size_t kCheckedAtOnce = 4 << 20;

Unexpected<Error> doesNotHold(const char* what) { return unexpected(BackupError::damaged, what); }

Result<void> checkRun(const StoredRun& stored, const ScopeId& scope, const VerifiedDirectory& directory) {
  const Station* station = directory.station(stored.run.station);
  const auto key = station ? publicKeyFrom(bytesOf(station->ed25519())) : std::nullopt;
  Run run;
  if (!key || stored.run.scope != scope || stored.run.signature.size() != run.signature.size()) return doesNotHold("run");
  run.station = stored.run.station;
  run.scope = scope;
  run.first = stored.run.first;
  run.last = stored.run.last;
  run.before = stored.run.before;
  run.after = stored.run.after;
  std::copy(stored.run.signature.begin(), stored.run.signature.end(), run.signature.begin());
  for (const StoredRevision& revision : stored.run.revisions) {
    auto parsed = SealedRevision::parse(revision.revision);
    if (!parsed) return doesNotHold("revision");
    run.revisions.push_back(std::move(*parsed));
  }
  if (run.revisions.size() != run.last - run.first + 1 || !run.check(*key)) return doesNotHold("run");
  return {};
}

Result<std::uint64_t> checkRuns(ServerStore& store, const VerifiedDirectory& directory) {
  std::uint64_t all = 0;
  LIMEN_ASSIGN(const auto scopes, store.numbers());
  for (const ServerStore::Copied& scope : scopes) {
    std::uint64_t number = 0;
    while (number < scope.number) {
      LIMEN_ASSIGN(const auto runs, store.runsAfter(scope.scope, number, kCheckedAtOnce));
      if (runs.empty()) return doesNotHold("numbers");
      for (const StoredRun& each : runs) {
        if (each.number != ++number) return doesNotHold("numbers");
        LIMEN_TRY(checkRun(each, scope.scope, directory));
      }
    }
    all += number;
  }
  return all;
}

Result<void> checkOrders(const std::vector<Bytes>& orders, const Registry::View& view) {
  for (const Bytes& each : orders) {
    const auto order = parseOrder(each);
    if (!order) return doesNotHold("erasure");
    const auto place = view.scopes.find(scopeOf(*order));
    const auto protects = [&](const std::string& role) { return place != view.scopes.end() && place->second.protectingRoles.contains(role); };
    if (!check(*order, view.directory, protects, Tombstone::Moment::taken)) return doesNotHold("erasure");
  }
  return {};
}

Result<void> checkKeys(const ServerFolder& folder, const VerifiedDirectory& directory) {
  LIMEN_ASSIGN(const Signer receipt, Signer::fromSeed(folder.receiptSeed));
  LIMEN_ASSIGN(const BoxKeys erasure, BoxKeys::fromSecret(folder.erasureSecret));
  const auto& servers = directory.content().servers();
  const bool listed = std::any_of(servers.begin(), servers.end(), [&](const ServerKey& each) {
    return each.receipt_ed25519() == textOf(receipt.publicKey()) && each.erasure_x25519() == textOf(erasure.publicKey());
  });
  return listed ? Result<void>{} : doesNotHold("keys");
}

}  // namespace

std::string_view nameOf(ServerBackupError cause) {
  switch (cause) {
    case ServerBackupError::notAServers:
      return "notAServers";
    case ServerBackupError::otherTombstones:
      return "otherTombstones";
  }
  return "unknown";
}

Result<WrittenServerBackup> backupServer(const fs::path& folder, const SecretBytes& storeKey, const fs::path& to, const Clock& clock,
                                         Random& random) {
  LIMEN_ASSIGN(const ServerFolder content, ServerFolder::load(folder, storeKey));
  LIMEN_ASSIGN(const std::unique_ptr<ServerStore> store, openServerStore(folder, storeKey));
  LIMEN_ASSIGN(const auto newest, store->directory());
  LIMEN_ASSIGN(const Holders holders, holdersOf(newest ? ByteView(*newest) : ByteView(content.directory), content.root));
  SecretBytes bodyKey;
  LIMEN_ASSIGN(BackupHeader header, BackupHeader::make(serverBackupKey(storeKey), holders.keys, holders.needed, bodyKey));
  LIMEN_ASSIGN(BackupWriter out, BackupWriter::begin(to, std::move(header), std::move(bodyKey)));

  // In this order: what is stored from now on is not safe before this copy, or a later one, is known to hold it.
  LIMEN_TRY(store->markCopied({}));
  LIMEN_ASSIGN(const auto numbers, store->numbers());
  const Scrap copy(folder / "copy");
  const SecretBytes copyKey = SecretBytes::random(kStoreKeyBytes);
  LIMEN_TRY(copyDatabase(serverStorePath(folder), serverStoreKey(storeKey), copy.path(), copyKey));
  // The file of erasures is written before the store, so what is read behind it has all of the copy's.
  LIMEN_ASSIGN(const std::vector<Bytes> tombstones, tombstonesIn(content.tombstones));

  WrittenServerBackup done;
  done.facts.madeMs = toUnixMs(clock.now());
  LIMEN_ASSIGN(done.facts.epoch, store->epoch());
  for (const ServerStore::Copied& each : numbers) done.facts.runs += each.number;
  done.facts.tombstones = tombstones.size();
  LIMEN_TRY(out.put(BackupItem::serverAbout, bytesOfFacts(done.facts)));
  LIMEN_TRY(putFile(out, kCertificate, bytesOf(content.certificatePem)));
  LIMEN_TRY(putFile(out, kAuthority, bytesOf(content.authorityPem)));
  LIMEN_TRY(putFile(out, kRoot, content.root));
  LIMEN_TRY(putFile(out, kDirectory, content.directory));
  LIMEN_TRY(putKeys(out, content));
  for (const Bytes& each : tombstones) LIMEN_TRY(out.put(BackupItem::tombstone, each));
  LIMEN_TRY(putDatabase(out, copy.path(), copyKey));

  std::array<Byte, kFileNameBytes> name{};
  random.fill(name);
  LIMEN_ASSIGN(done.file, out.finish(toHex(name) + std::string(kServerBackupEnding), done.bytes));
  LIMEN_TRY(store->markCopied(numbers));
  return done;
}

Result<ServerBackupFacts> verifyServerBackup(const fs::path& file, const ServerBackupKey& key, const fs::path& scratch, Random& random) {
  std::array<Byte, kFileNameBytes> name{};
  random.fill(name);
  const Scrap copy(scratch / (".limen-" + toHex(name)));
  LIMEN_ASSIGN(const Restored restored, readAll(file, key, copy.path()));
  const auto holds = databaseHolds(copy.path(), restored.databaseKey);
  if (!holds || !*holds) return doesNotHold("store");
  LIMEN_ASSIGN(const auto store, openEmbeddedServerStore(copy.path(), restored.databaseKey, Database::Create::no));
  const auto registry = Registry::open(*store, restored.folder.root, restored.folder.directory);
  if (!registry) return doesNotHold("directory");
  const auto view = (*registry)->view();
  LIMEN_TRY(checkKeys(restored.folder, view->directory));
  LIMEN_ASSIGN(const std::uint64_t epoch, store->epoch());
  LIMEN_ASSIGN(const std::uint64_t runs, checkRuns(*store, view->directory));
  // Runs that came while it was made are in its store and not in its count.
  if (epoch != restored.facts.epoch || runs < restored.facts.runs) return doesNotHold("count");
  LIMEN_TRY(checkOrders(restored.tombstones, *view));
  return restored.facts;
}

Result<ServerBackupFacts> restoreServer(const fs::path& folder, const SecretBytes& storeKey, const fs::path& file,
                                        const ServerBackupKey& key, const std::optional<fs::path>& tombstones, const Clock& clock) {
  std::error_code failed;
  if (fs::exists(folder, failed) && !(fs::is_directory(folder, failed) && fs::is_empty(folder, failed)))
    return unexpected(ServerFolderError::exists);
  fs::path complete = folder.lexically_normal();
  if (!complete.has_filename()) complete = complete.parent_path();
  const fs::path partial = complete.string() + ".restoring";
  fs::remove_all(partial, failed);
  auto filled = fill(partial, storeKey, file, key, tombstones, clock);
  const Result<void> moved = filled ? moveFolder(partial, complete) : Result<void>();
  if (!filled || !moved) fs::remove_all(partial, failed);
  LIMEN_TRY(moved);
  return filled;
}

}  // namespace limen
