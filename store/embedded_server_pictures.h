// SPDX-License-Identifier: Apache-2.0
// ServerPictures beside the runs, in the same file: one backup holds both.
#pragma once

#include <mutex>

#include "store/database.h"
#include "store/server_pictures.h"

namespace limen {

// The connections and their locks are the store's.
class EmbeddedServerPictures final : public ServerPictures {
 public:
  EmbeddedServerPictures(std::mutex& writing, Database& writer, std::mutex& reading, Database& reader)
      : writing_(writing), writer_(writer), reading_(reading), reader_(reader) {}

  Result<Offered> offer(const ServerPicture& picture) override;
  Result<std::optional<ServerPicture>> find(const AttachmentId& id) override;
  Result<std::vector<bool>> held(const ServerPicture& picture) override;
  Result<bool> put(const StationId& station, const AttachmentId& id, std::uint32_t index, ByteView content) override;
  Result<std::optional<Bytes>> chunk(const AttachmentId& id, std::uint32_t index) override;

 private:
  std::mutex& writing_;
  Database& writer_;
  std::mutex& reading_;
  Database& reader_;
};

// Inside the transaction that erases the record.
Result<void> dropPictures(Database& writer, const RecordId& record);

}  // namespace limen
