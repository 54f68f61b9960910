// SPDX-License-Identifier: Apache-2.0
#include "forms/time_of_day.h"

#include <cstdio>
#include <cstdlib>

#include "forms/lexical.h"

namespace limen::forms {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::uint32_t kHourMs = 3'600'000, kMinuteMs = 60'000, kSecondMs = 1000;
constexpr int kMostOffset = 14 * 60;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// Two digits at the front, below `limit`.
std::optional<int> takePair(std::string_view& text, int limit) {
  if (text.size() < 2 || !isDigit(text[0]) || !isDigit(text[1])) return std::nullopt;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number >= limit) return std::nullopt;
  text.remove_prefix(2);
  return number;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

bool takeOffset(std::string_view& text, TimeOfDay& time) {
  if (text.empty()) return true;
  if (take(text, 'Z')) {
    time.offsetMinutes = 0;
    return true;
  }
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return false;
  text.remove_prefix(1);
  const auto hours = takePair(text, 15);
  if (!hours) return false;
  int minutes = 0;
  if (take(text, ':') || !text.empty()) {
    const auto pair = takePair(text, 60);
    if (!pair) return false;
    minutes = *pair;
  }
  const int offset = *hours * 60 + minutes;
  if (offset > kMostOffset) return false;
  time.offsetMinutes = static_cast<std::int16_t>(west ? -offset : offset);
  return true;
}

}  // namespace

std::optional<TimeOfDay> parseTimeOfDay(std::string_view text) {
  text = trimmed(text);
  TimeOfDay time;
  const auto hour = takePair(text, 24);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = takePair(text, 60);
  if (!minute) return std::nullopt;
  time.ms = static_cast<std::uint32_t>(*hour) * kHourMs + static_cast<std::uint32_t>(*minute) * kMinuteMs;
  if (take(text, ':')) {
    const auto second = takePair(text, 60);
    if (!second) return std::nullopt;
    time.ms += static_cast<std::uint32_t>(*second) * kSecondMs;
    time.precision = TimeOfDay::Precision::seconds;
    if (take(text, '.')) {
      if (text.empty() || !isDigit(text.front())) return std::nullopt;
      time.precision = TimeOfDay::Precision::milliseconds;
      for (std::uint32_t scale = 100; !text.empty() && isDigit(text.front()); scale /= 10) {
        time.ms += static_cast<std::uint32_t>(text.front() - '0') * scale;
        text.remove_prefix(1);
      }
    }
  }
  if (!takeOffset(text, time) || !text.empty()) return std::nullopt;
  return time;
}

std::string formatTimeOfDay(const TimeOfDay& time) {
  char out[32];
  const unsigned hour = time.ms / kHourMs % 24, minute = time.ms / kMinuteMs % 60, second = time.ms / kSecondMs % 60;
  int size = 0;
  switch (time.precision) {
    case TimeOfDay::Precision::minutes:
      size = std::snprintf(out, sizeof(out), "%02u:%02u", hour, minute);
      break;
    case TimeOfDay::Precision::seconds:
      size = std::snprintf(out, sizeof(out), "%02u:%02u:%02u", hour, minute, second);
      break;
    case TimeOfDay::Precision::milliseconds:
      size = std::snprintf(out, sizeof(out), "%02u:%02u:%02u.%03u", hour, minute, second,
                           static_cast<unsigned>(time.ms % kSecondMs));
      break;
  }
  std::string text(out, static_cast<std::size_t>(size));
  if (!time.offsetMinutes) return text;
  const int offset = std::abs(*time.offsetMinutes);
  std::snprintf(out, sizeof(out), "%c%02d:%02d", *time.offsetMinutes < 0 ? '-' : '+', offset / 60, offset % 60);
  return text + out;
}

TimeOfDay timeOf(const Moment& moment) {
  const std::int64_t local = moment.unixMs + moment.offsetMinutes * std::int64_t{kMinuteMs};
  return {static_cast<std::uint32_t>(((local % kDayMs) + kDayMs) % kDayMs), TimeOfDay::Precision::milliseconds,
          moment.offsetMinutes};
}

}  // namespace limen::forms
