// SPDX-License-Identifier: Apache-2.0
// [MS-CFB] holds the stream "Workbook", [MS-XLS] its records. A formula's record has its last result; a text follows in a record
// of its own.
#include "forms/xls_formulas.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "forms/cells.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace {

constexpr std::uint32_t kEndOfChain = 0xfffffffe;
constexpr std::size_t kHeaderBytes = 512;

std::uint32_t read(ByteView bytes, std::size_t at, std::size_t size) {
  std::uint32_t out = 0;
  if (at + size > bytes.size()) return 0;
  for (std::size_t i = 0; i < size; ++i) out |= std::uint32_t{bytes[at + i]} << (8 * i);
  return out;
}

class CompoundFile {
 public:
  explicit CompoundFile(ByteView bytes) : bytes_(bytes) {
    const std::uint32_t shift = read(bytes, 30, 2);
    if (bytes.size() < kHeaderBytes || (shift != 9 && shift != 12)) return;
    sectorBytes_ = std::size_t{1} << shift;
    table();
  }

  // The whole stream of that name; empty when there is none.
  Bytes stream(std::u16string_view name) const {
    if (fat_.empty()) return {};
    const Bytes directory = chain(read(bytes_, 48, 4), bytes_.size());
    constexpr std::size_t kEntry = 128;
    Bytes small;
    for (std::size_t at = 0; at + kEntry <= directory.size(); at += kEntry) {
      const ByteView entry = ByteView(directory).subspan(at, kEntry);
      const std::uint32_t start = read(entry, 116, 4), size = read(entry, 120, 4);
      if (entry[66] == 5) small = chain(start, size);
      if (entry[66] != 2 || !named(entry, name)) continue;
      return size < read(bytes_, 56, 4) ? smallChain(small, start, size) : chain(start, size);
    }
    return {};
  }

 private:
  static bool named(ByteView entry, std::u16string_view name) {
    if (read(entry, 64, 2) != (name.size() + 1) * 2) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (read(entry, i * 2, 2) != name[i]) return false;
    }
    return true;
  }

  ByteView sector(std::uint32_t number) const {
    const std::size_t at = (std::size_t{number} + 1) * sectorBytes_;
    if (number >= kEndOfChain || at >= bytes_.size()) return {};
    return bytes_.subspan(at, std::min(sectorBytes_, bytes_.size() - at));
  }
  std::size_t sectors() const { return bytes_.size() / sectorBytes_; }

  void table() {
    const auto add = [&](std::uint32_t number) {
      const ByteView part = sector(number);
      for (std::size_t at = 0; at + 4 <= part.size(); at += 4) fat_.push_back(read(part, at, 4));
    };
    for (std::size_t i = 0; i < 109 && i < read(bytes_, 44, 4); ++i) add(read(bytes_, 76 + i * 4, 4));
    std::uint32_t more = read(bytes_, 68, 4);
    for (std::size_t steps = 0; steps < sectors() && fat_.size() < sectors(); ++steps) {
      const ByteView part = sector(more);
      if (part.size() < sectorBytes_) break;
      for (std::size_t at = 0; at + 4 < part.size(); at += 4) add(read(part, at, 4));
      more = read(part, part.size() - 4, 4);
    }
  }

  // A chain that runs in a circle ends at the number of sectors there are.
  Bytes chain(std::uint32_t number, std::size_t size) const {
    Bytes out;
    for (std::size_t steps = 0; steps < sectors() && number < fat_.size() && out.size() < size; ++steps) {
      const ByteView part = sector(number);
      out.insert(out.end(), part.begin(), part.end());
      number = fat_[number];
    }
    if (out.size() > size) out.resize(size);
    return out;
  }

  Bytes smallChain(const Bytes& small, std::uint32_t number, std::size_t size) const {
    constexpr std::size_t kSmall = 64;
    const Bytes table = chain(read(bytes_, 60, 4), bytes_.size());
    Bytes out;
    for (std::size_t steps = 0; steps <= small.size() / kSmall && out.size() < size; ++steps) {
      const std::size_t at = std::size_t{number} * kSmall;
      if (number >= kEndOfChain || at + kSmall > small.size()) break;
      out.insert(out.end(), small.begin() + static_cast<std::ptrdiff_t>(at),
                 small.begin() + static_cast<std::ptrdiff_t>(at + kSmall));
      number = read(table, std::size_t{number} * 4, 4);
    }
    if (out.size() > size) out.resize(size);
    return out;
  }

  ByteView bytes_;
  std::size_t sectorBytes_ = kHeaderBytes;
  std::vector<std::uint32_t> fat_;
};

void appendUtf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

enum Record : std::uint32_t {
  formula = 0x06,
  endOfSheet = 0x0a,
  goesOn = 0x3c,
  sheetAt = 0x85,
  stringResult = 0x207,
  beginOfSheet = 0x809
};

class Records {
 public:
  Records(ByteView stream, std::size_t at) : stream_(stream), at_(at) {}

  bool next() {
    if (at_ + 4 > stream_.size()) return false;
    kind = read(stream_, at_, 2);
    const std::size_t size = read(stream_, at_ + 2, 2);
    if (at_ + 4 + size > stream_.size()) return false;
    body = stream_.subspan(at_ + 4, size);
    at_ += 4 + size;
    return true;
  }
  bool nextIs(std::uint32_t wanted) const { return at_ + 4 <= stream_.size() && read(stream_, at_, 2) == wanted; }

  std::uint32_t kind = 0;
  ByteView body;

 private:
  ByteView stream_;
  std::size_t at_;
};

// A text of 16-bit or 8-bit signs; each record that it goes on in says anew which.
std::string textOf(Records& records) {
  std::size_t left = read(records.body, 0, 2);
  std::size_t at = 2;
  std::vector<std::uint32_t> units;
  for (;;) {
    if (at >= records.body.size()) break;
    const bool wide = (records.body[at] & 1) != 0;
    ++at;
    for (const std::size_t step = wide ? 2 : 1; left > 0 && at + step <= records.body.size(); at += step, --left)
      units.push_back(read(records.body, at, step));
    if (left == 0 || !records.nextIs(goesOn) || !records.next()) break;
    at = 0;
  }
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::uint32_t unit = units[i];
    const bool high = unit >= 0xd800 && unit < 0xdc00,
               paired = high && i + 1 < units.size() && units[i + 1] >= 0xdc00 && units[i + 1] < 0xe000;
    if (paired) {
      appendUtf8(out, 0x10000 + ((unit - 0xd800) << 10) + (units[++i] - 0xdc00));
    } else if (unit < 0xd800 || unit >= 0xe000) {
      appendUtf8(out, unit);
    }
  }
  return out;
}

void sheetInto(std::vector<FormulaCell>& out, ByteView stream, std::uint32_t sheet, std::size_t at) {
  Records records(stream, at);
  int depth = 0;
  std::optional<FormulaCell> waiting;  // for the record with its text
  while (records.next() && out.size() < kMaxCells) {
    if (records.kind == beginOfSheet) ++depth;
    if (records.kind == endOfSheet && --depth <= 0) return;
    if (records.kind == stringResult && waiting) {
      waiting->text = textOf(records);
      out.push_back(std::move(*waiting));
      waiting.reset();
    }
    if (records.kind != formula || records.body.size() < 16) continue;
    FormulaCell cell{sheet, read(records.body, 0, 2), read(records.body, 2, 2), {}};
    waiting.reset();
    if (read(records.body, 12, 2) != 0xffff) {
      std::uint64_t bits = 0;
      for (std::size_t i = 0; i < 8; ++i) bits |= std::uint64_t{records.body[6 + i]} << (8 * i);
      cell.text = formatNumber(std::bit_cast<double>(bits));
      out.push_back(std::move(cell));
    } else if (records.body[6] == 0) {
      waiting = std::move(cell);
    } else if (records.body[6] == 1) {
      cell.text = records.body[8] != 0 ? "TRUE" : "FALSE";
      out.push_back(std::move(cell));
    }
  }
}

}  // namespace

std::vector<FormulaCell> formulasOf(ByteView xls) {
  const CompoundFile file(xls);
  const Bytes stream = file.stream(u"Workbook");
  std::vector<FormulaCell> out;
  std::vector<std::size_t> starts;
  Records globals(stream, 0);
  while (globals.next() && globals.kind != endOfSheet && starts.size() < kMaxSheets) {
    if (globals.kind == sheetAt && globals.body.size() >= 6) starts.push_back(read(globals.body, 0, 4));
  }
  for (std::size_t i = 0; i < starts.size(); ++i) sheetInto(out, stream, static_cast<std::uint32_t>(i), starts[i]);
  return out;
}

}  // namespace limen::forms
