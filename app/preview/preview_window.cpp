// SPDX-License-Identifier: Apache-2.0
#include "app/preview/preview_window.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDir>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QTableWidget>
#include <algorithm>

#include "app/frame/parts.h"
#include "app/preview/carry_answers.h"
#include "app/theme/theme.h"
#include "app/words.h"
#include "crypto/keys.h"
#include "forms/compiled_form.h"
#include "forms/form_file.h"

namespace limen {
namespace {

using namespace theme;

constexpr int kSoonMs = 200;  // an editor writes a file in several steps

bool isError(const forms::Finding& finding) { return finding.severity == forms::Severity::error; }

// "French (fr)" is written from left to right, "Dari (prs)" from right to left, whether the interface speaks it or not.
Qt::LayoutDirection directionOf(const std::string& formLanguage) {
  const QString name = words::fromUtf8(formLanguage);
  const QString code = name.section('(', 1).section(')', 0, 0).trimmed();
  const bool mirrored = !code.isEmpty() ? QLocale(code).textDirection() == Qt::RightToLeft : name.isRightToLeft();
  return mirrored ? Qt::RightToLeft : Qt::LeftToRight;
}

// A programme that protects nothing, because nothing is kept.
std::shared_ptr<const Programme> previewOf(std::shared_ptr<const forms::CompiledForm> form) {
  auto programme = std::make_shared<Programme>();
  programme->id = form->definition().id;
  programme->title = form->definition().title;
  programme->form = std::move(form);
  return programme;
}

// Where the form's own files lie: <name>-media beside it, else its folder; a folder of sheets is its own.
std::string mediaFolder(const std::filesystem::path& file) {
  const auto whole = std::filesystem::absolute(file);
  std::error_code failed;
  if (std::filesystem::is_directory(whole, failed)) return whole.string();
  const auto media = whole.parent_path() / (whole.stem().string() + "-media");
  return std::filesystem::is_directory(media, failed) ? media.string() : whole.parent_path().string();
}

}  // namespace

PreviewWindow::PreviewWindow(std::filesystem::path file, const Clock& clock, Random& random)
    : file_(std::move(file)), clock_(clock), random_(random) {
  setWindowTitle("Limen");
  resize(kUsualWidth, kUsualHeight);
  setMinimumSize(kSmallestWidth, kSmallestHeight);
  soon_.setSingleShot(true);
  soon_.setInterval(kSoonMs);
  connect(&soon_, &QTimer::timeout, this, &PreviewWindow::reload);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, &soon_, qOverload<>(&QTimer::start));
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, &soon_, qOverload<>(&QTimer::start));
  reload();
}

PreviewWindow::~PreviewWindow() {
  delete takeCentralWidget();  // its pages look at what is held here
}

// Editors write a new file under the old name: the folder is watched as well, and the file anew each time.
void PreviewWindow::watch() {
  const QString path = QString::fromStdString(file_.string());
  QStringList wanted{QString::fromStdString(std::filesystem::absolute(file_).parent_path().string())};
  if (QFileInfo::exists(path)) wanted << path;
  if (QFileInfo(path).isDir()) {
    for (const QFileInfo& sheet : QDir(path).entryInfoList({"*.csv"}, QDir::Files)) wanted << sheet.filePath();
  }
  for (const QString& each : wanted) {
    if (!watcher_.files().contains(each) && !watcher_.directories().contains(each)) watcher_.addPath(each);
  }
}

void PreviewWindow::reload() {
  watch();
  finished_ = false;
  if (!read()) flow_.reset();
  findingsWanted_ = flow_ == nullptr;
  rebuild();
  emit reloaded();
}

bool PreviewWindow::read() {
  findings_.clear();
  auto reading = forms::readFormFile(file_);
  unreadable_ = !reading;
  if (!reading) return false;
  findings_ = std::move(reading->findings);
  if (!reading->form || std::any_of(findings_.begin(), findings_.end(), isError)) return false;
  auto form = forms::CompiledForm::compile(*reading->form, verifyPlain);
  if (!form) {
    const auto compilation = forms::compileForm(std::move(*reading->form));
    findings_.insert(findings_.end(), compilation.findings.begin(), compilation.findings.end());
    return false;
  }
  openFlow(std::move(*form), true);
  return true;
}

void PreviewWindow::openFlow(std::shared_ptr<const forms::CompiledForm> form, bool carry) {
  const auto& definition = form->definition();
  const auto& all = definition.languages;
  if (std::find(all.begin(), all.end(), language_) == all.end()) {
    language_ = !definition.defaultLanguage.empty() || all.empty() ? definition.defaultLanguage : all.front();
  }
  forms::FormSession fresh(form, clock_, random_, language_);
  std::optional<FormPage> before;
  std::size_t at = 0;
  if (carry && flow_ != nullptr) {
    const CarriedInstances instances = carryAnswers(flow_->form(), fresh);
    before = flow_->page();
    at = flow_->at();
    before->questions.clear();
    const auto key = placeAfter(flow_->form(), fresh, before->key, instances);
    before->key = key.value_or(forms::Place{});
  }
  OpenIntake intake{previewOf(std::move(form)), DraftId::make(random_), fresh.saveDraft(), nullptr, mediaFolder(file_)};
  std::shared_ptr<IntakeFlow> opened = IntakeFlow::open(clock_, random_, intake);
  LIMEN_CHECK(opened != nullptr);  // the draft was written by the same form a moment ago
  opened->form().setLanguage(language_);
  if (before) opened->goTo(opened->flow().pageWithKey(*before, at));
  flow_ = std::move(opened);
}

void PreviewWindow::startAgain() {
  finished_ = false;
  findingsWanted_ = false;
  if (flow_ != nullptr) openFlow(flow_->programme().form, false);
  rebuild();
}

void PreviewWindow::useFormLanguage(const std::string& language) {
  language_ = language;
  if (flow_ != nullptr) flow_->form().setLanguage(language_);
  rebuild();
}

void PreviewWindow::rebuild() {
  const Language* interface_ = interfaceLanguage(language_);
  applyPreferences(*qApp, {interface_ != nullptr ? interface_->code : QStringLiteral("en"), {}});
  if (interface_ == nullptr) qApp->setLayoutDirection(directionOf(language_));
  auto* frame = new QWidget;
  frame->setObjectName("canvas");
  auto* lines = column(frame, 0, 0);
  lines->addWidget(makeTopBar());
  auto* banner = new QLabel(tr("Preview: nothing is kept"));
  banner->setProperty("role", "banner");
  lines->addWidget(banner);
  auto* body = makeBody();
  lines->addWidget(body, 1);
  setCentralWidget(frame);
  frame->show();
  if (auto* page = qobject_cast<FormPageView*>(body)) {
    page->takeFocus();
  } else if (auto* first = body->findChild<QPushButton*>()) {
    first->setFocus(Qt::OtherFocusReason);
  }
}

QWidget* PreviewWindow::makeTopBar() {
  auto* bar = new QFrame;
  bar->setObjectName("topBar");
  bar->setFixedHeight(sized(kTopBar));
  auto* across = new QHBoxLayout(bar);
  across->setContentsMargins(kSpace16, 0, kSpace16, 0);
  across->setSpacing(kSpace12);
  auto* mark = new QLabel;
  mark->setPixmap(pixmap("mark", Tone::primary, kSpace24));
  across->addWidget(mark);
  auto* name = lead(words::fromUtf8(file_.filename().string()));
  name->setWordWrap(false);
  across->addWidget(name);
  QString about;
  if (flow_ != nullptr) {
    const auto& definition = flow_->form().form().definition();
    about = words::isolated(words::fromUtf8(forms::translated(definition.title, language_, definition)));
    if (!definition.version.empty()) about = tr("%1, version %2", "title, version").arg(about, words::isolated(words::fromUtf8(definition.version)));
  }
  auto* title_ = theme::hint(about);
  title_->setWordWrap(false);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  across->addWidget(title_, 1);
  if (flow_ != nullptr && !findings_.empty()) {
    auto* warnings = button(findingsWanted_ ? tr("Back to the form") : tr("%n warning(s)", "", static_cast<int>(findings_.size())), "alert");
    connect(warnings, &QPushButton::clicked, this, [this] {
      findingsWanted_ = !findingsWanted_;
      QTimer::singleShot(0, this, &PreviewWindow::rebuild);
    });
    across->addWidget(warnings);
  }
  if (flow_ != nullptr && flow_->form().form().definition().languages.size() > 1) {
    auto* language = button(words::fromUtf8(language_), "globe");
    language->setAccessibleName(tr("Language of the form"));
    auto* menu = new QMenu(language);
    for (const std::string& each : flow_->form().form().definition().languages) {
      menu->addAction(words::fromUtf8(each), this, [this, each] { QTimer::singleShot(0, this, [this, each] { useFormLanguage(each); }); });
    }
    connect(language, &QPushButton::clicked, menu, [menu, language] { menu->popup(language->mapToGlobal(QPoint(0, language->height()))); });
    across->addWidget(language);
  }
  if (flow_ != nullptr) {
    auto* again = button(tr("Start again"), "sync");
    connect(again, &QPushButton::clicked, this, [this] { QTimer::singleShot(0, this, &PreviewWindow::startAgain); });
    across->addWidget(again);
  }
  return bar;
}

QWidget* PreviewWindow::makeBody() {
  if (flow_ == nullptr || findingsWanted_) return findingsPage();
  if (finished_) return donePage();
  auto* page = new FormPageView(flow_, clock_);
  SaveState state;
  state.kept = false;
  page->showSaved(state);
  connect(page, &FormPageView::finishWanted, this, [this] {
    finished_ = true;
    QTimer::singleShot(0, this, &PreviewWindow::rebuild);
  });
  return page;
}

QWidget* PreviewWindow::donePage() {
  auto* page = new QWidget;
  auto* lines = scrollingPage(page);
  auto* panel = card("safe");
  auto* inside = column(panel, kSpace24, kSpace12);
  inside->addWidget(display(tr("The form can be finished")));
  inside->addWidget(body(tr("Every answer fits its question. Nothing was kept of them.")));
  lines->addWidget(panel);
  auto* acts = row();
  auto* again = primaryButton(tr("Start again"));
  connect(again, &QPushButton::clicked, this, [this] { QTimer::singleShot(0, this, &PreviewWindow::startAgain); });
  acts->addWidget(again);
  auto* back = button(tr("Back to the answers"));
  connect(back, &QPushButton::clicked, this, [this] {
    finished_ = false;
    QTimer::singleShot(0, this, &PreviewWindow::rebuild);
  });
  acts->addWidget(back);
  acts->addStretch(1);
  lines->addLayout(acts);
  lines->addStretch(1);
  return page;
}

QWidget* PreviewWindow::findingsPage() {
  auto* page = new QWidget;
  auto* lines = scrollingPage(page, true);
  const auto tryAgain = [this] { QTimer::singleShot(0, this, &PreviewWindow::reload); };
  if (unreadable_) {
    lines->addWidget(errorPanel({tr("The file of the form cannot be read."), {}, tr("Check that it is there and that you may read it. It is read anew when it changes.")},
                                tr("Try again"), tryAgain));
    lines->addStretch(1);
    return page;
  }
  const auto errors = std::count_if(findings_.begin(), findings_.end(), isError);
  lines->addWidget(display(errors > 0 ? tr("The form has errors") : tr("The form has warnings")));
  if (errors > 0) lines->addWidget(theme::hint(tr("Mend them and save the file: it is read anew by itself.")));
  auto* table = new QTableWidget(static_cast<int>(findings_.size()), 5);
  table->setHorizontalHeaderLabels({tr("What"), tr("Sheet"), tr("Row"), tr("Column"), tr("Found")});
  table->verticalHeader()->hide();
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setWordWrap(true);
  table->setShowGrid(false);
  for (int at = 0; at < table->rowCount(); ++at) {
    const forms::Finding& finding = findings_[static_cast<std::size_t>(at)];
    const bool error = isError(finding);
    auto* what = new QTableWidgetItem(icon("alert", error ? Tone::danger : Tone::wait), error ? tr("Error") : tr("Warning"));
    table->setItem(at, 0, what);
    table->setItem(at, 1, new QTableWidgetItem(words::fromUtf8(finding.sheet)));
    table->setItem(at, 2, new QTableWidgetItem(finding.row > 0 ? QString::number(finding.row) : QString()));
    table->setItem(at, 3, new QTableWidgetItem(words::fromUtf8(finding.column)));
    table->setItem(at, 4, new QTableWidgetItem(words::fromUtf8(finding.message)));
  }
  for (const int narrow : {0, 1, 2, 3}) table->horizontalHeader()->setSectionResizeMode(narrow, QHeaderView::ResizeToContents);
  table->horizontalHeader()->setSectionResizeMode(4, QHeaderView::Stretch);
  table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  lines->addWidget(table, 1);
  auto* acts = row();
  auto* again = button(tr("Read it again"), "sync");
  connect(again, &QPushButton::clicked, this, tryAgain);
  acts->addWidget(again);
  acts->addStretch(1);
  lines->addLayout(acts);
  return page;
}

}  // namespace limen
