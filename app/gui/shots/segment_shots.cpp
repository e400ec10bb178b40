#include "app/gui/shots/shots.h"

#include "service/list_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"
#include "ui/segments/lists_card.h"
#include "ui/shell/main_window.h"

namespace audience::gui {

// One with rules; what was open before is another picture's.
static Result<void> showOne(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto segments, service::SegmentService(stage.session()).list());
    if (segments.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    return stage.show(page, QString::number(segments.back().id.value));
}

// A list and two computed values, so that there is something to look at.
static Result<void> showSets(Stage &stage, const QString &page) {
    service::TraitService traits(stage.session());
    for (const auto &[name, formula] : {std::pair("Spent in total", "sum of amount over purchase"), std::pair("Favourite category", "most frequent of category over purchase")}) {
        TRY_ASSIGN(const Json json, traits.fromText(formula));
        TRY(traits.save(name, json));
    }
    TRY_ASSIGN(const auto rule, service::SegmentService(stage.session()).fromText("country = DE"));
    TRY(service::ListService(stage.session()).keep("Trade fair in Berlin", rule, "trade_fair.csv"));
    return stage.show(page, QStringLiteral("sets"));
}

static Result<void> showFileOfPeople(Stage &stage, const QString &page) {
    TRY(stage.show(page, QStringLiteral("sets")));
    TRY_ASSIGN(const auto some, service::SegmentService(stage.session()).members({}, {}, 0, 40));
    QByteArray text("customer_id,name\n");
    for (const auto &row : some.rows)
        text += QByteArray::fromStdString(row[0]) + ",\n" + QByteArray::fromStdString(row[0]) + ",\n";
    TRY_ASSIGN(const QString path, stage.file(QStringLiteral("press_contacts.csv"), text + "K-1,\nK-2,\n"));
    stage.window()->findChild<ui::ListsCard *>()->takeFile(path);
    return stage.settle();
}

// One rule of each kind that has a row of its own.
static Result<void> showKinds(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto rule, service::SegmentService(stage.session()).fromText(
        "rfm group in (champions, loyal) and sequence (add_to_cart in the last 90 days then not purchase within 7 days) with the same product_id and sessions count >= 2 of anything in the last 90 days "
        "and top 10 percent by sum of amount over purchase in the last 1 years and bucket 0 to 4999 salt spring"));
    return stage.show(page, QStringLiteral("rule:") + QString::fromStdString(model::toJson(rule).dump()));
}

QList<Shot> segmentShots() {
    const QString page = QStringLiteral("segments");
    return {
        {page, QStringLiteral("segments"), Stage::Place::Demo, [page](Stage &stage) { return showOne(stage, page); }},
        {page, QStringLiteral("segments-reasons"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(showOne(stage, page));
             return stage.click("reachRow");
         }},
        {page, QStringLiteral("segments-new"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("new")); }},
        {page, QStringLiteral("segments-kinds"), Stage::Place::Demo, [page](Stage &stage) { return showKinds(stage, page); }},
        {page, QStringLiteral("segments-lists"), Stage::Place::Demo, [page](Stage &stage) { return showSets(stage, page); }},
        {page, QStringLiteral("segments-list-file"), Stage::Place::Demo, [page](Stage &stage) { return showFileOfPeople(stage, page); }},
        {page, QStringLiteral("segments-value"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("sets:new-value")); }},
        {page, QStringLiteral("segments-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("segments-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("segments-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
