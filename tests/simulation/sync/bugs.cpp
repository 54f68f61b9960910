// SPDX-License-Identifier: Apache-2.0
#include "bugs.h"

#include <array>

#include "core/planted.h"

namespace limen {

namespace {
constexpr std::string_view kPrefix = "planted:";
std::string_view planted;
}  // namespace

bool plantedBug(std::string_view name) {
  return !planted.empty() && name.substr(kPrefix.size()) == planted;
}

namespace simulation {

std::span<const std::string_view> allBugs() {
  static constexpr std::array<std::string_view, 20> all{
      "ack-before-commit", "number-skip", "no-deduplication", "last-writer-wins", "resurrection", "forgotten-fsync",
      "context-removes-unnamed", "tombstones-not-replayed", "cursor-kept-over-epoch", "not-offered-again", "outbox-gone-at-stored",
      "cursor-before-commit", "receipt-unchecked", "revoked-goes-on", "own-runs-kept-back", "stored-called-safe", "shift-object-left-out",
      "late-edit-kept", "fork-dropped", "fingerprint-unchecked"};
  return all;
}

void plantBug(std::string_view name) {
  planted = name;
}

}  // namespace simulation
}  // namespace limen
