// SPDX-License-Identifier: Apache-2.0
// limen-preview FILE: what `limenctl form preview` starts. It opens a window on a form and stores nothing.
#include <QApplication>
#include <cstdio>
#include <cstdlib>

#include "app/preview/preview_window.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  if (application.arguments().size() != 2) {
    std::fputs("This program is a part of limenctl: use limenctl form preview FILE.\n", stderr);
    return EXIT_FAILURE;
  }
  limen::initResources();
  limen::SystemClock clock;
  limen::SystemRandom random;
  limen::PreviewWindow window(application.arguments().at(1).toStdString(), clock, random);
  window.show();
  return application.exec();
}
