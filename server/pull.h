// SPDX-License-Identifier: Apache-2.0
// What a station may pull, and a stored run as that station gets it: its users' compartments whole, the others as hashes, the
// erasure parts of what it gets in one box.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "proto/sync.pb.h"
#include "server/registry.h"
#include "store/server_store.h"

namespace limen {

// Compartments of the scope that this station's users read; nothing when the station has no business in the scope.
std::optional<std::set<std::string>> readableIn(const Registry::View& view, const Station& station, const ScopeId& scope);

// `sent`: shift objects that this session has sent; those are left out and new ones entered.
Result<NumberedRun> runFor(const StoredRun& stored, const std::set<std::string>& compartments, const PublicKey& stationBox,
                           std::set<ShiftId>& sent);

}  // namespace limen
