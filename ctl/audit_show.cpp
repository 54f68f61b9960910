// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "station/audit_log.h"

namespace limen {

namespace {

constexpr std::uint32_t kEntriesAtOnce = 1000;

struct Options {
  std::filesystem::path file, home;
  std::string user, passphraseFile;
  std::uint64_t from = 1;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  auto* source = command.add_option_group("source", "one of the two");
  source->add_option("log", options.file, "an exported log; it is shown as it is, not verified")->type_name("FILE");
  source->add_option("--home", options.home, "a station's folder")->type_name("DIR");
  source->require_option(1);
  command.add_option("--user", options.user, "who unlocks, by name or id; not needed when there is only one")
      ->type_name("NAME-or-ID");
  command.add_option("--passphrase-file", options.passphraseFile, "file with the passphrase, - for standard input")
      ->type_name("FILE");
  command.add_option("--from", options.from, "the first entry to show")->type_name("N");
  command.add_flag("--json", options.json, "one JSON object a line");
}

void print(const AuditEntry& entry, bool json) {
  const AuditAct& act = entry.act;
  const bool ofRecord = act.pseudonym != Mac16{};
  if (json) {
    nlohmann::json out{{"seq", entry.seq},         {"trusted", toIso(fromUnixMs(act.trustedMs))},
                       {"act", act.act},           {"result", act.result},
                       {"actor", act.actor.hex()}, {"wall", toIso(fromUnixMs(act.wallMs))},
                       {"hash", entry.hash.hex()}};
    if (ofRecord) out["record"] = toHex(act.pseudonym);
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    return;
  }
  std::cout << entry.seq << "  " << toIso(fromUnixMs(act.trustedMs)) << "  " << printable(act.act) << "  "
            << printable(act.result) << "  by " << act.actor.hex();
  if (ofRecord) std::cout << "  record pseudonym " << toHex(act.pseudonym);
  std::cout << '\n';
}

Outcome showFile(const Options& options) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(options.file, kMaxLogBytes));
  LIMEN_ASSIGN(const LogSegment segment, LogSegment::parse(bytes));
  for (const AuditEntry& entry : segment.entries)
    if (entry.seq >= options.from) print(entry, options.json);
  return ExitCode::done;
}

Outcome run(const Options& options, Tools& tools) {
  if (options.home.empty()) return showFile(options);
  LIMEN_ASSIGN(Vault vault, unlockStation({.home = options.home,
                                           .user = options.user,
                                           .passphraseFile = options.passphraseFile,
                                           .totpFile = {},
                                           .tpm = {},
                                           .pinFile = {}},
                                          tools));
  for (std::uint64_t at = options.from; !interruption();) {
    LIMEN_ASSIGN(const auto entries, readLog(vault, at, kEntriesAtOnce, at == options.from));
    if (entries.empty()) break;
    for (const AuditEntry& entry : entries) print(entry, options.json);
    at = entries.back().seq + 1;
  }
  return ExitCode::done;
}

}  // namespace

void addAuditShow(CLI::App& audit, Chosen& chosen) {
  addCommand(audit, chosen,
             {"show", "List what a log says, of a station or of an exported file; looking at a station's is logged too",
              "limenctl audit show --home STATION --from 100 --passphrase-file auditor.pass",
              "0 listed, 1 refused, 2 usage, 3 locked or not this user's to see, 4 store"},
             &declare, &run);
}

}  // namespace limen
