// SPDX-License-Identifier: Apache-2.0
// Sheet `survey`: rows become a tree of groups, repeats and questions.
#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

namespace {

constexpr std::size_t kMaxGroupDepth = 32;

std::string kindOf(Type type) {
  return type == Type::group ? "group" : "repeat";
}
std::string endOf(Type type) {
  return type == Type::group ? "end_group" : "end_repeat";
}

class SurveySheet {
 public:
  SurveySheet(XlsformReading& reading, const Sheet& sheet)
      : reading_(reading), sheet_(sheet), columns_(sheet, Columns::Kind::survey, reading.findings) {}

  void read() {
    reading_.surveyName = sheet_.name;
    for (const auto& column : columns_.all()) reading_.surveyHeadings.emplace(column.key, sheet_.headings[column.index]);
    for (const char* needed : {"type", "name"}) {
      if (columns_.find(needed) == nullptr)
        reading_.add(Severity::error, sheet_.name, 0, needed, "The sheet has no column \"" + std::string(needed) + "\".");
    }
    open_.emplace_back();
    if (sheet_.rows.size() > kMaxSurveyRows) {
      reading_.add(Severity::error, sheet_.name, 0, "",
                   "The sheet has " + std::to_string(sheet_.rows.size()) + " rows; a form has at most 20,000. Split it.");
      return;
    }
    for (const Row& row : sheet_.rows) this->row(row);
    while (open_.size() > 1) {
      const Node& left = open_.back().node;
      add(Severity::error, left.row, "type",
          "The " + kindOf(left.type) + " " + inQuotes(left.name) + " is never ended; add an \"" + endOf(left.type) + "\" row.");
      close();
    }
    reading_.form.nodes = std::move(open_.back().node.children);
    if (reading_.form.nodes.empty() && reading_.findings.empty())
      reading_.add(Severity::error, sheet_.name, 0, "", "The form has no question.");
  }

 private:
  struct Open {  // a group or repeat that is not ended yet
    Node node;
    std::set<std::string> names;
  };

  void add(Severity severity, std::uint32_t row, const char* key, std::string message) {
    reading_.add(severity, sheet_.name, row, columns_.heading(key), std::move(message));
  }

  void close() {
    Node done = std::move(open_.back().node);
    open_.pop_back();
    if (open_.size() > kMaxGroupDepth) done.children.clear();  // refused already: a tree that deep would exhaust the stack
    open_.back().node.children.push_back(std::move(done));
  }

  void row(const Row& row) {
    const auto& written = columns_.text(row, "type");
    if (isYes(columns_.text(row, "disabled"))) return;
    if (written.empty()) {
      if (!columns_.text(row, "name").empty()) add(Severity::error, row.number, "type", "This row has a name but no type.");
      return;
    }
    TypeCell cell = readTypeCell(written);
    if (cell.kind == TypeCell::Kind::end) return end(row, cell, written);
    if (cell.kind == TypeCell::Kind::instance) return instance(row, cell);
    if (cell.kind == TypeCell::Kind::unknown) {
      add(Severity::error, row.number, "type", cell.problem);
      // Its children would each complain about the missing parent, so a group of unknown kind is read as a plain one.
      if (!lowered(written).starts_with("begin")) return;
      cell.kind = TypeCell::Kind::begin;
      cell.type = Type::group;
    }
    Node node = readQuestion(reading_, columns_, row, cell);
    name(node);
    if (cell.kind == TypeCell::Kind::begin) return begin(std::move(node));
    const bool other = node.orOther;
    Node specify = other ? specifyOther(node) : Node();
    open_.back().node.children.push_back(std::move(node));
    if (!other) return;
    name(specify);
    open_.back().node.children.push_back(std::move(specify));
  }

  void begin(Node node) {
    if (open_.size() == kMaxGroupDepth + 1) add(Severity::error, node.row, "type", "Groups are nested more than 32 deep.");
    open_.push_back({std::move(node), {}});
  }

  void end(const Row& row, const TypeCell& cell, const std::string& written) {
    if (open_.size() == 1)
      return add(Severity::error, row.number, "type", "There is no open " + kindOf(cell.type) + " to end here.");
    const Node& last = open_.back().node;
    if (last.type != cell.type)
      add(Severity::error, row.number, "type",
          inQuotes(written) + " was found, but what is open is the " + kindOf(last.type) + " " + inQuotes(last.name) +
              " of row " + std::to_string(last.row) + "; write \"" + endOf(last.type) + "\".");
    close();
  }

  void instance(const Row& row, const TypeCell& cell) {
    const std::string& name = columns_.text(row, "name");
    if (!isName(name))
      return add(Severity::error, row.number, "name",
                 "This row names no file; write the name of the ." + cell.extension + " file without its ending.");
    reading_.addInstance(name, sourceOfFile(name + "." + cell.extension), row.number, "name");
  }

  // What pyxform adds below a select with or_other.
  static Node specifyOther(const Node& select) {
    Node node;
    node.type = Type::text;
    node.name = select.name + "_other";
    node.row = select.row;
    node.label[""] = "Specify other.";
    node.relevant = "selected(../" + select.name + ", 'other')";
    for (const auto& [key, text] : select.extra) node.extra.emplace(key, text);  // it is of the same kind of data
    return node;
  }

  void name(Node& node) {
    if (node.name.empty()) {
      if (node.type == Type::audit) {
        node.name = "audit";
      } else {
        if (node.type != Type::note && node.type != Type::group) add(Severity::error, node.row, "name", "This row has no name.");
        node.name = std::string(node.type == Type::note ? "note" : "row") + "_" + std::to_string(node.row);
      }
    } else if (!isName(node.name)) {
      add(Severity::error, node.row, "name",
          "The name " + inQuotes(node.name) +
              " cannot be used; a name starts with a letter or _ and goes on with letters, digits, - . or _.");
    }
    if (!open_.back().names.insert(node.name).second)
      add(Severity::error, node.row, "name",
          "The name " + inQuotes(node.name) + " stands twice in the same group; give each question a name of its own.");
  }

  XlsformReading& reading_;
  const Sheet& sheet_;
  const Columns columns_;
  std::vector<Open> open_;
};

}  // namespace

void readSurvey(XlsformReading& reading, const Sheet& sheet) {
  SurveySheet(reading, sheet).read();
}

}  // namespace limen::forms
