// SPDX-License-Identifier: Apache-2.0
// Notice, choices, pause, what the person is shown, taking a yes back and the receipt, in the windows.
#include <QFileInfo>
#include <QTemporaryDir>

#include "app/pages/form_page.h"
#include "app/pages/person_screen.h"
#include "app/pages/receipt_card.h"
#include "app/pages/record_view.h"
#include "protection/notice.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

const auto kUntold = [](FakeModel& model) { model.told = false; };

std::string value(Desk& desk, const char* question) {
  const forms::FormSession& form = desk.form()->flow().form();
  return forms::toLexical(form.value({*form.form().find(question), {}}));
}

void choose(Desk& desk, const char* question, Qt::Key digit) {
  const auto wanted = *desk.form()->flow().form().form().find(question);
  for (auto* each : desk.form()->findChildren<QuestionWidget*>())
    if (each->place().question == wanted) each->takeFocus();
  desk.key(digit);
}

}  // namespace

TEST_CASE("a record begins with the notice, and goes on only once it was given and each purpose was chosen", "[app]") {
  Desk desk("en", {}, kUntold);
  desk.start();
  CHECK(desk.form()->flow().at() == 0);
  CHECK(desk.sees("Notice and consent"));
  CHECK(desk.sees("You may refuse any question"));  // the notice itself
  CHECK(value(desk, "limen_notice") == "arrival-1");
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == 0);
  CHECK(desk.sees("Check these answers first"));
  choose(desk, "limen_language", Qt::Key_2);
  choose(desk, "limen_mode", Qt::Key_3);
  CHECK(desk.sees("Number of the interpreter"));
  choose(desk, "limen_mode", Qt::Key_1);
  CHECK_FALSE(desk.sees("Number of the interpreter"));
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("Is the person being asked alone?"));
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("Do you agree to this: Legal help?"));
  for (const char* question : {"limen_consent_family_unity", "limen_consent_legal_help", "limen_consent_contact"}) CHECK(value(desk, question).empty());
  const auto at = desk.form()->flow().at();
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == at);
  CHECK_FALSE(desk.sees("Taken back"));  // that is said in a record only
  choose(desk, "limen_consent_family_unity", Qt::Key_2);
  choose(desk, "limen_consent_legal_help", Qt::Key_2);
  choose(desk, "limen_consent_contact", Qt::Key_1);
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == at + 1);
  const auto relevant = [&](const char* question) {
    const forms::FormSession& form = desk.form()->flow().form();
    return form.relevant({*form.form().find(question), {}});
  };
  CHECK(relevant("safe_contact"));
  CHECK_FALSE(relevant("protection_wish"));
  CHECK_FALSE(relevant("missing_relative"));
}

TEST_CASE("a draft whose notice was given goes on with the questions, and the way back to the choices is open", "[app]") {
  Desk desk;
  desk.start();
  const auto first = desk.form()->flow().at();
  CHECK(first > 0);
  CHECK_FALSE(desk.sees("Which notice was given?"));
  desk.key(Qt::Key_Left, Qt::AltModifier);
  CHECK(desk.sees("Do you agree to this: Legal help?"));
  CHECK(desk.form()->flow().at() == first - 1);
}

TEST_CASE("what the person is shown covers everything, is large, in their language, and their keys answer nothing", "[app]") {
  Desk desk;
  desk.model.told = true;
  desk.start();
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("At which crossing point are we?"));
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.set({*flow.form().form().find("limen_language"), {}}, std::string("Arabic"));
  Desk::settle();
  CHECK(desk.sees("في أي نقطة عبور نحن الآن؟"));  // beside the officer's, by itself
  desk.key(Qt::Key_F4);
  auto* screen = desk.window->findChild<PersonScreen*>();
  REQUIRE(screen != nullptr);
  CHECK(screen->geometry() == desk.window->rect());
  CHECK(QApplication::focusWidget() == screen);
  QStringList texts;
  for (auto* label : screen->findChildren<QLabel*>()) texts << label->text();
  CHECK(texts.contains("في أي نقطة عبور نحن الآن؟"));
  CHECK_FALSE(texts.contains("At which crossing point are we?"));
  desk.key(Qt::Key_1);
  CHECK(value(desk, "crossing_point").empty());
  CHECK(flow.form().language() == "English");
  desk.key(Qt::Key_Return);
  CHECK(desk.window->findChild<PersonScreen*>() == nullptr);
  desk.key(Qt::Key_1);
  CHECK_FALSE(value(desk, "crossing_point").empty());
}

TEST_CASE("a pause saves and takes everything off the screen until somebody goes on", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  const int before = desk.model.saves;
  desk.key(Qt::Key_P, Qt::AltModifier);
  auto* screen = desk.window->findChild<PersonScreen*>();
  REQUIRE(screen != nullptr);
  CHECK(desk.model.saves == before + 1);
  CHECK(screen->geometry() == desk.window->rect());
  desk.window->resize(900, 640);
  Desk::settle();
  CHECK(screen->geometry() == desk.window->rect());
  desk.key(Qt::Key_Escape);
  CHECK(desk.window->findChild<PersonScreen*>() == nullptr);
  CHECK(desk.sees("At which crossing point are we?"));
}

TEST_CASE("each yes of a record can be taken back where it is read, and a no cannot", "[app]") {
  const auto programme = sampleProgramme();
  RecordView view;
  view.programme = programme->id;
  ShownCompartment open;
  open.name = "operational";
  open.state = ShownCompartment::State::readable;
  for (const auto& [purpose, word] : {std::pair{"contact", "yes"}, std::pair{"legal_help", "no"}, std::pair{"family_unity", "withdrawn"}}) {
    ShownAnswer answer;
    answer.question = std::string(kConsentPrefix) + purpose;
    answer.values = {std::string(word)};
    open.answers.push_back(answer);
  }
  view.compartments = {open};
  RecordViewPage page(view, programme.get());
  page.show();
  std::vector<std::string> wanted;
  QObject::connect(&page, &RecordViewPage::withdrawalWanted, [&](const std::string& purpose) { wanted.push_back(purpose); });
  QStringList offered;
  QAbstractButton* back = nullptr;
  for (auto* each : page.findChildren<QAbstractButton*>())
    if (each->text().startsWith("Take back")) {
      offered << each->accessibleName();
      back = each;
    }
  CHECK(offered == QStringList{"Take back: Reaching you"});
  REQUIRE(back != nullptr);
  back->click();
  Desk::settle();
  CHECK(wanted.empty());  // it is said first what goes and what stays
  for (auto* each : page.findChildren<QAbstractButton*>())
    if (each->text() == "Take it back") each->click();
  CHECK(wanted == std::vector<std::string>{"contact"});
  RecordViewPage reading(view, nullptr);
  for (auto* each : reading.findChildren<QAbstractButton*>()) CHECK_FALSE(each->text().startsWith("Take back"));
}

TEST_CASE("a finished record gives a receipt in the person's language, without a name, to be printed", "[app]") {
  Desk desk;
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.set({*flow.form().form().find("limen_language"), {}}, std::string("Arabic"));
  Desk::settle();
  desk.fillToReview();
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("A receipt for the person"));
  CHECK(desk.sees("إيصالك"));
  CHECK(desk.sees("اسمك"));
  CHECK_FALSE(desk.sees("Synthetic"));  // the name that was typed
  auto* code = desk.window->findChild<QLabel*>("receiptCode");
  REQUIRE(code != nullptr);
  QString text = code->text();
  for (const char16_t mark : {u'\u2066', u'\u2067', u'\u2068', u'\u2069'}) text.remove(QChar(mark));
  const auto read = ReceiptCode::read(text.toStdString());
  REQUIRE(read);
  MinimalRecord minimal = minimise(sampleProgramme(), *desk.model.finished, forms::Date{});
  QTemporaryDir folder;
  const QString file = folder.filePath("receipt.pdf");
  REQUIRE(writeReceiptPdf(receiptOf(minimal, *read, "Arabic"), file));
  CHECK(QFileInfo(file).size() > 10'000);
  desk.key(Qt::Key_Return);  // the next record: the code is gone
  CHECK(desk.window->findChild<ReceiptCard*>() == nullptr);
}
