// SPDX-License-Identifier: Apache-2.0
#include "station/records.h"

#include "protection/receipt.h"
#include "station/approval.h"
#include "station/erasure.h"
#include "station/find_receipt.h"
#include "station/opened_record.h"
#include "station/pictures.h"
#include "station/use.h"
#include "station/wording.h"
#include "store/unlisted.h"

namespace limen {

namespace {

// The small pictures of what this user opens come with the next sync, unasked; the large ones when somebody wants to see them.
Result<void> wantThumbnails(Vault& vault, const RecordId& record, const ScopeId& scope, const OpenedRecord& opened) {
  AttachmentStore store(vault.store().database());
  for (const auto& [name, compartment] : opened.compartments) {
    for (const RevisionAnswers& revision : compartment.revisions) {
      for (const OpenedAnswer& answer : revision.answers) {
        const auto* text = std::get_if<std::string>(&answer.value);
        const auto ref = text != nullptr ? AttachmentRef::parse(*text) : std::nullopt;
        if (!ref || ref->thumbnailSize == 0) continue;
        LIMEN_TRY(store.want(wantedRow(*ref, AttachmentPart::thumbnail, record, scope)));
      }
    }
  }
  return {};
}

}  // namespace

Result<ListPage> listRecords(Vault& vault, std::string_view words, std::uint32_t offset, std::uint32_t limit) {
  LIMEN_TRY(vault.require(words.empty() ? Act::listRecords : Act::searchRecords));
  ListPage page;
  if (ReceiptCode::read(words)) {  // typed, or by a scanner that types
    if (auto found = findByReceipt(vault, words)) page.rows.push_back(std::move(*found));
    page.total = page.rows.size();
    if (!page.rows.empty()) return page;
  }
  LIMEN_ASSIGN(page.rows, vault.store().records(words, offset, limit));
  LIMEN_ASSIGN(page.total, vault.store().countRecords(words));
  LIMEN_ASSIGN(const auto unlisted, unlistedRecords(vault.store().database()));
  std::erase_if(page.rows, [&](const RecordRow& row) { return unlisted.contains(row.record); });
  if (words.empty()) page.total -= std::min<std::uint64_t>(page.total, unlisted.size());
  return page;
}

namespace {

Result<RecordView> shown(Vault& vault, const RecordId& record, const std::string& language, SecondPerson second) {
  LIMEN_TRY(vault.require(Act::readRecord));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(const auto row, vault.store().record(record));
  if (!row) return unexpected(StoreError::notFound);
  LIMEN_ASSIGN(const bool erased, vault.store().isErased(record));
  if (erased) return unexpected(ErasureError::erased);
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  LIMEN_TRY(vault.store().audit(vault.act(second == SecondPerson::present ? "record.unseal" : "record.read", record)));
  LIMEN_TRY(transaction.commit());
  LIMEN_ASSIGN(const OpenedRecord opened, openRecord(vault, revisions, OwnShift::opens, second));
  if (opened.programmes.empty()) return unexpected(StoreError::notFound);
  LIMEN_TRY(vault.require(Act::readRecord, *opened.programmes.front()));
  RecordView view;
  view.record = record;
  view.savedMs = row->savedMs;
  view.confirmed = row->confirmed;
  show(vault, opened, language, view);
  std::vector<std::string> read;
  for (const ShownCompartment& compartment : view.compartments)
    for (const ShownAnswer& answer : compartment.answers) read.push_back(answer.question);
  if (!read.empty()) LIMEN_TRY(noteRead(vault, view.programme, read));
  return view;
}

}  // namespace

Result<RecordView> showRecord(Vault& vault, const RecordId& record, const std::string& language) {
  return shown(vault, record, language, SecondPerson::absent);
}

Result<RecordView> unsealRecord(Vault& vault, const RecordId& record, const std::string& language, Permit permit) {
  permit.use(Act::unseal, record.bytes());
  return shown(vault, record, language, SecondPerson::present);
}

Result<bool> indexPulled(Vault& vault, std::uint32_t limit) {
  LIMEN_ASSIGN(const auto records, vault.store().unindexed(limit));
  for (const RecordId& record : records) {
    LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
    // A record whose package has not come, or is damaged, is listed without words; takePackage() and takeGrant() ask for it
    // again.
    IndexRows rows;
    if (auto opened = openRecord(vault, revisions, OwnShift::staysClosed); opened && !opened->programmes.empty()) {
      LIMEN_TRY(wantThumbnails(vault, record, revisions.front().scope, *opened));
      if (opened->noList) {
        LIMEN_TRY(leaveOutOfLists(vault.store().database(), record));
        LIMEN_TRY(vault.store().indexRecord(record, {}, {}));
        continue;
      }
      Versions versions(opened->programmes);
      const std::string& language = versions.newest().form->definition().defaultLanguage;
      std::map<std::string, std::vector<MergedAnswer>> merged;
      for (const auto& [name, compartment] : opened->compartments) merged[name] = mergedNow(compartment.revisions, versions);
      dropRefused(versions.newest(), merged);
      const auto wordsOf = [&](std::vector<MergedAnswer>& compartment) {
        std::vector<OpenedAnswer> answers;
        for (MergedAnswer& each : compartment)
          for (forms::Value& value : each.values) answers.push_back({each.question, each.instances, std::move(value)});
        return indexRows(versions.words(), versions.newest(), answers, language);
      };
      // The line in the list is `operational`'s where it says anything; a reader's own compartments stand in for it otherwise.
      if (const auto operational = merged.find(std::string(kOperational)); operational != merged.end()) rows = wordsOf(operational->second);
      for (auto& [name, compartment] : merged) {
        if (name == kOperational) continue;
        IndexRows more = wordsOf(compartment);
        rows.answers.insert(rows.answers.end(), more.answers.begin(), more.answers.end());
        if (rows.summary.empty()) rows.summary = std::move(more.summary);
      }
    }
    LIMEN_TRY(vault.store().indexRecord(record, rows.answers, rows.summary));
  }
  return records.size() == limit;
}

}  // namespace limen
