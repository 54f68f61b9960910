// SPDX-License-Identifier: Apache-2.0
// The server burns and comes back from a backup that is older than what happened last: nothing acknowledged is lost, and what was erased
// stays erased.
#include "server/server_backup.h"

#include <signal.h>
#include <sys/resource.h>

#include "erasing.h"
#include "server/tombstone_log.h"
#include "station/backup.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

namespace {

struct Backed : Erasing {
  Backed() { fs::create_directory(stick); }
  fs::path oldFolder() const { return world.folder / "server"; }
  fs::path newFolder() const { return world.folder / "server two"; }
  ServerBackupKey ownKey() const {
    auto key = std::make_shared<SecretBytes>(serverBackupKey(storeKey));
    return [key](const BackupHeader& header) { return header.openWithStation(*key); };
  }
  WrittenServerBackup backup(const fs::path& folder) { return must(backupServer(folder, storeKey, stick, world.clock, world.random)); }
  Result<ServerBackupFacts> restore(const fs::path& file, const std::optional<fs::path>& tombstones) {
    return restoreServer(newFolder(), storeKey, file, ownKey(), tombstones, world.clock);
  }
  void burn() {
    tap.connectTo(0);
    server->stop();
    server.reset();
  }
  void start(const fs::path& folder, const SecretBytes& key) {
    server = must(Server::start(must(ServerFolder::load(folder, key)), must(openServerStore(folder, key)), {}, world.clock));
    tap.connectTo(server->port());
  }
  // Of the desk's chain: acknowledged, and safe.
  std::pair<std::uint64_t, std::uint64_t> confirmedAndSafe() {
    Vault vault = world.unlock(desk);
    const ScopeId scope = vault.scope(*must(vault.programmes()).front());
    return {must(vault.store().confirmedEnd(vault.station(), scope)).counter, must(vault.store().safeCounter(vault.station(), scope))};
  }
  std::size_t onStick() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(stick), {})); }
  const fs::path stick = world.folder / "stick";
};

void writeTo(const fs::path& file, const Bytes& content) { must(writeFile(file, content)); }

}  // namespace

TEST_CASE("a server restored from a backup older than an erasure has it erased, and the stations bring what it lacks", "[station]") {
  Backed here;
  const RecordId erased = here.captured(kMark, kMark), before = here.captured(kOther, kOther);
  here.syncAt(here.desk);
  CHECK_FALSE(here.last.secondCopy);
  here.syncAt(here.reader);
  Secrets gone;
  {
    Vault vault = here.world.unlock(here.reader);
    gone = secretsOf(vault, erased);
  }
  const std::size_t all = gone.ciphertexts.size() + gone.parts.size();
  REQUIRE(found(here.atServer(), kMark, gone) == all);

  const WrittenServerBackup backup = here.backup(here.oldFolder());  // while it runs
  CHECK(backup.facts.runs == 1);
  CHECK(here.onStick() == 1);
  CHECK_FALSE(fs::exists(here.oldFolder() / "copy"));
  here.syncAt(here.desk);
  CHECK(here.last.secondCopy);
  CHECK(here.confirmedAndSafe() == std::pair<std::uint64_t, std::uint64_t>{2, 2});

  const RecordId after = here.captured("Later", "Later");
  here.syncAt(here.desk);
  CHECK(here.confirmedAndSafe() == std::pair<std::uint64_t, std::uint64_t>{3, 2});  // stored, and not yet safe
  must(here.erase(erased, "request", here.desk.user, kUserPassphrase));
  here.syncAt(here.desk);
  REQUIRE(found(here.atServer(), kMark, gone) == 0);

  here.burn();
  SECTION("with the file of erasures of the old folder") {
    const ServerBackupFacts facts = must(here.restore(backup.file, here.oldFolder() / "tombstones"));
    CHECK(facts.runs == 1);
    CHECK(facts.tombstones == 0);
    CHECK(found(here.atServer(here.newFolder(), here.storeKey), kMark, gone) == 0);  // before anybody could ask
    here.start(here.newFolder(), here.storeKey);
    here.syncAt(here.reader);  // asks before the desk has told anything
    CHECK(found(here.at(here.reader), kMark, gone) == 0);
  }
  SECTION("without one: the desk brings its tombstone") {
    must(here.restore(backup.file, std::nullopt));
    CHECK(found(here.atServer(here.newFolder(), here.storeKey), kMark, gone) == all);
    here.start(here.newFolder(), here.storeKey);
  }
  here.syncAt(here.desk);
  CHECK(here.last.secondCopy);
  here.syncAt(here.reader);
  for (const std::string& content : {here.atServer(here.newFolder(), here.storeKey), here.at(here.desk), here.at(here.reader)})
    CHECK(found(content, kMark, gone) == 0);
  const Desk late = here.world.enrolDesk("Case Worker Two", "case_worker", "north gate");
  here.publish();
  for (const Desk* each : std::initializer_list<const Desk*>{&here.desk, &here.reader, &late}) {
    here.syncAt(*each);
    Vault vault = here.world.unlock(*each);
    CHECK(must(vault.store().counts()).records == 3);
    CHECK(must(vault.store().isErased(erased)));
  }
  Vault vault = here.world.unlock(here.reader);
  CHECK(textOfAnswer(must(showRecord(vault, before, "English")), "given_name") == kOther);
  CHECK(textOfAnswer(must(showRecord(vault, after, "English")), "given_name") == "Later");
  // And the next backup makes safe what came back.
  CHECK(here.confirmedAndSafe().second < 3);
  here.backup(here.newFolder());
  here.syncAt(here.desk);
  CHECK(here.confirmedAndSafe() == std::pair<std::uint64_t, std::uint64_t>{3, 3});
}

TEST_CASE("recovery holders bring a server back under a new key", "[station]") {
  Backed here;
  here.captured(kMark, kMark);
  here.syncAt(here.desk);
  const WrittenServerBackup backup = here.backup(here.oldFolder());
  here.burn();
  const SecretBytes next = SecretBytes::random(32);
  const auto few = restoreServer(here.newFolder(), next, backup.file, keyOfShares(here.shares(2)), std::nullopt, here.world.clock);
  refusedWith(few, BackupError::tooFewShares);
  must(restoreServer(here.newFolder(), next, backup.file, keyOfShares(here.shares(3)), here.oldFolder() / "tombstones", here.world.clock));
  refusedWith(ServerFolder::load(here.newFolder(), here.storeKey), ServerFolderError::wrongKey);
  here.start(here.newFolder(), next);
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  Vault vault = here.world.unlock(here.reader);
  CHECK(must(vault.store().counts()).records == 1);
}

TEST_CASE("a server's backup that is cut, altered, newer, another's, or goes where something is, changes nothing", "[station]") {
  Backed here;
  const RecordId record = here.captured(kMark, kMark);
  here.syncAt(here.desk);
  must(here.erase(record, "request", here.desk.user, kUserPassphrase));
  here.syncAt(here.desk);
  const WrittenServerBackup backup = here.backup(here.oldFolder());
  const Bytes whole = must(readFile(backup.file, 64 << 20));
  const fs::path file = here.world.folder / "bad", log = here.oldFolder() / "tombstones";
  const auto refusedAs = [&](const Bytes& content, auto cause) {
    writeTo(file, content);
    refusedWith(here.restore(file, log), cause);
    CHECK_FALSE(fs::exists(here.newFolder()));
    CHECK_FALSE(fs::exists(here.newFolder().string() + ".restoring"));
    CHECK_FALSE(fs::exists(here.newFolder().string() + ".restoring.store"));
  };
  for (const std::size_t size : {std::size_t{4}, std::size_t{50}, whole.size() / 3, whole.size() - kBackupSealedChunkBytes, whole.size() - 1})
    refusedAs(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)), BackupError::truncated);
  refusedAs(Bytes(), BackupError::notABackup);
  Bytes other = whole;
  other[4] = 9;
  refusedAs(other, BackupError::newerVersion);
  other[4] = 0;
  refusedAs(other, BackupError::damaged);
  other = whole;
  other[whole.size() / 2] ^= 1;
  refusedAs(other, BackupError::damaged);
  other = whole;
  other.push_back(0);
  refusedAs(other, BackupError::damaged);

  const auto wrongKey = restoreServer(here.newFolder(), SecretBytes::random(32), backup.file, [](const BackupHeader& header) {
    return header.openWithStation(serverBackupKey(SecretBytes::random(32)));
  }, log, here.world.clock);
  refusedWith(wrongKey, BackupError::otherKey);
  refusedWith(restoreServer(here.oldFolder(), here.storeKey, backup.file, here.ownKey(), log, here.world.clock), ServerFolderError::exists);

  // The file of erasures: not there, changed, another server's.
  refusedWith(here.restore(backup.file, here.world.folder / "none"), FileError::missing);
  Bytes erasures = must(readFile(log, 1 << 20));
  REQUIRE(erasures.size() > 40);
  erasures[40] ^= 1;
  writeTo(file, erasures);
  refusedWith(here.restore(backup.file, file), TombstoneLogError::damaged);
  fs::remove(file);
  {
    auto foreign = must(openTombstoneLog(file));
    must(foreign->append(Bytes(120, 3)));
  }
  refusedWith(here.restore(backup.file, file), ServerBackupError::otherTombstones);

  // A station's backup is no server's, whoever opens it.
  {
    Vault vault = here.world.unlock(here.desk);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const WrittenBackup station = must(createBackup(vault, must(approvals.permit(Act::backup)), here.stick));
    refusedWith(restoreServer(here.newFolder(), here.storeKey, station.file, keyOfShares(here.shares(3)), log, here.world.clock),
                ServerBackupError::notAServers);
    fs::remove(station.file);
  }
  // And the good one is still good, for an empty folder too.
  fs::create_directory(here.newFolder());
  CHECK(must(here.restore(backup.file, log)).tombstones == 1);
}

TEST_CASE("a folder that is not there or a disk that is full leaves no half server and no half backup, and makes nothing safe", "[station]") {
  Backed here;
  here.captured(kMark, kMark);
  here.syncAt(here.desk);
  const WrittenServerBackup good = here.backup(here.oldFolder());
  here.captured(kOther, kOther);
  here.syncAt(here.desk);
  refusedWith(backupServer(here.oldFolder(), here.storeKey, here.world.folder / "no stick", here.world.clock, here.world.random), BackupError::noFolder);
  refusedWith(backupServer(here.stick, here.storeKey, here.stick, here.world.clock, here.world.random), ServerFolderError::missing);
  refusedWith(backupServer(here.oldFolder(), SecretBytes::random(32), here.stick, here.world.clock, here.world.random), ServerFolderError::wrongKey);

  const auto onFullDisk = [&](auto act) {
    const auto before = ::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{48 * 1024, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    auto result = act();
    ::setrlimit(RLIMIT_FSIZE, &old);
    ::signal(SIGXFSZ, before);
    REQUIRE_FALSE(result);
    INFO(result.error().room() << "." << result.error().name());
    CHECK((result.error().is(FileError::diskFull) || result.error().room() == roomOf(StoreError::diskFull)));
  };
  onFullDisk([&] { return backupServer(here.oldFolder(), here.storeKey, here.stick, here.world.clock, here.world.random); });
  CHECK(here.onStick() == 1);
  CHECK_FALSE(fs::exists(here.oldFolder() / "copy"));
  onFullDisk([&] { return here.restore(good.file, std::nullopt); });
  CHECK_FALSE(fs::exists(here.newFolder()));
  CHECK_FALSE(fs::exists(here.newFolder().string() + ".restoring.store"));
  here.syncAt(here.desk);  // the server goes on, and what no copy holds is not safe
  CHECK(here.confirmedAndSafe() == std::pair<std::uint64_t, std::uint64_t>{2, 1});
}
