// SPDX-License-Identifier: Apache-2.0
#include "station/audit_log.h"

#include "access.h"
#include "core/files.h"
#include "station/retention.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("a log leaves the laptop whole and sealed, in the hands of those who may read it", "[station]") {
  Staff staff(Keys::asTheProgrammeSays);
  {
    Vault officer = staff.unlock(staff.of("officer"));
    CHECK_FALSE(exportLog(officer, 1).has_value());
    CHECK_FALSE(readLog(officer, 1, 10, true).has_value());
  }
  Vault auditor = staff.unlock(staff.of("auditor"));
  const auto before = must(auditor.store().logHead()).tree.size();
  CHECK(must(readLog(auditor, 1, 1000, true)).back().act.act == "log.read");
  CHECK(must(auditor.store().logHead()).tree.size() == before + 1);
  const LogSegment log = must(exportLog(auditor, 1));
  CHECK((log.first == 1 && log.entries.back().act.act == "audit.export" && log.entries.size() == before + 2));
  const LogKeys keys{auditor.stationSigner().publicKey(), {}, {}, {}};
  CHECK(must(verifyLog(log, keys)).last == before + 2);
  // The next one may begin where this one ended, and both are one history.
  const LogSegment more = must(exportLog(auditor, before + 3));
  CHECK((more.first == before + 3 && more.entries.size() == 1));
  LogKeys known = keys;
  known.known = {log.checkpoints.back()};
  CHECK(must(verifyLog(more, known)).first == before + 3);
}

TEST_CASE("a store with a page of an older copy is worked with, and neither synced nor exported", "[station]") {
  World world;
  world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation()));
  const Desk desk = world.enrolDesk("Officer", "officer", "river post");
  const auto store = desk.home / "station.db";
  std::optional<Vault> vault;
  vault.emplace(world.unlockInShift(desk));
  const auto programme = must(vault->programmes()).front();
  for (int i = 0; i < 8; ++i) capture(*vault, programme, "Sample Person");
  must(vault->rowsHold());
  vault.reset();
  const auto old = must(readFile(store, 64 << 20));
  vault.emplace(world.unlockInShift(desk));
  for (int i = 0; i < 8; ++i) capture(*vault, programme, "Sample Person");
  vault.reset();
  auto mixed = must(readFile(store, 64 << 20));
  constexpr std::size_t kPage = 8192;
  std::size_t refused = 0;
  for (std::size_t page = 1; page < old.size() / kPage && refused == 0; ++page) {
    const auto at = static_cast<std::ptrdiff_t>(page * kPage);
    if (std::equal(old.begin() + at, old.begin() + at + kPage, mixed.begin() + at)) continue;
    auto spliced = mixed;
    std::copy(old.begin() + at, old.begin() + at + kPage, spliced.begin() + at);
    must(writeFile(store, spliced));
    auto opened = Vault::open(desk.home, desk.user, must(unlockSlot(desk.home, desk.user, secret(kUserPassphrase), world.clock)),
                              world.surroundings());
    if (!opened) continue;  // some pages are missed at once
    const auto held = opened->rowsHold();
    if (held || !held.error().is(StoreError::mixedAges)) continue;
    ++refused;
    const auto entries = must(opened->store().auditEntries(1, 1000));
    CHECK(std::any_of(entries.begin(), entries.end(), [](const AuditEntry& one) { return one.act.act == "store.check"; }));
    CHECK(opened->store().counts().has_value());
  }
  CHECK(refused == 1);
}

TEST_CASE("what was captured here and is safe leaves after its time, and the sealed record stays", "[station]") {
  World world;
  world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation()));
  const Desk desk = world.enrolDesk("Officer", "officer", "river post");
  std::optional<Vault> vault;
  vault.emplace(world.unlockInShift(desk));
  const auto programme = must(vault->programmes()).front();
  const RecordId record = capture(*vault, programme, "Sample Person", "Zebracanary");
  const auto words = [&] { return must(listRecords(*vault, "Zebracanary", 0, 10)).total; };
  CHECK(words() == 1);
  const auto safe = [&] { return toUnixMs(world.clock.now()); };
  must(vault->store().confirm(vault->station(), {{vault->scope(*programme), 1, 1, 1, true, safe()}}));
  must(vault->closeShift());
  vault.reset();
  world.clock.advance(kLocalRetention - Milliseconds(1));
  vault.emplace(world.unlock(desk));
  CHECK(words() == 1);
  CHECK_FALSE(must(vault->store().revisions(record))[0].erasureParts.empty());
  vault.reset();
  world.clock.advance(Milliseconds(2));
  vault.emplace(world.unlock(desk));
  CHECK(words() == 0);
  for (const auto& [compartment, part] : must(vault->store().revisions(record))[0].erasureParts) CHECK(compartment != 0);
  CHECK(must(listRecords(*vault, "", 0, 10)).rows.at(0).summary.empty());
  const auto entries = must(vault->store().auditEntries(1, 1000));
  CHECK(std::any_of(entries.begin(), entries.end(), [](const AuditEntry& one) { return one.act.act == "answers.forget"; }));
  must(vault->rowsHold());
}
