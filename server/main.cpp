// SPDX-License-Identifier: Apache-2.0
// limen-server: listens until SIGTERM or SIGINT. Exit codes: 0 ended in good order, 1 it could not start, 2 wrong use.
#include <signal.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "core/files.h"
#include "core/random.h"
#include "server/server.h"
#include "server/store_key.h"

namespace {

namespace fs = std::filesystem;
using namespace limen;

constexpr int kCannotStart = 1, kWrongUse = 2;
constexpr char kCredential[] = "limen-store-key";

int refuse(const std::string& sentence) {
  std::cerr << "limen-server: " << sentence << '\n';
  return kCannotStart;
}

std::string sentenceFor(const Error& error, const std::string& file) {
  if (error.is(StoreKeyError::missing)) return "the file of the store's key is not there: " + file;
  if (error.is(StoreKeyError::readableByOthers)) {
    return "others can read the file of the store's key (" + file +
           "). Give it mode 0400 and to the server's own user, then start again.";
  }
  if (error.is(StoreKeyError::insideFolder)) {
    return "the file of the store's key lies in the server's folder, beside what it opens. Keep it elsewhere.";
  }
  if (error.is(StoreKeyError::malformed)) return "the store's key is not 32 bytes or 64 hexadecimal digits.";
  if (error.is(StoreKeyError::unreadable)) return "the file of the store's key could not be read: " + file;
  if (error.is(ServerFolderError::missing))
    return "the server's folder is not complete, " + error.context() + " is missing. `limenctl server init` makes one.";
  if (error.is(ServerFolderError::wrongKey) || error.is(StoreError::wrongKey)) {
    return "the key does not open this server's folder: it is another server's key, or the folder is damaged. Nothing was "
           "changed.";
  }
  if (error.is(ServerFolderError::inUse)) return "another limen-server, or limenctl, works in this folder. Wait until it is done, or end it.";
  if (error.is(FileError::notWritten)) return "it cannot make the folders of the drop folder (" + error.context() + "). Nothing was changed.";
  if (error.is(ServerError::cannotListen)) return "it cannot listen at that address: another program may hold the port.";
  if (error.is(ServerError::badIdentity))
    return "the server's certificate cannot be used (" + error.context() + "). `limenctl server init` makes a new one.";
  return "it could not start: " + std::string(error.room()) + ", " + std::string(error.name()) +
         (error.context().empty() ? "" : " (" + error.context() + ")") + ". Nothing was changed.";
}

// Typed without being shown.
Result<SecretBytes> askForKey() {
  termios before{};
  if (::tcgetattr(STDIN_FILENO, &before) != 0) return unexpected(StoreKeyError::missing);
  termios silent = before;
  silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::cerr << "limen-server: the store's key (64 hexadecimal digits): " << std::flush;
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  std::string typed;
  typed.reserve(256);
  std::getline(std::cin, typed);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  std::cerr << '\n';
  auto key = storeKeyFromText(typed);
  wipe({reinterpret_cast<Byte*>(typed.data()), typed.size()});
  return key;
}

// Each connection is an open file, and the usual soft limit is below what ServerLimits lets in.
void allowManyConnections() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  static_cast<void>(::setrlimit(RLIMIT_NOFILE, &files));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"The server of Limen: keeps sealed records and hands them on. It cannot read them."};
  app.set_version_flag("--version", "0.1.0");
  std::string folder, listen = "0.0.0.0:7443", keyFile;
  app.add_option("--folder", folder, "The server's folder, made by `limenctl server init`")->required();
  app.add_option("--listen", listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
  app.add_option("--store-key-file", keyFile,
                 "File of the store's key, mode 0400 or 0600, outside the folder. Without it: the systemd credential "
                 "limen-store-key, or the terminal");
  std::string drop, backupTo;
  double backupHours = 24;
  std::size_t backupKeep = 7;
  app.add_option("--drop", drop, "A folder for couriers' bundles: what is put there is taken while the server runs; answers lie in its out")
      ->type_name("DIR");
  CLI::Option* to = app.add_option("--backup-to", backupTo, "Where it backs itself up to, on another disk")->type_name("DIR");
  app.add_option("--backup-every", backupHours, "Hours between two backups")->needs(to)->check(CLI::Range(0.25, 24.0 * 30))->capture_default_str();
  app.add_option("--backup-keep", backupKeep, "How many of these stay; older ones are deleted once a newer one was read back")
      ->needs(to)
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.set_config("--config", "", "A file of these options, one a line: drop=\"/srv/drop\"");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  if (!hardenProcess())
    return refuse("this machine refuses to lock memory or to turn core dumps off. It does not start without.");
  allowManyConnections();

  // Blocked before there are threads, so that only the wait below takes them.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  signal(SIGPIPE, SIG_IGN);

  if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY"); keyFile.empty() && credentials) {
    const fs::path credential = fs::path(credentials) / kCredential;
    std::error_code failed;
    if (fs::exists(credential, failed)) keyFile = credential;
  }
  const auto key = keyFile.empty() ? askForKey() : readStoreKeyFile(keyFile, folder);
  if (!key) {
    if (keyFile.empty() && key.error().is(StoreKeyError::missing)) {
      return refuse(
          "it has no key for its store: give --store-key-file, the systemd credential limen-store-key, or a terminal to ask at.");
    }
    return refuse(sentenceFor(key.error(), keyFile));
  }
  const auto content = ServerFolder::load(folder, *key);
  if (!content) return refuse(sentenceFor(content.error(), keyFile));
  const auto taken = ServerFolder::take(folder);
  if (!taken) return refuse(sentenceFor(taken.error(), keyFile));
  auto store = openServerStore(folder, *key);
  if (!store) return refuse(sentenceFor(store.error(), keyFile));
  const SystemClock clock;
  SystemRandom random;
  ServerOptions options{.listen = listen, .limits = {}, .drop = drop, .backup = {}};
  if (!backupTo.empty())
    options.backup = BackupSchedule{.to = backupTo,
                                    .every = Milliseconds(static_cast<std::int64_t>(backupHours * 3'600'000)),
                                    .keep = backupKeep,
                                    .make = [&](const fs::path& where) { return backupServer(folder, *key, where, clock, random); }};
  auto server = Server::start(*content, std::move(*store), options, clock);
  if (!server) return refuse(sentenceFor(server.error(), keyFile));

  std::printf("limen-server: listening on %s:%d\n", listen.substr(0, listen.rfind(':')).c_str(), (*server)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  (*server)->stop();
  return 0;
}
