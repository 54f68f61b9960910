// SPDX-License-Identifier: Apache-2.0
// Pictures over real gRPC, TLS and two stores on disk: up, cut, on again, down to who reads them.
#include <catch2/catch_test_macros.hpp>

#include "protection/picture.h"
#include "sync/tombstone.h"
#include "tests/station/pictured.h"
#include "tests/support/link_emulator.h"

using namespace limen;
using namespace limen::test;

namespace {

template <class T, ErrorCause E>
bool refusedFor(const Result<T>& result, E cause) {
  return !result && result.error().is(cause);
}

}  // namespace

TEST_CASE("a picture reaches the server and who reads its answer, the small one unasked and the large one when it is looked at", "[pictures]") {
  Pictured at;
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = at.take(vault, {{"tent", 90'000}, {"wound", 40'000}}, 5);
  auto report = must(at.sync(vault, PicturePolicy::none));
  CHECK(report.outcome == SyncReport::Outcome::synced);
  CHECK(report.picturesWaiting == 2);
  report = must(at.sync(vault, PicturePolicy::thumbnails));
  CHECK(report.picturesWaiting == 2);
  CHECK(report.progress.chunksSent == 2);
  report = must(at.sync(vault));
  CHECK(report.picturesWaiting == 0);
  CHECK(report.picturesCause.empty());
  CHECK(report.progress.chunksSent == 6 + 3);  // of the small ones nothing again
  report = must(at.sync(vault));
  CHECK(report.progress.chunksToSend == 0);

  const Desk other = at.world.enrolDesk("Supervisor Nine", "supervisor", "river post");
  at.publish();
  Vault reader = at.world.unlock(other);
  report = must(at.sync(reader));
  REQUIRE(report.outcome == SyncReport::Outcome::synced);
  while (must(indexPulled(reader, 64))) {
  }
  report = must(at.sync(reader));
  CHECK(report.progress.chunksFetched == 1);  // of the one compartment that is read here
  const AttachmentRef tent = refOf(reader, record, "tent");
  CHECK(must(recordPicture(reader, record, tent, AttachmentPart::thumbnail)) == stripPicture(photograph(2'000, 6))->bytes);
  CHECK(refusedFor(recordPicture(reader, record, tent, AttachmentPart::picture), AttachmentError::incomplete));
  report = must(at.sync(reader, PicturePolicy::thumbnails));
  CHECK(refusedFor(recordPicture(reader, record, tent, AttachmentPart::picture), AttachmentError::incomplete));
  must(at.sync(reader));
  CHECK(must(recordPicture(reader, record, tent, AttachmentPart::picture)) == stripPicture(photograph(90'000, 5))->bytes);
}

TEST_CASE("a hundred pictures survive twenty cuts, and less than two of a hundred bytes are sent twice", "[pictures]") {
  constexpr std::size_t kPictures = 100, kBytes = 500'000, kCuts = 20;
  Pictured at;
  LinkEmulator link;
  Vault vault = at.world.unlockInShift(at.desk);
  for (std::size_t i = 0; i < kPictures; ++i) at.take(vault, {{"tent", kBytes}}, static_cast<std::uint32_t>(i));
  REQUIRE(must(at.sync(vault, PicturePolicy::none)).outcome == SyncReport::Outcome::synced);
  link.forwardTo(at.server->port());
  at.tap.connectTo(link.port());

  AttachmentStore store(vault.store().database());
  std::uint64_t wanted = 0;
  for (const AttachmentRow& row : must(store.waiting())) {
    for (const Bytes& chunk : must(store.chunks(row.id, 0, row.chunks))) wanted += chunk.size();
  }
  std::uint64_t sent = 0, sessions = 0, left = kPictures;
  for (; left > 0 && sessions < 5 * kCuts; ++sessions) {
    if (link.cuts() < kCuts) link.cutAfter(wanted / (kCuts + 1) + 20'000);
    const auto report = at.sync(vault);
    link.cutAfter(std::nullopt);
    if (report) sent += report->progress.pictureBytesSent;
    left = must(store.waiting()).size();
  }
  CHECK(left == 0);
  CHECK(link.cuts() == kCuts);
  INFO("wanted " << wanted << ", sent " << sent << ", sessions " << sessions);
  CHECK(sent >= wanted);
  CHECK(static_cast<double>(sent - wanted) < 0.02 * static_cast<double>(wanted));
}

TEST_CASE("a record that is finished while pictures go goes first", "[pictures]") {
  Pictured at;
  Vault vault = at.world.unlockInShift(at.desk);
  Vault second = at.world.unlockInShift(at.desk);
  at.take(vault, {{"tent", 400'000}}, 1);
  bool finished = false;
  std::uint64_t confirmedAt = 0, chunksThen = 0;
  GrpcClient client({vault.serverAddress(), vault.authorityPem()}, &vault.tls());
  const std::atomic<bool> cancelled{false};
  const auto report = must(syncNow(
      vault, client,
      [&](const SyncProgress& now) {
        if (now.chunksSent >= 2 && !finished) {
          finished = true;
          capture(second, at.programme, "Later");
        }
        if (finished && confirmedAt == 0 && must(second.store().outboxCount()) == 0) {
          confirmedAt = now.confirmed;
          chunksThen = now.chunksSent;
        }
      },
      cancelled));
  CHECK(finished);
  CHECK(report.picturesWaiting == 0);
  CHECK(must(second.store().outboxCount()) == 0);
  CHECK(chunksThen < 20);  // before the picture was through
}

TEST_CASE("another station's picture, a chunk that was not offered and another chunk in its place are not taken", "[pictures]") {
  Pictured at;
  Folder folder;
  auto store = must(openServerStore(at.world.folder / "server", at.storeKey));
  ServerPictures& pictures = store->pictures();
  const ServerPicture picture{AttachmentId::make(at.world.random), ScopeId::make(at.world.random), RecordId::make(at.world.random),
                              StationId::make(at.world.random), 3, 1};
  const StationId other = StationId::make(at.world.random);
  CHECK_FALSE(must(pictures.put(picture.station, picture.id, 0, bytesOf("early"))));
  CHECK(must(pictures.offer(picture)) == ServerPictures::Offered::taken);
  CHECK(must(pictures.offer(picture)) == ServerPictures::Offered::taken);
  ServerPicture stolen = picture;
  stolen.station = other;
  CHECK(must(pictures.offer(stolen)) == ServerPictures::Offered::other);
  CHECK_FALSE(must(pictures.put(other, picture.id, 0, bytesOf("a"))));
  CHECK_FALSE(must(pictures.put(picture.station, picture.id, 3, bytesOf("a"))));
  CHECK(must(pictures.put(picture.station, picture.id, 2, bytesOf("a"))));
  CHECK(must(pictures.put(picture.station, picture.id, 2, bytesOf("a"))));
  CHECK_FALSE(must(pictures.put(picture.station, picture.id, 2, bytesOf("b"))));
  CHECK(must(pictures.held(picture)) == std::vector<bool>{false, false, true});
  CHECK(textOf(must(pictures.chunk(picture.id, 2)).value()) == "a");
  CHECK_FALSE(must(pictures.chunk(picture.id, 1)));

  // Its record is erased: the chunks go, and it is not taken again.
  must(store->erase({TombstoneId::make(at.world.random), picture.scope, picture.record, copyOf(bytesOf("tombstone"))}));
  CHECK_FALSE(must(pictures.chunk(picture.id, 2)));
  CHECK(must(pictures.offer(picture)) == ServerPictures::Offered::erased);
}
