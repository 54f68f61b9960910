// SPDX-License-Identifier: Apache-2.0
#include "forms/search_appearance.h"

#include <algorithm>
#include <vector>

#include "forms/lexical.h"
#include "forms/wording.h"

namespace limen::forms {

namespace {

constexpr std::string_view kCall = "search(";

// The arguments, and where the call ends.
std::vector<std::string> argumentsOf(const std::string& text, std::size_t at, std::size_t& end) {
  std::vector<std::string> arguments(1);
  int depth = 0;
  char quote = 0;
  for (end = at + kCall.size(); end < text.size(); ++end) {
    const char c = text[end];
    if (quote == 0 && depth == 0 && c == ')') break;
    if (quote == 0 && depth == 0 && c == ',') {
      arguments.emplace_back();
      continue;
    }
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    arguments.back() += c;
  }
  for (auto& argument : arguments) argument = std::string(trimmed(argument));
  return arguments;
}

std::string bare(const std::string& argument) {
  const bool quoted = argument.size() > 1 && (argument.front() == '\'' || argument.front() == '"');
  return quoted ? argument.substr(1, argument.size() - 2) : argument;
}

// Several columns may be shown beside each other; the first one is.
std::string firstOf(std::string column) {
  if (const auto comma = column.find(','); comma != std::string::npos) column.resize(comma);
  return std::string(trimmed(column));
}

std::string comparison(const std::string& how, const std::string& column, const std::string& with) {
  if (how == "matches") return column + " = " + with;
  if (how == "contains") return "contains(" + column + ", " + with + ")";
  if (how == "startswith") return "starts-with(" + column + ", " + with + ")";
  if (how == "endswith") return "ends-with(" + column + ", " + with + ")";
  return {};
}

}  // namespace

std::optional<SearchAppearance> takeSearch(Node& node, const FormDefinition& form) {
  const std::string look = plainQuotes(node.appearance);
  const auto at = look.find(kCall);
  if (at == std::string::npos || !isSelect(node.type)) return std::nullopt;
  std::size_t end = 0;
  const auto arguments = argumentsOf(look, at, end);
  SearchAppearance search;
  search.table = bare(arguments[0]);
  const auto list = form.lists.find(node.list);
  if (!isName(search.table) || list == form.lists.end() || list->second.empty() ||
      (arguments.size() != 1 && arguments.size() != 4 && arguments.size() != 6)) {
    search.problem = "The search() cannot be read; write search('table') or search('table', 'matches', 'column', ${name}).";
    return search;
  }
  std::string filter;
  if (arguments.size() > 1) {
    filter = comparison(lowered(bare(arguments[1])), bare(arguments[2]), arguments[3]);
    if (filter.empty()) {
      search.problem = "A search() compares with \"matches\", \"contains\", \"startswith\" or \"endswith\", not with " +
                       inQuotes(bare(arguments[1])) + ".";
      return search;
    }
  }
  if (arguments.size() == 6) filter += " and " + bare(arguments[4]) + " = " + arguments[5];
  if (list->second.size() != 1)
    search.warning = "A search() offers what stands in its table; of the list " + inQuotes(node.list) +
                     " only the first choice counts, which names the columns.";
  const Choice& columns = list->second.front();
  node.itemset.value = columns.name;
  node.itemset.label = firstOf(translated(columns.label, form.defaultLanguage, form));
  for (const auto& [language, column] : columns.label) node.itemset.labels.emplace(language, firstOf(column));
  if (!filter.empty()) node.choiceFilter = node.choiceFilter.empty() ? filter : "(" + node.choiceFilter + ") and " + filter;
  node.list = search.table;
  node.appearance = trimmed(look.substr(0, at) + look.substr(std::min(end + 1, look.size())));
  return search;
}

}  // namespace limen::forms
