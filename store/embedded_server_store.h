// SPDX-License-Identifier: Apache-2.0
// ServerStore on two SQLCipher connections: the writer takes turns, the reader works beside it on the last committed state.
#pragma once

#include <mutex>

#include "store/embedded_server_pictures.h"
#include "store/server_store.h"

namespace limen {

class EmbeddedServerStore final : public ServerStore {
 public:
  EmbeddedServerStore(Database writer, Database reader) : writer_(std::move(writer)), reader_(std::move(reader)) {}

  Result<std::vector<RunOutcome>> commit(const std::vector<IncomingRun>& runs) override;
  Result<std::vector<StoredRun>> runsAfter(const ScopeId& scope, std::uint64_t number, std::size_t maxBytes) override;
  Result<std::uint64_t> lastNumber(const ScopeId& scope) override;
  Result<std::vector<ServerChainEnd>> chainEnds(const ScopeId& scope) override;
  Result<std::uint64_t> epoch() override;
  Result<std::uint64_t> raiseEpoch(std::uint64_t atLeast) override;
  Result<std::uint64_t> baseSince(const ScopeId& scope, std::uint64_t known) override;
  Result<std::vector<Copied>> numbers() override;
  Result<void> markCopied(const std::vector<Copied>& upTo) override;
  Result<bool> hasSecondCopy() override;
  Result<std::uint64_t> copiedCounter(const ScopeId& scope, const StationId& station, const ChainSpan& part) override;
  Result<std::uint64_t> erase(const ErasureRow& row) override;
  Result<PurgedParts> purgeParts(Week now, std::uint32_t limit) override;
  Result<std::vector<NumberedErasureRow>> erasuresAfter(const ScopeId& scope, std::uint64_t number) override;
  Result<void> putDirectory(std::uint64_t version, ByteView signedDirectory) override;
  Result<std::optional<Bytes>> directory() override;
  Result<void> putPackage(const PackageHash& hash, ByteView package) override;
  Result<std::vector<Bytes>> packages() override;
  Result<void> putEnrolment(const EnrolmentRow& row) override;
  Result<std::optional<EnrolmentRow>> enrolment(const Hash& codeHash) override;
  Result<std::vector<EnrolmentRow>> enrolments() override;
  ServerPictures& pictures() override { return pictures_; }
  Result<void> put(std::string_view name, ByteView value) override;
  Result<std::optional<Bytes>> get(std::string_view name) override;

 private:
  struct Chain {
    std::int64_t id = 0;
    std::uint64_t end = 0, top = 0;
    Hash endHash;
  };
  Result<std::int64_t> scopeRow(const ScopeId& scope);
  Result<Chain> chainRow(std::int64_t scope, const StationId& station);
  Result<RunOutcome> commitOne(const IncomingRun& run);
  Result<std::uint64_t> numberHolding(std::int64_t chain, const IncomingRun& run);
  Result<void> advance(Chain& chain, const IncomingRun& run);
  Result<void> reduceToHashes(const RecordId& record);
  Result<void> noteRecord(const StoredRevision& revision, std::int64_t key);  // where its record is found, and when to look at it

  std::mutex writing_, reading_;
  Database writer_, reader_;
  EmbeddedServerPictures pictures_{writing_, writer_, reading_, reader_};
};

}  // namespace limen
