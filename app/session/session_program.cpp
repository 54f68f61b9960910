// SPDX-License-Identifier: Apache-2.0
#include "app/session/session_program.h"

#include <fcntl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QApplication>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/frame/main_window.h"
#include "app/link.h"
#include "app/session/station_model.h"
#include "app/unlock/unlock_window.h"
#include "core/log.h"
#include "crypto/device_fido2.h"
#include "crypto/device_tpm.h"
#include "station/enrolment.h"
#include "station/passphrase.h"
#include "station/users.h"
#include "sync/pipe_transport.h"

namespace limen {
namespace {

sigset_t endSignals() {
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGTERM);
  sigaddset(&watched, SIGINT);
  sigaddset(&watched, SIGHUP);
  return watched;
}

std::unique_ptr<QSocketNotifier> onEndSignal(const std::function<void()>& act) {
  const sigset_t watched = endSignals();
  auto notifier = std::make_unique<QSocketNotifier>(::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK), QSocketNotifier::Read);
  QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [act, quiet = notifier.get()] {
    quiet->setEnabled(false);
    act();
  });
  return notifier;
}

// A program of ours ends with a code that means something; Qt's own end at the last window would say 0, "unlocked".
void endOnlyWhenTold(QApplication& application) {
  application.setQuitOnLastWindowClosed(false);
}

std::function<void(const Preferences&)> keeper(const std::filesystem::path& home) {
  return [home](const Preferences& preferences) { writePreferences(home, preferences); };
}

// Also where it is there already, and would close as the program begins.
bool putInPlace(int fd, int place) { return fd == place ? ::fcntl(fd, F_SETFD, 0) == 0 : ::dup2(fd, place) == place; }

// What a session showed goes with its memory: when its shift is closed, the program begins anew in its place, for the same user and
// without a shift. What cannot begin is a lock.
[[noreturn]] void beginAnew(const ChildArguments& arguments, const Unlocked& unlocked, const ShiftSlip& slip) {
  int ends[2];
  std::error_code failed;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (!failed && ::pipe2(ends, O_CLOEXEC) == 0 && sendFrame(ends[1], LinkKind::unlocked, encodeUnlocked(unlocked)) &&
      sendFrame(ends[1], LinkKind::slip, SecretBytes::copyOf(slip.serialise())) && putInPlace(ends[0], kSecretFd)) {
    std::fflush(nullptr);
    ::execl(self.c_str(), self.c_str(), "--home", arguments.home.c_str(), nullptr);
  }
  logFact(LogLevel::warning, "session", "locked behind a closed shift: it could not begin anew");
  endProcess(kExitLocked);
}

// From the session before; nothing when this one follows an unlock.
Result<std::optional<ShiftSlip>> slipFromBefore() {
  const auto frame = receiveFrame(kSecretFd);
  if (!frame && frame.error().is(LinkError::closed)) return std::optional<ShiftSlip>();
  if (!frame || frame->kind != LinkKind::slip) return unexpected(LinkError::malformed);
  LIMEN_ASSIGN(ShiftSlip slip, ShiftSlip::parse(frame->payload.expose(SecretAccess{})));
  return std::optional(std::move(slip));
}

}  // namespace

ChildArguments readChildArguments(int argc, char** argv) {
  for (int at = 1; at + 1 < argc; ++at) {
    if (std::string_view(argv[at]) == "--home") return {argv[at + 1]};
  }
  std::fputs("This program is a part of limen: start limen instead.\n", stderr);
  std::exit(EXIT_FAILURE);
}

void prepareChild() {
  ::setenv("TSS2_LOG", "all+NONE", 0);  // what the chip's library has to say is told in our words
  if (!hardenProcess()) {
    logFact(LogLevel::error, "app", "the machine refused to protect this process");
    std::exit(EXIT_FAILURE);
  }
  const sigset_t watched = endSignals();
  ::pthread_sigmask(SIG_BLOCK, &watched, nullptr);
  if (!endWithParent()) std::exit(EXIT_FAILURE);
}

int runUnlock(QApplication& application, const ChildArguments& arguments, const std::function<void()>& ready) {
  initResources();
  endOnlyWhenTold(application);
  SystemClock clock;
  const auto& home = arguments.home;
  const UnlockDoor door{[home] { return unlockChoices(home); },
                        [home, &clock](const UserId& user, const UnlockWay& way, const SecretBytes& typed, const SecretBytes& pin) {
                          if (way.kind == SlotKind::oneTimeCode) return unlockWithCode(home, user, typed, clock);
                          SecurityKey key;
                          TpmChip chip;
                          return unlockSlot(home, user, typed, clock, KdfCost::floor(), {&key, &chip, &pin}, way.slot);
                        },
                        [home](const UserId& user) { return mustChangePassphrase(home, user).value_or(true); },
                        [home, &clock](const UserId& user, const SecretBytes& secret, const SecretBytes& passphrase, DevicesAre devices) {
                          return changePassphrase(home, user, secret, passphrase, calibrateKdf(timedBy(clock)), clock, devices);
                        },
                        &suggestPassphrase};
  UnlockWindow window(door, clock, readPreferences(home), keeper(home));
  QObject::connect(&window, &UnlockWindow::unlocked, [&](const UserId& user, const std::shared_ptr<SecretBytes>& secret) {
    const auto sent = sendFrame(kSecretFd, LinkKind::unlocked, encodeUnlocked({user, std::move(*secret)}));
    application.exit(sent ? kExitUnlocked : EXIT_FAILURE);
  });
  QObject::connect(&window, &UnlockWindow::closed, [&] { application.exit(kExitClosed); });
  const auto notifier = onEndSignal([&] { application.exit(kExitClosed); });
  window.show();
  if (ready) ready();
  return application.exec();
}

int runSession(QApplication& application, const ChildArguments& arguments, const std::function<void()>& ready) {
  initResources();
  endOnlyWhenTold(application);
  auto frame = receiveFrame(kSecretFd);
  const auto before = slipFromBefore();
  ::close(kSecretFd);
  Result<Unlocked> unlocked = unexpected(LinkError::malformed);
  if (frame && frame->kind == LinkKind::unlocked) unlocked = decodeUnlocked(frame->payload);
  if (!unlocked || !before) {
    logFact(LogLevel::error, "session", "no unlock was handed over");
    return EXIT_FAILURE;
  }
  const std::optional<ShiftSlip>& slip = *before;
  SystemClock clock;
  SystemRandom random;
  SocketCarrierLink carrier(kControlFd);
  PipeOpener network(kSyncFd);
  SecurityKey key;
  TpmChip chip;
  StationModel model(arguments.home, std::move(*unlocked), carrier, network, clock, random, {&key, &chip},
                     slip ? StationModel::Shift::staysAsItIs : StationModel::Shift::enters);
  MainWindow window(model, readPreferences(arguments.home), keeper(arguments.home), slip);
  QObject::connect(&window, &MainWindow::locked, [&] { endProcess(kExitLocked); });
  QObject::connect(&window, &MainWindow::shiftClosed, [&](const ShiftSlip& closed) { beginAnew(arguments, model.unlocked(), closed); });
  const auto notifier = onEndSignal([&] { window.lock(false); });
  window.show();
  if (ready) ready();
  return application.exec();
}

void endProcess(int code) {
  std::fflush(nullptr);
  std::_Exit(code);
}

}  // namespace limen
