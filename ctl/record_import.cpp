// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>

#include "core/files.h"
#include "ctl/alike.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "ctl/progress.h"
#include "ctl/qr.h"
#include "ctl/sentences.h"
#include "station/intake.h"
#include "station/stray.h"

namespace limen {

namespace {

constexpr std::size_t kMaxLineBytes = 1 << 20;

struct Options {
  StationOptions station;
  std::filesystem::path file;
  std::string programme;
  std::filesystem::path pictures, receipts;
  bool dryRun = false, ids = false, duplicates = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "one JSON object of answers a line")->required()->type_name("FILE.jsonl");
  declareStation(command, options.station);
  command.add_option("--programme", options.programme, "which one; not needed when the station runs only one")->type_name("ID");
  command.add_option("--pictures", options.pictures, "the folder of the JPEG and PNG files that answers name; their names are not kept")
      ->type_name("FOLDER");
  command.add_option("--receipts", options.receipts, "write each person's receipt into this folder, to print: receipt-LINE.html, in their language")
      ->type_name("FOLDER");
  command.add_flag("--dry-run", options.dryRun, "check every line and store nothing");
  command.add_flag("--ids", options.ids, "print the id of each record on a line of its own once it is safe on the disk");
  command.add_flag("--duplicates", options.duplicates, "print a JSON line for each record that may be of a person who is here already, with the reasons");
}

Result<std::shared_ptr<const Programme>> choose(Vault& vault, const std::string& id) {
  LIMEN_ASSIGN(const auto programmes, vault.programmes());
  if (id.empty() && programmes.size() > 1) return unexpected(CommandError::severalProgrammes);
  for (const auto& programme : programmes) {
    if (id.empty() || programme->id == id) return programme;
  }
  return unexpected(CommandError::unknownProgramme);
}

struct Tally {
  std::uint64_t lines = 0, taken = 0, leftOut = 0;
};

// A bad line concerns itself; anything else (the store, the keys, the disk) would meet every following line too.
bool isOfTheLine(const Error& error) {
  return error.room() == "import" || error.room() == "form" || error.room() == "picture" || error.is(IntakeError::noNotice) || error.is(AttachmentError::tooMany) || error.is(SealError::tooLarge);
}

class Importer {
 public:
  Importer(Vault& vault, std::shared_ptr<const Programme> programme, const Options& options, std::uintmax_t totalBytes)
      : vault_(vault), programme_(std::move(programme)), pictures_(options.pictures), receipts_(options.receipts), dryRun_(options.dryRun), ids_(options.ids), duplicates_(options.duplicates), progress_(totalBytes) {}

  Result<void> takeAll(std::istream& in) {
    if (duplicates_ && !dryRun_) {
      LIMEN_ASSIGN(DuplicateSearch search, DuplicateSearch::open(vault_));
      search_.emplace(std::move(search));
    }
    std::string line;
    while (!interruption() && std::getline(in, line)) {
      ++tally_.lines;
      progress_.advance(line.size() + 1, tally_.taken);
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      LIMEN_TRY(take(line));
    }
    progress_.end();
    return {};
  }
  const Tally& tally() const { return tally_; }

 private:
  Result<void> take(std::string_view line) {
    const Result<void> taken = line.size() > kMaxLineBytes ? unexpected(ImportError::notJson) : takeJson(line);
    if (taken) {
      ++tally_.taken;
      warn(line);
      return {};
    }
    progress_.end();
    if (!isOfTheLine(taken.error())) return taken;
    ++tally_.leftOut;
    std::cerr << "line " << tally_.lines << ": " << sentence(taken.error()) << '\n';
    return {};
  }

  // What it seems to hold is not said: a terminal is a place where it would stand once more.
  void warn(std::string_view line) {
    for (const StrayIdentifier& stray : strayIdentifiers(*programme_, vault_.clock(), vault_.random(), line)) {
      progress_.end();
      std::cerr << "line " << tally_.lines << ": " << stray.question << " is free text and seems to hold " << nameOf(stray.kind)
                << "; it belongs into a field of its own, or nowhere. It was taken as it is.\n";
    }
  }

  Result<void> takeJson(std::string_view line) {
    if (dryRun_) return checkRecord(*programme_, vault_.clock(), vault_.random(), line, pictures_);
    std::optional<Receipt> receipt;
    LIMEN_ASSIGN(const RecordId record, importRecord(vault_, programme_, line, pictures_, &receipt));
    if (receipt && !receipts_.empty()) {
      const std::string page = receiptHtml(*receipt, qrSvg(receipt->code.qrText()));
      LIMEN_TRY(writeFile(receipts_ / ("receipt-" + std::to_string(tally_.lines) + ".html"), bytesOf(page), Access::ownerOnly, Replace::no));
    }
    if (ids_) std::cout << record.hex() << std::endl;
    if (!search_) return {};
    LIMEN_ASSIGN(const std::vector<Alike> found, search_->like(record));
    if (!found.empty()) std::cout << jsonOf(record, found) << std::endl;
    return search_->add(record);
  }

  Vault& vault_;
  std::shared_ptr<const Programme> programme_;
  const std::filesystem::path pictures_, receipts_;
  bool dryRun_, ids_, duplicates_;
  std::optional<DuplicateSearch> search_;
  Tally tally_;
  Progress progress_;
};

Outcome run(const Options& options, Tools& tools) {
  interruption();
  std::error_code missing;
  const std::uintmax_t bytes = std::filesystem::file_size(options.file, missing);
  std::ifstream in(options.file, std::ios::binary);
  if (missing || !in) return unexpected(std::filesystem::exists(options.file) ? FileError::unreadable : FileError::missing);
  if (!options.receipts.empty() && !std::filesystem::is_directory(options.receipts, missing)) return unexpected(FileError::missing);
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(auto programme, choose(vault, options.programme));
  std::optional<OwnShift> shift;
  if (!options.dryRun) {
    LIMEN_ASSIGN(OwnShift opened, OwnShift::open(vault));
    shift = opened;
  }
  Importer importer(vault, std::move(programme), options, bytes);
  const Result<void> imported = importer.takeAll(in);
  const Result<void> closed = shift ? shift->close() : Result<void>{};

  const Tally& tally = importer.tally();
  std::cout << (options.dryRun ? "Checked, nothing stored: " : "Imported: ") << tally.taken << (options.dryRun ? " good" : "")
            << ", left out: " << tally.leftOut << ", of " << tally.lines << " lines.\n";
  LIMEN_TRY(imported);
  LIMEN_TRY(closed);
  if (interruption()) std::cerr << "Stopped as asked after line " << tally.lines << "; what was imported is kept.\n";
  return tally.leftOut > 0 || interruption() ? ExitCode::refused : ExitCode::done;
}

}  // namespace

void addRecordImport(CLI::App& record, Chosen& chosen) {
  addCommand(
      record, chosen,
      {"import", "Capture records from JSON lines, through the same way as the app's: checked, minimised, sealed, stored",
       "limenctl record import people.jsonl --home STATION --programme border-intake --passphrase-file officer.pass",
       "0 all imported, 1 some lines left out (the others are stored), 2 usage, 3 locked or a shift is open elsewhere, 4 store"},
      &declare, &run);
}

}  // namespace limen
