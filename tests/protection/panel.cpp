// SPDX-License-Identifier: Apache-2.0
#include "panel.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace limen::test {

namespace {

struct TableName {
  std::string written;
  std::vector<std::string> spellings;
};
struct TableScript {
  std::vector<TableName> female, male, family;
};
using Table = std::array<TableScript, kPanelScripts.size()>;

std::vector<std::string> cut(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string piece; std::getline(in, piece, at);)
    if (!piece.empty()) out.push_back(piece);
  return out;
}

Table readTable() {
  std::ifstream in(std::string(LIMEN_SOURCE_DIR) + "/tests/protection/panel_names.tsv");
  Table table;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = cut(line, '\t');
    if (cells.size() != 4) throw std::runtime_error("panel_names.tsv");
    TableName name{cells[2], cut(cells[3], cells[3].find('|') == std::string::npos ? ' ' : '|')};
    for (std::size_t i = 0; i < kPanelScripts.size(); ++i) {
      if (cells[0] != kPanelScripts[i]) continue;
      auto& list = cells[1] == "f" ? table[i].female : cells[1] == "m" ? table[i].male : table[i].family;
      list.push_back(name);
    }
  }
  return table;
}

const TableName& any(SeededRandom& random, const std::vector<TableName>& names) {
  return names[random.below(names.size())];
}

struct Drawn {
  PanelPerson person;
  const TableName* given;
  const TableName* family;
};

unsigned daysIn(unsigned month) {
  return month == 2 ? 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

void drawBirth(SeededRandom& random, PanelPerson& person) {
  person.year = 1945 + static_cast<int>(random.below(75));
  person.month = 1 + static_cast<unsigned>(random.below(12));
  person.day = 1 + static_cast<unsigned>(random.below(daysIn(person.month)));
}

Drawn draw(SeededRandom& random, const Table& table, std::size_t script) {
  Drawn out;
  out.person.script = script;
  out.person.female = random.below(2) == 0;
  out.given = &any(random, out.person.female ? table[script].female : table[script].male);
  out.family = &any(random, table[script].family);
  out.person.names = {out.given->written, out.family->written};
  drawBirth(random, out.person);
  return out;
}

}  // namespace

Panel makePanel(std::uint64_t seed, std::size_t persons, std::size_t variants, std::size_t nearMisses) {
  static const Table table = readTable();
  SeededRandom random(seed);
  Panel panel;
  std::vector<Drawn> drawn;
  for (std::size_t i = 0; i < persons; ++i) {
    drawn.push_back(draw(random, table, i % kPanelScripts.size()));
    panel.persons.push_back(drawn.back().person);
  }
  using Kind = PanelProbe::Kind;
  for (std::size_t i = 0; i < variants + nearMisses; ++i) {
    // Each script gets its share of each kind.
    std::size_t of = random.below(persons);
    of -= of % kPanelScripts.size();
    of += i % kPanelScripts.size();
    if (of >= persons) of -= kPanelScripts.size();
    const Drawn& original = drawn[of];
    PanelProbe probe{original.person, of, Kind::spelling};
    PanelPerson& person = probe.person;
    const std::size_t turn = i / kPanelScripts.size();
    if (i < variants) {
      probe.kind = static_cast<Kind>(turn % 4);
      if (probe.kind == Kind::dayAndMonth && (person.day > 12 || person.day == person.month)) probe.kind = Kind::spelling;
      switch (probe.kind) {
        case Kind::otherOrder:
          std::swap(person.names[0], person.names[1]);
          break;
        case Kind::dayAndMonth:
          std::swap(person.day, person.month);
          break;
        case Kind::yearOff:
          person.year += random.below(2) == 0 ? 1 : -1;
          break;
        default:
          person.names = {original.given->spellings[random.below(original.given->spellings.size())],
                          original.family->spellings[random.below(original.family->spellings.size())]};
      }
    } else {
      probe.kind = turn % 2 == 0 ? Kind::namesake : turn % 10 == 1 ? Kind::twin : Kind::sibling;
      if (probe.kind == Kind::namesake) {
        const int year = person.year;
        do drawBirth(random, person);
        while (person.year >= year - 1 && person.year <= year + 1);
      } else {
        const TableScript& names = table[person.script];
        if (probe.kind == Kind::sibling) {
          person.female = random.below(2) == 0;
          const int year = person.year;
          drawBirth(random, person);
          person.year = year + (random.below(2) == 0 ? 1 : -1) * (1 + static_cast<int>(random.below(12)));
        }
        const std::string own = person.names[0];
        do person.names[0] = any(random, person.female ? names.female : names.male).written;
        while (person.names[0] == own);
      }
    }
    panel.probes.push_back(std::move(probe));
  }
  return panel;
}

}  // namespace limen::test
