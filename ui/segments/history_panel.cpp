#include "ui/segments/history_panel.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/card.h"
#include "ui/kit/date_button.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/flow_view.h"
#include "ui/segments/history_chart.h"
#include "ui/text/sentences.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::HistoryStep;

namespace {

constexpr int kWidest = 1160, kFirstOthers = 3, kEpoch = 2440588; // the Julian day of 1 January 1970

CivilDate civil(const QDate &day) { return {static_cast<std::int32_t>(day.toJulianDay() - kEpoch)}; }
QDate dateOf(CivilDate day) { return QDate::fromJulianDay(day.days + kEpoch); }

struct Range {
    HistoryStep step;
    QDate (*first)(const QDate &last);
};
const Range kRanges[] = {
    {HistoryStep::Week, [](const QDate &last) { return last.addDays(-12 * 7); }},
    {HistoryStep::Week, [](const QDate &last) { return last.addMonths(-6); }},
    {HistoryStep::Week, [](const QDate &last) { return last.addYears(-1); }},
    {HistoryStep::Month, [](const QDate &last) { return last.addYears(-3); }},
};

QLabel *quiet(QWidget *parent) {
    QLabel *label = makeLabel({}, "tertiary", parent);
    label->setWordWrap(true);
    return label;
}

// Beside each other, and below each other where the page is narrow.
QWidget *inFlow(const QList<QWidget *> &parts, QWidget *parent) {
    auto *line = new QWidget(parent);
    auto *flow = new FlowLayout(line, space::kSmall);
    flow->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : parts)
        flow->addWidget(part);
    return line;
}

QString listed(const std::vector<std::string> &names) {
    QStringList words;
    for (const std::string &name : names)
        words << toQString(name);
    return interfaceLocale().createSeparatedList(words);
}

} // namespace

QString HistoryPanel::asTodayWords(const service::AsToday &parts) {
    QStringList words;
    if (!parts.attributes.empty())
        words << tr("As it is today, because the data hold no past of it: %1.").arg(listed(parts.attributes));
    if (!parts.tables.empty())
        words << tr("With all its rows, because they have no time: %1.").arg(listed(parts.tables));
    if (parts.lists)
        words << tr("Lists: as they are today.");
    if (parts.queries)
        words << tr("Queries: answered by the data of today.");
    if (parts.reachable)
        words << tr("Who can be emailed: as of today.");
    if (parts.consent)
        words << tr("Consent: from the day of the newest word; what it replaced is not kept.");
    if (parts.suppression)
        words << tr("Suppressed addresses: from their day on, without those taken off since.");
    return words.join(QLatin1Char(' '));
}

HistoryPanel::HistoryPanel(std::shared_ptr<service::Session> session, std::function<qint64()> openSegment, QWidget *parent)
    : StudyPanel(parent), m_session(std::move(session)), m_openSegment(std::move(openSegment)), m_sizes(this), m_changes(this), m_flows(this) {
    setObjectName(QStringLiteral("historyPanel"));
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kPage);
    column->addWidget(buildSizes(inside));
    column->addWidget(buildChange(inside));
    column->addWidget(buildFlow(inside));
    column->addStretch(1);
    inside->setMaximumWidth(kWidest);
    m_state = new StateView(QStringLiteral("historyState"), makeScroll(QStringLiteral("historyScroll"), inside, this), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    connect(m_state, &StateView::actionWanted, this, &HistoryPanel::askSizes);
    m_soon.setSingleShot(true);
    m_soon.setInterval(120);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        askChange();
        askFlow();
    });
}

Card *HistoryPanel::buildSizes(QWidget *parent) {
    auto *card = new Card(tr("People in this segment"), parent);
    m_range = new SegmentedControl(QStringLiteral("historyRange"), tr("How far back"), card);
    for (const QString &words : {tr("12 weeks"), tr("6 months"), tr("1 year"), tr("3 years")})
        m_range->addSegment(words);
    m_range->setCurrent(2);
    connect(m_range, &SegmentedControl::currentChanged, this, &HistoryPanel::askSizes);
    card->body()->addWidget(inFlow({m_range}, card));
    m_chart = new HistoryChart(card);
    card->body()->addWidget(m_chart);
    QLabel *people = quiet(card);
    people->setObjectName(QStringLiteral("historyPeople"));
    people->setText(tr("Every day counts the people of today: who was added to the data later can count on earlier days too, who was deleted since counts on none."));
    card->body()->addWidget(people);
    m_asToday = quiet(card);
    m_asToday->setObjectName(QStringLiteral("historyAsToday"));
    card->body()->addWidget(m_asToday);
    connect(m_chart, &HistoryChart::daysMoved, this, &HistoryPanel::daysChosen);
    connect(m_chart, &HistoryChart::dayOpened, this, [this](const QDate &day) {
        Q_EMIT peopleWanted(tr("%1 on %2").arg(ownName(), formatDate(day)), m_asToday->text(),
                            [rule = m_sizesRule, at = civil(day)](service::Session &session, CancelToken cancel) -> Result<MemberOpener::List> {
                                TRY_ASSIGN(auto then, service::membersOn(session, rule, at, cancel));
                                return std::move(then.people);
                            });
    });
    return card;
}

Card *HistoryPanel::buildChange(QWidget *parent) {
    auto *card = new Card(tr("Who came and went"), parent);
    m_from = new DateButton(QStringLiteral("historyFrom"), tr("From the end of this day"), card);
    m_to = new DateButton(QStringLiteral("historyTo"), tr("To the end of this day"), card);
    card->body()->addWidget(inFlow({m_from, m_to}, card));
    for (DateButton *button : {m_from, m_to})
        connect(button, &DateButton::dateChanged, this, [this] {
            m_chart->setDays(qMin(m_from->date(), m_to->date()), qMax(m_from->date(), m_to->date()));
            daysChosen();
        });
    m_change = makeLabel({}, "secondary", card);
    m_change->setObjectName(QStringLiteral("historyChange"));
    m_change->setWordWrap(true);
    card->body()->addWidget(m_change);
    m_rows = new BarRows(card);
    m_rows->setObjectName(QStringLiteral("historyRows"));
    m_rows->setAccessibleName(tr("Who came and went"));
    m_rows->setOpens(true);
    connect(m_rows, &BarRows::rowActivated, this, &HistoryPanel::openChange);
    card->body()->addWidget(m_rows);
    return card;
}

Card *HistoryPanel::buildFlow(QWidget *parent) {
    m_flowCard = new Card(tr("Where they went"), parent);
    m_choose = makeButton(QStringLiteral("historyChoose"), tr("Choose segments"), "", "users", m_flowCard);
    connect(m_choose, &QPushButton::clicked, this, &HistoryPanel::chooseOthers);
    m_flowCard->addAction(m_choose);
    m_flow = new FlowView(m_flowCard);
    connect(m_flow, &FlowView::wayActivated, this, &HistoryPanel::openFlow);
    m_flowCard->body()->addWidget(m_flow);
    m_flowNote = quiet(m_flowCard);
    m_flowNote->setObjectName(QStringLiteral("historyFlowNote"));
    m_flowCard->body()->addWidget(m_flowNote);
    return m_flowCard;
}

QString HistoryPanel::ownName() const { return m_name.isEmpty() ? tr("This segment") : m_name; }

void HistoryPanel::showRule(const model::SegmentRule &rule, const QString &name) {
    const bool isSame = m_isShown && !m_isOld && rule == m_rule;
    m_rule = rule;
    m_name = name;
    m_own = m_openSegment();
    if (isSame)
        return;
    m_isShown = true;
    askSizes();
}

void HistoryPanel::showElsewhere(const model::SegmentRule &, const QString &, const QString &source) {
    showNothing();
    m_state->showEmpty(QStringLiteral("database"), elsewhereTitle(source), elsewhereWords());
}

void HistoryPanel::showNothing() {
    m_soon.stop();
    m_sizes.drop();
    m_changes.drop();
    m_flows.drop();
    m_isShown = m_isCounting = m_isComparing = m_isFlowing = false;
    m_chart->setPoints({});
    m_state->showEmpty(QStringLiteral("history"), tr("Not counted yet"), notCountedWords());
}

void HistoryPanel::setVocabulary(const service::RuleVocabulary &vocabulary) { m_vocabulary = vocabulary; }

void HistoryPanel::dataChanged() { m_isOld = true; }

void HistoryPanel::askSizes() {
    if (!m_isShown)
        return;
    if (m_chart->points().isEmpty())
        m_state->showLoading(tr("Counting the segment on other days"));
    m_isOld = false;
    m_isCounting = true;
    m_isComparing = m_isFlowing = false;
    m_soon.stop();
    m_changes.drop();
    m_flows.drop();
    m_sizes.request(
        [session = m_session, rule = m_rule, range = kRanges[m_range->current()], shown = m_today, from = m_chart->first(),
         to = m_chart->last()](CancelToken cancel) -> Result<Sizes> {
            Sizes sizes;
            sizes.today = dateOf(service::historyToday(*session));
            const QDate first = range.first(sizes.today);
            Change &between = sizes.change;
            between.rule = rule;
            between.from = from;
            between.to = to;
            // The days stay where they were put as long as they can be seen.
            if (shown != sizes.today || from < first || to > sizes.today) {
                between.to = sizes.today;
                between.from = range.step == HistoryStep::Week ? sizes.today.addDays(-12 * 7) : sizes.today.addMonths(-12);
            }
            TRY_ASSIGN(const auto days, service::historyDays(civil(first), civil(sizes.today), range.step));
            TRY_ASSIGN(sizes.history, service::sizesOn(*session, rule, days, nullptr, cancel));
            TRY_ASSIGN(between.change, service::changeBetween(*session, rule, civil(between.from), civil(between.to), cancel));
            return sizes;
        },
        [this](Result<Sizes> sizes) {
            m_isCounting = false;
            if (!sizes) {
                m_chart->setPoints({});
                m_state->showError(tr("The segment cannot be counted on other days"), sentence(sizes.error()), tr("Try again"));
                return;
            }
            m_state->showContent();
            showSizes(*sizes);
            askFlow();
        });
}

void HistoryPanel::showSizes(const Sizes &sizes) {
    QVector<HistoryChart::Point> points;
    for (const auto &point : sizes.history.points)
        points.append({dateOf(point.day), point.people});
    m_today = sizes.today;
    m_from->setRange({}, m_today);
    m_to->setRange({}, m_today);
    m_sizesRule = sizes.change.rule;
    m_chart->setDays(sizes.change.from, sizes.change.to);
    m_chart->setPoints(points);
    m_asToday->setText(asTodayWords(sizes.history.asToday));
    m_asToday->setVisible(!m_asToday->text().isEmpty());
    showChange(sizes.change);
}

void HistoryPanel::daysChosen() {
    m_from->setDate(m_chart->first());
    m_to->setDate(m_chart->last());
    m_soon.start();
}

void HistoryPanel::askChange() {
    if (m_chart->points().isEmpty())
        return;
    m_isComparing = true;
    m_changes.request(
        [session = m_session, rule = m_rule, from = m_chart->first(), to = m_chart->last()](CancelToken cancel) -> Result<Change> {
            Change between{rule, from, to, {}};
            TRY_ASSIGN(between.change, service::changeBetween(*session, rule, civil(from), civil(to), cancel));
            return between;
        },
        [this](Result<Change> change) {
            m_isComparing = false;
            if (change)
                showChange(*change);
            else
                Q_EMIT said(sentence(change.error()));
        });
}

void HistoryPanel::showChange(const Change &between) {
    m_shownChange = between;
    m_from->setDate(m_chart->first());
    m_to->setDate(m_chart->last());
    const service::SegmentChange &change = between.change;
    const auto entered = qint64(change.entered->people.size()), left = qint64(change.left->people.size()), stayed = qint64(change.stayed->people.size());
    const qint64 before = left + stayed, after = entered + stayed;
    QString words = tr("%1 people before, %2 after").arg(formatNumber(before), formatNumber(after));
    if (before > 0 && after != before) {
        const QString share = formatPercent(double(std::abs(after - before)) / double(before), 0);
        words = after > before ? tr("%1 people before, %2 after: %3 more").arg(formatNumber(before), formatNumber(after), share)
                               : tr("%1 people before, %2 after: %3 fewer").arg(formatNumber(before), formatNumber(after), share);
    }
    m_change->setText(words);
    m_rows->setRows({{tr("Stayed"), stayed, {}, -1}, {tr("Came"), entered, {}, -2}, {tr("Left"), left, {}, -4}});
}

void HistoryPanel::openChange(int row) {
    const QString title = row == 0 ? tr("Stayed in %1") : row == 1 ? tr("Came to %1") : tr("Left %1");
    const Change &shown = m_shownChange;
    const QString note = tr("Between the ends of %1 and %2").arg(formatDate(shown.from), formatDate(shown.to));
    Q_EMIT peopleWanted(title.arg(ownName()), note,
                        [rule = shown.rule, row, from = civil(shown.from), to = civil(shown.to)](
                            service::Session &session, CancelToken cancel) -> Result<MemberOpener::List> {
                            TRY_ASSIGN(auto change, service::changeBetween(session, rule, from, to, cancel));
                            return row == 0 ? std::move(change.stayed) : row == 1 ? std::move(change.entered) : std::move(change.left);
                        });
}

// Without a choice the first segments beside its own.
static QStringList othersFor(const service::RuleVocabulary &vocabulary, qint64 own, const QStringList &chosen, bool hasChosen) {
    QStringList ids;
    for (const auto &segment : vocabulary.segments) {
        const QString id = toQString(segment.id);
        const bool isWanted = hasChosen ? chosen.contains(id) : ids.size() < kFirstOthers;
        if (isWanted && id.toLongLong() != own && ids.size() + 1 < qsizetype(service::SegmentFlow::kMost))
            ids << id;
    }
    return ids;
}

bool HistoryPanel::isOwn(const service::RuleVocabulary::Named &segment) const { return m_own > 0 && segment.id == std::to_string(m_own); }

void HistoryPanel::chooseOthers() {
    QList<PickerItem> items;
    for (const auto &segment : m_vocabulary.segments)
        if (!isOwn(segment))
            items.append({toQString(segment.id), toQString(segment.name), {}, QStringLiteral("users")});
    Picker::pickMany(m_choose, items, m_others, [this](const QStringList &ids) {
        constexpr int kMostOthers = int(service::SegmentFlow::kMost) - 1;
        if (ids.size() > kMostOthers)
            Q_EMIT said(tr("At most %Ln other segments can be shown at once; the first of those chosen are.", nullptr, kMostOthers));
        m_others = ids.mid(0, kMostOthers);
        m_hasChosen = true;
        askFlow();
    });
}

static Result<std::vector<model::SegmentRule>> flowRules(service::Session &session, const model::SegmentRule &own, const QStringList &ids, QStringList &names) {
    std::vector<model::SegmentRule> rules{own};
    for (const QString &id : ids) {
        TRY_ASSIGN(auto segment, service::SegmentService(session).find(SegmentId{id.toLongLong()}));
        rules.push_back(std::move(segment.rule));
        names << toQString(segment.name);
    }
    return rules;
}

void HistoryPanel::askFlow() {
    m_others = othersFor(m_vocabulary, m_own, m_others, m_hasChosen);
    const bool hasOthers = std::any_of(m_vocabulary.segments.begin(), m_vocabulary.segments.end(),
                                       [&](const auto &segment) { return !isOwn(segment); });
    m_flowCard->setVisible(hasOthers);
    if (!hasOthers || m_chart->points().isEmpty())
        return;
    m_isFlowing = true;
    m_flows.request(
        [session = m_session, rule = m_rule, own = ownName(), ids = m_others, from = m_chart->first(),
         to = m_chart->last()](CancelToken cancel) -> Result<Flow> {
            Flow flow{{}, from, to, {}, {own}};
            TRY_ASSIGN(flow.rules, flowRules(*session, rule, ids, flow.names));
            TRY_ASSIGN(flow.flow, service::flowBetween(*session, flow.rules, civil(from), civil(to), cancel));
            return flow;
        },
        [this](Result<Flow> flow) {
            m_isFlowing = false;
            if (flow)
                showFlow(*flow);
            else
                Q_EMIT said(sentence(flow.error()));
        });
}

void HistoryPanel::showFlow(const Flow &flow) {
    m_shownFlow = flow;
    QVector<QVector<qint64>> people;
    for (const auto &row : flow.flow.people)
        people.append(QVector<qint64>(row.begin(), row.end()));
    m_flow->setFlow(flow.names + QStringList{tr("None of them")}, people);
    const QString staying = formatNumber(people.last().last());
    const QString aside = asTodayWords(flow.flow.asToday);
    m_flowNote->setText(tr("From %1 to %2. Everybody counts in the first of these that they are in; %3 people were in none of them on both days.")
                            .arg(formatDate(flow.from), formatDate(flow.to), staying) +
                        (aside.isEmpty() || aside == m_asToday->text() ? QString() : QLatin1Char(' ') + aside));
}

void HistoryPanel::openFlow(int was, int is) {
    const QString note = m_flow->itemName(m_flow->currentItem());
    const Flow &shown = m_shownFlow;
    Q_EMIT peopleWanted(note, tr("Between the ends of %1 and %2").arg(formatDate(shown.from), formatDate(shown.to)),
                        [rules = shown.rules, was, is, from = civil(shown.from), to = civil(shown.to)](
                            service::Session &session, CancelToken cancel) -> Result<MemberOpener::List> {
                            return service::flowPeople(session, rules, from, to, std::size_t(was), std::size_t(is), cancel);
                        });
}

} // namespace audience::ui
