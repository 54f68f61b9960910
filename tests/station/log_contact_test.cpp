// SPDX-License-Identifier: Apache-2.0
// What a station believes of what a server says that it saw of the log.
#include "station/log_contact.h"
#include "station/vault_host.h"

#include <catch2/catch_test_macros.hpp>

#include "life.h"
#include "station/audit_log.h"
#include "station/log_contact.h"
#include "sync/receipt.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Contact {
  Contact() {
    world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation()));
    desk = world.enrolDesk("Officer", "officer", "river post");
    vault.emplace(world.unlock(desk));
  }
  Checkpoint sealed() { return must(sealLog(*vault)); }
  static std::string bytesFrom(const Checkpoint& checkpoint) { return std::string(textOf(checkpoint.serialise())); }
  // `shown` with a mark, as a session ends with it: what HELLO said, and the server's signature over it.
  bool continues(const std::string& before, const std::string& shown) {
    LogSeen seen;
    seen.set_before(before);
    auto checkpoint = Checkpoint::parse(bytesOf(shown));
    if (checkpoint && checkpoint->mark(Checkpoint::By::server)) {
      const SignatureBytes mark = checkpoint->mark(Checkpoint::By::server)->signature;
      seen.set_mark(mark.data(), mark.size());
    } else if (!shown.empty()) {
      seen.set_mark(shown);
    }
    if (checkpoint) checkpoint->marks.resize(1);
    const Bytes own = checkpoint ? checkpoint->serialise() : Bytes();
    VaultHost host(*vault);
    return must(takeLogSeen(host, seen, own, server.publicKey()));
  }
  std::size_t countersigned() {
    const auto kept = must(vault->store().checkpoints(1));
    return static_cast<std::size_t>(
        std::count_if(kept.begin(), kept.end(), [](const Checkpoint& one) { return one.mark(Checkpoint::By::server) != nullptr; }));
  }
  bool toldInTheLog() {
    const auto entries = must(vault->store().auditEntries(1, 1000));
    return entries.back().act.act == "log.check" && entries.back().act.result == "another";
  }
  World world;
  Desk desk;
  std::optional<Vault> vault;
  Signer server = Signer::generate();
};

}  // namespace

TEST_CASE("a countersignature counts when it is the server's, over this station's own log", "[station]") {
  Contact at;
  Checkpoint good = at.sealed();
  const auto withMark = [](Checkpoint checkpoint, const Signer& signer) {
    checkpoint.add(Checkpoint::By::server, signer);
    return Contact::bytesFrom(checkpoint);
  };
  // Another server's, none at all, and noise: nothing is kept, nothing is claimed.
  CHECK(at.continues({}, withMark(good, Signer::generate())));
  CHECK(at.continues({}, Contact::bytesFrom(good)));
  CHECK(at.continues("noise", "noise"));
  CHECK(at.countersigned() == 0);
  CHECK(at.continues({}, withMark(good, at.server)));
  CHECK(at.countersigned() == 1);

  // One that this station signed of a history that is not in its log: a copy of it goes on elsewhere.
  const Signer& station = at.vault->stationSigner();
  MerkleFrontier tree;
  for (std::uint64_t i = 0; i < good.seq; ++i) tree.append(Hash{{static_cast<Byte>(i + 1)}});
  const Checkpoint another = Checkpoint::make(at.vault->station(), tree, Hash{{1}}, 1, station);
  CHECK_FALSE(at.continues(withMark(another, at.server), {}));
  CHECK(at.toldInTheLog());
  // Longer than this log is.
  for (int i = 0; i < 50; ++i) tree.append(Hash{{2}});
  const Checkpoint longer = Checkpoint::make(at.vault->station(), tree, Hash{{2}}, 1, station);
  CHECK_FALSE(at.continues(withMark(longer, at.server), {}));
  // The same claim by nobody's key, and of another station: not this station's to answer for.
  CHECK(at.continues(withMark(longer, Signer::generate()), {}));
  CHECK(at.continues(withMark(Checkpoint::make(StationId::make(at.world.random), tree, Hash{{2}}, 1, station), at.server), {}));
  CHECK(at.continues(withMark(Checkpoint::make(at.vault->station(), tree, Hash{{2}}, 1, Signer::generate()), at.server), {}));
  CHECK(at.countersigned() == 1);
}

TEST_CASE("a log that says no more than that there were sessions is named by what was agreed, any other is shown", "[station]") {
  Contact at;
  VaultHost host(*at.vault);
  const LogGreeting first = must(greetWithLog(host));
  CHECK((!first.checkpoint.empty() && first.agreed.empty()));
  Checkpoint seen = must(Checkpoint::parse(first.checkpoint));
  seen.add(Checkpoint::By::server, at.server);
  CHECK(at.continues({}, Contact::bytesFrom(seen)));
  const Mac16 mark = logMark(seen.serialise());
  const Bytes agreed(mark.begin(), mark.end());

  const auto sessions = [&](int count) {
    for (int i = 0; i < count; ++i) must(at.vault->store().audit(at.vault->act("sync")));
  };
  for (int i = 0; i < 50; i += 10) {
    const LogGreeting quiet = must(greetWithLog(host));
    CHECK((quiet.checkpoint.empty() && quiet.agreed == agreed));
    sessions(10);
  }
  CHECK(must(greetWithLog(host)).checkpoint.empty());
  sessions(1);  // after so many it is shown all the same
  const LogGreeting long_ = must(greetWithLog(host));
  CHECK((!long_.checkpoint.empty() && long_.agreed == agreed));

  Contact other;
  VaultHost otherHost(*other.vault);
  seen = must(Checkpoint::parse(must(greetWithLog(otherHost)).checkpoint));
  seen.add(Checkpoint::By::server, other.server);
  CHECK(other.continues({}, Contact::bytesFrom(seen)));
  CHECK(must(greetWithLog(otherHost)).checkpoint.empty());
  SECTION("a session that ended badly is more than a session") {
    must(other.vault->store().audit(other.vault->act("sync", "mismatch")));
  }
  SECTION("any other act is") {
    must(other.vault->store().audit(other.vault->act("log.read")));
  }
  CHECK_FALSE(must(greetWithLog(otherHost)).checkpoint.empty());
}
