// SPDX-License-Identifier: Apache-2.0
// Places as they are typed: one point, or the points of a line or an area one below the other.
#include <QBoxLayout>
#include <QPushButton>

#include "app/questions/fields.h"
#include "app/theme/theme.h"

namespace limen {
namespace {

using namespace theme;
using forms::Type;

constexpr int kMaxLetters = 16;
constexpr int kMaxPoints = 500;

class PointField : public PartsField {
  Q_OBJECT

 public:
  PointField(IntakeFlow& flow, const forms::Place& place, const QString& name) : PartsField(flow, place) {
    auto* across = row(kSpace16);
    addPart(across, tr("Latitude"), name, kShortField + kSpace48, kMaxLetters);
    addPart(across, tr("Longitude"), name, kShortField + kSpace48, kMaxLetters);
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

// "lat lon 0 0;lat lon 0 0"; an area ends where it began, which the officer does not have to type again.
class PointsField : public Field {
  Q_OBJECT

 public:
  PointsField(IntakeFlow& flow, const forms::Place& place, const QString& name) : Field(flow, place), name_(name) {
    closed_ = node().type == Type::geoshape;
    least_ = closed_ ? 3 : 2;
    auto* lines = column(this, 0, kSpace8);
    lines->addWidget(small(closed_ ? tr("Latitude and longitude of each corner. The area is closed by itself.")
                                   : tr("Latitude and longitude of each point of the line, in its order.")));
    auto* heads = row(kSpace12);
    heads->addSpacing(sized(kSpace24) + kSpace12);
    for (const QString& heading : {tr("Latitude"), tr("Longitude")}) {
      auto* head = small(heading);
      head->setFixedWidth(sized(kShortField + kSpace48));
      heads->addWidget(head);
    }
    heads->addStretch(1);
    lines->addLayout(heads);
    rows_ = new QVBoxLayout;
    rows_->setSpacing(kSpace8);
    lines->addLayout(rows_);
    add_ = button(tr("Add a point"), "plus");
    add_->setObjectName("addPoint");
    add_->setEnabled(!fixed());
    connect(add_, &QPushButton::clicked, this, [this] {
      addRow({}, {});
      points_.back().latitude->setFocus(Qt::OtherFocusReason);
    });
    auto* line = row(0);
    line->addWidget(add_);
    line->addStretch(1);
    lines->addLayout(line);
    read();
  }
  void refresh() override {
    if (!holdsFocus() && joined() != flow_.shown(place_)) read();
  }
  QWidget* entry() const override { return points_.front().latitude; }
  void markWrong(bool wrong) override {
    for (const Line& point : points_) {
      setRole(point.latitude, "wrong", wrong ? "true" : "false");
      setRole(point.longitude, "wrong", wrong ? "true" : "false");
    }
  }

 private:
  struct Line {
    QWidget* whole;
    QLineEdit *latitude, *longitude;
    QPushButton* remove;
  };

  bool holdsFocus() const {
    return std::any_of(points_.begin(), points_.end(), [](const Line& p) { return p.latitude->hasFocus() || p.longitude->hasFocus(); });
  }
  void read() {
    for (const Line& point : points_) drop(point);
    points_.clear();
    QStringList written = flow_.shown(place_).split(';', Qt::SkipEmptyParts);
    if (closed_ && written.size() > least_ && written.front() == written.back()) written.removeLast();
    for (const QString& point : written) addRow(point.trimmed().section(' ', 0, 0), point.trimmed().section(' ', 1, 1));
    while (static_cast<int>(points_.size()) < least_) addRow({}, {});
  }
  void drop(const Line& point) {
    rows_->removeWidget(point.whole);
    point.whole->hide();
    point.whole->deleteLater();
  }
  QLineEdit* part(const QString& text) {
    auto* edit = new QLineEdit(text);
    edit->setMaxLength(kMaxLetters);
    edit->setFixedWidth(sized(kShortField + kSpace48));
    edit->setReadOnly(fixed());
    connect(edit, &QLineEdit::textEdited, this, [this] { flow_.type(place_, joined()); });
    return edit;
  }
  void addRow(const QString& latitude, const QString& longitude) {
    auto* whole = new QWidget;
    auto* across = new QHBoxLayout(whole);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(kSpace12);
    auto* remove = quietButton(tr("Remove"));
    const Line point{whole, part(latitude), part(longitude), remove};
    auto* number = small(QString::number(points_.size() + 1));
    number->setFixedWidth(sized(kSpace24));
    remove->setEnabled(!fixed());
    remove->setFocusPolicy(Qt::TabFocus);
    connect(remove, &QPushButton::clicked, this, [this, whole] {
      const auto at = std::find_if(points_.begin(), points_.end(), [&](const Line& each) { return each.whole == whole; });
      drop(*at);
      points_.erase(at);
      flow_.type(place_, joined());
      read();
    });
    across->addWidget(number);
    across->addWidget(point.latitude);
    across->addWidget(point.longitude);
    across->addWidget(remove);
    across->addStretch(1);
    rows_->addWidget(whole);
    QWidget* const above = points_.empty() ? nullptr : points_.back().remove;
    points_.push_back(point);
    const int at = static_cast<int>(points_.size());
    point.latitude->setAccessibleName(tr("%1, point %2, latitude").arg(name_).arg(at));
    point.longitude->setAccessibleName(tr("%1, point %2, longitude").arg(name_).arg(at));
    add_->setEnabled(!fixed() && at < kMaxPoints);
    whole->show();
    // The tab key walks the rows, then comes to the button below them.
    if (above != nullptr) setTabOrder(above, point.latitude);
    QWidget* before = point.latitude;
    for (QWidget* next : std::initializer_list<QWidget*>{point.longitude, remove, add_}) {
      setTabOrder(before, next);
      before = next;
    }
  }
  // Lines without a letter are no points; half a point makes the whole unreadable, and it stays on the screen.
  QString joined() const {
    QStringList written;
    for (const Line& point : points_) {
      const QString latitude = plainDigits(point.latitude->text().trimmed()), longitude = plainDigits(point.longitude->text().trimmed());
      if (!latitude.isEmpty() || !longitude.isEmpty()) written << latitude + ' ' + longitude + QStringLiteral(" 0 0");
    }
    if (closed_ && written.size() >= least_) written << written.front();
    return written.join(';');
  }

  const QString name_;
  bool closed_ = false;
  int least_ = 2;
  QVBoxLayout* rows_ = nullptr;
  QPushButton* add_ = nullptr;
  std::vector<Line> points_;
};

}  // namespace

Field* makePlaceField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  if (flow.form().form().node(place.question).type == Type::geopoint) return new PointField(flow, place, accessibleName);
  return new PointsField(flow, place, accessibleName);
}

}  // namespace limen

#include "place_field.moc"
