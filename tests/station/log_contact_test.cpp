// SPDX-License-Identifier: Apache-2.0
// What a station believes of what a server says that it saw of the log.
#include "station/log_contact.h"
#include "station/vault_host.h"

#include <catch2/catch_test_macros.hpp>

#include "life.h"
#include "station/audit_log.h"

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
  bool continues(const std::string& before, const std::string& countersigned) {
    LogSeen seen;
    seen.set_before(before);
    seen.set_countersigned(countersigned);
    VaultHost host(*vault);
    return must(takeLogSeen(host, seen, server.publicKey()));
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
