// What a rule means right now, at the right of the builder: how many, how many of them can be emailed
// and why not the others, and what each rule leaves.
#pragma once

#include "service/segment_service.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QPushButton;

namespace audience::ui {

class BarRows;

class ReachPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ReachPanel(QWidget *parent = nullptr);
    // `rules`: a label and the full words per top-level rule.
    void show(const service::CountView &count, const QVector<std::pair<QString, QString>> &rules);
    void setTopics(const std::vector<service::TopicReach> &topics);
    void showCounting(); // the figures shown are of an older rule
    void showNothing();  // the rule cannot be counted as it stands
    void setDataTime(const QString &words);
    void setSafety(const QStringList &names); // the segments and lists of people who are never emailed

Q_SIGNALS:
    void reasonChosen(const QString &reason); // "no_consent": who they are
    void leftChosen(int rules, const QString &title); // who is left after so many of the rules; 0: everybody
    void reachableChosen(const QString &topic, const QString &title); // who can be emailed; "": about the usual topic

private:
    QStringList m_reasonIds, m_topicIds;
    QStringList m_leftTitles, m_safety;
    QLabel *m_figure, *m_share, *m_time, *m_reachText, *m_leftTitle;
    QPushButton *m_reach;
    QWidget *m_reasonsBox, *m_topicsBox;
    BarRows *m_reasons, *m_left, *m_topics;
};

} // namespace audience::ui
