// SPDX-License-Identifier: Apache-2.0
#include "app/carrier/seat_watch.h"

#include <fcntl.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

#include "core/log.h"

namespace limen {
namespace {

constexpr const char* kLogind = "org.freedesktop.login1";
constexpr const char* kLogindPath = "/org/freedesktop/login1";
constexpr const char* kManager = "org.freedesktop.login1.Manager";
constexpr const char* kSession = "org.freedesktop.login1.Session";
constexpr const char* kPower = "org.freedesktop.UPower";
constexpr const char* kPowerPath = "/org/freedesktop/UPower";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";
constexpr std::uint64_t kAnswerWithinUs = 2'000'000;

// A property whose change locks, and the value that it then has.
struct Locking {
  const char* name;
  bool value;
};
constexpr Locking kLocking[] = {{"LidClosed", true}, {"LidIsClosed", true}, {"LockedHint", true}, {"Active", false}};

}  // namespace

struct SeatWatch::Impl {
  sd_bus* bus = nullptr;
  int inhibitor = -1;
  bool wanted = false;

  ~Impl() {
    if (inhibitor >= 0) ::close(inhibitor);
    sd_bus_flush_close_unref(bus);
  }

  static int onSleep(sd_bus_message* message, void* self, sd_bus_error*) {
    int begins = 0;
    if (sd_bus_message_read(message, "b", &begins) > 0 && begins != 0) static_cast<Impl*>(self)->wanted = true;
    return 0;
  }
  static int onLock(sd_bus_message*, void* self, sd_bus_error*) {
    static_cast<Impl*>(self)->wanted = true;
    return 0;
  }
  static int onProperties(sd_bus_message* message, void* self, sd_bus_error*) {
    if (sd_bus_message_skip(message, "s") < 0 || sd_bus_message_enter_container(message, 'a', "{sv}") < 0) return 0;
    while (sd_bus_message_enter_container(message, 'e', "sv") > 0) {
      const char* name = nullptr;
      if (sd_bus_message_read(message, "s", &name) < 0) return 0;
      const Locking* locking = nullptr;
      for (const Locking& each : kLocking)
        if (std::strcmp(each.name, name) == 0) locking = &each;
      int value = 0;
      if (locking == nullptr) {
        if (sd_bus_message_skip(message, "v") < 0) return 0;
      } else if (sd_bus_message_read(message, "v", "b", &value) < 0) {
        return 0;
      } else if ((value != 0) == locking->value) {
        static_cast<Impl*>(self)->wanted = true;
      }
      if (sd_bus_message_exit_container(message) < 0) return 0;
    }
    return 0;
  }

  bool listen(const char* sender, const char* path, const char* interface, const char* member, sd_bus_message_handler_t handler) {
    return sd_bus_match_signal(bus, nullptr, sender, path, interface, member, handler, this) >= 0;
  }

  // The session of this process; by its id where the process itself is counted to none (started by the user's own systemd).
  std::string session() {
    sd_bus_message* reply = nullptr;
    const char* path = nullptr;
    std::string found;
    if (sd_bus_call_method(bus, kLogind, kLogindPath, kManager, "GetSessionByPID", nullptr, &reply, "u",
                           static_cast<std::uint32_t>(::getpid())) >= 0 &&
        sd_bus_message_read(reply, "o", &path) > 0)
      found = path;
    reply = sd_bus_message_unref(reply);
    const char* id = std::getenv("XDG_SESSION_ID");
    if (found.empty() && id != nullptr &&
        sd_bus_call_method(bus, kLogind, kLogindPath, kManager, "GetSession", nullptr, &reply, "s", id) >= 0 &&
        sd_bus_message_read(reply, "o", &path) > 0)
      found = path;
    sd_bus_message_unref(reply);
    return found;
  }
};

SeatWatch::SeatWatch(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SeatWatch::~SeatWatch() = default;

std::unique_ptr<SeatWatch> SeatWatch::open(const std::string& address) {
  auto impl = std::make_unique<Impl>();
  const bool connected = address.empty() ? sd_bus_open_system(&impl->bus) >= 0
                                         : sd_bus_new(&impl->bus) >= 0 && sd_bus_set_address(impl->bus, address.c_str()) >= 0 &&
                                               sd_bus_set_bus_client(impl->bus, 1) >= 0 && sd_bus_start(impl->bus) >= 0;
  if (!connected) return nullptr;
  sd_bus_set_method_call_timeout(impl->bus, kAnswerWithinUs);
  const bool listens = impl->listen(kLogind, kLogindPath, kManager, "PrepareForSleep", &Impl::onSleep) &&
                       impl->listen(kLogind, kLogindPath, kProperties, "PropertiesChanged", &Impl::onProperties) &&
                       impl->listen(kPower, kPowerPath, kProperties, "PropertiesChanged", &Impl::onProperties);
  if (!listens) return nullptr;
  const std::string session = impl->session();
  if (session.empty()) {
    logFact(LogLevel::warning, "carrier", "no session of logind: the lock of the screen is not seen");
  } else if (!impl->listen(kLogind, session.c_str(), kSession, "Lock", &Impl::onLock) ||
             !impl->listen(kLogind, session.c_str(), kProperties, "PropertiesChanged", &Impl::onProperties)) {
    return nullptr;
  }
  return std::unique_ptr<SeatWatch>(new SeatWatch(std::move(impl)));
}

int SeatWatch::fd() const { return sd_bus_get_fd(impl_->bus); }

short SeatWatch::events() const {
  const int events = sd_bus_get_events(impl_->bus);
  return events < 0 ? static_cast<short>(0) : static_cast<short>(events);
}

int SeatWatch::timeoutMs() const {
  std::uint64_t until = 0;
  if (sd_bus_get_timeout(impl_->bus, &until) < 0 || until == UINT64_MAX) return -1;
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  const std::uint64_t nowUs = static_cast<std::uint64_t>(now.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(now.tv_nsec) / 1000;
  return until <= nowUs ? 0 : static_cast<int>(std::min<std::uint64_t>((until - nowUs) / 1000 + 1, INT_MAX));
}

bool SeatWatch::take() {
  while (sd_bus_process(impl_->bus, nullptr) > 0) {
  }
  return std::exchange(impl_->wanted, false);
}

void SeatWatch::holdSleep() {
  if (impl_->inhibitor >= 0) return;
  sd_bus_message* reply = nullptr;
  int fd = -1;
  if (sd_bus_call_method(impl_->bus, kLogind, kLogindPath, kManager, "Inhibit", nullptr, &reply, "ssss", "sleep", "Limen",
                         "The session locks first", "delay") >= 0 &&
      sd_bus_message_read(reply, "h", &fd) > 0)
    impl_->inhibitor = ::fcntl(fd, F_DUPFD_CLOEXEC, 16);  // above what is put in place for the children
  sd_bus_message_unref(reply);
}

void SeatWatch::letSleep() {
  if (impl_->inhibitor >= 0) ::close(std::exchange(impl_->inhibitor, -1));
}

}  // namespace limen
