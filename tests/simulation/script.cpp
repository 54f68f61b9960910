// SPDX-License-Identifier: Apache-2.0
#include "script.h"

#include <algorithm>

#include "tests/store/station_support.h"

namespace limen::test {

namespace fs = std::filesystem;

namespace {

constexpr Byte kOldKey = 1, kNewKey = 2;
constexpr std::uint64_t kSetUp = 77;  // everything that all runs share is drawn from it
constexpr int kDraftAnswers = 4;

struct Identities {
  StationId station;
  ScopeId scope;
  UserId user;
  DraftId draft;
  Identities() {
    SeededRandom random(kSetUp);
    station = StationId::make(random);
    scope = ScopeId::make(random);
    user = UserId::make(random);
    draft = DraftId::make(random);
  }
};
const Identities& ids() {
  static const Identities all;
  return all;
}

AuditAct actOf(std::string word) {
  AuditAct act = auditAct(std::move(word));
  act.actor = ids().user;
  return act;
}

DraftRow draftOf(std::uint64_t answers) {
  DraftRow row;
  row.id = ids().draft;
  row.user = ids().user;
  row.form = "arrival";
  row.sealedKey = Bytes(72, 1);
  row.content = ByteWriter().u64(answers).raw(Bytes(answers * 300, 0x5a)).take();
  row.savedMs = static_cast<std::int64_t>(answers);
  return row;
}

Result<RecordId> finish(StationStore& store, Random& random, std::optional<DraftId> draft) {
  const RecordId record = RecordId::make(random);
  const SealedRevision revision = sealed(random, record, 1, 288 + 16 * random.below(15));
  FinishedRecord finished;
  finished.scope = ids().scope;
  finished.form = "arrival";
  finished.revision = &revision;
  random.fill(finished.seed);
  finished.erasureParts = {{std::uint8_t{0}, erasurePart(finished.seed, "operational")}};
  finished.operational = {{"given_name", "synthetic " + std::to_string(random.below(1000))}};
  finished.summary = "synthetic";
  finished.draft = draft;
  finished.audit = actOf("record.finish");
  LIMEN_TRY(store.finish(ids().station, finished));
  return record;
}

Result<void> closeShift(StationStore& store) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.dropShiftKeys());
  LIMEN_TRY(store.forgetShiftErasureParts());
  LIMEN_TRY(store.audit(actOf("shift.close")));
  return transaction.commit();
}

// With twenty records of earlier days: enough that a table has more than one page.
const std::string& history() {
  static const std::string made = [] {
    const Folder folder;
    SeededRandom random(kSetUp + 1);
    {
      StationStore store = must(StationStore::create(folder / "station.db", keyOf(kOldKey)));
      for (int i = 0; i < 20; ++i) must(finish(store, random, std::nullopt));
      must(store.confirm(ids().station, {{ids().scope, 1, 10, 1, true}}));
    }
    return contentOf(folder / "station.db");
  }();
  return made;
}
constexpr std::uint64_t kEarlier = 20, kEarlierEntries = 20;

std::string verified(StationStore& store, std::uint64_t promised) {
  auto entries = store.auditEntries(1, 1'000'000);
  auto head = store.logHead();
  if (!entries || !head) return "the log cannot be read";
  if (entries->size() < promised) return "entries of the log are lost";
  const Signer signer = Signer::generate();
  LogSegment log;
  log.station = ids().station;
  log.entries = std::move(*entries);
  log.checkpoints = {Checkpoint::make(ids().station, head->tree, head->hash, head->trustedMs, signer)};
  const auto found = verifyLog(log, {signer.publicKey(), {}, {}, {}});
  return found ? "" : "the log does not verify: " + std::string(found.error().name());
}

std::string named(const char* what, const Error& error) {
  return std::string(what) + ": " + std::string(error.room()) + "." + std::string(error.name()) + " " + error.context();
}

}  // namespace

Script::Script(const fs::path& file, std::uint64_t seed) : file_(file), seed_(seed) {
  write(file, history());
}

Promises Script::run() {
  Promises promises;
  promises.entries = kEarlierEntries;
  SeededRandom random((std::uint64_t{1} << 32) + seed_);  // away from the seeds of what all runs share
  std::uint64_t made = kEarlier;
  {
    auto store = StationStore::open(file_, keyOf(kOldKey));
    if (!store) store = StationStore::open(file_, keyOf(kOldKey));
    if (!store) return promises;
    const auto save = [&](std::optional<DraftId> draft) {
      const auto record = finish(*store, random, draft);
      if (!record) return;
      promises.saved.push_back(*record);
      ++promises.entries;
      ++made;
      if (draft) promises.draft = promises.draftTried = 0;
    };
    const ShiftId shift = ShiftId::make(random);
    static_cast<void>(store->putShiftObject(shift, Bytes(200, 2)));
    static_cast<void>(store->putShiftKeys(shift, "arrival", Bytes(100, 3)));
    save(std::nullopt);
    save(std::nullopt);
    for (std::uint64_t answer = 1; answer <= kDraftAnswers; ++answer) {
      promises.draftTried = answer;
      if (store->saveDraft(draftOf(answer))) promises.draft = answer;
      if (random.below(3) == 0) save(std::nullopt);
    }
    if (random.below(2) == 0) save(ids().draft);
    const std::uint64_t upTo = 11 + random.below(made - 10);
    if (store->confirm(ids().station, {{ids().scope, 11, upTo, 2, random.below(2) == 0}}))
      for (std::uint64_t i = 11; i <= upTo; ++i) promises.confirmed[i] = true;
    const PulledChain chain(random, ids().scope, 6);
    static_cast<void>(store->apply(chain.pulled(1, 6, 3)));
    if (closeShift(*store)) {
      promises.shiftClosed = true;
      ++promises.entries;
    }
    promises.rekeyTried = true;
    if (store->database().rekey(keyOf(kNewKey))) promises.rekeyed = true;
    save(std::nullopt);
  }
  auto again = StationStore::open(file_, keyOf(promises.rekeyed ? kNewKey : kOldKey));
  if (!again) return promises;
  if (const auto record = finish(*again, random, std::nullopt)) {
    promises.saved.push_back(*record);
    ++promises.entries;
  }
  return promises;
}

std::string Script::broken(const fs::path& file, const Promises& promises) {
  const std::atomic<bool> never{false};
  // A rekey that failed may have been committed: one of the two keys opens, and after a rekey that succeeded only the new one.
  Byte key = promises.rekeyed ? kNewKey : kOldKey;
  auto store = StationStore::open(file, keyOf(key));
  if (!store && promises.rekeyTried && !promises.rekeyed) {
    key = kNewKey;
    store = StationStore::open(file, keyOf(key));
  }
  if (!store) return named("it does not open", store.error());
  const auto holds = store->database().integrityHolds();
  if (!holds) return named("integrity cannot be checked", holds.error());
  if (!*holds) return "integrity does not hold";
  if (const auto rows = StationStore::checkRows(file, keyOf(key), never); !rows) return named("the set hash does not hold", rows.error());
  if (std::string log = verified(*store, promises.entries); !log.empty()) return log;

  for (const RecordId& record : promises.saved) {
    const auto found = store->revisions(record);
    if (!found) return named("a record that was saved is gone", found.error());
  }
  const auto counts = store->counts();
  if (!counts || counts->own < kEarlier + promises.saved.size()) return "fewer records than were saved";
  const auto chain = store->ownChain(ids().station, ids().scope);
  if (!chain || chain->counter != counts->own) return "the chain and the number of records differ";
  const auto waiting = store->outbox(ids().scope, 0, 64 << 20);
  if (!waiting) return named("the outbox cannot be read", waiting.error());
  for (const OutboxRow& row : *waiting)
    if (promises.confirmed.contains(row.counter)) return "an acknowledgement is lost";
  const auto count = store->outboxCount();
  if (!count || *count != waiting->size()) return "the tally of what waits is wrong";
  if (const auto keys = store->shiftKeys(); !keys || (promises.shiftClosed && !keys->empty())) return "a closed shift has keys";

  const auto drafts = store->drafts(ids().user);
  if (!drafts || drafts->size() > 1) return "drafts cannot be read";
  std::uint64_t answers = 0;
  if (!drafts->empty()) {
    ByteReader in(drafts->front().content);
    answers = in.u64();
    if (drafts->front().content != draftOf(answers).content) return "a draft is half of one";
  }
  // The one being saved may be there or not; no other is missing, unless finishing the draft came through.
  const bool finished = answers == 0 && counts->own > kEarlier + promises.saved.size();
  if (answers < promises.draft && !finished) return "more than one answer of the draft is lost";
  if (answers > std::max<std::uint64_t>(promises.draftTried, promises.draft) && promises.draftTried > 0) return "a draft from nowhere";
  // And it still works.
  SeededRandom random(kSetUp + 2);
  if (const auto saved = finish(*store, random, std::nullopt); !saved) return named("nothing can be saved any more", saved.error());
  return "";
}

}  // namespace limen::test
