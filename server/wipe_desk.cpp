// SPDX-License-Identifier: Apache-2.0
#include "server/wipe_desk.h"

#include "core/log.h"
#include "sync/wipe_order.h"

namespace limen {
namespace {

constexpr std::size_t kMaxUpload = 5 << 20;
constexpr std::size_t kMaxCause = 32;

std::string nameFor(const StationId& station) {
  return "wipe." + station.hex();
}

Result<std::optional<WipeState>> kept(ServerStore& store, const StationId& station) {
  LIMEN_ASSIGN(const auto bytes, store.get(nameFor(station)));
  std::optional<WipeState> out;
  if (!bytes) return out;
  out.emplace();
  if (!out->ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) return unexpected(StoreError::damaged, "wipe");
  return out;
}

Result<void> keep(ServerStore& store, const StationId& station, const WipeState& state) {
  const std::string bytes = state.SerializeAsString();
  return store.put(nameFor(station), bytesOf(bytes));
}

// A cause is a word of the station's: what is shown of it is letters.
std::string wordOf(const std::string& cause) {
  std::string out;
  for (const char c : cause.substr(0, kMaxCause))
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) out += c;
  return out;
}

}  // namespace

std::string_view nameOf(WipeDeskError cause) {
  switch (cause) {
    case WipeDeskError::badOrder:
      return "badOrder";
    case WipeDeskError::notOrdered:
      return "notOrdered";
  }
  return "unknown";
}

bool WipeDesk::stands(const WipeState& state) const {
  const auto view = registry_.view();
  const auto id = StationId::from(bytesOf(state.station()));
  const Station* station = id ? view->directory.station(*id) : nullptr;
  return station && station->revoked();
}

Result<void> WipeDesk::order(const WipeUpload& upload) {
  if (upload.ByteSizeLong() > kMaxUpload) return unexpected(WipeDeskError::badOrder);
  LIMEN_ASSIGN(const WipeOrder order, WipeOrder::parse(bytesOf(upload.order())));
  // The directory first: an order whose station is not revoked is obeyed by nobody.
  LIMEN_TRY(registry_.publishDirectory(bytesOf(upload.directory()), clock_.now()));
  LIMEN_TRY(order.check(registry_.view()->directory));
  WipeState state;
  state.set_station(std::string(textOf(order.station.bytes())));
  state.set_order(upload.order());
  state.set_ordered_ms(toUnixMs(clock_.now()));
  logFact(LogLevel::info, "server", "wipe ordered", {LogField("station", order.station)});
  return keep(store_, order.station, state);
}

Result<WipeStates> WipeDesk::states() {
  WipeStates out;
  const auto view = registry_.view();
  for (const Station& station : view->directory.content().stations()) {
    const auto id = StationId::from(bytesOf(station.id()));
    if (!id) continue;
    LIMEN_ASSIGN(auto state, kept(store_, *id));
    if (!state) continue;
    state->set_withdrawn(!station.revoked());
    *out.add_orders() = std::move(*state);
  }
  return out;
}

Result<StandingOrders> WipeDesk::standing(const StationId& station) {
  StandingOrders out;
  LIMEN_ASSIGN(auto state, kept(store_, station));
  if (!state || !stands(*state)) return out;
  state->set_seen_ms(toUnixMs(clock_.now()));
  LIMEN_TRY(keep(store_, station, *state));
  const auto view = registry_.view();
  out.set_wipe(state->order());
  out.set_directory(std::string(textOf(view->directory.bytes())));
  return out;
}

Result<void> WipeDesk::answer(const StationId& station, const WipeAnswer& answer) {
  LIMEN_ASSIGN(auto state, kept(store_, station));
  if (!state || (answer.state() != WipeAnswer::TAKEN && answer.state() != WipeAnswer::REFUSED)) return unexpected(WipeDeskError::notOrdered);
  const auto order = WipeOrder::parse(bytesOf(state->order()));
  if (!order || answer.order() != textOf(order->id.bytes())) return unexpected(WipeDeskError::notOrdered);
  if (state->answer() == WipeAnswer::TAKEN) return {};  // there is no way back
  state->set_answer(answer.state());
  state->set_cause(answer.state() == WipeAnswer::REFUSED ? wordOf(answer.cause()) : std::string());
  state->set_answered_ms(toUnixMs(clock_.now()));
  logFact(LogLevel::info, "server", "wipe answered", {LogField("station", station), LogField("taken", answer.state() == WipeAnswer::TAKEN ? 1 : 0)});
  return keep(store_, station, *state);
}

}  // namespace limen
