// SPDX-License-Identifier: Apache-2.0
#include <iomanip>
#include <iostream>
#include <sstream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/packages.h"
#include "ctl/sentences.h"
#include "protection/rights.h"
#include "protection/programme.h"

namespace limen {

namespace {

constexpr std::size_t kMaxPackageBytes = 64 * 1024 * 1024;

struct Options {
  std::filesystem::path file, kit;
  bool matrix = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "a programme package")->required()->type_name("FILE");
  command.add_option("--kit", options.kit, "check the signers against this kit and the directory beside it")->type_name("FILE");
  command.add_flag("--matrix", options.matrix, "instead, the access matrix as CSV: role, compartment, act, yes or no");
}

void printMatrix(const Programme& programme) {
  std::cout << "role,compartment,act,allowed\n";
  for (const AccessCell& cell : accessMatrix(programme))
    std::cout << cell.role << ',' << cell.compartment << ',' << ruleOf(cell.act).word << ',' << (cell.allowed ? "yes" : "no") << '\n';
}

Result<Programme> openWithKit(ByteView bytes, const std::filesystem::path& kit, Tools& tools) {
  LIMEN_ASSIGN(const PublicOrganisation known, readOrganisation(kit, tools));
  const PackageSigners signers{known.directory.appointed(Appointment::PROGRAMME_AUTHOR),
                               known.directory.appointed(Appointment::DATA_PROTECTION_OFFICER)};
  return openPackage(bytes, signers, known.directory.organisation());
}

std::string minimiseWord(const Minimise& minimise) {
  std::ostringstream out;
  switch (minimise.kind) {
    case Minimise::Kind::asIs:
      out << "as-is";
      break;
    case Minimise::Kind::year:
      out << "year";
      break;
    case Minimise::Kind::ageBand:
      out << "age-band(" << minimise.parameter << ')';
      break;
    case Minimise::Kind::initial:
      out << "initial";
      break;
    case Minimise::Kind::coarsen:
      out << "coarsen(" << minimise.parameter << ')';
      break;
    case Minimise::Kind::yesNo:
      out << "yes-no";
      break;
    case Minimise::Kind::drop:
      out << "drop";
      break;
  }
  return out.str();
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void printQuestions(const Programme& programme) {
  for (std::uint32_t i = 1; i < programme.form->size(); ++i) {
    const forms::Node& node = programme.form->node(i);
    if (!forms::storesAnswer(node.type)) continue;
    const Protection& protection = programme.protections[i];
    std::cout << "  " << std::left << std::setw(28) << printable(programme.form->answerName(i)) << ' ' << std::setw(16)
              << forms::xlsformWord(node.type) << ' ' << std::setw(16)
              << printable(programme.compartments[protection.compartment].name) << ' ' << std::setw(14)
              << minimiseWord(protection.minimise) << ' ' << printable(protection.category) << "  "
              << printable(joined(protection.purposes)) << '\n';
  }
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(options.file, kMaxPackageBytes));
  LIMEN_ASSIGN(const Programme programme, options.kit.empty() ? openAsItSays(bytes) : openWithKit(bytes, options.kit, tools));
  if (options.matrix) {
    printMatrix(programme);
    return ExitCode::done;
  }
  const forms::FormDefinition& form = programme.form->definition();
  std::cout << "Programme     " << printable(programme.id) << "  "
            << printable(translated(programme.title, form.defaultLanguage, form)) << '\n'
            << "Version       " << programme.version << '\n'
            << "Hash          " << programme.hash.hex() << '\n'
            << "Organisation  " << programme.organisation.hex() << '\n'
            << "Signatures    "
            << (options.kit.empty() ? "good; whose they are was not checked (--kit does)" : "good, by appointed people") << '\n'
            << "Languages     " << printable(joined(form.languages)) << '\n';
  if (programme.unprotectedDemo)
    std::cout << "UNPROTECTED DEMO: every answer is sealed as identity; do not use it with people.\n";
  std::cout << "Compartments\n";
  for (const Compartment& compartment : programme.compartments) {
    std::cout << "  " << std::left << std::setw(16) << printable(compartment.name) << " read by "
              << printable(joined(compartment.readers)) << '\n';
  }
  std::cout << "Questions: name, type, compartment, what is kept, category, purposes\n";
  printQuestions(programme);
  return ExitCode::done;
}

}  // namespace

void addProgrammeShow(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"show", "Show a package: version, hash, compartments, and per question who may read it and what is kept",
              "limenctl programme show border-intake.limen --kit ORG/kit",
              "0 shown, 1 refused (damaged, altered, another organisation's, signers not appointed), 2 usage"},
             &declare, &run);
}

}  // namespace limen
