// SPDX-License-Identifier: Apache-2.0
// A page of headings, paragraphs and tables as HTML that prints by itself, or as Markdown.
#pragma once

#include <string>
#include <vector>

namespace limen {

class Page {
 public:
  Page(std::string title, std::string stamp);
  void heading(const std::string& text);
  void paragraph(const std::string& text);  // an empty line parts two paragraphs
  void choice(const std::string& label, const std::string& text);  // with two empty boxes, yes and no
  void table(const std::vector<std::string>& heading, const std::vector<std::vector<std::string>>& rows);
  std::string html() const;
  std::string markdown() const;

 private:
  std::string title_, stamp_, html_, markdown_;
  bool wide_ = false;
};

}  // namespace limen
