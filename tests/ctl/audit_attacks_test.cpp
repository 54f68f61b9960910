// SPDX-License-Identifier: Apache-2.0
// Twelve ways to falsify a log, each at twenty places, told apart by the exit code of the real `limenctl audit verify`.
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "crypto/audit_log.h"
#include "ctl/exit_code.h"
#include "tests/ctl/real_program.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::uint64_t kEntries = 120, kEvery = 6;  // a checkpoint after each six entries
constexpr int kPlaces = 20;

struct Parties {
  Signer station = Signer::generate(), server = Signer::generate(), witness = Signer::generate(), forger = Signer::generate();
};

AuditEntry entryAt(std::uint64_t seq) {
  AuditEntry entry;
  entry.seq = seq;
  entry.act.actor.value.fill(static_cast<Byte>(seq % 3 + 1));
  entry.act.act = seq % 4 == 0 ? "record.read" : "record.finish";
  entry.act.result = "ok";
  entry.act.wallMs = entry.act.trustedMs = 1'795'000'000'000 + static_cast<std::int64_t>(seq) * 60'000;
  return entry;
}

// Entries from `from` on get the hashes that their content asks for, and the checkpoints over them are signed by `signer`.
void rechain(LogSegment& log, std::size_t from, const Signer* signer) {
  MerkleFrontier tree;
  for (std::size_t i = 0; i < log.entries.size(); ++i) {
    AuditEntry& entry = log.entries[i];
    entry.seq = i + 1;
    entry.previous = i == 0 ? Hash{} : log.entries[i - 1].hash;
    if (i >= from) entry.hash = auditHash(entry.seq, entry.previous, entry.act);
    tree.append(entry.hash);
    if (signer == nullptr || i < from) continue;
    for (Checkpoint& checkpoint : log.checkpoints)
      if (checkpoint.seq == i + 1) checkpoint = Checkpoint::make(log.station, tree, entry.hash, checkpoint.trustedMs, *signer);
  }
}

LogSegment goodLog(const Parties& parties, const StationId& station) {
  LogSegment log;
  log.station = station;
  for (std::uint64_t seq = 1; seq <= kEntries; ++seq) log.entries.push_back(entryAt(seq));
  for (std::uint64_t seq = kEvery; seq <= kEntries; seq += kEvery) {
    Checkpoint checkpoint;
    checkpoint.station = station;
    checkpoint.seq = seq;
    checkpoint.trustedMs = log.entries[seq - 1].act.trustedMs;
    log.checkpoints.push_back(checkpoint);
  }
  rechain(log, 0, &parties.station);
  return log;
}

struct Attack {
  const char* name;
  ExitCode caught;
  // `at`: the index of an entry, one of twenty. What the verifier knows besides the station's key is `known` and the options.
  std::function<void(LogSegment&, std::size_t at, const Parties&)> falsify;
  enum class Knows { nothing, checkpointBehind, server, witness } knows = Knows::nothing;
};

std::vector<Attack> attacks() {
  using Knows = Attack::Knows;
  return {
      {"delete", ExitCode::logBroken, [](LogSegment& log, std::size_t at, const Parties&) {
         log.entries.erase(log.entries.begin() + static_cast<std::ptrdiff_t>(at));
       }},
      {"reorder", ExitCode::logBroken, [](LogSegment& log, std::size_t at, const Parties&) {
         std::swap(log.entries[at], log.entries[at + 1]);
       }},
      {"edit", ExitCode::logBroken, [](LogSegment& log, std::size_t at, const Parties&) {
         log.entries[at].act.actor.value[0] ^= 1;
       }},
      {"put in", ExitCode::logBroken, [](LogSegment& log, std::size_t at, const Parties&) {
         log.entries.insert(log.entries.begin() + static_cast<std::ptrdiff_t>(at), log.entries[at]);
       }},
      {"edit and hash anew", ExitCode::logContradicted, [](LogSegment& log, std::size_t at, const Parties&) {
         log.entries[at].act.result = "refused";
         rechain(log, at, nullptr);
       }},
      {"edit and sign with another key", ExitCode::logBadSignature, [](LogSegment& log, std::size_t at, const Parties& parties) {
         log.entries[at].act.result = "refused";
         rechain(log, at, &parties.forger);
       }},
      {"cut off behind", ExitCode::logTruncated, [](LogSegment& log, std::size_t at, const Parties&) {
         log.entries.resize(at);
       }},
      {"cut off with its checkpoints", ExitCode::logTruncated,
       [](LogSegment& log, std::size_t at, const Parties& parties) {
         log.entries.resize(at);
         std::erase_if(log.checkpoints, [&](const Checkpoint& one) { return one.seq > at; });
         MerkleFrontier tree;
         for (const AuditEntry& entry : log.entries) tree.append(entry.hash);
         const Checkpoint last = Checkpoint::make(log.station, tree, log.entries.back().hash,
                                                  log.entries.back().act.trustedMs, parties.station);
         if (log.checkpoints.empty() || log.checkpoints.back().seq < at) log.checkpoints.push_back(last);
       },
       Knows::checkpointBehind},
      {"fork, signed with the station's own key", ExitCode::logForked,
       [](LogSegment& log, std::size_t at, const Parties& parties) {
         log.entries[at].act.act = "record.hide";
         rechain(log, at, &parties.station);
       },
       Knows::checkpointBehind},
      {"clock back, signed with the station's own key", ExitCode::logClockBack,
       [](LogSegment& log, std::size_t at, const Parties& parties) {
         log.entries[at].act.trustedMs = log.entries[at - 1].act.trustedMs - 1;
         rechain(log, at, &parties.station);
       }},
      {"countersignature taken off", ExitCode::logNotCountersigned,
       [](LogSegment& log, std::size_t at, const Parties& parties) {
         Checkpoint& one = log.checkpoints[at / kEvery];
         one.add(Checkpoint::By::server, parties.server);
         std::erase_if(one.marks, [](const Checkpoint::Mark& mark) { return mark.by == Checkpoint::By::server; });
       },
       Knows::server},
      {"witness taken off", ExitCode::logNotWitnessed,
       [](LogSegment& log, std::size_t at, const Parties& parties) {
         Checkpoint& one = log.checkpoints[at / kEvery];
         one.add(Checkpoint::By::witness, parties.witness);
         std::erase_if(one.marks, [](const Checkpoint::Mark& mark) { return mark.by == Checkpoint::By::witness; });
       },
       Knows::witness},
  };
}

class Verifier {
 public:
  explicit Verifier(const Parties& parties) : parties_(parties) {}
  Ended verify(const LogSegment& log, Attack::Knows knows, const Checkpoint* known = nullptr) const {
    std::vector<std::string> arguments{"audit", "verify", folder_.write("log", std::string(textOf(log.serialise()))),
                                       "--station-key", toHex(parties_.station.publicKey())};
    const auto more = [&](const char* option, std::string value) {
      arguments.emplace_back(option);
      arguments.push_back(std::move(value));
    };
    if (knows == Attack::Knows::server) more("--server-key", toHex(parties_.server.publicKey()));
    if (knows == Attack::Knows::witness) more("--witness-key", toHex(parties_.witness.publicKey()));
    if (known != nullptr) more("--known", folder_.write("known", std::string(textOf(known->serialise()))));
    return runProgram("limenctl", arguments);
  }

 private:
  const Parties& parties_;
  Folder folder_;
};

}  // namespace

TEST_CASE("twelve attacks on a log at twenty places each end with the exit code of their kind", "[ctl]") {
  const Parties parties;
  SeededRandom random(1);
  const StationId station = StationId::make(random);
  const LogSegment good = goodLog(parties, station);
  const Verifier verifier(parties);
  REQUIRE(verifier.verify(good, Attack::Knows::nothing).exitCode == 0);
  REQUIRE(verifier.verify(good, Attack::Knows::nothing, &good.checkpoints.back()).exitCode == 0);

  const std::vector<Attack> all = attacks();
  REQUIRE(all.size() == 12);
  for (const Attack& attack : all) {
    for (int place = 0; place < kPlaces; ++place) {
      const std::size_t at = 1 + static_cast<std::size_t>(place) * (kEntries - 3) / (kPlaces - 1);
      INFO(attack.name << " at entry " << at + 1);
      LogSegment log = good;
      attack.falsify(log, at, parties);
      const Checkpoint* known = nullptr;  // the first one kept elsewhere that covers the place
      if (attack.knows == Attack::Knows::checkpointBehind) known = &good.checkpoints[std::min<std::size_t>(at / kEvery, 19)];
      const Ended ended = verifier.verify(log, attack.knows, known);
      INFO(ended.err);
      CHECK(ended.exitCode == static_cast<int>(attack.caught));
    }
  }
}

TEST_CASE("a log that the server countersigned and a witness signed says how far", "[ctl]") {
  const Parties parties;
  SeededRandom random(2);
  LogSegment log = goodLog(parties, StationId::make(random));
  log.checkpoints[9].add(Checkpoint::By::server, parties.server);
  log.checkpoints[4].add(Checkpoint::By::witness, parties.witness);
  const Verifier verifier(parties);
  const Ended ended = verifier.verify(log, Attack::Knows::server);
  CHECK(ended.exitCode == 0);
  CHECK(ended.out.find("Countersigned by the server up to entry 60.") != std::string::npos);
  CHECK(verifier.verify(log, Attack::Knows::witness).out.find("Witnessed up to entry 30.") != std::string::npos);
}

TEST_CASE("what is no log, another station's or without a key to trust is told apart", "[ctl]") {
  const Parties parties;
  SeededRandom random(3);
  const LogSegment good = goodLog(parties, StationId::make(random)), other = goodLog(parties, StationId::make(random));
  const Folder folder;
  const std::string log = folder.write("log", std::string(textOf(good.serialise())));
  const std::string key = toHex(parties.station.publicKey());
  const auto exitCode = [&](const std::string& file) {
    return runProgram("limenctl", {"audit", "verify", file, "--station-key", key}).exitCode;
  };
  CHECK(runProgram("limenctl", {"audit", "verify", log}).exitCode == 2);
  CHECK(runProgram("limenctl", {"audit", "verify", log, "--station-key", "00"}).exitCode == 2);
  CHECK(exitCode(folder / "missing") != 0);
  CHECK(exitCode(folder.write("noise", "not a log")) == 1);
  CHECK(exitCode(folder.write("cut", std::string(textOf(good.serialise())).substr(0, 2000))) == 1);
  LogSegment mixed = good;
  mixed.checkpoints.back() = other.checkpoints.back();
  CHECK(exitCode(folder.write("mixed", std::string(textOf(mixed.serialise())))) == 18);
  LogSegment open = good;
  open.checkpoints.pop_back();
  CHECK(exitCode(folder.write("open", std::string(textOf(open.serialise())))) == 16);
  const Ended shown = runProgram("limenctl", {"audit", "show", log, "--from", "119", "--json"});
  CHECK(shown.exitCode == 0);
  CHECK(std::count(shown.out.begin(), shown.out.end(), '\n') == 2);
}
