// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "station/erasure.h"
#include "station/records.h"

namespace limen {

namespace {

constexpr std::uint32_t kRowsAtOnce = 500;

struct Options {
  StationOptions station;
  std::vector<std::string> words;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("words", options.words, "show only records with these words")->type_name("WORDS");
  declareStation(command, options.station);
  command.add_flag("--json", options.json, "one JSON object a line");
}

void print(const RecordRow& row, bool json, bool erased) {
  const std::string saved = toIso(fromUnixMs(row.savedMs));
  if (json) {
    std::cout << nlohmann::json{{"record", row.record.hex()}, {"programme", row.form}, {"saved", saved},
                                {"confirmed", row.confirmed}, {"ours", row.ours},      {"revisions", row.revisions},
                                {"summary", row.summary},      {"erased", erased}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
    return;
  }
  std::cout << row.record.hex() << "  " << saved << "  " << (row.ours ? row.confirmed ? "confirmed" : "here only" : "pulled   ")
            << "  " << row.form << "  " << (erased ? "(erased)" : printable(row.summary)) << '\n';
}

Outcome run(const Options& options, Tools& tools) {
  std::string words;
  for (const std::string& word : options.words) words += (words.empty() ? "" : " ") + word;
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  for (bool more = true; more && !interruption();) {  // another role's index may have been taken down
    LIMEN_ASSIGN(more, indexPulled(vault, kRowsAtOnce));
  }
  std::uint32_t shown = 0;
  while (true) {
    LIMEN_ASSIGN(const ListPage page, listRecords(vault, words, shown, kRowsAtOnce));
    for (const RecordRow& row : page.rows) {
      LIMEN_ASSIGN(const bool erased, isErased(vault, row.record));
      print(row, options.json, erased);
    }
    shown += static_cast<std::uint32_t>(page.rows.size());
    if (page.rows.size() < kRowsAtOnce || interruption()) break;
  }
  if (shown == 0)
    std::cerr << (words.empty() ? "No records here yet.\n" : "No record here has these words in what this user may read.\n");
  return ExitCode::done;
}

}  // namespace

void addRecordList(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"list", "List the records of a station, all or those with some words",
              "limenctl record list --home STATION --passphrase-file officer.pass --json",
              "0 listed, 1 refused, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
