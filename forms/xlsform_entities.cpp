// SPDX-License-Identifier: Apache-2.0
// Sheet `entities`: what records create and update, which answers are their properties (save_to), and in which group or repeat
// each stands. A submission has room for one in each of them.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

namespace {

constexpr std::size_t kMaxEntities = 1'000;
constexpr const char* kListColumn = "list_name";

// One row, and what the survey says of it.
struct EntityRow {
  Entity entity;
  std::uint32_t row = 0;
  std::string repeat;               // as the column names it
  std::vector<std::string> inside;  // containers of its first property, outermost first: the form, "g", "g/r"
  std::string scope;                // path of the repeat that it is made for, "" the form
  bool saves = false;
  std::map<std::string, std::uint32_t> properties;  // to the row that is saved there
};

class Entities {
 public:
  Entities(XlsformReading& reading, const Sheet& sheet)
      : reading_(reading), sheet_(sheet), columns_(sheet, Columns::Kind::entities, reading.findings) {}

  void read() {
    for (const Row& row : sheet_.rows) {
      if (rows_.size() == kMaxEntities) return add(row.number, kListColumn, "A form has at most 1,000 entities; split it.");
      entity(row);
    }
    std::vector<const Node*> holders;
    properties(reading_.form.nodes, holders);
    for (EntityRow& each : rows_) place(each);
    for (EntityRow& each : rows_) {
      reading_.entityRows.push_back(each.row);
      reading_.form.entities.push_back(std::move(each.entity));
    }
  }

 private:
  void add(std::uint32_t row, const char* key, std::string message) {
    reading_.add(Severity::error, sheet_.name, row, columns_.heading(key), std::move(message));
  }
  void survey(const Node& node, std::string message) {
    reading_.survey(Severity::error, node.row, "save_to", std::move(message));
  }

  void entity(const Row& row) {
    const auto error = [&](const char* key, std::string message) { add(row.number, key, std::move(message)); };
    const auto expression = [&](const char* key) { return plainQuotes(columns_.text(row, key)); };
    EntityRow out;
    out.row = row.number;
    out.entity = {columns_.text(row, kListColumn), expression("entity_id"), expression("label"),
                  expression("create_if"),         expression("update_if"), ""};
    Entity& entity = out.entity;
    if (entity.list.empty()) {
      error(kListColumn, "The entity names no list; write the list that it belongs to.");
    } else if (!isName(entity.list) || entity.list.starts_with("__") || entity.list.find('.') != std::string::npos) {
      error(kListColumn, "The list name " + inQuotes(entity.list) +
                             " cannot be used; it starts with a letter or one _ and goes on with letters, digits, - or _.");
    } else if (const auto same = named(entity.list); same != rows_.end()) {
      error(kListColumn, "The list " + inQuotes(entity.list) + " stands in row " + std::to_string(same->row) +
                             " already; a form creates or updates entities of a list in one row.");
    }
    if (!entity.updateIf.empty() && entity.id.empty())
      error("entity_id", "An update_if needs to know which entity to update; write its id into entity_id.");
    if (!entity.id.empty() && !entity.createIf.empty() && entity.updateIf.empty())
      error("update_if", "With an entity_id and a create_if the form must also say when to update; write an update_if.");
    if (entity.label.empty() && entity.id.empty())
      error("label", "An entity that is created needs a label; write an expression such as ${name}.");
    const std::string repeat(trimmed(columns_.text(row, "repeat")));
    if (repeat.starts_with("${") && repeat.ends_with('}')) {
      out.repeat = trimmed(std::string_view(repeat).substr(2, repeat.size() - 3));
    } else if (!repeat.empty()) {
      error("repeat", "The repeat " + inQuotes(repeat) + " cannot be read; write it as ${name}.");
    }
    rows_.push_back(std::move(out));
  }

  std::vector<EntityRow>::iterator named(const std::string& list) {
    return std::find_if(rows_.begin(), rows_.end(), [&](const EntityRow& each) { return each.entity.list == list; });
  }

  static std::string pathOf(const std::vector<const Node*>& holders) {
    std::string out;
    for (const Node* each : holders) out += (out.empty() ? "" : "/") + each->name;
    return out;
  }
  static std::string scopeOf(std::vector<const Node*> holders) {
    while (!holders.empty() && holders.back()->type != Type::repeat) holders.pop_back();
    return pathOf(holders);
  }

  void properties(const std::vector<Node>& nodes, std::vector<const Node*>& holders) {
    for (const Node& node : nodes) {
      if (!node.saveTo.empty()) property(node, holders);
      holders.push_back(&node);
      for (EntityRow& each : rows_) {
        if (node.type != Type::group && node.name == each.repeat && !each.repeat.empty()) repeat(each, node, holders);
      }
      properties(node.children, holders);
      holders.pop_back();
    }
  }

  void repeat(EntityRow& row, const Node& node, const std::vector<const Node*>& holders) {
    if (node.type != Type::repeat)
      return add(row.row, "repeat", inQuotes(row.repeat) + " is no repeat; name one, or leave the cell empty.");
    row.scope = pathOf(holders);
    row.repeat.clear();  // found
    fixed_.push_back(&row);
  }

  bool isFixed(const EntityRow& row) const { return std::find(fixed_.begin(), fixed_.end(), &row) != fixed_.end(); }

  // "age", or "people#age" where the form has several entities.
  EntityRow* meant(const Node& node, const std::vector<const Node*>& holders, std::string& property) {
    const auto mark = node.saveTo.find('#');
    property = mark == std::string::npos ? node.saveTo : std::string(trimmed(std::string_view(node.saveTo).substr(mark + 1)));
    if (mark != std::string::npos) {
      const std::string list(trimmed(std::string_view(node.saveTo).substr(0, mark)));
      const auto row = named(list);
      if (row != rows_.end()) return &*row;
      std::vector<std::string_view> names;
      for (const EntityRow& each : rows_) names.push_back(each.entity.list);
      const auto near = nearestWord(list, names);
      survey(node, "There is no entity of the list " + inQuotes(list) + " in sheet \"" + sheet_.name + "\"" +
                       (near ? "; did you mean \"" + std::string(*near) + "\"?" : "."));
      return nullptr;
    }
    if (rows_.size() == 1) return &rows_.front();
    EntityRow* only = nullptr;
    for (EntityRow& each : rows_) {
      if (!isFixed(each) || each.scope != scopeOf(holders)) continue;
      if (only != nullptr) return ambiguous(node);
      only = &each;
    }
    return only != nullptr ? only : ambiguous(node);
  }

  EntityRow* ambiguous(const Node& node) {
    survey(node, "The form has entities of several lists; write which one has this property, as " +
                     inQuotes(rows_.front().entity.list + "#" + node.saveTo) + ".");
    return nullptr;
  }

  void property(const Node& node, const std::vector<const Node*>& holders) {
    std::string name;
    EntityRow* row = meant(node, holders, name);
    if (row == nullptr) return;
    const std::string word = lowered(name);
    if (!isName(name) || word == "name" || word == "label" || word.starts_with("__"))
      return survey(node, "The property " + inQuotes(name) +
                              " cannot be used; it starts with a letter or one _ and is neither name nor label.");
    const auto [first, fresh] = row->properties.emplace(name, node.row);
    if (!fresh)
      return survey(node, "The property " + inQuotes(name) + " is saved in row " + std::to_string(first->second) +
                              " already; one answer, one property.");
    const std::string scope = scopeOf(holders);
    if ((row->saves || isFixed(*row)) && row->scope != scope)
      return survey(node, "The property " + inQuotes(name) + " of the list " + inQuotes(row->entity.list) +
                              (row->scope.empty() ? " is asked in a repeat, and others of it outside"
                                                  : " is asked outside the repeat that the others of it are in") +
                              "; an entity takes its properties from one repeat, or from none.");
    std::vector<std::string> inside{""};
    for (std::size_t i = 1; i <= holders.size(); ++i)
      inside.push_back(pathOf({holders.begin(), holders.begin() + static_cast<std::ptrdiff_t>(i)}));
    if (row->saves) {
      while (!row->inside.empty() && (row->inside.size() > inside.size() || row->inside.back() != inside[row->inside.size() - 1]))
        row->inside.pop_back();
    } else {
      row->inside = std::move(inside);
    }
    row->scope = scope;
    row->saves = true;
  }

  // The outermost group of its repeat that holds all its properties and no other entity.
  void place(EntityRow& row) {
    if (!row.repeat.empty()) {
      add(row.row, "repeat", "There is no repeat " + inQuotes(row.repeat) + " in sheet \"" + reading_.surveyName + "\".");
      return;
    }
    if (!row.saves) row.inside = {row.scope};
    for (const std::string& container : row.inside) {
      const bool inScope = row.scope.empty() || container == row.scope || container.starts_with(row.scope + "/");
      if (!inScope || !taken_.insert(container).second) continue;
      row.entity.container = container;
      return;
    }
    add(row.row, kListColumn,
        "The entity of the list " + inQuotes(row.entity.list) +
            " has no place of its own: a group or repeat holds one. Put the questions that are saved to it into a group.");
  }

  XlsformReading& reading_;
  const Sheet& sheet_;
  const Columns columns_;
  std::vector<EntityRow> rows_;
  std::vector<const EntityRow*> fixed_;  // whose repeat the sheet names
  std::set<std::string> taken_;
};

void refuseProperties(XlsformReading& reading, const std::vector<Node>& nodes) {
  for (const Node& node : nodes) {
    if (!node.saveTo.empty())
      reading.survey(Severity::error, node.row, "save_to",
                     "The answer is to be saved to an entity, but there is no sheet \"entities\" that says of which list.");
    refuseProperties(reading, node.children);
  }
}

}  // namespace

void readEntities(XlsformReading& reading) {
  const Sheet* sheet = reading.book.sheet("entities");
  if (sheet == nullptr || sheet->rows.empty()) return refuseProperties(reading, reading.form.nodes);
  Entities(reading, *sheet).read();
}

}  // namespace limen::forms
