// SPDX-License-Identifier: Apache-2.0
// What the person in front of the officer looks at: the whole window, large type, pictograms, their language, and nothing of the
// answers. Also the pause. Enter, Escape or the button goes back to the officer.
#pragma once

#include <QWidget>
#include <string>

#include "app/intake_flow.h"

class QScrollArea;

namespace limen {

class PersonScreen : public QWidget {
  Q_OBJECT

 public:
  enum class Shows { page, pause };
  // Covers `window`. `language` as the form names it.
  PersonScreen(QWidget* window, IntakeFlow& flow, const std::string& language, Shows shows);

 signals:
  void over();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void end();
  QScrollArea* area_ = nullptr;
};

// The form's language in which the person was told, else `otherwise`.
std::string personsLanguage(const IntakeFlow& flow, const std::string& otherwise);

}  // namespace limen
