// SPDX-License-Identifier: Apache-2.0
// The session model over a real station. The store thread owns the vault and the intake; a sync has a vault of its own on a thread of its
// own, so that an answer is saved while a slow link is waited for. The interface's thread owns nothing of either.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>

#include "app/link.h"
#include "app/session/worker.h"
#include "app/session_model.h"
#include "sync/transport.h"

namespace limen {

// The carrier, as the store thread talks to it.
class CarrierLink {
 public:
  virtual ~CarrierLink() = default;
  virtual Result<SecretBytes> shiftBytes() = 0;
  virtual Result<SecretBytes> renewShiftBytes() = 0;
  virtual Result<void> handOver(const NetworkHandover& network) = 0;
};

class SocketCarrierLink final : public CarrierLink {
 public:
  explicit SocketCarrierLink(int fd) : fd_(fd) {}
  Result<SecretBytes> shiftBytes() override;
  Result<SecretBytes> renewShiftBytes() override;
  Result<void> handOver(const NetworkHandover& network) override;

 private:
  Result<SecretBytes> ask(LinkKind kind);
  int fd_;
};

class StationModel final : public SessionModel {
  Q_OBJECT

 public:
  // What open() does about a shift: enters one, or leaves it closed, as the session does that follows a closed shift.
  enum class Shift { enters, staysAsItIs };
  StationModel(std::filesystem::path home, Unlocked unlocked, CarrierLink& carrier, TransportOpener& network, const Clock& clock,
               Random& random, const Devices& devices = {}, Shift atOpen = Shift::enters);
  ~StationModel() override;

  const Unlocked& unlocked() const { return unlocked_; }
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
  void listTakers() override;
  void listDrafts(const std::string& language) override;
  void listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) override;
  void showRecord(const RecordId& record, const std::string& language) override;
  void unsealRecord(const RecordId& record, const std::string& language) override;
  void amendRecord(const RecordId& record, std::vector<Correction> corrections) override;
  void withdrawConsent(const RecordId& record, std::vector<std::string> purposes) override;
  void listConflicts(const std::string& language) override;
  void decideConflict(const RecordId& record, const std::string& mark, std::size_t side) override;
  void lookAlike(const DraftId& draft) override;
  void sayAlike(const DraftId& draft, const Alike& other, AlikeWord word) override;
  void listAlike() override;
  void decideAlike(const RecordId& one, const RecordId& other, AlikeWord word) override;
  void sync() override;
  void cancelSync() override;
  void writeBundles(const std::string& folder) override;
  void takeBundles(const std::string& folder) override;
  void closeShift() override;
  void endOthersShift() override;
  void openShift() override;
  void listPeople() override;
  void disableUser(const UserId& user, bool disabled) override;
  void resetPassphrase(const UserId& user) override;
  void reauthenticate(Proof proof) override;
  void confirmBySecond(Act act, Bytes subject, const UserId& second, Proof proof) override;
  void lock(std::optional<DraftContent> content, bool endShift) override;

 private:
  template <class Act>
  void onStore(Act act) {  // with the vault open
    storeThread_.post([this, act = std::move(act)]() mutable {
      if (vault_) act();
    });
  }
  template <class Act>
  void deliver(Act act) {  // back on the interface's thread
    QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection);
  }
  Result<StationFacts> facts();
  Result<void> openVault(Shift shift);
  void conflictsOn(const std::string& language, std::int64_t from, std::vector<ConflictLine> found);  // a piece at a time, likewise
  void sweepOn();  // a piece at a time, likewise
  void tellAlike();
  void indexOn();  // a piece at a time, so that a saved answer waits for no more than one
  Result<void> keepDraft(const DraftContent& content);
  template <class Done>
  void afterDraft(const DraftId& draft, Done act);  // what becomes of a draft that is not being asked any more
  Result<std::vector<StationPerson>> people();
  void tellPeople();
  void answerApproval(const Result<void>& done);
  Result<void> endShiftNow();
  void takeIntake(Result<Intake> intake);
  void tellPicture(const AttachmentRef& ref, AttachmentPart part, Result<Bytes> picture);
  void tellCounts();
  void tellFacts();
  void runSync();
  void backUpIfDue();
  void tellBackup(Vault& vault);
  void afterSync();
  template <class Act>
  auto withOwnVault(Act act);  // on the sync's thread: what came before an error came for good, and is indexed all the same

  const std::filesystem::path home_;
  const Unlocked unlocked_;
  CarrierLink& carrier_;
  TransportOpener& network_;
  const Clock& clock_;
  Random& random_;
  const Devices devices_;  // without a PIN: that comes with a proof
  const Shift atOpen_;
  std::atomic<bool> cancelled_{false};

  // Of the store thread.
  std::optional<Vault> vault_;
  std::optional<Intake> intake_;
  std::optional<DuplicateSearch> search_;  // both borrow the vault
  std::optional<DuplicateSweep> sweep_;
  std::optional<Approvals> approvals_;  // of this session, whichever vault it has open

  Worker syncThread_;  // both end before anything above goes
  Worker storeThread_;
};

}  // namespace limen
