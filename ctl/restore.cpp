// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/passphrase.h"
#include "ctl/shares.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path file, home;
  ShareOptions shares;
  std::string user, passphraseFile, totpFile, second, secondFile, secondTotpFile;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "the backup")->required()->type_name("FILE");
  command.add_option("--home", options.home, "the folder that the station goes to; it must not be there")->required()->type_name("DIR");
  declareShares(command, options.shares);
  command.add_option("--user", options.user, "who restores, by name or id: a user of the station that was backed up")
      ->required()
      ->type_name("NAME-or-ID");
  command.add_option("--passphrase-file", options.passphraseFile, "file with the passphrase, - for standard input; asked for when left out")
      ->type_name("FILE");
  command.add_option("--totp-file", options.totpFile, "file with the six digits of who restores, - for standard input; asked for when needed")
      ->type_name("FILE");
  command.add_option("--second", options.second, "the second person, by name or id")->required()->type_name("NAME-or-ID");
  command.add_option("--second-passphrase-file", options.secondFile, "file with the second person's passphrase")->type_name("FILE");
  command.add_option("--second-totp-file", options.secondTotpFile, "file with the second person's six digits; asked for when needed")
      ->type_name("FILE");
}

auto codeFrom(const std::string& file, std::string_view whose) {
  return [file, whose] { return readPassphrase(file, whose, Passphrase::code); };
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(std::vector<BoxKeys> shares, readShares(options.shares));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.passphraseFile, "who restores"));
  LIMEN_ASSIGN(const SecretBytes other, readPassphrase(options.secondFile, "the second person"));
  LIMEN_ASSIGN(const BackupFacts facts,
               restoreStation(options.home, options.file, keyOfShares(std::move(shares)),
                              {options.user, &passphrase, codeFrom(options.totpFile, "the phone of who restores, six digits")},
                              {options.second, &other, codeFrom(options.secondTotpFile, "the second person's phone, six digits")},
                              {&tools.clock, &tools.random}));
  std::cout << "Restored: ";
  printFacts(facts);
  std::cerr << "Sync once before a shift is opened: the station has its own chain back with it. The machine that this backup was "
               "made on must not go on working.\n";
  return ExitCode::done;
}

}  // namespace

void addRestore(CLI::App& app, Chosen& chosen) {
  addCommand(app, chosen,
             {"restore", "Make a station from a backup on a machine that has none, with recovery holders' shares and two people",
              "limenctl restore FILE --home STATION --share 1.key --share 2.key --share 3.key --user \"Supervisor One\" "
              "--passphrase-file one.pass --second \"Supervisor Two\" --second-passphrase-file two.pass",
              "0 restored, 1 truncated, damaged, newer, or the folder is taken, 2 usage, 3 shares, passphrase or right, 4 disk"},
             &declare, &run);
}

}  // namespace limen
