// SPDX-License-Identifier: Apache-2.0
// One record being captured: the form session, its draft, and finishing it: minimise, seal, store, in that order and no other.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "forms/form_session.h"
#include "station/vault.h"

namespace limen {

struct DraftSummary {  // what recovery shows: never an answer beyond the labels of what was answered
  DraftId id;
  std::string programmeTitle;
  std::int64_t startedMs = 0, savedMs = 0;
  std::vector<std::string> answeredLabels;  // of the first three answered questions, in `language`
};
Result<std::vector<DraftSummary>> drafts(Vault& vault, const std::string& language);

enum class IntakeError { notValid, noSuchDraft };
constexpr std::string_view roomOf(IntakeError) {
  return "intake";
}
std::string_view nameOf(IntakeError cause);

// Borrows the vault, which must stay where it is while the intake lives.
class Intake {
 public:
  static Result<Intake> start(Vault& vault, std::shared_ptr<const Programme> programme, std::string language);
  static Result<Intake> resume(Vault& vault, const DraftId& draft, std::string language);
  Intake(Intake&&) noexcept;
  ~Intake();

  forms::FormSession& form();  // over the programme's form, with the last saved record at hand where it asks for one
  const Programme& programme() const;
  const DraftId& draft() const;

  Result<void> save();        // durable when it returns; encrypted under a key of the draft's own
  Result<RecordId> finish();  // notValid names the first question with a problem; the draft goes with the same transaction
  Result<void> discard();

 private:
  struct Impl;
  explicit Intake(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

enum class ImportError { notJson, unknownQuestion, notThatType, notValid };
constexpr std::string_view roomOf(ImportError) {
  return "import";
}
std::string_view nameOf(ImportError cause);

// Headless capture through the same path: one JSON object of answers by question name; groups may nest, repeats are arrays. The
// error's context names the question, never the answer.
Result<RecordId> importRecord(Vault& vault, const std::shared_ptr<const Programme>& programme, std::string_view json);
// The same reading and the same checks, without a vault: nothing is sealed, nothing is stored.
Result<void> checkRecord(const Programme& programme, const Clock& clock, Random& random, std::string_view json);

}  // namespace limen
