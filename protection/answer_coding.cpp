// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "crypto/secret_bytes.h"
#include "protection/dictionary.h"
#include "protection/form_layout.h"
#include "protection/seal.h"
#include "protection/text_coding.h"
#include "protection/value_coding.h"

namespace limen {

namespace {

using forms::Choice;

enum class Block : std::uint8_t { none = 0, plain = 1, compressed = 2 };
constexpr unsigned kBlockBits = 2;
// Twice: four bits follow, whether it is incomplete, whether a second person is needed, whether it is in no list, and whether an answer
// follows; where none does, the part is this one byte.
constexpr std::uint64_t kIncomplete = 3;  // in the place of a block: the record was sealed unfinished, and the block follows
constexpr unsigned kSizeOrder = 6;   // of the block's sizes
constexpr unsigned kItemsOrder = 3;  // of the number of items in a scope
constexpr unsigned kGapOrder = 0;    // one bit for "the next question"
constexpr unsigned kInstancesOrder = 1;
constexpr std::size_t kWorthCompressing = 128;

const std::vector<Choice> kNoChoices;

const std::vector<Choice>* listOf(const forms::Node& node, const forms::FormDefinition& form) {
  const auto found = form.lists.find(node.list);
  return found == form.lists.end() ? &kNoChoices : &found->second;
}

// Answers as the form nests them. Instances of a repeat keep the order in which they first come.
struct Tree {
  struct Repeat;
  std::map<std::uint32_t, const forms::Value*> answers;
  std::map<std::uint32_t, Repeat> repeats;
  Tree& instance(std::uint32_t repeat, const RepeatId& id);
};
struct Tree::Repeat {
  std::vector<std::pair<RepeatId, Tree>> instances;
  std::map<RepeatId, std::size_t> at;
};
Tree& Tree::instance(std::uint32_t repeat, const RepeatId& id) {
  Repeat& all = repeats[repeat];
  const auto [found, fresh] = all.at.try_emplace(id, all.instances.size());
  if (fresh) all.instances.emplace_back(id, Tree{});
  return all.instances[found->second].second;
}

class Coder {
 public:
  Coder(const Programme& programme, const FormLayout& layout, bool lettersInBlock)
      : programme_(programme), layout_(layout), values_(bits_, lettersInBlock) {}

  void scope(const Tree& tree, std::uint32_t index) {
    const FormLayout::Scope& scope = layout_.scopes[index];
    bits_.golomb(tree.answers.size() + tree.repeats.size(), kItemsOrder);
    std::uint32_t next = 0;
    for (std::uint32_t slot = 0; slot < scope.slots.size(); ++slot) {
      const std::uint32_t question = scope.slots[slot];
      const auto answer = tree.answers.find(question);
      const auto repeat = tree.repeats.find(question);
      if (answer == tree.answers.end() && repeat == tree.repeats.end()) continue;
      bits_.golomb(slot - next, kGapOrder);
      next = slot + 1;
      const FormLayout::Question& place = layout_.questions[question];
      if (answer != tree.answers.end()) {
        values_.write(*answer->second, shapeOf(*place.node, programme_.protections[question].minimise),
                      listOf(*place.node, programme_.form->definition()));
      } else {
        bits_.golomb(repeat->second.instances.size() - 1, kInstancesOrder);
        for (const auto& [id, inside] : repeat->second.instances) {
          for (const Byte byte : id.value) bits_.bits(byte, 8);
          this->scope(inside, place.inner);
        }
      }
    }
  }
  const BitWriter& bits() const { return bits_; }
  const std::string& block() const { return values_.block(); }

 private:
  const Programme& programme_;
  const FormLayout& layout_;
  BitWriter bits_;
  ValueWriter values_;
};

struct Marks {
  Completeness completeness = Completeness::complete;
  Guard guard;
  bool answered = true;
};

void writeMarks(BitWriter& out, const Marks& marks, bool answered) {
  const bool incomplete = marks.completeness == Completeness::incomplete;
  if (marks.guard.any()) {
    out.bits(kIncomplete, kBlockBits);
    out.bits(kIncomplete, kBlockBits);
    for (const bool mark : {incomplete, marks.guard.secondPerson, marks.guard.noList, answered}) out.bits(mark ? 1 : 0, 1);
  } else if (incomplete) {
    out.bits(kIncomplete, kBlockBits);
  }
}

// What stands before the block. Guards that guard nothing are no way to write it.
bool readMarks(BitReader& bits, Marks& marks, std::uint64_t& block) {
  block = bits.bits(kBlockBits);
  if (block != kIncomplete) return bits.ok();
  marks.completeness = Completeness::incomplete;
  block = bits.bits(kBlockBits);
  if (block != kIncomplete) return bits.ok();
  marks.completeness = bits.bit() ? Completeness::incomplete : Completeness::complete;
  marks.guard.secondPerson = bits.bit();
  marks.guard.noList = bits.bit();
  marks.answered = bits.bit();
  if (!bits.ok() || !marks.guard.any()) return false;
  if (!marks.answered) return bits.remaining() == 0;
  block = bits.bits(kBlockBits);
  return bits.ok();
}

// How a part begins: its marks, and its text block, if it has one.
void writeHead(BitWriter& out, const Coder& coder, const Marks& marks, Block kind, std::size_t blockSize) {
  writeMarks(out, marks, true);
  out.bits(static_cast<std::uint64_t>(kind), kBlockBits);
  if (kind != Block::none) out.golomb(blockSize, kSizeOrder);
  if (kind == Block::compressed) out.golomb(coder.block().size(), kSizeOrder);
}

std::size_t assembledSize(const Coder& coder, const Marks& marks, Block kind, std::size_t blockSize) {
  BitWriter head;
  writeHead(head, coder, marks, kind, blockSize);
  return (head.size() + coder.bits().size() + 7) / 8 + blockSize;
}

Bytes assemble(const Coder& coder, const Marks& marks, Block kind, ByteView block) {
  BitWriter out;
  writeHead(out, coder, marks, kind, block.size());
  const Bytes& answers = coder.bits().bytes();
  for (std::size_t done = 0; done < coder.bits().size(); done += 8) {
    const auto width = static_cast<unsigned>(std::min<std::size_t>(8, coder.bits().size() - done));
    out.bits(static_cast<std::uint64_t>(answers[done / 8] >> (8 - width)), width);
  }
  Bytes coded;
  coded.reserve(out.bytes().size() + block.size());
  coded.insert(coded.end(), out.bytes().begin(), out.bytes().end());
  coded.insert(coded.end(), block.begin(), block.end());
  return coded;
}

class Decoder {
 public:
  Decoder(const Programme& programme, const FormLayout& layout, BitReader& bits, std::string_view block)
      : programme_(programme), layout_(layout), bits_(bits), values_(bits, block) {}

  void scope(std::uint32_t index, std::vector<RepeatId>& instances) {
    const FormLayout::Scope& scope = layout_.scopes[index];
    const std::uint64_t items = bits_.golomb(kItemsOrder);
    if (items > scope.slots.size() || (items == 0 && index == 0)) return bits_.fail();
    std::uint64_t slot = 0;
    for (std::uint64_t item = 0; item < items && bits_.ok(); ++item, ++slot) {
      slot += bits_.golomb(kGapOrder);
      if (!bits_.ok() || slot >= scope.slots.size()) return bits_.fail();
      const std::uint32_t question = scope.slots[slot];
      const FormLayout::Question& place = layout_.questions[question];
      if (place.repeat) {
        repeat(place.inner, instances);
      } else {
        keep(question, instances,
             values_.read(shapeOf(*place.node, programme_.protections[question].minimise),
                          listOf(*place.node, programme_.form->definition())));
      }
    }
    if (items == 0 && !instances.empty()) keep(scope.repeats.back(), instances, forms::Empty{});
  }
  std::vector<KeptAnswer> take() { return std::move(answers_); }
  std::size_t blockLeft() const { return values_.blockLeft(); }

 private:
  void repeat(std::uint32_t inner, std::vector<RepeatId>& instances) {
    const std::uint64_t count = bits_.golomb(kInstancesOrder) + 1;
    std::vector<RepeatId> seen;
    for (std::uint64_t i = 0; i < count && bits_.ok(); ++i) {
      RepeatId id;
      for (Byte& byte : id.value) byte = static_cast<Byte>(bits_.bits(8));
      seen.push_back(id);
      instances.push_back(id);
      scope(inner, instances);
      instances.pop_back();
    }
    std::sort(seen.begin(), seen.end());
    if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) bits_.fail();
  }

  void keep(std::uint32_t question, const std::vector<RepeatId>& instances, forms::Value value) {
    if (answers_.size() >= kMaxAnswersInPart) bits_.fail();
    if (bits_.ok()) answers_.push_back({question, instances, std::move(value)});
  }

  const Programme& programme_;
  const FormLayout& layout_;
  BitReader& bits_;
  ValueReader values_;
  std::vector<KeptAnswer> answers_;
};

// Of the form that was coded last: a record's parts are all coded by one.
const FormLayout& layoutOf(const Programme& programme) {
  static thread_local std::shared_ptr<const forms::CompiledForm> form;
  static thread_local std::optional<FormLayout> layout;
  if (!layout || form != programme.form) {
    form = programme.form;
    layout.emplace(form->definition());
  }
  return *layout;
}

}  // namespace

Bytes codeAnswers(const std::vector<KeptAnswer>& answers, const Programme& programme, Completeness completeness, const Guard& guard) {
  const Marks marks{completeness, guard};
  if (answers.empty()) {
    BitWriter out;
    if (guard.any()) writeMarks(out, marks, false);
    return out.bytes();
  }
  const FormLayout& layout = layoutOf(programme);
  LIMEN_CHECK(layout.questions.size() == programme.protections.size());
  Tree root;
  for (const KeptAnswer& answer : answers) {
    LIMEN_CHECK(answer.question < layout.questions.size());
    const FormLayout::Question& place = layout.questions[answer.question];
    const std::vector<std::uint32_t>& repeats = layout.scopes[place.repeat ? place.inner : place.scope].repeats;
    LIMEN_CHECK(place.stored && answer.instances.size() == repeats.size());
    Tree* tree = &root;
    for (std::size_t i = 0; i < repeats.size(); ++i) tree = &tree->instance(repeats[i], answer.instances[i]);
    if (!place.repeat) tree->answers[answer.question] = &answer.value;
  }

  Coder packed(programme, layout, false);
  packed.scope(root, 0);
  const Block kind = packed.block().empty() ? Block::none : Block::plain;
  Coder loose(programme, layout, true);
  loose.scope(root, 0);
  if (loose.block().size() >= kWorthCompressing) {
    const Bytes compressed = compressText(bytesOf(loose.block()), programme.dictionary);
    if (!compressed.empty() && assembledSize(loose, marks, Block::compressed, compressed.size()) <
                                   assembledSize(packed, marks, kind, packed.block().size()))
      return assemble(loose, marks, Block::compressed, compressed);
  }
  return assemble(packed, marks, kind, bytesOf(packed.block()));
}

Result<std::vector<KeptAnswer>> decodeAnswers(ByteView coded, const Programme& programme) {
  if (coded.empty()) return std::vector<KeptAnswer>{};
  if (coded.size() > kMaxPartBytes) return unexpected(SealError::malformed);
  const FormLayout& layout = layoutOf(programme);
  LIMEN_CHECK(layout.questions.size() == programme.protections.size());
  BitReader bits(coded);
  Marks marks;
  std::uint64_t head = 0;
  if (!readMarks(bits, marks, head)) return unexpected(SealError::malformed);
  if (!marks.answered) return std::vector<KeptAnswer>{};
  const auto kind = static_cast<Block>(head);
  if (kind > Block::compressed) return unexpected(SealError::malformed);
  const std::uint64_t size = kind == Block::none ? 0 : bits.golomb(kSizeOrder);
  const std::uint64_t rawSize = kind == Block::compressed ? bits.golomb(kSizeOrder) : size;
  if (!bits.ok() || size > coded.size() || rawSize > kMaxTextBytes) return unexpected(SealError::malformed);

  Bytes raw = copyOf(coded.last(size));
  if (kind == Block::compressed) {
    auto text = decompressText(raw, rawSize, programme.dictionary);
    if (!text) return unexpected(SealError::malformed);
    raw = std::move(*text);
  }
  Decoder decoder(programme, layout, bits, textOf(raw));
  std::vector<RepeatId> instances;
  decoder.scope(0, instances);
  if (!bits.doneBefore(size) || decoder.blockLeft() != 0) return unexpected(SealError::malformed);
  return decoder.take();
}

Completeness completenessOf(ByteView coded) {
  BitReader bits(coded);
  Marks marks;
  std::uint64_t head = 0;
  return !coded.empty() && readMarks(bits, marks, head) ? marks.completeness : Completeness::complete;
}

Guard guardOf(ByteView coded) {
  BitReader bits(coded);
  Marks marks;
  std::uint64_t head = 0;
  return !coded.empty() && readMarks(bits, marks, head) ? marks.guard : Guard{};
}

}  // namespace limen
