// Pixels for both programs: what the core keeps of a picture is decoded, turned, brought to sRGB, scaled and written here,
// with Qt Gui and no window. Stateless, any thread.
#pragma once

#include "service/asset_codec.h"

class QImage;

namespace audience::ui {

const service::PictureCodec &pictureCodec();

// As PNG, for what came without a file: pasted, dropped.
std::string pngOf(const QImage &image);

} // namespace audience::ui
