// SPDX-License-Identifier: Apache-2.0
#include "station/duplicates.h"

#include <algorithm>
#include <set>

#include "station/draft_box.h"
#include "station/opened_record.h"
#include "store/alike_words.h"
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
MinimalRecord keptOf(const Vault& vault, const std::shared_ptr<const Programme>& programme, forms::FormSession& form) {
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  return minimise(programme, form.submission(), today, Completeness::incomplete);
}

std::optional<PersonPrint> printOf(const Vault& vault, const std::shared_ptr<const Programme>& programme, forms::FormSession& form) {
  return makerOf(vault).make(traitsOf(keptOf(vault, programme, form)));
}

AlikeId idOf(const Alike& alike) {
  return alike.record ? AlikeId{alike.record->value} : alike.draft ? AlikeId{alike.draft->value} : AlikeId{};
}

std::string_view actOf(AlikeWord word) {
  switch (word) {
    case AlikeWord::same:
      return "alike.same";
    case AlikeWord::another:
      return "alike.another";
    case AlikeWord::asked:
      return "alike.asked";
    case AlikeWord::none:
      break;
  }
  return "alike.taken_back";
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

}  // namespace

Result<void> keepPrint(Vault& vault, const MinimalRecord& minimal, const RecordId& record) {
  const auto print = makerOf(vault).make(traitsOf(minimal));
  if (!print) return {};
  return putPrint(vault.store().database(), {record, toUnixMs(vault.clock().now()), print->serialise()});
}

Result<DuplicateSearch> DuplicateSearch::begin(Vault& vault) {
  LIMEN_TRY(vault.require(Act::capture));
  Database& database = vault.store().database();
  LIMEN_TRY(dropPrintsBefore(database, toUnixMs(vault.clock().now() - kPrintLasts)));
  DuplicateSearch search(vault);
  LIMEN_ASSIGN(const std::int64_t before, printSavedBefore(database, kMaxPrintsCompared));
  search.sinceMs_ = before > 0 ? before + 1 : 0;
  return search;
}

Result<bool> DuplicateSearch::more(std::uint32_t prints) {
  if (ready_) return false;
  LIMEN_ASSIGN(const auto rows, printsBehind(vault_->store().database(), readTo_, sinceMs_, prints));
  for (const PrintRow& row : rows) {
    LIMEN_ASSIGN(PersonPrint print, PersonPrint::parse(row.content));
    index_.add(std::move(print));
    known_.push_back(row.record);
    readTo_ = row.record;
  }
  ready_ = rows.size() < prints;
  return !ready_;
}

Result<DuplicateSearch> DuplicateSearch::open(Vault& vault) {
  LIMEN_ASSIGN(DuplicateSearch search, begin(vault));
  for (bool more = true; more;) {
    LIMEN_ASSIGN(more, search.more(kMaxPrintsCompared + 1));
  }
  return search;
}

DuplicateSearch::Draft DuplicateSearch::readDraft(DraftRow row) const {
  Draft draft{std::move(row), {}, {}};
  // One that does not open hides none of the others; the list of drafts says so.
  const auto programme = vault_->programme(draft.row.package);
  const auto opened = programme ? openDraft(*vault_, draft.row) : Result<OpenedDraft>(unexpected(IntakeError::noSuchDraft));
  if (!opened) return draft;
  forms::FormSession form((*programme)->form, vault_->clock(), vault_->random(), languageOf(**programme, opened->language));
  if (!form.restoreDraft(opened->form)) return draft;
  draft.traits = traitsOf(keptOf(*vault_, *programme, form));
  draft.print = makerOf(*vault_).make(draft.traits);
  return draft;
}

// Only what was saved since is opened anew.
Result<void> DuplicateSearch::readDrafts() {
  LIMEN_ASSIGN(auto rows, vault_->store().drafts(vault_->user()));
  if (rows.size() > kMaxDraftsCompared) rows.resize(kMaxDraftsCompared);
  std::vector<Draft> now;
  for (DraftRow& row : rows) {
    const auto held = std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& one) { return one.row.id == row.id && one.row.content == row.content; });
    now.push_back(held != drafts_.end() ? std::move(*held) : readDraft(std::move(row)));
  }
  drafts_ = std::move(now);
  return {};
}

Result<std::vector<Alike>> DuplicateSearch::like(const PersonPrint& print, const std::optional<DraftId>& own,
                                                 const std::optional<RecordId>& itself) {
  LIMEN_TRY(readDrafts());
  std::vector<Alike> out;
  for (const Draft& draft : drafts_) {
    if (!draft.print || draft.row.id == own) continue;
    if (auto reasons = compare(print, *draft.print); !reasons.empty()) out.push_back({{}, draft.row.id, std::move(reasons)});
  }
  for (PrintIndex::Found& found : index_.like(print)) {
    const RecordId& record = known_[found.which];
    if (record == itself) continue;
    LIMEN_ASSIGN(const auto still, limen::printOf(vault_->store().database(), record));
    if (still) out.push_back({record, {}, std::move(found.reasons)});  // else it was erased since
  }
  std::stable_sort(out.begin(), out.end(), [](const Alike& a, const Alike& b) { return a.reasons < b.reasons; });
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
  known_.push_back(finished);
  return {};
}

Result<AlikePerson> DuplicateSearch::person(Alike alike) {
  AlikePerson out{std::move(alike), false, {}, 0, AlikeWord::none};
  if (out.alike.draft) {
    const auto draft = std::find_if(drafts_.begin(), drafts_.end(), [&](const Draft& one) { return one.row.id == out.alike.draft; });
    if (draft == drafts_.end()) return out;
    out.readable = true;
    out.names = joined(draft->traits.names);
    out.savedMs = draft->row.savedMs;
    return out;
  }
  LIMEN_ASSIGN(const PersonTraits traits, openedTraits(*vault_, *out.alike.record));
  if (traits.names.empty()) return out;
  LIMEN_ASSIGN(const auto row, vault_->store().record(*out.alike.record));
  LIMEN_TRY(vault_->store().audit(vault_->act("record.alike.read", *out.alike.record)));
  out.readable = true;
  out.names = joined(traits.names);
  out.savedMs = row ? row->savedMs : 0;
  return out;
}

Result<std::vector<AlikePerson>> DuplicateSearch::people(Intake& intake) {
  LIMEN_ASSIGN(const auto programme, vault_->programme(intake.programme().hash));
  const auto print = printOf(*vault_, programme, intake.form());
  if (!print) {
    shown_.reset();
    return std::vector<AlikePerson>();
  }
  if (shown_ && shown_->draft == intake.draft() && shown_->print == *print) return shown_->people;
  LIMEN_ASSIGN(std::vector<Alike> found, like(*print, intake.draft(), std::nullopt));
  if (found.size() > kMaxAlikeShown) found.resize(kMaxAlikeShown);
  Shown shown{intake.draft(), *print, {}};
  for (Alike& one : found) {
    const AlikeId other = idOf(one);
    LIMEN_ASSIGN(AlikePerson person, this->person(std::move(one)));
    LIMEN_ASSIGN(const std::uint8_t word, alikeWord(vault_->store().database(), AlikeId{intake.draft().value}, other));
    person.word = static_cast<AlikeWord>(word);
    shown.people.push_back(std::move(person));
  }
  shown_ = std::move(shown);
  return shown_->people;
}

Result<void> DuplicateSearch::say(Intake& intake, const Alike& other, AlikeWord word) {
  const auto same = [&](const AlikePerson& one) { return one.alike.record == other.record && one.alike.draft == other.draft; };
  if (!shown_ || shown_->draft != intake.draft()) return unexpected(StoreError::notFound);
  const auto person = std::find_if(shown_->people.begin(), shown_->people.end(), same);
  if (person == shown_->people.end()) return unexpected(StoreError::notFound);
  StationStore& store = vault_->store();
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(putAlikeWord(store.database(), {AlikeId{intake.draft().value}, idOf(other), static_cast<std::uint8_t>(word), vault_->user(),
                                            toUnixMs(vault_->clock().now())}));
  LIMEN_TRY(store.audit(other.record ? vault_->act(actOf(word), *other.record) : vault_->act(actOf(word))));
  LIMEN_TRY(transaction.commit());
  person->word = word;
  return {};
}

Result<PersonTraits> openedTraits(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  auto opened = openRecord(vault, revisions, OwnShift::opens);
  // A package that is missing or damaged makes its record unreadable, and hides none of the others.
  if (!opened || opened->programmes.empty() || opened->noList) return PersonTraits();
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

Result<DuplicateSweep> DuplicateSweep::begin(Vault& vault) {
  LIMEN_TRY(vault.require(Act::searchRecords));
  LIMEN_TRY(vault.store().audit(vault.act("record.duplicates")));
  return DuplicateSweep(vault);
}

Result<bool> DuplicateSweep::more(std::uint32_t records) {
  if (!listed_) {
    LIMEN_ASSIGN(const auto rows, vault_->store().records("", static_cast<std::uint32_t>(records_.size()), kRowsAtOnce));
    for (const RecordRow& row : rows) records_.push_back(row.record);
    listed_ = rows.size() < kRowsAtOnce || records_.size() >= kMaxOpenedCompared;
    if (listed_) std::reverse(records_.begin(), records_.end());  // the oldest first, so that each finds those before it
    return true;
  }
  const PrintMaker maker = makerOf(*vault_);
  for (std::uint32_t done = 0; done < records && opened_ < records_.size(); ++done, ++opened_) {
    const RecordId& record = records_[opened_];
    LIMEN_ASSIGN(const PersonTraits traits, openedTraits(*vault_, record));
    auto print = maker.make(traits);
    if (!print) continue;
    AlikeRecords found{record, {}};
    for (PrintIndex::Found& one : index_.like(*print)) found.alike.push_back({known_[one.which], {}, std::move(one.reasons)});
    if (!found.alike.empty()) found_.push_back(std::move(found));
    index_.add(std::move(*print));
    known_.push_back(record);
  }
  return opened_ < records_.size();
}

Result<AlikePerson> DuplicateSweep::person(const RecordId& record) {
  if (const auto known = people_.find(record); known != people_.end()) return known->second;
  AlikePerson out;
  out.alike.record = record;
  LIMEN_ASSIGN(const auto row, vault_->store().record(record));
  out.savedMs = row ? row->savedMs : 0;
  LIMEN_ASSIGN(const PersonTraits traits, openedTraits(*vault_, record));
  out.readable = !traits.names.empty();
  out.names = joined(traits.names);
  if (out.readable) LIMEN_TRY(vault_->store().audit(vault_->act("record.alike.read", record)));
  people_.emplace(record, out);
  return out;
}

Result<AlikePair> DuplicateSweep::pair(const RecordId& one, const RecordId& other, std::vector<Likeness> reasons) {
  AlikePair out;
  LIMEN_ASSIGN(out.one, person(one));
  LIMEN_ASSIGN(out.other, person(other));
  out.reasons = std::move(reasons);
  LIMEN_ASSIGN(const std::uint8_t word, alikeWord(vault_->store().database(), AlikeId{one.value}, AlikeId{other.value}));
  out.word = static_cast<AlikeWord>(word);
  out.mayDecide = (out.one.readable && out.other.readable) || vault_->may(Act::confirm);
  return out;
}

Result<std::vector<AlikePair>> DuplicateSweep::pairs() {
  std::vector<AlikePair> out;
  std::set<std::pair<RecordId, RecordId>> taken;
  const auto add = [&](const RecordId& one, const RecordId& other, const std::vector<Likeness>& reasons) -> Result<void> {
    if (!taken.insert(std::minmax(one, other)).second) return {};
    LIMEN_ASSIGN(AlikePair found, pair(one, other, reasons));
    if (found.word != AlikeWord::another) out.push_back(std::move(found));
    return {};
  };
  for (const AlikeRecords& each : found_)
    for (const Alike& other : each.alike) LIMEN_TRY(add(each.record, *other.record, other.reasons));
  LIMEN_ASSIGN(const auto asked, alikeWords(vault_->store().database(), static_cast<std::uint8_t>(AlikeWord::asked), kMaxAskedShown));
  for (const AlikeWordRow& row : asked) {
    const RecordId one{row.one.value}, other{row.other.value};
    LIMEN_ASSIGN(const auto first, vault_->store().record(one));
    LIMEN_ASSIGN(const auto second, vault_->store().record(other));
    if (first && second) LIMEN_TRY(add(one, other, {}));  // else one of them is a draft still
  }
  const auto rank = [](AlikeWord word) { return word == AlikeWord::asked ? 0 : word == AlikeWord::none ? 1 : 2; };
  std::stable_sort(out.begin(), out.end(), [&](const AlikePair& a, const AlikePair& b) { return rank(a.word) < rank(b.word); });
  return out;
}

std::vector<AlikeRecords> DuplicateSweep::found() const {
  return found_;
}

Result<std::vector<AlikeRecords>> duplicatesAmongOpened(Vault& vault) {
  LIMEN_ASSIGN(DuplicateSweep sweep, DuplicateSweep::begin(vault));
  for (bool more = true; more;) {
    LIMEN_ASSIGN(more, sweep.more(kRowsAtOnce));
  }
  return sweep.found();
}

Result<void> sayAlike(Vault& vault, const RecordId& one, const RecordId& other, AlikeWord word) {
  StationStore& store = vault.store();
  bool readsBoth = true;
  for (const RecordId& record : {one, other}) {
    LIMEN_ASSIGN(const auto row, store.record(record));
    if (!row) return unexpected(StoreError::notFound);
    LIMEN_ASSIGN(const PersonTraits traits, openedTraits(vault, record));
    readsBoth = readsBoth && !traits.names.empty();
  }
  LIMEN_TRY(vault.require(readsBoth ? Act::searchRecords : Act::confirm));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(putAlikeWord(store.database(),
                         {AlikeId{one.value}, AlikeId{other.value}, static_cast<std::uint8_t>(word), vault.user(), toUnixMs(vault.clock().now())}));
  LIMEN_TRY(store.audit(vault.act(actOf(word), one)));
  LIMEN_TRY(store.audit(vault.act(actOf(word), other)));
  return transaction.commit();
}

}  // namespace limen
