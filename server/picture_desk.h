// SPDX-License-Identifier: Apache-2.0
// What a server answers to a frame about pictures. Who may send is judged by the station's site, who may fetch by what its users read;
// the id of a picture is known only to who has opened the answer that names it.
#pragma once

#include <vector>

#include "proto/sync.pb.h"
#include "server/registry.h"
#include "store/server_pictures.h"

namespace limen {

enum class PictureFrameError { malformed };
constexpr std::string_view roomOf(PictureFrameError) {
  return "picture frame";
}
std::string_view nameOf(PictureFrameError cause);

constexpr int kMaxWantedChunks = 32;  // in one frame

// malformed, or the store's error: the session ends. A chunk that is answered with `stored` is on the disk.
Result<std::vector<PictureDown>> answerPicture(ServerPictures& pictures, const Registry::View& view, const StationId& station,
                                               const PictureUp& frame);

}  // namespace limen
