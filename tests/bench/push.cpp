// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/push.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/clock.h"
#include "server/server.h"
#include "server/server_folder.h"
#include "station/enrolment.h"
#include "station/intake.h"
#include "station/organisation.h"
#include "station/syncing.h"
#include "sync/grpc_client.h"
#include "tests/support/wire_tap.h"

namespace limen::bench {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kRecords = 10'000;
constexpr KdfCost kCheap{64 << 10, 1};  // unlocking is not what is measured

template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    std::fprintf(stderr, "bench: %s: %.*s.%.*s %s\n", what, static_cast<int>(result.error().room().size()), result.error().room().data(),
                 static_cast<int>(result.error().name().size()), result.error().name().data(), result.error().context().c_str());
    std::exit(1);
  }
  return std::move(*result);
}
void must(Result<void> result, const char* what) {
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

SecretBytes passphrase() { return SecretBytes::copyOf(bytesOf("a passphrase of the benchmark only")); }

// One object as `record import` takes it, under the names of tests/bench/form. The times of start and end are the session's own.
Json answersOf(const Json& record) {
  Json out = Json::object();
  const auto put = [&](Json& to, const std::string& name, const Json& value) {
    if (value.is_null()) return;
    to[name] = value.is_boolean() ? Json(value.get<bool>() ? "true" : "false") : value;
  };
  for (const char* name : {"site", "device_id", "operator_id", "registration_number", "status", "notes"}) put(out, name, record[name]);
  put(out, "id", record["_id"]);
  if (!record["needs"].empty()) put(out, "needs", record["needs"]);
  for (const char* name : {"given_name", "family_name", "other_names", "sex", "birth_date", "birth_date_estimated", "nationality", "phone",
                           "document_type", "document_number"})
    put(out, std::string("person_") + name, record["person"][name]);
  put(out, "person_language_1", record["person"]["languages"][0]);
  put(out, "person_language_2", record["person"]["languages"][1]);
  for (const auto& [name, value] : record["travel"].items()) put(out, "travel_" + name, value);
  for (const char* name : {"registration", "sharing", "referral", "recorded_by", "language"})
    put(out, std::string("consent_") + name, record["consent"][name]);
  for (const char* name : {"kid", "n", "ct"}) put(out, std::string("sealed_") + name, record["sealed"][name]);
  const Json& gps = record["gps"];
  out["gps"] = gps["lat"].dump() + " " + gps["lon"].dump() + " 0 " + gps["acc_m"].dump();
  out["household"] = Json::array();
  for (const Json& member : record["household"]) {
    Json one = Json::object();
    for (const auto& [name, value] : member.items()) put(one, "household_" + name, value);
    out["household"].push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> generatedRecords() {
  const char* folder = std::getenv("LIMEN_BENCH");
  const fs::path generator = fs::path(folder != nullptr ? folder : LIMEN_SOURCE_DIR "/../shared/bench") / "forms-gen.js";
  if (!fs::exists(generator)) {
    std::fprintf(stderr, "bench: the generator of the records is not there; set LIMEN_BENCH to the folder that holds forms-gen.js\n");
    std::exit(1);
  }
  const std::string command = "node '" + generator.string() + "' " + std::to_string(kRecords) + " 20261122";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  LIMEN_CHECK(pipe != nullptr);
  std::string text;
  std::vector<char> buffer(1 << 16);
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), got);
  LIMEN_CHECK(::pclose(pipe) == 0);
  std::vector<std::string> records;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    records.push_back(answersOf(Json::parse(text.substr(at, end - at))).dump());
    at = end + 1;
  }
  return records;
}

// A real organisation, a real server over TLS with its store on disk, one enrolled station in an open shift.
struct World {
  Folder folder;
  SystemClock clock;
  SystemRandom random;
  test::WireTap tap{test::WireTap::Keep::no};
  std::unique_ptr<Server> server;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<GrpcClient> client;

  World() {
    OrganisationPlan plan;
    plan.name = "Benchmark";
    plan.sites = {"river"};
    plan.compartments = {"operational", "identity", "family"};
    plan.serverAddress = "127.0.0.1:" + std::to_string(tap.port());
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
    tap.forwardTo(server->port());
  }

  Bytes package(Organisation& organisation) {
    const forms::Workbook book = must(forms::readWorkbook(LIMEN_SOURCE_DIR "/tests/bench/form"), "bench form");
    ProgrammeReading reading = readProgramme(book, {organisation.directory().organisation(), 1, false});
    LIMEN_CHECK(reading.programme.has_value());
    return must(organisation.signProgramme(*reading.programme, passphrase()), "programme");
  }

  void enrolStation(Organisation& organisation, GrpcClient& administrator) {
    const UserId user = must(organisation.addUser("Test Officer", "officer", "main", random), "user");
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
};

}  // namespace

void push(Figures& figures) {
  const std::vector<std::string> records = generatedRecords();
  World world;
  const std::atomic<bool> never{false};
  const auto synced = [&](std::uint64_t own) {
    const SyncReport report = must(syncNow(*world.vault, *world.client, [](const SyncProgress&) {}, never), "sync");
    if (report.outcome != SyncReport::Outcome::synced || report.counts.confirmed != own) {
      std::fprintf(stderr, "bench: not synced (%s), %llu of %llu confirmed\n", report.cause.c_str(),
                   static_cast<unsigned long long>(report.counts.confirmed), static_cast<unsigned long long>(own));
      std::exit(1);
    }
  };
  synced(0);  // the channel is warm, directory and package are there

  const auto programme = must(world.vault->programmes(), "programme").front();
  const double saving = secondsOf([&] {
    for (const std::string& record : records) must(importRecord(*world.vault, programme, record), "record");
  });
  figures.plain("save.records_per_second", static_cast<double>(records.size()) / saving, "records/s");

  const std::uint64_t before = world.tap.bytesUp() + world.tap.bytesDown();
  const double pushing = secondsOf([&] { synced(records.size()); });
  const auto bytes = static_cast<double>(world.tap.bytesUp() + world.tap.bytesDown() - before);
  figures.atLeast("push.records_per_second", static_cast<double>(records.size()) / pushing, "records/s", 5'000);
  figures.atMost("push.bytes_per_record", bytes / static_cast<double>(records.size()), "B", 600);
  figures.peer("PouchDB 9 to express-pouchdb: 1,500 to 1,800 records/s, 1,788 B each (same records, loopback)");
  figures.peer("best general coder (zstd 19, batches of 100): 357 B each, without keys, signatures or erasure");

  const std::uint64_t quiet = world.tap.bytesUp() + world.tap.bytesDown();
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) times.push_back(secondsOf([&] { synced(records.size()); }) * 1000);
  figures.plain("push.nothing_new_ms", median(times), "ms");
  figures.plain("push.nothing_new_bytes", static_cast<double>(world.tap.bytesUp() + world.tap.bytesDown() - quiet) / 21, "B");
}

}  // namespace limen::bench
