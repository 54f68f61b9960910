// SPDX-License-Identifier: Apache-2.0
// Several drafts in turn until somebody kills the process, and what is left of them afterwards.
#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMainWindow>
#include <QTest>
#include <map>
#include <random>

#include "app/pages/draft_card.h"
#include "app/pages/form_page.h"
#include "tests/journey/player.h"

namespace limen::test {
namespace {

constexpr int kWaitMs = 20'000;
constexpr int kDrafts = 4;
constexpr int kMostPagesAtOnce = 3;
constexpr int kPagesAtFirst = 2;  // a note and a choice: what nobody answered is no draft yet
constexpr int kWaysToAnswer = 3;

QString draftId(const IntakeFlow& flow) { return QString::fromStdString(flow.draft().hex()); }

// Every answer of the draft by its question; questions inside of repeats are told apart by nothing here and left out.
QJsonObject answersOf(const IntakeFlow& flow) {
  QJsonObject answers;
  const forms::CompiledForm& form = flow.form().form();
  for (const FormPage& page : flow.flow().pages)
    for (const forms::Place& place : page.questions)
      if (place.instances.empty()) answers[QString::fromStdString(form.node(place.question).name)] = QString::fromStdString(forms::toLexical(flow.form().value(place)));
  return answers;
}

QJsonArray questionsOf(const IntakeFlow& flow) {
  QJsonArray names;
  for (const forms::Place& place : flow.page().questions) names.append(QString::fromStdString(flow.form().form().node(place.question).name));
  return names;
}

std::vector<DraftCard*> cards() {
  std::vector<DraftCard*> all;
  if (window() == nullptr) return all;
  for (auto* card : window()->findChildren<DraftCard*>())
    if (card->isVisible()) all.push_back(card);
  return all;
}

bool settled(const std::function<bool()>& there) { return QTest::qWaitFor(there, kWaitMs); }

bool openDraft(std::size_t at) {
  for (auto* each : cards()[at]->findChildren<QAbstractButton*>()) {
    if (each->text() != "Go on") continue;
    each->setFocus();
    QTest::keyClick(each, Qt::Key_Space);
    break;
  }
  return settled([] { return formPage() != nullptr; });
}

// The list is there as a whole: as many cards as it says.
bool listed() {
  const std::size_t there = cards().size();
  return formPage() == nullptr && there > 0 && visibleText(*window()).contains(QStringLiteral("Not finished yet: %1\n").arg(there));
}

bool setAside() {
  QTest::keyClick(formPage(), Qt::Key_N, Qt::AltModifier);
  return settled(listed);
}

// Appended and left to the kernel: a process that is killed keeps what it wrote.
class Log {
 public:
  explicit Log(const QString& folder) : file_(folder + "/drafts.log") {}
  bool open(QIODevice::OpenMode mode) { return file_.open(mode); }
  void add(const QJsonObject& line) {
    file_.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    file_.flush();
  }
  QFile& file() { return file_; }

 private:
  QFile file_;
};

}  // namespace

bool Player::fillDrafts() {
  why_ = "drafts cannot be filled";
  Log log(folder_);
  if (!log.open(QIODevice::Append)) return false;
  std::mt19937 random(static_cast<unsigned>(qEnvironmentVariableIntValue("LIMEN_JOURNEY_SEED") + act_));
  for (;;) {
    const std::size_t before = cards().size();
    const bool isNew = before < kDrafts && (before == 0 || random() % 3 == 0);
    if (isNew) {
      if (!press("Start record") || !settled([] { return formPage() != nullptr; })) return false;
    } else if (!openDraft(random() % before)) {
      return false;
    }
    const bool begun = drafts_.contains(draftId(formPage()->flow()));
    for (unsigned pages = (begun ? 1 : kPagesAtFirst) + random() % kMostPagesAtOnce; pages > 0; --pages) {
      auto* page = formPage();
      const IntakeFlow& flow = page->flow();
      if (flow.page().kind != FormPage::Kind::questions) break;
      // From here on these may be as they were, or as they are typed now.
      log.add({{"draft", draftId(flow)}, {"typing", questionsOf(flow)}});
      if (!fillPage(static_cast<int>(random() % kWaysToAnswer))) return false;
      page->setFocus();
      QTest::keyClick(page, Qt::Key_Return);
      const auto onDisk = [&flow] {
        const QString text = visibleText(*window());
        return !flow.dirty() && !text.contains("Saving…") && !text.contains("Not saved yet");
      };
      why_ = "it is never saved";
      if (!settled(onDisk)) return false;
      if (visibleText(*window()).contains("Saved ")) log.add({{"draft", draftId(flow)}, {"saved", answersOf(flow)}});
    }
    drafts_ << draftId(formPage()->flow());
    why_ = "the list of drafts does not come back";
    if (!setAside()) return false;
  }
}

bool Player::checkDrafts() {
  Log log(folder_);
  why_ = "no log of drafts";
  if (!log.open(QIODevice::ReadOnly)) return false;
  struct Known {
    QJsonObject saved;
    std::set<QString> typing;
  };
  std::map<QString, Known> known;
  for (QByteArray line = log.file().readLine(); !line.isEmpty(); line = log.file().readLine()) {
    const QJsonObject entry = QJsonDocument::fromJson(line).object();
    Known& draft = known[entry["draft"].toString()];
    if (entry.contains("saved")) {
      draft = {entry["saved"].toObject(), {}};
    } else {
      for (const auto& name : entry["typing"].toArray()) draft.typing.insert(name.toString());
    }
  }
  why_ = "the drafts are not listed";
  std::size_t wanted = 0;
  for (const auto& [id, draft] : known) wanted += !draft.saved.isEmpty();
  if (wanted == 0 || !settled(listed) || cards().size() < wanted) return false;
  int compared = 0;
  const std::size_t count = cards().size();
  for (std::size_t at = 0; at < count; ++at) {
    why_ = "a draft does not open";
    if (!openDraft(at)) return false;
    const IntakeFlow& flow = formPage()->flow();
    const auto found = known.find(draftId(flow));
    if (found != known.end()) {
      const QJsonObject now = answersOf(flow);
      for (auto answer = found->second.saved.begin(); answer != found->second.saved.end(); ++answer) {
        if (found->second.typing.contains(answer.key())) continue;
        ++compared;
        why_ = "an answer is not as it was saved: " + answer.key();
        if (now[answer.key()] != answer.value()) return false;
      }
      known.erase(found);
    }
    why_ = "the list does not come back";
    if (!setAside()) return false;
  }
  for (const auto& [id, draft] : known) {
    why_ = "a draft is gone";
    if (!draft.saved.isEmpty()) return false;
  }
  std::printf("session: %zu drafts are back, %d answers as they were saved\n", count, compared);
  return true;
}

}  // namespace limen::test
