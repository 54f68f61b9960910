// SPDX-License-Identifier: Apache-2.0
// A record whose revisions were written under several versions of a programme, in the words of the newest. Used inside station/
// only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "station/wording.h"

namespace limen {

class Versions {
 public:
  // The newest first, each once.
  explicit Versions(std::vector<std::shared_ptr<const Programme>> programmes);
  const Programme& newest() const { return *versions_.front().programme; }
  const FormWords& words() const { return versions_.front().words; }

  // What the newest form calls an answer that `programme` called so: its own name where the newest form asks it no longer.
  std::string nameNow(const PackageHash& programme, const std::string& question);

  // Where an answer stands, by the name that nameNow() gave it; null when no version has it.
  struct Standing {
    std::string label;
    std::uint32_t order = 0;             // as the newest form asks; what it asks no longer stands at the end
    std::vector<std::uint32_t> repeats;  // the orders of the repeats it lies in, outermost first
    std::vector<std::string> repeatLabels;
    bool picture = false;  // answered with one
  };
  std::optional<Standing> find(const std::string& question, const std::string& language) const;
  // Choices that the newest form has no longer are named as the form that had them named them.
  std::string inWords(const std::string& question, const forms::Value& value, const std::string& language) const;

 private:
  struct Version {
    std::shared_ptr<const Programme> programme;
    FormWords words;
    std::vector<std::uint32_t> orders;  // by question
  };
  struct Place {
    std::size_t version = 0;
    std::uint32_t question = 0;
  };
  std::vector<Place> places(const std::string& question) const;  // the newest version first

  std::vector<Version> versions_;
  std::map<std::string, std::vector<Place>> known_;  // by the name of now
};

}  // namespace limen
