// SPDX-License-Identifier: Apache-2.0
#include "ctl/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace limen {

namespace {

constexpr int kQuietZone = 4;

struct Freed {
  void operator()(QRcode* code) const {
    wipe({code->data, static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width)});
    QRcode_free(code);
  }
};

}  // namespace

bool showQr(std::ostream& out, const SecretBytes& text) {
  const std::unique_ptr<QRcode, Freed> code(
      QRcode_encodeData(static_cast<int>(text.size()), text.expose(SecretAccess{}).data(), 0, QR_ECLEVEL_M));
  if (!code) return false;
  const auto dark = [&](int row, int column) {
    const bool inside = row >= 0 && column >= 0 && row < code->width && column < code->width;
    return inside && (code->data[row * code->width + column] & 1) != 0;
  };
  for (int row = -kQuietZone; row < code->width + kQuietZone; row += 2) {
    out << "\x1b[30;107m";
    for (int column = -kQuietZone; column < code->width + kQuietZone; ++column) {
      const bool upper = dark(row, column), lower = dark(row + 1, column);
      out << (upper ? (lower ? "\u2588" : "\u2580") : (lower ? "\u2584" : " "));
    }
    out << "\x1b[0m\n";
  }
  return true;
}

}  // namespace limen
