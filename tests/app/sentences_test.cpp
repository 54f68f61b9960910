// SPDX-License-Identifier: Apache-2.0
#include "app/sentences.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "app/link.h"
#include "core/files.h"
#include "crypto/audit_log.h"
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
#include "station/lease.h"
#include "station/renewal.h"
#include "station/sync_runs.h"
#include "station/users.h"
#include "station/vault.h"
#include "station/withdraw.h"
#include "store/database.h"
#include "sync/directory.h"
#include "sync/run.h"
#include "sync/tombstone.h"
#include "sync/transport.h"
#include "sync/wipe_order.h"

using namespace limen;

namespace {

// Each room's causes from the first to the last; the last is named, so that one added behind it is missed by nobody who reads its enum.
template <class E>
void walk(E last, std::vector<Error>& all) {
  for (int code = 0; code <= static_cast<int>(last); ++code) all.emplace_back(static_cast<E>(code));
}

std::vector<Error> everyCause() {
  std::vector<Error> all;
  walk(SlotError::deviceNeeded, all);
  walk(DeviceError::failed, all);
  walk(FactorError::alreadyThere, all);
  walk(VaultError::pullFirst, all);
  walk(UserError::badRequest, all);
  walk(ConflictError::notReadable, all);
  walk(StoreError::notFound, all);
  walk(SealError::tooLarge, all);
  walk(KeyError::malformed, all);
  walk(CertificateError::failed, all);
  walk(FileError::exists, all);
  walk(AuditError::notWitnessed, all);
  walk(LinkError::failed, all);
  walk(forms::FormError::badDraft, all);
  walk(forms::WorkbookError::refused, all);
  walk(forms::EvaluationError::tooManySteps, all);
  walk(forms::XmlError::notUtf8, all);
  walk(ProgrammeError::weakened, all);
  walk(RetentionError::badReason, all);
  walk(RightsError::unknownRequest, all);
  walk(TransportError::notAllowed, all);
  walk(RunError::badSeeds, all);
  walk(DirectoryError::wrongGrant, all);
  walk(EnrolError::alreadyEnrolled, all);
  walk(IntakeError::noNotice, all);
  walk(PulledError::badErasureParts, all);
  walk(TombstoneError::noOfficer, all);
  walk(ErasureError::erased, all);
  walk(RenewalError::malformed, all);
  walk(LeaseError::ranOut, all);
  walk(WipeError::wiped, all);
  walk(ImportError::noPicture, all);
  walk(ConsentError::alreadyTaken, all);
  walk(ReceiptError::notACode, all);
  walk(PictureError::tooLarge, all);
  walk(AttachmentError::tooMany, all);
  walk(OrganisationError::notApplied, all);
  walk(BackupError::notSet, all);
  walk(CourierError::noFolder, all);
  return all;
}

}  // namespace

TEST_CASE("every cause of every room has a sentence of its own choosing, for whatever was being done", "[app]") {
  const Doing doings[] = {Doing::unlock, Doing::open, Doing::start, Doing::save, Doing::finish,
                          Doing::discard, Doing::list, Doing::read, Doing::amend, Doing::sync, Doing::shift,
                          Doing::people, Doing::approve};
  for (const Error& cause : everyCause()) {
    INFO(cause.room() << '.' << cause.name());
    CHECK(isExplained(cause));
    for (const Doing doing : doings) {
      const Explanation words = explain(cause, doing);
      CHECK_FALSE(words.happened.isEmpty());
      CHECK_FALSE(words.kept.isEmpty());
      CHECK_FALSE(words.next.isEmpty());
    }
  }
}

TEST_CASE("no room below the windows has causes that the walk above leaves out", "[app]") {
  std::set<std::string> walked;
  for (const Error& cause : everyCause()) walked.insert(std::string(cause.room()));
  static const std::regex declared(R"(roomOf\((\w+)\) \{\s*return \"(\w+)\")");
  std::size_t rooms = 0;
  for (const char* room : {"core", "forms", "crypto", "protection", "store", "sync", "station", "app"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(LIMEN_SOURCE_DIR) / room)) {
      if (entry.path().extension() != ".h" || entry.path().filename() == "result.h") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      const std::string all = text.str();
      for (std::sregex_iterator match(all.begin(), all.end(), declared), end; match != end; ++match, ++rooms) {
        INFO((*match)[1].str() << " in " << entry.path().filename());
        CHECK(walked.contains((*match)[2].str()));
      }
    }
  }
  CHECK(rooms >= 19);
}

TEST_CASE("what was kept depends on what was being done", "[app]") {
  std::set<QString> kept;
  for (const Doing doing : {Doing::save, Doing::finish, Doing::sync, Doing::shift}) kept.insert(explain(StoreError::diskFull, doing).kept);
  CHECK(kept.size() == 4);
  CHECK(explain(StoreError::diskFull, Doing::save).happened == "The disk of this laptop is full.");
  CHECK(explain(TransportError::unreachable, Doing::sync).whole().contains("Every record is kept on this laptop"));
}
