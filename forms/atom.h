// SPDX-License-Identifier: Apache-2.0
// The value that expressions compute with: XPath's string, number and boolean, and ODK's dates, which are numbers (days since
// 1970-01-01 UTC, a date counting as its midnight here) until they are written.
#pragma once

#include <string>
#include <utility>

#include "forms/definition.h"
#include "forms/value.h"

namespace limen::forms {

class Atom {
 public:
  enum class Kind : std::uint8_t { text, number, boolean, date, moment };

  Atom() = default;  // the empty string
  explicit Atom(std::string text) : text_(std::move(text)) {}
  explicit Atom(double number) : kind_(Kind::number), number_(number) {}
  explicit Atom(bool truth) : kind_(Kind::boolean), number_(truth ? 1 : 0) {}
  explicit Atom(Date date) : kind_(Kind::date), number_(static_cast<double>(date.time_since_epoch().count())) {}
  explicit Atom(const Moment& moment)
      : kind_(Kind::moment), offsetMinutes_(moment.offsetMinutes), number_(static_cast<double>(moment.unixMs)) {}

  static Atom invalidDate();  // what a date function makes of a text that is none: no answer, written "Invalid Date"

  Kind kind() const { return kind_; }
  bool isEmpty() const;  // "" and NaN: what ODK stores as no answer
  double toNumber() const;
  bool toBoolean() const;
  std::string toText() const;
  const std::string& text() const { return text_; }  // of Kind::text; "" of every other
  std::optional<Date> toDate() const;                // a date, the day of a moment, a text that is one, days as a number
  std::optional<Moment> toMoment() const;            // a date counts as its midnight here

  bool operator==(const Atom&) const = default;

 private:
  Kind kind_ = Kind::text;
  std::int16_t offsetMinutes_ = 0;
  double number_ = 0;
  std::string text_;
};

// ODK's rules: as booleans when one side is one, as numbers when one side is one, a date or a text that is one being a number;
// two texts are equal as texts and ordered as numbers.
bool equal(const Atom& a, const Atom& b);
bool less(const Atom& a, const Atom& b);
bool lessOrEqual(const Atom& a, const Atom& b);

Atom atomOf(const Value& value);
// As a question of that type stores it; nothing when it cannot be read as one.
Value valueOf(const Atom& atom, Type type);

}  // namespace limen::forms
