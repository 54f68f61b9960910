// SPDX-License-Identifier: Apache-2.0
// A backup becomes a station again, on a machine that has nothing.
#include <algorithm>
#include <system_error>

#include "core/files.h"
#include "station/backup.h"
#include "station/backup_content.h"
#include "station/factors.h"
#include "station/passphrase.h"
#include "station/recovery.h"
#include "station/station_files.h"
#include "station/users.h"
#include "sync/run.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

// Gone again unless it is kept.
class FreshFolder {
 public:
  explicit FreshFolder(fs::path path) : path_(std::move(path)) {}
  ~FreshFolder() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(path_, ignored);
  }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;
  const fs::path& path() const { return path_; }
  Result<void> make() {
    std::error_code failed;
    fs::create_directories(path_ / "rings", failed);
    if (!failed) fs::permissions(path_, fs::perms::owner_all, failed);
    if (!failed) fs::permissions(path_ / "rings", fs::perms::owner_all, failed);
    if (failed) return unexpected(FileError::notWritten, "folder");
    return {};
  }
  Result<void> moveTo(const fs::path& home) {
    LIMEN_TRY(moveFolder(path_, home));
    kept_ = true;
    return {};
  }

 private:
  fs::path path_;
  bool kept_ = false;
};

class Rebuilding {
 public:
  explicit Rebuilding(fs::path home) : home_(std::move(home)) {}

  Result<BackupFacts> read(BackupReader& reader) {
    for (bool first = true;; first = false) {
      LIMEN_ASSIGN(const ReadItem item, reader.next());
      if (first != (item.kind == BackupItem::about)) return unexpected(BackupError::damaged, "about");
      if (item.kind == BackupItem::end) break;
      if (auto taken = take(item); !taken) {
        // A row that does not fit is the backup's fault; a disk that is full is not.
        const Error& error = taken.error();
        if (error.is(StoreError::failed) || error.is(StoreError::damaged) || error.is(StoreError::duplicate))
          return unexpected(BackupError::damaged, std::string(error.context()));
        return unexpected(error);
      }
    }
    if (!store_ || own_ != facts_.own || entries_ != facts_.logEntries) return unexpected(BackupError::damaged, "count");
    LIMEN_ASSIGN(const auto station, store_->get(value_name::kStation));
    if (!station || StationId::from(*station) != facts_.station) return unexpected(BackupError::otherStation);
    LIMEN_TRY(store_->put(value_name::kRestored, Bytes{1}));
    LIMEN_TRY(transaction_->commit());
    transaction_.reset();
    LIMEN_TRY(store_->database().checkpoint());
    return facts_;
  }

  StationStore& store() { return *store_; }
  const SecretBytes& stationKey() const { return stationKey_; }

 private:
  Result<void> take(const ReadItem& item) {
    ByteReader in(item.content);
    if (item.kind != BackupItem::about && item.kind != BackupItem::stationKey && !store_)
      return unexpected(BackupError::damaged, "order");
    switch (item.kind) {
      case BackupItem::end:
        return {};
      case BackupItem::about: {
        LIMEN_ASSIGN(facts_, backup_content::factsFrom(item.content));
        return {};
      }
      case BackupItem::stationKey:
        return makeStore(item.content);
      case BackupItem::kit: {
        LIMEN_TRY(parseKit(item.content));
        return writeFile(kitPath(home_), item.content, Access::everyoneReads);
      }
      case BackupItem::slots:
        LIMEN_TRY(KeySlots::parse(item.content));
        return writeFile(slotsPath(home_), item.content);
      case BackupItem::ring: {
        UserId user;
        user.value = in.array<UserId::kSize>();
        if (!in.ok()) return unexpected(BackupError::damaged, "ring");
        return writeFile(ringPath(home_, user), in.raw(in.remaining()));
      }
      case BackupItem::named: {
        const std::string name = in.text(256);
        const ByteView value = in.raw(in.remaining());
        if (!in.ok()) return unexpected(BackupError::damaged, "named");
        return store_->put(name, value);
      }
      case BackupItem::package: {
        PackageHash hash;
        hash.value = in.array<PackageHash::kSize>();
        const std::string programme = in.text(256);
        const std::uint64_t version = in.u64();
        const ByteView content = in.raw(in.remaining());
        if (!in.ok()) return unexpected(BackupError::damaged, "package");
        return store_->putPackage(hash, programme, version, content);
      }
      case BackupItem::grant: {
        UserId user;
        user.value = in.array<UserId::kSize>();
        const std::string compartment = in.text(256), group = in.text(256);
        const std::uint32_t epoch = in.u32();
        const ByteView content = in.raw(in.remaining());
        if (!in.ok()) return unexpected(BackupError::damaged, "grant");
        return store_->putGrant(user, compartment, group, epoch, content);
      }
      case BackupItem::shiftObject: {
        ShiftId shift;
        shift.value = in.array<ShiftId::kSize>();
        const ByteView object = in.raw(in.remaining());
        if (!in.ok() || !ShiftObject::parse(object)) return unexpected(BackupError::damaged, "shift");
        return store_->putShiftObject(shift, object);
      }
      case BackupItem::revision: {
        LIMEN_ASSIGN(const OwnRevision own, backup_content::revisionFrom(item.content));
        ++own_;
        return putOwnRevision(*store_, facts_.station, own);
      }
      case BackupItem::chain: {
        LIMEN_ASSIGN(const OwnChain chain, backup_content::chainFrom(item.content));
        LIMEN_ASSIGN(const ChainEnd end, store_->ownChain(facts_.station, chain.scope));
        if (end.counter != chain.made || end.hash != chain.hash) return unexpected(BackupError::damaged, "chain");
        return {};
      }
      case BackupItem::run: {
        LIMEN_ASSIGN(const Run run, Run::parse(item.content));
        if (run.station != facts_.station) return unexpected(BackupError::otherStation, "run");
        return putReadyRun(*store_, facts_.station, run.scope, run.first, run.last, item.content);
      }
      case BackupItem::logEntry: {
        LIMEN_ASSIGN(const AuditEntry entry, backup_content::entryFrom(item.content));
        ++entries_;
        return putLogEntry(*store_, entry.act, entry.hash);
      }
      case BackupItem::checkpoint: {
        LIMEN_ASSIGN(const Checkpoint checkpoint, Checkpoint::parse(item.content));
        return store_->putCheckpoint(checkpoint);
      }
      case BackupItem::serverAbout:
      case BackupItem::serverKeys:
      case BackupItem::serverFile:
      case BackupItem::databaseKey:
      case BackupItem::databasePart:
      case BackupItem::tombstone:
        return unexpected(BackupError::otherStation, "server");
    }
    return unexpected(BackupError::damaged, "item");
  }

  Result<void> makeStore(ByteView key) {
    if (key.size() != kStoreKeyBytes || store_) return unexpected(BackupError::damaged, "key");
    LIMEN_ASSIGN(StationStore made, StationStore::create(storePath(home_), subkeyOf(SecretBytes::copyOf(key), "store")));
    store_.emplace(std::move(made));
    stationKey_ = SecretBytes::copyOf(key);
    LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store_->database()));
    transaction_.emplace(std::move(transaction));
    return {};
  }

  fs::path home_;
  BackupFacts facts_;
  SecretBytes stationKey_;
  std::optional<StationStore> store_;
  std::optional<Transaction> transaction_;  // ends before the store
  std::uint64_t own_ = 0, entries_ = 0;
};

Result<UserId> userNamed(const std::vector<UnlockChoice>& choices, const std::string& wanted) {
  std::optional<UserId> found;
  for (const UnlockChoice& choice : choices) {
    if (choice.name != wanted && choice.user.hex() != wanted) continue;
    if (found && *found != choice.user) return unexpected(SlotError::unknownUser, "several");
    found = choice.user;
  }
  if (!found) return unexpected(SlotError::unknownUser);
  return *found;
}

Result<SecretBytes> codeOf(const Restorer& person) {
  if (!person.code) return SecretBytes();  // refused as codeNeeded
  return person.code();
}

// The restored station asks its own table who may do this.
Result<void> allowed(const fs::path& fresh, const BackupFacts& facts, const Restorer& who, const Restorer& second,
                     Surroundings surroundings) {
  LIMEN_ASSIGN(const auto choices, unlockChoices(fresh));
  LIMEN_ASSIGN(const UserId user, userNamed(choices, who.user));
  LIMEN_ASSIGN(const UserId other, userNamed(choices, second.user));
  LIMEN_ASSIGN(const SecretBytes secret, unlockSlot(fresh, user, *who.passphrase, *surroundings.clock));
  LIMEN_ASSIGN(Vault vault, Vault::open(fresh, user, secret, surroundings));
  Approvals approvals(vault, Approvals::Entry::typedNow);
  if (approvals.waitsForCode()) {
    LIMEN_ASSIGN(const SecretBytes code, codeOf(who));
    LIMEN_TRY(approvals.giveCode(textOf(code.expose(SecretAccess{}))));
  }
  const Bytes about = backup_content::bytesOf(facts);
  LIMEN_ASSIGN(const RequestId request, approvals.ask(Act::restore, about));
  LIMEN_ASSIGN(const bool phone, hasTotp(vault, other));
  SecretBytes otherCode;
  if (phone) {
    LIMEN_ASSIGN(otherCode, codeOf(second));
  }
  LIMEN_TRY(approvals.confirm(request, other, *second.passphrase, textOf(otherCode.expose(SecretAccess{}))));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::restore, about));
  permit.use(Act::restore, about);
  LIMEN_TRY(vault.rowsHold());
  return vault.store().audit(vault.act("restore"));
}

// A slot, a ring and new keys for a user whom nobody of the station is left to admit.
Result<Bytes> letIn(const fs::path& fresh, Rebuilding& station, const BackupFacts& facts, ByteView directoryBytes,
                    const RecoveringUser& wanted, Surroundings surroundings) {
  StationStore& store = station.store();
  LIMEN_ASSIGN(const Bytes kitBytes, readFile(kitPath(fresh), kMaxKitBytes));
  LIMEN_ASSIGN(const Kit kit, parseKit(kitBytes));
  const WallTime now = surroundings.clock->now();
  LIMEN_ASSIGN(const VerifiedDirectory directory,
               VerifiedDirectory::verify(directoryBytes, *publicKeyFrom(bytesOf(kit.root_ed25519())), now));
  const Station* own = directory.station(facts.station);
  if (directory.organisation() != facts.organisation || !own || own->revoked()) return unexpected(VaultError::notAllowed, "station");
  const User* person = nullptr;
  for (const User& user : directory.content().users())
    if (user.name() == wanted.name && std::find(own->users().begin(), own->users().end(), user.id()) != own->users().end())
      person = &user;
  if (!person || person->disabled()) return unexpected(UserError::notListed);
  const UserId user = *UserId::from(bytesOf(person->id()));
  const SecretBytes typed = normalisedPassphrase(*wanted.passphrase);
  LIMEN_TRY(checkPassphrase(textOf(typed.expose(SecretAccess{})), {kit.organisation_name(), person->name()}));

  const SecretBytes userSecret = SecretBytes::random(kStoreKeyBytes);
  const Signer signer = Signer::generate();
  const BoxKeys box = BoxKeys::generate();
  LIMEN_ASSIGN(KeySlots slots, readSlots(fresh));
  LIMEN_TRY(slots.add(user, person->name(), typed, userSecret, wanted.cost));
  slots.seal(subkeyOf(station.stationKey(), "slots"));
  LIMEN_TRY(writeFile(ringPath(fresh, user),
                      Ring{station.stationKey().clone(), signer.seed(), box.secret().clone()}.serialise(user, userSecret)));
  LIMEN_TRY(writeFile(slotsPath(fresh), slots.serialise()));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  LIMEN_TRY(store.put(value_name::kDirectory, directoryBytes));
  LIMEN_TRY(store.put(value_name::kDirectoryTaken, numberBytes(static_cast<std::uint64_t>(toUnixMs(now)))));
  LIMEN_TRY(transaction.commit());

  LIMEN_ASSIGN(Vault vault, Vault::open(fresh, user, userSecret, surroundings));
  LIMEN_TRY(vault.require(Act::restore));
  LIMEN_TRY(vault.rowsHold());
  LIMEN_TRY(vault.store().audit(vault.act("recover")));
  UserKeys keys;
  keys.organisation = facts.organisation;
  keys.station = facts.station;
  keys.user = user;
  keys.ed25519 = signer.publicKey();
  keys.x25519 = box.publicKey();
  return keys.sign(vault.stationSigner());
}

bool taken(const fs::path& home) {
  std::error_code looked;
  return fs::exists(fs::symlink_status(home, looked)) && !(fs::is_directory(home, looked) && fs::is_empty(home, looked));
}

}  // namespace

Result<Bytes> recoverStation(const fs::path& home, const fs::path& file, const std::vector<BoxKeys>& shares, ByteView directory,
                             const RecoveringUser& user, Surroundings surroundings) {
  LIMEN_CHECK(surroundings.clock && surroundings.random && user.passphrase);
  if (taken(home)) return unexpected(BackupError::exists);
  LIMEN_ASSIGN(const BackupHeader header, BackupReader::header(file));
  std::vector<const BoxKeys*> present;
  for (const BoxKeys& share : shares) present.push_back(&share);
  LIMEN_ASSIGN(const SecretBytes bodyKey, header.openWithShares(present));
  LIMEN_ASSIGN(BackupReader reader, BackupReader::open(file, header, bodyKey));
  FreshFolder fresh(fs::path(home).concat(".new-" + toHex(RepeatId::make(*surroundings.random).bytes())));
  LIMEN_TRY(fresh.make());
  Bytes keys;
  {
    Rebuilding rebuilding(fresh.path());
    LIMEN_ASSIGN(const BackupFacts facts, rebuilding.read(reader));
    LIMEN_ASSIGN(keys, letIn(fresh.path(), rebuilding, facts, directory, user, surroundings));
  }
  LIMEN_TRY(fresh.moveTo(home));
  return keys;
}

Result<BackupFacts> restoreStation(const fs::path& home, const fs::path& file, const BackupKey& key, const Restorer& who,
                                   const Restorer& second, Surroundings surroundings) {
  LIMEN_CHECK(surroundings.clock && surroundings.random && who.passphrase && second.passphrase);
  if (taken(home)) return unexpected(BackupError::exists);
  LIMEN_ASSIGN(const BackupHeader header, BackupReader::header(file));
  LIMEN_ASSIGN(const SecretBytes bodyKey, key(header));
  LIMEN_ASSIGN(BackupReader reader, BackupReader::open(file, header, bodyKey));
  FreshFolder fresh(fs::path(home).concat(".new-" + toHex(RepeatId::make(*surroundings.random).bytes())));
  LIMEN_TRY(fresh.make());
  BackupFacts facts;
  {
    Rebuilding rebuilding(fresh.path());
    LIMEN_ASSIGN(facts, rebuilding.read(reader));
  }
  LIMEN_TRY(allowed(fresh.path(), facts, who, second, surroundings));
  LIMEN_TRY(fresh.moveTo(home));
  return facts;
}

}  // namespace limen
