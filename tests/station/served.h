// SPDX-License-Identifier: Apache-2.0
// One laptop with two supervisors and an officer, an organisation with five recovery holders, and the real server behind it.
#pragma once

#include <functional>

#include "core/files.h"
#include "life.h"
#include "server/server.h"
#include "server/server_folder.h"
#include "station/approval.h"
#include "station/station_files.h"
#include "station/users.h"
#include "sync/grpc_client.h"
#include "tap.h"

namespace limen::test {

struct Served {
  // `ago`: everything was set up so long before today. TLS looks at the real day.
  explicit Served(const std::function<void(forms::Workbook&)>& change = {}, std::chrono::days ago = {}) : world({"operational", "identity", "health"}, "127.0.0.1:" + std::to_string(tap.port())) {
    world.clock.setWall(SystemClock().now() - ago);
    std::filesystem::remove_all(world.organisation());
    OrganisationPlan plan;
    plan.name = "Synthetic relief";
    plan.sites = {"river post", "north gate"};
    plan.compartments = {"operational", "identity", "health"};
    plan.serverAddress = "127.0.0.1:" + std::to_string(tap.port());
    must(initOrganisation(world.organisation(), plan,
                          {secret(kRootPassphrase), secret(kAdministratorPassphrase), secret(kOfficerPassphrase)}, kCheap,
                          world.clock, world.random));
    startServer(plan.serverAddress);
    forms::Workbook book = smallWorkbook();
    for (forms::Sheet& sheet : book.sheets) {
      if (sheet.name == "roles") sheet.rows.push_back({5, {"supervisor", "capture read sync supervise", "supervisor", "المشرف"}});
      if (sheet.name == "compartments") sheet.rows.front().cells[2] = "officer case_worker supervisor";
    }
    if (change) change(book);
    programme = programmeOf(book, world.open().directory().organisation());
    world.addPackage(programme);
    desk = world.enrolDesk("Supervisor One", "supervisor", "river post");
    programme = must(world.unlock(desk).programmes()).front();
    admit("Supervisor Two", "supervisor", kSecondPassphrase);
    admit("Officer Three", "officer", kSecondPassphrase);
    publish();
  }

  void startServer(const std::string& address) {
    Organisation organisation = world.open();
    auto identity = must(organisation.addServer(address));
    ServerFolder folder;
    folder.certificatePem = identity.tls.certificatePem;
    folder.authorityPem = organisation.authority().certificatePem;
    folder.tlsKeyPem = std::move(identity.tls.privateKeyPem);
    folder.receiptSeed = std::move(identity.receiptSeed);
    folder.erasureSecret = std::move(identity.erasureSecret);
    folder.erasureKeyId = identity.erasureKeyId;
    folder.root = *publicKeyFrom(bytesOf(must(parseKit(organisation.kit())).root_ed25519()));
    folder.directory = organisation.directory().bytes();
    must(folder.create(world.folder / "server", storeKey));
    server = must(Server::start(must(ServerFolder::load(world.folder / "server", storeKey)),
                                must(openServerStore(world.folder / "server", storeKey)), {}, world.clock));
    tap.connectTo(server->port());
  }

  UserId admit(const std::string& name, const std::string& role, const std::string& passphrase) {
    Organisation organisation = world.open();
    const UserId user = must(organisation.addUser(name, role, "main", world.random));
    Vault vault = world.unlock(desk);
    must(organisation.assignUser(user, vault.station()));
    must(vault.takeDirectory(organisation.directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    const std::string first = "handed over words of the first day";
    const Bytes keys =
        must(admitUser(vault, must(approvals.permit(Act::admitUser, user.bytes())), user, secret(first), kCheap));
    must(organisation.confirmUser(keys, secret(kOfficerPassphrase)));
    must(vault.takeDirectory(organisation.directory().bytes()));
    const SecretBytes own = must(unlockSlot(desk.home, user, secret(first), world.clock));
    must(changePassphrase(desk.home, user, own, secret(passphrase), kCheap, world.clock));
    return user;
  }

  void publish() {
    Organisation organisation = world.open();
    GrpcClient client({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    must(client.publishDirectory(organisation.directory().bytes()));
    for (const Bytes& package : world.packages) must(client.publishPackage(package));
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(tap.port()); }

  Result<SyncReport> sync(Vault& vault, PicturePolicy pictures = PicturePolicy::all) {
    GrpcClient client({vault.serverAddress(), vault.authorityPem()}, &vault.tls());
    const std::atomic<bool> cancelled{false};
    return syncNow(vault, client, {}, cancelled, pictures);
  }

  std::vector<BoxKeys> shares(std::size_t count) const {
    std::vector<BoxKeys> out;
    for (std::size_t i = 1; i <= count; ++i)
      out.push_back(must(BoxKeys::fromSecret(SecretBytes::copyOf(
          must(readFile(world.organisation() / "escrow/holders" / (std::to_string(2 * i > 5 ? i : 2 * i) + ".key"), 32))))));
    return out;
  }

  Vault unlockAs(const UserId& user, const std::string& passphrase) {
    const SecretBytes own = must(unlockSlot(desk.home, user, secret(passphrase), world.clock));
    return must(Vault::open(desk.home, user, own, world.surroundings()));
  }

  const std::string kSecondPassphrase = "amber plough stairway eleven";
  Tap tap;
  World world;
  SecretBytes storeKey = SecretBytes::random(32);
  std::shared_ptr<const Programme> programme;
  Desk desk;
  std::unique_ptr<Server> server;
};

}  // namespace limen::test
