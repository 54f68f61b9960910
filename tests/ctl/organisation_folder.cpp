// SPDX-License-Identifier: Apache-2.0
#include "tests/ctl/organisation_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

namespace limen::test {

OrganisationFolder::OrganisationFolder()
    : administrator_(folder_.write("admin", "seven brown lamps on a quiet hill\n")),
      protectionOfficer_(folder_.write("dpo", "eleven green boats on a slow river\n")) {
  const std::string root = folder_.write("root", "four blue kites above an old harbour\n");
  const Ended made = runProgram("limenctl", {"org",
                                             "init",
                                             "--dir",
                                             org(),
                                             "--name",
                                             "Test Organisation",
                                             "--site",
                                             "post:north",
                                             "--compartment",
                                             "operational",
                                             "--compartment",
                                             "identity",
                                             "--server",
                                             "localhost:1",
                                             "--root-passphrase-file",
                                             root,
                                             "--admin-passphrase-file",
                                             administrator_,
                                             "--dpo-passphrase-file",
                                             protectionOfficer_,
                                             "--argon2-floor"});
  INFO(made.err);
  REQUIRE(made.exitCode == 0);
}

const OrganisationFolder& sharedOrganisation() {
  static const OrganisationFolder made;
  return made;
}

std::filesystem::path writeBook(const Folder& folder, const std::string& sheet, const std::string& content) {
  std::map<std::string, std::string> sheets{
      {"settings", "form_title::English,form_id,version,default_language\nSmall form,small,1,English\n"},
      {"survey",
       "type,name,label::English,calculation,protect::category,protect::purpose,protect::compartment,protect::minimise,protect::"
       "why::English\n"
       "text,family_name,Family name,,name,reception,identity,as-is,To call you by it.\n"
       "integer,persons,How many are you?,,needs,reception,operational,as-is,To find enough beds.\n"
       "calculate,beds,,${persons} + 1,needs,reception,operational,as-is,\n"},
      {"choices", "list_name,name,label::English\nyes_no,yes,Yes\nyes_no,no,No\n"},
      {"purposes",
       "name,legal_basis,retention,recipients,label::English,explanation::English\nreception,public_task,stay,,Reception,To receive "
       "you.\n"},
      {"compartments",
       "name,sensitivity,readers,label::English\noperational,1,officer,Reception\nidentity,2,case_worker,Identity\n"},
      {"roles", "name,permissions,label::English\nofficer,capture sync,officer\ncase_worker,read sync,case worker\n"},
      {"retention", "name,duration,event,hold\nstay,90 days,departure,two_persons\n"},
      {"notices", "name,version,text::English\narrival,1,You may stop at any time.\n"},
      {"stewards",
       "duty,owner\nstewardship,Programme office\nconsent,Programme office\naccess,Head of site\nretention,Archive office\n"}};
  if (!sheet.empty()) sheets[sheet] = content;
  for (const auto& [name, text] : sheets) folder.write("book/" + name + ".csv", text);
  return folder / "book";
}

}  // namespace limen::test
