// SPDX-License-Identifier: Apache-2.0
#include "protection/name_sounds.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/check.h"

namespace limen {

namespace {

// Where ICU's own rules follow the letters (a scholar's j for the Russian y, ch and sh under one mark), these follow the ear. Capital letters
// stand for sounds that are written in several ways: X kh, J the Arabic and Ethiopic j, E th, dh and the emphatic z, Q a g that others write h, A the ayn, N what the Portuguese tilde says through the nose.
constexpr char16_t kRules[] =
    u":: Lower;"
    u":: [[:Mn:] & [:Arab:]] Remove;"
    u"خ > X; ج > J; ذ > E; ظ > E; ض > E; ث > E; ش > s; چ > s; ژ > s; غ > g; ة > h; ى > a; [\\u0640\\u064B-\\u0652\\u0670] > ;"
    u"дж > s; дз > s; х > X; ш > s; щ > s; ч > s; ж > s; ц > s; г > Q; ґ > g; й > y; ь > ; ъ > ;"
    u"চ > s; ছ > s; च > s; छ > s; ंह > ngh;"
    u":: Any-Latin;"
    u":: NFC;"
    u"ã > aN; õ > oN;"
    u"[čćçšşśșžźżțţ] > s; ǧ > J; ğ > Q; ṁ > n; ṃ > n; ṅ > ng; ẖ > X; ʿ > A; ř > rz;"
    u":: NFD;"
    u":: [:Nonspacing Mark:] Remove;"
    u":: Latin-ASCII;";

constexpr std::array<std::string_view, 24> kParticles{"al", "el", "ul", "ibn", "ben", "bin",  "bint", "ould", "de",  "da", "do",  "dos",
                                                      "das", "del", "della", "di", "du", "des", "van", "von", "der", "den", "la", "le"};
constexpr std::array<std::string_view, 3> kArticles{"al", "el", "ul"};
constexpr std::size_t kFewest = 2;  // particles are names where little else is left
constexpr std::size_t kLongWithArticle = 7;

bool isVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'A';
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Servants of God are written in one word and in two, with and without the article, which takes the sound of the letter behind it.
std::string withoutInnerArticle(std::string word) {
  if (!word.starts_with("abd")) return word;
  std::size_t at = 3;
  while (at < word.size() && isVowel(word[at])) ++at;
  if (at == 3 || at + 1 >= word.size() || isVowel(word[at + 1])) return word;
  const bool article = word[at] == 'l' || word[at] == word[at + 1];
  return article ? "abd" + word.substr(at + 1) : word;
}

struct Spelling {
  std::string_view letters;
  std::initializer_list<std::string_view> first, later;  // at the beginning of a word, and within it
};
using Options = std::initializer_list<std::string_view>;

// The longest first.
const std::array<Spelling, 54>& spellings() {
  static const std::array<Spelling, 54> kAll{{
      {"schtsch", {"S"}, {"S"}}, {"rz", {"S", "RS", "R"}, {"RS", "S", "R"}}, {"xh", {"S"}, {"S"}}, {"ge", {"K", "S"}, {"K", "S"}}, {"gi", {"K", "S"}, {"K", "S"}},
      {"tsch", {"S"}, {"S"}}, {"shch", {"S"}, {"S"}}, {"dsch", {"S"}, {"S"}},
      {"sch", {"S"}, {"S"}},  {"tch", {"S"}, {"S"}},  {"dzh", {"S"}, {"S"}},
      {"kh", {"K", "H"}, {"K", ""}}, {"gh", {"K"}, {"K", ""}}, {"ch", {"S", "K"}, {"S", "K", ""}}, {"sh", {"S"}, {"S"}},
      {"zh", {"S"}, {"S"}}, {"cz", {"S"}, {"S"}}, {"sz", {"S"}, {"S"}}, {"ph", {"P"}, {"P"}}, {"th", {"T", "S"}, {"T", "S"}},
      {"dh", {"T", "S"}, {"T", "S"}}, {"ts", {"S"}, {"S", "TS"}}, {"tz", {"S"}, {"S"}}, {"dj", {"S", "K"}, {"S", "K"}}, {"dz", {"S"}, {"S"}},
      {"ck", {"K"}, {"K"}}, {"ce", {"S", "K"}, {"S", "K"}}, {"ci", {"S", "K"}, {"S", "K"}}, {"cy", {"S", "K"}, {"S", "K"}},
      {"b", {"P"}, {"P"}}, {"p", {"P"}, {"P"}}, {"f", {"P"}, {"P"}}, {"v", {"P"}, {"P"}}, {"w", {"P"}, {"", "P"}},
      {"d", {"T"}, {"T"}}, {"t", {"T"}, {"T"}}, {"k", {"K"}, {"K"}}, {"q", {"K"}, {"K"}}, {"g", {"K"}, {"K"}}, {"c", {"K", "S"}, {"K", "S"}},
      {"s", {"S"}, {"S"}}, {"z", {"S"}, {"S"}}, {"x", {"KS", "S"}, {"KS", "S"}}, {"j", {"S", "A", "H"}, {"S", ""}},
      {"l", {"L"}, {"L"}}, {"m", {"M"}, {"M"}}, {"n", {"N"}, {"N"}}, {"r", {"R"}, {"R"}}, {"h", {"H"}, {""}},
      {"X", {"K", "H"}, {"K", ""}}, {"J", {"S", "K"}, {"S", "K"}}, {"E", {"T", "S"}, {"T", "S"}}, {"Q", {"K", "H"}, {"K", ""}}, {"N", {""}, {"", "N"}},
  }};
  return kAll;
}

void append(std::vector<std::string>& sounds, const Options& options) {
  const std::size_t taken = sounds.size() * options.size() <= kMaxSounds ? options.size() : 1;
  std::vector<std::string> out;
  for (const std::string& sound : sounds)
    for (std::size_t i = 0; i < taken; ++i) out.push_back(sound + std::string(options.begin()[i]));
  sounds = std::move(out);
}

// The French write an r there and do not say it.
bool endsSilently(std::string_view word) {
  constexpr std::string_view kEnds[] = {"ger", "ier", "cher"};
  return word.size() > 4 && std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return word.ends_with(end); });
}

std::vector<std::string> soundsOf(std::string word) {
  if (word.size() > 3 && (word.ends_with("ij") || word.ends_with("yj"))) word.pop_back();  // a vowel, as Slavs and the Dutch end on it
  std::vector<std::string> sounds{""};
  std::size_t at = 0;
  if (isVowel(word[0])) {
    while (at < word.size() && isVowel(word[at])) ++at;
    const bool glides = (word.starts_with("ou") && at > 2) || (word[0] == 'u' && at > 1);  // the French and Italian w
    glides ? append(sounds, {"P", "A"}) : append(sounds, {"A"});
  }
  for (bool first = at == 0; at < word.size(); first = false) {
    if (isVowel(word[at]) || (at > 0 && word[at] == word[at - 1])) {
      ++at;
      continue;
    }
    const std::string_view rest = std::string_view(word).substr(at);
    const auto found = std::find_if(spellings().begin(), spellings().end(), [&](const Spelling& one) { return rest.starts_with(one.letters); });
    if (found == spellings().end()) {
      ++at;
      continue;
    }
    append(sounds, first ? found->first : found->later);
    at += found->letters.size();
  }
  if (endsSilently(word)) {
    const std::vector<std::string> heard = sounds;
    for (const std::string& sound : heard)
      if (sounds.size() < kMaxSounds && sound.ends_with('R')) sounds.push_back(sound.substr(0, sound.size() - 1));
  }
  // A single consonant says too little: then the vowels count, as far as spellings agree on them.
  std::string vowels;
  for (const char c : word) {
    const char kind = !isVowel(c) ? 0 : c == 'a' ? 'a' : c == 'o' || c == 'u' ? 'o' : 'e';
    if (kind != 0 && (vowels.empty() || vowels.back() != kind)) vowels += kind;
  }
  for (std::string& sound : sounds)
    if (sound.size() < 2) sound += "=" + vowels;
  if (word.size() >= kLongWithArticle && word.starts_with("al") && !isVowel(word[2]) && sounds.size() < kMaxSounds) {
    const std::vector<std::string> without = soundsOf(word.substr(2));
    for (const std::string& sound : without)
      if (sounds.size() < kMaxSounds) sounds.push_back(sound);
  }
  std::sort(sounds.begin(), sounds.end());
  sounds.erase(std::unique(sounds.begin(), sounds.end()), sounds.end());
  return sounds;
}

std::string lower(std::string word) {
  for (char& c : word) {
    switch (c) {
      case 'X':
      case 'Q':
        c = 'h';
        break;
      case 'J':
        c = 'j';
        break;
      case 'E':
        c = 'z';
        break;
      default:
        break;
    }
  }
  std::erase_if(word, [](char c) { return c == 'A' || c == 'N'; });
  return word;
}

bool isOfAWord(UChar32 c) {
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0 || c == '\'' || c == 0x2019 || c == 0x02BC;
}

std::vector<icu::UnicodeString> split(const icu::UnicodeString& name) {
  std::vector<icu::UnicodeString> out;
  icu::UnicodeString word;
  const auto end = [&] {
    if (!word.isEmpty()) out.push_back(word);
    word.remove();
  };
  for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
    const UChar32 c = name.char32At(i);
    if (c == 0x200C || c == 0x200D || c == 0x0640) continue;  // joiners and the stretched line
    isOfAWord(c) ? static_cast<void>(word.append(c)) : end();
  }
  end();
  return out;
}

// The Arabic article is written onto the word.
icu::UnicodeString withoutArticle(icu::UnicodeString word) {
  if (word.startsWith(u"عبدال") && word.length() > 6) return word.replace(3, 2, u"");
  if (word.startsWith(u"ال") && word.length() > 3) return word.remove(0, 2);
  return word;
}

// The rules never change and take some 50 ms to build: once a process.
const icu::Transliterator& toLatin() {
  static const std::unique_ptr<icu::Transliterator> rules = [] {
    UErrorCode error = U_ZERO_ERROR;
    UParseError where;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createFromRules(u"limen-names", kRules, UTRANS_FORWARD, where, error));
    LIMEN_CHECK(U_SUCCESS(error) && made != nullptr);
    return made;
  }();
  return *rules;
}

}  // namespace

std::vector<SpokenWord> readName(std::string_view name) {
  const std::string_view cut = name.substr(0, kMaxNameBytes);
  std::vector<std::string> words;
  for (icu::UnicodeString word : split(icu::UnicodeString::fromUTF8({cut.data(), static_cast<std::int32_t>(cut.size())}))) {
    word = withoutArticle(word);
    toLatin().transliterate(word);
    std::string latin;
    word.toUTF8String(latin);
    std::erase_if(latin, [](char c) { return !isLetter(c); });
    if (!latin.empty()) words.push_back(std::move(latin));
  }
  for (std::size_t i = 0; words.size() > 1 && i < words.size();) {
    const bool particle = words.size() > kFewest && std::find(kParticles.begin(), kParticles.end(), lower(words[i])) != kParticles.end();
    const bool article = std::find(kArticles.begin(), kArticles.end(), words[i]) != kArticles.end();
    particle || article ? static_cast<void>(words.erase(words.begin() + static_cast<std::ptrdiff_t>(i))) : static_cast<void>(++i);
  }
  std::vector<SpokenWord> out;
  for (std::size_t i = 0; i < words.size() && out.size() < kMaxNameWords; ++i) {
    std::string word = words[i];
    const std::string plain = lower(word);
    if (i + 1 < words.size() && (plain == "'bd" || plain == "bd" || plain == "abd" || plain == "abdul" || plain == "abdel" || plain == "abdal"))
      word = "abd" + words[++i];
    else if (plain.starts_with("bd") && plain != word)
      word = "abd" + word.substr(word.find('d') + 1);  // the Arabic ayn is no vowel
    word = withoutInnerArticle(std::move(word));
    SpokenWord spoken{lower(word), soundsOf(word)};
    if (!spoken.spelling.empty()) out.push_back(std::move(spoken));
  }
  return out;
}

}  // namespace limen
