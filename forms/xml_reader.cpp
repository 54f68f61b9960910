// SPDX-License-Identifier: Apache-2.0
// XML by expat: streaming, with name spaces. A document that declares an entity is refused, whatever it makes of it.
#include <expat.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "forms/xml_tree.h"

namespace limen::forms {

namespace {

constexpr XML_Char kBetween = '\n';
constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";

class Reader {
 public:
  Result<std::shared_ptr<const XmlTree>> read(ByteView bytes) {
    if (bytes.size() > kMaxXmlBytes) return unexpected(XmlError::tooLarge, "more than 512 MB");
    parser_ = XML_ParserCreateNS(nullptr, kBetween);
    if (parser_ == nullptr) return unexpected(XmlError::tooLarge, "no memory");
    const struct Free {
      XML_Parser parser;
      ~Free() { XML_ParserFree(parser); }
    } free{parser_};
    XML_SetReturnNSTriplet(parser_, 1);
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &started, &ended);
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int size) {
      if (auto& builder = of(self).builder_; builder.depth() > 0) builder.text({text, static_cast<std::size_t>(size)});
    });
    XML_SetCommentHandler(parser_, [](void* self, const XML_Char* text) { of(self).builder_.comment(text, of(self).line()); });
    XML_SetProcessingInstructionHandler(parser_, [](void* self, const XML_Char* target, const XML_Char* data) {
      of(self).builder_.instruction(of(self).builder_.name(target), data, of(self).line());
    });
    XML_SetStartNamespaceDeclHandler(parser_, [](void* self, const XML_Char* prefix, const XML_Char* uri) {
      of(self).builder_.namespaceDeclared(prefix == nullptr ? "" : prefix, uri == nullptr ? "" : uri);
    });
    XML_SetEntityDeclHandler(parser_, [](void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
                                         const XML_Char*, const XML_Char*) { of(self).stop(XmlError::entityBomb); });
    builder_.reserve(nodesIn(bytes), bytes.size() / 4);

    constexpr std::size_t kPiece = std::size_t{1} << 20;  // expat counts in int
    for (std::size_t at = 0;; at += kPiece) {
      const std::size_t size = std::min(kPiece, bytes.size() - std::min(at, bytes.size()));
      const bool last = at + size >= bytes.size();
      const auto* piece = reinterpret_cast<const char*>(bytes.data()) + std::min(at, bytes.size());
      if (XML_Parse(parser_, piece, static_cast<int>(size), last ? 1 : 0) != XML_STATUS_OK) return unexpected(refusal());
      if (builder_.full()) return unexpected(XmlError::tooLarge, "too many nodes");
      if (last) break;
    }
    return builder_.finish();
  }

 private:
  static Reader& of(void* self) { return *static_cast<Reader*>(self); }
  std::uint32_t line() const { return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_)); }

  // Elements, one for each two brackets unless they are empty; more than enough, so that the array never grows by copying.
  static std::size_t nodesIn(ByteView bytes) {
    return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), static_cast<Byte>('<')));
  }

  void stop(XmlError cause) {
    if (stopped_) return;
    stopped_ = cause;
    XML_StopParser(parser_, XML_FALSE);
  }

  NameIndex name(std::string_view triplet) {
    const auto known = known_.find(triplet);
    return known != known_.end() ? known->second : known_.emplace(triplet, parts(triplet)).first->second;
  }
  // "uri\nlocal\nprefix", "uri\nlocal" or "local"
  NameIndex parts(std::string_view whole) {
    const std::size_t first = whole.find(kBetween);
    if (first == std::string_view::npos) return builder_.name(whole);
    const std::string_view uri = whole.substr(0, first);
    whole.remove_prefix(first + 1);
    const std::size_t second = whole.find(kBetween);
    if (second != std::string_view::npos) return builder_.name(whole.substr(0, second), whole.substr(second + 1), uri);
    return builder_.name(whole, uri == kXmlUri ? "xml" : "", uri);
  }

  static void started(void* self, const XML_Char* element, const XML_Char** attributes) {
    Reader& reader = of(self);
    if (reader.builder_.depth() >= kMaxXmlDepth) return reader.stop(XmlError::tooDeep);
    reader.builder_.start(reader.name(element), reader.line());
    for (; *attributes != nullptr; attributes += 2) reader.builder_.attribute(reader.name(attributes[0]), attributes[1]);
  }
  static void ended(void* self, const XML_Char*) { of(self).builder_.end(); }

  Error refusal() const {
    const std::string where = "line " + std::to_string(line());
    if (stopped_) return Error(*stopped_, where);
    switch (const XML_Error code = XML_GetErrorCode(parser_)) {
      case XML_ERROR_INVALID_TOKEN:
      case XML_ERROR_PARTIAL_CHAR:
      case XML_ERROR_UNKNOWN_ENCODING:
      case XML_ERROR_INCORRECT_ENCODING:
        if (code != XML_ERROR_INVALID_TOKEN) return Error(XmlError::notUtf8, where);
        return Error(XmlError::malformed, where + ": " + XML_ErrorString(code));
      case XML_ERROR_NO_MEMORY:
        return Error(XmlError::tooLarge, where);
      default:
        return Error(XmlError::malformed, where + ": " + XML_ErrorString(code));
    }
  }

  XML_Parser parser_ = nullptr;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  XmlBuilder builder_;
  std::unordered_map<std::string, NameIndex, Hash, std::equal_to<>> known_;
  std::optional<XmlError> stopped_;
};

}  // namespace

Result<std::shared_ptr<const XmlTree>> readXml(ByteView bytes) {
  return Reader().read(bytes);
}

}  // namespace limen::forms
