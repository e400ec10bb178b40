#include "ui/segments/reach_panel.h"

#include "qbase/convert.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/trait_rows.h"
#include "ui/segments/trait_words.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace audience::ui {

ReachPanel::ReachPanel(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("reachPanel"));
    setProperty("role", QStringLiteral("paneRight"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, space::kMedium);
    whole->setSpacing(0);
    auto *inside = new QWidget;
    inside->setMinimumHeight(1); // words that wrap are as high as the width asks for
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kSmall);
    layout->setSpacing(0);
    whole->addWidget(makeScroll(QStringLiteral("reachScroll"), inside, this), 1);
    layout->addWidget(makeLabel(tr("People in this segment"), "secondary", this));
    m_figure = makeLabel({}, "keyFigure", this);
    m_figure->setObjectName(QStringLiteral("segmentCount"));
    layout->addWidget(m_figure);
    m_share = makeLabel({}, "tertiary", this);
    layout->addWidget(m_share);
    m_engine = makeLabel({}, "tertiary", this);
    m_engine->setObjectName(QStringLiteral("countEngine"));
    m_engine->setWordWrap(true);
    m_engine->hide();
    layout->addWidget(m_engine);
    layout->addSpacing(space::kSmall);
    m_reach = makeButton(QStringLiteral("reachRow"), {}, "goodRow", nullptr, this);
    m_reach->setCheckable(true);
    m_reach->setToolTip(tr("Show why the others cannot be emailed"));
    auto *row = new QHBoxLayout(m_reach);
    row->setContentsMargins(10, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(makeIcon("mail-check", Tone::Good, 16, m_reach));
    m_reachText = makeLabel({}, "body", m_reach);
    m_reachText->setTextFormat(Qt::RichText);
    m_reachText->setWordWrap(true);
    row->addWidget(m_reachText, 1);
    row->addWidget(makeIcon("chevron-right", Tone::Good, 14, m_reach));
    for (QWidget *inner : m_reach->findChildren<QWidget *>())
        inner->setAttribute(Qt::WA_TransparentForMouseEvents);
    layout->addWidget(m_reach);
    m_reasonsBox = new QWidget(this);
    auto *reasons = new QVBoxLayout(m_reasonsBox);
    reasons->setContentsMargins(0, space::kPage, 0, 0);
    reasons->setSpacing(space::kTiny);
    auto *reasonsTitle = makeLabel(tr("Cannot be emailed, and why"), "strong", m_reasonsBox);
    reasonsTitle->setWordWrap(true);
    reasons->addWidget(reasonsTitle);
    m_reasons = new BarRows(m_reasonsBox);
    m_reasons->setOpens(true);
    m_reasons->setObjectName(QStringLiteral("keptBackRows"));
    m_reasons->setAccessibleName(tr("Cannot be emailed, and why"));
    reasons->addWidget(m_reasons);
    auto *hint = makeLabel(tr("Choose a reason to see who they are."), "tertiary", m_reasonsBox);
    hint->setWordWrap(true);
    reasons->addWidget(hint);
    connect(m_reasons, &BarRows::rowActivated, this, [this](int row) {
        if (!m_isReachOld)
            Q_EMIT reasonChosen(m_reasonIds.value(row));
    });
    m_reasonsBox->hide();
    connect(m_reach, &QPushButton::toggled, m_reasonsBox, &QWidget::setVisible);
    layout->addWidget(m_reasonsBox);
    m_history = new QWidget(this);
    auto *history = new QVBoxLayout(m_history);
    history->setContentsMargins(0, space::kMedium, 0, 0);
    history->setSpacing(space::kTiny);
    m_trend = new Sparkline(m_history);
    m_trend->setObjectName(QStringLiteral("segmentTrend"));
    m_trend->setFixedHeight(40);
    m_trend->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    history->addWidget(m_trend);
    auto *trendRow = makeRow(8);
    m_trendBefore = new ElidedLabel({}, "tertiary", m_history);
    m_trendChange = makeLabel({}, "tertiary", m_history);
    trendRow->addWidget(m_trendBefore, 1);
    trendRow->addWidget(m_trendChange);
    history->addLayout(trendRow);
    m_history->hide();
    layout->addWidget(m_history);
    m_leftTitle = makeLabel(tr("Left after each rule"), "strong", this);
    m_leftTitle->setContentsMargins(0, space::kPage, 0, space::kTiny); // gone with it
    layout->addWidget(m_leftTitle);
    m_left = new BarRows(this);
    m_left->setObjectName(QStringLiteral("leftRows"));
    m_left->setAccessibleName(tr("Left after each rule"));
    m_left->setOpens(true);
    connect(m_left, &BarRows::rowActivated, this, [this](int row) {
        const bool isReach = row == int(m_leftRows.size());
        if (isReach && !m_isReachOld)
            Q_EMIT reachableChosen({}, tr("Can be emailed"));
        else if (!isReach)
            Q_EMIT leftChosen(row, m_leftTitles.value(row));
    });
    layout->addWidget(m_left);
    m_topicsBox = new QWidget(this);
    auto *topics = new QVBoxLayout(m_topicsBox);
    topics->setContentsMargins(0, space::kPage, 0, 0);
    topics->setSpacing(space::kTiny);
    topics->addWidget(makeLabel(tr("Can be emailed about"), "strong", m_topicsBox));
    m_topics = new BarRows(m_topicsBox);
    m_topics->setObjectName(QStringLiteral("topicRows"));
    m_topics->setAccessibleName(tr("Can be emailed about"));
    m_topics->setOpens(true);
    connect(m_topics, &BarRows::rowActivated, this, [this](int row) {
        if (!m_isReachOld)
            Q_EMIT reachableChosen(m_topicIds.value(row), tr("Can be emailed about %1").arg(m_topics->rows().value(row).name));
    });
    topics->addWidget(m_topics);
    m_topicsBox->hide();
    layout->addWidget(m_topicsBox);
    m_traitsBox = new QWidget(this);
    auto *traits = new QVBoxLayout(m_traitsBox);
    traits->setContentsMargins(0, space::kPage, 0, 0);
    traits->setSpacing(space::kTiny);
    traits->addWidget(makeLabel(tr("Stands out by"), "strong", m_traitsBox));
    m_traits = new TraitRows(m_traitsBox);
    connect(m_traits, &TraitRows::rowActivated, this, &ReachPanel::traitChosen);
    traits->addWidget(m_traits);
    m_traitsBox->hide();
    layout->addWidget(m_traitsBox);
    layout->addStretch(1);
    auto *foot = makeRow(6);
    foot->setContentsMargins(space::kPage, 0, space::kPage, 0);
    foot->addWidget(makeIcon("clock", Tone::Neutral, 14, this));
    m_time = makeLabel({}, "tertiary", this);
    m_time->setObjectName(QStringLiteral("countTime"));
    foot->addWidget(m_time, 1);
    whole->addLayout(foot);
    showNothing();
}

void ReachPanel::setTraits(const QVector<std::pair<QString, QString>> &traits) {
    m_traits->setRows(traits);
    m_traitsBox->setVisible(!traits.isEmpty());
}

void ReachPanel::setDataTime(const QString &words, const QString &hint) {
    m_time->setText(words);
    m_time->setToolTip(hint);
}

void ReachPanel::setHistory(const QVector<double> &weeks) {
    m_history->setVisible(weeks.size() > 1);
    if (weeks.size() < 2)
        return;
    const double before = weeks.first(), now = weeks.last();
    const QString words = tr("%n weeks ago: %1", nullptr, int(weeks.size()) - 1).arg(formatNumber(qint64(before)));
    m_trendBefore->setText(words);
    m_trendChange->setVisible(before > 0);
    const QString share = before > 0 ? formatPercent(std::abs(now - before) / before, 0) : QString();
    m_trendChange->setText(now == before ? tr("unchanged") : now > before ? tr("%1 more").arg(share) : tr("%1 fewer").arg(share));
    m_trend->setValues(weeks, before > 0 ? words + QStringLiteral(", ") + m_trendChange->text() : words);
}

void ReachPanel::setSafety(const QStringList &names) {
    m_safety = names;
}

void ReachPanel::showCounting() {
    ui::setProperty(m_figure, "ink", QStringLiteral("old"));
}

void ReachPanel::showNothing() {
    m_figure->setText(QStringLiteral("–"));
    m_share->setText(tr("not counted yet"));
    m_figure->setAccessibleName(m_share->text());
    m_leftRows.clear();
    m_engine->hide();
    showReachUnknown();
    m_history->hide();
}

void ReachPanel::showReachUnknown() {
    m_reachable.reset();
    m_reasonRows.clear();
    m_topicRows.clear();
    setReachOld(false);
    m_reach->hide();
    m_reach->setChecked(false);
    m_topicsBox->hide();
    showLeft();
}

// As they stand, or grey and not to be opened where they are of an older rule.
void ReachPanel::showAged(BarRows *bars, QVector<BarRow> rows) {
    if (m_isReachOld)
        for (BarRow &row : rows) {
            row.tone = -1;
            row.note = tr("before the last change");
        }
    bars->setOpens(!m_isReachOld);
    bars->setRows(rows);
}

void ReachPanel::setTopics(const std::vector<service::TopicReach> &topics) {
    m_topicRows.clear();
    m_topicIds.clear();
    for (const auto &topic : topics) {
        m_topicIds << toQString(topic.key);
        m_topicRows.append({toQString(topic.name.empty() ? topic.key : topic.name), topic.reachable, {}, -2});
    }
    showAged(m_topics, m_topicRows);
    m_topicsBox->setVisible(m_topicRows.size() > 1); // one topic is what stands above already
}

void ReachPanel::setAnswer(const QString &words, const QString &hint) {
    m_engine->setText(words);
    m_engine->setToolTip(hint);
    m_engine->setVisible(!words.isEmpty());
}

void ReachPanel::show(const service::CountView &count, const QVector<std::pair<QString, QString>> &rules) {
    if (!m_figure->property("ink").toString().isEmpty())
        ui::setProperty(m_figure, "ink", QString());
    m_figure->setText(formatNumber(count.count));
    m_figure->setAccessibleName(tr("%1 people in this segment").arg(formatNumber(count.count)));
    const double share = count.everyone > 0 ? double(count.count) / double(count.everyone) : 0;
    m_share->setText(tr("%1 of %2").arg(formatPercent(share), formatNumber(count.everyone)));
    setReachOld(true);
    m_leftRows.clear();
    m_leftTitles = {tr("All people")};
    if (!count.steps.empty()) {
        m_leftRows.append({tr("All"), count.everyone, {}, -1});
        for (std::size_t i = 0; i < count.steps.size(); ++i) {
            m_leftTitles << tr("Left after: %1").arg(rules.value(int(i)).second);
            m_leftRows.append({capital(rules.value(int(i)).first), count.steps[i].left,
                               tr("left. %1. %2 meet it by itself").arg(rules.value(int(i)).second, formatNumber(count.steps[i].alone)), 0});
        }
    }
    showLeft();
}

void ReachPanel::showLeft() {
    QVector<BarRow> rows = m_leftRows;
    if (!rows.isEmpty() && m_reachable)
        rows.append({tr("Can be emailed"), *m_reachable, m_isReachOld ? tr("before the last change") : QString(), m_isReachOld ? -1 : -2});
    m_leftTitle->setVisible(!rows.isEmpty());
    m_left->setRows(rows);
}

void ReachPanel::setReachOld(bool isOld) {
    if (m_isReachOld == isOld)
        return;
    m_isReachOld = isOld;
    ui::setProperty(m_reachText, "ink", isOld ? QStringLiteral("old") : QString());
    m_reach->setAccessibleDescription(isOld ? tr("before the last change") : QString());
    showAged(m_reasons, m_reasonRows);
    showAged(m_topics, m_topicRows);
}

void ReachPanel::setReach(const service::SegmentReach &reach) {
    m_reachable = reach.reachable;
    setReachOld(false);
    m_reach->setVisible(true);
    m_reachText->setText(QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2").arg(formatNumber(reach.reachable), tr("can be emailed")));
    // Longer words take a second line.
    const int inside = width() - 2 * space::kPage - m_reach->layout()->contentsMargins().left() - m_reach->layout()->contentsMargins().right() - 46;
    m_reach->setMinimumHeight(qMax(34, m_reachText->heightForWidth(inside) + 12));
    m_reach->setAccessibleName(tr("%1 can be emailed").arg(formatNumber(reach.reachable)));
    m_reasonRows.clear();
    m_reasonIds.clear();
    for (const auto &reason : reach.keptBack)
        if (reason.count > 0) {
            const bool isNamed = reason.reason == "safety_set" && !m_safety.isEmpty();
            m_reasonRows.append({isNamed ? tr("Never emailed: %1").arg(m_safety.join(QStringLiteral(", "))) : reasonWord(reason.reason), reason.count, {}, 0});
            m_reasonIds << toQString(reason.reason);
        }
    showAged(m_reasons, m_reasonRows);
    m_reach->setEnabled(!m_reasonRows.isEmpty());
    showLeft();
}

} // namespace audience::ui
