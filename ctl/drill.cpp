// SPDX-License-Identifier: Apache-2.0
#include "ctl/drill.h"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/files.h"
#include "forms/workbook.h"
#include "station/backup.h"
#include "station/enrolment.h"
#include "station/intake.h"
#include "station/key_rotation.h"
#include "station/organisation.h"
#include "station/passphrase.h"
#include "station/records.h"
#include "station/recovery.h"
#include "station/users.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMaxReportBytes = 64 * 1024;
constexpr std::string_view kDomain = "limen/drill/v1";
constexpr std::uint64_t kRecords = 20;
constexpr std::string_view kSite = "drill site";
const std::string kCanary = "Zqvdrillcanary";

SecretBytes wordsOf(std::string_view text) {
  return SecretBytes::copyOf(bytesOf(text));
}

// Passphrases of people who are not there: random, and gone with the drill.
SecretBytes newPassphrase() {
  return suggestPassphrase();
}

class TemporaryFolder {
 public:
  static Result<std::unique_ptr<TemporaryFolder>> make() {
    std::error_code failed;
    std::string pattern = (fs::temp_directory_path(failed) / "limen-drill-XXXXXX").string();
    if (failed || ::mkdtemp(pattern.data()) == nullptr) return unexpected(FileError::notWritten, "temporary folder");
    return std::make_unique<TemporaryFolder>(pattern);
  }
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  fs::path operator/(std::string_view name) const { return path_ / name; }

 private:
  fs::path path_;
};

forms::Sheet sheet(const std::string& name, const std::vector<std::vector<std::string>>& rows) {
  forms::Sheet out;
  out.name = name;
  out.headings = rows.front();
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::string> cells = rows[i];
    cells.resize(out.headings.size());
    out.rows.push_back({static_cast<std::uint32_t>(i + 1), std::move(cells)});
  }
  return out;
}

forms::Workbook drillWorkbook() {
  forms::Workbook book;
  book.sheets = {
      sheet("survey", {{"type", "name", "label::English", "protect::category", "protect::purpose", "protect::compartment",
                        "protect::minimise", "protect::why::English"},
                       {"text", "remark", "Remark", "free_text", "drill", "operational", "as-is", "To rehearse"},
                       {"text", "given_name", "Name", "name", "drill", "identity", "as-is", "To rehearse"}}),
      sheet("settings", {{"form_title::English", "form_id", "version", "default_language"}, {"Drill", "drill", "1", "English"}}),
      sheet("purposes", {{"name", "legal_basis", "recipients", "retention", "label::English", "explanation::English"},
                         {"drill", "vital_interest", "nobody", "day", "Drill", "A rehearsal on made-up answers."}}),
      sheet("compartments", {{"name", "sensitivity", "readers", "label::English"},
                             {"operational", "1", "supervisor", "Operational"},
                             {"identity", "2", "supervisor", "Identity"}}),
      sheet("roles", {{"name", "permissions", "label::English"}, {"supervisor", "capture read sync supervise", "supervisor"}}),
      sheet("retention", {{"name", "duration", "event", "hold"}, {"day", "1 day", "departure", "two_persons"}}),
      sheet("notices", {{"name", "version", "text::English"}, {"drill", "1", "Nobody is recorded in a rehearsal."}}),
      sheet("stewards", {{"duty", "owner"},
                         {"stewardship", "Who rehearses"},
                         {"consent", "Who rehearses"},
                         {"access", "Who rehearses"},
                         {"retention", "Who rehearses"}})};
  return book;
}

// Steps on a stopwatch.
class Rehearsal {
 public:
  Rehearsal(std::string name, Tools& tools) : tools_(tools) {
    report.drill = std::move(name);
    report.begunMs = toUnixMs(tools.clock.now());
    begin_ = tools.clock.running();
  }
  void done(std::string step) {
    const Milliseconds now = tools_.clock.running();
    report.steps.push_back({std::move(step), (now - begin_).count()});
    begin_ = now;
  }
  DrillReport report;

 private:
  Tools& tools_;
  Milliseconds begin_{};
};

struct World {
  std::unique_ptr<TemporaryFolder> folder;
  SecretBytes root = newPassphrase(), administrator = newPassphrase(), officer = newPassphrase(), one = newPassphrase(),
              two = newPassphrase();
  UserId first, second;
  Tools& tools;

  explicit World(Tools& given) : tools(given) {}
  fs::path organisation() const { return *folder / "organisation"; }
  fs::path home() const { return *folder / "station"; }
  Surroundings surroundings() const { return {&tools.clock, &tools.random}; }

  Result<Organisation> open() const { return Organisation::open(organisation(), administrator, tools.clock); }
  Result<Vault> unlock(const fs::path& at, const UserId& user, const SecretBytes& passphrase) const {
    LIMEN_ASSIGN(const SecretBytes secret, unlockSlot(at, user, passphrase, tools.clock));
    return Vault::open(at, user, secret, surroundings());
  }

  Result<void> makeOrganisation() {
    LIMEN_ASSIGN(folder, TemporaryFolder::make());
    OrganisationPlan plan;
    plan.name = "Drill";
    plan.sites = {std::string(kSite)};
    plan.compartments = {"operational", "identity"};
    plan.serverAddress = "127.0.0.1:1";
    LIMEN_TRY(initOrganisation(organisation(), plan, {root.clone(), administrator.clone(), officer.clone()}, KdfCost::floor(),
                               tools.clock, tools.random));
    LIMEN_ASSIGN(Organisation made, open());
    return Result<void>(made.addServer(plan.serverAddress) ? Result<void>() : unexpected(OrganisationError::badShape, "server"));
  }

  Result<void> enrolStation() {
    LIMEN_ASSIGN(Organisation made, open());
    BuildOptions options;
    options.organisation = made.directory().organisation();
    options.version = 1;
    ProgrammeReading reading = readProgramme(drillWorkbook(), options);
    if (!reading.programme) return unexpected(ProgrammeError::refused, "drill");
    LIMEN_ASSIGN(const Bytes package, made.signProgramme(*reading.programme, officer));
    LIMEN_ASSIGN(first, made.addUser("Supervisor One", "supervisor", "main", tools.random));
    LIMEN_ASSIGN(const auto invitation, made.invite(first, std::string(kSite), tools.random));
    Applicant applicant;
    applicant.set_code_hash(invitation.offer.code_hash());
    applicant.set_user(invitation.offer.user());
    applicant.set_site(invitation.offer.site());
    const Bytes kit = made.kit();
    LIMEN_ASSIGN(const EnrolResult asked,
                 enrol(home(), kit, invitation.code, "Supervisor One", one, KdfCost::floor(), surroundings(),
                       [&](const EnrolRequest& request) -> Result<EnrolReply> {
                         *applicant.mutable_request() = request;
                         applicant.mutable_request()->clear_code();
                         EnrolReply waiting;
                         waiting.set_state(EnrolReply::WAITING);
                         return waiting;
                       }));
    LIMEN_ASSIGN(const Approval approval, made.approve(applicant, asked.fingerprint, officer));
    LIMEN_TRY(enrol(home(), kit, invitation.code, "Supervisor One", one, KdfCost::floor(), surroundings(),
                    [&](const EnrolRequest&) -> Result<EnrolReply> {
                      EnrolReply reply;
                      reply.set_state(EnrolReply::APPROVED);
                      reply.set_station_id(approval.station_id());
                      reply.set_certificate_pem(approval.certificate_pem());
                      reply.set_directory(approval.directory());
                      *reply.mutable_grants() = approval.grants();
                      reply.add_packages(std::string(textOf(package)));
                      return reply;
                    }));
    return admitSecond(made);
  }

  Result<void> admitSecond(Organisation& made) {
    LIMEN_ASSIGN(second, made.addUser("Supervisor Two", "supervisor", "main", tools.random));
    LIMEN_ASSIGN(Vault vault, unlock(home(), first, one));
    LIMEN_TRY(made.assignUser(second, vault.station()));
    LIMEN_TRY(vault.takeDirectory(made.directory().bytes()));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::admitUser, second.bytes()));
    const SecretBytes handed = newPassphrase();
    LIMEN_ASSIGN(const Bytes keys, admitUser(vault, std::move(permit), second, handed, KdfCost::floor()));
    LIMEN_TRY(made.confirmUser(keys, officer));
    LIMEN_TRY(vault.takeDirectory(made.directory().bytes()));
    LIMEN_TRY(keepRescueBoxes(vault));
    LIMEN_ASSIGN(const SecretBytes own, unlockSlot(home(), second, handed, tools.clock));
    LIMEN_TRY(changePassphrase(home(), second, own, two, KdfCost::floor(), tools.clock));
    LIMEN_TRY(unlock(home(), second, two));
    return {};
  }

  Result<std::vector<RecordId>> captureSome() {
    LIMEN_ASSIGN(Vault vault, unlock(home(), first, one));
    LIMEN_TRY(vault.enterShift(SecretBytes::random(kKeyBytes)));
    LIMEN_ASSIGN(const auto programmes, vault.programmes());
    std::vector<RecordId> out;
    const std::string line = "{\"remark\": \"" + kCanary + "\", \"given_name\": \"" + kCanary +
                             "\", \"limen_language\": \"English\", \"limen_mode\": \"read\", \"limen_alone\": \"yes\"}";
    for (std::uint64_t i = 0; i < kRecords; ++i) {
      LIMEN_ASSIGN(const RecordId record, importRecord(vault, programmes.front(), line));
      out.push_back(record);
    }
    LIMEN_TRY(vault.closeShift());
    return out;
  }

  Result<fs::path> backUp() {
    std::error_code failed;
    fs::create_directory(*folder / "stick", failed);
    LIMEN_ASSIGN(Vault vault, unlock(home(), first, one));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::backup));
    LIMEN_ASSIGN(const WrittenBackup written, createBackup(vault, std::move(permit), *folder / "stick"));
    return written.file;
  }

  Result<std::vector<BoxKeys>> shares() const {
    std::vector<BoxKeys> out;
    for (const char* holder : {"5.key", "1.key", "3.key"}) {
      LIMEN_ASSIGN(const Bytes bytes, readFile(organisation() / "escrow/holders" / holder, kKeyBytes));
      LIMEN_ASSIGN(BoxKeys keys, BoxKeys::fromSecret(SecretBytes::copyOf(bytes)));
      out.push_back(std::move(keys));
    }
    return out;
  }
};

std::string wide(const std::string& text) {
  std::string out;
  for (const char c : text) out.append({c, '\0'});
  return out;
}

// In every file below: as it is, in UTF-16 and in hexadecimal digits.
std::uint64_t canariesIn(const fs::path& folder) {
  const std::vector<std::string> forms{kCanary, wide(kCanary), toHex(bytesOf(kCanary))};
  std::uint64_t found = 0;
  std::error_code failed;
  for (const auto& entry : fs::recursive_directory_iterator(folder, failed)) {
    if (!entry.is_regular_file(failed)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    for (const std::string& form : forms) found += content.find(form) != std::string::npos;
  }
  return found;
}

}  // namespace

Result<DrillReport> rehearseRestore(Tools& tools) {
  World world(tools);
  Rehearsal rehearsal("restore", tools);
  LIMEN_TRY(world.makeOrganisation());
  rehearsal.done("organisation made");
  LIMEN_TRY(world.enrolStation());
  rehearsal.done("station enrolled, second person admitted");
  LIMEN_ASSIGN(const std::vector<RecordId> records, world.captureSome());
  rehearsal.done("records captured");
  LIMEN_ASSIGN(const fs::path file, world.backUp());
  rehearsal.done("backup written and read back");
  std::error_code failed;
  fs::remove_all(world.home(), failed);
  if (failed) return unexpected(FileError::notWritten, "folder");
  rehearsal.done("station destroyed");
  LIMEN_ASSIGN(std::vector<BoxKeys> shares, world.shares());
  LIMEN_TRY(restoreStation(world.home(), file, keyOfShares(std::move(shares)), {"Supervisor One", &world.one},
                           {"Supervisor Two", &world.two}, world.surroundings()));
  rehearsal.done("station restored with three shares and two people");
  LIMEN_ASSIGN(Vault vault, world.unlock(world.home(), world.first, world.one));
  LIMEN_TRY(vault.rowsHold());
  LIMEN_ASSIGN(const Counts counts, vault.store().counts());
  LIMEN_ASSIGN(const std::uint64_t waiting, vault.store().outboxCount());
  bool whole = counts.own == records.size() && waiting == records.size();
  for (const RecordId& record : records) whole = whole && showRecord(vault, record, "en").has_value();
  const auto shift = vault.enterShift(SecretBytes::random(kKeyBytes));
  whole = whole && !shift && shift.error().is(VaultError::pullFirst);
  rehearsal.done("unlocked and counted");
  LIMEN_ASSIGN(const Organisation organisation, world.open());
  LIMEN_ASSIGN(const std::vector<BoxKeys> again, world.shares());
  LIMEN_ASSIGN(const auto keys, recoverCompartments(world.organisation(), organisation.directory(), again));
  rehearsal.done("every compartment key recovered, all readers' machines lost");
  rehearsal.report.records = counts.own;
  rehearsal.report.held = whole && keys.size() == 2;
  return rehearsal.report;
}

Result<DrillReport> rehearseLostLaptop(Tools& tools) {
  World world(tools);
  Rehearsal rehearsal("lost-laptop", tools);
  LIMEN_TRY(world.makeOrganisation());
  LIMEN_TRY(world.enrolStation());
  LIMEN_ASSIGN(const std::vector<RecordId> records, world.captureSome());
  rehearsal.done("station at work");
  std::error_code failed;
  const fs::path stolen = *world.folder / "stolen";
  fs::copy(world.home(), stolen, fs::copy_options::recursive, failed);
  if (failed) return unexpected(FileError::notWritten, "folder");
  rehearsal.report.canariesFound = canariesIn(stolen);
  const fs::path control = *world.folder / "control";
  fs::create_directory(control, failed);
  LIMEN_TRY(writeFile(control / "plain", bytesOf("..." + kCanary + "...")));
  LIMEN_TRY(writeFile(control / "wide", bytesOf("..." + wide(kCanary) + "...")));
  LIMEN_TRY(writeFile(control / "hex", bytesOf(toHex(bytesOf(kCanary)))));
  rehearsal.report.canariesControl = canariesIn(control);
  rehearsal.done("the disk searched as a thief would");
  const auto guessed = unlockSlot(stolen, world.second, wordsOf("a guess of somebody who found it"), tools.clock);
  rehearsal.done("one guess at a passphrase");

  LIMEN_ASSIGN(const SecretBytes known, unlockSlot(stolen, world.second, world.two, tools.clock));
  {
    LIMEN_ASSIGN(Vault vault, world.unlock(world.home(), world.first, world.one));
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(Permit disabling, approvals.permit(Act::disableUser, world.second.bytes()));
    LIMEN_TRY(disableUser(vault, std::move(disabling), world.second, true));
    rehearsal.done("user disabled");
    LIMEN_ASSIGN(Permit rotating, approvals.permit(Act::rotateKey));
    LIMEN_TRY(rotateStationKey(vault, std::move(rotating)));
    rehearsal.done("station key changed");
  }
  fs::copy_file(world.home() / "station.db", stolen / "station.db", fs::copy_options::overwrite_existing, failed);
  for (const char* log : {"station.db-wal", "station.db-shm"}) fs::remove(stolen / log, failed);
  const auto opened = Vault::open(stolen, world.second, known, world.surroundings());
  const bool shutOut = !opened && opened.error().is(StoreError::wrongKey);
  rehearsal.done("the leaver's slot and ring tried on the store as it is now");
  LIMEN_ASSIGN(Vault vault, world.unlock(world.home(), world.first, world.one));
  LIMEN_ASSIGN(const Counts counts, vault.store().counts());
  rehearsal.done("who stays unlocks");
  LIMEN_ASSIGN(const Organisation organisation, world.open());
  LIMEN_ASSIGN(const std::vector<BoxKeys> shares, world.shares());
  LIMEN_TRY(recoverCompartments(world.organisation(), organisation.directory(), shares));
  rehearsal.done("every compartment key recovered");
  fs::remove_all(stolen, failed);
  rehearsal.done("the copy wiped");
  DrillReport& report = rehearsal.report;
  report.records = counts.own;
  report.held = report.canariesFound == 0 && report.canariesControl == 3 && !guessed && shutOut && counts.own == records.size();
  return report;
}

std::string DrillReport::json() const {
  nlohmann::ordered_json out;
  out["drill"] = drill;
  out["begunMs"] = begunMs;
  out["held"] = held;
  out["records"] = records;
  if (drill == "lost-laptop") {
    out["canariesFound"] = canariesFound;
    out["canariesControl"] = canariesControl;
  }
  std::int64_t total = 0;
  for (const DrillStep& step : steps) {
    out["steps"].push_back({{"step", step.name}, {"ms", step.milliseconds}});
    total += step.milliseconds;
  }
  out["totalMs"] = total;
  return out.dump(2) + "\n";
}

Result<void> writeDrill(const DrillReport& report, const fs::path& out, const fs::path& keyFile) {
  std::error_code looked;
  if (!fs::exists(keyFile, looked))
    LIMEN_TRY(writeFile(keyFile, SecretBytes::random(kKeyBytes).expose(SecretAccess{}), Access::ownerOnly, Replace::no));
  LIMEN_ASSIGN(Bytes bytes, readFile(keyFile, kKeyBytes));
  const SecretBytes seed = SecretBytes::copyOf(bytes);
  wipe(bytes);
  if (seed.size() != kKeyBytes) return unexpected(KeyError::malformed, "drill key");
  LIMEN_ASSIGN(const Signer signer, Signer::fromSeed(seed));
  const std::string text = report.json();
  const SignatureBytes signature = signer.sign(kDomain, bytesOf(text));
  LIMEN_TRY(writeFile(out, bytesOf(text), Access::everyoneReads));
  return writeFile(fs::path(out).concat(".sig"), bytesOf(toHex(signer.publicKey()) + "\n" + toHex(signature) + "\n"),
                   Access::everyoneReads);
}

Result<void> checkDrill(const fs::path& report, const PublicKey* key) {
  LIMEN_ASSIGN(const Bytes text, readFile(report, kMaxReportBytes));
  LIMEN_ASSIGN(const Bytes lines, readFile(fs::path(report).concat(".sig"), 256));
  std::istringstream in{std::string(textOf(lines))};
  std::string keyLine, signatureLine;
  std::getline(in, keyLine);
  std::getline(in, signatureLine);
  const auto keyBytes = fromHex(keyLine), signature = fromHex(signatureLine);
  const auto signer = keyBytes ? publicKeyFrom(*keyBytes) : std::nullopt;
  if (!signer || !signature || signature->size() != SignatureBytes{}.size()) return unexpected(KeyError::malformed, "signature");
  if (key && *signer != *key) return unexpected(KeyError::wrongKey, "drill key");
  if (!verify(*signer, kDomain, text, *signature)) return unexpected(KeyError::tampered, "report");
  return {};
}

}  // namespace limen
