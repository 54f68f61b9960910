// SPDX-License-Identifier: Apache-2.0
#include "app/pages/record_view.h"

#include <QAction>
#include <QBoxLayout>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/languages.h"
#include "app/questions/media.h"
#include "app/sentences.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "protection/notice.h"

namespace limen {
namespace {

using namespace theme;

QString joined(const std::vector<std::string>& names) {
  QStringList all;
  for (const std::string& name : names) all << words::fromUtf8(name);
  return all.join(RecordViewPage::tr(", ", "between the names of a list"));
}

}  // namespace

RecordViewPage::RecordViewPage(const RecordView& view, const Programme* amends) {
  auto* lines = scrollingPage(this);
  back_ = button(withKeys(tr("Back to the list"), "Alt+\u2190"), "back");
  auto* line = row();
  line->addWidget(back_);
  line->addStretch(1);
  lines->addLayout(line);
  if (amends != nullptr) {
    auto* correct = button(tr("Correct an answer…"));
    line->addWidget(correct);
    connect(correct, &QPushButton::clicked, this, &RecordViewPage::correctionWanted);
  }
  connect(back_, &QPushButton::clicked, this, &RecordViewPage::backWanted);
  auto* backKey = new QAction(this);
  backKey->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
  addAction(backKey);
  connect(backKey, &QAction::triggered, this, &RecordViewPage::backWanted);

  lines->addWidget(display(words::fromUtf8(view.programmeTitle)));
  lines->addWidget(hint(tr("Saved %1").arg(words::dayAndTime(view.savedMs))));
  lines->addWidget(view.confirmed ? state("check", Tone::safe, tr("Confirmed by the server"))
                                  : state("wait", Tone::wait, tr("On this laptop only, waits for the next sync")));
  if (view.incomplete) lines->addWidget(state("alert", Tone::wait, tr("Sealed before it was complete")));
  if (view.guarded) lines->addWidget(guardedCard(view.mayUnseal));
  if (amends != nullptr)
    if (QWidget* consents = consentCard(view, *amends)) lines->addWidget(consents);
  for (const ShownCompartment& compartment : view.compartments) lines->addWidget(compartmentCard(compartment));
  lines->addStretch(1);
}

QWidget* RecordViewPage::guardedCard(bool mayUnseal) {
  auto* panel = card("sealed");
  auto* inside = column(panel, kSpace16, kSpace12);
  inside->addWidget(state("lock", Tone::sealed, tr("Opened only with a second person")));
  inside->addWidget(hint(mayUnseal ? tr("The programme's rules ask for it. Somebody who answers for it confirms with their own passphrase; it is in the log, and good for this once.")
                                   : tr("The programme's rules ask for it, and your role does not open it.")));
  guarded_ = new QVBoxLayout;
  inside->addLayout(guarded_);
  if (!mayUnseal) return panel;
  auto* open = button(tr("Open with a second person…"));
  auto* acts = row();
  acts->addWidget(open);
  acts->addStretch(1);
  guarded_->addLayout(acts);
  connect(open, &QPushButton::clicked, this, &RecordViewPage::unsealWanted);
  return panel;
}

void RecordViewPage::ask(QWidget* panel) {
  empty(guarded_);
  guarded_->addWidget(panel);
  panel->show();
  panel->setFocus(Qt::OtherFocusReason);
}

// What the person agreed to, each with the way to take it back: as easy as it was to give.
QWidget* RecordViewPage::consentCard(const RecordView& view, const Programme& programme) {
  QFrame* panel = nullptr;
  QVBoxLayout* lines = nullptr;
  for (const ShownCompartment& compartment : view.compartments) {
    for (const ShownAnswer& answer : compartment.answers) {
      if (!answer.question.starts_with(kConsentPrefix)) continue;
      const std::string purpose = answer.question.substr(kConsentPrefix.size());
      const auto known = std::find_if(programme.purposes.begin(), programme.purposes.end(), [&](const Purpose& each) { return each.name == purpose; });
      if (known == programme.purposes.end()) continue;
      if (panel == nullptr) {
        panel = card();
        lines = column(panel, kSpace16, kSpace8);
        lines->addWidget(lead(tr("What the person agreed to")));
      }
      const auto& form = programme.form->definition();
      const QString label = words::fromUtf8(forms::translated(known->label, formLanguage(form, currentLanguage()), form));
      const bool agreed = std::all_of(answer.values.begin(), answer.values.end(), [](const forms::Value& value) {
        const auto* word = std::get_if<std::string>(&value);
        return word != nullptr && *word == kAgreed;
      });
      lines->addWidget(rule());
      auto* line = row(kSpace16);
      line->addWidget(body(label), 2);
      line->addWidget(agreed ? state("check", Tone::safe, tr("Agreed")) : state("open", Tone::wait, tr("Refused or taken back")), 2);
      if (agreed) {
        auto* back = button(tr("Take back…"));
        back->setAccessibleName(tr("Take back: %1").arg(label));
        line->addWidget(back);
        connect(back, &QPushButton::clicked, this, [this, purpose, label] { askAgain(purpose, label); });
      }
      lines->addLayout(line);
    }
  }
  if (lines == nullptr) return nullptr;
  asked_ = new QVBoxLayout;
  lines->addLayout(asked_);
  return panel;
}

void RecordViewPage::askAgain(const std::string& purpose, const QString& label) {
  empty(asked_);
  asked_->addWidget(confirmPanel(tr("Goes: every answer that rests on this yes alone (%1), here and, with the next sync, elsewhere.").arg(label),
                                 tr("Stays: the other answers, and the help that the person gets. What stood before stays sealed in the record's history until it is erased."),
                                 {}, tr("Take it back"), [this, purpose] { emit withdrawalWanted(purpose); }, [this] { empty(asked_); }));
}

void RecordViewPage::sayFailed(const Explanation& words) {
  if (asked_ == nullptr) return;
  empty(asked_);
  asked_->addWidget(errorPanel(words));
}

void RecordViewPage::takeFocus() { back_->setFocus(Qt::OtherFocusReason); }

QWidget* RecordViewPage::compartmentCard(const ShownCompartment& compartment) {
  using State = ShownCompartment::State;
  const bool sealed = compartment.state == State::sealed;
  auto* panel = card(sealed ? "sealed" : compartment.state == State::damaged ? "danger" : "");
  auto* lines = column(panel, kSpace16, kSpace8);
  const QString name = words::fromUtf8(compartment.label.empty() ? compartment.name : compartment.label);
  lines->addWidget(lead(name));
  switch (compartment.state) {
    case State::sealed:
      lines->addWidget(theme::state("sealed", Tone::sealed, compartment.readers.empty()
                                                                ? tr("Sealed, readable by nobody at this site")
                                                                : tr("Sealed, readable by %1").arg(joined(compartment.readers))));
      break;
    case State::empty: lines->addWidget(hint(tr("Nothing was answered here."))); break;
    case State::damaged:
      lines->addWidget(theme::state("alert", Tone::danger, tr("Damaged: it does not open and was not changed. Tell your administrator.")));
      break;
    case State::readable: break;
  }
  if (compartment.unsettled) lines->addWidget(theme::state("alert", Tone::wait, tr("Changed by two who had not seen each other")));
  std::string repeat;
  int instance = 0;
  for (const ShownAnswer& answer : compartment.answers) {
    if (answer.instance > 0 && (answer.instance != instance || answer.repeatLabel != repeat)) {
      lines->addSpacing(kSpace4);
      lines->addWidget(strong(tr("%1, number %2").arg(words::fromUtf8(answer.repeatLabel)).arg(answer.instance)));
    }
    instance = answer.instance;
    repeat = answer.repeatLabel;
    lines->addWidget(rule());
    auto* line = row(kSpace16);
    line->addWidget(hint(words::fromUtf8(answer.label.empty() ? answer.question : answer.label)), 1);
    const QString text = words::fromUtf8(answer.text);
    line->addWidget(body(words::isolated(answer.values.size() == 1 ? words::written(answer.values.front(), text) : text)), 1);
    lines->addLayout(line);
    if (answer.conflict) lines->addWidget(theme::state("alert", Tone::wait, tr("Two people answered differently. It waits for a decision.")));
    for (const forms::Value& value : answer.values) {
      const auto* named = std::get_if<std::string>(&value);
      if (const auto ref = answer.picture && named != nullptr ? AttachmentRef::parse(*named) : std::nullopt) addPicture(lines, *ref);
    }
  }
  return panel;
}

void RecordViewPage::addPicture(QBoxLayout* lines, const AttachmentRef& ref) {
  Picture one{ref, new QLabel, hint({}), button(tr("Show it large"))};
  one.shown->setAccessibleName(tr("Picture"));
  one.shown->hide();
  one.says->hide();
  lines->addWidget(one.shown);
  lines->addWidget(one.says);
  auto* acts = row();
  acts->addWidget(one.larger);
  acts->addStretch(1);
  lines->addLayout(acts);
  connect(one.larger, &QPushButton::clicked, this, [this, ref] { emit pictureWanted(ref, AttachmentPart::picture); });
  pictures_.push_back(one);
}

void RecordViewPage::askForPictures() {
  for (const Picture& one : pictures_) {
    if (one.ref.thumbnailSize > 0) emit pictureWanted(one.ref, AttachmentPart::thumbnail);
  }
}

void RecordViewPage::showPicture(const AttachmentRef& ref, AttachmentPart part, const Bytes& picture) {
  const bool large = part == AttachmentPart::picture;
  for (const Picture& one : pictures_) {
    if (one.ref != ref || (!large && !one.larger->isVisibleTo(this))) continue;
    const QImage image = imageOf(picture, sized(large ? kLargePicture : kLabelPicture));
    one.shown->setPixmap(QPixmap::fromImage(image));
    one.shown->setVisible(!image.isNull());
    one.says->setText(image.isNull() ? tr("This picture cannot be shown on this laptop.") : QString());
    one.says->setVisible(image.isNull());
    one.larger->setVisible(!large);
  }
}

void RecordViewPage::sayMissing(const AttachmentRef& ref, AttachmentPart part, const Error& error) {
  const bool comes = error.is(AttachmentError::notHere) || error.is(AttachmentError::incomplete);
  const QString words = !comes                              ? explain(error, Doing::read).whole()
                        : part == AttachmentPart::thumbnail ? tr("The picture is not on this laptop yet. Its small form comes with the next sync.")
                                                            : tr("The large picture is not on this laptop yet. It comes with the next sync.");
  for (const Picture& one : pictures_) {
    if (one.ref != ref) continue;
    one.says->setText(words);
    one.says->show();
  }
}

}  // namespace limen
