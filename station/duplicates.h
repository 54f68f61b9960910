// SPDX-License-Identifier: Apache-2.0
// Suggestions that two records may be of one person: at capture against one's open drafts and what was captured here, at readers
// over the records that they may open. Nothing is merged, and nothing but ids and reasons comes out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protection/duplicates.h"
#include "protection/minimise.h"
#include "station/intake.h"
#include "station/vault.h"

namespace limen {

constexpr std::chrono::hours kPrintLasts{90 * 24};       // after that a person is new at this station
constexpr std::uint32_t kMaxPrintsCompared = 200'000;    // the newest; some 60 MB while a search is open
constexpr std::uint32_t kMaxOpenedCompared = 100'000;
constexpr std::uint32_t kMaxDraftsCompared = 50;  // the last saved
constexpr std::uint32_t kMaxAskedShown = 200;

struct Alike {
  std::optional<RecordId> record;  // or
  std::optional<DraftId> draft;
  std::vector<Likeness> reasons;
};

// In the transaction of the record that was finished: its print, of what minimising left of it. Nothing where no name is kept.
Result<void> keepPrint(Vault& vault, const MinimalRecord& minimal, const RecordId& record);

// What a person said about two that were suggested. asked: a supervisor is to look. Nothing follows by itself.
enum class AlikeWord : std::uint8_t { none, same, another, asked };

// One who may be the same person, as far as this user may know: where nothing of the names is theirs to read, nothing but that there is one.
struct AlikePerson {
  Alike alike;
  bool readable = false;
  std::string names;
  std::int64_t savedMs = 0;
  AlikeWord word = AlikeWord::none;
};
constexpr std::size_t kMaxAlikeShown = 5;

// Of one session of capturing. Borrows the vault.
class DuplicateSearch {
 public:
  static Result<DuplicateSearch> open(Vault& vault);  // notYourRole
  // The same a piece at a time: begin(), then more() until it says false. What is asked in between is compared with what is there.
  static Result<DuplicateSearch> begin(Vault& vault);
  Result<bool> more(std::uint32_t prints);
  bool ready() const { return ready_; }
  // Of what is being asked now, as far as it would be kept, with what was captured here and one's other drafts as they were saved
  // last. Logged when anything was found.
  Result<std::vector<Alike>> like(Intake& intake);
  Result<std::vector<Alike>> like(const RecordId& finished);  // captured here; nothing where it left no print
  Result<void> add(const RecordId& finished);                 // what was finished since open()
  // The first of like(intake), to be shown. Looked up once for the same answers. Each record whose names are shown is logged as read.
  Result<std::vector<AlikePerson>> people(Intake& intake);
  // The officer's word on one of them; logged with the record's pseudonym, never a name. Kept with the draft, and with the record that
  // comes of it. StoreError::notFound for one that was not suggested.
  Result<void> say(Intake& intake, const Alike& other, AlikeWord word);

 private:
  struct Draft {
    DraftRow row;
    std::optional<PersonPrint> print;
    PersonTraits traits;
  };
  struct Shown {
    DraftId draft;
    PersonPrint print;
    std::vector<AlikePerson> people;
  };
  explicit DuplicateSearch(Vault& vault) : vault_(&vault) {}
  Result<void> readDrafts();
  Draft readDraft(DraftRow row) const;
  Result<std::vector<Alike>> like(const PersonPrint& print, const std::optional<DraftId>& own, const std::optional<RecordId>& itself);
  Result<AlikePerson> person(Alike alike);
  Vault* vault_;
  PrintIndex index_;
  std::vector<RecordId> known_;  // by the index's count
  std::vector<Draft> drafts_;
  std::optional<Shown> shown_;
  std::int64_t sinceMs_ = 0;
  RecordId readTo_;
  bool ready_ = false;
};

struct AlikeRecords {
  RecordId record;
  std::vector<Alike> alike;  // saved before it: each pair once
};
// Over all records that this user opens. Logged. notYourRole; StoreError.
Result<std::vector<AlikeRecords>> duplicatesAmongOpened(Vault& vault);

struct AlikePair {
  AlikePerson one, other;
  std::vector<Likeness> reasons;  // empty where this user cannot compare them: somebody at the desk asked
  AlikeWord word = AlikeWord::none;
  bool mayDecide = false;
};

// Pairs to be looked at, a piece at a time: those that this user's records show, and those that somebody at the desk asked about. Borrows
// the vault. What was said to be two persons is left out.
class DuplicateSweep {
 public:
  static Result<DuplicateSweep> begin(Vault& vault);  // logged; notYourRole
  Result<bool> more(std::uint32_t records);           // true: there are more to open
  std::vector<AlikeRecords> found() const;            // so far
  Result<std::vector<AlikePair>> pairs();             // of what was found so far; each record whose names come out is logged as read

 private:
  explicit DuplicateSweep(Vault& vault) : vault_(&vault) {}
  Result<AlikePair> pair(const RecordId& one, const RecordId& other, std::vector<Likeness> reasons);
  Result<AlikePerson> person(const RecordId& record);
  Vault* vault_;
  PrintIndex index_;
  std::vector<RecordId> records_, known_;
  std::size_t opened_ = 0;
  bool listed_ = false;
  std::vector<AlikeRecords> found_;
  std::map<RecordId, AlikePerson> people_;  // as they were logged
};

// A person's word on two records: by who reads the names of both, or who answers for it. Logged. notYourRole, StoreError::notFound.
Result<void> sayAlike(Vault& vault, const RecordId& one, const RecordId& other, AlikeWord word);

// What of a record's person this user may open: empty where nothing is.
Result<PersonTraits> openedTraits(Vault& vault, const RecordId& record);

}  // namespace limen
