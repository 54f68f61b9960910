// SPDX-License-Identifier: Apache-2.0
// What the windows need of the station, and nothing else of it. Every request returns at once; its answer comes as a signal on the
// interface's thread. The form session itself runs beside the windows (it is pure and quick); what is stored goes over as the bytes of
// its draft. StationModel does it for real, tests put a fake in its place.
#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/random.h"
#include "core/result.h"
#include "protection/programme.h"
#include "station/amend.h"
#include "station/approval.h"
#include "station/conflicts.h"
#include "station/courier.h"
#include "station/duplicates.h"
#include "station/backup.h"
#include "station/intake.h"
#include "station/records.h"
#include "station/shift_slip.h"
#include "station/syncing.h"
#include "station/users.h"

namespace limen {

struct StationFacts {
  std::string site, userName, role;
  bool shiftOpen = false;  // one's own
  std::int64_t shiftOpenedMs = 0;
  std::string othersShift = {};  // who holds the shift that is open here, if somebody else does
  bool mayCapture = true, mayAmend = false, mayEndShift = false, mayManagePeople = false;
  bool mayCompare = false;  // pairs that may be one person: who reads them, or answers for it
  std::vector<std::shared_ptr<const Programme>> programmes;
};

// A record being captured, as the window gets it.
struct OpenIntake {
  std::shared_ptr<const Programme> programme;
  DraftId draft;
  Bytes content;           // FormSession::saveDraft() of its state now
  std::shared_ptr<const forms::CompiledForm> form = {};  // the programme's, with the last saved record at hand; null: as it is
  std::string media = {};  // the folder beside the form with its pictures; "" when there is none
  bool keepsPictures = false;  // true: at a station; a preview keeps none
};

struct DraftContent {
  DraftId draft;
  Bytes content;  // FormSession::saveDraft()
};

// A picture on its way into a draft, as it was chosen or drawn. `question` is the window's own number for who asked.
struct PictureFile {
  DraftId draft;
  quint64 question = 0;
  Bytes file, thumbnail;
};

// Somebody who unlocks this station.
struct StationPerson {
  StationUser who;
  bool self = false;
  bool mayConfirm = false;  // as the second person of an act
  bool phone = false;       // its six digits are asked for with the passphrase
  bool securityKey = false, printedCodes = false;
};

using Typed = std::shared_ptr<const SecretBytes>;  // on its way to the store's thread

// What somebody gives for an act: null what was not asked for.
struct Proof {
  Typed passphrase;
  Typed pin = {};   // of the security key
  Typed code = {};  // of the phone
};

class SessionModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  virtual const Clock& clock() const = 0;
  virtual Random& random() = 0;

  virtual void open() = 0;                                                                                // opened, openFailed
  virtual void startIntake(std::shared_ptr<const Programme> programme, const std::string& language) = 0;  // intakeOpened, intakeFailed
  virtual void resumeIntake(const DraftId& draft, const std::string& language) = 0;                       // the same
  virtual void saveDraft(DraftContent content) = 0;                                                       // draftSaved, draftFailed
  virtual void finishRecord(DraftContent content) = 0;                                                    // recordFinished, finishFailed
  virtual void keepPicture(PictureFile picture) = 0;                                                      // pictureKept, pictureRefused
  virtual void showDraftPicture(const DraftId& draft, const AttachmentRef& ref) = 0;                      // pictureShown: its thumbnail
  virtual void showPicture(const RecordId& record, const AttachmentRef& ref, AttachmentPart part) = 0;    // pictureShown, pictureMissing
  virtual void discardDraft(const DraftId& draft) = 0;                                                    // draftGone, draftKept
  virtual void sealDraft(const DraftId& draft) = 0;                                                       // the same: sealed as incomplete
  virtual void handOverDraft(const DraftId& draft, const UserId& to) = 0;                                 // the same
  virtual void listTakers() = 0;                                                                          // takersListed, draftsFailed
  virtual void listDrafts(const std::string& language) = 0;                                               // draftsListed, draftsFailed
  virtual void listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) = 0;      // recordsListed, recordsFailed
  virtual void showRecord(const RecordId& record, const std::string& language) = 0;                       // recordShown, recordFailed
  virtual void unsealRecord(const RecordId& record, const std::string& language) = 0;                      // recordShown, recordFailed: see Act::unseal
  virtual void amendRecord(const RecordId& record, std::vector<Correction> corrections) = 0;              // recordAmended, amendFailed
  virtual void withdrawConsent(const RecordId& record, std::vector<std::string> purposes) = 0;             // recordAmended, amendFailed
  virtual void listConflicts(const std::string& language) = 0;                                            // conflictsListed, conflictsFailed
  virtual void decideConflict(const RecordId& record, const std::string& mark, std::size_t side) = 0;     // conflictDecided, decideFailed
  // Who may be the same person: of the draft that is being asked, and among the records that this user reads. Nothing is merged.
  virtual void lookAlike(const DraftId& draft) = 0;                                                       // alikeFound
  virtual void sayAlike(const DraftId& draft, const Alike& other, AlikeWord word) = 0;                    // alikeFound, alikeFailed
  virtual void listAlike() = 0;                                                                           // alikeListed, alikeFailed
  virtual void decideAlike(const RecordId& one, const RecordId& other, AlikeWord word) = 0;               // alikeListed, alikeFailed
  virtual void sync() = 0;                                                                                // syncProgressed, syncEnded, syncFailed
  virtual void cancelSync() = 0;  // also of the two that follow
  // Without a link: sealed bundles to a stick, and the server's answers from it. The folder is a path as the system has it.
  virtual void writeBundles(const std::string& folder) = 0;                                               // syncProgressed, bundlesWritten, syncFailed
  virtual void takeBundles(const std::string& folder) = 0;                                                // bundlesTaken, syncFailed
  // After shiftClosed this session has no vault any more: what it showed goes with its process.
  virtual void closeShift() = 0;                                                                          // shiftClosed, shiftFailed
  virtual void endOthersShift() = 0;                                                                      // factsChanged, shiftFailed
  virtual void openShift() = 0;                                                                           // factsChanged, shiftFailed
  virtual void listPeople() = 0;                                                                          // peopleListed, peopleFailed
  virtual void disableUser(const UserId& user, bool disabled) = 0;                                        // peopleListed, peopleFailed
  virtual void resetPassphrase(const UserId& user) = 0;                                                   // passphraseReset, peopleFailed
  // What an act may ask for first (RightsError::notFresh, secondNeeded): approvalGiven, approvalRefused. `subject` is what the act is about.
  virtual void reauthenticate(Proof proof) = 0;
  virtual void confirmBySecond(Act act, Bytes subject, const UserId& second, Proof proof) = 0;
  // Saves `content` of the open draft if there is one, ends the shift if asked, and says locked when both are on disk.
  virtual void lock(std::optional<DraftContent> content, bool endShift) = 0;

 signals:
  void opened(const limen::StationFacts& facts, const limen::Counts& counts);
  void openFailed(const limen::Error& error);
  void factsChanged(const limen::StationFacts& facts);
  void countsChanged(const limen::Counts& counts);
  void shiftFailed(const limen::Error& error);
  void intakeOpened(const limen::OpenIntake& intake);
  void intakeFailed(const limen::Error& error);
  void draftSaved(qint64 atMs);
  void draftFailed(const limen::Error& error);
  void pictureKept(const limen::DraftId& draft, quint64 question, const std::string& answer);
  void pictureRefused(const limen::DraftId& draft, quint64 question, const limen::Error& error);
  void pictureShown(const limen::AttachmentRef& ref, limen::AttachmentPart part, const limen::Bytes& picture);
  void pictureMissing(const limen::AttachmentRef& ref, limen::AttachmentPart part, const limen::Error& error);
  void draftGone(const limen::DraftId& draft);
  void draftKept(const limen::Error& error);
  void takersListed(const std::vector<limen::DraftTaker>& takers);
  void receiptMade(const limen::Receipt& receipt);  // just before recordFinished
  void recordFinished(const limen::RecordId& record);
  void finishFailed(const limen::Error& error);
  void draftsListed(const std::vector<limen::DraftSummary>& drafts);
  void draftsFailed(const limen::Error& error);
  void recordsListed(const limen::ListPage& page, quint32 offset);
  void recordsFailed(const limen::Error& error);
  void recordShown(const limen::RecordView& view);
  void recordFailed(const limen::Error& error);
  void recordAmended(const limen::RecordId& record);
  void amendFailed(const limen::Error& error);
  void conflictsListed(const std::vector<limen::ConflictLine>& lines);
  void conflictsFailed(const limen::Error& error);
  void conflictDecided(const limen::RecordId& record);
  void decideFailed(const limen::Error& error);
  void alikeFound(const limen::DraftId& draft, const std::vector<limen::AlikePerson>& people);
  void alikeListed(const std::vector<limen::AlikePair>& pairs);
  void alikeFailed(const limen::Error& error);
  void shiftClosed(const limen::ShiftSlip& slip);
  void peopleListed(const std::vector<limen::StationPerson>& people);
  void peopleFailed(const limen::Error& error);
  void passphraseReset(const limen::UserId& user, const limen::Typed& words);
  void approvalGiven();
  void approvalRefused(const limen::Error& error);
  void syncProgressed(const limen::SyncProgress& progress);
  void syncEnded(const limen::SyncReport& report);
  void syncFailed(const limen::Error& error);
  void bundlesWritten(const limen::CourierSent& sent);
  void bundlesTaken(const limen::CourierTaken& taken);
  void backupKnown(const limen::BackupState& state);  // after an unlock and a sync, where there is a plan
  void locked();
};

}  // namespace limen
