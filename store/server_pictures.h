// SPDX-License-Identifier: Apache-2.0
// The pictures that a server keeps: sealed chunks, each under its picture and place. What opens them is not here, nor what they show.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/attachment.h"

namespace limen {

struct ServerPicture {
  AttachmentId id;
  ScopeId scope;
  RecordId record;
  StationId station;  // that offered it
  std::uint32_t chunks = 0, thumbnailChunks = 0;
  bool operator==(const ServerPicture&) const = default;
};

class ServerPictures {
 public:
  virtual ~ServerPictures() = default;
  enum class Offered { taken, other, erased };
  virtual Result<Offered> offer(const ServerPicture& picture) = 0;  // known already as the same: taken
  virtual Result<std::optional<ServerPicture>> find(const AttachmentId& id) = 0;
  virtual Result<std::vector<bool>> held(const ServerPicture& picture) = 0;
  // On the disk when it returns; the same once more is the same. False: not offered by this station, out of range, or another is there.
  virtual Result<bool> put(const StationId& station, const AttachmentId& id, std::uint32_t index, ByteView content) = 0;
  virtual Result<std::optional<Bytes>> chunk(const AttachmentId& id, std::uint32_t index) = 0;
};

}  // namespace limen
