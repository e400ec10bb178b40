#include "ui/campaigns/control_card.h"

#include "ui/kit/figure_box.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/people/control_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace audience::ui {

ControlCard::ControlCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("controlCard"));
    setProperty("role", QStringLiteral("card"));
    auto *row = m_row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(space::kPage * 2);
    auto *words = makeColumn(space::kSmall);
    m_title = makeLabel(tr("What the email caused"), "strong", this);
    words->addWidget(m_title);
    auto *figures = makeRow(20);
    m_caused = new FigureBox(QStringLiteral("figureCaused"), tr("Revenue caused"), FigureBox::Size::Medium, this);
    m_orders = new FigureBox(QStringLiteral("figureOrdersCaused"), tr("Orders caused"), FigureBox::Size::Medium, this);
    m_held = new FigureBox(QStringLiteral("figureHeldOut"), tr("Got nothing"), FigureBox::Size::Medium, this);
    m_held->setOpens(true);
    connect(m_held, &FigureBox::opened, this, &ControlCard::controlOpened);
    for (FigureBox *box : {m_caused, m_orders, m_held})
        figures->addWidget(box, 0, Qt::AlignTop); // their names, figures and ranges each on one line
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

// Where there is no room for the words of a table beside the figures it stands below them.
void ControlCard::resizeEvent(QResizeEvent *event) {
    constexpr int kBeside = 980;
    const bool isWide = width() >= Theme::instance().pixels(kBeside);
    m_row->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(isWide ? space::kPage * 2 : space::kMedium);
    QFrame::resizeEvent(event);
}

void ControlCard::show(const service::ControlResult &result) {
    const ZoneScope here(this);
    const ControlWords words = controlWords(result);
    m_caused->setVisible(!words.revenue.isEmpty());
    m_orders->setVisible(!words.orders.isEmpty());
    if (result.revenue)
        m_caused->setFigure(words.revenue, words.revenueRange, !result.revenue->isClear() ? Tone::Neutral : result.revenue->mean > 0 ? Tone::Good : Tone::Bad);
    m_orders->setFigure(words.orders, words.ordersRange);
    m_held->setFigure(formatNumber(result.control.people));
    m_words->setText(words.verdict);
    QVector<TableColumn> columns(words.columns.size());
    columns[0].spoken = words.columns[0];
    for (int i = 1; i < words.columns.size(); ++i)
        columns[i] = {words.columns[i], true};
    m_model->setRows(columns, words.rows);
    m_table->fitColumns(220, 0);
    m_table->setFixedHeight(m_table->verticalHeader()->defaultSectionSize() * 2 + m_table->horizontalHeader()->sizeHint().height() + 4);
    m_foot->setText(words.foot);
}

} // namespace audience::ui
