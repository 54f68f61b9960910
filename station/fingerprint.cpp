// SPDX-License-Identifier: Apache-2.0
// A request's keys as eight words that two people can read to each other: proquints (arXiv:0901.4016), five letters for 16 bits.
#include "crypto/hash.h"
#include "station/enrolment.h"

namespace limen {

namespace {

constexpr std::string_view kConsonants = "bdfghjklmnprstvz";
constexpr std::string_view kVowels = "aiou";
constexpr std::size_t kWords = 8;

std::string proquint(std::uint16_t number) {
  return {kConsonants[number >> 12], kVowels[(number >> 10) & 3], kConsonants[(number >> 6) & 15], kVowels[(number >> 4) & 3],
          kConsonants[number & 15]};
}

}  // namespace

std::string fingerprintWords(const EnrolRequest& request) {
  const Bytes keys = ByteWriter()
                         .text(request.station_ed25519())
                         .text(request.station_x25519())
                         .text(request.certificate_request_pem())
                         .text(request.user_ed25519())
                         .text(request.user_x25519())
                         .take();
  const Hash hash = hash256({bytesOf("limen/fingerprint/v1"), keys});
  std::string out;
  for (std::size_t i = 0; i < kWords; ++i) {
    if (i > 0) out += ' ';
    out += proquint(static_cast<std::uint16_t>(hash.value[2 * i] << 8 | hash.value[2 * i + 1]));
  }
  return out;
}

}  // namespace limen
