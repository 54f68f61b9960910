// SPDX-License-Identifier: Apache-2.0
// The carrier on a real system bus of its own, with a logind that says what it is told to: sleep, lid, screen lock, another user
// in front.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "app/carrier/carrier.h"
#include "app/carrier/seat_watch.h"
#include "tests/app/script_folder.h"

using namespace limen;
namespace fs = std::filesystem;

extern char** environ;

namespace {

constexpr int kWaitMs = 20'000;

// dbus-daemon on a socket in a folder; its address once it listens.
class Bus {
 public:
  explicit Bus(const ScriptFolder& folder) {
    std::ofstream(folder.path / "bus.conf")
        << "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
           "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>system</type><listen>unix:path="
        << (folder.path / "bus").string()
        << "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/><allow "
           "receive_sender=\"*\"/>"
           "<allow own=\"*\"/></policy></busconfig>\n";
    int ends[2];
    LIMEN_CHECK(::pipe2(ends, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    std::string config = "--config-file=" + (folder.path / "bus.conf").string(), program = "dbus-daemon", stay = "--nofork",
                print = "--print-address=1";
    char* arguments[] = {program.data(), config.data(), stay.data(), print.data(), nullptr};
    const bool started = ::posix_spawnp(&pid_, "dbus-daemon", &actions, nullptr, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    char letter = 0;
    while (started && ::read(ends[0], &letter, 1) == 1 && letter != '\n') address_ += letter;
    ::close(ends[0]);
    if (!started) pid_ = -1;
  }
  ~Bus() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  const std::string& address() const { return address_; }  // "" when there is no dbus-daemon

 private:
  pid_t pid_ = -1;
  std::string address_;
};

// Letters written into a FIFO become what logind or UPower say.
class Logind {
 public:
  Logind(const std::string& address, const fs::path& commands) {
    LIMEN_CHECK(::mkfifo(commands.c_str(), 0600) == 0);
    commands_ = ::open(commands.c_str(), O_RDWR | O_CLOEXEC);
    LIMEN_CHECK(sd_bus_new(&bus_) >= 0 && sd_bus_set_address(bus_, address.c_str()) >= 0 && sd_bus_set_bus_client(bus_, 1) >= 0 &&
                sd_bus_start(bus_) >= 0);
    static const sd_bus_vtable kManager[] = {
        SD_BUS_VTABLE_START(0), SD_BUS_METHOD("GetSessionByPID", "u", "o", &Logind::session, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_METHOD("Inhibit", "ssss", "h", &Logind::inhibit, SD_BUS_VTABLE_UNPRIVILEGED), SD_BUS_VTABLE_END};
    LIMEN_CHECK(sd_bus_add_object_vtable(bus_, nullptr, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", kManager,
                                         this) >= 0);
    LIMEN_CHECK(sd_bus_request_name(bus_, "org.freedesktop.login1", 0) >= 0);
    LIMEN_CHECK(sd_bus_request_name(bus_, "org.freedesktop.UPower", 0) >= 0);
    // A signal that this thread takes would never come to the carrier's.
    sigset_t all, before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before);
    thread_ = std::thread([this] { run(); });
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  ~Logind() {
    say('q');
    thread_.join();
    sd_bus_flush_close_unref(bus_);
    ::close(commands_);
    for (const int end : inhibitors_) ::close(end);
  }
  void say(char letter) const { LIMEN_CHECK(::write(commands_, &letter, 1) == 1); }
  int asked() const { return asked_; }
  // Every delay that was asked for has been given back.
  bool allReleased() const {
    for (const int end : inhibitors_) {
      pollfd waited{end, POLLIN, 0};
      if (::poll(&waited, 1, kWaitMs) != 1 || (waited.revents & POLLHUP) == 0) return false;
    }
    return true;
  }

 private:
  static int session(sd_bus_message* call, void*, sd_bus_error*) {
    return sd_bus_reply_method_return(call, "o", "/org/freedesktop/login1/session/_31");
  }
  static int inhibit(sd_bus_message* call, void* self, sd_bus_error*) {
    const char *what = nullptr, *who = nullptr, *why = nullptr, *mode = nullptr;
    sd_bus_message_read(call, "ssss", &what, &who, &why, &mode);
    auto* logind = static_cast<Logind*>(self);
    if (std::string(what) == "sleep" && std::string(mode) == "delay") ++logind->asked_;
    int ends[2];
    LIMEN_CHECK(::pipe2(ends, O_CLOEXEC) == 0);
    logind->inhibitors_.push_back(ends[0]);
    const int sent = sd_bus_reply_method_return(call, "h", ends[1]);
    sd_bus_flush(logind->bus_);
    ::close(ends[1]);
    return sent;
  }
  void property(const char* path, const char* interface, const char* name, bool value) {
    sd_bus_message* signal = nullptr;
    sd_bus_message_new_signal(bus_, &signal, path, "org.freedesktop.DBus.Properties", "PropertiesChanged");
    sd_bus_message_append(signal, "sa{sv}as", interface, 2, "Docked", "b", 1, name, "b", value ? 1 : 0, 0);
    sd_bus_send(bus_, signal, nullptr);
    sd_bus_message_unref(signal);
  }
  void sleep(bool begins) {
    sd_bus_emit_signal(bus_, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", begins ? 1 : 0);
  }
  void obey(char letter) {
    const char* session = "/org/freedesktop/login1/session/_31";
    const char* of = "org.freedesktop.login1.Session";
    switch (letter) {
      case 's':
        return sleep(true);
      case 'w':
        return sleep(false);
      case 'l':
        return property("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "LidClosed", true);
      case 'o':
        return property("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "LidClosed", false);
      case 'p':
        return property("/org/freedesktop/UPower", "org.freedesktop.UPower", "LidIsClosed", true);
      case 'h':
        return property(session, of, "LockedHint", true);
      case 'u':
        return property(session, of, "LockedHint", false);
      case 'a':
        return property(session, of, "Active", false);
      case 'b':
        return property(session, of, "Active", true);
      case 'k':
        sd_bus_emit_signal(bus_, session, of, "Lock", nullptr);
        return;
      case 'x':
        sd_bus_emit_signal(bus_, "/org/freedesktop/login1/session/_32", of, "Lock", nullptr);
        return;
      default:
        return;
    }
  }
  void run() {
    for (;;) {
      while (sd_bus_process(bus_, nullptr) > 0) {
      }
      sd_bus_flush(bus_);
      pollfd waited[2] = {{sd_bus_get_fd(bus_), static_cast<short>(sd_bus_get_events(bus_)), 0}, {commands_, POLLIN, 0}};
      ::poll(waited, 2, -1);
      char letter = 0;
      if ((waited[1].revents & POLLIN) == 0 || ::read(commands_, &letter, 1) != 1) continue;
      if (letter == 'q') return;
      obey(letter);
    }
  }

  sd_bus* bus_ = nullptr;
  int commands_ = -1;
  std::atomic<int> asked_{0};
  std::vector<int> inhibitors_;
  std::thread thread_;
};

// Waits for something to arrive, takes it, and says whether it locks.
bool locksAfter(SeatWatch& watch) {
  pollfd waited{watch.fd(), POLLIN, 0};
  REQUIRE(::poll(&waited, 1, kWaitMs) == 1);
  return watch.take();
}

}  // namespace

TEST_CASE("sleep, lid, screen lock and another user in front lock, and what undoes them does not", "[app]") {
  const ScriptFolder folder;
  const Bus bus(folder);
  if (bus.address().empty()) SKIP("dbus-daemon is not installed");
  Logind logind(bus.address(), folder.path / "commands");
  const auto watch = SeatWatch::open(bus.address());
  REQUIRE(watch != nullptr);
  watch->take();
  for (const char letter : std::string("slphak")) {
    INFO(letter);
    logind.say(letter);
    CHECK(locksAfter(*watch));
    CHECK_FALSE(watch->take());  // said once
  }
  for (const char letter : std::string("woub")) {
    INFO(letter);
    logind.say(letter);
    CHECK_FALSE(locksAfter(*watch));
  }
  logind.say('x');  // the session of somebody else: not even heard
  logind.say('w');
  CHECK_FALSE(locksAfter(*watch));
}

TEST_CASE("when the machine goes to sleep the session is locked first, the shift's bytes stay, and Limen goes on", "[app]") {
  const ScriptFolder folder;
  const Bus bus(folder);
  if (bus.address().empty()) SKIP("dbus-daemon is not installed");
  Logind logind(bus.address(), folder.path / "commands");
  folder.script("limen-unlock", "echo unlock >> $home/log\n[ $(grep -c unlock $home/log) = 3 ] && exit 11\nexit 0\n");
  // Asks for the 32 bytes, then the machine goes to sleep (the first time) or its lid closes (the second).
  folder.script("limen-session",
                "printf '\\000\\000\\000\\000\\002' >&4\nhead -c 37 <&4 >> $home/bytes\n"
                "mkfifo $home/never 2>/dev/null\n(exec cat $home/never) 3>&- 4>&- 5>&- & waiting=$!\n"
                "trap 'echo locked >> $home/log; kill $waiting; exit 10' TERM\n"
                "if [ $(grep -c unlock $home/log) = 1 ]; then printf s > $home/commands; else printf l > $home/commands; "
                "fi\nwait $waiting\n");
  Carrier carrier({folder.path, folder.path, [](const NetworkHandover&) { return std::unique_ptr<TransportOpener>(); },
                   std::shared_ptr<SeatWatch>(SeatWatch::open(bus.address()))});
  CHECK(carrier.run() == 0);
  CHECK(folder.read("log") == "unlock\nlocked\nunlock\nlocked\nunlock\n");
  CHECK(logind.asked() == 2);
  CHECK(logind.allReleased());
  const std::string bytes = folder.read("bytes");
  REQUIRE(bytes.size() == 74);
  CHECK(bytes.substr(5, 32) == bytes.substr(42, 32));
}

namespace {

// Hours that the children of a carrier let pass by writing a file.
class FileClock final : public Clock {
 public:
  explicit FileClock(fs::path file) : file_(std::move(file)) {}
  WallTime now() const override { return WallTime{running()}; }
  Milliseconds running() const override {
    long minutes = 0;
    std::ifstream(file_) >> minutes;
    return std::chrono::minutes(minutes);
  }

 private:
  fs::path file_;
};

}  // namespace

TEST_CASE("the bytes of the shift outlive a crash and a lock of less than four hours, and no longer one", "[app]") {
  for (const auto& [minutes, kept] : {std::pair{239, true}, {240, false}}) {
    const ScriptFolder folder;
    folder.script("limen-unlock", "echo unlock >> $home/log\n[ $(grep -c unlock $home/log) = 2 ] && echo " +
                                      std::to_string(minutes) +
                                      " > $home/minutes\n[ $(grep -c unlock $home/log) = 3 ] && exit 11\nexit 0\n");
    folder.script("limen-session",
                  "printf '\\000\\000\\000\\000\\002' >&4\nhead -c 37 <&4 >> $home/bytes\n"
                  "[ $(grep -c unlock $home/log) = 1 ] && kill -SEGV $$\nexit 10\n");
    CarrierPlan plan{folder.path, folder.path, [](const NetworkHandover&) { return std::unique_ptr<TransportOpener>(); }};
    plan.clock = std::make_shared<FileClock>(folder.path / "minutes");
    Carrier carrier(std::move(plan));
    CHECK(carrier.run() == 0);
    const std::string bytes = folder.read("bytes");
    REQUIRE(bytes.size() == 74);
    INFO(minutes);
    CHECK((bytes.substr(5, 32) == bytes.substr(42, 32)) == kept);
  }
}
