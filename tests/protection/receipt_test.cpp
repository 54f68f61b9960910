// SPDX-License-Identifier: Apache-2.0
// The person's receipt: its code, what it says in whose language, and what never stands on it.
#include "protection/receipt.h"

#include <set>

#include "tests/protection/support.h"

using namespace limen;

namespace {

std::shared_ptr<const Programme> sample() {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  return test::programmeOf(*book);
}

MinimalRecord recordOf(const std::shared_ptr<const Programme>& programme) {
  forms::Submission submission;
  submission.answers = {{"given_name", {}, std::string("Zqname")},
                        {"nationality", {}, std::string("Zqland")},
                        {"doctor_now", {}, std::string("yes")},
                        {"limen_mode", {}, std::string("read")}};
  return minimise(programme, submission, forms::Date{std::chrono::days{20775}});
}

}  // namespace

TEST_CASE("the code of a receipt has 80 bits, is read as it is typed or scanned, and finds one record of one organisation", "[protection]") {
  SystemRandom random;
  std::set<std::string> texts;
  std::set<RecordId> records;
  for (int i = 0; i < 1000; ++i) {
    const ReceiptCode code = ReceiptCode::make(random);
    texts.insert(code.text());
    records.insert(code.record(test::someOrganisation()));
  }
  CHECK(texts.size() == 1000);
  CHECK(records.size() == 1000);
  static_assert(ReceiptCode::kBytes * 8 - 20 >= 60);  // a million records among 2^80 codes: a guess finds one with 2^-60
  const ReceiptCode code = ReceiptCode::make(random);
  CHECK(code.text().size() == 19);
  std::string typed = code.text();
  std::transform(typed.begin(), typed.end(), typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  typed.erase(std::remove(typed.begin(), typed.end(), '-'), typed.end());
  CHECK(ReceiptCode::read(typed) == code);
  CHECK(ReceiptCode::read(code.qrText()) == code);
  CHECK_FALSE(ReceiptCode::read(code.text().substr(1)));
  CHECK_FALSE(ReceiptCode::read("Amina"));
  CHECK_FALSE(ReceiptCode::read(""));
  OrganisationId other = test::someOrganisation();
  other.value[0] ^= 1;
  CHECK(code.record(test::someOrganisation()) != code.record(other));
  CHECK(code.record(test::someOrganisation()) == ReceiptCode::read(code.text())->record(test::someOrganisation()));
}

TEST_CASE("a receipt says by category what was recorded, why, how long and who reads it, in the person's language, and no answer", "[protection]") {
  const auto programme = sample();
  SystemRandom random;
  const ReceiptCode code = ReceiptCode::make(random);
  const Receipt receipt = receiptOf(recordOf(programme), code, "French");
  CHECK(receipt.title == "Votre reçu: Accueil à la frontière");
  REQUIRE(receipt.lines.size() == 4);
  CHECK(receipt.lines[0].category == "Votre nom");
  CHECK(receipt.lines[0].kept == "360 jours, à compter de ceci : le jour où votre dossier est clos");
  CHECK(receipt.lines[1].category == "Nationalité");
  CHECK(receipt.lines[2].category == "Santé");
  CHECK(receipt.lines[2].why == "Soins de santé");
  CHECK(receipt.lines[2].kept == "90 jours, à compter de ceci : le jour de votre départ");
  CHECK(receipt.lines[2].who == "équipe de santé");
  CHECK(receipt.lines[3].category == "Comment vous avez été informé(e) et vos choix");
  const std::string page = receiptHtml(receipt, "<svg/>");
  CHECK(page.find(code.text()) != std::string::npos);
  CHECK(page.find("Head of the intake desk") != std::string::npos);  // whom to turn to
  for (const char* answer : {"Zqname", "river", "Rivi", "oui</td>"}) CHECK(page.find(answer) == std::string::npos);
  CHECK(page.find(code.record(programme->organisation).hex()) == std::string::npos);

  const Receipt arabic = receiptOf(recordOf(programme), code, "Arabic");
  CHECK(arabic.rightToLeft);
  CHECK(receiptHtml(arabic, {}).find("dir=\"rtl\"") != std::string::npos);
  CHECK(arabic.lines[2].category == "الصحة");
}
