// SPDX-License-Identifier: Apache-2.0
// A station's backup: what is in it and what is not, what becomes of it on a blank machine, and files that are not as they were written.
#include "station/backup.h"

#include <signal.h>
#include <sys/resource.h>

#include <fstream>
#include <set>

#include "core/files.h"
#include "crypto/totp.h"
#include "life.h"
#include "served.h"
#include "store/backup_file.h"
#include "station/factors.h"
#include "store/station_copy.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

namespace {

const std::string kCanary = "Zqvxcanarine";

template <class T, ErrorCause E>
void refusedWith(const Result<T>& result, E cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name() << " " << result.error().context());
  CHECK(result.error().is(cause));
}

WrittenBackup backUp(Vault& vault, const fs::path& folder) {
  Approvals approvals(vault, Approvals::Entry::typedNow);
  return must(createBackup(vault, must(approvals.permit(Act::backup)), folder));
}

fs::path stickOf(World& world) {
  fs::create_directories(world.folder / "stick");
  return world.folder / "stick";
}

Result<BackupFacts> restore(Served& at, const fs::path& home, const fs::path& file, std::size_t shares,
                            const std::string& who = "Supervisor One", const std::string& second = "Supervisor Two") {
  const SecretBytes one = secret(kUserPassphrase), two = secret(at.kSecondPassphrase);
  return restoreStation(home, file, keyOfShares(at.shares(shares)), {who, &one}, {second, &two}, at.world.surroundings());
}

std::string everythingIn(const fs::path& file, const BackupKey& key) {
  const BackupHeader header = must(BackupReader::header(file));
  BackupReader reader = must(BackupReader::open(file, header, must(key(header))));
  std::string out;
  for (;;) {
    const ReadItem item = must(reader.next());
    if (item.kind == BackupItem::end) return out;
    out += textOf(item.content);
  }
}

std::size_t entriesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

std::string contentOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("a station that burned is restored from its backup, has its whole chain back, and seals on without a fork", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  std::set<RecordId> captured;
  fs::path file;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    for (int i = 0; i < 2; ++i) captured.insert(capture(vault, at.programme, "Person", kCanary));
    REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
    captured.insert(capture(vault, at.programme, "Person", kCanary));
    const WrittenBackup written = backUp(vault, stick);
    CHECK(written.facts.own == 3);
    CHECK(written.facts.waiting == 1);
    file = written.file;
    // What came after it reached the server alone.
    captured.insert(capture(vault, at.programme, "Person", kCanary));
    REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
    must(vault.closeShift());
  }
  fs::remove_all(at.desk.home);

  Desk again;
  again.user = at.desk.user;
  again.home = at.world.folder / "home-again";
  const BackupFacts facts = must(restore(at, again.home, file, 3));
  CHECK(facts.own == 3);
  Vault vault = at.world.unlock(again);
  CHECK(must(vault.store().counts()).own == 3);
  CHECK(must(vault.store().counts()).confirmed == 2);  // says nothing of what the server has in truth: it has not asked yet
  refusedWith(vault.enterShift(again.carrier), VaultError::pullFirst);
  const SyncReport report = must(at.sync(vault));
  INFO(report.cause);
  REQUIRE(report.outcome == SyncReport::Outcome::synced);
  CHECK(must(vault.store().counts()).own == 4);
  CHECK(must(vault.store().counts()).confirmed == 4);
  CHECK(must(vault.store().outboxCount()) == 0);

  must(vault.enterShift(again.carrier));
  captured.insert(capture(vault, at.programme, "Person", kCanary));
  REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
  std::set<RevisionId> dots;
  for (const RecordId& record : captured) {
    const auto revisions = must(vault.store().revisions(record));
    REQUIRE(revisions.size() == 1);
    CHECK(dots.insert(revisions.front().revision.header().id).second);
    // Its erasure parts came from the server, for they are in no backup.
    CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "remark") == kCanary);
  }
  CHECK(dots.size() == 5);
  const std::atomic<bool> never{false};
  CHECK(StationStore::checkRows(again.home / "station.db", vault.stationSubkey("store"), never));
}

TEST_CASE("what was not sent before the fire is sent from the backup, as it was cut and sealed then", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  RecordId record;
  fs::path file;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    record = capture(vault, at.programme, "Person", kCanary);
    file = backUp(vault, stick).file;
  }
  fs::remove_all(at.desk.home);
  must(restore(at, at.desk.home, file, 3));
  Vault vault = at.world.unlock(at.desk);
  CHECK(must(vault.store().outboxCount()) == 1);
  // A backup of the restored station carries the run on.
  CHECK(backUp(vault, stick).facts.waiting == 1);
  REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
  CHECK(must(vault.store().counts()).confirmed == 1);
  CHECK(must(vault.store().outboxCount()) == 0);
  CHECK_FALSE(must(vault.restored()));
}

TEST_CASE("no answer, word of the index, erasure part or seed is in a backup, even to who opens it", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = capture(vault, at.programme, "Person", kCanary);
  REQUIRE(must(vault.store().records(kCanary, 0, 5)).size() == 1);
  const WrittenBackup written = backUp(vault, stick);
  CHECK(contentOf(written.file).find(kCanary) == std::string::npos);
  CHECK(written.file.filename().native().find("upervisor") == std::string::npos);

  const std::string inside = everythingIn(written.file, keyOfStation(vault));
  CHECK(inside.find("Supervisor One") != std::string::npos);  // the search finds what is there
  CHECK(inside.find(kCanary) == std::string::npos);
  const auto revisions = must(vault.store().revisions(record));
  REQUIRE_FALSE(revisions.front().erasureParts.empty());
  for (const auto& [compartment, part] : revisions.front().erasureParts)
    CHECK(inside.find(std::string(textOf(part))) == std::string::npos);
  const auto waiting = must(vault.store().outbox(must(vault.store().outboxScopes()).front(), 0, 1 << 20));
  REQUIRE(waiting.size() == 1);
  CHECK(inside.find(std::string(textOf(waiting.front().seed))) == std::string::npos);
  CHECK(must(verifyBackup(written.file, keyOfStation(vault))).own == 1);
}

TEST_CASE("who may not make or restore a backup is refused, and nothing is left of the try", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  Vault vault = at.world.unlock(at.desk);
  Approvals stale(vault, Approvals::Entry::handedOver);
  refusedWith(stale.permit(Act::backup), RightsError::notFresh);
  const fs::path file = backUp(vault, stick).file;

  const fs::path home = at.world.folder / "home-again";
  const std::size_t before = entriesIn(at.world.folder.path());
  refusedWith(restore(at, home, file, 2), BackupError::tooFewShares);
  refusedWith(restore(at, home, file, 3, "Supervisor One", "Nobody"), SlotError::unknownUser);
  refusedWith(restore(at, home, file, 3, "Supervisor One", "Officer Three"), RightsError::notSecond);
  {
    const SecretBytes one = secret(kUserPassphrase);
    refusedWith(restoreStation(home, file, keyOfShares(at.shares(3)), {"Supervisor One", &one}, {"Supervisor One", &one},
                               at.world.surroundings()),
                RightsError::ownRequest);
    const SecretBytes wrong = secret("not the passphrase of anybody");
    refusedWith(restoreStation(home, file, keyOfShares(at.shares(3)), {"Supervisor One", &wrong}, {"Supervisor Two", &one},
                               at.world.surroundings()),
                SlotError::wrongPassphrase);
  }
  CHECK(entriesIn(at.world.folder.path()) == before);
  refusedWith(restore(at, at.desk.home, file, 3), BackupError::exists);
  CHECK(at.world.unlock(at.desk).role() == "supervisor");
}

TEST_CASE("a restore asks for the code of each of the two who has a phone", "[station]") {
  Served at;
  const UserId second = at.admit("Supervisor Four", "supervisor", at.kSecondPassphrase);
  const auto codeOf = [&](const TotpOffer& offer) { return totpCode(offer.secret, totpStepAt(at.world.clock.now())); };
  const auto setUp = [&](Vault vault) {
    TotpOffer offer = offerTotp(vault);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(addTotp(vault, must(approvals.permit(Act::changeFactor, vault.user().bytes())), offer, codeOf(offer)));
    return offer;
  };
  const TotpOffer mine = setUp(at.world.unlock(at.desk)), theirs = setUp(at.unlockAs(second, at.kSecondPassphrase));
  at.world.clock.advance(std::chrono::minutes(2));
  fs::path file;
  {
    Vault vault = at.world.unlock(at.desk);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(approvals.giveCode(codeOf(mine)));
    file = must(createBackup(vault, must(approvals.permit(Act::backup)), stickOf(at.world))).file;
  }
  const fs::path home = at.world.folder / "home-again";
  const SecretBytes one = secret(kUserPassphrase), two = secret(at.kSecondPassphrase);
  const auto typing = [](const std::string& code) { return [code]() -> Result<SecretBytes> { return secret(code); }; };
  const auto restoredBy = [&](Restorer who, Restorer other) {
    return restoreStation(home, file, keyOfShares(at.shares(3)), who, other, at.world.surroundings());
  };
  const Restorer bare{"Supervisor One", &one}, otherBare{"Supervisor Four", &two};
  refusedWith(restoredBy({"Supervisor One", &one, typing(codeOf(mine))}, otherBare), FactorError::usedCode);  // the backup's own
  at.world.clock.advance(std::chrono::minutes(2));
  const Restorer whole{"Supervisor One", &one, typing(codeOf(mine))}, otherWhole{"Supervisor Four", &two, typing(codeOf(theirs))};
  refusedWith(restoredBy(bare, otherWhole), FactorError::codeNeeded);
  refusedWith(restoredBy(whole, otherBare), FactorError::codeNeeded);
  refusedWith(restoredBy(whole, {"Supervisor Four", &two, typing(codeOf(mine))}), FactorError::wrongCode);
  CHECK_FALSE(fs::exists(home));
  must(restoredBy(whole, otherWhole));
  CHECK(fs::exists(home));
}

TEST_CASE("a backup that is cut, altered, newer or another's is refused whole", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  Vault vault = at.world.unlock(at.desk);
  const BackupKey key = keyOfStation(vault);
  const fs::path good = backUp(vault, stick).file;
  const std::string content = contentOf(good);
  const fs::path bad = at.world.folder / "bad";
  REQUIRE(content.size() > kBackupSealedChunkBytes);
  must(verifyBackup(good, key));

  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{4}, std::size_t{60}, std::size_t{90}, std::size_t{500},
                                 content.size() - kBackupSealedChunkBytes, content.size() - 1}) {
    INFO(size);
    write(bad, content.substr(0, size));
    refusedWith(verifyBackup(bad, key), size == 0 ? BackupError::notABackup : BackupError::truncated);
  }
  write(bad, content + "x");
  refusedWith(verifyBackup(bad, key), BackupError::damaged);
  std::size_t refused = 0, tried = 0;
  for (std::size_t place = 0; place < content.size(); place += place < 2000 ? 1 : 997, ++tried) {
    std::string altered = content;
    altered[place] = static_cast<char>(altered[place] ^ 1);
    write(bad, altered);
    refused += !verifyBackup(bad, key);
  }
  CHECK(refused == tried);
  std::string newer = content;
  newer[4] = 2;
  write(bad, newer);
  refusedWith(verifyBackup(bad, key), BackupError::newerVersion);
  write(bad, "PK\x03\x04 something else");
  refusedWith(verifyBackup(bad, key), BackupError::notABackup);
  refusedWith(verifyBackup(at.world.folder / "none", key), FileError::missing);
  refusedWith(verifyBackup(stick, key), FileError::unreadable);

  const Desk other = at.world.enrolDesk("Supervisor Four", "supervisor", "north gate");
  const Vault another = at.world.unlock(other);
  refusedWith(verifyBackup(good, keyOfStation(another)), BackupError::otherKey);
  const auto listed = must(listBackups(stick, keyOfStation(another)));
  REQUIRE(listed.size() == 1);
  refusedWith(listed.front().facts, BackupError::otherKey);
  CHECK(must(listBackups(stick, key)).front().facts->station == vault.station());
}

TEST_CASE("a folder that is not there, or a disk that is full, leaves no half backup and is told", "[station]") {
  Served at;
  Vault vault = at.world.unlock(at.desk);
  Approvals approvals(vault, Approvals::Entry::typedNow);
  refusedWith(createBackup(vault, must(approvals.permit(Act::backup)), at.world.folder / "no stick"), BackupError::noFolder);
  CHECK(must(backupState(vault)).lastResult == "noFolder");

  const fs::path stick = stickOf(at.world);
  SecretBytes bodyKey;
  BackupHeader header = must(BackupHeader::make(SecretBytes::random(32), {BoxKeys::generate().publicKey()}, 1, bodyKey));
  {
    BackupWriter writer = must(BackupWriter::begin(stick, std::move(header), std::move(bodyKey)));
    const auto before = ::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit small{4096, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto put = writer.put(BackupItem::named, Bytes(3 * kBackupChunkBytes));
    ::setrlimit(RLIMIT_FSIZE, &old);
    ::signal(SIGXFSZ, before);
    refusedWith(put, FileError::diskFull);
  }
  CHECK(entriesIn(stick) == 0);
}

TEST_CASE("a station makes its backups by itself when they are due, and a stick that is not in stops nothing", "[station]") {
  Served at;
  const fs::path stick = stickOf(at.world);
  Vault vault = at.world.unlock(at.desk);
  CHECK_FALSE(must(backupIfDue(vault)));
  const auto plan = [&](const std::optional<BackupPlan>& wanted) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    return setBackupPlan(vault, must(approvals.permit(Act::backup)), wanted);
  };
  refusedWith(plan(BackupPlan{"relative", std::chrono::hours(24)}), BackupError::noFolder);
  refusedWith(plan(BackupPlan{stick, std::chrono::hours(0)}), BackupError::notSet);
  must(plan(BackupPlan{stick, std::chrono::hours(24)}));
  CHECK(must(backupIfDue(vault)));
  CHECK_FALSE(must(backupIfDue(vault)));
  at.world.clock.advance(std::chrono::hours(23));
  CHECK_FALSE(must(backupIfDue(vault)));
  at.world.clock.advance(std::chrono::hours(1));
  fs::rename(stick, at.world.folder / "away");
  CHECK_FALSE(must(backupIfDue(vault)));
  CHECK(must(backupState(vault)).lastResult == "noFolder");
  fs::rename(at.world.folder / "away", stick);
  REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);  // a sync is an occasion
  CHECK(must(backupState(vault)).lastResult == "ok");
  CHECK(must(listBackups(stick, keyOfStation(vault))).size() == 2);
  must(plan({}));
  at.world.clock.advance(std::chrono::hours(48));
  CHECK_FALSE(must(backupIfDue(vault)));
}
