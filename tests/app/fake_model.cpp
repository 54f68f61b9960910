// SPDX-License-Identifier: Apache-2.0
#include "tests/app/fake_model.h"

#include <algorithm>

#include "forms/workbook.h"

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

void FakeModel::startIntake(std::shared_ptr<const Programme> programme, const std::string& language) {
  forms::FormSession form(programme->form, clock_, random_, language);
  draft = DraftId::make(random_);
  draftProgramme = programme;
  lastDraft = form.saveDraft();
  emit intakeOpened({programme, *draft, lastDraft});
}

void FakeModel::resumeIntake(const DraftId& id, const std::string&) { emit intakeOpened({draftProgramme, id, lastDraft}); }

void FakeModel::saveDraft(Bytes content) {
  if (saveError) return emit draftFailed(*saveError);
  ++saves;
  lastDraft = std::move(content);
  emit draftSaved(toUnixMs(clock_.now()));
}

void FakeModel::finishRecord(Bytes content) {
  if (finishError) return emit finishFailed(*finishError);
  forms::FormSession form(draftProgramme->form, clock_, random_, "English");
  LIMEN_CHECK(form.restoreDraft(content));
  finished = form.submission();
  draft.reset();
  RecordRow row;
  row.record = RecordId::make(random_);
  row.form = draftProgramme->id;
  row.savedMs = toUnixMs(clock_.now());
  row.ours = true;
  records.insert(records.begin(), row);
  ++counts.records;
  ++counts.own;
  emit countsChanged(counts);
  emit recordFinished(row.record);
}

void FakeModel::discardDraft(const DraftId&) {
  draft.reset();
  emit draftDiscarded();
}

void FakeModel::listDrafts(const std::string& language) {
  std::vector<DraftSummary> all;
  if (draft) {
    const auto& definition = draftProgramme->form->definition();
    all.push_back({*draft, forms::translated(draftProgramme->title, language, definition), toUnixMs(clock_.now()), toUnixMs(clock_.now()), {}});
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
  emit countsChanged(counts);
  emit syncEnded(report);
}

void FakeModel::closeShift() {
  facts.shiftOpen = false;
  shiftEnded = true;
  emit factsChanged(facts);
}

void FakeModel::openShift() {
  facts.shiftOpen = true;
  emit factsChanged(facts);
}

void FakeModel::lock(std::optional<Bytes> content, bool endShift) {
  if (content) lastDraft = std::move(*content);
  shiftEnded = endShift;
  lockedDown = true;
  emit locked();
}

}  // namespace limen::test
