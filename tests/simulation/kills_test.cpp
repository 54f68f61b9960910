// SPDX-License-Identifier: Apache-2.0
// The real limenctl, killed at one of its system calls while it captures records on a station that a real server enrolled.
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>
#include <sstream>

#include "core/clock.h"
#include "core/files.h"
#include "station/audit_log.h"
#include "station/records.h"
#include "support.h"
#include "tests/ctl/real_program.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::uint64_t kKills = 200;

// One organisation, one server, one officer's station; the server is gone before the first kill.
class EnrolledStation {
 public:
  EnrolledStation() {
    const std::string port = std::to_string(freePort());
    const std::string script = std::string(R"sh(set -euo pipefail
export PATH=")sh") + LIMEN_BIN_DIR + R"sh(:$PATH"
umask 077
mkdir pass
for who in root admin dpo officer; do head -c 20 /dev/urandom | base32 > pass/$who; done
limenctl org init --dir org --name "Test" --site post:north --compartment operational --compartment identity --compartment family \
  --compartment health --compartment legal --server 127.0.0.1:PORT --holders 5 --needed 3 --argon2-floor \
  --root-passphrase-file pass/root --admin-passphrase-file pass/admin --dpo-passphrase-file pass/dpo
limenctl programme build SOURCE/resources/programmes/border-intake --org org --out intake.limen \
  --admin-passphrase-file pass/admin --dpo-passphrase-file pass/dpo
limenctl server init --org org --dir server --store-key-file server.key --admin-passphrase-file pass/admin
limen-server --folder server --listen 127.0.0.1:PORT --store-key-file server.key 2>server.log &
server=$!
trap 'kill $server' EXIT
until (exec 3<>/dev/tcp/127.0.0.1/PORT) 2>/dev/null; do kill -0 $server; sleep 0.05; done
limenctl programme publish intake.limen --org org --admin-passphrase-file pass/admin
officer=$(limenctl user add "Officer" --org org --role officer --group north --admin-passphrase-file pass/admin)
code=$(limenctl station invite --org org --user $officer --site post --admin-passphrase-file pass/admin)
words=$(limenctl station enrol --home station --kit org/kit --code "$code" --user-name "Officer" \
  --passphrase-file pass/officer --argon2-floor) || test $? = 3
limenctl station approve --org org --words "$words" --admin-passphrase-file pass/admin --dpo-passphrase-file pass/dpo
limenctl station enrol --home station --kit org/kit --code "$code" --user-name "Officer" --passphrase-file pass/officer
)sh";
    std::string text = script;
    for (const auto& [what, with] : {std::pair<std::string, std::string>{"PORT", port}, {"SOURCE", LIMEN_SOURCE_DIR}})
      for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    const Ended ended = runProgram("/bin/bash", {folder_.write("enrol.sh", text)}, {}, folder_.path());
    INFO(ended.out << ended.err);
    REQUIRE(ended.exitCode == 0);
    std::string lines;
    for (int i = 0; i < 12; ++i)
      lines += R"({"crossing_point": "river_post", "arrival_date": "2026-11-20", "travelling_with": "alone", "spoken_language": "ar", )"
               R"("interpreter": "no", "given_name": "Sample", "family_name": "Person", "birth_date_known": "no", "birth_year": 1984, )"
               R"("sex": "man", "missing_relative": "no", "needs": ["shelter"], "doctor_now": "no", "difficulties": "none", )"
               R"("daily_medicine": "no", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes", "limen_consent_family_unity": "yes", "limen_consent_legal_help": "yes", "limen_consent_contact": "yes"})"
               "\n";
    folder_.write("people.jsonl", lines);
  }
  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
};

// Runs until the nth system call, then no further. Answers how many there were.
std::uint64_t runUntil(const std::vector<std::string>& arguments, const std::filesystem::path& out, std::uint64_t nth, bool& killed) {
  const std::string program = std::string(LIMEN_BIN_DIR) + "/limenctl";
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int fd = ::open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    ::setsid();
    ::dup2(fd, STDOUT_FILENO);
    ::dup2(::open("/dev/null", O_RDWR), STDERR_FILENO);
    ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSTOPPED(status));
  REQUIRE(::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) == 0);
  std::uint64_t calls = 0;
  long signal = 0;
  killed = false;
  for (;;) {
    REQUIRE(::ptrace(PTRACE_SYSCALL, child, nullptr, signal) == 0);
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (!WIFSTOPPED(status)) break;
    signal = 0;
    if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
      signal = WSTOPSIG(status);
    } else if (++calls == nth) {
      killed = true;
      ::kill(child, SIGKILL);
      while (::waitpid(child, &status, 0) == child && WIFSTOPPED(status)) ::ptrace(PTRACE_CONT, child, nullptr, SIGKILL);
      break;
    }
  }
  return calls;
}

std::vector<std::string> importInto(const EnrolledStation& station, const std::string& home) {
  return {"record", "import", station.folder() / "people.jsonl", "--home", home, "--ids",
          "--passphrase-file", station.folder() / "pass/officer"};
}

// "" or what does not hold of the station in `home`, whose import said of these records that they are safe.
std::string broken(const EnrolledStation& station, const std::filesystem::path& home, const std::vector<std::string>& said) {
  const SystemClock clock;
  SystemRandom random;
  std::ifstream file(station.folder() / "pass/officer");
  std::string passphrase;
  std::getline(file, passphrase);
  const auto choices = unlockChoices(home);
  if (!choices || choices->size() != 1) return "the slots do not read";
  const auto secret = unlockSlot(home, choices->front().user, SecretBytes::copyOf(bytesOf(passphrase)), clock);
  if (!secret) return "the slot does not open: " + std::string(secret.error().name());
  auto vault = Vault::open(home, choices->front().user, *secret, {&clock, &random});
  if (!vault) return "the vault does not open: " + std::string(vault.error().name());
  if (const auto rows = vault->rowsHold(); !rows) return "the set hash does not hold: " + std::string(rows.error().name());
  const auto holds = vault->store().database().integrityHolds();
  if (!holds || !*holds) return "integrity does not hold";
  for (const std::string& hex : said) {
    const auto record = RecordId::fromHex(hex);
    if (!record || !vault->store().record(*record) || !*vault->store().record(*record)) return "a record that was safe is gone";
    if (!vault->store().revisions(*record)) return "a record that was safe does not read";
  }
  const auto counts = vault->store().counts();
  if (!counts || counts->own < said.size() || counts->own > said.size() + 1) return "records came from nowhere or went";
  LogSegment log;
  log.station = vault->station();
  const auto sealed = sealLog(*vault);
  auto entries = vault->store().auditEntries(1, 1'000'000);
  auto checkpoints = vault->store().checkpoints(1);
  if (!sealed || !entries || !checkpoints) return "the log does not read";
  log.entries = std::move(*entries);
  log.checkpoints = std::move(*checkpoints);
  if (const auto verified = verifyLog(log, {vault->stationSigner().publicKey(), {}, {}, {}}); !verified)
    return "the log does not verify: " + std::string(verified.error().name());
  const auto finished = std::count_if(log.entries.begin(), log.entries.end(), [](const AuditEntry& one) { return one.act.act == "record.finish"; });
  if (static_cast<std::uint64_t>(finished) != counts->own) return "the log and the records differ";
  // The next shift goes on.
  if (const auto shift = vault->enterShift(SecretBytes::random(32)); !shift) return "no shift opens any more";
  return "";
}

}  // namespace

TEST_CASE("limenctl killed at any of its system calls loses no record that it called safe", "[simulation][kills]") {
  const EnrolledStation station;
  const auto out = station.folder() / "said";
  const auto home = station.folder() / "home";
  const auto freshHome = [&] {
    std::filesystem::remove_all(home);
    std::filesystem::copy(station.folder() / "station", home, std::filesystem::copy_options::recursive);
  };
  const auto said = [&] {
    std::ifstream in(out);
    std::vector<std::string> ids;
    for (std::string line; std::getline(in, line);)
      if (line.size() == 32) ids.push_back(line);
    return ids;
  };
  freshHome();
  bool killed = false;
  const std::uint64_t total = runUntil(importInto(station, home), out, 0, killed);
  REQUIRE(said().size() == 12);
  REQUIRE(broken(station, home, said()) == "");
  const std::uint64_t wanted = std::min(seeds(5), kKills);
  constexpr std::uint64_t kParts = 5;
  const std::uint64_t part = (total - total / 10) / kParts;
  std::uint64_t hits = 0, withSome = 0;
  for (std::uint64_t i = 0; i < wanted; ++i) {
    const std::uint64_t seed = firstSeed() + i;
    INFO(replay("kills", seed));
    // What comes before the vault opens is the loader's and Argon2id's: the places lie in the later nine tenths, the seeds taking
    // turns at its fifths, so that a few of them already see early places and late ones.
    SeededRandom random(seed);
    freshHome();
    runUntil(importInto(station, home), out, total / 10 + seed % kParts * part + random.below(part), killed);
    hits += killed ? 1 : 0;
    const auto safe = said();
    withSome += safe.empty() ? 0 : 1;
    CHECK(broken(station, home, safe) == "");
  }
  CHECK(hits * 10 >= wanted * 9);
  CHECK((withSome > 0 || wanted < 5));
}
