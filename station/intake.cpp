// SPDX-License-Identifier: Apache-2.0
#include "station/intake.h"

#include <algorithm>

#include "forms/xml_text.h"
#include "protection/minimise.h"
#include "protection/notice.h"
#include "protection/picture.h"
#include "protection/retention.h"
#include "protection/risk.h"
#include "protection/seal.h"
#include "station/draft_box.h"
#include "station/duplicates.h"
#include "station/wording.h"
#include "store/alike_words.h"
#include "store/station_attachments.h"
#include "store/unlisted.h"

namespace limen {

namespace {

// The programme's form; one that asks for the record saved last gets what this session has of it.
std::shared_ptr<const forms::CompiledForm> formFor(const Vault& vault, const Programme& programme) {
  const SecretBytes* saved = programme.form->remembers() ? vault.lastSaved(programme.id) : nullptr;
  if (saved == nullptr) return programme.form;
  auto answers = forms::readXml(saved->expose(SecretAccess{}));
  if (!answers) return programme.form;
  auto form = programme.form->after(std::move(*answers));
  return form ? std::move(*form) : programme.form;
}

std::int64_t nowMs(const Vault& vault) {
  return toUnixMs(vault.clock().now());
}

}  // namespace

std::string_view nameOf(IntakeError cause) {
  switch (cause) {
    case IntakeError::notValid:
      return "notValid";
    case IntakeError::noSuchDraft:
      return "noSuchDraft";
    case IntakeError::cannotTake:
      return "cannotTake";
    case IntakeError::draftsOpen:
      return "draftsOpen";
    case IntakeError::noNotice:
      return "noNotice";
  }
  return "unknown";
}

struct Intake::Impl {
  Vault* vault;
  std::shared_ptr<const Programme> programme;
  forms::FormSession form;
  DraftId draft;
  SecretBytes key;
  std::int64_t startedMs = 0;
  bool saved = false;  // a row of this draft is in the store
  bool over = false;   // finished or discarded
  std::optional<Receipt> receipt;

  Impl(Vault& at, std::shared_ptr<const Programme> of, const std::string& language)
      : vault(&at),
        programme(std::move(of)),
        form(formFor(at, *programme), at.clock(), at.random(), languageOf(*programme, language), {at.userName(), {}}) {}

  FinishedRecord describe(const MinimalRecord& minimal, const Sealed& sealed, const RecordId& record,
                          const Safeguards& raised) const;
};

Intake::Intake(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Intake::Intake(Intake&&) noexcept = default;
Intake::~Intake() = default;

forms::FormSession& Intake::form() {
  return impl_->form;
}
const Programme& Intake::programme() const {
  return *impl_->programme;
}
const std::optional<Receipt>& Intake::receipt() const {
  return impl_->receipt;
}
const DraftId& Intake::draft() const {
  return impl_->draft;
}

Result<Intake> Intake::start(Vault& vault, std::shared_ptr<const Programme> programme, std::string language) {
  LIMEN_TRY(vault.require(Act::capture, *programme));
  LIMEN_TRY(vault.mayBegin(*programme));
  LIMEN_TRY(vault.shiftKeys(*programme));  // what cannot be sealed is not asked
  auto impl = std::make_unique<Impl>(vault, std::move(programme), language);
  impl->draft = DraftId::make(vault.random());
  impl->key = SecretBytes::random(kDraftKeyBytes);
  impl->startedMs = nowMs(vault);
  return Intake(std::move(impl));
}

Result<Intake> Intake::resume(Vault& vault, const DraftId& draft, std::string language) {
  LIMEN_ASSIGN(const DraftRow row, ownDraft(vault, draft));
  LIMEN_ASSIGN(auto programme, vault.programme(row.package));
  LIMEN_TRY(vault.require(Act::capture, *programme));
  LIMEN_ASSIGN(OpenedDraft opened, openDraft(vault, row));
  auto impl = std::make_unique<Impl>(vault, std::move(programme), language.empty() ? opened.language : language);
  LIMEN_TRY(impl->form.restoreDraft(opened.form));
  impl->draft = draft;
  impl->key = std::move(opened.key);
  impl->startedMs = row.startedMs;
  impl->saved = true;
  return Intake(std::move(impl));
}

Result<void> Intake::save() {
  Impl& intake = *impl_;
  if (intake.over) return unexpected(IntakeError::noSuchDraft);
  Bytes form = intake.form.saveDraft();
  Bytes content = ByteWriter().text(intake.form.language()).sized(form).take();
  wipe(form);
  const Bytes domain = draftDomain(intake.draft, intake.programme->hash);
  const SecretBytes& key = intake.key;
  DraftRow row;
  row.id = intake.draft;
  row.user = intake.vault->user();
  row.form = intake.programme->id;
  row.package = intake.programme->hash;
  row.startedMs = intake.startedMs;
  row.savedMs = nowMs(*intake.vault);
  row.sealedKey = lockWith(intake.vault->userSecret(), key.expose(SecretAccess{}), domain);
  row.content = lockWith(key, content, domain);
  wipe(content);
  LIMEN_TRY(intake.vault->store().saveDraft(row));
  intake.saved = true;
  return {};
}

Result<std::string> Intake::keepPicture(ByteView file, ByteView thumbnail) {
  Impl& intake = *impl_;
  if (intake.over) return unexpected(IntakeError::noSuchDraft);
  LIMEN_ASSIGN(StrippedPicture picture, stripPicture(file));
  StrippedPicture small;
  if (!thumbnail.empty()) {
    LIMEN_ASSIGN(small, stripPicture(thumbnail));
  }
  AttachmentStore store(intake.vault->store().database());
  LIMEN_ASSIGN(const std::uint64_t kept, store.inDraft(intake.draft));
  if (kept >= kMaxPicturesInDraft) return unexpected(AttachmentError::tooMany);
  const AttachmentId id = AttachmentId::make(intake.vault->random());
  const SealedAttachment sealed = sealAttachment(id, static_cast<std::uint8_t>(picture.kind), picture.bytes, small.bytes, intake.key);
  wipe(picture.bytes);
  wipe(small.bytes);
  AttachmentRow row;
  row.id = id;
  row.draft = intake.draft;
  row.chunks = sealed.ref.chunks();
  row.thumbnailChunks = sealed.ref.thumbnailChunks();
  row.state = AttachmentRow::State::draft;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(intake.vault->store().database()));
  // Its key lies in the row of the draft.
  if (!intake.saved) LIMEN_TRY(save());
  LIMEN_TRY(store.put(row, sealed.chunks));
  LIMEN_TRY(transaction.commit());
  return sealed.ref.text();
}

Result<Bytes> Intake::picture(const AttachmentRef& ref, AttachmentPart part) {
  AttachmentStore store(impl_->vault->store().database());
  LIMEN_ASSIGN(const auto row, store.find(ref.id));
  if (!row || row->draft != impl_->draft) return unexpected(AttachmentError::notHere);
  const std::uint32_t first = part == AttachmentPart::thumbnail ? 0 : ref.thumbnailChunks();
  const std::uint32_t count = part == AttachmentPart::thumbnail ? ref.thumbnailChunks() : ref.chunks() - first;
  LIMEN_ASSIGN(const auto chunks, store.chunks(ref.id, first, count));
  return openAttachment(ref, part, chunks, impl_->key);
}

// From the draft's key to that of the part; under another id, so that nothing links what travels to a draft.
Result<std::optional<AttachmentRef>> Intake::attach(const AttachmentRef& named, const RecordId& record, const SecretBytes& contentKey) {
  Vault& vault = *impl_->vault;
  auto whole = picture(named, AttachmentPart::picture);
  if (!whole && whole.error().is(AttachmentError::notHere)) return std::optional<AttachmentRef>();
  if (!whole) return unexpected(whole.error());
  Bytes small;
  if (named.thumbnailSize > 0) {
    LIMEN_ASSIGN(small, picture(named, AttachmentPart::thumbnail));
  }
  const SealedAttachment sealed = sealAttachment(AttachmentId::make(vault.random()), named.kind, *whole, small, contentKey);
  wipe(*whole);
  wipe(small);
  AttachmentRow row;
  row.id = sealed.ref.id;
  row.scope = vault.scope(*impl_->programme);
  row.record = record;
  row.chunks = sealed.ref.chunks();
  row.thumbnailChunks = sealed.ref.thumbnailChunks();
  row.state = AttachmentRow::State::waiting;
  LIMEN_TRY(AttachmentStore(vault.store().database()).put(row, sealed.chunks));
  return std::optional(sealed.ref);
}

FinishedRecord Intake::Impl::describe(const MinimalRecord& minimal, const Sealed& sealed, const RecordId& record,
                          const Safeguards& raised) const {
  FinishedRecord out;
  out.scope = vault->scope(*programme);
  out.form = programme->id;
  out.revision = &sealed.revision;
  out.seed = sealed.seed;
  const std::string group = vault->directory().siteGroup(vault->site());
  for (const SealedPart& part : sealed.revision.parts()) {
    const std::string& name = programme->compartments[part.compartment].name;
    if (raised.seal) continue;  // what would open it in this shift is not kept either
    out.erasureParts.emplace_back(part.compartment, erasurePart(sealed.seed, name));
    if (vault->directory().reads(vault->user(), name, group) && vault->opens(*programme, name))
      out.keptParts |= static_cast<std::uint16_t>(1u << part.compartment);
  }
  // Only what minimising left of `operational` is indexed: this is the one place where answers enter the store unsealed.
  if (const auto operational = operationalCompartment(*programme);
      operational && !raised.noList && !raised.seal && !raised.secondApproval && !narrowingOf(*programme, raised).into.contains(*operational) &&
      vault->opens(*programme, kOperational)) {
    std::vector<OpenedAnswer> answers;
    for (const KeptAnswer& kept : minimal.compartments()[*operational])
      answers.push_back({programme->form->answerName(kept.question), kept.instances, kept.value});
    IndexRows rows = indexRows(FormWords(*programme->form), *programme, answers, form.language());
    out.operational = std::move(rows.answers);
    const std::string name = listedName(*programme, form);
    out.summary = name.empty() ? std::move(rows.summary) : name;
  }
  if (saved) out.draft = draft;
  out.savedMs = nowMs(*vault);
  out.audit = vault->act(minimal.isIncomplete() ? "record.incomplete" : "record.finish", record);
  return out;
}

Result<void> told(const Programme& programme, const forms::FormSession& form) {
  const auto open = noticeMissing(programme, form);
  return open ? unexpected(IntakeError::noNotice, programme.form->answerName(open->question)) : Result<void>{};
}

Result<RecordId> Intake::finish() {
  Impl& intake = *impl_;
  if (intake.over) return unexpected(IntakeError::noSuchDraft);
  LIMEN_TRY(told(*intake.programme, intake.form));
  if (const auto problems = intake.form.problems(); !problems.empty())
    return unexpected(IntakeError::notValid, intake.programme->form->answerName(problems.front().question));
  return sealAs(Completeness::complete);
}

Result<RecordId> Intake::sealIncomplete() {
  if (impl_->over) return unexpected(IntakeError::noSuchDraft);
  LIMEN_TRY(told(*impl_->programme, impl_->form));
  const bool whole = impl_->form.problems().empty();
  return sealAs(whole ? Completeness::complete : Completeness::incomplete);
}

Result<RecordId> Intake::sealAs(Completeness completeness) {
  Impl& intake = *impl_;
  LIMEN_TRY(intake.vault->require(Act::capture, *intake.programme));
  LIMEN_ASSIGN(const ShiftKeys* keys, intake.vault->shiftKeys(*intake.programme));
  const auto today = std::chrono::floor<std::chrono::days>(intake.vault->clock().now());
  const Safeguards raised = safeguardsOf(*intake.programme, intake.form);  // before anything is dropped or coarsened
  const MinimalRecord minimal = minimise(intake.programme, intake.form.submission(), today, completeness);
  const ReceiptCode code = ReceiptCode::make(intake.vault->random());
  const RecordId record = code.record(intake.vault->directory().organisation());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(intake.vault->store().database()));
  const Narrowing narrowing = narrowingOf(*intake.programme, raised);
  const RevisionPlace place{record, intake.vault->nextRevision(), {}, boundsAtCapture(*intake.programme, raised, today),
                            {raised.secondApproval || narrowing.missing, raised.noList}, narrowing.into};
  LIMEN_ASSIGN(const Sealed sealed, seal(minimal, place, *keys,
                                         intake.vault->random(), [&](const AttachmentRef& named, const SecretBytes& key) { return attach(named, record, key); }));
  LIMEN_TRY(intake.vault->store().finish(intake.vault->station(), intake.describe(minimal, sealed, record, raised)));
  if (!raised.noList && !raised.seal) LIMEN_TRY(keepPrint(*intake.vault, minimal, record));
  if (raised.noList) LIMEN_TRY(leaveOutOfLists(intake.vault->store().database(), record));
  LIMEN_TRY(renameAlike(intake.vault->store().database(), AlikeId{intake.draft.value}, AlikeId{record.value}));
  LIMEN_TRY(transaction.commit());
  intake.over = true;
  if (const auto language = toldIn(*intake.programme, intake.form)) intake.receipt = receiptOf(minimal, code, *language);
  if (const auto remembered = intake.form.toRemember(); remembered && completeness == Completeness::complete) {
    std::string answers = forms::xmlOf(*remembered);
    intake.vault->rememberLastSaved(intake.programme->id, SecretBytes::copyOf(bytesOf(answers)));
    wipe({reinterpret_cast<Byte*>(answers.data()), answers.size()});
  }
  return record;
}

Result<void> Intake::discard() {
  if (impl_->over) return unexpected(IntakeError::noSuchDraft);
  LIMEN_TRY(impl_->vault->require(Act::discardDraft, *impl_->programme));
  if (impl_->saved) LIMEN_TRY(impl_->vault->store().discardDraft(impl_->draft, impl_->vault->act("draft.discard")));
  impl_->over = true;
  return {};
}

}  // namespace limen
