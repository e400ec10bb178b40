#include "app/gallery/gallery.h"
#include "ui/kit/card.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/step_row.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/toast.h"
#include "ui/kit/widgets.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::gallery {

using namespace ui;

static QString s(const char *text) {
    return QString::fromUtf8(text);
}

static QWidget *stack(std::initializer_list<QWidget *> widgets, Qt::Orientation orientation = Qt::Vertical) {
    auto *box = new QWidget;
    auto *layout = new QBoxLayout(orientation == Qt::Vertical ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

static QWidget *lists() {
    auto *needs = new Card(s("Needs you"));
    needs->setCount(s("3"));
    needs->showLine(true);
    auto *rows = new ListRows(s("needs"), s("Needs you"));
    rows->setItems({{s("a"), s("user-check"), Tone::Accent, {}, s("Approve “Win-back 1” for 1,198 people"), s("Jonas asks since yesterday · one statement was reworded"), {}, s("Review")},
                    {s("b"), s("circle-help"), Tone::Warning, {}, s("1 email of Win-back November may not have gone out"), s("Amazon has not answered about eva.k@example.org; nothing is sent twice"), {}, s("Decide")},
                    {s("c"), s("triangle-alert"), Tone::Bad, {}, s("12 customers are older than 110"), s("Found at this morning’s refresh, probably birth years"), {}, s("Show")}});
    needs->body()->addWidget(rows);
    needs->body()->addStretch(1);
    auto *next = new Card(s("Goes out next"));
    next->showLine(true);
    auto *times = new ListRows(s("next"), s("Goes out next"));
    times->setItems({{s("a"), {}, Tone::Neutral, s("10:30"), s("Cart reminder"), s("journey · about 40 people"), {}, {}},
                     {s("b"), {}, Tone::Neutral, s("14:00"), s("Newsletter 47"), s("8,108 people, local time"), s("8,108"), {}},
                     {s("c"), {}, Tone::Neutral, s("Mon"), s("Loyalty points"), s("still a draft"), {}, {}}});
    next->body()->addWidget(times);
    next->body()->addStretch(1);
    auto *worth = new Card(s("Worth a look"));
    auto *wrapped = new ListRows(s("worth"), s("Worth a look"));
    wrapped->setLines(false);
    wrapped->setWrapping(true);
    wrapped->setItems({{s("a"), s("triangle-alert"), Tone::Warning, {}, s("Bounces at gmail.com doubled since Tuesday"), s("1.9 %, usual 0.8 – 1.1 %"), {}, {}},
                       {s("b"), s("trending-down"), Tone::Bad, {}, s("Loyalty points earns less than it costs"), s("Stop, or send to Champions only (+2.1x)"), {}, {}}});
    worth->body()->addWidget(wrapped);
    worth->body()->addStretch(1);
    worth->setFixedWidth(220);
    auto *steps = new StepRow(s("steps"));
    steps->setSteps({{s("who"), s("Audience"), s("1,284 chosen, 1,198 can be emailed"), Step::State::Done}, {s("what"), s("Content"), s("Win-back 1, 2 versions"), Step::State::Done},
                     {s("test"), s("Test"), s("No test yet"), Step::State::Open}, {s("when"), s("Timing"), s("This computer must be awake"), Step::State::Warning},
                     {s("ok"), s("Approved"), s("Refused by Ida L."), Step::State::Bad}});
    return stack({steps, stack({needs, next}, Qt::Horizontal), stack({worth, new QWidget}, Qt::Horizontal)});
}

static QWidget *tables() {
    auto *card = new Card(s("People"));
    card->setNote(s("first 50 of 1,284"));
    card->setFlush();
    auto *model = new TableModel(card);
    TableColumn name{s("Person")}, state{s("State")}, spent{s("Spent")}, age{s("age")}, line{s("Orders")}, what{s("What happened")};
    spent.number = age.number = true;
    age.sayEmpty = true;
    what.quiet = true;
    state.chip = [](const QString &raw) {
        return std::pair(raw, raw == s("Clicked") || raw == s("Delivered") ? Tone::Good : raw == s("Not sure") ? Tone::Warning : raw == s("Bounced") ? Tone::Bad : Tone::Neutral);
    };
    TableRows rows;
    const char *states[] = {"Clicked", "Delivered", "Not sure", "Bounced", "Handed over"};
    for (int i = 0; i < 14; ++i)
        rows.append({QStringLiteral("person%1@example.org").arg(i), s(states[i % 5]), formatNumber(1204 - i * 91), i % 4 == 2 ? QString() : QString::number(21 + i), QStringLiteral("%1;3;%2;5;%3").arg(i).arg(i * 2).arg(9 - i),
                     s("Connection closed before Amazon answered. Waiting to hear; never sent twice.")});
    model->setRows({name, state, spent, age, line, what}, rows);
    auto *view = new TableView(s("people"), s("People"));
    view->setProperty("role", QStringLiteral("plain"));
    view->setModel(model);
    view->setItemDelegateForColumn(4, new SparklineDelegate(Qt::DisplayRole, true, view));
    view->fitColumns();
    view->setColumnWidth(3, 52);
    view->setColumnWidth(4, 90);
    view->selectRow(3);
    view->setMinimumHeight(400);
    card->body()->addWidget(view);
    return card;
}

static QWidget *states() {
    const auto made = [](auto act) {
        auto *card = new Card;
        auto *view = new StateView(s("state"), new QWidget);
        act(view);
        card->body()->addWidget(view);
        card->setMinimumHeight(210);
        return card;
    };
    auto *loading = made([](StateView *view) { view->showLoading(s("Reading the table")); view->setCurrentIndex(1); });
    auto *empty = made([](StateView *view) { view->showEmpty(s("users"), s("No segments yet"), s("A segment is a group of people that follows rules and keeps itself up to date."), s("New segment")); });
    auto *error = made([](StateView *view) { view->showError(s("The file cannot be opened"), s("Another program holds it. Nothing was lost. Close that program and try again."), s("Try again")); });
    const auto notice = [](Tone tone, const char *title) {
        auto *made = new Notice(s("notice"));
        made->say(tone, s(title), s("Probably birth years typed as age."), s("Show rows"));
        return made;
    };
    auto *plain = new QWidget;
    plain->setMinimumHeight(80);
    auto *toast = new Toast(plain);
    plain->resize(800, 80);
    toast->say(s("Segment “Win-back, high value” deleted"), [] {});
    return stack({stack({loading, empty, error}, Qt::Horizontal),
                  stack({notice(Tone::Warning, "12 values above 110"), notice(Tone::Bad, "The send has stopped"), notice(Tone::Good, "Saved"), notice(Tone::Accent, "Good to know")}, Qt::Horizontal), plain});
}

static QWidget *panes() {
    auto *split = new SplitPane(s("galleryPanes"), Qt::Horizontal, false);
    auto *list = new SideList(s("Segments"), s("gallerySegments"));
    list->setItems({{s("a"), s("All customers"), s("20,000"), s("users")}, {s("b"), s("Win-back, high value"), s("1,284"), s("users")},
                    {s("c"), s("Deutschland, ohne Käufe seit mehr als einem Jahr"), s("1,967"), s("users")}});
    list->choose(s("b"));
    list->allowAdd(s("New segment"));
    auto *side = makePane("paneRight", 256);
    auto *rows = new BarRows;
    rows->setRows({{s("All"), 20000, {}, -1}, {s("Spent > 500 €"), 4102, {}, 0}, {s("Can be emailed"), 1198, {}, -2}});
    side->layout()->addWidget(rows);
    static_cast<QVBoxLayout *>(side->layout())->addStretch(1);
    auto *calendar = new QCalendarWidget;
    split->addPane(list, 212, s("the list"));
    split->addPane(calendar, 0, s("the work"));
    split->addPane(side, 256, s("what is left"));
    split->setMinimumHeight(430);
    return split;
}

QList<Part> structureParts() {
    return {{s("lists"), s("Cards, lists, steps"), lists}, {s("tables"), s("Table"), tables}, {s("states"), s("Empty, loading, error, notices, toast"), states}, {s("panes"), s("Panes"), panes}};
}

} // namespace audience::gallery
