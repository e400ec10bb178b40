#include "app/gui/shots/shots.h"

#include "service/connection_service.h"
#include "service/sending_rules.h"
#include "service/workspace_service.h"
#include "ui/kit/date_button.h"
#include "ui/settings/amazon_blocked_card.h"
#include "ui/settings/amazon_topics_card.h"
#include "ui/shell/main_window.h"

#include <QDate>
#include <QPushButton>

namespace audience::gui {

namespace {

const QString kSettings = QStringLiteral("settings");
const Instant kMoment{1'795'000'000'000'000};

CivilDate day(int year, int month, int dayOfMonth) {
    return CivilDate{static_cast<std::int32_t>(QDate(1970, 1, 1).daysTo(QDate(year, month, dayOfMonth)))};
}

Result<void> showSending(Stage &stage) {
    service::SendingRules rules;
    rules.hours = {8 * 60, 21 * 60, 0x3f};
    rules.notOn = {day(2026, 12, 24), day(2026, 12, 25), day(2026, 12, 26), day(2027, 1, 1)};
    rules.cap = {3, 7 * 86'400};
    TRY(service::saveSendingRules(stage.session(), rules));
    TRY(stage.show(kSettings, QStringLiteral("sending")));
    return stage.settle();
}

Result<void> showWrongHours(Stage &stage) {
    TRY(showSending(stage));
    auto *from = stage.window()->findChild<ui::TimeButton *>(QStringLiteral("sendingQuietFrom"));
    auto *to = stage.window()->findChild<ui::TimeButton *>(QStringLiteral("sendingQuietTo"));
    if (!from || !to)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "sendingQuietFrom");
    from->setTime(to->time());
    Q_EMIT from->timeChanged(to->time());
    return stage.settle();
}

// A connection to Amazon whose list of blocked addresses and whose topics are this workspace's as well. Nobody answers there.
Result<void> connect(Stage &stage) {
    model::SesConnection ses;
    ses.name = "Nordwind";
    ses.region = "eu-central-1";
    ses.endpoint = "http://127.0.0.1:1";
    ses.fromAddress = "Nordwind <news@nordwind.example>";
    ses.postalAddress = "Nordwind, Hafenweg 4, 24103 Kiel";
    ses.unsubscribe = {model::UnsubscribeKind::SesList, "nordwind"};
    ses.credentials = "profile:none";
    TRY(service::ConnectionService(stage.session()).save(ses));
    service::WorkspaceService workspace(stage.session());
    TRY(workspace.saveTopic({"news", "News and offers", "opt-in"}));
    TRY(workspace.saveTopic({"tips", "Tips for the garden", "opt-out"}));
    return {};
}

template <class Part> Result<Part *> part(Stage &stage, const char *name) {
    auto *found = stage.window()->findChild<Part *>(QLatin1String(name));
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", name);
    return found;
}

Result<void> showTopics(Stage &stage) {
    TRY(connect(stage));
    TRY(stage.show(kSettings, QStringLiteral("topics")));
    TRY_ASSIGN(auto *card, part<ui::AmazonTopicsCard>(stage, "amazonTopics"));
    service::ContactListView list;
    list.connection = "Nordwind";
    list.list = "nordwind";
    list.at = kMoment;
    list.there = {"newsletter", "events"};
    card->put({{"news", "newsletter"}, {"tips", "garden-tips"}}, {list});
    return stage.settle();
}

Result<void> showBlocked(Stage &stage, bool isAsking) {
    TRY(connect(stage));
    TRY(stage.show(kSettings, QStringLiteral("blocked")));
    TRY_ASSIGN(auto *card, part<ui::AmazonBlockedCard>(stage, "amazonBlocked"));
    service::SyncedAccount account;
    account.connection = "Nordwind";
    account.at = kMoment;
    account.listed = 1'284;
    account.added = 3;
    account.onlyHere = 41;
    card->put({account});
    auto *tell = stage.window()->findChild<QPushButton *>(QStringLiteral("amazonTell"));
    if (tell && tell->isChecked() != isAsking)
        tell->click();
    return stage.settle();
}

} // namespace

QList<Shot> settingShots() {
    const auto shot = [](const char *name, Result<void> (*reach)(Stage &)) { return Shot{kSettings, QLatin1String(name), Stage::Place::Empty, reach}; };
    return {
        shot("settings-sending-filled", showSending),
        shot("settings-sending-wrong", showWrongHours),
        shot("settings-topics-amazon", showTopics),
        {kSettings, QStringLiteral("settings-topics-unread"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY(connect(stage));
             TRY(stage.show(kSettings, QStringLiteral("topics")));
             return stage.click("amazonTopicsSync");
         }},
        shot("settings-blocked-amazon", [](Stage &stage) { return showBlocked(stage, false); }),
        shot("settings-blocked-tell", [](Stage &stage) { return showBlocked(stage, true); }),
        {kSettings, QStringLiteral("settings-blocked-fails"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY(showBlocked(stage, false));
             return stage.click("amazonBring");
         }},
    };
}

} // namespace audience::gui
