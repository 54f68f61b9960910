// SPDX-License-Identifier: Apache-2.0
// The way without a link, with real stores at both ends: out on a stick, back on a stick, in any order, twice, in part, and mixed with
// the network.
#include "carried.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "protection/picture.h"

using namespace limen;
using namespace limen::test;

namespace {

std::vector<std::uint64_t> tally(Vault& vault) {
  const Counts counts = must(vault.store().counts());
  return {counts.own, counts.confirmed, must(vault.store().outboxCount()), must(AttachmentStore(vault.store().database()).waiting()).size()};
}
using Tally = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("records and pictures go out on a stick, and count as confirmed when the server's receipt is back", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = at.take(vault, {{"tent", 90'000}}, 5);
  capture(vault, at.programme, "Second");
  const auto bundles = at.write(vault);
  REQUIRE(bundles.size() == 1);
  CHECK(tally(vault) == Tally{2, 0, 2, 1});

  const BundleAnswer answer = must(at.answerTo(bundles[0]));
  CHECK(answer.station == vault.station());
  CHECK(answer.stored == 2);
  CHECK(answer.pieces == 1 + 6);
  CHECK(answer.refused == 0);
  CHECK(tally(vault) == Tally{2, 0, 2, 1});  // the server has it; nobody here knows
  const CourierTaken taken = at.bring(vault, answer.files);
  CHECK(taken.bundles == 1);
  CHECK(taken.refused.empty());
  CHECK(taken.causes.empty());
  CHECK(taken.confirmed == 2);
  CHECK(taken.pictures == 1);
  CHECK(tally(vault) == Tally{2, 2, 0, 0});

  // Over the network nothing of it goes once more, and both sides agree.
  at.goOn();
  const SyncReport report = must(at.sync(vault));
  CHECK(report.outcome == SyncReport::Outcome::synced);
  CHECK(report.progress.sent == 0);
  CHECK(report.progress.pictureBytesSent == 0);
  at.standStill();

  // And down: a reader without a link asks with a bundle, reads the answer, and asks for the picture with the next.
  const Desk other = at.world.enrolDesk("Supervisor Nine", "supervisor", "river post");
  at.goOn();
  at.publish();
  at.standStill();
  Vault reader = at.world.unlock(other);
  CourierTaken got = at.bring(reader, at.answersTo(at.write(reader)));
  CHECK(got.pulled == 2);
  CHECK(must(reader.store().counts()).records == 2);
  while (must(indexPulled(reader, 64))) {
  }
  got = at.bring(reader, at.answersTo(at.write(reader)));
  CHECK(got.pulled == 0);
  CHECK(got.pieces == 1);
  const AttachmentRef tent = refOf(reader, record, "tent");
  CHECK(must(recordPicture(reader, record, tent, AttachmentPart::thumbnail)) == stripPicture(photograph(2'000, 6))->bytes);
  CHECK_FALSE(recordPicture(reader, record, tent, AttachmentPart::picture));
  at.bring(reader, at.answersTo(at.write(reader)));
  CHECK(must(recordPicture(reader, record, tent, AttachmentPart::picture)) == stripPicture(photograph(90'000, 5))->bytes);
  at.goOn();
  const SyncReport same = must(at.sync(reader));
  CHECK(same.outcome == SyncReport::Outcome::synced);
  CHECK(same.progress.pulled == 0);
}

TEST_CASE("bundles come in any order, twice, or not at all, and the result is the same", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  std::vector<fs::path> bundles;
  for (const char* name : {"One", "Two", "Three"}) {
    capture(vault, at.programme, name);
    bundles.push_back(at.write(vault).at(0));
  }
  // Small bundles: each holds one piece of the picture or a few.
  at.take(vault, {{"tent", 200'000}}, 9);
  const auto small = at.write(vault, PicturePolicy::all, 40'000);
  REQUIRE(small.size() > 3);
  bundles.insert(bundles.end(), small.begin(), small.end());
  std::vector<std::size_t> order(bundles.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<fs::path> answers;
  std::string first;
  for (int round = 0; round < 4; ++round) {
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(1 + bundles.size() / 2), order.end());
    if (round == 2) std::reverse(order.begin(), order.end());
    for (const std::size_t i : order) {
      const BundleAnswer answer = must(at.answerTo(bundles[i]));
      CHECK(answer.refused == 0);  // each says for itself what its pieces are of
      answers.insert(answers.end(), answer.files.begin(), answer.files.end());
    }
    if (round == 0) first = at.atServer();
    CHECK(at.atServer() == first);
  }
  // One answer alone confirms what it names and no more.
  const CourierTaken one = at.bring(vault, must(at.answerTo(bundles[0])).files);
  INFO((one.refused.empty() ? std::string("taken") : std::string(one.refused[0].second.name())) << " " << one.bundles);
  CHECK(one.confirmed == 1);
  CHECK(tally(vault) == Tally{4, 1, 3, 1});
  std::reverse(answers.begin(), answers.end());
  at.bring(vault, answers);
  CHECK(tally(vault) == Tally{4, 4, 0, 0});
  const CourierTaken again = at.bring(vault, {at.stick()});
  CHECK(again.bundles == answers.size() + 1);
  CHECK(again.forOthers == bundles.size());
  CHECK(again.refused.empty());
  CHECK(tally(vault) == Tally{4, 4, 0, 0});
  at.goOn();
  CHECK(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
}

TEST_CASE("a picture goes on at any piece over any mixture of network and courier", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  at.take(vault, {{"tent", 300'000}, {"wound", 100'000}}, 21);
  at.goOn();
  CHECK(must(at.sync(vault, PicturePolicy::thumbnails)).progress.chunksSent == 2);
  at.standStill();
  // Of the stick's bundles every third arrives.
  const auto bundles = at.write(vault, PicturePolicy::all, 50'000);
  REQUIRE(bundles.size() >= 6);
  std::uint64_t brought = 0;
  std::vector<fs::path> answers;
  for (std::size_t i = 1; i < bundles.size(); i += 3) {
    BundleAnswer answer = must(at.answerTo(bundles[i]));
    brought += answer.pieces;
    answers.insert(answers.end(), answer.files.begin(), answer.files.end());
  }
  CHECK(brought > 0);
  at.bring(vault, answers);
  CHECK(tally(vault) == Tally{1, 1, 0, 2});  // some pieces of a picture are not the picture
  // The network brings exactly what is missing, and the receipts may come once more.
  at.goOn();
  const SyncReport report = must(at.sync(vault));
  CHECK(report.outcome == SyncReport::Outcome::synced);
  CHECK(report.progress.chunksSent == 19 + 7 - brought);
  CHECK(report.picturesWaiting == 0);
  at.standStill();
  at.bring(vault, answers);
  CHECK(tally(vault) == Tally{1, 1, 0, 0});
  for (const fs::path& each : bundles) CHECK(must(at.answerTo(each)).refused == 0);
}

TEST_CASE("each bad bundle is refused at the server with its cause, and nothing there changes", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  capture(vault, at.programme, "One");
  const Bytes one = must(readFile(at.write(vault).at(0), kMaxCourierBytes));
  at.take(vault, {{"tent", 300'000}}, 3);
  const Bytes two = must(readFile(at.write(vault).at(0), kMaxCourierBytes));
  REQUIRE(two.size() > one.size() + 2 * kCourierChunkBytes);
  const std::string before = at.atServer();
  const std::size_t files = filesBelow(at.stick()).size();
  const auto refusedFor = [&](const Bytes& bundle, CourierError cause) {
    const auto answer = at.answerTo(bundle);
    INFO(nameOf(cause) << (answer ? "" : " is " + std::string(answer.error().name())));
    CHECK((!answer && answer.error().is(cause)));
    CHECK(at.atServer() == before);
    CHECK(filesBelow(at.stick()).size() == files);
  };
  const auto cut = [](Bytes bytes, std::size_t size) {
    bytes.resize(size);
    return bytes;
  };
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}}) refusedFor(cut(one, size), size == 0 ? CourierError::notABundle : CourierError::truncated);
  refusedFor(cut(one, kCourierHeaderBytes), CourierError::truncated);
  refusedFor(cut(two, two.size() - kCourierChunkBytes - kSealedChunkOverhead), CourierError::truncated);
  refusedFor(cut(two, two.size() - 1), CourierError::truncated);
  // Swapped: two chunks of one, and a chunk of the other.
  Bytes swapped = two;
  const auto chunk = [](Bytes& bytes, std::size_t i) { return bytes.begin() + static_cast<std::ptrdiff_t>(kCourierHeaderBytes + i * (kCourierChunkBytes + kSealedChunkOverhead)); };
  std::swap_ranges(chunk(swapped, 0), chunk(swapped, 1), chunk(swapped, 1));
  refusedFor(swapped, CourierError::damaged);
  Bytes mixed = two, other = one;
  std::copy(chunk(other, 0), chunk(other, 1), chunk(mixed, 0));
  refusedFor(mixed, CourierError::damaged);
  Bytes longer = one;
  longer.insert(longer.end(), chunk(other, 0), chunk(other, 1));
  refusedFor(longer, CourierError::damaged);
  Bytes newer = one;
  newer[4] = 9;
  refusedFor(newer, CourierError::newerVersion);

  // Sealed anew by somebody who knows the server's key: another signature, another organisation, the other way.
  const ServerKey server = *vault.directory().server(vault.serverAddress());
  const PublicKey receiver = *publicKeyFrom(bytesOf(server.erasure_x25519()));
  const auto made = [&](const std::function<void(CourierBundle&)>& change, const Signer& signer) {
    Up hello;
    hello.mutable_hello()->set_station(vault.station().value.data(), 16);
    CourierBundle bundle{.way = CourierWay::toServer,
                         .organisation = vault.organisation(),
                         .station = vault.station(),
                         .id = CourierId::make(at.world.random),
                         .answers = {},
                         .epoch = 0,
                         .part = 1,
                         .frames = {hello.SerializeAsString()}};
    change(bundle);
    return must(bundle.seal(signer, receiver));
  };
  const auto same = [](CourierBundle&) {};
  refusedFor(made(same, Signer::generate()), CourierError::badSignature);
  refusedFor(made([](CourierBundle& each) { each.way = CourierWay::toStation; }, vault.stationSigner()), CourierError::otherWay);
  refusedFor(made([](CourierBundle& each) { each.organisation.value[0] ^= 1; }, vault.stationSigner()), CourierError::otherOrganisation);
  refusedFor(made([](CourierBundle& each) { each.station.value[0] ^= 1; }, vault.stationSigner()), CourierError::notListed);
  CHECK(must(at.answerTo(made(same, vault.stationSigner()))).refused == 1);  // of an earlier version: heard, and told so
  CHECK(at.atServer() == before);

  // Of another server, and a receipt in the place of a bundle.
  Carried elsewhere;
  Vault stranger = elsewhere.world.unlockInShift(elsewhere.desk);
  capture(stranger, elsewhere.programme, "Elsewhere");
  const Bytes foreign = must(readFile(elsewhere.write(stranger).at(0), kMaxCourierBytes));
  const auto at0 = at.answerTo(foreign);
  CHECK((!at0 && at0.error().is(CourierError::otherReceiver)));
  const BundleAnswer receipt = must(at.answerTo(one));
  const auto backwards = at.answerTo(receipt.files.at(0));
  CHECK((!backwards && backwards.error().is(CourierError::otherReceiver)));
  // After all of it the good ones are taken.
  CHECK(must(at.answerTo(two)).stored == 2);
}

TEST_CASE("each bad answer is refused at the station with its cause, and nothing counts as confirmed by it", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  capture(vault, at.programme, "One");
  const fs::path copy = at.world.folder / "copy";
  fs::copy(at.desk.home, copy, fs::copy_options::recursive);
  const auto bundle = at.write(vault).at(0);
  const BundleAnswer answer = must(at.answerTo(bundle));
  const Bytes good = must(readFile(answer.files.at(0), kMaxCourierBytes));
  const auto refusedFor = [&](Vault& who, const Bytes& content, CourierError cause) {
    const CourierTaken taken = at.bring(who, {at.put("tried", content)});
    INFO(nameOf(cause) << (taken.refused.empty() ? "" : " is " + std::string(taken.refused[0].second.name())));
    CHECK((taken.refused.size() == 1 && taken.refused[0].second.is(cause)));
    CHECK(taken.bundles == 0);
    CHECK(must(who.store().counts()).confirmed == 0);
  };
  Bytes shorter = good, flipped = good;
  shorter.resize(good.size() - 100);
  flipped[good.size() / 2] ^= 1;
  refusedFor(vault, shorter, CourierError::truncated);
  refusedFor(vault, flipped, CourierError::damaged);
  refusedFor(vault, must(readFile(bundle, kMaxCourierBytes)), CourierError::otherReceiver);

  // Made by somebody who knows the station's key and is no server of it.
  CourierBundle forged = must(CourierBundle::open(good, vault.stationBox()));
  refusedFor(vault, must(forged.seal(Signer::generate(), vault.stationBox().publicKey())), CourierError::badSignature);

  // A copy of the laptop made before: what is confirmed to one is not confirmed to the other.
  {
    Desk clone{copy, at.desk.user, {}};
    Vault other = at.world.unlock(clone);
    refusedFor(other, good, CourierError::notAsked);
  }

  // The server is restored from a copy from before: it has nothing of it, and what it said then is no longer true.
  at.goOn();
  at.standStill();
  {
    auto store = must(openServerStore(at.serverFolder(), at.storeKey));
    must(store->raiseEpoch(must(store->epoch()) + 1));
  }
  const auto later = at.answersTo({at.write(vault).at(0)});
  must(vault.store().beginEpoch(must(openServerStore(at.serverFolder(), at.storeKey))->epoch().value(), {}));
  refusedFor(vault, good, CourierError::replayed);
  CHECK(at.bring(vault, later).confirmed == 1);
  CHECK(tally(vault) == Tally{1, 1, 0, 0});
}

TEST_CASE("a server that was restored is told so by courier too, and gets again what it lost", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  const fs::path copy = at.world.folder / "second copy";
  fs::copy(at.serverFolder(), copy, fs::copy_options::recursive);
  capture(vault, at.programme, "One");
  {
    // With a second copy `stored` is not yet `safe`: the station keeps what opens it for the server.
    auto store = must(openServerStore(at.serverFolder(), at.storeKey));
    must(store->markCopied({}));
  }
  at.bring(vault, at.answersTo(at.write(vault)));
  CHECK(tally(vault) == Tally{1, 1, 0, 0});
  fs::remove_all(at.serverFolder());
  fs::copy(copy, at.serverFolder(), fs::copy_options::recursive);
  {
    auto store = must(openServerStore(at.serverFolder(), at.storeKey));
    must(store->raiseEpoch(1'800'000'000));
  }
  CHECK(at.atServer() == "0");
  at.bring(vault, at.answersTo(at.write(vault)));  // what it was told: another epoch
  CHECK(tally(vault)[2] == 1);
  at.bring(vault, at.answersTo(at.write(vault)));
  CHECK(tally(vault) == Tally{1, 1, 0, 0});
  CHECK(at.atServer().starts_with("1 1:"));
}

TEST_CASE("an export that cannot be finished leaves nothing behind, and one without a folder says so", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  at.take(vault, {{"tent", 200'000}}, 9);
  std::atomic<bool> cancelled{false};
  int seen = 0;
  const auto stop = [&](const SyncProgress&) { cancelled = ++seen == 8; };
  const auto ended = exportCourier(vault, at.stick(), PicturePolicy::all, stop, cancelled, 40'000);
  CHECK((!ended && ended.error().is(TransportError::cancelled)));
  CHECK(seen == 8);
  CHECK(filesBelow(at.stick()).empty());
  cancelled = false;
  const auto nowhere = exportCourier(vault, at.world.folder / "no stick", PicturePolicy::all, {}, cancelled);
  CHECK((!nowhere && nowhere.error().is(CourierError::noFolder)));
}

TEST_CASE("a server's folder has one who works in it", "[courier]") {
  Carried at;
  const auto desk = must(CourierDesk::open(at.serverFolder(), at.storeKey, at.world.clock, at.world.random));
  const auto second = CourierDesk::open(at.serverFolder(), at.storeKey, at.world.clock, at.world.random);
  CHECK((!second && second.error().is(ServerFolderError::inUse)));
}
