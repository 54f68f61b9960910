// SPDX-License-Identifier: Apache-2.0
// Pictures, sounds and films that a form shows with its labels. They are looked for beside the form's file, nowhere else; what cannot be
// shown is named.
#pragma once

#include <QPixmap>
#include <QString>
#include <QWidget>

#include "app/intake_flow.h"

namespace limen {

constexpr int kChoicePicture = 96;   // pixels at 100 % text size, the longer side
constexpr int kLabelPicture = 280;
constexpr qint64 kMaxPictureBytes = 16 * 1024 * 1024;
constexpr int kThumbnailPixels = 320;
constexpr int kLargePicture = 680;

// Null when there is none, when it is not beside the form, too large or no picture.
QPixmap pictureOf(const IntakeFlow& flow, const QString& file, int longest);
// The picture, and a line for each sound or film and for a picture that is not there. Null when the label has none.
// Of bytes that are a picture, turned as it was held; null for any others, and for one that would take too much memory.
QImage imageOf(ByteView picture, int longest);
// The small JPEG that stands for a picture and travels before it; empty when it is none that this laptop can show.
Bytes thumbnailOf(ByteView picture);
QWidget* mediaOf(const IntakeFlow& flow, const forms::Place& place);

}  // namespace limen
