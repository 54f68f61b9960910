// SPDX-License-Identifier: Apache-2.0
#include "station/duplicates.h"

#include <algorithm>

#include "station/draft_box.h"
#include "station/opened_record.h"
#include "store/person_prints.h"

namespace limen {

namespace {

constexpr std::string_view kSearchKey = "search";
constexpr std::uint32_t kRowsAtOnce = 500;

PrintMaker makerOf(const Vault& vault) {
  return PrintMaker(vault.stationSubkey(kSearchKey));
}

PersonTraits traitsOf(const MinimalRecord& minimal) {
  std::vector<TraitAnswer> answers;
  for (const auto& compartment : minimal.compartments())
    for (const KeptAnswer& kept : compartment) answers.push_back({kept.question, !kept.instances.empty(), kept.value});
  std::sort(answers.begin(), answers.end(), [](const TraitAnswer& a, const TraitAnswer& b) { return a.question < b.question; });
  return limen::traitsOf(minimal.programme(), answers);
}

// A token of what is not kept would keep it: drafts too are compared by what would be left of them.
std::optional<PersonPrint> printOf(const Vault& vault, const std::shared_ptr<const Programme>& programme, forms::FormSession& form) {
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  return makerOf(vault).make(traitsOf(minimise(programme, form.submission(), today, Completeness::incomplete)));
}

}  // namespace

Result<void> keepPrint(Vault& vault, const MinimalRecord& minimal, const RecordId& record) {
  const auto print = makerOf(vault).make(traitsOf(minimal));
  if (!print) return {};
  return putPrint(vault.store().database(), {record, toUnixMs(vault.clock().now()), print->serialise()});
}

Result<DuplicateSearch> DuplicateSearch::open(Vault& vault) {
  LIMEN_TRY(vault.require(Act::capture));
  Database& database = vault.store().database();
  LIMEN_TRY(dropPrintsBefore(database, toUnixMs(vault.clock().now() - kPrintLasts)));
  LIMEN_ASSIGN(const auto rows, prints(database, kMaxPrintsCompared));
  DuplicateSearch search(vault);
  for (const PrintRow& row : rows) {
    LIMEN_ASSIGN(PersonPrint print, PersonPrint::parse(row.content));
    search.index_.add(std::move(print));
    search.known_.push_back({row.record, {}, {}});
  }
  LIMEN_TRY(search.addDrafts());
  return search;
}

Result<void> DuplicateSearch::addDrafts() {
  LIMEN_ASSIGN(const auto rows, vault_->store().drafts(vault_->user()));
  for (const DraftRow& row : rows) {
    // One that does not open hides none of the others; the list of drafts says so.
    const auto programme = vault_->programme(row.package);
    const auto opened = programme ? openDraft(*vault_, row) : Result<OpenedDraft>(unexpected(IntakeError::noSuchDraft));
    if (!opened) continue;
    forms::FormSession form((*programme)->form, vault_->clock(), vault_->random(), languageOf(**programme, opened->language));
    if (!form.restoreDraft(opened->form)) continue;
    auto print = printOf(*vault_, *programme, form);
    if (!print) continue;
    index_.add(std::move(*print));
    known_.push_back({{}, row.id, {}});
  }
  return {};
}

Result<std::vector<Alike>> DuplicateSearch::like(const PersonPrint& print, const std::optional<DraftId>& own,
                                                 const std::optional<RecordId>& itself) {
  std::vector<Alike> out;
  for (PrintIndex::Found& found : index_.like(print)) {
    const Alike& known = known_[found.which];
    if ((own && known.draft == own) || (itself && known.record == itself)) continue;
    out.push_back({known.record, known.draft, std::move(found.reasons)});
  }
  if (!out.empty()) LIMEN_TRY(vault_->store().audit(vault_->act("record.alike")));
  return out;
}

Result<std::vector<Alike>> DuplicateSearch::like(Intake& intake) {
  LIMEN_ASSIGN(const auto programme, vault_->programme(intake.programme().hash));
  const auto print = printOf(*vault_, programme, intake.form());
  if (!print) return std::vector<Alike>();
  return like(*print, intake.draft(), std::nullopt);
}

Result<std::vector<Alike>> DuplicateSearch::like(const RecordId& finished) {
  LIMEN_ASSIGN(const auto row, limen::printOf(vault_->store().database(), finished));
  if (!row) return std::vector<Alike>();
  LIMEN_ASSIGN(const PersonPrint print, PersonPrint::parse(row->content));
  return like(print, std::nullopt, finished);
}

Result<void> DuplicateSearch::add(const RecordId& finished) {
  LIMEN_ASSIGN(const auto row, limen::printOf(vault_->store().database(), finished));
  if (!row) return {};
  LIMEN_ASSIGN(PersonPrint print, PersonPrint::parse(row->content));
  index_.add(std::move(print));
  known_.push_back({finished, {}, {}});
  return {};
}

Result<PersonTraits> openedTraits(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  auto opened = openRecord(vault, revisions, OwnShift::opens);
  // A package that is missing or damaged makes its record unreadable, and hides none of the others.
  if (!opened || opened->programmes.empty()) return PersonTraits();
  Versions versions(opened->programmes);
  std::vector<TraitAnswer> answers;
  for (const auto& [name, compartment] : opened->compartments) {
    for (MergedAnswer& merged : mergedNow(compartment.revisions, versions)) {
      const FormWords::Standing* standing = versions.words().find(merged.question);
      if (standing == nullptr || merged.values.empty()) continue;
      answers.push_back({standing->index, !merged.instances.empty(), std::move(merged.values.front())});
    }
  }
  std::sort(answers.begin(), answers.end(), [](const TraitAnswer& a, const TraitAnswer& b) { return a.question < b.question; });
  return traitsOf(versions.newest(), answers);
}

Result<std::vector<AlikeRecords>> duplicatesAmongOpened(Vault& vault) {
  LIMEN_TRY(vault.require(Act::searchRecords));
  LIMEN_TRY(vault.store().audit(vault.act("record.duplicates")));
  std::vector<RecordId> records;
  for (std::uint32_t offset = 0; offset < kMaxOpenedCompared; offset += kRowsAtOnce) {
    LIMEN_ASSIGN(const auto rows, vault.store().records("", offset, kRowsAtOnce));
    for (const RecordRow& row : rows) records.push_back(row.record);
    if (rows.size() < kRowsAtOnce) break;
  }
  std::reverse(records.begin(), records.end());  // the oldest first, so that each finds those before it
  const PrintMaker maker = makerOf(vault);
  PrintIndex index;
  std::vector<RecordId> known;
  std::vector<AlikeRecords> out;
  for (const RecordId& record : records) {
    LIMEN_ASSIGN(const PersonTraits traits, openedTraits(vault, record));
    auto print = maker.make(traits);
    if (!print) continue;
    AlikeRecords found{record, {}};
    for (PrintIndex::Found& one : index.like(*print)) found.alike.push_back({known[one.which], {}, std::move(one.reasons)});
    if (!found.alike.empty()) out.push_back(std::move(found));
    index.add(std::move(*print));
    known.push_back(record);
  }
  return out;
}

}  // namespace limen
