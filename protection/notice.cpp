// SPDX-License-Identifier: Apache-2.0
#include "protection/notice.h"

#include <algorithm>

#include "protection/form_layout.h"
#include "protection/notice_words.h"
#include "protection/sheets.h"
#include "protection/words.h"

namespace limen {

namespace {

using forms::Node;
using forms::Type;

constexpr const char* kNotices = "limen_notices";
constexpr const char* kLanguages = "limen_languages";
constexpr const char* kModes = "limen_modes";
constexpr const char* kYesNo = "limen_yes_no";
constexpr const char* kChoices = "limen_choices";

std::string filled(std::string_view text, std::string_view first, std::string_view second = {}) {
  std::string out(text);
  if (const auto at = out.find("%1"); at != std::string::npos) out.replace(at, 2, first);
  if (const auto at = out.find("%2"); at != std::string::npos) out.replace(at, 2, second);
  return out;
}

// "French", "Français (fr)" and "fr" are one language.
const NoticeWords& wordsOf(const std::string& language) {
  const std::string name = lowerCase(language);
  for (const NoticeWords& each : kNoticeWords) {
    if (name == lowerCase(each.english) || name == lowerCase(each.itself) || name == each.code ||
        name.ends_with("(" + std::string(each.code) + ")"))
      return each;
  }
  return kNoticeWords[0];
}

std::vector<const Purpose*> byConsent(const Programme& programme) {
  std::vector<const Purpose*> out;
  for (const Purpose& each : programme.purposes)
    if (each.basis == "consent") out.push_back(&each);
  return out;
}

class Writer {
 public:
  Writer(const Programme& programme, const std::vector<std::string>& languages, const std::vector<std::string>& retains)
      : programme_(programme), languages_(languages) {
    // `operational` where there is one, so that every desk sees what was agreed; else where fewest people need protecting from it.
    std::size_t at = 0;
    for (std::size_t i = 0; i < programme.compartments.size(); ++i) {
      if (programme.compartments[i].name == kOperational) at = i;
      if (programme.compartments[at].name != kOperational && programme.compartments[i].sensitivity < programme.compartments[at].sensitivity) at = i;
    }
    if (at < programme.compartments.size()) compartment_ = programme.compartments[at].name;
    if (at < retains.size()) retain_ = retains[at];
    if (retain_.empty() && !programme.retentions.empty()) retain_ = programme.retentions.front().name;
    for (const Purpose& each : programme.purposes) purposes_ += (purposes_.empty() ? "" : " ") + each.name;
  }

  forms::Translations say(std::string_view NoticeWords::*words) const {
    forms::Translations out;
    for (const std::string& each : languages_) out.emplace(each, wordsOf(each).*words);
    return out;
  }
  template <class Fill>
  forms::Translations each(Fill&& fill) const {
    forms::Translations out;
    for (const std::string& language : languages_) out.emplace(language, fill(language, wordsOf(language)));
    return out;
  }
  std::string in(const forms::Translations& texts, const std::string& language) const {
    const auto found = texts.find(language);
    return found != texts.end() ? found->second : texts.empty() ? std::string() : texts.begin()->second;
  }

  Node question(Type type, std::string_view name, std::string_view category, std::string_view NoticeWords::*label,
                std::string_view NoticeWords::*why, const std::string& purposes = {}) const {
    Node node;
    node.type = type;
    node.name = name;
    if (label != nullptr) node.label = say(label);
    node.required = "true()";
    node.requiredMessage = say(&NoticeWords::required);
    node.extra["protect::category"] = category;
    node.extra["protect::purpose"] = purposes.empty() ? purposes_ : purposes;
    node.extra["protect::compartment"] = compartment_;
    node.extra["protect::minimise"] = "as-is";
    node.extra["protect::retain"] = retain_;
    for (const std::string& language : languages_) node.extra[column("protect::why", language)] = wordsOf(language).*why;
    return node;
  }
  Node select(std::string_view name, const char* list, std::string_view category, std::string_view NoticeWords::*label,
              std::string_view NoticeWords::*why, const std::string& purposes = {}) const {
    Node node = question(Type::selectOne, name, category, label, why, purposes);
    node.list = list;
    return node;
  }
  Node group(std::string_view name, std::string_view NoticeWords::*label, const char* appearance) const {
    Node node;
    node.type = Type::group;
    node.name = name;
    node.label = say(label);
    node.appearance = appearance;
    return node;
  }
  Node note(std::string name, forms::Translations label) const {
    Node node;
    node.type = Type::note;
    node.name = std::move(name);
    node.label = std::move(label);
    return node;
  }

 private:
  const Programme& programme_;
  const std::vector<std::string>& languages_;
  std::string compartment_, retain_, purposes_;
};

void addLists(forms::FormDefinition& form, const Programme& programme, const std::vector<std::string>& languages, const Writer& writer) {
  for (const Notice& each : programme.notices)
    form.lists[kNotices].push_back({noticeWord(each), writer.each([&](const std::string&, const NoticeWords& words) {
                                      return filled(words.version, each.name, std::to_string(each.version));
                                    }), {}, {}});
  for (const std::string& language : languages) {
    const NoticeWords& words = wordsOf(language);
    const bool known = &words != &kNoticeWords[0] || lowerCase(language).starts_with("en");
    const std::string name = known ? std::string(words.itself) : language.empty() ? "-" : language;
    form.lists[kLanguages].push_back({languageWord(language), writer.each([&](const std::string&, const NoticeWords&) { return name; }), {}, {}});
  }
  form.lists[kModes] = {{"read", writer.say(&NoticeWords::read), {}, {}},
                        {"read_aloud", writer.say(&NoticeWords::readAloud), {}, {}},
                        {std::string(kByInterpreter), writer.say(&NoticeWords::byInterpreter), {}, {}}};
  form.lists[kYesNo] = {{std::string(kAgreed), writer.say(&NoticeWords::yes), {}, {}},
                        {std::string(kRefused), writer.say(&NoticeWords::no), {}, {}}};
  form.lists[kChoices] = form.lists[kYesNo];
  form.lists[kChoices].push_back({std::string(kWithdrawn), writer.say(&NoticeWords::withdrawn), {}, {}});
}

Node toldPage(const Programme& programme, const Writer& writer) {
  Node told = writer.group("limen_told", &NoticeWords::group, "field-list");
  Node which = writer.select("limen_notice", kNotices, "consent", &NoticeWords::notice, &NoticeWords::why);
  const bool several = programme.notices.size() > 1;
  if (!several && !programme.notices.empty()) which.defaultValue = noticeWord(programme.notices.front());
  if (several) told.children.push_back(which);
  for (std::size_t i = 0; i < programme.notices.size(); ++i) {
    const Notice& each = programme.notices[i];
    Node text = writer.note("limen_text" + (i == 0 ? std::string() : "_" + std::to_string(i + 1)), each.text);
    if (several) text.relevant = "${limen_notice} = '" + noticeWord(each) + "'";
    told.children.push_back(std::move(text));
  }
  if (!several) told.children.push_back(std::move(which));
  told.children.push_back(writer.select("limen_language", kLanguages, "language", &NoticeWords::language, &NoticeWords::why));
  told.children.push_back(writer.select("limen_mode", kModes, "consent", &NoticeWords::mode, &NoticeWords::why));
  Node interpreter = writer.question(Type::text, "limen_interpreter", "staff", &NoticeWords::interpreter, &NoticeWords::why);
  interpreter.relevant = "${limen_mode} = '" + std::string(kByInterpreter) + "'";
  interpreter.constraint = "regex(., '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$')";
  interpreter.hint = writer.say(&NoticeWords::interpreterHint);
  interpreter.constraintMessage = interpreter.requiredMessage = writer.say(&NoticeWords::interpreterMessage);
  told.children.push_back(std::move(interpreter));
  return told;
}

Node choicesPage(const std::vector<const Purpose*>& purposes, const Writer& writer) {
  Node choices = writer.group("limen_your_choices", &NoticeWords::choices, "field-list");
  choices.children.push_back(writer.note("limen_pause", writer.say(&NoticeWords::pause)));
  for (const Purpose* purpose : purposes) {
    Node asked = writer.select(std::string(kConsentPrefix) + purpose->name, kChoices, "consent", nullptr, &NoticeWords::whyConsent, purpose->name);
    asked.label = writer.each([&](const std::string& language, const NoticeWords& words) {
      return filled(words.consent, writer.in(purpose->label, language));
    });
    asked.hint = writer.each([&](const std::string& language, const NoticeWords&) { return writer.in(purpose->explanation, language); });
    asked.choiceFilter = "name != '" + std::string(kWithdrawn) + "'";  // what was given is taken back in the record, by a revision
    choices.children.push_back(std::move(asked));
  }
  return choices;
}

void gate(std::vector<Node>& nodes, const Programme& programme, const std::vector<std::string>& consents, std::uint32_t& index) {
  for (Node& node : nodes) {
    const std::uint32_t at = index++;
    gate(node.children, programme, consents, index);
    if (!forms::storesAnswer(node.type) || node.name.starts_with(kOwnPrefix) || !restsOnlyOn(programme, at, consents)) continue;
    std::string agreed;
    for (const std::string& purpose : programme.protections[at].purposes)
      agreed += (agreed.empty() ? "" : " or ") + ("${" + std::string(kConsentPrefix) + purpose + "} = '" + std::string(kAgreed) + "'");
    node.relevant = node.relevant.empty() ? agreed : "(" + node.relevant + ") and (" + agreed + ")";
  }
}

}  // namespace

std::string noticeWord(const Notice& notice) { return notice.name + "-" + std::to_string(notice.version); }

std::string languageWord(const std::string& language) {
  std::string out;
  for (const char each : language) {
    if (each == '(' || each == ')') continue;
    out += each == ' ' ? '_' : each;
  }
  return out.empty() ? "default" : out;
}

void addNotice(forms::FormDefinition& form, const Programme& programme, const std::vector<std::string>& languages,
               const std::vector<std::string>& retains) {
  const Writer writer(programme, languages, retains);
  addLists(form, programme, languages, writer);
  Node all = writer.group(kNoticeGroup, &NoticeWords::group, "");
  all.children.push_back(toldPage(programme, writer));
  Node alone = writer.select("limen_alone", kYesNo, "consent", &NoticeWords::alone, &NoticeWords::whyAlone);
  alone.hint = writer.say(&NoticeWords::aloneHint);
  all.children.push_back(std::move(alone));
  if (const auto purposes = byConsent(programme); !purposes.empty()) all.children.push_back(choicesPage(purposes, writer));
  form.nodes.push_back(std::move(all));
}

bool restsOnlyOn(const Programme& programme, std::uint32_t question, const std::vector<std::string>& purposes) {
  const auto& mine = programme.protections[question].purposes;
  return !mine.empty() && std::all_of(mine.begin(), mine.end(), [&](const std::string& each) {
    return std::find(purposes.begin(), purposes.end(), each) != purposes.end();
  });
}

void askOnlyWithConsent(forms::FormDefinition& form, const Programme& programme) {
  std::vector<std::string> consents;
  for (const Purpose* each : byConsent(programme)) consents.push_back(each->name);
  std::uint32_t index = 1;
  gate(form.nodes, programme, consents, index);
}

std::optional<NoticeQuestions> noticeOf(const Programme& programme) {
  const forms::CompiledForm& form = *programme.form;
  const auto named = [&](std::string_view name) { return form.find(name).value_or(0); };
  NoticeQuestions out{named(kNoticeGroup), named("limen_text"), named("limen_notice"), named("limen_language"),
                      named("limen_mode"), named("limen_interpreter"), named("limen_alone"), {}};
  for (const Purpose* each : byConsent(programme)) out.consents.push_back({each->name, named(std::string(kConsentPrefix) + each->name)});
  const bool whole = out.group != 0 && out.text != 0 && out.notice != 0 && out.language != 0 && out.mode != 0 && out.interpreter != 0 && out.alone != 0 &&
                     std::all_of(out.consents.begin(), out.consents.end(), [](const ConsentQuestion& each) { return each.question != 0; });
  if (!whole) return std::nullopt;
  return out;
}

std::optional<std::string> toldIn(const Programme& programme, const forms::FormSession& form) {
  const auto notice = noticeOf(programme);
  if (!notice) return std::nullopt;
  const std::string word = forms::toLexical(form.value({notice->language, {}}));
  if (word == languageWord("")) return std::string();
  for (const std::string& each : programme.form->definition().languages)
    if (languageWord(each) == word) return each;
  return std::nullopt;
}

std::optional<forms::Place> noticeMissing(const Programme& programme, const forms::FormSession& form) {
  const auto notice = noticeOf(programme);
  if (!notice) return std::nullopt;
  for (forms::Place& place : form.problems())
    if (notice->has(place.question)) return std::move(place);
  return std::nullopt;
}

}  // namespace limen
