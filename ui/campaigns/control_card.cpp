#include "ui/campaigns/control_card.h"

#include "qbase/convert.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <cmath>

namespace audience::ui {

using service::ControlResult;
using service::Difference;

namespace {

Decimal cents(double value) { return {static_cast<std::int64_t>(std::llround(value * 100)), 2}; }
// Sums that were worked out from means are no more exact than their range.
Decimal rounded(double value) {
    const double step = std::abs(value) >= 10'000 ? 100 : std::abs(value) >= 1'000 ? 10 : 1;
    return {static_cast<std::int64_t>(std::llround(value / step) * std::llround(step)), 0};
}

QString each(double value) { return interfaceLocale().toString(value, 'f', 3); }

} // namespace

ControlCard::ControlCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("controlCard"));
    setProperty("role", QStringLiteral("card"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(space::kPage * 2);
    auto *words = makeColumn(space::kSmall);
    m_title = makeLabel(tr("What the email caused"), "strong", this);
    words->addWidget(m_title);
    auto *figures = makeRow(20);
    m_caused = new FigureBox(QStringLiteral("figureCaused"), tr("Revenue caused"), FigureBox::Size::Large, this);
    m_orders = new FigureBox(QStringLiteral("figureOrdersCaused"), tr("Orders caused"), FigureBox::Size::Medium, this);
    m_held = new FigureBox(QStringLiteral("figureHeldOut"), tr("Got nothing"), FigureBox::Size::Medium, this);
    m_held->setOpens(true);
    connect(m_held, &FigureBox::opened, this, &ControlCard::controlOpened);
    for (FigureBox *box : {m_caused, m_orders, m_held})
        figures->addWidget(box, 0, Qt::AlignTop); // their names on one line
    figures->addStretch(1);
    words->addLayout(figures);
    m_words = makeLabel({}, "small", this);
    m_words->setObjectName(QStringLiteral("controlWords"));
    m_words->setWordWrap(true);
    words->addWidget(m_words);
    words->addStretch(1);
    row->addLayout(words, 5);
    auto *side = makeColumn(space::kSmall);
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("controlTable"), tr("Both groups per person"), this);
    m_table->setModel(m_model);
    m_table->setFocusPolicy(Qt::TabFocus);
    side->addWidget(m_table);
    m_foot = makeLabel({}, "secondary", this);
    m_foot->setObjectName(QStringLiteral("controlFoot"));
    m_foot->setWordWrap(true);
    side->addWidget(m_foot);
    row->addLayout(side, 6);
}

// In 95 of 100 such sends the range holds what is true.
static QString verdict(const Difference &each, double people, const QString &low, const QString &high, bool isRevenue) {
    if (!each.isClear())
        return isRevenue ? ControlCard::tr("It cannot be told from chance whether it earned anything: between %1 and %2 fits what was seen.").arg(low, high)
                         : ControlCard::tr("It cannot be told from chance whether it brought orders: between %1 and %2 fits what was seen.").arg(low, high);
    if (each.mean * people > 0)
        return isRevenue ? ControlCard::tr("It earned between %1 and %2 that would not have come without it.").arg(low, high)
                         : ControlCard::tr("It brought between %1 and %2 orders that would not have come without it.").arg(low, high);
    return isRevenue ? ControlCard::tr("Who got it bought less: it cost between %2 and %1.").arg(low, high)
                     : ControlCard::tr("Who got it ordered less: between %1 and %2 orders.").arg(low, high);
}

void ControlCard::show(const ControlResult &result) {
    const ZoneScope here(this);
    const double people = double(result.sent.people);
    const bool hasRevenue = result.definition.hasRevenue();
    const auto money = [&](double value) { return moneyWords(rounded(value), result.definition.currency, 0); };
    const auto &main = hasRevenue ? result.revenue : result.orders;
    m_caused->setVisible(hasRevenue && result.revenue.has_value());
    m_orders->setVisible(result.orders.has_value());
    if (result.revenue)
        m_caused->setFigure(money(result.revenue->mean * people), tr("%1 to %2").arg(money(result.revenue->low * people), money(result.revenue->high * people)),
                            !result.revenue->isClear() ? Tone::Neutral : result.revenue->mean > 0 ? Tone::Good : Tone::Bad);
    const auto orders = [&](double each) { return formatNumber(std::llround(each * people)); };
    if (result.orders)
        m_orders->setFigure(orders(result.orders->mean), tr("%1 to %2").arg(orders(result.orders->low), orders(result.orders->high)));
    m_held->setFigure(formatNumber(result.control.people));
    QString words;
    if (result.isTooSmall)
        words = tr("With fewer than %n people in a group nothing can be told.", nullptr, int(service::kLeastGroup));
    else if (!main)
        words = tr("Nobody in either group has bought anything yet.");
    else
        words = hasRevenue ? verdict(*main, people, money(main->low * people), money(main->high * people), true)
                           : verdict(*main, people, orders(main->low), orders(main->high), false);
    m_words->setText(words);
    QVector<TableColumn> columns{TableColumn{}, {tr("People"), true}, {tr("Orders each"), true}};
    columns[0].spoken = tr("Group");
    if (hasRevenue)
        columns.append({tr("Revenue each"), true});
    TableRows rows;
    for (const auto &[name, group] : {std::pair{tr("Meant to get it"), &result.sent}, {tr("Got nothing"), &result.control}}) {
        QStringList row{name, formatNumber(group->people), each(group->ordersEach.mean())};
        if (hasRevenue)
            row.append(moneyWords(cents(group->revenueEach.mean()), result.definition.currency, 2));
        rows.append(row);
    }
    m_model->setRows(columns, rows);
    m_table->fitColumns(220, 0);
    m_table->setFixedHeight(m_table->verticalHeader()->defaultSectionSize() * 2 + m_table->horizontalHeader()->sizeHint().height() + 4);
    QString foot = tr("All purchases within %n days of the start, whether or not they followed a click.", nullptr, result.definition.windowDays);
    if (result.isSoFar)
        foot += QLatin1Char(' ') + tr("The days are not over: this is what came until %1.").arg(momentWords(result.span.until));
    foot += QLatin1Char(' ') + tr("Ranges hold the truth in 95 of 100 such sends.");
    m_foot->setText(foot);
}

} // namespace audience::ui
