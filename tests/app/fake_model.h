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

class FakeModel final : public SessionModel {
  Q_OBJECT

 public:
  FakeModel();
  const Clock& clock() const override { return clock_; }
  Random& random() override { return random_; }
  void open() override;
  void startIntake(std::shared_ptr<const Programme> programme, const std::string& language) override;
  void resumeIntake(const DraftId& draft, const std::string& language) override;
  void saveDraft(Bytes content) override;
  void finishRecord(Bytes content) override;
  void discardDraft(const DraftId& draft) override;
  void listDrafts(const std::string& language) override;
  void listRecords(const std::string& words, std::uint32_t offset, std::uint32_t limit) override;
  void showRecord(const RecordId& record, const std::string& language) override;
  void sync() override;
  void cancelSync() override { cancelled = true; }
  void closeShift() override;
  void openShift() override;
  void lock(std::optional<Bytes> content, bool endShift) override;

  void addRecords(int count);
  RecordView viewOf(const RecordId& record, const std::string& language) const;

  ManualClock clock_;
  SeededRandom random_{11};
  StationFacts facts;
  Counts counts;
  std::optional<Error> openError, saveError, finishError, listError, syncError;
  bool holdSync = false;  // stays running until endSync()
  void endSync();
  bool cancelled = false, lockedDown = false, shiftEnded = false;
  int saves = 0;
  Bytes lastDraft;
  std::optional<DraftId> draft;
  std::shared_ptr<const Programme> draftProgramme;
  std::vector<RecordRow> records;
  std::optional<forms::Submission> finished;
};

}  // namespace limen::test
