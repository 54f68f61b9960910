// SPDX-License-Identifier: Apache-2.0
#include "station/picture_sync.h"

#include <deque>
#include <map>
#include <set>

#include "station/sync_pump.h"

namespace limen {

namespace {

using Event = SyncPump::Event;

struct Place {
  AttachmentId id;
  std::uint32_t index = 0;
  auto operator<=>(const Place&) const = default;
};

class PictureSession {
 public:
  PictureSession(Vault& vault, std::unique_ptr<SyncTransport> transport, PicturePolicy policy, SyncProgress& progress,
                 const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled)
      : vault_(vault), store_(vault.store().database()), policy_(policy), progress_(progress), onProgress_(onProgress), pump_(std::move(transport), cancelled) {}

  Result<PicturesEnd> run(const std::vector<AttachmentRow>& waiting, const std::vector<AttachmentRow>& wanted) {
    progress_.chunksToSend = progress_.chunksSent = progress_.chunksToFetch = progress_.chunksFetched = 0;
    LIMEN_TRY(greet());
    for (const AttachmentRow& row : waiting) {
      offered_[row.id] = row;
      offer(row);
    }
    for (const AttachmentRow& row : wanted) LIMEN_TRY(plan(row));
    while (!over_) {
      LIMEN_TRY(goOn());
      LIMEN_ASSIGN(Event event, pump_.wait(false));
      if (event.kind == Event::Kind::frame) LIMEN_TRY(take(event.frame));
      if (event.kind == Event::Kind::closed) over_ = true;
      if (onProgress_) onProgress_(progress_);
    }
    if (refused_) return PicturesEnd::refused;
    if (!ended_) return unexpected(TransportError::cut);
    return recordsWait_ ? PicturesEnd::recordsWait : PicturesEnd::done;
  }

 private:
  Result<void> greet() {
    Up frame;
    Hello& hello = *frame.mutable_hello();
    hello.set_version_min(kSyncVersion);
    hello.set_version_max(kSyncVersion);
    LIMEN_ASSIGN(const std::uint64_t epoch, vault_.store().epoch());
    hello.set_epoch(epoch);
    hello.set_directory_version(vault_.directory().version());
    LIMEN_ASSIGN(const auto packages, vault_.store().packages());
    for (const auto& row : packages) hello.add_packages(row.hash.value.data(), kPackageMarkBytes);
    pump_.send(std::move(frame));
    return {};
  }

  void offer(const AttachmentRow& row) {
    Up frame;
    *frame.mutable_pictures()->mutable_offer() = offerOf(row);
    ++unanswered_;
    pump_.send(std::move(frame));
  }

  Result<void> plan(const AttachmentRow& row) {
    LIMEN_ASSIGN(const auto held, store_.held(row));
    const std::uint32_t upTo = policy_ == PicturePolicy::all ? row.upTo : std::min(row.upTo, row.thumbnailChunks);
    for (std::uint32_t index = 0; index < upTo; ++index) {
      if (held[index]) continue;
      (index < row.thumbnailChunks ? fetchFirst_ : fetchLater_).push_back({row.id, index});
      ++progress_.chunksToFetch;
    }
    return {};
  }

  // Small pictures before large ones, in both directions; nothing is sent before it is known what the server has.
  Result<void> goOn() {
    if (ended_ || sentEnd_) return {};
    if (!recordsWait_) {
      LIMEN_ASSIGN(const std::uint64_t waiting, vault_.store().outboxCount());
      recordsWait_ = waiting > 0;
    }
    while (!recordsWait_ && underWay_.size() < kPictureWindow && unanswered_ == 0) {
      std::deque<Place>* const queues[] = {&sendFirst_, &fetchFirst_, &sendLater_, &fetchLater_};
      std::deque<Place>* queue = nullptr;
      for (std::deque<Place>* each : queues) {
        if (queue == nullptr && !each->empty()) queue = each;
      }
      if (queue == nullptr) break;
      const Place place = queue->front();
      queue->pop_front();
      LIMEN_TRY(queue == &fetchFirst_ || queue == &fetchLater_ ? ask(place) : send(place));
    }
    const bool nothing = sendFirst_.empty() && fetchFirst_.empty() && sendLater_.empty() && fetchLater_.empty();
    if (unanswered_ > 0 || !underWay_.empty() || !(nothing || recordsWait_)) return {};
    Up end;
    end.mutable_end();
    pump_.send(std::move(end));
    pump_.finishSending();
    sentEnd_ = true;
    return {};
  }

  Result<void> send(const Place& place) {
    LIMEN_ASSIGN(const auto content, store_.chunks(place.id, place.index, 1));
    Up frame;
    PictureChunk& chunk = *frame.mutable_pictures()->mutable_chunk();
    chunk.set_picture(place.id.value.data(), place.id.value.size());
    chunk.set_index(place.index);
    chunk.set_content(content.front().data(), content.front().size());
    progress_.pictureBytesSent += content.front().size();
    underWay_.insert(place);
    pump_.send(std::move(frame));
    return {};
  }

  Result<void> ask(const Place& place) {
    Up frame;
    PictureWant& want = *frame.mutable_pictures()->mutable_want();
    want.set_picture(place.id.value.data(), place.id.value.size());
    want.add_index(place.index);
    underWay_.insert(place);
    pump_.send(std::move(frame));
    return {};
  }

  Result<void> take(const Down& frame) {
    if (frame.has_end()) ended_ = true;
    if (frame.has_refusal()) refused_ = over_ = true;
    // A newer directory or package comes with the next session of records as well, which takes it.
    if (!frame.has_pictures()) return {};
    const PictureDown& answer = frame.pictures();
    switch (answer.kind_case()) {
      case PictureDown::kState:
        return takeState(answer.state());
      case PictureDown::kStored:
        return takeStored(answer.stored());
      case PictureDown::kChunk:
        return takeChunk(answer.chunk());
      case PictureDown::kLacks:
        return settle(answer.lacks());
      case PictureDown::kRefused:
        refused_ = true;
        return settle(answer.refused());
      case PictureDown::KIND_NOT_SET:
        break;
    }
    return {};
  }

  Result<void> takeState(const PictureState& state) {
    const auto id = AttachmentId::from(bytesOf(state.picture()));
    const auto row = id ? offered_.find(*id) : offered_.end();
    if (row == offered_.end() || unanswered_ == 0) return unexpected(TransportError::cut, "picture");
    --unanswered_;
    if (state.kind() == PictureState::ERASED) return store_.drop(*id);
    if (state.kind() != PictureState::TAKEN) {
      refused_ = true;
      return {};
    }
    const std::string& held = state.held();
    std::uint32_t missing = 0;
    for (std::uint32_t index = 0; index < row->second.chunks; ++index) {
      if (index / 8 < held.size() && (static_cast<unsigned char>(held[index / 8]) >> (index % 8) & 1) != 0) continue;
      ++missing;
      const bool small = index < row->second.thumbnailChunks;
      if (!small && policy_ != PicturePolicy::all) continue;
      (small ? sendFirst_ : sendLater_).push_back({*id, index});
      ++progress_.chunksToSend;
    }
    missing_[*id] = missing;
    return missing == 0 ? store_.confirm(*id) : Result<void>{};
  }

  Result<void> takeStored(const PicturePlace& stored) {
    LIMEN_TRY(settle(stored));
    ++progress_.chunksSent;
    const auto id = AttachmentId::from(bytesOf(stored.picture()));
    return --missing_[*id] == 0 ? store_.confirm(*id) : Result<void>{};
  }

  Result<void> takeChunk(const PictureChunk& chunk) {
    PicturePlace place;
    place.set_picture(chunk.picture());
    place.set_index(chunk.index());
    LIMEN_TRY(settle(place));
    if (chunk.content().size() > kSealedAttachmentChunkBytes) return unexpected(TransportError::cut, "picture");
    progress_.bytesReceived += chunk.content().size();
    ++progress_.chunksFetched;
    return store_.putChunk(*AttachmentId::from(bytesOf(chunk.picture())), chunk.index(), bytesOf(chunk.content()));
  }

  // An answer to nothing that was asked: the other end does not keep to what was agreed.
  Result<void> settle(const PicturePlace& place) {
    const auto id = AttachmentId::from(bytesOf(place.picture()));
    if (!id || underWay_.erase({*id, place.index()}) == 0) return unexpected(TransportError::cut, "picture");
    return {};
  }

  Vault& vault_;
  AttachmentStore store_;
  const PicturePolicy policy_;
  SyncProgress& progress_;
  const std::function<void(const SyncProgress&)>& onProgress_;
  std::map<AttachmentId, AttachmentRow> offered_;
  std::map<AttachmentId, std::uint32_t> missing_;
  std::deque<Place> sendFirst_, fetchFirst_, sendLater_, fetchLater_;
  std::set<Place> underWay_;
  std::size_t unanswered_ = 0;
  bool recordsWait_ = false, sentEnd_ = false, ended_ = false, refused_ = false, over_ = false;
  SyncPump pump_;  // last: its threads end before what they feed
};

}  // namespace

PictureOffer offerOf(const AttachmentRow& row) {
  PictureOffer offer;
  offer.set_picture(row.id.value.data(), row.id.value.size());
  offer.set_scope(row.scope.value.data(), row.scope.value.size());
  offer.set_record(row.record.value.data(), row.record.value.size());
  offer.set_chunks(row.chunks);
  offer.set_thumbnail(row.thumbnailChunks);
  return offer;
}

Result<PicturesEnd> syncPictures(Vault& vault, TransportOpener& opener, PicturePolicy policy, SyncProgress& progress,
                                 const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled) {
  AttachmentStore store(vault.store().database());
  LIMEN_ASSIGN(const auto waiting, store.waiting());
  LIMEN_ASSIGN(const auto wanted, store.wanted());
  if (policy == PicturePolicy::none || (waiting.empty() && wanted.empty())) return PicturesEnd::done;
  LIMEN_ASSIGN(std::unique_ptr<SyncTransport> transport, opener.open());
  PictureSession session(vault, std::move(transport), policy, progress, onProgress, cancelled);
  return session.run(waiting, wanted);
}

}  // namespace limen
