// SPDX-License-Identifier: Apache-2.0
// Long because every cause of every room has its sentence here: one place to read them against each other.
#include "ctl/sentences.h"

#include "core/files.h"
#include "crypto/attachment.h"
#include "crypto/audit_log.h"
#include "crypto/backup.h"
#include "crypto/certificates.h"
#include "crypto/courier.h"
#include "crypto/envelope.h"
#include "crypto/key_slots.h"
#include "crypto/keys.h"
#include "crypto/second_source.h"
#include "ctl/command.h"
#include "forms/evaluation.h"
#include "forms/form_session.h"
#include "forms/workbook.h"
#include "forms/xml_tree.h"
#include "protection/picture.h"
#include "protection/programme.h"
#include "protection/rights.h"
#include "server/server_backup.h"
#include "server/server_folder.h"
#include "server/store_key.h"
#include "server/tombstone_log.h"
#include "station/conflicts.h"
#include "station/enrolment.h"
#include "station/erasure.h"
#include "station/factors.h"
#include "station/find_receipt.h"
#include "station/intake.h"
#include "station/kept.h"
#include "station/lease.h"
#include "station/organisation.h"
#include "station/renewal.h"
#include "station/users.h"
#include "station/vault.h"
#include "station/withdraw.h"
#include "store/database.h"
#include "sync/directory.h"
#include "sync/run.h"
#include "sync/tombstone.h"
#include "sync/transport.h"
#include "sync/wipe_order.h"

namespace limen {

namespace {

using forms::EvaluationError;
using forms::FormError;
using forms::WorkbookError;
using forms::XmlError;

struct Verdict {
  std::string_view sentence;
  ExitCode code = ExitCode::other;
};

// One function a room, without a default: a cause added there does not compile until it has a sentence here. An empty
// verdict stands behind the last cause and ends the walk of allCauses().

Verdict say(FileError cause) {
  switch (cause) {
    case FileError::missing:
      return {"There is no such file, so nothing was changed; check the path.", ExitCode::refused};
    case FileError::unreadable:
      return {"The file could not be read, so nothing was changed; check that it is a regular file and that you may read it.",
              ExitCode::refused};
    case FileError::tooLarge:
      return {"The file is larger than a file of its kind may be, so it was not read; check that it is the right one.",
              ExitCode::refused};
    case FileError::notWritten:
      return {"The file could not be written; what stood there before is unchanged. Check the folder's permissions.",
              ExitCode::store};
    case FileError::diskFull:
      return {"The disk is full; the file as it stood before is unchanged. Free some space and run the command again.",
              ExitCode::store};
    case FileError::exists:
      return {"A file of that name is there already and was left as it is; choose another name or move it away.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(KeyError cause) {
  switch (cause) {
    case KeyError::wrongKey:
      return {"The key does not fit, so nothing was opened and nothing was changed; check which key is meant.", ExitCode::locked};
    case KeyError::tampered:
      return {
          "A sealed key does not open: it was altered or is for somebody else. Nothing was changed; ask for it to be sent again.",
          ExitCode::other};
    case KeyError::lowOrder:
      return {"A public key is one of the known weak ones, so nothing was sealed to it; report this to the administrator.",
              ExitCode::other};
    case KeyError::malformed:
      return {"A key has the wrong shape, so it was not used and nothing was changed; fetch it again from its source.",
              ExitCode::other};
  }
  return {};
}

Verdict say(SlotError cause) {
  switch (cause) {
    case SlotError::damaged:
      return {
          "The slot file of this station is damaged, so nobody can unlock; the records are untouched. Restore the file from a "
          "backup.",
          ExitCode::store};
    case SlotError::newerVersion:
      return {"The slot file was written by a newer Limen, so it was not opened and is unchanged; update this Limen.",
              ExitCode::store};
    case SlotError::wrongPassphrase:
      return {
          "The passphrase is not right, so nothing was opened; the try was counted. Check the passphrase file or type it again.",
          ExitCode::locked};
    case SlotError::unknownUser:
      return {"Nobody of that name unlocks this station, so nothing was opened; `limenctl status` lists who does.",
              ExitCode::locked};
    case SlotError::disabled:
      return {"Too many wrong tries have disabled this user; the records are kept. A supervisor must reset the passphrase.",
              ExitCode::locked};
    case SlotError::waiting:
      return {"After wrong tries this user has to wait, so the passphrase was not tried; the records are kept. Try again later.",
              ExitCode::locked};
    case SlotError::parametersTooCostly:
      return {
          "The slot file asks for more memory or time than Limen allows, so it was not opened; it may have been altered, restore "
          "it.",
          ExitCode::store};
    case SlotError::alreadyListed:
      return {"This user has a slot on this station already, so none was added and theirs is unchanged; unlock with it.",
              ExitCode::refused};
    case SlotError::badLabel:
      return {"The user's name is empty, too long or holds control characters, so no slot was made; give a plain name.",
              ExitCode::refused};
    case SlotError::deviceNeeded:
      return {
          "This user unlocks with a security key, the machine's TPM or a printed code, and none was given; no try was counted. Give one.",
          ExitCode::locked};
    case SlotError::full:
      return {"This station has no slot left for another user, so nothing was added; remove one first.", ExitCode::refused};
  }
  return {};
}

Verdict say(DeviceError cause) {
  switch (cause) {
    case DeviceError::absent:
      return {"No security key is plugged in, so nothing was opened and no try was counted; plug yours in.", ExitCode::locked};
    case DeviceError::wrongDevice:
      return {"The security key that is plugged in was not set up for this, so nothing was opened; plug in the right one.",
              ExitCode::locked};
    case DeviceError::removed:
      return {"The security key went away before it had answered, so nothing was opened or set up; plug it in and try again.",
              ExitCode::locked};
    case DeviceError::refused:
      return {"The security key was not touched in time or said no, so nothing was opened or set up; try again.", ExitCode::locked};
    case DeviceError::unsuited:
      return {"This security key cannot give a secret (FIDO2 hmac-secret), so it was not set up; use another model.", ExitCode::refused};
    case DeviceError::pinNeeded:
      return {"This security key was set up with its PIN and none was given, so nothing was opened; type the key's PIN as well.",
              ExitCode::locked};
    case DeviceError::wrongPin:
      return {"The security key says that its PIN is wrong, so nothing was opened; the key itself counts these tries.",
              ExitCode::locked};
    case DeviceError::noVerification:
      return {"The security key no longer verifies its holder as it did when it was set up, so nothing was opened; unlock another way.",
              ExitCode::locked};
    case DeviceError::noChip:
      return {"This machine has no TPM 2.0 that can be reached, so nothing was sealed to it or opened with it; use another way.",
              ExitCode::locked};
    case DeviceError::otherChip:
      return {"The TPM of this machine is not the one that sealed this, so nothing was opened: the disk was moved, or the TPM cleared.",
              ExitCode::locked};
    case DeviceError::failed:
      return {"The device did not answer as it should, so nothing was opened or set up; try again, or use another.", ExitCode::other};
  }
  return {};
}

Verdict say(FactorError cause) {
  switch (cause) {
    case FactorError::codeNeeded:
      return {"This user has a phone set up and its six digits were not given, so nothing was done; give them as well.",
              ExitCode::locked};
    case FactorError::wrongCode:
      return {"The six digits are not those of this half minute, so nothing was done and the try was counted; check both clocks.",
              ExitCode::locked};
    case FactorError::usedCode:
      return {"These six digits were used already and count once, so nothing was done; wait for the next ones.", ExitCode::locked};
    case FactorError::codeWaiting:
      return {"After wrong digits this user has to wait, so these were not looked at; try again later.", ExitCode::locked};
    case FactorError::codeUsedUp:
      return {"Twenty wrong digits were given, so none are taken any more; a supervisor must reset this user.", ExitCode::locked};
    case FactorError::noFactor:
      return {"This user has none of that kind or name, so nothing was changed; check what was set up.", ExitCode::refused};
    case FactorError::alreadyThere:
      return {"This user has a phone set up already, so the new one was not taken; remove the old one first.", ExitCode::refused};
  }
  return {};
}

Verdict say(CertificateError cause) {
  switch (cause) {
    case CertificateError::malformed:
      return {"A certificate or its request cannot be read, so nothing was signed or trusted; fetch it again.", ExitCode::other};
    case CertificateError::notOurs:
      return {
          "A certificate is not from this organisation's authority, so it was not trusted and nothing was sent; check the kit.",
          ExitCode::locked};
    case CertificateError::expired:
      return {"A certificate has expired, so nothing was sent and all records are kept; ask the administrator for a new one.",
              ExitCode::locked};
    case CertificateError::failed:
      return {"The certificate could not be made, so nothing was changed; run the command again and report it if it stays.",
              ExitCode::other};
  }
  return {};
}

Verdict say(SealError cause) {
  switch (cause) {
    case SealError::truncated:
      return {"A sealed record ends too early, so it was not taken; what is stored is unchanged. Sync again.", ExitCode::other};
    case SealError::malformed:
      return {"A sealed record has the wrong shape, so it was not taken; what is stored is unchanged. Report it.",
              ExitCode::other};
    case SealError::tampered:
      return {"A sealed record was altered, so it was not opened; it is kept as evidence. Report it to the administrator.",
              ExitCode::other};
    case SealError::wrongReader:
      return {"This part of the record is sealed for other readers; it is kept sealed. Ask one of them.", ExitCode::locked};
    case SealError::newerVersion:
      return {"The record was sealed by a newer Limen; it is kept sealed. Update this Limen to read it.", ExitCode::other};
    case SealError::noShiftKey:
      return {"The key of the shift that sealed this is not here, so nothing was sealed or opened; open a shift or ask a reader.",
              ExitCode::locked};
    case SealError::noErasurePart:
      return {
          "The piece that opens this part has not arrived or was erased, so the part stays closed; sync, and if it stays it was "
          "erased.",
          ExitCode::locked};
    case SealError::tooManyCompartments:
      return {"The programme has more than 16 compartments, so nothing was sealed; build it with fewer.", ExitCode::refused};
    case SealError::tooLarge:
      return {"The answers are too large for one record, so it was not sealed; shorten the long texts.", ExitCode::refused};
  }
  return {};
}

Verdict say(XmlError cause) {
  switch (cause) {
    case XmlError::malformed:
      return {"The file is not well-formed, so it was not read; correct the line that is named.", ExitCode::refused};
    case XmlError::tooLarge:
      return {"The document is larger than this program reads, so it was refused; take out what it does not need.",
              ExitCode::refused};
    case XmlError::tooDeep:
      return {"The document is nested deeper than this program reads, so it was refused; flatten it.", ExitCode::refused};
    case XmlError::entityBomb:
      return {"The document declares an entity, so it was refused; write the text itself in its place.", ExitCode::refused};
    case XmlError::notUtf8:
      return {"The file is in an encoding that is not read, so it was refused; save it as UTF-8.", ExitCode::refused};
  }
  return {};
}

Verdict say(EvaluationError cause) {
  switch (cause) {
    case EvaluationError::badExpression:
      return {"The expression cannot be read, so it was not computed; correct it.", ExitCode::refused};
    case EvaluationError::badContext:
      return {"The path of --context leads to no node, so nothing was computed; correct it.", ExitCode::refused};
    case EvaluationError::tooManySteps:
      return {"The expression takes more steps than any form needs, so it was given up; make it simpler.", ExitCode::refused};
  }
  return {};
}

Verdict say(FormError cause) {
  switch (cause) {
    case FormError::badExpression:
      return {"An expression of the form cannot be read, so the form was refused; correct it in the workbook and build again.",
              ExitCode::refused};
    case FormError::cycle:
      return {
          "Calculations of the form depend on each other in a circle, so the form was refused; break the circle in the workbook.",
          ExitCode::refused};
    case FormError::unknownQuestion:
      return {"The form has no question of that name, so the answer was not taken; check the spelling.", ExitCode::refused};
    case FormError::notThatType:
      return {"The answer is not of the question's type, so it was not taken; the other answers are kept.", ExitCode::refused};
    case FormError::readOnly:
      return {"The question is calculated or read-only, so the answer was not taken; leave it out.", ExitCode::refused};
    case FormError::noSuchInstance:
      return {"That instance of the repeat does not exist, so the answer was not taken; add it first.", ExitCode::refused};
    case FormError::tooDeep:
      return {"Groups and repeats are nested more than 8 deep, so the form was refused; flatten it.", ExitCode::refused};
    case FormError::badDraft:
      return {"The draft is damaged or of another form, so it was not opened; it is kept as it is.", ExitCode::store};
  }
  return {};
}

Verdict say(WorkbookError cause) {
  switch (cause) {
    case WorkbookError::unreadable:
      return {"The workbook cannot be read: it is damaged or cut short. Nothing was built; save it again as .xlsx and retry.",
              ExitCode::refused};
    case WorkbookError::notAWorkbook:
      return {"This is neither an .xlsx workbook nor a folder of .csv sheets, so nothing was built; check the path.",
              ExitCode::refused};
    case WorkbookError::tooLarge:
      return {
          "The workbook is beyond the limits (2 MiB packed, 64 MiB unpacked), so nothing was built; remove pictures and unused "
          "sheets.",
          ExitCode::refused};
    case WorkbookError::refused:
      return {"The workbook has errors, so nothing was built; correct the findings listed above it.", ExitCode::refused};
  }
  return {};
}

Verdict say(ProgrammeError cause) {
  switch (cause) {
    case ProgrammeError::refused:
      return {"The programme has errors, so no package was made; correct the findings and build it again.", ExitCode::refused};
    case ProgrammeError::damaged:
      return {"This is not a programme package or it is damaged, so it was not used; fetch it again.", ExitCode::refused};
    case ProgrammeError::badSignature:
      return {
          "A signature of the package is wrong: it was altered after signing. It was not used; fetch it again from its author.",
          ExitCode::refused};
    case ProgrammeError::unknownSigner:
      return {
          "The package is not signed by an appointed author and the data protection officer, so it was not used; have it signed.",
          ExitCode::refused};
    case ProgrammeError::otherOrganisation:
      return {"The package belongs to another organisation, so it was not used; what is here is unchanged.", ExitCode::refused};
    case ProgrammeError::older:
      return {"A newer version of this programme is here already, so the older one was not taken; build a higher version.",
              ExitCode::refused};
    case ProgrammeError::newerVersion:
      return {"The package was written by a newer Limen, so it was not used; update this Limen.", ExitCode::refused};
    case ProgrammeError::expired:
      return {"The last day of this programme has passed: open drafts may be finished, no record is begun; build and publish a new version.",
              ExitCode::refused};
    case ProgrammeError::weakened:
      return {"The package lowers a protection or adds a reader without a new assessment, so it was not used; what is here is unchanged.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(UserError cause) {
  switch (cause) {
    case UserError::notListed:
      return {"The directory does not list this user for this station, so nobody was admitted; have them assigned, publish, and sync.",
              ExitCode::refused};
    case UserError::noRescue:
      return {"This user has not unlocked since you were known here, so their passphrase cannot be reset by you; admit them anew.",
              ExitCode::refused};
    case UserError::badRequest:
      return {"The keys are damaged, another organisation's or not signed by that station, so nothing was entered; write them again.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(ConflictError cause) {
  switch (cause) {
    case ConflictError::notOpen:
      return {"No conflict of this record has that mark any more, so nothing was changed; it was decided or got another side. Show it again.",
              ExitCode::refused};
    case ConflictError::noSuchSide:
      return {"The conflict has fewer sides than that, so nothing was changed; show it again and choose one of its numbers.",
              ExitCode::refused};
    case ConflictError::notKept:
      return {"Today's programme keeps less of that answer, or asks it no longer, so neither side can be written again; correct the "
              "answer instead.",
              ExitCode::refused};
    case ConflictError::notReadable:
      return {"Not everything in that compartment is open to you, so you cannot weigh the sides; ask those who read it.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(RetentionError cause) {
  switch (cause) {
    case RetentionError::notAnEvent:
      return {"That is no event of a case that is entered, so nothing was changed; `limenctl record event --help` names them.",
              ExitCode::refused};
    case RetentionError::noRule:
      return {"Nothing of this record is counted from that event, so nothing was changed; `limenctl retention list` names what is.",
              ExitCode::refused};
    case RetentionError::notThatDay:
      return {"The day is further ahead than an event may be, so nothing was changed; look at the year.", ExitCode::refused};
    case RetentionError::notHoldable:
      return {"The programme lets nobody hold what is left of this record, so it goes as its rules say.", ExitCode::refused};
    case RetentionError::notHeld:
      return {"Nothing of this record is held, so there was no hold to end.", ExitCode::refused};
    case RetentionError::badReason:
      return {"The reason is none of the list, so nothing was ordered; the command's help names the reasons.", ExitCode::refused};
  }
  return {};
}

Verdict say(RightsError cause) {
  switch (cause) {
    case RightsError::notYourRole:
      return {"Your role may not do this, so nothing was done and the refusal is in the log; ask who leads the programme.",
              ExitCode::locked};
    case RightsError::unknownRole:
      return {
          "No programme on this station knows your role, so it allows nothing; ask the administrator to correct the directory.",
          ExitCode::locked};
    case RightsError::notFresh:
      return {"This needs your passphrase again, so nothing was done yet; confirm that it is you and repeat it.",
              ExitCode::locked};
    case RightsError::secondNeeded:
      return {"This needs a second person of this station, so nothing was done yet; let them confirm with their own passphrase.",
              ExitCode::locked};
    case RightsError::ownRequest:
      return {"Nobody confirms their own request, so it still waits; ask another user of this station.", ExitCode::locked};
    case RightsError::notSecond:
      return {
          "That person's role confirms nothing, so the request still waits; ask a supervisor, the data protection officer or an "
          "administrator.",
          ExitCode::locked};
    case RightsError::unknownRequest:
      return {"There is no such request: it lapsed, was used, or was for something else. Nothing was done; ask again.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(StoreError cause) {
  switch (cause) {
    case StoreError::missing:
      return {"The store is not there and was not made anew, so that nothing is hidden; check the folder's path.",
              ExitCode::store};
    case StoreError::notOurs:
      return {"The database is not a store of Limen, so it was not opened and not changed; check the folder.", ExitCode::store};
    case StoreError::wrongKey:
      return {
          "The store does not open with this key: it is another's or its first page is damaged. It is unchanged; restore or "
          "re-check.",
          ExitCode::store};
    case StoreError::damaged:
      return {
          "A page of the store failed its check, so the command stopped; copy the folder away before anything else, then restore "
          "a backup.",
          ExitCode::store};
    case StoreError::newerVersion:
      return {"The store was written by a newer Limen, so it was not opened and is unchanged; update this program.",
              ExitCode::store};
    case StoreError::readOnly:
      return {"The store cannot be written to, so nothing was saved; check the folder's permissions and the disk.",
              ExitCode::store};
    case StoreError::diskFull:
      return {"The disk is full; all that was saved before is kept, this change is not. Free some space and repeat it.",
              ExitCode::store};
    case StoreError::busy:
      return {"Another program is using the store, so nothing was changed; close the app on this station and repeat.",
              ExitCode::store};
    case StoreError::failed:
      return {"The store refused the change and is as it was before; repeat the command and report it if it stays.",
              ExitCode::store};
    case StoreError::mixedAges:
      return {
          "Parts of the store are older than the rest, as if somebody had put them back; nothing was changed or sent. Copy the "
          "folder "
          "away and tell the data protection officer.",
          ExitCode::store};
    case StoreError::duplicate:
      return {"What was to be added is there already; nothing was changed and nothing is lost.", ExitCode::refused};
    case StoreError::notFound:
      return {"There is no such record here; nothing was changed. Check the id or sync first.", ExitCode::refused};
  }
  return {};
}

Verdict say(RunError cause) {
  switch (cause) {
    case RunError::truncated:
      return {"A batch of records arrived cut short, so none of it was taken; sync again.", ExitCode::network};
    case RunError::malformed:
      return {"A batch of records has the wrong shape, so none of it was taken; report it to the administrator.",
              ExitCode::other};
    case RunError::newerVersion:
      return {"A batch of records comes from a newer Limen, so it was left on the server; update this Limen.", ExitCode::other};
    case RunError::badSignature:
      return {"A batch of records is not signed by the station it names, so it was not taken; report it to the administrator.",
              ExitCode::other};
    case RunError::brokenChain:
      return {
          "A batch of records does not continue its station's chain, so it was not taken; both sides keep what they had. Report "
          "it.",
          ExitCode::other};
    case RunError::tooLarge:
      return {"A batch of records is larger than 4 MiB, so it was not taken; report it to the administrator.", ExitCode::other};
    case RunError::badSeeds:
      return {"The erasure seeds of a batch do not open, so it was not taken; the records are kept. Sync again.",
              ExitCode::other};
  }
  return {};
}

Verdict say(TombstoneError cause) {
  switch (cause) {
    case TombstoneError::malformed:
      return {"An erasure has the wrong shape, so nothing was erased by it; report it to the administrator.", ExitCode::other};
    case TombstoneError::newerVersion:
      return {"An erasure comes from a newer Limen, so it was not carried out here; update this Limen.", ExitCode::other};
    case TombstoneError::badReason:
      return {"The reason of an erasure is none of the list; nothing was erased. `limenctl record erase --help` names them.", ExitCode::refused};
    case TombstoneError::badSignature:
      return {"An erasure is not signed by the users it names, so nothing was erased by it; report it to the administrator.",
              ExitCode::other};
    case TombstoneError::onePerson:
      return {"An erasure needs two people and has one, so nothing was erased; ask a second person to confirm.", ExitCode::refused};
    case TombstoneError::noOfficer:
      return {"Nobody who answers for data protection has signed the erasure, so nothing was erased; ask them.", ExitCode::refused};
  }
  return {};
}

Verdict say(ErasureError cause) {
  switch (cause) {
    case ErasureError::unknownRecord:
      return {"Nothing of that record is on this station, so nothing was erased; copy its id whole, or erase it where it is.", ExitCode::refused};
    case ErasureError::erased:
      return {"Two people have erased this record: nothing of it can be read or corrected any more, here or anywhere else.", ExitCode::refused};
  }
  return {};
}

Verdict say(TombstoneLogError cause) {
  switch (cause) {
    case TombstoneLogError::damaged:
      return {"The server's file of erasures is damaged, so the server does not start: what is erased could come back. Restore the file.",
              ExitCode::store};
    case TombstoneLogError::notWritten:
      return {"The server could not write its file of erasures, so nothing was erased; check the disk and its permissions.",
              ExitCode::store};
  }
  return {};
}

Verdict say(DirectoryError cause) {
  switch (cause) {
    case DirectoryError::malformed:
      return {"The organisation's directory cannot be read, so the one held before stays in force; fetch it again.",
              ExitCode::other};
    case DirectoryError::badSignature:
      return {
          "The directory's signature is wrong, so it was not taken and the one held before stays; report it to the "
          "administrator.",
          ExitCode::other};
    case DirectoryError::notAppointed:
      return {
          "The directory is signed by somebody whom the root has not appointed, so it was not taken; the one held before stays.",
          ExitCode::other};
    case DirectoryError::otherOrganisation:
      return {"The directory belongs to another organisation, so it was not taken; check the kit and the server.",
              ExitCode::other};
    case DirectoryError::older:
      return {"The directory is older than the one held here, so it was not taken; publish the current one.", ExitCode::refused};
    case DirectoryError::wrongGrant:
      return {
          "The grant is for another user or is not signed by an appointed person, so it was not taken; ask for one for this "
          "user.",
          ExitCode::refused};
  }
  return {};
}

Verdict say(TransportError cause) {
  switch (cause) {
    case TransportError::unreachable:
      return {"The server cannot be reached; everything is kept here. Check the network and run the command again.",
              ExitCode::network};
    case TransportError::refusedCertificate:
      return {"The server refused this certificate; everything is kept here. Ask the administrator whether it is still listed.",
              ExitCode::locked};
    case TransportError::untrustedServer:
      return {
          "The server that answered is not this organisation's, so nothing was sent to it; check the address and the network.",
          ExitCode::locked};
    case TransportError::cut:
      return {"The connection was cut; what was confirmed stays confirmed and the rest is kept here. Run it again.",
              ExitCode::network};
    case TransportError::cancelled:
      return {"Stopped as asked; what was confirmed stays confirmed and the rest is kept here.", ExitCode::network};
    case TransportError::timedOut:
      return {"The server did not answer in time; everything is kept here. Run the command again later.", ExitCode::network};
    case TransportError::notAllowed:
      return {"The server does not allow this to this certificate; nothing was changed. Ask the administrator.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(VaultError cause) {
  switch (cause) {
    case VaultError::notAStation:
      return {"This folder is not a station's, so nothing was opened; check --home or enrol first.", ExitCode::refused};
    case VaultError::notEnrolled:
      return {"This station is not approved yet; what is in it is kept. Run `limenctl station enrol` again once it is.",
              ExitCode::locked};
    case VaultError::damaged:
      return {"A file of this station is damaged, so it was not opened and not changed; restore it from a backup.",
              ExitCode::store};
    case VaultError::weakPassphrase:
      return {"The passphrase is too weak, so nothing was changed; choose one of 15 characters or more that is in no list.",
              ExitCode::refused};
    case VaultError::wrongFolder:
      return {"The files in this folder do not belong together, so nothing was opened; restore the folder as a whole.",
              ExitCode::store};
    case VaultError::noShift:
      return {"No shift is open, so nothing was sealed; the draft is kept. Open a shift first.", ExitCode::locked};
    case VaultError::shiftOpen:
      return {
          "A shift is open on this station, so nothing was changed; close it in the app, or with `limenctl shift close` if "
          "the app is gone.",
          ExitCode::locked};
    case VaultError::noProgramme:
      return {"This station has no such programme; nothing was changed. Publish it, then sync.", ExitCode::refused};
    case VaultError::notAllowed:
      return {"This user's role does not allow that, so nothing was changed; ask a supervisor.", ExitCode::locked};
    case VaultError::olderSlots:
      return {"The slot file is older than the one that this station wrote last, so nothing was opened; put the newest one back.",
              ExitCode::store};
    case VaultError::mustChange:
      return {"This passphrase was chosen by somebody else, so nothing was opened; change it with `limenctl user passphrase`.",
              ExitCode::locked};
    case VaultError::anothersShift:
      return {"Somebody else's shift is open on this station, so none was opened and theirs is kept; they or a supervisor can close it.",
              ExitCode::locked};
    case VaultError::pullFirst:
      return {"This station was restored from a backup, so no shift was opened; sync once, and it has its own chain back.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(CourierError cause) {
  switch (cause) {
    case CourierError::notABundle:
      return {"This is not a courier's bundle, so nothing was taken of it; check the path.", ExitCode::refused};
    case CourierError::newerVersion:
      return {"This bundle was written by a later Limen, so nothing was taken of it; update this one and take it again.", ExitCode::refused};
    case CourierError::truncated:
      return {"This bundle ends before its end, so nothing was taken of it and nothing is lost; copy it to the stick once more.", ExitCode::refused};
    case CourierError::damaged:
      return {"This bundle is not as it was written, so nothing was taken of it and nothing is lost; export it again, on another stick.",
              ExitCode::refused};
    case CourierError::tooLarge:
      return {"This bundle is larger than any that Limen writes, so nothing was taken of it.", ExitCode::refused};
    case CourierError::otherReceiver:
      return {"This bundle is for another server, another station, or for an earlier key of this one, so nothing was taken of it; bring it to "
              "whom it is for.",
              ExitCode::refused};
    case CourierError::otherWay:
      return {"This bundle goes the other way, from here, so nothing was taken of it; bring it to the other side.", ExitCode::refused};
    case CourierError::otherOrganisation:
      return {"This bundle is of another organisation, so nothing was taken of it.", ExitCode::refused};
    case CourierError::notListed:
      return {"The directory does not list the station that wrote this bundle, or lists it as revoked, so nothing was taken of it; ask the "
              "administrator.",
              ExitCode::locked};
    case CourierError::badSignature:
      return {"This bundle was not signed by who it says it is from, so nothing was taken of it; keep it and report it to the administrator.",
              ExitCode::refused};
    case CourierError::replayed:
      return {"This is an answer from before the server was restored, and no longer true; nothing was taken of it. Export again, and bring the "
              "new answer.",
              ExitCode::refused};
    case CourierError::earlierPart:
      return {"This bundle needs what an earlier part of the same answer brings; take all parts together, or the earlier one first.",
              ExitCode::refused};
    case CourierError::notAsked:
      return {"This answers a bundle that this station did not write: its store was copied or restored since. Nothing was taken of it; export "
              "again, and bring the new answer.",
              ExitCode::refused};
    case CourierError::noFolder:
      return {"The folder for the bundles is not there, so none was written; plug the stick in, or make the folder.", ExitCode::store};
  }
  return {};
}

Verdict say(BackupError cause) {
  switch (cause) {
    case BackupError::notABackup:
      return {"This file is no backup of Limen's, so nothing was read from it and nothing was changed; check which file is meant.",
              ExitCode::refused};
    case BackupError::newerVersion:
      return {"The backup was written by a newer Limen, so nothing was restored and nothing was changed; update this Limen.",
              ExitCode::refused};
    case BackupError::truncated:
      return {"The backup ends too early, so nothing of it was used and nothing was changed; copy it again or take another one.",
              ExitCode::refused};
    case BackupError::damaged:
      return {"The backup is not as it was written, so nothing of it was used and nothing was changed; take another one.",
              ExitCode::refused};
    case BackupError::otherKey:
      return {
          "The backup is another station's or server's, or older than the last change of its key, so it was not opened; the recovery "
          "holders can open it.",
          ExitCode::locked};
    case BackupError::tooFewShares:
      return {"The shares given do not open the backup, so nothing was changed; give the shares of more holders, each once.",
              ExitCode::locked};
    case BackupError::tooLarge:
      return {"There is too much for one backup file (4 GiB), so none was written; report this.", ExitCode::store};
    case BackupError::noRecovery:
      return {
          "The directory names no recovery holders, so nobody could open a backup and none was written; run `limenctl recovery "
          "announce`, publish and sync.",
          ExitCode::refused};
    case BackupError::noFolder:
      return {"The folder for backups is not there, so nothing was written; put the stick in, or make the folder.",
              ExitCode::store};
    case BackupError::exists:
      return {"A station, or something else, is in this folder already and was left as it is; restore into a new folder.",
              ExitCode::refused};
    case BackupError::otherStation:
      return {"The parts of this backup are not of one station, so nothing was restored and nothing was changed; take another one.",
              ExitCode::refused};
    case BackupError::notSet:
      return {"The plan for backups needs a folder by its full path and 1 to 8760 hours, so nothing was changed; set both.",
              ExitCode::usage};
  }
  return {};
}

Verdict say(RenewalError cause) {
  switch (cause) {
    case RenewalError::ended:
      return {"This laptop's certificate has ended, so the server does not talk to it; everything is kept. `limenctl station certificate --ask "
              "FILE` writes a request, the administrator answers it with `limenctl station renew --request FILE`, and --take takes the answer.",
              ExitCode::locked};
    case RenewalError::notOurs:
      return {"The certificate is not for this station's request, or the directory here does not list it yet, so the old one stays; sync, then "
              "take the answer to the last request.",
              ExitCode::refused};
    case RenewalError::malformed:
      return {"The file is no request or no answer of a renewal, so nothing was changed; write it again.", ExitCode::refused};
  }
  return {};
}

Verdict say(LeaseError cause) {
  switch (cause) {
    case LeaseError::ranOut:
      return {"This station has not heard from its server for longer than the organisation allows, so no record is opened or searched; nothing is "
              "lost and new records can be taken. Sync, and they open again.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(WipeError cause) {
  switch (cause) {
    case WipeError::malformed:
      return {"The order to wipe this station is not one, so nothing was destroyed; tell the administrator.", ExitCode::refused};
    case WipeError::newerVersion:
      return {"The order to wipe this station was written by a newer Limen, so it was not obeyed; update this Limen.", ExitCode::refused};
    case WipeError::otherStation:
      return {"The order to wipe names another station, so nothing was destroyed here; tell the administrator.", ExitCode::refused};
    case WipeError::onePerson:
      return {"The order to wipe this station is signed by fewer than two people, so nothing was destroyed; tell the administrator.",
              ExitCode::refused};
    case WipeError::badSignature:
      return {"A signature under the order to wipe this station is not of somebody appointed, or is forged, so nothing was destroyed; tell the "
              "administrator, and keep the server's log.",
              ExitCode::refused};
    case WipeError::noAdministrator:
      return {"No administrator signed the order to wipe this station, so nothing was destroyed; tell the administrator.", ExitCode::refused};
    case WipeError::notRevoked:
      return {"The order to wipe this station came with a directory that does not end it, so nothing was destroyed; tell the administrator.",
              ExitCode::refused};
    case WipeError::replayed:
      return {"The order to wipe this station is older than its good standing, so it was shown again by somebody and nothing was destroyed; tell the "
              "administrator.",
              ExitCode::refused};
    case WipeError::wiped:
      return {"This station was wiped by the order of two people: its keys and records are gone from this laptop. To use the laptop again, enrol it in "
              "an empty folder.",
              ExitCode::locked};
  }
  return {};
}

Verdict say(ServerBackupError cause) {
  switch (cause) {
    case ServerBackupError::notAServers:
      return {"The backup is a station's, so no server was made from it; `limenctl restore` makes the station.", ExitCode::refused};
    case ServerBackupError::otherTombstones:
      return {"That file of erasures is another server's or was changed, so nothing was restored: what is erased could come back. Find the "
              "right one.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(ImportError cause) {
  switch (cause) {
    case ImportError::notJson:
      return {"The line is not a JSON object of answers, so it was left out; the other lines are not affected.",
              ExitCode::refused};
    case ImportError::unknownQuestion:
      return {"The line answers a question that the form does not have, so it was left out; check the name.", ExitCode::refused};
    case ImportError::notThatType:
      return {"An answer of the line is not of its question's type, so the line was left out; correct it.", ExitCode::refused};
    case ImportError::notValid:
      return {"A required answer is missing or one breaks its constraint, so the line was left out; complete it.",
              ExitCode::refused};
    case ImportError::noPicture:
      return {"The line names a picture that is not in the folder given with --pictures, so it was left out; put it there.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(ConsentError cause) {
  switch (cause) {
    case ConsentError::notAsked:
      return {"This programme asks for no consent of that name, so nothing was changed; name one of its purposes by consent, or --all.",
              ExitCode::refused};
    case ConsentError::notAgreed:
      return {"The person did not agree to what this answer is for, so nothing was written; ask them first, and write their yes with it.",
              ExitCode::refused};
    case ConsentError::alreadyTaken:
      return {"All of it was refused or taken back before, so nothing was changed.", ExitCode::refused};
  }
  return {};
}

Verdict say(ReceiptError cause) {
  switch (cause) {
    case ReceiptError::notACode:
      return {"That is not the code of a receipt (four times four letters or digits), so nothing was looked up; compare it with the paper.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(PictureError cause) {
  switch (cause) {
    case PictureError::notAPicture:
      return {"The file is neither JPEG nor PNG, so nothing of it was kept; of other files Limen cannot say what they tell.",
              ExitCode::refused};
    case PictureError::malformed:
      return {"The picture is damaged or ends early, so nothing of it was kept; take it again.", ExitCode::refused};
    case PictureError::tooLarge:
      return {"The picture is larger than 32 MiB or 120 million pixels, so nothing of it was kept; take it with fewer pixels.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(AttachmentError cause) {
  switch (cause) {
    case AttachmentError::damaged:
      return {"The picture is not as it was when it was sealed, so it is not shown; the record is unchanged. Tell your administrator.",
              ExitCode::refused};
    case AttachmentError::incomplete:
      return {"Not all of the picture is on this station yet; it is asked for at the next sync.", ExitCode::refused};
    case AttachmentError::notHere:
      return {"The picture is not on this station yet; it is asked for at the next sync.", ExitCode::refused};
    case AttachmentError::tooMany:
      return {"A record holds at most 100 pictures, so the line was left out; leave some of them out.", ExitCode::refused};
  }
  return {};
}

Verdict say(EnrolError cause) {
  switch (cause) {
    case EnrolError::badKit:
      return {"The kit cannot be read, so nothing was made; take it again from the organisation's folder.", ExitCode::refused};
    case EnrolError::badCode:
      return {"The code is not right, so nothing was enrolled; check it. After five wrong tries ask for a new one.",
              ExitCode::locked};
    case EnrolError::codeUsed:
      return {"The code has expired, was used or had too many tries; nothing was enrolled. Ask for a new code.",
              ExitCode::locked};
    case EnrolError::refused:
      return {"The administrator refused this station; nothing was enrolled. Ask why before trying again.", ExitCode::locked};
    case EnrolError::waiting:
      return {"The administrator has not approved this station yet; its keys are kept. Run the same command again later.",
              ExitCode::locked};
    case EnrolError::badReply:
      return {"The server's answer does not fit this organisation, so it was not taken; the keys are kept. Check the kit.",
              ExitCode::other};
    case EnrolError::alreadyEnrolled:
      return {"This folder is an enrolled station already and was left as it is; choose another folder.", ExitCode::refused};
  }
  return {};
}

Verdict say(OrganisationError cause) {
  switch (cause) {
    case OrganisationError::exists:
      return {"The folder holds an organisation already and was left as it is; choose another folder.", ExitCode::refused};
    case OrganisationError::missing:
      return {"There is no organisation in this folder, so nothing was changed; check --org.", ExitCode::refused};
    case OrganisationError::damaged:
      return {"A file of the organisation is damaged, so nothing was signed; restore the folder from its backup.",
              ExitCode::store};
    case OrganisationError::wrongPassphrase:
      return {
          "The passphrase of the administrator or of the data protection officer is not right, so nothing was signed; check it.",
          ExitCode::locked};
    case OrganisationError::unknownUser:
      return {"The directory has no such user, so nothing was changed; `limenctl user list` shows them.", ExitCode::refused};
    case OrganisationError::unknownCompartment:
      return {"The organisation has no such compartment for that user, so nothing was changed; check its name.",
              ExitCode::refused};
    case OrganisationError::badShape:
      return {
          "The plan does not hold together (a name, site, compartment, address or number of holders), so nothing was made; "
          "correct it.",
          ExitCode::refused};
    case OrganisationError::notApplied:
      return {"The change does not apply as things stand, so nothing was changed; look at the directory first.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(IntakeError cause) {
  switch (cause) {
    case IntakeError::notValid:
      return {"A required answer is missing or one is not allowed, so the record was not finished; its draft is kept.",
              ExitCode::refused};
    case IntakeError::noSuchDraft:
      return {"There is no such draft here; it was finished or discarded, and nothing was changed.", ExitCode::refused};
    case IntakeError::cannotTake:
      return {"That user takes no drafts here (role, disabled, or no key in the directory yet), so the draft stays where it was.",
              ExitCode::refused};
    case IntakeError::noNotice:
      return {"The record does not say how the person was told and what they agreed to, so it is not closed; answer the question that is named.",
              ExitCode::refused};
    case IntakeError::draftsOpen:
      return {"There are drafts that nobody has decided on, so the shift stays open; finish, seal, hand over or discard each.",
              ExitCode::refused};
  }
  return {};
}

Verdict say(ServerFolderError cause) {
  switch (cause) {
    case ServerFolderError::missing:
      return {"A file of the server's folder is missing, so nothing was opened; check --dir or restore the folder.",
              ExitCode::refused};
    case ServerFolderError::exists:
      return {"The server's folder is there already and was left as it is; choose another one.", ExitCode::refused};
    case ServerFolderError::damaged:
      return {"A file of the server's folder is damaged, so nothing was opened; restore the folder from its backup.",
              ExitCode::store};
    case ServerFolderError::wrongKey:
      return {"The store's key does not open this server's folder, so nothing was changed; find the right key file.",
              ExitCode::locked};
    case ServerFolderError::newerVersion:
      return {"The server's folder was written by a newer Limen, so it was not opened; update this program.", ExitCode::store};
    case ServerFolderError::notWritten:
      return {"The server's folder could not be written, so none was made; check permissions and space.", ExitCode::store};
    case ServerFolderError::inUse:
      return {"The server is running, or another limenctl works in its folder, so nothing was taken; stop it for the moment and try again.",
              ExitCode::store};
  }
  return {};
}

Verdict say(StoreKeyError cause) {
  switch (cause) {
    case StoreKeyError::missing:
      return {"The store's key file is not there, so nothing was opened; check its path.", ExitCode::refused};
    case StoreKeyError::readableByOthers:
      return {"Others can read the store's key file, so it was not used; make it yours alone (chmod 400).", ExitCode::locked};
    case StoreKeyError::insideFolder:
      return {"The store's key file lies in the folder that it opens, so it was not used; keep it elsewhere.", ExitCode::refused};
    case StoreKeyError::malformed:
      return {"The store's key is neither 32 bytes nor 64 hexadecimal digits, so it was not used; restore it.",
              ExitCode::refused};
    case StoreKeyError::unreadable:
      return {"The store's key file cannot be read or written, so nothing was made; check its folder.", ExitCode::store};
    case StoreKeyError::exists:
      return {"The store's key file is there already and was left as it is; name another one.", ExitCode::refused};
  }
  return {};
}

Verdict say(AuditError cause) {
  switch (cause) {
    case AuditError::malformed:
      return {"The file is no log of a station, or was cut off, so nothing was verified; export it again.", ExitCode::refused};
    case AuditError::newerVersion:
      return {"The log was written by a newer Limen, so nothing was verified; update this program.", ExitCode::refused};
    case AuditError::wrongStation:
      return {"The log, or a checkpoint with it, is another station's; take the files of one station.", ExitCode::logWrongStation};
    case AuditError::broken:
      return {"An entry of the log was changed, moved, put in or taken out here; trust nothing from there on and keep the file.",
              ExitCode::logBroken};
    case AuditError::contradicted:
      return {"The entries are not those over which the station signed; the log was written anew, so keep the file as evidence.",
              ExitCode::logContradicted};
    case AuditError::badSignature:
      return {"A checkpoint was not signed by the key it needs; check that the key is the right one, else the log is forged.",
              ExitCode::logBadSignature};
    case AuditError::truncated:
      return {"Entries that a checkpoint vouches for are missing at the end; ask for the whole log and keep this file.",
              ExitCode::logTruncated};
    case AuditError::forked:
      return {"There are two histories of this log; one of them was made up. Keep both files and find out who had the station.",
              ExitCode::logForked};
    case AuditError::clockBack:
      return {"Trusted time goes back in the log, which no station lets happen; trust nothing from there on.",
              ExitCode::logClockBack};
    case AuditError::unsealed:
      return {"The last entries stand behind the last checkpoint, so nothing vouches for them; export the log again.",
              ExitCode::logUnsealed};
    case AuditError::unanchored:
      return {"The log begins in the middle without the checkpoint before it; give that one with --known, or export it whole.",
              ExitCode::logUnanchored};
    case AuditError::notCountersigned:
      return {"No checkpoint of the log bears the server's signature, so only the station vouches for it; sync and export again.",
              ExitCode::logNotCountersigned};
    case AuditError::notWitnessed:
      return {"No checkpoint of the log bears the witness's signature; let the witness sign one and try again.",
              ExitCode::logNotWitnessed};
  }
  return {};
}

Verdict say(CommandError cause) {
  switch (cause) {
    case CommandError::notAnId:
      return {"That is not an id of 32 hexadecimal digits, so nothing was done; copy it whole.", ExitCode::usage};
    case CommandError::notAKey:
      return {"That is not a public key of 64 hexadecimal digits, so nothing was verified; copy it whole.", ExitCode::usage};
    case CommandError::unknownUser:
      return {"No user of that name or id unlocks this station; nothing was opened. Check --user.", ExitCode::refused};
    case CommandError::severalUsers:
      return {"Several users unlock this station, so nothing was opened; say which one with --user.", ExitCode::usage};
    case CommandError::noUsers:
      return {"Nobody can unlock this station, so nothing was opened; enrol it first.", ExitCode::refused};
    case CommandError::unknownProgramme:
      return {"This station does not run a programme of that id, so nothing was imported; sync, or check --programme.",
              ExitCode::refused};
    case CommandError::severalProgrammes:
      return {"This station runs several programmes, so nothing was imported; say which one with --programme.", ExitCode::usage};
    case CommandError::badKit:
      return {"The kit is damaged or not a kit, so nothing was trusted; take it again from the organisation's folder.",
              ExitCode::refused};
    case CommandError::noApplicant:
      return {
          "No station that waits has these eight words, so nothing was approved; compare them again, and refuse if they differ.",
          ExitCode::refused};
    case CommandError::notHardened:
      return {"This machine did not let the process protect its memory, so nothing was opened; check its limits.",
              ExitCode::other};
    case CommandError::passphraseMissing:
      return {"The passphrase file cannot be read, so nothing was opened; check its path and owner.", ExitCode::locked};
    case CommandError::passphraseOpen:
      return {"Others can read the passphrase file, so it was not used; make it yours alone (chmod 600).", ExitCode::locked};
    case CommandError::passphraseEmpty:
      return {"The passphrase is empty, so nothing was opened; write it on the first line.", ExitCode::locked};
    case CommandError::passphraseTooLong:
      return {"The passphrase is longer than 1024 bytes, so it was not used; choose a shorter one.", ExitCode::locked};
    case CommandError::passphraseTwice:
      return {"The two passphrases typed are not the same, so nothing was changed; type them again.", ExitCode::locked};
    case CommandError::noTerminal:
      return {
          "A passphrase is needed and there is no terminal to ask on; nothing was changed. Name a file for it, or - for standard "
          "input.",
          ExitCode::usage};
    case CommandError::badForm:
      return {"The form cannot be run, so nothing was computed; `limenctl form check` says what is wrong with it.",
              ExitCode::refused};
    case CommandError::badAnswers:
      return {"The answers do not fit the form, so nothing was computed; correct the one that is named.", ExitCode::refused};
    case CommandError::noPreviewProgram:
      return {"The window's program, limen-preview, is not beside limenctl or could not be started; install the package limen whole.",
              ExitCode::other};
    case CommandError::noDisplay:
      return {"There is no display to open a window on; run the command in a desktop session.", ExitCode::other};
    case CommandError::noCourierPlace:
      return {"It is not said who takes the bundles: give --home for a station, or --server for a server's folder.", ExitCode::usage};
  }
  return {};
}

template <ErrorCause E>
void collect(std::vector<KnownCause>& out) {
  for (int code = 0;; ++code) {
    const Verdict verdict = say(static_cast<E>(code));
    if (verdict.sentence.empty()) return;
    out.push_back({Error(static_cast<E>(code)), verdict.sentence, verdict.code});
  }
}

template <ErrorCause... E>
std::vector<KnownCause> collectAll() {
  std::vector<KnownCause> out;
  (collect<E>(out), ...);
  return out;
}

const KnownCause* find(const Error& error) {
  for (const KnownCause& known : allCauses()) {
    if (known.error == error) return &known;
  }
  return nullptr;
}

}  // namespace

const std::vector<KnownCause>& allCauses() {
  static const std::vector<KnownCause> causes =
      collectAll<FileError, KeyError, SlotError, CertificateError, SealError, FormError, WorkbookError, ProgrammeError,
                 RightsError, RetentionError, ConflictError, UserError, FactorError, DeviceError, StoreError, RunError, TombstoneError, ErasureError, TombstoneLogError, TransportError,
                 DirectoryError, VaultError, ImportError, ConsentError, ReceiptError, PictureError, AttachmentError, EnrolError,
                 OrganisationError, IntakeError, ServerFolderError, StoreKeyError, AuditError, BackupError, RenewalError, LeaseError, WipeError, ServerBackupError, CourierError, CommandError, XmlError, EvaluationError>();
  return causes;
}

std::string sentence(const Error& error) {
  const KnownCause* known = find(error);
  std::string out = known ? std::string(known->sentence)
                          : "The command failed for the cause " + std::string(error.room()) + "." + std::string(error.name()) +
                                "; what was saved before is kept.";
  if (!error.context().empty()) out += " (at: " + printable(error.context()) + ")";
  return out;
}

ExitCode exitCodeOf(const Error& error) {
  const KnownCause* known = find(error);
  return known ? known->code : ExitCode::other;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F || c1) {
      out += "\xEF\xBF\xBD";
      if (c1) ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace limen
