// SPDX-License-Identifier: Apache-2.0
// Ten years of a station, a reader and the server's store, by a clock that is turned by hand.
#include "station/kept.h"

#include <algorithm>

#include "access.h"
#include "crypto/hash.h"
#include "erasing.h"
#include "protection/governance_sheets.h"
#include "station/duplicates.h"
#include "store/person_prints.h"
#include "store/server_store.h"

using namespace limen;
using namespace limen::test;

namespace {

std::string personJson(const std::string& family, bool alone, const std::string& day = "2026-11-17") {
  return R"({"crossing_point": "river_post", "arrival_date": ")" + day + R"(", "travelling_with": "family", "spoken_language": "ti",
    "interpreter": "no", "asked_alone": ")" + std::string(alone ? "yes" : "no") + R"(", "given_name": "Sample", "family_name": ")" + family +
         R"(", "birth_date_known": "no", "birth_year": 1984, "sex": "woman", "missing_relative": "no", "needs": ["shelter"],
    "doctor_now": "no", "difficulties": "none", "daily_medicine": "no", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes",
    "limen_consent_family_unity": "yes", "limen_consent_legal_help": "yes", "limen_consent_contact": "yes"})";
}

// What syncing does with a finished record, without the wire: the server's store has it, and the reader what it may have.
struct Places {
  Places() {
    const auto book = must(forms::readWorkbook(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
    world.addPackage(programmeOf(book, world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
    reader = world.enrolDesk("Reader One", "case_worker", "river post");
    protector = world.enrolDesk("Data Protection", "data_protection_officer", "river post");
    for (const char* compartment : {"operational", "identity"})
      grants.push_back(must(world.open().grantReader(reader.user, compartment, secret(kOfficerPassphrase))));
    directory = world.open().directory().bytes();
    for (const Desk* each : {&desk, &reader, &protector}) must(world.unlock(*each).takeDirectory(directory));
    Vault reading = world.unlock(reader);
    for (const Bytes& grant : grants) must(reading.takeGrant(grant));
    SecretBytes key = SecretBytes::random(32);
    server = must(openEmbeddedServerStore(world.folder / "server.db", key, Database::Create::yes));
  }

  // Everything that waits at the desk.
  void bringAround() {
    Vault vault = world.unlock(desk);
    const auto programme = must(vault.programmes()).front();
    const ScopeId scope = vault.scope(*programme);
    const auto rows = must(vault.store().outbox(scope, 0, 1 << 20));
    if (rows.empty()) return;
    const std::int64_t now = toUnixMs(world.clock.now());
    IncomingRun up{vault.station(), scope, rows.front().counter, rows.back().counter, rows.front().before, rows.back().after, Bytes(64), {}, {}};
    PulledRun down;
    down.scope = scope, down.station = up.station, down.first = up.first, down.last = up.last;
    down.before = up.before, down.after = up.after, down.receivedMs = now;
    std::vector<SealedRevision> revisions;
    for (const OutboxRow& row : rows) revisions.push_back(must(SealedRevision::parse(row.revision)));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const RevisionHeader& header = revisions[i].header();
      StoredRevision stored{rows[i].counter, rows[i].revision, revisions[i].hash(), {}, header.record, false};
      for (const SealedPart& part : revisions[i].parts())
        stored.erasureParts.emplace_back(part.compartment, erasurePart(rows[i].seed, programme->compartments[part.compartment].name));
      up.revisions.push_back(stored);
      down.revisions.push_back({up.station, rows[i].counter, &revisions[i], stored.erasureParts});
      const Bytes object = must(vault.store().shiftObject(header.shift)).value();
      up.shiftObjects = {object}, down.shiftObjects.push_back(object);
    }
    const auto outcome = must(server->commit({up}));
    REQUIRE(outcome.front().kind == RunOutcome::Kind::stored);
    down.number = outcome.front().number;
    must(vault.store().confirm(up.station, {{scope, up.first, up.last, down.number, true, now}}));
    for (const Desk* each : {&reader, &protector}) {
      Vault other = world.unlock(*each);
      must(other.store().apply(down));
      while (must(indexPulled(other, 50))) {
      }
    }
  }

  void look() {
    for (bool more = true; more;) more = must(server->purgeParts(weekOf(world.clock.now()), 50)).more;
    for (const Desk* each : {&desk, &reader, &protector}) world.unlock(*each);  // it looks as it opens
  }

  World world{{"operational", "identity", "family", "health", "legal"}};
  Desk desk, reader, protector;
  std::vector<Bytes> grants;
  Bytes directory;
  std::unique_ptr<ServerStore> server;
};

// Compartments of which something is left there: a ciphertext, or what opens one.
std::uint16_t left(const SealedRevision& revision, const std::vector<std::pair<std::uint8_t, ErasurePart>>& parts) {
  unsigned out = 0;
  for (const SealedPart& part : revision.parts())
    if (!part.ciphertext.empty()) out |= 1u << part.compartment;
  for (const auto& [compartment, part] : parts) out |= 1u << compartment;
  return static_cast<std::uint16_t>(out);
}
std::uint16_t leftAt(Vault& vault, const RecordId& record) {
  unsigned out = 0;
  for (const RevisionRow& row : must(vault.store().revisions(record))) out |= left(row.revision, row.erasureParts);
  return static_cast<std::uint16_t>(out);
}
std::uint16_t leftAt(ServerStore& store, const ScopeId& scope, const RecordId& record) {
  unsigned out = 0;
  for (const StoredRun& run : must(store.runsAfter(scope, 0, 1 << 30)))
    for (const StoredRevision& each : run.run.revisions) {
      const SealedRevision revision = must(SealedRevision::parse(each.revision));
      if (revision.header().record == record) out |= left(revision, each.erasureParts);
    }
  return static_cast<std::uint16_t>(out);
}

std::uint64_t counted(Vault& vault, const std::string& act) {
  std::uint64_t sum = 0;
  for (std::uint64_t from = 1;;) {
    const auto entries = must(vault.store().auditEntries(from, 1000));
    for (const AuditEntry& entry : entries)
      if (entry.act.act == act) sum += std::stoull(entry.act.result);
    if (entries.size() < 1000) return sum;
    from += entries.size();
  }
}

std::string causeOf(const Result<void>& result) {
  return result ? "none" : std::string(result.error().name());
}

}  // namespace

TEST_CASE("over ten years nothing outlives its rule, at station, reader and server, and every purge is counted", "[station]") {
  Places at;
  struct Taken {
    RecordId record;
    std::vector<KeptCompartment> kept;
  };
  std::vector<Taken> taken;
  ScopeId scope;
  std::uint64_t gone = 0, stays = 0;
  for (int month = 0; month < 150; ++month) {
    if (month < 6) {
      Vault vault = at.world.unlockInShift(at.desk);
      const auto programme = must(vault.programmes()).front();
      scope = vault.scope(*programme);
      const RecordId record = must(importRecord(vault, programme, personJson("Family" + std::to_string(month), month % 2 == 0, toIso(at.world.clock.now()).substr(0, 10))));
      if (month % 3 == 1) must(enterEvent(vault, record, "departure", dateFrom("2027-05-10").value()));
      if (month % 3 == 2) must(enterEvent(vault, record, "case_closed", dateFrom("2028-02-29").value()));
      taken.push_back({record, must(keptUntil(vault, record))});
      must(vault.closeShift());
    }
    at.bringAround();
    at.look();
    const Week now = weekOf(at.world.clock.now());
    Vault desk = at.world.unlock(at.desk), reader = at.world.unlock(at.reader);
    for (const Taken& each : taken) {
      const std::uint16_t atDesk = leftAt(desk, each.record), atReader = leftAt(reader, each.record),
                          atServer = leftAt(*at.server, scope, each.record);
      for (std::size_t i = 0; i < each.kept.size(); ++i) {
        REQUIRE(each.kept[i].week);
        const bool over = *each.kept[i].week <= now;
        INFO("month " << month << " " << each.kept[i].name << " until " << *each.kept[i].week << " now " << now);
        REQUIRE(((atServer >> i & 1) != 0) == !over);
        REQUIRE(((atReader >> i & 1) != 0) == !over);
        if (over) REQUIRE((atDesk >> i & 1) == 0);
        (over ? gone : stays) += 1;
      }
    }
    at.world.clock.advance(std::chrono::hours(24 * 30));
  }
  CHECK(gone > 1000);
  CHECK(stays > 500);
  Vault desk = at.world.unlock(at.desk), reader = at.world.unlock(at.reader);
  CHECK(counted(desk, "retention.purge") >= 6 * 5);
  CHECK(counted(reader, "retention.purge") >= 6 * 5);
  CHECK(must(nextToGo(desk.store(), 10)).empty());
  CHECK(must(nextToGo(reader.store(), 10)).empty());
  must(desk.rowsHold());
}

TEST_CASE("an event moves what is counted from it and nothing else, and what was entered wrong is entered again", "[station]") {
  Places at;
  Vault vault = at.world.unlockInShift(at.desk);
  const auto programme = must(vault.programmes()).front();
  const RecordId record = must(importRecord(vault, programme, personJson("Zqfamilia", true)));
  const auto before = must(keptUntil(vault, record));
  CHECK(causeOf(enterEvent(vault, record, "captured", dateFrom("2027-01-01").value())) == "notAnEvent");
  CHECK(causeOf(enterEvent(vault, record, "birthday", dateFrom("2027-01-01").value())) == "notAnEvent");
  CHECK(causeOf(enterEvent(vault, record, "permit_expiry", dateFrom("2027-01-01").value())) == "noRule");
  CHECK(causeOf(enterEvent(vault, record, "departure", dateFrom("2047-01-01").value())) == "notThatDay");
  CHECK(must(vault.store().revisions(record)).size() == 1);
  must(enterEvent(vault, record, "case_closed", dateFrom("2027-01-01").value()));
  must(enterEvent(vault, record, "departure", dateFrom("2028-02-01").value()));
  must(enterEvent(vault, record, "departure", dateFrom("2027-02-01").value()));
  const auto after = must(keptUntil(vault, record));
  std::size_t moved = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    CHECK(after[i].rule == before[i].rule);
    if (after[i].event == "captured") CHECK(after[i].week == before[i].week);
    const forms::Date day = dateFrom(after[i].event == "departure" ? "2027-02-01" : "2027-01-01").value();
    const auto days = std::chrono::sys_days{day}.time_since_epoch().count();
    const auto rule = std::find_if(programme->retentions.begin(), programme->retentions.end(), [&](const Retention& each) { return each.name == after[i].rule; });
    if (after[i].event == "captured") continue;
    CHECK(after[i].week == weekOfDay(days + rule->days));
    ++moved;
  }
  CHECK(moved > 0);
  const RecordView view = must(showRecord(vault, record, "English"));  // the revisions of events say nothing of the person
  CHECK(std::none_of(view.compartments.begin(), view.compartments.end(), [](const auto& each) { return each.state == ShownCompartment::State::damaged; }));
}

TEST_CASE("a hold by two persons keeps what its rule lets be held, everywhere it came, and goes when two end it", "[station]") {
  Places at;
  RecordId record;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    record = must(importRecord(vault, must(vault.programmes()).front(), personJson("Zqfamilia", true)));
    must(vault.closeShift());
  }
  at.bringAround();
  Vault vault = at.world.unlock(at.protector);
  const ScopeId scope = must(vault.store().revisions(record)).front().scope;
  Approvals approvals(vault, Approvals::Entry::typedNow);
  CHECK_FALSE(approvals.permit(Act::legalHold, record.bytes()));  // alone, nobody holds anything
  HoldOrder order;
  order.id = TombstoneId::make(at.world.random);
  order.scope = scope;
  order.record = record;
  order.compartments = 0x1f;
  order.reason = "claim";
  const Bytes content = order.serialise();
  must(storeHold(vault.store(), order, 1, vault.act("record.held", record, "claim")));
  must(storeHold(vault.store(), order, 1, vault.act("record.held", record, "claim")));  // once
  CHECK(must(ordersOn(vault.store(), record)).size() == 1);
  CHECK_FALSE(must(vault.store().isErased(record)));
  const std::uint64_t number =
      must(at.server->erase({order.id, scope, record, content, OrderKind::hold, {}, order.compartments}));
  for (const KeptCompartment& each : must(keptUntil(vault, record))) CHECK(each.held);

  at.world.clock.advance(std::chrono::hours(24 * 365 * 12));
  must(at.server->purgeParts(weekOf(at.world.clock.now()), 50));
  CHECK(leftAt(*at.server, scope, record) == 0x1f);
  {
    Vault again = at.world.unlock(at.protector);
    CHECK(leftAt(again, record) == 0x1f);
    Vault reader = at.world.unlock(at.reader);  // it has not heard of the hold
    CHECK(leftAt(reader, record) == 0);
  }
  HoldOrder end;
  end.kind = HoldOrder::Kind::lift;
  end.id = TombstoneId::make(at.world.random);
  end.scope = scope;
  end.record = record;
  end.lifts = order.id;
  end.reason = "over";
  must(storeHold(vault.store(), end, number + 1, vault.act("record.released", record, "over")));
  must(at.server->erase({end.id, scope, record, end.serialise(), OrderKind::lift, order.id, 0}));
  must(at.server->purgeParts(weekOf(at.world.clock.now()), 50));
  CHECK(leftAt(*at.server, scope, record) == 0);
  Vault last = at.world.unlock(at.protector);
  CHECK(leftAt(last, record) == 0);
  CHECK(must(at.server->erasuresAfter(scope, 0)).size() == 2);
}

TEST_CASE("a hold that two persons sign goes to the server and to every reader with a sync, and so does its end", "[station]") {
  Erasing here;
  const RecordId record = here.captured("Zqnamed", "Zqremark");
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  const auto order = [&](bool end, const std::string& reason, const std::string& passphrase) -> Result<void> {
    Vault vault = here.unlockAs(here.officer, here.kSecondPassphrase);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const RequestId request = must(approvals.ask(Act::legalHold, record.bytes()));
    SecretBytes own;
    LIMEN_TRY(approvals.confirm(request, here.desk.user, secret(passphrase), {}, {}, [&](const SecretBytes& given) -> Result<void> {
      own = given.clone();
      return {};
    }));
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::legalHold, record.bytes()));
    return end ? endHolds(vault, std::move(permit), record, reason, {here.desk.user, own})
               : holdRecord(vault, std::move(permit), record, reason, {here.desk.user, own});
  };
  const auto held = [&](const Desk& at) {
    Vault vault = here.world.unlock(at);
    const auto kept = must(keptUntil(vault, record));
    return std::count_if(kept.begin(), kept.end(), [](const KeptCompartment& each) { return each.held; });
  };
  CHECK(causeOf(order(false, "claim", "seven wrong words in one long row")) == "wrongPassphrase");
  CHECK(causeOf(order(false, "over", kUserPassphrase)) == "badReason");
  CHECK(causeOf(order(true, "over", kUserPassphrase)) == "notHeld");
  CHECK(held(here.desk) == 0);
  must(order(false, "claim", kUserPassphrase));
  CHECK(held(here.desk) == 3);
  CHECK(held(here.reader) == 0);
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  CHECK(held(here.reader) == 3);
  CHECK(here.logged(here.reader, "record.held", "claim") == 1);
  must(order(true, "over", kUserPassphrase));
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  CHECK(held(here.reader) == 0);
  CHECK(held(here.desk) == 0);
  CHECK(here.logged(here.reader, "record.released", "over") == 1);
}

TEST_CASE("prints of persons go after their time at any unlock, and the log counts them", "[station]") {
  Places at;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    must(importRecord(vault, must(vault.programmes()).front(), personJson("Zqfamilia", true)));
    CHECK(must(prints(vault.store().database(), 10)).size() == 1);
    must(vault.closeShift());
  }
  at.world.clock.advance(kPrintLasts + std::chrono::hours(1));
  Vault vault = at.world.unlock(at.desk);
  CHECK(must(prints(vault.store().database(), 10)).empty());
  CHECK(counted(vault, "prints.purge") == 1);
}
