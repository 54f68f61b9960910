// SPDX-License-Identifier: Apache-2.0
// Pieces that several pages share: the error panel, the empty state, a destructive act that asks for the word.
#pragma once

#include <QWidget>
#include <functional>

#include "app/sentences.h"

namespace limen {

// What happened in bold, then what was kept and what to do next; an act when there is one to offer.
QWidget* errorPanel(const Explanation& words, const QString& act = {}, std::function<void()> onAct = {});
QWidget* emptyState(const QString& iconName, const QString& title, const QString& whatToDo, const QString& act = {},
                    std::function<void()> onAct = {});
QWidget* loadingState(const QString& words);

// Names what goes and what stays, and enables the act only once `word` is typed; "" asks for no word.
QWidget* confirmPanel(const QString& goes, const QString& stays, const QString& word, const QString& act, std::function<void()> onAct,
                      std::function<void()> onCancel);

// Takes everything out of a layout and deletes it once the present event is over.
void empty(class QLayout* layout);

}  // namespace limen
