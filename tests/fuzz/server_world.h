// SPDX-License-Identifier: Apache-2.0
// A server without a network: its registry, desk and session host on a real store, its lanes worked off in the calling thread.
#pragma once

#include <unistd.h>

#include <deque>
#include <filesystem>

#include "server/enrolment_desk.h"
#include "server/session.h"
#include "tests/support/organisation.h"

namespace limen::fuzz {

class Jobs final : public JobQueue, public CommitQueue {
 public:
  explicit Jobs(ServerStore& store) : store_(store) {}
  void submit(std::function<void()> job) override { jobs_.push_back(std::move(job)); }
  void commit(IncomingRun run, Done done) override {
    jobs_.push_back([this, run = std::move(run), done = std::move(done)] {
      const auto outcomes = store_.commit({run});
      done(outcomes ? Result<RunOutcome>(outcomes->front()) : unexpected(outcomes.error()));
    });
  }
  void work() {
    for (; !jobs_.empty();) {
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      job();
    }
  }

 private:
  ServerStore& store_;
  std::deque<std::function<void()>> jobs_;
};

struct ServerWorld {
  ManualClock clock{fromUnixMs(1'795'000'000'000)};
  test::TestOrganisation organisation;
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("limen-fuzz-" + std::to_string(::getpid()));
  std::unique_ptr<ServerStore> store;
  std::unique_ptr<TombstoneLog> tombstones;
  std::unique_ptr<Registry> registry;
  std::unique_ptr<EnrolmentDesk> desk;
  std::unique_ptr<Jobs> jobs;
  std::unique_ptr<SessionHost> host;

  ServerWorld() {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    organisation.addStation("north");
    store = std::move(openEmbeddedServerStore(folder / "server.db", SecretBytes(kStoreKeyBytes), Database::Create::yes)).value();
    tombstones = std::move(openTombstoneLog(folder / "tombstones")).value();
    registry = std::move(Registry::open(*store, organisation.root.publicKey(), organisation.signedDirectory())).value();
    LIMEN_CHECK(registry->publishPackage(organisation.package("intake")).has_value());
    desk = std::make_unique<EnrolmentDesk>(*store, *registry, "authority", clock);
    jobs = std::make_unique<Jobs>(*store);
    host.reset(new SessionHost{.clock = clock,
                               .limits = {},
                               .registry = *registry,
                               .store = *store,
                               .gate = RunGate(std::move(BoxKeys::fromSecret(organisation.erasure.secret())).value(), organisation.erasureKeyId),
                               .receipt = std::move(Signer::fromSeed(organisation.receipt.seed())).value(),
                               .epoch = 1,
                               .commits = *jobs,
                               .pulls = *jobs,
                               .tombstones = *tombstones});
  }
};

}  // namespace limen::fuzz
