#include "app/gui/shots/shots.h"

#include "service/definition_shelves.h"
#include "service/list_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/lists_card.h"
#include "ui/segments/overlap_plot.h"
#include "ui/segments/trait_finder.h"
#include "ui/shell/main_window.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QApplication>
#include <QMouseEvent>
#include <QPointer>

namespace audience::gui {

// One with rules; what was open before is another picture's.
static Result<void> showOne(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto segments, service::SegmentService(stage.session()).list());
    if (segments.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    TRY(stage.show(page, QString::number(segments.back().id.value)));
    // What it stands out by comes after the count.
    auto *finder = stage.window()->findChild<ui::TraitFinder *>();
    for (int i = 0; i < 200 && finder->isFinding(); ++i)
        stage.wait(50);
    auto *groups = stage.window()->findChild<ui::GroupFinder *>();
    groups->ask(); // somebody waits for the picture
    for (int i = 0; i < 1200 && groups->isFinding(); ++i)
        stage.wait(50);
    return stage.click("tabRules");
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

// A few that overlap, and what two of them make.
static Result<void> showOverlap(Stage &stage, const QString &page) {
    service::SegmentService segments(stage.session());
    for (const auto &[name, text] : {std::pair("Bought lately", "did purchase in the last 60 days"), std::pair("Two or more orders", "did purchase at least 2 times"),
                                     std::pair("German-speaking", "country in (DE, AT, CH)"), std::pair("Added to cart", "did add_to_cart in the last 90 days")})
        if (!segments.findByName(name)) {
            service::SegmentView view;
            view.name = name;
            TRY_ASSIGN(view.rule, segments.fromText(text));
            TRY(segments.save(view));
        }
    TRY(showOne(stage, page));
    TRY(stage.click("tabOverlap"));
    auto *plot = stage.window()->findChild<ui::OverlapPlot *>();
    Q_EMIT plot->combineWanted(ui::SetOp::Without, 1, 2);
    return stage.settle();
}

// Some of them put away and tagged.
static Result<void> showFolders(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto segments, service::SegmentService(stage.session()).list());
    service::DefinitionShelves shelves(stage.session(), "segment");
    service::Shelves wanted, none;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        none[segments[i].id.value] = {};
        if (i % 3 != 2)
            wanted[segments[i].id.value] = {i % 2 == 0 ? "Newsletter" : "Autumn sale", i % 4 == 0 ? std::vector<std::string>{"vip", "quarterly"} : std::vector<std::string>()};
    }
    TRY(showOne(stage, page));
    TRY(stage.click("tabRules"));
    TRY(shelves.put(wanted));
    stage.window()->currentPage()->workspaceChanged();
    const auto settled = stage.settle();
    TRY(shelves.put(none)); // the other pictures have none
    return settled;
}

// The tab that compares, with what the data of the demo shop tell.
static Result<void> showWho(Stage &stage, const QString &page, int scroll) {
    TRY(showOne(stage, page));
    TRY(stage.tab("segmentTabs", 1));
    auto *finder = stage.window()->findChild<ui::TraitFinder *>();
    for (int i = 0; i < 200 && finder->isFinding(); ++i)
        stage.wait(50);
    TRY(stage.settle());
    auto *bar = stage.window()->findChild<QScrollArea *>(QStringLiteral("whoScroll"))->verticalScrollBar();
    bar->setValue(scroll < 0 ? bar->maximum() : scroll);
    return stage.settle();
}

// The groups of the demo shop, once they are found.
static Result<void> showGroups(Stage &stage, const QString &page, int scroll) {
    TRY(stage.show(page, QStringLiteral("suggest")));
    auto *finder = stage.window()->findChild<ui::GroupFinder *>();
    for (int i = 0; i < 1200 && finder->isFinding(); ++i)
        stage.wait(50);
    TRY(stage.settle());
    auto *bar = stage.window()->findChild<QScrollArea *>(QStringLiteral("suggestionsScroll"))->verticalScrollBar();
    bar->setValue(scroll < 0 ? bar->maximum() : scroll);
    return stage.settle();
}

// A list picked by hand, described as a rule.
static Result<void> describeOne(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto rule, service::SegmentService(stage.session()).fromText("country in (AT, CH) and did purchase at least 4 times"));
    TRY(service::ListService(stage.session()).keep("Guests of the summer party", rule, "guests.csv"));
    TRY(stage.show(page, QStringLiteral("sets")));
    return stage.click("listsDescribe");
}

// How a segment has grown, and who moved between it and others.
static Result<void> showHistory(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto rule, service::SegmentService(stage.session()).fromText("did purchase in the last 60 days and country in (DE, AT, CH)"));
    TRY(stage.show(page, QStringLiteral("rule:") + QString::fromStdString(model::toJson(rule).dump())));
    return stage.click("tabHistory");
}

// A rule with a group in it, as most are.
static Result<void> showNested(Stage &stage, const QString &page) {
    TRY_ASSIGN(const auto rule, service::SegmentService(stage.session()).fromText(
        "did purchase with sum of amount > 200 in the last 2 years and last purchase older than 30 days and "
        "(country in (DE, AT, CH) or did view at least 3 times in the last 60 days) and age between 25 and 60"));
    TRY(stage.show(page, QStringLiteral("rule:") + QString::fromStdString(model::toJson(rule).dump())));
    return stage.click("tabRules");
}

static void mouse(QWidget *widget, QEvent::Type type, const QPoint &global) {
    QMouseEvent event(type, widget->mapFromGlobal(QPointF(global)), QPointF(global), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

// The last row in the hand, above another that it would join.
static Result<void> showDragged(Stage &stage, const QString &page) {
    TRY(showNested(stage, page));
    auto *grip = stage.window()->findChild<QWidget *>(QStringLiteral("ruleGrip_3")), *onto = stage.window()->findChild<QWidget *>(QStringLiteral("ruleRow_0"));
    if (!grip || !onto)
        return Error(ErrorKind::NotFound, "data.no_people");
    const QPoint start = grip->mapToGlobal(grip->rect().center());
    mouse(grip, QEvent::MouseButtonPress, start);
    mouse(grip, QEvent::MouseMove, start - QPoint(0, 20));
    mouse(grip, QEvent::MouseMove, onto->mapToGlobal(onto->rect().center()));
    return {};
}

// All that a rule can ask about, with what stands in the field that was looked for.
static Result<void> showPicker(Stage &stage, const QString &page) {
    constexpr int kPeekMs = 700; // the field in hand is looked at once the hand rests
    TRY(showNested(stage, page));
    TRY(stage.click("addCondition"));
    TRY(stage.type("pickerEdit", QStringLiteral("tier")));
    stage.wait(kPeekMs);
    return {};
}

// The limit of a rule in the hand, a third of the way along its bars.
static Result<void> showLimit(Stage &stage, const QString &page) {
    TRY(showNested(stage, page));
    const QPointer<QWidget> bars = stage.window()->findChild<QWidget *>(QStringLiteral("ruleSpread_0"));
    if (!bars || !bars->isVisible())
        return Error(ErrorKind::NotFound, "data.no_people");
    mouse(bars, QEvent::MouseButtonPress, bars->mapToGlobal(QPoint(4, 12)));
    for (int x = 6; x <= bars->width() / 3; x += 2) {
        mouse(bars, QEvent::MouseMove, bars->mapToGlobal(QPoint(x, 12)));
        stage.wait(30);
    }
    stage.wait(300); // its count is painted while it is held
    stage.afterwards([bars] {
        if (bars)
            mouse(bars, QEvent::MouseButtonRelease, bars->mapToGlobal(QPoint(4, 12)));
    });
    return {};
}

// The people behind a bar, who can be made a segment.
static Result<void> showBehind(Stage &stage, const QString &page) {
    TRY(showOne(stage, page));
    auto *left = stage.window()->findChild<ui::BarRows *>(QStringLiteral("leftRows"));
    if (!left || left->itemCount() < 2)
        return Error(ErrorKind::NotFound, "data.no_people");
    left->activateItem(1);
    stage.afterwards([panel = QPointer(stage.window()->currentPage()->findChild<ui::PeoplePanel *>())] {
        if (panel)
            panel->close();
    });
    return stage.settle();
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
        {page, QStringLiteral("segments-who"), Stage::Place::Demo, [page](Stage &stage) { return showWho(stage, page, 0); }},
        {page, QStringLiteral("segments-who-more"), Stage::Place::Demo, [page](Stage &stage) { return showWho(stage, page, -1); }},
        {page, QStringLiteral("segments-suggest"), Stage::Place::Demo, [page](Stage &stage) { return showGroups(stage, page, 0); }},
        {page, QStringLiteral("segments-suggest-more"), Stage::Place::Demo, [page](Stage &stage) { return showGroups(stage, page, -1); }},
        {page, QStringLiteral("segments-describe"), Stage::Place::Demo, [page](Stage &stage) { return describeOne(stage, page); }},
        {page, QStringLiteral("segments-new"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("new")); }},
        {page, QStringLiteral("segments-kinds"), Stage::Place::Demo, [page](Stage &stage) { return showKinds(stage, page); }},
        {page, QStringLiteral("segments-overlap"), Stage::Place::Demo, [page](Stage &stage) { return showOverlap(stage, page); }},
        {page, QStringLiteral("segments-folders"), Stage::Place::Demo, [page](Stage &stage) { return showFolders(stage, page); }},
        {page, QStringLiteral("segments-history"), Stage::Place::Demo, [page](Stage &stage) { return showHistory(stage, page); }},
        {page, QStringLiteral("segments-groups"), Stage::Place::Demo, [page](Stage &stage) { return showNested(stage, page); }},
        {page, QStringLiteral("segments-drag"), Stage::Place::Demo, [page](Stage &stage) { return showDragged(stage, page); }},
        {page, QStringLiteral("segments-picker"), Stage::Place::Demo, [page](Stage &stage) { return showPicker(stage, page); }, false},
        {page, QStringLiteral("segments-limit"), Stage::Place::Demo, [page](Stage &stage) { return showLimit(stage, page); }, false},
        {page, QStringLiteral("segments-people"), Stage::Place::Demo, [page](Stage &stage) { return showBehind(stage, page); }, false},
        {page, QStringLiteral("segments-lists"), Stage::Place::Demo, [page](Stage &stage) { return showSets(stage, page); }},
        {page, QStringLiteral("segments-list-file"), Stage::Place::Demo, [page](Stage &stage) { return showFileOfPeople(stage, page); }},
        {page, QStringLiteral("segments-value"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("sets:new-value")); }},
        {page, QStringLiteral("segments-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("segments-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("segments-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
