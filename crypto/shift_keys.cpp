// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/check.h"
#include "crypto/envelope.h"
#include "crypto/layout.h"

namespace limen {

namespace {

constexpr std::uint8_t kShiftVersion = 1, kWrapVersion = 1;
constexpr std::size_t kShiftKeyBytes = 32, kShiftBoxBytes = kShiftKeyBytes + kBoxOverhead;
constexpr std::size_t kWrappedEntry = kCompartmentNameBytes + 1 + kShiftKeyBytes;
constexpr std::string_view kShiftDomain = "limen/shift/v1", kWrapDomain = "limen/wrap/v1";

Bytes signedPart(const ShiftObject& object) {
  ByteWriter out;
  out.u8(kShiftVersion).raw(object.shift.bytes()).raw(object.station.bytes()).raw(object.writer.bytes());
  out.u8(static_cast<Byte>(object.entries.size()));
  for (const ShiftObject::Entry& entry : object.entries)
    out.raw(compartmentName(entry.compartment)).u32(entry.epoch).raw(entry.box);
  return out.take();
}

// Nothing for a field that is not a name followed by zeros.
std::optional<std::string> nameIn(ByteView field) {
  const auto end = std::find(field.begin(), field.end(), 0);
  if (std::any_of(end, field.end(), [](Byte b) { return b != 0; })) return std::nullopt;
  std::string name(field.begin(), end);
  if (!isCompartmentName(name)) return std::nullopt;
  return name;
}

Bytes wrapHead(const ShiftId& shift) {
  ByteWriter out;
  out.u8(kWrapVersion).raw(shift.bytes());
  return out.take();
}

Bytes wrapAssociated(ByteView head) {
  ByteWriter out;
  out.raw(bytesOf(kWrapDomain)).raw(head);
  return out.take();
}

}  // namespace

bool isCompartmentName(std::string_view name) {
  return !name.empty() && name.size() <= kCompartmentNameBytes &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c <= '~'; });
}

CompartmentName compartmentName(std::string_view name) {
  LIMEN_CHECK(isCompartmentName(name));
  CompartmentName out{};
  std::copy(name.begin(), name.end(), out.begin());
  return out;
}

ErasurePart erasurePart(const ErasureSeed& seed, std::string_view compartment) {
  return mac128(ByteView(seed), {bytesOf("limen/era/v1"), compartmentName(compartment)});
}

Bytes ShiftObject::serialise() const {
  ByteWriter out;
  out.raw(signedPart(*this)).raw(signature);
  return out.take();
}

Result<ShiftObject> ShiftObject::parse(ByteView bytes) {
  ByteReader reader(bytes);
  const std::uint8_t version = reader.u8();
  if (!reader.ok()) return unexpected(SealError::truncated);
  if (version > kShiftVersion) return unexpected(SealError::newerVersion);
  if (version != kShiftVersion) return unexpected(SealError::malformed);
  ShiftObject out;
  out.shift.value = reader.array<16>();
  out.station.value = reader.array<16>();
  out.writer.value = reader.array<8>();
  const std::size_t count = reader.u8();
  if (!reader.ok()) return unexpected(SealError::truncated);
  if (count == 0) return unexpected(SealError::malformed);
  if (count > kMaxCompartments) return unexpected(SealError::tooManyCompartments);
  for (std::size_t i = 0; i < count; ++i) {
    const ByteView field = reader.raw(kCompartmentNameBytes);
    Entry entry;
    entry.epoch = reader.u32();
    entry.box = copyOf(reader.raw(kShiftBoxBytes));
    if (!reader.ok()) return unexpected(SealError::truncated);
    auto name = nameIn(field);
    if (!name) return unexpected(SealError::malformed);
    entry.compartment = std::move(*name);
    for (const Entry& other : out.entries)
      if (other.compartment == entry.compartment) return unexpected(SealError::malformed);
    out.entries.push_back(std::move(entry));
  }
  out.signature = reader.array<64>();
  if (!reader.ok()) return unexpected(SealError::truncated);
  if (!reader.done()) return unexpected(SealError::malformed);
  return out;
}

bool ShiftObject::signedBy(const PublicKey& key) const {
  return verify(key, kShiftDomain, signedPart(*this), signature);
}

Result<ShiftKeys::Opened> ShiftKeys::open(const ShiftId& shift, const StationId& station, const WriterId& writer,
                                          const std::vector<CompartmentKeyRef>& compartments, const Signer& stationSigner) {
  if (compartments.size() > kMaxCompartments) return unexpected(SealError::tooManyCompartments);
  if (compartments.empty()) return unexpected(SealError::malformed);
  ShiftKeys keys(shift);
  ShiftObject object{shift, station, writer, {}, {}};
  for (const CompartmentKeyRef& ref : compartments) {
    if (!isCompartmentName(ref.name) || keys.indexOf(ref.name)) return unexpected(SealError::malformed);
    SecretBytes key = SecretBytes::random(kShiftKeyBytes);
    LIMEN_ASSIGN(Bytes box, sealTo(ref.key, std::as_const(key).expose(SecretAccess{})));
    object.entries.push_back({ref.name, ref.epoch, std::move(box)});
    keys.compartments_.push_back(ref.name);
    keys.keys_.push_back(std::move(key));
  }
  object.signature = stationSigner.sign(kShiftDomain, signedPart(object));
  return Opened{std::move(keys), std::move(object)};
}

void ShiftKeys::addBoxed(const ShiftObject::Entry& entry, const BoxKeys* key) {
  SecretBytes opened;
  if (key != nullptr && entry.box.size() == kShiftBoxBytes)
    if (auto inner = key->open(entry.box)) opened = std::move(*inner);
  compartments_.push_back(entry.compartment);
  keys_.push_back(std::move(opened));
}

std::optional<std::uint8_t> ShiftKeys::indexOf(std::string_view compartment) const {
  for (std::size_t i = 0; i < compartments_.size(); ++i)
    if (compartments_[i] == compartment) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

Bytes ShiftKeys::wrap(const SecretBytes& wrappingKey) const {
  SecretBytes plain(compartments_.size() * kWrappedEntry);
  auto to = plain.expose(SecretAccess{}).begin();
  for (std::size_t i = 0; i < compartments_.size(); ++i, to += kWrappedEntry) {
    const CompartmentName name = compartmentName(compartments_[i]);
    std::copy(name.begin(), name.end(), to);
    if (!has(i)) continue;
    to[kCompartmentNameBytes] = 1;
    const ByteView key = keys_[i].expose(SecretAccess{});
    std::copy(key.begin(), key.end(), to + kCompartmentNameBytes + 1);
  }
  const Bytes head = wrapHead(shift_);
  ByteWriter out;
  out.raw(head).raw(lockWith(wrappingKey, std::as_const(plain).expose(SecretAccess{}), wrapAssociated(head)));
  return out.take();
}

Result<ShiftKeys> ShiftKeys::unwrap(const SecretBytes& wrappingKey, ByteView wrapped) {
  ByteReader reader(wrapped);
  const std::uint8_t version = reader.u8();
  ShiftId shift;
  shift.value = reader.array<16>();
  const ByteView locked = reader.raw(reader.remaining());
  if (!reader.ok() || locked.size() <= kLockOverhead) return unexpected(SealError::malformed);
  if (version > kWrapVersion) return unexpected(SealError::newerVersion);
  const std::size_t count = (locked.size() - kLockOverhead) / kWrappedEntry;
  if (version != kWrapVersion || locked.size() != kLockOverhead + count * kWrappedEntry || count == 0 || count > kMaxCompartments)
    return unexpected(SealError::malformed);
  const auto plain = unlockWith(wrappingKey, locked, wrapAssociated(wrapHead(shift)));
  if (!plain) return unexpected(SealError::tampered);
  ShiftKeys keys(shift);
  ByteReader inner(plain->expose(SecretAccess{}));
  for (std::size_t i = 0; i < count; ++i) {
    auto name = nameIn(inner.raw(kCompartmentNameBytes));
    const std::uint8_t present = inner.u8();
    const ByteView key = inner.raw(kShiftKeyBytes);
    const bool zeros = std::all_of(key.begin(), key.end(), [](Byte b) { return b == 0; });
    if (!name || present > 1 || (present == 0 && !zeros) || keys.indexOf(*name)) return unexpected(SealError::malformed);
    keys.compartments_.push_back(std::move(*name));
    keys.keys_.push_back(present == 1 ? SecretBytes::copyOf(key) : SecretBytes());
  }
  return keys;
}

SecretBytes ShiftKeys::contentKey(std::size_t index, const RecordId& record, const RevisionId& revision,
                                  const ErasurePart& erasure) const {
  LIMEN_CHECK(has(index));
  ByteWriter dot;
  dot.raw(revision.writer.bytes()).u64(revision.counter);
  return deriveKey(keys_[index], {bytesOf("limen/rec/v1"), record.bytes(), dot.bytes(), compartmentName(compartments_[index]),
                                  ByteView(erasure)});
}

}  // namespace limen
