// SPDX-License-Identifier: Apache-2.0
#include "station/records.h"

#include <algorithm>
#include <map>

#include "station/merge.h"
#include "station/versions.h"
#include "station/wording.h"

namespace limen {

namespace {

using State = ShownCompartment::State;

// One compartment over all revisions of a record, as far as this user may open it.
struct OpenedCompartment {
  std::vector<RevisionAnswers> revisions;
  bool opened = false, damaged = false;
};

struct OpenedRecord {
  std::vector<std::shared_ptr<const Programme>> programmes;  // of the revisions, and the one that the station runs now
  std::map<std::string, OpenedCompartment> compartments;
  bool incomplete = false;
};

// What is missing by right (a key, an erasure part, a part that was never given) is sealed; everything else that fails is damage.
bool isSealed(const Error& error) {
  return error.is(SealError::noShiftKey) || error.is(SealError::noErasurePart) || error.is(SealError::wrongReader);
}

void keep(const std::shared_ptr<const Programme>& programme, OpenedRecord& record) {
  const bool known = std::any_of(record.programmes.begin(), record.programmes.end(),
                                 [&](const auto& one) { return one->hash == programme->hash; });
  if (!known) record.programmes.push_back(programme);
}

// What was typed in one's own open shift can be read again, but never enters the index: the index outlives the shift.
enum class OwnShift { opens, staysClosed };

Result<void> openRevision(Vault& vault, const RevisionRow& row, OwnShift ownShift, OpenedRecord& record) {
  const RevisionHeader& header = row.revision.header();
  LIMEN_ASSIGN(const auto programme, vault.programme(header.package));
  keep(programme, record);
  const auto keys = vault.readableKeys(header.shift);
  for (const SealedPart& part : row.revision.parts()) {
    if (part.compartment >= programme->compartments.size()) return unexpected(SealError::malformed);
    const std::string& name = programme->compartments[part.compartment].name;
    OpenedCompartment& compartment = record.compartments[name];
    // A key that is held is no right to read: who reads is said by the programme, and a grant may have been given by mistake.
    const bool own = ownShift == OwnShift::opens && vault.isOwnOpenShift(header.shift);
    if (!keys || !(own || vault.opens(*programme, name))) continue;
    const auto erasure = std::find_if(row.erasureParts.begin(), row.erasureParts.end(),
                                      [&](const auto& known) { return known.first == part.compartment; });
    if (erasure == row.erasureParts.end()) continue;
    bool incomplete = false;
    auto answers = open(row.revision, part.compartment, **keys, erasure->second, *programme, &incomplete);
    if (!answers) {
      compartment.damaged = compartment.damaged || !isSealed(answers.error());
      continue;
    }
    compartment.opened = true;
    record.incomplete = record.incomplete || incomplete;
    compartment.revisions.push_back({header.id, header.context, std::move(*answers), header.package});
  }
  return {};
}

Result<OpenedRecord> openRecord(Vault& vault, const std::vector<RevisionRow>& rows, OwnShift ownShift) {
  OpenedRecord record;
  for (const RevisionRow& row : rows) LIMEN_TRY(openRevision(vault, row, ownShift, record));
  if (record.programmes.empty()) return record;
  LIMEN_ASSIGN(const auto running, vault.programmes());
  for (const auto& programme : running) {
    if (programme->id == record.programmes.front()->id) keep(programme, record);
  }
  std::sort(record.programmes.begin(), record.programmes.end(),
            [](const auto& a, const auto& b) { return a->version > b->version; });
  return record;
}

// Answers under the names that the newest form has for them.
std::vector<MergedAnswer> mergedNow(std::vector<RevisionAnswers> revisions, Versions& versions) {
  for (RevisionAnswers& revision : revisions) {
    for (OpenedAnswer& answer : revision.answers) answer.question = versions.nameNow(revision.package, answer.question);
  }
  return mergeAnswers(std::move(revisions));
}

// Repeat instances have random ids: their numbers come from the order in which the form's answers bring them.
class Numbering {
 public:
  int number(std::uint32_t repeat, const std::vector<RepeatId>& path) {
    auto& known = numbers_[{repeat, std::vector<RepeatId>(path.begin(), path.end() - 1)}];
    const auto [at, fresh] = known.try_emplace(path.back(), static_cast<int>(known.size()) + 1);
    return at->second;
  }

 private:
  std::map<std::pair<std::uint32_t, std::vector<RepeatId>>, std::map<RepeatId, int>> numbers_;
};

struct Sorted {
  std::vector<std::uint32_t> key;  // repeat, instance, repeat, instance, ..., question
  ShownAnswer answer;
};

std::vector<ShownAnswer> inOrder(const Versions& versions, const std::vector<MergedAnswer>& merged, const std::string& language,
                                 Numbering& numbering) {
  std::vector<Sorted> sorted;
  for (const MergedAnswer& one : merged) {
    const auto standing = versions.find(one.question, language);
    if (!standing) continue;
    Sorted entry;
    entry.answer.question = one.question;
    entry.answer.label = standing->label;
    entry.answer.conflict = one.values.size() > 1;
    entry.answer.values = one.values;
    entry.answer.picture = standing->picture;
    for (const forms::Value& value : one.values) {
      if (!entry.answer.text.empty()) entry.answer.text += " / ";
      entry.answer.text += versions.inWords(one.question, value, language);
    }
    const std::size_t depth = std::min(standing->repeats.size(), one.instances.size());
    for (std::size_t i = 0; i < depth; ++i) {
      const std::vector<RepeatId> path(one.instances.begin(), one.instances.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      if (i > 0) entry.answer.repeatLabel += " " + std::to_string(entry.answer.instance) + ", ";
      entry.answer.instance = numbering.number(standing->repeats[i], path);
      entry.answer.repeatLabel += standing->repeatLabels[i];
      entry.key.push_back(standing->repeats[i]);
      entry.key.push_back(static_cast<std::uint32_t>(entry.answer.instance));
    }
    entry.key.push_back(standing->order);
    sorted.push_back(std::move(entry));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Sorted& a, const Sorted& b) { return a.key < b.key; });
  std::vector<ShownAnswer> out;
  for (Sorted& entry : sorted) out.push_back(std::move(entry.answer));
  return out;
}

std::vector<std::string> readerLabels(const Programme& programme, const Compartment& compartment, const std::string& language) {
  std::vector<std::string> out;
  for (const std::string& reader : compartment.readers) {
    const auto role =
        std::find_if(programme.roles.begin(), programme.roles.end(), [&](const Role& one) { return one.name == reader; });
    const std::string label =
        role == programme.roles.end() ? std::string() : forms::translated(role->label, language, programme.form->definition());
    out.push_back(label.empty() ? reader : label);
  }
  return out;
}

State stateOf(const OpenedCompartment& compartment, bool answered) {
  if (compartment.damaged) return State::damaged;
  if (!compartment.opened) return State::sealed;
  return answered ? State::readable : State::empty;
}

void show(const OpenedRecord& record, const std::string& language, RecordView& view) {
  Versions versions(record.programmes);
  const Programme& programme = versions.newest();
  const forms::FormDefinition& form = programme.form->definition();
  view.programmeTitle = forms::translated(programme.title, language, form);
  view.unprotectedDemo = programme.unprotectedDemo;
  view.programme = programme.id;
  view.incomplete = record.incomplete;
  Numbering numbering;
  for (const Compartment& compartment : programme.compartments) {
    ShownCompartment shown;
    shown.name = compartment.name;
    shown.label = forms::translated(compartment.label, language, form);
    if (shown.label.empty()) shown.label = compartment.name;
    shown.readers = readerLabels(programme, compartment, language);
    if (const auto opened = record.compartments.find(compartment.name); opened != record.compartments.end()) {
      shown.answers = inOrder(versions, mergedNow(opened->second.revisions, versions), language, numbering);
      shown.state = stateOf(opened->second, !shown.answers.empty());
    }
    view.compartments.push_back(std::move(shown));
  }
}

}  // namespace

Result<ListPage> listRecords(Vault& vault, std::string_view words, std::uint32_t offset, std::uint32_t limit) {
  LIMEN_TRY(vault.require(words.empty() ? Act::listRecords : Act::searchRecords));
  ListPage page;
  LIMEN_ASSIGN(page.rows, vault.store().records(words, offset, limit));
  LIMEN_ASSIGN(page.total, vault.store().countRecords(words));
  return page;
}

Result<RecordView> showRecord(Vault& vault, const RecordId& record, const std::string& language) {
  LIMEN_TRY(vault.require(Act::readRecord));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(const auto row, vault.store().record(record));
  if (!row) return unexpected(StoreError::notFound);
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  LIMEN_TRY(vault.store().audit(vault.act("record.read", record)));
  LIMEN_TRY(transaction.commit());
  LIMEN_ASSIGN(const OpenedRecord opened, openRecord(vault, revisions, OwnShift::opens));
  if (opened.programmes.empty()) return unexpected(StoreError::notFound);
  LIMEN_TRY(vault.require(Act::readRecord, *opened.programmes.front()));
  RecordView view;
  view.record = record;
  view.savedMs = row->savedMs;
  view.confirmed = row->confirmed;
  show(opened, language, view);
  return view;
}

Result<bool> indexPulled(Vault& vault, std::uint32_t limit) {
  LIMEN_ASSIGN(const auto records, vault.store().unindexed(limit));
  for (const RecordId& record : records) {
    LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
    // A record whose package has not come, or is damaged, is listed without words; takePackage() and takeGrant() ask for it
    // again.
    IndexRows rows;
    if (auto opened = openRecord(vault, revisions, OwnShift::staysClosed); opened && !opened->programmes.empty()) {
      Versions versions(opened->programmes);
      const std::string& language = versions.newest().form->definition().defaultLanguage;
      const auto wordsOf = [&](const OpenedCompartment& compartment) {
        std::vector<OpenedAnswer> answers;
        for (MergedAnswer& merged : mergedNow(compartment.revisions, versions))
          for (forms::Value& value : merged.values) answers.push_back({merged.question, merged.instances, std::move(value)});
        return indexRows(versions.words(), answers, language);
      };
      // The line in the list is `operational`'s where it says anything; a reader's own compartments stand in for it otherwise.
      if (const auto operational = opened->compartments.find(std::string(kOperational));
          operational != opened->compartments.end())
        rows = wordsOf(operational->second);
      for (const auto& [name, compartment] : opened->compartments) {
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
