// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "crypto/audit_log.h"
#include "station/shift_slip.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path file, kit;
  std::string station, server, witness;
  std::vector<std::filesystem::path> known, slips;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("log", options.file, "the exported log")->required()->type_name("FILE");
  auto* trust = command.add_option_group("trust", "whose key the station's is, one of the two");
  trust->add_option("--kit", options.kit, "the organisation's kit; its directory, beside it, knows the station's key")
      ->type_name("FILE");
  trust->add_option("--station-key", options.station, "the station's public key (Ed25519), 64 hexadecimal digits")->type_name("KEY");
  trust->require_option(1);
  command.add_option("--server-key", options.server, "demand a checkpoint countersigned with this receipt key")->type_name("KEY");
  command.add_option("--witness-key", options.witness, "demand a checkpoint signed by this witness")->type_name("KEY");
  command.add_option("--known", options.known, "a checkpoint kept elsewhere, which the log must contain; may be given again")
      ->type_name("FILE");
  command.add_option("--slip", options.slips, "a shift slip, as the text of its QR code; says whether the log has its history")
      ->type_name("FILE");
  command.add_flag("--json", options.json, "the finding as one JSON object");
}

Result<PublicKey> keyFrom(const std::string& text) {
  const auto bytes = fromHex(text);
  const auto key = bytes ? publicKeyFrom(*bytes) : std::nullopt;
  if (!key) return unexpected(CommandError::notAKey);
  return *key;
}

Result<PublicKey> keyOfStation(const Options& options, const StationId& station, Tools& tools) {
  if (options.kit.empty()) return keyFrom(options.station);
  LIMEN_ASSIGN(const PublicOrganisation organisation, readOrganisation(options.kit, tools));
  const Station* listed = organisation.directory.station(station);
  const auto key = listed ? publicKeyFrom(bytesOf(listed->ed25519())) : std::nullopt;
  if (!key) return unexpected(AuditError::wrongStation);
  return *key;
}

void print(const LogSegment& segment, const LogFinding& finding, bool json) {
  if (json) {
    std::cout << nlohmann::json{{"station", segment.station.hex()},
                                {"first", finding.first},
                                {"last", finding.last},
                                {"checkpoints", finding.checkpoints},
                                {"countersigned_to", finding.countersignedTo},
                                {"witnessed_to", finding.witnessedTo},
                                {"wall_clock_set_back", finding.wallJumpsBack}}
                     .dump()
              << '\n';
    return;
  }
  std::cout << "The log of station " << segment.station.hex() << " holds: entries " << finding.first << " to " << finding.last
            << ", " << finding.checkpoints << " checkpoints.\n";
  if (finding.countersignedTo > 0) std::cout << "Countersigned by the server up to entry " << finding.countersignedTo << ".\n";
  if (finding.witnessedTo > 0) std::cout << "Witnessed up to entry " << finding.witnessedTo << ".\n";
  if (finding.wallJumpsBack > 0)
    std::cout << "The wall clock was set back " << finding.wallJumpsBack << " times; trusted time was not.\n";
}

void print(const ShiftSlip& slip) {
  std::cout << "It contains the history of the slip of " << toIso(fromUnixMs(slip.closedMs)) << ", up to entry " << slip.log.seq << ": "
            << slip.made.finished << " records finished in that shift, " << slip.made.incomplete << " sealed as incomplete, "
            << slip.made.amended << " corrected, " << slip.made.handedOver << " drafts handed over, " << slip.made.discarded
            << " discarded.\n";
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(options.file, kMaxLogBytes));
  LIMEN_ASSIGN(const LogSegment segment, LogSegment::parse(bytes));
  LogKeys keys;
  LIMEN_ASSIGN(keys.station, keyOfStation(options, segment.station, tools));
  if (!options.server.empty()) {
    LIMEN_ASSIGN(keys.server, keyFrom(options.server));
  }
  if (!options.witness.empty()) {
    LIMEN_ASSIGN(keys.witness, keyFrom(options.witness));
  }
  for (const std::filesystem::path& file : options.known) {
    LIMEN_ASSIGN(const Bytes kept, readFile(file, kMaxCheckpointBytes));
    LIMEN_ASSIGN(Checkpoint checkpoint, Checkpoint::parse(kept));
    keys.known.push_back(std::move(checkpoint));
  }
  std::vector<ShiftSlip> slips;
  for (const std::filesystem::path& file : options.slips) {
    LIMEN_ASSIGN(const Bytes text, readFile(file, kMaxSlipText));
    LIMEN_ASSIGN(ShiftSlip slip, ShiftSlip::read(textOf(text)));
    if (slip.log.station != segment.station) return unexpected(AuditError::wrongStation);
    if (!slip.signedBy(*keys.station)) return unexpected(AuditError::badSignature, "slip");
    keys.known.push_back(slip.log);
    slips.push_back(std::move(slip));
  }
  LIMEN_ASSIGN(const LogFinding finding, verifyLog(segment, keys));
  print(segment, finding, options.json);
  if (!options.json)
    for (const ShiftSlip& slip : slips) print(slip);
  return ExitCode::done;
}

}  // namespace

void addAuditVerify(CLI::App& audit, Chosen& chosen) {
  addCommand(audit, chosen,
             {"verify", "Prove that nobody changed an exported log since, without the station",
              "limenctl audit verify station.log --kit ORG/kit --known slip.checkpoint",
              "0 it holds, 1 no log, 2 usage, 10 broken, 11 contradicted, 12 bad signature, 13 truncated, 14 forked, 15 clock back, "
              "16 unsealed, 17 unanchored, 18 another station's, 19 not countersigned, 20 not witnessed"},
             &declare, &run);
}

}  // namespace limen
