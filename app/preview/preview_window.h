// SPDX-License-Identifier: Apache-2.0
// A form's file in the windows that ask it, for whoever writes forms. Nothing is stored: there is no station behind it, no draft and no
// record. When the file changes, the form is read anew and the answers go on in it; while it has errors, they are listed instead.
#pragma once

#include <QFileSystemWatcher>
#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <filesystem>
#include <memory>

#include "app/pages/form_page.h"
#include "core/clock.h"
#include "core/random.h"
#include "forms/workbook.h"

namespace limen {

class PreviewWindow : public QMainWindow {
  Q_OBJECT

 public:
  PreviewWindow(std::filesystem::path file, const Clock& clock, Random& random);
  ~PreviewWindow() override;

  const IntakeFlow* flow() const { return flow_.get(); }  // null while the form has errors
  const std::vector<forms::Finding>& findings() const { return findings_; }
  void reload();      // the file as it is now, with the answers so far
  void startAgain();  // without them
  void useFormLanguage(const std::string& language);

 signals:
  void reloaded();

 private:
  bool read();  // false: the form cannot be asked, findings_ or unreadable_ say why
  void watch();
  void openFlow(std::shared_ptr<const forms::CompiledForm> form, bool carry);
  void rebuild();
  QWidget* makeTopBar();
  QWidget* makeBody();
  QWidget* findingsPage();
  QWidget* donePage();

  const std::filesystem::path file_;
  const Clock& clock_;
  Random& random_;
  QFileSystemWatcher watcher_;
  QTimer soon_;
  std::shared_ptr<IntakeFlow> flow_;
  std::vector<forms::Finding> findings_;
  bool unreadable_ = false;
  bool finished_ = false;
  bool findingsWanted_ = false;
  std::string language_;
};

}  // namespace limen
