// SPDX-License-Identifier: Apache-2.0
#include "crypto/second_source.h"

namespace limen {

std::string_view nameOf(DeviceError cause) {
  switch (cause) {
    case DeviceError::absent:
      return "absent";
    case DeviceError::wrongDevice:
      return "wrongDevice";
    case DeviceError::removed:
      return "removed";
    case DeviceError::refused:
      return "refused";
    case DeviceError::unsuited:
      return "unsuited";
    case DeviceError::pinNeeded:
      return "pinNeeded";
    case DeviceError::wrongPin:
      return "wrongPin";
    case DeviceError::noVerification:
      return "noVerification";
    case DeviceError::noChip:
      return "noChip";
    case DeviceError::otherChip:
      return "otherChip";
    case DeviceError::failed:
      return "failed";
  }
  return "unknown";
}

}  // namespace limen
