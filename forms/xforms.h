// SPDX-License-Identifier: Apache-2.0
// The XML of an ODK XForm, as Central, Kobo and pyxform write it: name spaces by their URIs, elements in any order.
#pragma once

#include "core/bytes.h"
#include "forms/workbook.h"

namespace limen::forms {

constexpr std::size_t kMaxXformBytes = std::size_t{64} << 20;

// Findings name sheet "xml", the line as row and the node's path as column.
FormReading readXform(ByteView bytes, const Companions& companions);

}  // namespace limen::forms
