#include "app/gui/shots/shots.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/session.h"
#include "ui/kit/page.h"
#include "ui/kit/segmented_control.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>

namespace audience::gui {

// A copy of the draft that goes out tomorrow afternoon, made once.
static Result<QString> scheduled(Stage &stage) {
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto planned, campaigns.calendar());
    if (!planned.empty())
        return QString::number(planned.front().id.value);
    TRY_ASSIGN(const QString draft, stage.draft());
    TRY_ASSIGN(const auto copy, campaigns.duplicate(CampaignId{draft.toLongLong()}, "Newsletter 48"));
    const std::string tomorrow = toIso(stage.session().workspace().clock().now() + std::chrono::hours(24)).substr(0, 10);
    TRY_ASSIGN(const Instant start, campaigns.startFromText(tomorrow + "T14:00", campaigns.zone()));
    TRY(campaigns.schedule(copy.id, start, campaigns.zone()));
    return QString::number(copy.id.value);
}

// Sends that meet in the same people: the twins of what is scheduled, days and hours apart.
static Result<void> fillCalendar(Stage &stage) {
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const QString first, scheduled(stage));
    TRY_ASSIGN(const auto planned, campaigns.calendar());
    TRY_ASSIGN(const auto of, campaigns.find(CampaignId{first.toLongLong()}));
    for (const auto &[name, hours] : {std::pair{"Last days of the sale", 20}, {"Gift guide", 75}, {"Warm things", 170}}) {
        if (std::any_of(planned.begin(), planned.end(), [&](const auto &one) { return one.campaign.name == name; }))
            continue;
        TRY_ASSIGN(const auto twin, campaigns.duplicate(of.id, name));
        TRY(campaigns.schedule(twin.id, of.campaign.startAt + std::chrono::hours(hours), campaigns.zone()));
    }
    return {};
}

static Result<QString> named(Stage &stage, const std::string &name) {
    TRY_ASSIGN(const auto all, service::CampaignService(stage.session()).list());
    for (const auto &one : all)
        if (one.campaign.name == name)
            return QString::number(one.id.value);
    return stage.finished(); // a shop without a past
}

// A draft of many wishes: a share that gets nothing, certain hours, portions, a warm-up, a priority.
static Result<QString> planned(Stage &stage) {
    constexpr const char *kName = "Gift guide, in portions";
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const auto &one : all)
        if (one.campaign.name == kName)
            return QString::number(one.id.value);
    TRY_ASSIGN(const QString draft, stage.draft());
    TRY_ASSIGN(auto copy, campaigns.duplicate(CampaignId{draft.toLongLong()}, kName));
    model::DeliveryPlan &plan = copy.campaign.plan;
    plan.holdoutShare = 0.1;
    plan.hours = {8 * 60, 20 * 60, 0b0011111};
    plan.batchSize = 1'000;
    plan.batchEveryMinutes = 60;
    plan.recurrence.repeat = model::Repeat::Weekly;
    plan.warmUp = {50, 100, 200, 400};
    plan.priority = 2;
    TRY_ASSIGN(const auto saved, campaigns.save(copy));
    return QString::number(saved.id.value);
}

// Of the composer; what is on stands there in any case.
static Result<void> openOptions(Stage &stage, bool isOpen) {
    for (const char *more : {"peopleOptionsMore", "readingOptionsMore", "timeOptionsMore", "speedOptionsMore"})
        if (auto *button = stage.window()->findChild<QAbstractButton *>(QLatin1String(more)))
            button->setChecked(isOpen);
    return stage.settle();
}

// A draft of the rarer ones: chosen people, marked links, a limit over a time, a first part, times of its own, and notes.
static Result<QString> wished(Stage &stage) {
    constexpr const char *kName = "Loyalty letter";
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const auto &one : all)
        if (one.campaign.name == kName)
            return QString::number(one.id.value);
    TRY_ASSIGN(const QString draft, stage.draft());
    TRY_ASSIGN(auto copy, campaigns.duplicate(CampaignId{draft.toLongLong()}, kName));
    model::DeliveryPlan &plan = copy.campaign.plan;
    plan.maxPeople = 5'000;
    plan.mostBy = "age";
    plan.notDomains = {"example.net", "mailinator.example"};
    plan.utm = {{"utm_source", "newsletter"}, {"utm_medium", "email"}, {"utm_campaign", "loyalty-letter"}};
    plan.atBestHour = true;
    plan.recurrence.repeat = model::Repeat::Monthly;
    plan.mostInPeriod = 10'000;
    plan.periodMinutes = 24 * 60;
    plan.pauseAfter = 100;
    copy.campaign.tags = {"loyalty", "spring"};
    copy.campaign.budget = "250.00";
    copy.campaign.notes = "Ask Ada before the second part goes out.";
    TRY_ASSIGN(const auto saved, campaigns.save(copy));
    return QString::number(saved.id.value);
}

static Result<void> showWished(Stage &stage, bool isBelow) {
    TRY_ASSIGN(const QString campaign, wished(stage));
    TRY(stage.show(QStringLiteral("campaigns"), campaign));
    TRY(openOptions(stage, false));
    auto *scroll = stage.window()->findChild<QScrollArea *>(QStringLiteral("composerScroll"));
    if (auto *notes = scroll ? scroll->findChild<QWidget *>(QStringLiteral("aboutNotes")) : nullptr; notes && isBelow)
        scroll->ensureWidgetVisible(notes, 0, 48);
    return stage.settle();
}

// A draft with a start to come, on a computer that can be closed and carried away.
static Result<QString> onABattery(Stage &stage) {
    TRY_ASSIGN(const QString type, stage.file(QStringLiteral("type"), "Battery\n"));
    const QDir supplies(QFileInfo(type).path() + QStringLiteral("/supplies"));
    if (!supplies.mkpath(QStringLiteral("BAT0")) || (!supplies.exists(QStringLiteral("BAT0/type")) && !QFile::copy(type, supplies.filePath(QStringLiteral("BAT0/type")))))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(supplies.path()));
    qputenv("AUDIENCE_POWER_SUPPLIES", QFile::encodeName(supplies.path()));
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const auto &one : all)
        if (one.campaign.name == "Newsletter 49")
            return QString::number(one.id.value);
    TRY_ASSIGN(const QString draft, stage.draft());
    TRY_ASSIGN(auto copy, campaigns.find(CampaignId{draft.toLongLong()}));
    copy.id = {};
    copy.revision = 0;
    copy.campaign.name = "Newsletter 49";
    const std::string day = toIso(stage.session().workspace().clock().now() + std::chrono::hours(48)).substr(0, 10);
    TRY_ASSIGN(copy.campaign.startAt, campaigns.startFromText(day + "T08:00", campaigns.zone()));
    copy.campaign.startZone = campaigns.zone();
    TRY_ASSIGN(copy, campaigns.save(copy));
    return QString::number(copy.id.value);
}

static Result<void> showStart(Stage &stage) {
    if (auto *note = stage.window()->findChild<QWidget *>(QStringLiteral("startHandover")))
        if (auto *scroll = stage.window()->findChild<QScrollArea *>(QStringLiteral("composerScroll")))
            scroll->ensureWidgetVisible(note, 0, 48);
    return stage.settle();
}

// The month of today, wherever the shot before has left it.
static Result<void> showCalendar(Stage &stage) {
    TRY(stage.show(QStringLiteral("campaigns"), QStringLiteral("calendar")));
    stage.window()->findChild<ui::SegmentedControl *>(QStringLiteral("calendarMode"))->setCurrent(0);
    return stage.click("calendarToday");
}

QList<Shot> campaignShots() {
    const QString page = QStringLiteral("campaigns");
    const auto open = [page](Result<QString> (Stage::*which)()) {
        return [page, which](Stage &stage) -> Result<void> {
            TRY_ASSIGN(const QString campaign, (stage.*which)());
            TRY(stage.show(page, campaign));
            return openOptions(stage, false);
        };
    };
    return {
        {page, QStringLiteral("campaigns-list"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.draft());
             return stage.show(page, QStringLiteral("list"));
         }},
        {page, QStringLiteral("composer"), Stage::Place::Demo, open(&Stage::draft)},
        {page, QStringLiteral("composer-options"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, planned(stage));
             TRY(stage.show(page, campaign));
             return openOptions(stage, true);
         }},
        {page, QStringLiteral("composer-wishes"), Stage::Place::Demo, [](Stage &stage) { return showWished(stage, false); }},
        {page, QStringLiteral("composer-wishes-below"), Stage::Place::Demo, [](Stage &stage) { return showWished(stage, true); }},
        {page, QStringLiteral("campaigns-scheduled"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, scheduled(stage));
             TRY(stage.show(page, campaign));
             return openOptions(stage, false);
         }},
        {page, QStringLiteral("composer-battery"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, onABattery(stage));
             TRY(stage.show(page, campaign));
             TRY(showStart(stage));
             qunsetenv("AUDIENCE_POWER_SUPPLIES");
             return {};
         }},
        {page, QStringLiteral("composer-hand-over"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, onABattery(stage));
             TRY(stage.show(page, campaign));
             TRY(stage.click("startHandover"));
             if (auto *name = stage.window()->currentPage()->findChild<QLineEdit *>(QStringLiteral("handoverName")))
                 name->setText(QStringLiteral("shop-server"));
             qunsetenv("AUDIENCE_POWER_SUPPLIES");
             return stage.settle();
         }},
        {page, QStringLiteral("composer-handed-over"), Stage::Place::HandedOver,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, stage.draft());
             TRY(stage.show(page, campaign));
             return stage.click("startHandover");
         }},
        {page, QStringLiteral("composer-sent-elsewhere"), Stage::Place::HandedOver,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, named(stage, "Morning post"));
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-finished"), Stage::Place::Demo, open(&Stage::finished)},
        {page, QStringLiteral("campaigns-control"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, named(stage, "Newsletter 46"));
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-clicks"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, named(stage, "Newsletter 45"));
             TRY(stage.show(page, campaign));
             auto *scroll = stage.window()->findChild<QScrollArea *>(QStringLiteral("sendingScroll"));
             if (auto *clicks = stage.window()->findChild<QWidget *>(QStringLiteral("clickMap")))
                 scroll->ensureWidgetVisible(clicks, 0, 16);
             return stage.settle();
         }},
        {page, QStringLiteral("campaigns-calendar"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(scheduled(stage));
             return showCalendar(stage);
         }},
        {page, QStringLiteral("campaigns-calendar-empty"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(showCalendar(stage));
             for (int month = 0; month < 3; ++month)
                 TRY(stage.click("calendarAfter"));
             return {};
         }},
        {page, QStringLiteral("campaigns-calendar-full"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(fillCalendar(stage));
             return showCalendar(stage);
         }},
        {page, QStringLiteral("campaigns-calendar-week"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY(fillCalendar(stage));
             TRY(showCalendar(stage));
             auto *mode = stage.window()->findChild<ui::SegmentedControl *>(QStringLiteral("calendarMode"));
             mode->setCurrent(1);
             return stage.settle();
         }},
        {page, QStringLiteral("campaigns"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.startSending());
             TRY_ASSIGN(const QString campaign, stage.sending());
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("campaigns-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("campaigns-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
