// SPDX-License-Identifier: Apache-2.0
#include "app/pages/records_page.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>

#include "app/frame/approval_panel.h"
#include "app/frame/parts.h"
#include "app/pages/alike_page.h"
#include "app/languages.h"
#include "app/pages/conflicts_page.h"
#include "app/pages/correction_page.h"
#include "app/pages/record_view.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {
namespace {
using namespace theme;
constexpr int kTypingPauseMs = 200;
constexpr const char* kRecord = "record";  // which one a page shows
enum Column { kSummary, kProgramme, kSaved, kState, kColumns };
}  // namespace

RecordsPage::RecordsPage(SessionModel& model, RecordsState& state, const StationFacts& facts)
    : model_(model), state_(state), facts_(facts) {
  setObjectName("page");
  setAttribute(Qt::WA_StyledBackground);
  setFocusPolicy(Qt::ClickFocus);
  lines_ = column(this, 0, 0);
  list_ = new QWidget;
  auto* inside = column(list_);
  inside->setContentsMargins(kSpace32, kSpace24, kSpace32, kSpace16);
  lines_->addWidget(list_);

  auto* top = row(kSpace24);
  auto* heading = display(tr("Records"));
  top->addWidget(heading, 1);
  decisions_ = button({}, "alert");
  decisions_->hide();
  top->addWidget(decisions_);
  connect(decisions_, &QPushButton::clicked, this, &RecordsPage::decide);
  alike_ = button(tr("The same person twice?"), "person");
  alike_->hide();  // until arrive(): what has no parent yet would be a window
  top->addWidget(alike_);
  connect(alike_, &QPushButton::clicked, this, &RecordsPage::compare);
  connect(&model_, &SessionModel::conflictsListed, this, [this](const std::vector<ConflictLine>& lines) {
    decisions_->setText(tr("Decisions: %1").arg(lines.size()));
    decisions_->setVisible(!lines.empty());
  });
  search_ = new QLineEdit(state_.words);
  search_->setPlaceholderText(tr("Search records"));
  search_->setAccessibleName(tr("Search records"));
  search_->addAction(icon("search", Tone::muted), QLineEdit::LeadingPosition);
  search_->setProperty("compact", "true");
  search_->setClearButtonEnabled(false);
  top->addWidget(search_, 1);
  inside->addLayout(top);
  bodyHolder_ = new QVBoxLayout;
  inside->addLayout(bodyHolder_, 1);

  pause_ = new QTimer(this);
  pause_->setSingleShot(true);
  pause_->setInterval(kTypingPauseMs);
  connect(search_, &QLineEdit::textEdited, pause_, qOverload<>(&QTimer::start));
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    pause_->stop();
    state_.words = search_->text().trimmed();
    state_.offset = 0;
    fetch();
  });
  connect(pause_, &QTimer::timeout, this, [this] {
    state_.words = search_->text().trimmed();
    state_.offset = 0;
    fetch();
  });

  pager_ = new QWidget;
  auto* acts = new QHBoxLayout(pager_);
  acts->setContentsMargins(0, 0, 0, 0);
  acts->setSpacing(kSpace12);
  range_ = theme::hint({});
  previous_ = button(tr("Previous 50"));
  next_ = button(tr("Next 50"));
  acts->addWidget(range_, 1);
  acts->addWidget(previous_);
  acts->addWidget(next_);
  inside->addWidget(pager_);
  pager_->hide();
  connect(previous_, &QPushButton::clicked, this, [this] {
    state_.offset -= std::min(state_.offset, kRecordsPerPage);
    fetch();
  });
  connect(next_, &QPushButton::clicked, this, [this] {
    state_.offset += kRecordsPerPage;
    fetch();
  });

  connect(&model_, &SessionModel::recordsListed, this, &RecordsPage::fill);
  connect(&model_, &SessionModel::recordsFailed, this, [this](const Error& error) {
    pager_->hide();
    showBody(errorPanel(explain(error, Doing::list), tr("Try again"), [this] { fetch(); }));
  });
  connect(&model_, &SessionModel::recordShown, this, &RecordsPage::showRecord);
  connect(&model_, &SessionModel::recordFailed, this, [this](const Error& error) {
    if (asksSecond(error)) return;
    state_.shown.reset();
    showList();
    showBody(errorPanel(explain(error, Doing::read), tr("Back to the list"), [this] { fetch(); }));
  });
}

void RecordsPage::arrive() {
  if (state_.shown) {
    open(*state_.shown);
  } else {
    showList();
    alike_->setVisible(facts_.mayCompare);
    fetch();
    model_.listConflicts(currentLanguage().formName.toStdString());
  }
}

void RecordsPage::takeFocus() {
  if (state_.shown) return;
  if (table_ != nullptr && body_ == table_) {
    table_->setFocus(Qt::OtherFocusReason);
  } else {
    setFocus(Qt::OtherFocusReason);  // the list takes it over when it arrives
  }
}

void RecordsPage::open(const RecordId& record) {
  unsealing_.reset();
  if (record_ != nullptr && record_->property(kRecord) != QString::fromStdString(record.hex())) {  // nobody acts on another record than the one that was asked for
    record_->hide();
    record_->deleteLater();
  }
  state_.shown = record;
  model_.showRecord(record, currentLanguage().formName.toStdString());
}

void RecordsPage::showList() {
  if (record_ != nullptr) {
    record_->hide();
    record_->deleteLater();
    record_ = nullptr;
  }
  list_->show();
}

void RecordsPage::showBody(QWidget* body) {
  empty(bodyHolder_);
  table_ = qobject_cast<QTableWidget*>(body);
  body_ = body;
  bodyHolder_->addWidget(body, table_ != nullptr ? 1 : 0);
  if (table_ == nullptr) bodyHolder_->addStretch(1);
  body->show();
}

void RecordsPage::fetch() {
  if (body_ == nullptr || table_ == nullptr) showBody(loadingState(tr("Looking for records…")));
  model_.listRecords(state_.words.toStdString(), state_.offset, kRecordsPerPage);
}

QString RecordsPage::programmeTitle(const std::string& form) const {
  for (const auto& programme : facts_.programmes) {
    if (programme->id != form) continue;
    const auto& definition = programme->form->definition();
    return words::fromUtf8(forms::translated(programme->title, formLanguage(definition, currentLanguage()), definition));
  }
  return words::fromUtf8(form);
}

void RecordsPage::fill(const ListPage& page, std::uint32_t offset) {
  if (offset != state_.offset) return;  // an answer to an older question
  pager_->setVisible(page.total > 0);
  if (page.rows.empty()) {
    if (state_.words.isEmpty()) {
      showBody(emptyState("records", tr("No records yet"), tr("Take the first one in Intake, or sync to receive what others took."),
                          tr("Go to Intake"), [this] { emit intakeWanted(); }));
    } else {
      showBody(emptyState("search", tr("No record fits"), tr("Search looks only into what you may read. Try fewer or other words.")));
    }
    return;
  }
  const bool focus = table_ != nullptr && table_->hasFocus();
  auto* table = new QTableWidget(static_cast<int>(page.rows.size()), kColumns);
  table->setHorizontalHeaderLabels({tr("Record"), tr("Programme"), tr("Saved"), tr("State")});
  table->setAccessibleName(tr("Records"));
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(sized(kControl));
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setShowGrid(false);
  table->setTabKeyNavigation(false);
  table->setWordWrap(false);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  table->horizontalHeader()->setSectionResizeMode(kSummary, QHeaderView::Stretch);
  for (int at : {kProgramme, kSaved, kState}) table->horizontalHeader()->setSectionResizeMode(at, QHeaderView::ResizeToContents);
  ids_.clear();
  int at = 0;
  for (const RecordRow& record : page.rows) {
    ids_.push_back(record.record);
    const bool sealed = record.summary.empty();
    auto* summary = new QTableWidgetItem(sealed ? tr("Sealed record") : words::isolated(words::fromUtf8(record.summary)));
    if (sealed) {
      summary->setIcon(icon("sealed", Tone::sealed));
      summary->setForeground(colourOf(Tone::sealed));
    }
    table->setItem(at, kSummary, summary);
    table->setItem(at, kProgramme, new QTableWidgetItem(programmeTitle(record.form)));
    table->setItem(at, kSaved, new QTableWidgetItem(words::dayAndTime(record.savedMs)));
    const bool here = record.ours && !record.confirmed;
    auto* state = new QTableWidgetItem(!record.ours ? tr("From another station") : here ? tr("Here only") : tr("Confirmed"));
    state->setIcon(icon(!record.ours ? "sync" : here ? "wait" : "check", here ? Tone::wait : Tone::safe));
    state->setForeground(colourOf(here ? Tone::wait : Tone::safe));
    table->setItem(at, kState, state);
    ++at;
  }
  table->setCurrentCell(0, 0);
  connect(table, &QTableWidget::cellDoubleClicked, this, [this](int row, int) { openRow(row); });
  connect(table, &QTableWidget::cellClicked, this, [this](int row, int) { openRow(row); });
  showBody(table);
  range_->setText(tr("%1 to %2 of %3. Enter opens a record.").arg(offset + 1).arg(offset + page.rows.size()).arg(page.total));
  previous_->setEnabled(offset > 0);
  next_->setEnabled(offset + page.rows.size() < page.total);
  previous_->setVisible(page.total > kRecordsPerPage);
  next_->setVisible(page.total > kRecordsPerPage);
  if (focus || !search_->hasFocus()) table->setFocus(Qt::OtherFocusReason);
}

void RecordsPage::openRow(int row) {
  if (row >= 0 && static_cast<std::size_t>(row) < ids_.size()) open(ids_[static_cast<std::size_t>(row)]);
}

void RecordsPage::showRecord(const RecordView& view) {
  if (!state_.shown || *state_.shown != view.record) return;
  list_->hide();
  if (record_ != nullptr) {
    record_->hide();
    record_->deleteLater();
  }
  const auto programme = std::find_if(facts_.programmes.begin(), facts_.programmes.end(), [&](const auto& one) { return one->id == view.programme; });
  const bool correctable = facts_.mayAmend && facts_.shiftOpen && programme != facts_.programmes.end();
  auto* page = new RecordViewPage(view, correctable ? programme->get() : nullptr);
  connect(page, &RecordViewPage::withdrawalWanted, this, [this, record = view.record](const std::string& purpose) { model_.withdrawConsent(record, {purpose}); });
  connect(&model_, &SessionModel::recordAmended, page, [this](const RecordId& record) { open(record); });
  connect(&model_, &SessionModel::amendFailed, page, [page](const Error& error) { page->sayFailed(explain(error, Doing::amend)); });
  if (correctable) {
    connect(page, &RecordViewPage::correctionWanted, this, [this, view, programme = *programme] { correct(view, programme); });
  }
  connect(page, &RecordViewPage::backWanted, this, [this] {
    state_.shown.reset();
    arrive();
  });
  connect(page, &RecordViewPage::pictureWanted, this, [this, record = view.record](const AttachmentRef& ref, AttachmentPart part) {
    model_.showPicture(record, ref, part);
  });
  connect(&model_, &SessionModel::pictureShown, page, &RecordViewPage::showPicture);
  connect(&model_, &SessionModel::pictureMissing, page, &RecordViewPage::sayMissing);
  connect(page, &RecordViewPage::unsealWanted, this, [this, record = view.record] { unseal(record); });
  page->setProperty(kRecord, QString::fromStdString(view.record.hex()));
  record_ = page;
  lines_->addWidget(page);
  page->show();
  page->takeFocus();
  page->askForPictures();
}

void RecordsPage::correct(const RecordView& view, const std::shared_ptr<const Programme>& programme) {
  record_->hide();
  record_->deleteLater();
  auto* page = new CorrectionPage(model_, view, programme);
  connect(page, &CorrectionPage::over, this, [this, record = view.record] { open(record); });
  record_ = page;
  lines_->addWidget(page);
  page->show();
  page->takeFocus();
}

void RecordsPage::decide() {
  list_->hide();
  auto* page = new ConflictsPage(model_, facts_);
  connect(page, &ConflictsPage::over, this, &RecordsPage::arrive);
  connect(page, &ConflictsPage::recordWanted, this, &RecordsPage::open);
  record_ = page;
  lines_->addWidget(page);
  page->show();
  page->takeFocus();
}

void RecordsPage::unseal(const RecordId& record) {
  unsealing_ = record;
  model_.unsealRecord(record, currentLanguage().formName.toStdString());
}

// Whether the passphrase again or a second person is wanted is not guessed here: the act is tried, and its answer says so.
bool RecordsPage::asksSecond(const Error& error) {
  auto* page = qobject_cast<RecordViewPage*>(record_.data());
  if (!unsealing_ || unsealing_ != state_.shown || page == nullptr) return false;
  const RecordId record = *unsealing_;
  if (!ApprovalPanel::helps(error)) {
    page->ask(errorPanel(explain(error, Doing::read)));
    return true;
  }
  auto* panel = new ApprovalPanel(model_, error, Act::unseal, copyOf(record.bytes()), tr("To open this record."));
  connect(panel, &ApprovalPanel::given, this, [this, record] { unseal(record); });
  connect(panel, &ApprovalPanel::cancelled, this, [this, record] { open(record); });
  page->ask(panel);
  return true;
}

void RecordsPage::compare() {
  list_->hide();
  auto* page = new AlikePage(model_);
  connect(page, &AlikePage::over, this, &RecordsPage::arrive);
  connect(page, &AlikePage::recordWanted, this, &RecordsPage::open);
  record_ = page;
  lines_->addWidget(page);
  page->show();
  page->takeFocus();
}

void RecordsPage::keyPressEvent(QKeyEvent* event) {
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && table_ != nullptr && table_->hasFocus()) {
    return openRow(table_->currentRow());
  }
  QWidget::keyPressEvent(event);
}

}  // namespace limen
