// SPDX-License-Identifier: Apache-2.0
// How a measurement is said: one line a figure, with its bar and whether it holds; as JSON lines with --json.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace limen::bench {

class Figures {
 public:
  explicit Figures(bool json) : json_(json) {}
  void atLeast(const std::string& name, double value, const std::string& unit, double bar) { print(name, value, unit, ">=", bar, value >= bar); }
  void atMost(const std::string& name, double value, const std::string& unit, double bar) { print(name, value, unit, "<=", bar, value <= bar); }
  void plain(const std::string& name, double value, const std::string& unit);
  void peer(const std::string& what);  // a figure of another system on the same records, with its source; not in JSON
  // Of the figure before: why, when it is beyond its bar; by how much is said as well. Not in JSON.
  void missedBecause(const std::string& why);
  bool allHold() const { return allHold_; }

 private:
  void print(const std::string& name, double value, const std::string& unit, const char* sense, double bar, bool holds);
  bool json_;
  double beyond_ = 0;  // of the figure before, in parts of its bar
  bool allHold_ = true;
};

double secondsOf(const std::function<void()>& work);
double median(std::vector<double> values);

}  // namespace limen::bench
