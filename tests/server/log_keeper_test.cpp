// SPDX-License-Identifier: Apache-2.0
// What the server keeps of each station's log, and signs.
#include "server/log_keeper.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "crypto/audit_log.h"
#include "sync/receipt.h"
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
  Result<LogSeen> see(const Checkpoint& shown, ByteView agreed = {}) { return keeper.see(shown.serialise(), agreed, listed, *store, server); }
  // What the station makes of the mark on the checkpoint that it showed.
  Checkpoint marked(Checkpoint shown, const LogSeen& seen) const {
    shown.marks.resize(1);
    Checkpoint::Mark mark{Checkpoint::By::server, server.publicKey(), {}};
    REQUIRE(seen.mark().size() == mark.signature.size());
    std::copy(seen.mark().begin(), seen.mark().end(), mark.signature.begin());
    shown.marks.push_back(mark);
    return shown;
  }
  bool signs(const Checkpoint& shown, const LogSeen& seen) const {
    return !seen.mark().empty() && marked(shown, seen).signedBy(Checkpoint::By::server, server.publicKey());
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
  CHECK((at.signs(at.at(4), seen) && Kept::lengthBefore(seen) == 0));
  const Mac16 agreed = logMark(at.marked(at.at(4), seen).serialise());
  seen = at.see(at.at(4)).value();  // the same again
  CHECK((at.signs(at.at(4), seen) && Kept::lengthBefore(seen) == 4));
  seen = at.see(at.at(4), agreed).value();  // by one who knows what was seen before: it need not be shown
  CHECK((at.signs(at.at(4), seen) && seen.before().empty()));
  CHECK_FALSE(at.keeper.compare(agreed, at.id, *at.store).value());
  seen = at.see(at.at(7)).value();
  CHECK((at.signs(at.at(7), seen) && Kept::lengthBefore(seen) == 4));
  // Whoever stopped at what was agreed before, and says so, is shown what is missing.
  CHECK(Kept::lengthBefore(at.keeper.compare(agreed, at.id, *at.store).value().value()) == 7);
  CHECK(at.keeper.compare(agreed, StationId::make(at.random), *at.store).value().value().before().empty());
  // Shorter: nothing is signed, and what was seen stays.
  for (const std::size_t length : {6, 4, 1}) {
    seen = at.see(at.at(length)).value();
    CHECK((seen.mark().empty() && Kept::lengthBefore(seen) == 7));
  }
  // As long, and another history.
  seen = at.see(at.at(7, Hash{{1}})).value();
  CHECK((seen.mark().empty() && Kept::lengthBefore(seen) == 7));
  const auto held = Checkpoint::parse(bytesOf(seen.before())).value();
  CHECK((held.root == at.at(7).root && held.signedBy(Checkpoint::By::server, at.server.publicKey())));
  seen = at.see(at.at(9)).value();
  CHECK(at.signs(at.at(9), seen));
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
  CHECK(at.keeper.see(Bytes(20, 1), {}, at.listed, *at.store, at.server).error().is(AuditError::malformed));
  CHECK(Kept::lengthBefore(at.see(at.at(1)).value()) == 0);

  // Marks that the station brings along are not handed on as the server's.
  Checkpoint marked = at.at(6);
  const Signer stranger = Signer::generate();
  marked.add(Checkpoint::By::server, stranger);
  marked.add(Checkpoint::By::witness, stranger);
  CHECK(at.signs(at.at(6), at.see(marked).value()));
  const auto made = Checkpoint::parse(bytesOf(at.see(at.at(6)).value().before())).value();
  CHECK(made.marks.size() == 2);
  CHECK(made.signedBy(Checkpoint::By::server, at.server.publicKey()));
  CHECK_FALSE(made.mark(Checkpoint::By::witness));
}
