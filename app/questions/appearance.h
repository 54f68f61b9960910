// SPDX-License-Identifier: Apache-2.0
// The words of a question's appearance, and what follows from them for its field.
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <string>

#include "forms/definition.h"

namespace limen {

class Appearance {
 public:
  explicit Appearance(const forms::Node& node);
  bool has(const char* word) const { return words_.contains(QLatin1String(word)); }
  int columns() const;  // of columns-N; 0 when it does not say

 private:
  QStringList words_;
};

// An officer's keyboard may give the digits of another script; numbers and dates take them.
QString plainDigits(QString text);

// How the choices of a select are laid out.
enum class ChoiceStyle : std::uint8_t {
  rows,            // one below the other
  columns,         // columns, columns-N
  pack,            // columns-pack: as many in a line as fit
  stacked,         // likert, list: side by side, each under its mark
  cells,           // list-nolabel: marks only, under the labels of the line above
  cellsWithHeads,  // the first line of a table: the labels above its marks
  heads,           // label: the labels only, nothing to choose
  list,            // searched: autocomplete, and any list that is too long for buttons
  folded,          // minimal: a list behind a button
};
ChoiceStyle choiceStyle(const Appearance& appearance, std::size_t choices);

constexpr int kMaxDigitChoices = 9;  // more than these are searched
constexpr int kMaxColumnChoices = 40;

}  // namespace limen
