// SPDX-License-Identifier: Apache-2.0
// The functions that know the calendar. Days and times are those of this machine's time zone.
#pragma once

#include "forms/evaluator.h"

namespace limen::forms {

Atom fnToday(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnNow(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnDate(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnDateTime(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnFormatDate(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnDecimalDateTime(Evaluator& evaluator, const Expr& call, const Focus& focus);
Atom fnDecimalTime(Evaluator& evaluator, const Expr& call, const Focus& focus);

}  // namespace limen::forms
