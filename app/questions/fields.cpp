// SPDX-License-Identifier: Apache-2.0
#include "app/questions/fields.h"

#include <QBoxLayout>

#include "app/questions/choice_field.h"
#include "app/questions/rank_field.h"
#include "app/theme/theme.h"

namespace limen {
namespace {

using namespace theme;
using forms::Type;

class NoteField : public Field {
 public:
  using Field::Field;
  void refresh() override {}
  QWidget* entry() const override { return nullptr; }
};

// One box to tick.
class AcknowledgeField : public Field {
  Q_OBJECT

 public:
  AcknowledgeField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place) {
    tick_ = new ChoiceButton(tr("Yes, this is confirmed"), true, 1);
    tick_->setAccessibleDescription(name);
    tick_->setEnabled(!fixed());
    column(this, 0, 0)->addWidget(tick_);
    connect(tick_, &QAbstractButton::clicked, this, [this](bool on) { flow_.type(place_, on ? QStringLiteral("OK") : QString()); });
    refresh();
  }
  void refresh() override { tick_->setChecked(!forms::isEmpty(flow_.form().value(place_))); }
  QWidget* entry() const override { return tick_; }
  bool choose(int digit) override {
    if (digit != 1 || !tick_->isEnabled()) return false;
    tick_->click();
    return true;
  }

 private:
  ChoiceButton* tick_;
};

}  // namespace

void PartsField::markWrong(bool wrong) {
  for (QLineEdit* part : parts_) setRole(part, "wrong", wrong ? "true" : "false");
}

QLineEdit* PartsField::addPart(QBoxLayout* across, const QString& heading, const QString& question, int width, int maxLength) {
  auto* part = new QLineEdit;
  part->setMaxLength(maxLength);
  part->setFixedWidth(sized(width));
  part->setAccessibleName(question + ' ' + heading);
  part->setReadOnly(fixed());
  auto* stack = new QVBoxLayout;
  stack->setSpacing(kSpace4);
  stack->addWidget(small(heading));
  stack->addWidget(part);
  across->addLayout(stack);
  parts_.push_back(part);
  connect(part, &QLineEdit::textEdited, this, [this] { flow_.type(place_, joined()); });
  return part;
}

void PartsField::showParts(const QStringList& texts) {
  for (std::size_t at = 0; at < parts_.size(); ++at) {
    const QString text = texts.value(static_cast<qsizetype>(at));
    if (!parts_[at]->hasFocus() && parts_[at]->text() != text) parts_[at]->setText(text);
  }
}

Field* makeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName, std::optional<ChoiceStyle> style) {
  switch (flow.form().form().node(place.question).type) {
    case Type::note:
      return new NoteField(flow, place);
    case Type::selectOne:
      return new ChoiceField(flow, place, false, accessibleName, style);
    case Type::selectMultiple:
      return new ChoiceField(flow, place, true, accessibleName, style);
    case Type::rank:
      return new RankField(flow, place, accessibleName);
    case Type::acknowledge:
      return new AcknowledgeField(flow, place, accessibleName);
    case Type::range:
      return makeRangeField(flow, place, accessibleName);
    case Type::date:
    case Type::time:
    case Type::dateTime:
      return makeDateField(flow, place, accessibleName);
    case Type::geopoint:
    case Type::geotrace:
    case Type::geoshape:
      return makePlaceField(flow, place, accessibleName);
    case Type::image:
    case Type::audio:
    case Type::video:
    case Type::file:
      return makeAttachmentField(flow, place, accessibleName);
    default:
      return makeTextField(flow, place, accessibleName);
  }
}

}  // namespace limen

#include "fields.moc"
