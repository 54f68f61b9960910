// SPDX-License-Identifier: Apache-2.0
// Text, numbers, codes: one line, several lines, hidden letters, digits in groups, or a number between two buttons.
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include "app/questions/fields.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {

using namespace theme;
using forms::Type;

constexpr int kLines = 4, kMostLines = 20;
constexpr QChar kArabicPoint(0x066B), kArabicGroup(0x066C), kThinSpace(0x202F), kNoBreakSpace(0x00A0);

QString ungrouped(QString text) {
  for (const QChar mark : {QChar(' '), QChar('\''), QChar(','), kArabicGroup, kThinSpace, kNoBreakSpace}) text.remove(mark);
  return text;
}

class TextField : public Field {
  Q_OBJECT

 public:
  TextField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place), appearance_(node()) {
    const Type type = node().type;
    number_ = type == Type::integer || type == Type::decimal;
    grouped_ = number_ && appearance_.has("thousands-sep");
    edit_ = new QLineEdit;
    edit_->setMaxLength(kMaxTyped);
    edit_->setAccessibleName(name);
    edit_->setReadOnly(fixed());
    edit_->installEventFilter(this);
    auto* across = row(kSpace12);
    if (number_) edit_->setMaximumWidth(sized(kMediumField));
    if (number_ || appearance_.has("numbers")) edit_->setInputMethodHints(Qt::ImhPreferNumbers);
    if (appearance_.has("counter") && number_) {
      across->addWidget(stepper(QStringLiteral("\u2212"), tr("One less"), -1));
      across->addWidget(edit_);
      across->addWidget(stepper(QStringLiteral("+"), tr("One more"), 1));
      edit_->setMaximumWidth(sized(kShortField));
      across->addStretch(1);
    } else if (appearance_.has("masked") && type == Type::text) {
      edit_->setEchoMode(QLineEdit::Password);
      across->addWidget(edit_, 1);
      across->addWidget(revealer());
    } else if (appearance_.has("hidden-answer") && type == Type::barcode) {
      edit_->setEchoMode(QLineEdit::Password);  // what a card says is for the record, not for whoever looks over a shoulder
      across->addWidget(edit_, 1);
    } else {
      across->addWidget(edit_, 1);
      if (number_) across->addStretch(1);
    }
    auto* lines = column(this, 0, kSpace4);
    lines->addLayout(across);
    if (type == Type::barcode) lines->addWidget(small(tr("Scan the code with a hand scanner, or type it.")));
    connect(edit_, &QLineEdit::textEdited, this, [this](const QString& text) { flow_.type(place_, read(text)); });
    refresh();
  }
  void refresh() override {
    // While it is typed in, "007" or "2." stay as they are.
    if (edit_->hasFocus()) return;
    const QString now = written(flow_.shown(place_));
    if (edit_->text() != now) edit_->setText(now);
  }
  QWidget* entry() const override { return edit_; }
  void markWrong(bool wrong) override { setRole(edit_, "wrong", wrong ? "true" : "false"); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == edit_ && grouped_ && event->type() == QEvent::FocusIn) edit_->setText(flow_.shown(place_));
    if (watched == edit_ && appearance_.has("counter") && event->type() == QEvent::KeyPress) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_Up || key == Qt::Key_Down) {
        step(key == Qt::Key_Up ? 1 : -1);
        return true;
      }
    }
    return Field::eventFilter(watched, event);
  }

 private:
  QPushButton* stepper(const QString& sign, const QString& name, int by) {
    auto* press = button(sign);
    press->setFixedWidth(sized(kControl) + kSpace16);
    press->setAccessibleName(name);
    press->setEnabled(!fixed());
    press->setAutoDefault(false);
    connect(press, &QPushButton::clicked, this, [this, by] { step(by); });
    return press;
  }
  void step(int by) {
    if (fixed()) return;
    flow_.type(place_, QString::number(flow_.shown(place_).toLongLong() + by));
    edit_->setText(flow_.shown(place_));
  }
  QPushButton* revealer() {
    auto* show = button(tr("Show"));
    show->setCheckable(true);
    connect(show, &QPushButton::toggled, this, [this, show](bool on) {
      edit_->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
      show->setText(on ? tr("Hide") : tr("Show"));
    });
    return show;
  }
  QString read(const QString& typed) const {
    if (!number_ && !appearance_.has("numbers")) return typed;
    QString text = plainDigits(typed).replace(kArabicPoint, '.').remove(kArabicGroup);
    return grouped_ ? ungrouped(text) : text;
  }
  // 1234567.5 as 1 234 567.5: thin spaces mean the same to everybody, commas and points do not.
  QString written(QString text) const {
    if (!grouped_) return text;
    const qsizetype point = text.indexOf('.');
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > (text.startsWith('-') ? 1 : 0); at -= 3) text.insert(at, kThinSpace);
    return text;
  }

  const Appearance appearance_;
  QLineEdit* edit_;
  bool number_ = false, grouped_ = false;
};

class LongTextField : public Field {
  Q_OBJECT

 public:
  LongTextField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place) {
    const int asked = QString::fromUtf8(forms::parameter(node(), "rows").data(), static_cast<qsizetype>(forms::parameter(node(), "rows").size())).toInt();
    edit_ = new QPlainTextEdit;
    edit_->setAccessibleName(name);
    edit_->setTabChangesFocus(true);
    edit_->setReadOnly(fixed());
    edit_->setFixedHeight(std::clamp(asked > 0 ? asked : kLines, 2, kMostLines) * sized(kTitle + kSpace4) + kSpace24);
    column(this, 0, 0)->addWidget(edit_);
    refresh();
    connect(edit_, &QPlainTextEdit::textChanged, this, [this] {
      if (edit_->hasFocus()) flow_.type(place_, edit_->toPlainText().left(kMaxTyped));
    });
  }
  void refresh() override {
    const QString now = flow_.shown(place_);
    if (!edit_->hasFocus() && edit_->toPlainText() != now) edit_->setPlainText(now);
  }
  QWidget* entry() const override { return edit_; }
  void markWrong(bool wrong) override { setRole(edit_, "wrong", wrong ? "true" : "false"); }

 private:
  QPlainTextEdit* edit_;
};

}  // namespace

Field* makeTextField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  const forms::Node& node = flow.form().form().node(place.question);
  const Appearance appearance(node);
  const bool lines = node.type == Type::text && (appearance.has("multiline") || !forms::parameter(node, "rows").empty());
  if (lines) return new LongTextField(flow, place, accessibleName);
  return new TextField(flow, place, accessibleName);
}

}  // namespace limen

#include "text_field.moc"
