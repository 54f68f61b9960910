// SPDX-License-Identifier: Apache-2.0
#include "protection/documents.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "protection/package_body.h"
#include "protection/rights.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

Programme sample() {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  auto opened = programmeFromBody(packageBody(*test::programmeOf(*book)));
  REQUIRE(opened);
  return std::move(*opened);
}

std::string contentOf(const std::vector<Document>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Document& each) { return each.name == name; });
  INFO(name);
  REQUIRE(found != all.end());
  return found->content;
}

std::size_t timesIn(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

}  // namespace

TEST_CASE("every derived document states the package's hash, and the same package gives the same bytes", "[protection]") {
  const Programme programme = sample();
  const auto first = documentsOf(programme), second = documentsOf(sample());
  CHECK(first.size() == 24);
  REQUIRE(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    INFO(first[i].name);
    CHECK(first[i].content.find(programme.hash.hex()) != std::string::npos);
    CHECK(first[i].content == second[i].content);
    CHECK(first[i].name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-._0123456789") == std::string::npos);
  }
}

TEST_CASE("the data-flow register has one row for each answer of the form", "[protection]") {
  const Programme programme = sample();
  const auto all = documentsOf(programme);
  std::size_t answers = 0;
  for (std::uint32_t i = 1; i < programme.form->size(); ++i) answers += forms::storesAnswer(programme.form->node(i).type) ? 1 : 0;
  const std::string csv = contentOf(all, "data-flow.csv");
  CHECK(timesIn(csv, "\n") == answers + 2);  // the heading and the hash
  CHECK(csv.find(
            "\"birth_date\",\"birth\",\"child_protection health_care\",\"public_task vital_interest\",\"year\",\"identity\"") !=
        std::string::npos);
  CHECK(csv.find("\"age\",\"birth\",\"child_protection\",\"public_task\",\"nothing\",\"\"") != std::string::npos);
  const std::string terms = contentOf(all, "data-flow.jsonld");
  CHECK(timesIn(terms, "dpv:PersonalDataHandling") == answers);
  CHECK(timesIn(contentOf(all, "data-flow.html"), "<tr>") == answers + 1);
}

TEST_CASE("notice, leaflet and consent carry the programme's words, in each language, from its own side", "[protection]") {
  const Programme programme = sample();
  const auto all = documentsOf(programme);
  for (const std::string language : {"English", "French", "Spanish", "Arabic"}) {
    std::string code = language;
    code[0] = static_cast<char>(code[0] | 0x20);
    for (const std::string kind : {"leaflet.", "notice-arrival.", "consent."}) {
      const std::string page = contentOf(all, kind + code + ".html");
      INFO(kind << code);
      CHECK(page.find(language == "Arabic" ? "<html dir=\"rtl\">" : "<html dir=\"ltr\">") != std::string::npos);
      CHECK(page.find(escapedHtml(programme.title.at(language))) != std::string::npos);
    }
    CHECK(contentOf(all, "notice-arrival." + code + ".html").find(escapedHtml(programme.notices[0].text.at(language))) !=
          std::string::npos);
    const std::string consent = contentOf(all, "consent." + code + ".html");
    for (const Purpose& each : programme.purposes)
      CHECK((consent.find(escapedHtml(each.explanation.at(language))) != std::string::npos) == (each.basis == "consent"));
    CHECK(timesIn(consent, "\"box\"") == 2 * timesIn(consent, "<b>"));  // yes and no, both empty
    CHECK(consent.find("checked") == std::string::npos);
  }
}

TEST_CASE("the tables say what the programme does", "[protection]") {
  const Programme programme = sample();
  const auto all = documentsOf(programme);
  CHECK(timesIn(contentOf(all, "access-matrix.csv"), "\n") == accessMatrix(programme).size() + 2);
  CHECK(contentOf(all, "retention-schedule.csv").find("\"health\",\"stay\",\"90\",\"departure\",\"two persons\"") !=
        std::string::npos);
  const std::string profiles = contentOf(all, "export-profiles.csv");
  CHECK(profiles.find("\"clinic\",\"DSA-clinic-1\",\"2036-08-31\",\"health_care\",\"doctor_now\",\"as-is\"") !=
        std::string::npos);
  CHECK(profiles.find("given_name") == std::string::npos);
  const std::string draft = contentOf(all, "impact-assessment.md");
  CHECK(draft.find("DPIA-border-intake-1") != std::string::npos);
  CHECK(draft.find("| minor\\_alone |") != std::string::npos);
}

TEST_CASE("what is not done is said only where it is true, in each language of the programme that has words for it",
          "[protection]") {
  Programme programme = sample();
  constexpr const char* kFingers[] = {"fingerprints", "empreintes", "huellas", "بصمات"};
  constexpr const char* kEnd[] = {"without an end", "sans limite", "fecha de fin", "دون نهاية"};
  constexpr const char* kPages[] = {"what-we-do-not-do.en.html", "what-we-do-not-do.fr.html", "what-we-do-not-do.es.html",
                                    "what-we-do-not-do.ar.html"};
  for (std::size_t i = 0; i < 4; ++i) CHECK(timesIn(contentOf(documentsOf(programme), kPages[i]), kFingers[i]) == 1);
  CHECK(contentOf(documentsOf(programme), kPages[3]).find("<html dir=\"rtl\">") != std::string::npos);
  programme.protections[*programme.form->find("sex")].category = "biometric";
  for (std::size_t i = 0; i < 4; ++i) CHECK(timesIn(contentOf(documentsOf(programme), kPages[i]), kFingers[i]) == 0);
  for (std::size_t i = 0; i < 4; ++i) CHECK(timesIn(contentOf(documentsOf(programme), kPages[i]), kEnd[i]) == 1);
  programme.purposes[0].retention = "ever";
  for (std::size_t i = 0; i < 4; ++i) CHECK(timesIn(contentOf(documentsOf(programme), kPages[i]), kEnd[i]) == 0);
}

TEST_CASE("what an author wrote stays text in a page and in a table", "[protection]") {
  CHECK(escapedHtml("<b>&\"") == "&lt;b&gt;&amp;&quot;");
  CHECK(csvLine({"a\"b", "=1+1", "@x", "-y", ""}) == "\"a\"\"b\",\"'=1+1\",\"'@x\",\"'-y\",\"\"\n");
  CHECK(readsFromRight("\xd8\xb3"));
  CHECK(readsFromRight("12 \xd7\x90"));
  CHECK_FALSE(readsFromRight("a \xd8\xb3"));
  CHECK_FALSE(readsFromRight("\xe0\xa4\x85"));
}
