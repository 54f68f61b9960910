// SPDX-License-Identifier: Apache-2.0
#include "access.h"

#include "crypto/hash.h"

namespace limen::test {

Staff::Staff(Keys keys) {
  const auto book =
      must(forms::readWorkbook(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
  programme = programmeOf(book, world.open().directory().organisation());
  world.addPackage(programme);
  const Desk writerDesk = world.enrolDesk("Colleague", "officer", "river post");
  for (const Role& role : programme->roles) people.push_back({world.enrolDesk("The " + role.name, role.name, "river post"), role.name});
  std::map<UserId, std::vector<Bytes>> grants;
  for (const Person& person : people)
    for (const Compartment& compartment : programme->compartments)
      if (keys == Keys::everyOne || mayOpen(*programme, person.role, compartment.name))
        grants[person.desk.user].push_back(
            must(world.open().grantReader(person.desk.user, compartment.name, secret(kOfficerPassphrase))));
  const Bytes directory = world.open().directory().bytes();

  Vault writer = world.unlockInShift(writerDesk);
  must(writer.takeDirectory(directory));
  programme = must(writer.programmes()).front();  // with the hash that building gave it
  record = must(importRecord(writer, programme, kMarkedRecord));
  for (const Person& person : people) {
    std::optional<Vault> vault = world.unlock(person.desk);
    must(vault->takeDirectory(directory));
    // Past takeGrant(), which asks for a right of its own: the worst that a store may hold.
    for (const Compartment& compartment : programme->compartments)
      if (const std::size_t at = static_cast<std::size_t>(&compartment - programme->compartments.data());
          keys == Keys::everyOne && at < grants[person.desk.user].size())
        must(vault->store().putGrant(person.desk.user, compartment.name, "main", 1, grants[person.desk.user][at]));
    if (keys == Keys::asTheProgrammeSays)
      for (const Bytes& grant : grants[person.desk.user]) must(vault->takeGrant(grant));
    vault.reset();
    vault.emplace(world.unlock(person.desk));  // what the store holds is read when it opens
    pullTo(*vault, writer);
  }
}

void Staff::pullTo(Vault& vault, Vault& writer) {
  const auto rows = must(writer.store().revisions(record));
  const ChainEnd end = must(writer.store().ownChain(writer.station(), writer.scope(*programme)));
  PulledRun run;
  run.scope = writer.scope(*programme);
  run.number = 1;
  run.station = writer.station();
  run.first = run.last = 1;
  run.after = end.hash;
  run.receivedMs = toUnixMs(world.clock.now());
  run.revisions.push_back({writer.station(), 1, &rows.front().revision, rows.front().erasureParts});
  run.shiftObjects.push_back(must(writer.store().shiftObject(rows.front().revision.header().shift)).value());
  must(vault.store().apply(run));
  while (must(indexPulled(vault, 10))) {
  }
}

const Person& Staff::of(const std::string& role) const {
  const auto at = std::find_if(people.begin(), people.end(), [&](const Person& person) { return person.role == role; });
  REQUIRE(at != people.end());
  return *at;
}

std::string Staff::shown(const RecordView& view, const std::string& compartment) {
  std::string out;
  for (const ShownCompartment& one : view.compartments)
    if (compartment.empty() || one.name == compartment)
      for (const ShownAnswer& answer : one.answers) out += answer.text + "\n";
  return out;
}

}  // namespace limen::test
