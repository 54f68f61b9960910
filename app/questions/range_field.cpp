// SPDX-License-Identifier: Apache-2.0
// A number from a scale: a slider with its number beside it, a stepper between two buttons, or a line of stars. Nothing is answered
// until it is touched.
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <cmath>

#include "app/questions/fields.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "forms/range.h"

namespace limen {
namespace {

using namespace theme;

constexpr int kMostSteps = 100'000;
constexpr int kMostStars = 10;
constexpr int kSliderHeight = 220;

struct Scale {
  double start = 0, end = 0, step = 1;
  int decimals = 0;
  int steps = 0;

  double at(int index) const { return start + (end > start ? 1 : -1) * index * step; }
  QString written(int index) const { return QString::number(at(index), 'f', decimals); }
  // The nearest step; nothing when it lies outside.
  std::optional<int> indexOf(const QString& text) const {
    bool number = false;
    const double value = text.toDouble(&number);
    if (!number || text.isEmpty()) return std::nullopt;
    const int index = static_cast<int>(std::lround(std::abs(value - start) / step));
    return index <= steps && (value - start) * (end - start) >= 0 ? std::optional(index) : std::nullopt;
  }
};

int decimalsOf(std::string_view text) {
  const auto point = text.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

Scale scaleOf(const forms::Node& node) {
  const forms::Range range(node);
  Scale scale;
  scale.start = range.start();
  scale.end = range.end();
  scale.step = std::abs(range.step());
  for (const char* name : {"start", "end", "step"}) scale.decimals = std::max(scale.decimals, decimalsOf(forms::parameter(node, name)));
  const double steps = scale.step > 0 ? std::abs(scale.end - scale.start) / scale.step : 0;
  scale.steps = static_cast<int>(std::min<double>(std::floor(steps + 1e-9), kMostSteps));
  return scale;
}

// What slider, stepper and stars have in common: an index on the scale, or none.
class ScaleField : public Field {
  Q_OBJECT

 public:
  ScaleField(IntakeFlow& flow, const forms::Place& place) : Field(flow, place), scale_(scaleOf(node())) {}

 protected:
  std::optional<int> index() const { return scale_.indexOf(flow_.shown(place_)); }
  void choseIndex(int index) { flow_.type(place_, scale_.written(std::clamp(index, 0, scale_.steps))); }
  void clear() { flow_.type(place_, {}); }
  QPushButton* clearButton() {
    auto* press = quietButton(tr("Clear", "an answer"));
    connect(press, &QPushButton::clicked, this, [this] { clear(); });
    return press;
  }
  const Scale scale_;
};

class SliderField : public ScaleField {
  Q_OBJECT

 public:
  SliderField(IntakeFlow& flow, const forms::Place& place, const QString& name) : ScaleField(flow, place) {
    const Appearance appearance(node());
    const bool upright = appearance.has("vertical");
    slider_ = new QSlider(upright ? Qt::Vertical : Qt::Horizontal);
    slider_->setRange(0, scale_.steps);
    slider_->setPageStep(std::max(1, scale_.steps / 10));
    slider_->setAccessibleName(name);
    slider_->setEnabled(!fixed());
    slider_->installEventFilter(this);
    slider_->setFixedHeight(upright ? sized(kSliderHeight) : sized(kControl));
    if (upright) slider_->setFixedWidth(sized(kControl));
    number_ = new QLineEdit;
    number_->setFixedWidth(sized(kShortField));
    number_->setMaxLength(16);
    number_->setAccessibleName(name + ' ' + tr("as a number"));
    number_->setReadOnly(fixed());
    clear_ = clearButton();
    const QString from = words::isolated(scale_.written(0)), to = words::isolated(scale_.written(scale_.steps));
    auto* across = row(kSpace16);
    across->addWidget(number_, 0, Qt::AlignTop);
    auto* scale = new QVBoxLayout;
    scale->setSpacing(0);
    if (upright) {
      scale->addWidget(small(to));
      scale->addWidget(slider_);
      scale->addWidget(small(from));
      across->addLayout(scale);
      across->addWidget(clear_, 0, Qt::AlignTop);
      across->addStretch(1);
    } else {
      auto* ends = row(0);
      ends->addWidget(small(from));
      ends->addStretch(1);
      ends->addWidget(small(to));
      scale->addWidget(slider_);
      scale->addLayout(ends);
      across->addLayout(scale, 1);
      across->addWidget(clear_, 0, Qt::AlignTop);
    }
    column(this, 0, 0)->addLayout(across);
    connect(slider_, &QSlider::valueChanged, this, [this](int index) {
      if (!showing_) choseIndex(index);
    });
    connect(slider_, &QSlider::sliderPressed, this, [this] { choseIndex(slider_->value()); });
    connect(number_, &QLineEdit::textEdited, this, [this](const QString& text) { flow_.type(place_, plainDigits(text).trimmed()); });
    refresh();
  }
  void refresh() override {
    const auto now = index();
    showing_ = true;
    slider_->setValue(now.value_or(0));
    showing_ = false;
    setRole(slider_, "answered", now ? "true" : "false");
    if (!number_->hasFocus()) number_->setText(flow_.shown(place_));
    clear_->setVisible(now.has_value() && !fixed());
  }
  QWidget* entry() const override { return slider_; }
  void markWrong(bool wrong) override { setRole(number_, "wrong", wrong ? "true" : "false"); }

 protected:
  // The first arrow answers with the beginning of the scale, where the handle is seen to stand.
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == slider_ && event->type() == QEvent::KeyPress) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
      if (arrow && !index()) {
        choseIndex(0);
        return true;
      }
      if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        clear();
        return true;
      }
    }
    return ScaleField::eventFilter(watched, event);
  }

 private:
  QSlider* slider_;
  QLineEdit* number_;
  QPushButton* clear_;
  bool showing_ = false;
};

// picker: the number between two buttons; the arrows up and down do the same.
class StepperField : public ScaleField {
  Q_OBJECT

 public:
  StepperField(IntakeFlow& flow, const forms::Place& place, const QString& name) : ScaleField(flow, place) {
    auto* across = row(kSpace12);
    across->addWidget(press(QStringLiteral("\u2212"), tr("One step less"), -1));
    number_ = new QLineEdit;
    number_->setFixedWidth(sized(kShortField));
    number_->setMaxLength(16);
    number_->setAlignment(Qt::AlignCenter);
    number_->setAccessibleName(name);
    number_->setReadOnly(fixed());
    number_->installEventFilter(this);
    across->addWidget(number_);
    across->addWidget(press(QStringLiteral("+"), tr("One step more"), 1));
    across->addWidget(small(tr("%1 to %2", "the ends of a scale").arg(words::isolated(scale_.written(0)), words::isolated(scale_.written(scale_.steps)))));
    across->addStretch(1);
    column(this, 0, 0)->addLayout(across);
    connect(number_, &QLineEdit::textEdited, this, [this](const QString& text) { flow_.type(place_, plainDigits(text).trimmed()); });
    refresh();
  }
  void refresh() override {
    if (!number_->hasFocus()) number_->setText(flow_.shown(place_));
  }
  QWidget* entry() const override { return number_; }
  void markWrong(bool wrong) override { setRole(number_, "wrong", wrong ? "true" : "false"); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == number_ && event->type() == QEvent::KeyPress) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_Up || key == Qt::Key_Down) {
        step(key == Qt::Key_Up ? 1 : -1);
        return true;
      }
    }
    return ScaleField::eventFilter(watched, event);
  }

 private:
  QPushButton* press(const QString& sign, const QString& name, int by) {
    auto* made = button(sign);
    made->setFixedWidth(sized(kControl) + kSpace16);
    made->setAccessibleName(name);
    made->setEnabled(!fixed());
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, [this, by] { step(by); });
    return made;
  }
  void step(int by) {
    if (fixed()) return;
    choseIndex(index() ? *index() + by : 0);
    number_->setText(flow_.shown(place_));
  }

  QLineEdit* number_;
};

// One star of a line; the line is filled up to the chosen one.
class Star : public QAbstractButton {
  Q_OBJECT

 public:
  explicit Star(int number) : number_(number) {
    setFixedSize(sized(kControl), sized(kControl) + sized(kSmall));
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(QString::number(number));
  }
  void fill(bool filled) {
    filled_ = filled;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colours& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = sized(kControl);
    if (hasFocus()) {
      painter.setPen(QPen(c.focus, kFocusRing));
      painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), kRadius, kRadius);
    }
    QPolygonF star;
    for (int corner = 0; corner < 10; ++corner) {
      const double radius = side * (corner % 2 == 0 ? 0.38 : 0.17), angle = M_PI * (corner / 5.0 - 0.5);
      star << QPointF(side / 2.0 + radius * std::cos(angle), side / 2.0 + radius * std::sin(angle));
    }
    painter.setPen(QPen(filled_ ? c.primary : c.line, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(filled_ ? QBrush(c.primary) : QBrush(c.surface));
    painter.drawPolygon(star);
    QFont digit = font();
    digit.setPixelSize(sized(kSmall));
    painter.setFont(digit);
    painter.setPen(c.muted);
    painter.drawText(QRect(0, side - kSpace4, side, sized(kSmall)), Qt::AlignCenter, QString::number(number_));
  }
  void keyPressEvent(QKeyEvent* event) override {
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down) return event->ignore();
    QAbstractButton::keyPressEvent(event);
  }

 private:
  const int number_;
  bool filled_ = false;
};

class RatingField : public ScaleField {
  Q_OBJECT

 public:
  RatingField(IntakeFlow& flow, const forms::Place& place, const QString& name) : ScaleField(flow, place) {
    auto* across = row(kSpace4);
    // A scale from 0 has no star for it: no star at all is 0's place, and "Clear" is there for no answer.
    first_ = scale_.start == 0 ? 1 : 0;
    for (int at = first_; at <= scale_.steps; ++at) {
      auto* star = new Star(static_cast<int>(scale_.at(at)));
      star->setAccessibleDescription(name);
      star->setEnabled(!fixed());
      connect(star, &QAbstractButton::clicked, this, [this, at] { choseIndex(at); });
      across->addWidget(star);
      stars_.push_back(star);
    }
    clear_ = clearButton();
    across->addWidget(clear_);
    across->addStretch(1);
    column(this, 0, 0)->addLayout(across);
    refresh();
  }
  void refresh() override {
    const auto now = index();
    for (std::size_t at = 0; at < stars_.size(); ++at) {
      stars_[at]->fill(now && static_cast<int>(at) + first_ <= *now);
      stars_[at]->setFocusPolicy(static_cast<int>(at) == (now ? std::max(0, *now - first_) : 0) ? Qt::StrongFocus : Qt::ClickFocus);
    }
    clear_->setVisible(now.has_value() && !fixed());
  }
  QWidget* entry() const override { return stars_[static_cast<std::size_t>(index() ? std::max(0, *index() - first_) : 0)]; }
  bool choose(int digit) override {
    const auto at = static_cast<std::size_t>(digit) - 1;
    if (at >= stars_.size() || fixed()) return false;
    stars_[at]->setFocus(Qt::ShortcutFocusReason);
    stars_[at]->click();
    return true;
  }

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    int by = 0;
    switch (event->key()) {
      case Qt::Key_Right: by = mirrored ? -1 : 1; break;
      case Qt::Key_Left: by = mirrored ? 1 : -1; break;
      case Qt::Key_Up: by = 1; break;
      case Qt::Key_Down: by = -1; break;
      case Qt::Key_Delete:
      case Qt::Key_Backspace: clear(); return;
      default: return ScaleField::keyPressEvent(event);
    }
    if (event->modifiers() != Qt::NoModifier || fixed()) return ScaleField::keyPressEvent(event);
    const int next = std::clamp(index() ? *index() + by : first_, first_, scale_.steps);
    choseIndex(next);
    stars_[static_cast<std::size_t>(next - first_)]->setFocus(Qt::TabFocusReason);
  }

 private:
  int first_ = 0;
  std::vector<Star*> stars_;
  QPushButton* clear_;
};

}  // namespace

Field* makeRangeField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  const forms::Node& node = flow.form().form().node(place.question);
  const Appearance appearance(node);
  const Scale scale = scaleOf(node);
  const bool whole = scale.decimals == 0 && scale.step == 1 && scale.end > scale.start && scale.start >= 0;
  if (appearance.has("rating") && whole && scale.steps <= kMostStars) return new RatingField(flow, place, accessibleName);
  if (appearance.has("picker")) return new StepperField(flow, place, accessibleName);
  return new SliderField(flow, place, accessibleName);
}

}  // namespace limen

#include "range_field.moc"
