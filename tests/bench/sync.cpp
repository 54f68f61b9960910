// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/sync.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "station/amend.h"
#include "station/intake.h"
#include "tests/bench/world.h"

namespace limen::bench {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kRecords = 10'000;
// What of a record no coder can take away, as the parts are cut and padded today.
constexpr char kWhereBytesGo[] = "random ids and erasure seeds, the person's own sealed answer, tags and padding: docs/decisions/0025";
constexpr double kBestCoder = 357;  // bytes a record: zstd 19 over batches of 100, without keys, signatures or erasure

// One object as `record import` takes it, under the names of tests/bench/form. The times of start and end are the session's own.
Json answersOf(const Json& record) {
  Json out = Json::object();
  const auto put = [&](Json& to, const std::string& name, const Json& value) {
    if (value.is_null()) return;
    to[name] = value.is_boolean() ? Json(value.get<bool>() ? "true" : "false") : value;
  };
  for (const char* name : {"site", "device_id", "operator_id", "registration_number", "status", "notes"})
    put(out, name, record[name]);
  put(out, "id", record["_id"]);
  if (!record["needs"].empty()) put(out, "needs", record["needs"]);
  for (const char* name : {"given_name", "family_name", "other_names", "sex", "birth_date", "birth_date_estimated", "nationality",
                           "phone", "document_type", "document_number"})
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
  // Every record of Limen says how the person was told; the others' do not.
  out["limen_language"] = "English";
  out["limen_mode"] = "read_aloud";
  out["limen_alone"] = "yes";
  return out;
}

std::vector<std::string> generatedRecords() {
  const char* folder = std::getenv("LIMEN_BENCH");
  const fs::path generator = fs::path(folder != nullptr ? folder : LIMEN_SOURCE_DIR "/../shared/bench") / "forms-gen.js";
  if (!fs::exists(generator)) {
    std::fprintf(stderr,
                 "bench: the generator of the records is not there; set LIMEN_BENCH to the folder that holds forms-gen.js\n");
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

struct Desk {
  World world;
  std::shared_ptr<const Programme> programme;
  std::uint64_t own = 0;

  Desk() {
    sync();  // the channel is warm, directory and package are there
    programme = must(world.vault->programmes(), "programme").front();
  }
  std::uint64_t bytes() const { return world.link.bytesUp() + world.link.bytesDown(); }
  std::vector<RecordId> save(const std::vector<std::string>& records, std::size_t count) {
    std::vector<RecordId> made;
    for (std::size_t i = 0; i < count; ++i) made.push_back(must(importRecord(*world.vault, programme, records[i]), "record"));
    own += count;
    return made;
  }
  // The bytes of its frames, both ways.
  std::uint64_t sync() {
    const SyncReport report = world.sync();
    if (report.outcome == SyncReport::Outcome::synced && report.counts.confirmed == own)
      return report.progress.bytesSent + report.progress.bytesReceived;
    std::fprintf(stderr, "bench: not synced (%s), %llu of %llu confirmed\n", report.cause.c_str(),
                 static_cast<unsigned long long>(report.counts.confirmed), static_cast<unsigned long long>(own));
    std::exit(1);
  }
};

struct Row {
  const char* name;
  std::size_t records;
  test::LinkShape link;
  const char* peer;
};

// No less than a round trip and the time in which the link carries that many records of the best general coder.
double floorOf(const Row& row) {
  const double trip = 2 * std::chrono::duration<double>(row.link.oneWay).count();
  return trip + 8 * kBestCoder * static_cast<double>(row.records) / row.link.bitsPerSecond;
}

}  // namespace

void sync(Figures& figures) {
  const std::vector<std::string> records = generatedRecords();
  Desk desk;

  const double saving = secondsOf([&] { desk.save(records, records.size()); });
  figures.plain("save.records_per_second", static_cast<double>(records.size()) / saving, "records/s");

  std::uint64_t before = desk.bytes();
  const double pushing = secondsOf([&] { desk.sync(); });
  figures.atLeast("sync.10000_new.records_per_second", static_cast<double>(records.size()) / pushing, "records/s", 10'000);
  figures.atMost("sync.10000_new.bytes_per_record",
                 static_cast<double>(desk.bytes() - before) / static_cast<double>(records.size()), "B", 450);
  figures.missedBecause(kWhereBytesGo);
  figures.peer("PouchDB 9 to express-pouchdb: 1,500 to 1,800 records/s, 1,788 B each (same records, loopback)");
  figures.peer("best general coder (zstd 19, batches of 100): 357 B each, without keys, signatures or erasure");

  before = desk.bytes();
  std::vector<double> times;
  std::uint64_t frames = 0;
  for (int i = 0; i < 21; ++i) times.push_back(secondsOf([&] { frames = desk.sync(); }) * 1000);
  figures.plain("sync.nothing_new.ms", median(times), "ms");
  figures.atMost("sync.nothing_new.frames", static_cast<double>(frames), "B", 240);
  figures.plain("sync.nothing_new.bytes", static_cast<double>(desk.bytes() - before) / 21, "B");

  constexpr std::size_t kEdits = 100;
  const std::vector<RecordId> edited = desk.save(records, kEdits);
  desk.sync();
  for (std::size_t i = 0; i < kEdits; ++i)
    must(amendRecord(*desk.world.vault, edited[i], {Correction{"status", std::string("departed")}}), "edit");
  before = desk.bytes();
  desk.sync();
  figures.atMost("sync.100_small_edits.bytes_per_edit", static_cast<double>(desk.bytes() - before) / kEdits, "B", 150);
  figures.peer("PouchDB 9 to express-pouchdb: 1,825 B each");

  using std::chrono::milliseconds;
  static const Row kRows[] = {{"sync.100_new.64_kbit_600_ms",
                               100,
                               {64'000, milliseconds(300)},
                               "PouchDB 9 to express-pouchdb: 32.9 s, 6.5 times the floor"},
                              {"sync.1000_new.256_kbit_600_ms",
                               1'000,
                               {256'000, milliseconds(300)},
                               "PouchDB 9 to express-pouchdb: 111 s, 9.5 times the floor"},
                              {"sync.100_new.9.6_kbit_2000_ms",
                               100,
                               {9'600, milliseconds(1000)},
                               "PouchDB 9 to express-pouchdb: 186 s, 5.9 times the floor"}};
  for (const Row& row : kRows) {
    desk.save(records, row.records);
    before = desk.bytes();
    desk.world.link.shape(row.link);
    const double took = secondsOf([&] { desk.sync(); });
    desk.world.link.shape({});
    figures.plain(std::string(row.name) + ".seconds", took, "s");
    figures.plain(std::string(row.name) + ".bytes_per_record",
                  static_cast<double>(desk.bytes() - before) / static_cast<double>(row.records), "B");
    figures.atMost(std::string(row.name) + ".of_floor", took / floorOf(row), "x", 1.25);
    figures.missedBecause("the link is full all the time: the bar holds from 453 B a record downwards, and the row above says how many there are");
    figures.peer(row.peer);
  }

  const test::LinkShape slow{64'000, milliseconds(300)};
  desk.world.link.shape(slow);
  times.clear();
  for (int i = 0; i < 5; ++i) times.push_back(secondsOf([&] { desk.sync(); }));
  desk.world.link.shape({});
  figures.atMost("sync.nothing_new.64_kbit_600_ms.round_trips", median(times) / 0.6, "trips", 1.1);
  figures.missedBecause("what is beyond one trip is the time of 465 B of TCP payload, TLS and HTTP/2 included, and of two machines in one");
  figures.peer("PouchDB 9 to express-pouchdb: 8.6 round trips");
}

}  // namespace limen::bench
