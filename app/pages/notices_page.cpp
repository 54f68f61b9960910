// SPDX-License-Identifier: Apache-2.0
#include "app/pages/notices_page.h"

#include <QBoxLayout>
#include <QPushButton>

#include "app/frame/parts.h"
#include "app/languages.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {

using namespace theme;

QString text(const Programme& programme, const forms::Translations& translations) {
  const auto& definition = programme.form->definition();
  return words::fromUtf8(forms::translated(translations, formLanguage(definition, currentLanguage()), definition));
}

// A label's ${name} parts have no answer here.
QString withoutReferences(QString label) {
  for (qsizetype from = label.indexOf("${"); from >= 0; from = label.indexOf("${")) {
    const qsizetype to = label.indexOf('}', from);
    if (to < 0) break;
    label.replace(from, to - from + 1, QStringLiteral("…"));
  }
  return label;
}

}  // namespace

NoticesPage::NoticesPage(const StationFacts& facts, std::size_t& shown) : facts_(facts), shown_(shown) {
  auto* lines = scrollingPage(this);
  lines->addWidget(display(tr("Notices")));
  lines->addWidget(theme::hint(tr("What is asked and why, what is kept of each answer and who may read it. Show it to anybody who wants to know.")));
  if (facts_.programmes.empty()) {
    lines->addWidget(emptyState("notices", tr("There is no programme on this station yet"), tr("Sync to receive one, or ask your administrator.")));
    lines->addStretch(1);
    return;
  }
  shown_ = std::min(shown_, facts_.programmes.size() - 1);
  if (facts_.programmes.size() > 1) {
    auto* choices = row();
    for (std::size_t at = 0; at < facts_.programmes.size(); ++at) {
      const Programme& programme = *facts_.programmes[at];
      auto* choice = button(text(programme, programme.title));
      choice->setCheckable(true);
      choice->setAutoExclusive(true);
      choice->setChecked(at == shown_);
      connect(choice, &QPushButton::clicked, this, [this, at] {
        shown_ = at;
        showProgramme();
      });
      choices->addWidget(choice);
    }
    choices->addStretch(1);
    lines->addLayout(choices);
  }
  body_ = new QVBoxLayout;
  body_->setSpacing(kSpace16);
  lines->addLayout(body_);
  lines->addStretch(1);
  showProgramme();
}

void NoticesPage::takeFocus() { setFocus(Qt::OtherFocusReason); }

void NoticesPage::showProgramme() {
  empty(body_);
  const Programme& programme = *facts_.programmes[shown_];
  if (programme.unprotectedDemo) {
    body_->addWidget(errorPanel({tr("This form is a demonstration without protection rules."),
                                 tr("Every answer is sealed as identity and kept as it was answered."), tr("Do not use it with real people.")}));
  }
  if (!programme.purposes.empty()) {
    auto* panel = card();
    auto* lines = column(panel, kSpace16, kSpace8);
    lines->addWidget(lead(tr("Purposes")));
    for (const Purpose& purpose : programme.purposes) {
      lines->addWidget(rule());
      lines->addWidget(strong(text(programme, purpose.label)));
      const QString explanation = text(programme, purpose.explanation);
      if (!explanation.isEmpty()) lines->addWidget(theme::hint(explanation));
    }
    body_->addWidget(panel);
  }
  for (std::size_t index = 0; index < programme.compartments.size(); ++index) {
    if (auto* panel = compartmentCard(programme, index)) body_->addWidget(panel);
  }
}

QWidget* NoticesPage::compartmentCard(const Programme& programme, std::size_t index) {
  const Compartment& compartment = programme.compartments[index];
  const bool sealed = words::isSealed(compartment);
  QWidget* panel = nullptr;
  QVBoxLayout* lines = nullptr;
  for (std::uint32_t question = 0; question < programme.protections.size(); ++question) {
    const Protection& protection = programme.protections[question];
    const forms::Node& node = programme.form->node(question);
    const QString label = withoutReferences(text(programme, node.label));
    if (protection.compartment != index || !forms::storesAnswer(node.type) || label.isEmpty()) continue;
    if (panel == nullptr) {
      panel = card(sealed ? "sealed" : "");
      lines = column(panel, kSpace16, kSpace8);
      lines->addWidget(lead(words::compartment(programme, compartment)));
      const QString readers = words::readers(programme, compartment);
      lines->addWidget(sealed ? state("sealed", Tone::sealed, tr("Sealed, readable by %1").arg(readers))
                              : state("open", Tone::primary, tr("Readable by %1").arg(readers)));
    }
    lines->addWidget(rule());
    auto* across = row(kSpace24);
    auto* left = new QVBoxLayout;
    left->setSpacing(kSpace4);
    left->addWidget(strong(label));
    const QString why = text(programme, protection.why);
    if (!why.isEmpty()) left->addWidget(body(why));
    across->addLayout(left, 3);
    across->addWidget(theme::hint(words::kept(protection.minimise)), 2, Qt::AlignTop);
    lines->addLayout(across);
  }
  return panel;
}

}  // namespace limen
