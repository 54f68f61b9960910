// SPDX-License-Identifier: Apache-2.0
#include "station/conflicts.h"

#include <algorithm>

#include "station/amend.h"
#include "station/opened_record.h"
#include "station/patch.h"
#include "store/station_changed.h"

namespace limen {

namespace {

struct Found {
  const ShownCompartment* compartment = nullptr;
  const ShownAnswer* answer = nullptr;
};
Found findMark(const RecordView& view, std::string_view mark) {
  for (const ShownCompartment& compartment : view.compartments)
    for (const ShownAnswer& answer : compartment.answers)
      if (answer.conflict && answer.mark == mark) return {&compartment, &answer};
  return {};
}

Result<void> addLines(Vault& vault, const RecordRow& row, const std::string& language, std::vector<ConflictLine>& lines) {
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(row.record));
  const auto opened = openRecord(vault, revisions, OwnShift::opens);
  // A record whose package has not come is listed when it has.
  if (!opened || opened->programmes.empty() || !vault.may(Act::listRecords, *opened->programmes.front())) return {};
  RecordView view;
  show(vault, *opened, language, view);
  for (const ShownCompartment& compartment : view.compartments) {
    ConflictLine line{row.record, view.programmeTitle, row.summary, compartment.name, compartment.label, compartment.readers};
    for (const ShownAnswer& answer : compartment.answers) {
      line.conflicts += answer.conflict ? 1 : 0;
      line.inconsistent += answer.inconsistent != Misfit::none ? 1 : 0;
    }
    line.sealed = compartment.unsettled;
    line.mayDecide = compartment.mayDecide;
    if (line.conflicts + line.inconsistent > 0 || line.sealed) lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace

std::string_view nameOf(ConflictError cause) {
  switch (cause) {
    case ConflictError::notOpen:
      return "notOpen";
    case ConflictError::noSuchSide:
      return "noSuchSide";
    case ConflictError::notKept:
      return "notKept";
    case ConflictError::notReadable:
      return "notReadable";
  }
  return {};
}

Result<ConflictPage> listConflicts(Vault& vault, const std::string& language, std::int64_t from, std::uint32_t limit) {
  LIMEN_TRY(vault.require(Act::listRecords));
  ConflictPage page;
  LIMEN_ASSIGN(const auto changed, changedRecords(vault.store(), from, limit));
  for (const auto& [position, record] : changed) {
    LIMEN_ASSIGN(const auto row, vault.store().record(record));
    LIMEN_ASSIGN(const bool erased, vault.store().isErased(record));
    if (row && !erased) LIMEN_TRY(addLines(vault, *row, language, page.lines));
    page.next = position;
  }
  if (changed.size() < limit) page.next = 0;
  return page;
}

Result<void> decideConflict(Vault& vault, const RecordId& record, std::string_view mark, std::size_t side) {
  LIMEN_ASSIGN(const auto programme, amendingProgramme(vault, record));
  LIMEN_TRY(vault.require(Act::amend, *programme));
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  LIMEN_ASSIGN(const OpenedRecord opened, openRecord(vault, revisions, OwnShift::opens));
  RecordView view;
  show(vault, opened, programme->form->definition().defaultLanguage, view);
  const Found found = findMark(view, mark);
  if (found.answer == nullptr) return unexpected(ConflictError::notOpen);
  if (!found.compartment->mayDecide) return unexpected(ConflictError::notReadable);
  if (side >= found.answer->sides.size()) return unexpected(ConflictError::noSuchSide);
  const forms::Value& value = found.answer->sides[side].value;
  forms::Submission submission;
  submission.answers.push_back({found.answer->question, found.answer->instances, value});
  const auto today = std::chrono::floor<std::chrono::days>(vault.clock().now());
  const MinimalRecord minimal = minimise(programme, submission, today);
  // What was minimised once must come out as it stands: a band of ages, say, would be made something else of.
  const bool same = std::any_of(minimal.compartments().begin(), minimal.compartments().end(), [&](const auto& answers) {
    return std::any_of(answers.begin(), answers.end(), [&](const KeptAnswer& kept) { return kept.value == value; });
  });
  if (!same) return unexpected(ConflictError::notKept);
  return writePatch(vault, programme, record, revisions, minimal, "conflict.decide");
}

}  // namespace limen
