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

std::string qrSvg(std::string_view text) {
  const std::unique_ptr<QRcode, Freed> code(
      QRcode_encodeData(static_cast<int>(text.size()), bytesOf(text).data(), 0, QR_ECLEVEL_M));
  if (!code) return {};
  const int across = code->width + 2 * kQuietZone;
  const std::string side = std::to_string(across);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side + "\"><rect width=\"" + side + "\" height=\"" + side +
                    "\" fill=\"#fff\"/><path d=\"";
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if ((code->data[row * code->width + column] & 1) != 0)
        out += 'M' + std::to_string(column + kQuietZone) + ' ' + std::to_string(row + kQuietZone) + "h1v1h-1z";
  return out + "\"/></svg>";
}

}  // namespace limen
