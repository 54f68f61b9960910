// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/push.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "station/intake.h"
#include "tests/bench/world.h"

namespace limen::bench {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kRecords = 10'000;

// One object as `record import` takes it, under the names of tests/bench/form. The times of start and end are the session's own.
Json answersOf(const Json& record) {
  Json out = Json::object();
  const auto put = [&](Json& to, const std::string& name, const Json& value) {
    if (value.is_null()) return;
    to[name] = value.is_boolean() ? Json(value.get<bool>() ? "true" : "false") : value;
  };
  for (const char* name : {"site", "device_id", "operator_id", "registration_number", "status", "notes"}) put(out, name, record[name]);
  put(out, "id", record["_id"]);
  if (!record["needs"].empty()) put(out, "needs", record["needs"]);
  for (const char* name : {"given_name", "family_name", "other_names", "sex", "birth_date", "birth_date_estimated", "nationality", "phone",
                           "document_type", "document_number"})
    put(out, std::string("person_") + name, record["person"][name]);
  put(out, "person_language_1", record["person"]["languages"][0]);
  put(out, "person_language_2", record["person"]["languages"][1]);
  for (const auto& [name, value] : record["travel"].items()) put(out, "travel_" + name, value);
  for (const char* name : {"registration", "sharing", "referral", "recorded_by", "language"})
    put(out, std::string("consent_") + name, record["consent"][name]);
  for (const char* name : {"kid", "n", "ct"}) put(out, std::string("sealed_") + name, record["sealed"][name]);
  const Json& gps = record["gps"];
  out["gps"] = gps["lat"].dump() + " " + gps["lon"].dump() + " 0 " + gps["acc_m"].dump();
  out["household"] = Json::array();
  for (const Json& member : record["household"]) {
    Json one = Json::object();
    for (const auto& [name, value] : member.items()) put(one, "household_" + name, value);
    out["household"].push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> generatedRecords() {
  const char* folder = std::getenv("LIMEN_BENCH");
  const fs::path generator = fs::path(folder != nullptr ? folder : LIMEN_SOURCE_DIR "/../shared/bench") / "forms-gen.js";
  if (!fs::exists(generator)) {
    std::fprintf(stderr, "bench: the generator of the records is not there; set LIMEN_BENCH to the folder that holds forms-gen.js\n");
    std::exit(1);
  }
  const std::string command = "node '" + generator.string() + "' " + std::to_string(kRecords) + " 20261122";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  LIMEN_CHECK(pipe != nullptr);
  std::string text;
  std::vector<char> buffer(1 << 16);
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), got);
  LIMEN_CHECK(::pclose(pipe) == 0);
  std::vector<std::string> records;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    records.push_back(answersOf(Json::parse(text.substr(at, end - at))).dump());
    at = end + 1;
  }
  return records;
}

}  // namespace

void push(Figures& figures) {
  const std::vector<std::string> records = generatedRecords();
  World world;
  const auto synced = [&](std::uint64_t own) {
    const SyncReport report = world.sync();
    if (report.outcome != SyncReport::Outcome::synced || report.counts.confirmed != own) {
      std::fprintf(stderr, "bench: not synced (%s), %llu of %llu confirmed\n", report.cause.c_str(),
                   static_cast<unsigned long long>(report.counts.confirmed), static_cast<unsigned long long>(own));
      std::exit(1);
    }
  };
  synced(0);  // the channel is warm, directory and package are there

  const auto programme = must(world.vault->programmes(), "programme").front();
  const double saving = secondsOf([&] {
    for (const std::string& record : records) must(importRecord(*world.vault, programme, record), "record");
  });
  figures.plain("save.records_per_second", static_cast<double>(records.size()) / saving, "records/s");

  const std::uint64_t before = world.tap.bytesUp() + world.tap.bytesDown();
  const double pushing = secondsOf([&] { synced(records.size()); });
  const auto bytes = static_cast<double>(world.tap.bytesUp() + world.tap.bytesDown() - before);
  figures.atLeast("push.records_per_second", static_cast<double>(records.size()) / pushing, "records/s", 5'000);
  figures.atMost("push.bytes_per_record", bytes / static_cast<double>(records.size()), "B", 600);
  figures.peer("PouchDB 9 to express-pouchdb: 1,500 to 1,800 records/s, 1,788 B each (same records, loopback)");
  figures.peer("best general coder (zstd 19, batches of 100): 357 B each, without keys, signatures or erasure");

  const std::uint64_t quiet = world.tap.bytesUp() + world.tap.bytesDown();
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) times.push_back(secondsOf([&] { synced(records.size()); }) * 1000);
  figures.plain("push.nothing_new_ms", median(times), "ms");
  figures.plain("push.nothing_new_bytes", static_cast<double>(world.tap.bytesUp() + world.tap.bytesDown() - quiet) / 21, "B");
}

}  // namespace limen::bench
