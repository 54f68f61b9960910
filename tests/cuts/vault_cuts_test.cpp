// SPDX-License-Identifier: Apache-2.0
// Power goes away before the nth change of the disk while a station's key is changed, a backup is written or one is restored: database
// pages and their syncs as on the store's own failing disk, and the files beside it where they are written, synced and renamed.
// Afterwards either the old or the new opens, for everybody, and no record is lost.
#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <cstdio>

#include "core/files.h"
#include "tests/simulation/faulty_disk.h"
#include "station/approval.h"
#include "station/backup.h"
#include "station/key_rotation.h"
#include "station/station_files.h"
#include "station/users.h"
#include "tests/simulation/support.h"
#include "tests/station/life.h"

namespace {
limen::test::FaultyDisk* cutDisk = nullptr;
bool renamedLast = false;  // since anything was synced
bool allowed() {
  if (cutDisk == nullptr || cutDisk->changesFile()) return true;
  errno = EIO;
  return false;
}
}  // namespace

// The linker brings every call of these here (CMakeLists.txt).
extern "C" {
int __real_rename(const char* from, const char* to);
int __wrap_rename(const char* from, const char* to) {
  if (!allowed() || __real_rename(from, to) != 0) return -1;
  renamedLast = true;
  return 0;
}
int __real_fsync(int file);
int __wrap_fsync(int) {  // what a sync would take is not what is looked for
  if (!allowed()) return -1;
  renamedLast = false;
  return 0;
}
int __real_unlink(const char* path);
int __wrap_unlink(const char* path) { return allowed() ? __real_unlink(path) : -1; }
}

namespace limen::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRecords = 3;

// A station with two supervisors, three finished records and a backup, made once; every case works on a copy.
struct Scene {
  Scene() {
    forms::Workbook book = smallWorkbook();
    for (forms::Sheet& sheet : book.sheets)
      if (sheet.name == "roles") sheet.rows.push_back({5, {"supervisor", "capture read sync supervise", "supervisor", "المشرف"}});
    world.addPackage(programmeOf(book, world.open().directory().organisation()));
    {
      Organisation organisation = world.open();
      must(organisation.addServer("127.0.0.1:1"));
    }
    desk = world.enrolDesk("Supervisor One", "supervisor", "river post");
    second = admit();
    {
      Vault vault = world.unlockInShift(desk);
      for (std::uint64_t i = 0; i < kRecords; ++i) records.push_back(capture(vault, must(vault.programmes()).front(), "Sample Person"));
      must(vault.closeShift());
    }
    open(second, kOther);
    fs::create_directory(world.folder / "stick");
    Vault vault = world.unlock(desk);
    backup = must(backUp(vault)).file;
  }

  UserId admit() {
    Organisation organisation = world.open();
    const UserId user = must(organisation.addUser("Supervisor Two", "supervisor", "main", world.random));
    Vault vault = world.unlock(desk);
    must(organisation.assignUser(user, vault.station()));
    must(vault.takeDirectory(organisation.directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const std::string handed = "handed over words of the first day";
    const Bytes keys = must(admitUser(vault, must(approvals.permit(Act::admitUser, user.bytes())), user, secret(handed), kCheap));
    must(organisation.confirmUser(keys, secret(kOfficerPassphrase)));
    must(vault.takeDirectory(organisation.directory().bytes()));
    const SecretBytes own = must(unlockSlot(desk.home, user, secret(handed), world.clock));
    must(changePassphrase(desk.home, user, own, secret(kOther), kCheap, world.clock));
    return user;
  }
  Result<Vault> unlocked(const UserId& user, const std::string& passphrase) {
    LIMEN_ASSIGN(const SecretBytes own, unlockSlot(desk.home, user, secret(passphrase), world.clock));
    return Vault::open(desk.home, user, own, world.surroundings());
  }
  void open(const UserId& user, const std::string& passphrase) { must(must(unlocked(user, passphrase)).rowsHold()); }
  Result<WrittenBackup> backUp(Vault& vault) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::backup));
    return createBackup(vault, std::move(permit), world.folder / "stick");
  }
  Result<void> rotate(Vault& vault) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::rotateKey));
    LIMEN_TRY(rotateStationKey(vault, std::move(permit)));
    return {};
  }
  Result<BackupFacts> restore() {
    std::vector<BoxKeys> shares;
    for (const char* holder : {"1.key", "3.key", "4.key"})
      shares.push_back(must(BoxKeys::fromSecret(SecretBytes::copyOf(must(readFile(world.organisation() / "escrow/holders" / holder, 32))))));
    const SecretBytes one = secret(kUserPassphrase), two = secret(kOther);
    return restoreStation(desk.home, backup, keyOfShares(std::move(shares)), {"Supervisor One", &one}, {"Supervisor Two", &two},
                          world.surroundings());
  }
  // "" or what does not hold of the station as it is now.
  std::string broken() {
    for (const auto& [user, passphrase] : {std::pair{desk.user, kUserPassphrase}, {second, kOther}}) {
      auto vault = unlocked(user, passphrase);
      if (!vault) return std::string("it does not open: ") + std::string(vault.error().name()) + " " + vault.error().context();
      if (const auto rows = vault->rowsHold(); !rows) return "rows: " + std::string(rows.error().name());
      const auto counts = vault->store().counts();
      if (!counts || counts->own != kRecords) return "records are lost";
      for (const RecordId& record : records)
        if (!vault->store().revisions(record)) return "a record is lost";
    }
    // A file that was being written when power went may lie there, half, under a name that nothing reads; a whole ring may not.
    for (const auto& [path, content] : filesBelow(desk.home))
      if (path.ends_with(".next")) return "a ring is left over";
    return "";
  }

  const std::string kOther = "amber plough stairway eleven";
  World world;
  Desk desk;
  UserId second;
  std::vector<RecordId> records;
  fs::path backup;
};

Scene& scene() {
  static Scene one;
  return one;
}

class Cut {
 public:
  explicit Cut(std::uint64_t at) {
    disk_.cutAt(at);
    cutDisk = &disk_;
  }
  ~Cut() { cutDisk = nullptr; }
  FaultyDisk& disk() { return disk_; }
  // The machine comes up again: what was not synced is there, whole or in part, or not.
  void comeBack(std::uint64_t seed) {
    cutDisk = nullptr;
    SeededRandom random(seed);
    disk_.comeBack(random);
  }

 private:
  FaultyDisk disk_;
};

// Each case on a copy of the station, cut at every change, or at a selection spread over them. `work` answers whether it said done.
void cutAtEvery(std::uint64_t selection, const std::function<bool(Scene&)>& work, const std::function<void(Scene&, bool done)>& look) {
  Scene& at = scene();
  const fs::path kept = at.world.folder / "kept";
  fs::remove_all(kept);
  fs::copy(at.desk.home, kept, fs::copy_options::recursive);
  const auto begin = [&] {
    fs::remove_all(at.desk.home);
    fs::copy(kept, at.desk.home, fs::copy_options::recursive);
  };
  std::uint64_t changes = 0;
  {
    begin();
    Cut none(0);
    renamedLast = false;
    REQUIRE(work(at));
    CHECK_FALSE(renamedLast);  // a name that is not synced may be gone after the cut
    changes = none.disk().changes();
  }
  REQUIRE(changes > 20);
  const std::uint64_t wanted = std::min(seeds(selection), changes), first = firstSeed();
  const std::uint64_t step = first > 1 ? 1 : std::max<std::uint64_t>(1, changes / wanted);
  std::uint64_t cut = 0;
  for (std::uint64_t i = 0; i < wanted && first + i * step <= changes; ++i) {
    const std::uint64_t seed = first + i * step;
    INFO(replay("cuts", seed) << "  of " << changes);
    begin();
    bool done = false;
    {
      Cut away(seed);
      done = work(at);
      cut += away.disk().cut() ? 1 : 0;
      away.comeBack(seed);
    }
    look(at, done);
  }
  CHECK(cut * 10 >= std::min(wanted, changes / step) * 9);
  begin();
}

}  // namespace
}  // namespace limen::test

using namespace limen;
using namespace limen::test;

TEST_CASE("power goes away anywhere in a change of the station key: the old or the new opens, and nothing is lost", "[simulation][cuts]") {
  cutAtEvery(
      30,
      [](Scene& at) {
        auto vault = at.unlocked(at.desk.user, kUserPassphrase);
        return vault && vault->rowsHold() && at.rotate(*vault);
      },
      [](Scene& at, bool) {
        CHECK(at.broken() == "");
        Vault vault = must(at.unlocked(at.desk.user, kUserPassphrase));
        must(vault.rowsHold());
        must(at.rotate(vault));
      });
}

TEST_CASE("power goes away anywhere in a backup: it is whole or not there, and the station goes on", "[simulation][cuts]") {
  const fs::path stick = scene().world.folder / "stick";
  cutAtEvery(
      15,
      [](Scene& at) {
        auto vault = at.unlocked(at.desk.user, kUserPassphrase);
        return vault && vault->rowsHold() && at.backUp(*vault);
      },
      [&](Scene& at, bool) {
        CHECK(at.broken() == "");
        // Whatever has a backup's name is one.
        const Vault vault = must(at.unlocked(at.desk.user, kUserPassphrase));
        for (const ListedBackup& one : must(listBackups(stick, keyOfStation(vault)))) CHECK(verifyBackup(one.file, keyOfStation(vault)));
      });
}

TEST_CASE("power goes away anywhere in a restore: the station is whole or not there, and it is restored at the next try", "[simulation][cuts]") {
  cutAtEvery(
      30,
      [](Scene& at) {
        std::error_code gone;
        fs::remove_all(at.desk.home, gone);
        return at.restore().has_value();
      },
      [](Scene& at, bool done) {
        const bool there = fs::exists(at.desk.home);
        CHECK((there || !done));
        if (!there) must(at.restore());
        CHECK(at.broken() == "");
      });
}
