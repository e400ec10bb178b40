// Pictures of sources and syncs. Nobody is asked: what a source would say is put in.
#include "app/gui/shots/shots.h"

#include "service/session.h"
#include "service/source_service.h"
#include "ui/connections/driver_card.h"
#include "ui/connections/source_panel.h"
#include "ui/kit/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/sources/source_browser.h"
#include "ui/sync/plan_form.h"
#include "ui/sync/sync_page.h"

#include <QScrollArea>
#include <QScrollBar>

namespace audience::gui {

namespace {

using warehouse::ColumnInfo;
using warehouse::KeyInfo;
using warehouse::TableInfo;
using warehouse::TableKind;
using warehouse::TableShape;

constexpr const char *kName = "crm";
const QString kConnections = QStringLiteral("connections"), kSync = QStringLiteral("sync");

ColumnInfo column(const char *name, const char *type, engine::ColumnType becomes, bool nullable = true, std::uint8_t scale = 0) {
    ColumnInfo info;
    info.name = name;
    info.type = type;
    info.base = type;
    info.nullable = nullable;
    info.field.name = name;
    info.field.type = becomes;
    info.field.scale = scale;
    return info;
}

TableShape customers() {
    using engine::ColumnType;
    TableShape shape;
    shape.table = {{"public", "customers"}, TableKind::Table, 58'331, true};
    shape.columns = {column("id", "bigint", ColumnType::Int64, false), column("email", "text", ColumnType::Text), column("name", "text", ColumnType::Text),
                     column("country", "character(2)", ColumnType::Text), column("newsletter", "boolean", ColumnType::Bool, false),
                     column("spent", "numeric(10,2)", ColumnType::Decimal, true, 2), column("store_id", "integer", ColumnType::Int64),
                     column("changed_at", "timestamp with time zone", ColumnType::Instant, false)};
    shape.keys = {{KeyInfo::Kind::Primary, {"id"}, {}, {}}, {KeyInfo::Kind::Foreign, {"store_id"}, {"public", "stores"}, {"id"}}};
    return shape;
}

std::vector<TableInfo> tables() {
    return {{{"public", "customers"}, TableKind::Table, 58'331, true},    {{"public", "orders"}, TableKind::Table, 412'906, true},
            {{"public", "products"}, TableKind::Table, 640, true},         {{"public", "stores"}, TableKind::Table, 12, true},
            {{"public", "web_events"}, TableKind::Table, 6'120'400, true}, {{"public", "active_customers"}, TableKind::View, -1, true},
            {{"finance", "ledger"}, TableKind::Table, 902'113, false}};
}

// A source that is not there: 127.0.0.1 on a port where nobody listens.
Result<ui::SourceLinkPanel *> panel(Stage &stage) {
    model::SourceConnection source;
    source.name = kName;
    source.host = "127.0.0.1";
    source.port = 1;
    source.database = "shop";
    source.user = "reader";
    source.tls = model::SourceConnection::Tls::ThisComputer;
    source.credentials = "none";
    TRY(service::SourceService(stage.session()).save(source));
    TRY(stage.show(kConnections));
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    TRY(stage.show(kConnections, QStringLiteral("/source/crm")));
    auto *found = stage.window()->findChild<ui::SourceLinkPanel *>(QStringLiteral("sourcePanel"));
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "sourcePanel");
    TRY(stage.settle());
    while (!stage.bench().jobs()->ended().isEmpty()) // nobody was there to be tested
        stage.bench().jobs()->putAway(0);
    return found;
}

service::SourceService::Tested tested(bool mayWrite) {
    service::SourceService::Tested found;
    found.server = {"PostgreSQL", "16.4", mayWrite ? "shop_owner" : "reader", "shop", "TLSv1.3", mayWrite};
    found.tables = 7;
    found.readable = 6;
    return found;
}

Result<void> showSource(Stage &stage, bool mayWrite) {
    TRY_ASSIGN(auto *shown, panel(stage));
    shown->put(kName, tested(mayWrite));
    TRY(stage.settle());
    shown->browser()->put(tables());
    TRY(stage.settle());
    shown->browser()->put(customers());
    return stage.settle();
}

Result<ui::SyncPage *> syncPage(Stage &stage) {
    TRY(stage.show(kSync));
    auto *page = qobject_cast<ui::SyncPage *>(stage.window()->currentPage());
    if (!page)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "sync");
    return page;
}

Result<void> showPlan(Stage &stage) {
    TRY(panel(stage));
    TRY(stage.show(kSync, QStringLiteral("/new\ncrm\npublic\ncustomers")));
    TRY_ASSIGN(auto *page, syncPage(stage));
    service::SyncTable table;
    table.shape = customers();
    table.guess = service::guessPlan(kName, table.shape, {});
    page->form()->put(table);
    TRY(stage.settle());
    service::SyncPreview preview;
    preview.estimate = {58'331, 9'400'000, {}};
    page->form()->put(preview);
    return stage.settle();
}

sync::SyncRun run(std::int64_t id, Instant at, int rows, sync::RunState state) {
    sync::SyncRun one;
    one.id = id;
    one.mode = "incremental";
    one.state = state;
    one.startedAt = at;
    one.finishedAt = at + std::chrono::microseconds(std::int64_t{900'000} + rows * std::int64_t{60});
    one.rows = rows;
    one.rejected = id % 3 == 0 ? 2 : 0;
    one.kept = rows - one.rejected;
    one.added = one.kept;
    one.bytes = rows * std::int64_t{162};
    return one;
}

ui::SyncFacts facts(Stage &stage, bool isChanged) {
    ui::SyncFacts facts;
    const Instant now = stage.session().workspace().clock().now();
    service::SyncView &view = facts.line.view;
    view.id = 1;
    view.plan = service::guessPlan(kName, customers(), {});
    facts.line.rows = 58'331;
    for (int i = 0; i < 14; ++i)
        facts.runs.push_back(run(14 - i, now - std::chrono::hours(24 * i) - std::chrono::minutes(12), 900 + i * 7919 % 1400, sync::RunState::Done));
    if (isChanged) {
        facts.runs.front().state = sync::RunState::Failed;
        facts.runs.front().fault = Error(ErrorKind::Conflict, "sync.drift").with("name", "customers").with("columns", "country");
        facts.compared.emplace();
        facts.compared->saved = view;
        facts.compared->drift = {{sync::Drift::Kind::ColumnGone, "country", "character(2)", {}, true},
                                 {sync::Drift::Kind::TypeChanged, "store_id", "integer", "bigint", false},
                                 {sync::Drift::Kind::NewColumn, "birthday", {}, "date", false}};
        facts.line.isFailing = true;
    } else {
        facts.rejects = {{14, {1204, 0, "sync.reject.not_a_number", "spent", "10441 | marta@example.org | NaN", "10441"}}, {14, {5330, 0, "ingest.reject.no_key", "id", " | jonas@example.org | 12.90"}}};
        facts.runs.front().notes = {{"sync.cursor_left_out", {{"column", "changed_at"}, {"table", "public.customers"}, {"count", "3"}, {"value", "infinity"}}}};
        sync::SyncRun again = run(15, now - std::chrono::hours(20), 2, sync::RunState::Done);
        again.mode = sync::kRetryMode;
        facts.runs.insert(facts.runs.begin() + 1, again);
    }
    view.last = facts.runs.front();
    view.lastDone = facts.runs[isChanged ? 1 : 0];
    facts.checks = 36;
    facts.passed = isChanged ? 34 : 36;
    for (const sync::SyncRun &one : facts.runs)
        facts.line.monthBytes += one.bytes;
    return facts;
}

Shot formShot(const char *kind) {
    return {QStringLiteral("sources"), QStringLiteral("sources-form-") + QLatin1String(kind), Stage::Place::Demo,
            [target = QStringLiteral("/new-source/") + QLatin1String(kind)](Stage &stage) { return stage.show(kConnections, target); }};
}

// A computer with drivers of other databases, one of them for SQLite, and none of Microsoft's.
Shot driversShot(const char *kind) {
    return {QStringLiteral("sources"), QStringLiteral("sources-form-") + QLatin1String(kind), Stage::Place::Demo, [target = QStringLiteral("/new-source/") + QLatin1String(kind)](Stage &stage) -> Result<void> {
                TRY(stage.show(kConnections, target));
                TRY(stage.settle());
                auto *card = stage.window()->findChild<ui::DriverCard *>(QStringLiteral("sourceDrivers"));
                if (!card)
                    return Error(ErrorKind::Internal, "shots.no_part").with("part", "sourceDrivers");
                warehouse::OdbcCheck check;
                check.isBuiltIn = true;
                check.drivers = {{"PostgreSQL Unicode", true}, {"SQLite3", false}};
                check.sources = {{"warehouse", "PostgreSQL Unicode", true}, {"old shop", "FreeTDS", false}};
                check.advice = {Error(ErrorKind::NotFound, "odbc.no_sqlserver_driver")};
                card->put(check);
                return stage.settle();
            }};
}

// Somebody else saved it while it was changed here.
Result<void> showStaleSource(Stage &stage) {
    TRY_ASSIGN(auto *shown, panel(stage));
    shown->put(kName, tested(false));
    TRY(stage.settle());
    service::SourceService sources(stage.session());
    TRY_ASSIGN(auto all, sources.views());
    all.front().connection.database = "shop_2026";
    TRY(sources.save(all.front()));
    TRY(stage.click("sourceChange"));
    TRY(stage.type("sourceUser", QStringLiteral("marketing")));
    TRY(stage.click("sourceSave"));
    stage.afterwards([&stage] { (void)stage.click("sourceStaleTheirs"); });
    return {};
}

// Three of them: one that is fresh, one that failed and one that runs by itself.
std::vector<service::SyncLine> lines(Stage &stage) {
    const ui::SyncFacts good = facts(stage, false), bad = facts(stage, true);
    std::vector<service::SyncLine> all{good.line, bad.line, good.line};
    all[1].view.plan.name = all[1].view.plan.dataset = "orders";
    all[1].view.plan.table = "orders";
    all[1].rows = 412'906;
    all[2].view.plan.name = all[2].view.plan.dataset = "web events";
    all[2].view.plan.table = "web_events";
    all[2].view.plan.mode = model::SyncMode::Append;
    all[2].rows = 6'120'400;
    all[2].view.next = stage.session().workspace().clock().now() + std::chrono::minutes(40);
    return all;
}

Shot syncShot(const char *name, bool isChanged) {
    return {kSync, QLatin1String(name), Stage::Place::Empty, [isChanged](Stage &stage) -> Result<void> {
                TRY_ASSIGN(auto *page, syncPage(stage));
                page->put(facts(stage, isChanged));
                return stage.settle();
            }};
}

} // namespace

QList<Shot> sourceShots() {
    return {
        {kSync, QStringLiteral("sync-empty"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kSync); }},
        {QStringLiteral("sources"), QStringLiteral("sources-kinds"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kConnections, QStringLiteral("/new-source")); }},
        {QStringLiteral("sources"), QStringLiteral("sources-form"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kConnections, QStringLiteral("/new-source/postgresql")); }},
        {QStringLiteral("sources"), QStringLiteral("sources-files"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kConnections, QStringLiteral("/new-source/files")); }},
        {QStringLiteral("sources"), QStringLiteral("sources-recipe"), Stage::Place::Demo, [](Stage &stage) { return stage.show(kConnections, QStringLiteral("/new-source/http:shopify")); }},
        formShot("mysql"), formShot("sqlite"), formShot("http"), driversShot("sqlserver"), driversShot("odbc"),
        {QStringLiteral("sources"), QStringLiteral("sources-more"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(stage.show(kConnections, QStringLiteral("/new-source/redshift")));
             return stage.click("sourceMore");
         }},
        {QStringLiteral("sources"), QStringLiteral("sources-stale"), Stage::Place::Empty, showStaleSource},
        {QStringLiteral("sources"), QStringLiteral("sources-wrong"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(stage.show(kConnections, QStringLiteral("/new-source/mysql")));
             return stage.click("sourceSave");
         }},
        {QStringLiteral("sources"), QStringLiteral("sources-fails"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY_ASSIGN(auto *shown, panel(stage));
             shown->put(kName, Error(ErrorKind::Auth, "source.login_refused").with("host", "127.0.0.1").with("user", "reader"));
             return stage.settle();
         }},
        {QStringLiteral("sources"), QStringLiteral("sources-works"), Stage::Place::Empty, [](Stage &stage) { return showSource(stage, true); }},
        {kSync, QStringLiteral("sync-plan"), Stage::Place::Empty, showPlan},
        {kSync, QStringLiteral("sync-plan-foot"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY(showPlan(stage));
             stage.window()->findChild<QScrollArea *>(QStringLiteral("planScroll"))->verticalScrollBar()->setValue(100'000);
             return stage.settle();
         }},
        {kSync, QStringLiteral("sync-plan-stale"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY(showPlan(stage));
             TRY_ASSIGN(auto *page, syncPage(stage));
             service::SyncView theirs;
             theirs.plan = page->form()->plan();
             theirs.plan.maxBytes = 50'000'000;
             theirs.plan.schedule = *service::SyncService::scheduleFromText({}, "06:00", {}, "Europe/Berlin");
             theirs.plan.ignored = {"store_id"};
             theirs.plan.columns.erase(theirs.plan.columns.end() - 2);
             page->form()->showStale(theirs);
             return stage.settle();
         }},
        {kSync, QStringLiteral("sync-list"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY_ASSIGN(auto *page, syncPage(stage));
             page->put(lines(stage));
             return stage.settle();
         }},
        {kSync, QStringLiteral("sync-running"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY_ASSIGN(auto *page, syncPage(stage));
             ui::SyncProgress progress;
             progress.rows = 36'100;
             progress.total = 58'331;
             progress.bytes = 5'800'000;
             progress.seconds = 4.2;
             progress.left = QStringLiteral("3 s left");
             page->put(facts(stage, false), progress);
             return stage.settle();
         }},
        syncShot("sync-detail", false),
        syncShot("sync-changed", true),
    };
}

} // namespace audience::gui
