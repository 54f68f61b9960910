// SPDX-License-Identifier: Apache-2.0
// What a station is sent: any frames. The engine ends in one way only, never says synced of a fingerprint that is not its own, and
// asks its driver for nothing that it does not owe.
#include "core/check.h"
#include "frames.h"
#include "sync/engine.h"
#include "sync/receipt.h"
#include "sync/tombstone.h"

namespace {

using namespace limen;

constexpr ScopeId kScope{.value = {5}};
constexpr StationId kStation{.value = {7}};

class Driver {
 public:
  Driver() : engine_(start()) { perform(engine_.begin()); }
  void give(Down frame) {
    if (frame.has_end())
      for (const ScopeEnd& end : frame.end().scopes())
        if (end.scope() == textOf(kScope.bytes())) promised_ = end.fingerprint();
    tell(sync_event::Received{std::move(frame)});
  }
  void close() {
    tell(sync_event::Closed{});
    LIMEN_CHECK(finishes_ <= 1);
  }

 private:
  static SyncStart start() {
    SyncStart out;
    out.station = kStation;
    out.epoch = 2;
    out.exchangeHeads = true;
    SyncStart::Scope scope;
    scope.scope = kScope;
    scope.cursor = 3;
    scope.heads = {{kStation, 4, Hash{{4}}}};
    out.scopes.push_back(scope);
    return out;
  }
  void tell(const SyncEvent& event) { perform(engine_.on(event)); }
  void perform(std::vector<SyncAction> actions) {
    for (SyncAction& action : actions) {
      if (std::holds_alternative<sync_action::AskForRun>(action)) {
        if (++asked_ <= 2)
          tell(sync_event::RunReady{kScope, asked_ + 4, asked_ + 4, Bytes{1}});
        else
          tell(sync_event::NoMoreRuns{});
      } else if (const auto* run = std::get_if<sync_action::CommitRun>(&action)) {
        const auto parsed = Run::parse(run->run);
        if (parsed)
          tell(sync_event::Committed{kScope, run->number, {{kStation, 4, Hash{{4}}}}});
        else
          tell(sync_event::RunRejected{kScope, run->number, std::string(parsed.error().name())});
      } else if (const auto* ack = std::get_if<sync_action::CommitAck>(&action)) {
        LIMEN_CHECK(!ackSignedBy(ack->ack, PublicKey{9}));
        LIMEN_CHECK(ack->ack.stored_size() == 0 || ack->ack.stored(0).scope() == textOf(kScope.bytes()));
        if (ack->ack.stored_size() > 0) tell(sync_event::Confirmed{kScope, {{kStation, 4, Hash{{4}}}}});
      } else if (const auto* erasure = std::get_if<sync_action::TakeErasure>(&action)) {
        if (const auto tombstone = Tombstone::parse(erasure->tombstone)) LIMEN_CHECK(tombstone->serialise() == erasure->tombstone);
      } else if (const auto* finish = std::get_if<sync_action::Finish>(&action)) {
        ++finishes_;
        const bool ours = promised_ == textOf(fingerprint({{kStation, 4, Hash{{4}}}}).bytes());
        LIMEN_CHECK(finish->outcome != sync_action::Finish::Outcome::synced || ours);
      }
    }
  }

  std::uint64_t asked_ = 0;
  int finishes_ = 0;
  std::string promised_;
  SyncEngine engine_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
  Driver driver;
  fuzz::Frames frames({data, size});
  while (const auto bytes = frames.next()) {
    Down frame;
    if (!frame.ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) break;
    driver.give(std::move(frame));
  }
  driver.close();
  return 0;
}
