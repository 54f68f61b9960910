// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/pictures.h"

#include "station/intake.h"
#include "store/station_attachments.h"
#include "tests/bench/world.h"
#include "tests/support/pictures.h"

namespace limen::bench {

void pictures(Figures& figures) {
  constexpr std::size_t kPictures = 100, kBytes = 3'000'000, kThumbnailBytes = 12'000, kCuts = 20;
  World world;
  AttachmentStore store(world.vault->store().database());
  const ScopeId scope = world.vault->scope(*must(world.vault->programmes(), "programmes").front());
  std::uint64_t wanted = 0;
  const double sealing = secondsOf([&] {
    for (std::size_t i = 0; i < kPictures; ++i) {
      const Bytes photo = test::photograph(kBytes, static_cast<std::uint32_t>(i)), small = test::photograph(kThumbnailBytes, 7);
      const auto sealed = sealAttachment(AttachmentId::make(world.random), 1, photo, small, SecretBytes::random(32));
      for (const Bytes& chunk : sealed.chunks) wanted += chunk.size();
      AttachmentRow row;
      row.id = sealed.ref.id;
      row.scope = scope;
      row.record = RecordId::make(world.random);
      row.chunks = sealed.ref.chunks();
      row.thumbnailChunks = sealed.ref.thumbnailChunks();
      must(store.put(row, sealed.chunks), "seal");
    }
  });
  const auto bytes = [&] { return world.link.bytesUp() + world.link.bytesDown(); };
  const std::uint64_t before = bytes();
  std::uint64_t left = kPictures, sessions = 0, handed = 0;
  const double took = secondsOf([&] {
    const std::atomic<bool> never{false};
    for (; left > 0; ++sessions) {
      if (world.link.cuts() < kCuts) world.link.cutAfter(wanted / (kCuts + 1));
      const auto report = syncNow(*world.vault, *world.client, {}, never);
      world.link.cutAfter(std::nullopt);
      if (report) handed += report->progress.pictureBytesSent;
      left = must(store.waiting(), "waiting").size();
      LIMEN_CHECK(sessions < 5 * kCuts);
    }
  });
  LIMEN_CHECK(world.link.cuts() == kCuts);
  const double whole = static_cast<double>(wanted);
  figures.plain("pictures.sealed_and_saved.megabytes_per_second", whole / 1e6 / sealing, "MB/s");
  figures.plain("pictures.sent.megabytes_per_second", whole / 1e6 / took, "MB/s");
  figures.plain("pictures.sessions", static_cast<double>(sessions), "sessions");
  figures.atMost("pictures.100_of_3_MB.20_cuts.sent_twice", 100 * (static_cast<double>(handed) - whole) / whole, "%", 2);
  figures.plain("pictures.100_of_3_MB.20_cuts.all_bytes_beyond", 100 * (static_cast<double>(bytes() - before) - whole) / whole, "%");
}

}  // namespace limen::bench
