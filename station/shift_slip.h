// SPDX-License-Identifier: Apache-2.0
// What an officer takes away when a shift closes: how many records it made and how far the log went, signed by the station. No person, no
// name, no answer. On paper it is a QR code; it lets anybody ask later whether the log still has that history.
#pragma once

#include <string>

#include "crypto/audit_log.h"
#include "station/vault.h"

namespace limen {

struct ShiftSlip {
  Checkpoint log;  // behind the entry that closed the shift
  std::int64_t openedMs = 0, closedMs = 0;
  struct Made {  // in this shift
    std::uint64_t finished = 0, incomplete = 0, amended = 0, handedOver = 0, discarded = 0;
  } made;
  std::uint64_t here = 0, confirmed = 0;  // records taken at this station, and how many of them the server has
  SignatureBytes signature{};

  Bytes serialise() const;
  static Result<ShiftSlip> parse(ByteView bytes);  // AuditError::malformed, newerVersion; the signature is not checked
  void sign(const Signer& station);
  bool signedBy(const PublicKey& station) const;

  std::string text() const;  // "LIMEN-SLIP:" and base32: what the QR code says
  static Result<ShiftSlip> read(std::string_view text);
  std::string stationName() const;  // a pseudonym to read aloud: two groups of four digits
};
constexpr std::size_t kMaxSlipText = 2048;

// The last act of a shift: IntakeError::draftsOpen while its officer has drafts, noShift. Afterwards only amendments.
Result<ShiftSlip> closeShift(Vault& vault);

}  // namespace limen
