// SPDX-License-Identifier: Apache-2.0
// A synthetic organisation with stations, for the tests of this room: everything real but the way to the server. Nothing of a
// real place or person.
#pragma once

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "station/enrolment.h"
#include "station/intake.h"
#include "station/organisation.h"
#include "station/records.h"
#include "station/syncing.h"
#include "station/vault.h"

namespace limen::test {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(std::string(result.error().room()) << "." << result.error().name() << " " << result.error().context());
  return std::move(*result);
}
inline void must(Result<void> result) {
  if (!result) FAIL(std::string(result.error().room()) << "." << result.error().name() << " " << result.error().context());
}

SecretBytes secret(std::string_view text);
constexpr KdfCost kCheap{64 << 10, 1};
extern const std::string kRootPassphrase, kAdministratorPassphrase, kOfficerPassphrase, kUserPassphrase;

forms::Workbook smallWorkbook();  // operational, identity, health; English and Arabic
std::shared_ptr<const Programme> programmeOf(const forms::Workbook& workbook, const OrganisationId& organisation,
                                             std::uint64_t version = 1, bool unprotectedDemo = false);

struct Desk {  // one laptop and who sits at it
  std::filesystem::path home;
  UserId user;
  SecretBytes carrier = SecretBytes::random(32);
};

struct World {
  explicit World(std::vector<std::string> compartments = {"operational", "identity", "health"},
                 std::string server = "127.0.0.1:1");

  Organisation open();
  Bytes addPackage(const std::shared_ptr<const Programme>& programme);
  // Invites, asks, approves and asks again, as over the wire but by hand.
  Desk enrolDesk(const std::string& name, const std::string& role, const std::string& site);
  Vault unlock(const Desk& desk);
  Vault unlockInShift(const Desk& desk);
  Surroundings surroundings() { return {&clock, &random}; }
  std::filesystem::path organisation() const { return folder / "organisation"; }

  Folder folder;
  ManualClock clock;
  SystemRandom random;
  std::vector<Bytes> packages;
};

// Every file below a folder with what is in it.
std::vector<std::pair<std::string, std::string>> filesBelow(const std::filesystem::path& folder);

void answer(Intake& intake, const std::string& question, const std::string& typed, const std::vector<RepeatId>& instances = {});
// Told in the form's first language, alone, with a yes to every purpose.
void giveNotice(forms::FormSession& form);
Intake begun(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& language);
RecordId capture(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& name,
                 const std::string& remark = "tall");
const ShownCompartment& compartment(const RecordView& view, const std::string& name);
std::string textOfAnswer(const RecordView& view, const std::string& question);

}  // namespace limen::test
