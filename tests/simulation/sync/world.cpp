// SPDX-License-Identifier: Apache-2.0
#include "world.h"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <iterator>

#include "wire.h"

namespace limen::simulation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kStations = 3;  // two that capture, one that reads everything
constexpr char kStationFile[] = "station.db", kServerFile[] = "server.db";

SecretBytes storeKey() {
  SecretBytes key(kStoreKeyBytes);
  for (Byte& byte : key.expose(SecretAccess{})) byte = 0x2c;
  return key;
}

template <class T>
T must(Result<T> result) {
  if (!result) std::cerr << result.error().room() << "." << result.error().name() << " " << result.error().context() << "\n";
  LIMEN_CHECK(result.has_value());
  return std::move(*result);
}

// Empty stores, made once a process and copied for every world: making one costs more than a session.
const std::string& emptyStore(bool server) {
  static const std::pair<std::string, std::string> made = [] {
    const fs::path folder = fs::temp_directory_path() / ("limen-simulation-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    must(StationStore::create(folder / kStationFile, storeKey()));
    must(openEmbeddedServerStore(folder / kServerFile, storeKey(), Database::Create::yes));
    const auto read = [&](const char* name) {
      std::ifstream in(folder / name, std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(in), {});
    };
    std::pair<std::string, std::string> out{read(kStationFile), read(kServerFile)};
    fs::remove_all(folder);
    return out;
  }();
  return server ? made.second : made.first;
}

}  // namespace

void makeEmptyStores() {
  makeRandomnessRepeat(0);
  static_cast<void>(emptyStore(true));
}

std::string storeFile() {
  return kStationFile;
}

std::vector<std::pair<std::string, std::string>> filesOf(const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".db") && !name.ends_with("-wal")) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    out.emplace_back(name, std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return out;
}

void putFiles(const fs::path& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().find(".db") != std::string::npos) fs::remove(entry.path());
  for (const auto& [name, content] : files) {
    std::ofstream out(folder / name, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
  }
}

void CommitList::commit(IncomingRun run, Done done) {
  entries.push_back({std::move(run), std::move(done), {}});
}
void CommitList::submit(std::function<void()> job) {
  entries.push_back({std::nullopt, {}, std::move(job)});
}

World::World(const Plan& plan) : plan_(plan), random_(plan.seed) {
  static std::atomic<int> count{0};
  folder_ = fs::temp_directory_path() / ("limen-simulation-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  makeOrganisation();
  server_ = std::make_unique<ServerNode>(folder_ / "server");
  putFiles(server_->machine.folder(), {{kServerFile, emptyStore(true)}});
  openServer();
  LIMEN_CHECK(server_->registry->publishPackage(packageBytes()).has_value());
  for (std::size_t i = 0; i < kStations; ++i) {
    auto node = std::make_unique<Node>(i, folder_ / ("station" + std::to_string(i)));
    putFiles(node->machine.folder(), {{kStationFile, emptyStore(false)}});
    node->reader = i + 1 == kStations;
    node->host = std::make_unique<StationHost>(*this, *node);
    {
      StationStore store = must(StationStore::open(node->machine.folder() / kStationFile, storeKey()));
      LIMEN_CHECK(store.put("directory", directoryBytes()).has_value());
      LIMEN_CHECK(store.putPackage(package_, kProgramme, 1, packageBytes()).has_value());
      LIMEN_CHECK(store.audit(node->host->act("unlock", "ok")).has_value());  // no log is empty by the first session
    }
    openStation(*node);
    nodes_.push_back(std::move(node));
  }
}

World::~World() {
  for (auto& node : nodes_) node->wire.reset();
  server_->commits.reset();
  server_->pulls.reset();
  server_->host.reset();
  server_->store.reset();
  nodes_.clear();
  server_.reset();
  std::error_code none;
  fs::remove_all(folder_, none);
}

void World::makeOrganisation() {
  organisation_.random = SeededRandom(plan_.seed ^ 0x5eedull);
  organisation_.compartmentNames = {"operational", "health"};
  organisation_.compartmentKeys.resize(2);
  for (std::size_t i = 0; i < kStations; ++i) organisation_.addStation("north");
  organisation_.letRead(organisation_.stations[kStations - 1].user, "health", "border");
  officerUser_ = UserId::make(organisation_.random);
  protectorUser_ = UserId::make(organisation_.random);
  scope_ = scopeOf(organisation_.id, kProgramme, "north");
  programme::Package outer;
  LIMEN_CHECK(outer.ParseFromString(test::text(packageBytes())));
  package_ = *PackageHash::from(hash256({bytesOf(outer.body())}).bytes());
}

Bytes World::directoryBytes() const {
  Directory content = organisation_.directoryContent();
  const auto add = [&](const UserId& id, const std::string& role, const Signer& signer) {
    User& user = *content.add_users();
    user.set_id(test::text(id.bytes()));
    user.set_name("User " + role);
    user.set_role(role);
    user.set_site_group("border");
    user.set_ed25519(test::text(signer.publicKey()));
  };
  add(officerUser_, "officer", officerKey_);
  add(protectorUser_, "protector", protectorKey_);
  SignedDirectory outer;
  // A newer administrator's program wrote a field that nobody here knows.
  const std::string body = content.SerializeAsString() + std::string("\xfa\x06\x03new", 6);
  outer.set_body(body);
  const SignedDirectory plain = signDirectory(content, organisation_.administrator);
  outer.mutable_signature()->set_signer(plain.signature().signer());
  outer.mutable_signature()->set_signature(test::text(organisation_.administrator.sign("limen/directory/v1", bytesOf(body))));
  return copyOf(bytesOf(outer.SerializeAsString()));
}

Bytes World::packageBytes() const {
  programme::Programme content;
  content.set_id(kProgramme);
  content.set_version(1);
  content.set_organisation(test::text(organisation_.id.bytes()));
  content.add_roles()->set_name("officer");
  programme::Role& protector = *content.add_roles();
  protector.set_name("protector");
  protector.add_permissions("protect");
  programme::Package package;
  package.set_body(content.SerializeAsString());
  for (const Signer* signer : {&organisation_.administrator, &organisation_.officer}) {
    auto& signature = *package.add_signatures();
    signature.set_signer(test::text(signer->publicKey()));
    signature.set_signature(test::text(signer->sign("limen/package/v1", bytesOf(package.body()))));
  }
  return copyOf(bytesOf(package.SerializeAsString()));
}

void World::openServer() {
  ServerNode& server = *server_;
  const fs::path folder = server.machine.folder();
  server.store = must(openEmbeddedServerStore(folder / kServerFile, storeKey(), Database::Create::no));
  server.tombstones = must(openTombstoneLog(folder / "tombstones"));
  LIMEN_CHECK(replay(*server.tombstones, *server.store).has_value());
  server.registry = must(Registry::open(*server.store, organisation_.root.publicKey(), directoryBytes()));
  server.commits = std::make_unique<CommitList>();
  server.pulls = std::make_unique<JobList>();
  server.host.reset(new SessionHost{.clock = server.clock,
                                    .limits = {.pullBytes = 2000},  // some portions a pull
                                    .registry = *server.registry,
                                    .store = *server.store,
                                    .gate = RunGate(must(BoxKeys::fromSecret(organisation_.erasure.secret())), organisation_.erasureKeyId),
                                    .receipt = must(Signer::fromSeed(organisation_.receipt.seed())),
                                    .epoch = must(server.store->epoch()),
                                    .commits = *server.commits,
                                    .pulls = *server.pulls,
                                    .tombstones = *server.tombstones});
  checkServerStart();
}

void World::crashServer() {
  note("the server dies");
  server_->machine.cutNow();
  for (auto& node : nodes_)
    if (node->wire) node->wire->serverGone();
  server_->commits.reset();
  server_->pulls.reset();
  server_->host.reset();
  server_->registry.reset();
  server_->store.reset();
  server_->machine.comeBack(random_);
  openServer();
}

void World::openStation(Node& node) {
  node.store = must(StationStore::open(node.machine.folder() / kStationFile, storeKey()));
  const auto held = must(node.store->get("directory"));
  node.directory = must(VerifiedDirectory::verify(*held, organisation_.root.publicKey(), server_->clock.now()));
  node.shift.reset();
  node.writer = WriterId::make(random_);
  node.counter = 0;
  node.waiting.clear();
}

void World::crashStation(Node& node) {
  note("station " + std::to_string(node.identity) + " dies");
  node.machine.cutNow();
  if (node.wire) node.wire->cut(false, random_.below(2) == 0);
  node.wire.reset();
  node.store.reset();
  node.machine.comeBack(random_);
  node.round = Round::plain;
  openStation(node);
}

void World::newShift(Node& node) {
  const test::TestStation& station = organisation_.stations[node.identity];
  node.shift = must(ShiftKeys::open(ShiftId::make(random_), station.id, node.writer, organisation_.compartments(), station.signer));
}

bool World::fail(const std::string& what) {
  if (broken_.empty()) broken_ = what;
  note("BROKEN: " + what);
  return false;
}

void World::note(const std::string& text) {
  if (plan_.trace) std::cerr << text << "\n";
  digest_ = hash256({digest_.bytes(), bytesOf(text)});
}

Outcome World::run() {
  if (plan_.script) {
    script();
  } else {
    for (int i = 0; i < plan_.steps && broken_.empty(); ++i) step();
  }
  Outcome outcome;
  outcome.changes.push_back(server_->machine.changes());
  for (const auto& node : nodes_) outcome.changes.push_back(node->machine.changes());
  if (broken_.empty()) heal();
  if (broken_.empty()) checkEnd();
  outcome.broken = broken_;
  outcome.digest = digest_.hex();
  return outcome;
}

}  // namespace limen::simulation
