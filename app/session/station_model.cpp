// SPDX-License-Identifier: Apache-2.0
#include "app/session/station_model.h"

#include <algorithm>

#include "core/log.h"
#include "station/enrolment.h"
#include "station/factors.h"
#include "station/passphrase.h"
#include "station/pictures.h"
#include "station/withdraw.h"

namespace limen {
namespace {
constexpr std::uint32_t kIndexedAtOnce = 64;
constexpr std::uint32_t kConflictsAtOnce = 32;
constexpr std::size_t kMostConflicts = 200;  // on a page; the rest comes as these are decided
}

Result<SecretBytes> SocketCarrierLink::ask(LinkKind kind) {
  LIMEN_TRY(sendFrame(fd_, kind));
  LIMEN_ASSIGN(LinkFrame answer, receiveFrame(fd_));
  if (answer.kind != LinkKind::shiftBytes || answer.payload.size() != kShiftBytes) return unexpected(LinkError::malformed);
  return std::move(answer.payload);
}

Result<SecretBytes> SocketCarrierLink::shiftBytes() { return ask(LinkKind::wantShift); }
Result<SecretBytes> SocketCarrierLink::renewShiftBytes() { return ask(LinkKind::renewShift); }
Result<void> SocketCarrierLink::handOver(const NetworkHandover& network) {
  return sendFrame(fd_, LinkKind::network, encodeNetwork(network));
}

StationModel::StationModel(std::filesystem::path home, Unlocked unlocked, CarrierLink& carrier, TransportOpener& network,
                           const Clock& clock, Random& random, const Devices& devices, Shift atOpen)
    : home_(std::move(home)), unlocked_(std::move(unlocked)), carrier_(carrier), network_(network), clock_(clock), random_(random),
      devices_(devices), atOpen_(atOpen) {}

StationModel::~StationModel() { cancelled_ = true; }

Result<void> StationModel::openVault(Shift shift) {
  LIMEN_ASSIGN(Vault vault, Vault::open(home_, unlocked_.user, unlocked_.secret, {&clock_, &random_}));
  NetworkHandover network{vault.serverAddress(), vault.authorityPem(), {vault.tls().certificatePem, vault.tls().privateKeyPem.clone()},
                          vault.directory().version()};
  LIMEN_TRY(carrier_.handOver(network));
  LIMEN_ASSIGN(const SecretBytes bytes, carrier_.shiftBytes());
  // Without a shift there is still what a role without records does, and the sync that brings a first programme.
  if (shift == Shift::enters && vault.may(Act::openShift)) {
    const auto entered = vault.enterShift(bytes);
    if (!entered && !entered.error().is(VaultError::anothersShift)) return unexpected(entered.error());
  }
  search_.reset();
  sweep_.reset();
  vault_.emplace(std::move(vault));
  if (!approvals_) approvals_.emplace(*vault_, Approvals::Entry::handedOver);
  const auto left = sealLeftDrafts(*vault_);
  if (left && (left->sealed > 0 || left->kept > 0))
    logFact(LogLevel::info, "session", "drafts that nobody came back to", {{"sealed", left->sealed}, {"kept", left->kept}});
  return {};
}

Result<StationFacts> StationModel::facts() {
  LIMEN_ASSIGN(auto programmes, vault_->programmes());
  LIMEN_ASSIGN(const auto holder, vault_->shiftHolder());
  std::string others;
  if (holder && *holder != vault_->user()) {
    const User* person = vault_->directory().user(*holder);
    others = person != nullptr ? person->name() : holder->hex();
  }
  const auto manages = [this](Act act) { return vault_->may(act); };
  return StationFacts{.site = vault_->site(),
                      .userName = vault_->userName(),
                      .role = vault_->role(),
                      .shiftOpen = vault_->shiftIsOpen(),
                      .shiftOpenedMs = vault_->shiftIsOpen() ? vault_->shiftOpenedMs() : 0,
                      .othersShift = std::move(others),
                      .mayCapture = vault_->may(Act::capture),
                      .mayAmend = vault_->may(Act::amend),
                      .mayEndShift = vault_->may(Act::endShift),
                      .mayManagePeople = manages(Act::disableUser) || manages(Act::resetPassphrase),
                      .mayCompare = vault_->may(Act::viewInBulk) || (vault_->may(Act::searchRecords) && manages(Act::confirm)),
                      .programmes = std::move(programmes)};
}

void StationModel::open() {
  storeThread_.post([this] {
    auto done = openVault(atOpen_);
    if (!done) return deliver([this, error = done.error()] { emit openFailed(error); });
    auto known = facts();
    auto counts = vault_->store().counts();
    if (!known) return deliver([this, error = known.error()] { emit openFailed(error); });
    if (!counts) return deliver([this, error = counts.error()] { emit openFailed(error); });
    deliver([this, known = *known, counts = *counts] { emit opened(known, counts); });
    indexOn();  // another role's index may have been taken down
    backUpIfDue();
  });
}

// With a vault of its own beside the sync's: a slow stick keeps nobody from working.
void StationModel::backUpIfDue() {
  const auto state = backupState(*vault_);
  if (!state || !state->plan) return;
  syncThread_.post([this] {
    const auto act = [this]() -> Result<void> {
      LIMEN_ASSIGN(Vault vault, Vault::open(home_, unlocked_.user, unlocked_.secret, {&clock_, &random_}));
      LIMEN_TRY(backupIfDue(vault));
      tellBackup(vault);
      return {};
    };
    if (const auto done = act(); !done) logFact(LogLevel::warning, "session", "no backup", {LogField::cause(done.error().name())});
  });
}

void StationModel::tellBackup(Vault& vault) {
  auto state = backupState(vault);
  if (state && state->plan) deliver([this, state = std::move(*state)] { emit backupKnown(state); });
}

void StationModel::indexOn() {
  onStore([this] {
    if (cancelled_) return;
    const auto more = indexPulled(*vault_, kIndexedAtOnce);
    if (!more) logFact(LogLevel::warning, "session", "not indexed", {LogField::cause(more.error().name())});
    if (more && *more) indexOn();
  });
}

void StationModel::tellCounts() {
  auto counts = vault_->store().counts();
  if (counts) deliver([this, counts = *counts] { emit countsChanged(counts); });
}

void StationModel::tellFacts() {
  auto known = facts();
  if (known) deliver([this, known = *known] { emit factsChanged(known); });
}

void StationModel::takeIntake(Result<Intake> intake) {
  if (!intake) return deliver([this, error = intake.error()] { emit intakeFailed(error); });
  intake_.emplace(std::move(*intake));
  const auto& programme = intake_->programme();
  auto all = vault_->programme(programme.hash);
  if (!all) return deliver([this, error = all.error()] { emit intakeFailed(error); });
  OpenIntake opened{*all, intake_->draft(), intake_->form().saveDraft(), intake_->form().sharedForm(), {}, true};
  deliver([this, opened = std::move(opened)] { emit intakeOpened(opened); });
}

void StationModel::startIntake(std::shared_ptr<const Programme> programme, const std::string& language) {
  onStore([this, programme = std::move(programme), language] {
    intake_.reset();
    takeIntake(Intake::start(*vault_, programme, language));
  });
}

void StationModel::resumeIntake(const DraftId& draft, const std::string& language) {
  onStore([this, draft, language] {
    intake_.reset();
    takeIntake(Intake::resume(*vault_, draft, language));
  });
}

Result<void> StationModel::keepDraft(const DraftContent& content) {
  // An answer that comes late, when another draft is open by now, is never written into that one.
  if (!intake_ || intake_->draft() != content.draft) return unexpected(StoreError::notFound);
  LIMEN_TRY(intake_->form().restoreDraft(content.content));
  return intake_->save();
}

void StationModel::saveDraft(DraftContent content) {
  onStore([this, content = std::move(content)] {
    const auto saved = keepDraft(content);
    if (!saved) return deliver([this, error = saved.error()] { emit draftFailed(error); });
    deliver([this, now = toUnixMs(clock_.now())] { emit draftSaved(now); });
  });
}

void StationModel::finishRecord(DraftContent content) {
  onStore([this, content = std::move(content)] {
    const auto saved = keepDraft(content);
    if (!saved) return deliver([this, error = saved.error()] { emit finishFailed(error); });
    const auto record = intake_->finish();
    if (!record) return deliver([this, error = record.error()] { emit finishFailed(error); });
    const std::optional<Receipt> receipt = intake_->receipt();
    intake_.reset();
    if (search_ && (!search_->ready() || !search_->add(*record))) search_.reset();
    deliver([this, record = *record, receipt] {
      if (receipt) emit receiptMade(*receipt);
      emit recordFinished(record);
    });
    tellCounts();  // after the screen says "saved": counting files the record
  });
}

void StationModel::keepPicture(PictureFile picture) {
  onStore([this, picture = std::move(picture)]() mutable {
    const bool open = intake_ && intake_->draft() == picture.draft;
    const auto kept = open ? intake_->keepPicture(picture.file, picture.thumbnail) : Result<std::string>(unexpected(StoreError::notFound));
    wipe(picture.file);
    wipe(picture.thumbnail);
    deliver([this, draft = picture.draft, question = picture.question, kept] {
      if (kept)
        emit pictureKept(draft, question, *kept);
      else
        emit pictureRefused(draft, question, kept.error());
    });
  });
}

void StationModel::showDraftPicture(const DraftId& draft, const AttachmentRef& ref) {
  onStore([this, draft, ref] {
    if (!intake_ || intake_->draft() != draft) return;
    tellPicture(ref, AttachmentPart::thumbnail, intake_->picture(ref, AttachmentPart::thumbnail));
  });
}

void StationModel::showPicture(const RecordId& record, const AttachmentRef& ref, AttachmentPart part) {
  onStore([this, record, ref, part] { tellPicture(ref, part, recordPicture(*vault_, record, ref, part)); });
}

void StationModel::tellPicture(const AttachmentRef& ref, AttachmentPart part, Result<Bytes> picture) {
  deliver([this, ref, part, picture = std::move(picture)]() mutable {
    if (!picture) return emit pictureMissing(ref, part, picture.error());
    emit pictureShown(ref, part, *picture);
    wipe(*picture);
  });
}

template <class Done>
void StationModel::afterDraft(const DraftId& draft, Done act) {
  onStore([this, draft, act = std::move(act)] {
    if (intake_ && intake_->draft() == draft) intake_.reset();
    const Result<void> done = act();
    if (!done) return deliver([this, error = done.error()] { emit draftKept(error); });
    tellCounts();
    deliver([this, draft] { emit draftGone(draft); });
  });
}

void StationModel::discardDraft(const DraftId& draft) {
  afterDraft(draft, [this, draft] { return limen::discardDraft(*vault_, draft); });
}

void StationModel::sealDraft(const DraftId& draft) {
  afterDraft(draft, [this, draft]() -> Result<void> {
    LIMEN_ASSIGN(Intake intake, Intake::resume(*vault_, draft, {}));
    LIMEN_TRY(intake.sealIncomplete());
    return {};
  });
}

void StationModel::handOverDraft(const DraftId& draft, const UserId& to) {
  afterDraft(draft, [this, draft, to] { return limen::handOverDraft(*vault_, draft, to); });
}

void StationModel::listTakers() {
  onStore([this] {
    auto list = draftTakers(*vault_);
    if (!list) return deliver([this, error = list.error()] { emit draftsFailed(error); });
    deliver([this, list = std::move(*list)] { emit takersListed(list); });
  });
}

void StationModel::listDrafts(const std::string& language) {
  onStore([this, language] {
    auto list = drafts(*vault_, language);
    if (!list) return deliver([this, error = list.error()] { emit draftsFailed(error); });
    deliver([this, list = std::move(*list)] { emit draftsListed(list); });
  });
}

void StationModel::listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) {
  onStore([this, words, offset, limit] {
    auto page = limen::listRecords(*vault_, words, offset, limit);
    if (!page) return deliver([this, error = page.error()] { emit recordsFailed(error); });
    deliver([this, page = std::move(*page), offset] { emit recordsListed(page, offset); });
  });
}

void StationModel::showRecord(const RecordId& record, const std::string& language) {
  onStore([this, record, language] {
    auto view = limen::showRecord(*vault_, record, language);
    if (!view) return deliver([this, error = view.error()] { emit recordFailed(error); });
    deliver([this, view = std::move(*view)] { emit recordShown(view); });
  });
}

void StationModel::unsealRecord(const RecordId& record, const std::string& language) {
  onStore([this, record, language] {
    const auto act = [&]() -> Result<RecordView> {
      LIMEN_ASSIGN(Permit permit, approvals_->permit(Act::unseal, record.bytes()));
      return limen::unsealRecord(*vault_, record, language, std::move(permit));
    };
    auto view = act();
    if (!view) return deliver([this, error = view.error()] { emit recordFailed(error); });
    deliver([this, view = std::move(*view)] { emit recordShown(view); });
  });
}

void StationModel::amendRecord(const RecordId& record, std::vector<Correction> corrections) {
  onStore([this, record, corrections = std::move(corrections)] {
    const auto amended = limen::amendRecord(*vault_, record, corrections);
    if (!amended) return deliver([this, error = amended.error()] { emit amendFailed(error); });
    tellCounts();
    deliver([this, record] { emit recordAmended(record); });
    indexOn();
  });
}

void StationModel::withdrawConsent(const RecordId& record, std::vector<std::string> purposes) {
  onStore([this, record, purposes = std::move(purposes)] {
    const auto taken = limen::withdrawConsent(*vault_, record, purposes);
    if (!taken) return deliver([this, error = taken.error()] { emit amendFailed(error); });
    tellCounts();
    deliver([this, record] { emit recordAmended(record); });
    indexOn();
  });
}

void StationModel::listConflicts(const std::string& language) { conflictsOn(language, 0, {}); }

void StationModel::conflictsOn(const std::string& language, std::int64_t from, std::vector<ConflictLine> found) {
  onStore([this, language, from, found = std::move(found)]() mutable {
    auto page = limen::listConflicts(*vault_, language, from, kConflictsAtOnce);
    if (!page) return deliver([this, error = page.error()] { emit conflictsFailed(error); });
    found.insert(found.end(), std::make_move_iterator(page->lines.begin()), std::make_move_iterator(page->lines.end()));
    if (page->next != 0 && found.size() < kMostConflicts) return conflictsOn(language, page->next, std::move(found));
    deliver([this, found = std::move(found)] { emit conflictsListed(found); });
  });
}

void StationModel::decideConflict(const RecordId& record, const std::string& mark, std::size_t side) {
  onStore([this, record, mark, side] {
    const auto decided = limen::decideConflict(*vault_, record, mark, side);
    if (!decided) return deliver([this, error = decided.error()] { emit decideFailed(error); });
    tellCounts();
    deliver([this, record] { emit conflictDecided(record); });
  });
}

void StationModel::sync() {
  cancelled_ = false;
  syncThread_.post([this] { runSync(); });
}

void StationModel::cancelSync() { cancelled_ = true; }

template <class Act>
auto StationModel::withOwnVault(Act act) {
  const auto whole = [&]() -> decltype(act(std::declval<Vault&>())) {
    LIMEN_ASSIGN(Vault vault, Vault::open(home_, unlocked_.user, unlocked_.secret, {&clock_, &random_}));
    auto done = act(vault);
    for (bool more = true; more && !cancelled_;) {
      LIMEN_ASSIGN(more, indexPulled(vault, kIndexedAtOnce));
    }
    tellBackup(vault);
    return done;
  };
  return whole();
}

void StationModel::writeBundles(const std::string& folder) {
  cancelled_ = false;
  syncThread_.post([this, folder] {
    const auto tell = [this](const SyncProgress& progress) { deliver([this, progress] { emit syncProgressed(progress); }); };
    const auto sent = withOwnVault([&](Vault& vault) { return exportCourier(vault, folder, PicturePolicy::all, tell, cancelled_); });
    if (!sent) return deliver([this, error = sent.error()] { emit syncFailed(error); });
    deliver([this, sent = *sent] { emit bundlesWritten(sent); });
  });
}

void StationModel::takeBundles(const std::string& folder) {
  cancelled_ = false;
  syncThread_.post([this, folder] {
    const auto taken = withOwnVault([&](Vault& vault) { return importCourier(vault, {folder}, cancelled_); });
    onStore([this] { afterSync(); });
    if (!taken) return deliver([this, error = taken.error()] { emit syncFailed(error); });
    deliver([this, taken = *taken] { emit bundlesTaken(taken); });
  });
}

void StationModel::runSync() {
  const auto tell = [this](const SyncProgress& progress) { deliver([this, progress] { emit syncProgressed(progress); }); };
  auto report = withOwnVault([&](Vault& vault) { return syncNow(vault, network_, tell, cancelled_); });
  onStore([this] { afterSync(); });
  if (!report) {
    logFact(LogLevel::warning, "session", "sync failed", {LogField::cause(report.error().name())});
    return deliver([this, error = report.error()] { emit syncFailed(error); });
  }
  deliver([this, report = std::move(*report)] { emit syncEnded(report); });
}

// The directory, packages and grants may be newer now; this vault still has the old ones in memory. A draft being asked goes on.
void StationModel::afterSync() {
  std::optional<DraftId> draft;
  if (intake_ && intake_->save()) draft = intake_->draft();
  if (draft || !intake_) {
    const bool open = vault_ && vault_->shiftIsOpen();
    intake_.reset();
    const auto opened = openVault(open ? Shift::enters : Shift::staysAsItIs);  // a shift that was closed stays closed
    if (!opened) logFact(LogLevel::warning, "session", "what the sync brought is used after the next unlock", {LogField::cause(opened.error().name())});
    if (draft) {
      auto intake = Intake::resume(*vault_, *draft, {});
      if (intake) intake_.emplace(std::move(*intake));
    }
  }
  tellFacts();
  tellCounts();
}

// At once, without asking for drafts: they stay, sealed to their officer.
Result<void> StationModel::endShiftNow() {
  if (!vault_->shiftIsOpen()) return unexpected(VaultError::noShift);
  LIMEN_TRY(vault_->endShift());
  const auto renewed = carrier_.renewShiftBytes();
  return renewed ? Result<void>() : Result<void>(unexpected(renewed.error()));
}

void StationModel::closeShift() {
  onStore([this] {
    auto slip = limen::closeShift(*vault_);
    if (!slip) return deliver([this, error = slip.error()] { emit shiftFailed(error); });
    // The keys are gone from the store by now; bytes that stay in the carrier open nothing.
    if (const auto renewed = carrier_.renewShiftBytes(); !renewed)
      logFact(LogLevel::warning, "session", "the carrier keeps its bytes", {LogField::cause(renewed.error().name())});
    // Behind a sync under way, and with no file open: whoever hears of it ends this process.
    cancelled_ = true;
    syncThread_.post([this, slip = std::move(*slip)]() mutable {
      storeThread_.post([this, slip = std::move(slip)] {
        intake_.reset();
        approvals_.reset();
        search_.reset();
        sweep_.reset();
        vault_.reset();
        deliver([this, slip] { emit shiftClosed(slip); });
      });
    });
  });
}

void StationModel::endOthersShift() {
  onStore([this] {
    const auto act = [this]() -> Result<void> {
      LIMEN_ASSIGN(const auto holder, vault_->shiftHolder());
      if (!holder) return unexpected(VaultError::noShift);
      LIMEN_ASSIGN(Permit permit, approvals_->permit(Act::endShift, holder->bytes()));
      LIMEN_TRY(vault_->endShift(std::move(permit)));
      LIMEN_TRY(carrier_.renewShiftBytes());
      return {};
    };
    const auto ended = act();
    if (!ended) return deliver([this, error = ended.error()] { emit shiftFailed(error); });
    tellFacts();
  });
}

void StationModel::openShift() {
  onStore([this] {
    const auto act = [this]() -> Result<void> {
      LIMEN_ASSIGN(const SecretBytes bytes, carrier_.shiftBytes());
      return vault_->enterShift(bytes);
    };
    const auto opened = act();
    if (!opened) return deliver([this, error = opened.error()] { emit shiftFailed(error); });
    tellFacts();
  });
}

Result<std::vector<StationPerson>> StationModel::people() {
  LIMEN_ASSIGN(auto users, stationUsers(*vault_));
  LIMEN_ASSIGN(const auto choices, unlockChoices(home_));
  std::vector<StationPerson> out;
  for (StationUser& user : users) {
    const bool self = user.user == vault_->user();
    const bool confirms = !self && !user.disabled && vault_->allows(user.user, Act::confirm);
    LIMEN_ASSIGN(const bool phone, hasTotp(*vault_, user.user));
    StationPerson person{std::move(user), self, confirms, phone};
    const auto choice = std::find_if(choices.begin(), choices.end(), [&](const UnlockChoice& one) { return one.user == person.who.user; });
    if (choice != choices.end()) {
      for (const UnlockWay& way : choice->ways) {
        person.securityKey = person.securityKey || way.kind == SlotKind::fido2;
        person.printedCodes = person.printedCodes || way.kind == SlotKind::oneTimeCode;
      }
    }
    out.push_back(std::move(person));
  }
  return out;
}

void StationModel::tellPeople() {
  auto all = people();
  if (!all) return deliver([this, error = all.error()] { emit peopleFailed(error); });
  deliver([this, all = std::move(*all)] { emit peopleListed(all); });
}

void StationModel::listPeople() {
  onStore([this] { tellPeople(); });
}

void StationModel::disableUser(const UserId& user, bool disabled) {
  onStore([this, user, disabled] {
    const auto act = [&]() -> Result<void> {
      LIMEN_ASSIGN(Permit permit, approvals_->permit(Act::disableUser, user.bytes()));
      return limen::disableUser(*vault_, std::move(permit), user, disabled);
    };
    if (const auto done = act(); !done) return deliver([this, error = done.error()] { emit peopleFailed(error); });
    tellPeople();
  });
}

void StationModel::resetPassphrase(const UserId& user) {
  onStore([this, user] {
    const auto act = [&]() -> Result<SecretBytes> {
      LIMEN_ASSIGN(Permit permit, approvals_->permit(Act::resetPassphrase, user.bytes()));
      return limen::resetPassphrase(*vault_, std::move(permit), user, calibrateKdf(timedBy(clock_)));
    };
    auto words = act();
    if (!words) return deliver([this, error = words.error()] { emit peopleFailed(error); });
    deliver([this, user, shown = std::make_shared<const SecretBytes>(std::move(*words))] { emit passphraseReset(user, shown); });
  });
}

void StationModel::answerApproval(const Result<void>& done) {
  if (!done) return deliver([this, error = done.error()] { emit approvalRefused(error); });
  deliver([this] { emit approvalGiven(); });
}

namespace {

std::string_view codeOf(const Proof& proof) { return proof.code ? textOf(proof.code->expose(SecretAccess{})) : std::string_view(); }

Devices with(Devices devices, const Proof& proof) {
  devices.pin = proof.pin.get();
  return devices;
}

}  // namespace

void StationModel::reauthenticate(Proof proof) {
  onStore([this, proof = std::move(proof)] {
    answerApproval(approvals_->reauthenticate(*proof.passphrase, codeOf(proof), with(devices_, proof)));
  });
}

void StationModel::confirmBySecond(Act act, Bytes subject, const UserId& second, Proof proof) {
  onStore([this, act, subject = std::move(subject), second, proof = std::move(proof)] {
    const auto confirmed = [&]() -> Result<void> {
      LIMEN_ASSIGN(const RequestId request, approvals_->ask(act, subject));
      return approvals_->confirm(request, second, *proof.passphrase, codeOf(proof), with(devices_, proof));
    };
    answerApproval(confirmed());
  });
}

// Whatever fails here is logged and the lock goes on: an open screen would be worse.
void StationModel::lock(std::optional<DraftContent> content, bool endShift) {
  cancelled_ = true;
  storeThread_.post([this, content = std::move(content), endShift] {
    const auto warn = [](const char* what, const Result<void>& done) {
      if (!done) logFact(LogLevel::error, "session", what, {LogField::cause(done.error().name())});
    };
    if (vault_ && content) warn("draft not saved at lock", keepDraft(*content));
    if (vault_ && endShift) warn("shift not closed at lock", endShiftNow());
    deliver([this] { emit locked(); });
  });
}

}  // namespace limen
