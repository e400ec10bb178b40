// Opens the library to choose one picture from, over the window `near` stands in: adding, searching and naming go on there.
// Main thread.
#pragma once

#include "service/asset_service.h"

#include <functional>
#include <memory>

class QWidget;

namespace audience::ui {

// `current`: what is chosen now, "asset:..." or empty. `shownWidth`: the pixels it will be shown at, at most. Returns at
// once; `taken` comes when one was chosen, never otherwise, and not after `near` is gone.
void pickAsset(QWidget *near, std::shared_ptr<service::Session> session, const std::string &current, int shownWidth,
               const std::function<void(const service::AssetView &)> &taken);

} // namespace audience::ui
