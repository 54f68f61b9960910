// SPDX-License-Identifier: Apache-2.0
// A document as XPath sees it, in flat arrays: what instance('id') and any form's primary instance are read from. A node is 24
// bytes, names are interned, texts point into one pool; a million items of four columns stay below 400 MB.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"

namespace limen::forms {

enum class XmlError { malformed, tooLarge, tooDeep, entityBomb, notUtf8 };
constexpr std::string_view roomOf(XmlError) {
  return "xml";
}
std::string_view nameOf(XmlError cause);

class XmlTree;
// The same tree from the containers that a form may name: <root><item><name/>...</item>...</root> for tables; an XML file keeps its shape. A
// geojson feature is an item with its properties, its id and `geometry` in ODK's lexical form.
Result<std::shared_ptr<const XmlTree>> readXml(ByteView bytes);
Result<std::shared_ptr<const XmlTree>> readCsvItems(ByteView bytes);
Result<std::shared_ptr<const XmlTree>> readGeojson(ByteView bytes);

}  // namespace limen::forms
