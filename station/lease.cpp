// SPDX-License-Identifier: Apache-2.0
#include "station/lease.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>

#include "proto/orders.pb.h"

namespace limen {

namespace {

constexpr std::string_view kName = "lease";
constexpr Milliseconds kCountedIn = std::chrono::minutes{1};  // a step that is worth a write

struct Counted {
  Milliseconds from{0};     // trusted, at the last contact
  Milliseconds used{0};     // of the machine's running time since then
  Milliseconds running{0};  // its running clock, when that was counted

  Bytes serialise() const {
    ByteWriter out;
    for (const Milliseconds each : {from, used, running}) out.u64(static_cast<std::uint64_t>(each.count()));
    return out.take();
  }
  static std::optional<Counted> parse(ByteView bytes) {
    ByteReader in(bytes);
    Counted out;
    for (Milliseconds* each : {&out.from, &out.used, &out.running}) *each = Milliseconds(static_cast<std::int64_t>(in.u64()));
    return in.done() ? std::optional(out) : std::nullopt;
  }
};

Result<Milliseconds> trustedNow(StationStore& store, const Clock& clock) {
  LIMEN_ASSIGN(const auto head, store.logHead());
  return Milliseconds(std::max(toUnixMs(clock.now()), head.trustedMs));
}

}  // namespace

std::string_view nameOf(LeaseError cause) {
  switch (cause) {
    case LeaseError::ranOut:
      return "ranOut";
  }
  return "unknown";
}

Result<void> beginLease(StationStore& store, const Clock& clock) {
  LIMEN_ASSIGN(const Milliseconds now, trustedNow(store, clock));
  return store.put(kName, Counted{now, Milliseconds(0), clock.running()}.serialise());
}

Result<LeaseState> leaseState(StationStore& store, const VerifiedDirectory& directory, const Clock& clock) {
  LeaseState out;
  out.hours = leaseHours(directory);
  if (out.hours == 0) return out;
  LIMEN_ASSIGN(const auto bytes, store.get(kName));
  auto counted = bytes ? Counted::parse(*bytes) : std::nullopt;
  if (bytes && !counted) return unexpected(StoreError::damaged, "lease");
  LIMEN_ASSIGN(const Milliseconds now, trustedNow(store, clock));
  if (!counted) {
    LIMEN_TRY(beginLease(store, clock));
    counted = Counted{now, Milliseconds(0), clock.running()};
  }
  // A running clock below the one that was counted last belongs to a later start of the machine: it ran at least so long since.
  const Milliseconds running = clock.running();
  const Milliseconds since = running >= counted->running ? running - counted->running : running;
  if (since >= kCountedIn) {
    counted->used += since;
    counted->running = running;
    LIMEN_TRY(store.put(kName, counted->serialise()));
  }
  const Milliseconds whole = std::chrono::hours(out.hours);
  out.left = whole - std::max(now - counted->from, counted->used);
  out.ranOut = out.left <= Milliseconds(0);
  return out;
}

std::uint32_t leaseHours(const VerifiedDirectory& directory) {
  SignedDirectory outer;
  LeaseTerms terms;
  const Bytes& bytes = directory.bytes();
  if (!outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !terms.ParseFromString(outer.body())) return 0;
  return std::min(terms.hours(), kLeaseHoursAtMost);
}

void setLeaseHours(Directory& directory, std::uint32_t hours) {
  auto* fields = directory.GetReflection()->MutableUnknownFields(&directory);
  fields->DeleteByNumber(LeaseTerms::kHoursFieldNumber);
  if (hours > 0) fields->AddVarint(LeaseTerms::kHoursFieldNumber, hours);
}

}  // namespace limen
