// SPDX-License-Identifier: Apache-2.0
#include "station/fit.h"

#include <algorithm>
#include <set>

#include "protection/form_layout.h"

namespace limen {

namespace {

// What another moment or another device answers otherwise, what is found by a path and not by a name, and what hangs on the order of
// rows, which is no part of a record.
constexpr std::array<std::string_view, 11> kUnsteady{"today(",     "now(", "random(",  "uuid(",     "once(",          "last-saved",
                                                     "/",          "pulldata(", "position(", "indexed-repeat(", ".."};

using Path = std::vector<RepeatId>;

class Fit {
 public:
  Fit(const std::shared_ptr<const Programme>& programme, const std::map<std::string, std::vector<MergedAnswer>>& merged,
      const OpenedRecord& record, Vault& vault)
      : programme_(programme),
        form_(*programme->form),
        layout_(form_.definition()),
        session_(programme->form, vault.clock(), vault.random(), form_.definition().defaultLanguage) {
    for (const auto& [name, compartment] : record.compartments)
      if (compartment.opened && !compartment.damaged && compartment.revisions.size() == compartment.seen.size()) open_.push_back(name);
    std::vector<std::uint32_t> path;
    relevants_.resize(form_.size());
    stored_.resize(form_.size());
    walkForm(form_.definition().nodes, [&](std::uint32_t index, const forms::Node&, int depth) {
      path.resize(static_cast<std::size_t>(depth) - 1);
      path.push_back(index);
      for (const std::uint32_t each : path) {
        if (!form_.node(each).relevant.empty()) relevants_[index].push_back(form_.node(each).relevant);
        if (each != index && layout_.questions[each].repeat && layout_.questions[index].stored && !layout_.questions[index].repeat)
          stored_[each].push_back(index);
      }
    });
    fill(merged);
  }

  Misfit of(const std::string& name, const Path& instances) {
    const auto question = form_.find(name);
    if (!question || !known(*question) || !form_.node(*question).calculation.empty()) return Misfit::none;
    const forms::Node& node = form_.node(*question);
    const auto& relevants = relevants_[*question];
    const bool asked = std::all_of(relevants.begin(), relevants.end(), [&](const std::string& each) { return readable(each); });
    if (!asked) return Misfit::none;
    const auto place = placeOf(*question, instances);
    if (!place) return countIsReadable(*question) ? Misfit::notRelevant : Misfit::none;  // a row more than the form asks for
    if (!session_.relevant(*place)) return Misfit::notRelevant;
    if (refused_.contains(*place)) return !node.choiceFilter.empty() && readable(node.choiceFilter) ? Misfit::noSuchChoice : Misfit::none;
    if (!node.constraint.empty() && readable(node.constraint) && session_.problem(*place) == forms::Problem::constraint)
      return Misfit::rule;
    return Misfit::none;
  }
  std::string sentence(const std::string& name, const Path& instances) const {
    return session_.problemMessage(*placeOf(*form_.find(name), instances));
  }

 private:
  const std::vector<std::uint32_t>& repeatsOf(std::uint32_t question) const { return layout_.scopes[layout_.questions[question].scope].repeats; }

  bool isOpen(std::uint32_t question) const {
    return std::find(open_.begin(), open_.end(), programme_->compartments[programme_->protections[question].compartment].name) != open_.end();
  }
  // Its value here is the one that its writers saw; of a repeat: its rows are those that they saw.
  bool known(std::uint32_t question, int depth = 0) const {
    if (question == 0 || question >= form_.size() || depth > kMaxDepth) return false;
    const FormLayout::Question& place = layout_.questions[question];
    const auto kept = [&](std::uint32_t each) { return programme_->protections[each].minimise.kind != Minimise::Kind::drop; };
    if (place.repeat)
      return std::all_of(stored_[question].begin(), stored_[question].end(), [&](std::uint32_t each) { return isOpen(each) && kept(each); });
    const forms::Node& node = form_.node(question);
    if (!node.calculation.empty()) return readable(node.calculation, depth + 1);
    return place.stored && programme_->protections[question].minimise.kind == Minimise::Kind::asIs && isOpen(question);
  }
  bool readable(const std::string& expression, int depth = 0) const {
    for (const std::string_view each : kUnsteady)
      if (expression.find(each) != std::string::npos) return false;
    for (std::size_t at = 0; (at = expression.find("${", at)) != std::string::npos;) {
      const std::size_t end = expression.find('}', at);
      if (end == std::string::npos) return false;
      const auto question = form_.find(std::string_view(expression).substr(at + 2, end - at - 2));
      if (!question || !known(*question, depth)) return false;
      at = end;
    }
    return true;
  }
  bool countIsReadable(std::uint32_t question) const {
    const auto& repeats = repeatsOf(question);
    return std::all_of(repeats.begin(), repeats.end(), [&](std::uint32_t each) {
      const std::string& count = form_.node(each).repeatCount;
      return count.empty() || readable(count);
    });
  }

  // Where an answer of the record stands in the session, whose rows have ids of their own.
  std::optional<forms::Place> placeOf(std::uint32_t question, const Path& instances) const {
    const auto& repeats = repeatsOf(question);
    if (repeats.size() != instances.size()) return std::nullopt;
    forms::Place place{question, {}};
    Path theirs;
    for (std::size_t i = 0; i < repeats.size(); ++i) {
      theirs.push_back(instances[i]);
      const auto row = rows_.find({repeats[i], theirs});
      if (row == rows_.end()) return std::nullopt;
      place.instances.push_back(row->second);
    }
    return place;
  }
  // The session's row for one of the record: a free one, or one more. What the form counts itself it may have fewer of.
  void giveRow(std::uint32_t repeat, const Path& theirs, const Path& parent) {
    if (rows_.contains({repeat, theirs})) return;
    const forms::Place place{repeat, parent};
    auto& taken = taken_[place];
    for (const RepeatId& each : session_.instances(place))
      if (std::find(taken.begin(), taken.end(), each) == taken.end()) return taken.push_back(each), void(rows_[{repeat, theirs}] = each);
    const auto made = session_.addInstance(place);
    if (made) taken.push_back(*made), rows_[{repeat, theirs}] = *made;
  }
  void giveRows(const std::map<forms::Place, forms::Value>& answers) {
    for (const auto& [place, value] : answers) {
      const auto& repeats = repeatsOf(place.question);
      Path theirs, ours;
      for (std::size_t i = 0; i < repeats.size() && i < place.instances.size(); ++i) {
        theirs.push_back(place.instances[i]);
        giveRow(repeats[i], theirs, ours);
        const auto row = rows_.find({repeats[i], theirs});
        if (row == rows_.end()) break;
        ours.push_back(row->second);
      }
    }
    // Rows that the form begins with and the record has not.
    for (std::uint32_t repeat = 1; repeat < form_.size(); ++repeat) {
      if (!layout_.questions[repeat].repeat) continue;
      std::vector<Path> parents;
      const auto& around = repeatsOf(repeat);
      if (around.empty()) parents.emplace_back();
      for (const auto& [row, id] : rows_)
        if (!around.empty() && row.first == around.back()) {
          auto place = placeOf(repeat, row.second);
          if (place) parents.push_back(place->instances);
        }
      for (const Path& parent : parents) {
        const forms::Place place{repeat, parent};
        const auto& taken = taken_[place];
        for (const RepeatId& each : session_.instances(place))
          if (std::find(taken.begin(), taken.end(), each) == taken.end()) static_cast<void>(session_.removeInstance(place, each));
      }
    }
  }
  void fill(const std::map<std::string, std::vector<MergedAnswer>>& merged) {
    std::map<forms::Place, forms::Value> answers;  // what counts until it is decided
    for (const auto& [name, compartment] : merged)
      for (const MergedAnswer& answer : compartment)
        if (const auto question = form_.find(answer.question); question && !forms::isEmpty(answer.standing.front().value))
          answers[{*question, answer.instances}] = answer.standing.front().value;
    // Twice: a choice, and how many rows there are, may hang on an answer that stands after it.
    for (int round = 0; round < 2; ++round) {
      refused_.clear();
      std::set<forms::Place> set;
      giveRows(answers);
      for (const auto& [place, value] : answers) {
        const auto where = placeOf(place.question, place.instances);
        if (!where || !isSet(place.question)) continue;
        set.insert(*where);
        if (!session_.set(*where, value)) refused_.insert(*where);
      }
      for (std::uint32_t question = 1; question < form_.size(); ++question) {
        if (!isSet(question)) continue;
        for (const forms::Place& place : placesOf(question))
          if (!set.contains(place) && !session_.set(place, forms::Empty{})) refused_.insert(place);
      }
    }
  }
  bool isSet(std::uint32_t question) const {
    return !layout_.questions[question].repeat && known(question) && form_.node(question).calculation.empty();
  }
  std::vector<forms::Place> placesOf(std::uint32_t question) const {
    const auto& repeats = repeatsOf(question);
    if (repeats.empty()) return {{question, {}}};
    std::vector<forms::Place> out;
    for (const auto& [row, id] : rows_)
      if (row.first == repeats.back())
        if (auto place = placeOf(question, row.second)) out.push_back(std::move(*place));
    return out;
  }

  static constexpr int kMaxDepth = 32;
  const std::shared_ptr<const Programme>& programme_;
  const forms::CompiledForm& form_;
  const FormLayout layout_;
  forms::FormSession session_;
  std::vector<std::string> open_;
  std::vector<std::vector<std::string>> relevants_;   // its own and those of the groups around it, by question
  std::vector<std::vector<std::uint32_t>> stored_;    // of a repeat: the questions below it
  std::map<std::pair<std::uint32_t, Path>, RepeatId> rows_;  // the session's row of a record's, by repeat and path
  std::map<forms::Place, std::vector<RepeatId>> taken_;
  std::set<forms::Place> refused_;
};

}  // namespace

void labelMisfits(const std::shared_ptr<const Programme>& programme, const std::map<std::string, std::vector<MergedAnswer>>& merged,
                  const OpenedRecord& record, Vault& vault, RecordView& view) {
  Fit fit(programme, merged, record, vault);
  for (ShownCompartment& compartment : view.compartments) {
    for (ShownAnswer& answer : compartment.answers) {
      answer.inconsistent = fit.of(answer.question, answer.instances);
      if (answer.inconsistent == Misfit::rule) answer.inconsistentWhy = fit.sentence(answer.question, answer.instances);
    }
  }
}

}  // namespace limen
