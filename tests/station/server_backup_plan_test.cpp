// SPDX-License-Identifier: Apache-2.0
// Backups that a running server makes of itself, and a backup that is checked without being restored.
#include <algorithm>

#include "erasing.h"
#include "server/server_backup.h"
#include "server/server_status.h"
#include "station/backup.h"
#include "store/embedded_server_schema.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

namespace {

struct Planned : Erasing {
  Planned() { fs::create_directory(stick); }
  fs::path folder() const { return world.folder / "server"; }
  ServerBackupKey ownKey() const {
    auto key = std::make_shared<SecretBytes>(serverBackupKey(storeKey));
    return [key](const BackupHeader& header) { return header.openWithStation(*key); };
  }
  // As limen-server does it, but that it looks when it is told to. `to` may be no folder.
  void run(std::size_t keep) {
    tap.connectTo(0);
    if (server) server->stop();
    server.reset();
    ServerOptions options;
    options.limits.lookEvery = std::chrono::hours(1);
    options.backup = BackupSchedule{.to = stick, .every = Milliseconds(6 * 3'600'000), .keep = keep, .make = [this](const fs::path& to) {
                                      return backupServer(folder(), storeKey, to, world.clock, world.random);
                                    }};
    server = must(Server::start(must(ServerFolder::load(folder(), storeKey)), must(openServerStore(folder(), storeKey)), options, world.clock));
    tap.connectTo(server->port());
  }
  void after(Milliseconds time) {
    world.clock.advance(time);
    server->lookNow();
  }
  ServerStatus status() { return must(serverStatus(folder(), storeKey)); }
  std::vector<std::string> onStick() const {
    std::vector<std::string> out;
    for (const auto& each : fs::directory_iterator(stick)) out.push_back(each.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }
  Result<ServerBackupFacts> verify(const fs::path& file) { return verifyServerBackup(file, ownKey(), world.folder.path(), world.random); }
  const fs::path stick = world.folder / "stick";
};

constexpr Milliseconds kMinute{60'000}, kHour{3'600'000};

}  // namespace

TEST_CASE("a running server backs itself up when it is due, keeps so many, and what it holds is safe", "[station]") {
  Planned here;
  must(writeFile(here.stick / "of somebody.limen-server-backup", bytesOf(std::string_view("theirs"))));
  here.captured(kMark, kMark);
  here.syncAt(here.desk);
  here.run(2);
  CHECK(here.status().backups.empty());
  here.after(kMinute);
  REQUIRE(here.status().backups.size() == 1);
  const BackupTry first = here.status().backups.front();
  CHECK((first.cause.empty() && first.runs == 1 && fs::exists(here.stick / first.file)));
  CHECK(first.whenMs == toUnixMs(here.world.clock.now()));
  here.syncAt(here.desk);
  CHECK(here.last.secondCopy);
  here.after(6 * kHour - kMinute);
  CHECK(here.status().backups.size() == 1);
  here.after(kMinute);
  CHECK(here.status().backups.size() == 2);
  here.run(2);  // started anew it knows when the last one was
  here.after(5 * kHour);
  CHECK(here.status().backups.size() == 2);
  here.after(kHour);
  REQUIRE(here.status().backups.size() == 3);
  const auto tries = here.status().backups;
  CHECK(tries[0].file.empty());
  CHECK_FALSE(fs::exists(here.stick / first.file));
  std::vector<std::string> wanted{"of somebody.limen-server-backup", tries[1].file, tries[2].file};
  std::sort(wanted.begin(), wanted.end());
  CHECK(here.onStick() == wanted);
  for (std::size_t i : {1, 2}) CHECK(must(here.verify(here.stick / tries[i].file)).runs == 1);
  // A clock that goes back behind the last one does not end backups for as long.
  here.world.clock.setWall(here.world.clock.now() - std::chrono::hours(24 * 400));
  here.after(kMinute);
  CHECK(here.status().backups.size() == 4);
}

TEST_CASE("a backup that fails shows in the server's status, is tried again, and takes no older one away", "[station]") {
  Planned here;
  here.run(1);
  here.after(kMinute);
  const std::string good = here.status().backups.at(0).file;
  CHECK(here.status().isWell());
  const fs::path away = here.world.folder / "away";
  fs::rename(here.stick, away);
  here.after(6 * kHour);
  REQUIRE(here.status().backups.size() == 2);
  CHECK(here.status().backups[1].cause == "backup.noFolder");
  CHECK_FALSE(here.status().isWell());
  here.after(14 * kMinute);
  CHECK(here.status().backups.size() == 2);
  here.after(kMinute);
  CHECK(here.status().backups.size() == 3);
  CHECK(fs::exists(away / good));
  fs::rename(away, here.stick);
  here.after(15 * kMinute);
  CHECK(here.status().isWell());
  CHECK(here.onStick() == std::vector<std::string>{here.status().backups.back().file});
}

TEST_CASE("a server's backup is checked to its last chunk, signature and number, and leaves nothing behind", "[station]") {
  Planned here;
  const RecordId record = here.captured(kMark, kMark);
  here.captured(kOther, kOther);
  here.syncAt(here.desk);
  must(here.erase(record, "request", here.desk.user, kUserPassphrase));
  here.syncAt(here.desk);
  const auto backup = [&] { return must(backupServer(here.folder(), here.storeKey, here.stick, here.world.clock, here.world.random)).file; };
  const fs::path file = backup();
  const ServerBackupFacts facts = must(here.verify(file));
  CHECK((facts.runs == 1 && facts.tombstones == 1));
  CHECK(must(verifyServerBackup(file, keyOfShares(here.shares(3)), here.world.folder.path(), here.world.random)).runs == 1);
  refusedWith(verifyServerBackup(file, keyOfShares(here.shares(2)), here.world.folder.path(), here.world.random), BackupError::tooFewShares);
  Bytes bytes = must(readFile(file, 64 << 20));
  const fs::path bad = here.world.folder / "bad";
  bytes[bytes.size() / 2] ^= 1;
  must(writeFile(bad, bytes));
  refusedWith(here.verify(bad), BackupError::damaged);
  bytes.resize(bytes.size() - 1);
  must(writeFile(bad, bytes));
  CHECK_FALSE(here.verify(bad));
  fs::remove(bad);

  // What a server with another mind, or a disk, put into its own store is sealed like anything, and does not hold.
  const auto doctored = [&](const char* sql) {
    here.tap.connectTo(0);
    if (here.server) here.server->stop();
    here.server.reset();
    const fs::path kept = here.world.folder / "kept";
    fs::copy(here.folder(), kept, fs::copy_options::recursive);
    {
      Database database = must(Database::open(serverStorePath(here.folder()), serverStoreKey(here.storeKey), kServerApplication, kServerMigrations, Database::Create::no));
      must(database.execute(sql));
    }
    const fs::path made = backup();
    const auto verified = here.verify(made);
    fs::remove(made);
    fs::remove_all(here.folder());
    fs::rename(kept, here.folder());
    REQUIRE_FALSE(verified);
    CHECK(verified.error().is(BackupError::damaged));
    return verified.error().context();
  };
  CHECK(doctored("UPDATE run SET signature = zeroblob(64)") == "run");
  CHECK(doctored("UPDATE run SET key = key + 1; UPDATE scope SET last = last + 1") == "numbers");
  CHECK(doctored("UPDATE revision SET revision = (SELECT revision FROM revision ORDER BY key DESC LIMIT 1)") == "run");
  CHECK(must(here.verify(file)).runs == 1);
  for (const auto& [path, content] : filesBelow(here.world.folder.path())) CHECK(path.find("/.limen-") == std::string::npos);
}
