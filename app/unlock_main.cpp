// SPDX-License-Identifier: Apache-2.0
#include <QApplication>

#include "app/session/session_program.h"

int main(int argc, char** argv) {
  limen::prepareChild();
  const limen::ChildArguments arguments = limen::readChildArguments(argc, argv);
  QApplication application(argc, argv);
  limen::endProcess(limen::runUnlock(application, arguments));
}
