// SPDX-License-Identifier: Apache-2.0
// Tables as trees of items: csv and geojson.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "forms/cells.h"
#include "forms/csv.h"
#include "forms/lexical.h"
#include "forms/xml_tree.h"

namespace limen::forms {

namespace {

constexpr int kMaxJsonDepth = 64;

// What SAX events add up to: the features of a FeatureCollection, each with its own members.
class GeojsonReader {
 public:
  explicit GeojsonReader(XmlBuilder& builder) : builder_(builder), item_(builder.name("item")) {}
  bool sawFeatures() const { return sawFeatures_; }
  bool tooDeep() const { return tooDeep_; }
  bool badGeometry() const { return badGeometry_; }

  bool null() { return true; }
  bool boolean(bool value) { return scalar(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(std::uint64_t value) { return number(static_cast<double>(value)); }
  bool number_float(double value, const std::string&) { return number(value); }
  bool string(std::string& value) { return scalar(value); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool key(std::string& name) {
    keys_.back() = name;
    return true;
  }
  bool start_object(std::size_t) {
    if (!push()) return false;
    if (where() == "/features[]") columns_.clear(), geometry_.clear(), kind_.clear();
    return true;
  }
  bool end_object() {
    if (where() == "/features[]") feature();
    keys_.pop_back();
    return true;
  }
  bool start_array(std::size_t) {
    if (!push()) return false;
    keys_.back() = "[]";
    if (where() == "/features[]") sawFeatures_ = true;
    return true;
  }
  bool end_array() {
    keys_.pop_back();
    if (inCoordinates()) endPosition();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

 private:
  bool push() {
    keys_.emplace_back();
    tooDeep_ = keys_.size() > kMaxJsonDepth;
    return !tooDeep_;
  }
  // Of the object or array that is open: "/features[]" for a feature, "/features[]/properties" for its properties.
  std::string where() const {
    std::string out;
    for (std::size_t i = 0; i + 1 < keys_.size(); ++i) out += keys_[i] == "[]" ? "[]" : "/" + keys_[i];
    if (!keys_.empty() && keys_.back() == "[]") out += "[]";
    return out;
  }
  bool inCoordinates() const {
    return keys_.size() >= 4 && keys_[0] == "features" && keys_[2] == "geometry" && keys_[3] == "coordinates";
  }
  bool number(double value) {
    if (inCoordinates() && keys_.back() == "[]") {
      position_.push_back(value);
      return true;
    }
    return scalar(formatNumber(value));
  }
  bool scalar(std::string_view text) {
    const std::string at = where();
    if (at == "/features[]" && keys_.back() == "id") columns_.emplace_back("id", text);
    if (at == "/features[]/properties") columns_.emplace_back(keys_.back(), text);
    if (at == "/features[]/geometry" && keys_.back() == "type") kind_ = text;
    return true;
  }
  // One [longitude, latitude, altitude] has ended, or an array around several.
  void endPosition() {
    if (position_.empty()) return;
    if (position_.size() < 2) {
      badGeometry_ = true;
      return;
    }
    if (!geometry_.empty()) geometry_ += "; ";
    geometry_ += formatNumber(position_[1]) + ' ' + formatNumber(position_[0]) + " 0 0";
    position_.clear();
  }
  void feature() {
    builder_.start(item_);
    if (!geometry_.empty()) builder_.leaf(builder_.name("geometry"), geometry_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      // An id of the feature stands before a property of that name.
      const auto& [name, text] = columns_[i];
      const auto same = [&name = name](const auto& other) { return other.first == name; };
      if (std::none_of(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(i), same))
        builder_.leaf(builder_.name(name), text);
    }
    builder_.end();
  }

  XmlBuilder& builder_;
  NameIndex item_;
  std::vector<std::string> keys_;  // of each open object the key read last, of an array "[]"
  std::vector<std::pair<std::string, std::string>> columns_;
  std::vector<double> position_;
  std::string geometry_, kind_;
  bool sawFeatures_ = false, tooDeep_ = false, badGeometry_ = false;
};

}  // namespace

Result<std::shared_ptr<const XmlTree>> readCsvItems(ByteView bytes) {
  if (bytes.size() > kMaxXmlBytes) return unexpected(XmlError::tooLarge, "more than 512 MB");
  const std::string_view text = textOf(bytes);
  const char delimiter = delimiterOf(text);
  XmlBuilder builder;
  const NameIndex item = builder.name("item");
  std::vector<NameIndex> columns;
  builder.start(builder.name("root"));
  const Result<void> read = scanCsv(text, delimiter, [&](std::span<const std::string_view> cells) -> Result<void> {
    if (columns.empty()) {
      for (const auto cell : cells) columns.push_back(builder.name(trimmed(cell)));
      const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
      builder.reserve(std::min(lines * (columns.size() + 1), text.size()) + 2, text.size());
      return {};
    }
    if (cells.size() == 1 && trimmed(cells[0]).empty()) return {};
    builder.start(item);
    for (std::size_t i = 0; i < columns.size(); ++i) builder.leaf(columns[i], i < cells.size() ? cells[i] : std::string_view());
    builder.end();
    if (builder.full()) return unexpected(WorkbookError::tooLarge, "too many cells");
    return {};
  });
  if (!read) {
    const Error& error = read.error();
    if (error.is(WorkbookError::tooLarge)) return unexpected(XmlError::tooLarge, error.context());
    return unexpected(isUtf8(text) ? XmlError::malformed : XmlError::notUtf8, error.context());
  }
  return builder.finish();
}

Result<std::shared_ptr<const XmlTree>> readGeojson(ByteView bytes) {
  if (bytes.size() > kMaxXmlBytes) return unexpected(XmlError::tooLarge, "more than 512 MB");
  if (!isUtf8(textOf(bytes))) return unexpected(XmlError::notUtf8);
  XmlBuilder builder;
  builder.start(builder.name("root"));
  GeojsonReader reader(builder);
  const bool whole = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &reader);
  if (reader.tooDeep()) return unexpected(XmlError::tooDeep);
  if (builder.full()) return unexpected(XmlError::tooLarge);
  if (!whole) return unexpected(XmlError::malformed, "not JSON");
  if (!reader.sawFeatures()) return unexpected(XmlError::malformed, "no FeatureCollection");
  if (reader.badGeometry()) return unexpected(XmlError::malformed, "a position without longitude and latitude");
  return builder.finish();
}

}  // namespace limen::forms
