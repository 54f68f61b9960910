// SPDX-License-Identifier: Apache-2.0
#include "protection/identifiers.h"

#include <algorithm>
#include <set>
#include <string>

namespace limen {

namespace {

constexpr std::size_t kFewestPhoneDigits = 8, kMostPhoneDigits = 15, kFewestDocumentDigits = 4, kFewestDocumentSigns = 6, kMostDocumentSigns = 20;

bool isDigit(char sign) {
  return sign >= '0' && sign <= '9';
}
bool isLetter(char sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}

// Digits of Arabic, Persian, Devanagari and Bengali as ours; every other sign beyond ASCII as a letter that is in no number.
std::string plain(std::string_view text) {
  struct Zero {
    std::string_view first;  // the two or three bytes of its 0
  };
  constexpr Zero kZeros[] = {{"\xD9\xA0"}, {"\xDB\xB0"}, {"\xE0\xA5\xA6"}, {"\xE0\xA7\xA6"}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out += text[at++];
      continue;
    }
    const std::size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    char sign = '~';
    for (const Zero& zero : kZeros) {
      if (size != zero.first.size() || at + size > text.size() || text.substr(at, size - 1) != zero.first.substr(0, size - 1)) continue;
      const int digit = static_cast<unsigned char>(text[at + size - 1]) - static_cast<unsigned char>(zero.first.back());
      if (digit >= 0 && digit <= 9) sign = static_cast<char>('0' + digit);
    }
    out += sign;
    at += std::min(size, text.size() - at);
  }
  return out;
}

std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char sign : text) {
    if (sign == ' ' || sign == '\t' || sign == '\n' || sign == ',' || sign == ';' || sign == '(' || sign == ')') {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back() += sign;
    }
  }
  if (out.back().empty()) out.pop_back();
  for (std::string& word : out)
    while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == '!' || word.back() == '?')) word.pop_back();
  return out;
}

std::size_t digitsIn(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isDigit));
}

bool isEmail(std::string_view word) {
  const std::size_t at = word.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  const std::size_t dot = word.find('.', at);
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < word.size();
}

// Three groups of digits: 23.11.2026, 2026-11-23, 3/4/1984.
bool isDate(std::string_view word) {
  std::vector<std::size_t> groups(1);
  for (const char sign : word) {
    if (isDigit(sign))
      ++groups.back();
    else if (sign == '.' || sign == '/' || sign == '-')
      groups.push_back(0);
    else
      return false;
  }
  if (groups.size() != 3) return false;
  const bool yearFirst = groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2;
  const bool yearLast = groups[2] == 4 && groups[0] <= 2 && groups[1] <= 2;
  return (yearFirst || yearLast) && groups[0] > 0 && groups[1] > 0 && groups[2] > 0;
}

bool isDocumentNumber(std::string_view word) {
  std::size_t letters = 0, digits = 0;
  for (const char sign : word) {
    if (isDigit(sign))
      ++digits;
    else if (isLetter(sign))
      ++letters;
    else if (sign != '-' && sign != '/')
      return false;
  }
  return letters > 0 && digits >= kFewestDocumentDigits && letters + digits >= kFewestDocumentSigns && letters + digits <= kMostDocumentSigns &&
         letters <= digits;
}

// Categories whose answers are what is looked for elsewhere.
bool holdsThem(std::string_view category) {
  constexpr std::string_view kThere[] = {"name", "birth", "contact", "staff", "none"};
  return std::find(std::begin(kThere), std::end(kThere), category) != std::end(kThere);
}

// Digits that stand together, with what people put between them.
bool holdsPhone(const std::vector<std::string>& words) {
  std::size_t digits = 0;
  const auto isNumber = [](std::string_view word) {
    return !isDate(word) && std::all_of(word.begin(), word.end(), [](char sign) {
      return isDigit(sign) || sign == '+' || sign == '-' || sign == '.' || sign == '/';
    }) && digitsIn(word) > 0;
  };
  for (const std::string& word : words) {
    digits = isNumber(word) ? digits + digitsIn(word) : 0;
    if (digits >= kFewestPhoneDigits && digits <= kMostPhoneDigits) return true;
  }
  return false;
}

}  // namespace

std::string_view nameOf(Identifier kind) {
  switch (kind) {
    case Identifier::email:
      return "an e-mail address";
    case Identifier::phone:
      return "a telephone number";
    case Identifier::documentNumber:
      return "the number of a document";
    case Identifier::date:
      return "a date, perhaps of birth";
  }
  return "unknown";
}

std::vector<Identifier> identifiersIn(std::string_view text) {
  const std::vector<std::string> words = wordsOf(plain(text));
  const auto any = [&](auto&& is) { return std::any_of(words.begin(), words.end(), is); };
  std::vector<Identifier> out;
  if (any(isEmail)) out.push_back(Identifier::email);
  if (holdsPhone(words)) out.push_back(Identifier::phone);
  if (any(isDocumentNumber)) out.push_back(Identifier::documentNumber);
  if (any(isDate)) out.push_back(Identifier::date);
  return out;
}

std::vector<Identifier> identifiersIn(const Programme& programme, std::uint32_t question, const forms::Value& answer) {
  const auto* text = std::get_if<std::string>(&answer);
  if (text == nullptr || question >= programme.protections.size()) return {};
  const Protection& protection = programme.protections[question];
  if (programme.form->node(question).type != forms::Type::text || holdsThem(protection.category)) return {};
  return protection.minimise.kind == Minimise::Kind::asIs ? identifiersIn(*text) : std::vector<Identifier>();
}

std::vector<FoundIdentifier> identifiersIn(const Programme& programme, const forms::Submission& submission) {
  std::set<std::pair<std::uint32_t, Identifier>> found;
  for (const auto& answer : submission.answers) {
    const auto question = programme.form->find(answer.question);
    if (!question) continue;
    for (const Identifier kind : identifiersIn(programme, *question, answer.value)) found.insert({*question, kind});
  }
  std::vector<FoundIdentifier> out;
  for (const auto& [question, kind] : found) out.push_back({question, kind});
  return out;
}

}  // namespace limen
