// SPDX-License-Identifier: Apache-2.0
// How many bytes a sealed record costs, on records of the shape that sync is measured with.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/bench/records.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

std::shared_ptr<const Programme> benchProgramme() {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/tests/bench/form");
  REQUIRE(book);
  return test::programmeOf(*book);
}

struct Sizes {
  double envelope = 0, coded = 0;
};
class Measure {
 public:
  explicit Measure(std::shared_ptr<const Programme> programme)
      : programme_(std::move(programme)), shift_(test::shiftFor(*programme_, random_)), place_(test::somePlace(random_)) {}

  void add(const nlohmann::json& record) {
    const forms::Submission submission = bench::Mapper(random_).map(record);
    const MinimalRecord minimal = minimise(programme_, submission, bench::dateFrom("2026-11-22"));
    place_.record = RecordId::make(random_);
    ++place_.id.counter;
    std::size_t answers = 0;
    for (const auto& each : minimal.compartments()) {
      answers += each.size();
      const Bytes coded = codeAnswers(each, *programme_);
      sum_.coded += static_cast<double>(coded.size());
      const auto back = decodeAnswers(coded, *programme_);
      REQUIRE(back);
      REQUIRE(*back == each);
    }
    REQUIRE(answers == submission.answers.size());  // nothing is left out to look small
    const auto sealed = seal(minimal, place_, shift_.keys, random_);
    REQUIRE(sealed);
    sum_.envelope += static_cast<double>(sealed->revision.serialise().size());
    ++count_;
  }
  Sizes mean() const { return {sum_.envelope / count_, sum_.coded / count_}; }

 private:
  SeededRandom random_{20261122};
  std::shared_ptr<const Programme> programme_;
  test::Shift shift_;
  RevisionPlace place_;
  Sizes sum_;
  int count_ = 0;
};

// A record of the same shape and the same share of incompressible bytes as the generator's.
class Sample {
 public:
  nlohmann::json record(int i) {
    nlohmann::json out;
    out["_id"] = hex(8) + '-' + hex(4) + "-4" + hex(3) + "-a" + hex(3) + '-' + hex(12);
    out["site"] = pick({"NORTH-GATE", "HILL-ROAD", "DRY-WADI"});
    out["device_id"] = "LT-" + std::to_string(100 + random_.below(40));
    out["operator_id"] = "op-" + std::to_string(1 + random_.below(120));
    out["created_at"] = "2026-05-04T11:2" + std::to_string(random_.below(10)) + ":33.000Z";
    out["updated_at"] = "2026-05-04T2" + std::to_string(random_.below(4)) + ":11:05.000Z";
    out["registration_number"] = "R2026-" + std::to_string(100000 + i) + '-' + std::to_string(random_.below(97));
    auto& person = out["person"];
    person["given_name"] = name();
    person["family_name"] = name();
    person["other_names"] = random_.below(10) < 3 ? nlohmann::json(name()) : nlohmann::json();
    person["sex"] = pick({"f", "m", "x"});
    person["birth_date"] = std::to_string(1940 + random_.below(85)) + "-03-1" + std::to_string(random_.below(10));
    person["birth_date_estimated"] = random_.below(5) < 2;
    person["nationality"] = pick({"AAA", "DDD", "HHH"});
    person["languages"] = {pick({"ar", "fr", "uk"}), pick({"so", "ti", "am"})};
    person["phone"] =
        random_.below(2) == 0 ? nlohmann::json("+999" + std::to_string(10000000 + random_.below(89999999))) : nlohmann::json();
    person["document_type"] = pick({"none", "passport", "consular_note"});
    std::string number = hex(9);
    for (char& c : number) c = static_cast<char>(std::toupper(c));
    person["document_number"] = random_.below(5) < 3 ? nlohmann::json(number) : nlohmann::json();
    out["travel"] = {{"entry_point", "LAKE-LANDING"},
                     {"entry_date", "2026-05-04"},
                     {"last_country", "BBB"},
                     {"intended_destination", "CCC"},
                     {"days_travelling", random_.below(120)},
                     {"mode", pick({"foot", "bus", "boat", "truck"})}};
    out["household"] = nlohmann::json::array();
    for (std::uint64_t m = 1 + random_.below(4); m > 0; --m)
      out["household"].push_back({{"relation", pick({"spouse", "child", "parent"})},
                                  {"given_name", name()},
                                  {"birth_year", 1940 + random_.below(85)},
                                  {"sex", pick({"f", "m", "x"})},
                                  {"with_group", random_.below(100) < 85},
                                  {"case_id", hex(12)}});
    out["status"] = pick({"present", "referred", "departed"});
    out["needs"] = nlohmann::json::array();
    for (const char* need :
         {"water", "shelter", "medical", "family_tracing", "legal", "nutrition", "transport", "interpretation", "documents"})
      if (random_.below(4) == 0) out["needs"].push_back(need);
    out["consent"] = {{"registration", true},
                      {"sharing", random_.below(5) < 3},
                      {"referral", random_.below(10) < 7},
                      {"recorded_by", "op-14"},
                      {"language", "am"}};
    std::string notes;
    for (std::uint64_t k = 1 + random_.below(3); k > 0; --k)
      notes += pick({"came by the night bus with two others", "asks when the clinic opens", "paper torn, still legible"}) +
               (k > 1 ? ". " : ".");
    out["notes"] = notes;
    out["sealed"] = {{"kid", pick({"k1", "k2", "k3"})}, {"n", base64(32)}, {"ct", base64(160 + 16 * random_.below(8))}};
    out["gps"] = {{"lat", 10 + static_cast<double>(random_.below(20'000'000)) / 1e6},
                  {"lon", 20 + static_cast<double>(random_.below(30'000'000)) / 1e6},
                  {"acc_m", 3 + random_.below(40)}};
    return out;
  }

 private:
  std::string pick(std::vector<std::string> all) { return all[random_.below(all.size())]; }
  std::string from(std::string_view alphabet, std::size_t size) {
    std::string out;
    while (out.size() < size) out += alphabet[random_.below(alphabet.size())];
    return out;
  }
  std::string hex(std::size_t size) { return from("0123456789abcdef", size); }
  std::string base64(std::size_t size) { return from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", size); }
  std::string name() {
    std::string out = from("BDKLMNR", 1);
    for (std::uint64_t i = 1 + random_.below(3); i > 0; --i)
      out += pick({"a", "e", "o"}) + pick({"ba", "lu", "ri", "go"}).substr(0, 1);
    return out + pick({"a", "u"});
  }
  SeededRandom random_{4};
};

}  // namespace

TEST_CASE("a record of the benchmark's shape is sealed in fewer than 560 bytes", "[protection]") {
  Measure measure(benchProgramme());
  Sample sample;
  for (int i = 0; i < 200; ++i) measure.add(sample.record(i));
  CHECK(measure.mean().envelope < 560);
  CHECK(measure.mean().coded < 380);
}

TEST_CASE("the benchmark's own records are sealed in fewer than 560 bytes on average", "[protection]") {
  const char* path = std::getenv("LIMEN_BENCH_RECORDS");
  if (path == nullptr) SKIP("LIMEN_BENCH_RECORDS names no file of records, a JSON object a line");
  std::ifstream in(path);
  REQUIRE(in);
  Measure measure(benchProgramme());
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) measure.add(nlohmann::json::parse(line));
  REQUIRE(count > 0);
  UNSCOPED_INFO("mean of " << count << " records: " << measure.mean().coded << " B coded, " << measure.mean().envelope
                           << " B sealed");
  CHECK(measure.mean().envelope < 560);
}
