#include "app/bootstrap/bootstrap.h"
#include "app/gui/shots/shots.h"
#include "app/gui/welcome_window.h"
#include "service/session.h"
#include "qbase/convert.h"
#include "ui/text/sentences.h"

#include <QPushButton>

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

// With files of late; then what a button leads to, or the list of commands.
static Result<void> showWelcome(Stage &stage, const QString &button) {
    auto made = std::make_unique<WelcomeWindow>();
    WelcomeWindow *welcome = made.get();
    welcome->setRecent({QStringLiteral("/shops/Nordwind shop.audience"), QStringLiteral("/shops/Test of Thursday.audience")});
    stage.put(std::move(made));
    if (button == QLatin1String("search"))
        welcome->openPalette();
    else if (auto *found = welcome->findChild<QPushButton *>(button); found && !button.isEmpty())
        found->click();
    stage.wait(100); // until it is laid out
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
        {page, QStringLiteral("welcome-recent"), Stage::Place::Demo, [](Stage &stage) { return showWelcome(stage, {}); }},
        {page, QStringLiteral("welcome-connect"), Stage::Place::Demo, [](Stage &stage) { return showWelcome(stage, QStringLiteral("connectData")); }},
        {page, QStringLiteral("welcome-palette"), Stage::Place::Demo, [](Stage &stage) { return showWelcome(stage, QStringLiteral("search")); }},
    };
}

} // namespace audience::gui
