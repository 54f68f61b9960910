// SPDX-License-Identifier: Apache-2.0
// A tree as XML text: the same tree gives the same bytes, and readXml() of them the same tree.
#pragma once

#include <string>

#include "forms/xml_tree.h"

namespace limen::forms {

std::string xmlOf(const XmlTree& tree);  // comments and instructions left out

}  // namespace limen::forms
