// SPDX-License-Identifier: Apache-2.0
#include "ctl/commands.h"

#include "ctl/drill.h"
#include "ctl/lease_commands.h"
#include "ctl/recovery_commands.h"
#include "ctl/wipe_commands.h"

namespace limen {

void addAllCommands(CLI::App& app, Chosen& chosen) {
  const auto group = [&app](const char* name, const char* what) {
    CLI::App* added = app.add_subcommand(name, what);
    added->require_subcommand(1);
    return added;
  };
  CLI::App* org = group("org", "The organisation: its root, its signed directory, its escrow");
  addOrgInit(*org, chosen);
  addOrgPublish(*org, chosen);
  addOrgLease(*org, chosen);
  CLI::App* form = group("form", "Forms for their authors: nothing is sealed, nothing is stored");
  addFormCheck(*form, chosen);
  addFormEval(*form, chosen);
  addFormRun(*form, chosen);
  addFormPreview(*form, chosen);
  CLI::App* programme = group("programme", "Programmes: workbooks become signed packages");
  addProgrammeBuild(*programme, chosen);
  addProgrammeShow(*programme, chosen);
  addProgrammeAnnotate(*programme, chosen);
  addProgrammeDerive(*programme, chosen);
  addProgrammePublish(*programme, chosen);
  addProgrammeUse(*programme, chosen);
  CLI::App* server = group("server", "The server's folder");
  addServerInit(*server, chosen);
  addServerBackup(*server, chosen);
  addServerRestore(*server, chosen);
  addServerStatus(*server, chosen);
  CLI::App* user = group("user", "People: in the directory, and at a station");
  addUserAdd(*user, chosen);
  addUserList(*user, chosen);
  addUserRole(*user, chosen);
  addUserAssign(*user, chosen);
  addUserAdmit(*user, chosen);
  addUserConfirm(*user, chosen);
  addUserPassphrase(*user, chosen);
  addUserReset(*user, chosen);
  addUserDisable(*user, chosen);
  addUserEnable(*user, chosen);
  addUserCodes(*user, chosen);
  addUserTotp(*user, chosen);
  addUserKey(*user, chosen);
  addUserChip(*user, chosen);
  CLI::App* passphrase = group("passphrase", "Passphrases");
  addPassphraseSuggest(*passphrase, chosen);
  CLI::App* station = group("station", "Stations: inviting, enrolling, approving");
  addStationInvite(*station, chosen);
  addStationEnrol(*station, chosen);
  addStationWaiting(*station, chosen);
  addStationApprove(*station, chosen);
  addStationRenew(*station, chosen);
  addStationCertificate(*station, chosen);
  addStationUsers(*station, chosen);
  addStationRotateKey(*station, chosen);
  addStationWipe(*station, chosen);
  addStationWipes(*station, chosen);
  CLI::App* reader = group("reader", "Who reads a compartment");
  addReaderGrant(*reader, chosen);
  addReaderAccept(*reader, chosen);
  addReaderRemove(*reader, chosen);
  CLI::App* record = group("record", "Records on a station");
  addRecordImport(*record, chosen);
  addRecordList(*record, chosen);
  addRecordShow(*record, chosen);
  addRecordDuplicates(*record, chosen);
  addRecordAmend(*record, chosen);
  addRecordErase(*record, chosen);
  addRecordWithdraw(*record, chosen);
  addRecordFind(*record, chosen);
  addRecordEvent(*record, chosen);
  CLI::App* retention = group("retention", "Until when records are kept, and what two persons hold longer");
  addRetentionList(*retention, chosen);
  addRetentionHold(*retention, chosen);
  addRetentionRelease(*retention, chosen);
  CLI::App* conflict = group("conflict", "Records that two changed without having seen each other");
  addConflictList(*conflict, chosen);
  addConflictShow(*conflict, chosen);
  addConflictDecide(*conflict, chosen);
  CLI::App* shift = group("shift", "The shift of a station");
  addShiftClose(*shift, chosen);
  CLI::App* audit = group("audit", "The log of a station: what was done on it, by whom, and that nobody changed it since");
  addAuditVerify(*audit, chosen);
  addAuditShow(*audit, chosen);
  addAuditExport(*audit, chosen);
  CLI::App* backup = group("backup", "Sealed backups of a station");
  addBackupCreate(*backup, chosen);
  addBackupVerify(*backup, chosen);
  addBackupList(*backup, chosen);
  addBackupPlan(*backup, chosen);
  addRestore(app, chosen);
  CLI::App* recovery = group("recovery", "What recovery holders bring back together: compartment keys, a station");
  addRecoveryAnnounce(*recovery, chosen);
  addRecoveryCheck(*recovery, chosen);
  addRecoveryOfficer(*recovery, chosen);
  addRecoveryStation(*recovery, chosen);
  CLI::App* drill = group("drill", "Rehearsals on throw-away data, timed and signed");
  addDrillRestore(*drill, chosen);
  addDrillLostLaptop(*drill, chosen);
  addDrillVerify(*drill, chosen);
  addSync(app, chosen);
  CLI::App* courier = group("courier", "What is sent and received where there is no link: sealed bundles on a stick");
  addCourierExport(*courier, chosen);
  addCourierImport(*courier, chosen);
  addStatus(app, chosen);
}

}  // namespace limen
