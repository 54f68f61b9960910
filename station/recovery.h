// SPDX-License-Identifier: Apache-2.0
// What is left when keys are lost: enough recovery holders together. Every compartment's private key from the organisation's escrow,
// into the hands of a new data protection officer; and a station from its backup, for a user who was never there.
#pragma once

#include <filesystem>
#include <vector>

#include "station/backup.h"
#include "station/organisation.h"

namespace limen {

struct RecoveredKey {
  std::string compartment, group;
  std::uint32_t epoch = 1;
  BoxKeys keys;
};
// Every key that the directory lists, of every epoch, each checked against its public half. BackupError::tooFewShares;
// OrganisationError::missing with the file's name, damaged.
Result<std::vector<RecoveredKey>> recoverCompartments(const std::filesystem::path& organisation, const VerifiedDirectory& directory,
                                                      const std::vector<BoxKeys>& shares);

struct OfficerPassphrases {
  SecretBytes root, administrator, protectionOfficer;  // the last one is the new officer's
};
// A new data protection officer, appointed by the root, with every compartment's key. The old key file must be gone from the folder
// (FileError::exists): nothing is overwritten. Answers how many keys came back.
Result<std::size_t> recoverProtectionOfficer(const std::filesystem::path& organisation, const OfficerPassphrases& passphrases,
                                             const std::vector<BoxKeys>& shares, KdfCost cost, const Clock& clock);
// The holders' public keys into the directory, for an organisation that was made before stations had backups.
Result<void> announceRecovery(const std::filesystem::path& organisation, const SecretBytes& administrator,
                              const SecretBytes& protectionOfficer, const Clock& clock);

// A station whose users are all gone, from a backup, for a user whom the organisation's newest directory lists for it: the holders
// stand for the second person, the user's role must be one that may restore. Answers the user's new public keys, signed by the
// station, for Organisation::confirmUser(). What was sealed to the users of then stays theirs.
struct RecoveringUser {
  std::string name;
  const SecretBytes* passphrase = nullptr;
  KdfCost cost;
};
Result<Bytes> recoverStation(const std::filesystem::path& home, const std::filesystem::path& file, const std::vector<BoxKeys>& shares,
                             ByteView directory, const RecoveringUser& user, Surroundings surroundings);

}  // namespace limen
