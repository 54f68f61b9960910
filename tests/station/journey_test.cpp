// SPDX-License-Identifier: Apache-2.0
// The main job with nothing pretended: organisation, programme, server, two stations, two languages, and what may be found where.
#include <algorithm>
#include <array>
#include <cstdio>

#include "core/files.h"
#include "life.h"
#include "server/server.h"
#include "sync/grpc_client.h"
#include "tap.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

namespace {

// Marks that no other text contains, in six scripts.
const std::array<std::string, 6> kCanaries{"Zqvxcanarine", "كناريصفصغ", "ዘቅቭካናሪ", "জক্ভক্যানারি", "Щкфжканарий", "झ्क्षकनारी"};

std::string utf16(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
    unsigned point = length == 1 ? byte : byte & (length == 2 ? 0x1F : 0x0F);
    for (std::size_t j = 1; j < length; ++j) point = point << 6 | (static_cast<unsigned char>(text[i + j]) & 0x3F);
    out += static_cast<char>(point & 0xFF);
    out += static_cast<char>(point >> 8);
    i += length;
  }
  return out;
}

std::string base64(const std::string& text) {
  static const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i + 3 <= text.size(); i += 3) {
    const unsigned bits = static_cast<unsigned char>(text[i]) << 16 | static_cast<unsigned char>(text[i + 1]) << 8 |
                          static_cast<unsigned char>(text[i + 2]);
    for (int shift = 18; shift >= 0; shift -= 6) out += kLetters[bits >> shift & 63];
  }
  return out;
}

std::vector<std::string> formsOf(const std::string& canary) {
  const std::string hex = toHex(bytesOf(canary));
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  // Base64 groups three bytes: what stands before the text decides where they begin.
  return {canary, utf16(canary), hex, upper, base64(canary), base64(canary.substr(1)), base64(canary.substr(2))};
}

std::size_t hits(const std::string& content) {
  std::size_t found = 0;
  for (const std::string& canary : kCanaries)
    for (const std::string& form : formsOf(canary)) found += content.find(form) != std::string::npos;
  return found;
}

// Answers everything that is asked: a canary wherever text is taken, the first choice, a day, a number.
void answerEverything(Intake& intake, std::size_t& next) {
  for (int round = 0; round < 8; ++round) {
    for (const forms::Entry& entry : intake.form().entries()) {
      if (!forms::storesAnswer(entry.type) || intake.form().readOnly(entry.place) ||
          !forms::isEmpty(intake.form().value(entry.place)))
        continue;
      std::string typed;
      if (entry.type == forms::Type::text) typed = kCanaries[next++ % kCanaries.size()];
      if (entry.type == forms::Type::selectOne || entry.type == forms::Type::selectMultiple) {
        const auto choices = intake.form().choices(entry.place);
        if (choices.empty()) continue;
        typed = choices[std::min<std::size_t>(1, choices.size() - 1)].name;
        if (entry.type == forms::Type::selectOne && choices.front().name == "yes") typed = "yes";
      }
      if (entry.type == forms::Type::integer) typed = "1990";
      if (entry.type == forms::Type::date) typed = "1990-02-03";
      if (entry.type == forms::Type::geopoint) typed = "12.5 40.25";
      if (typed.empty()) continue;
      if (auto value = intake.form().parse(entry.place, typed)) (void)intake.form().set(entry.place, *value);
    }
  }
  // What the form would not take, it may leave empty.
  for (const forms::Place& place : intake.form().problems()) {
    const auto number = intake.form().parse(place, "7");
    if (number && intake.form().form().node(place.question).type == forms::Type::integer) must(intake.form().set(place, *number));
    if (intake.form().problem(place) == forms::Problem::constraint) must(intake.form().set(place, forms::Empty{}));
  }
}

struct Headquarters {
  Headquarters() : world({"operational", "identity", "family", "health", "legal"}, "127.0.0.1:" + std::to_string(tap.port())) {
    world.clock.setWall(SystemClock().now());  // TLS looks at the real day
    fs::remove_all(world.organisation());
    OrganisationPlan plan;
    plan.name = "Synthetic relief";
    plan.sites = {"river post", "headquarters"};
    plan.compartments = {"operational", "identity", "family", "health", "legal"};
    plan.serverAddress = address();
    must(initOrganisation(world.organisation(), plan,
                          {secret(kRootPassphrase), secret(kAdministratorPassphrase), secret(kOfficerPassphrase)}, kCheap,
                          world.clock, world.random));
    Organisation organisation = world.open();
    auto identity = must(organisation.addServer(address()));
    ServerFolder folder;
    folder.certificatePem = identity.tls.certificatePem;
    folder.authorityPem = organisation.authority().certificatePem;
    folder.tlsKeyPem = std::move(identity.tls.privateKeyPem);
    folder.receiptSeed = std::move(identity.receiptSeed);
    folder.erasureSecret = std::move(identity.erasureSecret);
    folder.erasureKeyId = identity.erasureKeyId;
    Kit kit;
    const Bytes kitBytes = organisation.kit();
    REQUIRE(kit.ParseFromArray(kitBytes.data(), static_cast<int>(kitBytes.size())));
    folder.root = *publicKeyFrom(bytesOf(kit.root_ed25519()));
    folder.directory = organisation.directory().bytes();
    must(folder.create(serverFolder(), storeKey));
    auto book = must(forms::readWorkbook(fs::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
    // A case worker of this programme may read health and family as well; each opens only once its key is granted.
    for (forms::Sheet& sheet : book.sheets) {
      if (sheet.name != "compartments") continue;
      const auto readers = std::find(sheet.headings.begin(), sheet.headings.end(), "readers") - sheet.headings.begin();
      for (forms::Row& row : sheet.rows)
        if (row.cells.front() == "health" || row.cells.front() == "family")
          row.cells[static_cast<std::size_t>(readers)] += " case_worker";
    }
    programme = programmeOf(book, organisation.directory().organisation());
    package = world.addPackage(programme);
  }

  std::string address() const { return "127.0.0.1:" + std::to_string(tap.port()); }
  fs::path serverFolder() const { return world.folder / "server"; }

  void startServer() {
    const ServerFolder folder = must(ServerFolder::load(serverFolder(), storeKey));
    server = must(Server::start(folder, must(openServerStore(serverFolder(), storeKey)), {}, world.clock));
    tap.connectTo(server->port());
  }
  void stopServer() {
    tap.connectTo(0);
    server->stop();
    server.reset();
  }

  GrpcClient administrator(const Organisation& organisation) {
    return GrpcClient({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
  }

  // The whole way over the wire: offer, ask, compare the words, approve, ask again.
  Desk enrolDesk(const std::string& name, const std::string& role, const std::string& site) {
    Organisation organisation = world.open();
    GrpcClient admin({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    Desk desk;
    desk.user = must(organisation.addUser(name, role, "main", world.random));
    desk.home = world.folder / ("home-" + name);
    must(admin.publishDirectory(organisation.directory().bytes()));
    const auto invitation = must(organisation.invite(desk.user, site, world.random));
    must(admin.offer(invitation.offer));
    GrpcClient stranger({address(), organisation.authority().certificatePem}, nullptr);
    const auto ask = [&] {
      return must(enrol(desk.home, organisation.kit(), invitation.code, name, secret(kUserPassphrase), kCheap,
                        world.surroundings(), [&](const EnrolRequest& request) { return stranger.enrol(request); }));
    };
    const EnrolResult first = ask();
    REQUIRE_FALSE(first.approved);
    const Applicants waiting = must(admin.waiting());
    REQUIRE(waiting.waiting_size() == 1);
    const auto wrong =
        organisation.approve(waiting.waiting(0), "babab " + first.fingerprint.substr(6), secret(kOfficerPassphrase));
    CHECK_FALSE(wrong);
    std::string typed = first.fingerprint;
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    must(admin.approve(must(organisation.approve(waiting.waiting(0), typed, secret(kOfficerPassphrase)))));
    REQUIRE(ask().approved);
    return desk;
  }

  Result<SyncReport> sync(Vault& vault) {
    GrpcClient client({vault.serverAddress(), vault.authorityPem()}, &vault.tls());
    const std::atomic<bool> cancelled{false};
    return syncNow(vault, client, {}, cancelled);
  }

  Tap tap;
  World world;
  SecretBytes storeKey = SecretBytes::random(32);
  std::shared_ptr<const Programme> programme;
  Bytes package;
  std::unique_ptr<Server> server;
};

RecordId captureEverything(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& language,
                           std::size_t& next) {
  Intake intake = must(Intake::start(vault, programme, language));
  answerEverything(intake, next);
  must(intake.save());
  auto finished = intake.finish();
  if (!finished) FAIL("not finished: " << finished.error().context());
  return *finished;
}

std::string everythingShown(const RecordView& view) {
  std::string out;
  for (const ShownCompartment& one : view.compartments)
    for (const ShownAnswer& shown : one.answers) out += shown.text + "\n";
  return out;
}

}  // namespace

TEST_CASE("a record goes from the desk to headquarters, opens for those who may read it and stays sealed for everybody else",
          "[station]") {
  Headquarters all;
  all.startServer();
  {
    Organisation organisation = all.world.open();
    GrpcClient admin({all.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    must(admin.publishPackage(all.package));
  }
  const Desk officerDesk = all.enrolDesk("Officer One", "officer", "river post");
  const Desk readerDesk = all.enrolDesk("Reader One", "case_worker", "headquarters");
  std::vector<Bytes> grants;
  {
    Organisation organisation = all.world.open();
    grants.push_back(must(organisation.grantReader(readerDesk.user, "identity", secret(kOfficerPassphrase))));
    grants.push_back(must(organisation.grantReader(readerDesk.user, "operational", secret(kOfficerPassphrase))));
    GrpcClient admin({all.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    must(admin.publishDirectory(organisation.directory().bytes()));
  }
  all.stopServer();

  Vault officer = all.world.unlockInShift(officerDesk);
  const auto programme = must(officer.programmes()).front();
  std::size_t next = 0;
  std::vector<RecordId> records;
  for (const char* language : {"English", "Arabic", "French"})
    records.push_back(captureEverything(officer, programme, language, next));

  // The server is down: a plain cause, and nothing is lost.
  const auto down = all.sync(officer);
  REQUIRE_FALSE(down);
  CHECK(down.error().room() == "transport");
  CHECK(must(officer.store().outboxCount()) == 3);
  CHECK(must(officer.store().counts()).confirmed == 0);

  all.startServer();
  const SyncReport first = must(all.sync(officer));
  INFO(first.cause);
  REQUIRE(first.outcome == SyncReport::Outcome::synced);
  CHECK(first.counts.own == 3);
  CHECK(first.counts.confirmed == 3);
  CHECK(must(officer.store().outboxCount()) == 0);
  const SyncReport again = must(all.sync(officer));
  CHECK(again.outcome == SyncReport::Outcome::synced);
  CHECK(again.progress.sent == 0);

  Vault reader = all.world.unlock(readerDesk);
  for (const Bytes& grant : grants) must(reader.takeGrant(grant));
  const SyncReport pulled = must(all.sync(reader));
  INFO(pulled.cause);
  REQUIRE(pulled.outcome == SyncReport::Outcome::synced);
  CHECK(pulled.progress.pulled == 3);
  while (must(indexPulled(reader, 2))) {
  }
  const SyncReport nothingNew = must(all.sync(reader));
  CHECK(nothingNew.outcome == SyncReport::Outcome::synced);
  CHECK(nothingNew.progress.pulled == 0);
  CHECK(must(listRecords(reader, "", 0, 10)).total == 3);

  std::string seen;
  for (const RecordId& record : records) {
    const RecordView view = must(showRecord(reader, record, "Arabic"));
    CHECK(view.programmeTitle == "الاستقبال عند الحدود");
    CHECK(compartment(view, "identity").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "operational").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "health").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "family").state == ShownCompartment::State::sealed);
    CHECK(compartment(view, "health").readers == std::vector<std::string>{"الفريق الصحي", "مسؤول الحالات"});
    seen += everythingShown(view);
    // What is kept of a birth date is its year.
    CHECK(textOfAnswer(view, "birth_date").find("02-03") == std::string::npos);
  }
  CHECK(hits(seen) > 0);
  std::size_t found = 0;
  for (const std::string& canary : kCanaries) found += must(listRecords(reader, canary, 0, 10)).total;
  CHECK(found > 0);

  // A grant that comes after the pull opens what was pulled before it, with one sync.
  const ChainEnd chainBefore = must(reader.store().chainEnds(officer.scope(*programme))).at(0);
  Bytes late;
  {
    Organisation organisation = all.world.open();
    late = must(organisation.grantReader(readerDesk.user, "health", secret(kOfficerPassphrase)));
    must(all.administrator(organisation).publishDirectory(organisation.directory().bytes()));
  }
  must(reader.takeGrant(late));
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "health").state == ShownCompartment::State::sealed);
  const SyncReport opened = must(all.sync(reader));
  INFO(opened.cause);
  REQUIRE(opened.outcome == SyncReport::Outcome::synced);
  CHECK(opened.progress.pulled == 3);
  CHECK(must(reader.store().unindexed(10)).size() == 3);
  while (must(indexPulled(reader, 2))) {
  }
  for (const RecordId& record : records) {
    const RecordView view = must(showRecord(reader, record, "Arabic"));
    CHECK(compartment(view, "health").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "identity").state == ShownCompartment::State::readable);
    CHECK(compartment(view, "family").state == ShownCompartment::State::sealed);
  }
  CHECK(must(reader.store().chainEnds(officer.scope(*programme))).at(0).hash == chainBefore.hash);
  const SyncReport thereafter = must(all.sync(reader));
  CHECK(thereafter.outcome == SyncReport::Outcome::synced);
  CHECK(thereafter.progress.pulled == 0);

  // The other way about: the directory first, which brings the parts, then the grant, which opens them without a sync.
  {
    Organisation organisation = all.world.open();
    late = must(organisation.grantReader(readerDesk.user, "family", secret(kOfficerPassphrase)));
    must(all.administrator(organisation).publishDirectory(organisation.directory().bytes()));
  }
  CHECK(must(all.sync(reader)).progress.pulled == 3);
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "family").state == ShownCompartment::State::sealed);
  must(reader.takeGrant(late));
  CHECK(compartment(must(showRecord(reader, records.front(), "Arabic")), "family").state != ShownCompartment::State::sealed);
  CHECK(must(all.sync(reader)).progress.pulled == 0);

  // At the desk: everything within the shift, what the role reads afterwards.
  CHECK(hits(everythingShown(must(showRecord(officer, records.front(), "English")))) > 0);
  must(officer.closeShift());
  const RecordView after = must(showRecord(officer, records.front(), "English"));
  CHECK(compartment(after, "identity").state == ShownCompartment::State::sealed);
  CHECK(compartment(after, "health").state == ShownCompartment::State::sealed);
  CHECK(compartment(after, "operational").state == ShownCompartment::State::readable);
  CHECK(hits(everythingShown(after)) == 0);

  // While everything is still open, WAL files included, and on the wire: no canary in any form.
  std::size_t searched = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) {
    INFO(fs::path(path).filename().string());
    CHECK(hits(content) == 0);
    searched += content.size();
  }
  CHECK(searched > 100'000);
  const std::string wire = all.tap.captured();
  CHECK(wire.size() > 10'000);
  CHECK(hits(wire) == 0);

  // The search is able to find: the same bytes, written where they must not be.
  must(writeFile(all.world.folder / "planted", bytesOf("x" + kCanaries[1] + utf16(kCanaries[3]) + toHex(bytesOf(kCanaries[2])))));
  std::size_t planted = 0;
  for (const auto& [path, content] : filesBelow(all.world.folder.path())) planted += hits(content);
  CHECK(planted >= 3);
  all.stopServer();
}
