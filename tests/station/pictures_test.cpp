// SPDX-License-Identifier: Apache-2.0
// Pictures of a record: kept in its draft, sealed with it, looked at as far as the answer may be, and gone with it.
#include "station/pictures.h"

#include <fstream>

#include "life.h"
#include "protection/picture.h"
#include "store/station_attachments.h"
#include "tests/support/pictures.h"

using namespace limen;
using namespace limen::test;

namespace {

forms::Workbook pictureWorkbook() {
  forms::Workbook book = smallWorkbook();
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name != "survey") continue;
    const auto add = [&](const char* type, const char* name, const char* compartment, const char* minimise) {
      forms::Row row = sheet.rows.back();
      ++row.number;
      row.cells[0] = type;
      row.cells[1] = name;
      row.cells[2] = name;
      row.cells[6] = "document";
      row.cells[8] = compartment;
      row.cells[9] = minimise;
      sheet.rows.push_back(row);
    };
    sheet.rows.back().cells[6] = "health";
    add("image", "face", "identity", "as-is");
    add("image", "wound", "health", "as-is");
    add("image", "tent", "operational", "as-is");
    add("image", "seen", "identity", "yes-no");
  }
  return book;
}

struct Working {
  Working() {
    world.addPackage(programmeOf(pictureWorkbook(), world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
    Vault vault = world.unlock(desk);
    programme = must(vault.programmes()).front();
  }
  World world;
  Desk desk;
  std::shared_ptr<const Programme> programme;
};

AttachmentRef keep(Intake& intake, const std::string& question, ByteView file, ByteView small = {}) {
  const std::string text = must(intake.keepPicture(file, small));
  answer(intake, question, text);
  return AttachmentRef::parse(text).value();
}

AttachmentRef refOf(const RecordView& view, const std::string& question) {
  for (const ShownCompartment& each : view.compartments) {
    for (const ShownAnswer& one : each.answers) {
      if (one.question == question) return AttachmentRef::parse(std::get<std::string>(one.values.front())).value();
    }
  }
  FAIL(question);
  return {};
}

std::uint64_t rowsOf(Vault& vault, const char* table) {
  Statement& rows = vault.store().database().cached(std::string("SELECT count(*) FROM ") + table);
  REQUIRE(must(rows.step()));
  const auto count = static_cast<std::uint64_t>(rows.integer(0));
  rows.reset();
  return count;
}

template <class T, ErrorCause E>
bool refusedFor(const Result<T>& result, E cause) {
  return !result && result.error().is(cause);
}

}  // namespace

TEST_CASE("a picture is stripped, kept in the draft, sealed with the record and looked at again", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const Bytes face = photograph(70'000, 1), small = photograph(3'000, 2);
  const Bytes stripped = stripPicture(face)->bytes;
  RecordId record;
  AttachmentRef inDraft;
  {
    Intake intake = begun(vault, at.programme, "English");
    answer(intake, "given_name", "Synthetic");
    inDraft = keep(intake, "face", face, small);
    keep(intake, "wound", photograph(20'000, 3));
    keep(intake, "face", photograph(9'000, 4));  // taken again
    inDraft = keep(intake, "face", face, small);
    must(intake.save());
    CHECK(must(intake.picture(inDraft, AttachmentPart::picture)) == stripped);
    CHECK(rowsOf(vault, "attachment") == 4);
  }
  const auto list = must(drafts(vault, "English"));
  REQUIRE(list.size() == 1);
  {
    Intake intake = must(Intake::resume(vault, list[0].id, {}));
    CHECK(must(intake.picture(inDraft, AttachmentPart::thumbnail)) == stripPicture(small)->bytes);
    record = must(intake.finish());
  }
  // What nobody names any more went with the draft, and what is sealed has another id.
  CHECK(rowsOf(vault, "attachment") == 2);
  const AttachmentRef sealed = refOf(must(showRecord(vault, record, "English")), "face");
  CHECK(sealed.id != inDraft.id);
  CHECK(must(recordPicture(vault, record, sealed, AttachmentPart::picture)) == stripped);
  CHECK(must(recordPicture(vault, record, sealed, AttachmentPart::thumbnail)) == stripPicture(small)->bytes);
  CHECK_FALSE(textOf(must(recordPicture(vault, record, sealed, AttachmentPart::picture))).find(kCameraWords) != std::string_view::npos);
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "face") == "JPEG, 69 KiB");
  const auto waiting = must(AttachmentStore(vault.store().database()).waiting());
  REQUIRE(waiting.size() == 2);
  CHECK(waiting[0].record == record);
  CHECK(waiting[0].scope == vault.scope(*at.programme));
  std::size_t reads = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000))) reads += entry.act.act == "record.picture";
  CHECK(reads == 3);
}

TEST_CASE("a picture opens with its answer's part and with nothing else", "[station]") {
  Working at;
  RecordId record;
  AttachmentRef face, wound;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    Intake intake = begun(vault, at.programme, "English");
    answer(intake, "given_name", "Synthetic");
    keep(intake, "face", photograph(40'000, 1));
    keep(intake, "wound", photograph(40'000, 2));
    record = must(intake.finish());
    const RecordView view = must(showRecord(vault, record, "English"));
    face = refOf(view, "face");
    wound = refOf(view, "wound");
    const RecordId other = capture(vault, at.programme, "Other");
    CHECK(refusedFor(recordPicture(vault, other, face, AttachmentPart::picture), StoreError::notFound));
    AttachmentRef crossed = face;
    crossed.id = wound.id;
    CHECK(refusedFor(recordPicture(vault, record, crossed, AttachmentPart::picture), StoreError::notFound));

    // On the disk the two chunks trade places, or one is changed.
    Database& rows = vault.store().database();
    const auto change = [&](const char* sql) {
      Transaction transaction = must(Transaction::begin(rows));
      must(rows.execute(sql));
      must(transaction.commit());
    };
    change("UPDATE attachment_chunk SET content = (SELECT content FROM attachment_chunk AS b WHERE b.key = attachment_chunk.key + 1) "
                      "WHERE key & 1099511627775 = 0");
    CHECK(refusedFor(recordPicture(vault, record, face, AttachmentPart::picture), AttachmentError::damaged));
    change("DELETE FROM attachment_chunk WHERE key & 1099511627775 = 1");
    CHECK(refusedFor(recordPicture(vault, record, face, AttachmentPart::picture), AttachmentError::incomplete));
    must(vault.closeShift());
  }
  Vault vault = at.world.unlock(at.desk);
  CHECK(refusedFor(recordPicture(vault, record, face, AttachmentPart::picture), StoreError::notFound));  // the shift is over
}

TEST_CASE("no name of a file and no picture of a question that keeps none is sealed", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, at.programme, "English");
  answer(intake, "given_name", "Synthetic");
  answer(intake, "face", "IMG_0001.jpg");
  keep(intake, "seen", photograph(20'000, 1));
  const AttachmentRef elsewhere = sealAttachment(AttachmentId::make(at.world.random), 1, photograph(9'000, 5), {}, SecretBytes::random(32)).ref;
  answer(intake, "wound", elsewhere.text());  // of no draft here
  const RecordId record = must(intake.finish());
  const RecordView view = must(showRecord(vault, record, "English"));
  CHECK(textOfAnswer(view, "seen") == "yes");
  for (const ShownCompartment& each : view.compartments) {
    for (const ShownAnswer& one : each.answers) {
      CHECK(one.question != "face");
      CHECK(one.question != "wound");
    }
  }
  CHECK(rowsOf(vault, "attachment") == 0);
  CHECK(rowsOf(vault, "attachment_chunk") == 0);
}

TEST_CASE("what is no picture is refused and leaves nothing", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, at.programme, "English");
  Bytes cut = photograph(20'000, 1);
  cut.resize(9'000);
  CHECK(refusedFor(intake.keepPicture(cut, {}), PictureError::malformed));
  CHECK(refusedFor(intake.keepPicture(bytesOf("%PDF-1.7"), {}), PictureError::notAPicture));
  CHECK(refusedFor(intake.keepPicture(photograph(9'000, 1), bytesOf("no thumbnail")), PictureError::notAPicture));
  CHECK(rowsOf(vault, "attachment") == 0);
  CHECK(rowsOf(vault, "draft") == 0);
  must(intake.keepPicture(photograph(9'000, 1), {}));
  must(intake.discard());
  CHECK(rowsOf(vault, "attachment_chunk") == 0);
}

TEST_CASE("pictures of a draft go with it to another officer, and to nobody without its key", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake first = begun(vault, at.programme, "English");
  const AttachmentRef ref = keep(first, "face", photograph(20'000, 1));
  Intake second = begun(vault, at.programme, "English");
  answer(second, "given_name", "Synthetic");
  answer(second, "face", ref.text());
  CHECK(refusedFor(second.picture(ref, AttachmentPart::picture), AttachmentError::notHere));
  must(second.finish());
  CHECK(rowsOf(vault, "attachment") == 1);  // still the first one's, and only that
}

TEST_CASE("a picture that the server has goes when its record's answers are forgotten, one that it lacks stays", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, at.programme, "English");
  answer(intake, "given_name", "Synthetic");
  keep(intake, "face", photograph(20'000, 1));
  keep(intake, "wound", photograph(20'000, 2));
  const RecordId record = must(intake.finish());
  must(vault.store().settle());
  AttachmentStore store(vault.store().database());
  const auto waiting = must(store.waiting());
  REQUIRE(waiting.size() == 2);
  must(store.confirm(waiting[0].id));
  must(vault.store().forgetAnswers(record, 7));
  CHECK_FALSE(must(store.find(waiting[0].id)));
  CHECK(must(store.find(waiting[1].id)));
  CHECK(must(store.chunks(waiting[1].id, 0, waiting[1].chunks)).size() == waiting[1].chunks);
}

TEST_CASE("a line of answers brings its pictures from a folder, and leaves their names there", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Folder folder;
  const Bytes face = photograph(30'000, 9);
  std::ofstream(folder / "IMG_0001.jpg", std::ios::binary) << textOf(face);
  std::ofstream(folder / "notes.txt") << "words";
  const auto take = [&](const char* json, const std::filesystem::path& from) { return importRecord(vault, at.programme, json, from); };
  const char* line = R"({"given_name": "Synthetic", "face": "IMG_0001.jpg", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes"})";
  const RecordId record = must(take(line, folder.path()));
  const AttachmentRef ref = refOf(must(showRecord(vault, record, "English")), "face");
  CHECK(must(recordPicture(vault, record, ref, AttachmentPart::picture)) == stripPicture(face)->bytes);
  CHECK(refusedFor(take(line, {}), ImportError::noPicture));
  CHECK(refusedFor(take(R"({"given_name": "A", "face": "IMG_0002.jpg"})", folder.path()), ImportError::noPicture));
  CHECK(refusedFor(take(R"({"given_name": "A", "face": "notes.txt"})", folder.path()), PictureError::notAPicture));
  CHECK(refusedFor(take(R"({"face": "IMG_0001.jpg", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes"})", folder.path()), ImportError::notValid));
  CHECK_FALSE(take(R"({"given_name": "A", "face": "../IMG_0001.jpg"})", folder.path()));
  CHECK(refusedFor(checkRecord(*at.programme, at.world.clock, at.world.random, line), ImportError::noPicture));
  must(checkRecord(*at.programme, at.world.clock, at.world.random, line, folder.path()));
  CHECK(rowsOf(vault, "draft") == 0);
  CHECK(rowsOf(vault, "attachment") == 1);
}
