// SPDX-License-Identifier: Apache-2.0
#include "life.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "protection/notice.h"

namespace limen::test {

namespace fs = std::filesystem;

const std::string kRootPassphrase = "maple lantern orbit seven";
const std::string kAdministratorPassphrase = "granite teapot window nine";
const std::string kOfficerPassphrase = "violet harbour saddle four";
const std::string kUserPassphrase = "copper meadow whistle two";

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "limen-station-XXXXXX").string();
  LIMEN_CHECK(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code none;
  fs::remove_all(path_, none);
}

SecretBytes secret(std::string_view text) {
  return SecretBytes::copyOf(bytesOf(text));
}

namespace {

// A sheet from lines of cells between bars; the first line is the headings.
forms::Sheet sheet(const std::string& name, const std::string& lines) {
  forms::Sheet out;
  out.name = name;
  std::istringstream in(lines);
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
    if (number == 1) {
      out.headings = cells;
      continue;
    }
    cells.resize(out.headings.size());
    out.rows.push_back({number, std::move(cells)});
  }
  return out;
}

}  // namespace

forms::Workbook smallWorkbook() {
  forms::Workbook book;
  book.sheets.push_back(
      sheet("survey",
            "type|name|label::English|label::Arabic|required|relevant|protect::category|protect::purpose|protect::compartment|"
            "protect::minimise|protect::why::English|protect::why::Arabic\n"
            "begin_group|arrival|Arrival|الوصول\n"
            "select_one crossing|crossing_point|Where?|أين؟|||location|reception|operational|as-is|Why|لماذا\n"
            "text|remark|Remark|ملاحظة|||free_text|reception|operational|as-is|Why|لماذا\n"
            "end_group\n"
            "text|given_name|Name|الاسم|yes||name|reception|identity|as-is|Why|لماذا\n"
            "date|birth_date|Born|تاريخ الميلاد|||birth|reception|identity|year|Why|لماذا\n"
            "begin_repeat|member|Family member|فرد من العائلة\n"
            "text|member_name|Member's name|اسم الفرد|||family|reception|identity|as-is|Why|لماذا\n"
            "integer|member_age|Member's age|عمر الفرد|||family|reception|identity|as-is|Why|لماذا\n"
            "end_repeat\n"
            "text|condition|Condition|الحالة|||health|reception|health|as-is|Why|لماذا\n"));
  book.sheets.push_back(sheet("choices",
                              "list_name|name|label::English|label::Arabic\n"
                              "crossing|north|North gate|البوابة الشمالية\n"
                              "crossing|river|River post|نقطة النهر\n"));
  book.sheets.push_back(sheet("settings",
                              "form_title::English|form_title::Arabic|form_id|version|default_language\n"
                              "Small intake|استقبال صغير|small_intake|1|English\n"));
  book.sheets.push_back(
      sheet("purposes",
            "name|legal_basis|recipients|retention|label::English|label::Arabic|explanation::English|explanation::Arabic\n"
            "reception|vital_interest|centre|stay|Reception|الاستقبال|To help.|للمساعدة.\n"));
  book.sheets.push_back(sheet("compartments",
                              "name|sensitivity|readers|label::English|label::Arabic\n"
                              "operational|1|officer case_worker|Arrival and needs|الوصول\n"
                              "identity|2|case_worker|Identity|الهوية\n"
                              "health|3|health_worker|Health|الصحة\n"));
  book.sheets.push_back(sheet("roles",
                              "name|permissions|label::English|label::Arabic\n"
                              "officer|capture sync|intake officer|موظف الاستقبال\n"
                              "case_worker|read sync|case worker|مسؤول الحالات\n"
                              "health_worker|read sync|health team|الفريق الصحي\n"));
  book.sheets.push_back(sheet("retention", "name|duration|event|hold\nstay|90 days|departure|two_persons\n"));
  book.sheets.push_back(sheet("notices", "name|version|text::English|text::Arabic\narrival|1|You may stop.|يمكنك التوقف.\n"));
  book.sheets.push_back(sheet("stewards",
                              "duty|owner\nstewardship|Programme office\nconsent|Programme office\naccess|Head of site\n"
                              "retention|Archive office\n"));
  book.sheets.push_back(sheet("assessment", "id|kind|date|review\nDPIA-1|dpia|2026-01-10|2027-01-10\n"));
  return book;
}

std::shared_ptr<const Programme> programmeOf(const forms::Workbook& workbook, const OrganisationId& organisation,
                                             std::uint64_t version, bool unprotectedDemo) {
  BuildOptions options;
  options.organisation = organisation;
  options.version = version;
  options.unprotectedDemo = unprotectedDemo;
  ProgrammeReading reading = readProgramme(workbook, options);
  for (const forms::Finding& finding : reading.findings)
    if (finding.severity == forms::Severity::error)
      UNSCOPED_INFO(finding.sheet << " " << finding.row << " " << finding.column << ": " << finding.message);
  REQUIRE(reading.programme);
  return std::make_shared<const Programme>(std::move(*reading.programme));
}

World::World(std::vector<std::string> compartments, std::string server) {
  LIMEN_CHECK(hardenProcess());
  OrganisationPlan plan;
  plan.name = "Synthetic relief";
  plan.sites = {"river post", "north gate", "headquarters"};
  plan.compartments = std::move(compartments);
  plan.serverAddress = server;
  must(initOrganisation(organisation(), plan,
                        {secret(kRootPassphrase), secret(kAdministratorPassphrase), secret(kOfficerPassphrase)}, kCheap, clock,
                        random));
}

Organisation World::open() {
  return must(Organisation::open(organisation(), secret(kAdministratorPassphrase), clock));
}

Bytes World::addPackage(const std::shared_ptr<const Programme>& programme) {
  packages.push_back(must(open().signProgramme(*programme, secret(kOfficerPassphrase))));
  return packages.back();
}

Desk World::enrolDesk(const std::string& name, const std::string& role, const std::string& site) {
  Organisation organisation = open();
  Desk desk;
  desk.user = must(organisation.addUser(name, role, "main", random));
  desk.home = folder / ("home-" + name);
  const auto invitation = must(organisation.invite(desk.user, site, random));
  Applicant applicant;
  applicant.set_code_hash(invitation.offer.code_hash());
  applicant.set_user(invitation.offer.user());
  applicant.set_site(site);
  const auto ask = [&](const EnrolCall& call) {
    return must(
        enrol(desk.home, organisation.kit(), invitation.code, name, secret(kUserPassphrase), kCheap, surroundings(), call));
  };
  const auto first = ask([&](const EnrolRequest& request) -> Result<EnrolReply> {
    *applicant.mutable_request() = request;
    applicant.mutable_request()->clear_code();
    EnrolReply reply;
    reply.set_state(EnrolReply::WAITING);
    return reply;
  });
  REQUIRE_FALSE(first.approved);
  const Approval approval = must(organisation.approve(applicant, first.fingerprint, secret(kOfficerPassphrase)));
  const auto second = ask([&](const EnrolRequest&) -> Result<EnrolReply> {
    EnrolReply reply;
    reply.set_state(EnrolReply::APPROVED);
    reply.set_station_id(approval.station_id());
    reply.set_certificate_pem(approval.certificate_pem());
    reply.set_directory(approval.directory());
    *reply.mutable_grants() = approval.grants();
    for (const Bytes& package : packages) reply.add_packages(std::string(textOf(package)));
    return reply;
  });
  REQUIRE(second.approved);
  return desk;
}

Vault World::unlock(const Desk& desk) {
  const SecretBytes userSecret = must(unlockSlot(desk.home, desk.user, secret(kUserPassphrase), clock));
  return must(Vault::open(desk.home, desk.user, userSecret, surroundings()));
}

Vault World::unlockInShift(const Desk& desk) {
  Vault vault = unlock(desk);
  must(vault.enterShift(desk.carrier));
  return vault;
}

std::vector<std::pair<std::string, std::string>> filesBelow(const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    out.emplace_back(entry.path().string(), std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  }
  return out;
}

void answer(Intake& intake, const std::string& question, const std::string& typed, const std::vector<RepeatId>& instances) {
  const auto index = intake.form().form().find(question);
  REQUIRE(index);
  const forms::Place place{*index, instances};
  must(intake.form().set(place, must(intake.form().parse(place, typed))));
}

void giveNotice(forms::FormSession& form) {
  const auto say = [&](const std::string& question, const std::string& typed) {
    const auto index = form.form().find(question);
    if (!index) return;  // a package without a notice
    must(form.set({*index, {}}, must(form.parse({*index, {}}, typed))));
  };
  say("limen_language", languageWord(form.form().definition().languages.empty() ? "" : form.form().definition().languages.front()));
  say("limen_mode", "read");
  say("limen_alone", "yes");
  for (std::uint32_t i = 1; i < form.form().size(); ++i)
    if (const std::string& name = form.form().node(i).name; name.starts_with(kConsentPrefix)) say(name, std::string(kAgreed));
}

Intake begun(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& language) {
  Intake intake = must(Intake::start(vault, programme, language));
  giveNotice(intake.form());
  return intake;
}

RecordId capture(Vault& vault, const std::shared_ptr<const Programme>& programme, const std::string& name,
                 const std::string& remark) {
  Intake intake = begun(vault, programme, "English");
  answer(intake, "given_name", name);
  answer(intake, "remark", remark);
  answer(intake, "crossing_point", "river");
  return must(intake.finish());
}

const ShownCompartment& compartment(const RecordView& view, const std::string& name) {
  for (const ShownCompartment& one : view.compartments)
    if (one.name == name) return one;
  FAIL("no compartment " << name);
  return view.compartments.front();
}

std::string textOfAnswer(const RecordView& view, const std::string& question) {
  for (const ShownCompartment& one : view.compartments)
    for (const ShownAnswer& shown : one.answers)
      if (shown.question == question) return shown.text;
  return {};
}

}  // namespace limen::test
