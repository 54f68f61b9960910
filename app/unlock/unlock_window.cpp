// SPDX-License-Identifier: Apache-2.0
#include "app/unlock/unlock_window.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QLabel>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "app/frame/parts.h"
#include "app/secret_field.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

UnlockWindow::UnlockWindow(UnlockDoor door, const Clock& clock, Preferences preferences, std::function<void(const Preferences&)> keep)
    : door_(std::move(door)), clock_(clock), preferences_(std::move(preferences)), keep_(std::move(keep)) {
  setWindowTitle("Limen");
  resize(kUsualWidth, kUsualHeight);
  setMinimumSize(kSmallestWidth, kSmallestHeight);
  applyPreferences(*qApp, preferences_);
  rebuild();
}

UnlockWindow::~UnlockWindow() {
  if (trying_.joinable()) trying_.join();
}

void UnlockWindow::rebuild() {
  auto* frame = new QWidget;
  frame->setObjectName("canvas");
  auto* lines = column(frame, kSpace24, 0);
  auto* top = row();
  top->addStretch(1);
  auto* language = button(currentLanguage().ownName, "globe");
  language->setAccessibleName(tr("Language"));
  auto* menu = new QMenu(language);
  for (const Language& each : languages()) menu->addAction(each.ownName, this, [this, code = each.code] { choose(code); });
  connect(language, &QPushButton::clicked, menu, [menu, language] { menu->popup(language->mapToGlobal(QPoint(0, language->height()))); });
  top->addWidget(language);
  lines->addLayout(top);
  lines->addStretch(2);

  auto* centre = row();
  centre->addStretch(1);
  auto* panel = card();
  panel->setFixedWidth(sized(kDialogColumn) + kSpace48);
  auto* inside = column(panel, kSpace32, kSpace16);
  auto* brand = row();
  auto* mark = new QLabel;
  mark->setPixmap(pixmap("mark", Tone::primary, kSpace32));
  brand->addWidget(mark);
  brand->addWidget(display("Limen"), 1);
  inside->addLayout(brand);
  fillCard(inside);
  centre->addWidget(panel);
  centre->addStretch(1);
  lines->addLayout(centre);
  lines->addStretch(3);
  auto* foot = small(tr("Locked. Nothing on this laptop can be read before it is unlocked."));
  foot->setAlignment(Qt::AlignCenter);
  lines->addWidget(foot);
  setCentralWidget(frame);
  frame->show();
  if (passphrase_ != nullptr) passphrase_->setFocus(Qt::OtherFocusReason);
}

void UnlockWindow::fillCard(QVBoxLayout* lines) {
  passphrase_ = nullptr;
  if (opened_) return fillChange(lines);
  auto choices = door_.choices();
  if (!choices) {
    lines->addWidget(errorPanel(explain(choices.error(), Doing::unlock)));
    return;
  }
  choices_ = std::move(*choices);
  if (choices_.empty()) {
    lines->addWidget(errorPanel(explain(VaultError::notEnrolled, Doing::unlock)));
    return;
  }
  chosen_ = std::min(chosen_, choices_.size() - 1);
  if (choices_.size() == 1) {
    auto* who = row(kSpace8);
    auto* picture = new QLabel;
    picture->setPixmap(pixmap("person", Tone::muted));
    who->addWidget(picture);
    who->addWidget(lead(words::isolated(words::fromUtf8(choices_[0].name))), 1);
    lines->addLayout(who);
  } else {
    lines->addWidget(strong(tr("Who are you?")));
    auto* who = button(words::fromUtf8(choices_[chosen_].name), "person");
    auto* menu = new QMenu(who);
    for (std::size_t at = 0; at < choices_.size(); ++at) {
      menu->addAction(words::fromUtf8(choices_[at].name), this, [this, at] {
        chosen_ = at;
        way_ = 0;
        QMetaObject::invokeMethod(this, &UnlockWindow::rebuild, Qt::QueuedConnection);
      });
    }
    connect(who, &QPushButton::clicked, menu, [menu, who] { menu->popup(who->mapToGlobal(QPoint(0, who->height()))); });
    lines->addWidget(who);
  }

  fillWays(lines);
  const QString asked = way().kind == SlotKind::oneTimeCode ? tr("Printed code") : tr("Passphrase");
  lines->addWidget(strong(asked));
  passphrase_ = secretField(asked);
  auto* reveal = button(tr("Show"));
  reveal->setCheckable(true);
  reveal->setAccessibleName(tr("Show what is typed"));
  connect(reveal, &QPushButton::toggled, this, [this, reveal](bool on) {
    passphrase_->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
    reveal->setText(on ? tr("Hide") : tr("Show"));
  });
  auto* across = row(kSpace8);
  across->addWidget(passphrase_, 1);
  across->addWidget(reveal);
  lines->addLayout(across);
  pin_ = nullptr;
  if (way().kind == SlotKind::fido2) {
    lines->addWidget(strong(tr("PIN of the key, if it has one")));
    pin_ = secretField(tr("PIN of the key, if it has one"));
    lines->addWidget(pin_);
    connect(pin_, &QLineEdit::returnPressed, this, &UnlockWindow::tryNow);
  }

  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  unlock_ = primaryButton(withKeys(tr("Unlock"), tr("Enter", "the key")));
  lines->addWidget(unlock_);
  connect(unlock_, &QPushButton::clicked, this, &UnlockWindow::tryNow);
  connect(passphrase_, &QLineEdit::returnPressed, this, &UnlockWindow::tryNow);
  showWaiting();
}

UnlockWay UnlockWindow::way() const {
  const auto& ways = choices_[chosen_].ways;
  return ways.empty() ? UnlockWay{} : ways[std::min(way_, ways.size() - 1)];
}

// Which way, and what it protects. Nothing where there is only the passphrase.
void UnlockWindow::fillWays(QVBoxLayout* lines) {
  const auto& ways = choices_[chosen_].ways;
  const auto nameOfWay = [this](const UnlockWay& each) {
    switch (each.kind) {
      case SlotKind::fido2: return tr("Passphrase and security key: %1").arg(words::isolated(words::fromUtf8(each.name)));
      case SlotKind::tpm: return tr("Passphrase and this laptop's chip");
      case SlotKind::oneTimeCode: return tr("Printed code (%n left)", nullptr, static_cast<int>(each.codesLeft));
      case SlotKind::passphrase: break;
    }
    return tr("Passphrase alone");
  };
  if (ways.size() > 1) {
    lines->addWidget(strong(tr("How do you unlock?")));
    auto* how = button(nameOfWay(way()));
    how->setObjectName("way");
    auto* menu = new QMenu(how);
    for (std::size_t at = 0; at < ways.size(); ++at) {
      menu->addAction(nameOfWay(ways[at]), this, [this, at] {
        way_ = at;
        QMetaObject::invokeMethod(this, &UnlockWindow::rebuild, Qt::QueuedConnection);
      });
    }
    connect(how, &QPushButton::clicked, menu, [menu, how] { menu->popup(how->mapToGlobal(QPoint(0, how->height()))); });
    lines->addWidget(how);
  }
  switch (way().kind) {
    case SlotKind::fido2:
      lines->addWidget(theme::hint(tr("Plug in the key, and touch it when it blinks. Without it a stolen laptop does not open.")));
      break;
    case SlotKind::tpm:
      lines->addWidget(theme::hint(tr("A disk taken out of this laptop does not open. Whoever has the whole laptop can still try passphrases.")));
      break;
    case SlotKind::oneTimeCode:
      lines->addWidget(theme::hint(tr("Each code works once; then you choose a new passphrase. Codes are as safe as the place where the paper lies.")));
      break;
    case SlotKind::passphrase:
      if (ways.size() > 1)
        lines->addWidget(theme::hint(tr("A stolen laptop is as safe as this passphrase is hard to guess. Codes from a phone would not change that.")));
      break;
  }
}

void UnlockWindow::fillChange(QVBoxLayout* lines) {
  lines->addWidget(lead(words::isolated(words::fromUtf8(choices_[chosen_].name))));
  lines->addWidget(strong(tr("Choose a passphrase of your own")));
  const bool byCode = way().kind == SlotKind::oneTimeCode;
  lines->addWidget(theme::hint(byCode ? tr("The code that you typed is used up. Use at least 15 characters; a few unusual words are best.")
                                      : tr("The one that you typed was given to you. Use at least 15 characters; a few unusual words are best.")));
  passphrase_ = secretField(tr("New passphrase"));
  again_ = secretField(tr("The same again"));
  lines->addWidget(strong(tr("New passphrase")));
  lines->addWidget(passphrase_);
  lines->addWidget(strong(tr("The same again")));
  lines->addWidget(again_);
  auto* words = new QLabel;
  words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  words->setObjectName("suggestion");
  auto* suggest = button(tr("Suggest six words"));
  connect(suggest, &QPushButton::clicked, this, [this, words] {
    const SecretBytes made = door_.suggest();
    const ByteView bytes = made.expose(SecretAccess{});
    words->setText(QString::fromUtf8(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
  });
  lines->addWidget(suggest);
  lines->addWidget(words);
  lost_ = nullptr;
  const auto& ways = choices_[chosen_].ways;
  if (byCode && std::any_of(ways.begin(), ways.end(), [](const UnlockWay& each) { return isDevice(each.kind); })) {
    lost_ = new QCheckBox(tr("My key or this laptop's chip is lost: unlock without it from now on"));
    lines->addWidget(lost_);
  }
  failure_ = new QVBoxLayout;
  lines->addLayout(failure_);
  unlock_ = primaryButton(withKeys(tr("Change and unlock"), tr("Enter", "the key")));
  lines->addWidget(unlock_);
  connect(unlock_, &QPushButton::clicked, this, &UnlockWindow::changeNow);
  connect(passphrase_, &QLineEdit::returnPressed, this, [this] { again_->setFocus(Qt::TabFocusReason); });
  connect(again_, &QLineEdit::returnPressed, this, &UnlockWindow::changeNow);
}

void UnlockWindow::showWaiting() {
  const UnlockChoice& choice = choices_[chosen_];
  if (choice.disabled) {
    showFailure(explain(SlotError::disabled, Doing::unlock));
  } else if (choice.notBeforeMs > toUnixMs(clock_.now())) {
    Explanation words = explain(SlotError::waiting, Doing::unlock);
    words.next = tr("The next try is possible at %1.").arg(words::isolated(words::clockTime(choice.notBeforeMs)));
    showFailure(words);
  }
}

void UnlockWindow::showFailure(const Explanation& words) {
  empty(failure_);
  failure_->addWidget(errorPanel(words));
}

void UnlockWindow::begin(const QString& busy) {
  busy_ = true;
  empty(failure_);
  unlock_->setEnabled(false);
  unlock_->setText(busy);
  passphrase_->setEnabled(false);
}

void UnlockWindow::changeNow() {
  if (busy_ || passphrase_->text().isEmpty()) return;
  if (passphrase_->text() != again_->text()) {
    showFailure({tr("The two are not the same."), {}, tr("Type the new passphrase twice.")});
    return;
  }
  begin(tr("Changing…"));
  again_->setEnabled(false);
  auto passphrase = std::make_shared<SecretBytes>(secretOf(passphrase_->text()));
  passphrase_->clear();
  again_->clear();
  if (trying_.joinable()) trying_.join();
  trying_ = std::thread([this, passphrase, user = choices_[chosen_].user, secret = opened_,
                         devices = lost_ != nullptr && lost_->isChecked() ? DevicesAre::lost : DevicesAre::kept] {
    const auto done = std::make_shared<Result<void>>(door_.change(user, *secret, *passphrase, devices));
    passphrase->wipe();
    QMetaObject::invokeMethod(this, [this, done] { changed(*done); }, Qt::QueuedConnection);
  });
}

void UnlockWindow::changed(const Result<void>& done) {
  busy_ = false;
  if (done) {
    emit unlocked(choices_[chosen_].user, std::exchange(opened_, nullptr));
    return;
  }
  Explanation words = explain(done.error(), Doing::unlock);
  if (done.error().is(VaultError::weakPassphrase) && done.error().context() == "same")
    words.happened = tr("That is the passphrase that you were given.");
  rebuild();
  showFailure(words);
}

void UnlockWindow::tryNow() {
  if (busy_ || passphrase_->text().isEmpty()) return;
  begin(tr("Unlocking…"));
  auto passphrase = std::make_shared<SecretBytes>(secretOf(passphrase_->text()));
  passphrase_->clear();
  auto pin = std::make_shared<SecretBytes>(pin_ == nullptr || pin_->text().isEmpty() ? SecretBytes() : secretOf(pin_->text()));
  if (pin_ != nullptr) pin_->clear();
  if (trying_.joinable()) trying_.join();
  trying_ = std::thread([this, passphrase, pin, user = choices_[chosen_].user, way = way()] {
    auto secret = std::make_shared<Result<SecretBytes>>(door_.open(user, way, *passphrase, *pin));
    passphrase->wipe();
    pin->wipe();
    QMetaObject::invokeMethod(this, [this, secret] { answered(std::move(*secret)); }, Qt::QueuedConnection);
  });
}

void UnlockWindow::answered(Result<SecretBytes> secret) {
  busy_ = false;
  if (secret && door_.mustChange(choices_[chosen_].user)) {
    opened_ = std::make_shared<SecretBytes>(std::move(*secret));
    rebuild();
    return;
  }
  if (secret) {
    emit unlocked(choices_[chosen_].user, std::make_shared<SecretBytes>(std::move(*secret)));
    return;
  }
  Explanation words = explain(secret.error(), Doing::unlock);
  if (way().kind == SlotKind::oneTimeCode && secret.error().is(SlotError::wrongPassphrase)) {
    words.happened = tr("That is not one of your codes, or it was used already.");
    words.next = tr("Type another from the paper, or choose another way.");
  }
  rebuild();
  if (failure_ != nullptr && failure_->isEmpty()) showFailure(words);
}

void UnlockWindow::choose(const QString& code) {
  preferences_.language = code;
  keep_(preferences_);
  QMetaObject::invokeMethod(
      this,
      [this] {
        applyPreferences(*qApp, preferences_);
        rebuild();
      },
      Qt::QueuedConnection);
}

void UnlockWindow::closeEvent(QCloseEvent* event) {
  event->accept();
  emit closed();
}

}  // namespace limen
