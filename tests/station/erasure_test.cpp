// SPDX-License-Identifier: Apache-2.0
// A record is erased by two people, over a real server: what opened it is gone at the desk, at the server and at headquarters, what is
// written of it later is refused, and the other records stay as they are.
#include "erasing.h"
#include "station/amend.h"
#include "store/person_prints.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("what two people erased is gone from the desk, the server and headquarters, and nothing else is", "[station]") {
  Erasing here;
  const RecordId record = here.captured(kMark, kMark), other = here.captured(kOther, kOther);
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  Secrets gone, stays;
  {
    Vault vault = here.world.unlock(here.reader);
    gone = secretsOf(vault, record);
    stays = secretsOf(vault, other);
    REQUIRE(gone.parts.size() >= 2);
    must(putPrint(vault.store().database(), {record, 1, copyOf(bytesOf(kMark))}));
  }
  REQUIRE_FALSE(gone.ciphertexts.empty());
  const std::size_t all = gone.ciphertexts.size() + gone.parts.size();
  // The search finds what is there: at headquarters also in the words and the line of the list, at the desk what the index has.
  CHECK(found(here.at(here.reader), kMark, gone) == all + 1);
  CHECK(found(here.atServer(), kMark, gone) == all);
  CHECK(found(here.at(here.desk), kMark, gone) >= gone.ciphertexts.size() + 1);

  must(here.erase(record, "request", here.desk.user, kUserPassphrase));
  CHECK(found(here.at(here.desk), kMark, gone) == 0);
  CHECK(found(here.atServer(), kMark, gone) == all);  // it has not heard of it yet
  here.syncAt(here.desk);
  CHECK(found(here.atServer(), kMark, gone) == 0);
  CHECK(found(here.at(here.reader), kMark, gone) == all + 1);
  here.syncAt(here.reader);
  CHECK(here.last.erased == 1);
  CHECK(found(here.at(here.reader), kMark, gone) == 0);
  for (const Desk* each : {&here.desk, &here.reader}) {
    Vault vault = here.world.unlock(*each);
    CHECK(must(listRecords(vault, kMark, 0, 10)).rows.empty());
    CHECK(must(listRecords(vault, kOther, 0, 10)).rows.size() == 1);
  }
  {
    Vault vault = here.world.unlock(here.reader);
    refusedWith(showRecord(vault, record, "English"), ErasureError::erased);
    CHECK(textOfAnswer(must(showRecord(vault, other, "English")), "given_name") == kOther);
    CHECK(must(vault.store().database().integrityHolds()));
    must(vault.rowsHold());
  }
  // The other record is as whole as before, everywhere.
  const std::size_t others = stays.ciphertexts.size() + stays.parts.size();
  CHECK(found(here.atServer(), kOther, stays) == others);
  CHECK(found(here.at(here.reader), kOther, stays) == others + 1);
  // In the logs: who asked, who confirmed, and that it came; a pseudonym and no record id.
  CHECK(here.logged(here.desk, "erase.ask", "ok") == 1);
  CHECK(here.logged(here.desk, "erase.confirm", "ok") == 1);
  CHECK(here.logged(here.desk, "record.erase", "request") == 1);
  CHECK(here.logged(here.reader, "record.erased", "request") == 1);
  for (const auto& [name, content] : filesBelow(here.world.folder.path())) {
    INFO(name);
    CHECK(content.find(kMark) == std::string::npos);
  }
  // A laptop that comes new gets the other one only.
  const Desk late = here.world.enrolDesk("Case Worker Two", "case_worker", "north gate");
  here.publish();
  here.syncAt(late);
  const std::string content = here.at(late);
  CHECK(found(content, kMark, gone) == 0);
  CHECK(found(content, kMark, stays) >= 1);
}

TEST_CASE("a correction that was made elsewhere before the erasure came is refused with a receipt, and nothing of it is kept", "[station]") {
  Erasing here;
  const RecordId record = here.captured(kMark, kMark);
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  {
    Vault vault = here.world.unlockInShift(here.reader);
    must(amendRecord(vault, record, std::vector<TypedCorrection>{{"given_name", kOther}}));
    must(vault.closeShift());
  }
  Secrets late;
  {
    Vault vault = here.world.unlock(here.reader);
    late = secretsOf(vault, record);
  }
  REQUIRE(late.ciphertexts.size() > 2);
  must(here.erase(record, "consent", here.desk.user, kUserPassphrase));
  here.syncAt(here.desk);
  here.syncAt(here.reader);  // pushes the correction, and hears of the erasure
  CHECK(here.last.erased == 1);
  CHECK(here.last.lateEdits == 1);
  CHECK(here.logged(here.reader, "record.late", "erased") == 1);
  here.syncAt(here.desk);
  for (const std::string& content : {here.atServer(), here.at(here.desk), here.at(here.reader)}) {
    for (const Bytes& each : late.ciphertexts) CHECK_FALSE(isIn(content, each));
    for (const ErasurePart& each : late.parts) CHECK_FALSE(isIn(content, each));
    CHECK(content.find(kOther) == std::string::npos);
  }
  {
    Vault vault = here.world.unlock(here.reader);
    CHECK(must(vault.store().outboxCount()) == 0);
  }
}

TEST_CASE("a correction under way when the erasure comes is refused, and the shift goes on", "[station]") {
  Erasing here;
  const RecordId record = here.captured(kMark, kMark), other = here.captured(kOther, kOther);
  here.syncAt(here.desk);
  here.syncAt(here.reader);
  Vault vault = here.world.unlockInShift(here.reader);
  must(here.erase(record, "mistake", here.desk.user, kUserPassphrase));
  here.syncAt(here.desk);
  here.take(must(here.sync(vault)));
  refusedWith(amendRecord(vault, record, std::vector<TypedCorrection>{{"given_name", "Later"}}), ErasureError::erased);
  must(amendRecord(vault, other, std::vector<TypedCorrection>{{"given_name", "Later"}}));
  must(vault.closeShift());
  here.take(must(here.sync(vault)));
  CHECK(here.last.lateEdits == 0);
}

TEST_CASE("an erasure empties the write-ahead logs, and the answers that a form would offer again", "[station]") {
  Erasing here;
  const RecordId record = here.captured(kMark, kMark);
  here.syncAt(here.desk);
  const auto logBytes = [](const std::filesystem::path& store) { return std::filesystem::file_size(store.string() + "-wal"); };
  Vault vault = here.unlockAs(here.officer, here.kSecondPassphrase);
  vault.rememberLastSaved(here.programme->id, secret(kMark));
  Approvals approvals(vault, Approvals::Entry::typedNow);
  ErasureOrder order = must(prepareErasure(vault, record, "request"));
  const RequestId request = must(approvals.ask(Act::erase, order.subject()));
  must(confirmErasure(vault, approvals, request, order, here.desk.user, secret(kUserPassphrase)));
  CHECK(logBytes(here.desk.home / "station.db") > 0);
  CHECK(logBytes(serverStorePath(here.world.folder / "server")) > 0);
  Permit permit = must(approvals.permit(Act::erase, order.subject()));
  must(eraseRecord(vault, std::move(permit), std::move(order)));
  CHECK(logBytes(here.desk.home / "station.db") == 0);
  CHECK(vault.lastSaved(here.programme->id) == nullptr);
  Vault supervisor = here.world.unlock(here.desk);
  here.take(must(here.sync(supervisor)));
  CHECK(logBytes(serverStorePath(here.world.folder / "server")) == 0);
}

TEST_CASE("an erasure needs a known record, a reason of the list, the right, and a second person who is another one", "[station]") {
  Erasing here;
  const RecordId record = here.captured(kMark, kMark);
  const auto untouched = [&] {
    Vault vault = here.world.unlock(here.desk);
    CHECK_FALSE(must(vault.store().isErased(record)));
    CHECK(must(vault.store().unnumberedErasures()).empty());
    must(showRecord(vault, record, "English"));
  };
  refusedWith(here.erase(RecordId::make(here.world.random), "request", here.desk.user, kUserPassphrase), ErasureError::unknownRecord);
  refusedWith(here.erase(record, "because", here.desk.user, kUserPassphrase), TombstoneError::badReason);
  refusedWith(here.erase(record, "request", here.officer, here.kSecondPassphrase), RightsError::ownRequest);
  refusedWith(here.erase(record, "request", here.desk.user, "wrong words that nobody chose"), SlotError::wrongPassphrase);
  UserId officerThree;
  const VerifiedDirectory directory = here.world.open().directory();
  for (const User& user : directory.content().users())
    if (user.name() == "Officer Three") officerThree = *UserId::from(bytesOf(user.id()));
  refusedWith(here.erase(record, "request", officerThree, here.kSecondPassphrase), RightsError::notSecond);
  {
    Vault vault = here.world.unlock(here.desk);  // a supervisor confirms, and does not ask
    refusedWith(prepareErasure(vault, record, "request"), RightsError::notYourRole);
  }
  {
    Vault vault = here.unlockAs(here.officer, here.kSecondPassphrase);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    ErasureOrder order = must(prepareErasure(vault, record, "request"));
    refusedWith(approvals.permit(Act::erase, order.subject()), RightsError::secondNeeded);
    // What was confirmed for one record is good for that one.
    const RequestId request = must(approvals.ask(Act::erase, order.subject()));
    must(confirmErasure(vault, approvals, request, order, here.desk.user, secret(kUserPassphrase)));
    const ErasureOrder another = must(prepareErasure(vault, record, "order"));
    refusedWith(approvals.permit(Act::erase, another.subject()), RightsError::secondNeeded);
    // And a tombstone without the second signature, or with another reason than was signed, is none.
    ErasureOrder unsigned_ = order;
    unsigned_.tombstones.front().signatures.clear();
    refusedWith(eraseRecord(vault, must(approvals.permit(Act::erase, order.subject())), unsigned_), TombstoneError::onePerson);
  }
  untouched();
  must(here.erase(record, "request", here.desk.user, kUserPassphrase));
  refusedWith(here.erase(record, "request", here.desk.user, kUserPassphrase), ErasureError::erased);
}
