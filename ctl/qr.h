// SPDX-License-Identifier: Apache-2.0
// A QR code for a terminal: two rows of squares a line, dark on light whatever the terminal's colours.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "crypto/secret_bytes.h"

namespace limen {

// False when the text is too long for one, or when there was no memory.
bool showQr(std::ostream& out, const SecretBytes& text);

// The same as <svg>, one path; "" when it cannot be made.
std::string qrSvg(std::string_view text);

}  // namespace limen
