// SPDX-License-Identifier: Apache-2.0
#include "app/questions/appearance.h"

namespace limen {
namespace {
constexpr int kMostColumns = 10;
}  // namespace

Appearance::Appearance(const forms::Node& node)
    : words_(QString::fromStdString(node.appearance).toLower().split(' ', Qt::SkipEmptyParts)) {}

int Appearance::columns() const {
  for (const QString& word : words_) {
    if (!word.startsWith(QLatin1String("columns-"))) continue;
    const int count = word.mid(8).toInt();
    if (count > 0) return std::min(count, kMostColumns);
  }
  return 0;
}

QString plainDigits(QString text) {
  for (QChar& letter : text) {
    if (letter.digitValue() >= 0) letter = QChar('0' + letter.digitValue());
  }
  return text;
}

ChoiceStyle choiceStyle(const Appearance& appearance, std::size_t choices) {
  const bool few = choices <= kMaxDigitChoices;
  if (appearance.has("label")) return ChoiceStyle::heads;
  if (appearance.has("list-nolabel")) return ChoiceStyle::cells;
  if (few && (appearance.has("likert") || appearance.has("list"))) return ChoiceStyle::stacked;
  if (appearance.has("minimal")) return ChoiceStyle::folded;
  if (appearance.has("autocomplete") || appearance.has("search")) return ChoiceStyle::list;
  const bool several = choices <= kMaxColumnChoices;
  if (several && (appearance.has("columns-pack") || appearance.has("quickcompact") || appearance.has("compact"))) return ChoiceStyle::pack;
  if (several && (appearance.has("columns") || appearance.columns() > 0 || appearance.has("no-buttons"))) return ChoiceStyle::columns;
  return few ? ChoiceStyle::rows : ChoiceStyle::list;
}

}  // namespace limen
