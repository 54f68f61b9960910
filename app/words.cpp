// SPDX-License-Identifier: Apache-2.0
#include "app/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "app/calendar_words.h"
#include "app/languages.h"
#include "app/questions/appearance.h"

namespace limen::words {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Words)
};

// Month names of the language, digits of one kind: the same record number must look the same to every officer.
QString latinDigits(QString text) {
  for (QChar& letter : text) {
    const int digit = letter.digitValue();
    if (digit >= 0) letter = QChar('0' + digit);
  }
  return text;
}

QLocale locale() { return QLocale(currentLanguage().code); }

QString list(const QStringList& names) { return names.join(Words::tr(", ", "between the names of a list")); }

}  // namespace

QString isolated(const QString& run) { return QChar(0x2068) + run + QChar(0x2069); }
QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

QString clockTime(std::int64_t unixMs) { return QDateTime::fromMSecsSinceEpoch(unixMs).time().toString("HH:mm"); }
QString day(std::int64_t unixMs) { return latinDigits(locale().toString(QDateTime::fromMSecsSinceEpoch(unixMs).date(), "d MMMM yyyy")); }
QString picture(const AttachmentRef& ref) { return Words::tr("Picture, %1").arg(isolated(bytes(ref.size))); }
QString dayAndTime(std::int64_t unixMs) { return Words::tr("%1, %2", "date, time").arg(day(unixMs), isolated(clockTime(unixMs))); }

QString date(forms::Date date) {
  const QDate day = QDate(1970, 1, 1).addDays(date.time_since_epoch().count());
  return latinDigits(locale().toString(day, "d MMMM yyyy"));
}

QString bytes(std::uint64_t count) {
  constexpr std::uint64_t kKilobyte = 1000, kMegabyte = 1000 * kKilobyte;
  if (count < kKilobyte) return isolated(QStringLiteral("%1 B").arg(count));
  if (count < kMegabyte) return isolated(QStringLiteral("%1 kB").arg(count / kKilobyte));
  return isolated(QStringLiteral("%1 MB").arg(static_cast<double>(count) / kMegabyte, 0, 'f', 1));
}

QString ago(Milliseconds passed) {
  using namespace std::chrono;
  const auto seconds = std::max<std::int64_t>(0, duration_cast<std::chrono::seconds>(passed).count());
  if (seconds < 60) return Words::tr("%1 s ago").arg(seconds);
  if (seconds < 3600) return Words::tr("%1 min ago").arg(seconds / 60);
  return Words::tr("%1 h ago").arg(seconds / 3600);
}

namespace {
// A record that was pulled came from the server.
std::uint64_t confirmedOf(const Counts& counts) { return counts.records - std::min(counts.records, counts.own - std::min(counts.own, counts.confirmed)); }
}  // namespace

QString counts(const Counts& counts) { return Words::tr("%1 here, %2 confirmed").arg(counts.records).arg(confirmedOf(counts)); }

QString countsLine(const Counts& counts) {
  const QString here = Words::tr("%n record(s) here", "", static_cast<int>(counts.records));
  return Words::tr("%1, %2 confirmed by the server").arg(here).arg(confirmedOf(counts));
}

QString role(const Programme& programme, const std::string& name) {
  const auto& form = programme.form->definition();
  for (const Role& role : programme.roles) {
    if (role.name != name) continue;
    const std::string label = forms::translated(role.label, formLanguage(form, currentLanguage()), form);
    if (!label.empty()) return fromUtf8(label);
  }
  return fromUtf8(name);
}

QString readers(const Programme& programme, const Compartment& compartment) {
  QStringList names;
  for (const std::string& reader : compartment.readers) names << role(programme, reader);
  return names.isEmpty() ? Words::tr("nobody yet") : list(names);
}

QString compartment(const Programme& programme, const Compartment& compartment) {
  const auto& form = programme.form->definition();
  const std::string label = forms::translated(compartment.label, formLanguage(form, currentLanguage()), form);
  return fromUtf8(label.empty() ? compartment.name : label);
}

bool isSealed(const Compartment& compartment) { return compartment.name != "operational"; }

QString kept(const Minimise& minimise) {
  switch (minimise.kind) {
    case Minimise::Kind::asIs: return Words::tr("Kept as it was answered.");
    case Minimise::Kind::year: return Words::tr("Only the year is kept.");
    case Minimise::Kind::ageBand: return Words::tr("Only an age band of %1 years is kept.").arg(static_cast<int>(minimise.parameter));
    case Minimise::Kind::initial: return Words::tr("Only the first letter is kept.");
    case Minimise::Kind::coarsen: return Words::tr("Kept rounded to steps of %1.").arg(isolated(QString::number(minimise.parameter)));
    case Minimise::Kind::yesNo: return Words::tr("Only whether there was an answer is kept.");
    case Minimise::Kind::drop: return Words::tr("Not kept: it is used while you ask, then dropped.");
  }
  return {};
}

namespace {
// "36.8 10.2 0 0;36.9 10.3 0 0" as one point a line.
QString points(const QString& lexical) {
  QStringList lines;
  for (const QString& point : lexical.split(';', Qt::SkipEmptyParts)) {
    const QStringList parts = point.split(' ', Qt::SkipEmptyParts);
    lines << isolated(parts.value(0) + QStringLiteral(", ") + parts.value(1));
  }
  return lines.join('\n');
}
}  // namespace

QString answer(const forms::FormSession& form, const forms::Place& place) {
  const forms::Value value = form.value(place);
  const auto labelOf = [choices = form.choices(place)](const std::string& name) {
    for (const forms::ChoiceView& choice : choices) {
      if (choice.name == name) return fromUtf8(choice.label.empty() ? choice.name : choice.label);
    }
    return fromUtf8(name);
  };
  const forms::Node& question = form.form().node(place.question);
  if (!forms::isEmpty(value) && question.type == forms::Type::acknowledge) return Words::tr("Confirmed", "a question that is only confirmed");
  const Appearance appearance(question);
  if (!forms::isEmpty(value) && (appearance.has("masked") || appearance.has("hidden-answer"))) return Words::tr("Entered, not shown");
  if (const auto* day = std::get_if<forms::Date>(&value)) return dateAsked(question, *day);
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (question.type == forms::Type::selectOne) return labelOf(*text);
    if (const auto ref = forms::isMedia(question.type) ? AttachmentRef::parse(*text) : std::nullopt) return picture(*ref);
    if (question.type == forms::Type::time) return isolated(fromUtf8(*text).left(5));
    if (question.type == forms::Type::geotrace || question.type == forms::Type::geoshape) return points(fromUtf8(*text));
    return fromUtf8(*text);
  }
  if (const auto* chosen = std::get_if<forms::Selected>(&value)) {
    QStringList names;
    for (const std::string& name : chosen->names) names << labelOf(name);
    return list(names);
  }
  return written(value, fromUtf8(forms::toLexical(value)));
}

QString written(const forms::Value& value, const QString& otherwise) {
  if (const auto* day = std::get_if<forms::Date>(&value)) return date(*day);
  if (const auto* moment = std::get_if<forms::Moment>(&value)) return dayAndTime(moment->unixMs);
  if (const auto* point = std::get_if<forms::Point>(&value)) {
    return isolated(QStringLiteral("%1, %2").arg(point->latitude, 0, 'g', 9).arg(point->longitude, 0, 'g', 9));
  }
  return otherwise;
}

}  // namespace limen::words
