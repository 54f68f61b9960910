// SPDX-License-Identifier: Apache-2.0
// The sample programme with one person of every role, each holding every key: what they see then is decided by the rights alone.
#pragma once

#include <map>

#include "life.h"

namespace limen::test {

// A text that stands in one compartment of the record and nowhere else.
inline const std::map<std::string, std::string> kMarks{
    {"operational", "Tigrinya"}, {"identity", "Zqidentia"}, {"family", "Zqfamilia"}, {"health", "263"}, {"legal", "Zqlegalia"}};

inline const std::string kMarkedRecord = R"({"crossing_point": "river_post", "arrival_date": "2026-11-17", "travelling_with": "alone",
  "spoken_language": "ti", "interpreter": "no", "given_name": "Zqidentia", "birth_date_known": "no", "birth_year": 1984, "sex": "man",
  "nationality_status": "has", "nationality": "Zqlegalia", "missing_relative": "yes", "missing_details": "Zqfamilia",
  "needs": ["shelter"], "doctor_now": "no", "difficulties": "none", "daily_medicine": "yes", "medicine_days": 263,
  "limen_language": "English", "limen_mode": "read", "limen_alone": "yes", "limen_consent_family_unity": "yes", "limen_consent_legal_help": "yes", "limen_consent_contact": "yes"})";

enum class Keys { asTheProgrammeSays, everyOne };

struct Person {
  Desk desk;
  std::string role;
};

class Staff {
 public:
  explicit Staff(Keys keys);

  World world{{"operational", "identity", "family", "health", "legal"}};
  std::shared_ptr<const Programme> programme;
  std::vector<Person> people;  // one of each role of the programme, each at a laptop of their own
  RecordId record;             // taken by a colleague, pulled to every laptop with all its parts

  const Person& of(const std::string& role) const;
  Vault unlock(const Person& person) { return world.unlock(person.desk); }
  // Of every compartment, everything that showRecord() shows.
  static std::string shown(const RecordView& view, const std::string& compartment = {});

 private:
  void pullTo(Vault& vault, Vault& writer);
};

}  // namespace limen::test
