// SPDX-License-Identifier: Apache-2.0
#include "protection/documents.h"

#include <algorithm>
#include <set>

#include "protection/governance.h"
#include "protection/governance_sheets.h"
#include "protection/minimise.h"
#include "protection/not_done.h"
#include "protection/page.h"
#include "protection/rights.h"
#include "protection/words.h"

namespace limen {

namespace {

using Cells = std::vector<std::string>;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The terms of the W3C Data Privacy Vocabulary, version 2 (and its extension for personal data).
std::string_view dpvCategory(std::string_view category) {
  struct Pair {
    std::string_view category, term;
  };
  constexpr Pair kTerms[] = {{"name", "pd:Name"},           {"birth", "pd:BirthDate"},
                             {"sex", "pd:Gender"},          {"nationality", "pd:Nationality"},
                             {"contact", "pd:Contact"},     {"document", "pd:OfficialID"},
                             {"biometric", "pd:Biometric"}, {"health", "pd:Health"},
                             {"family", "pd:Family"},       {"belief", "pd:Religion"},
                             {"ethnicity", "pd:Ethnicity"}, {"language", "pd:Language"},
                             {"location", "pd:Location"},   {"none", "dpv:NonPersonalData"}};
  for (const Pair& each : kTerms)
    if (each.category == category) return each.term;
  return isSpecial(category) ? "dpv:SensitivePersonalData" : "dpv:PersonalData";
}

std::string_view dpvBasis(std::string_view basis) {
  if (basis == "consent") return "dpv:Consent";
  if (basis == "legal_obligation") return "dpv:LegalObligation";
  if (basis == "vital_interest") return "dpv:VitalInterest";
  if (basis == "public_task") return "dpv:PublicInterest";
  return "dpv:LegitimateInterest";
}

std::string json(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += std::string("\\u00") + kHex[(c >> 4) & 1] + kHex[c & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

class Documents {
 public:
  explicit Documents(const Programme& programme)
      : programme_(programme), form_(programme.form->definition()), language_(form_.defaultLanguage) {
    if (language_.empty() && !form_.languages.empty()) language_ = form_.languages.front();
  }

  std::vector<Document> all() {
    flows();
    impact();
    for (const std::string& language : form_.languages.empty() ? std::vector<std::string>{""} : form_.languages) words(language);
    tables();
    notDone();
    return std::move(out_);
  }

 private:
  std::string in(const forms::Translations& texts) const { return forms::translated(texts, language_, form_); }
  std::string title(const std::string& what) const { return what + ": " + in(programme_.title); }
  std::string stamp() const {
    return programme_.id + " version " + std::to_string(programme_.version) + " - package " + programme_.hash.hex();
  }
  void csv(const std::string& name, const Cells& heading, const std::vector<Cells>& rows) {
    std::string content = csvLine(heading);
    for (Cells row : rows) content += csvLine(row);
    out_.push_back({name + ".csv", content + csvLine({"package", programme_.hash.hex()})});
  }
  void page(const std::string& name, const Page& made, bool markdown = false) {
    out_.push_back({name + ".html", made.html()});
    if (markdown) out_.push_back({name + ".md", made.markdown()});
  }

  template <class Visit>
  void eachAnswer(Visit&& visit) const {
    for (std::uint32_t i = 1; i < programme_.form->size(); ++i)
      if (forms::storesAnswer(programme_.form->node(i).type)) visit(programme_.form->node(i), programme_.protections[i]);
  }

  Cells flowOf(const forms::Node& node, const Protection& protection) const {
    const Compartment& compartment = programme_.compartments[protection.compartment];
    std::vector<std::string> bases, recipients;
    for (const Purpose& purpose : programme_.purposes) {
      if (std::find(protection.purposes.begin(), protection.purposes.end(), purpose.name) == protection.purposes.end()) continue;
      if (std::find(bases.begin(), bases.end(), purpose.basis) == bases.end()) bases.push_back(purpose.basis);
      for (const std::string& each : purpose.recipients)
        if (std::find(recipients.begin(), recipients.end(), each) == recipients.end()) recipients.push_back(each);
    }
    const bool dropped = protection.minimise.kind == Minimise::Kind::drop;
    return {node.name,
            protection.category,
            joined(protection.purposes),
            joined(bases),
            dropped ? "nothing" : wordOf(protection.minimise),
            dropped ? "" : compartment.name,
            dropped ? "" : joined(compartment.readers),
            dropped ? "" : joined(recipients),
            dropped ? "" : protection.retain,
            dropped ? "nowhere" : "sealed: site, server, readers"};
  }

  void flows() {
    const Cells heading{"answer",      "category", "purposes",   "legal basis", "what is kept",
                        "compartment", "readers",  "recipients", "retention",   "where it is"};
    std::vector<Cells> rows;
    std::string graph;
    eachAnswer([&](const forms::Node& node, const Protection& protection) {
      rows.push_back(flowOf(node, protection));
      graph += (graph.empty() ? "" : ",\n");
      graph += "  {\"@id\": " + json("#" + node.name) +
               ", \"@type\": \"dpv:PersonalDataHandling\", \"dpv:hasPersonalData\": {\"@id\": " +
               json(dpvCategory(protection.category)) + "}, \"dpv:hasPurpose\": [";
      std::string purposes, bases;
      for (const Purpose& purpose : programme_.purposes) {
        if (std::find(protection.purposes.begin(), protection.purposes.end(), purpose.name) == protection.purposes.end())
          continue;
        purposes += (purposes.empty() ? "" : ", ") + json(in(purpose.label));
        bases += (bases.empty() ? "" : ", ") + ("{\"@id\": " + json(dpvBasis(purpose.basis)) + '}');
      }
      graph += purposes + "], \"dpv:hasLegalBasis\": [" + bases + "], \"dpv:hasRecipient\": " + json(rows.back()[7]) +
               ", \"dpv:hasStorageCondition\": " + json(rows.back()[8]) + '}';
    });
    csv("data-flow", heading, rows);
    Page made(title("Data-flow register"), stamp());
    made.table(heading, rows);
    page("data-flow", made);
    out_.push_back({"data-flow.jsonld",
                    "{\"@context\": {\"dpv\": \"https://w3id.org/dpv#\", \"pd\": \"https://w3id.org/dpv/pd#\"},\n \"@id\": " +
                        json("urn:limen:" + programme_.hash.hex()) + ",\n \"@graph\": [\n" + graph + "\n]}\n"});
  }

  void impact() {
    Page made(title("Data protection impact assessment, draft"), stamp());
    made.paragraph("A draft made from the programme: the facts stand here, the judgement is for the data protection officer.");
    made.heading("What is done and why");
    std::vector<Cells> rows;
    for (const Purpose& each : programme_.purposes)
      rows.push_back(
          {in(each.label), in(each.explanation), each.basis, each.assessment, joined(each.recipients), each.retention});
    made.table({"purpose", "explanation", "legal basis", "assessment", "recipients", "retention"}, rows);
    made.heading("Necessity: each answer and its reason");
    rows.clear();
    std::size_t special = 0;
    eachAnswer([&](const forms::Node& node, const Protection& protection) {
      special += isSpecial(protection.category) ? 1 : 0;
      rows.push_back({node.name, protection.category, in(protection.why), wordOf(protection.minimise),
                      programme_.compartments[protection.compartment].name});
    });
    made.table({"answer", "category", "why it is asked", "what is kept", "compartment"}, rows);
    made.paragraph(std::to_string(rows.size()) + " answers, " + std::to_string(special) + " of them of special categories.");
    made.heading("Who reads what");
    rows.clear();
    for (const Compartment& each : programme_.compartments)
      rows.push_back({each.name, std::to_string(each.sensitivity), joined(each.readers)});
    made.table({"compartment", "sensitivity", "readers"}, rows);
    made.heading("Risks and what they trigger");
    rows.clear();
    for (const RiskRule& each : programme_.risks)
      rows.push_back({each.name, each.condition, joined(each.safeguards), in(each.label)});
    made.table({"rule", "condition", "safeguards", "what the officer is told"}, rows);
    made.heading("Who answers for it");
    rows.clear();
    for (const Steward& each : programme_.stewards) rows.push_back({each.duty, each.owner});
    made.table({"duty", "owner"}, rows);
    made.heading("Assessments on file");
    rows.clear();
    for (const Assessment& each : programme_.assessments)
      rows.push_back({each.id, each.kind, textOfDate(each.made), textOfDate(each.review)});
    made.table({"id", "kind", "date", "review"}, rows);
    page("impact-assessment", made, true);
  }

  // In the programme's own words only, so that nothing stands there in a language that nobody checked.
  void words(const std::string& language) {
    const auto here = [&](const forms::Translations& texts) { return forms::translated(texts, language, form_); };
    std::string code = language.empty() ? "default" : std::string();
    for (const char c : language)
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) code += static_cast<char>(c | 0x20);
    if (code.empty())
      code = "language-" +
             std::to_string(std::find(form_.languages.begin(), form_.languages.end(), language) - form_.languages.begin() + 1);
    Page leaflet(here(programme_.title), stamp());
    for (const Notice& each : programme_.notices) {
      Page made(here(programme_.title), stamp() + " - notice " + each.name + ' ' + std::to_string(each.version));
      made.paragraph(here(each.text));
      page("notice-" + each.name + '.' + code, made);
      leaflet.paragraph(here(each.text));
    }
    Page consent(here(programme_.title), stamp());
    for (const Purpose& each : programme_.purposes) {
      leaflet.heading(here(each.label));
      leaflet.paragraph(here(each.explanation));
      if (each.basis != "consent") continue;
      consent.choice(here(each.label), here(each.explanation));  // empty boxes: nothing is ticked before it is asked
    }
    page("leaflet." + code, leaflet);
    page("consent." + code, consent);
  }

  void tables() {
    std::vector<Cells> rows;
    for (const AccessCell& cell : accessMatrix(programme_))
      rows.push_back({cell.role, cell.compartment, std::string(ruleOf(cell.act).word), cell.allowed ? "yes" : "no"});
    csv("access-matrix", {"role", "compartment", "act", "allowed"}, rows);
    rows.clear();
    for (std::size_t i = 0; i < programme_.compartments.size(); ++i) {
      std::string name;
      eachAnswer([&](const forms::Node&, const Protection& protection) {
        if (protection.compartment == i && !protection.retain.empty()) name = protection.retain;
      });
      const Retention* rule = retentionOf(programme_, name);
      if (rule != nullptr)
        rows.push_back({programme_.compartments[i].name, rule->name, std::to_string(rule->days), rule->event,
                        rule->mayHold ? "two persons" : "none"});
    }
    csv("retention-schedule", {"compartment", "retention", "days", "counted from", "legal hold"}, rows);
    rows.clear();
    for (const Partner& partner : programme_.partners)
      for (const std::string& answer : partner.answers) {
        const auto question = programme_.form->find(answer);
        if (!question) continue;
        rows.push_back({partner.name, partner.agreement, textOfDate(partner.expires), joined(partner.purposes), answer,
                        wordOf(programme_.protections[*question].minimise)});
      }
    csv("export-profiles", {"partner", "agreement", "expiry", "purposes", "answer", "what is kept"}, rows);
  }

  // Each sentence is said only where the programme makes it true; that nothing is handed on says more than to whom.
  void notDone() {
    std::vector<const NotDone*> said;
    for (const NotDone& each : notDoneSentences()) {
      const bool repeats = each.id == "recipients_only" && !said.empty() && said.back()->id == "nobody";
      if (!repeats && each.fault(programme_, form_).empty()) said.push_back(&each);
    }
    for (const NotDoneWords& words : kNotDoneWords) {
      const std::string language = languageNamed(words);
      if (language.empty() && words.code != "en") continue;
      Page made(
          std::string(words.title) + ": " + forms::translated(programme_.title, language.empty() ? language_ : language, form_),
          stamp());
      for (const NotDone* each : said) made.paragraph(std::string(words.*(each->words)));
      page("what-we-do-not-do." + std::string(words.code), made);
    }
  }

  // The form's language, named by its code, in English or by itself: "French (fr)", "fr", "French", "Français".
  std::string languageNamed(const NotDoneWords& words) const {
    for (const std::string& each : form_.languages)
      if (each == words.code || each == words.english || each == words.itself ||
          each.ends_with('(' + std::string(words.code) + ')'))
        return each;
    return {};
  }

  const Programme& programme_;
  const forms::FormDefinition& form_;
  std::string language_;
  std::vector<Document> out_;
};

}  // namespace

std::vector<Document> documentsOf(const Programme& programme) {
  return Documents(programme).all();
}

}  // namespace limen
