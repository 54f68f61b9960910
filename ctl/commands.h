// SPDX-License-Identifier: Apache-2.0
// Every command, in the order of its group's help. The functions stand in the files of the same name.
#pragma once

#include "ctl/command.h"

namespace limen {

void addOrgInit(CLI::App& org, Chosen& chosen);
void addOrgPublish(CLI::App& org, Chosen& chosen);
void addFormCheck(CLI::App& form, Chosen& chosen);
void addFormEval(CLI::App& form, Chosen& chosen);
void addFormPreview(CLI::App& form, Chosen& chosen);
void addFormRun(CLI::App& form, Chosen& chosen);
void addProgrammeBuild(CLI::App& programme, Chosen& chosen);
void addProgrammeShow(CLI::App& programme, Chosen& chosen);
void addProgrammeAnnotate(CLI::App& programme, Chosen& chosen);
void addProgrammeDerive(CLI::App& programme, Chosen& chosen);
void addProgrammePublish(CLI::App& programme, Chosen& chosen);
void addProgrammeUse(CLI::App& programme, Chosen& chosen);
void addServerInit(CLI::App& server, Chosen& chosen);
void addServerBackup(CLI::App& server, Chosen& chosen);
void addServerRestore(CLI::App& server, Chosen& chosen);
void addServerStatus(CLI::App& server, Chosen& chosen);
void addUserChip(CLI::App& user, Chosen& chosen);
void addUserCodes(CLI::App& user, Chosen& chosen);
void addUserKey(CLI::App& user, Chosen& chosen);
void addUserTotp(CLI::App& user, Chosen& chosen);
void addUserAdmit(CLI::App& user, Chosen& chosen);
void addUserAssign(CLI::App& user, Chosen& chosen);
void addUserConfirm(CLI::App& user, Chosen& chosen);
void addUserDisable(CLI::App& user, Chosen& chosen);
void addUserEnable(CLI::App& user, Chosen& chosen);
void addUserPassphrase(CLI::App& user, Chosen& chosen);
void addUserReset(CLI::App& user, Chosen& chosen);
void addUserRole(CLI::App& user, Chosen& chosen);
void addStationUsers(CLI::App& station, Chosen& chosen);
void addPassphraseSuggest(CLI::App& passphrase, Chosen& chosen);
void addUserAdd(CLI::App& user, Chosen& chosen);
void addUserList(CLI::App& user, Chosen& chosen);
void addStationInvite(CLI::App& station, Chosen& chosen);
void addStationEnrol(CLI::App& station, Chosen& chosen);
void addStationWaiting(CLI::App& station, Chosen& chosen);
void addStationCertificate(CLI::App& station, Chosen& chosen);
void addStationRenew(CLI::App& station, Chosen& chosen);
void addStationApprove(CLI::App& station, Chosen& chosen);
void addReaderGrant(CLI::App& reader, Chosen& chosen);
void addReaderAccept(CLI::App& reader, Chosen& chosen);
void addReaderRemove(CLI::App& reader, Chosen& chosen);
void addRecordImport(CLI::App& record, Chosen& chosen);
void addRecordAmend(CLI::App& record, Chosen& chosen);
void addRecordErase(CLI::App& record, Chosen& chosen);
void addRecordWithdraw(CLI::App& record, Chosen& chosen);
void addRecordFind(CLI::App& record, Chosen& chosen);
void addRecordList(CLI::App& record, Chosen& chosen);
void addRecordShow(CLI::App& record, Chosen& chosen);
void addConflictList(CLI::App& conflict, Chosen& chosen);
void addConflictShow(CLI::App& conflict, Chosen& chosen);
void addConflictDecide(CLI::App& conflict, Chosen& chosen);
void addRecordDuplicates(CLI::App& record, Chosen& chosen);
void addRecordEvent(CLI::App& record, Chosen& chosen);
void addRetentionList(CLI::App& retention, Chosen& chosen);
void addRetentionHold(CLI::App& retention, Chosen& chosen);
void addRetentionRelease(CLI::App& retention, Chosen& chosen);
void addShiftClose(CLI::App& shift, Chosen& chosen);
void addAuditVerify(CLI::App& audit, Chosen& chosen);
void addAuditShow(CLI::App& audit, Chosen& chosen);
void addAuditExport(CLI::App& audit, Chosen& chosen);
void addBackupCreate(CLI::App& backup, Chosen& chosen);
void addBackupVerify(CLI::App& backup, Chosen& chosen);
void addBackupList(CLI::App& backup, Chosen& chosen);
void addBackupPlan(CLI::App& backup, Chosen& chosen);
void addRestore(CLI::App& app, Chosen& chosen);
void addCourierExport(CLI::App& courier, Chosen& chosen);
void addCourierImport(CLI::App& courier, Chosen& chosen);
void addSync(CLI::App& app, Chosen& chosen);
void addStatus(CLI::App& app, Chosen& chosen);

// An expression may begin with a minus, "-1": of `form eval` the expressions are put last, behind "--".
std::vector<std::string> expressionsLast(std::vector<std::string> arguments);

// The whole command line; `chosen` is set by parsing.
void addAllCommands(CLI::App& app, Chosen& chosen);

}  // namespace limen
