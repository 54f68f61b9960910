// SPDX-License-Identifier: Apache-2.0
// A draft as it lies in the store: its key under the officer's secret, or in a box to the officer it was handed to; its content under
// its key. Both are bound to the draft and to the package that it is answered by. Used inside station/ only.
#pragma once

#include <string>

#include "station/vault.h"

namespace limen {

struct OpenedDraft {
  SecretBytes key;
  std::string language;
  SecretBytes content;  // language, then FormSession's own layout
  ByteView form;        // into `content`
};
Result<OpenedDraft> openDraft(const Vault& vault, const DraftRow& row);

Bytes draftDomain(const DraftId& draft, const PackageHash& package);
// A language that the form has; what it is asked for otherwise.
std::string languageOf(const Programme& programme, const std::string& wanted);
Result<DraftRow> ownDraft(Vault& vault, const DraftId& draft);  // IntakeError::noSuchDraft

}  // namespace limen
