// SPDX-License-Identifier: Apache-2.0
// Bundles that are put into the folder of a server that runs.
#include <algorithm>

#include "carried.h"
#include "server/server_status.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Dropped : Carried {
  fs::path drop() const { return world.folder / "drop"; }
  fs::path in(const std::string& name) const { return drop() / (name + std::string(kCourierEnding)); }
  // It looks when it is told to.
  void run() {
    ServerOptions options;
    options.limits.lookEvery = std::chrono::hours(1);
    options.drop = drop();
    server = must(Server::start(must(ServerFolder::load(serverFolder(), storeKey)), must(openServerStore(serverFolder(), storeKey)), options, world.clock));
    tap.connectTo(server->port());
  }
  std::vector<fs::path> below(const char* part) const {
    std::vector<fs::path> out;
    for (const auto& each : fs::directory_iterator(drop() / part)) out.push_back(each.path());
    std::sort(out.begin(), out.end());
    return out;
  }
  Bytes bundle(Vault& vault) { return must(readFile(write(vault).at(0), kMaxCourierBytes)); }
  void place(const std::string& name, const Bytes& content) { must(writeFile(in(name), content)); }
  DropState state() {
    server->lookNow();
    return *must(serverStatus(serverFolder(), storeKey)).drop;
  }
};
using Tally = std::array<std::uint64_t, 3>;
Tally tally(Vault& vault) {
  const Counts counts = must(vault.store().counts());
  return {counts.records, counts.confirmed, must(vault.store().outboxCount())};
}

}  // namespace

TEST_CASE("a running server takes what is dropped, in any order and twice, and its answers confirm it", "[courier]") {
  Dropped at;
  Vault vault = at.world.unlockInShift(at.desk);
  std::vector<Bytes> bundles;
  for (const char* name : {"One", "Two", "Three"}) {
    capture(vault, at.programme, name);
    bundles.push_back(at.bundle(vault));
  }
  at.run();
  at.place("Anna Example's records", bundles[2]);
  at.place("b", bundles[0]);
  must(writeFile(at.drop() / "read me.txt", bytesOf(std::string_view("of somebody else"))));
  CHECK(at.state() == DropState{2, 0, 0, ""});
  CHECK(at.below("done").size() == 2);
  REQUIRE(at.below("out").size() == 2);
  at.place("again", bundles[2]);
  at.place("late", bundles[1]);
  CHECK(at.state() == DropState{4, 0, 0, ""});
  CHECK(at.below("done").size() == 3);  // the same bundle is one file
  CHECK(fs::exists(at.drop() / "read me.txt"));
  for (const auto& [path, content] : filesBelow(at.drop())) {
    CHECK(path.find("Anna") == std::string::npos);
    CHECK(content.find("Anna") == std::string::npos);
  }
  // Part of the answers, then all of them, the last first.
  auto answers = at.below("out");
  REQUIRE(answers.size() == 4);
  std::reverse(answers.begin(), answers.end());
  const CourierTaken taken = at.bring(vault, answers);
  CHECK(taken.refused.empty());
  CHECK(tally(vault) == Tally{3, 3, 0});
  CHECK(at.bring(vault, answers).refused.empty());
  CHECK(tally(vault) == Tally{3, 3, 0});
  // The network goes on beside it.
  capture(vault, at.programme, "Four");
  CHECK(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
  at.place("late again", bundles[0]);
  CHECK(at.state().taken == 5);
  CHECK(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
}

TEST_CASE("a bundle that is still being copied is left alone until its last byte is there", "[courier]") {
  Dropped at;
  Vault vault = at.world.unlockInShift(at.desk);
  at.take(vault, {{"tent", 200'000}}, 3);
  const Bytes whole = at.bundle(vault);
  REQUIRE(whole.size() > 2 * kCourierChunkBytes);
  at.run();
  const DropState waits{0, 0, 1, ""};
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{40}, kCourierHeaderBytes, kCourierHeaderBytes + 5,
                                 whole.size() - kCourierChunkBytes - kSealedChunkOverhead, whole.size() - 1}) {
    INFO(size);
    at.place("coming", Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    CHECK(at.state() == waits);
    Bytes reserved(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    reserved.resize(whole.size());  // some programs take the room first
    if (whole.size() - size > 64) {
      at.place("coming", reserved);
      CHECK(at.state() == waits);
      CHECK(at.state() == waits);
      CHECK(at.state() == waits);
    }
  }
  CHECK(at.below("out").empty());
  CHECK(at.below("refused").empty());
  CHECK(at.below("done").empty());
  at.place("coming", whole);
  CHECK(at.state() == DropState{1, 0, 0, ""});
  CHECK_FALSE(fs::exists(at.in("coming")));
  at.bring(vault, at.below("out"));
  CHECK(tally(vault) == Tally{1, 1, 0});
}

TEST_CASE("what is no good is put away with its reason, which names nobody, and the good beside it is taken", "[courier]") {
  Dropped at;
  Vault vault = at.world.unlockInShift(at.desk);
  capture(vault, at.programme, "One");
  const Bytes good = at.bundle(vault);
  Bytes flipped = good, newer = good;
  flipped[good.size() / 2] ^= 1;
  newer[4] = 9;
  Dropped elsewhere;
  Vault stranger = elsewhere.world.unlockInShift(elsewhere.desk);
  capture(stranger, elsewhere.programme, "Elsewhere");
  at.run();
  at.place("a of Anna", flipped);
  at.place("b", newer);
  at.place("c", elsewhere.bundle(stranger));
  at.place("d", Bytes(5000, 7));
  at.place("e", good);
  fs::create_symlink(at.desk.home / "station.db", at.in("f"));
  CHECK(at.state() == DropState{1, 4, 0, ""});
  std::vector<std::string> causes;
  for (const fs::path& each : at.below("refused")) {
    const std::string name = each.filename().string();
    CHECK(name.find_first_not_of("0123456789abcdef") == 16);
    if (!name.ends_with(".reason.txt")) continue;
    const std::string reason(textOf(must(readFile(each, 4096))));
    causes.push_back(reason.substr(0, reason.find('\n')));
    CHECK(reason.find("Anna") == std::string::npos);
    CHECK(reason.size() > 40);
    CHECK(fs::exists(each.parent_path() / (name.substr(0, 16) + std::string(kCourierEnding))));
  }
  std::sort(causes.begin(), causes.end());
  CHECK(causes == std::vector<std::string>{"damaged", "newerVersion", "notABundle", "otherReceiver"});
  CHECK(at.below("refused").size() == 8);
  CHECK(at.below("out").size() == 1);
  CHECK(at.state() == DropState{1, 4, 0, ""});  // a link is nobody's bundle
}

TEST_CASE("while nothing can be written the bundles stay and the status says so, and then they are taken", "[courier]") {
  Dropped at;
  Vault vault = at.world.unlockInShift(at.desk);
  capture(vault, at.programme, "One");
  const Bytes one = at.bundle(vault);
  at.run();
  fs::remove(at.drop() / "out");
  at.place("one", one);
  CHECK(at.state() == DropState{0, 0, 0, "courier.noFolder"});
  CHECK_FALSE(must(serverStatus(at.serverFolder(), at.storeKey)).isWell());
  fs::create_directory(at.drop() / "out");
  fs::remove(at.drop() / "done");
  for (int i = 0; i < 3; ++i) CHECK(at.state().failure == "file.notWritten");
  CHECK(at.below("out").empty());  // not an answer more at every look
  CHECK(fs::exists(at.in("one")));
  fs::create_directory(at.drop() / "done");
  CHECK(at.state() == DropState{1, 0, 0, ""});
  CHECK(must(serverStatus(at.serverFolder(), at.storeKey)).isWell());
  at.bring(vault, at.below("out"));
  CHECK(tally(vault) == Tally{1, 1, 0});
}
