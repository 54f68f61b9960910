// SPDX-License-Identifier: Apache-2.0
#include "tests/ctl/real_program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>

extern char** environ;

namespace limen::test {

namespace {

struct Pipe {
  int reading = -1, writing = -1;
  Pipe() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    reading = ends[0];
    writing = ends[1];
  }
  ~Pipe() {
    closeReading();
    closeWriting();
  }
  void closeReading() { closeOnce(reading); }
  void closeWriting() { closeOnce(writing); }

 private:
  static void closeOnce(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

// Both streams at once: a program that fills one pipe while the other is read would wait for ever.
void drain(Pipe& out, Pipe& err, Ended& ended) {
  std::array<pollfd, 2> open{pollfd{out.reading, POLLIN, 0}, pollfd{err.reading, POLLIN, 0}};
  std::array<std::string*, 2> into{&ended.out, &ended.err};
  std::array<char, 4096> buffer{};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    REQUIRE(::poll(open.data(), open.size(), -1) > 0);
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      const ssize_t got = ::read(open[i].fd, buffer.data(), buffer.size());
      if (got <= 0)
        open[i].fd = -1;
      else
        into[i]->append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
}

}  // namespace

Ended runProgram(const std::string& program, const std::vector<std::string>& arguments, const std::string& input,
                 const std::filesystem::path& folder) {
  const std::string path = program.starts_with('/') ? program : std::string(LIMEN_BIN_DIR) + "/" + program;
  REQUIRE(::access(path.c_str(), X_OK) == 0);
  Pipe in, out, err;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.reading, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.writing, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writing, STDERR_FILENO);
  if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A session of its own has no terminal to ask on, as in a script that systemd started.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  std::vector<char*> argv{const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t pid = -1;
  REQUIRE(::posix_spawn(&pid, path.c_str(), &actions, &attributes, argv.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  in.closeReading();
  out.closeWriting();
  err.closeWriting();
  // A program may end without reading; that is no fault of the test's.
  const auto previous = std::signal(SIGPIPE, SIG_IGN);
  for (std::size_t written = 0; written < input.size();) {
    const ssize_t wrote = ::write(in.writing, input.data() + written, input.size() - written);
    if (wrote <= 0) break;
    written += static_cast<std::size_t>(wrote);
  }
  std::signal(SIGPIPE, previous);
  in.closeWriting();
  Ended ended;
  drain(out, err, ended);
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  ended.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ended;
}

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "limen-ctl-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(const std::string& name, const std::string& content, unsigned mode) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  REQUIRE(::chmod(file.c_str(), mode) == 0);
  return file;
}

std::uint16_t freePort() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  REQUIRE(::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  ::close(fd);
  return ntohs(address.sin_port);
}

}  // namespace limen::test
