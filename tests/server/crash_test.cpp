// SPDX-License-Identifier: Apache-2.0
// The real limen-server binary: started as a process, refused a readable key, killed between receipt and acknowledgement.
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <fstream>

#include "server/store_key.h"
#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;

namespace {

class Program {
 public:
  explicit Program(const std::vector<std::string>& arguments) {
    int out[2], err[2];
    REQUIRE(::pipe(out) == 0);
    REQUIRE(::pipe(err) == 0);
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(err[1], STDERR_FILENO);
      for (const int fd : {out[0], out[1], err[0], err[1]}) ::close(fd);
      ::close(STDIN_FILENO);
      const std::string binary = std::string(LIMEN_BIN_DIR) + "/limen-server";
      std::vector<char*> argv{const_cast<char*>(binary.c_str())};
      for (const std::string& each : arguments) argv.push_back(const_cast<char*>(each.c_str()));
      argv.push_back(nullptr);
      ::execv(binary.c_str(), argv.data());
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = ::fdopen(out[0], "r");
    err_ = ::fdopen(err[0], "r");
  }
  ~Program() {
    if (pid_ > 0) kill();
    std::fclose(out_);
    std::fclose(err_);
  }
  std::string line() { return lineOf(out_); }
  std::string errorLine() { return lineOf(err_); }
  void signal(int number) { ::kill(pid_, number); }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  void kill() {
    signal(SIGKILL);
    wait();
  }

 private:
  static std::string lineOf(FILE* stream) {
    char text[1024];
    return std::fgets(text, sizeof text, stream) ? text : "";
  }
  pid_t pid_ = -1;
  FILE *out_ = nullptr, *err_ = nullptr;
};

struct Installed : World {
  fs::path keyFile = folder / "store.key";

  Installed() {
    storeKey = createStoreKeyFile(keyFile, serverFolder()).value();
    makeFolder();
  }
  std::vector<std::string> arguments() const {
    return {"--folder", serverFolder().string(), "--listen", "127.0.0.1:0", "--store-key-file", keyFile.string()};
  }
  std::unique_ptr<Program> run() {
    auto program = std::make_unique<Program>(arguments());
    const std::string line = program->line();
    REQUIRE(line.starts_with("limen-server: listening on 127.0.0.1:"));
    port = std::stoi(line.substr(line.rfind(':') + 1));
    return program;
  }
  std::string refusal() {
    Program program(arguments());
    const std::string sentence = program.errorLine();
    CHECK(program.wait() == 1);
    CHECK(sentence.starts_with("limen-server: "));
    return sentence;
  }
};

}  // namespace

TEST_CASE("the program listens, serves, and ends cleanly on SIGTERM", "[server]") {
  Installed world;
  auto program = world.run();
  world.publish();
  program->signal(SIGTERM);
  CHECK(program->wait() == 0);
}

TEST_CASE("the program does not start with a key that others can read, that is not there, or that lies beside its data",
          "[server]") {
  Installed world;
  SECTION("mode 0644") {
    ::chmod(world.keyFile.c_str(), 0644);
    CHECK(world.refusal().find("others can read") != std::string::npos);
  }
  SECTION("mode 0640") {
    ::chmod(world.keyFile.c_str(), 0640);
    CHECK(world.refusal().find("others can read") != std::string::npos);
  }
  SECTION("missing") {
    fs::remove(world.keyFile);
    CHECK(world.refusal().find("is not there") != std::string::npos);
  }
  SECTION("inside the folder") {
    fs::rename(world.keyFile, world.serverFolder() / "store.key");
    world.keyFile = world.serverFolder() / "store.key";
    CHECK(world.refusal().find("beside what it opens") != std::string::npos);
  }
  SECTION("another key") {
    fs::remove(world.keyFile);
    REQUIRE(createStoreKeyFile(world.keyFile, world.serverFolder()));
    CHECK(world.refusal().find("does not open") != std::string::npos);
  }
  SECTION("no key") {
    fs::remove(world.keyFile);
    std::ofstream(world.keyFile) << "short";
    ::chmod(world.keyFile.c_str(), 0400);
    CHECK(world.refusal().find("64 hexadecimal digits") != std::string::npos);
  }
  SECTION("no folder") {
    fs::remove_all(world.serverFolder());
    CHECK(world.refusal().find("not complete") != std::string::npos);
  }
}

TEST_CASE("killed between receipt and acknowledgement, again and again, the server loses nothing and doubles nothing",
          "[server]") {
  Installed world;
  TestChain chain(world.organisation, 0, "intake");
  world.ownHash = [&](std::size_t, std::uint64_t counter) { return chain.hashAt(counter); };
  StationMemory memory;
  memory.scopes[chain.scope()] = {};
  memory.directoryVersion = 1;
  chain.addRecords(200);
  const std::vector<Run> runs = chain.cutAll(4);
  std::uint64_t acknowledged = 0;
  {
    auto program = world.run();
    world.publish();
    program->kill();
  }
  for (int round = 0; round < 10; ++round) {
    auto program = world.run();
    GrpcClient grpc = world.stationClient(0);
    auto transport = grpc.open();
    REQUIRE(transport);
    SyncEngine engine(world.startOf(0, memory));
    REQUIRE((*transport)->send(std::get<sync_action::Send>(engine.begin()[0]).frame));
    // All that is not acknowledged goes up; the process dies when as many answers have come as there were rounds: others are
    // under way.
    for (const Run& run : runs) {
      if (run.last <= acknowledged) continue;
      Up frame;
      frame.set_run(text(chain.cut(run.first, run.last).serialise()));
      if (!(*transport)->send(frame)) break;
    }
    for (int answers = 0; answers < round % 4 && acknowledged < 200;) {
      const auto frame = (*transport)->receive();
      if (!frame || !*frame) break;
      if (!(*frame)->has_ack()) continue;
      ++answers;
      REQUIRE(ackSignedBy((*frame)->ack(), world.organisation.receipt.publicKey()));
      for (const Range& range : (*frame)->ack().stored()) acknowledged = std::max(acknowledged, range.last());
      if (acknowledged == 200) break;
    }
    program->kill();
    (*transport)->cancel();
    transport->reset();
    auto store = openServerStore(world.serverFolder(), world.storeKey);
    REQUIRE(store);
    const auto ends = (*store)->chainEnds(chain.scope()).value();
    const std::uint64_t end = ends.empty() ? 0 : ends[0].counter;
    CHECK(end >= acknowledged);
    if (!ends.empty()) CHECK(ends[0].hash == chain.hashAt(end));
  }
  auto program = world.run();
  CHECK(world.sync(0, memory, runs).finish.outcome == sync_action::Finish::Outcome::synced);
  program->signal(SIGTERM);
  CHECK(program->wait() == 0);
  auto store = openServerStore(world.serverFolder(), world.storeKey);
  REQUIRE(store);
  const auto stored = (*store)->runsAfter(chain.scope(), 0, 1 << 30).value();
  std::set<std::uint64_t> counters;
  std::uint64_t number = 0;
  for (const StoredRun& run : stored) {
    CHECK(run.number == ++number);
    for (const StoredRevision& revision : run.run.revisions) CHECK(counters.insert(revision.counter).second);
  }
  CHECK(counters.size() == 200);
}
