// SPDX-License-Identifier: Apache-2.0
#include "protection/minimise.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "forms/lexical.h"
#include "forms/trace.h"
#include "protection/form_layout.h"

namespace limen {

namespace {

using forms::Value;
using Kind = Minimise::Kind;

struct KindWord {
  Kind kind;
  std::string_view word;
  bool parameter;
};
constexpr std::array kKinds{KindWord{Kind::asIs, "as-is", false},      KindWord{Kind::year, "year", false},
                            KindWord{Kind::ageBand, "age-band", true}, KindWord{Kind::initial, "initial", false},
                            KindWord{Kind::coarsen, "coarsen", true},  KindWord{Kind::yesNo, "yes-no", false},
                            KindWord{Kind::drop, "drop", false}};

constexpr double kMaxParameter = 1e6;
constexpr std::int64_t kFirstYear = 1000;  // a smaller number is an age, not a year of birth

std::chrono::year_month_day civil(forms::Date date) {
  return std::chrono::year_month_day{date};
}
std::int64_t yearOf(forms::Date date) {
  return static_cast<int>(civil(date).year());
}

// Full years; who is born on 29 February grows older on 1 March of a common year.
std::int64_t ageOn(forms::Date today, forms::Date birth) {
  const auto b = civil(birth), t = civil(today);
  const bool reached = t.month() > b.month() || (t.month() == b.month() && t.day() >= b.day());
  return yearOf(today) - yearOf(birth) - (reached ? 0 : 1);
}

std::string band(std::int64_t age, double width) {
  const auto step = static_cast<std::int64_t>(width);
  const std::int64_t from = std::max<std::int64_t>(age, 0) / step * step;
  return std::to_string(from) + '-' + std::to_string(from + step - 1);
}

// To the nearest multiple, free of the last binary digits that the multiplication leaves.
double nearest(double value, double step) {
  return std::round(std::round(value / step) * step * 1e9) / 1e9 + 0.0;
}

std::int64_t nearest(std::int64_t value, double step) {
  const auto whole = static_cast<std::int64_t>(step);
  const std::int64_t rest = ((value % whole) + whole) % whole;
  return rest * 2 < whole || value > INT64_MAX - whole ? value - rest : value - rest + whole;
}

forms::Point coarse(const forms::Point& point, double step) {
  return {nearest(point.latitude, step), nearest(point.longitude, step), 0, 0};
}

// Points that fall together are kept once: how many there were would tell how finely it was walked.
std::string coarse(const std::vector<forms::Point>& points, double step) {
  std::vector<forms::Point> out;
  for (const forms::Point& each : points) {
    const forms::Point point = coarse(each, step);
    if (out.empty() || !(out.back() == point)) out.push_back(point);
  }
  return forms::formatPoints(out);
}

// One sign of a name; continuation bytes of UTF-8 belong to it.
std::string firstSign(const std::string& text) {
  std::size_t size = text.empty() ? 0 : 1;
  while (size < text.size() && (static_cast<Byte>(text[size]) & 0xc0) == 0x80) ++size;
  return text.substr(0, size);
}

bool saysNo(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return word.empty() || word == "no" || word == "none" || word == "false" || word == "0";
}
bool saysNo(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return saysNo(*text);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole == 0;
  if (const auto* number = std::get_if<double>(&value)) return *number == 0;
  if (const auto* selected = std::get_if<forms::Selected>(&value))
    return std::all_of(selected->names.begin(), selected->names.end(), [](const std::string& name) { return saysNo(name); });
  return false;
}

Value asYesOrNo(const Value& value) {
  return std::string(saysNo(value) ? "no" : "yes");
}

}  // namespace

std::optional<Minimise> minimiseFromWord(std::string_view word) {
  if (word.empty()) return Minimise{};
  std::string_view name = word, inside;
  if (const std::size_t open = word.find('('); open != std::string_view::npos) {
    if (word.back() != ')') return std::nullopt;
    name = word.substr(0, open);
    inside = word.substr(open + 1, word.size() - open - 2);
  }
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWord& each) { return each.word == name; });
  if (found == kKinds.end() || found->parameter != (name.size() != word.size())) return std::nullopt;
  Minimise out{found->kind, 0};
  if (!found->parameter) return out;
  const auto [end, cause] = std::from_chars(inside.data(), inside.data() + inside.size(), out.parameter);
  const bool whole = out.kind != Kind::ageBand || out.parameter == std::floor(out.parameter);
  const double least = out.kind == Kind::ageBand ? 1 : 1e-6;
  if (cause != std::errc{} || end != inside.data() + inside.size() || !(out.parameter >= least) ||
      out.parameter > kMaxParameter || !whole)
    return std::nullopt;
  return out;
}

std::string wordOf(const Minimise& minimise) {
  const KindWord& kind =
      *std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWord& each) { return each.kind == minimise.kind; });
  std::string out(kind.word);
  if (!kind.parameter) return out;
  std::array<char, 32> number{};
  const auto end = std::to_chars(number.data(), number.data() + number.size(), minimise.parameter).ptr;
  return out + '(' + std::string(number.data(), end) + ')';
}

bool canApply(const Minimise& minimise, forms::Type type) {
  using enum forms::Type;
  switch (minimise.kind) {
    case Kind::asIs:
    case Kind::yesNo:
    case Kind::drop:
      return true;
    case Kind::year:
    case Kind::ageBand:
      return type == date || type == integer || type == today || type == dateTime || type == start || type == end;
    case Kind::initial:
      return type == text || type == username;
    case Kind::coarsen:
      return type == geopoint || type == startGeopoint || type == geotrace || type == geoshape || type == decimal ||
             ((type == integer || type == range) && minimise.parameter >= 1 &&
              minimise.parameter == std::floor(minimise.parameter));
  }
  return false;
}

Value minimised(const Value& value, const Minimise& minimise, forms::Date today) {
  if (forms::isEmpty(value) || minimise.kind == Kind::asIs) return value;
  const auto* moment = std::get_if<forms::Moment>(&value);
  const std::optional<forms::Date> day = moment != nullptr ? std::optional(forms::dateOf(*moment)) : std::nullopt;
  const auto* date = day ? &*day : std::get_if<forms::Date>(&value);
  const auto* whole = std::get_if<std::int64_t>(&value);
  switch (minimise.kind) {
    case Kind::year:
      if (date != nullptr) return yearOf(*date);
      if (whole != nullptr) return value;
      break;
    case Kind::ageBand:
      if (date != nullptr) return band(ageOn(today, *date), minimise.parameter);
      if (whole != nullptr) return band(*whole >= kFirstYear ? yearOf(today) - *whole : *whole, minimise.parameter);
      break;
    case Kind::initial:
      if (const auto* text = std::get_if<std::string>(&value)) return firstSign(*text);
      break;
    case Kind::coarsen:
      if (whole != nullptr) return nearest(*whole, minimise.parameter);
      if (const auto* number = std::get_if<double>(&value)) return nearest(*number, minimise.parameter);
      if (const auto* point = std::get_if<forms::Point>(&value)) return coarse(*point, minimise.parameter);
      if (const auto* text = std::get_if<std::string>(&value)) {
        if (forms::isTrace(*text)) return coarse(*forms::parsePoints(*text), minimise.parameter);
      }
      break;
    case Kind::drop:
      return forms::Empty{};
    case Kind::asIs:
    case Kind::yesNo:
      break;
  }
  return asYesOrNo(value);
}

MinimalRecord minimise(const std::shared_ptr<const Programme>& programme, const forms::Submission& submission,
                       forms::Date today, Completeness completeness) {
  const FormLayout layout(programme->form->definition());
  MinimalRecord record;
  record.incomplete_ = completeness == Completeness::incomplete;
  record.programme_ = programme;
  record.compartments_.resize(programme->compartments.size());

  std::map<std::pair<std::uint32_t, std::vector<RepeatId>>, std::pair<std::size_t, std::size_t>> kept;  // where each stands
  const auto keep = [&](KeptAnswer answer) {
    const std::size_t compartment = programme->protections[answer.question].compartment;
    auto& answers = record.compartments_[compartment];
    const auto [at, fresh] = kept.try_emplace({answer.question, answer.instances}, compartment, answers.size());
    if (fresh) {
      answers.push_back(std::move(answer));
    } else {
      answers[at->second.second] = std::move(answer);
    }
  };
  for (const forms::Answer& answer : submission.answers) {
    const auto question = programme->form->find(answer.question);
    if (!question) continue;
    const FormLayout::Question& place = layout.questions[*question];
    const Minimise& how = programme->protections[*question].minimise;
    if (!place.stored || place.repeat || how.kind == Kind::drop) continue;
    if (answer.instances.size() != layout.scopes[place.scope].repeats.size()) continue;
    keep({*question, answer.instances, minimised(answer.value, how, today)});
  }
  for (const forms::Place& place : submission.emptyRepeats) {
    const FormLayout::Question& question = layout.questions[place.question];
    if (question.repeat && place.instances.size() == layout.scopes[question.inner].repeats.size())
      keep({place.question, place.instances, forms::Empty{}});
  }
  return record;
}

}  // namespace limen
