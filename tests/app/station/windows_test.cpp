// SPDX-License-Identifier: Apache-2.0
// The windows over a real station: what a fake could answer too kindly. Two supervisors, one of them with a phone, and an officer.
#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <catch2/catch_test_macros.hpp>

#include "app/frame/approval_panel.h"
#include "app/frame/main_window.h"
#include "app/session/station_model.h"
#include "crypto/totp.h"
#include "station/backup.h"
#include "station/factors.h"
#include "tests/station/life.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr int kAnswerMs = 20'000;  // a bound for a hung machine; what is waited for is an answer
const std::string kOthersPassphrase = "amber plough stairway eleven";

class OwnCarrier final : public CarrierLink {
 public:
  Result<SecretBytes> shiftBytes() override { return bytes_.clone(); }
  Result<SecretBytes> renewShiftBytes() override {
    bytes_ = SecretBytes::random(kShiftBytes);
    return shiftBytes();
  }
  Result<void> handOver(const NetworkHandover&) override { return {}; }

 private:
  SecretBytes bytes_ = SecretBytes::random(kShiftBytes);
};

class NoNetwork final : public TransportOpener {
 public:
  Result<std::unique_ptr<SyncTransport>> open() override { return unexpected(TransportError::unreachable); }
};

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

struct Session {
  explicit Session(Laptop& station)
      : model(station.desk.home, {station.desk.user, must(unlockSlot(station.desk.home, station.desk.user, secret(kUserPassphrase), station.world.clock))},
              carrier, network, station.world.clock, station.world.random),
        window(model, {}, [](const Preferences&) {}) {
    window.show();
    window.activateWindow();
    REQUIRE(sees("New record"));
  }
  QString seen() const {
    QStringList words;
    for (auto* label : window.findChildren<QLabel*>())
      if (label->isVisibleTo(&window)) words << label->text();
    for (auto* button : window.findChildren<QAbstractButton*>())
      if (button->isVisibleTo(&window)) words << button->text();
    return words.join('\n').remove(QChar(0x2068)).remove(QChar(0x2069)).remove(QChar(0x2066));
  }
  bool sees(const QString& text) const {
    const bool found = QTest::qWaitFor([&] { return seen().contains(text); }, kAnswerMs);
    if (!found) UNSCOPED_INFO("not seen: " << text.toStdString() << " in " << seen().toStdString());
    return found;
  }
  void press(const QString& name) {
    QAbstractButton* found = nullptr;
    REQUIRE(QTest::qWaitFor(
        [&] {
          for (auto* each : window.findChildren<QAbstractButton*>())
            if (each->isVisibleTo(&window) && each->isEnabled() && (each->text().startsWith(name) || each->accessibleName() == name)) found = each;
          return found != nullptr;
        },
        kAnswerMs));
    found->setFocus();
    QTest::keyClick(found, Qt::Key_Space);
    QCoreApplication::processEvents();
  }
  void type(const QString& text) {
    for (const QChar letter : text) QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), Qt::NoModifier);
  }
  void enter() {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCoreApplication::processEvents();
  }
  QLineEdit* codeField() { return window.findChild<QLineEdit*>("phoneCode"); }
  bool focusIn(const QLineEdit* field) {
    return QTest::qWaitFor([&] { return field != nullptr && QApplication::focusWidget() == field; }, kAnswerMs);
  }
  QLineEdit* passphraseField() {
    auto* panel = window.findChild<ApprovalPanel*>();
    return panel == nullptr ? nullptr : panel->findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
  }

  OwnCarrier carrier;
  NoNetwork network;
  StationModel model;
  MainWindow window;
};

}  // namespace

TEST_CASE("the panel asks for the phone's code where there is a phone, and a passphrase alone does nothing", "[app]") {
  Laptop station;
  const SecretBytes phone = station.addPhone();
  const auto code = [&](int steps = 0) { return QString::fromStdString(totpCode(phone, totpStepAt(station.world.clock.now()) + steps)); };
  Session session(station);
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
  Session session(station);
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
    Session session(station);  // its first page is there
    CHECK(session.sees("No backup was made. Its stick or folder is not there; your work goes on."));
    session.window.goTo(Section::sync);
    CHECK(session.sees("Put the stick in: the next unlock or sync tries again."));
  }
  std::filesystem::create_directory(stick);
  Session session(station);
  session.window.goTo(Section::sync);
  CHECK(session.sees("The last backup was made on"));
  CHECK_FALSE(session.seen().contains("No backup was made."));
  CHECK_FALSE(std::filesystem::is_empty(stick));
}

TEST_CASE("behind a closed shift the session has no vault, and the one that follows opens no shift", "[app]") {
  Laptop station;
  std::optional<ShiftSlip> slip;
  {
    Session session(station);
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
