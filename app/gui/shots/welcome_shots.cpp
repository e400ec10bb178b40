#include "app/gui/shots/shots.h"
#include "app/gui/welcome_window.h"

namespace audience::gui {

QList<Shot> welcomeShots() {
    return {
        {QStringLiteral("welcome"), QStringLiteral("welcome"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             stage.put(std::make_unique<WelcomeWindow>());
             return {};
         }},
    };
}

} // namespace audience::gui
