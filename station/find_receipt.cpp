// SPDX-License-Identifier: Apache-2.0
#include "station/find_receipt.h"

#include "protection/receipt.h"

namespace limen {

std::string_view nameOf(ReceiptError cause) {
  switch (cause) {
    case ReceiptError::notACode:
      return "notACode";
  }
  return "unknown";
}

Result<RecordRow> findByReceipt(Vault& vault, std::string_view code) {
  LIMEN_TRY(vault.require(Act::searchRecords));
  const auto read = ReceiptCode::read(code);
  if (!read) return unexpected(ReceiptError::notACode);
  const RecordId record = read->record(vault.directory().organisation());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(auto row, vault.store().record(record));
  LIMEN_TRY(vault.store().audit(vault.act("record.find", record, row ? "" : "none")));
  LIMEN_TRY(transaction.commit());
  if (!row) return unexpected(StoreError::notFound);
  return std::move(*row);
}

}  // namespace limen
