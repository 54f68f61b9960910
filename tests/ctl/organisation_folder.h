// SPDX-License-Identifier: Apache-2.0
// An organisation made once by the real limenctl, for the tests that need one.
#pragma once

#include "tests/ctl/real_program.h"

namespace limen::test {

class OrganisationFolder {
 public:
  OrganisationFolder();
  std::string org() const { return folder_ / "org"; }
  std::string administratorFile() const { return administrator_; }
  std::string protectionOfficerFile() const { return protectionOfficer_; }
  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
  std::string administrator_, protectionOfficer_;
};
const OrganisationFolder& sharedOrganisation();

// The sheets of a small programme that builds; a test replaces one to break it.
std::filesystem::path writeBook(const Folder& folder, const std::string& sheet = {}, const std::string& content = {});

}  // namespace limen::test
