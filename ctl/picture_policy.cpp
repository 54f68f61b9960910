// SPDX-License-Identifier: Apache-2.0
#include "ctl/picture_policy.h"

#include <map>

namespace limen {

void declarePictures(CLI::App& command, PicturePolicy& policy, const char* help) {
  static const std::map<std::string, PicturePolicy> policies{
      {"all", PicturePolicy::all}, {"thumbnails", PicturePolicy::thumbnails}, {"none", PicturePolicy::none}};
  command.add_option("--pictures", policy, help)->transform(CLI::CheckedTransformer(policies))->type_name("WHAT");
}

}  // namespace limen
