// SPDX-License-Identifier: Apache-2.0
#include "app/sentences.h"

#include <QCoreApplication>
#include <algorithm>
#include <vector>

#include "app/link.h"
#include "app/questions/appearance.h"
#include "core/files.h"
#include "crypto/attachment.h"
#include "crypto/backup.h"
#include "crypto/certificates.h"
#include "crypto/courier.h"
#include "crypto/envelope.h"
#include "crypto/key_slots.h"
#include "crypto/keys.h"
#include "crypto/second_source.h"
#include "forms/evaluation.h"
#include "forms/workbook.h"
#include "forms/xml_tree.h"
#include "protection/picture.h"
#include "protection/programme.h"
#include "protection/rights.h"
#include "station/conflicts.h"
#include "station/enrolment.h"
#include "station/erasure.h"
#include "station/factors.h"
#include "station/find_receipt.h"
#include "station/intake.h"
#include "station/kept.h"
#include "station/organisation.h"
#include "station/sync_runs.h"
#include "station/lease.h"
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

struct Sentences {
  Q_DECLARE_TR_FUNCTIONS(Sentences)
};

// Many causes ask the same of an officer.
enum class Advice {
  wiped, leaseOut,
  wrongPassphrase, mustWait, slotDisabled, unknownUser, weakPassphrase, notAStation, notEnrolled, filesDamaged, newerVersion, otherKey,
  diskFull, notWritable, busy, notFound, noShift, shiftOpen, noProgramme, notAllowed, cannotOpen, tooLarge, notValid, programmeRefused,
  unreachable, untrustedServer, certificateRefused, cut, cancelled, timedOut, badRun, organisationFile, codeRefused, waitingForApproval,
  processEnded, already, unknownName, cannotTake, draftsOpen, noNotice, notAgreed, passphraseAgain, secondPerson, requestLapsed, mustChange, anothersShift,
  plugKeyIn, otherKeyPlugged, keyGone, keyPin, chipAbsent, chipOther, deviceFailed, phoneCode, phoneCodeUsed, anotherWay,
  backupFailed, syncFirst, notAPicture, pictureTooLarge, pictureNotHere, pictureDamaged, tooManyPictures,
  bundleDamaged, bundleForeign, bundleOld, bundlePart, stickMissing,
};

struct Row {
  Error cause;
  Advice advice;
};

const std::vector<Row>& table() {
  using enum Advice;
  static const std::vector<Row> rows{
      {BackupError::newerVersion, newerVersion}, {BackupError::notABackup, backupFailed},
      {BackupError::truncated, backupFailed}, {BackupError::damaged, backupFailed}, {BackupError::otherKey, backupFailed},
      {BackupError::tooFewShares, backupFailed}, {BackupError::tooLarge, backupFailed},
      {BackupError::noRecovery, backupFailed}, {BackupError::noFolder, backupFailed}, {BackupError::exists, backupFailed},
      {BackupError::otherStation, backupFailed}, {BackupError::notSet, backupFailed},
      {CourierError::notABundle, bundleDamaged}, {CourierError::newerVersion, newerVersion}, {CourierError::truncated, bundleDamaged},
      {CourierError::damaged, bundleDamaged}, {CourierError::tooLarge, bundleDamaged}, {CourierError::otherReceiver, bundleForeign},
      {CourierError::otherWay, bundleForeign}, {CourierError::otherOrganisation, bundleForeign}, {CourierError::notListed, bundleForeign},
      {CourierError::badSignature, bundleForeign}, {CourierError::replayed, bundleOld}, {CourierError::earlierPart, bundlePart},
      {CourierError::notAsked, bundleOld}, {CourierError::noFolder, stickMissing},
      {SlotError::damaged, filesDamaged}, {SlotError::newerVersion, newerVersion}, {SlotError::wrongPassphrase, wrongPassphrase},
      {SlotError::unknownUser, unknownUser}, {SlotError::disabled, slotDisabled}, {SlotError::waiting, mustWait},
      {SlotError::parametersTooCostly, filesDamaged}, {SlotError::full, tooLarge},
      {SlotError::alreadyListed, already}, {SlotError::badLabel, notValid}, {SlotError::deviceNeeded, anotherWay},
      {DeviceError::absent, plugKeyIn}, {DeviceError::wrongDevice, otherKeyPlugged}, {DeviceError::removed, keyGone},
      {DeviceError::refused, keyGone}, {DeviceError::unsuited, deviceFailed}, {DeviceError::pinNeeded, keyPin}, {DeviceError::wrongPin, keyPin},
      {DeviceError::noVerification, deviceFailed}, {DeviceError::noChip, chipAbsent}, {DeviceError::otherChip, chipOther},
      {DeviceError::failed, deviceFailed},
      {FactorError::codeNeeded, phoneCode}, {FactorError::wrongCode, phoneCode}, {FactorError::usedCode, phoneCodeUsed},
      {FactorError::codeWaiting, mustWait}, {FactorError::codeUsedUp, slotDisabled}, {FactorError::noFactor, notFound},
      {FactorError::alreadyThere, already},
      {VaultError::notAStation, notAStation}, {VaultError::notEnrolled, notEnrolled}, {VaultError::damaged, filesDamaged},
      {VaultError::weakPassphrase, weakPassphrase}, {VaultError::wrongFolder, otherKey}, {VaultError::noShift, noShift},
      {VaultError::shiftOpen, shiftOpen}, {VaultError::noProgramme, noProgramme}, {VaultError::notAllowed, notAllowed},
      {VaultError::olderSlots, filesDamaged}, {VaultError::mustChange, mustChange}, {VaultError::anothersShift, anothersShift},
      {VaultError::pullFirst, syncFirst},
      {UserError::notListed, unknownUser}, {UserError::noRescue, notAllowed}, {UserError::badRequest, organisationFile},
      {StoreError::missing, filesDamaged}, {StoreError::notOurs, otherKey}, {StoreError::wrongKey, otherKey},
      {StoreError::damaged, filesDamaged}, {StoreError::newerVersion, newerVersion}, {StoreError::readOnly, notWritable},
      {StoreError::diskFull, diskFull}, {StoreError::busy, busy}, {StoreError::failed, notWritable},
      {StoreError::mixedAges, filesDamaged}, {StoreError::duplicate, already}, {StoreError::notFound, notFound},
      {SealError::truncated, cannotOpen}, {SealError::malformed, cannotOpen}, {SealError::tampered, cannotOpen},
      {SealError::wrongReader, cannotOpen}, {SealError::newerVersion, newerVersion}, {SealError::noShiftKey, noShift},
      {SealError::noErasurePart, cannotOpen}, {SealError::tooManyCompartments, programmeRefused}, {SealError::tooLarge, tooLarge},
      {KeyError::wrongKey, cannotOpen}, {KeyError::tampered, cannotOpen}, {KeyError::lowOrder, organisationFile},
      {KeyError::malformed, cannotOpen},
      {CertificateError::malformed, certificateRefused}, {CertificateError::notOurs, certificateRefused},
      {CertificateError::expired, certificateRefused}, {CertificateError::failed, certificateRefused},
      {FileError::missing, filesDamaged}, {FileError::unreadable, filesDamaged}, {FileError::tooLarge, filesDamaged},
      {FileError::notWritten, notWritable}, {FileError::diskFull, diskFull}, {FileError::exists, already},
      {LinkError::closed, processEnded}, {LinkError::malformed, processEnded}, {LinkError::tooLarge, processEnded},
      {LinkError::failed, processEnded},
      {forms::FormError::badExpression, programmeRefused}, {forms::FormError::cycle, programmeRefused},
      {forms::FormError::unknownQuestion, unknownName}, {forms::FormError::notThatType, notValid},
      {forms::FormError::readOnly, notValid}, {forms::FormError::noSuchInstance, notFound},
      {forms::FormError::tooDeep, programmeRefused}, {forms::FormError::badDraft, cannotOpen},
      {forms::WorkbookError::unreadable, programmeRefused}, {forms::WorkbookError::notAWorkbook, programmeRefused},
      {forms::WorkbookError::tooLarge, programmeRefused}, {forms::WorkbookError::refused, programmeRefused},
      {forms::EvaluationError::badExpression, programmeRefused}, {forms::EvaluationError::badContext, programmeRefused},
      {forms::EvaluationError::tooManySteps, programmeRefused},
      {forms::XmlError::malformed, programmeRefused}, {forms::XmlError::tooLarge, programmeRefused},
      {forms::XmlError::tooDeep, programmeRefused}, {forms::XmlError::entityBomb, programmeRefused},
      {forms::XmlError::notUtf8, programmeRefused},
      {ProgrammeError::refused, programmeRefused}, {ProgrammeError::damaged, programmeRefused},
      {ProgrammeError::badSignature, programmeRefused}, {ProgrammeError::unknownSigner, programmeRefused},
      {ProgrammeError::otherOrganisation, programmeRefused}, {ProgrammeError::older, already},
      {ProgrammeError::newerVersion, newerVersion}, {ProgrammeError::expired, programmeRefused},
      {ProgrammeError::weakened, programmeRefused},
      {ConflictError::notOpen, notFound}, {ConflictError::noSuchSide, notFound}, {ConflictError::notKept, notValid},
      {ConflictError::notReadable, notAllowed},
      {RetentionError::notAnEvent, notValid}, {RetentionError::noRule, notValid}, {RetentionError::notThatDay, notValid},
      {RetentionError::notHoldable, notAllowed}, {RetentionError::notHeld, notFound}, {RetentionError::badReason, notValid},
      {RightsError::notYourRole, notAllowed}, {RightsError::unknownRole, notAllowed}, {RightsError::notFresh, passphraseAgain},
      {RightsError::secondNeeded, secondPerson}, {RightsError::ownRequest, secondPerson}, {RightsError::notSecond, secondPerson},
      {RightsError::unknownRequest, requestLapsed},
      {TransportError::unreachable, unreachable}, {TransportError::refusedCertificate, certificateRefused},
      {TransportError::untrustedServer, untrustedServer}, {TransportError::cut, cut}, {TransportError::cancelled, cancelled},
      {TransportError::timedOut, timedOut}, {TransportError::notAllowed, certificateRefused},
      {RunError::truncated, badRun}, {RunError::malformed, badRun}, {RunError::newerVersion, newerVersion},
      {RunError::badSignature, badRun}, {RunError::brokenChain, badRun}, {RunError::tooLarge, badRun}, {RunError::badSeeds, badRun},
      {DirectoryError::malformed, organisationFile}, {DirectoryError::badSignature, organisationFile},
      {DirectoryError::notAppointed, organisationFile}, {DirectoryError::otherOrganisation, organisationFile},
      {DirectoryError::older, already}, {DirectoryError::wrongGrant, organisationFile},
      {EnrolError::badKit, organisationFile}, {EnrolError::badCode, codeRefused}, {EnrolError::codeUsed, codeRefused},
      {EnrolError::refused, codeRefused}, {EnrolError::waiting, waitingForApproval}, {EnrolError::badReply, untrustedServer},
      {EnrolError::alreadyEnrolled, already},
      {IntakeError::notValid, notValid}, {IntakeError::noSuchDraft, notFound},
      {IntakeError::cannotTake, cannotTake}, {IntakeError::draftsOpen, draftsOpen}, {IntakeError::noNotice, noNotice},
      {PulledError::unknownStation, badRun}, {PulledError::wrongScope, badRun}, {PulledError::badShiftObject, badRun},
      {PulledError::shiftMissing, badRun}, {PulledError::badErasureParts, badRun},
      {TombstoneError::malformed, organisationFile}, {TombstoneError::newerVersion, newerVersion},
      {TombstoneError::badReason, organisationFile}, {TombstoneError::badSignature, organisationFile},
      {TombstoneError::onePerson, organisationFile}, {TombstoneError::noOfficer, organisationFile},
      {RenewalError::ended, certificateRefused}, {RenewalError::notOurs, certificateRefused}, {RenewalError::malformed, organisationFile},
      {LeaseError::ranOut, leaseOut},
      {WipeError::malformed, organisationFile}, {WipeError::newerVersion, newerVersion}, {WipeError::otherStation, organisationFile},
      {WipeError::onePerson, organisationFile}, {WipeError::badSignature, organisationFile}, {WipeError::noAdministrator, organisationFile},
      {WipeError::notRevoked, organisationFile}, {WipeError::replayed, organisationFile}, {WipeError::wiped, wiped},
      {ErasureError::unknownRecord, notFound}, {ErasureError::erased, notFound},
      {AuditError::malformed, filesDamaged}, {AuditError::newerVersion, newerVersion}, {AuditError::wrongStation, filesDamaged},
      {AuditError::broken, filesDamaged}, {AuditError::contradicted, filesDamaged}, {AuditError::badSignature, filesDamaged},
      {AuditError::truncated, filesDamaged}, {AuditError::forked, filesDamaged}, {AuditError::clockBack, filesDamaged},
      {AuditError::unsealed, filesDamaged}, {AuditError::unanchored, filesDamaged}, {AuditError::notCountersigned, filesDamaged},
      {AuditError::notWitnessed, filesDamaged},
      {ConsentError::notAsked, unknownName}, {ConsentError::notAgreed, notAgreed}, {ConsentError::alreadyTaken, already},
      {ReceiptError::notACode, notFound},
      {ImportError::notJson, notValid}, {ImportError::unknownQuestion, unknownName}, {ImportError::notThatType, notValid},
      {ImportError::notValid, notValid}, {ImportError::noPicture, notAPicture},
      {PictureError::notAPicture, notAPicture}, {PictureError::malformed, notAPicture}, {PictureError::tooLarge, pictureTooLarge},
      {AttachmentError::damaged, pictureDamaged}, {AttachmentError::incomplete, pictureNotHere}, {AttachmentError::notHere, pictureNotHere},
      {AttachmentError::tooMany, tooManyPictures},
      {OrganisationError::exists, already}, {OrganisationError::missing, organisationFile}, {OrganisationError::damaged, organisationFile},
      {OrganisationError::wrongPassphrase, wrongPassphrase}, {OrganisationError::unknownUser, unknownUser},
      {OrganisationError::unknownCompartment, unknownName}, {OrganisationError::badShape, notValid},
      {OrganisationError::notApplied, waitingForApproval},
  };
  return rows;
}

const Row* rowOf(const Error& error) {
  const auto& rows = table();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.cause == error; });
  return found == rows.end() ? nullptr : &*found;
}

Explanation adviceWords(Advice advice) {
  switch (advice) {
    case Advice::wrongPassphrase: return {Sentences::tr("That is not the passphrase."), {}, Sentences::tr("Check the keyboard's language and Caps Lock, then type it again.")};
    case Advice::mustWait: return {Sentences::tr("There were too many tries."), {}, Sentences::tr("Wait until the time shown, then try again.")};
    case Advice::slotDisabled: return {Sentences::tr("This name is blocked after 20 wrong tries."), {}, Sentences::tr("Ask your supervisor to let you in again.")};
    case Advice::unknownUser: return {Sentences::tr("This name is not known here."), {}, Sentences::tr("Choose another name, or ask your administrator.")};
    case Advice::weakPassphrase: return {Sentences::tr("This passphrase is too easy to guess."), {}, Sentences::tr("Use at least 15 characters; a few unusual words are best.")};
    case Advice::notAStation: return {Sentences::tr("This laptop is not a station yet."), {}, Sentences::tr("Ask your administrator to enrol it.")};
    case Advice::notEnrolled: return {Sentences::tr("This laptop has asked to become a station and is not approved yet."), {}, Sentences::tr("Ask your administrator to approve it.")};
    case Advice::filesDamaged: return {Sentences::tr("A file of this station is damaged."), {}, Sentences::tr("Do not change anything in its folder. Tell your administrator.")};
    case Advice::newerVersion: return {Sentences::tr("This was written by a newer version of Limen."), {}, Sentences::tr("Update Limen on this laptop.")};
    case Advice::otherKey: return {Sentences::tr("The records file does not belong to this station."), {}, Sentences::tr("Do not change anything in its folder. Tell your administrator.")};
    case Advice::diskFull: return {Sentences::tr("The disk of this laptop is full."), {}, Sentences::tr("Free some space, then try again.")};
    case Advice::notWritable: return {Sentences::tr("The disk did not take what was written."), {}, Sentences::tr("Try again. If it happens again, tell your administrator.")};
    case Advice::busy: return {Sentences::tr("Another program is using the records file."), {}, Sentences::tr("Close it, then try again.")};
    case Advice::notFound: return {Sentences::tr("It is no longer there."), {}, Sentences::tr("Go back to the list.")};
    case Advice::noShift: return {Sentences::tr("No shift is open."), {}, Sentences::tr("Open a shift on the Shift page.")};
    case Advice::shiftOpen: return {Sentences::tr("A shift is open already."), {}, Sentences::tr("Close it first.")};
    case Advice::noProgramme: return {Sentences::tr("This station has no programme to work with."), {}, Sentences::tr("Sync to receive one, or ask your administrator.")};
    case Advice::notAllowed: return {Sentences::tr("Your role may not do this."), {}, Sentences::tr("Ask your supervisor.")};
    case Advice::passphraseAgain: return {Sentences::tr("This needs your passphrase again."), {}, Sentences::tr("Type it, then repeat what you were doing.")};
    case Advice::secondPerson: return {Sentences::tr("This needs a second person."), {}, Sentences::tr("Ask a supervisor of this station to confirm it with their own passphrase.")};
    case Advice::requestLapsed: return {Sentences::tr("The request is no longer valid."), {}, Sentences::tr("Ask for it again.")};
    case Advice::plugKeyIn: return {Sentences::tr("No security key is plugged in."), {}, Sentences::tr("Plug in your key, or choose another way to unlock.")};
    case Advice::otherKeyPlugged: return {Sentences::tr("This security key was not set up for you here."), {}, Sentences::tr("Plug in your key, or choose another way to unlock.")};
    case Advice::keyGone: return {Sentences::tr("The security key did not answer."), {}, Sentences::tr("Plug it in, try again, and touch it when it blinks.")};
    case Advice::keyPin: return {Sentences::tr("The security key asks for its PIN."), {}, Sentences::tr("Check the PIN of the key, then try again.")};
    case Advice::chipAbsent: return {Sentences::tr("The security chip of this laptop cannot be reached."), {}, Sentences::tr("Choose another way to unlock, or ask your supervisor.")};
    case Advice::chipOther: return {Sentences::tr("This disk was set up in another laptop."), {}, Sentences::tr("Choose another way to unlock, or ask your supervisor.")};
    case Advice::deviceFailed: return {Sentences::tr("The device cannot do what was asked of it."), {}, Sentences::tr("Choose another way to unlock, or ask your supervisor.")};
    case Advice::phoneCode: return {Sentences::tr("The six digits of your phone are needed, and these are not they."), {}, Sentences::tr("Type the digits that the phone shows now. Its clock must be right.")};
    case Advice::phoneCodeUsed: return {Sentences::tr("These six digits were used already."), {}, Sentences::tr("Wait until the phone shows the next ones.")};
    case Advice::anotherWay: return {Sentences::tr("The passphrase alone does not open this."), {}, Sentences::tr("Use your security key, this laptop's chip or a printed code.")};
    case Advice::backupFailed: return {Sentences::tr("A backup of this station could not be written or read."), {}, Sentences::tr("Tell your administrator.")};
    case Advice::notAPicture: return {Sentences::tr("This is no JPEG or PNG picture, or it is damaged."), {}, Sentences::tr("Choose another file, or take the picture again.")};
    case Advice::pictureTooLarge: return {Sentences::tr("This picture is larger than Limen keeps."), {}, Sentences::tr("Take it again with fewer pixels.")};
    case Advice::pictureNotHere: return {Sentences::tr("The picture is not on this laptop yet."), {}, Sentences::tr("It comes with the next sync.")};
    case Advice::pictureDamaged: return {Sentences::tr("The picture is not as it was when it was sealed, and is not shown."), {}, Sentences::tr("Tell your administrator.")};
    case Advice::tooManyPictures: return {Sentences::tr("This record holds as many pictures as it may."), {}, Sentences::tr("Finish it, or leave this picture out.")};
    case Advice::bundleDamaged: return {Sentences::tr("A file on the stick is damaged or cut short, and was not taken."), {}, Sentences::tr("Have it copied again, on another stick if need be.")};
    case Advice::bundleForeign: return {Sentences::tr("A file on the stick is not from our server, or not for this station, and was not taken."), {}, Sentences::tr("Keep the stick and tell your administrator.")};
    case Advice::bundleOld: return {Sentences::tr("The answer on the stick no longer fits this laptop, and was not taken."), {}, Sentences::tr("Write to the stick again, and take the new answer.")};
    case Advice::bundlePart: return {Sentences::tr("A part of the answer is missing on the stick."), {}, Sentences::tr("Have all files of the answer brought together.")};
    case Advice::stickMissing: return {Sentences::tr("The stick or folder is not there."), {}, Sentences::tr("Plug it in, then choose it again.")};
    case Advice::syncFirst: return {Sentences::tr("This station came back from a backup and has not synced since."), {}, Sentences::tr("Sync first; then a shift can be opened.")};
    case Advice::wiped: return {Sentences::tr("This station was wiped by the order of two people."), {}, Sentences::tr("Its records are no longer on this laptop. Ask your administrator.")};
    case Advice::leaseOut: return {Sentences::tr("This station has not heard from the server for too long, so no record is opened."), {}, Sentences::tr("Sync, and they open again. New records can be taken meanwhile.")};
    case Advice::mustChange: return {Sentences::tr("This passphrase was given to you to be changed."), {}, Sentences::tr("Choose one of your own that nobody else knows.")};
    case Advice::anothersShift: return {Sentences::tr("Somebody else's shift is open on this laptop."), {}, Sentences::tr("They can close it, or a supervisor can end it. You can read and sync meanwhile.")};
    case Advice::cannotOpen: return {Sentences::tr("A part of this cannot be opened here."), {}, Sentences::tr("If it should be readable for you, tell your administrator.")};
    case Advice::tooLarge: return {Sentences::tr("It is larger than Limen accepts."), {}, Sentences::tr("Shorten the longest answers, then try again.")};
    case Advice::notValid: return {Sentences::tr("An answer does not fit its question."), {}, Sentences::tr("Go through the questions that are marked.")};
    case Advice::programmeRefused: return {Sentences::tr("A programme was refused, because it is damaged or not signed as it must be."), {}, Sentences::tr("The one you have stays in use. Tell your administrator.")};
    case Advice::unreachable: return {Sentences::tr("The server cannot be reached."), {}, Sentences::tr("Check the network, then sync again. You can go on working without it.")};
    case Advice::untrustedServer: return {Sentences::tr("Something answered that is not our server."), {}, Sentences::tr("Use another network and tell your administrator.")};
    case Advice::certificateRefused: return {Sentences::tr("The server did not accept this station."), {}, Sentences::tr("Ask your administrator whether it is still enrolled.")};
    case Advice::cut: return {Sentences::tr("The connection was cut."), {}, Sentences::tr("Sync again: it goes on where it stopped.")};
    case Advice::cancelled: return {Sentences::tr("The sync was cancelled."), {}, Sentences::tr("Sync again when it suits you: it goes on where it stopped.")};
    case Advice::timedOut: return {Sentences::tr("The server took too long to answer."), {}, Sentences::tr("Sync again later: it goes on where it stopped.")};
    case Advice::badRun: return {Sentences::tr("Something that came from the server is damaged and was not taken."), {}, Sentences::tr("Sync again. If it happens again, tell your administrator.")};
    case Advice::organisationFile: return {Sentences::tr("A file of the organisation is damaged or not signed as it must be."), {}, Sentences::tr("Tell your administrator.")};
    case Advice::codeRefused: return {Sentences::tr("The code was not accepted."), {}, Sentences::tr("Ask your administrator for a new one.")};
    case Advice::waitingForApproval: return {Sentences::tr("An administrator has not decided yet."), {}, Sentences::tr("Try again later.")};
    case Advice::processEnded: return {Sentences::tr("A part of Limen has ended unexpectedly."), {}, Sentences::tr("Lock, then unlock again.")};
    case Advice::cannotTake: return {Sentences::tr("This person cannot take drafts at this laptop."), {}, Sentences::tr("Choose somebody who takes records here and has unlocked it before.")};
    case Advice::draftsOpen: return {Sentences::tr("Drafts are not decided on yet."), {}, Sentences::tr("Finish, seal, hand over or discard each of them, then close the shift.")};
    case Advice::noNotice: return {Sentences::tr("The person was not told yet, or has not chosen yet."), Sentences::tr("The draft is kept as it is."), Sentences::tr("Go to Notice and consent and answer what is open there. You can also discard the draft.")};
    case Advice::notAgreed: return {Sentences::tr("The person did not agree to what this answer is for."), {}, Sentences::tr("Ask them first. Their yes is corrected before the answer is.")};
    case Advice::already: return {Sentences::tr("It is there already."), {}, Sentences::tr("Nothing more is needed.")};
    case Advice::unknownName: return {Sentences::tr("The programme has no such question."), {}, Sentences::tr("Tell your administrator.")};
  }
  return {};
}

QString keptWords(Doing doing) {
  switch (doing) {
    case Doing::unlock: return Sentences::tr("Nothing was opened and nothing was changed.");
    case Doing::open: return Sentences::tr("Nothing was changed.");
    case Doing::start: return Sentences::tr("No record was started.");
    case Doing::save: return Sentences::tr("Your last answers are on the screen but not on the disk yet; everything before them is kept.");
    case Doing::finish: return Sentences::tr("The record is not finished; all its answers are kept as a draft.");
    case Doing::discard: return Sentences::tr("The draft is still there.");
    case Doing::list: return Sentences::tr("The records are not touched.");
    case Doing::read: return Sentences::tr("The record is not touched.");
    case Doing::amend: return Sentences::tr("The record is as it was.");
    case Doing::people: return Sentences::tr("Nobody's access was changed.");
    case Doing::approve: return Sentences::tr("Nothing was done yet.");
    case Doing::sync: return Sentences::tr("Every record is kept on this laptop, and what the server confirmed stays confirmed.");
    case Doing::shift: return Sentences::tr("The shift is as it was.");
  }
  return {};
}

}  // namespace

QString Explanation::whole() const {
  QStringList parts{happened, kept, next};
  parts.removeAll(QString());
  return parts.join(' ');
}

Explanation explain(const Error& error, Doing doing) {
  const Row* row = rowOf(error);
  Explanation words = row != nullptr ? adviceWords(row->advice)
                                     : Explanation{Sentences::tr("Something went wrong."), {}, Sentences::tr("Tell your administrator.")};
  words.kept = keptWords(doing);
  return words;
}

bool isExplained(const Error& error) { return rowOf(error) != nullptr; }

Explanation explainUnfinishedSync(bool refused, bool mismatch) {
  if (refused) return {Sentences::tr("The server refused a part of what was sent."), keptWords(Doing::sync), Sentences::tr("Tell your administrator.")};
  if (mismatch) {
    return {Sentences::tr("This station and the server do not hold the same records."), keptWords(Doing::sync),
            Sentences::tr("Sync again. If it happens again, tell your administrator.")};
  }
  return {Sentences::tr("The sync stopped before the end."), keptWords(Doing::sync), Sentences::tr("Sync again: it goes on where it stopped.")};
}

Explanation anotherLogWords() {
  return {Sentences::tr("The server knows another log of this station: this laptop's store is an older copy, or there are two."),
          keptWords(Doing::sync), Sentences::tr("Begin no new record here. Tell your administrator now.")};
}

std::optional<Explanation> backupWords(const BackupState& state) {
  if (!state.plan || state.lastResult.empty() || state.lastResult == "ok") return std::nullopt;
  const QString none = Sentences::tr("No backup was made.");
  if (state.lastResult == nameOf(BackupError::noFolder)) {
    return Explanation{none, Sentences::tr("Its stick or folder is not there; your work goes on."),
                       Sentences::tr("Put the stick in: the next unlock or sync tries again.")};
  }
  if (state.lastResult == nameOf(FileError::diskFull)) {
    return Explanation{none, Sentences::tr("Its stick or folder is full; your work goes on."),
                       Sentences::tr("Use another stick: the next unlock or sync tries again.")};
  }
  return Explanation{none, Sentences::tr("It could not be written; your work goes on."), Sentences::tr("Tell your administrator.")};
}

QString straySentence(Identifier kind) {
  switch (kind) {
    case Identifier::email: return Sentences::tr("This seems to hold an e-mail address. It belongs into a question of its own, or nowhere.");
    case Identifier::phone: return Sentences::tr("This seems to hold a telephone number. It belongs into a question of its own, or nowhere.");
    case Identifier::documentNumber: return Sentences::tr("This seems to hold the number of a document. It belongs into a question of its own, or nowhere.");
    case Identifier::date: return Sentences::tr("This seems to hold a date, perhaps of birth. It belongs into a question of its own, or nowhere.");
  }
  return {};
}

QString unreadableSentence(const forms::Node& question) {
  const Appearance appearance(question);
  switch (question.type) {
    case forms::Type::integer: return Sentences::tr("Enter a whole number in digits, such as 4");
    case forms::Type::range:
    case forms::Type::decimal: return Sentences::tr("Enter a number in digits, such as 2.5");
    case forms::Type::date:
      if (appearance.has("year")) return Sentences::tr("Enter a year of four digits");
      if (appearance.has("month-year")) return Sentences::tr("Enter a month and a year of four digits");
      return Sentences::tr("Enter a real date: day, month and a year of four digits");
    case forms::Type::time: return Sentences::tr("Enter a time of day: an hour up to 23 and a minute up to 59");
    case forms::Type::dateTime: return Sentences::tr("Enter a real date with a year of four digits, and a time of day");
    case forms::Type::geopoint: return Sentences::tr("Enter latitude and longitude in degrees, such as 36.82 and 10.17");
    case forms::Type::geotrace:
    case forms::Type::geoshape: return Sentences::tr("Enter latitude and longitude of every point in degrees, such as 36.82 and 10.17");
    default: return Sentences::tr("Enter an answer that fits the question");
  }
}

namespace {

QString missingSentence(forms::Type type) {
  switch (type) {
    case forms::Type::selectOne: return Sentences::tr("Choose one answer");
    case forms::Type::selectMultiple: return Sentences::tr("Choose at least one answer");
    case forms::Type::rank: return Sentences::tr("Put the lines in order, or say that their order is right");
    case forms::Type::acknowledge: return Sentences::tr("Confirm this to go on");
    case forms::Type::integer:
    case forms::Type::decimal:
    case forms::Type::range: return Sentences::tr("Enter a number");
    case forms::Type::date: return Sentences::tr("Enter a date");
    case forms::Type::time: return Sentences::tr("Enter a time of day");
    case forms::Type::dateTime: return Sentences::tr("Enter a date and a time of day");
    case forms::Type::geopoint: return Sentences::tr("Enter a place: latitude and longitude");
    case forms::Type::geotrace: return Sentences::tr("Enter at least two points");
    case forms::Type::geoshape: return Sentences::tr("Enter at least three points");
    case forms::Type::image:
    case forms::Type::file: return Sentences::tr("Choose a picture");
    case forms::Type::audio:
    case forms::Type::video: return Sentences::tr("This form cannot be finished here: it needs sound or film, and Limen keeps pictures only");
    default: return Sentences::tr("Enter an answer");
  }
}

}  // namespace

QString problemSentence(const forms::FormSession& form, const forms::Place& place) {
  const forms::Type type = form.form().node(place.question).type;
  const std::string own = form.problemMessage(place);
  // No sentence of the form's own helps where nothing can be entered.
  if (!own.empty() && !forms::isMedia(type)) return QString::fromStdString(own);
  if (form.problem(place) == forms::Problem::constraint) return Sentences::tr("This answer is not possible here. Check it");
  return missingSentence(type);
}

}  // namespace limen
