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
};

}  // namespace limen
