// SPDX-License-Identifier: Apache-2.0
#include "app/pages/guarded_card.h"

#include <QBoxLayout>
#include <QCoreApplication>

#include "app/theme/theme.h"
#include "app/words.h"
#include "protection/risk.h"

namespace limen {
namespace {

using namespace theme;

struct Guarded {
  Q_DECLARE_TR_FUNCTIONS(Guarded)
};

QStringList meaningOf(const Safeguards& raised) {
  QStringList all;
  if (raised.seal) all << Guarded::tr("Sealed at once: nobody reads it here, not even in this shift");
  if (raised.noList) all << Guarded::tr("In no list and no search");
  if (raised.secondApproval) all << Guarded::tr("Opened elsewhere only with a second person");
  if (raised.narrow) all << Guarded::tr("Read by fewer people than others");
  if (!raised.retentions.empty()) all << Guarded::tr("Kept for a shorter time");
  return all;
}

}  // namespace

QWidget* guardedCard(const Programme& programme, const forms::FormSession& form) {
  const Safeguards raised = safeguardsOf(programme, form);
  if (!raised.any()) return nullptr;
  auto* panel = card("sealed");
  panel->setObjectName("card");
  auto* lines = column(panel, kSpace16, kSpace8);
  lines->addWidget(state("lock", Tone::sealed, Guarded::tr("This record is guarded")));
  for (const std::size_t rule : raised.triggered) {
    const std::string label = forms::translated(programme.risks[rule].label, form.language(), programme.form->definition());
    lines->addWidget(body(words::fromUtf8(label.empty() ? programme.risks[rule].name : label)));
  }
  for (const QString& line : meaningOf(raised)) lines->addWidget(hint(line));
  lines->addWidget(
      hint(Guarded::tr("The programme's rules say so. It is not taken away here; who finds it wrong corrects the answer.")));
  return panel;
}

}  // namespace limen
