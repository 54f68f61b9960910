// SPDX-License-Identifier: Apache-2.0
#include "forms/csv.h"

#include <algorithm>
#include <array>

#include "forms/cells.h"

namespace limen::forms {

namespace {

class Scanner {
 public:
  Scanner(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter), stops_{delimiter, '\r', '\n'} {}

  Result<void> run(const std::function<Result<void>(std::span<const std::string_view>)>& visit) {
    while (at_ < text_.size()) {
      ++row_;
      cells_.clear();
      joined_ = 0;
      for (bool more = true; more;) {
        LIMEN_TRY(cell());
        more = at_ < text_.size() && text_[at_] == delimiter_;
        if (more && ++at_ == text_.size()) {
          cells_.emplace_back();
          more = false;
        }
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
      LIMEN_TRY(visit(cells_));
    }
    return {};
  }

 private:
  std::string where() const { return "row " + std::to_string(row_); }

  Result<void> cell() {
    if (at_ < text_.size() && text_[at_] == '"') {
      LIMEN_TRY(quoted());
    } else {
      std::size_t end = at_;
      while (end < text_.size() && text_[end] != stops_[0] && text_[end] != stops_[1] && text_[end] != stops_[2]) ++end;
      cells_.push_back(text_.substr(at_, end - at_));
      at_ = end;
    }
    if (cells_.back().size() > kMaxCellBytes) return unexpected(WorkbookError::tooLarge, where() + ": a cell is too long");
    if (cells_.size() > kMaxColumns) return unexpected(WorkbookError::tooLarge, where() + ": too many columns");
    return {};
  }

  Result<void> quoted() {
    const std::size_t start = ++at_;
    std::string* joined = nullptr;  // only a cell with a quote in it is copied
    std::size_t from = start;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return unexpected(WorkbookError::refused, where() + ": a quote is not closed");
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') {
        const auto last = text_.substr(from, quote - from);
        if (joined != nullptr) joined->append(last);
        cells_.push_back(joined != nullptr ? std::string_view(*joined) : last);
        break;
      }
      if (joined == nullptr) joined = &scratch();
      joined->append(text_.substr(from, at_ - from));
      from = ++at_;
    }
    if (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r')
      return unexpected(WorkbookError::refused, where() + ": text follows a closing quote");
    return {};
  }

  std::string& scratch() {
    if (joined_ == scratch_.size()) scratch_.push_back(std::make_unique<std::string>());
    std::string& free = *scratch_[joined_++];
    free.clear();
    return free;
  }

  std::string_view text_;
  char delimiter_;
  std::array<char, 3> stops_;
  std::size_t at_ = 0, row_ = 0, joined_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<std::unique_ptr<std::string>> scratch_;  // each stays where it is: cells point into it
};

}  // namespace

Result<void> scanCsv(std::string_view text, char delimiter,
                     const std::function<Result<void>(std::span<const std::string_view>)>& visit) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!isUtf8(text)) return unexpected(WorkbookError::refused, "the text is not UTF-8");
  return Scanner(text, delimiter).run(visit);
}

char delimiterOf(std::string_view text) {
  constexpr std::string_view kDelimiters = ",;\t";
  std::array<std::size_t, kDelimiters.size()> seen{};
  bool inQuotes = false;
  for (const char c : text) {
    if (c == '"') inQuotes = !inQuotes;
    if (inQuotes) continue;
    if (c == '\n' || c == '\r') break;
    if (const auto which = kDelimiters.find(c); which != std::string_view::npos) ++seen[which];
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(seen.begin(), seen.end()) - seen.begin())];
}

Result<std::vector<CsvRow>> parseCsv(std::string_view text, char delimiter) {
  std::vector<CsvRow> rows;
  LIMEN_TRY(scanCsv(text, delimiter, [&](std::span<const std::string_view> cells) -> Result<void> {
    if (rows.size() >= kMaxRows) return unexpected(WorkbookError::tooLarge, "row " + std::to_string(rows.size() + 1));
    rows.emplace_back(cells.begin(), cells.end());
    return {};
  }));
  return rows;
}

}  // namespace limen::forms
