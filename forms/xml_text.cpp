// SPDX-License-Identifier: Apache-2.0
#include "forms/xml_text.h"

#include <map>

namespace limen::forms {

namespace {

class Writer {
 public:
  explicit Writer(const XmlTree& tree) : tree_(tree) {}

  std::string run() {
    if (tree_.root() != kNoXml) element(tree_.root(), {{"", ""}, {"xml", "http://www.w3.org/XML/1998/namespace"}});
    return std::move(out_);
  }

 private:
  using Scope = std::map<std::string, std::string>;  // prefix -> URI

  // What `outer` and the declarations of this element so far do not say yet.
  static void declare(const XmlName& name, const Scope& outer, Scope& own, std::string& declarations, bool attribute) {
    if (attribute && name.prefix.empty()) return;
    const Scope& scope = own.contains(name.prefix) ? own : outer;
    const auto known = scope.find(name.prefix);
    if (known != scope.end() && known->second == name.uri) return;
    own[name.prefix] = name.uri;
    declarations += name.prefix.empty() ? " xmlns=\"" : " xmlns:" + name.prefix + "=\"";
    escape(name.uri, declarations, true);
    declarations += '"';
  }

  void element(XmlIndex at, const Scope& outer) {
    const XmlName& name = tree_.name(at);
    std::string declarations;
    Scope own;
    declare(name, outer, own, declarations, false);
    std::string attributes;
    for (XmlIndex each = tree_.firstAttribute(at); each != kNoXml; each = tree_.nextAttribute(each)) {
      declare(tree_.name(each), outer, own, declarations, true);
      attributes += " " + tree_.name(each).qualified() + "=\"";
      escape(tree_.text(each, scratch_), attributes, true);
      attributes += '"';
    }
    if (!own.empty()) own.insert(outer.begin(), outer.end());
    const Scope& scope = own.empty() ? outer : own;
    out_ += "<" + name.qualified() + declarations + attributes + ">";
    for (XmlIndex each = tree_.firstChild(at); each != kNoXml; each = tree_.nextSibling(each)) {
      if (tree_.kind(each) == XmlKind::text) {
        escape(tree_.text(each, scratch_), out_, false);
      } else if (tree_.kind(each) == XmlKind::element) {
        element(each, scope);
      }
    }
    out_ += "</" + name.qualified() + ">";
  }

  static void escape(std::string_view text, std::string& out, bool attribute) {
    for (const char c : text) {
      if (c == '&')
        out += "&amp;";
      else if (c == '<')
        out += "&lt;";
      else if (c == '>')
        out += "&gt;";
      else if (c == '\r')
        out += "&#13;";
      else if (attribute && c == '"')
        out += "&quot;";
      else if (attribute && c == '\n')
        out += "&#10;";
      else if (attribute && c == '\t')
        out += "&#9;";
      else
        out += c;
    }
  }

  const XmlTree& tree_;
  std::string out_, scratch_;
};

}  // namespace

std::string xmlOf(const XmlTree& tree) {
  return Writer(tree).run();
}

}  // namespace limen::forms
