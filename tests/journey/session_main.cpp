// SPDX-License-Identifier: Apache-2.0
// limen-session with a player at its keys.
#include <QApplication>

#include "app/session/session_program.h"
#include "tests/journey/player.h"

int main(int argc, char** argv) {
  limen::prepareChild();
  const limen::ChildArguments arguments = limen::readChildArguments(argc, argv);
  QApplication application(argc, argv);
  auto* player = limen::test::Player::fromEnvironment("session", &application);
  limen::endProcess(limen::runSession(application, arguments, [player] {
    if (player != nullptr) player->start();
  }));
}
