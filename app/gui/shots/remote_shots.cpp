// Pictures of people who stay in their source. Nobody is asked: what the source would say is put in.
#include "app/gui/shots/shots.h"

#include "service/people_choice.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "service/source_service.h"
#include "ui/data/remote_pane.h"
#include "ui/kit/notice.h"
#include "ui/segments/reach_panel.h"
#include "ui/shell/main_window.h"
#include "ui/sources/engine_words.h"
#include "ui/sync/plan_form.h"
#include "ui/sync/sync_page.h"

#include "base/json.h"

#include <array>

namespace audience::gui {

namespace {

constexpr const char *kName = "crm";
const QString kData = QStringLiteral("data"), kSegments = QStringLiteral("segments"), kSync = QStringLiteral("sync");

model::RemoteDataset clients() {
    model::RemoteDataset dataset;
    dataset.name = "clients";
    dataset.connection = kName;
    dataset.schema = "public";
    dataset.table = "clients";
    dataset.role = "profiles";
    dataset.key = "id";
    dataset.email = "email";
    dataset.rows = 1'284'310;
    dataset.columns = {{"id", "bigint", "int8", "int64", 0}, {"email", "text", "text", "text", 0}, {"name", "text", "text", "text", 0}, {"city", "character varying(40)", "varchar", "text", 0},
                       {"logins", "integer", "int4", "int64", 0}, {"spent", "numeric(10,2)", "numeric", "decimal", 2}, {"born", "date", "date", "date", 0}};
    return dataset;
}

service::EngineView engine(Stage &stage) {
    service::EngineView view;
    view.connection = kName;
    view.engine = "PostgreSQL 16.4";
    view.seconds = 0.42;
    view.bytes = 18;
    view.at = stage.session().workspace().clock().now();
    return view;
}

// A source that is not there: 127.0.0.1 on a port where nobody listens. It is gone again after the picture.
Result<void> addClients(Stage &stage) {
    model::SourceConnection source;
    source.name = kName;
    source.host = "127.0.0.1";
    source.port = 1;
    source.database = "shop";
    source.user = "reader";
    source.tls = model::SourceConnection::Tls::ThisComputer;
    source.credentials = "none";
    service::Session *session = &stage.session();
    TRY(service::SourceService(*session).save(source));
    model::RemoteDataset orders;
    orders.name = "web_events";
    orders.connection = kName;
    orders.schema = "public";
    orders.table = "web_events";
    orders.role = "events";
    orders.profile = "client";
    orders.time = "at";
    orders.eventName = "visit";
    orders.columns = {{"client", "bigint", "int8", "int64", 0}, {"at", "timestamp with time zone", "timestamptz", "instant", 0}};
    for (const model::RemoteDataset &one : {clients(), orders})
        TRY(service::RemoteService(*session).putBack(one));
    stage.afterwards([session, &stage] {
        for (const char *name : {"clients", "web_events"})
            (void)service::RemoteService(*session).remove(name);
        (void)service::SourceService(*session).remove(kName);
        stage.window()->currentPage()->workspaceChanged();
    });
    return {};
}

template <class Part> Result<Part *> part(Stage &stage, const char *name) {
    auto *found = stage.window()->currentPage()->findChild<Part *>(QLatin1String(name));
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", name);
    return found;
}

Result<void> showRows(Stage &stage, bool works) {
    TRY(addClients(stage));
    TRY(stage.show(kData));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    TRY(stage.show(kData, QStringLiteral("table:clients")));
    if (!works)
        return stage.settle();
    TRY_ASSIGN(auto *pane, part<ui::RemotePane>(stage, "remotePane"));
    static constexpr std::array kNames{"Marta Lindqvist", "Jonas Weber", "Chiara Rossi", "Tomás Herrera", "Aiko Tanaka", "Léa Fontaine", "Ben Okafor"};
    static constexpr std::array kCities{"Wien", "Berlin", "Milano", "Sevilla", "Lyon"};
    service::RemoteRows rows;
    for (const model::RemoteColumn &column : clients().columns)
        rows.page.columns.push_back(column.name);
    for (std::size_t i = 0; i < 200; ++i)
        rows.page.rows.push_back({std::to_string(10'042 + i), "p" + std::to_string(10'042 + i) + "@example.org", kNames[i % kNames.size()], i % 9 == 4 ? "" : kCities[i % kCities.size()],
                                  std::to_string(i * 7 % 41), std::to_string(i * 13 % 900) + ".90", "19" + std::to_string(60 + i % 40) + "-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 9)});
    rows.engine = engine(stage);
    rows.engine.seconds = 0.05;
    rows.engine.bytes = 14'820;
    pane->put(rows);
    return stage.settle();
}

Result<void> showSegment(Stage &stage, bool works) {
    TRY(addClients(stage));
    TRY(stage.show(kSegments));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    model::SegmentRule rule = service::aboutPeople({}, "clients");
    rule.root = model::groupNode(model::RuleNode::Kind::All, {model::conditionNode(Json{{"type", "attribute"}, {"field", "city"}, {"op", "in"}, {"values", {"Wien", "Berlin"}}}),
                                                              model::conditionNode(Json{{"type", "attribute"}, {"field", "logins"}, {"op", ">"}, {"value", 5}})});
    TRY(stage.show(kSegments, QStringLiteral("rule:") + QString::fromStdString(model::toJson(rule).dump())));
    TRY(stage.settle());
    if (!works)
        return {};
    TRY_ASSIGN(auto *reach, part<ui::ReachPanel>(stage, "reachPanel"));
    TRY_ASSIGN(auto *notice, part<ui::Notice>(stage, "segmentNotice"));
    notice->clear();
    service::CountView count;
    count.everyone = 1'284'310;
    count.count = 212'904;
    count.remote = engine(stage);
    reach->show(count, {});
    reach->setAnswer(ui::engineWords(*count.remote, 118'400'000), ui::engineHint(*count.remote));
    return stage.settle();
}

Result<void> showLeaving(Stage &stage) {
    TRY(addClients(stage));
    TRY(stage.show(kSync, QStringLiteral("/new\ncrm\npublic\ncustomers")));
    auto *page = qobject_cast<ui::SyncPage *>(stage.window()->currentPage());
    if (!page)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "sync");
    service::SyncTable table;
    table.shape.table = {{"public", "customers"}, warehouse::TableKind::Table, 1'284'310, true};
    for (const model::RemoteColumn &one : clients().columns) {
        warehouse::ColumnInfo column;
        column.name = column.field.name = one.name;
        column.type = one.sourceType;
        column.base = one.base;
        column.field.type = engine::columnTypeFromText(one.type).value_or(engine::ColumnType::Text);
        column.field.scale = static_cast<std::uint8_t>(one.scale);
        table.shape.columns.push_back(column);
    }
    table.shape.keys = {{warehouse::KeyInfo::Kind::Primary, {"id"}, {}, {}}};
    table.guess = service::guessPlan(kName, table.shape, {});
    page->form()->put(table, true);
    page->form()->leaveThere();
    return stage.settle();
}

} // namespace

QList<Shot> remoteShots() {
    const QString remote = QStringLiteral("remote");
    return {
        {remote, QStringLiteral("remote-plan"), Stage::Place::Demo, showLeaving},
        {remote, QStringLiteral("remote-rows"), Stage::Place::Demo, [](Stage &stage) { return showRows(stage, true); }},
        {remote, QStringLiteral("remote-rows-error"), Stage::Place::Demo, [](Stage &stage) { return showRows(stage, false); }},
        {remote, QStringLiteral("remote-segment"), Stage::Place::Demo, [](Stage &stage) { return showSegment(stage, true); }},
        {remote, QStringLiteral("remote-segment-error"), Stage::Place::Demo, [](Stage &stage) { return showSegment(stage, false); }},
    };
}

} // namespace audience::gui
