// SPDX-License-Identifier: Apache-2.0
// What the benchmarks of a station share: a real organisation, a real server over TLS with its store on disk, one enrolled station.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "core/clock.h"
#include "server/server.h"
#include "server/server_folder.h"
#include "station/enrolment.h"
#include "station/organisation.h"
#include "station/syncing.h"
#include "sync/grpc_client.h"
#include "tests/support/link_emulator.h"

namespace limen::bench {

namespace fs = std::filesystem;

constexpr KdfCost kCheap{64 << 10, 1};  // Argon2id is not what is measured

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    std::fprintf(stderr, "bench: %s: %.*s.%.*s %s\n", what, static_cast<int>(result.error().room().size()), result.error().room().data(),
                 static_cast<int>(result.error().name().size()), result.error().name().data(), result.error().context().c_str());
    std::exit(1);
  }
  return std::move(*result);
}
inline void must(Result<void> result, const char* what) {
  if (!result) must(Result<int>(unexpected(result.error())), what);
}

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "limen-bench-XXXXXX").string();
    LIMEN_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code none;
    fs::remove_all(path_, none);
  }
  fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

inline SecretBytes passphrase() { return SecretBytes::copyOf(bytesOf("a passphrase of the benchmark only")); }

// A real organisation, a real server over TLS with its store on disk, one enrolled station in an open shift.
struct World {
  UserId user;
  Folder folder;
  SystemClock clock;
  SystemRandom random;
  test::LinkEmulator link;
  std::unique_ptr<Server> server;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<GrpcClient> client;

  World() {
    OrganisationPlan plan;
    plan.name = "Benchmark";
    plan.sites = {"river"};
    plan.compartments = {"operational", "identity", "family"};
    plan.serverAddress = "127.0.0.1:" + std::to_string(link.port());
    must(initOrganisation(folder / "org", plan, {passphrase(), passphrase(), passphrase()}, kCheap, clock, random), "organisation");
    Organisation organisation = must(Organisation::open(folder / "org", passphrase(), clock), "organisation");
    startServer(organisation, plan.serverAddress);

    GrpcClient administrator(address(organisation), &organisation.administratorTls());
    must(administrator.publishPackage(package(organisation)), "package");
    enrolStation(organisation, administrator);
  }

  static ServerAddress address(const Organisation& organisation) {
    Kit kit;
    const Bytes bytes = organisation.kit();
    LIMEN_CHECK(kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    return {kit.server_address(), kit.ca_certificate_pem()};
  }

  void startServer(Organisation& organisation, const std::string& named) {
    auto identity = must(organisation.addServer(named), "server identity");
    ServerFolder files;
    files.certificatePem = identity.tls.certificatePem;
    files.authorityPem = organisation.authority().certificatePem;
    files.tlsKeyPem = std::move(identity.tls.privateKeyPem);
    files.receiptSeed = std::move(identity.receiptSeed);
    files.erasureSecret = std::move(identity.erasureSecret);
    files.erasureKeyId = identity.erasureKeyId;
    Kit kit;
    const Bytes bytes = organisation.kit();
    LIMEN_CHECK(kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    files.root = *publicKeyFrom(bytesOf(kit.root_ed25519()));
    files.directory = organisation.directory().bytes();
    const SecretBytes storeKey = SecretBytes::random(32);
    must(files.create(folder / "server", storeKey), "server folder");
    const ServerFolder loaded = must(ServerFolder::load(folder / "server", storeKey), "server folder");
    server = must(Server::start(loaded, must(openServerStore(folder / "server", storeKey), "server store"), {}, clock), "server");
    link.forwardTo(server->port());
  }

  Bytes package(Organisation& organisation) {
    const forms::Workbook book = must(forms::readWorkbook(LIMEN_SOURCE_DIR "/tests/bench/form"), "bench form");
    ProgrammeReading reading = readProgramme(book, {organisation.directory().organisation(), 1, false});
    LIMEN_CHECK(reading.programme.has_value());
    return must(organisation.signProgramme(*reading.programme, passphrase()), "programme");
  }

  void enrolStation(Organisation& organisation, GrpcClient& administrator) {
    user = must(organisation.addUser("Test Officer", "officer", "main", random), "user");
    must(administrator.publishDirectory(organisation.directory().bytes()), "directory");
    const auto invitation = must(organisation.invite(user, "river", random), "invitation");
    must(administrator.offer(invitation.offer), "offer");
    GrpcClient newcomer(address(organisation), nullptr);
    const auto ask = [&] {
      return must(enrol(folder / "home", organisation.kit(), invitation.code, "Test Officer", passphrase(), kCheap, {&clock, &random},
                        [&](const EnrolRequest& request) { return newcomer.enrol(request); }),
                  "enrolment");
    };
    const EnrolResult asked = ask();
    const Applicants waiting = must(administrator.waiting(), "applicants");
    LIMEN_CHECK(waiting.waiting_size() == 1);
    must(administrator.approve(must(organisation.approve(waiting.waiting(0), asked.fingerprint, passphrase()), "approval")), "approval");
    LIMEN_CHECK(ask().approved);

    const SecretBytes secret = must(unlockSlot(folder / "home", user, passphrase(), clock), "unlock");
    vault = std::make_unique<Vault>(must(Vault::open(folder / "home", user, secret, {&clock, &random}), "vault"));
    must(vault->enterShift(SecretBytes::random(32)), "shift");
    client = std::make_unique<GrpcClient>(ServerAddress{vault->serverAddress(), vault->authorityPem()}, &vault->tls());
  }

  SyncReport sync() {
    const std::atomic<bool> never{false};
    return must(syncNow(*vault, *client, [](const SyncProgress&) {}, never), "sync");
  }
};

}  // namespace limen::bench
