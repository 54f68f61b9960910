// SPDX-License-Identifier: Apache-2.0
// The seam for extract-signed(): whether an Ed25519 signature (RFC 8032) of a message is that of a public key. Given by whoever
// opens a form; this room does no cryptography.
#pragma once

#include <functional>

#include "core/bytes.h"

namespace limen::forms {

using SignatureCheck = std::function<bool(ByteView publicKey, ByteView message, ByteView signature)>;

}  // namespace limen::forms
