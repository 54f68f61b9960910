// SPDX-License-Identifier: Apache-2.0
// A programme: the form and, for each answer, why it is asked, who may read it and what is kept of it. Built from a workbook,
// shipped as a signed package, run by stations that never see the workbook.
#pragma once

#include <memory>
#include <optional>
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

enum class ProgrammeError {
  refused,
  damaged,
  badSignature,
  unknownSigner,
  otherOrganisation,
  older,
  newerVersion,
  expired,   // its last day has passed: what was begun may be finished, nothing new begins
  weakened,  // it lowers a protection or adds a reader, and no new assessment says why
};
constexpr std::string_view roomOf(ProgrammeError) {
  return "programme";
}
std::string_view nameOf(ProgrammeError cause);

struct Purpose {
  std::string name, basis, retention;
  std::string assessment;  // of a legitimate interest: the id of its assessment
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
  std::string retain;  // a name of sheet `retention`; "" where nothing is kept
  forms::Translations why;
};

struct Retention {
  std::string name;
  std::uint32_t days = 0;  // counted from the event
  std::string event;       // one of kCaseEvents
  bool mayHold = false;    // two persons may keep it longer for a legal claim
};
struct Notice {
  std::string name;
  std::uint32_t version = 0;
  forms::Translations text;
};
struct Steward {
  std::string duty, owner;  // one of kDuties; an office or a function, never empty
};
struct Assessment {
  std::string id, kind;  // "dpia" or "legitimate_interest"
  forms::Date made, review;
};
struct RiskRule {
  std::string name, condition;          // an XLSForm expression; ${risk.other} asks another rule
  std::vector<std::string> safeguards;  // of kSafeguards
  std::vector<std::string> readers;     // of `narrow`: the roles that are left
  std::string retention;                // of `shorten`
  forms::Translations label;            // what the officer is told
};
struct Partner {
  std::string name, agreement;
  std::vector<std::string> purposes, answers;
  forms::Date expires;
};

constexpr std::uint32_t kProgrammeFormat = 3;  // 0: before sheets beyond purposes, compartments and roles were read; 2: before notice and consent

struct Programme {
  std::uint32_t format = kProgrammeFormat;
  std::string id;  // lower-case word, from settings form_id
  forms::Translations title;
  std::uint64_t version = 0;
  OrganisationId organisation;
  bool unprotectedDemo = false;
  std::vector<Purpose> purposes;
  std::vector<Compartment> compartments;
  std::vector<Role> roles;
  std::vector<Retention> retentions;
  std::vector<Notice> notices;
  std::vector<Steward> stewards;
  std::vector<Assessment> assessments;
  std::vector<RiskRule> risks;
  std::vector<Partner> partners;
  std::optional<forms::Date> expires;  // the last day on which a record may be begun
  std::shared_ptr<const forms::CompiledForm> form;
  std::vector<Protection> protections;  // by question index; [0] is the form itself
  Bytes dictionary;                     // zstd, may be empty
  PackageHash hash;                     // of the built package's body; zero before it is built
};

constexpr std::uint32_t kMostValidDays = 366;
struct BuildOptions {
  OrganisationId organisation;
  std::uint64_t version = 1;
  bool unprotectedDemo = false;  // no protect columns: every answer is sealed as `identity`, and every screen says so
  std::optional<forms::Date> today = std::nullopt;  // what dates of the workbook are held against; without it the package does not expire
  std::uint32_t validDays = kMostValidDays;
  const Programme* previous = nullptr;  // what this version follows
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

bool expired(const Programme& programme, forms::Date today);

}  // namespace limen
