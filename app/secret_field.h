// SPDX-License-Identifier: Apache-2.0
// A field for a passphrase, and what was typed into it as a secret.
#pragma once

#include <QLineEdit>

#include "crypto/secret_bytes.h"

namespace limen {

QLineEdit* secretField(const QString& name);
// Qt keeps copies of what was typed; that is why the unlock page and the session end at unlock and lock. Ours at least is wiped.
SecretBytes secretOf(const QString& typed);

}  // namespace limen
