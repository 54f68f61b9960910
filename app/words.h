// SPDX-License-Identifier: Apache-2.0
// Numbers, times and names as words of a sentence. Digits are Latin in every language (docs/decisions: digits), foreign runs are isolated.
#pragma once

#include <QString>
#include <cstdint>
#include <string>

#include "core/clock.h"
#include "crypto/attachment.h"
#include "forms/form_session.h"
#include "protection/programme.h"
#include "store/station_store.h"

namespace limen::words {

QString picture(const AttachmentRef& ref);  // "Picture, 69 KiB"

QString isolated(const QString& run);  // first strong isolate: a name or code keeps its own direction
QString fromUtf8(const std::string& text);
QString clockTime(std::int64_t unixMs);  // 07:10, of this laptop's zone
QString day(std::int64_t unixMs);        // 22 November 2026
QString dayAndTime(std::int64_t unixMs);
// A day, a moment or a place as a person writes it; anything else is `otherwise`.
QString written(const forms::Value& value, const QString& otherwise);
QString date(forms::Date date);
QString bytes(std::uint64_t count);
QString ago(Milliseconds passed);  // "2 s ago", "4 min ago"

QString counts(const Counts& counts);      // "12 here, 9 confirmed"
QString countsLine(const Counts& counts);  // the honest line of the sync page

// A role's or compartment's label in the interface's language, from the programme that names it.
QString role(const Programme& programme, const std::string& name);
QString readers(const Programme& programme, const Compartment& compartment);  // "health team, doctor"
QString compartment(const Programme& programme, const Compartment& compartment);
bool isSealed(const Compartment& compartment);  // anything but what the crossing itself works with
QString kept(const Minimise& minimise);         // "Only the year is kept."
// An answer in words; selects by the labels of `form` as it stands.
QString answer(const forms::FormSession& form, const forms::Place& place);

}  // namespace limen::words
