// SPDX-License-Identifier: Apache-2.0
// Taking rows from a statement so that it is reset on every way out.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "crypto/chain.h"
#include "store/database.h"

namespace limen {

// take(const Statement&) for each row.
template <class Take>
Result<void> eachRow(Statement& statement, Take&& take) {
  for (;;) {
    LIMEN_ASSIGN(const bool row, statement.step());
    if (!row) return {};
    take(std::as_const(statement));
  }
}

// What take() makes of the first row, or nothing.
template <class Take>
auto firstRow(Statement& statement, Take&& take) -> Result<std::optional<std::invoke_result_t<Take, const Statement&>>> {
  using Taken = std::optional<std::invoke_result_t<Take, const Statement&>>;
  LIMEN_ASSIGN(const bool row, statement.step());
  if (!row) return Taken();
  Taken taken(take(std::as_const(statement)));
  statement.reset();
  return taken;
}

inline std::uint64_t unsignedAt(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

// An id column of ours; zeros if the row holds another length, which no statement of ours writes.
template <class IdType>
IdType idAt(const Statement& row, int column) {
  return IdType::from(row.view(column)).value_or(IdType{});
}

// One more revision that stands behind a gap of its chain, in the order of the counters.
inline void addBehind(std::vector<ChainSpan>& behind, std::uint64_t counter, const Hash& link) {
  if (behind.empty() || behind.back().last + 1 != counter) behind.push_back({counter, counter, link});
  behind.back().last = counter;
  behind.back().hash = link;
}

}  // namespace limen
