// How many the segment of the page had in each of the last 12 weeks, for the line under its figure. Asked when the
// rule has not changed for a moment; an answer to an older rule is dropped. A rule of which a part is as it is today on
// whatever day has no such line: it would seem to say that nothing changed. Main thread.
#pragma once

#include "async/latest.h"
#include "model/segment_rule.h"
#include "service/session.h"

#include <QTimer>
#include <QVector>

namespace audience::ui {

class HistoryTrend final : public QObject {
    Q_OBJECT
public:
    HistoryTrend(std::shared_ptr<service::Session> session, QObject *parent);
    void showRule(const model::SegmentRule &rule);
    void drop(); // the rule is another one
    bool isSettled() const { return !m_isCounting && !m_rest.isActive(); }

Q_SIGNALS:
    void counted(const QVector<double> &weeks); // oldest first, today last; empty: it cannot be told

private:
    void ask();
    std::shared_ptr<service::Session> m_session;
    model::SegmentRule m_rule;
    bool m_isCounting = false;
    QTimer m_rest;
    Latest<std::vector<std::int64_t>> m_latest;
};

} // namespace audience::ui
