// SPDX-License-Identifier: Apache-2.0
// The words of XLSForm that a sheet may carry, and which one was meant by a word that is none of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/workbook.h"

namespace limen::forms {

// The nearest of `known`: at most one slip in a word of four letters or more, two in one of seven. Nothing when none is near or
// `word` is one of them.
std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known);

// "tag" of "instance::tag": the attribute that a question's element carries in a submission; "" for anything else.
std::string attributeOf(std::string_view heading);

// The columns of one sheet by what they mean. `Relevance`, `bind::relevant` and `RELEVANT` are one column.
struct Column {
  std::size_t index = 0;
  std::string key;       // canonical: "relevant", "label", "image", "protect::why::English"
  std::string language;  // "English" of "label::English" or "media:image:English", as written
  bool known = false;    // by XLSForm; a column of the author's own otherwise
};
class Columns {
 public:
  enum class Kind { survey, choices, settings, entities };
  // Adds a warning for a heading that is nearly a known one, for one that stands there twice and for one that is read but has no
  // meaning here.
  Columns(const Sheet& sheet, Kind kind, std::vector<Finding>& findings);

  const std::vector<Column>& all() const { return columns_; }
  const Column* find(std::string_view key) const;                       // the first, whatever its language
  const std::string& text(const Row& row, std::string_view key) const;  // "" when there is no such column
  const std::string& written(const Column& column) const { return sheet_.headings[column.index]; }
  std::string heading(std::string_view key) const;  // as written; the key itself when the sheet has none

 private:
  const Sheet& sheet_;
  std::vector<Column> columns_;
};

}  // namespace limen::forms
