// What a rule means right now, at the right of the builder: how many, how many of them can be emailed
// and why not the others, and what each rule leaves.
#pragma once

#include "service/segment_service.h"
#include "ui/kit/bar_rows.h"

#include <QFrame>
#include <QStringList>

#include <optional>

class QLabel;
class QPushButton;

namespace audience::ui {

class TraitRows;
class Sparkline;

class ReachPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ReachPanel(QWidget *parent = nullptr);
    // `rules`: a label and the full words per top-level rule. Who can be emailed, about what, and why not is of an older
    // rule, shown as such and not to be opened, until setReach().
    void show(const service::CountView &count, const QVector<std::pair<QString, QString>> &rules);
    void setReach(const service::SegmentReach &reach);
    void setTopics(const std::vector<service::TopicReach> &topics);
    void showReachUnknown(); // who can be emailed could not be told of the rule whose figures are shown
    void showCounting(); // the figures shown are of an older rule
    void showNothing();  // the rule cannot be counted as it stands
    void setTraits(const QVector<std::pair<QString, QString>> &traits); // words and "2.1x"; none: the block goes
    void setHistory(const QVector<double> &weeks); // how many they were, oldest first, today last; empty: not told
    void setDataTime(const QString &words, const QString &hint = {});
    void setAnswer(const QString &words, const QString &hint); // who counted; "": nobody need know
    void setSafety(const QStringList &names); // the segments and lists of people who are never emailed

Q_SIGNALS:
    void reasonChosen(const QString &reason); // "no_consent": who they are
    void traitChosen(int row);
    void leftChosen(int rules, const QString &title); // who is left after so many of the rules; 0: everybody
    void reachableChosen(const QString &topic, const QString &title); // who can be emailed; "": about the usual topic

private:
    void setReachOld(bool isOld);
    void showLeft();
    void showAged(BarRows *bars, QVector<BarRow> rows);
    QStringList m_reasonIds, m_topicIds;
    QStringList m_leftTitles, m_safety;
    QLabel *m_figure, *m_share, *m_time, *m_engine, *m_reachText, *m_leftTitle;
    QPushButton *m_reach;
    QWidget *m_reasonsBox, *m_topicsBox, *m_traitsBox, *m_history;
    TraitRows *m_traits;
    Sparkline *m_trend;
    QLabel *m_trendBefore, *m_trendChange;
    BarRows *m_reasons, *m_left, *m_topics;
    QVector<BarRow> m_leftRows, m_reasonRows, m_topicRows;
    std::optional<qint64> m_reachable; // nothing: not known of any rule yet
    bool m_isReachOld = false;
};

} // namespace audience::ui
