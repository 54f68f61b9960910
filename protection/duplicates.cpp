// SPDX-License-Identifier: Apache-2.0
#include "protection/duplicates.h"

#include <algorithm>
#include <set>

#include "crypto/envelope.h"
#include "crypto/hash.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kDomain = "limen/duplicates/v1";
constexpr int kEarliestYear = 1900, kLatestYear = 2200;

bool isYear(std::int64_t year) {
  return year >= kEarliestYear && year <= kLatestYear;
}

std::optional<Birth> birthOf(const forms::Value& value, const Minimise& minimise) {
  if (const auto* date = std::get_if<forms::Date>(&value)) {
    const std::chrono::year_month_day day(*date);
    const int year = static_cast<int>(day.year());
    if (!isYear(year)) return std::nullopt;
    if (minimise.kind == Minimise::Kind::year) return Birth{year, 0, 0};
    return Birth{year, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
  }
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr && isYear(*number) ? std::optional(Birth{static_cast<int>(*number), 0, 0}) : std::nullopt;
}

// Choices are the programme's own words; what is none of these says nothing, and excludes nobody.
Sex sexOf(const forms::Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  if (word == nullptr) return Sex::unsaid;
  static const std::set<std::string_view> kFemale{"woman", "female", "f", "girl"}, kMale{"man", "male", "m", "boy"};
  return kFemale.contains(*word) ? Sex::female : kMale.contains(*word) ? Sex::male : Sex::unsaid;
}

Token mixed(Token a, Token b) {
  a ^= b + 0x9e3779b97f4a7c15 + (a << 6) + (a >> 2);
  a = (a ^ (a >> 30)) * 0xbf58476d1ce4e5b9;
  return a ^ (a >> 27);
}

Token allSpellings(const PersonPrint& print) {
  std::vector<Token> spellings;
  for (const PersonPrint::Word& word : print.words) spellings.push_back(word.spelling);
  std::sort(spellings.begin(), spellings.end());
  Token out = spellings.size();
  for (const Token one : spellings) out = mixed(out, one);
  return out;
}

bool soundsAlike(const PersonPrint::Word& one, const PersonPrint::Word& other) {
  return std::any_of(one.sounds.begin(), one.sounds.end(), [&](Token sound) {
    return std::find(other.sounds.begin(), other.sounds.end(), sound) != other.sounds.end();
  });
}

struct NameMatch {
  bool all = false, sameSpelling = true, inOrder = true;
};

// Every word of the shorter name has one of the longer to itself, one that is written alike before one that sounds alike.
NameMatch matchNames(const std::vector<PersonPrint::Word>& few, const std::vector<PersonPrint::Word>& many) {
  std::vector<std::optional<std::size_t>> at(few.size());
  std::vector<bool> taken(many.size());
  NameMatch match;
  for (const bool spelling : {true, false}) {
    for (std::size_t i = 0; i < few.size(); ++i) {
      for (std::size_t j = 0; j < many.size() && !at[i]; ++j) {
        if (taken[j] || !(spelling ? few[i].spelling == many[j].spelling : soundsAlike(few[i], many[j]))) continue;
        at[i] = j;
        taken[j] = true;
        match.sameSpelling = match.sameSpelling && spelling;
      }
    }
  }
  match.all = std::all_of(at.begin(), at.end(), [](const auto& found) { return found.has_value(); });
  match.inOrder = std::is_sorted(at.begin(), at.end());
  return match;
}

// Nothing: they exclude each other.
std::optional<Likeness> compareBirths(const PersonPrint& one, const PersonPrint& other) {
  if (!one.years || !other.years) return Likeness::noBirthDate;
  if (one.day && other.day) {
    if (one.day->exact == other.day->exact) return Likeness::sameBirthDate;
    if (one.day->swapped == other.day->exact) return Likeness::dayAndMonthSwapped;
    if (one.day->yearBefore == other.day->exact || one.day->yearAfter == other.day->exact) return Likeness::bornWithinAYear;
    return std::nullopt;
  }
  const Token year = other.years->at(1);
  if (one.years->at(1) == year) return Likeness::sameBirthYear;
  if (one.years->at(0) == year || one.years->at(2) == year) return Likeness::bornWithinAYear;
  return std::nullopt;
}

void put(ByteWriter& out, Token token) {
  out.u64(token);
}

}  // namespace

PersonTraits traitsOf(const Programme& programme, const std::vector<TraitAnswer>& answers) {
  PersonTraits traits;
  for (const TraitAnswer& answer : answers) {
    if (answer.inRepeat || answer.question >= programme.protections.size()) continue;
    const Protection& protection = programme.protections[answer.question];
    const auto* text = std::get_if<std::string>(&answer.value);
    if (protection.category == "name" && protection.minimise.kind == Minimise::Kind::asIs && text != nullptr) traits.names.push_back(*text);
    if (protection.category == "sex" && traits.sex == Sex::unsaid) traits.sex = sexOf(answer.value);
    if (protection.category == "birth" && protection.minimise.kind != Minimise::Kind::drop) {
      const auto birth = birthOf(answer.value, protection.minimise);
      if (birth && (!traits.birth || traits.birth->day == 0)) traits.birth = birth;
    }
  }
  return traits;
}

PrintMaker::PrintMaker(const SecretBytes& searchKey) : key_(deriveKey(searchKey, {bytesOf(kDomain)})) {}

Token PrintMaker::token(std::string_view kind, std::string_view content) const {
  const Mac16 mac = mac128(key_, {bytesOf(kDomain), bytesOf(kind), bytesOf("|"), bytesOf(content)});
  Token out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i) out |= static_cast<Token>(mac[i]) << (8 * i);
  return out | 1;  // 0 is no token
}

std::optional<PersonPrint> PrintMaker::make(const PersonTraits& traits) const {
  PersonPrint print;
  for (const std::string& name : traits.names) {
    for (const SpokenWord& spoken : readName(name)) {
      if (print.words.size() == kMaxNameWords) break;
      PersonPrint::Word word;
      word.spelling = token("spelling", spoken.spelling);
      for (const std::string& sound : spoken.sounds) word.sounds.push_back(token("sound", sound));
      print.words.push_back(std::move(word));
    }
  }
  if (print.words.empty()) return std::nullopt;
  print.sex = traits.sex;
  if (!traits.birth) return print;
  const Birth& birth = *traits.birth;
  const auto year = [&](int step) { return token("year", std::to_string(birth.year + step)); };
  print.years = {year(-1), year(0), year(1)};
  if (birth.day == 0) return print;
  const auto date = [&](int years, unsigned month, unsigned day) {
    return token("date", std::to_string(birth.year + years) + '-' + std::to_string(month) + '-' + std::to_string(day));
  };
  const bool swaps = birth.day <= 12 && birth.day != birth.month;
  print.day = PersonPrint::Day{date(0, birth.month, birth.day), swaps ? date(0, birth.day, birth.month) : 0, date(-1, birth.month, birth.day),
                               date(1, birth.month, birth.day)};
  return print;
}

Bytes PersonPrint::serialise() const {
  ByteWriter out;
  out.u8(kVersion).u8(static_cast<std::uint8_t>(words.size()));
  for (const Word& word : words) {
    put(out, word.spelling);
    out.u8(static_cast<std::uint8_t>(word.sounds.size()));
    for (const Token sound : word.sounds) put(out, sound);
  }
  out.u8(static_cast<std::uint8_t>(sex)).u8(day ? 2 : years ? 1 : 0);
  if (years)
    for (const Token year : *years) put(out, year);
  if (day)
    for (const Token one : {day->exact, day->swapped, day->yearBefore, day->yearAfter}) put(out, one);
  return out.take();
}

Result<PersonPrint> PersonPrint::parse(ByteView bytes) {
  ByteReader in(bytes);
  PersonPrint print;
  if (in.u8() != kVersion) in.fail();
  const std::size_t words = in.u8();
  if (words == 0 || words > kMaxNameWords) in.fail();
  for (std::size_t i = 0; i < words && in.ok(); ++i) {
    Word word;
    word.spelling = in.u64();
    const std::size_t sounds = in.u8();
    if (sounds == 0 || sounds > kMaxSounds) in.fail();
    for (std::size_t j = 0; j < sounds && in.ok(); ++j) word.sounds.push_back(in.u64());
    print.words.push_back(std::move(word));
  }
  const std::uint8_t sex = in.u8(), birth = in.u8();
  if (sex > 2 || birth > 2) in.fail();
  print.sex = static_cast<Sex>(sex);
  if (birth >= 1) {
    print.years.emplace();
    for (Token& year : *print.years) year = in.u64();
  }
  if (birth == 2) {
    print.day = PersonPrint::Day{};
    for (Token* one : {&print.day->exact, &print.day->swapped, &print.day->yearBefore, &print.day->yearAfter}) *one = in.u64();
  }
  if (!in.done()) return unexpected(SealError::malformed);
  return print;
}

std::string_view nameOf(Likeness reason) {
  switch (reason) {
    case Likeness::sameNames:
      return "same names";
    case Likeness::namesSpeltDifferently:
      return "same names in another spelling or script";
    case Likeness::namesInAnotherOrder:
      return "same names in another order";
    case Likeness::moreNames:
      return "one has more names";
    case Likeness::sameBirthDate:
      return "same date of birth";
    case Likeness::dayAndMonthSwapped:
      return "day and month of birth swapped";
    case Likeness::bornWithinAYear:
      return "born within a year";
    case Likeness::sameBirthYear:
      return "same year of birth";
    case Likeness::noBirthDate:
      return "no date of birth to compare";
  }
  return "unknown";
}

std::vector<Likeness> compare(const PersonPrint& one, const PersonPrint& other) {
  if (one.sex != Sex::unsaid && other.sex != Sex::unsaid && one.sex != other.sex) return {};
  const auto birth = compareBirths(one, other);
  if (!birth) return {};
  const bool shorter = one.words.size() <= other.words.size();
  const auto& few = shorter ? one.words : other.words;
  const auto& many = shorter ? other.words : one.words;
  const NameMatch names = matchNames(few, many);
  if (!names.all) return {};
  // A single name is too common to say anything without the day.
  if (few.size() == 1 && *birth != Likeness::sameBirthDate) return {};
  if (*birth == Likeness::noBirthDate && !(names.sameSpelling && few.size() == many.size())) return {};
  std::vector<Likeness> reasons;
  if (names.sameSpelling && names.inOrder) reasons.push_back(Likeness::sameNames);
  if (!names.sameSpelling) reasons.push_back(Likeness::namesSpeltDifferently);
  if (!names.inOrder) reasons.push_back(Likeness::namesInAnotherOrder);
  if (few.size() != many.size()) reasons.push_back(Likeness::moreNames);
  reasons.push_back(*birth);
  return reasons;
}

std::size_t PrintIndex::add(PersonPrint print) {
  const auto which = static_cast<std::uint32_t>(prints_.size());
  if (print.years) {
    for (const PersonPrint::Word& word : print.words)
      for (const Token sound : word.sounds) blocks_.emplace(mixed(sound, print.years->at(1)), which);
  }
  blocks_.emplace(allSpellings(print), which);
  prints_.push_back(std::move(print));
  return which;
}

std::vector<PrintIndex::Found> PrintIndex::like(const PersonPrint& print) const {
  std::vector<std::uint32_t> candidates;
  const auto take = [&](Token block) {
    const auto [from, to] = blocks_.equal_range(block);
    for (auto at = from; at != to; ++at) candidates.push_back(at->second);
  };
  if (print.years) {
    for (const PersonPrint::Word& word : print.words)
      for (const Token sound : word.sounds)
        for (const Token year : *print.years) take(mixed(sound, year));
  }
  take(allSpellings(print));
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<Found> found;
  for (const std::uint32_t which : candidates) {
    std::vector<Likeness> reasons = compare(print, prints_[which]);
    if (!reasons.empty()) found.push_back({which, std::move(reasons)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.reasons < b.reasons; });
  if (found.size() > kMaxFound) found.resize(kMaxFound);
  return found;
}

}  // namespace limen
