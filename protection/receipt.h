// SPDX-License-Identifier: Apache-2.0
// What a person takes away: which kinds of data were recorded, why, for how long and whom to turn to, in their language, with a code by
// which the record is found again. No name and no answer stands on it, and the code opens nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "protection/minimise.h"

namespace limen {

// The record's id in the header is the keyed hash of the code, so that whoever is shown the code finds the record without opening one.
class ReceiptCode {
 public:
  static constexpr std::size_t kBytes = 10;  // 80 bits: among a million records a guess finds one with 2^-60
  static ReceiptCode make(Random& random);
  // "0123-4567-89AB-CDEF" as it is printed or as the QR code says it, in either case, with or without hyphens.
  static std::optional<ReceiptCode> read(std::string_view text);
  std::string text() const;
  std::string qrText() const;
  RecordId record(const OrganisationId& organisation) const;
  bool operator==(const ReceiptCode&) const = default;

 private:
  std::array<Byte, kBytes> value_{};
};

struct Receipt {
  struct Line {
    std::string category, why, kept, who;  // in words
  };
  ReceiptCode code;
  std::string language;  // as the form names it
  bool rightToLeft = false;
  std::string title, codeLabel, what, why, kept, who;  // headings
  std::vector<Line> lines;                              // one a category that the record holds
  std::vector<std::string> sentences;                   // what the code is for, whom to turn to, that nothing personal stands here
  std::string stamp;                                    // programme, version, package
};
// Of what minimising left. `language` as the form names it.
Receipt receiptOf(const MinimalRecord& record, const ReceiptCode& code, const std::string& language);
// To print without a network; the picture of the code is an <svg> or nothing.
std::string receiptHtml(const Receipt& receipt, std::string_view codePicture);

}  // namespace limen
