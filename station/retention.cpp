// SPDX-License-Identifier: Apache-2.0
#include "station/retention.h"

#include "station/wording.h"

namespace limen {

namespace {

constexpr std::uint16_t kAll = 0xffff;

// A package that is not here, or without the compartment, keeps nothing back.
Result<std::uint16_t> operationalOf(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  std::uint16_t out = 0;
  for (const RevisionRow& row : revisions) {
    const auto programme = vault.programme(row.revision.header().package);
    const auto index = programme ? operationalCompartment(**programme) : std::nullopt;
    out = static_cast<std::uint16_t>(out | (index ? 1u << *index : kAll));
  }
  return out;
}

}  // namespace

Result<bool> forgetWhatIsSafe(Vault& vault, std::uint32_t limit) {
  const std::int64_t before = toUnixMs(vault.clock().now() - kLocalRetention);
  LIMEN_ASSIGN(const std::vector<RecordId> due, vault.store().safeBefore(before, limit));
  if (due.empty()) return false;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  for (const RecordId& record : due) {
    LIMEN_ASSIGN(const std::uint16_t compartments, operationalOf(vault, record));
    LIMEN_TRY(vault.store().forgetAnswers(record, compartments));
  }
  LIMEN_TRY(vault.store().audit(vault.act("answers.forget")));
  LIMEN_TRY(transaction.commit());
  // What was deleted is still in the write-ahead log, sealed with the rest; it goes when the log is carried into the file.
  LIMEN_TRY(vault.store().database().checkpoint());
  return due.size() == limit;
}

}  // namespace limen
