// SPDX-License-Identifier: Apache-2.0
// limenctl form preview on a real X display: the window comes, is called by the form, and ends the command when it is closed.
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/xcb.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <future>
#include <memory>

#include "tests/ctl/real_program.h"

using namespace limen::test;
namespace fs = std::filesystem;

namespace {

constexpr int kPatienceMs = 60'000;

// A display of its own, and nothing on it.
class Display {
 public:
  Display() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    server_ = ::fork();
    REQUIRE(server_ >= 0);
    if (server_ == 0) {
      ::close(ends[0]);
      const int nowhere = ::open("/dev/null", O_RDWR);
      ::dup2(nowhere, STDERR_FILENO);
      const std::string number = std::to_string(ends[1]);
      ::execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "1280x1024x24", "-nolisten", "tcp", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) name_ += c;
    ::close(ends[0]);
  }
  ~Display() {
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
  }
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  bool open() const { return !name_.empty(); }
  std::string name() const { return ":" + name_; }

 private:
  pid_t server_ = -1;
  std::string name_;
};

class Setting {
 public:
  Setting(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~Setting() { before_.empty() ? ::unsetenv(name_) : ::setenv(name_, before_.c_str(), 1); }

 private:
  const char* name_;
  std::string before_;
};

// Watches the display from outside, as a window manager would.
class Watcher {
 public:
  explicit Watcher(const std::string& display) : connection_(::xcb_connect(display.c_str(), nullptr)) {
    REQUIRE(::xcb_connection_has_error(connection_) == 0);
    root_ = ::xcb_setup_roots_iterator(::xcb_get_setup(connection_)).data->root;
    const std::uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
    ::xcb_change_window_attributes(connection_, root_, XCB_CW_EVENT_MASK, &mask);
    ::xcb_flush(connection_);
  }
  ~Watcher() { ::xcb_disconnect(connection_); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // The next window that is shown; 0 when none is in time.
  xcb_window_t shown() {
    for (;;) {
      const std::unique_ptr<xcb_generic_event_t, decltype(&std::free)> event(::xcb_poll_for_event(connection_), &std::free);
      if (event == nullptr) {
        pollfd waiting{::xcb_get_file_descriptor(connection_), POLLIN, 0};
        if (::poll(&waiting, 1, kPatienceMs) <= 0) return 0;
        continue;
      }
      if ((event->response_type & 0x7f) != XCB_MAP_NOTIFY) continue;
      return reinterpret_cast<const xcb_map_notify_event_t*>(event.get())->window;
    }
  }

  std::string title(xcb_window_t window) {
    const auto cookie = ::xcb_get_property(connection_, 0, window, atom("_NET_WM_NAME"), XCB_GET_PROPERTY_TYPE_ANY, 0, 256);
    const std::unique_ptr<xcb_get_property_reply_t, decltype(&std::free)> reply(
        ::xcb_get_property_reply(connection_, cookie, nullptr), &std::free);
    REQUIRE(reply != nullptr);
    return {static_cast<const char*>(::xcb_get_property_value(reply.get())),
            static_cast<std::size_t>(::xcb_get_property_value_length(reply.get()))};
  }

  void close(xcb_window_t window) {
    xcb_client_message_event_t message{};
    message.response_type = XCB_CLIENT_MESSAGE;
    message.format = 32;
    message.window = window;
    message.type = atom("WM_PROTOCOLS");
    message.data.data32[0] = atom("WM_DELETE_WINDOW");
    ::xcb_send_event(connection_, 0, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char*>(&message));
    ::xcb_flush(connection_);
  }

 private:
  xcb_atom_t atom(const char* name) {
    const auto cookie = ::xcb_intern_atom(connection_, 0, static_cast<std::uint16_t>(std::strlen(name)), name);
    const std::unique_ptr<xcb_intern_atom_reply_t, decltype(&std::free)> reply(
        ::xcb_intern_atom_reply(connection_, cookie, nullptr), &std::free);
    REQUIRE(reply != nullptr);
    return reply->atom;
  }

  xcb_connection_t* connection_;
  xcb_window_t root_ = 0;
};

void previewed(const fs::path& form) {
  INFO(form.filename().string());
  const Display display;
  if (!display.open()) SKIP("no Xvfb on this machine, so no real display");
  Watcher watcher(display.name());
  const Setting on("DISPLAY", display.name()), platform("QT_QPA_PLATFORM", "xcb");
  auto preview = std::async(std::launch::async, [&] { return runProgram("limenctl", {"form", "preview", form.string()}); });
  const xcb_window_t window = watcher.shown();
  REQUIRE(window != 0);
  CHECK(watcher.title(window).find("Limen") != std::string::npos);
  watcher.close(window);
  REQUIRE(preview.wait_for(std::chrono::milliseconds(kPatienceMs)) == std::future_status::ready);
  const Ended ended = preview.get();
  INFO(ended.err);
  CHECK(ended.exitCode == 0);
  CHECK(ended.out.find("The window is open") != std::string::npos);
}

}  // namespace

TEST_CASE("form preview opens a workbook in a window on a real display", "[ctl]") {
  const char* corpus = std::getenv("LIMEN_CORPUS");
  const fs::path forms = corpus != nullptr ? fs::path(corpus) : fs::path(LIMEN_SOURCE_DIR) / ".." / "shared" / "forms";
  const fs::path form = forms / "all-question-types.xlsx";
  if (!fs::exists(form)) SKIP("the corpus is not here");
  previewed(form);
}

TEST_CASE("form preview opens an XForm in a window on a real display", "[ctl]") {
  const Folder folder;
  previewed(folder.write(
      "visit.xml",
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Visit</h:title>"
      "<model><instance><data id=\"visit\"><village/></data></instance><bind nodeset=\"/data/village\" type=\"string\"/></model>"
      "</h:head><h:body><input ref=\"/data/village\"><label>Village</label></input></h:body></h:html>"));
}
