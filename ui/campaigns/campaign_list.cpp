#include "ui/campaigns/campaign_list.h"

#include "qbase/convert.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTimer>

#include <algorithm>
#include <map>

namespace audience::ui {

using model::CampaignState;

static constexpr int kNextShown = 4;
static const QString kArchived = QStringLiteral("archived"); // no state: whatever became of them

CampaignList::CampaignList(QWidget *parent) : QWidget(parent) {
    auto *inside = new QWidget(this);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(measured(inside, Measure::Board, this));
    m_notice = new Notice(QStringLiteral("campaignsNotice"), this);
    layout->addWidget(m_notice);
    auto *next = makeCard(tr("Goes out next"), this);
    next->setObjectName(QStringLiteral("campaignNext"));
    m_nextRows = new ListRows(QStringLiteral("campaignNextRows"), tr("Goes out next"), next);
    next->layout()->addWidget(m_nextRows);
    m_more = makeLabel({}, "secondary", next);
    next->layout()->addWidget(m_more);
    connect(m_nextRows, &ListRows::opened, this, [this](const QString &id) { Q_EMIT opened(id.toLongLong()); });
    m_next = next;
    layout->addWidget(next);
    auto *card = makeCard({}, this);
    card->layout()->setContentsMargins(1, 10, 1, 1);
    auto *head = makeRow(6);
    head->setContentsMargins(12, 0, 12, 0);
    m_filters = new FilterChips(QStringLiteral("campaignFilters"), tr("Which campaigns"), FilterChips::Mode::One, card);
    connect(m_filters, &FilterChips::chosenChanged, this, [this](const QStringList &ids) {
        m_filter = ids.value(0);
        fill();
    });
    static_cast<QHBoxLayout *>(head)->addWidget(m_filters, 1, Qt::AlignVCenter);
    m_search = new QLineEdit(card);
    m_search->setObjectName(QStringLiteral("campaignSearch"));
    m_search->setAccessibleName(tr("Search campaigns"));
    m_search->setPlaceholderText(tr("Search campaigns or tags"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(220);
    head->addWidget(m_search);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(head);
    m_table = new TableModel(this);
    m_view = new TableView(QStringLiteral("campaignTable"), tr("Campaigns"), card);
    m_view->setProperty("role", QStringLiteral("plain"));
    m_view->setModel(m_table);
    m_columns = new ColumnFit(m_view);
    card->layout()->addWidget(m_view);
    layout->addWidget(card);
    m_definition = makeLabel({}, "secondary", this);
    m_definition->setObjectName(QStringLiteral("earnedDefinition"));
    m_definition->setAlignment(Qt::AlignTrailing);
    m_definition->hide();
    layout->addWidget(m_definition);
    layout->addStretch(1);
    const auto openRow = [this](const QModelIndex &index) {
        if (index.row() >= 0 && index.row() < int(m_shown.size()))
            Q_EMIT opened(m_campaigns[m_shown[std::size_t(index.row())]].id.value);
    };
    connect(m_view, &QTableView::activated, this, openRow);
    connect(m_view, &QTableView::clicked, this, openRow);
    connect(m_search, &QLineEdit::textChanged, this, &CampaignList::fill);
}

void CampaignList::show(const std::vector<service::CampaignView> &campaigns, const service::SendingMachine &machine, Instant now) {
    m_campaigns = campaigns;
    m_machine = machine;
    m_now = now;
    showNext();
    showFilters();
    fill();
}

void CampaignList::setFigures(const QHash<qint64, Figures> &figures) {
    m_figures = figures;
    fill();
}

void CampaignList::setEarned(const Earned &earned) {
    m_earned = earned;
    m_definition->setText(earned.definition.isEmpty() ? QString() : tr("Earned: %1").arg(earned.definition));
    m_definition->setVisible(!earned.definition.isEmpty());
    fill();
}

void CampaignList::showNext() {
    std::multimap<std::int64_t, const service::CampaignView *> next;
    for (const auto &campaign : m_campaigns)
        if (campaign.state == CampaignState::Scheduled || campaign.reason == "missed_start")
            next.emplace(campaign.nextStart.micros, &campaign);
    m_next->setVisible(!next.empty());
    QList<ListRowItem> items;
    for (const auto &[start, campaign] : next) {
        if (items.size() == kNextShown)
            break;
        const bool isMissed = campaign->state != CampaignState::Scheduled;
        ListRowItem item;
        item.id = QString::number(campaign->id.value);
        item.lead = startWords(campaign->nextStart, toQString(campaign->campaign.startZone), m_now);
        item.title = toQString(campaign->campaign.name);
        item.note = isMissed            ? tr("was missed; start it or choose another time")
                    : m_machine.isHandedOver ? tr("sent by %1").arg(toQString(m_machine.name))
                    : m_machine.isThis ? tr("sent by this computer; it must be awake then")
                                       : tr("sent by %1; it must be awake then").arg(toQString(m_machine.name));
        item.tone = isMissed ? Tone::Warning : Tone::Neutral;
        items.append(item);
    }
    m_nextRows->setItems(items);
    m_more->setText(int(next.size()) > kNextShown ? tr("and %Ln more", nullptr, int(next.size()) - kNextShown) : QString());
    m_more->setVisible(!m_more->text().isEmpty());
}

void CampaignList::showFilters() {
    std::map<CampaignState, int> counts;
    int archived = 0;
    for (const auto &campaign : m_campaigns)
        if (campaign.campaign.isArchived)
            ++archived;
        else
            ++counts[campaign.state];
    QList<FilterChip> chips{{{}, tr("All"), qint64(m_campaigns.size()) - archived}};
    for (const auto &[state, count] : counts) {
        const QString id = toQString(model::toText(state));
        chips.append({id, campaignChip(id).first, count});
    }
    if (archived > 0)
        chips.append({kArchived, tr("Archived"), archived});
    m_filters->setChips(chips);
    m_filter = m_filters->chosen().value(0);
}

QString CampaignList::whenOf(const service::CampaignView &campaign) const {
    const ZoneScope here(this);
    if (campaign.nextStart.micros > 0) {
        const QString start = startWords(campaign.nextStart, toQString(campaign.campaign.startZone), m_now);
        const bool isSeries = campaign.campaign.plan.recurrence.repeat != model::Repeat::Never;
        return campaign.reason == "missed_start" ? tr("missed %1").arg(start) : isSeries ? tr("next %1").arg(start) : start;
    }
    if (campaign.finishedAt.micros > 0)
        return dayAndTime(campaign.finishedAt);
    if (campaign.startedAt.micros > 0)
        return tr("since %1").arg(dayAndTime(campaign.startedAt));
    return tr("changed %1").arg(dayAndTime(campaign.savedAt));
}

void CampaignList::fill() {
    const QString search = m_search->text().trimmed();
    TableRows rows;
    m_shown.clear();
    for (std::size_t i = 0; i < m_campaigns.size(); ++i) {
        const service::CampaignView &campaign = m_campaigns[i];
        const QString state = toQString(model::toText(campaign.state)), name = toQString(campaign.campaign.name);
        const QString segment = toQString(campaign.segmentName), email = toQString(campaign.templateName);
        if (campaign.campaign.isArchived != (m_filter == kArchived))
            continue;
        if (!m_filter.isEmpty() && m_filter != kArchived && state != m_filter)
            continue;
        const auto &tags = campaign.campaign.tags;
        const bool isTagged = std::any_of(tags.begin(), tags.end(), [&](const std::string &tag) { return toQString(tag).contains(search, Qt::CaseInsensitive); });
        if (!search.isEmpty() && !name.contains(search, Qt::CaseInsensitive) && !segment.contains(search, Qt::CaseInsensitive) &&
            !email.contains(search, Qt::CaseInsensitive) && !isTagged)
            continue;
        m_shown.push_back(i);
        const auto facts = m_figures.constFind(campaign.id.value);
        const bool isKnown = facts != m_figures.constEnd();
        rows.append({name, state, whenOf(campaign), segment, email, campaign.isPractice ? tr("Practice") : toQString(campaign.campaign.connection),
                     campaign.audience > 0 ? formatNumber(campaign.accepted) : QString(), isKnown && facts->opened ? formatNumber(*facts->opened) : QString(),
                     isKnown && facts->clicked ? formatNumber(*facts->clicked) : QString()});
        if (!m_earned.words.isEmpty())
            rows.last().append(m_earned.words.value(campaign.id.value));
    }
    QVector<TableColumn> columns{{tr("Name")},    {tr("State")},      {tr("When")},         {tr("Segment")},      {tr("Email")},
                                 {tr("Through")}, {tr("Sent"), true}, {tr("Opened"), true}, {tr("Clicked"), true}};
    if (!m_earned.words.isEmpty())
        columns.append({tr("Earned"), true});
    columns[1].chip = campaignChip;
    for (const int quiet : {2, 3, 4, 5})
        columns[quiet].quiet = true;
    m_table->setRows(columns, rows);
    // Where there is no room: how it went out first, then which email, then to whom.
    m_columns->fit({0, 3, 4}, {5, 4, 7, 3});
    fitHeight();
}

// As high as its rows, no higher than the page: an empty card under a short list says nothing.
void CampaignList::fitHeight() {
    constexpr int kLeast = 3;
    const int top = m_view->mapTo(this, QPoint()).y();
    const int rows = std::max(kLeast, m_table->rowCount());
    const int wanted = m_view->horizontalHeader()->height() + rows * m_view->verticalHeader()->defaultSectionSize() + 4;
    m_view->setFixedHeight(std::clamp(wanted, 120, std::max(120, height() - top - space::kPage - 2 - (m_definition->isHidden() ? 0 : m_definition->sizeHint().height() + space::kMedium))));
}

void CampaignList::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &CampaignList::fitHeight); // when the cards above have their places
}

} // namespace audience::ui
