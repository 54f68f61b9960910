// SPDX-License-Identifier: Apache-2.0
// --pictures all|thumbnails|none.
#pragma once

#include "ctl/command.h"
#include "station/syncing.h"

namespace limen {

void declarePictures(CLI::App& command, PicturePolicy& policy, const char* help);

}  // namespace limen
