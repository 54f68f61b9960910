// SPDX-License-Identifier: Apache-2.0
// A programme: the form and, for each answer, why it is asked, who may read it and what is kept of it. Built from a workbook,
// shipped as a signed package, run by stations that never see the workbook.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "forms/definition.h"
#include "forms/form_file.h"
#include "forms/form_session.h"
#include "forms/workbook.h"

namespace limen {

enum class ProgrammeError { refused, damaged, badSignature, unknownSigner, otherOrganisation, older, newerVersion };
constexpr std::string_view roomOf(ProgrammeError) {
  return "programme";
}
std::string_view nameOf(ProgrammeError cause);

struct Purpose {
  std::string name, basis, retention;
  forms::Translations label, explanation;
  std::vector<std::string> recipients;
};
struct Compartment {
  std::string name;  // at most 16 ASCII bytes
  int sensitivity = 0;
  std::vector<std::string> readers;  // roles
  forms::Translations label;
};
struct Role {
  std::string name;
  std::vector<std::string> permissions;
  forms::Translations label;
};

// What is kept of one answer. The kinds of programme.md: as-is, year, age-band(N), initial, coarsen(D), yes-no, drop.
struct Minimise {
  enum class Kind { asIs, year, ageBand, initial, coarsen, yesNo, drop };
  Kind kind = Kind::asIs;
  double parameter = 0;
};

// The protection columns of one question, by its index in the compiled form.
struct Protection {
  std::string category;
  std::vector<std::string> purposes;
  std::uint8_t compartment = 0;  // index into Programme::compartments
  Minimise minimise;
  forms::Translations why;
};

struct Programme {
  std::string id;  // lower-case word, from settings form_id
  forms::Translations title;
  std::uint64_t version = 0;
  OrganisationId organisation;
  bool unprotectedDemo = false;
  std::vector<Purpose> purposes;
  std::vector<Compartment> compartments;
  std::vector<Role> roles;
  std::shared_ptr<const forms::CompiledForm> form;
  std::vector<Protection> protections;  // by question index; [0] is the form itself
  Bytes dictionary;                     // zstd, may be empty
  PackageHash hash;                     // of the built package's body; zero before it is built
};

struct BuildOptions {
  OrganisationId organisation;
  std::uint64_t version = 1;
  bool unprotectedDemo = false;  // no protect columns: every answer is sealed as `identity`, and every screen says so
};
struct ProgrammeReading {
  std::optional<Programme> programme;  // only when no finding is an error
  std::vector<forms::Finding> findings;
};
ProgrammeReading readProgramme(const forms::Workbook& workbook, const BuildOptions& options);
// The same of a form with the files beside it, or of an XForm, which has no protection columns and can only be a demonstration.
ProgrammeReading readProgramme(forms::FormFile file, const BuildOptions& options);

// Signs under "limen/package/v1". The same programme gives the same body, byte for byte.
Bytes buildPackage(const Programme& programme, const Signer& author, const Signer& dataProtectionOfficer);

struct PackageSigners {  // from the directory's appointments
  std::vector<PublicKey> authors, dataProtectionOfficers;
};
// Needs one signature of each. damaged, badSignature, unknownSigner, otherOrganisation, newerVersion.
Result<Programme> openPackage(ByteView package, const PackageSigners& signers, const OrganisationId& organisation);

}  // namespace limen
