#include "app/bootstrap/bootstrap.h"
#include "app/gui/shots/shots.h"
#include "app/gui/welcome_window.h"
#include "service/session.h"
#include "qbase/convert.h"
#include "ui/text/sentences.h"

namespace audience::gui {

using service::Session;

// A file that is no workspace.
static Result<void> showUnopened(Stage &stage) {
    TRY_ASSIGN(const QString path, stage.file(QStringLiteral("customers.audience"), "not a workspace"));
    const auto opened = Session::open(toUtf8(path), bootstrap::sessionOptions());
    if (opened)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "welcome error");
    auto welcome = std::make_unique<WelcomeWindow>();
    welcome->showError(ui::sentence(opened.error()));
    stage.put(std::move(welcome));
    return {};
}

QList<Shot> welcomeShots() {
    const QString page = QStringLiteral("welcome");
    return {
        {page, QStringLiteral("welcome"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             stage.put(std::make_unique<WelcomeWindow>());
             return {};
         }},
        {page, QStringLiteral("welcome-error"), Stage::Place::Demo, showUnopened},
    };
}

} // namespace audience::gui
