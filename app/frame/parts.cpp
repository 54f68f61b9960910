// SPDX-License-Identifier: Apache-2.0
#include "app/frame/parts.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLineEdit>

#include "app/theme/theme.h"

namespace limen {
namespace {

using namespace theme;

struct Parts {
  Q_DECLARE_TR_FUNCTIONS(Parts)
};

QPushButton* acting(QPushButton* button, std::function<void()> onAct) {
  QObject::connect(button, &QPushButton::clicked, button, [act = std::move(onAct)] { act(); });
  return button;
}

QLayout* leading(QWidget* widget) {
  auto* line = row();
  line->addWidget(widget);
  line->addStretch(1);
  return line;
}

}  // namespace

QWidget* errorPanel(const Explanation& words, const QString& act, std::function<void()> onAct) {
  auto* panel = card("danger");
  panel->setAccessibleName(words.whole());
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(state("alert", Tone::danger, words.happened));
  if (!words.kept.isEmpty()) lines->addWidget(body(words.kept));
  if (!words.next.isEmpty()) lines->addWidget(body(words.next));
  if (!act.isEmpty()) lines->addLayout(leading(acting(button(act), std::move(onAct))));
  return panel;
}

QWidget* emptyState(const QString& iconName, const QString& title, const QString& whatToDo, const QString& act,
                    std::function<void()> onAct) {
  auto* panel = card();
  auto* lines = column(panel, kSpace32, kSpace12);
  auto* picture = new QLabel;
  picture->setPixmap(pixmap(iconName, Tone::muted, kSpace32));
  lines->addWidget(picture);
  lines->addWidget(lead(title));
  lines->addWidget(hint(whatToDo));
  if (!act.isEmpty()) lines->addLayout(leading(acting(primaryButton(act), std::move(onAct))));
  return panel;
}

QWidget* loadingState(const QString& words) {
  auto* panel = new QWidget;
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(hint(words));
  return panel;
}

QWidget* confirmPanel(const QString& goes, const QString& stays, const QString& word, const QString& act, std::function<void()> onAct,
                      std::function<void()> onCancel) {
  auto* panel = card("danger");
  auto* lines = column(panel, kSpace16, kSpace12);
  lines->addWidget(state("alert", Tone::danger, goes));
  lines->addWidget(body(stays));
  auto* acts = row();
  auto* go = acting(dangerButton(act), std::move(onAct));
  acts->addWidget(go);
  acts->addWidget(acting(button(Parts::tr("Cancel")), std::move(onCancel)));
  acts->addStretch(1);
  panel->setFocusProxy(go);
  if (word.isEmpty()) {
    lines->addLayout(acts);
    return panel;
  }
  lines->addWidget(body(Parts::tr("Type the word “%1” to confirm.").arg(word)));
  auto* typed = new QLineEdit;
  typed->setMaximumWidth(sized(kMediumField));
  typed->setAccessibleName(Parts::tr("The word that confirms"));
  lines->addWidget(typed);
  go->setEnabled(false);
  lines->addLayout(acts);
  QObject::connect(typed, &QLineEdit::textChanged, go, [go, word](const QString& text) {
    go->setEnabled(text.trimmed().compare(word, Qt::CaseInsensitive) == 0);
  });
  QObject::connect(typed, &QLineEdit::returnPressed, go, [go] { go->click(); });
  panel->setFocusProxy(typed);
  return panel;
}

void empty(QLayout* layout) {
  while (auto* item = layout->takeAt(0)) {
    if (item->layout() != nullptr) empty(item->layout());
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

}  // namespace limen
