// SPDX-License-Identifier: Apache-2.0
// A form as the engine runs it: a tree of questions, groups and repeats, choice lists and texts per language. Names are
// XLSForm's. It carries the extra columns (protect::*) through as text; their meaning is protection's business.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limen::forms {

class XmlTree;

using Translations = std::map<std::string, std::string>;  // language name as in the heading ("English"), "" when it has none

enum class Type {
  text,
  integer,
  decimal,
  range,  // a whole or a decimal number, by its parameters
  date,
  time,  // kept in its lexical form
  dateTime,
  selectOne,
  selectMultiple,
  rank,  // every choice, in an order
  note,
  calculate,
  hidden,       // stored, never shown, set by defaults, triggers and calculations
  acknowledge,  // "OK" or nothing
  geopoint,
  geotrace,  // points, kept in their lexical form
  geoshape,
  barcode,
  image,  // media: the name of the file
  audio,
  video,
  file,
  backgroundAudio,
  start,
  end,
  today,
  username,
  email,
  audit,
  startGeopoint,
  group,
  repeat,
  deviceid,
  subscriberid,
  simserial,
  phonenumber,  // the last four are read and answered empty, with a warning: they identify the device, not the need
};
std::string_view xlsformWord(Type type);  // "select_one"
std::optional<Type> typeFromWord(std::string_view word);
bool storesAnswer(Type type);  // false for note, group, repeat and what is answered empty
bool isSelect(Type type);      // selectOne, selectMultiple, rank
bool isMedia(Type type);       // image, audio, video, file, backgroundAudio

// Where a select takes its choices from when that is not simply a list: the nodes of an expression, each with what stands at
// `value` and `label` below it. "/data/person[./age > 17]", "name", "label". Of a select that offers a secondary instance `nodes`
// is empty and the other two name its columns ("" then means "name" and "label").
struct Itemset {
  std::string nodes, value, label;
  Translations labels = {};  // by language, where that has a column of its own
};

// What an XForm's primary instance says of one instance of a repeat, by the path below it: "g/age" -> "7".
struct StartingInstance {
  std::map<std::string, std::string> answers;
  std::map<std::string, std::vector<StartingInstance>> repeats;  // those that stand in it
};

// A text may hold ${name} or, from an XForm's <output>, ${expression}.
struct Node {
  Type type = Type::text;
  std::string name;  // "" only of a group that is shown and is no node of the instance: an XForm's <group> without a ref
  std::string list;  // of a select: of FormDefinition::lists, or the id of a secondary instance whose items it offers
  Itemset itemset;   // of a select without a list
  bool orOther = false;
  Translations label, hint, guidanceHint, requiredMessage, constraintMessage;
  std::map<std::string, Translations> media;  // "image", "big-image", "audio", "video": the name of a file
  std::string relevant, required, constraint, calculation, defaultValue, readOnly, choiceFilter, repeatCount;
  std::string trigger;                 // names or paths, separated by commas: recompute `calculation` when one of them changes
  std::string saveTo;                  // the property of an entity: "age", or "people#age" where the form has several
  std::string appearance, parameters;  // as written: "minimal autocomplete", "start=0 end=10 step=1"
  std::map<std::string, std::string> extra;       // "protect::category" -> "birth", "protect::why::English" -> "..."
  std::map<std::string, std::string> attributes;  // that its element carries in a submission: "instance::tag"
  std::vector<Node> children;                     // of a group or repeat
  std::uint32_t startsWith = 1;                   // of a repeat without a count: how many instances it has at first
  std::vector<StartingInstance> starts;           // what the first of them hold; only an XForm says it
  std::uint32_t row = 0;                          // in sheet `survey`, from 1 as Excel counts
};

struct Choice {
  std::string name;
  Translations label;
  std::map<std::string, Translations> media;
  std::map<std::string, std::string> columns;
};

// instance('id') in expressions. The lists of a workbook are instances too, by their names.
struct SecondaryInstance {
  std::string id;
  std::string source;                    // "jr://file-csv/places.csv", "jr://instance/last-saved"; "" when it stands in the form
  std::shared_ptr<const XmlTree> items;  // null while the file is missing: the form opens, the list is empty
};

struct Entity {                                     // what a submission creates or updates: sheet `entities`
  std::string list, id, label, createIf, updateIf;  // expressions but for `list`
  // Path of the group or repeat that it stands in, once in each instance: "house/person"; "" is the form.
  std::string container = {};
};

struct FormDefinition {
  std::string id, version, instanceName, defaultLanguage, style;
  std::string root = "data";  // the name of the primary instance's root
  Translations title;
  std::vector<std::string> languages;
  std::vector<Node> nodes;
  std::map<std::string, std::vector<Choice>> lists;
  std::vector<SecondaryInstance> instances;
  std::map<std::string, Translations> itext;  // of jr:itext('id')
  std::vector<Entity> entities;               // at most one in each group or repeat
};

// "step" in "start=0 end=10 step=1"; "" when it is not there.
std::string_view parameter(const Node& node, std::string_view name);

// In `language`, else the form's default, else any, else "".
const std::string& translated(const Translations& texts, const std::string& language, const FormDefinition& form);

}  // namespace limen::forms
