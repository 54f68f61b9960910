// SPDX-License-Identifier: Apache-2.0
// A record from JSON, through the same session, minimising and sealing as one that is typed.
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "core/files.h"
#include "protection/picture.h"
#include "station/intake.h"
#include "station/stray.h"

namespace limen {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxJsonBytes = 1 << 20;
constexpr std::size_t kMaxNameInError = 64;

class Filling {
 public:
  explicit Filling(forms::FormSession& form) : form_(form) { number(form.form().definition().nodes); }

  Result<void> fill(const Json& answers) {
    std::set<std::string> taken;
    LIMEN_TRY(fillNodes(answers, form_.form().definition().nodes, {}, taken));
    return nothingLeft(answers, taken);
  }

 private:
  using Instances = std::vector<RepeatId>;

  forms::Place place(const forms::Node& node, const Instances& instances) const { return {indices_.at(&node), instances}; }

  void number(const std::vector<forms::Node>& nodes) {
    for (const forms::Node& node : nodes) {
      indices_.emplace(&node, static_cast<std::uint32_t>(indices_.size()) + 1);
      number(node.children);
    }
  }

  // In the form's order, so that a count is there before the repeat that it counts. A group may nest or lie flat.
  Result<void> fillNodes(const Json& object, const std::vector<forms::Node>& nodes, const Instances& instances,
                         std::set<std::string>& taken) {
    for (const forms::Node& node : nodes) {
      const auto found = object.find(node.name);
      if (found == object.end() || (node.type != forms::Type::group && taken.contains(node.name))) {
        if (node.type == forms::Type::group) LIMEN_TRY(fillNodes(object, node.children, instances, taken));
        continue;
      }
      taken.insert(node.name);
      if (found->is_null()) continue;
      if (node.type == forms::Type::group) {
        LIMEN_TRY(fillGroup(*found, node, instances));
      } else if (node.type == forms::Type::repeat) {
        LIMEN_TRY(fillRepeat(*found, node, instances));
      } else if (forms::storesAnswer(node.type)) {
        LIMEN_TRY(fillAnswer(*found, node, instances));
      }
    }
    return {};
  }

  Result<void> fillGroup(const Json& value, const forms::Node& node, const Instances& instances) {
    if (!value.is_object()) return unexpected(ImportError::notThatType, node.name);
    std::set<std::string> taken;
    LIMEN_TRY(fillNodes(value, node.children, instances, taken));
    return nothingLeft(value, taken);
  }

  Result<void> fillRepeat(const Json& value, const forms::Node& node, const Instances& instances) {
    if (!value.is_array()) return unexpected(ImportError::notThatType, node.name);
    const forms::Place repeat = place(node, instances);
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!value[i].is_object()) return unexpected(ImportError::notThatType, node.name);
      std::vector<RepeatId> there = form_.instances(repeat);
      if (i == there.size()) {
        auto added = form_.addInstance(repeat);
        if (!added) return unexpected(ImportError::notValid, node.name);
        there.push_back(*added);
      }
      Instances inner = instances;
      inner.push_back(there[i]);
      std::set<std::string> taken;
      LIMEN_TRY(fillNodes(value[i], node.children, inner, taken));
      LIMEN_TRY(nothingLeft(value[i], taken));
    }
    return {};
  }

  Result<void> fillAnswer(const Json& value, const forms::Node& node, const Instances& instances) {
    std::string typed;
    if (value.is_array()) {
      for (const Json& one : value) {
        if (!one.is_string()) return unexpected(ImportError::notThatType, node.name);
        typed += (typed.empty() ? "" : " ") + one.get<std::string>();
      }
    } else if (value.is_object()) {
      return unexpected(ImportError::notThatType, node.name);
    } else {
      typed = value.is_string() ? value.get<std::string>() : value.dump();
    }
    const forms::Place at = place(node, instances);
    auto parsed = form_.parse(at, typed);
    if (!parsed) return unexpected(ImportError::notThatType, node.name);
    if (auto set = form_.set(at, std::move(*parsed)); !set) {
      const bool type = set.error().is(forms::FormError::notThatType);
      return unexpected(type ? ImportError::notThatType : ImportError::notValid, node.name);
    }
    return {};
  }

  static Result<void> nothingLeft(const Json& object, const std::set<std::string>& taken) {
    for (const auto& [name, value] : object.items())
      if (!taken.contains(name)) return unexpected(ImportError::unknownQuestion, name.substr(0, kMaxNameInError));
    return {};
  }

  forms::FormSession& form_;
  std::unordered_map<const forms::Node*, std::uint32_t> indices_;  // as CompiledForm counts: from 1, in order of the form
};

}  // namespace

std::string_view nameOf(ImportError cause) {
  switch (cause) {
    case ImportError::notJson:
      return "notJson";
    case ImportError::unknownQuestion:
      return "unknownQuestion";
    case ImportError::notThatType:
      return "notThatType";
    case ImportError::notValid:
      return "notValid";
    case ImportError::noPicture:
      return "noPicture";
  }
  return "unknown";
}

namespace {

Result<Json> readAnswers(std::string_view json) {
  if (json.size() > kMaxJsonBytes) return unexpected(ImportError::notJson);
  Json answers = Json::parse(json, nullptr, false);
  if (!answers.is_object()) return unexpected(ImportError::notJson);
  return answers;
}

// take(place, file) for each answer that names one in `folder`. A name of a form's answer leads out of no folder (FormSession::set).
template <class Take>
Result<void> eachPicture(const forms::FormSession& form, const std::filesystem::path& folder, Take&& take) {
  for (const forms::Entry& entry : form.entries()) {
    if (!forms::isMedia(entry.type)) continue;
    const forms::Value value = form.value(entry.place);
    const auto* name = std::get_if<std::string>(&value);
    if (name == nullptr) continue;
    const std::string question = form.form().answerName(entry.place.question);
    if (folder.empty()) return unexpected(ImportError::noPicture, question);
    auto file = readFile(folder / *name, kMaxPictureFileBytes);
    if (!file) return unexpected(file.error().is(FileError::tooLarge) ? Error(PictureError::tooLarge, question) : Error(ImportError::noPicture, question));
    const Result<void> taken = take(entry.place, *file);
    wipe(*file);
    if (!taken) return unexpected(taken.error());
  }
  return {};
}

}  // namespace

Result<RecordId> importRecord(Vault& vault, const std::shared_ptr<const Programme>& programme, std::string_view json,
                              const std::filesystem::path& pictures, std::optional<Receipt>* receipt) {
  LIMEN_ASSIGN(const Json answers, readAnswers(json));
  LIMEN_ASSIGN(Intake intake, Intake::start(vault, programme, programme->form->definition().defaultLanguage));
  LIMEN_TRY(Filling(intake.form()).fill(answers));
  std::vector<std::pair<forms::Place, std::string>> kept;
  const Result<void> taken = eachPicture(intake.form(), pictures, [&](const forms::Place& place, ByteView file) -> Result<void> {
    LIMEN_ASSIGN(std::string named, intake.keepPicture(file, {}));
    kept.emplace_back(place, std::move(named));
    return {};
  });
  Result<void> ready = taken;
  for (auto& [place, named] : kept) {
    if (ready) ready = intake.form().set(place, std::move(named));
  }
  if (!ready) {
    static_cast<void>(intake.discard());  // nothing of a line that is left out stays
    return unexpected(ready.error());
  }
  auto record = intake.finish();
  if (!record && !kept.empty()) static_cast<void>(intake.discard());
  if (!record && record.error().is(IntakeError::notValid)) return unexpected(ImportError::notValid, record.error().context());
  if (record && receipt != nullptr) *receipt = intake.receipt();
  return record;
}

Result<void> checkRecord(const Programme& programme, const Clock& clock, Random& random, std::string_view json,
                         const std::filesystem::path& pictures) {
  LIMEN_ASSIGN(const Json answers, readAnswers(json));
  forms::FormSession form(programme.form, clock, random, programme.form->definition().defaultLanguage);
  LIMEN_TRY(Filling(form).fill(answers));
  LIMEN_TRY(told(programme, form));
  if (const auto problems = form.problems(); !problems.empty())
    return unexpected(ImportError::notValid, programme.form->answerName(problems.front().question));
  return eachPicture(form, pictures, [](const forms::Place&, ByteView file) -> Result<void> {
    LIMEN_TRY(stripPicture(file));
    return {};
  });
}

std::vector<StrayIdentifier> strayIdentifiers(const Programme& programme, const Clock& clock, Random& random, std::string_view json) {
  const auto answers = readAnswers(json);
  if (!answers) return {};
  forms::FormSession form(programme.form, clock, random, programme.form->definition().defaultLanguage);
  if (!Filling(form).fill(*answers)) return {};
  std::vector<StrayIdentifier> out;
  for (const FoundIdentifier& found : identifiersIn(programme, form.submission()))
    out.push_back({programme.form->answerName(found.question), found.kind});
  return out;
}

}  // namespace limen
