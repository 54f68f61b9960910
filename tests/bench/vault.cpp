// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/vault.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "protection/minimise.h"
#include "protection/seal.h"
#include "station/records.h"
#include "station/wording.h"
#include "store/database.h"
#include "tests/bench/world.h"

namespace limen::bench {

namespace {

constexpr std::uint64_t kRecords = 100'000, kBatch = 1000;
constexpr std::uint32_t kRows = 50;

// Names of four syllables: synthetic, and with the spread of real ones: few are common, most are rare.
std::string name(Random& random, std::size_t syllables) {
  static constexpr std::array kSyllables{"ka", "ri", "mo", "sa", "te", "nu", "la", "be", "do", "fi", "ha", "zu", "yo", "pe", "wi", "gu"};
  std::string out;
  for (std::size_t i = 0; i < syllables; ++i) out += kSyllables[std::min(random.below(16), random.below(16))];
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

SealedRevision revisionOf(Random& random, const RecordId& record, const PackageHash& package, std::uint64_t counter) {
  RevisionHeader header;
  header.record = record;
  header.id = {WriterId::make(random), counter};
  header.shift = ShiftId::make(random);
  header.package = package;
  header.parts = 1;
  Bytes ciphertext(400);
  random.fill(ciphertext);
  return must(SealedRevision::parse(ByteWriter().sized(header.serialise()).u8(0).sized(ciphertext).take()), "revision");
}

void fill(Vault& vault, const Programme& programme) {
  SeededRandom random(1);
  for (std::uint64_t i = 0; i < kRecords; i += kBatch) {
    Transaction transaction = must(Transaction::begin(vault.store().database()), "transaction");
    for (std::uint64_t j = i; j < i + kBatch; ++j) {
      const RecordId record = RecordId::make(random);
      const SealedRevision revision = revisionOf(random, record, programme.hash, j + 1);
      FinishedRecord finished;
      finished.scope = vault.scope(programme);
      finished.form = programme.id;
      finished.revision = &revision;
      random.fill(finished.seed);
      finished.summary = name(random, 3) + " " + name(random, 4);
      finished.operational = {{"site", "river post"}, {"status", j % 3 == 0 ? "waiting" : "registered"},
                              {"registration", "R" + std::to_string(100'000 + j)}};
      finished.savedMs = 1'795'000'000'000 + static_cast<std::int64_t>(j) * 1000;
      finished.audit = vault.act("record.finish", record);
      must(vault.store().finish(vault.station(), finished), "record");
    }
    must(transaction.commit(), "transaction");
  }
  // As it is after weeks: all but the last day's are acknowledged.
  must(vault.store().confirm(vault.station(), {{vault.scope(programme), 1, kRecords - 500, 1, true, toUnixMs(vault.clock().now())}}),
       "acknowledgement");
}

double milliseconds(const std::function<void()>& work) {
  return secondsOf(work) * 1000;
}
double percentile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

std::optional<Vault> unlocked(const fs::path& home, const Clock& clock, Random& random, double* ms = nullptr) {
  const auto choices = must(unlockChoices(home), "users");
  const SecretBytes secret = must(unlockSlot(home, choices.front().user, passphrase(), clock), "passphrase");
  const SecretBytes carrier = SecretBytes::random(32);
  std::optional<Vault> vault;
  const double took = milliseconds([&] {
    vault.emplace(must(Vault::open(home, choices.front().user, secret, {&clock, &random}), "vault"));
    must(vault->enterShift(carrier), "shift");
    LIMEN_CHECK(must(listRecords(*vault, "", 0, kRows), "list").rows.size() == kRows);
  });
  if (ms != nullptr) *ms = took;
  return vault;
}

// The same bytes in one insert, one synced transaction, on a connection with the settings of every store.
struct Bare {
  static constexpr std::array kSchema{Migration{1, "blobs", "CREATE TABLE blob(id INTEGER PRIMARY KEY, content BLOB NOT NULL);"}};
  Database database;
  explicit Bare(const fs::path& file)
      : database(must(Database::open(file, SecretBytes::random(kStoreKeyBytes), 1, kSchema, Database::Create::yes), "bare store")) {}
  void insert(ByteView content) { must(database.cached("INSERT INTO blob(content) VALUES(?)").bind(1, content).run(), "bare insert"); }
};

void saving(Figures& figures, World& world, Vault& vault, const std::shared_ptr<const Programme>& programme) {
  SeededRandom random(2);
  Bare bare(world.folder / "bare.db");
  for (int i = 0; i < 2500; ++i) bare.insert(Bytes(1000, 1));  // its log as long as it gets: a sync of a growing file costs more
  const ShiftKeys& keys = *must(vault.shiftKeys(*programme), "shift keys");
  const FormWords words(*programme->form);
  const auto operational = operationalCompartment(*programme);
  std::vector<double> ours, theirs, sealing, filing, drafted;
  for (int i = 0; i < 400; ++i) {
    const bool withDraft = i % 2 == 1;  // as in the interface, where the answers were kept as they came
    forms::Submission submission;
    for (const char* question : {"id", "site", "device_id", "operator_id", "registration_number", "person_given_name", "person_family_name",
                                 "person_other_names", "person_phone", "person_document_number", "travel_entry_point", "travel_last_country",
                                 "notes"})
      submission.answers.push_back({question, {}, name(random, 6) + " " + name(random, 6)});
    const MinimalRecord minimal = minimise(programme, submission, std::chrono::floor<std::chrono::days>(world.clock.now()));
    const RecordId record = RecordId::make(random);
    std::optional<Sealed> written;
    std::optional<DraftId> draft;
    if (withDraft) {
      DraftRow row;
      row.id = DraftId::make(random);
      row.user = vault.user();
      row.form = programme->id;
      row.sealedKey = Bytes(72, 1);
      row.content = Bytes(3000, 2);
      must(vault.store().saveDraft(row), "draft");
      draft = row.id;
    }
    (withDraft ? drafted : ours).push_back(milliseconds([&] {
      std::optional<Sealed> made;
      sealing.push_back(milliseconds([&] { made = must(seal(minimal, {record, vault.nextRevision(), {}}, keys, random), "seal"); }));
      const Sealed& sealed = *made;
      FinishedRecord finished;
      finished.draft = draft;
      finished.scope = vault.scope(*programme);
      finished.form = programme->id;
      finished.revision = &sealed.revision;
      finished.seed = sealed.seed;
      std::vector<OpenedAnswer> answers;
      for (const KeptAnswer& kept : minimal.compartments()[*operational])
        answers.push_back({programme->form->answerName(kept.question), kept.instances, kept.value});
      IndexRows rows = indexRows(words, *programme, answers, "");
      finished.operational = std::move(rows.answers);
      finished.summary = std::move(rows.summary);
      for (const SealedPart& part : sealed.revision.parts())
        finished.erasureParts.emplace_back(part.compartment, erasurePart(sealed.seed, programme->compartments[part.compartment].name));
      finished.savedMs = toUnixMs(world.clock.now());
      finished.audit = vault.act("record.finish", record);
      must(vault.store().finish(vault.station(), finished), "record");
      written.emplace(std::move(*made));
    }));
    // What the screen does not wait for: filing under records, words, outbox and log. The bare insert comes after it as the next save
    // does, so that neither finds the caches that the other has warmed.
    filing.push_back(milliseconds([&] { must(vault.store().settle(), "filing"); }));
    Bytes content(written->revision.serialise().size());
    random.fill(content);
    theirs.push_back(milliseconds([&] { bare.insert(content); }));
  }
  figures.plain("vault.save_ms", median(ours), "ms");
  figures.plain("vault.bare_insert_ms", median(theirs), "ms");
  figures.plain("vault.save_seal_ms", median(sealing), "ms");
  figures.plain("vault.save_with_draft_ms", median(drafted), "ms");
  figures.plain("vault.file_behind_ms", median(filing), "ms");
  figures.atMost("vault.save_to_bare_insert", median(ours) / median(theirs), "times", 1.3);
  figures.plain("vault.save_with_draft_to_bare_insert", median(drafted) / median(theirs), "times");
}

// Another role opens another set of compartments: every word is taken down, and every record looked at again. Here nobody opens
// any: what opening and indexing one costs beside is vault.file_behind_ms.
void switching(Figures& figures, Vault& vault) {
  figures.plain("vault.role_switch_take_down_s", secondsOf([&] { must(vault.store().forgetIndex(), "index"); }), "s");
  figures.plain("vault.role_switch_look_again_s", secondsOf([&] {
                  while (must(indexPulled(vault, kBatch), "index")) {
                  }
                }),
                "s");
}

void finding(Figures& figures, Vault& vault) {
  SeededRandom random(3);
  std::vector<double> rare, common, pages;
  for (int i = 0; i < 200; ++i) {
    const std::string word = name(random, 4);
    rare.push_back(milliseconds([&] { must(listRecords(vault, word, 0, kRows), "search"); }));
  }
  for (const char* word : {"r", "ri", "riv", "rive", "river", "registered", "k", "ka", "kar", "river post", "R1", "waiting", "s t"})
    common.push_back(milliseconds([&] { must(listRecords(vault, word, 0, kRows), "search"); }));
  for (int i = 0; i < 1000; ++i) {
    const auto offset = static_cast<std::uint32_t>(random.below(kRecords));
    pages.push_back(milliseconds([&] { must(listRecords(vault, "", offset, kRows), "page"); }));
  }
  figures.atMost("vault.search_any_name_p99_ms", percentile(rare, 0.99), "ms", 20);
  figures.atMost("vault.search_commonest_words_worst_ms", percentile(common, 1), "ms", 20);
  figures.atMost("vault.any_page_p99_ms", percentile(pages, 0.99), "ms", 5);
}

double residentMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  return 0;
}

}  // namespace

int vaultMemory(const char* home) {
  const SystemClock clock;
  SystemRandom random;
  auto vault = unlocked(home, clock, random);
  must(vault->rowsHold(), "all rows");
  for (std::uint32_t offset = 0; offset < kRecords; offset += kRecords / 20) must(listRecords(*vault, "", offset, kRows), "page");
  for (const char* word : {"river", "ka", "Kamo"}) must(listRecords(*vault, word, 0, kRows), "search");
  std::printf("%f\n", residentMegabytes());
  return 0;
}

void vault(Figures& figures) {
  World world;
  world.sync();  // brings the programme
  const auto programme = must(world.vault->programmes(), "programme").front();
  fill(*world.vault, *programme);
  must(world.vault->closeShift(), "shift");
  world.client.reset();
  world.vault.reset();
  const fs::path home = world.folder / "home";

  std::vector<double> unlocks, locks;
  for (int i = 0; i < 11; ++i) {
    double ms = 0;
    auto opened = unlocked(home, world.clock, world.random, &ms);
    unlocks.push_back(ms);
    locks.push_back(milliseconds([&] { opened.reset(); }));  // while all rows are still being checked
  }
  auto opened = unlocked(home, world.clock, world.random);
  figures.atMost("vault.unlock_but_argon2id_ms", median(unlocks), "ms", 250);
  figures.atMost("vault.lock_ms", percentile(locks, 1), "ms", 300);
  figures.plain("vault.all_rows_checked_behind_s", secondsOf([&] { must(opened->rowsHold(), "all rows"); }), "s");
  const auto again = must(opened->programmes(), "programme").front();
  saving(figures, world, *opened, again);
  finding(figures, *opened);

  const std::string command = fs::read_symlink("/proc/self/exe").string() + " --vault-memory '" + home.string() + "'";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  LIMEN_CHECK(pipe != nullptr);
  double megabytes = 0;
  LIMEN_CHECK(std::fscanf(pipe, "%lf", &megabytes) == 1 && ::pclose(pipe) == 0);
  figures.atMost("vault.resident_mb", megabytes, "MB", 120);
  switching(figures, *opened);
}

}  // namespace limen::bench
