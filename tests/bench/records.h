// SPDX-License-Identifier: Apache-2.0
// The records of shared/bench/forms-gen.js as submissions of the form beside this file. The score is left out: it has no place
// in a programme. Nested objects are groups, so a name is its path joined by "_".
#pragma once

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "core/random.h"
#include "forms/form_session.h"

namespace limen::bench {

inline forms::Date dateFrom(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  LIMEN_CHECK(std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) == 3);
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

inline forms::Moment momentFrom(const std::string& text) {  // 2026-01-01T00:25:06.000Z
  int hour = 0, minute = 0, second = 0, ms = 0;
  LIMEN_CHECK(std::sscanf(text.c_str() + 10, "T%2d:%2d:%2d.%3dZ", &hour, &minute, &second, &ms) == 4);
  const std::int64_t days = dateFrom(text).time_since_epoch().count();
  return {((days * 24 + hour) * 60 + minute) * 60'000 + second * 1000 + ms, 0};
}

class Mapper {
 public:
  explicit Mapper(Random& random) : random_(random) {}

  forms::Submission map(const nlohmann::json& record) {
    out_ = {};
    at_.clear();
    text("id", record["_id"]);
    for (const char* name : {"site", "device_id", "operator_id"}) text(name, record[name]);
    add("created_at", momentFrom(record["created_at"]));
    add("updated_at", momentFrom(record["updated_at"]));
    text("registration_number", record["registration_number"]);

    const auto& person = record["person"];
    for (const char* name : {"given_name", "family_name", "other_names", "sex"})
      text("person_" + std::string(name), person[name]);
    add("person_birth_date", dateFrom(person["birth_date"]));
    truth("person_birth_date_estimated", person["birth_date_estimated"]);
    text("person_nationality", person["nationality"]);
    text("person_language_1", person["languages"][0]);
    text("person_language_2", person["languages"][1]);
    for (const char* name : {"phone", "document_type", "document_number"}) text("person_" + std::string(name), person[name]);

    const auto& travel = record["travel"];
    text("travel_entry_point", travel["entry_point"]);
    add("travel_entry_date", dateFrom(travel["entry_date"]));
    for (const char* name : {"last_country", "intended_destination"}) text("travel_" + std::string(name), travel[name]);
    add("travel_days_travelling", travel["days_travelling"].get<std::int64_t>());
    text("travel_mode", travel["mode"]);

    for (const auto& member : record["household"]) {
      at_ = {RepeatId::make(random_)};
      text("household_relation", member["relation"]);
      text("household_given_name", member["given_name"]);
      add("household_birth_year", member["birth_year"].get<std::int64_t>());
      text("household_sex", member["sex"]);
      truth("household_with_group", member["with_group"]);
      text("household_case_id", member["case_id"]);
    }
    at_.clear();

    text("status", record["status"]);
    if (!record["needs"].empty()) add("needs", forms::Selected{record["needs"].get<std::vector<std::string>>()});
    const auto& consent = record["consent"];
    for (const char* name : {"registration", "sharing", "referral"}) truth("consent_" + std::string(name), consent[name]);
    text("consent_recorded_by", consent["recorded_by"]);
    text("consent_language", consent["language"]);
    text("notes", record["notes"]);
    for (const char* name : {"kid", "n", "ct"}) text("sealed_" + std::string(name), record["sealed"][name]);
    const auto& gps = record["gps"];
    add("gps", forms::Point{gps["lat"].get<double>(), gps["lon"].get<double>(), 0, gps["acc_m"].get<double>()});
    return std::move(out_);
  }

 private:
  void add(std::string question, forms::Value value) { out_.answers.push_back({std::move(question), at_, std::move(value)}); }
  void text(std::string question, const nlohmann::json& value) {
    if (!value.is_null()) add(std::move(question), value.get<std::string>());
  }
  void truth(std::string question, const nlohmann::json& value) {
    add(std::move(question), std::string(value.get<bool>() ? "true" : "false"));
  }

  Random& random_;
  forms::Submission out_;
  std::vector<RepeatId> at_;
};

}  // namespace limen::bench
