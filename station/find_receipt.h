// SPDX-License-Identifier: Apache-2.0
// From the code on a person's receipt to their record: by its id, which is the code's keyed hash. Nothing is opened.
#pragma once

#include "store/station_store.h"
#include "station/vault.h"

namespace limen {

enum class ReceiptError { notACode };
constexpr std::string_view roomOf(ReceiptError) {
  return "receipt";
}
std::string_view nameOf(ReceiptError cause);

// Also of a record that is in no list. In the log as "record.find". notACode, StoreError::notFound, notYourRole.
Result<RecordRow> findByReceipt(Vault& vault, std::string_view code);

}  // namespace limen
