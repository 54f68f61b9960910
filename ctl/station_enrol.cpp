// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <iostream>
#include <thread>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "ctl/passphrase.h"
#include "station/enrolment.h"

namespace limen {

namespace {

constexpr std::size_t kMaxKitBytes = 64 * 1024;
constexpr int kMaxWaitSeconds = 24 * 3600;  // a code lives no longer
constexpr std::chrono::seconds kPollEvery{2};

struct Options {
  std::filesystem::path home, kit;
  std::string code, userName, passphraseFile;
  int waitSeconds = 0;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("--home", options.home, "the folder to make, or to finish")->required()->type_name("DIR");
  command.add_option("--kit", options.kit, "the organisation's kit")->required()->type_name("FILE");
  command.add_option("--code", options.code, "the one-time code of the invitation")->required();
  command.add_option("--user-name", options.userName, "the name that the unlock page shows")->required();
  command
      .add_option("--passphrase-file", options.passphraseFile,
                  "file with the passphrase, - for standard input; asked for when left out")
      ->type_name("FILE");
  command.add_option("--wait", options.waitSeconds, "ask again until approved, at most so long")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, kMaxWaitSeconds));
  command.add_flag("--argon2-floor", options.floor,
                   "the documented floor of 64 MiB and 3 passes instead of calibrating: tests and demos");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes kitBytes, readFile(options.kit, kMaxKitBytes));
  LIMEN_ASSIGN(const Kit kit, readKit(options.kit));
  const bool begun = std::filesystem::exists(options.home / "slots");
  LIMEN_ASSIGN(const SecretBytes passphrase,
               readPassphrase(options.passphraseFile, "the station's user", begun ? Passphrase::existing : Passphrase::chosen));
  // Asked again, the slot has its cost already.
  const KdfCost cost = options.floor || begun ? KdfCost::floor() : calibrateKdf(timedBy(tools.clock));
  GrpcClient client({kit.server_address(), kit.ca_certificate_pem()}, nullptr);
  const EnrolCall call = [&client](const EnrolRequest& request) { return client.enrol(request); };

  const Milliseconds until = tools.clock.running() + std::chrono::seconds(options.waitSeconds);
  bool shown = false;
  while (true) {
    LIMEN_ASSIGN(const EnrolResult result, enrol(options.home, kitBytes, options.code, options.userName, passphrase, cost,
                                                 {&tools.clock, &tools.random}, call));
    if (!shown) std::cout << result.fingerprint << std::endl;
    shown = true;
    if (result.approved) {
      std::cerr << "Approved: this station is enrolled.\n";
      if (result.nobodyResets) std::cerr << kNobodyResets;
      return ExitCode::done;
    }
    if (tools.clock.running() >= until || interruption()) break;
    std::this_thread::sleep_for(kPollEvery);
  }
  std::cerr
      << "Not approved yet. Read the eight words to the administrator; when they are approved, run the same command again.\n";
  return ExitCode::locked;
}

}  // namespace

void addStationEnrol(CLI::App& station, Chosen& chosen) {
  addCommand(
      station, chosen,
      {"enrol", "Make this laptop a station: keys are made here, eight words are shown, an administrator approves",
       "limenctl station enrol --home STATION --kit kit --code CODE --user-name \"Officer One\" --passphrase-file officer.pass",
       "0 enrolled, 1 refused, 2 usage, 3 not approved yet (run it again) or code or passphrase refused, 4 disk, 5 network"},
      &declare, &run);
}

}  // namespace limen
