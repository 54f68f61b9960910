// SPDX-License-Identifier: Apache-2.0
// Reading records: the list with search, and one record as far as this user may open it.
#pragma once

#include <string>
#include <vector>

#include "station/vault.h"

namespace limen {

struct ListPage {
  std::vector<RecordRow> rows;
  std::uint64_t total = 0;
};
Result<ListPage> listRecords(Vault& vault, std::string_view words, std::uint32_t offset, std::uint32_t limit);

// Who wrote something, as far as the chains say it: a station and whoever writes at it. No names of persons.
struct AnswerWriter {
  std::string site, station;  // the station by the first signs of its id
  std::vector<std::string> roles;
  bool here = false;          // this station
  std::int64_t sinceMs = 0;   // since when it is here, by this station's clock: who wrote it elsewhere had another. 0: not known
  bool operator==(const AnswerWriter&) const = default;
};
struct AnswerSide {
  forms::Value value;  // Empty: cleared
  std::string text;
  std::vector<AnswerWriter> by;
};
enum class Misfit { none, notRelevant, rule, noSuchChoice };
constexpr std::size_t kMarkSigns = 8, kStationSigns = 6, kRowSigns = 6;

struct ShownAnswer {
  std::string question;
  std::string label;        // in the language asked for
  std::string text;         // the answer in words: choice labels, ODK's lexical form of the rest
  int instance = 0;         // 1.. within a repeat, 0 outside
  std::string repeatLabel;  // of the innermost repeat; the ones around it stand before it with their numbers
  bool conflict = false;    // written differently by two who had not seen each other: `text` shows both
  std::vector<forms::Value> values;  // as written; more than one where two disagree
  bool picture = false;  // `values` name pictures (AttachmentRef)
  std::vector<RepeatId> instances = {};
  std::string row = {};  // of an answer in a repeat, the first signs of its innermost instance's id: numbers move, this does not
  bool parallel = false;  // another answer was changed beside this one, by somebody who had not seen it; both hold
  Misfit inconsistent = Misfit::none;  // each of them was right alone, and together they do not fit the form
  std::string inconsistentWhy = {};    // the form's own sentence, or ""
  std::vector<AnswerSide> sides = {};  // of a conflict; the first counts until it is decided
  std::string mark = {};               // of a conflict: what a decision names; another one as soon as a side comes or goes
};
struct ShownCompartment {
  std::string name, label;
  enum class State { readable, sealed, empty, damaged } state = State::sealed;
  std::vector<std::string> readers;  // labels of the roles that can read it, for "sealed, readable by ..."
  std::vector<ShownAnswer> answers;
  bool unsettled = false;  // closed here, at least in part, and changed by two who had not seen each other: `readers` can tell more
  bool mayDecide = false;  // this user reads all of it and may write in it
};
struct RecordView {
  RecordId record;
  std::string programmeTitle;
  bool unprotectedDemo = false;
  std::int64_t savedMs = 0;
  bool confirmed = false;
  bool incomplete = false;  // sealed before it was complete, as far as what is open here says
  std::string programme;    // its id
  bool guarded = false;     // this user may open it with a second person only, who is not there
  bool mayUnseal = false;   // and may ask for one
  std::vector<ShownCompartment> compartments;
};
// Logged as a read, in the transaction that reads. StoreError::notFound, ErasureError::erased.
Result<RecordView> showRecord(Vault& vault, const RecordId& record, const std::string& language);

// The same of a record that opens with a second person only. The permit is for Act::unseal about its id, and good for this once.
Result<RecordView> unsealRecord(Vault& vault, const RecordId& record, const std::string& language, Permit permit);

// After a pull, and after another role's index was taken down: opens what this user's role opens and indexes it. Bounded work a call; true while there is more.
Result<bool> indexPulled(Vault& vault, std::uint32_t limit);

}  // namespace limen
