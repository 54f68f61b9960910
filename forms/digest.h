// SPDX-License-Identifier: Apache-2.0
// MD5 and the SHA family, for the function digest(): fingerprints that forms ask for. Nothing of ours is protected by them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/bytes.h"

namespace limen::forms {

// "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", in any case; nothing for another name.
std::optional<Bytes> digestOf(std::string_view algorithm, ByteView data);

std::string toBase64(ByteView bytes);  // RFC 4648, padded
// Characters outside the alphabet are passed over; nothing when what is left is no base64.
std::optional<Bytes> fromBase64(std::string_view text);

}  // namespace limen::forms
