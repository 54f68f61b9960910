// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <catch2/catch_session.hpp>

#include "app/languages.h"

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  limen::initResources();
  limen::applyPreferences(application, {});
  return Catch::Session().run(argc, argv);
}
