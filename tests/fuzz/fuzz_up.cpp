// SPDX-License-Identifier: Apache-2.0
// What a server is sent by a listed station: any frames, HELLO first or not. The session ends when the stream does, has one write under
// way at a time, and leaves the numbers of its store without a gap.
#include "frames.h"
#include "server_world.h"

namespace {

using namespace limen;

class Link final : public SessionLink {
 public:
  void startRead(Up& into) override {
    LIMEN_CHECK(into_ == nullptr && !finished_);
    into_ = &into;
  }
  void startWrite(const Down& frame) override {
    LIMEN_CHECK(!writing_ && !finished_ && frame.kind_case() != Down::KIND_NOT_SET);
    writing_ = true;
  }
  void finish(Ending) override {
    LIMEN_CHECK(!finished_);
    finished_ = true;
  }
  void cancel() override {}

  Up* take() { return std::exchange(into_, nullptr); }
  bool written() { return std::exchange(writing_, false); }
  bool finished() const { return finished_; }

 private:
  Up* into_ = nullptr;
  bool writing_ = false, finished_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
  static fuzz::ServerWorld world;
  const auto& station = world.organisation.stations[0];
  Link link;
  const auto session = Session::make(*world.host, link, station.id, station.certificate);
  session->start();
  const auto settle = [&] {
    do world.jobs->work();
    while (link.written() && (session->writeDone(true), true));
  };
  fuzz::Frames frames({data, size});
  settle();
  for (Up* into = link.take(); into != nullptr; into = link.take()) {
    const auto bytes = frames.next();
    into->Clear();
    session->readDone(bytes && into->ParseFromArray(bytes->data(), static_cast<int>(bytes->size())));
    settle();
  }
  settle();
  if (!link.finished()) session->cancelled();
  LIMEN_CHECK(link.finished());
  session->closed();
  settle();
  const auto scope = scopeOf(world.organisation.id, "intake", "north");
  const auto runs = world.store->runsAfter(scope, 0, 1 << 20);
  LIMEN_CHECK(runs.has_value());
  for (std::size_t i = 0; i < runs->size(); ++i) LIMEN_CHECK((*runs)[i].number == i + 1);
  return 0;
}
