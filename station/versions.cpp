// SPDX-License-Identifier: Apache-2.0
#include "station/versions.h"

#include <algorithm>

namespace limen {

Versions::Versions(std::vector<std::shared_ptr<const Programme>> programmes) {
  LIMEN_CHECK(!programmes.empty());
  std::uint32_t behind = programmes.front()->form->size();
  for (auto& programme : programmes) {
    const forms::CompiledForm& form = *programme->form;
    std::vector<std::uint32_t> orders;
    for (std::uint32_t question = 0; question < form.size(); ++question) {
      const auto now = programmes.front()->form->sameAs(form, question);
      orders.push_back(now ? *now : versions_.empty() ? question : behind + question);
    }
    if (!versions_.empty()) behind += form.size();
    FormWords words(form);
    versions_.push_back({programme, std::move(words), std::move(orders)});
  }
}

std::string Versions::nameNow(const PackageHash& programme, const std::string& question) {
  const auto version =
      std::find_if(versions_.begin(), versions_.end(), [&](const Version& one) { return one.programme->hash == programme; });
  LIMEN_CHECK(version != versions_.end());
  const auto index = version->programme->form->find(question);
  if (!index) return question;
  const auto now = newest().form->sameAs(*version->programme->form, *index);
  const std::string name = now ? newest().form->answerName(*now) : question;
  auto& places = known_[name];
  const Place place{static_cast<std::size_t>(version - versions_.begin()), *index};
  const auto same = [&](const Place& one) { return one.version == place.version && one.question == place.question; };
  if (std::none_of(places.begin(), places.end(), same)) places.push_back(place);
  if (now && std::none_of(places.begin(), places.end(), [](const Place& one) { return one.version == 0; }))
    places.push_back({0, *now});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.version < b.version; });
  return name;
}

std::vector<Versions::Place> Versions::places(const std::string& question) const {
  const auto found = known_.find(question);
  return found == known_.end() ? std::vector<Place>() : found->second;
}

std::optional<Versions::Standing> Versions::find(const std::string& question, const std::string& language) const {
  const auto where = places(question);
  if (where.empty()) return std::nullopt;
  const Version& version = versions_[where.front().version];
  const FormWords::Standing& standing = version.words.at(where.front().question);
  Standing out{version.words.label(standing, language), version.orders[where.front().question], {}, {}, forms::isMedia(standing.node->type)};
  for (const std::uint32_t repeat : standing.repeats) {
    out.repeats.push_back(version.orders[repeat]);
    out.repeatLabels.push_back(version.words.label(version.words.at(repeat), language));
  }
  return out;
}

std::string Versions::inWords(const std::string& question, const forms::Value& value, const std::string& language) const {
  const auto where = places(question);
  for (const Place& place : where) {
    if (const auto words = versions_[place.version].words.pictureInWords(place.question, value)) return *words;
  }
  const auto chosen = [&](const std::string& name) {
    for (const Place& place : where) {
      const FormWords& words = versions_[place.version].words;
      if (auto label = words.choiceLabel(words.at(place.question), name, language)) return std::move(*label);
    }
    return name;
  };
  if (const auto* several = std::get_if<forms::Selected>(&value)) {
    std::string out;
    for (const std::string& name : several->names) out += (out.empty() ? "" : ", ") + chosen(name);
    return out;
  }
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? chosen(*text) : forms::toLexical(value);
}

}  // namespace limen
