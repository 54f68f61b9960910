// SPDX-License-Identifier: Apache-2.0
// The windows over a real station: what a fake could answer too kindly. Two supervisors, one of them with a phone, and an officer.
#include "crypto/totp.h"
#include "station/backup.h"
#include "station/factors.h"
#include "tests/app/station/at_keys.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kOthersPassphrase = "amber plough stairway eleven";

struct Laptop {
  Laptop() {
    forms::Workbook book = smallWorkbook();
    for (forms::Sheet& sheet : book.sheets)
      if (sheet.name == "roles") sheet.rows.push_back({5, {"supervisor", "capture read sync supervise", "supervisor", "المشرف"}});
    world.addPackage(programmeOf(book, world.open().directory().organisation()));
    desk = world.enrolDesk("Supervisor One", "supervisor", "river post");
    second = admit("Supervisor Two", "supervisor");
    officer = admit("Officer Three", "officer");
  }
  UserId admit(const std::string& name, const std::string& role) {
    Organisation organisation = world.open();
    const UserId user = must(organisation.addUser(name, role, "main", world.random));
    Vault vault = world.unlock(desk);
    must(organisation.assignUser(user, vault.station()));
    must(vault.takeDirectory(organisation.directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const std::string first = "handed over words of the first day";
    const Bytes keys = must(admitUser(vault, must(approvals.permit(Act::admitUser, user.bytes())), user, secret(first), kCheap));
    must(organisation.confirmUser(keys, secret(kOfficerPassphrase)));
    must(vault.takeDirectory(organisation.directory().bytes()));
    const SecretBytes own = must(unlockSlot(desk.home, user, secret(first), world.clock));
    must(changePassphrase(desk.home, user, own, secret(kOthersPassphrase), kCheap, world.clock));
    return user;
  }
  SecretBytes addPhone() {
    Vault vault = world.unlock(desk);
    TotpOffer offer = offerTotp(vault);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(addTotp(vault, must(approvals.permit(Act::changeFactor, vault.user().bytes())), offer,
                 totpCode(offer.secret, totpStepAt(world.clock.now()))));
    world.clock.advance(std::chrono::minutes(2));
    return std::move(offer.secret);
  }
  void planBackups(const std::filesystem::path& folder) {
    Vault vault = world.unlock(desk);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(setBackupPlan(vault, must(approvals.permit(Act::backup)), BackupPlan{folder, std::chrono::hours(24)}));
  }

  World world;
  Desk desk;
  UserId second, officer;
};

}  // namespace

TEST_CASE("the panel asks for the phone's code where there is a phone, and a passphrase alone does nothing", "[app]") {
  Laptop station;
  const SecretBytes phone = station.addPhone();
  const auto code = [&](int steps = 0) { return QString::fromStdString(totpCode(phone, totpStepAt(station.world.clock.now()) + steps)); };
  Session session(station.world, station.desk);
  session.window.goTo(Section::people);
  session.press("Disable Officer Three");
  session.press("Disable");
  REQUIRE(session.sees("Your passphrase again"));
  REQUIRE(session.sees("Six digits of the phone"));
  REQUIRE(session.focusIn(session.passphraseField()));
  session.type(QString::fromStdString(kUserPassphrase));
  session.enter();  // no code yet: the focus goes to it, and nothing is sent
  REQUIRE(session.focusIn(session.codeField()));
  session.type(code(7));
  session.enter();
  REQUIRE(session.sees("The six digits of your phone are needed, and these are not they."));
  REQUIRE(session.focusIn(session.passphraseField()));
  CHECK(session.codeField()->text().isEmpty());
  session.type(QString::fromStdString(kUserPassphrase));
  session.enter();
  REQUIRE(session.focusIn(session.codeField()));
  QString arabic;  // the digits of an Arabic keyboard are digits
  for (const QChar digit : code()) arabic += QChar(0x660 + digit.digitValue());
  session.type(arabic.insert(3, ' '));
  session.enter();
  REQUIRE(session.sees("Disabled: cannot unlock"));
  const auto locked = unlockSlot(station.desk.home, station.officer, secret(kOthersPassphrase), station.world.clock);
  REQUIRE_FALSE(locked);
  CHECK(locked.error().is(SlotError::disabled));
}

TEST_CASE("who has no phone is asked for no code", "[app]") {
  Laptop station;
  Session session(station.world, station.desk);
  session.window.goTo(Section::people);
  session.press("Disable Officer Three");
  session.press("Disable");
  REQUIRE(session.sees("Your passphrase again"));
  REQUIRE(session.focusIn(session.passphraseField()));
  CHECK(session.codeField() == nullptr);
  session.type(QString::fromStdString(kUserPassphrase));
  session.enter();
  CHECK(session.sees("Disabled: cannot unlock"));
}

TEST_CASE("a backup is due at the unlock, and a stick that is not in is one sentence beside the work", "[app]") {
  Laptop station;
  const std::filesystem::path stick = station.world.folder / "stick";
  std::filesystem::create_directory(stick);
  station.planBackups(stick);
  std::filesystem::remove(stick);
  {
    Session session(station.world, station.desk);  // its first page is there
    CHECK(session.sees("No backup was made. Its stick or folder is not there; your work goes on."));
    session.window.goTo(Section::sync);
    CHECK(session.sees("Put the stick in: the next unlock or sync tries again."));
  }
  std::filesystem::create_directory(stick);
  Session session(station.world, station.desk);
  session.window.goTo(Section::sync);
  CHECK(session.sees("The last backup was made on"));
  CHECK_FALSE(session.seen().contains("No backup was made."));
  CHECK_FALSE(std::filesystem::is_empty(stick));
}

TEST_CASE("behind a closed shift the session has no vault, and the one that follows opens no shift", "[app]") {
  Laptop station;
  std::optional<ShiftSlip> slip;
  {
    Session session(station.world, station.desk);
    QObject::connect(&session.window, &MainWindow::shiftClosed, [&](const ShiftSlip& closed) { slip = closed; });
    session.window.goTo(Section::shift);
    session.press("Close shift…");
    REQUIRE(session.sees("All records stay"));
    session.type("close");
    session.enter();
    REQUIRE(QTest::qWaitFor([&] { return slip.has_value(); }, kAnswerMs));
    CHECK_FALSE(session.window.isVisible());
    bool answered = false;
    QObject::connect(&session.model, &SessionModel::peopleListed, [&] { answered = true; });
    session.model.listPeople();
    session.model.lock({}, false);  // behind it on the same thread
    bool locked = false;
    QObject::connect(&session.model, &SessionModel::locked, [&] { locked = true; });
    REQUIRE(QTest::qWaitFor([&] { return locked; }, kAnswerMs));
    CHECK_FALSE(answered);
  }
  OwnCarrier carrier;
  NoNetwork network;
  StationModel model(station.desk.home, {station.desk.user, must(unlockSlot(station.desk.home, station.desk.user, secret(kUserPassphrase), station.world.clock))},
                     carrier, network, station.world.clock, station.world.random, {}, StationModel::Shift::staysAsItIs);
  std::optional<StationFacts> facts;
  QObject::connect(&model, &SessionModel::opened, [&](const StationFacts& known) { facts = known; });
  MainWindow window(model, {}, [](const Preferences&) {}, slip);
  REQUIRE(QTest::qWaitFor([&] { return facts.has_value(); }, kAnswerMs));
  CHECK_FALSE(facts->shiftOpen);
  CHECK(window.section() == Section::shift);
}

TEST_CASE("who is asked a second time is said at the desk over a real store, and the officer's word is in the log without a name", "[app]") {
  World world{{"operational", "identity", "family", "health", "legal"}};
  const auto book = must(forms::readCsvFolder(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
  world.addPackage(programmeOf(book, world.open().directory().organisation()));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Session session(world, desk);
  const auto ask = [&](const char* given, const char* family) {
    session.press("Start record");
    auto* page = static_cast<FormPageView*>(nullptr);
    REQUIRE(QTest::qWaitFor([&] { return (page = session.window.findChild<FormPageView*>()) != nullptr; }, kAnswerMs));
    auto& flow = const_cast<IntakeFlow&>(page->flow());
    const auto at = [&](const char* question) { return forms::Place{*flow.form().form().find(question), {}}; };
    giveNotice(flow.form());
    flow.set(at("birth_date_known"), std::string("no"));
    flow.set(at("birth_year"), std::int64_t{1984});
    flow.goTo(at("given_name"));
    session.type(given);
    session.enter();
    session.type(family);
    session.enter();
  };
  ask("Natalia", "Schtscherbakowa");
  CHECK_FALSE(session.seen().contains("Perhaps the same person"));
  session.press("Set aside");
  REQUIRE(session.sees("Not finished yet: 1"));
  ask("Наталья", "Щербакова");
  REQUIRE(session.sees("Perhaps the same person is here already: 1"));
  QTest::keyClick(&session.window, Qt::Key_D, Qt::AltModifier);
  REQUIRE(session.sees("Natalia Schtscherbakowa"));
  CHECK(session.seen().contains("Agrees: names that sound alike in another spelling or script; the same year of birth"));
  session.press("Another person");
  REQUIRE(session.sees("Said: another person"));
  session.press("Same person: go on with it");
  REQUIRE(session.sees("Identity"));
  bool locked = false;
  QObject::connect(&session.model, &SessionModel::locked, [&] { locked = true; });
  session.model.lock({}, false);
  REQUIRE(QTest::qWaitFor([&] { return locked; }, kAnswerMs));
  Vault vault = world.unlock(desk);
  CHECK(must(vault.store().drafts(vault.user())).size() == 2);
  std::vector<std::string> said;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000)))
    if (entry.act.act.starts_with("alike.")) said.push_back(entry.act.act);
  CHECK(said == std::vector<std::string>{"alike.another", "alike.same"});
}
