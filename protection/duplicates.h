// SPDX-License-Identifier: Apache-2.0
// Who may be the same person. A print holds keyed tokens of names, birth and sex, nothing that reads: two prints under one key can
// be compared, and without the key nothing can be tried on them. What is found is a suggestion with its reasons; nothing is ever merged here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"
#include "forms/value.h"
#include "protection/name_sounds.h"
#include "protection/programme.h"

namespace limen {

struct Birth {
  int year = 0;
  unsigned month = 0, day = 0;  // 0: only the year is known
};
enum class Sex : std::uint8_t { unsaid, female, male };
struct PersonTraits {
  std::vector<std::string> names;  // as they are kept, in the order of the form
  std::optional<Birth> birth;
  Sex sex = Sex::unsaid;
};
// Of answers that are kept: names that are kept whole, a birth date or its year, sex; of the person, never of who is in a repeat.
struct TraitAnswer {
  std::uint32_t question = 0;
  bool inRepeat = false;
  forms::Value value;
};
PersonTraits traitsOf(const Programme& programme, const std::vector<TraitAnswer>& answers);

using Token = std::uint64_t;

struct PersonPrint {
  struct Word {
    Token spelling = 0;
    std::vector<Token> sounds;
    bool operator==(const Word&) const = default;
  };
  std::vector<Word> words;
  std::optional<std::array<Token, 3>> years;  // the year before, the year, the year after
  struct Day {
    Token exact = 0, swapped = 0, yearBefore = 0, yearAfter = 0;  // swapped: 0 where it makes no other date
    bool operator==(const Day&) const = default;
  };
  std::optional<Day> day;
  Sex sex = Sex::unsaid;

  Bytes serialise() const;
  static Result<PersonPrint> parse(ByteView bytes);  // SealError::malformed
  bool operator==(const PersonPrint&) const = default;
};

class PrintMaker {
 public:
  explicit PrintMaker(const SecretBytes& searchKey);
  std::optional<PersonPrint> make(const PersonTraits& traits) const;  // nothing without a name

 private:
  Token token(std::string_view kind, std::string_view content) const;
  SecretBytes key_;
};

enum class Likeness : std::uint8_t {
  sameNames,
  namesSpeltDifferently,
  namesInAnotherOrder,
  moreNames,  // one of the two has names that the other lacks
  sameBirthDate,
  dayAndMonthSwapped,
  bornWithinAYear,  // a year apart on the same day, or where only years are known, in neighbouring years
  sameBirthYear,
  noBirthDate,  // not known of one of them
};
std::string_view nameOf(Likeness reason);

// Empty: not alike. Otherwise why, in the order above.
std::vector<Likeness> compare(const PersonPrint& one, const PersonPrint& other);

// Prints that can be asked for those like another. Looked up by blocks (a name's sound in a year), so that a look-up reads some hundred prints.
class PrintIndex {
 public:
  struct Found {
    std::size_t which = 0;  // as add() counted
    std::vector<Likeness> reasons;
  };
  static constexpr std::size_t kMaxFound = 20;

  std::size_t add(PersonPrint print);
  std::vector<Found> like(const PersonPrint& print) const;  // the best first
  std::size_t size() const { return prints_.size(); }

 private:
  std::vector<PersonPrint> prints_;
  std::unordered_multimap<Token, std::uint32_t> blocks_;
};

}  // namespace limen
