#include "app/gui/shots/shots.h"

#include "ui/shell/main_window.h"

#include <QApplication>
#include <QLineEdit>

namespace audience::gui {

QList<Shot> shellShots() {
    const auto section = [](const char *key) {
        const QString target = QLatin1String(key);
        return Shot{QStringLiteral("settings"), QStringLiteral("settings-") + target, Stage::Place::Demo,
                    [target](Stage &stage) { return stage.show(QStringLiteral("settings"), target); }};
    };
    const auto palette = [](const char *name, const QString &typed) {
        return Shot{QStringLiteral("palette"), QLatin1String(name), Stage::Place::Demo, [typed](Stage &stage) -> Result<void> {
                        TRY(stage.show(QStringLiteral("segments")));
                        stage.window()->openPalette();
                        TRY(stage.type("paletteEdit", typed));
                        stage.wait(400);
                        return {};
                    }};
    };
    const QString connections = QStringLiteral("connections");
    return {
        section("appearance"),
        section("shortcuts"),
        section("workspace"),
        section("definitions"),
        section("topics"),
        section("blocked"),
        section("about"),
        palette("palette", {}),
        palette("palette-found", QStringLiteral("ma")),
        palette("palette-nothing", QStringLiteral("zzzzz")),
        {connections, QStringLiteral("connections-empty"), Stage::Place::Demo, [connections](Stage &stage) { return stage.show(connections); }},
        {connections, QStringLiteral("connections"), Stage::Place::Demo, [connections](Stage &stage) { return stage.show(connections, QStringLiteral("new")); }},
    };
}

} // namespace audience::gui
