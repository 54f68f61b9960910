// SPDX-License-Identifier: Apache-2.0
// How limenctl ends. The numbers are part of its contract with scripts: docs/limenctl.md.
#pragma once

namespace limen {

enum class ExitCode : int {
  done = 0,
  refused = 1,  // the input was refused; findings and causes are on standard error
  usage = 2,
  locked = 3,   // a passphrase, a lock, a permission, or an approval that is still missing
  store = 4,    // the disk or a store on it
  network = 5,  // nothing is lost: what was not confirmed is still here
  other = 6,
  // `audit verify` alone: what is wrong with the log.
  logBroken = 10,            // an entry was changed, moved, put in or taken out
  logContradicted = 11,      // entries that are not those which were signed
  logBadSignature = 12,      // a checkpoint that its key did not sign
  logTruncated = 13,         // entries that were signed are missing
  logForked = 14,            // two histories
  logClockBack = 15,         // trusted time goes back
  logUnsealed = 16,          // entries behind the last checkpoint
  logUnanchored = 17,        // begins in the middle without a checkpoint
  logWrongStation = 18,      // another station's
  logNotCountersigned = 19,  // no checkpoint with the server's signature
  logNotWitnessed = 20,      // no checkpoint with the witness's
};

}  // namespace limen
