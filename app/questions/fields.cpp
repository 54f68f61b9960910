// SPDX-License-Identifier: Apache-2.0
#include "app/questions/fields.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "app/questions/choice_field.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {

using namespace theme;
using forms::Type;

constexpr int kMaxTyped = 10'000;
constexpr int kLines = 4;
const QString kMissing = QStringLiteral("?");

void mark(QWidget* widget, bool wrong) { setRole(widget, "wrong", wrong ? "true" : "false"); }

// An officer's keyboard may give the digits of another script; numbers and dates take them.
QString plainDigits(QString text) {
  for (QChar& letter : text) {
    if (letter.digitValue() >= 0) letter = QChar('0' + letter.digitValue());
  }
  return text;
}

class TextField : public Field {
 public:
  TextField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place) {
    type_ = flow.form().form().node(place.question).type;
    edit_ = new QLineEdit;
    edit_->setMaxLength(kMaxTyped);
    edit_->setAccessibleName(name);
    if (type_ != Type::text) edit_->setMaximumWidth(sized(kMediumField));
    edit_->setReadOnly(flow.form().readOnly(place));
    column(this, 0, 0)->addWidget(edit_);
    connect(edit_, &QLineEdit::textEdited, this, [this](const QString& text) {
      flow_.type(place_, type_ == Type::text ? text : plainDigits(text));
    });
    refresh();
  }
  void refresh() override {
    const QString now = flow_.shown(place_);
    // While it is typed in, "007" or "2." stay as they are.
    if (!edit_->hasFocus() && edit_->text() != now) edit_->setText(now);
  }
  QWidget* entry() const override { return edit_; }
  void markWrong(bool wrong) override { mark(edit_, wrong); }

 private:
  QLineEdit* edit_;
  Type type_;
};

class LongTextField : public Field {
 public:
  LongTextField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place) {
    edit_ = new QPlainTextEdit;
    edit_->setAccessibleName(name);
    edit_->setTabChangesFocus(true);
    edit_->setReadOnly(flow.form().readOnly(place));
    edit_->setFixedHeight(kLines * sized(kTitle + kSpace4) + kSpace24);
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
  void markWrong(bool wrong) override { mark(edit_, wrong); }

 private:
  QPlainTextEdit* edit_;
};

// Several short fields that make one answer, each under a small heading.
class PartsField : public Field {
 public:
  using Field::Field;
  QWidget* entry() const override { return parts_.front(); }
  void markWrong(bool wrong) override {
    for (QLineEdit* part : parts_) mark(part, wrong);
  }

 protected:
  void addPart(QBoxLayout* across, const QString& heading, const QString& question, int width, int maxLength) {
    auto* part = new QLineEdit;
    part->setMaxLength(maxLength);
    part->setFixedWidth(sized(width));
    part->setAccessibleName(question + ' ' + heading);
    part->setReadOnly(flow_.form().readOnly(place_));
    auto* stack = new QVBoxLayout;
    stack->setSpacing(kSpace4);
    stack->addWidget(small(heading));
    stack->addWidget(part);
    across->addLayout(stack);
    parts_.push_back(part);
    connect(part, &QLineEdit::textEdited, this, [this] { flow_.type(place_, joined()); });
  }
  QString part(std::size_t index) const { return plainDigits(parts_[index]->text().trimmed()); }
  void showParts(const QStringList& texts) {
    for (std::size_t at = 0; at < parts_.size(); ++at) {
      const QString text = texts.value(static_cast<qsizetype>(at));
      if (!parts_[at]->hasFocus() && parts_[at]->text() != text) parts_[at]->setText(text);
    }
  }
  virtual QString joined() const = 0;
  std::vector<QLineEdit*> parts_;
};

class DateField : public PartsField {
  Q_OBJECT

 public:
  DateField(IntakeFlow& flow, const forms::Place& place, const QString& name) : PartsField(flow, place) {
    auto* across = row(kSpace16);
    addPart(across, tr("Day"), name, kShortField, 2);
    addPart(across, tr("Month"), name, kShortField, 2);
    addPart(across, tr("Year"), name, kShortField + kSpace32, 4);
    across->addStretch(1);
    column(this, 0, 0)->addLayout(across);
    refresh();
  }
  void refresh() override {
    QStringList yearFirst = flow_.shown(place_).split('-');
    while (yearFirst.size() < 3) yearFirst << QString();
    for (qsizetype at : {1, 2}) {
      if (yearFirst[at].startsWith('0')) yearFirst[at].remove(0, 1);
    }
    yearFirst.replaceInStrings(kMissing, QString());
    showParts({yearFirst[2], yearFirst[1], yearFirst[0]});
  }

 protected:
  QString joined() const override {
    const QString day = part(0), month = part(1), year = part(2);
    if (day.isEmpty() && month.isEmpty() && year.isEmpty()) return {};
    // A part that is missing is marked, so that no reading of dates can take what is left for a whole one.
    const auto part = [](const QString& number, int digits) { return number.isEmpty() ? kMissing : number.rightJustified(digits, '0'); };
    return part(year, 1) + '-' + part(month, 2) + '-' + part(day, 2);
  }
};

class PointField : public PartsField {
  Q_OBJECT

 public:
  PointField(IntakeFlow& flow, const forms::Place& place, const QString& name) : PartsField(flow, place) {
    auto* across = row(kSpace16);
    addPart(across, tr("Latitude"), name, kShortField + kSpace48, 16);
    addPart(across, tr("Longitude"), name, kShortField + kSpace48, 16);
    across->addStretch(1);
    column(this, 0, 0)->addLayout(across);
    refresh();
  }
  void refresh() override {
    const QStringList parts = flow_.shown(place_).split(' ');
    showParts({parts.value(0), parts.value(1)});
  }

 protected:
  QString joined() const override {
    const QString latitude = part(0), longitude = part(1);
    return latitude.isEmpty() && longitude.isEmpty() ? QString() : latitude + ' ' + longitude;
  }
};

class NoteField : public Field {
 public:
  NoteField(IntakeFlow& flow, const forms::Place& place) : Field(flow, place) {}
  void refresh() override {}
  QWidget* entry() const override { return nullptr; }
};

}  // namespace

Field* makeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  const forms::Node& node = flow.form().form().node(place.question);
  switch (node.type) {
    case Type::note: return new NoteField(flow, place);
    case Type::selectOne: return new ChoiceField(flow, place, false, accessibleName);
    case Type::selectMultiple: return new ChoiceField(flow, place, true, accessibleName);
    case Type::date: return new DateField(flow, place, accessibleName);
    case Type::geopoint: return new PointField(flow, place, accessibleName);
    case Type::text:
      if (node.appearance.find("multiline") != std::string::npos) return new LongTextField(flow, place, accessibleName);
      return new TextField(flow, place, accessibleName);
    default: return new TextField(flow, place, accessibleName);
  }
}

}  // namespace limen

#include "fields.moc"
