#include "ui/segments/reach_panel.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::ui {

ReachPanel::ReachPanel(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("reachPanel"));
    setProperty("role", QStringLiteral("paneRight"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kMedium);
    layout->setSpacing(0);
    layout->addWidget(makeLabel(tr("People in this segment"), "secondary", this));
    m_figure = makeLabel({}, "keyFigure", this);
    m_figure->setObjectName(QStringLiteral("segmentCount"));
    layout->addWidget(m_figure);
    m_share = makeLabel({}, "tertiary", this);
    layout->addWidget(m_share);
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
    connect(m_reasons, &BarRows::rowActivated, this, [this](int row) { Q_EMIT reasonChosen(m_reasonIds.value(row)); });
    m_reasonsBox->hide();
    connect(m_reach, &QPushButton::toggled, m_reasonsBox, &QWidget::setVisible);
    layout->addWidget(m_reasonsBox);
    m_leftTitle = makeLabel(tr("Left after each rule"), "strong", this);
    m_leftTitle->setContentsMargins(0, space::kPage, 0, space::kTiny); // gone with it
    layout->addWidget(m_leftTitle);
    m_left = new BarRows(this);
    m_left->setObjectName(QStringLiteral("leftRows"));
    m_left->setAccessibleName(tr("Left after each rule"));
    m_left->setOpens(true);
    connect(m_left, &BarRows::rowActivated, this, [this](int row) {
        if (row + 1 == int(m_left->rows().size()))
            Q_EMIT reachableChosen({}, tr("Can be emailed"));
        else
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
        Q_EMIT reachableChosen(m_topicIds.value(row), tr("Can be emailed about %1").arg(m_topics->rows().value(row).name));
    });
    topics->addWidget(m_topics);
    m_topicsBox->hide();
    layout->addWidget(m_topicsBox);
    layout->addStretch(1);
    auto *foot = makeRow(6);
    foot->addWidget(makeIcon("clock", Tone::Neutral, 14, this));
    m_time = makeLabel({}, "tertiary", this);
    foot->addWidget(m_time, 1);
    layout->addLayout(foot);
    showNothing();
}

void ReachPanel::setDataTime(const QString &words) {
    m_time->setText(words);
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
    m_reach->hide();
    m_reach->setChecked(false);
    m_leftTitle->hide();
    m_left->setRows({});
    m_topicsBox->hide();
}

void ReachPanel::setTopics(const std::vector<service::TopicReach> &topics) {
    QVector<BarRow> rows;
    m_topicIds.clear();
    for (const auto &topic : topics) {
        m_topicIds << toQString(topic.key);
        rows.append({toQString(topic.name.empty() ? topic.key : topic.name), topic.reachable, {}, -2});
    }
    m_topics->setRows(rows);
    m_topicsBox->setVisible(rows.size() > 1); // one topic is what stands above already
}

void ReachPanel::show(const service::CountView &count, const QVector<std::pair<QString, QString>> &rules) {
    ui::setProperty(m_figure, "ink", QString());
    m_figure->setText(formatNumber(count.count));
    m_figure->setAccessibleName(tr("%1 people in this segment").arg(formatNumber(count.count)));
    const double share = count.everyone > 0 ? double(count.count) / double(count.everyone) : 0;
    m_share->setText(tr("%1 of %2").arg(formatPercent(share), formatNumber(count.everyone)));
    m_reach->setVisible(true);
    m_reachText->setText(QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2").arg(formatNumber(count.reachable), tr("can be emailed")));
    // Longer words take a second line.
    const int inside = width() - 2 * space::kPage - m_reach->layout()->contentsMargins().left() - m_reach->layout()->contentsMargins().right() - 46;
    m_reach->setMinimumHeight(qMax(34, m_reachText->heightForWidth(inside) + 12));
    m_reach->setAccessibleName(tr("%1 can be emailed").arg(formatNumber(count.reachable)));
    QVector<BarRow> reasons;
    m_reasonIds.clear();
    for (const auto &reason : count.keptBack)
        if (reason.count > 0) {
            const bool isNamed = reason.reason == "safety_set" && !m_safety.isEmpty();
            reasons.append({isNamed ? tr("Never emailed: %1").arg(m_safety.join(QStringLiteral(", "))) : reasonWord(reason.reason), reason.count, {}, 0});
            m_reasonIds << toQString(reason.reason);
        }
    m_reasons->setRows(reasons);
    m_reach->setEnabled(!reasons.isEmpty());
    QVector<BarRow> left;
    m_leftTitles = {tr("All people")};
    if (!count.steps.empty()) {
        left.append({tr("All"), count.everyone, {}, -1});
        for (std::size_t i = 0; i < count.steps.size(); ++i) {
            m_leftTitles << tr("Left after: %1").arg(rules.value(int(i)).second);
            left.append({rules.value(int(i)).first, count.steps[i].left,
                         tr("left. %1. %2 meet it by itself").arg(rules.value(int(i)).second, formatNumber(count.steps[i].alone)), 0});
        }
        left.append({tr("Can be emailed"), count.reachable, {}, -2});
    }
    m_leftTitle->setVisible(!left.isEmpty());
    m_left->setRows(left);
}

} // namespace audience::ui
