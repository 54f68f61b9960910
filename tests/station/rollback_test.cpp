// SPDX-License-Identifier: Apache-2.0
// Somebody puts back what a station, its server or its organisation was before: each is refused, or noticed at the latest at the next
// contact. The folder of the station is kept at an earlier day and at the present one, and parts of the one are put into the other.
#include "headquarters.h"
#include "station/audit_log.h"
#include "station/station_files.h"
#include "station/users.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::size_t kPage = 8192;

class Laptop {
 public:
  Laptop() {
    all.startServer();
    {
      Organisation organisation = all.world.open();
      must(all.administrator(organisation).publishPackage(all.package));
    }
    desk = all.enrolDesk("Officer One", "officer", "river post");
    work(3);
    keep(desk.home, "earlier");
    keep(all.serverFolder(), "server-earlier");
    oldDirectory = all.world.open().directory().bytes();
  }

  // Another day's work; nothing of it is anywhere but here and at the server.
  void goOn() {
    for (const std::string& fresh : {std::string("words of one day in between"), kUserPassphrase}) {
      const std::string old = fresh == kUserPassphrase ? std::string("words of one day in between") : kUserPassphrase;
      const SecretBytes own = must(unlockSlot(desk.home, desk.user, secret(old), all.world.clock));
      must(changePassphrase(desk.home, desk.user, own, secret(fresh), kCheap, all.world.clock));
    }
    work(5);
  }

  void work(int records) {
    Vault vault = all.world.unlockInShift(desk);
    if (must(vault.programmes()).empty()) must(all.sync(vault));
    const auto programme = must(vault.programmes()).front();
    std::size_t next = 0;
    for (int i = 0; i < records; ++i) {
      Intake intake = begun(vault, programme, "English");
      answerEverything(intake, next);
      must(intake.save());
      must(intake.finish());
    }
    REQUIRE(must(all.sync(vault)).outcome == SyncReport::Outcome::synced);
    must(vault.closeShift());
  }

  fs::path at(const std::string& name) const { return all.world.folder / name; }
  void keep(const fs::path& folder, const std::string& name) const {
    fs::remove_all(at(name));
    fs::copy(folder, at(name), fs::copy_options::recursive);
  }
  void putBack(const std::string& name) const {
    fs::remove_all(desk.home);
    fs::copy(at(name), desk.home, fs::copy_options::recursive);
  }
  void put(const std::string& from, const fs::path& file) const {
    fs::copy_file(at(from) / file, desk.home / file, fs::copy_options::overwrite_existing);
  }

  // What somebody at the desk is told: at unlocking, by the check behind it, or by the next sync.
  std::string told() {
    auto secretOf = unlockSlot(desk.home, desk.user, secret(kUserPassphrase), all.world.clock);
    if (!secretOf) return "unlock: " + word(secretOf.error());
    auto vault = Vault::open(desk.home, desk.user, *secretOf, all.world.surroundings());
    if (!vault) return "open: " + word(vault.error());
    if (const auto rows = vault->rowsHold(); !rows) return "rows: " + word(rows.error());
    const auto report = all.sync(*vault);
    if (!report) return "sync: " + word(report.error());
    if (report->anotherLog) return "another log";
    if (report->outcome != SyncReport::Outcome::synced) return "not synced: " + report->cause;
    return "";
  }
  static std::string word(const Error& error) { return std::string(error.room()) + "." + std::string(error.name()); }

  Headquarters all;
  Desk desk;
  Bytes oldDirectory;
};

}  // namespace

TEST_CASE("what a station was before does not come back unnoticed", "[station]") {
  Laptop laptop;
  laptop.goOn();
  const fs::path store = "station.db", slots = fs::relative(slotsPath(laptop.desk.home), laptop.desk.home);
  laptop.keep(laptop.desk.home, "now");

  CHECK(laptop.told() == "");
  laptop.keep(laptop.desk.home, "now");

  // 1. The database alone.
  laptop.put("earlier", store);
  CHECK(laptop.told() == "another log");
  // 2. The slots alone: the earlier passphrase would open again.
  laptop.putBack("now");
  laptop.put("earlier", slots);
  CHECK(laptop.told() == "open: vault.olderSlots");
  // 3. The whole folder, a restored snapshot.
  laptop.putBack("earlier");
  CHECK(laptop.told() == "another log");
  // 4. Database and slots, the keys of today.
  laptop.putBack("now");
  laptop.put("earlier", store);
  laptop.put("earlier", slots);
  CHECK(laptop.told() == "another log");
  // 5. Each page of the database that has changed since.
  const Bytes old = must(readFile(laptop.at("earlier") / store, 64 << 20)), now = must(readFile(laptop.at("now") / store, 64 << 20));
  std::size_t spliced = 0, untold = 0;
  for (std::size_t at = kPage; at + kPage <= std::min(old.size(), now.size()); at += kPage) {
    const auto from = static_cast<std::ptrdiff_t>(at);
    if (std::equal(old.begin() + from, old.begin() + from + kPage, now.begin() + from)) continue;
    laptop.putBack("now");
    Bytes mixed = now;
    std::copy(old.begin() + from, old.begin() + from + kPage, mixed.begin() + from);
    must(writeFile(laptop.desk.home / store, mixed));
    ++spliced;
    // A page that is free by now, or the way into the index of words, holds no row: all rows were read, and the server agrees.
    if (laptop.told().empty()) ++untold;
  }
  UNSCOPED_INFO("spliced " << spliced << ", without a row " << untold);
  CHECK(spliced - untold >= 15);
  // 6. A write-ahead log of the day before, under a database that has gone on.
  laptop.putBack("earlier");
  {
    Vault vault = laptop.all.world.unlockInShift(laptop.desk);
    fs::copy_file(laptop.desk.home / "station.db-wal", laptop.at("old-wal"));
  }
  laptop.putBack("now");
  fs::copy_file(laptop.at("old-wal"), laptop.desk.home / "station.db-wal", fs::copy_options::overwrite_existing);
  CHECK(laptop.told() == "open: store.damaged");
  laptop.all.stopServer();
}

TEST_CASE("what the organisation or the server was before does not come back unnoticed", "[station]") {
  Laptop laptop;
  const PublicKey station = [&] { return laptop.all.world.unlock(laptop.desk).stationSigner().publicKey(); }();
  Bytes early;
  {
    Vault vault = laptop.all.world.unlock(laptop.desk);
    early = must(sealLog(vault)).serialise();
  }
  laptop.goOn();
  Vault vault = laptop.all.world.unlock(laptop.desk);
  // 7. An earlier directory.
  {
    Organisation organisation = laptop.all.world.open();
    must(organisation.addUser("Another Officer", "officer", "main", laptop.all.world.random));
    must(vault.takeDirectory(organisation.directory().bytes()));
  }
  CHECK(Laptop::word(vault.takeDirectory(laptop.oldDirectory).error()) == "directory.older");
  // 8. What the server signed of the log stays with it, so that nobody has to take the station's word for how long it was.
  const auto kept = must(vault.store().checkpoints(1));
  const auto countersigned = std::count_if(kept.begin(), kept.end(), [](const Checkpoint& one) { return one.mark(Checkpoint::By::server); });
  CHECK(countersigned >= 2);
  // The log as it leaves the laptop says how far the server vouches for it.
  LogKeys keys{station, {}, {}, {}};
  ServerKey server = *vault.directory().server(vault.serverAddress());
  keys.server = *publicKeyFrom(bytesOf(server.receipt_ed25519()));
  LogSegment log;
  log.station = vault.station();
  log.entries = must(vault.store().auditEntries(1, 100'000));
  must(sealLog(vault));
  log.checkpoints = must(vault.store().checkpoints(1));
  CHECK(must(verifyLog(log, keys)).countersignedTo > must(Checkpoint::parse(early)).seq);
  // 9. That log cut off before what the server saw.
  LogSegment cut = log;
  const auto middle = must(Checkpoint::parse(early));
  cut.entries.resize(middle.seq);
  cut.checkpoints = {middle};
  keys.known = {log.checkpoints.back()};
  CHECK(Laptop::word(verifyLog(cut, keys).error()) == "audit.truncated");
  // 10. The server's store of the day before.
  laptop.all.stopServer();
  fs::remove_all(laptop.all.serverFolder());
  fs::copy(laptop.at("server-earlier"), laptop.all.serverFolder(), fs::copy_options::recursive);
  laptop.all.startServer();
  const auto report = must(laptop.all.sync(vault));
  INFO(static_cast<int>(report.outcome) << " " << report.cause);
  CHECK((report.outcome == SyncReport::Outcome::mismatch && report.cause == "heads"));
  laptop.all.stopServer();
}
