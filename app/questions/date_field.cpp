// SPDX-License-Identifier: Apache-2.0
// Days, months, years and times of day as they are typed, in the calendar that the form asks for. What is kept is Gregorian; the line
// below says what was understood.
#include <QBoxLayout>
#include <QComboBox>
#include <QDate>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include "app/calendar_words.h"
#include "app/questions/fields.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "forms/lexical.h"

namespace limen {
namespace {

using namespace theme;
using forms::Calendar;
using forms::CalendarDay;
using forms::Type;

constexpr int kYearDigits = 4;
const QChar kApart('?');  // between the parts of what is no date: no reading of dates can take that for one

// A drop-down whose arrow is one of our icons: a style sheet cannot colour a picture.
class Months : public QComboBox {
 protected:
  void paintEvent(QPaintEvent* event) override {
    QComboBox::paintEvent(event);
    const int side = sized(kIcon);
    const QRect arrow = QStyle::visualRect(layoutDirection(), rect(), {width() - side - kSpace8, (height() - side) / 2, side, side});
    QPainter(this).drawPixmap(arrow, pixmap("down", isEnabled() ? Tone::ink : Tone::muted));
  }
};

class WhenField : public PartsField {
  Q_OBJECT

 public:
  WhenField(IntakeFlow& flow, const forms::Place& place, const QString& name)
      : PartsField(flow, place), calendar_(forms::calendarOf(node().appearance)) {
    const Appearance appearance(node());
    const Type type = node().type;
    auto* across = row(kSpace16);
    if (type != Type::time) {
      const bool yearOnly = appearance.has("year"), monthly = appearance.has("month-year");
      if (!yearOnly && !monthly) day_ = addPart(across, tr("Day"), name, kShortField, 2);
      if (!yearOnly && (monthly || calendar_ != Calendar::gregorian)) addMonths(across, name);
      if (!yearOnly && months_ == nullptr) month_ = addPart(across, tr("Month"), name, kShortField, 2);
      year_ = addPart(across, tr("Year"), name, kShortField + kSpace32, kYearDigits);
    }
    if (type != Type::date) {
      hour_ = addPart(across, tr("Hour"), name, kShortField, 2);
      minute_ = addPart(across, tr("Minute"), name, kShortField, 2);
    }
    across->addStretch(1);
    auto* lines = column(this, 0, kSpace8);
    lines->addLayout(across);
    echo_ = theme::hint({});
    lines->addWidget(echo_);
    refresh();
  }

  QWidget* entry() const override { return day_ != nullptr || months_ == nullptr ? PartsField::entry() : months_; }
  void markWrong(bool wrong) override {
    PartsField::markWrong(wrong);
    if (months_ != nullptr) setRole(months_, "wrong", wrong ? "true" : "false");
  }

  void refresh() override {
    const QString shown = flow_.shown(place_);
    if (shown.startsWith(kApart)) {
      const QStringList parts = shown.split(kApart);
      show(day_, parts.value(1));
      showMonth(parts.value(2));
      show(year_, parts.value(3));
      show(hour_, parts.value(4));
      show(minute_, parts.value(5));
    } else {
      const QString time = node().type == Type::time ? shown : shown.section('T', 1);
      const auto date = forms::parseDate(shown.section('T', 0, 0).toStdString());
      const auto day = date ? forms::inCalendar(calendar_, *date) : std::nullopt;
      show(day_, day ? QString::number(day->day) : QString());
      showMonth(day ? QString::number(day->month) : QString());
      show(year_, day ? QString::number(day->year) : QString());
      show(hour_, time.section(':', 0, 0));
      show(minute_, time.section(':', 1, 1));
    }
    sayAgain();
  }

 protected:
  QString joined() const override {
    const QStringList parts{text(day_), month(), text(year_), text(hour_), text(minute_)};
    if (parts.join(QString()).isEmpty()) return {};
    const auto day = dayTyped();
    const auto time = timeTyped();
    const QString typed = kApart + parts.join(kApart);
    switch (node().type) {
      case Type::time: return time ? *time : typed;
      case Type::date: return day ? QString::fromStdString(forms::formatDate(*day)) : typed;
      default: return day && time ? QString::fromStdString(forms::formatDate(*day)) + 'T' + *time : typed;
    }
  }

 private:
  void addMonths(QBoxLayout* across, const QString& name) {
    months_ = new Months;
    months_->setMinimumWidth(sized(kMediumField) - kSpace48);
    months_->addItem(QString());
    for (int month = 1; month <= forms::monthsInYear(calendar_); ++month) {
      months_->addItem(words::isolated(QString::number(month)) + QStringLiteral("  ") + words::monthName(calendar_, month));
    }
    months_->setMaxVisibleItems(months_->count());
    months_->setAccessibleName(name + ' ' + tr("Month"));
    months_->setEnabled(!fixed());
    months_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* stack = new QVBoxLayout;
    stack->setSpacing(kSpace4);
    stack->addWidget(small(tr("Month")));
    stack->addWidget(months_);
    across->addLayout(stack);
    connect(months_, &QComboBox::currentIndexChanged, this, [this] {
      if (!showing_) flow_.type(place_, joined());
    });
  }

  static QString text(const QLineEdit* part) { return part == nullptr ? QString() : plainDigits(part->text().trimmed()); }
  QString month() const {
    if (months_ == nullptr) return text(month_);
    return months_->currentIndex() > 0 ? QString::number(months_->currentIndex()) : QString();
  }
  static void show(QLineEdit* part, const QString& text) {
    if (part != nullptr && !part->hasFocus() && part->text() != text) part->setText(text);
  }
  void showMonth(const QString& text) {
    show(month_, text);
    if (months_ == nullptr || months_->hasFocus()) return;
    showing_ = true;
    months_->setCurrentIndex(text.toInt());
    showing_ = false;
  }

  std::optional<forms::Date> dayTyped() const {
    if (year_ == nullptr || text(year_).size() != kYearDigits) return std::nullopt;
    const bool monthly = month_ != nullptr || months_ != nullptr;
    return forms::fromCalendar(calendar_, {text(year_).toInt(), monthly ? month().toInt() : 1, day_ != nullptr ? text(day_).toInt() : 1});
  }
  std::optional<QString> timeTyped() const {
    bool whole = false, whole2 = false;
    const int hour = text(hour_).toInt(&whole), minute = text(minute_).toInt(&whole2);
    if (!whole || !whole2 || !QTime::isValid(hour, minute, 0)) return std::nullopt;
    return QStringLiteral("%1:%2").arg(hour, 2, 10, QChar('0')).arg(minute, 2, 10, QChar('0'));
  }
  // What was understood: the day of the week, and the Gregorian day where another calendar is asked.
  void sayAgain() {
    const auto day = dayTyped();
    QString words;
    if (day && (day_ != nullptr || calendar_ != Calendar::gregorian)) {
      const QDate date = QDate(1970, 1, 1).addDays(day->time_since_epoch().count());
      const QString weekday = QLocale(currentLanguage().code).standaloneDayName(date.dayOfWeek());
      words = day_ != nullptr ? tr("%1, %2", "day of the week, date").arg(weekday, words::date(*day)) : words::date(*day);
      if (calendar_ != Calendar::gregorian) words = tr("In the Gregorian calendar: %1").arg(words);
    }
    echo_->setText(words);
    echo_->setVisible(!words.isEmpty());
  }

  const Calendar calendar_;
  QLineEdit *day_ = nullptr, *month_ = nullptr, *year_ = nullptr, *hour_ = nullptr, *minute_ = nullptr;
  QComboBox* months_ = nullptr;
  QLabel* echo_ = nullptr;
  bool showing_ = false;
};

}  // namespace

Field* makeDateField(IntakeFlow& flow, const forms::Place& place, const QString& accessibleName) {
  return new WhenField(flow, place, accessibleName);
}

}  // namespace limen

#include "date_field.moc"
