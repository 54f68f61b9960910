// SPDX-License-Identifier: Apache-2.0
#include "protection/receipt.h"

#include <algorithm>
#include <map>
#include <set>

#include "crypto/hash.h"
#include "protection/governance.h"
#include "protection/notice.h"
#include "protection/receipt_words.h"
#include "protection/sheets.h"
#include "protection/words.h"

namespace limen {

namespace {

constexpr std::string_view kQrPrefix = "LIMEN-RECEIPT:";
constexpr std::size_t kSignsInGroup = 4;

const ReceiptWords& wordsOf(const std::string& language) {
  const std::string name = lowerCase(language);
  for (const ReceiptWords& each : kReceiptWords)
    if (name == lowerCase(each.english) || name == lowerCase(each.itself) || name == each.code ||
        name.ends_with("(" + std::string(each.code) + ")"))
      return each;
  return kReceiptWords[0];
}

std::string filled(std::string_view text, std::string_view first, std::string_view second = {}) {
  std::string out(text);
  if (const auto at = out.find("%1"); at != std::string::npos) out.replace(at, 2, first);
  if (const auto at = out.find("%2"); at != std::string::npos) out.replace(at, 2, second);
  return out;
}

std::string_view eventIn(const ReceiptWords& words, std::string_view event) {
  const std::pair<std::string_view, std::string_view> kWords[] = {
      {"captured", words.captured},   {"case_closed", words.caseClosed},     {"departure", words.departure}, {"decision", words.decision},
      {"appeal_end", words.appealEnd}, {"permit_expiry", words.permitExpiry}, {"transfer", words.transfer}};
  for (const auto& [name, text] : kWords)
    if (name == event) return text;
  return event;
}

// Each text once, in the order in which it came.
class Several {
 public:
  void add(const std::string& text) {
    if (text.empty() || !seen_.insert(text).second) return;
    text_ += (text_.empty() ? "" : "; ") + text;
  }
  const std::string& text() const { return text_; }

 private:
  std::set<std::string> seen_;
  std::string text_;
};

struct Cells {
  Several why, kept, who;
};

}  // namespace

ReceiptCode ReceiptCode::make(Random& random) {
  ReceiptCode code;
  random.fill(code.value_);
  return code;
}

std::optional<ReceiptCode> ReceiptCode::read(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : static_cast<char>(c); });
  std::string_view signs = upper;
  if (signs.starts_with(kQrPrefix)) signs.remove_prefix(kQrPrefix.size());
  const auto bytes = fromBase32(signs);
  if (!bytes || bytes->size() != kBytes) return std::nullopt;
  ReceiptCode code;
  std::copy(bytes->begin(), bytes->end(), code.value_.begin());
  return code;
}

std::string ReceiptCode::text() const {
  const std::string signs = toBase32(value_);
  std::string out;
  for (std::size_t at = 0; at < signs.size(); at += kSignsInGroup) out += (at == 0 ? "" : "-") + signs.substr(at, kSignsInGroup);
  return out;
}

std::string ReceiptCode::qrText() const { return std::string(kQrPrefix) + text(); }

RecordId ReceiptCode::record(const OrganisationId& organisation) const {
  RecordId id;
  const Mac16 mac = mac128(organisation.bytes(), {bytesOf(std::string_view("limen/receipt/v1")), value_});
  std::copy(mac.begin(), mac.end(), id.value.begin());
  return id;
}

Receipt receiptOf(const MinimalRecord& record, const ReceiptCode& code, const std::string& language) {
  const Programme& programme = record.programme();
  const forms::FormDefinition& form = programme.form->definition();
  const ReceiptWords& words = wordsOf(language);
  const auto in = [&](const forms::Translations& texts) { return forms::translated(texts, language, form); };
  std::map<std::size_t, Cells> byCategory;  // by the order of kCategories
  for (std::size_t compartment = 0; compartment < record.compartments().size(); ++compartment) {
    for (const KeptAnswer& answer : record.compartments()[compartment]) {
      const Protection& protection = programme.protections[answer.question];
      const auto category = std::find_if(kCategories.begin(), kCategories.end(), [&](const Category& each) { return each.word == protection.category; });
      if (category == kCategories.end() || category->word == "none") continue;
      Cells& cells = byCategory[static_cast<std::size_t>(category - kCategories.begin())];
      // What everybody is asked about the talk itself serves every purpose: naming them all would say nothing.
      const bool ours = programme.form->node(answer.question).name.starts_with(kOwnPrefix);
      for (const Purpose& purpose : programme.purposes)
        if (!ours && std::find(protection.purposes.begin(), protection.purposes.end(), purpose.name) != protection.purposes.end()) cells.why.add(in(purpose.label));
      if (const Retention* kept = retentionOf(programme, protection.retain))
        cells.kept.add(filled(words.days, std::to_string(kept->days), eventIn(words, kept->event)));
      for (const std::string& reader : programme.compartments[compartment].readers)
        for (const Role& role : programme.roles)
          if (role.name == reader) cells.who.add(in(role.label).empty() ? role.name : in(role.label));
    }
  }
  Receipt out;
  out.code = code;
  out.language = language;
  out.rightToLeft = words.rightToLeft;
  out.title = std::string(words.title) + ": " + in(programme.title);
  out.codeLabel = words.codeLabel;
  out.what = words.what;
  out.why = words.why;
  out.kept = words.kept;
  out.who = words.who;
  for (const auto& [category, cells] : byCategory) {
    out.lines.push_back({std::string(words.categories[category]), cells.why.text(), cells.kept.text(), cells.who.text()});
  }
  std::string owner;
  for (const Steward& each : programme.stewards)
    if (each.duty == "consent") owner = each.owner;
  out.sentences = {std::string(words.use), filled(words.turnTo, owner), std::string(words.empty)};
  out.stamp = programme.id + " " + std::to_string(programme.version) + " " + programme.hash.hex().substr(0, 16);
  return out;
}

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

}  // namespace

std::string receiptHtml(const Receipt& receipt, std::string_view codePicture) {
  std::string out = "<!DOCTYPE html>\n<html dir=\"" + std::string(receipt.rightToLeft ? "rtl" : "ltr") + "\"><head><meta charset=\"utf-8\"><title>" +
                    escaped(receipt.title) +
                    "</title><style>body{font:12pt sans-serif;max-width:14cm;margin:1cm auto}table{border-collapse:collapse;width:100%}"
                    "td,th{border-bottom:1px solid #888;text-align:start;padding:2mm;vertical-align:top}.code{font:bold 18pt monospace}"
                    "svg{width:4cm;height:4cm}</style></head><body>\n<h1>" +
                    escaped(receipt.title) + "</h1>\n" + std::string(codePicture) + "\n<p>" + escaped(receipt.codeLabel) +
                    ": <span class=\"code\" dir=\"ltr\">" + receipt.code.text() + "</span></p>\n<table dir=\"" + std::string(receipt.rightToLeft ? "rtl" : "ltr") + "\"><tr>";
  for (const std::string* heading : {&receipt.what, &receipt.why, &receipt.kept, &receipt.who}) out += "<th>" + escaped(*heading) + "</th>";
  out += "</tr>\n";
  for (const Receipt::Line& line : receipt.lines) {
    out += "<tr>";
    for (const std::string* cell : {&line.category, &line.why, &line.kept, &line.who}) out += "<td>" + escaped(*cell) + "</td>";
    out += "</tr>\n";
  }
  out += "</table>\n";
  for (const std::string& sentence : receipt.sentences) out += "<p>" + escaped(sentence) + "</p>\n";
  return out + "<p dir=\"ltr\"><small>" + escaped(receipt.stamp) + "</small></p>\n</body></html>\n";
}

}  // namespace limen
