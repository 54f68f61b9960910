// SPDX-License-Identifier: Apache-2.0
#include "station/courier.h"

#include "core/files.h"
#include "station/picture_sync.h"
#include "station/taking.h"
#include "station/vault_host.h"

namespace limen {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCourierRunBytes = 256 * 1024;
constexpr std::uint32_t kChunksAtOnce = 64;
constexpr int kWantedInFrame = 32;       // a server takes no more
constexpr std::uint64_t kMostWanted = 8192;  // pieces in one export, 128 MiB of answers

class Exporter {
 public:
  Exporter(Vault& vault, const fs::path& folder, const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled,
           std::size_t fullBundle)
      : vault_(vault), host_(vault), folder_(folder), onProgress_(onProgress), cancelled_(cancelled), fullBundle_(fullBundle) {}

  Result<CourierSent> run(PicturePolicy policy) {
    auto done = write(policy);
    if (done) return std::move(sent_);
    std::error_code ignored;
    for (const fs::path& file : sent_.files) fs::remove(file, ignored);
    return unexpected(done.error());
  }

 private:
  Result<void> write(PicturePolicy policy) {
    const ServerKey* server = host_.server();
    const auto key = server ? publicKeyFrom(bytesOf(server->erasure_x25519())) : std::nullopt;
    if (!key) return unexpected(TransportError::untrustedServer);
    receiver_ = *key;
    LIMEN_TRY(begin(true));
    LIMEN_TRY(addRuns(*server));
    if (policy != PicturePolicy::none) {
      LIMEN_TRY(addPictures(policy));
      LIMEN_TRY(addWishes(policy));
    }
    return end();
  }

  // Every bundle is a session of its own. Only the first says how far this station has come: what is new comes down once.
  Result<void> begin(bool first) {
    LIMEN_ASSIGN(std::vector<ScopeId> scopes, scopesOf(vault_));
    if (!first) scopes.clear();
    LIMEN_ASSIGN(SyncStart start, startOf(host_, scopes, Round::plain));
    // A checkpoint of the log would come out of order; the next session over the network shows it.
    start.logCheckpoint.clear();
    if (!first) start.erasures.clear();
    bundle_ = {.way = CourierWay::toServer,
               .organisation = vault_.organisation(),
               .station = vault_.station(),
               .id = CourierId::make(vault_.random()),
               .answers = {},
               .epoch = start.epoch,
               .part = 1,
               .frames = {}};
    bytes_ = 0;
    SyncEngine engine(std::move(start));
    for (SyncAction& action : engine.begin()) {
      if (auto* send = std::get_if<sync_action::Send>(&action)) add(send->frame);
    }
    return {};
  }

  void add(const Up& frame) {
    bundle_.frames.push_back(frame.SerializeAsString());
    bytes_ += bundle_.frames.back().size();
  }

  Result<void> end() {
    Up frame;
    frame.mutable_end();
    add(frame);
    LIMEN_ASSIGN(const Bytes sealed, bundle_.seal(vault_.stationSigner(), receiver_));
    LIMEN_TRY(rememberAsked(vault_.store(), bundle_.id));
    const fs::path file = folder_ / courierFileName(vault_.random());
    LIMEN_TRY(writeFile(file, sealed, Access::everyoneReads, Replace::no));
    sent_.files.push_back(file);
    sent_.bytes += sealed.size();
    return {};
  }

  Result<bool> goOn() {
    if (cancelled_) return unexpected(TransportError::cancelled);
    if (onProgress_) onProgress_(progress_);
    if (bytes_ < fullBundle_) return false;
    LIMEN_TRY(end());
    LIMEN_TRY(begin(false));
    return true;
  }

  Result<void> addRuns(const ServerKey& server) {
    LIMEN_ASSIGN(std::vector<ScopeId> outbox, vault_.store().outboxScopes());
    LIMEN_ASSIGN(progress_.toSend, vault_.store().outboxCount());
    RunCutter cutter(host_, server, std::move(outbox));
    for (;;) {
      LIMEN_ASSIGN(std::optional<CutRun> run, cutter.next(kCourierRunBytes));
      if (!run) return {};
      LIMEN_TRY(goOn());
      Up frame;
      frame.set_run(run->bytes.data(), run->bytes.size());
      add(frame);
      sent_.changes += run->last - run->first + 1;
      progress_.sent = sent_.changes;
    }
  }

  // Small pictures of all before the rest of any. What is under way is offered in every bundle that has a piece of it.
  Result<void> addPictures(PicturePolicy policy) {
    AttachmentStore store(vault_.store().database());
    LIMEN_ASSIGN(const auto waiting, store.waiting());
    for (const AttachmentRow& row : waiting) progress_.chunksToSend += policy == PicturePolicy::all ? row.chunks : row.thumbnailChunks;
    for (const AttachmentRow& row : waiting) LIMEN_TRY(addChunks(store, row, 0, row.thumbnailChunks));
    if (policy != PicturePolicy::all) return {};
    for (const AttachmentRow& row : waiting) LIMEN_TRY(addChunks(store, row, row.thumbnailChunks, row.chunks));
    return {};
  }

  Result<void> addChunks(AttachmentStore& store, const AttachmentRow& row, std::uint32_t from, std::uint32_t to) {
    bool offered = false;
    for (std::uint32_t first = from; first < to; first += kChunksAtOnce) {
      LIMEN_ASSIGN(const auto chunks, store.chunks(row.id, first, std::min(kChunksAtOnce, to - first)));
      for (std::uint32_t i = 0; i < chunks.size(); ++i) {
        LIMEN_ASSIGN(const bool another, goOn());
        if (another || !offered) offer(row);
        offered = true;
        Up frame;
        PictureChunk& chunk = *frame.mutable_pictures()->mutable_chunk();
        chunk.set_picture(row.id.value.data(), row.id.value.size());
        chunk.set_index(first + i);
        chunk.set_content(chunks[i].data(), chunks[i].size());
        add(frame);
        progress_.pictureBytesSent += chunks[i].size();
        progress_.chunksSent = ++sent_.pieces;
      }
    }
    return {};
  }

  void offer(const AttachmentRow& row) {
    Up frame;
    *frame.mutable_pictures()->mutable_offer() = offerOf(row);
    add(frame);
  }

  Result<void> addWishes(PicturePolicy policy) {
    AttachmentStore store(vault_.store().database());
    LIMEN_ASSIGN(const auto wanted, store.wanted());
    for (const AttachmentRow& row : wanted) {
      LIMEN_ASSIGN(const auto held, store.held(row));
      const std::uint32_t upTo = policy == PicturePolicy::all ? row.upTo : std::min(row.upTo, row.thumbnailChunks);
      Up frame;
      PictureWant& want = *frame.mutable_pictures()->mutable_want();
      want.set_picture(row.id.value.data(), row.id.value.size());
      for (std::uint32_t index = 0; index < upTo && sent_.wanted < kMostWanted; ++index) {
        if (held[index]) continue;
        want.add_index(index);
        ++sent_.wanted;
        if (want.index_size() < kWantedInFrame) continue;
        add(frame);
        want.clear_index();
      }
      if (want.index_size() > 0) add(frame);
    }
    return {};
  }

  Vault& vault_;
  VaultHost host_;
  const fs::path& folder_;
  const std::function<void(const SyncProgress&)>& onProgress_;
  const std::atomic<bool>& cancelled_;
  const std::size_t fullBundle_;
  PublicKey receiver_{};
  CourierBundle bundle_;
  std::size_t bytes_ = 0;
  CourierSent sent_;
  SyncProgress progress_;
};

}  // namespace

Result<CourierSent> exportCourier(Vault& vault, const fs::path& folder, PicturePolicy pictures,
                                  const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled,
                                  std::size_t fullBundle) {
  LIMEN_TRY(vault.require(Act::sync));
  LIMEN_TRY(vault.rowsHold());
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) return unexpected(CourierError::noFolder);
  LIMEN_TRY(vault.pullAgainWhatMayNowBeRead());
  auto sent = Exporter(vault, folder, onProgress, cancelled, fullBundle).run(pictures);
  LIMEN_TRY(vault.store().audit(vault.act("courier.export", sent ? std::string_view("ok") : sent.error().name())));
  return sent;
}

}  // namespace limen
