// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "crypto/keys.h"
#include "protection/across_sheets.h"
#include "protection/dictionary.h"
#include "protection/form_layout.h"
#include "protection/governance.h"
#include "protection/governance_sheets.h"
#include "protection/minimise.h"
#include "protection/not_done.h"
#include "protection/notice.h"
#include "protection/package_body.h"
#include "protection/sheets.h"
#include "protection/succession.h"
#include "protection/words.h"

namespace limen {

namespace {

using forms::Node;
using forms::Type;

constexpr const char* kSurvey = "survey";
constexpr std::string_view kKnownColumns[] = {"protect::category", "protect::purpose", "protect::compartment",
                                              "protect::minimise", "protect::retain"};

bool hasProtectColumn(const forms::Sheet& survey) {
  return std::any_of(survey.headings.begin(), survey.headings.end(),
                     [](const std::string& each) { return lowerCase(each).starts_with("protect::"); });
}

// Heading in any case; headings of the same meaning are one column.
const std::string& extraOf(const Node& node, std::string_view heading) {
  static const std::string kNothing;
  const std::string wanted = lowerCase(heading);
  for (const auto& [key, text] : node.extra) {
    if (lowerCase(key) == wanted) return text;
  }
  return kNothing;
}

// Seen by the person who answers; what is calculated or taken from the clock is not asked.
bool asked(Type type) {
  return forms::storesAnswer(type) && type != Type::calculate && type != Type::start && type != Type::end && type != Type::today;
}

std::string categoryWords() {
  std::vector<std::string> words;
  for (const Category& each : kCategories) words.emplace_back(each.word);
  return sentenceList(words);
}

// Findings are listed in the order in which an author works through the sheets.
std::ptrdiff_t sheetRank(std::string_view sheet) {
  constexpr std::string_view kOrder[] = {"settings", "survey",    "choices",  "purposes",   "compartments", "roles",
                                         "retention", "notices", "stewards", "assessment", "risk",         "partners"};
  return std::find(std::begin(kOrder), std::end(kOrder), lowerCase(sheet)) - std::begin(kOrder);
}

template <class Named>
std::string namesOf(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& each : all) names.push_back(each.name);
  return sentenceList(names);
}

class ProgrammeReader {
 public:
  ProgrammeReader(const forms::Workbook& workbook, const BuildOptions& options) : workbook_(workbook), options_(options) {}

  ProgrammeReading read(forms::FormReading form) {
    findings_.all = std::move(form.findings);
    const forms::Sheet* survey = workbook_.sheet(kSurvey);
    const bool xform = workbook_.sheets.empty();
    const bool unprotected = xform || (survey != nullptr && !hasProtectColumn(*survey) && workbook_.sheet("purposes") == nullptr &&
                                       workbook_.sheet("compartments") == nullptr);
    if (form.form) {
      languages_ = languagesOf(*form.form);
      limits(*form.form);
    }
    if (unprotected && options_.unprotectedDemo) {
      demonstrationSheets();
    } else if (xform) {
      if (form.form)
        findings_.error("xml", 0, "",
                        "An XForm cannot say what kind of data a question stores; build from the workbook that it was made from, or a "
                        "demonstration with --unprotected-demo.");
    } else if (unprotected) {
      refuseUnprotected(*survey);
    } else {
      out_.roles = readRoles(workbook_, languages_, findings_);
      out_.compartments = readCompartments(workbook_, out_.roles, languages_, findings_);
      const GovernanceReading governance{workbook_, languages_, options_.today, findings_};
      readRetentions(governance, out_);
      readAssessments(governance, out_);
      out_.purposes = readPurposes(workbook_, languages_, out_, findings_);
      readNotices(governance, out_);
      readStewards(governance, out_);
      if (form.form) {
        readRisks(governance, *form.form, out_);
        readPartners(governance, *form.form, out_);
      }
      if (survey != nullptr) unknownColumns(*survey);
    }
    if (form.form) {
      identify(*form.form, unprotected);
      out_.protections.emplace_back();  // the form itself
      walkForm(form.form->nodes, [&](std::uint32_t, const Node& node, int) {
        out_.protections.push_back(unprotected ? Protection{} : protectionOf(node));
      });
      placeRepeats(*form.form);
      if (!unprotected) {
        ownNames(*form.form);
        acrossSheets(*form.form, out_, findings_);
        scores(*form.form);
        promises(*form.form);
        if (!findings_.anyError()) derive(*form.form);
      }
    }
    return finish(std::move(form.form));
  }

 private:
  void limits(const forms::FormDefinition& form) {
    const Node* tooDeep = nullptr;
    const Node* tooMany = nullptr;
    walkForm(form.nodes, [&](std::uint32_t index, const Node& node, int depth) {
      if (depth > kMaxFormDepth && tooDeep == nullptr) tooDeep = &node;
      if (index > kMaxQuestions && tooMany == nullptr) tooMany = &node;
    });
    if (tooDeep != nullptr)
      findings_.error(kSurvey, tooDeep->row, "type",
                      "Groups are nested more than " + std::to_string(kMaxFormDepth) + " deep here; take one level out.");
    if (tooMany != nullptr)
      findings_.error(kSurvey, tooMany->row, "name",
                      "The form has more than " + std::to_string(kMaxQuestions) + " rows; split it into two programmes.");
  }

  void refuseUnprotected(const forms::Sheet& survey) {
    findings_.error(
        survey.name, 1, "protect::category",
        "No question says what kind of data it stores; add the columns protect::category, protect::purpose and protect::why, and "
        "the sheets purposes, compartments and roles, or build a demonstration with --unprotected-demo.");
  }

  void ownNames(const forms::FormDefinition& form) {
    walkForm(form.nodes, [&](std::uint32_t, const Node& node, int) {
      if (node.name.starts_with(kOwnPrefix))
        error(node, "name",
              "Names that begin with " + inQuotes(kOwnPrefix) + " belong to notice and consent, which the build writes itself; give " +
                  inQuotes(node.name) + " another name.");
    });
    for (const auto& [name, choices] : form.lists)
      if (name.starts_with(kOwnPrefix))
        findings_.error("choices", 0, "list_name",
                        "Names that begin with " + inQuotes(kOwnPrefix) + " belong to notice and consent, which the build writes itself; give the list " +
                            inQuotes(name) + " another name.");
  }

  void scores(const forms::FormDefinition& form) {
    walkForm(form.nodes, [&](std::uint32_t, const Node& node, int) {
      if (forms::storesAnswer(node.type) && namesScore(node.name))
        error(node, "name",
              "The question " + inQuotes(node.name) + " would keep a score of a person; ask for what was said or seen, and name it so.");
    });
  }

  // What the organisation says in public that it does not do holds, or nothing is built.
  void promises(const forms::FormDefinition& form) {
    const forms::Sheet* settings = workbook_.sheet("settings");
    if (settings == nullptr || settings->rows.empty()) return;
    const forms::Row& row = settings->rows.front();
    const std::vector<NotDone>& known = notDoneSentences();
    std::vector<std::string> ids;
    for (const NotDone& each : known) ids.emplace_back(each.id);
    for (const std::string& word : splitWords(settings->cell(row, kNotDoneColumn))) {
      const auto found = std::find_if(known.begin(), known.end(), [&](const NotDone& each) { return each.id == word; });
      if (found == known.end()) {
        findings_.error("settings", row.number, kNotDoneColumn, inQuotes(word) + " is not a sentence of what is not done; write " + sentenceList(ids) + '.');
      } else if (const std::string fault = found->fault(out_, form); !fault.empty()) {
        findings_.error("settings", row.number, kNotDoneColumn,
                        "The programme promises " + inQuotes(word) + ", which " + fault + " makes false; change that, or take the promise back.");
      }
    }
  }

  // Notice and consent are questions of the form, so that they are minimised, sealed, corrected and read like every other.
  void derive(forms::FormDefinition& form) {
    std::vector<std::string> retains(out_.compartments.size());
    walkForm(form.nodes, [&](std::uint32_t index, const Node& node, int) {
      const Protection& protection = out_.protections[index];
      if (forms::storesAnswer(node.type) && retains[protection.compartment].empty()) retains[protection.compartment] = protection.retain;
    });
    addNotice(form, out_, languages_, retains);
    const std::size_t first = out_.protections.size();
    walkForm(form.nodes, [&](std::uint32_t index, const Node& node, int) {
      if (index >= first) out_.protections.push_back(protectionOf(node));
    });
    askOnlyWithConsent(form, out_);
  }

  void demonstrationSheets() {
    out_.unprotectedDemo = true;
    out_.compartments = {{"identity", 2, {"reader"}, {}}};
    out_.roles = {{"officer", {"capture", "sync"}, {}}, {"supervisor", {"capture", "sync", "supervise"}, {}},
                  {"reader", {"read", "sync"}, {}},     {"data_protection_officer", {"protect"}, {}},
                  {"auditor", {"audit"}, {}},           {"administrator", {"administer"}, {}}};
  }

  void unknownColumns(const forms::Sheet& survey) {
    std::vector<std::string> known(std::begin(kKnownColumns), std::end(kKnownColumns));
    for (const std::string& language : languages_) known.push_back(lowerCase(column("protect::why", language)));
    for (const std::string& heading : survey.headings) {
      const std::string key = lowerCase(heading);
      if (key.starts_with("protect::") && std::find(known.begin(), known.end(), key) == known.end())
        findings_.warning(survey.name, 1, heading,
                          "The column " + inQuotes(heading) + " is not one that this version reads; it is ignored.");
    }
  }

  void identify(const forms::FormDefinition& form, bool unprotected) {
    out_.id = lowerCase(form.id);
    if (unprotected) {  // a form of somebody else's keeps its name as far as it goes
      std::replace_if(
          out_.id.begin(), out_.id.end(), [](char c) { return !isWord(std::string("a") + c); }, '_');
      if (!isWord(out_.id)) out_.id = ("form_" + out_.id).substr(0, 32);
    } else if (!isWord(out_.id)) {
      findings_.error(
          "settings", 2, "form_id",
          inQuotes(form.id) + " cannot name a programme; write 1 to 32 of the signs a-z, 0-9, _ and -, a letter first.");
    }
    out_.title = form.title;
  }

  Protection protectionOf(const Node& node) {
    Protection out;
    if (!forms::storesAnswer(node.type)) return out;
    out.category = lowerCase(extraOf(node, "protect::category"));
    const Category* category = categoryOf(out.category);
    if (out.category.empty()) {
      error(node, "protect::category",
            "The question " + inQuotes(node.name) + " stores an answer but does not say what kind of data it is; write " +
                categoryWords() + '.');
    } else if (category == nullptr) {
      error(node, "protect::category",
            "The category " + inQuotes(out.category) + " is not known; write " + categoryWords() + '.');
    }
    purposesInto(out, node);
    if (category != nullptr) out.compartment = compartmentOf(node, *category);
    minimiseInto(out, node);
    retainInto(out, node);
    if (asked(node.type)) whyInto(out, node);
    return out;
  }

  // That there is an instance is told where its first answer is told.
  void placeRepeats(const forms::FormDefinition& form) {
    const FormLayout layout(form);
    for (std::size_t repeat = 0; repeat < layout.questions.size(); ++repeat) {
      if (!layout.questions[repeat].repeat) continue;
      for (std::size_t i = repeat + 1; i < layout.questions.size(); ++i) {
        const FormLayout::Question& inside = layout.questions[i];
        const auto& around = layout.scopes[inside.scope].repeats;
        if (std::find(around.begin(), around.end(), repeat) == around.end()) break;  // the repeat has ended
        if (!inside.stored || inside.repeat) continue;
        out_.protections[repeat].compartment = out_.protections[i].compartment;
        break;
      }
    }
  }

  void purposesInto(Protection& out, const Node& node) {
    out.purposes = splitWords(extraOf(node, "protect::purpose"));
    if (out.purposes.empty() && categoryOf(out.category) != nullptr && out.category != "none")
      error(node, "protect::purpose",
            "The question " + inQuotes(node.name) + " has no purpose; name one of sheet \"purposes\"" +
                among(namesOf(out_.purposes)) + ", or take the question out.");
    for (const std::string& purpose : out.purposes) {
      if (!out_.purposes.empty() &&
          std::none_of(out_.purposes.begin(), out_.purposes.end(), [&](const Purpose& each) { return each.name == purpose; }))
        error(node, "protect::purpose",
              "The purpose " + inQuotes(purpose) + " is not in sheet \"purposes\"" + among(namesOf(out_.purposes)) + '.');
    }
  }

  std::uint8_t compartmentOf(const Node& node, const Category& category) {
    const std::string& written = extraOf(node, "protect::compartment");
    const std::string name = written.empty() ? std::string(category.compartment) : written;
    if (category.apart && name == kOperational) {
      error(node, "protect::compartment",
            "Answers of category " + inQuotes(category.word) + " never go to \"operational\"; write " +
                inQuotes(category.compartment) + " or another compartment that fewer people read.");
      return 0;
    }
    const auto found = std::find_if(out_.compartments.begin(), out_.compartments.end(),
                                    [&](const Compartment& each) { return each.name == name; });
    if (found == out_.compartments.end()) {
      if (out_.compartments.empty()) return 0;  // the sheet's own finding says it once
      error(node, "protect::compartment",
            written.empty() ? "Category " + inQuotes(category.word) + " goes to the compartment " + inQuotes(name) +
                                  ", which is not in sheet \"compartments\"; add it there or name another one here."
                            : "The compartment " + inQuotes(name) + " is not in sheet \"compartments\"" +
                                  among(namesOf(out_.compartments)) + '.');
      return 0;
    }
    return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(found - out_.compartments.begin(), 255));
  }

  void minimiseInto(Protection& out, const Node& node) {
    const std::string& word = extraOf(node, "protect::minimise");
    const auto minimise = minimiseFromWord(word);
    if (!minimise) {
      error(node, "protect::minimise",
            inQuotes(word) + " is not a way to minimise; write as-is, year, age-band(5), initial, coarsen(0.1), yes-no or drop.");
      return;
    }
    if (!canApply(*minimise, node.type)) {
      error(node, "protect::minimise",
            inQuotes(word) + " cannot be applied to the type " + inQuotes(forms::xlsformWord(node.type)) +
                "; year and age-band need a date or an integer, initial a text, coarsen a geopoint, a decimal or an integer.");
      return;
    }
    out.minimise = *minimise;
    const bool place = node.type == Type::geopoint || out.category == "location";
    if (word.empty() && (place || out.category == "birth" || out.category == "free_text"))
      findings_.warning(kSurvey, node.row, "protect::minimise",
                        "The answer to " + inQuotes(node.name) + " is kept whole; write " +
                            (out.category == "birth" ? "year or age-band(5)"
                             : place                 ? "coarsen(0.1) or drop"
                                                     : "yes-no or drop") +
                            " if less is enough, or as-is if it is not.");
  }

  // Written, or what the purposes say; where these differ the one that ends first cannot be known, so that the author decides.
  void retainInto(Protection& out, const Node& node) {
    if (out_.retentions.empty() || out.minimise.kind == Minimise::Kind::drop) return;
    out.retain = extraOf(node, "protect::retain");
    if (!out.retain.empty()) {
      if (retentionOf(out_, out.retain) == nullptr)
        error(node, "protect::retain", "The retention " + inQuotes(out.retain) + " is not in sheet \"retention\"" + among(namesOf(out_.retentions)) + '.');
      return;
    }
    std::vector<std::string> names;
    for (const Purpose& purpose : out_.purposes)
      if (std::find(out.purposes.begin(), out.purposes.end(), purpose.name) != out.purposes.end() && !purpose.retention.empty() &&
          std::find(names.begin(), names.end(), purpose.retention) == names.end())
        names.push_back(purpose.retention);
    if (names.size() > 1)
      error(node, "protect::retain", "The purposes of " + inQuotes(node.name) + " keep answers for different times; write " + sentenceList(names) + " here.");
    if (names.size() == 1) out.retain = names.front();
  }

  void whyInto(Protection& out, const Node& node) {
    for (const std::string& language : languages_) {
      const std::string& why = extraOf(node, column("protect::why", language));
      if (holdsMarkup(why)) error(node, column("protect::why", language), "The sentence holds HTML; write plain words.");
      if (!why.empty()) {
        out.why.emplace(language, why);
        continue;
      }
      error(node, column("protect::why", language),
            "The question " + inQuotes(node.name) + " does not say why it is asked" +
                (language.empty() ? "" : " in " + language) + "; write one plain sentence for the person who answers.");
    }
  }

  ProgrammeReading finish(std::optional<forms::FormDefinition> form) {
    if (form && !findings_.anyError()) {
      out_.version = options_.version;
      out_.organisation = options_.organisation;
      if (options_.today) expiry();
      out_.dictionary = dictionaryOf(*form);
      auto compiled = forms::CompiledForm::compile(std::move(*form), verifyPlain);
      if (!compiled) {
        findings_.error(kSurvey, 0, "", "The form cannot be run: " + compiled.error().context() + '.');
      } else {
        out_.form = std::move(*compiled);
        warnOfNarrowing(workbook_, out_, findings_);
        if (options_.previous != nullptr) follow(*options_.previous);
        const std::size_t size = packageBody(out_).size();
        if (size > kMaxPackageBody)
          findings_.error(
              kSurvey, 0, "",
              "The package would take " + std::to_string(size) + " bytes; the limit is 2 MiB. Shorten lists or texts.");
      }
    }
    std::stable_sort(findings_.all.begin(), findings_.all.end(), [](const forms::Finding& a, const forms::Finding& b) {
      return std::pair(sheetRank(a.sheet), a.row) < std::pair(sheetRank(b.sheet), b.row);
    });
    ProgrammeReading reading;
    if (form && !findings_.anyError()) reading.programme = std::move(out_);
    reading.findings = std::move(findings_.all);
    return reading;
  }

  // A year at most, and never beyond the day on which an assessment is due for review.
  void expiry() {
    forms::Date last = *options_.today + std::chrono::days{std::min(options_.validDays, kMostValidDays)};
    for (const Assessment& each : out_.assessments) last = std::min(last, each.review);
    out_.expires = last;
  }

  void follow(const Programme& previous) {
    if (previous.id != out_.id)
      findings_.error("settings", 2, "form_id", "The package before is of the programme " + inQuotes(previous.id) + "; a version keeps its name.");
    if (out_.version <= previous.version)
      findings_.error("settings", 0, "version",
                      "The package before has version " + std::to_string(previous.version) + "; build with a higher one: --version " +
                          std::to_string(previous.version + 1) + '.');
    for (const Weakening& each : weakenings(previous, out_)) {
      const forms::Sheet* sheet = workbook_.sheet(each.sheet);
      std::uint32_t at = 0;
      if (sheet != nullptr)
        for (const forms::Row& row : sheet->rows)
          if (sheet->cell(row, "name") == each.name) at = row.number;
      findings_.error(each.sheet, at, each.column, each.message);
    }
  }

  void error(const Node& node, std::string where, std::string message) {
    findings_.error(kSurvey, node.row, std::move(where), std::move(message));
  }
  static std::string among(const std::string& names) { return names.empty() ? "" : ": " + names; }

  const forms::Workbook& workbook_;
  const BuildOptions& options_;
  std::vector<std::string> languages_{""};
  Findings findings_;
  Programme out_;
};

}  // namespace

ProgrammeReading readProgramme(const forms::Workbook& workbook, const BuildOptions& options) {
  return ProgrammeReader(workbook, options).read(forms::readForm(workbook));
}

ProgrammeReading readProgramme(forms::FormFile file, const BuildOptions& options) {
  const forms::Workbook workbook = file.workbook ? std::move(*file.workbook) : forms::Workbook();
  return ProgrammeReader(workbook, options).read(std::move(file.reading));
}

}  // namespace limen
