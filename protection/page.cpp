// SPDX-License-Identifier: Apache-2.0
#include "protection/page.h"

#include <algorithm>

#include "protection/documents.h"

namespace limen {

namespace {

constexpr const char* kStyle =
    "body{font:14pt/1.5 sans-serif;margin:2cm auto;max-width:25cm;padding:0 1.5cm}h1{font-size:20pt}h2{font-size:16pt}"
    "table{border-collapse:collapse;font-size:9pt;width:100%}th,td{border:1px solid #888;padding:2pt 4pt;text-align:start;"
    "vertical-align:top;overflow-wrap:anywhere}th{overflow-wrap:normal}"
    "footer{font-size:8pt;margin-top:1cm;direction:ltr;text-align:start;overflow-wrap:anywhere}"
    ".box{display:inline-block;width:1em;height:1em;border:1.5pt solid #000;margin-inline:.2em .8em;vertical-align:middle}"
    "@page{margin:1.5cm}@media print{body{margin:0;padding:0}tr,p{break-inside:avoid}}";
// Of a page whose tables are wider than a sheet is.
constexpr const char* kLandscape = "body{max-width:none}@page{size:landscape}";
constexpr std::size_t kColumnsUpright = 6;

// Of a cell, so that it stays one.
std::string inMarkdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '<' || c == '[' || c == '#' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

}  // namespace

bool readsFromRight(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= 0xc3 && first <= 0xd5)) return false;
    // U+0590 to U+08FF: Hebrew, Arabic, Syriac, Thaana, N'Ko.
    if (first >= 0xd6 && first <= 0xdf) return true;
    if (first == 0xe0 && i + 1 < text.size()) return static_cast<unsigned char>(text[i + 1]) < 0xa4;
    if (first > 0xe0) return false;
  }
  return false;
}

std::string escapedHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string csvLine(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    std::string quoted;
    for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    const bool formula = !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
    out += (&cell == cells.data() ? "" : ",") + std::string("\"") + (formula ? "'" : "") + quoted + '"';
  }
  return out + "\n";
}

Page::Page(std::string title, std::string stamp) : title_(std::move(title)), stamp_(std::move(stamp)) {}

void Page::heading(const std::string& text) {
  html_ += "<h2>" + escapedHtml(text) + "</h2>\n";
  markdown_ += "## " + inMarkdown(text) + "\n\n";
}

void Page::paragraph(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    html_ += "<p>" + escapedHtml(text.substr(at, end - at)) + "</p>\n";
    markdown_ += inMarkdown(text.substr(at, end - at)) + "\n\n";
    at = end + 2;
  }
}

void Page::choice(const std::string& label, const std::string& text) {
  html_ += "<p><b>" + escapedHtml(label) + "</b><br>" + escapedHtml(text) +
           "<br>\u2713 <span class=\"box\"></span> \u2717 <span class=\"box\"></span></p>\n";
  markdown_ += "- " + inMarkdown(label) + ": " + inMarkdown(text) + " \u2713 [ ] \u2717 [ ]\n";
}

void Page::table(const std::vector<std::string>& heading, const std::vector<std::vector<std::string>>& rows) {
  wide_ = wide_ || heading.size() > kColumnsUpright;
  html_ += "<table><thead><tr>";
  std::string line = "|", rule = "|";
  for (const std::string& cell : heading) {
    html_ += "<th>" + escapedHtml(cell) + "</th>";
    line += ' ' + inMarkdown(cell) + " |";
    rule += "---|";
  }
  html_ += "</tr></thead><tbody>\n";
  markdown_ += line + '\n' + rule + '\n';
  for (const auto& row : rows) {
    html_ += "<tr>";
    markdown_ += "|";
    for (const std::string& cell : row) {
      html_ += "<td>" + escapedHtml(cell) + "</td>";
      markdown_ += ' ' + inMarkdown(cell) + " |";
    }
    html_ += "</tr>\n";
    markdown_ += '\n';
  }
  html_ += "</tbody></table>\n";
  markdown_ += '\n';
}

std::string Page::html() const {
  return std::string("<!DOCTYPE html>\n<html dir=\"") + (readsFromRight(title_) ? "rtl" : "ltr") +
         "\"><head><meta charset=\"utf-8\"><title>" + escapedHtml(title_) + "</title><style>" + kStyle +
         (wide_ ? kLandscape : "") + "</style></head><body>\n<h1>" + escapedHtml(title_) + "</h1>\n" + html_ + "<footer>" +
         escapedHtml(stamp_) + "</footer>\n</body></html>\n";
}

std::string Page::markdown() const {
  return "# " + inMarkdown(title_) + "\n\n" + markdown_ + inMarkdown(stamp_) + '\n';
}

}  // namespace limen
