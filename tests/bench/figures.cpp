// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace limen::bench {

namespace {

int digitsOf(double value) {
  return value < 10 ? 3 : 1;
}

}  // namespace

void Figures::plain(const std::string& name, double value, const std::string& unit) {
  if (json_)
    std::printf("%s\n", nlohmann::json{{"name", name}, {"value", value}, {"unit", unit}, {"bar", nullptr}, {"holds", nullptr}}.dump().c_str());
  else
    std::printf("%-52s %12.*f %s\n", name.c_str(), digitsOf(value), value, unit.c_str());
  std::fflush(stdout);
}

void Figures::peer(const std::string& what) {
  if (!json_) std::printf("    %s\n", what.c_str());
}

void Figures::missedBecause(const std::string& why) {
  if (!json_ && beyond_ > 0) std::printf("    missed by %.0f %%: %s\n", 100 * beyond_, why.c_str());
}

void Figures::print(const std::string& name, double value, const std::string& unit, const char* sense, double bar, bool holds) {
  allHold_ = allHold_ && holds;
  beyond_ = holds || bar == 0 ? 0 : std::abs(value - bar) / bar;
  if (json_)
    std::printf("%s\n", nlohmann::json{{"name", name}, {"value", value}, {"unit", unit}, {"bar", bar}, {"holds", holds}}.dump().c_str());
  else
    std::printf("%-52s %12.*f %-12s %s %.*f %s\n", name.c_str(), digitsOf(value), value, unit.c_str(), sense, digitsOf(bar), bar,
                holds ? "holds" : "MISSED");
  std::fflush(stdout);
}

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace limen::bench
