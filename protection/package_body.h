// SPDX-License-Identifier: Apache-2.0
// The signed body of a package: proto/programme.proto, serialised so that the same programme gives the same bytes.
#pragma once

#include <optional>

#include "protection/programme.h"

namespace limen {

constexpr std::size_t kMaxPackageBody = 2 << 20;
constexpr std::size_t kMaxQuestions = 2000;
constexpr int kMaxFormDepth = 8;
constexpr std::string_view kPackageDomain = "limen/package/v1";

Bytes packageBody(const Programme& programme);
// damaged: not a programme that readProgramme could have made; newerVersion: it holds what this version does not know.
Result<Programme> programmeFromBody(ByteView body);

}  // namespace limen
