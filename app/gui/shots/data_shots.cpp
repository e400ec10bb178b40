#include "app/bootstrap/bootstrap.h"
#include "app/gui/shots/shots.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/import/move_in_view.h"
#include "ui/kit/jobs.h"

#include <QByteArray>
#include <QFile>
#include <QPushButton>
#include <QVBoxLayout>

namespace audience::gui {

namespace {

// A list as people have it: gaps, duplicates, addresses that are none, a name of a column that stands twice.
QByteArray peopleFile() {
    static const char *const kNames[] = {"Marta Lindqvist", "Jonas Weber", "Chiara Rossi", "Tomás Herrera", "Aiko Tanaka", "Léa Fontaine", "Ben Okafor"};
    static const char *const kCountries[] = {"AT", "DE", "CH", "ES", "FR"};
    QByteArray text("customer_id,name,email,country,age,newsletter,joined,name\n");
    for (int i = 0; i < 18'632; ++i) {
        const int id = i < 18'420 ? 10'042 + i : 10'042 + (i - 18'420) * 7;
        const QByteArray key = QByteArray::number(id);
        text += key + ',' + kNames[i % 7] + ',' + (i % 1500 == 3 ? QByteArray("no address") : "p" + key + "@example.org") + ',' + kCountries[i % 5] + ',' +
                (i % 13 == 2 ? QByteArray() : QByteArray::number(18 + i * 7 % 61)) + ',' + (i % 2 ? "yes" : "no") + ",2024-" +
                QByteArray::number(i % 12 + 1).rightJustified(2, '0') + "-1" + QByteArray::number(i % 9) + ",-\n";
        if (i % 4000 == 20)
            text += "99999,cut off\n";
    }
    return text;
}

QByteArray ordersFile() {
    QByteArray text("customer_id,event,happened_at,amount_eur,product\n");
    for (int i = 0; i < 4'000; ++i)
        text += QByteArray::number(10'042 + i % 700) + (i % 4 ? ",view," : ",purchase,") + "2026-1" + QByteArray::number(i % 2) + "-1" + QByteArray::number(i % 9) +
                " 09:" + QByteArray::number(10 + i % 50) + ":00," + (i % 4 ? "" : QByteArray::number(10 + i % 90) + ".90") + ",P-" + QByteArray::number(i % 40) + "\n";
    return text;
}

// Profiles of another email tool: most agreed, some left, some bounced.
QByteArray profilesFile() {
    QByteArray text("Email,Klaviyo ID,First Name,Last Name,City,Source,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions,Loyalty Points\n");
    static const char *const kStates[] = {"SUBSCRIBED", "SUBSCRIBED", "SUBSCRIBED", "UNSUBSCRIBED", "NEVER_SUBSCRIBED"};
    for (int i = 0; i < 6'240; ++i)
        text += "p" + QByteArray::number(i) + "@example.org,01K" + QByteArray::number(i) + ",Marta,Lindqvist,Berlin,Footer form," + kStates[i % 5] + ",2025-0" + QByteArray::number(i % 9 + 1) +
                "-10T08:00:00Z," + (i % 40 == 7 ? "HARD_BOUNCE" : "[]") + ',' + QByteArray::number(i % 300) + "\n";
    return text;
}

} // namespace

// What came over and what did not, in a workspace of its own: the empty one stays empty.
static Result<void> showMoved(Stage &stage) {
    struct Moved : QWidget {
        ~Moved() override { qDeleteAll(findChildren<ui::MoveInView *>()); } // before what it stands on
        std::shared_ptr<service::Session> session;
        ui::Jobs jobs;
    };
    constexpr int kTurn = 50, kTurns = 400;
    TRY_ASSIGN(const QString path, stage.file(QStringLiteral("all profiles.csv"), profilesFile()));
    const QString file = path + QStringLiteral(".audience");
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(file + QLatin1String(end)); // of the pictures before
    auto moved = std::make_unique<Moved>();
    TRY_ASSIGN(moved->session, service::Session::create(toUtf8(file), bootstrap::sessionOptions()));
    moved->setProperty("role", QStringLiteral("page"));
    moved->setAttribute(Qt::WA_StyledBackground);
    auto *view = new ui::MoveInView(moved->session, &moved->jobs, moved.get());
    auto *layout = new QVBoxLayout(moved.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view);
    stage.put(std::move(moved));
    view->open(path);
    auto *start = view->findChild<QPushButton *>(QStringLiteral("moveInStart"));
    for (int i = 0; start && i < kTurns && (view->isBusy() || !start->isVisible()); ++i)
        stage.wait(kTurn);
    if (!start || !start->isVisible())
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "moveInStart");
    start->click();
    for (int i = 0; i < kTurns && !view->isOver(); ++i)
        stage.wait(kTurn);
    return {};
}

QList<Shot> dataShots() {
    const QString page = QStringLiteral("data");
    const QString import = QStringLiteral("import");
    return {
        {import, QStringLiteral("import-people"), Stage::Place::Empty,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString path, stage.file(QStringLiteral("newsletter list.csv"), peopleFile()));
             return stage.show(page, QStringLiteral("import:") + path);
         }},
        {import, QStringLiteral("import-orders"), Stage::Place::Empty,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString path, stage.file(QStringLiteral("orders.csv"), ordersFile()));
             return stage.show(page, QStringLiteral("import:") + path);
         }},
        {import, QStringLiteral("movein"), Stage::Place::Empty,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString path, stage.file(QStringLiteral("all profiles.csv"), profilesFile()));
             return stage.show(page, QStringLiteral("movein:") + path);
         }},
        {import, QStringLiteral("movein-zone"), Stage::Place::Empty,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString path, stage.file(QStringLiteral("subscribed_members_export.csv"),
                                                       "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,LEID,EUID,CONFIRM_TIME\nada@example.org,Ada,4,2024-03-14 09:12:31,1,a,2024-03-14 09:14:00\n"
                                                       "grace@example.org,Grace,3,,2,b,\n"));
             return stage.show(page, QStringLiteral("movein:") + path);
         }},
        {import, QStringLiteral("movein-report"), Stage::Place::Empty, showMoved},
        {import, QStringLiteral("movein-error"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page, QStringLiteral("movein:/no/such/export.zip")); }},
        {import, QStringLiteral("import-error"), Stage::Place::Empty,
         [page](Stage &stage) { return stage.show(page, QStringLiteral("import:/no/such/customers.csv")); }},
        {page, QStringLiteral("data"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("customers")); }},
        {page, QStringLiteral("data-profile"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             TRY(stage.tab("dataTabs", 1));
             return stage.settle();
         }},
        {page, QStringLiteral("data-checks"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             TRY(stage.tab("dataTabs", 2));
             return stage.settle();
         }},
        {page, QStringLiteral("data-suggested"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             TRY(stage.tab("dataTabs", 2));
             TRY(stage.click("qualitySuggest"));
             return stage.settle();
         }},
        {page, QStringLiteral("data-kept"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             TRY(stage.tab("dataTabs", 2));
             TRY(stage.click("qualitySuggest"));
             TRY(stage.settle());
             TRY(stage.click("qualityKeepAll"));
             TRY(stage.settle());
             TRY(stage.click("qualityRun"));
             return stage.settle();
         }},
        {page, QStringLiteral("data-query"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("query")));
             TRY(stage.write("queryEditor", QStringLiteral("SELECT country, COUNT(*) AS people, ROUND(AVG(age), 1) AS age\nFROM customers\nGROUP BY country\nORDER BY people DESC")));
             TRY(stage.click("queryRun"));
             return stage.tab("dataTabs", 3);
         }},
        {page, QStringLiteral("data-events"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.tab("dataTabs", 0));
             return stage.show(page, QStringLiteral("events"));
         }},
        {page, QStringLiteral("data-empty"), Stage::Place::Empty,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page));
             return stage.click("importClose"); // of the pictures before
         }},
        {page, QStringLiteral("data-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("data-loading"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             stage.holdAnswers();
             return stage.show(page, QStringLiteral("products"));
         }},
        {page, QStringLiteral("data-opening"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
    };
}

} // namespace audience::gui
