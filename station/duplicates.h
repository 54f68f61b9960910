// SPDX-License-Identifier: Apache-2.0
// Suggestions that two records may be of one person: at capture against one's open drafts and what was captured here, at readers
// over the records that they may open. Nothing is merged, and nothing but ids and reasons comes out.
#pragma once

#include <optional>
#include <vector>

#include "protection/duplicates.h"
#include "protection/minimise.h"
#include "station/intake.h"
#include "station/vault.h"

namespace limen {

constexpr std::chrono::hours kPrintLasts{90 * 24};       // after that a person is new at this station
constexpr std::uint32_t kMaxPrintsCompared = 200'000;    // the newest; some 60 MB while a search is open
constexpr std::uint32_t kMaxOpenedCompared = 100'000;

struct Alike {
  std::optional<RecordId> record;  // or
  std::optional<DraftId> draft;
  std::vector<Likeness> reasons;
};

// In the transaction of the record that was finished: its print, of what minimising left of it. Nothing where no name is kept.
Result<void> keepPrint(Vault& vault, const MinimalRecord& minimal, const RecordId& record);

// Of one session of capturing. Borrows the vault.
class DuplicateSearch {
 public:
  static Result<DuplicateSearch> open(Vault& vault);  // notYourRole
  // Of what is being asked now, as far as it would be kept. Logged when anything was found.
  Result<std::vector<Alike>> like(Intake& intake);
  Result<std::vector<Alike>> like(const RecordId& finished);  // captured here; nothing where it left no print
  Result<void> add(const RecordId& finished);                 // what was finished since open()

 private:
  explicit DuplicateSearch(Vault& vault) : vault_(&vault) {}
  Result<void> addDrafts();
  Result<std::vector<Alike>> like(const PersonPrint& print, const std::optional<DraftId>& own, const std::optional<RecordId>& itself);
  Vault* vault_;
  PrintIndex index_;
  std::vector<Alike> known_;  // by the index's count; without reasons
};

struct AlikeRecords {
  RecordId record;
  std::vector<Alike> alike;  // saved before it: each pair once
};
// Over all records that this user opens. Logged. notYourRole; StoreError.
Result<std::vector<AlikeRecords>> duplicatesAmongOpened(Vault& vault);

// What of a record's person this user may open: empty where nothing is.
Result<PersonTraits> openedTraits(Vault& vault, const RecordId& record);

}  // namespace limen
