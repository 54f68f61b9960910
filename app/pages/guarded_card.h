// SPDX-License-Identifier: Apache-2.0
// What the programme's risk rules raise for the answers as they stand: shown before a record is finished, and nothing here lowers
// it.
#pragma once

#include <QWidget>

#include "forms/form_session.h"
#include "protection/programme.h"

namespace limen {

QWidget* guardedCard(const Programme& programme, const forms::FormSession& form);  // null: no rule is met

}  // namespace limen
