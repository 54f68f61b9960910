// SPDX-License-Identifier: Apache-2.0
#include "ctl/passphrase.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "ctl/command.h"
#include "station/passphrase.h"

namespace limen {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

class EchoOff {
 public:
  explicit EchoOff(int fd) : fd_(fd), changed_(::tcgetattr(fd, &before_) == 0) {
    if (!changed_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd_, TCSAFLUSH, &silent);
  }
  ~EchoOff() {
    if (changed_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;

 private:
  int fd_;
  termios before_{};
  bool changed_;
};

// Byte by byte, so that what follows the line stays in standard input for the next reader; straight into locked memory, so that
// no buffered copy is left behind.
Result<SecretBytes> readLine(int fd) {
  SecretBytes line(kMaxPassphraseBytes + 2);
  const std::span<Byte> bytes = line.expose(SecretAccess{});
  std::size_t size = 0;
  while (true) {
    if (size == bytes.size()) return unexpected(CommandError::passphraseTooLong);
    const ssize_t got = ::read(fd, &bytes[size], 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unexpected(CommandError::passphraseMissing);
    if (got == 0 || bytes[size] == '\n') break;
    ++size;
  }
  if (size > 0 && bytes[size - 1] == '\r') --size;
  if (size == 0) return unexpected(CommandError::passphraseEmpty);
  if (size > kMaxPassphraseBytes) return unexpected(CommandError::passphraseTooLong);
  return SecretBytes::copyOf(bytes.first(size));
}

Result<SecretBytes> readFromFile(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (file.get() < 0 || ::fstat(file.get(), &facts) != 0) return unexpected(CommandError::passphraseMissing);
  // A pipe is what a shell makes of <(...); it has an owner and a mode as well.
  if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode)) return unexpected(CommandError::passphraseMissing);
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) return unexpected(CommandError::passphraseOpen);
  if (facts.st_uid != ::geteuid() && facts.st_uid != 0) return unexpected(CommandError::passphraseOpen);
  return readLine(file.get());
}

Result<SecretBytes> askOnce(int terminal, std::string_view question) {
  const auto show = [terminal](std::string_view text) { return ::write(terminal, text.data(), text.size()) >= 0; };
  if (!show(question)) return unexpected(CommandError::noTerminal);
  const EchoOff silent(terminal);
  auto line = readLine(terminal);
  if (!show("\n")) return unexpected(CommandError::noTerminal);
  return line;
}

Result<SecretBytes> ask(std::string_view whose, Passphrase kind) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (terminal.get() < 0) return unexpected(CommandError::noTerminal, std::string(whose));
  LIMEN_ASSIGN(SecretBytes first, askOnce(terminal.get(), (kind == Passphrase::code ? "Code of " : "Passphrase of ") + std::string(whose) + ": "));
  if (kind != Passphrase::chosen) return first;
  LIMEN_ASSIGN(const SecretBytes second, askOnce(terminal.get(), "The same again: "));
  if (!first.equals(second)) return unexpected(CommandError::passphraseTwice);
  return first;
}

}  // namespace

Result<SecretBytes> readPassphrase(const std::string& file, std::string_view whose, Passphrase kind) {
  auto read = file.empty() ? ask(whose, kind) : file == "-" ? readLine(STDIN_FILENO) : readFromFile(file);
  if (!read) {
    // Which of several passphrases it was; the path stands on the command line already.
    const Error& error = read.error();
    for (const CommandError cause : {CommandError::passphraseMissing, CommandError::passphraseOpen, CommandError::passphraseEmpty,
                                     CommandError::passphraseTooLong, CommandError::passphraseTwice, CommandError::noTerminal}) {
      if (error.is(cause)) return unexpected(cause, (kind == Passphrase::code ? "code of " : "passphrase of ") + std::string(whose));
    }
    return unexpected(error);
  }
  if (kind == Passphrase::chosen) LIMEN_TRY(checkPassphrase(textOf(read->expose(SecretAccess{}))));
  return read;
}

}  // namespace limen
