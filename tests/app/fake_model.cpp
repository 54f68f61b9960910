// SPDX-License-Identifier: Apache-2.0
#include "tests/app/fake_model.h"

#include <algorithm>

#include "forms/workbook.h"
#include "protection/notice.h"
#include "protection/picture.h"
#include "station/factors.h"

namespace limen::test {
namespace {

std::shared_ptr<const Programme> read(bool demo) {
  auto book = forms::readCsvFolder(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake");
  LIMEN_CHECK(book);
  BuildOptions options;
  options.unprotectedDemo = demo;
  auto reading = readProgramme(*book, options);
  LIMEN_CHECK(reading.programme);
  return std::make_shared<const Programme>(std::move(*reading.programme));
}

}  // namespace

std::shared_ptr<const Programme> sampleProgramme() {
  static const auto programme = read(false);
  return programme;
}

void giveNotice(forms::FormSession& form) {
  const std::string language = languageWord(form.language());  // that of the form as it is asked: nobody reads along
  for (std::uint32_t i = 1; i < form.form().size(); ++i) {
    const std::string& name = form.form().node(i).name;
    const char* typed = name == "limen_language" ? language.c_str() : name == "limen_mode" ? "read_aloud" : name == "limen_alone" || name.starts_with(kConsentPrefix) ? "yes" : nullptr;
    if (typed != nullptr) LIMEN_CHECK(form.set({i, {}}, std::string(typed)));
  }
}

std::shared_ptr<const Programme> demoProgramme() {
  static const auto programme = [] {
    auto copy = *sampleProgramme();
    copy.id = "other_form";
    copy.unprotectedDemo = true;
    return std::make_shared<const Programme>(std::move(copy));
  }();
  return programme;
}

FakeModel::FakeModel() {
  facts = {.site = "River post", .userName = "Officer One", .role = "officer", .shiftOpen = true,
           .shiftOpenedMs = toUnixMs(clock_.now()), .programmes = {sampleProgramme()}};
}

void FakeModel::addRecords(int count) {
  for (int at = 0; at < count; ++at) {
    RecordRow row;
    row.record = RecordId::make(random_);
    row.form = "border_intake";
    row.savedMs = toUnixMs(clock_.now()) - at * 60'000;
    row.summary = at % 3 == 2 ? "" : "North bridge, arrival " + std::to_string(at + 1);
    row.ours = true;
    row.confirmed = at >= 3;
    records.push_back(row);
  }
  counts.records = counts.own = records.size();
  counts.confirmed = static_cast<std::uint64_t>(std::count_if(records.begin(), records.end(), [](const auto& r) { return r.confirmed; }));
}

void FakeModel::open() {
  if (openError) return emit openFailed(*openError);
  emit opened(facts, counts);
}

FakeModel::Held* FakeModel::find(const DraftId& id) {
  const auto at = std::find_if(held.begin(), held.end(), [&](const Held& one) { return one.id == id; });
  return at == held.end() ? nullptr : &*at;
}

void FakeModel::startIntake(std::shared_ptr<const Programme> programme, const std::string& language) {
  forms::FormSession form(programme->form, clock_, random_, language);
  if (told) giveNotice(form);
  held.insert(held.begin(), {DraftId::make(random_), programme, form.saveDraft(), toUnixMs(clock_.now()), {}});
  lastDraft = held.front().content;
  emit intakeOpened({programme, held.front().id, lastDraft, {}, {}, true});
}

void FakeModel::resumeIntake(const DraftId& id, const std::string&) {
  const Held* draft = find(id);
  if (draft == nullptr) return emit intakeFailed(IntakeError::noSuchDraft);
  emit intakeOpened({draft->programme, id, draft->content, {}, {}, true});
}

void FakeModel::saveDraft(DraftContent content) {
  if (saveError) return emit draftFailed(*saveError);
  ++saves;
  lastDraft = content.content;
  if (Held* draft = find(content.draft)) draft->content = std::move(content.content);
  emit draftSaved(toUnixMs(clock_.now()));
}

void FakeModel::finishRecord(DraftContent content) {
  if (finishError) return emit finishFailed(*finishError);
  const auto programme = find(content.draft)->programme;
  forms::FormSession form(programme->form, clock_, random_, "English");
  LIMEN_CHECK(form.restoreDraft(content.content));
  finished = form.submission();
  std::erase_if(held, [&](const Held& one) { return one.id == content.draft; });
  RecordRow row;
  row.record = RecordId::make(random_);
  row.form = programme->id;
  row.savedMs = toUnixMs(clock_.now());
  row.ours = true;
  records.insert(records.begin(), row);
  ++counts.records;
  ++counts.own;
  emit countsChanged(counts);
  const MinimalRecord minimal = minimise(programme, *finished, std::chrono::floor<std::chrono::days>(clock_.now()));
  emit receiptMade(receiptOf(minimal, ReceiptCode::make(random_), toldIn(*programme, form).value_or("English")));
  emit recordFinished(row.record);
}

void FakeModel::withdrawConsent(const RecordId& record, std::vector<std::string> purposes) {
  withdrawn = std::move(purposes);
  emit recordAmended(record);
}

void FakeModel::keepPicture(PictureFile picture) {
  if (holdPictures) {
    heldPicture = std::move(picture);
    return;
  }
  if (pictureError) return emit pictureRefused(picture.draft, picture.question, *pictureError);
  const auto stripped = stripPicture(picture.file);
  if (!stripped) return emit pictureRefused(picture.draft, picture.question, stripped.error());
  const AttachmentId id = AttachmentId::make(random_);
  pictures[id] = {picture.thumbnail, stripped->bytes};
  const auto whole = sealAttachment(id, static_cast<std::uint8_t>(stripped->kind), stripped->bytes, picture.thumbnail, SecretBytes::random(32));
  emit pictureKept(picture.draft, picture.question, whole.ref.text());
}

void FakeModel::showDraftPicture(const DraftId&, const AttachmentRef& ref) {
  if (pictures.contains(ref.id)) emit pictureShown(ref, AttachmentPart::thumbnail, pictures[ref.id].first);
}

void FakeModel::showPicture(const RecordId&, const AttachmentRef& ref, AttachmentPart part) {
  if (!pictures.contains(ref.id)) return emit pictureMissing(ref, part, AttachmentError::notHere);
  emit pictureShown(ref, part, part == AttachmentPart::thumbnail ? pictures[ref.id].first : pictures[ref.id].second);
}

void FakeModel::discardDraft(const DraftId& draft) {
  if (draftError) return emit draftKept(*draftError);
  std::erase_if(held, [&](const Held& one) { return one.id == draft; });
  discarded.push_back(draft);
  emit draftGone(draft);
}

void FakeModel::sealDraft(const DraftId& draft) {
  if (draftError) return emit draftKept(*draftError);
  std::erase_if(held, [&](const Held& one) { return one.id == draft; });
  sealed.push_back(draft);
  emit draftGone(draft);
}

void FakeModel::handOverDraft(const DraftId& draft, const UserId& to) {
  if (draftError) return emit draftKept(*draftError);
  std::erase_if(held, [&](const Held& one) { return one.id == draft; });
  handedOver.emplace_back(draft, to);
  emit draftGone(draft);
}

void FakeModel::addDrafts(int count) {
  for (int at = 0; at < count; ++at) {
    forms::FormSession form(sampleProgramme()->form, clock_, random_, "English");
    held.push_back({DraftId::make(random_), sampleProgramme(), form.saveDraft(), toUnixMs(clock_.now()) - at * 600'000,
                    {"crossing_point", "arrival_date"}});
  }
}

void FakeModel::listDrafts(const std::string& language) {
  std::vector<DraftSummary> all;
  for (const Held& draft : held) {
    DraftSummary summary;
    summary.id = draft.id;
    summary.programmeTitle = forms::translated(draft.programme->title, language, draft.programme->form->definition());
    summary.startedMs = draft.startedMs;
    summary.savedMs = toUnixMs(clock_.now());
    const auto& form = *draft.programme->form;
    for (const std::string& question : draft.answered)
      summary.answeredLabels.push_back(forms::translated(form.node(*form.find(question)).label, language, form.definition()));
    summary.opens = true;
    all.push_back(std::move(summary));
  }
  emit draftsListed(all);
}

void FakeModel::listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) {
  if (listError) return emit recordsFailed(*listError);
  std::vector<RecordRow> fitting;
  std::copy_if(records.begin(), records.end(), std::back_inserter(fitting),
               [&](const RecordRow& row) { return words.empty() || row.summary.find(words) != std::string::npos; });
  ListPage page;
  page.total = fitting.size();
  for (std::size_t at = offset; at < fitting.size() && at < offset + limit; ++at) page.rows.push_back(fitting[at]);
  emit recordsListed(page, offset);
}

RecordView FakeModel::viewOf(const RecordId& record, const std::string& language) const {
  const auto& programme = *sampleProgramme();
  const auto& definition = programme.form->definition();
  RecordView view;
  view.record = record;
  view.programmeTitle = forms::translated(programme.title, language, definition);
  view.savedMs = facts.shiftOpenedMs;
  view.programme = programme.id;
  for (const Compartment& compartment : programme.compartments) {
    ShownCompartment shown;
    shown.name = compartment.name;
    shown.label = forms::translated(compartment.label, language, definition);
    for (const std::string& reader : compartment.readers) {
      for (const Role& role : programme.roles) {
        if (role.name == reader) shown.readers.push_back(forms::translated(role.label, language, definition));
      }
    }
    const bool readable = compartment.name == "operational";
    shown.state = readable ? ShownCompartment::State::readable : ShownCompartment::State::sealed;
    if (readable) {
      for (std::uint32_t question = 0; question < programme.protections.size() && shown.answers.size() < 3; ++question) {
        const auto& node = programme.form->node(question);
        if (!forms::storesAnswer(node.type) || node.label.empty() || programme.protections[question].compartment != 0) continue;
        shown.answers.push_back({node.name, forms::translated(node.label, language, definition), "2026-11-22", 0, "", false, {}});
      }
    }
    view.compartments.push_back(std::move(shown));
  }
  view.guarded = view.mayUnseal = guarded;
  if (guarded)
    for (ShownCompartment& closed : view.compartments) closed.state = ShownCompartment::State::sealed, closed.answers.clear();
  if (!conflicts.empty() && conflicts.front().record == record) {
    ShownCompartment& open = view.compartments.front();
    const auto side = [&](const char* text, const char* station, bool here, std::int64_t sinceMs) {
      return AnswerSide{std::string(text), text, {{facts.site, station, open.readers, here, sinceMs}}};
    };
    open.mayDecide = facts.mayAmend;
    open.answers[0].conflict = true;
    open.answers[0].mark = "5f3a09c1";
    open.answers[0].sides = {side("North bridge", "3a41c7", true, toUnixMs(clock_.now())), side("River post", "b20e96", false, 0)};
    open.answers[0].text = "North bridge / River post";
    open.answers[2].inconsistent = Misfit::notRelevant;
    open.answers[2].instance = 2;
    open.answers[2].repeatLabel = open.label;
    view.compartments[1].unsettled = true;
  }
  return view;
}

void FakeModel::showRecord(const RecordId& record, const std::string& language) { emit recordShown(viewOf(record, language)); }

void FakeModel::sync() {
  if (syncError) return emit syncFailed(*syncError);
  SyncProgress progress{.toSend = counts.own - counts.confirmed, .sent = 1, .bytesSent = 640};
  emit syncProgressed(progress);
  if (!holdSync) endSync();
}

void FakeModel::endSync() {
  SyncReport report;
  report.outcome = SyncReport::Outcome::synced;
  report.progress.sent = counts.own - counts.confirmed;
  counts.confirmed = counts.own;
  for (RecordRow& row : records) row.confirmed = true;
  report.counts = counts;
  report.anotherLog = anotherLog;
  emit countsChanged(counts);
  emit syncEnded(report);
}

void FakeModel::writeBundles(const std::string& folder) {
  stick = folder;
  if (syncError) return emit syncFailed(*syncError);
  emit syncProgressed({.toSend = 3, .sent = 2});
  if (!holdSync) emit bundlesWritten({.files = {"0011223344556677.limen-courier"}, .bytes = 196'000, .changes = counts.own - counts.confirmed});
}

void FakeModel::takeBundles(const std::string& folder) {
  stick = folder;
  if (syncError) return emit syncFailed(*syncError);
  counts.confirmed = std::min(counts.own, counts.confirmed + answer.confirmed);
  emit countsChanged(counts);
  emit bundlesTaken(answer);
}

ShiftSlip FakeModel::slip() const {
  ShiftSlip out;
  MerkleFrontier tree;
  tree.append(Hash{});
  const Signer signer = *Signer::fromSeed(SecretBytes::copyOf(Bytes(32, 7)));
  StationId station;
  station.value.fill(0x3a);
  out.log = Checkpoint::make(station, tree, Hash{}, facts.shiftOpenedMs, signer);
  out.openedMs = facts.shiftOpenedMs;
  out.closedMs = toUnixMs(clock_.now());
  out.made = {12, 1, 2, 1, 0};
  out.here = 31;
  out.confirmed = 28;
  out.sign(signer);
  return out;
}

void FakeModel::closeShift() {
  if (!held.empty()) return emit shiftFailed(IntakeError::draftsOpen);
  facts.shiftOpen = false;
  shiftEnded = true;
  emit shiftClosed(slip());
}

void FakeModel::openShift() {
  facts.shiftOpen = true;
  emit factsChanged(facts);
}

void FakeModel::endOthersShift() {
  if (!fresh) return emit shiftFailed(RightsError::notFresh);
  ++ended;
  facts.othersShift.clear();
  emit factsChanged(facts);
}

void FakeModel::addPeople() {
  const auto person = [this](const char* name, const char* role) {
    StationPerson out;
    out.who.user = UserId::make(random_);
    out.who.name = name;
    out.who.role = role;
    return out;
  };
  people = {person("Supervisor One", "supervisor"), person("Officer Two", "officer"), person("Supervisor Three", "supervisor"),
            person("Officer Four", "officer")};
  people[0].self = true;
  people[2].mayConfirm = true;
  people[1].who.mustChange = true;
  people[3].who.disabled = true;
  facts.mayManagePeople = facts.mayEndShift = true;
}

void FakeModel::disableUser(const UserId& user, bool disabled) {
  if (!fresh) return emit peopleFailed(RightsError::notFresh);
  if (secondAsked && !second) return emit peopleFailed(RightsError::secondNeeded);
  for (StationPerson& person : people)
    if (person.who.user == user) person.who.disabled = disabled;
  emit peopleListed(people);
}

void FakeModel::resetPassphrase(const UserId& user) {
  if (!fresh) return emit peopleFailed(RightsError::notFresh);
  emit passphraseReset(user, std::make_shared<const SecretBytes>(SecretBytes::copyOf(bytesOf("lorem ipsum dolor sit amet elit"))));
}

namespace {

bool isTyped(const Typed& typed, std::string_view text) { return typed && textOf(typed->expose(SecretAccess{})) == text; }

}  // namespace

void FakeModel::reauthenticate(Proof proof) {
  lastProof = proof;
  fresh = false;
  if (!isTyped(proof.passphrase, "the synthetic passphrase")) return emit approvalRefused(SlotError::wrongPassphrase);
  if (!people.empty() && people[0].phone && !isTyped(proof.code, "123456")) return emit approvalRefused(proof.code ? FactorError::wrongCode : FactorError::codeNeeded);
  fresh = true;
  emit approvalGiven();
}

void FakeModel::confirmBySecond(Act, Bytes, const UserId& who, Proof proof) {
  lastProof = proof;
  second = false;
  if (who != people[2].who.user || !isTyped(proof.passphrase, "a second passphrase")) return emit approvalRefused(SlotError::wrongPassphrase);
  if (people[2].phone && !isTyped(proof.code, "654321")) return emit approvalRefused(FactorError::wrongCode);
  second = true;
  emit approvalGiven();
}

void FakeModel::amendRecord(const RecordId& record, std::vector<Correction> made) {
  corrections = std::move(made);
  emit recordAmended(record);
}

// Of the first record: two names for a place, one answer that is not asked any more, and a compartment that is closed here.
void FakeModel::addConflicts() {
  const RecordView view = viewOf(records.front().record, facts.programmes.front()->form->definition().defaultLanguage);
  ConflictLine readable{view.record, view.programmeTitle, records.front().summary, "operational", view.compartments[0].label, view.compartments[0].readers};
  readable.conflicts = readable.inconsistent = 1;
  readable.mayDecide = facts.mayAmend;
  ConflictLine closed = readable;
  closed.compartment = view.compartments[1].name;
  closed.label = view.compartments[1].label;
  closed.readers = view.compartments[1].readers;
  closed.conflicts = closed.inconsistent = 0;
  closed.sealed = true;
  conflicts = {readable, closed};
}

void FakeModel::decideConflict(const RecordId& record, const std::string& mark, std::size_t side) {
  if (decideError) return emit decideFailed(*decideError);
  decided.emplace_back(mark, side);
  conflicts.clear();
  emit conflictDecided(record);
}

void FakeModel::lock(std::optional<DraftContent> content, bool endShift) {
  if (content) lastDraft = std::move(content->content);
  shiftEnded = endShift;
  lockedDown = true;
  emit locked();
}

}  // namespace limen::test
