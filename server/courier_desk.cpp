// SPDX-License-Identifier: Apache-2.0
#include "server/courier_desk.h"

#include <future>

#include "core/files.h"
#include "core/log.h"
#include "server/session.h"
#include "sync/courier.h"

namespace limen {

namespace {

namespace fs = std::filesystem;

// What is sent goes to bundles that are written as they fill.
class AnswerWriter {
 public:
  AnswerWriter(const SessionHost& host, Random& random, const CourierBundle& asked, const PublicKey& receiver, const fs::path& folder)
      : host_(host), random_(random), receiver_(receiver), folder_(folder) {
    next_ = {.way = CourierWay::toStation,
             .organisation = asked.organisation,
             .station = asked.station,
             .id = {},
             .answers = asked.id,
             .epoch = host.epoch,
             .part = 1,
             .frames = {}};
    answer_.station = asked.station;
  }

  void add(const Down& frame) {
    if (frame.has_ack())
      for (const Range& range : frame.ack().stored()) answer_.stored += range.last() - range.first() + 1;
    answer_.pieces += frame.pictures().has_stored() ? 1 : 0;
    const auto state = frame.pictures().state().kind();
    const bool refusedPicture = frame.pictures().has_refused() || state == PictureState::OTHER || state == PictureState::SCOPE;
    answer_.refused += frame.has_refusal() || refusedPicture ? 1 : 0;
    next_.frames.push_back(frame.SerializeAsString());
    bytes_ += next_.frames.back().size();
    if (bytes_ >= kFullBundle) write();
  }

  Result<BundleAnswer> finish() {
    if (!next_.frames.empty() || answer_.files.empty()) write();
    if (failed_) {
      std::error_code ignored;
      for (const fs::path& file : answer_.files) fs::remove(file, ignored);
      return unexpected(*failed_);
    }
    return std::move(answer_);
  }

 private:
  void write() {
    if (!failed_) {
      if (auto written = writeOne(); !written) failed_ = written.error();
    }
    next_.frames.clear();
    bytes_ = 0;
    ++next_.part;
  }
  Result<void> writeOne() {
    next_.id = CourierId::make(random_);
    LIMEN_ASSIGN(const Bytes sealed, next_.seal(host_.receipt, receiver_));
    const fs::path file = folder_ / courierFileName(random_);
    LIMEN_TRY(writeFile(file, sealed, Access::everyoneReads, Replace::no));
    answer_.files.push_back(file);
    return {};
  }

  const SessionHost& host_;
  Random& random_;
  const PublicKey receiver_;
  const fs::path& folder_;
  CourierBundle next_;
  std::size_t bytes_ = 0;
  BundleAnswer answer_;
  std::optional<Error> failed_;
};

// The stream under the session: reads from the bundle, and writes into the answer, one thing at a time on the caller's thread.
class BundleLink final : public SessionLink {
 public:
  explicit BundleLink(const std::vector<std::string>& frames) : frames_(frames) {}

  void startRead(Up& into) override { note([&] { read_ = &into; }); }
  void startWrite(const Down& frame) override { note([&] { write_ = &frame; }); }
  void finish(Ending) override { note([&] { finished_ = true; }); }
  void cancel() override { note([&] { finished_ = true; }); }

  // `settle` waits for the lane that answers wishes: a few kilobytes of them ask for megabytes.
  void run(Session& session, AnswerWriter& out, const std::function<void()>& settle) {
    std::size_t at = 0;
    session.start();
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return read_ || write_ || finished_; });
      // What is written first: it does not wait in the server's memory for the rest of a large bundle.
      if (write_) {
        out.add(*std::exchange(write_, nullptr));
        lock.unlock();
        session.writeDone(true);
      } else if (finished_) {
        break;
      } else {
        Up& into = *std::exchange(read_, nullptr);
        lock.unlock();
        const bool ok = at < frames_.size() && into.ParseFromString(frames_[at]);
        const bool wish = ok && into.pictures().has_want();
        ++at;
        session.readDone(ok);
        if (wish) settle();
      }
    }
    session.closed();
  }

 private:
  void note(const std::function<void()>& what) {
    {
      const std::lock_guard lock(mutex_);
      what();
    }
    changed_.notify_all();
  }

  const std::vector<std::string>& frames_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Up* read_ = nullptr;
  const Down* write_ = nullptr;
  bool finished_ = false;
};

// Returns when all that was handed to it before is done.
template <class Queue>
void passThrough(Queue& queue) {
  std::promise<void> passed;
  queue.submit([&passed] { passed.set_value(); });
  passed.get_future().wait();
}

}  // namespace

Result<BundleAnswer> answerBundle(SessionHost& host, const BoxKeys& receiver, Random& random, ByteView file, const fs::path& answers) {
  LIMEN_ASSIGN(const CourierBundle bundle, CourierBundle::open(file, receiver));
  if (bundle.way != CourierWay::toServer) return unexpected(CourierError::otherWay);
  const auto view = host.registry.view();
  if (bundle.organisation != view->directory.organisation()) return unexpected(CourierError::otherOrganisation);
  const Station* station = view->directory.station(bundle.station);
  if (!station || station->revoked()) return unexpected(CourierError::notListed);
  const auto signer = publicKeyFrom(bytesOf(station->ed25519())), box = publicKeyFrom(bytesOf(station->x25519()));
  if (!signer || !box) return unexpected(CourierError::notListed);
  if (!bundle.signedBy(*signer)) return unexpected(CourierError::badSignature);
  const auto certificate = Hash::from(bytesOf(station->certificate_sha256()));
  std::error_code failed;
  if (!fs::is_directory(answers, failed)) return unexpected(CourierError::noFolder);

  AnswerWriter out(host, random, bundle, *box, answers);
  BundleLink link(bundle.frames);
  const auto session = Session::make(host, link, bundle.station, certificate.value_or(Hash{}));
  link.run(*session, out, [&host] { passThrough(host.pulls); });
  // What the session has handed to the lanes is over before its link goes.
  passThrough(host.commits);
  passThrough(host.pulls);
  auto answer = out.finish();
  if (answer)
    logFact(LogLevel::info, "server", "bundle taken", {LogField("station", bundle.station), LogField("stored", answer->stored),
                                                       LogField("pieces", answer->pieces), LogField("refused", answer->refused)});
  return answer;
}

// In the order of dependence: what is below uses what is above.
struct CourierDesk::Impl {
  Random& random;
  ServerFolder::Lock lock;
  BoxKeys receiver;
  std::unique_ptr<ServerStore> store{};
  std::unique_ptr<TombstoneLog> tombstones{};
  std::unique_ptr<Registry> registry{};
  std::unique_ptr<SessionHost> host{};
  std::unique_ptr<Lane> pulls{};
  std::unique_ptr<CommitLane> commits{};
};

CourierDesk::CourierDesk(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CourierDesk::~CourierDesk() = default;

Result<std::unique_ptr<CourierDesk>> CourierDesk::open(const fs::path& folder, const SecretBytes& storeKey, const Clock& clock, Random& random) {
  LIMEN_ASSIGN(const ServerFolder content, ServerFolder::load(folder, storeKey));
  LIMEN_ASSIGN(ServerFolder::Lock lock, ServerFolder::take(folder));
  LIMEN_ASSIGN(BoxKeys receiver, BoxKeys::fromSecret(content.erasureSecret));
  auto impl = std::make_unique<Impl>(Impl{random, std::move(lock), std::move(receiver)});
  LIMEN_ASSIGN(impl->store, openServerStore(folder, storeKey));
  LIMEN_ASSIGN(impl->tombstones, openTombstoneLog(content.tombstones));
  LIMEN_TRY(replay(*impl->tombstones, *impl->store));
  LIMEN_ASSIGN(impl->registry, Registry::open(*impl->store, content.root, content.directory));
  LIMEN_ASSIGN(const std::uint64_t epoch, impl->store->epoch());
  LIMEN_ASSIGN(Signer receipt, Signer::fromSeed(content.receiptSeed));
  LIMEN_ASSIGN(BoxKeys erasure, BoxKeys::fromSecret(content.erasureSecret));
  impl->pulls = std::make_unique<Lane>();
  impl->commits = std::make_unique<CommitLane>(*impl->store);
  impl->host.reset(new SessionHost{.clock = clock,
                                   .limits = {},
                                   .registry = *impl->registry,
                                   .store = *impl->store,
                                   .gate = RunGate(std::move(erasure), content.erasureKeyId),
                                   .receipt = std::move(receipt),
                                   .epoch = epoch,
                                   .commits = *impl->commits,
                                   .pulls = *impl->pulls,
                                   .tombstones = *impl->tombstones});
  return std::unique_ptr<CourierDesk>(new CourierDesk(std::move(impl)));
}

Result<BundleAnswer> CourierDesk::answer(ByteView bundle, const fs::path& answers) {
  return answerBundle(*impl_->host, impl_->receiver, impl_->random, bundle, answers);
}

}  // namespace limen
