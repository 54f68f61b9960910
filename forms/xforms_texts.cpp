// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xforms_reading.h"

namespace limen::forms {

std::string itextId(std::string_view reference) {
  reference = trimmed(reference);
  static constexpr std::string_view kCall = "jr:itext(";
  if (!reference.starts_with(kCall) || !reference.ends_with(')')) return {};
  reference = trimmed(reference.substr(kCall.size(), reference.size() - kCall.size() - 1));
  if (reference.size() < 2 || (reference.front() != '\'' && reference.front() != '"') || reference.back() != reference.front())
    return {};
  const auto id = reference.substr(1, reference.size() - 2);
  return id.find(reference.front()) == std::string_view::npos ? std::string(id) : std::string();
}

std::string XformReading::wordsOf(XmlIndex element) {
  std::string out;
  std::string scratch;
  for (XmlIndex part = xml.firstChild(element); part != kNoXml; part = xml.nextSibling(part)) {
    if (xml.kind(part) == XmlKind::text) {
      out += xml.text(part, scratch);
    } else if (xml.kind(part) == XmlKind::element && xml.name(part).local == "output") {
      std::string value = attribute(part, "value");
      if (value.empty()) value = attribute(part, "ref");
      if (value.find('}') != std::string::npos) {
        add(Severity::warning, part, value, "This <output> holds a brace, which a text cannot show; the place stays empty.");
      } else if (!value.empty()) {
        out += "${" + std::string(trimmed(value)) + "}";
      }
    } else if (xml.kind(part) == XmlKind::element) {
      out += wordsOf(part);
    }
  }
  return out;
}

namespace {

std::string fileIn(std::string_view value) {
  value = trimmed(value);
  if (!value.starts_with("jr://")) return std::string(value);
  return std::string(value.substr(value.rfind('/') + 1));
}

bool isMediaForm(std::string_view form) {
  return form == "image" || form == "big-image" || form == "audio" || form == "video";
}

}  // namespace

void readItext(XformReading& reading) {
  const XmlIndex itext = reading.child(reading.model, kXformsUri, "itext");
  if (itext == kNoXml) return;
  for (const XmlIndex translation : reading.elements(itext)) {
    if (reading.xml.name(translation).local != "translation") continue;
    std::string language = reading.attribute(translation, "lang");
    if (language == "default") language.clear();  // how pyxform writes a form without languages
    auto& languages = reading.form.languages;
    if (languages.size() >= kMaxLanguages) {
      reading.add(Severity::error, translation, language, "There are more than 200 languages; a form can have no more.");
      return;
    }
    if (!language.empty() && std::find(languages.begin(), languages.end(), language) == languages.end())
      languages.push_back(language);
    for (XmlIndex at = reading.xml.firstAttribute(translation); at != kNoXml; at = reading.xml.nextAttribute(at)) {
      const std::string first = reading.xml.text(at);  // an empty one says so too
      if (reading.xml.name(at).local == "default" && first != "false()" && first != "false") reading.form.defaultLanguage = language;
    }
    for (const XmlIndex text : reading.elements(translation)) {
      ItextEntry& entry = reading.itext[reading.attribute(text, "id")];
      for (const XmlIndex value : reading.elements(text)) {
        std::string form = reading.attribute(value, "form");
        std::string words(trimmed(reading.wordsOf(value)));
        if (isMediaForm(form)) words = fileIn(words);
        if (form == "long") form.clear();
        entry.forms[form].emplace(language, std::move(words));
      }
    }
  }
  for (auto& [id, entry] : reading.itext) {
    if (const auto shortened = entry.forms.find("short"); shortened != entry.forms.end() && !entry.forms.contains(""))
      entry.forms.emplace("", shortened->second);
    if (const auto text = entry.forms.find(""); text != entry.forms.end()) reading.form.itext.emplace(id, text->second);
  }
}

void XformReading::readLabel(XmlIndex element, Translations& text, std::map<std::string, Translations>* media,
                             Translations* guidance) {
  const std::string reference = attribute(element, "ref");
  if (reference.empty()) {
    std::string words(trimmed(wordsOf(element)));
    if (words.empty()) return;
    if (guidance != nullptr && attribute(element, "form") == "guidance") {
      guidance->emplace("", std::move(words));
    } else {
      text.emplace("", std::move(words));
    }
    return;
  }
  const std::string id = itextId(reference);
  if (id.empty()) {
    text.emplace("", "${" + std::string(trimmed(reference)) + "}");
    return;
  }
  const auto entry = itext.find(id);
  if (entry == itext.end()) {
    add(Severity::warning, element, reference, "There is no itext " + inQuotes(id) + "; the text stays empty.");
    return;
  }
  for (const auto& [kind, texts] : entry->second.forms) {
    if (kind.empty()) text.insert(texts.begin(), texts.end());
    if (media != nullptr && isMediaForm(kind)) media->emplace(kind, texts);
    if (guidance != nullptr && kind == "guidance") guidance->insert(texts.begin(), texts.end());
  }
}

Translations XformReading::messageOf(const std::string& written) {
  if (written.empty()) return {};
  const std::string id = itextId(written);
  if (id.empty()) return {{"", written}};
  const auto found = form.itext.find(id);
  return found == form.itext.end() ? Translations() : found->second;
}

}  // namespace limen::forms
