// SPDX-License-Identifier: Apache-2.0
#include "ctl/packages.h"

#include "core/files.h"
#include "protection/documents.h"
#include "proto/programme.pb.h"

namespace limen {

Result<Programme> openAsItSays(ByteView bytes) {
  programme::Package package;
  programme::Programme body;
  if (!package.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !body.ParseFromString(package.body())) {
    return unexpected(ProgrammeError::damaged);
  }
  const auto organisation = OrganisationId::from(bytesOf(body.organisation()));
  if (!organisation) return unexpected(ProgrammeError::damaged);
  PackageSigners signers;
  for (const auto& signature : package.signatures()) {
    const auto key = publicKeyFrom(bytesOf(signature.signer()));
    if (!key) return unexpected(ProgrammeError::damaged);
    signers.authors.push_back(*key);
    signers.dataProtectionOfficers.push_back(*key);
  }
  return openPackage(bytes, signers, *organisation);
}

Result<void> writeDocuments(const Programme& programme, const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return unexpected(FileError::notWritten);
  for (const Document& each : documentsOf(programme)) LIMEN_TRY(writeFile(folder / each.name, bytesOf(each.content), Access::everyoneReads));
  return {};
}

}  // namespace limen
