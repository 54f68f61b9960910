// SPDX-License-Identifier: Apache-2.0
// One record being captured: the form session, its draft, and finishing it: minimise, seal, store, in that order and no other.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "crypto/attachment.h"
#include "forms/form_session.h"
#include "protection/minimise.h"
#include "protection/receipt.h"
#include "station/vault.h"

namespace limen {

struct DraftSummary {  // what recovery shows: never an answer beyond the labels of what was answered
  DraftId id;
  std::string programmeTitle;
  std::int64_t startedMs = 0, savedMs = 0;
  std::vector<std::string> answeredLabels;  // of the first three answered questions, in `language`
  std::uint64_t version = 0;  // of the package it is answered by, and goes on with
  bool older = false;         // the station runs a newer one by now
  bool opens = false;         // false: damaged, or of a package that is gone; it can only be discarded
};
Result<std::vector<DraftSummary>> drafts(Vault& vault, const std::string& language);  // one's own, the last saved first

enum class IntakeError {
  notValid,
  noSuchDraft,
  cannotTake,  // a draft is handed to who captures at this station and whose key the directory knows
  draftsOpen,  // a shift closes when each draft was finished, sealed, handed over or discarded
  noNotice,    // nobody closes a record, whole or not, of a person who was not told; the context names what is open
};
constexpr std::string_view roomOf(IntakeError) {
  return "intake";
}
std::string_view nameOf(IntakeError cause);

// A draft's own acts. Each is in the log. noSuchDraft.
Result<void> discardDraft(Vault& vault, const DraftId& draft);
// The draft is another officer's from then on: its key goes into a box to their key. Keys of a shift never change hands. cannotTake.
Result<void> handOverDraft(Vault& vault, const DraftId& draft, const UserId& to);
struct DraftTaker {
  UserId user;
  std::string name;
};
Result<std::vector<DraftTaker>> draftTakers(Vault& vault);

// noNotice, until notice and consent are answered.
Result<void> told(const Programme& programme, const forms::FormSession& form);

constexpr std::chrono::hours kDraftWaits{24};
// Drafts that nobody came back to for so long are sealed as incomplete, in the shift that is open. What does not seal stays.
struct LeftDrafts {
  std::size_t sealed = 0, kept = 0;
};
Result<LeftDrafts> sealLeftDrafts(Vault& vault);

constexpr std::size_t kDraftKeyBytes = 32;
constexpr std::uint64_t kMaxPicturesInDraft = 100;  // those that were put in another's place are counted until the record is finished

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

  // A photograph, scan or drawing for one of its answers: stripped, sealed under the draft's key and on the disk when this returns. What
  // comes back is the answer's text (AttachmentRef). PictureError, AttachmentError::tooMany.
  Result<std::string> keepPicture(ByteView file, ByteView thumbnail);
  Result<Bytes> picture(const AttachmentRef& ref, AttachmentPart part);  // notHere, incomplete, damaged; the caller wipes it

  Result<void> save();        // durable when it returns; encrypted under a key of the draft's own
  Result<RecordId> finish();  // noNotice, notValid name the first question with a problem; the draft goes with the same transaction
  Result<RecordId> sealIncomplete();  // as it stands, marked as such for its readers. noNotice
  Result<void> discard();

  // Of the record that was made, for the person, in the language in which they were told; nothing before, and where a package of
  // before format 3 says in none. Its code is nowhere else: who wants it on paper prints it now.
  const std::optional<Receipt>& receipt() const;

 private:
  struct Impl;
  explicit Intake(std::unique_ptr<Impl> impl);
  Result<RecordId> sealAs(Completeness completeness);
  Result<std::optional<AttachmentRef>> attach(const AttachmentRef& named, const RecordId& record, const SecretBytes& contentKey);
  std::unique_ptr<Impl> impl_;
};

enum class ImportError {
  notJson,
  unknownQuestion,
  notThatType,
  notValid,
  noPicture  // a question's file is not in the folder of pictures, or there is no such folder
};
constexpr std::string_view roomOf(ImportError) {
  return "import";
}
std::string_view nameOf(ImportError cause);

// Headless capture through the same path: one JSON object of answers by question name; groups may nest, repeats are arrays. The
// error's context names the question, never the answer. What a question for a picture is answered with is the name of a file in
// `pictures`; the name is not kept. PictureError for one that is none.
Result<RecordId> importRecord(Vault& vault, const std::shared_ptr<const Programme>& programme, std::string_view json,
                              const std::filesystem::path& pictures = {}, std::optional<Receipt>* receipt = nullptr);
// The same reading and the same checks, without a vault: nothing is sealed, nothing is stored.
Result<void> checkRecord(const Programme& programme, const Clock& clock, Random& random, std::string_view json,
                         const std::filesystem::path& pictures = {});

}  // namespace limen
