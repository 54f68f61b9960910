// SPDX-License-Identifier: Apache-2.0
// Drafts beside the one being asked: the list of them, what becomes of each when a shift closes, and of those that nobody came back to.
#include <algorithm>

#include "protection/notice.h"
#include "station/draft_box.h"
#include "station/intake.h"
#include "station/users.h"

namespace limen {

namespace {

constexpr std::size_t kLabelsInSummary = 3;

// A label may quote an answer, ${name}; a list of drafts quotes none.
std::string withoutAnswers(const std::string& label) {
  std::string out;
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t end = label.compare(at, 2, "${") == 0 ? label.find('}', at) : std::string::npos;
    if (end == std::string::npos) {
      out += label[at++];
    } else {
      out += "\u2026";
      at = end + 1;
    }
  }
  return out;
}

Result<void> describe(Vault& vault, const DraftRow& row, const std::string& language, DraftSummary& summary) {
  LIMEN_ASSIGN(const auto programme, vault.programme(row.package));
  LIMEN_ASSIGN(const OpenedDraft opened, openDraft(vault, row));
  forms::FormSession form(programme->form, vault.clock(), vault.random(), languageOf(*programme, language));
  LIMEN_TRY(form.restoreDraft(opened.form));
  summary.programmeTitle = forms::translated(programme->title, language, programme->form->definition());
  summary.version = programme->version;
  LIMEN_ASSIGN(const auto running, vault.programmes());
  summary.older = std::any_of(running.begin(), running.end(), [&](const auto& now) {
    return now->id == programme->id && now->hash != programme->hash;
  });
  for (const forms::Entry& entry : form.entries()) {
    if (summary.answeredLabels.size() == kLabelsInSummary) break;
    if (form.form().node(entry.place.question).name.starts_with(kOwnPrefix)) continue;  // every record has those
    if (forms::storesAnswer(entry.type) && !forms::isEmpty(form.value(entry.place)))
      summary.answeredLabels.push_back(withoutAnswers(
          forms::translated(programme->form->node(entry.place.question).label, form.language(), programme->form->definition())));
  }
  summary.opens = true;
  return {};
}

}  // namespace

Result<std::vector<DraftSummary>> drafts(Vault& vault, const std::string& language) {
  LIMEN_TRY(vault.require(Act::capture));
  LIMEN_ASSIGN(const auto rows, vault.store().drafts(vault.user()));
  std::vector<DraftSummary> out;
  for (const DraftRow& row : rows) {
    DraftSummary summary;
    summary.id = row.id;
    summary.programmeTitle = row.form;
    summary.startedMs = row.startedMs;
    summary.savedMs = row.savedMs;
    // One that does not open hides none of the others.
    if (const auto described = describe(vault, row, language, summary); !described && described.error().room() == roomOf(StoreError{}))
      return unexpected(described.error());
    out.push_back(std::move(summary));
  }
  return out;
}

Result<void> discardDraft(Vault& vault, const DraftId& draft) {
  LIMEN_TRY(vault.require(Act::discardDraft));
  LIMEN_TRY(ownDraft(vault, draft));
  return vault.store().discardDraft(draft, vault.act("draft.discard"));
}

Result<std::vector<DraftTaker>> draftTakers(Vault& vault) {
  LIMEN_ASSIGN(const auto people, stationUsers(vault));
  std::vector<DraftTaker> out;
  for (const StationUser& person : people) {
    const User* listed = vault.directory().user(person.user);
    const bool takes = person.user != vault.user() && !person.disabled && listed != nullptr && !listed->x25519().empty() &&
                       vault.allows(person.user, Act::capture);
    if (takes) out.push_back({person.user, person.name});
  }
  return out;
}

Result<void> handOverDraft(Vault& vault, const DraftId& draft, const UserId& to) {
  LIMEN_TRY(vault.require(Act::handOver));
  LIMEN_ASSIGN(const auto takers, draftTakers(vault));
  if (std::none_of(takers.begin(), takers.end(), [&](const DraftTaker& one) { return one.user == to; }))
    return unexpected(IntakeError::cannotTake);
  const auto key = publicKeyFrom(bytesOf(vault.directory().user(to)->x25519()));
  if (!key) return unexpected(IntakeError::cannotTake);
  LIMEN_ASSIGN(DraftRow row, ownDraft(vault, draft));
  LIMEN_ASSIGN(const OpenedDraft opened, openDraft(vault, row));
  row.user = to;
  LIMEN_ASSIGN(row.sealedKey, sealTo(*key, opened.key.expose(SecretAccess{})));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().saveDraft(row));
  LIMEN_TRY(vault.store().audit(vault.act("draft.hand_over", to)));
  return transaction.commit();
}

Result<LeftDrafts> sealLeftDrafts(Vault& vault) {
  LeftDrafts out;
  if (!vault.shiftIsOpen() || !vault.may(Act::capture)) return out;
  LIMEN_ASSIGN(const auto rows, vault.store().drafts(vault.user()));
  const std::int64_t before = toUnixMs(vault.clock().now() - kDraftWaits);
  for (const DraftRow& row : rows) {
    if (row.savedMs > before) continue;
    const auto sealed = [&]() -> Result<void> {
      LIMEN_ASSIGN(Intake intake, Intake::resume(vault, row.id, {}));
      LIMEN_TRY(intake.sealIncomplete());
      return {};
    }();
    sealed ? ++out.sealed : ++out.kept;
  }
  return out;
}

}  // namespace limen
