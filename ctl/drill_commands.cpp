// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/drill.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path out, key;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("--out", options.out, "where the report goes; its signature beside it, with .sig behind the name")
      ->required()
      ->type_name("FILE");
  command.add_option("--key", options.key, "the key that signs it; made where there is none")->required()->type_name("FILE");
}

Outcome report(const Result<DrillReport>& drill, const Options& options) {
  LIMEN_TRY(drill);
  LIMEN_TRY(writeDrill(*drill, options.out, options.key));
  std::cout << drill->json();
  return drill->held ? ExitCode::done : ExitCode::other;
}

Outcome restore(const Options& options, Tools& tools) {
  return report(rehearseRestore(tools), options);
}
Outcome lostLaptop(const Options& options, Tools& tools) {
  return report(rehearseLostLaptop(tools), options);
}

struct CheckOptions {
  std::filesystem::path file;
  std::string key;
};
void declareCheck(CLI::App& command, CheckOptions& options) {
  command.add_option("file", options.file, "the report")->required()->type_name("FILE");
  command.add_option("--public-key", options.key, "the key that must have signed it, 64 hexadecimal digits")->type_name("HEX");
}
Outcome check(const CheckOptions& options, Tools&) {
  std::optional<PublicKey> wanted;
  if (!options.key.empty()) {
    const auto bytes = fromHex(options.key);
    wanted = bytes ? publicKeyFrom(*bytes) : std::nullopt;
    if (!wanted) return unexpected(CommandError::notAKey);
  }
  LIMEN_TRY(checkDrill(options.file, wanted ? &*wanted : nullptr));
  std::cerr << (wanted ? "The report is as that key signed it.\n" : "The report is as the key beside it signed it.\n");
  return ExitCode::done;
}

}  // namespace

void addDrillRestore(CLI::App& drill, Chosen& chosen) {
  addCommand(drill, chosen,
             {"restore", "Rehearse on throw-away data: a station burns and comes back from its backup; timed and signed",
              "limenctl drill restore --out drill.json --key drill.key",
              "0 it held, 1 refused, 2 usage, 4 disk, 6 it did not hold; the report says what was done"},
             &declare, &restore);
}

void addDrillLostLaptop(CLI::App& drill, Chosen& chosen) {
  addCommand(drill, chosen,
             {"lost-laptop", "Rehearse on throw-away data: what a thief finds, and how soon a leaver is shut out; timed and signed",
              "limenctl drill lost-laptop --out drill.json --key drill.key",
              "0 it held, 1 refused, 2 usage, 4 disk, 6 it did not hold; the report says what was done"},
             &declare, &lostLaptop);
}

void addDrillVerify(CLI::App& drill, Chosen& chosen) {
  addCommand(drill, chosen,
             {"verify", "Check the signature of a drill's report", "limenctl drill verify drill.json",
              "0 as it was signed, 1 missing, 2 usage, 3 another key, 6 altered"},
             &declareCheck, &check);
}

}  // namespace limen
