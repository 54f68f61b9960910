// SPDX-License-Identifier: Apache-2.0
// What the server keeps of each station's log, and signs.
#include "server/log_keeper.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/audit_log.h"
#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Kept {
  World world;
  std::unique_ptr<ServerStore> store;
  Signer station = Signer::generate(), server = Signer::generate();
  SeededRandom random{11};
  StationId id = StationId::make(random);
  Station listed;
  LogKeeper keeper;
  std::vector<Hash> entries;

  Kept() {
    world.makeFolder();
    store = std::move(openServerStore(world.serverFolder(), world.storeKey)).value();
    listed.set_id(std::string(textOf(id.bytes())));
    listed.set_ed25519(std::string(textOf(station.publicKey())));
    for (Byte i = 1; i <= 9; ++i) entries.push_back(hash256({Bytes(4, i)}));
  }
  // Of the first so many entries; `other` in the place of the last.
  Checkpoint at(std::size_t length, std::optional<Hash> other = {}) const {
    MerkleFrontier tree;
    Hash head;
    for (std::size_t i = 0; i < length; ++i) tree.append(head = other && i + 1 == length ? *other : entries[i]);
    return Checkpoint::make(id, tree, head, 7, station);
  }
  Result<LogSeen> see(const Checkpoint& shown) { return keeper.see(shown.serialise(), listed, *store, server); }
  // What the server signed of it: its length, 0 where it signed nothing, and whose mark it is.
  std::uint64_t signedLength(const LogSeen& seen) const {
    const auto made = Checkpoint::parse(bytesOf(seen.countersigned()));
    if (!made) return 0;
    CHECK(made->signedBy(Checkpoint::By::server, server.publicKey()));
    CHECK(made->signedBy(Checkpoint::By::station, station.publicKey()));
    return made->seq;
  }
  static std::uint64_t lengthBefore(const LogSeen& seen) {
    const auto before = Checkpoint::parse(bytesOf(seen.before()));
    return before ? before->seq : 0;
  }
};

}  // namespace

TEST_CASE("the server countersigns a log that goes on, and shows a shorter or another one what it saw", "[server]") {
  Kept at;
  LogSeen seen = at.see(at.at(4)).value();
  CHECK((at.signedLength(seen) == 4 && Kept::lengthBefore(seen) == 0));
  seen = at.see(at.at(4)).value();  // the same again
  CHECK((at.signedLength(seen) == 4 && Kept::lengthBefore(seen) == 4));
  seen = at.see(at.at(7)).value();
  CHECK((at.signedLength(seen) == 7 && Kept::lengthBefore(seen) == 4));
  // Shorter: nothing is signed, and what was seen stays.
  for (const std::size_t length : {6, 4, 1}) {
    seen = at.see(at.at(length)).value();
    CHECK((at.signedLength(seen) == 0 && seen.countersigned().empty() && Kept::lengthBefore(seen) == 7));
  }
  // As long, and another history.
  seen = at.see(at.at(7, Hash{{1}})).value();
  CHECK((seen.countersigned().empty() && Kept::lengthBefore(seen) == 7));
  const auto held = Checkpoint::parse(bytesOf(seen.before())).value();
  CHECK((held.root == at.at(7).root && held.signedBy(Checkpoint::By::server, at.server.publicKey())));
  seen = at.see(at.at(9)).value();
  CHECK(at.signedLength(seen) == 9);
}

TEST_CASE("a checkpoint that is not the station's own is neither signed nor kept", "[server]") {
  Kept at;
  const auto refused = [&](const Checkpoint& shown) {
    const auto seen = at.see(shown);
    return !seen && seen.error().is(AuditError::badSignature);
  };
  Checkpoint altered = at.at(5);
  altered.head = Hash{{9}};
  CHECK(refused(altered));
  Checkpoint unsealed = at.at(5);
  unsealed.marks.front().signer = Signer::generate().publicKey();
  CHECK(refused(unsealed));
  Kept another;
  CHECK(refused(another.at(5)));
  at.id = StationId::make(at.random);  // its key, and another station's name
  const Checkpoint misnamed = at.at(5);
  at.id = *StationId::from(bytesOf(at.listed.id()));
  CHECK(refused(misnamed));
  CHECK(at.keeper.see(Bytes(20, 1), at.listed, *at.store, at.server).error().is(AuditError::malformed));
  CHECK(Kept::lengthBefore(at.see(at.at(1)).value()) == 0);

  // Marks that the station brings along are not handed on as the server's.
  Checkpoint marked = at.at(6);
  const Signer stranger = Signer::generate();
  marked.add(Checkpoint::By::server, stranger);
  marked.add(Checkpoint::By::witness, stranger);
  const auto made = Checkpoint::parse(bytesOf(at.see(marked).value().countersigned())).value();
  CHECK(made.marks.size() == 2);
  CHECK(made.signedBy(Checkpoint::By::server, at.server.publicKey()));
  CHECK_FALSE(made.mark(Checkpoint::By::witness));
}
