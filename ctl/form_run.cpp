// SPDX-License-Identifier: Apache-2.0
// A form driven by a script: a JSON line in, a JSON line out. Nothing is sealed and nothing is stored.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "crypto/keys.h"
#include "ctl/commands.h"
#include "ctl/sentences.h"
#include "forms/form_file.h"
#include "forms/form_session.h"
#include "forms/lexical.h"
#include "forms/range.h"

namespace limen {

namespace {

using Json = nlohmann::json;
using forms::FormError;
using forms::FormSession;
using forms::Place;

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;

struct Options {
  std::filesystem::path form;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("form", options.form, "an .xlsx or .xls workbook, a folder of .csv sheets or the XML of an XForm")
      ->required()
      ->type_name("FORM");
}

// The machine's time until a line sets it; then it stands still.
class ScriptClock final : public Clock {
 public:
  explicit ScriptClock(const Clock& machine) : machine_(machine) {}
  WallTime now() const override { return fixed_.value_or(machine_.now()); }
  Milliseconds running() const override { return machine_.running(); }
  void set(WallTime now) { fixed_ = now; }

 private:
  const Clock& machine_;
  std::optional<WallTime> fixed_;
};

Json failed(std::string sentence) {
  return {{"error", std::move(sentence)}};
}

// As it would be typed: an array is a choice of several, null clears.
std::optional<std::string> typed(const Json& value) {
  if (value.is_null()) return std::string();
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return forms::formatNumber(value.get<double>());  // 3.0 is the whole number 3
  if (value.is_number() || value.is_boolean()) return value.dump();
  if (!value.is_array()) return std::nullopt;
  std::string out;
  for (const Json& one : value) {
    const auto word = one.is_array() ? std::nullopt : typed(one);
    if (!word) return std::nullopt;
    out += (out.empty() ? "" : " ") + *word;
  }
  return out;
}

class Script {
 public:
  Script(std::shared_ptr<const forms::CompiledForm> form, Tools& tools)
      : form_(std::move(form)), random_(tools.random), clock_(tools.clock) {}

  Json answer(const std::string& line) {
    if (line.size() > kMaxLineBytes) return failed("The line is longer than 1 MiB.");
    const Json asked = Json::parse(line, nullptr, false);
    if (!asked.is_object()) return failed("The line is not a JSON object.");
    for (const auto& [word, run] : kCommands) {
      if (asked.contains(word)) return (this->*run)(asked);
    }
    std::string known;
    for (const auto& [word, run] : kCommands) known += (known.empty() ? "" : ", ") + std::string(word);
    return failed("The line holds no known command; one of " + known + " must be a key of it.");
  }

 private:
  using Run = Json (Script::*)(const Json&);
  static const std::pair<const char*, Run> kCommands[10];

  // The session begins with the first line that needs it, so that a clock set before counts for `start` and `today`.
  FormSession& session() {
    if (!session_) session_.emplace(form_, clock_, random_, language_.value_or(firstLanguage()));
    return *session_;
  }

  std::string firstLanguage() const {
    const forms::FormDefinition& form = form_->definition();
    return !form.defaultLanguage.empty() || form.languages.empty() ? form.defaultLanguage : form.languages.front();
  }

  static std::string textAt(const Json& asked, const char* key) {
    const auto found = asked.find(key);
    return found != asked.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  // What goes wrong at `path`, never with the answer that was given.
  Json refused(const Error& error, const std::string& path, const Place& place = {}) const {
    const std::string at = " " + path;
    if (error.is(FormError::unknownQuestion))
      return failed("There is no" + at + " in the form; a path is absolute and names every group.");
    if (error.is(FormError::noSuchInstance)) return failed("There is no instance" + at + "; positions count from 1.");
    if (error.is(FormError::readOnly))
      return failed("No answer can be given at" + at + ": it is calculated, read-only, counted or only shown.");
    if (error.is(FormError::tooDeep)) return failed("The form has as many instances as it may have.");
    if (error.is(FormError::notThatType) && place.question != 0) {
      const forms::Type type = form_->node(place.question).type;
      const std::string word(forms::xlsformWord(type));
      if (forms::isSelect(type))
        return failed("The value is not among the choices of" + at + (type == forms::Type::rank ? ", each of them once." : "."));
      if (type == forms::Type::range) {
        const forms::Range range(form_->node(place.question));
        return failed("The value at" + at + " must be a number from " + forms::formatNumber(range.start()) + " to " +
                      forms::formatNumber(range.end()) + " in steps of " + forms::formatNumber(range.step()) + ".");
      }
      return failed("The value at" + at + " cannot be read as " + word + ".");
    }
    return failed(sentence(error));
  }

  Json set(const Json& asked) {
    const std::string path = textAt(asked, "set");
    const auto place = session().placeAt(path);
    if (!place) return refused(place.error(), path);
    const auto text = typed(asked.value("value", Json()));
    if (!text) return failed("The value must be a string, a number, true, false, null or a list of them.");
    auto value = session().parse(*place, *text);
    if (!value) return refused(value.error(), path, *place);
    if (const auto done = session().set(*place, std::move(*value)); !done) return refused(done.error(), path, *place);
    return {{"ok", true},
            {"value", forms::toLexical(session().value(*place))},
            {"valid", session().problem(*place) == forms::Problem::none}};
  }

  Json get(const Json& asked) {
    const std::string path = textAt(asked, "get");
    const auto place = session().placeAt(path);
    if (!place) {
      const std::string meta = "/" + form_->definition().root + "/meta/";
      if (path == meta + "instanceID") return ofMeta(session().instanceId());
      if (path == meta + "instanceName") return ofMeta(session().instanceName());
      return refused(place.error(), path);
    }
    Json out{{"value", forms::toLexical(session().value(*place))},
             {"relevant", session().relevant(*place)},
             {"required", session().required(*place)},
             {"readonly", session().readOnly(*place)},
             {"valid", session().problem(*place) == forms::Problem::none},
             {"label", session().label(*place)},
             {"hint", session().hint(*place)}};
    if (form_->node(place->question).type == forms::Type::repeat) out["count"] = session().instances(*place).size();
    return out;
  }

  static Json ofMeta(const std::string& value) {
    return {{"value", value}, {"relevant", true}, {"required", false}, {"readonly", true},
            {"valid", true},  {"label", ""},      {"hint", ""}};
  }

  Json choices(const Json& asked) {
    const std::string path = textAt(asked, "choices");
    const auto place = session().placeAt(path);
    if (!place) return refused(place.error(), path);
    if (!forms::isSelect(form_->node(place->question).type)) return failed(path + " offers no choices.");
    Json values = Json::array(), labels = Json::array();
    for (const forms::ChoiceView& choice : session().choices(*place)) {
      values.push_back(choice.name);
      labels.push_back(choice.label);
    }
    return {{"values", std::move(values)}, {"labels", std::move(labels)}};
  }

  // Of a repeat as a whole; a position at its end is left out of account.
  Result<Place> repeatAt(const std::string& path) {
    LIMEN_ASSIGN(Place place, session().placeAt(path));
    if (form_->node(place.question).type != forms::Type::repeat) return unexpected(FormError::notThatType);
    if (path.ends_with(']')) place.instances.pop_back();
    return place;
  }

  Json addRepeat(const Json& asked) {
    const std::string path = textAt(asked, "add-repeat");
    const auto repeat = repeatAt(path);
    if (!repeat) return refused(repeat.error(), path);
    const auto added = session().addInstance(*repeat);
    if (!added) return refused(added.error(), path);
    Place place = *repeat;
    place.instances.push_back(*added);
    return {{"ok", true}, {"path", session().pathOf(place)}};
  }

  static std::size_t positionOf(RepeatId key, const std::vector<RepeatId>& instances) {
    return static_cast<std::size_t>(std::find(instances.begin(), instances.end(), key) - instances.begin()) + 1;
  }

  Json removeRepeat(const Json& asked) {
    const std::string path = textAt(asked, "remove-repeat");
    const auto repeat = repeatAt(path);
    if (!repeat) return refused(repeat.error(), path);
    const auto instances = session().instances(*repeat);
    Json index = asked.value("index", Json());
    if (index.is_null() && path.ends_with(']')) index = positionOf(session().placeAt(path)->instances.back(), instances);
    if (!index.is_number_unsigned() || index < 1 || index > instances.size())
      return failed("The index must be a whole number from 1 to " + std::to_string(instances.size()) + ".");
    const auto removed = session().removeInstance(*repeat, instances[index.get<std::size_t>() - 1]);
    if (!removed) return refused(removed.error(), path);
    return {{"ok", true}};
  }

  Json language(const Json& asked) {
    const std::string wanted = textAt(asked, "language");
    const auto& known = form_->definition().languages;
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const std::string& one) { return forms::lowered(one) == forms::lowered(wanted); });
    if (found == known.end()) return failed("The form does not have that language.");
    session().setLanguage(*found);
    language_ = *found;
    return {{"ok", true}, {"language", *found}};
  }

  Json validate(const Json&) {
    Json violations = Json::array();
    for (const forms::Violation& each : session().violations())
      violations.push_back({{"path", session().pathOf(each.place)},
                            {"reason", each.problem == forms::Problem::required ? "required" : "constraint"},
                            {"message", each.message}});
    return {{"valid", violations.empty()}, {"violations", std::move(violations)}};
  }

  Json submission(const Json&) {
    Json out{{"xml", session().submissionXml()}};
    if (auto saved = session().toRemember()) lastSaved_ = std::move(saved);
    return out;
  }

  // The next record. What was submitted last is what last-saved means there.
  Json next(const Json&) {
    if (lastSaved_ != nullptr) {
      auto after = form_->after(std::exchange(lastSaved_, nullptr));
      if (!after) return failed(sentence(after.error()));
      form_ = std::move(*after);
    }
    session_.reset();
    return {{"ok", true}};
  }

  Json setClock(const Json& asked) {
    const std::string said = textAt(asked, "clock");
    const auto moment = forms::parseMoment(said.size() == std::string_view("2026-11-22").size() ? said + "T00:00:00.000" : said);
    if (!moment) return failed("The clock is set by a moment as in 2026-11-22T10:00:00.000+01:00.");
    clock_.set(fromUnixMs(moment->unixMs));
    return {{"ok", true}};
  }

  std::shared_ptr<const forms::CompiledForm> form_;
  Random& random_;
  ScriptClock clock_;
  std::optional<std::string> language_;
  std::optional<FormSession> session_;
  std::shared_ptr<const forms::XmlTree> lastSaved_;  // of the last submission, until a record begins after it
};

const std::pair<const char*, Script::Run> Script::kCommands[10] = {{"set", &Script::set},
                                                                   {"get", &Script::get},
                                                                   {"choices", &Script::choices},
                                                                   {"add-repeat", &Script::addRepeat},
                                                                   {"remove-repeat", &Script::removeRepeat},
                                                                   {"language", &Script::language},
                                                                   {"validate", &Script::validate},
                                                                   {"submission", &Script::submission},
                                                                   {"next", &Script::next},
                                                                   {"clock", &Script::setClock}};

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(forms::FormReading reading, forms::readFormFile(options.form));
  for (const forms::Finding& finding : reading.findings) {
    if (finding.severity != forms::Severity::error) continue;
    std::cerr << printable(finding.sheet) << ':' << (finding.row ? std::to_string(finding.row) : "") << ':'
              << printable(finding.column) << ": error: " << printable(finding.message) << '\n';
  }
  if (!reading.form) return unexpected(forms::WorkbookError::refused);
  LIMEN_ASSIGN(auto form, forms::CompiledForm::compile(std::move(*reading.form), verifyPlain));
  Script script(std::move(form), tools);
  for (std::string line; std::getline(std::cin, line);) {
    if (forms::trimmed(line).empty()) continue;
    std::cout << script.answer(line).dump(-1, ' ', false, Json::error_handler_t::replace)
              << std::endl;  // whoever asks waits for it
  }
  return ExitCode::done;
}

}  // namespace

void addFormRun(CLI::App& form, Chosen& chosen) {
  addCommand(form, chosen,
             {"run", "Fill in a form by a script: JSON lines in, a JSON line out for each; nothing is stored",
              "echo '{\"set\": \"/data/age\", \"value\": 34}' | limenctl form run intake.xlsx",
              "0 the script ended (a line that failed has its own error), 1 the form was refused, 2 usage"},
             &declare, &run);
}

}  // namespace limen
