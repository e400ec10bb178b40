#include "app/gui/shots/shots.h"

#include "service/connection_service.h"
#include "service/definition_service.h"
#include "service/event_service.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace audience::gui {

namespace {

Result<void> showDefinitions(Stage &stage) {
    TRY(stage.show(QStringLiteral("settings"), QStringLiteral("definitions")));
    auto *theirs = stage.window()->findChild<QPushButton *>(QStringLiteral("definitionStaleTheirs"));
    if (theirs && theirs->isVisible())
        theirs->click(); // of the picture below, in the other theme
    return stage.settle();
}

// A save of the definition that comes too late. The shop keeps the definition it had.
Result<void> showStaleDefinition(Stage &stage) {
    TRY(stage.show(QStringLiteral("settings"), QStringLiteral("definitions")));
    service::DefinitionService service(stage.session());
    TRY_ASSIGN(const service::DefinitionView before, service.definition());
    service::DefinitionView theirs = before;
    theirs.definition.windowDays = 30;
    TRY_ASSIGN(service::DefinitionView saved, service.save(theirs));
    TRY(stage.type("definitionCurrency", QStringLiteral("CHF")));
    Q_EMIT stage.window()->findChild<QLineEdit *>(QStringLiteral("definitionCurrency"))->editingFinished();
    TRY(stage.settle());
    saved.definition = before.definition;
    TRY(service.save(saved));
    return {};
}

Result<void> showStaleConnection(Stage &stage) {
    service::ConnectionService service(stage.session());
    model::SesConnection ses;
    ses.name = "Shop";
    ses.region = "eu-central-1";
    ses.endpoint = "http://127.0.0.1:1";
    ses.fromAddress = "Nordwind <news@nordwind.example>";
    ses.postalAddress = "Nordwind, Hafenweg 4, 24103 Kiel";
    ses.unsubscribe = {model::UnsubscribeKind::Url, "https://nordwind.example/leave?who={token}"};
    ses.credentials = "env";
    TRY(service.save(ses));
    TRY(stage.show(QStringLiteral("connections")));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    TRY(stage.show(QStringLiteral("connections"), QStringLiteral("Shop")));
    TRY(stage.click("connectionChange"));
    TRY(stage.type("connectionPostal", QStringLiteral("Nordwind, Hafenweg 12, 24103 Kiel")));
    ses.fromAddress = "Nordwind shop <shop@nordwind.example>";
    TRY(service.save(ses));
    TRY(stage.click("connectionSave"));
    return stage.settle();
}

// Due: a rule was switched off, and the past still counts by it.
Result<void> showRules(Stage &stage, bool isDue) {
    TRY(service::EventService(stage.session()).switchRule("apple-privacy", !isDue));
    TRY(stage.show(QStringLiteral("settings"), QStringLiteral("machines")));
    return stage.settle();
}

} // namespace

QList<Shot> shellShots() {
    const auto section = [](const char *key) {
        const QString target = QLatin1String(key);
        return Shot{QStringLiteral("settings"), QStringLiteral("settings-") + target, Stage::Place::Demo,
                    [target](Stage &stage) { return stage.show(QStringLiteral("settings"), target); }};
    };
    const auto damaged = [](const char *key) {
        const QString target = QLatin1String(key);
        return Shot{QStringLiteral("settings"), QStringLiteral("settings-%1-error").arg(target), Stage::Place::Damaged,
                    [target](Stage &stage) { return stage.showUnread(QStringLiteral("settings"), target); }};
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
        {QStringLiteral("settings"), QStringLiteral("settings-appearance-restart"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(stage.show(QStringLiteral("settings"), QStringLiteral("appearance")));
             if (auto *size = stage.window()->findChild<QComboBox *>(QStringLiteral("scale")))
                 Q_EMIT size->activated(size->currentIndex()); // chosen anew, and the same
             return {};
         }},
        section("shortcuts"),
        section("workspace"),
        section("sending"),
        {QStringLiteral("settings"), QStringLiteral("settings-handed-over"), Stage::Place::HandedOver,
         [](Stage &stage) { return stage.show(QStringLiteral("settings"), QStringLiteral("workspace")); }},
        {QStringLiteral("settings"), QStringLiteral("settings-definitions"), Stage::Place::Demo, showDefinitions},
        section("topics"),
        section("blocked"),
        {QStringLiteral("settings"), QStringLiteral("settings-machines"), Stage::Place::Demo, [](Stage &stage) { return showRules(stage, false); }},
        {QStringLiteral("settings"), QStringLiteral("settings-machines-due"), Stage::Place::Demo, [](Stage &stage) { return showRules(stage, true); }},
        section("imports"),
        {QStringLiteral("settings"), QStringLiteral("settings-definitions-stale"), Stage::Place::Demo, showStaleDefinition},
        section("about"),
        {QStringLiteral("settings"), QStringLiteral("settings-loading"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(stage.showUnanswered(QStringLiteral("settings")));
             return stage.show(QStringLiteral("settings"), QStringLiteral("definitions"));
         }},
        damaged("definitions"),
        damaged("sending"),
        damaged("topics"),
        damaged("blocked"),
        damaged("imports"),
        palette("palette", {}),
        palette("palette-found", QStringLiteral("ma")),
        palette("palette-nothing", QStringLiteral("zzzzz")),
        {connections, QStringLiteral("connections-empty"), Stage::Place::Demo, [connections](Stage &stage) { return stage.show(connections); }},
        {connections, QStringLiteral("connections-loading"), Stage::Place::Demo, [connections](Stage &stage) { return stage.showUnanswered(connections); }},
        {connections, QStringLiteral("connections"), Stage::Place::Demo, [connections](Stage &stage) { return stage.show(connections, QStringLiteral("new")); }},
        {connections, QStringLiteral("connections-stale"), Stage::Place::Empty, showStaleConnection},
        {connections, QStringLiteral("connections-error"), Stage::Place::Demo,
         [connections](Stage &stage) -> Result<void> {
             TRY(stage.show(connections, QStringLiteral("new")));
             return stage.click("connectionSave");
         }},
    };
}

} // namespace audience::gui
