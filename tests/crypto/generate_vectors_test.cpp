// SPDX-License-Identifier: Apache-2.0
// Made the vectors of tests/data/crypto. Hidden: it is run by hand when a format gets a new version, never to make a red test
// green.
//   LIMEN_VECTORS_OUT=folder test_crypto "[.generate]"
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <cstdlib>

#include "core/random.h"
#include "crypto/envelope.h"
#include "crypto/key_slots.h"
#include "tests/support/vectors.h"

using namespace limen;

namespace {

std::string shown(const SecretBytes& secret) {
  return hexOrDash(secret.expose(SecretAccess{}));
}

struct Maker {
  SeededRandom random{20'261'122};
  std::filesystem::path folder;

  Bytes some(std::size_t size) {
    Bytes out(size);
    random.fill(out);
    return out;
  }

  struct Shift {
    Signer station = Signer::generate();
    std::vector<CompartmentKeyRef> refs;
    std::vector<BoxKeys> readers;
    ShiftKeys::Opened opened;
  };
  Shift openShift(const std::vector<std::pair<std::string, std::uint32_t>>& compartments) {
    Signer station = Signer::generate();
    std::vector<CompartmentKeyRef> refs;
    std::vector<BoxKeys> readers;
    for (const auto& [name, epoch] : compartments) {
      readers.push_back(BoxKeys::generate());
      refs.push_back({name, epoch, readers.back().publicKey()});
    }
    auto opened =
        std::move(ShiftKeys::open(ShiftId::make(random), StationId::make(random), WriterId::make(random), refs, station)).value();
    return {std::move(station), std::move(refs), std::move(readers), std::move(opened)};
  }

  static void addReaders(Vector& vector, const Shift& shift, std::uint32_t mask) {
    for (std::size_t i = 0; i < shift.refs.size(); ++i)
      if ((mask >> i & 1) != 0)
        vector.add("reader", {shift.refs[i].name, std::to_string(shift.refs[i].epoch), shown(shift.readers[i].secret())});
  }

  Vector envelope(const std::string& name, const std::vector<std::string>& names, const std::vector<int>& sizes,
                  std::uint64_t counter, std::size_t seen, std::uint32_t dictionary, std::uint16_t only) {
    std::vector<std::pair<std::string, std::uint32_t>> compartments;
    for (const std::string& one : names) compartments.emplace_back(one, 1 + static_cast<std::uint32_t>(random.below(5)));
    const Shift shift = openShift(compartments);
    RevisionHeader header;
    header.record = RecordId::make(random);
    header.id = {WriterId::make(random), counter};
    for (std::size_t i = 0; i < seen; ++i) header.context.push_back({WriterId::make(random), 1 + random.below(100'000)});
    std::sort(header.context.begin(), header.context.end());
    header.shift = shift.opened.keys.shift();
    header.package = PackageHash::make(random);
    header.dictionary = dictionary;
    ErasureSeed seed{};
    random.fill(seed);

    Vector out;
    out.add("name", {name});
    out.add("shift-object", {toHex(shift.opened.object.serialise())});
    addReaders(out, shift, 0xffff);
    out.add("erasure-seed", {toHex(seed)});
    out.add("record", {header.record.hex()});
    out.add("writer", {header.id.writer.hex()});
    out.add("counter", {std::to_string(counter)});
    for (const RevisionId& dot : header.context) out.add("context", {dot.writer.hex(), std::to_string(dot.counter)});
    out.add("shift", {header.shift.hex()});
    out.add("package", {header.package.hex()});
    out.add("dictionary", {std::to_string(dictionary)});
    std::vector<Sealer::Content> contents;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (sizes[i] < 0) continue;  // no part for this compartment
      const Bytes content = some(static_cast<std::size_t>(sizes[i]));
      const ErasurePart erasure = erasurePart(seed, names[i]);
      out.add("part", {std::to_string(i), hexOrDash(content), toHex(erasure),
                       shown(shift.opened.keys.contentKey(i, header.record, header.id, erasure))});
      contents.push_back({static_cast<std::uint8_t>(i), pad(content)});
    }
    const SealedRevision sealed = Sealer::seal(header, std::move(contents), shift.opened.keys, seed).value();
    out.add("revision", {toHex(sealed.serialise())});
    out.add("hash", {sealed.hash().hex()});
    out.add("first-chain-step", {chainStep(Hash{}, sealed.hash()).hex()});
    out.add("only", {std::to_string(only)});
    out.add("revision-with-only", {toHex(sealed.withOnly(only).serialise())});
    return out;
  }

  Vector shift(const std::string& name, const std::vector<std::pair<std::string, std::uint32_t>>& compartments,
               std::uint32_t readable) {
    const Shift made = openShift(compartments);
    const ShiftKeys keys =
        ShiftKeys::read(made.opened.object, [&](std::string_view compartment, std::uint32_t) -> const BoxKeys* {
          for (std::size_t i = 0; i < made.refs.size(); ++i)
            if (made.refs[i].name == compartment) return (readable >> i & 1) != 0 ? &made.readers[i] : nullptr;
          return nullptr;
        });
    const SecretBytes wrapping = SecretBytes::random(32);
    Vector out;
    out.add("name", {name});
    out.add("shift", {made.opened.object.shift.hex()});
    out.add("station", {made.opened.object.station.hex()});
    out.add("writer", {made.opened.object.writer.hex()});
    out.add("station-seed", {shown(made.station.seed())});
    addReaders(out, made, readable);
    out.add("shift-object", {toHex(made.opened.object.serialise())});
    for (std::size_t i = 0; i < made.refs.size(); ++i)
      out.add("content-key", {made.refs[i].name, std::to_string(made.refs[i].epoch),
                              keys.has(i) ? shown(keys.contentKey(i, RecordId{}, RevisionId{}, ErasurePart{})) : "-"});
    out.add("wrapping-key", {shown(wrapping)});
    out.add("wrapped", {toHex(keys.wrap(wrapping))});
    return out;
  }

  struct SlotPlan {
    std::string label, passphrase;
    KdfCost cost{64 * 1024, 1};
    std::vector<SlotKind> devices{};
    int failures = 0;
    bool disabled = false;
    std::size_t secretSize = 32;
    bool mustChange = false;
    std::size_t codes = 0;
  };
  Vector slots(const std::string& name, const std::vector<SlotPlan>& plans, int seals, bool changedAfter = false) {
    KeySlots file;
    const SecretBytes macKey = SecretBytes::random(32);
    struct Opens {  // what opens a slot
      std::string words, second, secret;
    };
    std::map<SlotId, Opens> opens;
    for (const SlotPlan& plan : plans) {
      const SecretBytes secret = SecretBytes::random(plan.secretSize);
      const SecretBytes words = SecretBytes::copyOf(bytesOf(plan.passphrase));
      const UserId user = UserId::make(random);
      REQUIRE(file.add(user, plan.label, words, secret, plan.cost));
      const std::string wordsHex = toHex(bytesOf(plan.passphrase));
      opens[file.of(user).front().id] = {wordsHex, "-", shown(secret)};
      for (std::size_t i = 0; i < plan.devices.size(); ++i) {
        const SecretBytes second = SecretBytes::random(32);
        const auto id = file.addDevice(user, plan.devices[i], words, secret, second, "device " + std::to_string(i), some(40 + 8 * i));
        REQUIRE(id);
        opens[*id] = {wordsHex, shown(second), shown(secret)};
      }
      std::vector<SecretBytes> codes;
      for (std::size_t i = 0; i < plan.codes; ++i) codes.push_back(SecretBytes::random(14));
      if (!codes.empty()) REQUIRE(file.setCodes(user, secret, codes));
      std::size_t code = 0;
      for (const SlotInfo& slot : file.of(user))
        if (slot.kind == SlotKind::oneTimeCode) opens[slot.id] = {shown(codes[code++]), "-", shown(secret)};
      std::int64_t now = 1'795'000'000'000;
      for (int i = 0; i < plan.failures; ++i) {
        CHECK_FALSE(file.openCode(user, SecretBytes::copyOf(bytesOf("wrong")), now));
        now = std::max(now, file.list().back().notBeforeMs);
      }
      if (plan.disabled) REQUIRE(file.setDisabled(user, true));
      if (plan.mustChange) file.setMustChange(user, true);
    }
    for (int i = 0; i < seals; ++i) file.seal(macKey);
    if (changedAfter) REQUIRE(file.setDisabled(file.list()[0].user, true));
    Vector out;
    out.add("name", {name});
    out.add("mac-key", {shown(macKey)});
    out.add("mac", {file.macValid(macKey) ? "valid" : "invalid"});
    out.add("generation", {std::to_string(file.generation())});
    const auto infos = file.list();
    for (const SlotInfo& info : infos) {
      const Opens& by = opens.at(info.id);
      out.add("slot",
              {info.user.hex(), std::to_string(static_cast<int>(info.kind)), toHex(bytesOf(info.label)),
               std::to_string(info.cost.memoryBytes), std::to_string(info.cost.passes), std::to_string(info.disabled),
               std::to_string(info.failedTries), std::to_string(info.notBeforeMs), by.words, by.second, by.secret});
    }
    for (const SlotInfo& info : infos) out.add("must-change", {info.mustChange ? "1" : "0"});
    for (const SlotInfo& info : infos) out.add("device", {info.name.empty() ? "-" : toHex(bytesOf(info.name)), hexOrDash(info.device)});
    out.add("file", {toHex(file.serialise())});
    return out;
  }

  Vector escrowed(std::size_t k, std::size_t n, std::uint32_t presentMask, std::size_t secretSize) {
    std::vector<BoxKeys> holders;
    std::vector<PublicKey> names;
    for (std::size_t i = 0; i < n; ++i) {
      holders.push_back(BoxKeys::generate());
      names.push_back(holders.back().publicKey());
    }
    const SecretBytes secret = SecretBytes::random(secretSize);
    Vector out;
    out.add("name", {std::to_string(k) + "-of-" + std::to_string(n)});
    for (std::size_t i = 0; i < n; ++i)
      if ((presentMask >> i & 1) != 0) out.add("present", {shown(holders[i].secret())});
    out.add("secret", {shown(secret)});
    out.add("escrow", {toHex(escrow(names, k, secret).value())});
    return out;
  }

  Vector locked(std::size_t size, std::string_view associated) {
    const Bytes content = some(size);
    const SecretBytes key = SecretBytes::random(32);
    const BoxKeys reader = BoxKeys::generate();
    Vector out;
    out.add("name", {std::to_string(size) + "-bytes"});
    out.add("key", {shown(key)});
    out.add("associated", {hexOrDash(bytesOf(associated))});
    out.add("content", {hexOrDash(content)});
    out.add("locked", {toHex(lockWith(key, content, bytesOf(associated)))});
    out.add("reader", {shown(reader.secret())});
    out.add("box", {toHex(sealTo(reader.publicKey(), content).value())});
    return out;
  }
};

}  // namespace

TEST_CASE("make the vectors", "[.generate]") {
  const char* folder = std::getenv("LIMEN_VECTORS_OUT");
  if (folder == nullptr) SKIP("LIMEN_VECTORS_OUT names no folder");
  Maker m;
  const std::vector<std::string> one{"identity"}, three{"operational", "identity", "health"};
  std::vector<std::string> sixteen;
  for (int i = 0; i < 16; ++i) sixteen.push_back("compartment-" + std::to_string(10 + i));
  writeVectors(folder, "envelope.txt", "Envelopes of sealed revisions. part: index, content, erasure part, content key.",
               {
                   m.envelope("one-empty-part", one, {0}, 1, 0, 0, 0),
                   m.envelope("one-short-part", one, {20}, 1, 0, 1, 1),
                   m.envelope("three-parts", three, {31, 32, 100}, 2, 1, 2, 0b010),
                   m.envelope("three-parts-two-empty", three, {0, 90, 0}, 127, 0, 2, 0b001),
                   m.envelope("middle-part-missing", three, {60, -1, 60}, 128, 2, 2, 0b100),
                   m.envelope("last-step-before-padme", three, {254, 10, 10}, 300, 0, 127, 0b111),
                   m.envelope("first-padme-step", three, {255, 10, 10}, 16'384, 0, 128, 0b011),
                   m.envelope("a-long-part", three, {1500, 20, 20}, 70'000, 3, 9, 0b110),
                   m.envelope("sixteen-compartments", sixteen, std::vector<int>(16, 12), 5, 0, 1, 0b1000000000000001),
                   m.envelope("full-context", one, {40}, 9, 64, 1, 1),
                   m.envelope("largest-counter", one, {40}, ~0ull, 1, 0xffffffff, 0),
                   m.envelope("longest-name", {"sixteen-letters-", "x"}, {40, 50}, 6, 1, 1, 0b10),
               });
  writeVectors(
      folder, "shift.txt",
      "Shift objects and wrapped shift keys. content-key: compartment, epoch, the key for an all-zero record, revision and part.",
      {
          m.shift("one", {{"identity", 1}}, 1),
          m.shift("one-unreadable", {{"identity", 1}}, 0),
          m.shift("three", {{"operational", 1}, {"identity", 1}, {"health", 1}}, 7),
          m.shift("three-reader-of-one", {{"operational", 1}, {"identity", 1}, {"health", 1}}, 2),
          m.shift("epochs", {{"operational", 1}, {"identity", 2}, {"health", 300}}, 7),
          m.shift("largest-epoch", {{"identity", 0xffffffff}}, 1),
          m.shift("epoch-zero", {{"identity", 0}}, 1),
          m.shift("longest-name", {{"sixteen-letters-", 1}, {"x", 1}}, 3),
          m.shift("six", {{"operational", 4}, {"identity", 4}, {"health", 4}, {"legal", 4}, {"family", 4}, {"audit", 4}},
                  0b101010),
          m.shift(
              "sixteen",
              [&] {
                std::vector<std::pair<std::string, std::uint32_t>> out;
                for (const std::string& name : sixteen) out.emplace_back(name, 1);
                return out;
              }(),
              0xffff),
      });
  const std::string words = "synthetic words for a vector";
  std::vector<Maker::SlotPlan> many;
  for (int i = 0; i < 8; ++i) many.push_back({"Officer " + std::to_string(i), words + std::to_string(i), {8192, 1}});
  writeVectors(
      folder, "slots_v3.txt",  // slots.txt and slots_v2.txt hold files of versions 1 and 2, which nothing writes any more
      "Slot files of version 3. slot: user, kind, label, memory, passes, disabled, tries, not before, passphrase or code, second secret, "
      "user secret. device: name, data.",
      {
          m.slots("never-sealed", {{"Officer One", words}}, 0),
          m.slots("one", {{"Officer One", words}}, 1),
          m.slots("two", {{"Officer One", words}, {"Officer Two", "other synthetic words"}}, 2),
          m.slots("fido", {{"Officer One", words, {64 * 1024, 1}, {SlotKind::fido2}}}, 1),
          m.slots("tpm", {{"Officer One", words, {64 * 1024, 1}, {SlotKind::tpm}}}, 1),
          m.slots("two-devices-and-codes",
                  {{"Officer One", words, {64 * 1024, 1}, {SlotKind::fido2, SlotKind::tpm}, 2, false, 32, false, 3},
                   {"Officer Two", words},
                   {"Officer Three", words, {64 * 1024, 1}, {}, 6, true, 32, true, 8}},
                  2),
          m.slots("codes", {{"Officer One", words, {64 * 1024, 1}, {}, 0, false, 32, false, 8}}, 1),
          m.slots("tries", {{"Officer One", words, {64 * 1024, 1}, {}, 3}}, 1),
          m.slots("waiting", {{"Officer One", words, {64 * 1024, 1}, {}, 7}}, 1),
          m.slots("used-up", {{"Officer One", words, {64 * 1024, 1}, {}, 20}}, 1),
          m.slots("disabled", {{"Officer One", words, {64 * 1024, 1}, {}, 0, true}}, 300),
          m.slots("changed-after-the-mac", {{"Officer One", words}}, 1, true),
          m.slots(
              "costs",
              {{"Officer One", words, {8192, 10}}, {"Officer Two", words, {1 << 20, 2}}, {"Officer Three", words, {8 << 20, 3}}},
              1),
          m.slots(
              "other-scripts",
              {{"\xd8\xb6\xd8\xa7\xd8\xa8\xd8\xb7", "\xc3\xa9l\xc3\xa8ve synth\xc3\xa9tique", {8192, 1}, {}, 0, false, 64}},
              1),
          m.slots("must-change",
                  {{"Officer One", words, {64 * 1024, 1}, {}, 0, false, 32, true},
                   {"Officer Two", words, {64 * 1024, 1}, {}, 2, true, 32, true},
                   {"Officer Three", words}},
                  2),
          m.slots("eight", many, 1),
      });
  writeVectors(folder, "escrow.txt", "Escrows, and the secrets of holders who together are just enough.",
               {m.escrowed(1, 1, 1, 32), m.escrowed(1, 2, 2, 32), m.escrowed(2, 2, 3, 32), m.escrowed(1, 3, 4, 32),
                m.escrowed(2, 3, 0b101, 32), m.escrowed(3, 3, 7, 64), m.escrowed(2, 4, 0b1010, 32), m.escrowed(3, 5, 0b10101, 32),
                m.escrowed(5, 5, 31, 1), m.escrowed(7, 8, 0b11011111, 32)});
  std::vector<Vector> locks;
  for (const std::size_t size : {0, 1, 16, 31, 32, 33, 64, 100, 255, 256, 1000})
    locks.push_back(m.locked(size, size % 2 == 0 ? "" : "limen/test/v1"));
  writeVectors(folder, "lock.txt", "Symmetric locks, and boxes with the same content.", locks);
}
