// SPDX-License-Identifier: Apache-2.0
#include "server/picture_desk.h"

#include "server/pull.h"

namespace limen {

namespace {

using Answers = std::vector<PictureDown>;

std::string packed(const std::vector<bool>& held) {
  std::string out((held.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (held[i]) out[i / 8] = static_cast<char>(out[i / 8] | 1 << (i % 8));
  }
  return out;
}

Result<Answers> answerOffer(ServerPictures& pictures, const Registry::View& view, const StationId& station, const PictureOffer& offer) {
  const auto id = AttachmentId::from(bytesOf(offer.picture()));
  const auto scope = ScopeId::from(bytesOf(offer.scope()));
  const auto record = RecordId::from(bytesOf(offer.record()));
  if (!id || !scope || !record || offer.chunks() == 0 || offer.chunks() > kMaxAttachmentChunks || offer.thumbnail() >= offer.chunks())
    return unexpected(PictureFrameError::malformed);
  PictureDown answer;
  PictureState& state = *answer.mutable_state();
  state.set_picture(offer.picture());
  const Station* sender = view.directory.station(station);
  const auto place = view.scopes.find(*scope);
  if (!sender || place == view.scopes.end() || place->second.site != sender->site()) {
    state.set_kind(PictureState::SCOPE);
    return Answers{std::move(answer)};
  }
  const ServerPicture picture{*id, *scope, *record, station, offer.chunks(), offer.thumbnail()};
  LIMEN_ASSIGN(const auto offered, pictures.offer(picture));
  state.set_kind(offered == ServerPictures::Offered::taken    ? PictureState::TAKEN
                 : offered == ServerPictures::Offered::erased ? PictureState::ERASED
                                                              : PictureState::OTHER);
  if (offered == ServerPictures::Offered::taken) {
    LIMEN_ASSIGN(const auto held, pictures.held(picture));
    state.set_held(packed(held));
  }
  return Answers{std::move(answer)};
}

Result<Answers> answerChunk(ServerPictures& pictures, const StationId& station, const PictureChunk& chunk) {
  const auto id = AttachmentId::from(bytesOf(chunk.picture()));
  if (!id || chunk.content().empty() || chunk.content().size() > kSealedAttachmentChunkBytes) return unexpected(PictureFrameError::malformed);
  LIMEN_ASSIGN(const bool stored, pictures.put(station, *id, chunk.index(), bytesOf(chunk.content())));
  PictureDown answer;
  PicturePlace& place = stored ? *answer.mutable_stored() : *answer.mutable_refused();
  place.set_picture(chunk.picture());
  place.set_index(chunk.index());
  return Answers{std::move(answer)};
}

Result<Answers> answerWant(ServerPictures& pictures, const Registry::View& view, const StationId& station, const PictureWant& want) {
  const auto id = AttachmentId::from(bytesOf(want.picture()));
  if (!id || want.index_size() == 0 || want.index_size() > kMaxWantedChunks) return unexpected(PictureFrameError::malformed);
  LIMEN_ASSIGN(const auto picture, pictures.find(*id));
  const Station* reader = view.directory.station(station);
  const bool readable = picture && reader && readableIn(view, *reader, picture->scope);
  Answers answers;
  for (const std::uint32_t index : want.index()) {
    std::optional<Bytes> content;
    if (readable) {
      LIMEN_ASSIGN(content, pictures.chunk(*id, index));
    }
    PictureDown& answer = answers.emplace_back();
    if (content) {
      PictureChunk& chunk = *answer.mutable_chunk();
      chunk.set_picture(want.picture());
      chunk.set_index(index);
      chunk.set_content(content->data(), content->size());
    } else {
      PicturePlace& place = *answer.mutable_lacks();
      place.set_picture(want.picture());
      place.set_index(index);
    }
  }
  return answers;
}

}  // namespace

std::string_view nameOf(PictureFrameError cause) {
  return cause == PictureFrameError::malformed ? "malformed" : "unknown";
}

Result<Answers> answerPicture(ServerPictures& pictures, const Registry::View& view, const StationId& station, const PictureUp& frame) {
  switch (frame.kind_case()) {
    case PictureUp::kOffer:
      return answerOffer(pictures, view, station, frame.offer());
    case PictureUp::kChunk:
      return answerChunk(pictures, station, frame.chunk());
    case PictureUp::kWant:
      return answerWant(pictures, view, station, frame.want());
    case PictureUp::KIND_NOT_SET:
      break;
  }
  return unexpected(PictureFrameError::malformed);
}

}  // namespace limen
