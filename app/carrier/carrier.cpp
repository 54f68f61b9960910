// SPDX-License-Identifier: Apache-2.0
#include "app/carrier/carrier.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <vector>

#include "core/log.h"
#include "sync/pipe_transport.h"

extern char** environ;

namespace limen {
namespace {

constexpr int kAboveChildEnds = 16;  // ends are parked here, so that none is overwritten while a child's are put in place
constexpr int kExitTerminated = 143;

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

Fd parked(int fd) {
  Fd low(fd);
  return Fd(::fcntl(fd, F_DUPFD_CLOEXEC, kAboveChildEnds));
}

std::optional<std::pair<Fd, Fd>> makePipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  return std::pair{parked(ends[0]), parked(ends[1])};
}

std::optional<std::pair<Fd, Fd>> makeSockets() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  return std::pair{parked(ends[0]), parked(ends[1])};
}

sigset_t watched() {
  sigset_t signals;
  sigemptyset(&signals);
  for (int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

// posix_spawn and not fork: gRPC has threads, and a fork of them may do next to nothing.
std::optional<pid_t> start(const std::filesystem::path& program, const std::filesystem::path& home,
                           const std::vector<std::pair<int, int>>& ends) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const auto& [from, to] : ends) posix_spawn_file_actions_adddup2(&actions, from, to);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string name = program.string(), option = "--home", folder = home.string();
  std::array<char*, 4> arguments{name.data(), option.data(), folder.data(), nullptr};
  pid_t pid = -1;
  const int failed = ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return std::nullopt;
  return pid;
}

}  // namespace

struct Carrier::Child {
  pid_t pid = -1;
  bool locks = false;  // a session: SIGTERM locks it
};

// A session that the server refuses may be a station's last: what is ordered of it is asked for at once.
class NotingTransport final : public SyncTransport {
 public:
  NotingTransport(std::unique_ptr<SyncTransport> real, std::function<void()> refused) : real_(std::move(real)), refused_(std::move(refused)) {}
  Result<void> send(const Up& frame) override { return real_->send(frame); }
  Result<void> finishSending() override { return real_->finishSending(); }
  Result<std::optional<Down>> receive() override {
    auto received = real_->receive();
    if (!received && received.error().is(TransportError::notAllowed)) refused_();
    return received;
  }
  void cancel() override { real_->cancel(); }

 private:
  std::unique_ptr<SyncTransport> real_;
  std::function<void()> refused_;
};

// Waits for the session to hand over the network, then passes on to whatever it is now: the relay holds one way all session long.
class NetworkOfNow final : public TransportOpener {
 public:
  explicit NetworkOfNow(std::function<void()> refused) : refused_(std::move(refused)) {}
  Result<std::unique_ptr<SyncTransport>> open() override {
    std::shared_ptr<TransportOpener> now;
    {
      const std::lock_guard lock(mutex_);
      now = now_;
    }
    if (now == nullptr) return unexpected(TransportError::unreachable);
    LIMEN_ASSIGN(std::unique_ptr<SyncTransport> real, now->open());
    return std::unique_ptr<SyncTransport>(std::make_unique<NotingTransport>(std::move(real), refused_));
  }
  void set(std::shared_ptr<TransportOpener> network) {
    const std::lock_guard lock(mutex_);
    now_ = std::move(network);
  }

 private:
  std::function<void()> refused_;
  std::mutex mutex_;
  std::shared_ptr<TransportOpener> now_;
};

struct Carrier::Ends {
  explicit Ends(std::function<void()> refused) : network(std::move(refused)) {}
  NetworkOfNow network;
};

Carrier::Carrier(CarrierPlan plan) : plan_(std::move(plan)), shiftBytes_(SecretBytes::random(kShiftBytes)), ends_(std::make_unique<Ends>([this] {
        if (watch_) watch_->ask();
      })) {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = watched();
  ::pthread_sigmask(SIG_BLOCK, &signals, &before_);
  signals_ = ::signalfd(-1, &signals, SFD_CLOEXEC);
  if (plan_.orders) watch_ = std::make_unique<OrdersWatch>(plan_.home, *plan_.clock, *plan_.random);
}

Carrier::~Carrier() {
  if (signals_ >= 0) ::close(signals_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

// What an order marked is finished before anything begins, and before everything ends.
int Carrier::run() {
  if (wipeBegun(plan_.home)) static_cast<void>(destroyStation(plan_.home));
  const int code = runParts();
  if (wipeBegun(plan_.home)) static_cast<void>(destroyStation(plan_.home));
  return code;
}

int Carrier::runParts() {
  int crashes = 0;
  while (!ending_) {
    wiped_ = false;
    auto pipe = makePipe();
    if (!pipe) return 1;
    auto& [readEnd, writeEnd] = *pipe;
    const auto unlock = runUnlock(writeEnd.get());
    writeEnd.close();
    if (!unlock) return 1;
    if (ending_) break;
    if (wiped_) continue;
    if (*unlock == kExitClosed) return 0;
    if (*unlock == kExitUnlocked) {
      forgetOldShift();
      lockedAt_.reset();
      const auto session = runSession(readEnd.get());
      if (!session) return 1;
      if (wiped_) continue;
      crashes = *session == kExitLocked ? 0 : crashes + 1;
      lockedAt_ = plan_.clock->running();
    } else {
      ++crashes;
    }
    if (crashes > 0) logFact(LogLevel::warning, "carrier", "a part ended unexpectedly", {{"times", crashes}});
    if (crashes >= kMaxCrashes) return 1;
  }
  return kExitTerminated;
}

std::optional<int> Carrier::runUnlock(int secretOut) {
  const auto pid = start(plan_.programs / "limen-unlock", plan_.home, {{secretOut, kSecretFd}});
  if (!pid) {
    logFact(LogLevel::error, "carrier", "the unlock page does not start");
    return std::nullopt;
  }
  Child child{*pid};
  return waitFor(child, -1);
}

std::optional<int> Carrier::runSession(int secretIn) {
  auto control = makeSockets();
  auto sync = makeSockets();
  if (!control || !sync) return std::nullopt;
  const auto pid = start(plan_.programs / "limen-session", plan_.home,
                         {{secretIn, kSecretFd}, {control->second.get(), kControlFd}, {sync->second.get(), kSyncFd}});
  if (!pid) {
    logFact(LogLevel::error, "carrier", "the session does not start");
    return std::nullopt;
  }
  control->second.close();
  sync->second.close();
  std::thread relay([this, fd = sync->first.get()] { relaySessions(fd, ends_->network); });
  Child child{*pid, true};
  if (plan_.seat) plan_.seat->holdSleep();
  const int code = waitFor(child, control->first.get());
  if (plan_.seat) plan_.seat->letSleep();
  ::shutdown(sync->first.get(), SHUT_RDWR);
  relay.join();
  return code;
}

int Carrier::waitAtMostMs() const {
  Milliseconds least{-1};
  const auto take = [&](Milliseconds one) { least = least < Milliseconds(0) ? one : std::min(least, one); };
  if (plan_.seat && plan_.seat->timeoutMs() >= 0) take(Milliseconds(plan_.seat->timeoutMs()));
  if (lockedAt_) take(std::max(Milliseconds(1), std::min<Milliseconds>(*lockedAt_ + kShiftOutlivesLock - plan_.clock->running(), kShiftOutlivesLock)));
  return static_cast<int>(least.count());
}

void Carrier::forgetOldShift() {
  if (!lockedAt_ || plan_.clock->running() - *lockedAt_ < kShiftOutlivesLock) return;
  shiftBytes_ = SecretBytes::random(kShiftBytes);
  lockedAt_.reset();
}

int Carrier::waitFor(Child& child, int control) {
  for (;;) {
    // What is not there has the descriptor -1, which poll() passes over.
    const int seat = plan_.seat ? plan_.seat->fd() : -1;
    std::array<pollfd, 4> waited{pollfd{signals_, POLLIN, 0}, pollfd{control, POLLIN, 0},
                                 pollfd{seat, seat >= 0 ? plan_.seat->events() : static_cast<short>(0), 0},
                                 pollfd{watch_ ? watch_->fd() : -1, POLLIN, 0}};
    if (::poll(waited.data(), waited.size(), waitAtMostMs()) < 0 && errno != EINTR) return 1;
    if (control >= 0 && waited[1].revents != 0) {
      if (!serve(control)) control = -1;  // the session is ending: its exit follows
    }
    if (waited[0].revents != 0) {
      signalfd_siginfo arrived{};
      if (::read(signals_, &arrived, sizeof arrived) == sizeof arrived && arrived.ssi_signo != SIGCHLD) {
        ending_ = true;
        ::kill(child.pid, SIGTERM);
      }
    }
    if ((waited[2].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
      logFact(LogLevel::warning, "carrier", "the system's bus is gone: lid and sleep are not seen any more");
      plan_.seat.reset();
    } else if (plan_.seat && plan_.seat->take() && child.locks) {
      ::kill(child.pid, SIGTERM);
    }
    forgetOldShift();
    if (waited[3].revents != 0) {
      wipe(child);
      return kExitLocked;
    }
    int status = 0;
    if (::waitpid(child.pid, &status, WNOHANG) == child.pid) return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }
}

void Carrier::wipe(Child& child) {
  std::uint64_t count = 0;
  static_cast<void>(::read(watch_->fd(), &count, sizeof count));
  ::kill(child.pid, SIGKILL);
  ::waitpid(child.pid, nullptr, 0);
  shiftBytes_ = SecretBytes::random(kShiftBytes);
  lockedAt_.reset();
  ends_->network.set(nullptr);
  static_cast<void>(destroyStation(plan_.home));
  logFact(LogLevel::warning, "carrier", "wiped by order");
  wiped_ = true;
}

// One frame of the session. False when it will send no more.
bool Carrier::serve(int control) {
  auto frame = receiveFrame(control);
  if (!frame) return false;
  switch (frame->kind) {
    case LinkKind::renewShift: shiftBytes_ = SecretBytes::random(kShiftBytes); [[fallthrough]];
    case LinkKind::wantShift: return sendFrame(control, LinkKind::shiftBytes, shiftBytes_).has_value();
    case LinkKind::network: {
      auto handover = decodeNetwork(frame->payload);
      if (!handover) return false;
      take(std::move(*handover));
      return true;
    }
    case LinkKind::unlocked:
    case LinkKind::slip:
    case LinkKind::shiftBytes: return false;
  }
  return false;
}

// The same server and identity again keep the warm channel.
void Carrier::take(NetworkHandover handover) {
  const std::string key = handover.serverAddress + '\n' + handover.authorityPem + '\n' + handover.identity.certificatePem;
  const bool same = key == networkKey_;
  if (same && handover.directoryVersion == handover_.directoryVersion) return;
  networkKey_ = key;
  handover_ = std::move(handover);
  if (!same) {
    ends_->network.set(plan_.network(handover_));
    if (watch_) source_ = plan_.orders(handover_);
  }
  const auto certificate = certificateFingerprint(handover_.identity.certificatePem);
  if (watch_ && certificate) watch_->use({source_, *certificate, handover_.directoryVersion});
}

}  // namespace limen
