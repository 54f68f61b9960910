// SPDX-License-Identifier: Apache-2.0
// The formats are frozen: what an earlier version wrote is read, and written again, byte for byte. The files in tests/data were
// made by this program with LIMEN_WRITE_VECTORS set, once; they are never made anew.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "core/files.h"
#include "protection/notice.h"
#include "protection/package_body.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

constexpr const char* kFolder = LIMEN_SOURCE_DIR "/tests/data/protection/";

// The frozen bytes; where LIMEN_WRITE_VECTORS is set and there are none yet, `fresh` becomes them.
Bytes frozen(const std::string& name, const Bytes& fresh) {
  const std::string path = kFolder + name;
  if (std::getenv("LIMEN_WRITE_VECTORS") != nullptr)
    static_cast<void>(writeFile(path, bytesOf(toHex(fresh) + '\n'), Access::everyoneReads, Replace::no));
  const auto file = readFile(path, 1 << 20);
  INFO(path);
  REQUIRE(file);
  std::string hex(textOf(*file));
  REQUIRE(hex.ends_with('\n'));
  hex.pop_back();
  auto bytes = fromHex(hex);
  REQUIRE(bytes);
  return std::move(*bytes);
}

Signer signerOf(Byte fill) {
  const Bytes seed(32, fill);
  auto signer = Signer::fromSeed(SecretBytes::copyOf(seed));
  REQUIRE(signer);
  return std::move(*signer);
}

struct PackageVector {
  const char* file;
  std::uint64_t version;
  bool unprotectedDemo;
};
constexpr PackageVector kFormatZero[] = {
    {"package_small.hex", 1, false}, {"package_minimising.hex", 300, false}, {"package_demo.hex", 2, true}};

std::shared_ptr<const Programme> openedVector(const std::string& file, const Bytes& fresh = {}) {
  auto opened = openPackage(frozen(file, fresh), {{signerOf(1).publicKey()}, {signerOf(2).publicKey()}}, test::someOrganisation());
  REQUIRE(opened);
  return std::make_shared<const Programme>(std::move(*opened));
}

test::Book wholeBook() {
  test::Book book = test::smallBook();
  book.tables["risk"] = {
      {"name", "condition", "safeguards", "readers", "retention", "label::English", "label::French"},
      {"ill", "${weeks} > 2", "seal narrow", "reader", "", "Ill for long.", "Malade depuis longtemps."},
      {"ill_alone", "${risk.ill} and ${need} = 'shelter'", "no_list second_approval shorten", "", "stay", "Ill.", "Malade."}};
  book.tables["partners"] = {{"name", "purposes", "answers", "agreement", "expiry"},
                             {"clinic", "care", "weeks need", "DSA-1", "2027-06-30"}};
  return book;
}

}  // namespace

TEST_CASE("packages of format 0 are opened for ever, and written again byte for byte", "[protection]") {
  for (const PackageVector& each : kFormatZero) {
    INFO(each.file);
    const auto opened = openedVector(each.file);
    CHECK(opened->format == 0);
    CHECK(opened->version == each.version);
    CHECK(opened->unprotectedDemo == each.unprotectedDemo);
    CHECK(opened->stewards.empty());
    CHECK_FALSE(opened->expires.has_value());
    CHECK(buildPackage(*opened, signerOf(1), signerOf(2)) == frozen(each.file, {}));
  }
}

TEST_CASE("packages of format 2 are opened for ever and written again byte for byte, and ask for no notice", "[protection]") {
  const auto opened = openedVector("package_format2.hex");
  CHECK(opened->format == 2);
  CHECK_FALSE(noticeOf(*opened));
  CHECK(buildPackage(*opened, signerOf(1), signerOf(2)) == frozen("package_format2.hex", {}));
}

TEST_CASE("packages of format 3 are opened and written for ever, with every sheet and the notice in them", "[protection]") {
  BuildOptions options{test::someOrganisation(), 7, false};
  options.today = forms::Date{std::chrono::days{20'775}};
  const auto programme = test::programmeOf(wholeBook().workbook(), options);
  const Bytes built = buildPackage(*programme, signerOf(1), signerOf(2));
  CHECK(built == frozen("package_format3.hex", built));
  const auto opened = openedVector("package_format3.hex", built);
  CHECK(opened->format == 3);
  CHECK(packageBody(*opened) == packageBody(*programme));
  CHECK(noticeOf(*opened));
  REQUIRE(opened->risks.size() == 2);
  CHECK(opened->risks[1].condition == "${risk.ill} and ${need} = 'shelter'");
  CHECK(opened->risks[0].readers == std::vector<std::string>{"reader"});
  CHECK(opened->risks[1].retention == "stay");
  REQUIRE(opened->partners.size() == 1);
  CHECK(opened->partners[0].agreement == "DSA-1");
  CHECK(opened->partners[0].answers == std::vector<std::string>{"weeks", "need"});
  CHECK(opened->partners[0].expires == programme->partners[0].expires);
  CHECK(opened->retentions[0].days == 90);
  CHECK(opened->retentions[0].event == "departure");
  CHECK(opened->retentions[0].mayHold);
  CHECK(opened->notices[0].version == 1);
  CHECK(opened->notices[0].text.at("French") == "You may stop at any time.");
  CHECK(opened->stewards[2].owner == "Head of site");
  CHECK(opened->assessments[0].id == "DPIA-1");
  // A year from the day of the build, but not beyond the review of the assessment.
  CHECK(opened->expires == programme->assessments[0].review);
  CHECK_FALSE(expired(*opened, *opened->expires));
  CHECK(expired(*opened, *opened->expires + std::chrono::days{1}));
}

TEST_CASE("coded answers of this version are read for ever", "[protection]") {
  const auto programme = openedVector("package_small.hex");
  const auto question = [&](const char* name) { return *programme->form->find(name); };
  RepeatId one, two;
  one.value = {1, 2, 3, 4, 5, 6, 7, 8};
  two.value = {8, 7, 6, 5, 4, 3, 2, 1};
  std::string story;
  for (int i = 0; i < 12; ++i) story += "Weeks ill, and no water at the shelter for them; ";
  const std::vector<std::pair<const char*, std::vector<KeptAnswer>>> vectors{
      {"answers_plain.hex",
       {{question("given_name"), {}, std::string("Example")},
        {question("birth_date"), {}, std::int64_t{1990}},
        {question("need"), {}, std::string("shelter")},
        {question("weeks"), {}, std::int64_t{3}},
        {question("member_name"), {one}, std::string("\xd9\x85\xd8\xab\xd8\xa7\xd9\x84")},
        {question("member_name"), {two}, std::string("+999 5550 100")},
        {question("twice"), {}, 6.0}}},
      {"answers_kinds.hex",
       {{question("given_name"), {}, forms::Empty{}},
        {question("birth_date"), {}, forms::Date{std::chrono::days{-1}}},
        {question("need"), {}, std::string("left the list")},
        {question("weeks"), {}, forms::Selected{{"a", "b"}}},
        {question("member"), {one}, forms::Empty{}},
        {question("twice"), {}, forms::Moment{1'795'000'000'123, 60}}}},
      {"answers_compressed.hex", {{question("given_name"), {}, story}, {question("weeks"), {}, std::int64_t{-40'000}}}}};
  for (const auto& [file, answers] : vectors) {
    INFO(file);
    const Bytes coded = codeAnswers(answers, *programme);
    const Bytes kept = frozen(file, coded);
    const auto back = decodeAnswers(kept, *programme);
    REQUIRE(back);
    CHECK(*back == answers);
    // Another zstd may find another frame for the same text; what it writes is read all the same.
    if (std::string_view(file) != "answers_compressed.hex") CHECK(coded == kept);
  }
}

TEST_CASE("a record that this version sealed is opened for ever", "[protection]") {
  const auto programme = openedVector("package_small.hex");
  const SecretBytes wrapping = SecretBytes::copyOf(Bytes(32, 9));
  forms::Submission submission;
  submission.answers = {{"given_name", {}, std::string("Example")}, {"weeks", {}, std::int64_t{3}}};
  Bytes fresh;
  if (std::getenv("LIMEN_WRITE_VECTORS") != nullptr) {  // shift keys are never seeded, so this vector is only read back
    SeededRandom random(1);
    const test::Shift shift = test::shiftFor(*programme, random);
    const auto sealed = seal(minimise(programme, submission, forms::Date{}), test::somePlace(random), shift.keys, random);
    REQUIRE(sealed);
    ByteWriter out;
    out.sized(shift.keys.wrap(wrapping)).sized(sealed->revision.serialise()).raw(sealed->seed);
    fresh = out.take();
  }
  const Bytes kept = frozen("sealed.hex", fresh);
  ByteReader in(kept);
  const Bytes wrapped = copyOf(in.sized(1 << 16)), envelope = copyOf(in.sized(1 << 16));
  const ErasureSeed seed = in.array<16>();
  REQUIRE(in.done());
  const auto keys = ShiftKeys::unwrap(wrapping, wrapped);
  REQUIRE(keys);
  const auto revision = SealedRevision::parse(envelope);
  REQUIRE(revision);
  const std::vector<std::size_t> counts{0, 1, 1, 0};
  for (std::uint8_t i = 0; i < 4; ++i) {
    const auto opened = open(*revision, i, *keys, erasurePart(seed, programme->compartments[i].name), *programme);
    REQUIRE(opened);
    REQUIRE(opened->size() == counts[i]);
  }
  const auto health = open(*revision, 2, *keys, erasurePart(seed, "health"), *programme);
  REQUIRE(health);
  CHECK((health->front().question == "weeks" && health->front().value == forms::Value(std::int64_t{3})));
}
