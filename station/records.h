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

struct ShownAnswer {
  std::string question;
  std::string label;        // in the language asked for
  std::string text;         // the answer in words: choice labels, ODK's lexical form of the rest
  int instance = 0;         // 1.. within a repeat, 0 outside
  std::string repeatLabel;  // of the innermost repeat; the ones around it stand before it with their numbers
  bool conflict = false;    // written differently by two who had not seen each other: `text` shows both
  std::vector<forms::Value> values;  // as written; more than one where two disagree
  bool picture = false;  // `values` name pictures (AttachmentRef)
};
struct ShownCompartment {
  std::string name, label;
  enum class State { readable, sealed, empty, damaged } state = State::sealed;
  std::vector<std::string> readers;  // labels of the roles that can read it, for "sealed, readable by ..."
  std::vector<ShownAnswer> answers;
};
struct RecordView {
  RecordId record;
  std::string programmeTitle;
  bool unprotectedDemo = false;
  std::int64_t savedMs = 0;
  bool confirmed = false;
  bool incomplete = false;  // sealed before it was complete, as far as what is open here says
  std::string programme;    // its id
  std::vector<ShownCompartment> compartments;
};
// Logged as a read, in the transaction that reads. StoreError::notFound.
Result<RecordView> showRecord(Vault& vault, const RecordId& record, const std::string& language);

// After a pull, and after another role's index was taken down: opens what this user's role opens and indexes it. Bounded work a call; true while there is more.
Result<bool> indexPulled(Vault& vault, std::uint32_t limit);

}  // namespace limen
