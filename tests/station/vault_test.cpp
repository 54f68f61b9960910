// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include "core/files.h"
#include "life.h"
#include "station/passphrase.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

TEST_CASE("a passphrase is refused for being short or for being what anybody would guess", "[station]") {
  CHECK(checkPassphrase(kUserPassphrase));
  const auto reason = [](std::string_view passphrase, const std::vector<std::string>& own = {}) {
    const auto result = checkPassphrase(passphrase, own);
    return result ? std::string() : result.error().context();
  };
  CHECK(reason("fourteen chars") == "short");
  CHECK(reason("aaaaaaaaaaaaaaaaaaaa") == "common");
  CHECK(reason("abcabcabcabcabcabc") == "common");
  CHECK(reason("password password") == "common");
  CHECK(reason("synthetic relief 1", {"Synthetic relief"}) == "common");
  CHECK(reason("زهرة تشرب الماء صباحا").empty());
}

TEST_CASE("a station is enrolled, unlocked and knows who is at it", "[station]") {
  World world;
  const auto programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
  world.addPackage(programme);
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlock(desk);
  CHECK(vault.userName() == "Officer One");
  CHECK(vault.role() == "officer");
  CHECK(vault.site() == "river post");
  CHECK(vault.serverAddress() == "127.0.0.1:1");
  REQUIRE(must(vault.programmes()).size() == 1);
  CHECK(must(vault.programmes()).front()->id == "small_intake");
  CHECK(vault.compartmentKey("operational", 1) != nullptr);
  CHECK(vault.compartmentKey("identity", 1) == nullptr);
  const auto choices = must(unlockChoices(desk.home));
  REQUIRE(choices.size() == 1);
  CHECK(choices.front().user == desk.user);
}

TEST_CASE("wrong passphrases climb the ladder and a restart does not step down from it", "[station]") {
  World world;
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  for (int i = 0; i < 5; ++i) {
    const auto tried = unlockSlot(desk.home, desk.user, secret("a wrong passphrase here"), world.clock);
    REQUIRE_FALSE(tried);
    CHECK(tried.error().is(SlotError::wrongPassphrase));
  }
  REQUIRE_FALSE(unlockSlot(desk.home, desk.user, secret("a wrong passphrase here"), world.clock));
  CHECK(must(unlockChoices(desk.home)).front().notBeforeMs > toUnixMs(world.clock.now()));
  const auto waiting = unlockSlot(desk.home, desk.user, secret(kUserPassphrase), world.clock);
  REQUIRE_FALSE(waiting);
  CHECK(waiting.error().is(SlotError::waiting));
  world.clock.advance(std::chrono::hours(1));
  CHECK(world.unlock(desk).userName() == "Officer One");
  CHECK(must(unlockChoices(desk.home)).front().notBeforeMs == 0);
}

TEST_CASE("a shift outlives a lock for its user and its carrier, and for nobody else", "[station]") {
  World world;
  const auto programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
  world.addPackage(programme);
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  RecordId record;
  {
    Vault vault = world.unlockInShift(desk);
    record = capture(vault, must(vault.programmes()).front(), "Synthia");
  }
  {
    Vault vault = world.unlockInShift(desk);
    CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "given_name") == "Synthia");
    CHECK(vault.shiftOpenedMs() == toUnixMs(world.clock.now()));
  }
  SECTION("another carrier's bytes find a dead shift: it is dropped, logged and a new one opened") {
    Vault vault = world.unlock(desk);
    must(vault.enterShift(SecretBytes::random(32)));
    const RecordView view = must(showRecord(vault, record, "English"));
    CHECK(compartment(view, "identity").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "operational").state == ShownCompartment::State::readable);
    bool lost = false;
    for (const AuditEntry& entry : must(vault.store().auditEntries(1, 100))) lost = lost || entry.act.act == "shift.lost";
    CHECK(lost);
    CHECK(vault.shiftIsOpen());
  }
  SECTION("closing it seals what this role does not read, and says who reads it") {
    Vault vault = world.unlockInShift(desk);
    must(vault.closeShift());
    CHECK_FALSE(vault.shiftIsOpen());
    const RecordView view = must(showRecord(vault, record, "English"));
    CHECK(compartment(view, "identity").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "identity").readers == std::vector<std::string>{"case worker"});
    CHECK(compartment(view, "identity").answers.empty());
    CHECK(compartment(view, "operational").state == ShownCompartment::State::readable);
    CHECK(textOfAnswer(view, "crossing_point") == "River post");
    const auto refused = Intake::start(vault, must(vault.programmes()).front(), "English");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(VaultError::noShift));
  }
}

TEST_CASE("a shift is not opened while a compartment has no reader's key", "[station]") {
  World world({"operational", "identity"});
  const auto programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
  const auto refused = world.open().signProgramme(*programme, secret(kOfficerPassphrase));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(OrganisationError::unknownCompartment));
  CHECK(refused.error().context() == "health");
}

TEST_CASE("damaged and foreign files of a station are refused, each with its cause", "[station]") {
  World world;
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  const SecretBytes userSecret = must(unlockSlot(desk.home, desk.user, secret(kUserPassphrase), world.clock));
  const auto openAgain = [&] { return Vault::open(desk.home, desk.user, userSecret, world.surroundings()); };
  REQUIRE(openAgain());
  const auto truncate = [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); };

  SECTION("no station at all") {
    const auto opened = Vault::open(world.folder / "nowhere", desk.user, userSecret, world.surroundings());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(VaultError::notAStation));
  }
  SECTION("half a slot file") {
    truncate(desk.home / "slots");
    REQUIRE_FALSE(openAgain());
    CHECK_FALSE(unlockSlot(desk.home, desk.user, secret(kUserPassphrase), world.clock));
  }
  SECTION("an older slot file that was put back") {
    const Bytes old = must(readFile(desk.home / "slots", KeySlots::kMaxFileBytes));
    auto slots = must(KeySlots::parse(old));
    Vault vault = must(openAgain());
    slots.seal(vault.stationSubkey("slots"));
    must(vault.store().put("slots.generation", ByteWriter().u64(slots.generation()).take()));
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(VaultError::olderSlots));
  }
  SECTION("a slot file with another name in it") {
    Bytes slots = must(readFile(desk.home / "slots", KeySlots::kMaxFileBytes));
    const std::string name = "Officer One";
    const auto at = std::search(slots.begin(), slots.end(), name.begin(), name.end());
    REQUIRE(at != slots.end());
    *at = 'X';
    must(writeFile(desk.home / "slots", slots));
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(VaultError::damaged));
  }
  SECTION("half a ring") {
    truncate(desk.home / "rings" / desk.user.hex());
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(VaultError::damaged));
    CHECK(opened.error().context() == "ring");
  }
  SECTION("half a kit") {
    truncate(desk.home / "kit");
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().room() == "vault");
    CHECK(opened.error().context() == "kit");
  }
  SECTION("half a store") {
    truncate(desk.home / "station.db");
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().room() == "store");
  }
  SECTION("the kit of another organisation") {
    World other;
    fs::copy_file(other.organisation() / "kit", desk.home / "kit", fs::copy_options::overwrite_existing);
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(VaultError::wrongFolder));
  }
  SECTION("the store of another station") {
    const Desk other = world.enrolDesk("Officer Two", "officer", "river post");
    fs::copy_file(other.home / "station.db", desk.home / "station.db", fs::copy_options::overwrite_existing);
    const auto opened = openAgain();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().is(StoreError::wrongKey));
  }
}

TEST_CASE("what the organisation did not sign is not taken, and what is held stays", "[station]") {
  World world;
  const auto programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
  const Bytes package = world.addPackage(programme);
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  const Desk other = world.enrolDesk("Reader One", "case_worker", "headquarters");
  Vault vault = world.unlock(desk);
  const std::uint64_t version = vault.directory().version();

  SECTION("a package with a bad signature") {
    Bytes bad = package;
    bad.back() ^= 1;
    const auto taken = vault.takePackage(bad);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().is(ProgrammeError::badSignature));
    CHECK(must(vault.programmes()).size() == 1);
  }
  SECTION("a directory older than the one held") {
    const Bytes old = vault.directory().bytes();
    must(vault.takeDirectory(world.open().directory().bytes()));
    CHECK(vault.directory().version() > version);
    const auto taken = vault.takeDirectory(old);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().is(DirectoryError::older));
    CHECK(vault.directory().version() > version);
  }
  SECTION("a directory of another organisation") {
    World foreign;
    const auto taken = vault.takeDirectory(foreign.open().directory().bytes());
    REQUIRE_FALSE(taken);
    CHECK(vault.directory().version() == version);
  }
  SECTION("a grant for another user") {
    const Bytes grant = must(world.open().grantReader(other.user, "identity", secret(kOfficerPassphrase)));
    must(vault.takeDirectory(world.open().directory().bytes()));
    const auto taken = vault.takeGrant(grant);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().is(DirectoryError::wrongGrant));
    Vault reader = world.unlock(other);
    must(reader.takeDirectory(world.open().directory().bytes()));
    must(reader.takeGrant(grant));
    CHECK(reader.compartmentKey("identity", 1) != nullptr);
  }
}
