// SPDX-License-Identifier: Apache-2.0
// A station in memory behind the windows: answers at once or as a test tells it, and remembers what it was asked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/session_model.h"

namespace limen::test {

// The sample programme of resources/, read from its sheets.
std::shared_ptr<const Programme> sampleProgramme();
// The same programme without its protection: what a form from elsewhere becomes.
std::shared_ptr<const Programme> demoProgramme();

void giveNotice(forms::FormSession& form);  // told, alone, with a yes to everything

class FakeModel final : public SessionModel {
  Q_OBJECT

 public:
  FakeModel();
  const Clock& clock() const override { return clock_; }
  Random& random() override { return random_; }
  void open() override;
  void startIntake(std::shared_ptr<const Programme> programme, const std::string& language) override;
  void resumeIntake(const DraftId& draft, const std::string& language) override;
  void saveDraft(DraftContent content) override;
  void finishRecord(DraftContent content) override;
  void keepPicture(PictureFile picture) override;
  void showDraftPicture(const DraftId& draft, const AttachmentRef& ref) override;
  void showPicture(const RecordId& record, const AttachmentRef& ref, AttachmentPart part) override;
  void discardDraft(const DraftId& draft) override;
  void sealDraft(const DraftId& draft) override;
  void handOverDraft(const DraftId& draft, const UserId& to) override;
  void listTakers() override { emit takersListed(takers); }
  void listDrafts(const std::string& language) override;
  void listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) override;
  void showRecord(const RecordId& record, const std::string& language) override;
  void unsealRecord(const RecordId& record, const std::string& language) override;
  void amendRecord(const RecordId& record, std::vector<Correction> corrections) override;
  void withdrawConsent(const RecordId& record, std::vector<std::string> purposes) override;
  void listConflicts(const std::string&) override { emit conflictsListed(conflicts); }
  void decideConflict(const RecordId& record, const std::string& mark, std::size_t side) override;
  void addConflicts();
  void lookAlike(const DraftId& draft) override;
  void sayAlike(const DraftId& draft, const Alike& other, AlikeWord word) override;
  void listAlike() override;
  void decideAlike(const RecordId& one, const RecordId& other, AlikeWord word) override;
  void addAlike();
  void sync() override;
  void cancelSync() override { cancelled = true; }
  void writeBundles(const std::string& folder) override;
  void takeBundles(const std::string& folder) override;
  void closeShift() override;
  void openShift() override;
  void endOthersShift() override;
  void listPeople() override { emit peopleListed(people); }
  void disableUser(const UserId& user, bool disabled) override;
  void resetPassphrase(const UserId& user) override;
  void reauthenticate(Proof proof) override;
  void confirmBySecond(Act act, Bytes subject, const UserId& second, Proof proof) override;
  void lock(std::optional<DraftContent> content, bool endShift) override;
  void addDrafts(int count);
  void addPeople();
  ShiftSlip slip() const;

  void addRecords(int count);
  RecordView viewOf(const RecordId& record, const std::string& language) const;

  ManualClock clock_;
  SeededRandom random_{11};
  StationFacts facts;
  Counts counts;
  std::optional<Error> openError, saveError, finishError, listError, syncError;
  bool anotherLog = false;
  bool told = true;  // an intake opens with the notice given, so that a test begins with what the programme asks
  bool holdSync = false;  // stays running until endSync()
  void endSync();
  std::string stick;  // the folder that was chosen last
  CourierTaken answer;
  bool cancelled = false, lockedDown = false, shiftEnded = false;
  int saves = 0;
  Bytes lastDraft;  // as it was last saved, by saveDraft() or the lock
  struct Held {
    DraftId id;
    std::shared_ptr<const Programme> programme;
    Bytes content;
    std::int64_t startedMs = 0;
    std::vector<std::string> answered;  // its first questions
  };
  std::vector<Held> held;  // drafts, the last begun first
  Held* find(const DraftId& id);
  std::optional<Error> draftError;  // whatever is tried with a draft
  std::vector<DraftId> sealed, discarded;
  std::vector<std::pair<DraftId, UserId>> handedOver;
  std::vector<DraftTaker> takers;
  std::vector<StationPerson> people;
  std::vector<Correction> corrections;
  std::vector<std::string> withdrawn;
  std::vector<ConflictLine> conflicts;
  bool guarded = false;  // records open with a second person only
  std::vector<AlikePerson> alike;  // of any draft in which a family name stands
  std::vector<AlikePair> pairs;
  std::optional<Error> alikeError;
  std::vector<std::pair<Alike, AlikeWord>> said;
  std::optional<Error> decideError;
  std::vector<std::pair<std::string, std::size_t>> decided;
  bool fresh = false;   // the passphrase was typed again
  bool second = false;  // a second person confirmed
  std::optional<Proof> lastProof;
  bool secondAsked = false;  // acts on people ask for one
  int ended = 0;
  std::vector<RecordRow> records;
  std::optional<forms::Submission> finished;
  // Pictures, in the clear: there is nothing to seal for here.
  std::map<AttachmentId, std::pair<Bytes, Bytes>> pictures;  // thumbnail, picture
  std::optional<Error> pictureError;
  std::optional<PictureFile> heldPicture;  // while holdPictures, the last one that was handed over
  bool holdPictures = false;
};

}  // namespace limen::test
