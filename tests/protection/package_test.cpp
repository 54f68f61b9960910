// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/files.h"
#include "crypto/hash.h"
#include "forms/xml_tree.h"
#include "protection/dictionary.h"
#include "protection/package_body.h"
#include "proto/programme.pb.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

Signer signerOf(Byte fill) {
  const Bytes seed(32, fill);
  auto signer = Signer::fromSeed(SecretBytes::copyOf(seed));
  REQUIRE(signer);
  return std::move(*signer);
}

struct Office {
  Signer author = signerOf(1), officer = signerOf(2);
  PackageSigners signers() const { return {{author.publicKey()}, {officer.publicKey()}}; }
  Result<Programme> open(ByteView package) const { return openPackage(package, signers(), test::someOrganisation()); }
};

Bytes serialised(const programme::Package& package) {
  return copyOf(bytesOf(package.SerializeAsString()));
}
programme::Package parsed(const Bytes& bytes) {
  programme::Package package;
  REQUIRE(package.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  return package;
}

// A form of one question, so that every byte of its package can be turned.
test::Book tinyBook() {
  test::Book book;
  book.tables["survey"] = {{"type", "name", "label", "protect::category", "protect::why"},
                           {"integer", "n", "How many?", "none", "To plan."}};
  book.tables["settings"] = {{"form_id"}, {"tiny"}};
  book.tables["purposes"] = {{"name", "legal_basis", "retention", "label", "explanation"},
                             {"care", "consent", "stay", "Care", "To care."}};
  book.tables["compartments"] = {{"name", "sensitivity", "readers", "label"}, {"operational", "1", "officer", "All"}};
  book.tables["roles"] = {{"name", "permissions", "label"}, {"officer", "capture", "officer"}};
  test::addGovernance(book, {""});
  return book;
}

}  // namespace

TEST_CASE("a package gives back the programme that was signed", "[protection]") {
  const Office office;
  const auto programme = test::programmeOf(test::smallBook().workbook(), {test::someOrganisation(), 42, false});
  const Bytes package = buildPackage(*programme, office.author, office.officer);
  const auto opened = office.open(package);
  REQUIRE(opened);
  CHECK(opened->id == "small");
  CHECK(opened->version == 42);
  CHECK(opened->organisation == test::someOrganisation());
  CHECK(opened->form->size() == programme->form->size());
  CHECK(opened->dictionary == programme->dictionary);
  CHECK(opened->hash == PackageHash{hash256({packageBody(*programme)}).value});
  const auto at = [](const Programme& each, const char* name) { return each.protections[*each.form->find(name)]; };
  CHECK(at(*opened, "birth_date").minimise.kind == Minimise::Kind::year);
  CHECK(at(*opened, "weeks").compartment == at(*programme, "weeks").compartment);
  CHECK(at(*opened, "need").why == at(*programme, "need").why);
  CHECK(opened->form->node(*opened->form->find("twice")).calculation == "${weeks} * 2");
  CHECK(opened->form->definition().lists.at("need")[1].label.at("French") == "Abri");
  CHECK(packageBody(*opened) == packageBody(*programme));
}

TEST_CASE("the same workbook gives the same package, byte for byte", "[protection]") {
  const Office office;
  const Bytes first = buildPackage(*test::programmeOf(test::smallBook().workbook()), office.author, office.officer);
  const Bytes second = buildPackage(*test::programmeOf(test::smallBook().workbook()), office.author, office.officer);
  CHECK(first == second);
}

TEST_CASE("a package needs the author's and the data protection officer's signature", "[protection]") {
  const Office office;
  const Bytes whole = buildPackage(*test::programmeOf(tinyBook().workbook()), office.author, office.officer);
  REQUIRE(office.open(whole));
  for (int left : {0, 1}) {
    auto package = parsed(whole);
    package.mutable_signatures()->DeleteSubrange(left, 1);
    CHECK(office.open(serialised(package)).error().is(ProgrammeError::unknownSigner));
  }
  auto none = parsed(whole);
  none.clear_signatures();
  CHECK(office.open(serialised(none)).error().is(ProgrammeError::damaged));

  const Bytes byStrangers = buildPackage(*test::programmeOf(tinyBook().workbook()), signerOf(8), signerOf(9));
  CHECK(office.open(byStrangers).error().is(ProgrammeError::unknownSigner));
  const Bytes authorTwice = buildPackage(*test::programmeOf(tinyBook().workbook()), office.author, office.author);
  CHECK(office.open(authorTwice).error().is(ProgrammeError::unknownSigner));

  // Nobody approves their own programme, whatever offices they hold.
  const PackageSigners both{{office.author.publicKey()}, {office.author.publicKey(), office.officer.publicKey()}};
  CHECK(openPackage(authorTwice, both, test::someOrganisation()).error().is(ProgrammeError::unknownSigner));
  CHECK(openPackage(whole, both, test::someOrganisation()));

  auto swapped = parsed(whole);
  swapped.mutable_signatures(0)->set_signature(parsed(byStrangers).signatures(0).signature());
  CHECK(office.open(serialised(swapped)).error().is(ProgrammeError::badSignature));
  auto otherDomain = parsed(whole);
  otherDomain.mutable_signatures(0)->set_signature(
      std::string(textOf(office.author.sign("limen/shift/v1", bytesOf(otherDomain.body())))));
  CHECK(office.open(serialised(otherDomain)).error().is(ProgrammeError::badSignature));
}

TEST_CASE("a package of another organisation is refused", "[protection]") {
  const Office office;
  OrganisationId other;
  other.value.fill(8);
  const Bytes package = buildPackage(*test::programmeOf(tinyBook().workbook(), {other, 1, false}), office.author, office.officer);
  CHECK(office.open(package).error().is(ProgrammeError::otherOrganisation));
}

TEST_CASE("no byte of a package can be changed, added or left out", "[protection]") {
  const Office office;
  const Bytes whole = buildPackage(*test::programmeOf(tinyBook().workbook()), office.author, office.officer);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      Bytes turned = whole;
      turned[i] = static_cast<Byte>(turned[i] ^ flip);
      INFO("byte " << i << " turned by " << flip);
      CHECK_FALSE(office.open(turned));
    }
    CHECK_FALSE(office.open(ByteView(whole).first(i)));
  }
  // A field said twice parses to the same message; there is one spelling only.
  Bytes repeated = whole;
  const Bytes again = serialised(parsed(whole));
  const std::size_t bodyField = again.size() - [&] {
    auto without = parsed(whole);
    without.clear_body();
    return serialised(without).size();
  }();
  repeated.insert(repeated.end(), again.begin(), again.begin() + static_cast<std::ptrdiff_t>(bodyField));
  REQUIRE(parsed(repeated).body() == parsed(whole).body());
  CHECK(office.open(repeated).error().is(ProgrammeError::damaged));

  Bytes longer = whole;
  longer.push_back(0);
  CHECK_FALSE(office.open(longer));
}

TEST_CASE("a field that this version does not know is not dropped in silence", "[protection]") {
  const Office office;
  programme::Programme body;
  const Bytes bytes = packageBody(*test::programmeOf(tinyBook().workbook()));
  REQUIRE(body.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  auto* question = body.mutable_form()->mutable_questions(0);
  question->GetReflection()->MutableUnknownFields(question)->AddVarint(77, 1);
  CHECK(programmeFromBody(bytesOf(body.SerializeAsString())).error().is(ProgrammeError::newerVersion));
}

TEST_CASE("a signed body that no build could have made is damaged", "[protection]") {
  const auto broken = [](auto&& breakIt) {
    programme::Programme body;
    const Bytes bytes = packageBody(*test::programmeOf(test::smallBook().workbook()));
    REQUIRE(body.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    REQUIRE(programmeFromBody(bytesOf(body.SerializeAsString())));
    breakIt(body);
    const auto opened = programmeFromBody(bytesOf(body.SerializeAsString()));
    return !opened && opened.error().is(ProgrammeError::damaged);
  };
  CHECK(broken([](auto& body) { body.set_organisation("short"); }));
  CHECK(broken([](auto& body) { body.clear_compartments(); }));
  CHECK(broken([](auto& body) { body.mutable_compartments(0)->set_name("a name too long"); }));
  CHECK(broken([](auto& body) { body.mutable_compartments(0)->set_name("health"); }));
  CHECK(broken([](auto& body) { body.mutable_compartments(0)->add_readers("nobody"); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_compartment(4); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_compartment(300); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_type("telepathy"); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_minimise("blur"); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_minimise("year"); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(0)->set_category("rumour"); }));
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(3)->set_compartment(0); }));  // health in operational
  CHECK(broken([](auto& body) { body.mutable_form()->mutable_questions(5)->set_calculation("${weeks} +"); }));
  CHECK(broken([](auto& body) { *body.mutable_form()->add_lists() = body.form().lists(0); }));
  CHECK(broken([](auto& body) {
    auto* question = body.mutable_form()->add_questions();
    for (int i = 0; i < 9; ++i) {
      question->set_name("g" + std::to_string(i));
      question->set_type("group");
      question = question->add_children();
    }
    question->set_name("deep");
    question->set_type("note");
  }));
}

TEST_CASE("the dictionary is made of the form's words and of nothing else", "[protection]") {
  const auto programme = test::programmeOf(test::smallBook().workbook());
  const std::string words(textOf(programme->dictionary));
  CHECK(words.find("Weeks ill") != std::string::npos);
  CHECK(words.find("Shelter") != std::string::npos);
  CHECK(dictionaryId({}) == 0);
  const Hash hash = hash256({programme->dictionary});
  CHECK(dictionaryId(programme->dictionary) ==
        (hash.value[0] | hash.value[1] << 8 | hash.value[2] << 16 | static_cast<std::uint32_t>(hash.value[3]) << 24));
  test::Book big = test::smallBook();
  for (int i = 0; i < 30; ++i)
    big.tables["choices"].push_back(
        {"need", "c" + std::to_string(i), std::string(400, static_cast<char>('a' + i % 26)) + std::to_string(i), "x"});
  CHECK(dictionaryOf(test::programmeOf(big.workbook())->form->definition()).size() == kMaxDictionaryBytes);
}

TEST_CASE("a package carries every part of a form, and the same form gives the same bytes", "[protection]") {
  test::Book book = test::smallBook();
  auto& survey = book.tables["survey"];
  const auto put = [&](const std::string& heading, std::size_t row, const std::string& text) {
    survey.front().push_back(heading);
    book.set("survey", row, heading, text);
  };
  put("guidance_hint::French", 2, "Demandez");
  put("media::image::English", 2, "name.png");
  put("save_to", 2, "given");
  put("trigger", 5, "${need}");
  put("parameters", 4, "randomize=true");
  book.tables["entities"] = {{"list_name", "label"}, {"people", "${given_name}"}};
  book.tables["settings"].front().insert(book.tables["settings"].front().end(), {"style", "name"});
  book.tables["settings"][1].resize(book.tables["settings"].front().size());
  book.set("settings", 2, "style", "pages");
  book.set("settings", 2, "name", "visit");

  forms::FormFile file;
  file.workbook = book.workbook();
  file.reading = forms::readForm(*file.workbook);
  REQUIRE(file.reading.form);
  const auto items = forms::readCsvItems(bytesOf("name,label\nx,Ex & more\n"));
  REQUIRE(items);
  file.reading.form->instances = {{"places", "jr://file-csv/places.csv", *items}, {"gone", "jr://file/gone.xml", nullptr}};
  file.reading.form->itext = {{"greeting", {{"English", "Hello"}}}};
  file.reading.form->nodes[0].itemset = {"/visit/member", "member_name", "member_name", {{"French", "nom"}}};
  file.reading.form->nodes[0].attributes = {{"tag", "x & y"}};
  file.reading.form->entities.push_back({"places", "", "'x'", "1 = 1", "", "need/deeper"});
  const forms::FormDefinition meant = *file.reading.form;
  auto reading = readProgramme(std::move(file), {test::someOrganisation(), 1, false});
  for (const auto& finding : reading.findings) UNSCOPED_INFO(finding.message);
  REQUIRE(reading.programme);

  const Bytes body = packageBody(*reading.programme);
  const auto opened = programmeFromBody(body);
  REQUIRE(opened);
  CHECK(packageBody(*opened) == body);
  const forms::FormDefinition& form = opened->form->definition();
  CHECK(form.root == "visit");
  CHECK(form.style == "pages");
  CHECK(form.itext == meant.itext);
  REQUIRE(form.entities.size() == 2);
  CHECK(form.entities[1].container == "need/deeper");
  CHECK(form.entities[1].createIf == "1 = 1");
  CHECK(form.entities[0].list == "people");
  CHECK(form.entities[0].label == "${given_name}");
  REQUIRE(form.instances.size() == 2);
  CHECK(form.instances[0].source == "jr://file-csv/places.csv");
  REQUIRE(form.instances[0].items != nullptr);
  CHECK(form.instances[0].items->text(form.instances[0].items->root()) == "xEx & more");
  CHECK(form.instances[1].items == nullptr);
  CHECK(form.nodes[0].guidanceHint.at("French") == "Demandez");
  CHECK(form.nodes[0].media.at("image").at("English") == "name.png");
  CHECK(form.nodes[0].saveTo == "given");
  CHECK(form.nodes[0].itemset.nodes == "/visit/member");
  CHECK(form.nodes[0].itemset.labels == meant.nodes[0].itemset.labels);
  CHECK(form.nodes[0].attributes == meant.nodes[0].attributes);
  CHECK(form.nodes[3].trigger == "need");
  CHECK(form.nodes[2].parameters == "randomize=true");
}
