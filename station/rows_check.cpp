// SPDX-License-Identifier: Apache-2.0
#include "station/rows_check.h"

#include "store/station_store.h"

namespace limen {

RowsCheck::RowsCheck(std::filesystem::path store, SecretBytes key)
    : thread_([this, file = std::move(store), held = std::move(key)] {
        found_ = StationStore::checkRows(file, held, cancelled_);
      }) {}

RowsCheck::~RowsCheck() {
  cancelled_ = true;
  if (thread_.joinable()) thread_.join();
}

Result<void> RowsCheck::wait() {
  if (thread_.joinable()) thread_.join();
  return found_;
}

}  // namespace limen
