// SPDX-License-Identifier: Apache-2.0
// What a laptop forgets, looked for in the decrypted bytes of every page and of the write-ahead log: rows, free cells, free pages.
#include <openssl/evp.h>

#include <cstring>

#include "station_support.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::size_t kPage = 8192, kReserved = 80, kIv = 16, kSalt = 16, kWalHeader = 32, kFrameHeader = 24;
constexpr std::int64_t kDay = 24 * 3600 * 1000ll;

// As SQLCipher 4 lays a page out: ciphertext, IV, HMAC; page 1 begins with the salt.
std::string decrypted(std::string_view page, bool first, const SecretBytes& key) {
  const std::size_t skip = first ? kSalt : 0, size = kPage - kReserved - skip;
  std::string out(size + 32, '\0');
  const auto* in = reinterpret_cast<const unsigned char*>(page.data());
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  int done = 0;
  EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.expose(SecretAccess{}).data(), in + kPage - kReserved);
  EVP_CIPHER_CTX_set_padding(context, 0);
  EVP_DecryptUpdate(context, reinterpret_cast<unsigned char*>(out.data()), &done, in + skip, static_cast<int>(size));
  EVP_CIPHER_CTX_free(context);
  out.resize(static_cast<std::size_t>(done));
  return out;
}

// Everything that whoever has the key can read in the folder, in one string.
std::string everything(const std::filesystem::path& file, const SecretBytes& key) {
  std::string out;
  const std::string database = contentOf(file), log = contentOf(file.string() + "-wal");
  for (std::size_t at = 0; at + kPage <= database.size(); at += kPage)
    out += decrypted(std::string_view(database).substr(at, kPage), at == 0, key);
  for (std::size_t at = kWalHeader; at + kFrameHeader + kPage <= log.size(); at += kFrameHeader + kPage) {
    std::uint32_t number = 0;
    std::memcpy(&number, log.data() + at, 4);
    out += decrypted(std::string_view(log).substr(at + kFrameHeader, kPage), number == 0x01000000, key);
  }
  return out;
}

std::string word(Random& random) {
  std::string out(14, 'q');
  for (char& letter : out) letter = static_cast<char>('a' + random.below(26));
  return out;
}
// The index of words leaves out what a word shares with the one before it in the alphabet.
bool holds(const std::string& all, const std::string& word) {
  return all.find(word.substr(4)) != std::string::npos;
}

}  // namespace

TEST_CASE("over ten years no safe answer stays longer than its time, in no page of the file", "[store]") {
  const Folder folder;
  const auto file = folder / "station.db";
  SeededRandom random(21);
  StationStore store = must(StationStore::create(file, keyOf(1)));
  Officer officer(random, store);
  ManualClock clock;
  std::vector<std::string> words;
  std::uint64_t made = 0, looked = 0;
  const DraftId draft = DraftId::make(random);
  for (int day = 0; day < 3650; day += 10) {
    clock.advance(std::chrono::hours(10 * 24));
    const std::int64_t now = toUnixMs(clock.now());
    Transaction together = must(Transaction::begin(store.database()));
    for (int i = 0; i < 2; ++i) {
      words.push_back(word(random));
      DraftRow row;
      row.id = draft;
      row.content = copyOf(bytesOf("draft of " + words.back()));
      must(store.saveDraft(row));
      const RecordId record = RecordId::make(random);
      const SealedRevision revision = sealed(random, record);
      FinishedRecord finished = officer.form(revision, words.back());
      finished.draft = draft;
      finished.keptParts = 1;
      must(store.finish(officer.station(), finished));
      ++made;
    }
    // One of the two is safe today, the other in ten days: the second is not forgotten with the first.
    must(store.confirm(officer.station(), {{officer.scope(), made > 2 ? made - 2 : 1, made - 1, 0, true, now}}));
    const auto due = must(store.safeBefore(now - kDay, 100));
    CHECK(due.size() == (day == 0 ? 0 : day == 10 ? 1u : 2u));
    for (const RecordId& record : due) must(store.forgetAnswers(record, 1));
    must(together.commit());
    CHECK(must(store.countRecords("")) == made);
    if (day % 500 != 490) continue;
    ++looked;
    must(store.database().checkpoint());
    const std::string all = everything(file, keyOf(1));
    for (std::size_t i = 0; i < words.size(); ++i) {
      INFO("day " << day << ", word " << i << " of " << words.size());
      const bool stays = i + 3 >= words.size();
      REQUIRE(holds(all, words[i]) == stays);
    }
    CHECK(all.find("draft of") == std::string::npos);
    CHECK(must(store.countRecords(words.back())) == 1);
    CHECK(must(store.countRecords(words.front())) == 0);
  }
  CHECK(looked == 7);
  CHECK(must(store.unindexed(10)).empty());
  const std::atomic<bool> never{false};
  must(StationStore::checkRows(file, keyOf(1), never));
}

TEST_CASE("an amended record is safe when its amendment is, and its answers come back with it", "[store]") {
  const Folder folder;
  SeededRandom random(22);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  const RecordId record = officer.finish("first");
  officer.amend(record, "second");
  must(store.confirm(officer.station(), {{officer.scope(), 1, 1, 0, true, 1000}}));
  CHECK(must(store.safeBefore(5000, 10)).empty());
  must(store.confirm(officer.station(), {{officer.scope(), 2, 2, 0, true, 2000}}));
  CHECK(must(store.safeBefore(2000, 10)).empty());
  CHECK(must(store.safeBefore(2001, 10)) == std::vector<RecordId>{record});
  CHECK(must(store.revisions(record))[0].erasureParts.size() == 1);
  must(store.forgetAnswers(record, 1));
  CHECK(must(store.revisions(record))[0].erasureParts.empty());
  CHECK(must(store.records("", 0, 10))[0].summary.empty());
  CHECK(must(store.countRecords("second")) == 0);
  CHECK(must(store.safeBefore(9000, 10)).empty());
  officer.amend(record, "third");
  CHECK(must(store.countRecords("third")) == 1);
  CHECK(store.forgetAnswers(RecordId{}, 1).error().is(StoreError::notFound));
}
