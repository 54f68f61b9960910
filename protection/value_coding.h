// SPDX-License-Identifier: Apache-2.0
// One answer as bits: in the coding that its question suggests, or in a general one that carries any value. Exact both ways.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/definition.h"
#include "forms/time_of_day.h"
#include "forms/value.h"
#include "protection/bit_stream.h"
#include "protection/programme.h"

namespace limen {

// The coding that a question's answers usually fit.
enum class Shape { text, integer, decimal, date, moment, choice, choices, point, any, time, trace, order, acknowledged };
Shape shapeOf(const forms::Node& node, const Minimise& minimise);

class ValueWriter {
 public:
  ValueWriter(BitWriter& out, bool lettersInBlock) : out_(out), lettersInBlock_(lettersInBlock) {}
  void write(const forms::Value& value, Shape shape, const std::vector<forms::Choice>* list);
  const std::string& block() const { return block_; }  // the text block so far

 private:
  bool writeTypical(const forms::Value& value, Shape shape, const std::vector<forms::Choice>* list);
  void writeGeneral(const forms::Value& value);
  void text(std::string_view value);
  void integer(std::int64_t value);
  void decimal(double value);
  void date(forms::Date value);
  void moment(const forms::Moment& value);
  void point(const forms::Point& value);
  void choice(std::string_view name, const std::vector<forms::Choice>& list);
  void choices(const forms::Selected& value, const std::vector<forms::Choice>& list);
  void names(const forms::Selected& value, const std::vector<forms::Choice>& list);
  void order(const forms::Selected& value, const std::vector<forms::Choice>& list);
  void time(const forms::TimeOfDay& value);
  void trace(const std::vector<forms::Point>& points);

  BitWriter& out_;
  bool lettersInBlock_;
  std::string block_;
  forms::Moment previous_;
};

class ValueReader {
 public:
  ValueReader(BitReader& in, std::string_view block) : in_(in), block_(block) {}
  forms::Value read(Shape shape, const std::vector<forms::Choice>* list);  // Empty once the reader has failed
  std::size_t blockLeft() const { return block_.size(); }

 private:
  forms::Value readGeneral();
  std::string text();
  std::int64_t integer();
  double decimal();
  forms::Date date();
  forms::Moment moment();
  forms::Point point();
  std::string choice(const std::vector<forms::Choice>& list);
  forms::Selected choices(const std::vector<forms::Choice>& list);
  forms::Selected names(const std::vector<forms::Choice>& list);
  forms::Selected order(const std::vector<forms::Choice>& list);
  std::string time();
  std::string trace();

  BitReader& in_;
  std::string_view block_;
  forms::Moment previous_;
};

}  // namespace limen
