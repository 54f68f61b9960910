// SPDX-License-Identifier: Apache-2.0
#include "station/draft_box.h"

#include <algorithm>

#include "station/intake.h"

namespace limen {

namespace {

constexpr std::size_t kMaxLanguageBytes = 64;
constexpr std::size_t kMaxDraftBytes = 1 << 20;
constexpr std::size_t kBoxedKeyBytes = kDraftKeyBytes + kBoxOverhead;  // a lock around it is 8 bytes shorter

}  // namespace

Bytes draftDomain(const DraftId& draft, const PackageHash& package) {
  return ByteWriter().raw(bytesOf("limen/draft/v1")).raw(draft.bytes()).raw(package.bytes()).take();
}

std::string languageOf(const Programme& programme, const std::string& wanted) {
  const forms::FormDefinition& form = programme.form->definition();
  const bool known = std::find(form.languages.begin(), form.languages.end(), wanted) != form.languages.end();
  return known ? wanted : form.defaultLanguage;
}

Result<OpenedDraft> openDraft(const Vault& vault, const DraftRow& row) {
  const Bytes domain = draftDomain(row.id, row.package);
  OpenedDraft out;
  if (row.sealedKey.size() == kBoxedKeyBytes) {
    LIMEN_ASSIGN(out.key, vault.userBox().open(row.sealedKey));
  } else {
    LIMEN_ASSIGN(out.key, unlockWith(vault.userSecret(), row.sealedKey, domain));
  }
  LIMEN_ASSIGN(out.content, unlockWith(out.key, row.content, domain));
  const SecretBytes& content = out.content;
  ByteReader reader(content.expose(SecretAccess{}));
  out.language = reader.text(kMaxLanguageBytes);
  out.form = reader.sized(kMaxDraftBytes);
  if (!reader.done()) return unexpected(forms::FormError::badDraft);
  return out;
}

Result<DraftRow> ownDraft(Vault& vault, const DraftId& draft) {
  LIMEN_ASSIGN(auto rows, vault.store().drafts(vault.user()));
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const DraftRow& one) { return one.id == draft; });
  if (row == rows.end()) return unexpected(IntakeError::noSuchDraft);
  return std::move(*row);
}

}  // namespace limen
