// SPDX-License-Identifier: Apache-2.0
// The sheets retention, notices, stewards, assessment, risk and partners. Each finding names sheet, row and column.
#pragma once

#include "protection/sheets.h"

namespace limen {

constexpr std::size_t kMaxGovernanceRows = 200;  // a sheet
constexpr std::size_t kMaxNoticeBytes = 16 << 10;

struct GovernanceReading {
  const forms::Workbook& workbook;
  const std::vector<std::string>& languages;
  std::optional<forms::Date> today;
  Findings& findings;
};

void readRetentions(const GovernanceReading& in, Programme& out);
void readAssessments(const GovernanceReading& in, Programme& out);
void readNotices(const GovernanceReading& in, Programme& out);
void readStewards(const GovernanceReading& in, Programme& out);
// After roles, retentions and the form.
void readRisks(const GovernanceReading& in, const forms::FormDefinition& form, Programme& out);
// Once the form is compiled and each question has its compartment: what `narrow` lacks.
void warnOfNarrowing(const forms::Workbook& workbook, const Programme& programme, Findings& findings);
// After purposes and the form.
void readPartners(const GovernanceReading& in, const forms::FormDefinition& form, Programme& out);

std::optional<forms::Date> dateFrom(std::string_view text);  // 2026-11-23
std::string textOfDate(forms::Date date);
bool holdsMarkup(std::string_view text);  // "<" and a letter, "/" or "!" after it

}  // namespace limen
